//! Memory: what backs it, and devices that add to it.

use virt_core::Result;

use super::refuse::{refuse, refuse_with};
use crate::capabilities::{AccelKind, Flag, QemuCaps};
use crate::command::initial_memory;
use crate::family::Family;
use crate::vocabulary::{
    Address, DomainDef, MemoryAccess, MemoryAllocation, MemoryDevice, MemoryModel, MemorySourceType,
};

/// Ordinary page size in KiB.
const PAGE: u64 = 4;

/// `<memoryBacking>` with huge pages.
pub fn backing(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    let backing = &def.memory.backing;
    let Some(pages) = &backing.hugepages else { return Ok(()) };
    refuse(
        backing.allocation == Some(MemoryAllocation::Ondemand),
        "hugepages are not allowed with memory allocation ondemand",
    )?;
    refuse(
        backing.allocation_threads > 0 && !caps.has(Flag::MEMORY_BACKEND_PREALLOC_THREADS),
        "preallocation threads are unsupported with this QEMU",
    )?;
    refuse(
        backing.source == Some(MemorySourceType::Anonymous),
        "hugepages are not allowed with anonymous memory source",
    )?;
    refuse(
        backing.source == Some(MemorySourceType::Memfd) && !caps.has(Flag::OBJECT_MEMORY_MEMFD_HUGETLB),
        "hugepages is not supported with memfd memory source",
    )?;
    let kind = AccelKind::of_virt_type(def.virt_type.as_str());
    let machine = caps.accel(kind).machine(Family::of(def).machine());
    let has_ram_id = machine.is_some_and(|m| m.default_ram_id.is_some());
    let huge = pages.first().is_none_or(|page| page.size != PAGE);
    let access = backing.access.filter(|access| *access != MemoryAccess::Private);
    match access {
        Some(access) => refuse_with(!has_ram_id && huge && def.numa.cells.is_empty(), || {
            format!("memory access mode '{}' not supported without guest numa node", access.as_str())
        }),
        None => Ok(()),
    }
}

fn takes_slot(model: MemoryModel) -> bool {
    matches!(model, MemoryModel::Dimm | MemoryModel::Nvdimm)
}

/// Memory devices need room, slots and a cell.
pub fn hotplug(def: &DomainDef) -> Result<()> {
    let memory = &def.memory;
    let devices = &def.devices.memories;
    if !memory.has_hotplug() {
        return refuse(
            !devices.is_empty(),
            "cannot use/hotplug a memory device when domain 'maxMemory' is not defined",
        );
    }
    let arch = Family::of(def).arch();
    refuse(
        !arch.is_ppc64() && !arch.is_s390() && def.numa.cells.is_empty(),
        "At least one numa node has to be configured when enabling memory hotplug",
    )?;
    for device in devices.iter().filter(|device| device.model != MemoryModel::SgxEpc) {
        place(def, device)?;
    }
    let needed = devices.iter().filter(|device| takes_slot(device.model)).count();
    refuse_with(needed > memory.slots as usize, || {
        format!(
            "count of memory devices requiring memory slots '{needed}' exceeds slots count '{}'",
            memory.slots
        )
    })?;
    let total = devices.iter().fold(0u64, |sum, device| sum.saturating_add(device.target.size));
    refuse(
        total > memory.max.saturating_sub(initial_memory(def)),
        "memory device total size exceeds hotplug space",
    )
}

fn place(def: &DomainDef, device: &MemoryDevice) -> Result<()> {
    let address = device.info.address.as_ref();
    match (device.model, address) {
        (MemoryModel::Dimm | MemoryModel::Nvdimm, Some(Address::Dimm(dimm))) => {
            let (slot, slots) = (dimm.slot, def.memory.slots);
            refuse_with(slot >= slots, || {
                format!("memory device slot '{slot}' exceeds slots count '{slots}'")
            })?;
        }
        (MemoryModel::Dimm | MemoryModel::Nvdimm, Some(_)) => {
            refuse(true, "only 'dimm' addresses are supported for the pc-dimm device")?;
        }
        (MemoryModel::VirtioPmem, Some(other)) if !matches!(other, Address::Pci(_)) => {
            refuse(true, "only 'pci' addresses are supported for the virtio-pmem device")?;
        }
        (MemoryModel::VirtioMem, Some(other)) if !matches!(other, Address::Pci(_) | Address::Ccw(_)) => {
            refuse(true, "only 'pci' and 'ccw' addresses are supported for the virtio-mem device")?;
        }
        _ => {}
    }
    refuse(
        device.model != MemoryModel::VirtioPmem && !def.numa.cells.is_empty() && device.target.node.is_none(),
        "target NUMA node needs to be specified for memory device",
    )
}

/// One memory device.
pub fn device(def: &DomainDef, memory: &MemoryDevice, caps: &QemuCaps) -> Result<()> {
    let address = memory.info.address.as_ref();
    match memory.model {
        MemoryModel::Dimm => {
            refuse(!caps.has(Flag::DEVICE_PC_DIMM), "memory hotplug isn't supported by this QEMU binary")
        }
        MemoryModel::Nvdimm => {
            refuse(!caps.has(Flag::DEVICE_NVDIMM), "nvdimm isn't supported by this QEMU binary")?;
            refuse(
                memory.target.readonly && !caps.has(Flag::DEVICE_NVDIMM_UNARMED),
                "nvdimm readonly property is not available with this QEMU binary",
            )
        }
        MemoryModel::VirtioPmem => {
            refuse(!caps.has(Flag::DEVICE_VIRTIO_PMEM_PCI), "virtio-pmem isn't supported by this QEMU binary")
        }
        MemoryModel::VirtioMem => {
            let missing = match address {
                Some(Address::Pci(_)) => !caps.has(Flag::DEVICE_VIRTIO_MEM_PCI),
                Some(Address::Ccw(_)) => !caps.has(Flag::DEVICE_VIRTIO_MEM_CCW),
                _ => false,
            };
            refuse(missing, "virtio-mem isn't supported by this QEMU binary")?;
            if matches!(address, Some(Address::Ccw(_))) {
                let boot = def.memory.backing.hugepages.iter().flatten().next().map(|page| page.size);
                let own = memory.source.pagesize;
                refuse(
                    own != 0 && boot.is_some_and(|boot| boot != own),
                    "virtio-mem-ccw can't use different page size than the boot memory",
                )?;
                refuse(
                    memory.target.node.is_some_and(|node| node != 0),
                    "NUMA nodes are not supported for virtio-mem-ccw",
                )?;
            }
            refuse(
                memory.target.dynamic_memslots == Some(true)
                    && !caps.has(Flag::DEVICE_VIRTIO_MEM_PCI_DYNAMIC_MEMSLOTS),
                "virtio-mem does not support dynamicMemslots",
            )
        }
        MemoryModel::SgxEpc => sgx(memory, caps),
    }
}

/// Enclaves' memory is taken from sections of the host.
fn sgx(memory: &MemoryDevice, caps: &QemuCaps) -> Result<()> {
    refuse(!caps.has(Flag::SGX_EPC), "sgx epc isn't supported by this QEMU binary")?;
    let sections = caps.sgx.as_ref().map(|sgx| sgx.sections.as_slice()).unwrap_or_default();
    refuse(sections.is_empty(), "this QEMU version didn't provide SGX EPC NUMA info")?;
    let nodes: Vec<usize> = match &memory.source.nodes {
        Some(nodes) => nodes.iter().collect(),
        None => vec![0],
    };
    for node in nodes {
        let there = sections.get(node).map_or(0, |(_, size)| *size);
        let wanted = memory.target.size;
        refuse_with(wanted > there, || {
            format!("sgx epc size {there} on host node {node} is less than requested size {wanted}")
        })?;
    }
    Ok(())
}
