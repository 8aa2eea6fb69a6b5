//! What QEMU's driver refuses, with upstream's codes and words.
//!
//! [`domain`] is for what concerns the whole definition, [`device`] for one device; both come after what is refused
//! for every driver. Sources of disks are checked when the command line is built, too.

pub mod interface;
pub mod storage;

use virt_core::Result;

use crate::post_parse::QemuPolicy;
use crate::vocabulary::{DeviceAt, DomainDef};

/// Refuses a definition as a whole.
pub fn domain(def: &DomainDef, policy: &QemuPolicy<'_>) -> Result<()> {
    let _ = (def, policy);
    Ok(())
}

/// Refuses one device.
pub fn device(def: &DomainDef, at: DeviceAt, policy: &QemuPolicy<'_>) -> Result<()> {
    let _ = (def, at, policy);
    Ok(())
}
