//! `<video>`: graphics cards of the guest.

use crate::domain::info::{DeviceInfo, VirtioOptions};
use crate::domain::words::prelude::*;

words! {
    /// Cards.
    pub VideoType {
        Default, Vga, Cirrus, Vmvga, Xen, Vbox, Qxl, Parallels, Virtio, Gop, None, Bochs, Ramfb
    }
    /// Who does the work.
    pub VideoBackend { Default, Qemu, Vhostuser }
    /// Which of the hypervisor's devices a virtio card is.
    pub VideoDevice { VirtioVga, VirtioVgaGl, VirtioGpu, VirtioGpuGl, VhostUserVga, VhostUserGpu }
    /// VGA compatibility (bhyve).
    pub VgaConf { Io, On, Off }
}

/// `<video>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Video {
    pub virtio: VirtioOptions,
    pub vgaconf: Option<VgaConf>,
    pub backend: VideoBackend,
    pub model: VideoModel,
    pub info: DeviceInfo,
}

/// `<model>`; sizes in KiB, 0 when not given. A model that is not described has one head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VideoModel {
    pub kind: VideoType,
    pub ram: u32,
    pub vram: u32,
    pub vram64: u32,
    pub vgamem: u32,
    pub heads: u32,
    pub primary: bool,
    pub blob: Option<bool>,
    pub edid: Option<bool>,
    pub device: Option<VideoDevice>,
    pub acceleration: Option<VideoAccel>,
    pub resolution: Option<Resolution>,
}

impl Default for VideoModel {
    fn default() -> Self {
        Self {
            kind: VideoType::default(),
            ram: 0,
            vram: 0,
            vram64: 0,
            vgamem: 0,
            heads: 1,
            primary: false,
            blob: None,
            edid: None,
            device: None,
            acceleration: None,
            resolution: None,
        }
    }
}

/// `<acceleration>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VideoAccel {
    pub accel3d: Option<bool>,
    pub accel2d: Option<bool>,
    pub rendernode: Option<String>,
}

/// `<resolution>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Resolution {
    pub x: u32,
    pub y: u32,
}

impl Element for VideoModel {
    fn read(node: Node<'_>) -> Result<Self> {
        let number = |name| node.value::<Plain, u32>(name, None).map(Option::unwrap_or_default);
        let primary = node.attr("primary") == Some("yes");
        let acceleration = node.child("acceleration").map(VideoAccel::read).transpose()?;
        let resolution = match node.child("resolution") {
            None => None,
            Some(child) => Some(Resolution {
                x: child.required::<Plain, u32>("x", None)?,
                y: child.required::<Plain, u32>("y", None)?,
            }),
        };
        Ok(Self {
            kind: node.value::<Plain, VideoType>("type", None)?.unwrap_or_default(),
            ram: number("ram")?,
            vram: number("vram")?,
            vram64: number("vram64")?,
            vgamem: number("vgamem")?,
            heads: node.value::<Plain, u32>("heads", None)?.unwrap_or(1),
            primary,
            blob: node.value::<OnOff, bool>("blob", None)?,
            edid: node.value::<OnOff, bool>("edid", None)?,
            device: node.value::<Plain, VideoDevice>("device", None)?,
            acceleration,
            resolution,
        })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("type", self.kind.as_str());
        let numbers = [
            ("ram", self.ram),
            ("vram", self.vram),
            ("vram64", self.vram64),
            ("vgamem", self.vgamem),
            ("heads", self.heads),
        ];
        for (name, value) in numbers {
            if value != 0 {
                w.attr_display(name, value);
            }
        }
        if self.primary {
            w.attr("primary", "yes");
        }
        for (name, value) in [("blob", &self.blob), ("edid", &self.edid)] {
            if let Some(value) = value {
                w.attr_value::<OnOff, bool>(name, value);
            }
        }
        if let Some(device) = self.device {
            w.attr("device", device.as_str());
        }
    }
    fn children(&self, w: &mut Writer) {
        if let Some(accel) = &self.acceleration {
            accel.write("acceleration", true, w);
        }
        if let Some(Resolution { x, y }) = self.resolution {
            let attrs = |w: &mut Writer| {
                if x != 0 && y != 0 {
                    w.attr_display("x", x);
                    w.attr_display("y", y);
                }
            };
            w.element("resolution", true, attrs, |_| ());
        }
    }
}

impl Element for VideoAccel {
    fn read(node: Node<'_>) -> Result<Self> {
        let rendernode = node.attr("rendernode").map(sanitize_path);
        let accel3d = node.value::<Plain, bool>("accel3d", None)?;
        let accel2d = node.value::<Plain, bool>("accel2d", None)?;
        if rendernode.is_none() && accel3d.is_none() && accel2d.is_none() {
            return Err(node.unsupported("missing values for acceleration").beyond_schema());
        }
        Ok(Self { accel3d, accel2d, rendernode })
    }
    fn attrs(&self, w: &mut Writer) {
        for (name, value) in [("accel3d", &self.accel3d), ("accel2d", &self.accel2d)] {
            if let Some(value) = value {
                w.attr_value::<Plain, bool>(name, value);
            }
        }
        if let Some(rendernode) = &self.rendernode {
            w.attr("rendernode", rendernode);
        }
    }
    fn children(&self, _: &mut Writer) {}
}

impl Element for Video {
    fn read(node: Node<'_>) -> Result<Self> {
        // a card without model still has a head
        let implied = || VideoModel { heads: 1, ..VideoModel::default() };
        let model = node.child("model").map(VideoModel::read).transpose()?.unwrap_or_else(implied);
        let mut video = Self { model, ..Self::default() };
        if let Some(driver) = node.child("driver") {
            video.backend = match driver.attr("name") {
                Some("default") => {
                    return Err(driver.bad_attr("name", "default", "one of qemu, vhostuser", None));
                }
                _ => driver.value::<Plain, VideoBackend>("name", None)?.unwrap_or_default(),
            };
            video.virtio = VirtioOptions::read(driver)?;
            video.vgaconf = driver.value::<Plain, VgaConf>("vgaconf", None)?;
        }
        video.info = DeviceInfo::read(node)?;
        Ok(video)
    }
    fn attrs(&self, _: &mut Writer) {}
    fn children(&self, w: &mut Writer) {
        let driver = |w: &mut Writer| {
            self.virtio.attrs(w);
            // "io" is what the hypervisor does anyway
            if let Some(conf) = self.vgaconf.filter(|c| *c != VgaConf::Io) {
                w.attr("vgaconf", conf.as_str());
            }
            if self.backend != VideoBackend::Default {
                w.attr("name", self.backend.as_str());
            }
        };
        w.element("driver", false, driver, |_| ());
        self.model.write("model", true, w);
        self.info.children(w);
    }
}
