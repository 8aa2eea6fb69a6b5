//! What is automatic of disks and their images made definite.

use crate::command::PR_SOCKET;
use crate::command::context::Context;
use crate::vocabulary::{DiskCache, DomainDef, ReservationsSource, StorageSource};

/// Completes all disks.
pub fn complete(def: &mut DomainDef, context: &Context<'_>) {
    for disk in &mut def.devices.disks {
        // Hosts that share a disk must not each have a cache of it.
        if disk.shareable && !disk.readonly && disk.driver.cache == DiskCache::Default {
            disk.driver.cache = DiskCache::None;
        }
        if !context.pretend {
            disk.change_images(|source| name_reservations(source, context));
        }
    }
}

/// The helper that we run listens in the domain's folder.
fn name_reservations(source: &mut StorageSource, context: &Context<'_>) {
    if let Some(reservations) = source.reservations.as_mut().filter(|r| r.managed) {
        reservations.source = Some(ReservationsSource { path: context.domain.file(PR_SOCKET) });
    }
}
