//! Boot order: of the whole domain or of its devices, never both.

use std::collections::HashSet;

use virt_core::Result;

use crate::domain::complain::unsupported;
use crate::domain::{BootDev, DomainDef};

/// Without any order the first disk is booted.
pub fn complete(def: &mut DomainDef) -> Result<()> {
    let mut seen = HashSet::new();
    for at in def.devices_at() {
        let Some(order) = def.info_at(at).and_then(|info| info.boot_order()) else { continue };
        if !seen.insert(order) {
            return unsupported(format!("boot order '{order}' used for more than one device"));
        }
    }
    match (def.os.boot_devs.is_empty(), seen.is_empty()) {
        (false, false) => {
            unsupported("per-device boot elements cannot be used together with os/boot elements")
        }
        (true, true) => {
            def.os.boot_devs.push(BootDev::Hd);
            Ok(())
        }
        _ => Ok(()),
    }
}
