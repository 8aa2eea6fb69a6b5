//! USB ports, and the hubs they need.

use crate::vocabulary::{
    Address, ControllerKind, DeviceAt, DeviceInfo, DiskBus, DomainDef, FsDriverType, HostdevSource, Hub,
    InputBus, SerialTargetType, SoundModel, UsbAddress, UsbModel, UsbPort,
};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::usb_set::{HUB_PORTS, UsbSet};
use crate::devices::{self, DeviceRef};

/// Assigns ports to all USB devices.
pub fn assign(def: &mut DomainDef) -> Result<()> {
    add_hubs(def)?;
    let mut set = UsbSet::default();
    for controller in &def.devices.controllers {
        if let ControllerKind::Usb { model, ports } = &controller.kind {
            set.add_controller(controller.idx(), port_count(*model, *ports))?;
        }
    }
    for hub in &def.devices.hubs {
        if let Some((bus, path)) = known(&hub.info) {
            set.add_hub(bus, &path)?;
        }
    }
    let items: Vec<DeviceAt> =
        devices::all(def).into_iter().filter(|(_, d, _)| is_usb(*d)).map(|(at, ..)| at).collect();
    for at in &items {
        if let Some((bus, path)) = def.info_at(*at).and_then(known) {
            set.reserve(bus, &path)?;
        }
    }
    for hub in &mut def.devices.hubs {
        if known(&hub.info).is_none() {
            let (bus, path) = put(&mut set, &mut hub.info)?;
            set.add_hub(bus, &path)?;
        }
    }
    for at in items {
        let Some(info) = def.info_at_mut(at) else { continue };
        if matches!(info.address, None | Some(Address::Usb(_))) && known(info).is_none() {
            put(&mut set, info)?;
        }
    }
    Ok(())
}

/// Does every USB device have a port?
pub fn all_known(def: &DomainDef) -> bool {
    let devices = devices::all(def);
    let mut usb = devices.iter().filter(|(.., d, _)| is_usb(*d) || matches!(d, DeviceRef::Hub(_)));
    usb.all(|(.., info)| known(info).is_some())
}

fn put(set: &mut UsbSet, info: &mut DeviceInfo) -> Result<(u32, Vec<u32>)> {
    let wanted = info.usb().map(|usb| usb.bus);
    let (bus, path) = set.assign(wanted)?;
    info.address = Some(Address::Usb(UsbAddress { bus, port: UsbPort(path.clone()) }));
    Ok((bus, path))
}

fn known(info: &DeviceInfo) -> Option<(u32, Vec<u32>)> {
    let usb = info.usb().filter(|usb| !usb.port.0.is_empty())?;
    Some((usb.bus, usb.port.0.clone()))
}

/// Is it plugged into USB? Hubs are another matter.
pub fn is_usb(device: DeviceRef<'_>) -> bool {
    match device {
        DeviceRef::Disk(disk) => disk.bus() == Some(DiskBus::Usb),
        DeviceRef::Input(input) => input.bus == Some(InputBus::Usb),
        DeviceRef::Hostdev(hostdev) => matches!(hostdev.source, HostdevSource::Usb(_)),
        DeviceRef::Interface(interface) => {
            devices::is_usb_net(interface)
                || matches!(interface.source.hostdev(), Some(HostdevSource::Usb(_)))
        }
        DeviceRef::Controller(controller) => matches!(controller.kind, ControllerKind::Ccid),
        DeviceRef::Filesystem(fs) => fs.driver.kind == FsDriverType::Mtp,
        DeviceRef::Sound(sound) => sound.model == SoundModel::Usb,
        DeviceRef::Serial(serial) => serial.target.kind == SerialTargetType::UsbSerial,
        DeviceRef::Redirdev(_) => true,
        _ => false,
    }
}

/// Ports of a controller.
fn port_count(model: Option<UsbModel>, ports: Option<u32>) -> usize {
    let count = match model {
        None | Some(UsbModel::Piix3Uhci | UsbModel::Piix4Uhci | UsbModel::Vt82c686bUhci) => 2,
        Some(UsbModel::Ehci | UsbModel::Ich9Ehci1) => 6,
        Some(UsbModel::PciOhci) => 3,
        Some(UsbModel::NecXhci | UsbModel::QemuXhci) => ports.unwrap_or(4),
        Some(UsbModel::Qusb1 | UsbModel::Qusb2) => ports.unwrap_or(8),
        Some(UsbModel::Ich9Uhci1 | UsbModel::Ich9Uhci2 | UsbModel::Ich9Uhci3 | UsbModel::None) => 0,
    };
    count as usize
}

/// Adds hubs until every device finds a port.
fn add_hubs(def: &mut DomainDef) -> Result<()> {
    let hubs = def.devices.hubs.len();
    let controllers = || {
        def.devices.controllers.iter().filter_map(|c| match &c.kind {
            ControllerKind::Usb { model, ports } => Some((*model, *ports)),
            _ => None,
        })
    };
    let available: usize = controllers().map(|(m, p)| port_count(m, p)).sum::<usize>() + hubs * HUB_PORTS;
    let needed = devices::all(def).into_iter().filter(|(.., d, _)| is_usb(*d)).count() + hubs;
    if needed > 0 && controllers().all(|(model, _)| model == Some(UsbModel::None)) {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "USB is disabled for this domain, but USB devices are present in the domain XML"
        );
    }
    if needed > available {
        let more = (needed - available + 1).div_ceil(HUB_PORTS - 1);
        def.devices.hubs.extend((0..more).map(|_| Hub::default()));
    }
    Ok(())
}
