//! Video devices.

use crate::vocabulary::{ChardevKind, ChardevSource, SourceMode, UnixSource, Video, VideoBackend, VideoType};
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_NONE, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::builder::{Builder, alias};
use super::props::Props;
use super::virtio::{self, Generation};
use crate::capabilities::{Flag, QemuCaps};
use crate::launch_plan::FdSource;

/// QEMU's device for a video device.
struct Device {
    name: &'static str,
    virtio: bool,
    /// The name takes the bus it is on.
    bus_in_name: bool,
}

impl Builder<'_> {
    pub fn videos(&mut self) -> Result<()> {
        let def = self.def;
        for video in def.devices.videos.iter().filter(|v| v.model.kind != VideoType::None) {
            if video.backend == VideoBackend::Vhostuser {
                self.vhost_user_gpu(video)?;
            }
            let props = self.video(video)?;
            self.device_at(&video.info, props);
        }
        Ok(())
    }

    /// A renderer of its own, which has the other end of a socket.
    fn vhost_user_gpu(&mut self, video: &Video) -> Result<()> {
        let id = alias(&video.info).to_owned();
        if self.context.pretend {
            bail!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "invalid use of command API");
        }
        self.vhost_user_gpu_helper(video, &id)?;
        let fd = self.fd(FdSource::HelperSocket { helper: id.clone() });
        let unix = UnixSource { mode: SourceMode::Connect, path: None, reconnect: None };
        self.chardev_opened(&ChardevSource::new(ChardevKind::Unix(unix)), &format!("chr-vu-{id}"), Some(fd))
    }

    fn video(&self, video: &Video) -> Result<Props> {
        let caps = self.context.caps;
        let device = device(video, caps)?;
        let model = &video.model;
        let vhost_user = video.backend == VideoBackend::Vhostuser;
        let virtio = Some(&video.virtio);
        let props = match (device.virtio, device.bus_in_name) {
            (true, true) => virtio::device(device.name, &video.info, virtio, Generation::Both, caps)?,
            (true, false) => virtio::with_options(Props::device(device.name), virtio),
            (false, _) => Props::device(device.name),
        };
        let gl = model.acceleration.as_ref().and_then(|a| a.accel3d);
        let virgl =
            gl.filter(|_| !vhost_user && model.kind == VideoType::Virtio && caps.has(Flag::VIRTIO_GPU_VIRGL));
        let heads = if matches!(model.kind, VideoType::Qxl | VideoType::Virtio) { model.heads } else { 0 };
        let bytes = |kib: u32| u64::from(kib) * 1024;
        let mib = |kib: u32| kib / 1024;
        let props =
            props.set("id", alias(&video.info)).opt("virgl", virgl).nonzero("max_outputs", heads.into());
        let props = match model.kind {
            VideoType::Qxl => {
                let props =
                    props.nonzero("ram_size", bytes(model.ram)).nonzero("vram_size", bytes(model.vram));
                let props = props
                    .opt("vram64_size_mb", Some(mib(model.vram64)).filter(|_| caps.has(Flag::QXL_VRAM64)));
                props.opt("vgamem_mb", Some(mib(model.vgamem)).filter(|_| caps.has(Flag::QXL_VGAMEM)))
            }
            _ if vhost_user => props.set("chardev", format!("chr-vu-{}", alias(&video.info))),
            VideoType::Vga if caps.has(Flag::VGA_VGAMEM) => {
                props.nonzero("vgamem_mb", mib(model.vram).into())
            }
            VideoType::Vmvga if caps.has(Flag::VMWARE_SVGA_VGAMEM) => {
                props.nonzero("vgamem_mb", mib(model.vram).into())
            }
            VideoType::Bochs => props.nonzero("vgamem", bytes(model.vram)),
            VideoType::Virtio => props.opt("blob", model.blob),
            _ => props,
        };
        let props = match &model.resolution {
            Some(resolution) => {
                props.nonzero("xres", resolution.x.into()).nonzero("yres", resolution.y.into())
            }
            None => props,
        };
        Ok(props.extend(self.address(&video.info)?))
    }
}

/// Does the build have a VGA-compatible device for the model?
fn can_be_vga(video: &Video, caps: &QemuCaps) -> bool {
    match (video.model.kind, video.backend) {
        (VideoType::Virtio, VideoBackend::Vhostuser) => caps.has(Flag::DEVICE_VHOST_USER_VGA),
        (VideoType::Virtio, _) => caps.has(Flag::DEVICE_VIRTIO_VGA),
        _ => true,
    }
}

fn device(video: &Video, caps: &QemuCaps) -> Result<Device> {
    let plain = |name| Device { name, virtio: false, bus_in_name: false };
    let kind = video.model.kind;
    let gl = video.model.acceleration.as_ref().and_then(|a| a.accel3d) == Some(true);
    let vga = video.model.primary && can_be_vga(video, caps);
    if video.backend == VideoBackend::Vhostuser {
        return Ok(match vga {
            true => plain("vhost-user-vga"),
            false => Device { name: "vhost-user-gpu", virtio: true, bus_in_name: true },
        });
    }
    Ok(match (vga, kind) {
        (true, VideoType::Vga) => plain("VGA"),
        (true, VideoType::Cirrus) => plain("cirrus-vga"),
        (true, VideoType::Vmvga) => plain("vmware-svga"),
        (true, VideoType::Qxl) => plain("qxl-vga"),
        (true, VideoType::Bochs) => plain("bochs-display"),
        (true, VideoType::Ramfb) => plain("ramfb"),
        (true, VideoType::Virtio) => {
            let name = if gl && caps.has(Flag::VIRTIO_VGA_GL) { "virtio-vga-gl" } else { "virtio-vga" };
            Device { name, virtio: true, bus_in_name: false }
        }
        (false, VideoType::Qxl) => plain("qxl"),
        (false, VideoType::Virtio) => {
            let name = if gl && caps.has(Flag::VIRTIO_GPU_GL_PCI) { "virtio-gpu-gl" } else { "virtio-gpu" };
            Device { name, virtio: true, bus_in_name: true }
        }
        _ => bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "invalid model for video type '{}'", kind.as_str()),
    })
}
