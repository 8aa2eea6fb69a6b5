//! What each device asks of the PCI bus it is plugged into.

use crate::vocabulary::{
    Controller, ControllerKind, Filesystem, FsDriverType, FsModel, HostdevSource, Input, InputBus,
    InputModel, Interface, IommuModel, MemballoonModel, PanicModel, PciModel, RngModel, ScsiHostModel,
    ScsiModel, SoundModel, UsbModel, VideoType, VirtioSerialModel, VsockModel,
};
use crate::vocabulary::{Disk, DiskBus, DiskModel};

use super::connect::Connect;
use super::pci_set::BusModel;
use crate::devices::{self, DeviceRef};

/// What kinds of devices ask for, which depends on machine and QEMU build.
#[derive(Debug, Clone, Copy)]
pub struct Wishes {
    /// Conventional devices.
    pub pci: Connect,
    /// Devices that are express devices where the machine has express.
    pub express: Connect,
    /// virtio devices.
    pub virtio: Connect,
}

impl Wishes {
    pub fn new(express: bool, modern_virtio: bool) -> Self {
        let pci = Connect::PCI_DEVICE | Connect::AUTO;
        let express = if express { Connect::PCIE_DEVICE | Connect::AUTO } else { pci };
        Self { pci, express, virtio: if modern_virtio { express } else { pci } }
    }

    /// What a device asks for; nothing when it isn't a PCI device.
    pub fn of(&self, device: DeviceRef<'_>) -> Connect {
        match device {
            DeviceRef::Controller(controller) => self.controller(controller),
            DeviceRef::Filesystem(fs) => self.filesystem(fs),
            DeviceRef::Interface(interface) => self.interface(interface),
            DeviceRef::Sound(sound) => match sound.model {
                SoundModel::Es1370 | SoundModel::Ac97 | SoundModel::Ich6 | SoundModel::Ich9 => self.pci,
                SoundModel::Virtio => self.virtio,
                SoundModel::Sb16 | SoundModel::Pcspk | SoundModel::Usb | SoundModel::Ich7 => Connect::NONE,
            },
            DeviceRef::Disk(disk) => self.disk(disk),
            DeviceRef::Hostdev(hostdev) => {
                self.host_source(&hostdev.source, hostdev.info.pci().is_some_and(|pci| !pci.is_empty()))
            }
            DeviceRef::Balloon(balloon) => match balloon.model {
                MemballoonModel::VirtioTransitional => self.pci,
                MemballoonModel::Virtio | MemballoonModel::VirtioNonTransitional => self.virtio,
                MemballoonModel::Xen | MemballoonModel::None => Connect::NONE,
            },
            DeviceRef::Rng(rng) => self.virtio_or(rng.model == RngModel::VirtioTransitional),
            DeviceRef::Watchdog(watchdog) if devices::is_pci_watchdog(watchdog) => self.pci,
            DeviceRef::Video(video) => match video.model.kind {
                VideoType::Virtio => self.virtio,
                VideoType::Bochs => self.express,
                VideoType::Vga
                | VideoType::Cirrus
                | VideoType::Vmvga
                | VideoType::Xen
                | VideoType::Vbox
                | VideoType::Qxl
                | VideoType::Parallels => self.pci,
                VideoType::Default | VideoType::Gop | VideoType::None | VideoType::Ramfb => Connect::NONE,
            },
            DeviceRef::Shmem(_) | DeviceRef::Crypto(_) | DeviceRef::Pstore(_) => self.pci,
            DeviceRef::Input(input) => self.input(input),
            DeviceRef::Serial(serial) if devices::is_pci_serial(serial) => self.pci,
            DeviceRef::Iommu(iommu) if iommu.model == IommuModel::Virtio => self.virtio | Connect::INTEGRATED,
            DeviceRef::Vsock(vsock) => match vsock.model {
                VsockModel::VirtioTransitional => self.pci,
                VsockModel::Virtio | VsockModel::VirtioNonTransitional => self.virtio,
                VsockModel::Default => Connect::NONE,
            },
            DeviceRef::Memory(memory) if devices::is_virtio_memory(memory) => self.virtio,
            DeviceRef::Panic(panic) if panic.model == PanicModel::Pvpanic => self.pci | Connect::INTEGRATED,
            _ => Connect::NONE,
        }
    }

    /// Transitional virtio devices work in conventional slots only.
    fn virtio_or(&self, transitional: bool) -> Connect {
        if transitional { self.pci } else { self.virtio }
    }

    fn controller(&self, controller: &Controller) -> Connect {
        match &controller.kind {
            ControllerKind::Pci(pci) => pci.model.map_or(Connect::NONE, |m| bus_model(m).connect()),
            ControllerKind::Sata | ControllerKind::Ide { .. } => self.pci,
            ControllerKind::Nvme { .. } => self.express,
            ControllerKind::Usb { model, .. } => match model {
                Some(UsbModel::NecXhci | UsbModel::QemuXhci) => self.express,
                Some(UsbModel::Qusb1 | UsbModel::Qusb2 | UsbModel::None) => Connect::NONE,
                _ => self.pci,
            },
            ControllerKind::Scsi { model } => match model {
                Some(ScsiModel::VirtioScsi | ScsiModel::VirtioNonTransitional) => self.virtio,
                Some(ScsiModel::Ncr53c90 | ScsiModel::Auto) | None => Connect::NONE,
                Some(_) => self.pci,
            },
            ControllerKind::VirtioSerial { model, .. } => {
                self.virtio_or(*model == Some(VirtioSerialModel::VirtioTransitional))
            }
            ControllerKind::Fdc
            | ControllerKind::Ccid
            | ControllerKind::Xenbus { .. }
            | ControllerKind::Isa => Connect::NONE,
        }
    }

    fn filesystem(&self, fs: &Filesystem) -> Connect {
        match fs.driver.kind {
            FsDriverType::Default | FsDriverType::Path | FsDriverType::Handle => {
                self.virtio_or(fs.model == Some(FsModel::VirtioTransitional))
            }
            FsDriverType::Virtiofs => self.virtio,
            FsDriverType::Mtp | FsDriverType::Loop | FsDriverType::Nbd | FsDriverType::Ploop => Connect::NONE,
        }
    }

    fn interface(&self, interface: &Interface) -> Connect {
        if let Some(source) = interface.source.hostdev() {
            return self.host_source(source, interface.info.pci().is_some_and(|pci| !pci.is_empty()));
        }
        match interface.model.as_ref().map(|m| m.as_str()) {
            Some("usb-net") => Connect::NONE,
            Some("virtio" | "virtio-non-transitional") => self.virtio,
            Some("virtio-transitional") => self.pci,
            Some("e1000e" | "igb") => self.express,
            Some(_) if interface.model.as_ref().is_some_and(|m| m.is_known()) => self.pci,
            _ => self.express,
        }
    }

    fn disk(&self, disk: &Disk) -> Connect {
        match disk.bus() {
            Some(DiskBus::Virtio) => self.virtio_or(disk.model == DiskModel::VirtioTransitional),
            _ => Connect::NONE,
        }
    }

    /// A device of the host; one that isn't there counts as an express device, as most are.
    fn host_source(&self, source: &HostdevSource, addressed: bool) -> Connect {
        match source {
            HostdevSource::Pci(_) | HostdevSource::ScsiHost { .. } | HostdevSource::Mdev { .. }
                if self.pci == self.express || addressed =>
            {
                self.express
            }
            HostdevSource::Pci(_) | HostdevSource::Mdev { .. } => self.express,
            HostdevSource::ScsiHost { model, .. } => {
                self.virtio_or(*model == ScsiHostModel::VirtioTransitional)
            }
            _ => Connect::NONE,
        }
    }

    fn input(&self, input: &Input) -> Connect {
        match input.bus {
            Some(InputBus::Virtio) => self.virtio_or(input.model == Some(InputModel::VirtioTransitional)),
            _ => Connect::NONE,
        }
    }
}

/// The bus that a controller provides.
pub fn bus_model(model: PciModel) -> BusModel {
    match model {
        PciModel::PciRoot => BusModel::PciRoot,
        PciModel::PcieRoot => BusModel::PcieRoot,
        PciModel::PciBridge => BusModel::PciBridge,
        PciModel::DmiToPciBridge => BusModel::DmiToPciBridge,
        PciModel::PcieToPciBridge => BusModel::PcieToPciBridge,
        PciModel::PcieRootPort => BusModel::PcieRootPort,
        PciModel::PcieSwitchUpstreamPort => BusModel::PcieSwitchUpstreamPort,
        PciModel::PcieSwitchDownstreamPort => BusModel::PcieSwitchDownstreamPort,
        PciModel::PciExpanderBus => BusModel::PciExpanderBus,
        PciModel::PcieExpanderBus => BusModel::PcieExpanderBus,
    }
}

/// The model of the controller for a bus.
pub fn pci_model(bus: BusModel) -> PciModel {
    match bus {
        BusModel::PciRoot => PciModel::PciRoot,
        BusModel::PcieRoot => PciModel::PcieRoot,
        BusModel::PciBridge => PciModel::PciBridge,
        BusModel::DmiToPciBridge => PciModel::DmiToPciBridge,
        BusModel::PcieToPciBridge => PciModel::PcieToPciBridge,
        BusModel::PcieRootPort => PciModel::PcieRootPort,
        BusModel::PcieSwitchUpstreamPort => PciModel::PcieSwitchUpstreamPort,
        BusModel::PcieSwitchDownstreamPort => PciModel::PcieSwitchDownstreamPort,
        BusModel::PciExpanderBus => PciModel::PciExpanderBus,
        BusModel::PcieExpanderBus => PciModel::PcieExpanderBus,
    }
}
