//! Devices of the host given to the guest.

use crate::vocabulary::{
    Address, DeviceInfo, Hostdev, HostdevSource, Interface, IscsiSource, MdevModel, NetProtocol,
    NetworkSource, PciHostdev, ScsiHostModel, ScsiSource, StorageFormat, StorageKind, StorageSource, Teaming,
    TeamingType, UsbGuestReset, UsbHostdev,
};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::block::{Image, SealedSecret, nvme_address, secret_object};
use super::builder::{Builder, alias};
use super::context::SecretUsage;
use super::props::Props;
use super::virtio::{self, Generation};
use crate::capabilities::Flag;
use crate::launch_plan::FdSource;

impl Builder<'_> {
    pub fn hostdevs(&mut self) -> Result<()> {
        let def = self.def;
        for (index, interface) in def.devices.interfaces.iter().enumerate() {
            if let Some(HostdevSource::Pci(pci)) = interface.source.hostdev() {
                self.interface_hostdev(interface, pci, self.boot.interfaces[index])?;
            }
        }
        for (index, hostdev) in def.devices.hostdevs.iter().enumerate() {
            self.hostdev(index, hostdev)?;
        }
        Ok(())
    }

    fn interface_hostdev(&mut self, interface: &Interface, pci: &PciHostdev, boot: u32) -> Result<()> {
        let props = self.pci(pci, &interface.info, boot, interface.teaming.as_deref())?;
        self.device_at(&interface.info, props);
        Ok(())
    }

    fn hostdev(&mut self, index: usize, hostdev: &Hostdev) -> Result<()> {
        let info = &hostdev.info;
        match &hostdev.source {
            HostdevSource::Usb(usb) => {
                let props = self.usb(usb, hostdev)?;
                self.device(props);
            }
            HostdevSource::Pci(_) if info.address == Some(Address::Unassigned) => {}
            HostdevSource::Pci(pci) => {
                let props = self.pci(pci, info, self.boot.hostdevs[index], hostdev.teaming.as_ref())?;
                self.device_at(info, props);
            }
            HostdevSource::Scsi(scsi) => self.scsi(index, hostdev, &scsi.source)?,
            HostdevSource::ScsiHost { wwpn, model } => {
                let fd = self.fd(FdSource::VhostScsi);
                let generation = match model {
                    ScsiHostModel::VirtioTransitional => Generation::Transitional,
                    ScsiHostModel::VirtioNonTransitional => Generation::Modern,
                    ScsiHostModel::Default | ScsiHostModel::Virtio => Generation::Both,
                };
                let props = virtio::device("vhost-scsi", info, None, generation, self.context.caps)?
                    .set("wwpn", wwpn.as_str())
                    .set("vhostfd", fd.to_string())
                    .set("id", alias(info))
                    .extend(self.address(info)?);
                self.device(props);
            }
            HostdevSource::Mdev { uuid, model, display, ramfb } => {
                let ramfb = *ramfb == Some(true);
                let driver = match model {
                    MdevModel::VfioPci if ramfb => "vfio-pci-nohotplug",
                    model => model.as_str(),
                };
                let props = Props::device(driver)
                    .set("id", alias(info))
                    .set("sysfsdev", format!("/sys/bus/mdev/devices/{uuid}"))
                    .on_off("display", *display)
                    .flag("ramfb", ramfb)
                    .nonzero("bootindex", info.boot_order().unwrap_or_default().into())
                    .opt("loadparm", self.loadparm(info))
                    .extend(self.address(info)?);
                self.device(props);
            }
            HostdevSource::CapsStorage { .. }
            | HostdevSource::CapsMisc { .. }
            | HostdevSource::CapsNet { .. } => {}
        }
        Ok(())
    }

    fn pci(
        &self,
        pci: &PciHostdev,
        info: &DeviceInfo,
        boot: u32,
        teaming: Option<&Teaming>,
    ) -> Result<Props> {
        let ramfb = pci.ramfb == Some(true);
        let pair = teaming.filter(|t| t.kind == TeamingType::Transient).and_then(|t| t.persistent.as_deref());
        Ok(Props::device(if ramfb { "vfio-pci-nohotplug" } else { "vfio-pci" })
            .set("host", nvme_address(&pci.address))
            .set("id", alias(info))
            .nonzero("bootindex", boot.into())
            .opt("failover_pair_id", pair)
            .on_off("display", pci.display)
            .flag("ramfb", ramfb)
            .extend(self.address(info)?)
            .extend(rom(info)?))
    }

    fn usb(&self, usb: &UsbHostdev, hostdev: &Hostdev) -> Result<Props> {
        let info = &hostdev.info;
        let mut props = Props::device("usb-host");
        if !hostdev.missing {
            if usb.bus == 0 && usb.device == 0 {
                bail!(
                    VIR_FROM_QEMU,
                    VIR_ERR_INTERNAL_ERROR,
                    "USB host device is missing bus/device information"
                );
            }
            props = match self.context.caps.has(Flag::USB_HOST_HOSTDEVICE) {
                true => props.set("hostdevice", format!("/dev/bus/usb/{:03}/{:03}", usb.bus, usb.device)),
                false => props.nonzero("hostbus", usb.bus.into()).nonzero("hostaddr", usb.device.into()),
            };
        }
        let (reset, reset_all) = match usb.guest_reset {
            Some(UsbGuestReset::Off) => (Some(false), None),
            Some(UsbGuestReset::Uninitialized) => (Some(true), Some(false)),
            Some(UsbGuestReset::On) => (Some(true), Some(true)),
            None => (None, None),
        };
        Ok(props
            .set("id", alias(info))
            .nonzero("bootindex", info.boot_order().unwrap_or_default().into())
            .opt("guest-reset", reset)
            .opt("guest-resets-all", reset_all)
            .extend(self.address(info)?))
    }

    fn scsi(&mut self, index: usize, hostdev: &Hostdev, source: &ScsiSource) -> Result<()> {
        let context = self.context;
        let info = &hostdev.info;
        let node = format!("libvirt-{}-backend", self.numbers.hostdevs[index]);
        let storage = match source {
            ScsiSource::Adapter { adapter, bus, target, unit } => {
                let name = context.host.scsi_generic(adapter, *bus, *target, *unit)?;
                StorageSource::new(StorageKind::Block { dev: Some(format!("/dev/{name}")) })
            }
            ScsiSource::Iscsi(iscsi) => iscsi_source(iscsi),
        };
        let mut image = Image::new(&storage, StorageFormat::Raw, node.clone());
        image.readonly = hostdev.readonly;
        if let Some(auth) = image.auth {
            let id = format!("{node}-secret0");
            let secret = SealedSecret::look_up(context, id, &auth.secret, SecretUsage::Iscsi)?;
            self.object(&secret_object(&secret));
            image.auth_secret = Some(secret);
        }
        let props = image.protocol_node(&node, context)?;
        self.blockdev(&props);
        let props = Props::device("scsi-generic")
            .set("drive", node)
            .set("id", alias(info))
            .nonzero("bootindex", info.boot_order().unwrap_or_default().into())
            .opt("loadparm", self.loadparm(info))
            .extend(self.address(info)?);
        self.device(props);
        Ok(())
    }

    /// The parameter for s390's boot loader, where QEMU takes one per device.
    pub fn loadparm(&self, info: &DeviceInfo) -> Option<String> {
        let supported = self.context.caps.has(Flag::VIRTIO_CCW_DEVICE_LOADPARM);
        info.boot.as_ref().and_then(|b| b.loadparm.clone()).filter(|_| supported)
    }
}

fn iscsi_source(iscsi: &IscsiSource) -> StorageSource {
    let network = NetworkSource {
        protocol: NetProtocol::Iscsi,
        name: Some(iscsi.name.clone()),
        hosts: vec![iscsi.host.clone()],
        initiator: iscsi.initiator.clone(),
        ..NetworkSource::default()
    };
    let mut source = StorageSource::new(StorageKind::Network(Box::new(network)));
    source.auth = iscsi.auth.clone().map(Box::new);
    source
}

/// `rombar` and `romfile` of PCI devices.
pub fn rom(info: &DeviceInfo) -> Result<Props> {
    let Some(rom) = info.rom.as_ref().filter(|r| r.enabled.is_some() || r.bar.is_some() || r.file.is_some())
    else {
        return Ok(Props::new());
    };
    if info.pci().is_none() {
        bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "ROM tuning is only supported for PCI devices");
    }
    if rom.enabled == Some(false) {
        return Ok(Props::new().set("romfile", ""));
    }
    Ok(Props::new().opt("rombar", rom.bar.map(i32::from)).opt("romfile", rom.file.as_deref()))
}
