//! Memory, processors and how they are spread over cells.

use virt_core::Result;

use super::compare::*;
use super::info::device;
use crate::domain::devices::{MemoryDevice, MemoryModel};
use crate::domain::{DomainDef, Numa, NumaCell, Vcpus};

/// Sizes; without `current`, what the balloon does is not looked at.
pub fn sizes(source: &DomainDef, target: &DomainDef, current: bool) -> Result<()> {
    same("domain max memory", initial(source), initial(target))?;
    let (a, b) = (&source.memory, &target.memory);
    if current {
        same("domain current memory", a.current, b.current)?;
    }
    let match_quoted = |what: &str, a: u64, b: u64| {
        alike(a == b, || format!("Target {what} '{b}' doesn't match source '{a}'"))
    };
    match_quoted("maximum memory size", a.max, b.max)?;
    match_quoted("domain memory slots count", a.slots.into(), b.slots.into())
}

/// What the guest has without memory devices.
fn initial(domain: &DomainDef) -> u64 {
    let devices: u64 = domain.devices.memories.iter().fold(0, |sum, m| sum.saturating_add(m.target.size));
    domain.memory.total.saturating_sub(devices)
}

pub fn numa(source: &Numa, target: &Numa) -> Result<()> {
    let (cells, new_cells) = (source.cells.len(), target.cells.len());
    alike(cells == new_cells, || {
        format!("Target NUMA node count '{new_cells}' doesn't match source '{cells}'")
    })?;
    for (number, (a, b)) in source.cells.iter().zip(&target.cells).enumerate() {
        alike(a.memory == b.memory, || {
            let (a, b) = (a.memory, b.memory);
            format!("Size of target NUMA node {number} ({b}) doesn't match source ({a})")
        })?;
        alike(a.cpus == b.cpus, || {
            format!("Processor mask of target NUMA node {number} doesn't match source")
        })?;
        for other in 0..cells {
            let distance = |cell: &NumaCell| match cell.distances.get(other) {
                Some(given) if *given != 0 => *given,
                _ if other == number => 10,
                _ => 20,
            };
            alike(distance(a) == distance(b), || {
                format!("Target NUMA distance from {number} to {other} doesn't match source")
            })?;
        }
    }
    Ok(())
}

pub fn vcpus(source: &Vcpus, target: &Vcpus) -> Result<()> {
    same("domain vCPU max", source.max, target.max)?;
    let order = |vcpus: &Vcpus, n: u32| {
        vcpus.individual.as_ref().and_then(|list| list.get(n as usize)).map_or(0, |vcpu| vcpu.order)
    };
    (0..source.max).try_for_each(|n| {
        alike(source.is_enabled(n) == target.is_enabled(n), || {
            format!("State of vCPU '{n}' differs between source and destination definitions")
        })?;
        alike(order(source, n) == order(target, n), || {
            format!("vcpu enable order of vCPU '{n}' differs between source and destination definitions")
        })
    })
}

pub fn memory_device(source: &MemoryDevice, target: &MemoryDevice) -> Result<()> {
    let compare = |what: &str, of_source: &str, a: String, b: String| {
        alike(a == b, || format!("Target {what} '{b}' doesn't match source {of_source} '{a}'"))
    };
    let (model, new_model) = (source.model.as_str().to_owned(), target.model.as_str().to_owned());
    compare("memory device model", "model", model, new_model)?;
    let (a, b) = (&source.target, &target.target);
    compare(
        "memory device targetNode",
        "targetNode",
        number(a.node).to_string(),
        number(b.node).to_string(),
    )?;
    compare("memory device size", "memory device size", a.size.to_string(), b.size.to_string())?;
    let address = |address: u64| format!("0x{address:x}");
    let same_address =
        || compare("memory device address", "memory device address", address(a.address), address(b.address));
    match source.model {
        MemoryModel::Nvdimm => nvdimm(source, target)?,
        MemoryModel::VirtioPmem => same_address()?,
        MemoryModel::VirtioMem => {
            let sizes = |what: &str, a: u64, b: u64| {
                let what = format!("memory device {what}");
                compare(&what, &what, a.to_string(), b.to_string())
            };
            sizes("block size", a.block, b.block)?;
            sizes("requested size", a.requested, b.requested)?;
            same_address()?;
            alike(a.dynamic_memslots == b.dynamic_memslots, || {
                "Target memory device 'dynamicMemslots' property doesn't match source memory device".into()
            })?;
        }
        MemoryModel::Dimm | MemoryModel::SgxEpc => {}
    }
    device(&source.info, &target.info)
}

/// Upstream shows source and target of sizes the other way round here.
fn nvdimm(source: &MemoryDevice, target: &MemoryDevice) -> Result<()> {
    let sizes = |what: &str, a: u64, b: u64| {
        alike(a == b, || format!("Target NVDIMM {what} '{a}' doesn't match source NVDIMM {what} '{b}'"))
    };
    let flags = |what: &str, equal: bool| {
        alike(equal, || format!("Target NVDIMM {what} flag doesn't match source NVDIMM {what} flag"))
    };
    sizes("label size", source.target.labelsize, target.target.labelsize)?;
    sizes("alignment", source.source.alignsize, target.source.alignsize)?;
    flags("pmem", source.source.pmem == target.source.pmem)?;
    flags("readonly", source.target.readonly == target.target.readonly)?;
    alike(source.uuid == target.uuid, || "Target NVDIMM UUID doesn't match source NVDIMM".into())
}
