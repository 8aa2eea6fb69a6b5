//! Where things are below a root, and making the folders.

use std::path::{Path, PathBuf};

use virt_core::consts::VIR_FROM_QEMU;
use virt_core::{Error, Result};
use virt_host::files::{make_dirs, set_owner};
use virt_host::spawn::Credentials;

macro_rules! layout {
    ($( $(#[$doc:meta])* $name:ident = $path:literal; )*) => {
        /// The folders of a root, as upstream lays them.
        #[derive(Debug, Clone)]
        pub struct Layout { $( $(#[$doc])* pub $name: PathBuf, )* }

        impl Layout {
            pub fn new(root: &Path) -> Self {
                Self { $( $name: root.join($path), )* }
            }
        }
    };
}

layout! {
    etc_dir = "etc";
    /// Definitions of persistent domains.
    config_dir = "etc/qemu";
    autostart_dir = "etc/qemu/autostart";
    log_dir = "log/qemu";
    /// State of what runs.
    state_dir = "run/qemu";
    channel_dir = "run/qemu/channel";
    slirp_dir = "run/qemu/slirp";
    passt_dir = "run/qemu/passt";
    dbus_dir = "run/qemu/dbus";
    rdp_dir = "run/qemu/rdp";
    swtpm_dir = "run/swtpm";
    swtpm_storage_dir = "lib/swtpm";
    swtpm_log_dir = "log/swtpm";
    cache_dir = "cache/qemu";
    lib_dir = "lib/qemu";
    save_dir = "lib/qemu/save";
    snapshot_dir = "lib/qemu/snapshot";
    checkpoint_dir = "lib/qemu/checkpoint";
    dump_dir = "lib/qemu/dump";
    nvram_dir = "lib/qemu/nvram";
    ram_dir = "lib/qemu/ram";
}

impl Layout {
    /// Makes the folders that are always there and gives QEMU's user those that it writes to.
    pub fn create(&self, owner: Option<&Credentials>) -> Result<()> {
        for (path, what) in [
            (&self.state_dir, "state"),
            (&self.lib_dir, "lib"),
            (&self.cache_dir, "cache"),
            (&self.save_dir, "save"),
            (&self.snapshot_dir, "snapshot"),
            (&self.checkpoint_dir, "checkpoint"),
            (&self.dump_dir, "dump"),
            (&self.channel_dir, "channel target"),
            (&self.nvram_dir, "nvram"),
            (&self.ram_dir, "memory backing"),
            (&self.slirp_dir, "slirp state"),
            (&self.passt_dir, "passt state"),
            (&self.rdp_dir, "rdp state"),
        ] {
            make(path, 0o777, what)?;
        }
        make(&self.dbus_dir, 0o770, "dbus state")?;
        let Some(owner) = owner else { return Ok(()) };
        for path in [
            &self.lib_dir,
            &self.save_dir,
            &self.snapshot_dir,
            &self.checkpoint_dir,
            &self.dump_dir,
            &self.channel_dir,
            &self.nvram_dir,
            &self.ram_dir,
            &self.slirp_dir,
            &self.passt_dir,
            &self.dbus_dir,
            &self.rdp_dir,
        ] {
            set_owner(path, Some(owner.uid), Some(owner.gid)).map_err(|error| {
                let what = format!(
                    "unable to set ownership of '{}' to user {}:{}",
                    path.display(),
                    owner.uid,
                    owner.gid
                );
                Error::system(VIR_FROM_QEMU, &error, what)
            })?;
        }
        Ok(())
    }

    /// The definition of a persistent domain.
    pub fn config_file(&self, name: &str) -> PathBuf {
        self.config_dir.join(format!("{name}.xml"))
    }

    pub fn autostart_link(&self, name: &str) -> PathBuf {
        self.autostart_dir.join(format!("{name}.xml"))
    }

    pub fn autostart_once_link(&self, name: &str) -> PathBuf {
        self.autostart_dir.join(format!("{name}.xml.once"))
    }

    /// The state of a running domain.
    pub fn status_file(&self, name: &str) -> PathBuf {
        self.state_dir.join(format!("{name}.xml"))
    }

    pub fn log_file(&self, name: &str) -> PathBuf {
        self.log_dir.join(format!("{name}.log"))
    }
}

fn make(path: &Path, mode: u32, what: &str) -> Result<()> {
    make_dirs(path, mode).map_err(|error| {
        Error::system(VIR_FROM_QEMU, &error, format!("Failed to create {what} dir {}", path.display()))
    })
}
