//! Controllers.

use crate::vocabulary::{
    Controller, ControllerKind, ControllerType, PciController, PciModel, PciModelName, ScsiModel, UsbModel,
    VirtioSerialModel,
};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::builder::{Builder, alias};
use super::disk::iothread_mapping;
use super::props::{Props, on_off};
use super::virtio::{self, Generation};
use crate::capabilities::{Flag, QemuCaps};
use crate::family::Family;

impl Builder<'_> {
    /// Controllers, kind after kind, as buses have to exist before what is on them.
    pub fn controllers(&mut self) -> Result<()> {
        for kind in [
            ControllerType::Pci,
            ControllerType::Usb,
            ControllerType::Scsi,
            ControllerType::Ide,
            ControllerType::Sata,
            ControllerType::VirtioSerial,
            ControllerType::Nvme,
        ] {
            self.controllers_of(kind)?;
        }
        Ok(())
    }

    /// Controllers of one kind.
    pub fn controllers_of(&mut self, kind: ControllerType) -> Result<()> {
        let def = self.def;
        for controller in def.devices.controllers.iter().filter(|c| c.controller_type() == kind) {
            self.root_hotplug(controller);
            if self.is_built_in(controller) {
                continue;
            }
            if let Some(props) = self.controller_device(controller)? {
                let props = props.extend(self.address(&controller.info)?);
                self.device_at(&controller.info, props);
            }
        }
        Ok(())
    }

    /// Hotplug into the root bus of i440fx is up to the power management device.
    fn root_hotplug(&mut self, controller: &Controller) {
        if let ControllerKind::Pci(pci) = &controller.kind
            && pci.model == Some(PciModel::PciRoot)
            && controller.idx() == 0
            && let Some(hotplug) = pci.target.hotplug
        {
            self.option("-global", format!("PIIX4_PM.acpi-root-pci-hotplug={}", on_off(hotplug)));
        }
    }

    /// Size of the hole for 64-bit devices, a property of the root.
    pub fn pci_holes(&mut self) -> Result<()> {
        let def = self.def;
        for pci in def.devices.controllers.iter().filter_map(Controller::pci) {
            let Some(size) = pci.pcihole64 else { continue };
            let root = match pci.model {
                Some(PciModel::PciRoot) => "i440FX-pcihost",
                Some(PciModel::PcieRoot) => "q35-pcihost",
                _ => bail!(
                    VIR_FROM_QEMU,
                    VIR_ERR_INTERNAL_ERROR,
                    "64-bit PCI hole setting is only for root PCI controllers"
                ),
            };
            self.option("-global", format!("{root}.pci-hole64-size={size}K"));
        }
        Ok(())
    }

    fn is_built_in(&self, controller: &Controller) -> bool {
        let family = Family::of(self.def);
        let first = controller.idx() == 0;
        match &controller.kind {
            ControllerKind::Pci(pci) => match pci.model {
                Some(PciModel::PcieRoot) => true,
                Some(PciModel::PciRoot) => !family.is_pseries(),
                _ => false,
            },
            ControllerKind::Sata => first && family.is_q35(),
            ControllerKind::Ide { .. } => first && family.builtin_ide(),
            ControllerKind::Scsi { model } => {
                first && *model == Some(ScsiModel::Ncr53c90) && family.builtin_esp()
            }
            ControllerKind::Usb { model, .. } => {
                *model == Some(UsbModel::None) || (model.is_none() && family.arch().is_s390())
            }
            _ => false,
        }
    }

    /// The device for a controller, if it has one.
    fn controller_device(&self, controller: &Controller) -> Result<Option<Props>> {
        let id = alias(&controller.info);
        Ok(Some(match &controller.kind {
            ControllerKind::Scsi { model } => self.scsi_controller(controller, *model)?,
            ControllerKind::VirtioSerial { model, ports, vectors } => {
                let generation = match model {
                    Some(VirtioSerialModel::VirtioTransitional) => Generation::Transitional,
                    Some(VirtioSerialModel::VirtioNonTransitional) => Generation::Modern,
                    _ => Generation::Both,
                };
                self.virtio_controller("virtio-serial", controller, generation)?
                    .set("id", id)
                    .opt("max_ports", *ports)
                    .opt("vectors", *vectors)
            }
            ControllerKind::Nvme { serial } => {
                Props::device("nvme").set("id", id).opt("serial", serial.as_deref())
            }
            ControllerKind::Ccid => Props::device("usb-ccid").set("id", id),
            ControllerKind::Sata => Props::device("ahci").set("id", id),
            ControllerKind::Usb { model, ports } => self.usb_controller(controller, *model, *ports)?,
            ControllerKind::Pci(pci) => return pci_controller(pci, id),
            other => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Unsupported controller type: {}",
                other.controller_type().as_str()
            ),
        }))
    }

    fn virtio_controller(
        &self,
        base: &str,
        controller: &Controller,
        generation: Generation,
    ) -> Result<Props> {
        virtio::device(base, &controller.info, Some(&controller.driver.virtio), generation, self.context.caps)
    }

    fn scsi_controller(&self, controller: &Controller, model: Option<ScsiModel>) -> Result<Props> {
        let id = alias(&controller.info);
        let name = match model {
            Some(ScsiModel::VirtioScsi) => return self.virtio_scsi(controller, Generation::Both),
            Some(ScsiModel::VirtioTransitional) => {
                return self.virtio_scsi(controller, Generation::Transitional);
            }
            Some(ScsiModel::VirtioNonTransitional) => {
                return self.virtio_scsi(controller, Generation::Modern);
            }
            Some(ScsiModel::Lsilogic) => "lsi",
            Some(ScsiModel::Ibmvscsi) => "spapr-vscsi",
            Some(ScsiModel::Lsisas1068) => "mptsas1068",
            Some(ScsiModel::Lsisas1078) => "megasas",
            Some(ScsiModel::Vmpvscsi) => "pvscsi",
            Some(ScsiModel::Am53c974) => "am53c974",
            Some(ScsiModel::Dc390) => "dc-390",
            Some(model @ (ScsiModel::Buslogic | ScsiModel::Ncr53c90)) => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Unsupported controller model: {}",
                model.as_str()
            ),
            Some(ScsiModel::Auto) | None => {
                bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Unexpected SCSI controller model")
            }
        };
        Ok(Props::device(name).set("id", id))
    }

    fn virtio_scsi(&self, controller: &Controller, generation: Generation) -> Result<Props> {
        let driver = &controller.driver;
        let iothread = Some(driver.iothread).filter(|id| *id > 0).map(|id| format!("iothread{id}"));
        Ok(self
            .virtio_controller("virtio-scsi", controller, generation)?
            .opt("iothread", iothread)
            .set("id", alias(&controller.info))
            .nonzero("num_queues", driver.queues.into())
            .opt("iothread-vq-mapping", iothread_mapping(&driver.iothreads))
            .nonzero("cmd_per_lun", driver.cmd_per_lun.into())
            .nonzero("max_sectors", driver.max_sectors.into())
            .opt("ioeventfd", driver.ioeventfd))
    }

    fn usb_controller(
        &self,
        controller: &Controller,
        model: Option<UsbModel>,
        ports: Option<u32>,
    ) -> Result<Props> {
        let name = check_usb(model, ports, self.context.caps)?;
        let props = Props::device(name).opt("p2", ports).opt("p3", ports);
        let Some(master) = controller.info.master else {
            return Ok(props.set("id", alias(&controller.info)));
        };
        let of_master = self.def.devices.controllers.iter().find(|c| {
            matches!(c.kind, ControllerKind::Usb { .. })
                && c.idx() == controller.idx()
                && c.info.master.is_none()
        });
        let Some(of_master) = of_master else {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "masterbus not found");
        };
        Ok(props.set("masterbus", format!("{}.0", alias(&of_master.info))).set("firstport", master.startport))
    }
}

fn pci_controller(pci: &PciController, id: &str) -> Result<Option<Props>> {
    let target = &pci.target;
    let number = |value: Option<u32>| value.map_or(-1, i64::from);
    let reserve = target.mem_reserve.unwrap_or_default().saturating_mul(1024);
    if pci.model == Some(PciModel::PciRoot)
        && pci.model_name == PciModelName::SpaprPciHostBridge
        && target.index == Some(0)
    {
        return Ok(None);
    }
    let props = Props::device(pci.model_name.as_str());
    Ok(Some(match pci.model {
        Some(PciModel::PciBridge) => {
            props.set("chassis_nr", number(target.chassis_nr)).nonzero("mem-reserve", reserve).set("id", id)
        }
        Some(PciModel::PciExpanderBus | PciModel::PcieExpanderBus) => {
            props.set("bus_nr", number(target.bus_nr)).set("id", id).opt("numa_node", target.node)
        }
        Some(PciModel::DmiToPciBridge | PciModel::PcieSwitchUpstreamPort | PciModel::PcieToPciBridge) => {
            props.set("id", id)
        }
        Some(PciModel::PcieRootPort | PciModel::PcieSwitchDownstreamPort) => props
            .set("port", number(target.port))
            .set("chassis", number(target.chassis))
            .set("id", id)
            .opt("hotplug", target.hotplug)
            .nonzero("mem-reserve", reserve),
        Some(PciModel::PciRoot) => props
            .set("index", number(target.index))
            .nonzero("mem-reserve", reserve)
            .set("id", id)
            .opt("numa_node", target.node),
        Some(PciModel::PcieRoot) => {
            bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "Unsupported PCI Express root controller")
        }
        None => bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Unexpected PCI controller model -1"),
    }))
}

/// QEMU's name of a USB controller, if the build has it.
fn check_usb(model: Option<UsbModel>, ports: Option<u32>, caps: &QemuCaps) -> Result<&'static str> {
    let Some(model) = model else {
        bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "no model provided for USB controller");
    };
    let device = match model {
        UsbModel::Piix3Uhci => Some((Flag::PIIX3_USB_UHCI, "piix3-usb-uhci")),
        UsbModel::Piix4Uhci => Some((Flag::PIIX4_USB_UHCI, "piix4-usb-uhci")),
        UsbModel::Ehci => Some((Flag::USB_EHCI, "usb-ehci")),
        UsbModel::Ich9Ehci1 => Some((Flag::ICH9_USB_EHCI1, "ich9-usb-ehci1")),
        UsbModel::Ich9Uhci1 => Some((Flag::ICH9_USB_EHCI1, "ich9-usb-uhci1")),
        UsbModel::Ich9Uhci2 => Some((Flag::ICH9_USB_EHCI1, "ich9-usb-uhci2")),
        UsbModel::Ich9Uhci3 => Some((Flag::ICH9_USB_EHCI1, "ich9-usb-uhci3")),
        UsbModel::Vt82c686bUhci => Some((Flag::VT82C686B_USB_UHCI, "vt82c686b-usb-uhci")),
        UsbModel::PciOhci => Some((Flag::PCI_OHCI, "pci-ohci")),
        UsbModel::NecXhci => Some((Flag::NEC_USB_XHCI, "nec-usb-xhci")),
        UsbModel::QemuXhci => Some((Flag::DEVICE_QEMU_XHCI, "qemu-xhci")),
        UsbModel::Qusb1 | UsbModel::Qusb2 | UsbModel::None => None,
    };
    let Some((_, name)) = device.filter(|(flag, _)| caps.has(*flag)) else {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "USB controller model '{}' not supported in this QEMU binary",
            model.as_str()
        );
    };
    if ports.is_some() && !matches!(model, UsbModel::NecXhci | UsbModel::QemuXhci) {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "usb controller type '{}' doesn't support 'ports' with this QEMU binary",
            model.as_str()
        );
    }
    Ok(name)
}
