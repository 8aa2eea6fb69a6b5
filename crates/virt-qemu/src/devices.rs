//! Going through a domain's devices, and questions about single ones.

use crate::vocabulary::{
    Address, Channel, Console, ConsoleTargetType, Controller, Crypto, DeviceAt, DeviceInfo, Devices, Disk,
    DiskBus, DomainDef, Filesystem, FsDriverType, Graphics, Hostdev, HostdevSource, Hub, Input, InputBus,
    Interface, Iommu, IommuModel, MdevModel, Memballoon, MemballoonModel, MemoryDevice, MemoryModel, Nvram,
    Panic, PanicModel, Parallel, Pstore, Redirdev, Rng, Serial, SerialTargetType, Shmem, Smartcard, Sound,
    Tpm, Video, VideoType, Vsock, Watchdog, WatchdogModel,
};

/// A device.
#[derive(Debug, Clone, Copy)]
pub enum DeviceRef<'a> {
    Disk(&'a Disk),
    Interface(&'a Interface),
    Sound(&'a Sound),
    Hostdev(&'a Hostdev),
    Video(&'a Video),
    Controller(&'a Controller),
    Smartcard(&'a Smartcard),
    Serial(&'a Serial),
    Parallel(&'a Parallel),
    Channel(&'a Channel),
    Console(&'a Console),
    Input(&'a Input),
    Filesystem(&'a Filesystem),
    Watchdog(&'a Watchdog),
    Balloon(&'a Memballoon),
    Rng(&'a Rng),
    Nvram(&'a Nvram),
    Hub(&'a Hub),
    Shmem(&'a Shmem),
    Tpm(&'a Tpm),
    Panic(&'a Panic),
    Memory(&'a MemoryDevice),
    Redirdev(&'a Redirdev),
    Iommu(&'a Iommu),
    Vsock(&'a Vsock),
    Crypto(&'a Crypto),
    Pstore(&'a Pstore),
}

/// A device, where it stands in the definition, and what all devices have.
pub type Item<'a> = (DeviceAt, DeviceRef<'a>, &'a DeviceInfo);

/// All devices that have an address, in the order in which addresses are looked at and given out.
pub fn all(def: &DomainDef) -> Vec<Item<'_>> {
    def.devices_at()
        .into_iter()
        .filter(|at| !matches!(at, DeviceAt::Console(index) if is_serial_console(&def.devices, *index)))
        .filter_map(|at| Some((at, device(&def.devices, at)?, def.info_at(at)?)))
        .collect()
}

/// The device that stands somewhere.
pub fn device(devices: &Devices, at: DeviceAt) -> Option<DeviceRef<'_>> {
    macro_rules! device {
        ($($kind:ident $list:ident),*; $($one:ident $at:ident $field:ident),*) => {
            match at {
                $(DeviceAt::$kind(index) => devices.$list.get(index).map(DeviceRef::$kind),)*
                $(DeviceAt::$at => devices.$field.as_deref().map(DeviceRef::$one),)*
                DeviceAt::Graphics(_) | DeviceAt::Audio(_) | DeviceAt::Lease(_) => None,
            }
        };
    }
    device!(
        Disk disks, Interface interfaces, Sound sounds, Hostdev hostdevs, Video videos, Controller controllers,
        Smartcard smartcards, Serial serials, Parallel parallels, Channel channels, Console consoles, Input inputs,
        Filesystem filesystems, Watchdog watchdogs, Rng rngs, Hub hubs, Shmem shmems, Tpm tpms, Panic panics,
        Memory memories, Redirdev redirdevs, Crypto cryptos, Iommu iommus;
        Balloon Memballoon memballoon, Nvram Nvram nvram, Vsock Vsock vsock,
        Pstore Pstore pstore
    )
}

/// The first console is the first serial port, said twice.
pub fn is_serial_console(devices: &Devices, index: usize) -> bool {
    index == 0
        && !devices.serials.is_empty()
        && devices.consoles.first().is_some_and(|console| {
            matches!(console.target.kind, ConsoleTargetType::Serial | ConsoleTargetType::None)
        })
}

/// The kind of an address, as documents spell it.
pub fn address_type(address: &Address) -> &'static str {
    match address {
        Address::Pci(_) => "pci",
        Address::Drive(_) => "drive",
        Address::VirtioSerial(_) => "virtio-serial",
        Address::Ccid(_) => "ccid",
        Address::Usb(_) => "usb",
        Address::SpaprVio(_) => "spapr-vio",
        Address::Ccw(_) => "ccw",
        Address::VirtioMmio => "virtio-mmio",
        Address::Isa(_) => "isa",
        Address::Dimm(_) => "dimm",
        Address::Unassigned => "unassigned",
    }
}

/// Is there a display of this type?
pub fn has_graphics(def: &DomainDef, kind: &str) -> bool {
    def.devices.graphics.iter().any(|g: &Graphics| g.type_name() == kind)
}

/// Is it a balloon, and not only the word that there is none?
pub fn is_balloon(balloon: &Memballoon) -> bool {
    balloon.model != MemballoonModel::None
}

pub fn is_mtp(fs: &Filesystem) -> bool {
    fs.driver.kind == FsDriverType::Mtp
}

pub fn is_usb_net(interface: &Interface) -> bool {
    interface.model.as_ref().is_some_and(|m| m.as_str() == "usb-net")
}

pub fn is_virtio_disk(disk: &Disk) -> bool {
    disk.bus() == Some(DiskBus::Virtio)
}

/// Does a host device take a PCI address in the guest?
pub fn is_pci_source(source: &HostdevSource) -> bool {
    match source {
        HostdevSource::Pci(_) | HostdevSource::ScsiHost { .. } => true,
        HostdevSource::Mdev { model, .. } => *model == MdevModel::VfioPci,
        _ => false,
    }
}

pub fn is_pci_watchdog(watchdog: &Watchdog) -> bool {
    watchdog.model == WatchdogModel::I6300esb
}

pub fn is_pci_video(video: &Video) -> bool {
    !matches!(video.model.kind, VideoType::None | VideoType::Ramfb)
}

pub fn is_virtio_input(input: &Input) -> bool {
    input.bus == Some(InputBus::Virtio)
}

pub fn is_pci_serial(serial: &Serial) -> bool {
    serial.target.kind == SerialTargetType::PciSerial
}

pub fn is_virtio_iommu(iommu: &Iommu) -> bool {
    iommu.model == IommuModel::Virtio
}

pub fn is_virtio_memory(memory: &MemoryDevice) -> bool {
    matches!(memory.model, MemoryModel::VirtioMem | MemoryModel::VirtioPmem)
}

pub fn is_pci_panic(panic: &Panic) -> bool {
    panic.model == PanicModel::Pvpanic
}
