//! What is wrong with a memory device.

use virt_core::{Arch, Result};

use crate::domain::DomainDef;
use crate::domain::MemoryAccess;
use crate::domain::address::Address;
use crate::domain::complain::{detail, refuse, unsupported};
use crate::domain::devices::{MemoryDevice, MemoryModel};
use crate::domain::validate::common::no_virtio_options;

/// Of the host, in KiB: pages, and transparent huge pages.
const PAGE: u64 = 4;
const HUGE_PAGE: u64 = 2048;

pub fn check(def: &DomainDef, memory: &MemoryDevice) -> Result<()> {
    check_node(def, memory)?;
    let model = memory.model.as_str();
    if !matches!(memory.model, MemoryModel::VirtioPmem | MemoryModel::VirtioMem) {
        no_virtio_options(&memory.virtio)?;
    }
    match memory.model {
        MemoryModel::Nvdimm => check_nvdimm(def, memory)?,
        MemoryModel::VirtioPmem => {
            if memory.source.path.is_none() {
                return detail(format!("path is required for model '{model}'"));
            }
            if memory.discard == Some(true) {
                return unsupported(format!("discard is not supported for model '{model}'"));
            }
            refuse(
                memory.access != Some(MemoryAccess::Shared),
                "shared access mode required for virtio-pmem device",
            )?;
            refuse(memory.target.node.is_some(), "virtio-pmem does not support NUMA nodes")?;
            if !memory.target.address.is_multiple_of(PAGE * 1024) {
                return unsupported(format!("memory address must be aligned to {} bytes", PAGE * 1024));
            }
        }
        MemoryModel::VirtioMem => check_virtio_mem(memory)?,
        MemoryModel::SgxEpc if memory.info.address.is_some() => {
            return unsupported(format!("memory device address is not supported for model '{model}'"));
        }
        MemoryModel::Dimm | MemoryModel::SgxEpc => {}
    }
    check_conflict(def, memory)
}

fn check_node(def: &DomainDef, memory: &MemoryDevice) -> Result<()> {
    let Some(node) = memory.target.node else { return Ok(()) };
    match def.numa.cells.len() {
        0 => detail("can't add memory backend as guest has no NUMA nodes configured"),
        count if node as usize >= count => detail(format!(
            "can't add memory backend for guest node '{node}' as the guest has only '{count}' NUMA nodes \
             configured"
        )),
        _ => Ok(()),
    }
}

fn check_nvdimm(def: &DomainDef, memory: &MemoryDevice) -> Result<()> {
    if memory.source.path.is_none() {
        return detail("path is required for model 'nvdimm'");
    }
    refuse(memory.discard == Some(true), "discard is not supported for nvdimms")?;
    match def.os.arch.is_some_and(Arch::is_ppc64) {
        true => refuse(memory.target.labelsize == 0, "label size is required for NVDIMM device"),
        false => refuse(memory.uuid.is_some(), "UUID is not supported for NVDIMM device"),
    }
}

fn check_virtio_mem(memory: &MemoryDevice) -> Result<()> {
    let target = &memory.target;
    if target.requested > target.size {
        return detail(format!("requested size must be smaller than or equal to @size ({}KiB)", target.size));
    }
    if !target.block.is_power_of_two() {
        return detail("block size must be a power of two");
    }
    if target.block < HUGE_PAGE {
        return detail(format!("block size too small, must be at least {HUGE_PAGE}KiB"));
    }
    if !target.requested.is_multiple_of(target.block) {
        return detail("requested size must be an integer multiple of block size");
    }
    match target.address % target.block.saturating_mul(1024) {
        0 => Ok(()),
        _ => detail("memory device address must be aligned to blocksize"),
    }
}

/// Bytes of the guest's address space that a device takes.
fn mapped_size(memory: &MemoryDevice) -> u64 {
    let mut size = memory.target.size;
    if memory.model == MemoryModel::Nvdimm {
        let align = if memory.source.alignsize == 0 { PAGE } else { memory.source.alignsize };
        size = size.saturating_sub(memory.target.labelsize.div_ceil(align).saturating_mul(align));
    }
    size.saturating_mul(1024)
}

fn start(memory: &MemoryDevice) -> u64 {
    match (memory.model, &memory.info.address) {
        (MemoryModel::VirtioPmem | MemoryModel::VirtioMem, _) => memory.target.address,
        (MemoryModel::Dimm | MemoryModel::Nvdimm, Some(Address::Dimm(dimm))) => dimm.base,
        _ => 0,
    }
}

fn slot(memory: &MemoryDevice) -> Option<u32> {
    match &memory.info.address {
        Some(Address::Dimm(dimm)) => Some(dimm.slot),
        _ => None,
    }
}

/// Two devices in one place.
fn check_conflict(def: &DomainDef, memory: &MemoryDevice) -> Result<()> {
    let own_slot = match memory.model {
        MemoryModel::Dimm | MemoryModel::Nvdimm => slot(memory),
        _ => None,
    };
    let own = start(memory);
    if own == 0 && own_slot.is_none() {
        return Ok(());
    }
    let end = own.saturating_add(mapped_size(memory));
    for other in &def.devices.memories {
        if std::ptr::eq(other, memory) {
            continue;
        }
        match (own_slot, slot(other)) {
            (Some(own), Some(theirs)) if own == theirs => {
                return unsupported(format!(
                    "memory device slot '{own}' is already being used by another memory device"
                ));
            }
            (None, _) => {
                let same_alias = memory.info.alias.is_some() && memory.info.alias == other.info.alias;
                let same_address = memory.info.address.is_some() && memory.info.address == other.info.address;
                if same_alias || same_address {
                    continue;
                }
            }
            _ => {}
        }
        let theirs = start(other);
        if own == 0 || theirs == 0 {
            continue;
        }
        let their_end = theirs.saturating_add(mapped_size(other));
        if own <= theirs && end > theirs || theirs <= own && their_end > own {
            return unsupported(format!(
                "memory device address [0x{own:x}:0x{end:x}] overlaps with other memory device (0x{theirs:x})"
            ));
        }
    }
    Ok(())
}
