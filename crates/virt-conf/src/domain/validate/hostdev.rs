//! What is wrong with a host device, and with several together.

use virt_core::Result;

use crate::domain::DomainDef;
use crate::domain::address::Address;
use crate::domain::complain::{internal, refuse, unsupported, wrong};
use crate::domain::devices::Sgio;
use crate::domain::devices::TeamingType;
use crate::domain::devices::{Hostdev, HostdevSource, ScsiSource};

pub fn check(hostdev: &Hostdev) -> Result<()> {
    let address = hostdev.info.address.as_ref();
    match &hostdev.source {
        HostdevSource::Pci(_) if !matches!(address, None | Some(Address::Unassigned | Address::Pci(_))) => {
            return internal("PCI host devices must use 'pci' or 'unassigned' address type");
        }
        HostdevSource::Scsi(scsi) => {
            refuse(
                !matches!(address, None | Some(Address::Drive(_))),
                "SCSI host device must use 'drive' address type",
            )?;
            refuse(scsi.sgio == Some(Sgio::Unfiltered), "unfiltered sgio is no longer supported")?;
        }
        HostdevSource::ScsiHost { .. } => refuse(
            !matches!(address, None | Some(Address::Pci(_) | Address::Ccw(_))),
            "SCSI_host host device must use 'pci' or 'ccw' address type",
        )?,
        HostdevSource::Usb(_) => refuse(
            !matches!(address, None | Some(Address::Usb(_))),
            "USB host device must use 'usb' address type",
        )?,
        _ => {}
    }
    let Some(teaming) = &hostdev.teaming else { return Ok(()) };
    refuse(teaming.kind != TeamingType::Transient, "teaming hostdev devices must have type='transient'")?;
    refuse(teaming.persistent.is_none(), "missing required persistent attribute in hostdev teaming element")?;
    refuse(hostdev.pci().is_none(), "teaming is only supported for pci hostdev devices")
}

/// No device twice, and one framebuffer at most.
pub fn check_all(def: &DomainDef) -> Result<()> {
    let interfaces = def.devices.interfaces.iter().filter_map(|interface| interface.source.hostdev());
    let sources: Vec<&HostdevSource> =
        def.devices.hostdevs.iter().map(|hostdev| &hostdev.source).chain(interfaces).collect();
    let mut ramfbs = 0;
    for (place, source) in sources.iter().enumerate() {
        if sources[place + 1..].iter().any(|other| same_device(source, other)) {
            return wrong("Hostdev already exists in the domain configuration");
        }
        let ramfb = match source {
            HostdevSource::Mdev { ramfb, .. } => *ramfb,
            HostdevSource::Pci(pci) => pci.ramfb,
            _ => None,
        };
        if ramfb == Some(true) {
            ramfbs += 1;
            if ramfbs > 1 {
                return unsupported("Only one vgpu device can have 'ramfb' enabled");
            }
        }
    }
    Ok(())
}

/// Whether two sources are one device of the host.
pub fn same_device(a: &HostdevSource, b: &HostdevSource) -> bool {
    use HostdevSource::*;
    match (a, b) {
        (Pci(a), Pci(b)) => a.address.same_function(&b.address),
        (Usb(a), Usb(b)) if a.bus != 0 && a.device != 0 => (a.bus, a.device) == (b.bus, b.device),
        (Usb(a), Usb(b)) => (a.vendor, a.product) == (b.vendor, b.product),
        (Scsi(a), Scsi(b)) => match (&a.source, &b.source) {
            (ScsiSource::Iscsi(a), ScsiSource::Iscsi(b)) => {
                (&a.host.name, a.host.port, &a.name) == (&b.host.name, b.host.port, &b.name)
            }
            (a, b) => a == b,
        },
        (ScsiHost { wwpn: a, .. }, ScsiHost { wwpn: b, .. }) => a == b,
        (Mdev { uuid: a, .. }, Mdev { uuid: b, .. }) => a == b,
        (CapsStorage { block: a }, CapsStorage { block: b }) => a == b,
        (CapsMisc { char: a }, CapsMisc { char: b }) => a == b,
        (CapsNet { interface: a, .. }, CapsNet { interface: b, .. }) => a == b,
        _ => false,
    }
}
