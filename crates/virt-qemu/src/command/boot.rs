//! In which order QEMU's firmware tries devices.

use crate::vocabulary::{Address, BootDev, DeviceInfo, DiskDevice, DomainDef, HostdevSource};

/// `bootindex` of devices, by position; 0 is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BootIndexes {
    pub disks: Vec<u32>,
    pub interfaces: Vec<u32>,
    pub hostdevs: Vec<u32>,
}

fn own(info: &DeviceInfo) -> u32 {
    info.boot_order().unwrap_or_default()
}

impl BootIndexes {
    /// From `<boot>` of devices, or of the OS, which names kinds of devices: the first of a kind is meant.
    pub fn of(def: &DomainDef) -> Self {
        let devices = &def.devices;
        let mut this = Self {
            disks: devices.disks.iter().map(|d| own(&d.info)).collect(),
            interfaces: devices.interfaces.iter().map(|i| own(&i.info)).collect(),
            hostdevs: devices.hostdevs.iter().map(|h| own(&h.info)).collect(),
        };
        if def.os.boot_devs.is_empty() {
            return this;
        }
        let place = |kind: BootDev| {
            let at = def.os.boot_devs.iter().rposition(|b| *b == kind);
            at.map_or(0, |at| at as u32 + 1)
        };
        let (mut cdrom, mut floppy, mut disk) =
            (place(BootDev::Cdrom), place(BootDev::Fd), place(BootDev::Hd));
        for (index, device) in this.disks.iter_mut().zip(&devices.disks) {
            let of_kind = match device.device {
                DiskDevice::Cdrom => &mut cdrom,
                DiskDevice::Floppy => &mut floppy,
                DiskDevice::Disk | DiskDevice::Lun => &mut disk,
            };
            *index = std::mem::take(of_kind);
        }
        let network = place(BootDev::Network);
        if let Some(first) = devices.interfaces.first()
            && network > 0
        {
            let unplugged = first.info.address == Some(Address::Unassigned);
            match first.source.hostdev() {
                Some(HostdevSource::Pci(_)) if unplugged => {}
                Some(HostdevSource::Pci(_)) | None => this.interfaces[0] = network,
                Some(_) => {}
            }
        }
        this
    }
}
