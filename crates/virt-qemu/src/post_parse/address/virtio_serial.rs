//! Ports of virtio-serial controllers.

use crate::vocabulary::{
    Address, ChannelTarget, ConsoleTargetType, ControllerKind, DeviceInfo, DomainDef, VirtioSerialAddress,
};
use virt_core::Result;

use super::virtio_serial_set::VirtioSerialSet;
use crate::devices;

/// Assigns ports to consoles and channels of the kind virtio.
pub fn assign(def: &mut DomainDef) -> Result<()> {
    let mut set = VirtioSerialSet::default();
    for controller in &def.devices.controllers {
        if let ControllerKind::VirtioSerial { ports, .. } = &controller.kind {
            set.add_controller(controller.idx(), *ports)?;
        }
    }
    for (.., info) in devices::all(def) {
        if let Some(address) = complete(info) {
            set.reserve(address.controller, address.port)?;
        }
    }
    for index in 0..def.devices.consoles.len() {
        let console = &def.devices.consoles[index];
        if console.target.kind == ConsoleTargetType::Virtio && complete(&console.info).is_none() {
            // The port that is found is taken, and yet the console says nothing of it.
            let partial = partial(&console.info);
            find(def, &mut set, partial, 0)?;
        }
    }
    for index in 0..def.devices.channels.len() {
        let channel = &def.devices.channels[index];
        if matches!(channel.target, ChannelTarget::Virtio { .. }) && complete(&channel.info).is_none() {
            let partial = partial(&channel.info);
            let (controller, port) = find(def, &mut set, partial, 1)?;
            let address = VirtioSerialAddress { controller, bus: 0, port };
            def.devices.channels[index].info.address = Some(Address::VirtioSerial(address));
        }
    }
    Ok(())
}

fn partial(info: &DeviceInfo) -> Option<u32> {
    match &info.address {
        Some(Address::VirtioSerial(serial)) => Some(serial.controller),
        _ => None,
    }
}

fn complete(info: &DeviceInfo) -> Option<VirtioSerialAddress> {
    match &info.address {
        Some(Address::VirtioSerial(serial)) if serial.port != 0 => Some(*serial),
        _ => None,
    }
}

/// A free port, of a certain controller or any; another controller is added when all are full.
fn find(
    def: &mut DomainDef,
    set: &mut VirtioSerialSet,
    controller: Option<u32>,
    first: u32,
) -> Result<(u32, u32)> {
    let found = match controller {
        Some(controller) => (controller, set.free_on(controller)?),
        None => match set.free(first) {
            Some(found) => found,
            None if set.is_empty() => virt_core::bail!(
                virt_core::consts::VIR_FROM_DOMAIN,
                virt_core::consts::VIR_ERR_INTERNAL_ERROR,
                "no virtio-serial controllers are available"
            ),
            None => {
                let index = set.next_index();
                let kind = ControllerKind::VirtioSerial { model: None, ports: None, vectors: None };
                def.devices.maybe_add_controller(kind, index);
                set.add_controller(index, None)?;
                (index, first)
            }
        },
    };
    set.reserve(found.0, found.1)?;
    Ok(found)
}
