//! Images that must be there before a guest starts.

use virt_core::consts::VIR_FROM_STORAGE;
use virt_core::{Error, Result};

use crate::command::context::Host;
use crate::vocabulary::{
    BackingStore, Disk, DiskDevice, DomainDef, StartupPolicy, StorageKind, StorageSource,
};

/// Leaves out images that aren't there and need not be, and refuses the others; `new`: the guest boots.
pub fn check(def: &mut DomainDef, host: &dyn Host, new: bool) -> Result<()> {
    for index in (0..def.devices.disks.len()).rev() {
        let disk = &mut def.devices.disks[index];
        let dispensable = match disk.source.startup_policy {
            Some(StartupPolicy::Optional) => true,
            Some(StartupPolicy::Requisite) => !new,
            _ => false,
        };
        match missing(disk, host) {
            None => {}
            Some(error) if !dispensable => return Err(error),
            Some(_) if matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy) => {
                disk.source = StorageSource::new(StorageKind::File { file: None, fdgroup: None });
            }
            Some(_) => {
                def.devices.disks.remove(index);
            }
        }
    }
    Ok(())
}

/// The first image of a disk that isn't there. Of a chain whose end is given, the last one is QEMU's to find.
fn missing(disk: &Disk, host: &dyn Host) -> Option<Error> {
    let top = local(&disk.source.kind);
    let absent = |path: &str| host.look_for(path).err();
    let storage = |error, text| Some(Error::system(VIR_FROM_STORAGE, &error, text));
    if !disk.driver.format.is_some_and(|format| format.has_backing()) {
        let path = top?;
        return storage(absent(path)?, format!("Cannot access storage file '{path}'"));
    }
    let shown = top.unwrap_or("(null)");
    let mut image = Some(&disk.source.kind);
    let mut below = disk.backing_store.as_ref();
    while let Some(kind) = image {
        if matches!(below, Some(BackingStore::End { .. })) {
            return None;
        }
        if let Some(path) = local(kind)
            && let Some(error) = absent(path)
        {
            return match std::ptr::eq(kind, &disk.source.kind) {
                true => storage(error, format!("Cannot access storage file '{path}'")),
                false => {
                    storage(error, format!("Cannot access backing file '{path}' of storage file '{shown}'"))
                }
            };
        }
        (image, below) = match below {
            Some(BackingStore::Layer(layer)) => (Some(&layer.source.kind), layer.backing_store.as_ref()),
            _ => (None, None),
        };
    }
    None
}

fn local(kind: &StorageKind) -> Option<&str> {
    match kind {
        StorageKind::File { file, fdgroup: None } => file.as_deref(),
        StorageKind::Block { dev } => dev.as_deref(),
        StorageKind::Dir { dir } => dir.as_deref(),
        _ => None,
    }
}
