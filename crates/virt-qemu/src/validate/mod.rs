//! What QEMU's driver refuses, with upstream's codes and words.
//!
//! [`domain`] is for what concerns the whole definition, [`device`] for one device; both come after what is refused
//! for every driver. Sources of disks are checked when the command line is built, too.

mod address;
mod chardev;
mod clock;
mod controller;
mod cpu;
mod disk;
mod features;
mod filesystem;
mod graphics;
mod hostdev;
pub mod interface;
mod machine;
mod memory;
mod pci_controller;
pub mod refuse;
mod small;
pub mod storage;
mod video;

use virt_core::Result;

pub use machine::lifecycle;

use crate::post_parse::QemuPolicy;
use crate::vocabulary::{DeviceAt, DomainDef};

/// Refuses a definition as a whole.
pub fn domain(def: &DomainDef, policy: &QemuPolicy<'_>) -> Result<()> {
    machine::check(def, policy)
}

/// Refuses one device.
pub fn device(def: &DomainDef, at: DeviceAt, policy: &QemuPolicy<'_>) -> Result<()> {
    let caps = policy.caps;
    let d = &def.devices;
    if let Some(info) = def.info_at(at) {
        address::check(def, at, info, caps)?;
    }
    match at {
        DeviceAt::Interface(i) => interface::check(def, &d.interfaces[i], caps),
        DeviceAt::Serial(i) => chardev::serial(def, &d.serials[i], caps),
        DeviceAt::Parallel(i) => chardev::parallel(def, &d.parallels[i], caps),
        DeviceAt::Console(i) => chardev::source(def, &d.consoles[i].source, caps),
        DeviceAt::Channel(i) => chardev::source(def, &d.channels[i].source, caps),
        DeviceAt::Smartcard(i) => small::smartcard(def, &d.smartcards[i], caps),
        DeviceAt::Rng(i) => small::rng(def, &d.rngs[i], caps),
        DeviceAt::Redirdev(i) => small::redirdev(def, &d.redirdevs[i], caps),
        DeviceAt::Watchdog(i) => small::watchdog(def, &d.watchdogs[i]),
        DeviceAt::Hostdev(i) => hostdev::check(def, &d.hostdevs[i], caps),
        DeviceAt::Video(i) => video::check(def, &d.videos[i], caps),
        DeviceAt::Disk(i) => disk::check(def, &d.disks[i], caps),
        DeviceAt::Controller(i) => controller::check(def, &d.controllers[i], caps),
        DeviceAt::Vsock => small::vsock(caps),
        DeviceAt::Tpm(i) => small::tpm(def, &d.tpms[i], caps),
        DeviceAt::Graphics(i) => graphics::check(def, &d.graphics[i], policy),
        DeviceAt::Input(i) => small::input(def, &d.inputs[i], caps),
        DeviceAt::Memballoon => d.memballoon.as_ref().map_or(Ok(()), |b| small::balloon(b, caps)),
        DeviceAt::Iommu(i) => small::iommu(def, &d.iommus[i], caps),
        DeviceAt::Filesystem(i) => filesystem::check(def, &d.filesystems[i], caps),
        DeviceAt::Nvram => d.nvram.as_ref().map_or(Ok(()), |n| small::nvram(def, n, caps)),
        DeviceAt::Hub(_) => small::hub(caps),
        DeviceAt::Sound(i) => small::sound(&d.sounds[i], caps),
        DeviceAt::Memory(i) => memory::device(def, &d.memories[i], caps),
        DeviceAt::Shmem(i) => small::shmem(&d.shmems[i], caps),
        DeviceAt::Audio(i) => graphics::audio(def, &d.audios[i], caps),
        DeviceAt::Crypto(i) => small::crypto(&d.cryptos[i], caps),
        DeviceAt::Pstore => d.pstore.as_ref().map_or(Ok(()), |p| small::pstore(p, caps)),
        DeviceAt::Lease(_) | DeviceAt::Panic(_) => Ok(()),
    }
}
