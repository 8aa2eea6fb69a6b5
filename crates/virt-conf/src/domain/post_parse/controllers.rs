//! Controllers: their numbers, and those that other devices need.

use std::collections::HashSet;

use virt_core::Result;

use crate::domain::DomainDef;
use crate::domain::address::{Address, CcidAddress};
use crate::domain::complain::wrong;
use crate::domain::devices::{
    ChannelTarget, ConsoleTargetType, Controller, ControllerKind, ControllerType, Devices, DiskBus, UsbModel,
};

/// The four controllers that together are one USB 2 controller.
fn is_usb2(controller: &Controller) -> bool {
    use UsbModel::{Ich9Ehci1, Ich9Uhci1, Ich9Uhci2, Ich9Uhci3};
    matches!(
        controller.kind,
        ControllerKind::Usb { model: Some(Ich9Ehci1 | Ich9Uhci1 | Ich9Uhci2 | Ich9Uhci3), .. }
    )
}

/// Numbers the controllers that have none; parts of a USB 2 controller share one.
pub fn assign_indexes(devices: &mut Devices) {
    let mut reinsert = false;
    for place in 0..devices.controllers.len() {
        if devices.controllers[place].index.is_some() {
            continue;
        }
        let mut shared = None;
        if place > 0 && is_usb2(&devices.controllers[place]) {
            reinsert = true;
            shared = index_to_share(devices, place);
        }
        let kind = devices.controllers[place].controller_type();
        let index = shared.unwrap_or_else(|| devices.unused_controller_index(kind));
        devices.controllers[place].index = Some(index);
    }
    if reinsert {
        for controller in std::mem::take(&mut devices.controllers) {
            devices.insert_controller(controller);
        }
    }
}

/// The number of the USB controller before, when it is a part that still lacks this one.
fn index_to_share(devices: &Devices, place: usize) -> Option<u32> {
    let controllers = &devices.controllers;
    let usb = |c: &&Controller| c.controller_type() == ControllerType::Usb;
    let before = controllers[..place].iter().rev().find(usb).filter(|c| is_usb2(c))?;
    let own = &controllers[place].kind;
    let taken = controllers.iter().any(|c| {
        c.controller_type() == ControllerType::Usb
            && c.index == before.index
            && c.kind.model_name() == own.model_name()
    });
    before.index.filter(|_| !taken)
}

/// No two controllers of a kind (USB apart) have the same number; no two panic devices the same model.
pub fn refuse_duplicates(devices: &Devices) -> Result<()> {
    let mut seen = HashSet::new();
    for controller in &devices.controllers {
        let kind = controller.controller_type();
        let index = controller.idx();
        if kind != ControllerType::Usb && !seen.insert((kind, index)) {
            return wrong(format!("Multiple '{}' controllers with index '{index}'", kind.as_str()));
        }
    }
    let mut models = HashSet::new();
    for panic in &devices.panics {
        if !models.insert(panic.model) {
            return wrong(format!("Multiple panic devices with model '{}'", panic.model.as_str()));
        }
    }
    Ok(())
}

/// Adds the controllers that disks, channels, smartcards and host devices sit on.
pub fn add_implicit(def: &mut DomainDef) {
    for (kind, bus) in [
        (ControllerType::Scsi, DiskBus::Scsi),
        (ControllerType::Fdc, DiskBus::Fdc),
        (ControllerType::Ide, DiskBus::Ide),
        (ControllerType::Sata, DiskBus::Sata),
        (ControllerType::Nvme, DiskBus::Nvme),
    ] {
        add_for_disks(&mut def.devices, kind, bus);
    }
    add_for_virtio_serial(&mut def.devices);
    add_for_smartcards(&mut def.devices);
    def.devices.add_scsi_controllers_for_hostdevs();
}

fn add_for_disks(devices: &mut Devices, kind: ControllerType, bus: DiskBus) {
    let disks = devices.disks.iter().filter(|disk| disk.bus() == Some(bus));
    let Some(highest) = disks.filter_map(|disk| disk.info.drive()).map(|drive| drive.controller).max() else {
        return;
    };
    for index in 0..=highest {
        devices.maybe_add_controller(ControllerKind::bare(kind), index);
    }
}

fn serial_controller(address: Option<&Address>) -> u32 {
    match address {
        Some(Address::VirtioSerial(port)) => port.controller,
        _ => 0,
    }
}

fn add_for_virtio_serial(devices: &mut Devices) {
    let channels = devices.channels.iter().filter(|c| matches!(c.target, ChannelTarget::Virtio { .. }));
    let consoles = devices.consoles.iter().filter(|c| c.target.kind == ConsoleTargetType::Virtio);
    let addresses =
        channels.map(|c| c.info.address.as_ref()).chain(consoles.map(|c| c.info.address.as_ref()));
    let wanted: Vec<u32> = addresses.map(serial_controller).collect();
    for index in wanted {
        devices.maybe_add_controller(ControllerKind::bare(ControllerType::VirtioSerial), index);
    }
}

fn add_for_smartcards(devices: &mut Devices) {
    for place in 0..devices.smartcards.len() {
        let index = match &devices.smartcards[place].info.address {
            Some(Address::Ccid(ccid)) => ccid.controller,
            None => {
                let slots = devices.smartcards.iter().filter_map(|card| match &card.info.address {
                    Some(Address::Ccid(ccid)) if ccid.controller == 0 => Some(ccid.slot),
                    _ => None,
                });
                let slot = slots.max().map_or(0, |slot| slot + 1);
                let address = CcidAddress { controller: 0, slot };
                devices.smartcards[place].info.address = Some(Address::Ccid(address));
                0
            }
            Some(_) => 0,
        };
        devices.maybe_add_controller(ControllerKind::bare(ControllerType::Ccid), index);
    }
}
