//! Memory devices of a running guest: where they are, and how much of them the guest has taken.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;
use virt_core::consts::*;
use virt_core::{Error, Result, err};

use crate::definition::Definition;
use crate::domain::{Run, Vm};
use crate::vocabulary::{Address, DimmAddress, MemoryDevice, MemoryModel};

/// What QEMU says of one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    address: u64,
    slot: u32,
    /// In bytes.
    size: u64,
}

/// Asks QEMU where the guest's memory devices are.
pub fn refresh(vm: &Vm, run: &Run) -> Result<()> {
    if vm.state().def.devices.memories.is_empty() {
        return Ok(());
    }
    let places = read(&run.monitor()?.execute("query-memory-devices", None)?)?;
    vm.update(|state| {
        for device in &mut Arc::make_mut(&mut state.def).devices.memories {
            if let Some(place) = device.info.alias.as_ref().and_then(|alias| places.get(alias)) {
                set(device, *place);
            }
        }
    });
    Ok(())
}

/// The guest has taken so much of a device, in KiB; that counts with its memory.
pub fn note_size(vm: &Vm, alias: &str, size: u64) {
    vm.update(|state| {
        let definition = Arc::make_mut(&mut state.def);
        let mut devices = definition.devices.memories.iter_mut();
        if let Some(device) = devices.find(|d| d.info.alias.as_deref() == Some(alias)) {
            let memory = &mut definition.memory.current;
            *memory = memory.saturating_sub(device.target.current).saturating_add(size);
            device.target.current = size;
        }
    });
}

/// What the guest has taken of its virtio-mem devices, in KiB.
pub fn taken(definition: &Definition) -> u64 {
    let devices = definition.devices.memories.iter().filter(|d| d.model == MemoryModel::VirtioMem);
    devices.fold(0, |sum, device| sum.saturating_add(device.target.current))
}

fn set(device: &mut MemoryDevice, place: Place) {
    match device.model {
        MemoryModel::VirtioMem => {
            device.target.current = place.size.div_ceil(1024);
            device.target.address = place.address;
        }
        MemoryModel::VirtioPmem => device.target.address = place.address,
        MemoryModel::Dimm | MemoryModel::Nvdimm => {
            let at = DimmAddress { slot: place.slot, base: place.address };
            device.info.address = Some(Address::Dimm(at));
        }
        MemoryModel::SgxEpc => {}
    }
}

/// Places by the names of devices; kinds that nobody knows are passed over.
fn read(reply: &Value) -> Result<HashMap<String, Place>> {
    let mut places = HashMap::new();
    for device in reply.as_array().into_iter().flatten() {
        let kind = device["type"].as_str().ok_or_else(|| missing("enum type discriminator"))?;
        let data = device.get("data").ok_or_else(|| missing("enum data"))?;
        let number = |name: &str| data[name].as_u64().ok_or_else(|| malformed(name, kind));
        let place = match kind {
            "dimm" | "nvdimm" => {
                let slot = u32::try_from(number("slot")?).map_err(|_| malformed("slot", kind))?;
                Place { address: number("addr")?, slot, size: number("size").unwrap_or(0) }
            }
            "virtio-mem" | "virtio-pmem" => {
                Place { address: number("memaddr")?, slot: 0, size: number("size")? }
            }
            _ => continue,
        };
        let name = data["id"].as_str().ok_or_else(|| malformed("id", kind))?;
        places.insert(name.to_owned(), place);
    }
    Ok(places)
}

fn missing(what: &str) -> Error {
    err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "query-memory-devices reply data doesn't contain {what}")
}

fn malformed(name: &str, kind: &str) -> Error {
    let kind = if kind.starts_with("virtio") { "virtio" } else { "dimm" };
    err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "malformed/missing {name} in {kind} memory info")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn places_of_devices() {
        let reply = json!([
            { "type": "dimm", "data": { "id": "dimm0", "addr": 4096, "slot": 2, "size": 1024, "node": 0 } },
            { "type": "virtio-mem", "data": { "id": "vm0", "memaddr": 8192, "size": 2048 } },
            { "type": "of-tomorrow", "data": {} },
        ]);
        let places = read(&reply).unwrap();
        assert_eq!(places.len(), 2);
        assert_eq!(places["dimm0"], Place { address: 4096, slot: 2, size: 1024 });
        assert_eq!(places["vm0"], Place { address: 8192, slot: 0, size: 2048 });
        for bad in
            [json!([{}]), json!([{ "type": "dimm" }]), json!([{ "type": "dimm", "data": { "id": "x" } }])]
        {
            assert!(read(&bad).is_err(), "{bad}");
        }
    }
}
