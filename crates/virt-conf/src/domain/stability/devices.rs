//! Devices that carry data: disks, controllers, filesystems, network cards, host devices.

use virt_core::Result;
use virt_xml::Word;

use super::compare::*;
use super::info::{device, virtio};
use crate::domain::devices::{
    BlockIo, Controller, ControllerKind, Disk, Filesystem, Hostdev, HostdevSource, Input, Interface,
    NetModel, Sound, Video, VideoAccel,
};

pub fn disk(source: &Disk, target: &Disk) -> Result<()> {
    let (a, b) = (source, target);
    same("disk device", a.device.as_str(), b.device.as_str())?;
    same("disk bus", word(a.bus(), "none"), word(b.bus(), "none"))?;
    same("disk", a.dst(), b.dst())?;
    same("disk serial", text(&a.serial), text(&b.serial))?;
    same_quoted("disk wwn", text(&a.wwn), text(&b.wwn))?;
    alike(a.readonly == b.readonly, || "Target disk access mode does not match source".into())?;
    same("disk model", a.model.as_str(), b.model.as_str())?;
    let (rate, new_rate) = (a.target.rotation_rate, b.target.rotation_rate);
    alike(rate == new_rate, || {
        format!("Target disk rotation rate {new_rate} RPM does not match source {rate} RPM")
    })?;
    same("disk queue count", a.driver.queues, b.driver.queues)?;
    let (queues, new_queues) = (a.driver.queues, b.driver.queues);
    // upstream shows the wrong numbers
    alike(a.driver.queue_size == b.driver.queue_size, || {
        format!("Target disk queue size {new_queues} does not match source {queues}")
    })?;
    same("disk 'dpofua' property", on_off(a.target.dpofua), on_off(b.target.dpofua))?;
    same("disk 'removable' property", on_off(a.target.removable), on_off(b.target.removable))?;
    virtio(&a.driver.virtio, &b.driver.virtio)?;
    device(&a.info, &b.info)?;
    blockio(&a.blockio, &b.blockio)?;
    let migration = |disk: &Disk| yes_no(disk.source.reservations.as_ref().and_then(|r| r.migration));
    same("disk reservations 'migration' property", migration(a), migration(b))
}

fn blockio(source: &BlockIo, target: &BlockIo) -> Result<()> {
    same("disk logical_block_size", source.logical_block_size, target.logical_block_size)?;
    same("disk physical_block_size", source.physical_block_size, target.physical_block_size)?;
    same("disk discard_granularity", source.discard_granularity, target.discard_granularity)
}

pub fn controller(source: &Controller, target: &Controller) -> Result<()> {
    same("controller type", source.controller_type().as_str(), target.controller_type().as_str())?;
    same("controller index", source.idx(), target.idx())?;
    same("controller model", model_number(source), model_number(target))?;
    let ports = |controller: &Controller| match controller.kind {
        ControllerKind::VirtioSerial { ports, vectors, .. } => (number(ports), number(vectors)),
        ControllerKind::Usb { ports, .. } => (number(ports), -1),
        _ => (-1, -1),
    };
    same("controller ports", ports(source).0, ports(target).0)?;
    same("controller vectors", ports(source).1, ports(target).1)?;
    virtio(&source.driver.virtio, &target.driver.virtio)?;
    device(&source.info, &target.info)
}

/// Upstream shows models as the numbers it has for them.
fn model_number(controller: &Controller) -> i64 {
    fn place<T: Word + PartialEq>(model: Option<T>) -> Option<usize> {
        model.and_then(|model| T::ALL.iter().position(|m| *m == model))
    }
    let number = match &controller.kind {
        ControllerKind::Ide { model } => place(*model),
        ControllerKind::Scsi { model } => place(*model),
        ControllerKind::VirtioSerial { model, .. } => place(*model),
        ControllerKind::Usb { model, .. } => place(*model),
        ControllerKind::Pci(pci) => place(pci.model),
        _ => None,
    };
    number.and_then(|number| i64::try_from(number).ok()).unwrap_or(-1)
}

pub fn filesystem(source: &Filesystem, target: &Filesystem) -> Result<()> {
    same("filesystem guest target", text(&source.target), text(&target.target))?;
    alike(source.readonly == target.readonly, || {
        "Target filesystem access mode does not match source".into()
    })?;
    alike(source.model == target.model, || "Target filesystem model does not match source".into())?;
    virtio(&source.driver.virtio, &target.driver.virtio)?;
    device(&source.info, &target.info)
}

pub fn interface(source: &Interface, target: &Interface) -> Result<()> {
    same("network card mac", source.mac.address.to_string(), target.mac.address.to_string())?;
    let model = |card: &Interface| card.model.as_ref().map_or("unknown", NetModel::as_str).to_owned();
    same("network card model", model(source), model(target))?;
    same("network card MTU", source.mtu, target.mtu)?;
    if source.is_virtio() {
        same_quoted("virtio network queue count", source.driver.queues, target.driver.queues)?;
    }
    virtio(&source.driver.virtio, &target.driver.virtio)?;
    device(&source.info, &target.info)
}

pub fn hostdev(source: &Hostdev, target: &Hostdev) -> Result<()> {
    let mode = |hostdev: &Hostdev| if hostdev.source.is_subsystem() { "subsystem" } else { "capabilities" };
    same("host device mode", mode(source), mode(target))?;
    let (from, to) = (source.source.type_name(), target.source.type_name());
    // a device may become a mediated one and the other way round: only QEMU can tell
    let either =
        |hostdev: &Hostdev| matches!(hostdev.source, HostdevSource::Pci(_) | HostdevSource::Mdev { .. });
    let fits = from == to || either(source) && either(target) || !source.source.is_subsystem();
    alike(fits, || {
        format!("Target host device subsystem type {to} is not compatible with source subsystem type {from}")
    })?;
    device(&source.info, &target.info)
}

pub fn input(source: &Input, target: &Input) -> Result<()> {
    same("input device type", source.kind.as_str(), target.kind.as_str())?;
    same("input device bus", word(source.bus, "default"), word(target.bus, "default"))?;
    same("input model", word(source.model, "default"), word(target.model, "default"))?;
    virtio(&source.virtio, &target.virtio)?;
    device(&source.info, &target.info)
}

pub fn sound(source: &Sound, target: &Sound) -> Result<()> {
    same("sound card model", source.model.as_str(), target.model.as_str())?;
    same_quoted("sound card multichannel setting", yes_no(source.multichannel), yes_no(target.multichannel))?;
    device(&source.info, &target.info)
}

pub fn video(source: &Video, target: &Video) -> Result<()> {
    let (a, b) = (&source.model, &target.model);
    same("video card model", a.kind.as_str(), b.kind.as_str())?;
    same("video card ram", a.ram, b.ram)?;
    same("video card vram", a.vram, b.vram)?;
    same("video card vram64", a.vram64, b.vram64)?;
    same("video card vgamem", a.vgamem, b.vgamem)?;
    same("video card heads", a.heads, b.heads)?;
    same("video card edid", on_off(a.edid), on_off(b.edid))?;
    let missing = || "Target video card acceleration does not match source".to_owned();
    both(a.acceleration.as_ref(), b.acceleration.as_ref(), missing, acceleration)?;
    virtio(&source.virtio, &target.virtio)?;
    device(&source.info, &target.info)
}

/// Upstream shows these switches as the numbers it has for them.
fn acceleration(source: &VideoAccel, target: &VideoAccel) -> Result<()> {
    let shown = |state: Option<bool>| match state {
        None => 0,
        Some(true) => 1,
        Some(false) => 2,
    };
    same("video card 2d accel", shown(source.accel2d), shown(target.accel2d))?;
    same("video card 3d accel", shown(source.accel3d), shown(target.accel3d))
}
