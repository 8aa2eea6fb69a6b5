//! A root: one folder tree with its settings, lock, domains and events.
//!
//! Several roots may be open in one process, each by any number of connections ([`open`]); a root
//! belongs to one process at a time. It is given up when its last connection is closed; what runs
//! keeps running and is found again by the next open.

mod layout;
mod load;
mod registry;
pub(crate) mod status_file;

use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use virt_core::consts::*;
use virt_core::{Error, EventHub, Result, err};
use virt_host::files::LockFile;
use virt_host::spawn::Credentials;
use virt_secret::LazySecrets;

pub use layout::Layout;
pub use registry::open;

use crate::conf_file::Settings;
use crate::definition::{self, Definition};
use crate::domain::List;
use crate::emulator::Emulators;
use crate::firmware::{Descriptor, folders};
use crate::hooks::{Hooks, Operation};
use crate::post_parse::Folders;

/// An open root.
pub struct Root {
    pub layout: Layout,
    pub settings: Settings,
    pub domains: List,
    pub events: EventHub,
    /// The emulators of this host; nobody is asked before something is needed.
    pub emulators: Emulators,
    pub folders: Folders,
    pub secrets: Arc<LazySecrets>,
    /// Whom QEMU runs as; `None`: as ourselves.
    pub run_as: Option<Credentials>,
    pub hooks: Hooks,
    last_id: AtomicI32,
    lock: LockFile,
}

impl Root {
    /// A fresh domain id.
    pub fn next_id(&self) -> i32 {
        self.last_id.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Ids of domains found running must not be given out again.
    fn seen_id(&self, id: i32) {
        self.last_id.fetch_max(id, Ordering::Relaxed);
    }

    /// Firmware that guests can be given, best first; administrators may add to it at any time.
    pub fn firmware(&self) -> Vec<Descriptor> {
        folders::firmware(&folders::standard("firmware", None))
    }

    /// Tells the administrator's programs what happens to a domain.
    pub fn hook(&self, definition: &Definition, operation: Operation, extra: Option<&str>) -> Result<()> {
        let xml = || definition::write(self, definition, None, 0);
        self.hooks.call(&definition.name, operation, extra, xml).map(drop)
    }

    /// We act as root.
    pub fn is_privileged(&self) -> bool {
        self.run_as.is_some()
    }

    /// A share of the root's lock, for a process that is about to become QEMU.
    pub fn share_lock(&self) -> Option<OwnedFd> {
        self.lock.share().ok()
    }

    pub fn managed_save_path(&self, name: &str) -> PathBuf {
        self.layout.save_dir.join(format!("{name}.save"))
    }
}

/// Whom QEMU runs as: what `qemu.conf` sets, else ourselves. Another user could not read the files of
/// guests, since nothing gives those files to it yet (upstream's dynamic ownership).
fn run_as(settings: &Settings) -> Result<Option<Credentials>> {
    use virt_host::users;
    if users::effective_uid() != 0 {
        return Ok(None);
    }
    let unknown = |kind: &str, name: &str| {
        err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Failed to find {kind} record for {kind} '{name}'")
    };
    let read = |error| Error::system(VIR_FROM_QEMU, &error, "cannot read the user database");
    let find =
        |name: &Option<String>, kind: &str, lookup: fn(&str) -> std::io::Result<Option<u32>>| match name {
            Some(name) => lookup(name).map_err(read)?.ok_or_else(|| unknown(kind, name)),
            None => Ok(0),
        };
    let uid = find(&settings.user, "user", users::user_id)?;
    let gid = find(&settings.group, "group", users::group_id)?;
    let groups = users::groups_of(uid, gid).map_err(read)?;
    Ok(Some(Credentials { uid, gid, groups }))
}
