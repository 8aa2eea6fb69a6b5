//! Sizes that memory has to have.

use crate::vocabulary::{DomainDef, MemoryDevice, MemoryModel};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_XML_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::device::PPC64_MODULE;
use crate::family::Family;

/// Alignment of memory in KiB.
const SIZE: u64 = 1024;
/// Alignment of memory modules in KiB.
const MODULE: u64 = 2048;
/// More KiB than fit in a signed number of bytes.
const MAX: u64 = (i64::MAX as u64) >> 10;

/// NVDIMMs of PowerPC: the guest's area is a multiple, the label comes on top.
pub fn align_nvdimm(memory: &mut MemoryDevice) -> Result<()> {
    let label = memory.target.labelsize;
    let area = memory.target.size.saturating_sub(label);
    if area < PPC64_MODULE {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_XML_ERROR,
            "minimum target size for the NVDIMM must be 256MB plus the label size"
        );
    }
    memory.target.size = area / PPC64_MODULE * PPC64_MODULE + label;
    Ok(())
}

/// Rounds all sizes up to what the machine can have.
pub fn align(def: &mut DomainDef) -> Result<()> {
    let ppc64 = Family::of(def).arch().is_ppc64();
    let (size, module) = if ppc64 { (PPC64_MODULE, PPC64_MODULE) } else { (SIZE, MODULE) };
    let up = |value: u64, to: u64| value.checked_next_multiple_of(to).unwrap_or(u64::MAX);
    let mut initial = 0u64;
    for (index, cell) in def.numa.cells.iter_mut().enumerate() {
        cell.memory = up(cell.memory, size);
        initial = initial.saturating_add(cell.memory);
        if cell.memory > MAX {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "memory size of NUMA node '{index}' overflowed after alignment"
            );
        }
    }
    if initial == 0 {
        initial = up(crate::command::initial_memory(def), size);
    }
    if initial > MAX {
        bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "initial memory size overflowed after alignment");
    }
    def.memory.max = up(def.memory.max, size);
    if def.memory.max > MAX {
        bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "maximum memory size overflowed after alignment");
    }
    let mut modules = 0u64;
    for (index, memory) in def.devices.memories.iter_mut().enumerate() {
        match memory.model {
            MemoryModel::Nvdimm if ppc64 => align_nvdimm(memory)?,
            _ => memory.target.size = up(memory.target.size, module),
        }
        modules = modules.saturating_add(memory.target.size);
        if memory.target.size > MAX {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "size of memory module '{index}' overflowed after alignment"
            );
        }
    }
    def.memory.total = initial.saturating_add(modules);
    Ok(())
}
