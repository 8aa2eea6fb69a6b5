//! Where a device is, in QEMU's words.

use crate::vocabulary::{
    Address, ControllerKind, ControllerType, DeviceInfo, DiskBus, DomainDef, DriveAddress, PciAddress,
    PciModel, PciModelName, ScsiModel, is_user_alias,
};
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail, err};

use super::builder::alias;
use super::props::{Props, on_off};
use crate::family::Family;

/// Properties for an address; drives say which bus they are on with [`drive`].
pub fn props(def: &DomainDef, info: &DeviceInfo) -> Result<Props> {
    let props = Props::new();
    Ok(match &info.address {
        Some(Address::Pci(pci)) => {
            let slot = match pci.function {
                0 => format!("0x{:x}", pci.slot),
                function => format!("0x{:x}.0x{function:x}", pci.slot),
            };
            props
                .set("bus", pci_bus(def, pci)?)
                .opt("multifunction", pci.multifunction)
                .set("addr", slot)
                .nonzero("acpi-index", info.acpi_index.unwrap_or_default().into())
        }
        Some(Address::Usb(usb)) => {
            let controller = controller_alias(def, ControllerType::Usb, usb.bus)?;
            let port = usb.port.to_string();
            props.set("bus", format!("{controller}.0")).opt("port", Some(port).filter(|p| !p.is_empty()))
        }
        Some(Address::SpaprVio(vio)) => props.nonzero("reg", vio.reg.unwrap_or_default()),
        Some(Address::Ccw(ccw)) => {
            props.set("devno", format!("{:x}.{:x}.{:04x}", ccw.cssid, ccw.ssid, ccw.devno))
        }
        Some(Address::Isa(isa)) => props.set("iobase", isa.iobase).nonzero("irq", isa.irq.into()),
        Some(Address::Dimm(dimm)) => props.set("slot", dimm.slot).nonzero("addr", dimm.base),
        Some(Address::VirtioSerial(serial)) => {
            let controller = controller_alias(def, ControllerType::VirtioSerial, serial.controller)?;
            props.set("bus", format!("{controller}.{}", serial.bus)).set("nr", serial.port)
        }
        Some(Address::Drive(drive)) => drive_props(def, drive, DiskBus::Scsi)?,
        None | Some(Address::Ccid(_) | Address::VirtioMmio | Address::Unassigned) => props,
    })
}

/// Properties of a disk's address.
pub fn disk_props(def: &DomainDef, info: &DeviceInfo, bus: DiskBus) -> Result<Props> {
    match &info.address {
        Some(Address::Drive(drive)) => drive_props(def, drive, bus),
        _ => props(def, info),
    }
}

/// The alias of the controller of a kind with an index.
pub fn controller_alias(def: &DomainDef, kind: ControllerType, index: u32) -> Result<&str> {
    let controllers = &def.devices.controllers;
    let found = controllers.iter().find(|c| c.controller_type() == kind && c.idx() == index);
    found.map(|c| alias(&c.info)).ok_or_else(|| {
        err!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "Could not find {} controller with index {index} required for device",
            kind.as_str()
        )
    })
}

/// QEMU's name of the bus that a PCI address names.
fn pci_bus(def: &DomainDef, pci: &PciAddress) -> Result<String> {
    let controllers = &def.devices.controllers;
    let found = controllers.iter().find_map(|c| Some((c, c.pci().filter(|_| c.idx() == pci.bus)?)));
    let Some((controller, model)) = found else {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "Could not find PCI controller with index '{}' required for device at address '{pci}'",
            pci.bus
        );
    };
    let target = model.target.index.unwrap_or_default();
    let root = match model.model {
        Some(PciModel::PciRoot) if target == 0 => {
            Some(if Family::of(def).pci_multibus() { "pci.0" } else { "pci" })
        }
        Some(PciModel::PcieRoot) => Some("pcie.0"),
        _ => None,
    };
    let name = alias(&controller.info);
    let name = root.filter(|_| is_user_alias(name)).unwrap_or(name);
    let host_bridge =
        model.model == Some(PciModel::PciRoot) && model.model_name == PciModelName::SpaprPciHostBridge;
    Ok(if host_bridge && target > 0 { format!("{name}.0") } else { name.to_owned() })
}

fn drive_props(def: &DomainDef, drive: &DriveAddress, bus: DiskBus) -> Result<Props> {
    let family = Family::of(def);
    let props = Props::new();
    Ok(match bus {
        DiskBus::Ide => {
            let controller = match family.builtin_ide() {
                true => "ide",
                false => controller_alias(def, ControllerType::Ide, drive.controller)?,
            };
            props.set("bus", format!("{controller}.{}", drive.bus)).set("unit", drive.unit)
        }
        DiskBus::Sata => {
            let controller = match family.is_q35() && drive.controller == 0 {
                true => "ide",
                false => controller_alias(def, ControllerType::Sata, drive.controller)?,
            };
            props.set("bus", format!("{controller}.{}", drive.unit))
        }
        DiskBus::Nvme => props.set("bus", controller_alias(def, ControllerType::Nvme, drive.controller)?),
        DiskBus::Fdc => props.set("unit", drive.unit),
        DiskBus::Scsi => scsi_props(def, drive)?,
        _ => bail!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "address type drive is not supported for bus '{}'",
            bus.as_str()
        ),
    })
}

fn scsi_props(def: &DomainDef, drive: &DriveAddress) -> Result<Props> {
    let found = def.devices.controllers.iter().find_map(|c| match &c.kind {
        ControllerKind::Scsi { model } if c.idx() == drive.controller => Some((alias(&c.info), *model)),
        _ => None,
    });
    let Some((name, model)) = found else {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "unable to find a SCSI controller for idx={}",
            drive.controller
        );
    };
    let props = Props::new();
    Ok(match model {
        Some(ScsiModel::Lsilogic | ScsiModel::Ncr53c90 | ScsiModel::Dc390 | ScsiModel::Am53c974) => {
            props.set("bus", format!("{name}.{}", drive.bus)).set("scsi-id", drive.unit)
        }
        Some(ScsiModel::Auto) | None => {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Unexpected SCSI controller model")
        }
        Some(_) => props
            .set("bus", format!("{name}.0"))
            .set("channel", drive.bus)
            .set("scsi-id", drive.target)
            .set("lun", drive.unit),
    })
}

/// `,name=on`, for options written as text.
pub fn switch(name: &str, value: Option<bool>) -> String {
    value.map(|value| format!(",{name}={}", on_off(value))).unwrap_or_default()
}
