//! Addresses and what goes with them, whatever the device.

use virt_core::consts::{VIR_ERR_XML_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::refuse::{internal, refuse, refuse_with};
use crate::capabilities::{Flag, QemuCaps};
use crate::family::Family;
use crate::vocabulary::{
    Address, ControllerKind, ControllerType, DeviceAt, DeviceInfo, DiskBus, DomainDef, DriveAddress,
    PciAddress, ScsiModel,
};

/// Largest number of a PCI device on s390.
const MAX_UID: u32 = 0xffff;

/// Checks what a device has in common with others.
pub fn check(def: &DomainDef, at: DeviceAt, info: &DeviceInfo, caps: &QemuCaps) -> Result<()> {
    let address = info.address.as_ref();
    match address {
        Some(Address::Pci(pci)) => zpci(pci, caps)?,
        Some(Address::SpaprVio(vio)) => {
            if let Some(reg) = vio.reg.filter(|reg| *reg > u64::from(u32::MAX)) {
                refuse_with(true, || {
                    format!("spapr-vio reg='0x{reg:x}' exceeds maximum possible value (0xffffffff)")
                })?;
            }
        }
        Some(Address::Ccw(_)) => {
            let family = Family::of(def);
            refuse_with(!family.is_s390_ccw(), || {
                format!("CCW addresses are not supported by machine type '{}'", family.machine())
            })?;
        }
        Some(Address::Drive(drive)) => {
            let bus = match at {
                DeviceAt::Disk(i) => def.devices.disks[i].bus(),
                _ => Some(DiskBus::Scsi),
            };
            check_drive(def, drive, bus, caps)?;
        }
        _ => {}
    }
    if info.acpi_index.is_some_and(|index| index != 0) {
        refuse(!caps.has(Flag::ACPI_INDEX), "ACPI index is not supported with this QEMU")?;
        refuse(
            !matches!(address, None | Some(Address::Pci(_))),
            "ACPI index is only supported for PCI devices",
        )?;
    }
    refuse(
        info.rom.is_some() && !matches!(address, None | Some(Address::Pci(_) | Address::Unassigned)),
        "ROM tuning is only supported for PCI devices",
    )
}

fn zpci(address: &PciAddress, caps: &QemuCaps) -> Result<()> {
    let zpci = &address.zpci;
    refuse(
        (zpci.uid.is_some() || zpci.fid.is_some()) && !caps.has(Flag::DEVICE_ZPCI),
        "This QEMU binary doesn't support zPCI",
    )?;
    match zpci.uid {
        Some(uid) if uid == 0 || uid > MAX_UID => bail!(
            VIR_FROM_QEMU,
            VIR_ERR_XML_ERROR,
            "Invalid PCI address uid='0x{uid:04x}', must be > 0x0000 and <= 0x{MAX_UID:04x}"
        ),
        _ => Ok(()),
    }
}

fn check_drive(def: &DomainDef, drive: &DriveAddress, bus: Option<DiskBus>, caps: &QemuCaps) -> Result<()> {
    match bus {
        Some(DiskBus::Scsi) => {
            internal(drive.bus != 0, "SCSI controller only supports 1 bus")?;
            let at = def.devices.find_controller(ControllerType::Scsi, drive.controller);
            let Some(at) = at else { return Ok(()) };
            if matches!(
                def.devices.controllers[at].kind,
                ControllerKind::Scsi { model: Some(ScsiModel::Lsilogic) }
            ) {
                refuse(drive.target != 0, "target must be 0 for controller model 'lsilogic'")
            } else {
                refuse(
                    drive.target > 7 && !caps.has(Flag::SCSI_DISK_CHANNEL),
                    "This QEMU doesn't support target greater than 7",
                )
            }
        }
        Some(DiskBus::Ide) => {
            internal(drive.controller != 0, "Only 1 IDE controller is supported")?;
            refuse(drive.target != 0, "target must be 0 for ide controller")
        }
        Some(DiskBus::Fdc) => {
            internal(drive.controller != 0, "Only 1 fdc controller is supported")?;
            internal(drive.bus != 0, "Only 1 fdc bus is supported")?;
            refuse(drive.target != 0, "target must be 0 for controller fdc")
        }
        Some(DiskBus::Sata) => {
            refuse(drive.bus != 0, "bus must be 0 for sata controller")?;
            refuse(drive.target != 0, "target must be 0 for sata controller")
        }
        _ => Ok(()),
    }
}
