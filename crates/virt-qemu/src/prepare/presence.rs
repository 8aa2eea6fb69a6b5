//! Images that must be there before a guest starts.

use virt_core::consts::VIR_FROM_STORAGE;
use virt_core::{Error, Result};

use crate::command::context::Host;
use crate::vocabulary::{DiskDevice, DomainDef, StartupPolicy, StorageKind, StorageSource};

/// Refuses a start without a disk's image, unless its policy is to do without; `new`: the guest boots.
pub fn check(def: &mut DomainDef, host: &dyn Host, new: bool) -> Result<()> {
    for index in (0..def.devices.disks.len()).rev() {
        let disk = &mut def.devices.disks[index];
        let Some(path) = local(&disk.source.kind) else { continue };
        let Err(error) = host.look_for(path) else { continue };
        let dispensable = match disk.source.startup_policy {
            Some(StartupPolicy::Optional) => true,
            Some(StartupPolicy::Requisite) => !new,
            _ => false,
        };
        if !dispensable {
            let what = format!("Cannot access storage file '{path}'");
            return Err(Error::system(VIR_FROM_STORAGE, &error, what));
        }
        if matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy) {
            disk.source = StorageSource::new(StorageKind::File { file: None, fdgroup: None });
        } else {
            def.devices.disks.remove(index);
        }
    }
    Ok(())
}

fn local(kind: &StorageKind) -> Option<&str> {
    match kind {
        StorageKind::File { file, fdgroup: None } => file.as_deref(),
        StorageKind::Block { dev } => dev.as_deref(),
        StorageKind::Dir { dir } => dir.as_deref(),
        _ => None,
    }
}
