//! Video devices.

use virt_core::consts::{VIR_ERR_OVERFLOW, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::refuse::{refuse, refuse_with, wrong};
use crate::capabilities::{Flag, QemuCaps};
use crate::vocabulary::{DomainDef, MemorySourceType, Video, VideoBackend, VideoType};

/// More KiB than fit in QEMU's numbers of bytes.
const MAX_KIB: u32 = u32::MAX / 1024;
const MIB: u32 = 1024;

/// A video device.
pub fn check(def: &DomainDef, video: &Video, caps: &QemuCaps) -> Result<()> {
    let model = &video.model;
    let kind = model.kind;
    let there = match kind {
        VideoType::None => return Ok(()),
        VideoType::Vga => caps.has(Flag::DEVICE_VGA),
        VideoType::Cirrus => caps.has(Flag::DEVICE_CIRRUS_VGA),
        VideoType::Vmvga => caps.has(Flag::DEVICE_VMWARE_SVGA),
        VideoType::Qxl => caps.has(Flag::DEVICE_QXL),
        VideoType::Virtio => caps.has(Flag::DEVICE_VIRTIO_GPU),
        VideoType::Bochs => caps.has(Flag::DEVICE_BOCHS_DISPLAY),
        VideoType::Ramfb => caps.has(Flag::DEVICE_RAMFB),
        _ => false,
    };
    refuse_with(!there, || format!("domain configuration does not support video model '{}'", kind.as_str()))?;
    let is = |wanted: &[VideoType]| wanted.contains(&kind);
    if !is(&[VideoType::Qxl, VideoType::Virtio]) {
        refuse_with(!model.primary, || {
            format!("video type '{}' is only valid as primary video device", kind.as_str())
        })?;
        refuse_with(model.heads != 1, || {
            format!("video type '{}' doesn't support multiple 'heads'", kind.as_str())
        })?;
    }
    let accel = model.acceleration.as_ref();
    refuse(accel.is_some_and(|a| a.accel2d == Some(true)), "qemu does not support the accel2d setting")?;
    if kind == VideoType::Qxl {
        sizes(video)?;
    }
    wrong(
        !is(&[VideoType::Vga, VideoType::Qxl, VideoType::Virtio, VideoType::Bochs])
            && model.resolution.is_some(),
        "model resolution is not supported",
    )?;
    refuse(
        is(&[VideoType::Vga, VideoType::Vmvga]) && (1..MIB).contains(&model.vram),
        "value for 'vram' must be at least 1 MiB (1024 KiB)",
    )?;
    if video.backend == VideoBackend::Vhostuser {
        refuse(
            kind == VideoType::Virtio && !caps.has(Flag::DEVICE_VHOST_USER_GPU),
            "this QEMU does not support 'vhost-user' video device",
        )?;
    } else if accel.is_some_and(|a| a.accel3d == Some(true)) {
        refuse(kind != VideoType::Virtio, "3d acceleration is supported only with 'virtio' video device")?;
        let flags = [Flag::VIRTIO_GPU_VIRGL, Flag::VIRTIO_GPU_GL_PCI, Flag::VIRTIO_VGA_GL];
        refuse(
            !flags.into_iter().any(|flag| caps.has(flag)),
            "3d acceleration is not supported by this QEMU binary",
        )?;
    }
    if let Some(blob) = model.blob.filter(|_| kind == VideoType::Virtio) {
        refuse(!caps.has(Flag::VIRTIO_GPU_BLOB), "this QEMU does not support 'blob' for virtio-gpu devices")?;
        refuse(
            blob && def.memory.backing.source != Some(MemorySourceType::Memfd),
            "'blob' support for virtio-gpu devices requires a memfd memory backend",
        )?;
    }
    refuse(
        kind == VideoType::Ramfb && video.info.address.is_some(),
        "'address' is not supported for 'ramfb' video devices",
    )
}

fn sizes(video: &Video) -> Result<()> {
    let model = &video.model;
    for (name, size) in [("vram", model.vram), ("ram", model.ram)] {
        if size > MAX_KIB {
            bail!(VIR_FROM_QEMU, VIR_ERR_OVERFLOW, "value for '{name}' must be less than '{MAX_KIB}'");
        }
    }
    refuse((1..MIB).contains(&model.vgamem), "value for 'vgamem' must be at least 1 MiB (1024 KiB)")?;
    refuse(model.vgamem != 0 && !model.vgamem.is_power_of_two(), "value for 'vgamem' must be power of two")
}
