//! Disks.

use crate::vocabulary::{ChardevKind, ChardevSource, SourceMode, UnixSource};
use crate::vocabulary::{
    Disk, DiskBus, DiskCache, DiskDevice, DiskModel, ErrorPolicy, IothreadMapping, StorageKind,
    VhostUserSource,
};
use serde_json::Value;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_ERR_INVALID_ARG, VIR_FROM_QEMU};
use virt_core::{Result, bail, err};

use super::block::{self, chain};
use super::builder::{Builder, alias};
use super::props::Props;
use super::virtio::{self, Generation};
use super::{address, sd_card};
use crate::capabilities::Flag;
use crate::family::Family;

impl Builder<'_> {
    pub fn disks(&mut self) -> Result<()> {
        self.floppy_controller();
        for index in 0..self.def.devices.disks.len() {
            let disk = &self.def.devices.disks[index];
            let shares = disk.transient.is_some_and(|t| t.share_backing == Some(true));
            if !shares {
                self.disk(index, disk)?;
            }
        }
        Ok(())
    }

    /// Floppy disks boot through their controller.
    fn floppy_controller(&mut self) {
        let (mut a, mut b, mut any) = (0, 0, false);
        for (disk, boot) in self.def.devices.disks.iter().zip(&self.boot.disks) {
            if disk.bus() != Some(DiskBus::Fdc) {
                continue;
            }
            any = true;
            match disk.info.drive().map_or(0, |d| d.unit) {
                0 => a = *boot,
                _ => b = *boot,
            }
        }
        if !any {
            return;
        }
        if Family::of(self.def).is_q35() {
            let props =
                Props::device("isa-fdc").nonzero("bootindexA", a.into()).nonzero("bootindexB", b.into());
            self.device(props);
            return;
        }
        for (name, index) in [("bootindexA", a), ("bootindexB", b)] {
            if index > 0 {
                self.option("-global", format!("isa-fdc.{name}={index}"));
            }
        }
    }

    fn disk(&mut self, index: usize, disk: &Disk) -> Result<()> {
        if disk.bus() == Some(DiskBus::Sd) {
            return sd_card::build(self, disk);
        }
        if let StorageKind::VhostUser(source) = &disk.source.kind {
            let id = format!("chr-vu-{}", alias(&disk.info));
            self.chardev(&vhost_user_source(source), &id)?;
        } else if !disk.source.is_empty() {
            self.images(index, disk)?;
        }
        let mut below = self.disk_node(index, disk);
        for (filter, number) in disk.throttlefilters.iter().zip(self.numbers.disks[index].filters.clone()) {
            let node = format!("libvirt-{number}-filter");
            self.blockdev(&block::throttle_filter(
                &node,
                &filter.group,
                below.as_deref().unwrap_or_default(),
            ));
            below = Some(node);
        }
        let props = self.disk_device(index, disk, below)?;
        self.device_at(&disk.info, props);
        Ok(())
    }

    /// All nodes of a disk's images, the lowest first.
    fn images(&mut self, index: usize, disk: &Disk) -> Result<()> {
        let context = self.context;
        let mut images = chain::images(disk, &self.numbers.disks[index], context)?;
        for image in images.iter_mut().rev() {
            if let StorageKind::VhostVdpa { dev } = block::actual(image.source) {
                image.fd_set = Some(self.vdpa(dev, &image.storage_node()));
            }
            self.nbdkit_helper(image)?;
            for object in image.secret_objects() {
                self.object(&object);
            }
            for node in image.nodes(context)? {
                self.blockdev(&node);
            }
        }
        if disk.driver.copy_on_read == Some(true)
            && let Some(top) = images.first()
        {
            self.blockdev(&block::copy_on_read(&cor_node(disk), &top.node()));
        }
        Ok(())
    }

    /// The node that the disk's filters stand on.
    fn disk_node(&self, index: usize, disk: &Disk) -> Option<String> {
        if disk.source.is_empty() || matches!(disk.source.kind, StorageKind::VhostUser(_)) {
            return None;
        }
        if disk.driver.copy_on_read == Some(true) {
            return Some(cor_node(disk));
        }
        let number = self.numbers.disks[index].images.first()?.image;
        let mut image = block::Image::new(&disk.source, chain::format(disk), format!("libvirt-{number}"));
        image.encryption = disk.source_encryption();
        image.has_format = !(image.is_raw() && self.context.caps.has(Flag::BLOCKJOB_BACKING_MASK_PROTOCOL));
        Some(image.node())
    }

    fn disk_device(&self, index: usize, disk: &Disk, node: Option<String>) -> Result<Props> {
        let caps = self.context.caps;
        let Some(bus) = disk.bus() else {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unsupported disk bus '(null)' with device setup");
        };
        let cdrom = disk.device == DiskDevice::Cdrom;
        let lun = disk.device == DiskDevice::Lun;
        let mut removable = None;
        let mut device_id = None;
        let props = match bus {
            DiskBus::Ide | DiskBus::Sata => Props::device(if cdrom { "ide-cd" } else { "ide-hd" }),
            DiskBus::Scsi if lun => Props::device("scsi-block"),
            DiskBus::Scsi => {
                let default = || format!("drive-{}", alias(&disk.info));
                device_id = Some(disk.serial.clone().unwrap_or_else(default));
                if !cdrom {
                    removable = disk.target.removable;
                }
                Props::device(if cdrom { "scsi-cd" } else { "scsi-hd" })
            }
            DiskBus::Virtio => self.virtio_blk(disk)?,
            DiskBus::Usb => {
                removable = Some(disk.target.removable.unwrap_or(false));
                Props::device(if disk.model == DiskModel::UsbBot { "usb-bot" } else { "usb-storage" })
            }
            DiskBus::Fdc => Props::device("floppy"),
            DiskBus::Nvme => Props::device("nvme-ns"),
            DiskBus::Xen | DiskBus::Uml | DiskBus::Sd => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "unsupported disk bus '{}' with device setup",
                bus.as_str()
            ),
        };
        let props = props.extend(address::disk_props(self.def, &disk.info, bus)?);
        let vhost_user = matches!(disk.source.kind, StorageKind::VhostUser(_));
        let chardev = vhost_user.then(|| format!("chr-vu-{}", alias(&disk.info)));
        let boots = disk.device != DiskDevice::Floppy;
        let boot_index = if boots { self.boot.disks[index] } else { 0 };
        let loadparm = self.loadparm(&disk.info).filter(|_| boots);
        let (write_error, read_error) = error_policies(disk);
        let geometry = disk.geometry.filter(|g| g.cyls > 0 && g.heads > 0 && g.secs > 0).unwrap_or_default();
        let model = disk.product.as_deref().filter(|_| matches!(bus, DiskBus::Ide | DiskBus::Sata));
        let product = disk.product.as_deref().filter(|_| bus == DiskBus::Scsi);
        let writeback = match chain::cache(disk) {
            DiskCache::Default => None,
            DiskCache::Writethrough | DiskCache::Directsync => Some(false),
            DiskCache::None | DiskCache::Writeback | DiskCache::Unsafe => Some(true),
        };
        let _ = caps;
        Ok(props
            .opt("device_id", device_id)
            .flag("share-rw", disk.shareable)
            .opt("drive", node)
            .opt("chardev", chardev)
            .set("id", alias(&disk.info))
            .nonzero("bootindex", boot_index.into())
            .opt("loadparm", loadparm)
            .nonzero("logical_block_size", disk.blockio.logical_block_size.into())
            .nonzero("physical_block_size", disk.blockio.physical_block_size.into())
            .nonzero("discard_granularity", disk.blockio.discard_granularity.into())
            .opt("wwn", disk.wwn.as_deref().map(wwn).transpose()?)
            .nonzero("rotation_rate", disk.target.rotation_rate.into())
            .opt("vendor", disk.vendor.as_deref())
            .opt("product", product)
            .opt("model", model)
            .opt("removable", removable)
            .on_off("write-cache", writeback.filter(|_| !lun))
            .nonzero("cyls", geometry.cyls.into())
            .nonzero("heads", geometry.heads.into())
            .nonzero("secs", geometry.secs.into())
            .opt("bios-chs-trans", geometry.trans.map(|t| t.as_str()))
            .opt("serial", disk.serial.as_deref().map(|s| s.replace(' ', "\\ ")))
            .opt("werror", write_error)
            .opt("rerror", read_error))
    }

    fn virtio_blk(&self, disk: &Disk) -> Result<Props> {
        let caps = self.context.caps;
        let vhost_user = matches!(disk.source.kind, StorageKind::VhostUser(_));
        let base = if vhost_user { "vhost-user-blk" } else { "virtio-blk" };
        let generation = match disk.model {
            DiskModel::VirtioTransitional => Generation::Transitional,
            DiskModel::VirtioNonTransitional => Generation::Modern,
            _ => Generation::Both,
        };
        let scsi = match disk.device {
            _ if vhost_user || !caps.has(Flag::VIRTIO_BLK_SCSI) => None,
            DiskDevice::Lun => Some(true),
            _ if caps.has(Flag::VIRTIO_BLK_SCSI_DEFAULT_DISABLED) => None,
            _ => Some(false),
        };
        let driver = &disk.driver;
        let props = virtio::device(base, &disk.info, Some(&driver.virtio), generation, caps)?
            .opt("iothread", driver.iothread.filter(|id| *id > 0).map(|id| format!("iothread{id}")))
            .opt("ioeventfd", driver.ioeventfd)
            .opt("event_idx", driver.event_idx)
            .opt("scsi", scsi)
            .nonzero("num-queues", driver.queues.into())
            .nonzero("queue-size", driver.queue_size.into())
            .opt("iothread-vq-mapping", iothread_mapping(&driver.iothreads));
        Ok(props)
    }
}

fn cor_node(disk: &Disk) -> String {
    format!("libvirt-CoR-{}", disk.dst())
}

/// Queues of a device by iothread.
pub fn iothread_mapping(iothreads: &[IothreadMapping]) -> Option<Vec<Value>> {
    if iothreads.is_empty() {
        return None;
    }
    let one = |thread: &IothreadMapping| {
        let queues: Vec<u32> = thread.queues.iter().map(|q| q.id).collect();
        let props = Props::new().set("iothread", format!("iothread{}", thread.id));
        Value::from(props.opt("vqs", Some(queues).filter(|q| !q.is_empty())))
    };
    Some(iothreads.iter().map(one).collect())
}

fn wwn(text: &str) -> Result<u64> {
    u64::from_str_radix(text, 16)
        .map_err(|_| err!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "Failed to parse wwn '{text}' as number"))
}

/// What QEMU does on errors of writes and of reads.
fn error_policies(disk: &Disk) -> (Option<&'static str>, Option<&'static str>) {
    let word = |policy: ErrorPolicy| policy.as_str();
    let read = disk.driver.rerror_policy.map(word);
    match disk.driver.error_policy {
        Some(ErrorPolicy::Enospace) => (Some("enospc"), read),
        policy => (policy.map(word), read.or(policy.map(word))),
    }
}

fn vhost_user_source(source: &VhostUserSource) -> ChardevSource {
    ChardevSource::new(ChardevKind::Unix(UnixSource {
        mode: SourceMode::Connect,
        path: Some(source.path.clone()),
        reconnect: source.reconnect,
    }))
}
