//! Names of block nodes: every image, filter and SCSI host device has a number.

use crate::vocabulary::{Disk, DiskBus, DomainDef, StorageKind};

/// Numbers of a disk's nodes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DiskNumbers {
    /// The top image and those below it.
    pub images: Vec<ImageNumbers>,
    /// Throttle filters, in their order.
    pub filters: Vec<u32>,
}

/// Numbers of one image.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImageNumbers {
    pub image: u32,
    /// Its separate data file.
    pub data: Option<u32>,
}

/// Numbers of all nodes of a domain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// By position of the disk.
    pub disks: Vec<DiskNumbers>,
    /// By position of the host device; 0 where there is none.
    pub hostdevs: Vec<u32>,
}

impl Numbers {
    /// The numbers of a domain at its start: the last disk's come first.
    pub fn of(def: &DomainDef) -> Self {
        let mut last = 0;
        let mut next = || {
            last += 1;
            last
        };
        let mut disks = vec![DiskNumbers::default(); def.devices.disks.len()];
        for (disk, numbers) in def.devices.disks.iter().zip(&mut disks).rev() {
            *numbers = of_disk(disk, &mut next);
        }
        let hostdevs = def.devices.hostdevs.iter().map(|h| if h.is_scsi() { next() } else { 0 }).collect();
        Self { disks, hostdevs }
    }
}

impl DiskNumbers {
    /// The numbers that the images of a running domain's disk have.
    pub fn kept(disk: &Disk) -> Self {
        let images = disk.chain().map(|(image, source)| ImageNumbers {
            image,
            data: source.data_store.as_ref().map(|store| store.source.index),
        });
        Self { images: images.collect(), filters: Vec::new() }
    }
}

fn of_disk(disk: &Disk, next: &mut impl FnMut() -> u32) -> DiskNumbers {
    let mut numbers = DiskNumbers::default();
    if disk.bus() == Some(DiskBus::Sd) || matches!(disk.source.kind, StorageKind::VhostUser(_)) {
        return numbers;
    }
    // A drive without a medium has a number too.
    for (_, source) in disk.chain() {
        let image = next();
        numbers.images.push(ImageNumbers { image, data: source.data_store.as_ref().map(|_| next()) });
    }
    numbers.filters = disk.throttlefilters.iter().map(|_| next()).collect();
    numbers
}
