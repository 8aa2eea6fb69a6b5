//! What is wrong with a controller.

use virt_core::Result;

use crate::domain::complain::{refuse, unsupported, wrong};
use crate::domain::devices::{Controller, ControllerKind, PciController, PciModel, ScsiModel};

pub fn check(controller: &Controller) -> Result<()> {
    if let Some(pci) = controller.pci() {
        check_pci(controller, pci)?;
    }
    let driver = &controller.driver;
    if driver.iothread == 0 && driver.iothreads.is_empty() {
        return Ok(());
    }
    refuse(!is_virtio_scsi(&controller.kind), "iothreads are supported only by 'virtio-scsi' controllers")?;
    match driver.iothread != 0 && !driver.iothreads.is_empty() {
        true => {
            wrong("controller driver 'iothread' attribute can't be used together with 'iothreads' subelement")
        }
        false => Ok(()),
    }
}

/// Whether SCSI commands go through a virtio device.
pub fn is_virtio_scsi(kind: &ControllerKind) -> bool {
    use ScsiModel::{VirtioNonTransitional, VirtioScsi, VirtioTransitional};
    matches!(
        kind,
        ControllerKind::Scsi { model: Some(VirtioScsi | VirtioTransitional | VirtioNonTransitional) }
    )
}

fn check_pci(controller: &Controller, pci: &PciController) -> Result<()> {
    let root = matches!(pci.model, Some(PciModel::PciRoot | PciModel::PcieRoot));
    refuse(
        root && controller.info.address.is_some(),
        "pci-root and pcie-root controllers should not have an address",
    )?;
    let index = controller.idx();
    if index > 255 {
        return unsupported(format!("PCI controller index {index} too high, maximum is 255"));
    }
    let target = &pci.target;
    range("target index", target.index, 0, 30)?;
    if let Some(number) = target.index {
        refuse(
            (index == 0) != (number == 0),
            "Only the PCI controller with index 0 can have target index 0, and vice versa",
        )?;
    }
    range("chassisNr", target.chassis_nr, 1, 255)?;
    range("chassis", target.chassis, 0, 255)?;
    range("port", target.port, 0, 255)?;
    range("busNr", target.bus_nr, 1, 254)?;
    refuse(
        target.node.is_some() && index == 0,
        "The PCI controller with index=0 can't be associated with a NUMA node",
    )
}

fn range(name: &str, value: Option<u32>, low: u32, high: u32) -> Result<()> {
    match value {
        Some(value) if !(low..=high).contains(&value) => {
            unsupported(format!("PCI controller {name} '{value}' out of range - must be {low}-{high}"))
        }
        _ => Ok(()),
    }
}
