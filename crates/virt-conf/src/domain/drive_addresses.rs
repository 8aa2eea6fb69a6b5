//! Who sits where on the drive buses (SCSI above all): disks and host devices share them.

use super::DomainDef;
use super::address::DriveAddress;
use super::devices::{Controller, ControllerKind, ControllerType, Disk, DiskBus, ScsiModel};

impl DomainDef {
    /// The SCSI controller of a number.
    pub fn scsi_controller(&self, number: u32) -> Option<&Controller> {
        let place = self.devices.find_controller(ControllerType::Scsi, number)?;
        self.devices.controllers.get(place)
    }

    /// Whether a disk of the bus has the address.
    pub fn drive_used_by_disk(&self, bus: DiskBus, address: &DriveAddress) -> bool {
        let sits_there = |disk: &Disk| disk.bus() == Some(bus) && disk.info.drive() == Some(address);
        self.devices.disks.iter().any(sits_there)
    }

    /// Whether a SCSI device of the host has the address.
    pub fn drive_used_by_hostdev(&self, address: &DriveAddress) -> bool {
        self.devices.hostdevs.iter().any(|dev| dev.is_scsi() && dev.info.drive() == Some(address))
    }

    /// Whether nothing can be put at the address: somebody is there, or the controller has no such unit.
    pub fn scsi_address_used(&self, address: &DriveAddress) -> bool {
        if let Some(Controller { kind: ControllerKind::Scsi { model: Some(model) }, .. }) =
            self.scsi_controller(address.controller)
        {
            let (last, reserved) = scsi_units(*model);
            if last.is_some_and(|last| address.unit > last) || reserved == Some(address.unit) {
                return true;
            }
        }
        self.drive_used_by_disk(DiskBus::Scsi, address) || self.drive_used_by_hostdev(address)
    }
}

/// The last unit of a controller of a model, and the unit that is the controller itself.
fn scsi_units(model: ScsiModel) -> (Option<u32>, Option<u32>) {
    match model {
        ScsiModel::VirtioScsi | ScsiModel::VirtioTransitional | ScsiModel::VirtioNonTransitional => {
            (Some(16383), None)
        }
        ScsiModel::Ibmvscsi => (Some(31), Some(7)),
        ScsiModel::Lsisas1068 => (Some(1), None),
        ScsiModel::Lsisas1078 => (Some(255), None),
        ScsiModel::Lsilogic | ScsiModel::Vmpvscsi | ScsiModel::Buslogic => (None, Some(7)),
        ScsiModel::Ncr53c90 | ScsiModel::Dc390 | ScsiModel::Am53c974 => (Some(6), None),
        ScsiModel::Auto => (None, None),
    }
}
