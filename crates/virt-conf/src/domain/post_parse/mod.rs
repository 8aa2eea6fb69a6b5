//! From what was written to what is meant: defaults, implied devices, addresses.
//!
//! Pure functions of the definition and the driver's [`policy`](super::policy); in upstream's order, because
//! the first thing that is wrong is what users are told.

mod boot;
mod console;
mod controllers;
mod device;
mod disk;
mod domain;

pub use device::default_ram;

use virt_core::Result;

use super::DomainDef;
use super::devices::{ControllerKind, Video, VideoModel, VideoType};
use super::policy::{DeviceAt, DriverPolicy, StageFlags};

impl DomainDef {
    /// Brings a definition that was just read into the shape in which it is kept.
    pub fn post_parse(&mut self, policy: &dyn DriverPolicy, flags: StageFlags) -> Result<()> {
        self.os.arch = self.os.arch.or_else(|| policy.default_arch());
        policy.basic(self)?;
        controllers::assign_indexes(&mut self.devices);
        policy.domain(self, flags)?;
        console::number_isa_serials(&mut self.devices.serials)?;
        for at in self.devices_at() {
            device::complete(self, at, policy, flags)?;
        }
        self.complete_domain(policy, flags)?;
        policy.assign_addresses(self, flags)?;
        domain::check_features(self, policy.features())
    }

    /// Brings one device that joins the definition into shape, after what is there.
    pub fn post_parse_device(
        &mut self,
        at: DeviceAt,
        policy: &dyn DriverPolicy,
        flags: StageFlags,
    ) -> Result<()> {
        device::complete(self, at, policy, flags)
    }

    fn complete_domain(&mut self, policy: &dyn DriverPolicy, flags: StageFlags) -> Result<()> {
        domain::check_init(self)?;
        domain::complete_vcpus(self)?;
        domain::complete_memory(self, flags)?;
        domain::complete_os(self);
        controllers::refuse_duplicates(&self.devices)?;
        if self.os.kind == super::OsType::Hvm && !policy.features().no_boot_order {
            boot::complete(self)?;
        }
        domain::check_timers(self)?;
        if !policy.features().no_stub_console {
            console::add_for_serial(self)?;
        }
        controllers::add_implicit(self);
        self.add_video();
        self.complete_first_video(policy, flags)?;
        if !self.devices.serials.is_empty() {
            device::complete(self, DeviceAt::Serial(0), policy, flags)?;
        }
        for place in 0..self.devices.controllers.len() {
            let kind = &self.devices.controllers[place].kind;
            if matches!(kind, ControllerKind::Scsi { model: None }) {
                device::complete(self, DeviceAt::Controller(place), policy, flags)?;
            }
        }
        if let Some(metadata) = &mut self.metadata {
            metadata.one_per_namespace();
        }
        domain::quieten_spice(&mut self.devices.graphics);
        domain::check_cpu(self)
    }

    /// A display needs a video device.
    fn add_video(&mut self) {
        if !self.devices.graphics.is_empty() && self.devices.videos.is_empty() {
            let model = VideoModel { heads: 1, ..VideoModel::default() };
            self.devices.videos.push(Video { model, ..Video::default() });
        }
    }

    fn complete_first_video(&mut self, policy: &dyn DriverPolicy, flags: StageFlags) -> Result<()> {
        let Some(video) = self.devices.videos.first_mut() else { return Ok(()) };
        if video.model.kind == VideoType::None {
            let alias = video.info.alias.take();
            *video = Video::default();
            video.model.kind = VideoType::None;
            video.model.heads = 0;
            video.info.alias = alias;
            return Ok(());
        }
        video.model.primary = true;
        device::complete(self, DeviceAt::Video(0), policy, flags)
    }
}
