//! Host devices.

use virt_conf::common::pci::PciDriverName;
use virt_core::Result;

use super::refuse::{refuse, unsupported};
use crate::capabilities::{Flag, QemuCaps};
use crate::vocabulary::{DomainDef, Hostdev, HostdevSource, MdevModel};

const NO_DISPLAY: &str = "graphics device is needed for attribute value 'display=on' in <hostdev>";

/// A device of the host.
pub fn check(def: &DomainDef, hostdev: &Hostdev, caps: &QemuCaps) -> Result<()> {
    let boots = hostdev.info.boot_order().is_some_and(|order| order > 0);
    let headless = def.devices.graphics.is_empty();
    match &hostdev.source {
        HostdevSource::Usb(usb) => refuse(
            usb.guest_reset.is_some() && !caps.has(Flag::USB_HOST_GUESTS_RESETS_ALL),
            "guestReset is not supported with this version of QEMU",
        ),
        HostdevSource::Pci(pci) => {
            refuse(
                pci.driver.name == Some(PciDriverName::Vfio) && !caps.has(Flag::DEVICE_VFIO_PCI),
                "VFIO PCI device assignment is not supported by this version of qemu",
            )?;
            refuse(
                pci.write_filtering.is_some(),
                "Write filtering of PCI device configuration space is not supported by qemu",
            )?;
            refuse(pci.display == Some(true) && headless, NO_DISPLAY)
        }
        HostdevSource::ScsiHost { .. } => {
            refuse(boots, "booting from assigned devices is not supported by vhost SCSI devices")?;
            refuse(!caps.has(Flag::DEVICE_VHOST_SCSI), "This QEMU doesn't support vhost-scsi devices")
        }
        HostdevSource::Mdev { model: MdevModel::VfioPci, display, .. } => {
            refuse(
                !caps.has(Flag::DEVICE_VFIO_PCI),
                "VFIO PCI device assignment is not supported by this version of QEMU",
            )?;
            refuse(
                boots,
                "booting from assigned devices is not supported by mediated devices of model vfio-pci",
            )?;
            refuse(*display == Some(true) && headless, NO_DISPLAY)
        }
        HostdevSource::Mdev { model: MdevModel::VfioAp, .. } => {
            refuse(
                !caps.has(Flag::DEVICE_VFIO_AP),
                "VFIO AP device assignment is not supported by this version of QEMU",
            )?;
            refuse(
                boots,
                "booting from assigned devices is not supported by mediated devices of model vfio-ap",
            )?;
            let is_ap =
                |h: &&Hostdev| matches!(h.source, HostdevSource::Mdev { model: MdevModel::VfioAp, .. });
            refuse(
                def.devices.hostdevs.iter().filter(is_ap).count() > 1,
                "Only one hostdev of model vfio-ap is supported",
            )
        }
        HostdevSource::Mdev { .. } => refuse(
            !caps.has(Flag::DEVICE_VFIO_CCW),
            "VFIO CCW device assignment is not supported by this version of QEMU",
        ),
        HostdevSource::CapsStorage { .. }
        | HostdevSource::CapsMisc { .. }
        | HostdevSource::CapsNet { .. } => {
            let kind = def.virt_type.as_str();
            unsupported(format!("hostdev mode 'capabilities' is not supported in {kind}"))
        }
        HostdevSource::Scsi(_) => Ok(()),
    }
}
