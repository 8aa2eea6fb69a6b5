//! Defaults of disks: bus by name, place on the bus, shared limits.

use virt_core::Result;

use crate::domain::DomainDef;
use crate::domain::address::{Address, DriveAddress};
use crate::domain::complain::{unsupported, wrong};
use crate::domain::devices::{Disk, DiskBus, DiskDevice, SnapshotLocation, disk_name_to_index, nvme_name};
use crate::domain::storage::{NetProtocol, StorageKind};
use crate::domain::tuning::IoTune;

/// Units of a SCSI bus of the narrow kind, where the last one is the controller.
const NARROW: u32 = 7;

pub fn complete(def: &mut DomainDef, place: usize, scsi_units: u32) -> Result<()> {
    let Some(disk) = def.devices.disks.get_mut(place) else { return Ok(()) };
    fill(disk);
    if disk.info.address.is_none()
        && let Some(name) = disk.target.dev.clone()
    {
        let bus = disk.bus().unwrap_or_default();
        let address = address_for(def, &name, bus, scsi_units)?;
        if let Some(disk) = def.devices.disks.get_mut(place) {
            disk.info.address = address;
        }
    }
    share_limits(&mut def.devices.disks, place);
    Ok(())
}

fn fill(disk: &mut Disk) {
    if let Some(name) = disk.target.dev.as_mut().filter(|name| name.starts_with("ioemu:")) {
        name.drain(..6);
    }
    if disk.device == DiskDevice::Cdrom {
        disk.readonly = true;
    }
    if disk.target.bus.is_none() {
        disk.target.bus = Some(bus_of(disk.device, disk.dst()));
    }
    let served = matches!(disk.source.kind, StorageKind::VhostUser(_));
    if disk.readonly || served {
        disk.snapshot.get_or_insert(SnapshotLocation::No);
    }
    match &mut disk.source.kind {
        StorageKind::Network(network) if network.protocol == NetProtocol::Iscsi => {
            if let Some(name) = &mut network.name {
                complete_iscsi_name(name);
            }
        }
        StorageKind::Nvme(nvme) => {
            nvme.managed.get_or_insert(true);
        }
        _ => {}
    }
}

/// The name of an iSCSI target stands for its first unit.
pub fn complete_iscsi_name(name: &mut String) {
    if !name.contains('/') {
        name.push_str("/0");
    }
}

fn bus_of(device: DiskDevice, name: &str) -> DiskBus {
    if device == DiskDevice::Floppy {
        return DiskBus::Fdc;
    }
    let by_name = [
        ("hd", DiskBus::Ide),
        ("sd", DiskBus::Scsi),
        ("vd", DiskBus::Virtio),
        ("xvd", DiskBus::Xen),
        ("ubd", DiskBus::Uml),
        ("nvme", DiskBus::Nvme),
    ];
    by_name.iter().find(|(prefix, _)| name.starts_with(prefix)).map_or(DiskBus::Ide, |(_, bus)| *bus)
}

/// Where a disk of that name sits on its bus; none on buses without places.
fn address_for(def: &DomainDef, name: &str, bus: DiskBus, scsi_units: u32) -> Result<Option<Address>> {
    let Some(index) = disk_name_to_index(name) else {
        return wrong(format!("Unknown disk name '{name}' and no address specified"));
    };
    let mut address = DriveAddress::default();
    match bus {
        DiskBus::Scsi => {
            address = scsi_place(index, scsi_units);
            if def.drive_used_by_hostdev(&address) {
                let DriveAddress { controller, unit, .. } = address;
                return unsupported(format!(
                    "using disk target name '{name}' conflicts with SCSI host device address \
                     controller='{controller}' bus='0' target='0' unit='{unit}"
                ));
            }
        }
        DiskBus::Ide => {
            (address.controller, address.bus, address.unit) = (index / 4, index % 4 / 2, index % 2);
        }
        DiskBus::Sata => (address.controller, address.unit) = (index / 6, index % 6),
        DiskBus::Nvme => {
            (address.controller, address.unit) = nvme_name(name).unwrap_or((0, index));
        }
        DiskBus::Fdc => (address.controller, address.unit) = (index / 2, index % 2),
        _ => return Ok(None),
    }
    Ok(Some(Address::Drive(address)))
}

fn scsi_place(index: u32, units: u32) -> DriveAddress {
    let (controller, unit) = if units > NARROW {
        let (controller, unit) = (index / (units - 1), index % (units - 1));
        (controller, if unit >= NARROW { unit + 1 } else { unit })
    } else {
        (index / NARROW, index % NARROW)
    };
    DriveAddress { controller, unit, ..DriveAddress::default() }
}

fn has_any(limits: &IoTune) -> bool {
    limits.rates != Default::default() || limits.lengths != Default::default() || limits.size_iops_sec != 0
}

/// A disk that names only a group takes the limits of another disk of the group.
fn share_limits(disks: &mut [Disk], place: usize) {
    let Some(own) = disks.get(place).and_then(|disk| disk.iotune.as_deref()) else { return };
    if own.group_name.is_none() || has_any(own) {
        return;
    }
    let group = own.group_name.clone();
    let mut all = disks.iter().filter_map(|disk| disk.iotune.as_ref());
    let found = all.find(|other| other.group_name == group && has_any(other));
    if let Some(limits) = found.cloned() {
        disks[place].iotune = Some(limits);
    }
}
