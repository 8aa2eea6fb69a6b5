//! One device that joins a definition, or takes another's place.

use virt_core::Result;
use virt_core::consts::*;
use virt_core::err;

use super::DomainDef;
use super::complain::unsupported;
use super::devices::{
    ControllerKind, Device, DiskBus, FsDriverType, HostdevSource, HubType, InputBus, RedirdevBus,
    SerialTargetType, SoundModel,
};
use super::info::DeviceInfo;
use super::policy::{DeviceAt, DriverPolicy, StageFlags};

/// Calls a macro with the kinds of devices of which there are many, and their lists.
macro_rules! lists {
    ($then:ident) => {
        $then! {
            Disk disks, Lease leases, Filesystem filesystems, Interface interfaces, Input inputs, Sound sounds,
            Watchdog watchdogs, Video videos, Hostdev hostdevs, Controller controllers, Graphics graphics,
            Hub hubs, Redirdev redirdevs, Rng rngs, Serial serials, Parallel parallels, Console consoles,
            Channel channels, Smartcard smartcards, Shmem shmems, Tpm tpms, Panic panics, Memory memories,
            Crypto cryptos, Audio audios, Iommu iommus;
            Memballoon memballoon, Nvram nvram, Vsock vsock, Pstore pstore
        }
    };
}

impl DomainDef {
    /// Puts a device behind the others of its kind.
    pub fn push_device(&mut self, device: Device) -> DeviceAt {
        macro_rules! push {
            ($($kind:ident $list:ident),*; $($single:ident $place:ident),*) => {
                match device {
                    $(Device::$kind(device) => {
                        self.devices.$list.push(*device);
                        DeviceAt::$kind(self.devices.$list.len() - 1)
                    })*
                    $(Device::$single(device) => {
                        self.devices.$place = Some(device);
                        DeviceAt::$single
                    })*
                }
            };
        }
        lists!(push)
    }

    /// Gives back memory that lists of devices have in reserve.
    pub fn shrink(&mut self) {
        macro_rules! shrink {
            ($($kind:ident $list:ident),*; $($single:ident $place:ident),*) => {
                $(self.devices.$list.shrink_to_fit();)*
            };
        }
        lists!(shrink);
    }

    /// Takes a device out.
    pub fn take_device(&mut self, at: DeviceAt) -> Option<Device> {
        macro_rules! take {
            ($($kind:ident $list:ident),*; $($single:ident $place:ident),*) => {
                match at {
                    $(DeviceAt::$kind(place) => {
                        let list = &mut self.devices.$list;
                        (place < list.len()).then(|| Device::$kind(Box::new(list.remove(place))))
                    })*
                    $(DeviceAt::$single => {
                        self.devices.$place.take().map(Device::$single)
                    })*
                }
            };
        }
        lists!(take)
    }

    /// Fills in what a device that may join leaves out, and refuses what cannot be.
    pub fn complete_device(
        &self,
        device: Device,
        policy: &dyn DriverPolicy,
        flags: StageFlags,
    ) -> Result<Device> {
        let mut with = self.clone();
        let at = with.push_device(device);
        with.post_parse_device(at, policy, flags)?;
        with.validate_device(at, policy)?;
        with.take_device(at).ok_or_else(|| err!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "no such device"))
    }

    /// Whether a device fits; `old` is what the device had in common with others whose place it takes,
    /// `live` whether the domain runs.
    pub fn check_compatible(&self, device: &Device, old: Option<&DeviceInfo>, live: bool) -> Result<()> {
        let info = device.info();
        if let (Some(info), Some(old), true) = (info, old, live) {
            let denied = |what: &str| {
                Err(err!(VIR_FROM_DOMAIN, VIR_ERR_OPERATION_DENIED, "changing device {what} is not allowed"))
            };
            if info.alias.is_some() && old.alias.is_some() && info.alias != old.alias {
                return denied("alias");
            }
            if info.acpi_index != old.acpi_index {
                return denied("'acpi index'");
            }
        }
        if !self.has_usb() && self.os.kind != super::OsType::Exe && is_usb(device) {
            return unsupported("Device configuration is not compatible: Domain has no USB bus support");
        }
        if let Some(order) = info.and_then(DeviceInfo::boot_order) {
            self.check_boot_order(order, old)?;
        }
        match device {
            Device::Memory(memory) => self.check_memory(memory.target.size, old.is_none()),
            _ => Ok(()),
        }
    }

    fn check_boot_order(&self, order: u32, old: Option<&DeviceInfo>) -> Result<()> {
        if !self.os.boot_devs.is_empty() {
            return unsupported("per-device boot elements cannot be used together with os/boot elements");
        }
        let taken = |info: &DeviceInfo| {
            info.boot_order() == Some(order) && !old.is_some_and(|old| std::ptr::eq(old, info))
        };
        match self.devices_at().into_iter().filter_map(|at| self.info_at(at)).any(taken) {
            true => unsupported(format!("boot order {order} is already used by another device")),
            false => Ok(()),
        }
    }

    fn check_memory(&self, size: u64, attach: bool) -> Result<()> {
        let memory = &self.memory;
        if !memory.has_hotplug() {
            return unsupported("cannot use/hotplug a memory device when domain 'maxMemory' is not defined");
        }
        if attach && memory.total.saturating_add(size) > memory.max {
            return unsupported(format!(
                "Attaching memory device with size '{size}' would exceed domain's maxMemory config size '{}'",
                memory.max
            ));
        }
        Ok(())
    }
}

fn is_usb(device: &Device) -> bool {
    match device {
        Device::Hub(hub) => hub.kind == HubType::Usb,
        Device::Hostdev(hostdev) => matches!(hostdev.source, HostdevSource::Usb(_)),
        Device::Disk(disk) => disk.bus() == Some(DiskBus::Usb),
        Device::Interface(interface) => {
            interface.model.as_ref().is_some_and(|model| model.as_str() == "usb-net")
        }
        Device::Controller(controller) => matches!(controller.kind, ControllerKind::Ccid),
        Device::Input(input) => input.bus == Some(InputBus::Usb),
        Device::Serial(serial) => serial.target.kind == SerialTargetType::UsbSerial,
        Device::Sound(sound) => sound.model == SoundModel::Usb,
        Device::Redirdev(redirdev) => redirdev.bus == RedirdevBus::Usb,
        Device::Filesystem(filesystem) => filesystem.driver.kind == FsDriverType::Mtp,
        _ => false,
    }
}

impl DeviceAt {
    /// What errors call the kind.
    pub fn kind_name(self) -> &'static str {
        macro_rules! name {
            ($($kind:ident = $name:literal),* ; $($single:ident = $its:literal),*) => {
                match self { $(Self::$kind(_) => $name,)* $(Self::$single => $its,)* }
            };
        }
        name! {
            Disk = "disk", Lease = "lease", Filesystem = "filesystem", Interface = "interface", Input = "input",
            Sound = "sound", Watchdog = "watchdog", Video = "video", Hostdev = "hostdev",
            Controller = "controller", Graphics = "graphics", Hub = "hub", Redirdev = "redirdev", Rng = "rng",
            Serial = "chr", Parallel = "chr", Console = "chr", Channel = "chr", Smartcard = "smartcard",
            Shmem = "shmem", Tpm = "tpm", Panic = "panic", Memory = "memory", Crypto = "crypto", Audio = "audio",
            Iommu = "iommu"; Memballoon = "memballoon", Nvram = "nvram", Vsock = "vsock", Pstore = "pstore"
        }
    }
}
