//! What is wrong with a definition, whatever the driver: device by device, then the domain as a whole.
//!
//! Nothing here changes anything. A driver's own checks ([`DriverPolicy`]) come in between, in upstream's order.

mod aliases;
mod chardev;
mod common;
mod controller;
mod disk;
mod domain;
mod hostdev;
mod input;
mod interface;
mod memory;
mod numa;
mod small;
mod video;

pub use controller::is_virtio_scsi;
pub use domain::lifecycle_action_allowed;
pub use hostdev::same_device as same_hostdev;

use virt_core::Result;

use super::DomainDef;
use super::address::Address;
use super::complain::unsupported;
use super::devices::{ChannelTarget, ControllerKind, RngBackend, SmartcardSource};
use super::policy::{DeviceAt, DriverPolicy, Features};

impl DomainDef {
    /// Checks everything.
    pub fn validate(&self, policy: &dyn DriverPolicy) -> Result<()> {
        policy.validate_domain(self)?;
        for at in self.devices_at() {
            self.validate_device(at, policy)?;
        }
        domain::check(self, policy.features())
    }

    /// Checks one device.
    pub fn validate_device(&self, at: DeviceAt, policy: &dyn DriverPolicy) -> Result<()> {
        self.check_device(at)?;
        policy.validate_device(self, at)
    }

    /// Checks what the guest boots from.
    pub fn validate_os(&self, features: Features) -> Result<()> {
        domain::check_os(self, features)
    }

    /// A user's alias of a device that joins must be new.
    pub fn validate_new_alias(&self, alias: Option<&str>) -> Result<()> {
        aliases::check_new(self, alias)
    }

    fn check_device(&self, at: DeviceAt) -> Result<()> {
        let address = self.info_at(at).and_then(|info| info.address.as_ref());
        if let Some(Address::Unassigned) = address
            && !matches!(at, DeviceAt::Hostdev(_))
        {
            return unsupported("address of type 'unassigned' is supported only for hostdevs");
        }
        let d = &self.devices;
        match at {
            DeviceAt::Disk(i) => disk::check(self, &d.disks[i]),
            DeviceAt::Interface(i) => interface::check(&d.interfaces[i]),
            DeviceAt::Sound(i) => small::audio_exists(self, d.sounds[i].audio.map(|audio| audio.id)),
            DeviceAt::Hostdev(i) => hostdev::check(&d.hostdevs[i]),
            DeviceAt::Video(i) => video::check(self, &d.videos[i]),
            DeviceAt::Controller(i) => controller::check(&d.controllers[i]),
            DeviceAt::Smartcard(i) => {
                small::smartcard_address(address)?;
                match &d.smartcards[i].source {
                    SmartcardSource::Passthrough(source) => chardev::check(source, false, self),
                    _ => Ok(()),
                }
            }
            DeviceAt::Serial(i) => chardev::check(&d.serials[i].source, false, self),
            DeviceAt::Parallel(i) => chardev::check(&d.parallels[i].source, false, self),
            DeviceAt::Console(i) => chardev::check(&d.consoles[i].source, false, self),
            DeviceAt::Channel(i) => {
                let named = !matches!(d.channels[i].target, ChannelTarget::Guestfwd { .. });
                chardev::check(&d.channels[i].source, named, self)
            }
            DeviceAt::Input(i) => input::check(self, &d.inputs[i]),
            DeviceAt::Filesystem(i) => small::filesystem(self, &d.filesystems[i]),
            DeviceAt::Rng(i) => match &d.rngs[i].backend {
                RngBackend::Egd(source) => chardev::check(source, false, self),
                _ => Ok(()),
            },
            DeviceAt::Shmem(i) => small::shmem(&d.shmems[i].name),
            DeviceAt::Tpm(i) => small::tpm(&d.tpms[i]),
            DeviceAt::Memory(i) => memory::check(self, &d.memories[i]),
            DeviceAt::Redirdev(i) => {
                if !self.has_usb() {
                    return unsupported("cannot add redirected USB device: USB is disabled for this domain");
                }
                chardev::check(&d.redirdevs[i].source, false, self)
            }
            DeviceAt::Iommu(i) => small::iommu(&d.iommus[i]),
            DeviceAt::Vsock => d.vsock.as_deref().map_or(Ok(()), small::vsock),
            DeviceAt::Pstore => d.pstore.as_deref().map_or(Ok(()), small::pstore),
            DeviceAt::Graphics(i) => small::graphics(self, &d.graphics[i]),
            DeviceAt::Audio(i) => small::audio(self, &d.audios[i]),
            DeviceAt::Watchdog(_)
            | DeviceAt::Memballoon
            | DeviceAt::Nvram
            | DeviceAt::Hub(_)
            | DeviceAt::Panic(_)
            | DeviceAt::Crypto(_)
            | DeviceAt::Lease(_) => Ok(()),
        }
    }

    /// Whether there is a USB controller.
    pub fn has_usb(&self) -> bool {
        let usb = |kind: &ControllerKind| matches!(kind, ControllerKind::Usb { .. });
        self.devices.controllers.iter().any(|c| usb(&c.kind) && !c.is_usb_none())
    }
}
