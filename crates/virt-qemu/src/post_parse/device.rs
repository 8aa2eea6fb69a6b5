//! Defaults of single devices.

use crate::vocabulary::{
    ChannelTarget, ChardevKind, ControllerKind, DeviceAt, DomainDef, EncryptionEngine, HostdevSource,
    InterfaceSource, IommuModel, MdevModel, MemoryModel, NetBackendType, NetModel, PanicModel, PciModel,
    ScsiModel, SerialModel, SerialTargetType, ShmemModel, ShmemMsi, SourceMode, StageFlags, StorageFormat,
    StorageKind, TpmBackend, TpmModel, TpmVersion, UsbModel, VideoType, VsockModel,
};
use virt_core::consts::{
    VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_ERR_XML_ERROR, VIR_FROM_QEMU,
};
use virt_core::{Arch, Result, bail};

use super::policy::QemuPolicy;
use super::scsi;
use crate::capabilities::Flag;
use crate::family::Family;

/// Most ports of an XHCI controller.
const XHCI_PORTS: u32 = 15;
/// QXL's memory for the VGA part, in KiB.
const QXL_VGAMEM: u32 = 16 * 1024;
/// Memory modules of PowerPC are multiples of this, in KiB.
pub const PPC64_MODULE: u64 = 256 * 1024;
/// A shared memory device that says no size, in bytes.
const SHMEM_SIZE: u64 = 4 << 20;

impl QemuPolicy<'_> {
    /// Completes one device.
    pub(super) fn complete(&self, def: &mut DomainDef, at: DeviceAt, flags: StageFlags) -> Result<()> {
        match at {
            DeviceAt::Interface(index) => self.interface(def, index),
            DeviceAt::Disk(index) => disk(def, index),
            DeviceAt::Video(index) => {
                let default = self.default_video(def);
                let model = &mut def.devices.videos[index].model;
                if model.kind == VideoType::Default {
                    model.kind = default;
                }
                if model.kind == VideoType::Qxl && model.vgamem == 0 {
                    model.vgamem = QXL_VGAMEM;
                }
            }
            DeviceAt::Panic(index) => {
                let default = default_panic(def);
                let panic = &mut def.devices.panics[index];
                if panic.model == PanicModel::Default {
                    panic.model = default;
                }
            }
            DeviceAt::Controller(index) => return self.controller(def, index, flags),
            DeviceAt::Shmem(index) => return shmem(def, index),
            DeviceAt::Serial(index) => serial(def, index),
            DeviceAt::Channel(index) if flags.inactive => self.channel(def, index),
            DeviceAt::Vsock => {
                if let Some(vsock) = def.devices.vsock.as_mut().filter(|v| v.model == VsockModel::Default) {
                    vsock.model = VsockModel::Virtio;
                }
            }
            DeviceAt::Hostdev(index) => {
                let source = &mut def.devices.hostdevs[index].source;
                if let HostdevSource::Mdev { model: MdevModel::VfioPci, display, .. } = source {
                    display.get_or_insert(false);
                }
            }
            DeviceAt::Tpm(index) => tpm(def, index),
            DeviceAt::Memory(index) if flags.abi_update => return memory(def, index),
            DeviceAt::Pstore => {
                let path = format!("{}/{}_PSTORE.raw", self.folders.nvram.display(), def.name);
                if let Some(pstore) = &mut def.devices.pstore {
                    pstore.path.get_or_insert(path);
                }
            }
            DeviceAt::Iommu(index) if flags.abi_update => self.iommu(def, index),
            _ => {}
        }
        Ok(())
    }

    fn interface(&self, def: &mut DomainDef, index: usize) {
        let default = self.default_nic(def);
        let interface = &mut def.devices.interfaces[index];
        let to_host = crate::command::interface::is_hostdev(interface);
        if interface.model.is_none() {
            let model = match interface.source {
                InterfaceSource::Vdpa { .. } | InterfaceSource::Vhostuser(_) => Some("virtio"),
                _ if to_host => None,
                _ => default,
            };
            interface.model = model.and_then(NetModel::new);
        }
        let only_passt = !self.caps.has(Flag::NETDEV_USER) && self.caps.has(Flag::NETDEV_STREAM);
        if matches!(interface.source, InterfaceSource::User)
            && interface.backend.kind == NetBackendType::Default
            && only_passt
        {
            interface.backend.kind = NetBackendType::Passt;
        }
    }

    fn default_nic(&self, def: &DomainDef) -> Option<&'static str> {
        let family = Family::of(def);
        let caps = self.caps;
        Some(if family.arch().is_s390() || family.is_loongarch_virt() || family.is_riscv_virt() {
            "virtio"
        } else if family.arch().is_arm() {
            match family.machine() {
                "versatilepb" => "smc91c111",
                _ if family.is_arm_virt() => "virtio",
                _ => "lan9118",
            }
        } else if caps.has(Flag::DEVICE_RTL8139) {
            "rtl8139"
        } else if caps.has(Flag::DEVICE_E1000) {
            "e1000"
        } else if caps.has(Flag::DEVICE_VIRTIO_NET) {
            "virtio"
        } else {
            "rtl8139"
        })
    }

    fn default_video(&self, def: &DomainDef) -> VideoType {
        let family = Family::of(def);
        if family.arch().is_ppc64() {
            VideoType::Vga
        } else if family.is_arm_virt()
            || family.is_loongarch_virt()
            || family.is_riscv_virt()
            || family.arch().is_s390()
        {
            VideoType::Virtio
        } else if self.caps.has(Flag::DEVICE_CIRRUS_VGA) {
            VideoType::Cirrus
        } else if self.caps.has(Flag::DEVICE_VGA) {
            VideoType::Vga
        } else {
            VideoType::Default
        }
    }

    fn controller(&self, def: &mut DomainDef, index: usize, flags: StageFlags) -> Result<()> {
        let family = Family::of(def);
        let default_scsi = scsi::default_model(family, self.caps);
        let default_usb = self.default_usb(def, def.devices.controllers[index].info.address.is_none(), flags);
        let (i440fx, q35, arm, pseries) =
            (family.is_i440fx(), family.is_q35(), family.is_arm_virt(), family.is_pseries());
        let cells = def.numa.cells.len();
        let virt_type = def.virt_type.as_str();
        let controller = &mut def.devices.controllers[index];
        let number = controller.idx();
        match &mut controller.kind {
            ControllerKind::Scsi { model } => {
                if matches!(model, None | Some(ScsiModel::Auto)) {
                    let Some(default) = default_scsi else {
                        bail!(
                            VIR_FROM_QEMU,
                            VIR_ERR_INTERNAL_ERROR,
                            "Unable to determine model for SCSI controller idx={number}"
                        );
                    };
                    *model = Some(default);
                }
            }
            ControllerKind::Usb { model, ports } => {
                if model.is_none() {
                    *model = default_usb;
                }
                if matches!(model, Some(UsbModel::Qusb1 | UsbModel::Qusb2)) {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_CONFIG_UNSUPPORTED,
                        "USB controller model type 'qusb1' or 'qusb2' is not supported in {virt_type}"
                    );
                }
                if let Some(xhci @ (UsbModel::NecXhci | UsbModel::QemuXhci)) = model
                    && ports.is_some_and(|ports| ports > XHCI_PORTS)
                {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_CONFIG_UNSUPPORTED,
                        "'{}' controller only supports up to '{XHCI_PORTS}' ports",
                        xhci.as_str()
                    );
                }
            }
            ControllerKind::Pci(pci) => {
                if !pseries
                    && matches!(pci.model, Some(PciModel::PciRoot | PciModel::PcieRoot))
                    && number != 0
                {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_XML_ERROR,
                        "pci-root and pcie-root controllers should have index 0"
                    );
                }
                if pci.model == Some(PciModel::PciExpanderBus) && !i440fx {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_CONFIG_UNSUPPORTED,
                        "pci-expander-bus controllers are only supported on 440fx-based machinetypes"
                    );
                }
                if pci.model == Some(PciModel::PcieExpanderBus) && !(q35 || arm) {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_CONFIG_UNSUPPORTED,
                        "pcie-expander-bus controllers are not supported with this machine type"
                    );
                }
                if let Some(node) = pci.target.node
                    && node as usize >= cells
                {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_XML_ERROR,
                        "{} with index {number} is configured for a NUMA node ({node}) not present in the domain's <cpu><numa> array ({cells})",
                        pci.model.map_or("(null)", |m| m.as_str())
                    );
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn default_usb(&self, def: &DomainDef, no_address: bool, flags: StageFlags) -> Option<UsbModel> {
        let arch = Family::of(def).arch();
        let caps = self.caps;
        let mut model = None;
        if caps.has(Flag::PIIX3_USB_UHCI) {
            model = Some(UsbModel::Piix3Uhci);
        } else if !arch.is_x86() && caps.has(Flag::PCI_OHCI) {
            model = Some(UsbModel::PciOhci);
        }
        if arch.is_s390() {
            if no_address {
                model = Some(UsbModel::None);
            }
        } else if arch.is_ppc64() {
            model = if flags.abi_update && caps.has(Flag::DEVICE_QEMU_XHCI) {
                Some(UsbModel::QemuXhci)
            } else if flags.abi_update && caps.has(Flag::NEC_USB_XHCI) {
                Some(UsbModel::NecXhci)
            } else {
                Some(UsbModel::PciOhci).filter(|_| caps.has(Flag::PCI_OHCI))
            };
        } else if arch == Arch::Aarch64 || arch.is_loongarch() {
            if caps.has(Flag::DEVICE_QEMU_XHCI) {
                model = Some(UsbModel::QemuXhci);
            } else if arch == Arch::Aarch64 && caps.has(Flag::NEC_USB_XHCI) {
                model = Some(UsbModel::NecXhci);
            }
        }
        model
    }

    /// A channel's socket that is where we would put it needn't be named.
    pub fn drop_default_path(&self, def: &mut DomainDef, index: usize) {
        let channel = &mut def.devices.channels[index];
        if let (ChannelTarget::Virtio { name, .. }, ChardevKind::Unix(unix)) =
            (&channel.target, &mut channel.source.kind)
            && let Some(path) = &unix.path
            && self.folders.is_channel_default(path, name.as_deref())
        {
            unix.path = None;
        }
    }

    fn channel(&self, def: &mut DomainDef, index: usize) {
        self.drop_default_path(def, index);
        if let ChardevKind::Unix(unix) = &mut def.devices.channels[index].source.kind
            && unix.path.is_none()
        {
            unix.mode = SourceMode::Bind;
        }
    }

    fn iommu(&self, def: &mut DomainDef, index: usize) {
        if !super::needs_eim(def) {
            return;
        }
        let caps = self.caps;
        if let Some(iommu) = def.devices.iommus.get_mut(index).filter(|i| i.model == IommuModel::Intel) {
            if caps.has(Flag::INTEL_IOMMU_INTREMAP) {
                iommu.driver.intremap.get_or_insert(true);
            }
            if caps.has(Flag::INTEL_IOMMU_EIM) {
                iommu.driver.eim.get_or_insert(true);
            }
        }
    }
}

fn disk(def: &mut DomainDef, index: usize) {
    let disk = &mut def.devices.disks[index];
    disk.driver.name.get_or_insert_with(|| "qemu".to_owned());
    if !matches!(disk.source.kind, StorageKind::Volume(_)) {
        disk.driver.format.get_or_insert(StorageFormat::Raw);
    }
    if let Some(mirror) = &mut disk.mirror {
        mirror.format.get_or_insert(StorageFormat::Raw);
    }
    if let Some(encryption) = &mut disk.encryption {
        encryption.engine.get_or_insert(EncryptionEngine::Qemu);
    }
    disk.change_images(|source| {
        if let Some(encryption) = &mut source.encryption {
            encryption.engine.get_or_insert(EncryptionEngine::Qemu);
        }
    });
}

/// The panic device of a machine.
pub fn default_panic(def: &DomainDef) -> PanicModel {
    let family = Family::of(def);
    if family.is_pseries() {
        PanicModel::Pseries
    } else if family.arch().is_s390() {
        PanicModel::S390
    } else if family.arch().is_x86() {
        PanicModel::Isa
    } else if family.is_arm_virt() {
        PanicModel::Pvpanic
    } else {
        PanicModel::Default
    }
}

fn shmem(def: &mut DomainDef, index: usize) -> Result<()> {
    let shmem = &mut def.devices.shmems[index];
    let model = shmem.model.as_str();
    if shmem.model != ShmemModel::IvshmemDoorbell && shmem.size == 0 {
        shmem.size = SHMEM_SIZE;
    }
    let refuse = |what: &str| -> Result<()> {
        bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "shmem model '{model}' {what}")
    };
    if shmem.model == ShmemModel::Ivshmem {
        return Ok(());
    }
    if shmem.server.is_none() {
        if shmem.model == ShmemModel::IvshmemDoorbell {
            return refuse("is supported only with server option enabled");
        }
        return Ok(());
    }
    if shmem.model == ShmemModel::IvshmemPlain {
        return refuse("is supported only with server option disabled");
    }
    if shmem.size != 0 {
        return refuse("does not support size setting");
    }
    let msi = shmem.msi.get_or_insert(ShmemMsi { vectors: 0, ioeventfd: None });
    msi.ioeventfd.get_or_insert(true);
    Ok(())
}

fn serial(def: &mut DomainDef, index: usize) {
    let family = Family::of(def);
    let (x86, s390, pseries) = (family.arch().is_x86(), family.arch().is_s390(), family.is_pseries());
    let (arm, others) = (family.is_arm_virt(), family.is_loongarch_virt() || family.is_riscv_virt());
    let target = &mut def.devices.serials[index].target;
    // `isa` is what other drivers say for "the usual".
    if matches!(target.kind, SerialTargetType::IsaSerial | SerialTargetType::None) {
        target.kind = if x86 {
            SerialTargetType::IsaSerial
        } else if pseries {
            SerialTargetType::SpaprVioSerial
        } else if arm || others {
            SerialTargetType::SystemSerial
        } else if s390 {
            SerialTargetType::SclpSerial
        } else {
            SerialTargetType::None
        };
    }
    if target.model == SerialModel::None {
        target.model = match target.kind {
            SerialTargetType::IsaSerial => SerialModel::IsaSerial,
            SerialTargetType::UsbSerial => SerialModel::UsbSerial,
            SerialTargetType::PciSerial => SerialModel::PciSerial,
            SerialTargetType::SpaprVioSerial => SerialModel::SpaprVty,
            SerialTargetType::SystemSerial if arm => SerialModel::Pl011,
            SerialTargetType::SystemSerial if others => SerialModel::Model16550a,
            SerialTargetType::SclpSerial => SerialModel::Sclpconsole,
            SerialTargetType::IsaDebug => SerialModel::IsaDebugcon,
            SerialTargetType::SystemSerial | SerialTargetType::None => SerialModel::None,
        };
    }
}

fn tpm(def: &mut DomainDef, index: usize) {
    let arch = Family::of(def).arch();
    let tpm = &mut def.devices.tpms[index];
    let default = if arch.is_ppc64() { TpmModel::TpmSpapr } else { TpmModel::TpmTis };
    let model = *tpm.model.get_or_insert(default);
    if let TpmBackend::Emulator(emulator) = &mut tpm.backend {
        let old = model == TpmModel::TpmTis && arch.is_x86();
        emulator.version.get_or_insert(if old { TpmVersion::V1_2 } else { TpmVersion::V2_0 });
    }
}

fn memory(def: &mut DomainDef, index: usize) -> Result<()> {
    if !Family::of(def).arch().is_ppc64() {
        return Ok(());
    }
    let memory = &mut def.devices.memories[index];
    if memory.model == MemoryModel::Nvdimm {
        return super::memory::align_nvdimm(memory);
    }
    memory.target.size = memory.target.size.next_multiple_of(PPC64_MODULE);
    Ok(())
}
