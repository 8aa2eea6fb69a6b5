//! Which bus virtio devices without an address are on: CCW on s390, memory-mapped or PCI on ARM and RISC-V.

use crate::vocabulary::{
    Address, CcwAddress, ControllerKind, DomainDef, HostdevSource, MdevModel, PciAddress, SoundModel,
    VideoType,
};
use virt_core::{Arch, Result};

use super::ccw_set::{CcwSet, Devno};
use crate::capabilities::{Flag, QemuCaps};
use crate::devices::{self, DeviceRef};
use crate::family::{Family, has_pcie_root};

/// Numbers of the channel subsystem.
pub fn assign_ccw(def: &mut DomainDef, caps: &QemuCaps) -> Result<()> {
    if !Family::of(def).is_s390_ccw() {
        return Ok(());
    }
    let wanted = Address::Ccw(CcwAddress::default());
    if caps.has(Flag::DEVICE_VFIO_CCW) {
        for hostdev in &mut def.devices.hostdevs {
            match &hostdev.source {
                HostdevSource::Mdev { model: MdevModel::VfioCcw, .. } => {
                    hostdev.info.address.get_or_insert_with(|| wanted.clone());
                }
                HostdevSource::Mdev { model: MdevModel::VfioAp, .. } => hostdev.info.address = None,
                _ => {}
            }
        }
    }
    prime(def, &wanted);
    let mut set = CcwSet::default();
    for (.., info) in devices::all(def) {
        if let Some(ccw) = info.ccw().filter(|ccw| ccw.assigned) {
            set.reserve(Devno { cssid: ccw.cssid, ssid: ccw.ssid, devno: ccw.devno })?;
        }
    }
    let all: Vec<_> = devices::all(def).into_iter().map(|(at, ..)| at).collect();
    for at in all {
        let Some(info) = def.info_at_mut(at) else { continue };
        if info.ccw().is_some_and(|ccw| !ccw.assigned) {
            let Devno { cssid, ssid, devno } = set.assign()?;
            info.address = Some(Address::Ccw(CcwAddress { cssid, ssid, devno, assigned: true }));
        }
    }
    Ok(())
}

/// Memory-mapped virtio is for guests that have it already, or have no PCI express.
pub fn assign_mmio(def: &mut DomainDef, caps: &QemuCaps) {
    let family = Family::of(def);
    let arch = family.arch();
    if !matches!(arch, Arch::Armv6l | Arch::Armv7l | Arch::Aarch64) && !arch.is_riscv() {
        return;
    }
    if !family.machine().starts_with("vexpress-") && !family.is_arm_virt() && !family.is_riscv_virt() {
        return;
    }
    let has_mmio = devices::all(def).iter().any(|(.., info)| info.address == Some(Address::VirtioMmio));
    let ports = caps.has(Flag::DEVICE_PCIE_ROOT_PORT) || caps.has(Flag::DEVICE_IOH3420);
    if has_pcie_root(def) && ports && !has_mmio {
        prime(def, &Address::Pci(PciAddress::default()));
    } else if caps.has(Flag::DEVICE_VIRTIO_MMIO) {
        prime(def, &Address::VirtioMmio);
    }
}

/// Says which bus virtio devices are on that don't say it themselves.
fn prime(def: &mut DomainDef, address: &Address) {
    let ccw = matches!(address, Address::Ccw(_));
    let wanted: Vec<_> = devices::all(def)
        .into_iter()
        .filter(|(.., info)| info.address.is_none())
        .filter(|(_, device, _)| is_virtio(*device, ccw))
        .map(|(at, ..)| at)
        .collect();
    for at in wanted {
        if let Some(info) = def.info_at_mut(at) {
            info.address = Some(address.clone());
        }
    }
}

fn is_virtio(device: DeviceRef<'_>, ccw: bool) -> bool {
    match device {
        DeviceRef::Disk(disk) => devices::is_virtio_disk(disk),
        DeviceRef::Interface(interface) => interface.is_virtio(),
        DeviceRef::Video(video) => video.model.kind == VideoType::Virtio,
        DeviceRef::Input(input) => devices::is_virtio_input(input),
        DeviceRef::Controller(controller) => {
            matches!(controller.kind, ControllerKind::VirtioSerial { .. } | ControllerKind::Scsi { .. })
        }
        DeviceRef::Hostdev(hostdev) => matches!(hostdev.source, HostdevSource::ScsiHost { .. }),
        DeviceRef::Balloon(balloon) => balloon.model != crate::vocabulary::MemballoonModel::None,
        DeviceRef::Rng(_) | DeviceRef::Crypto(_) => true,
        DeviceRef::Memory(memory) => devices::is_virtio_memory(memory),
        DeviceRef::Filesystem(_) | DeviceRef::Vsock(_) => ccw,
        DeviceRef::Sound(sound) => sound.model == SoundModel::Virtio,
        _ => false,
    }
}
