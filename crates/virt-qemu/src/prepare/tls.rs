//! TLS of connections, where the configuration leaves it to the driver's settings.

use crate::conf_file::Settings;
use crate::vocabulary::{
    ChardevKind, ChardevSource, Devices, DomainDef, NetProtocol, RngBackend, SmartcardSource, StorageKind,
    StorageSource,
};

/// Says of each connection that could use TLS whether it does.
pub fn complete(def: &mut DomainDef, settings: &Settings) {
    for_each_chardev(&mut def.devices, |source| {
        if let ChardevKind::Tcp(tcp) = &mut source.kind
            && tcp.tls.is_none()
        {
            (tcp.tls, tcp.tls_from_config) = (Some(settings.chardev_tls), true);
        }
    });
    if let Some(nvram) = def.os.loader.as_mut().and_then(|loader| loader.nvram.as_mut()) {
        storage(&mut nvram.source, settings);
    }
    for disk in &mut def.devices.disks {
        disk.change_images(|source| storage(source, settings));
    }
}

fn storage(source: &mut StorageSource, settings: &Settings) {
    let StorageKind::Network(network) = &mut source.kind else { return };
    let setting = match network.protocol {
        NetProtocol::Nbd => settings.nbd_tls,
        NetProtocol::Vxhs => settings.vxhs_tls,
        _ => return,
    };
    if network.tls.is_none() {
        (network.tls, network.tls_from_config) = (Some(setting), true);
    }
}

fn for_each_chardev(devices: &mut Devices, mut act: impl FnMut(&mut ChardevSource)) {
    devices.serials.iter_mut().for_each(|device| act(&mut device.source));
    devices.parallels.iter_mut().for_each(|device| act(&mut device.source));
    devices.channels.iter_mut().for_each(|device| act(&mut device.source));
    devices.consoles.iter_mut().for_each(|device| act(&mut device.source));
    devices.redirdevs.iter_mut().for_each(|device| act(&mut device.source));
    for card in &mut devices.smartcards {
        if let SmartcardSource::Passthrough(source) = &mut card.source {
            act(source);
        }
    }
    for rng in &mut devices.rngs {
        if let RngBackend::Egd(source) = &mut rng.backend {
            act(source);
        }
    }
}
