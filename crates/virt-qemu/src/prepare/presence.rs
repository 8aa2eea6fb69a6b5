//! Images that must be there before a guest starts.

use virt_core::Error;
use virt_core::consts::VIR_FROM_STORAGE;

use crate::command::context::Host;
use crate::vocabulary::{DiskDevice, DomainDef, StartupPolicy, StorageKind, StorageSource};

/// Leaves out images that aren't there and need not be; `new`: the guest boots. For the others QEMU has its say.
pub fn leave_out(def: &mut DomainDef, host: &dyn Host, new: bool) {
    for index in (0..def.devices.disks.len()).rev() {
        let disk = &mut def.devices.disks[index];
        let dispensable = match disk.source.startup_policy {
            Some(StartupPolicy::Optional) => true,
            Some(StartupPolicy::Requisite) => !new,
            _ => false,
        };
        if !dispensable || local(&disk.source.kind).is_none_or(|path| host.look_for(path).is_ok()) {
            continue;
        }
        if matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy) {
            disk.source = StorageSource::new(StorageKind::File { file: None, fdgroup: None });
        } else {
            def.devices.disks.remove(index);
        }
    }
}

/// Why a QEMU that didn't come up could not: the image that is missing.
pub fn missing(def: &DomainDef) -> Option<Error> {
    let mut paths = def.devices.disks.iter().filter_map(|disk| local(&disk.source.kind));
    paths.find_map(|path| {
        let error = std::fs::metadata(path).err()?;
        Some(Error::system(VIR_FROM_STORAGE, &error, format!("Cannot access storage file '{path}'")))
    })
}

fn local(kind: &StorageKind) -> Option<&str> {
    match kind {
        StorageKind::File { file, fdgroup: None } => file.as_deref(),
        StorageKind::Block { dev } => dev.as_deref(),
        StorageKind::Dir { dir } => dir.as_deref(),
        _ => None,
    }
}
