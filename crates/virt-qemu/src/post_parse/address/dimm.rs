//! Slots of memory modules.

use std::collections::HashSet;

use crate::vocabulary::{Address, DimmAddress, DomainDef, MemoryModel};
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

/// Assigns slots to memory modules.
pub fn assign(def: &mut DomainDef) -> Result<()> {
    if !def.memory.has_hotplug() {
        return Ok(());
    }
    let slots = def.memory.slots;
    let memories = &mut def.devices.memories;
    let slot = |address: &Option<Address>| match address {
        Some(Address::Dimm(dimm)) => Some(dimm.slot),
        _ => None,
    };
    let mut taken: HashSet<u32> = memories.iter().filter_map(|m| slot(&m.info.address)).collect();
    for memory in memories {
        if !matches!(memory.model, MemoryModel::Dimm | MemoryModel::Nvdimm)
            || slot(&memory.info.address).is_some()
        {
            continue;
        }
        let Some(free) = (0..slots).find(|slot| !taken.contains(slot)) else {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "failed to find an empty memory slot");
        };
        taken.insert(free);
        memory.info.address = Some(Address::Dimm(DimmAddress { slot: free, base: 0 }));
    }
    Ok(())
}
