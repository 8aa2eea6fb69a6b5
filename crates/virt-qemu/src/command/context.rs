//! What a command line depends on beside the definition.

use std::path::{Path, PathBuf};

use crate::vocabulary::{IdMap, SecretRef};
use virt_conf::common::pci::PciAddress;
use virt_core::consts::{
    VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_NO_SECRET, VIR_ERR_NO_SUPPORT, VIR_FROM_NONE, VIR_FROM_QEMU,
};
use virt_core::{Arch, Result, err};

use crate::capabilities::QemuCaps;
use crate::conf_file::Settings;
use crate::helper_features::{Nbdkit, VhostUser};
use crate::post_parse::Folders;

/// All that a command line depends on beside the definition.
pub struct Context<'a> {
    pub caps: &'a QemuCaps,
    pub settings: &'a Settings,
    pub folders: &'a Folders,
    pub domain: DomainFolders,
    /// The driver runs as root.
    pub privileged: bool,
    pub host_arch: Arch,
    pub host: &'a dyn Host,
    /// The command line is only shown: nothing is opened, no helper runs.
    pub pretend: bool,
    /// The host's nodes that automatic placement chose.
    pub auto_nodes: Option<Vec<u32>>,
}

/// Folders of one domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainFolders {
    /// Sockets, keys: `lib/qemu/domain-1-NAME`.
    pub lib: PathBuf,
    /// Sockets of channels.
    pub channels: PathBuf,
    /// Files that back memory.
    pub memory: PathBuf,
    /// Sockets of D-Bus.
    pub dbus: PathBuf,
    /// `1-NAME`, with the name shortened.
    pub short_name: String,
}

/// Longest part of a domain's name in names of files.
const SHORT_NAME: usize = 20;

impl DomainFolders {
    /// The folders of a domain; id -1 stands for one that doesn't run.
    pub fn new(folders: &Folders, id: i32, name: &str) -> Self {
        let short: String = name.chars().take(SHORT_NAME).collect();
        let short_name = format!("{id}-{}", short.replace('/', "-"));
        let domain = format!("domain-{short_name}");
        Self {
            lib: folders.lib.join(&domain),
            channels: folders.channels.join(&short_name),
            memory: folders.memory.join(&short_name),
            dbus: folders.dbus.clone(),
            short_name,
        }
    }

    /// The address of the guest's own D-Bus.
    pub fn dbus_address(&self) -> String {
        format!("unix:path={}", text(&self.dbus.join(format!("{}-dbus.sock", self.short_name))))
    }

    /// A file in the domain's folder.
    pub fn file(&self, name: &str) -> String {
        text(&self.lib.join(name))
    }
}

/// A path as text.
pub fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// What a secret is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretUsage {
    Volume,
    Ceph,
    Iscsi,
    Tls,
    Vtpm,
}

impl SecretUsage {
    /// The usage that definitions call so.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "volume" => Self::Volume,
            "ceph" => Self::Ceph,
            "iscsi" => Self::Iscsi,
            "tls" => Self::Tls,
            "vtpm" => Self::Vtpm,
            _ => return None,
        })
    }
}

/// A secret, encrypted with the domain's master key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Base64.
    pub data: String,
    /// Base64.
    pub iv: String,
}

/// The first bytes of a disk image.
pub struct ImageStart {
    pub data: Vec<u8>,
    /// It is a block device.
    pub block: bool,
}

/// The machine below, as far as a command line depends on it.
pub trait Host {
    /// The value of a secret.
    fn secret(&self, which: &SecretRef, usage: SecretUsage) -> Result<Vec<u8>> {
        let _ = (which, usage);
        Err(err!(VIR_FROM_QEMU, VIR_ERR_NO_SECRET, "no secret driver"))
    }

    /// Encrypts with the domain's master key.
    fn seal(&self, value: &[u8]) -> Result<Sealed>;

    /// Makes a volume of a pool usable by its path; so far there is nobody to ask.
    fn volume_source(&self, pool: &str, volume: &str) -> Result<()>;

    /// Whether a file is there for us.
    fn look_for(&self, path: &str) -> std::io::Result<()> {
        let _ = path;
        Ok(())
    }

    /// The start of a disk image; `None` when it can't be read.
    fn image_start(&self, path: &str) -> Option<ImageStart> {
        let _ = path;
        None
    }

    /// Is the device a CD-ROM drive?
    fn is_cdrom(&self, device: &str) -> bool {
        let _ = device;
        false
    }

    /// The generic SCSI device (`sg0`) of an address on a host adapter.
    fn scsi_generic(&self, adapter: &str, bus: u32, target: u32, unit: u64) -> Result<String>;

    /// The group and user id behind a name.
    fn user_id(&self, name: &str) -> Result<u32>;
    fn group_id(&self, name: &str) -> Result<u32>;

    /// Refuses NUMA nodes that the host doesn't have.
    fn check_nodes(&self, nodes: &[u32]) -> Result<()>;

    /// The NUMA nodes of CPUs; `None` without NUMA.
    fn nodes_of_cpus(&self, cpus: &[u32]) -> Result<Option<Vec<u32>>>;

    /// Mounted hugetlbfs: page size in KiB and mount point, the default size first.
    fn huge_pages(&self) -> Vec<(u64, PathBuf)>;

    /// Ordinary page size in KiB.
    fn page_size(&self) -> u64 {
        4
    }

    /// Seconds since 1970.
    fn now(&self) -> i64;

    /// Seconds that local time is ahead of UTC.
    fn utc_offset(&self) -> i64;

    /// A variable of our own environment.
    fn env(&self, name: &str) -> Option<String>;

    /// The host's SMBIOS tables, if they can be read.
    fn smbios(&self) -> Option<crate::vocabulary::Smbios> {
        None
    }

    /// Can `/dev/vhost-net`, or what stands for it, be opened?
    fn has_vhost_net(&self, device: &str) -> bool {
        let _ = device;
        true
    }

    /// The first render node of the host.
    fn render_node(&self) -> Result<String> {
        Err(err!(VIR_FROM_NONE, VIR_ERR_NO_SUPPORT, "Path '/dev/dri' is not accessible"))
    }

    /// Is a device of the host a virtual function of another?
    fn is_virtual_function(&self, address: &PciAddress) -> bool {
        let _ = address;
        false
    }

    /// Does the kernel offer KVM?
    fn has_kvm(&self) -> bool {
        true
    }

    /// Can devices be given to guests through VFIO?
    fn has_vfio(&self) -> bool {
        false
    }

    /// The host's address in a network.
    fn network_address(&self, network: &str) -> Result<String> {
        Err(err!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "network-based listen on '{network}' isn't possible, network driver isn't present"
        ))
    }

    /// A program by name, in `PATH` or one of these folders.
    fn find_program(&self, name: &str, also: &[&str]) -> Option<PathBuf> {
        let _ = (name, also);
        None
    }

    /// What a program prints when it is asked for its capabilities; empty when it can't be asked.
    fn print_capabilities(&self, program: &Path, args: &[&str]) -> String {
        let _ = (program, args);
        String::new()
    }

    /// The programs that play parts of devices, best first.
    fn vhost_user_programs(&self) -> Result<Vec<VhostUser>> {
        Ok(Vec::new())
    }

    /// The ids that a user may give to others (`/etc/subuid`, `/etc/subgid`), with our own first.
    fn own_id_map(&self) -> IdMap {
        IdMap::default()
    }

    /// The program that serves disks of other hosts, with what it can do.
    fn nbdkit(&self) -> Option<Nbdkit> {
        None
    }
}
