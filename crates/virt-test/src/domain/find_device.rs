//! Finding a domain's disk or interface by what users call it.

use virt_conf::domain::DomainDef;
use virt_conf::domain::devices::{Disk, Interface};
use virt_core::consts::*;
use virt_core::{Result, bail};
use virt_xml::{MacAddr, Value};

/// Place of the disk with that target or, when the name is a path, that source. When several disks have the
/// source, the first, or (`!ambiguous`) none.
pub fn disk_place(def: &DomainDef, name: &str, ambiguous: bool) -> Option<usize> {
    let disks = &def.devices.disks;
    if !name.starts_with('/') {
        return disks.iter().position(|disk| disk.dst() == name);
    }
    let mut places = (0..disks.len()).filter(|place| disks[*place].source.path() == Some(name));
    match (places.next(), places.next()) {
        (first, second) if ambiguous || second.is_none() => first,
        _ => None,
    }
}

pub fn find_disk<'a>(def: &'a DomainDef, name: &str, ambiguous: bool) -> Option<&'a Disk> {
    disk_place(def, name, ambiguous).and_then(|place| def.devices.disks.get(place))
}

pub fn find_disk_mut<'a>(def: &'a mut DomainDef, name: &str) -> Option<&'a mut Disk> {
    disk_place(def, name, true).and_then(|place| def.devices.disks.get_mut(place))
}

/// Place of the interface with that MAC address or host device.
fn interface_place(def: &DomainDef, device: &str) -> Result<usize> {
    let mac = <MacAddr as Value>::parse(device);
    let fits = |interface: &Interface| match mac {
        Some(mac) => interface.mac.address == mac,
        None => interface.target.dev.as_deref() == Some(device),
    };
    match def.devices.interfaces.iter().position(fits) {
        Some(place) => Ok(place),
        None => bail!(VIR_FROM_DOMAIN, VIR_ERR_INVALID_ARG, "'{device}' is not a known interface"),
    }
}

pub fn find_interface<'a>(def: &'a DomainDef, device: &str) -> Result<&'a Interface> {
    Ok(&def.devices.interfaces[interface_place(def, device)?])
}

pub fn find_interface_mut<'a>(def: &'a mut DomainDef, device: &str) -> Result<&'a mut Interface> {
    let place = interface_place(def, device)?;
    Ok(&mut def.devices.interfaces[place])
}
