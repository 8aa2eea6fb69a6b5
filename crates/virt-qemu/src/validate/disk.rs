//! Disks.

use virt_core::consts::{VIR_ERR_ARGUMENT_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::interface::require_shared_memory;
use super::refuse::{internal, refuse, refuse_with, unsupported};
use super::storage::check_source;
use crate::capabilities::{Flag, QemuCaps};
use crate::command::block::chain;
use crate::devices::address_type;
use crate::vocabulary::{
    BackingStore, Disk, DiskBus, DiskCache, DiskDevice, DiskIo, DomainDef, EncryptionFormat, IoTune,
    IothreadMapping, LifecycleAction, StorageFormat, StorageKind, disk_name_to_index,
};

/// Largest rate that QEMU can limit to.
const MAX_RATE: u64 = 1_000_000_000_000_000;

/// Everything about one disk.
pub fn check(def: &DomainDef, disk: &Disk, caps: &QemuCaps) -> Result<()> {
    front(def, disk, caps)?;
    limits(def, disk)?;
    transient(def, disk, caps)?;
    let target = disk.dst();
    let readonly = chain::is_readonly(disk);
    let format = chain::format(disk);
    let luks = disk.source_encryption().is_some_and(|e| e.format == EncryptionFormat::Luks);
    let concurrent = format == StorageFormat::Raw && !luks;
    refuse_with(disk.shareable && !readonly && !concurrent, || {
        format!("shared access for disk '{target}' requires use of supported storage format")
    })?;
    if let Some(driver) = disk.driver.name.as_deref().filter(|name| *name != "qemu") {
        unsupported(format!("unsupported driver name '{driver}' for disk '{target}'"))?;
    }
    refuse_with(disk_name_to_index(target).is_none(), || format!("invalid disk target '{target}'"))?;
    refuse_with(target.ends_with(|c: char| c.is_ascii_digit()) && !target.ends_with('0'), || {
        format!("invalid disk target '{target}', partitions can't appear in disk targets")
    })?;
    refuse(
        disk.driver.discard_no_unref.is_some() && !caps.has(Flag::QCOW2_DISCARD_NO_UNREF),
        "'discard_no_unref' is not supported by this QEMU binary",
    )?;
    sources(disk, readonly, caps)?;
    if let StorageKind::VhostUser(_) = disk.source.kind {
        refuse(
            !caps.has(Flag::DEVICE_VHOST_USER_BLK),
            "vhostuser disk is not supported with this QEMU binary",
        )?;
        require_shared_memory(def, "vhostuser")?;
    }
    if let StorageKind::VhostVdpa { .. } = disk.source.kind {
        refuse(
            !caps.has(Flag::DEVICE_VIRTIO_BLK_VHOST_VDPA),
            "vhostvdpa disk is not supported with this QEMU binary",
        )?;
        require_shared_memory(def, "vhostvdpa")?;
        refuse(
            !matches!(disk.driver.cache, DiskCache::Directsync | DiskCache::None),
            "disk type 'vhostvdpa' requires cache mode 'directsync' or 'none'",
        )?;
    }
    Ok(())
}

fn sources(disk: &Disk, readonly: bool, caps: &QemuCaps) -> Result<()> {
    if !disk.source.is_empty() {
        let format = Some(chain::format(disk));
        refuse(
            disk.driver.metadata_cache.is_some_and(|c| c.max_size > 0)
                && format != Some(StorageFormat::Qcow2),
            "metadata cache max size control is supported only with qcow2 images",
        )?;
        check_source(&disk.source, format, readonly, disk.source_encryption(), caps)?;
    }
    let mut below = disk.backing_store.as_ref();
    while let Some(BackingStore::Layer(layer)) = below {
        check_source(&layer.source, Some(layer.format), true, layer.source.encryption.as_deref(), caps)?;
        below = layer.backing_store.as_ref();
    }
    let many = disk.source_encryption().is_some_and(|e| e.secrets.len() > 1);
    refuse_with(disk.bus() == Some(DiskBus::Sd) && many, || {
        format!("sd card '{}' does not support multiple encryption secrets", disk.dst())
    })
}

/// What the guest sees.
fn front(def: &DomainDef, disk: &Disk, caps: &QemuCaps) -> Result<()> {
    let bus = disk.bus();
    let name = bus.map_or("(null)", DiskBus::as_str);
    let target = disk.dst();
    let is = |wanted: &[DiskBus]| bus.is_some_and(|bus| wanted.contains(&bus));
    if let Some(geometry) = disk.geometry.as_ref().filter(|g| g.cyls > 0 && g.heads > 0 && g.secs > 0) {
        refuse_with(is(&[DiskBus::Usb, DiskBus::Sd]), || {
            format!("CHS geometry can not be set for '{name}' bus")
        })?;
        refuse_with(geometry.trans.is_some() && !is(&[DiskBus::Ide]), || {
            format!("CHS translation mode can only be set for 'ide' bus not '{name}'")
        })?;
    }
    internal(
        disk.serial.is_some() && is(&[DiskBus::Sd]),
        &format!("Serial property not supported for drive bus '{name}'"),
    )?;
    refuse_with(disk.device == DiskDevice::Cdrom && is(&[DiskBus::Virtio, DiskBus::Sd]), || {
        format!("disk type of '{target}' does not support ejectable media")
    })?;
    if disk.driver.copy_on_read == Some(true) {
        let removable = matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy);
        refuse_with(chain::is_readonly(disk), || {
            format!("copy_on_read is not compatible with read-only disk '{target}'")
        })?;
        refuse_with(removable, || format!("copy_on_read is not supported with removable disk '{target}'"))?;
    }
    refuse(disk.wwn.is_some() && !is(&[DiskBus::Ide, DiskBus::Scsi]), "Only ide and scsi disk support wwn")?;
    refuse(disk.vendor.is_some() && !is(&[DiskBus::Scsi]), "Only scsi disk supports 'vendor'")?;
    refuse(
        disk.product.is_some() && !is(&[DiskBus::Ide, DiskBus::Sata, DiskBus::Scsi]),
        "Only ide, sata and scsi disk supports 'product'",
    )?;
    if disk.device == DiskDevice::Lun {
        lun(disk, name, caps)?;
    }
    if disk.target.rotation_rate > 0 {
        internal(
            !is(&[DiskBus::Scsi, DiskBus::Ide, DiskBus::Sata]),
            "rotation rate is only valid for SCSI/IDE/SATA bus",
        )?;
        internal(disk.device != DiskDevice::Disk, "rotation rate is only valid for disk device")?;
        internal(!caps.has(Flag::ROTATION_RATE), "rotation rate is not supported with this QEMU")?;
    }
    address(disk, caps)?;
    if chain::is_readonly(disk) && disk.device == DiskDevice::Disk {
        refuse(is(&[DiskBus::Ide]), "readonly ide disks are not supported")?;
        refuse(is(&[DiskBus::Sata]), "readonly sata disks are not supported")?;
    }
    match disk.driver.io {
        Some(DiskIo::Native) => refuse(
            !matches!(chain::cache(disk), DiskCache::Directsync | DiskCache::None),
            "io='native' needs either no disk cache or directsync cache mode",
        )?,
        Some(DiskIo::IoUring) => {
            refuse(!caps.has(Flag::AIO_IO_URING), "io uring is not supported by this QEMU binary")?
        }
        _ => {}
    }
    if let Some(serial) = &disk.serial {
        refuse(
            is(&[DiskBus::Scsi]) && disk.device == DiskDevice::Lun,
            "scsi-block 'lun' devices do not support the serial property",
        )?;
        let safe = |c: char| c.is_ascii_alphanumeric() || "-_ .+".contains(c);
        internal(!serial.chars().all(safe), &format!("driver serial '{serial}' contains unsafe characters"))?;
    }
    threads(def, disk, name, caps)
}

/// A whole device of the host, commands and all.
fn lun(disk: &Disk, bus: &str, caps: &QemuCaps) -> Result<()> {
    match disk.bus() {
        Some(DiskBus::Scsi) => {
            refuse(!caps.has(Flag::SCSI_BLOCK), "This QEMU doesn't support scsi-block for lun passthrough")?
        }
        Some(DiskBus::Virtio) => refuse(
            !caps.has(Flag::VIRTIO_BLK_SCSI),
            "This QEMU doesn't support SCSI emulation with 'virtio-blk' device",
        )?,
        _ => unsupported(format!("disk device='lun' is not supported for bus='{bus}'"))?,
    }
    refuse_with(disk.driver.copy_on_read == Some(true), || {
        format!("copy_on_read is not compatible with 'lun' disk '{}'", disk.dst())
    })?;
    refuse(disk.wwn.is_some(), "Setting wwn is not supported for lun device")?;
    refuse(
        disk.vendor.is_some() || disk.product.is_some(),
        "Setting vendor or product is not supported for lun device",
    )
}

fn address(disk: &Disk, caps: &QemuCaps) -> Result<()> {
    let address = disk.info.address.as_ref().map(address_type);
    match disk.bus() {
        Some(bus @ (DiskBus::Scsi | DiskBus::Ide | DiskBus::Fdc | DiskBus::Sata)) => {
            internal(address != Some("drive"), &format!("unexpected address type for {} disk", bus.as_str()))
        }
        Some(DiskBus::Virtio) => refuse(
            disk.driver.queue_size > 0 && !caps.has(Flag::VIRTIO_BLK_QUEUE_SIZE),
            "queue-size property isn't supported by this QEMU binary",
        ),
        Some(DiskBus::Usb) => {
            refuse(!caps.has(Flag::DEVICE_USB_STORAGE), "This QEMU doesn't support '-device usb-storage'")?;
            refuse(disk.source.is_empty(), "'usb' disk must not be empty")?;
            internal(address.is_some_and(|kind| kind != "usb"), "unexpected address type for usb disk")
        }
        _ => Ok(()),
    }
}

fn threads(def: &DomainDef, disk: &Disk, bus: &str, caps: &QemuCaps) -> Result<()> {
    let driver = &disk.driver;
    let one = driver.iothread.unwrap_or_default();
    if one == 0 && driver.iothreads.is_empty() {
        return Ok(());
    }
    let target = disk.dst();
    refuse_with(disk.bus() != Some(DiskBus::Virtio), || {
        format!("IOThreads not available for bus {bus} target {target}")
    })?;
    refuse_with(!driver.iothreads.is_empty() && !caps.has(Flag::VIRTIO_BLK_IOTHREAD_MAPPING), || {
        format!("IOThread mapping for disk '{target}' is not available with this QEMU binary")
    })?;
    mapping(def, &driver.iothreads, driver.queues)?;
    refuse_with(one != 0 && !has_thread(def, one), || {
        format!("Disk iothread '{one}' not defined in iothreadid")
    })
}

pub fn has_thread(def: &DomainDef, id: u32) -> bool {
    def.iothreads.threads.iter().any(|thread| thread.id == id)
}

/// Queues spread over threads: all of them, each once.
pub fn mapping(def: &DomainDef, threads: &[IothreadMapping], queues: u32) -> Result<()> {
    let Some(first) = threads.first() else { return Ok(()) };
    let explicit = !first.queues.is_empty();
    refuse(
        explicit && queues == 0,
        "'queue' count must be configured for explicit iothread to queue mapping",
    )?;
    let mut taken = vec![false; if explicit { queues as usize } else { 0 }];
    for (index, thread) in threads.iter().enumerate() {
        let id = thread.id;
        refuse_with(threads[..index].iter().any(|other| other.id == id), || {
            format!("duplicate mapping for iothread '{id}'")
        })?;
        refuse_with(!has_thread(def, id), || format!("iothread '{id}' not defined in iothreadid"))?;
        refuse(
            explicit == thread.queues.is_empty(),
            "iothread to queue mapping must be provided for all iothreads or for none",
        )?;
        for queue in thread.queues.iter().map(|queue| queue.id) {
            match taken.get_mut(queue as usize) {
                None => unsupported(format!("iothread queue '{queue}' mapping out of range"))?,
                Some(true) => unsupported(format!("iothread queue '{queue}' is already assigned"))?,
                Some(free) => *free = true,
            }
        }
    }
    match taken.iter().position(|taken| !taken) {
        Some(queue) => unsupported(format!("missing iothread mapping for queue '{queue}'")),
        None => Ok(()),
    }
}

fn limits(def: &DomainDef, disk: &Disk) -> Result<()> {
    let Some(tune) = disk.iotune.as_deref() else { return Ok(()) };
    let none = IoTune { group_name: tune.group_name.clone(), ..IoTune::default() };
    let any = *tune != none;
    refuse(tune.group_name.is_some() && !any, "group_name can be configured only together with settings")?;
    refuse(disk.bus() == Some(DiskBus::Sd) && any, "<iotune> is not supported with bus='sd'")?;
    if tune.group_name.is_some() {
        let different = def.devices.disks.iter().find(|other| {
            other.dst() != disk.dst()
                && other.iotune.as_deref().is_some_and(|o| o.group_name == tune.group_name && o != tune)
        });
        if let Some(other) = different {
            unsupported(format!("different iotunes for disks {} and {}", disk.dst(), other.dst()))?;
        }
    }
    let rates = &tune.rates;
    let all = [
        rates.total_bytes_sec,
        rates.read_bytes_sec,
        rates.write_bytes_sec,
        rates.total_iops_sec,
        rates.read_iops_sec,
        rates.write_iops_sec,
        rates.total_bytes_sec_max,
        rates.read_bytes_sec_max,
        rates.write_bytes_sec_max,
        rates.total_iops_sec_max,
        rates.read_iops_sec_max,
        rates.write_iops_sec_max,
        tune.size_iops_sec,
    ];
    if all.iter().any(|rate| *rate > MAX_RATE) {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_ARGUMENT_UNSUPPORTED,
            "block I/O throttle limit must be no more than {MAX_RATE} using QEMU"
        );
    }
    Ok(())
}

/// Disks whose changes are forgotten.
fn transient(def: &DomainDef, disk: &Disk, caps: &QemuCaps) -> Result<()> {
    let Some(transient) = &disk.transient else { return Ok(()) };
    let target = disk.dst();
    refuse_with(disk.source.is_empty(), || format!("transient disk '{target}' must not be empty"))?;
    refuse_with(chain::is_readonly(disk), || format!("transient disk '{target}' must not be read-only"))?;
    let file = matches!(crate::command::block::actual(&disk.source), StorageKind::File { .. });
    refuse_with(!file, || format!("transient disk supported only with 'file' type ({target})"))?;
    refuse_with(disk.device != DiskDevice::Disk, || {
        format!("transient disk supported only with 'disk' device ({target})")
    })?;
    if transient.share_backing != Some(true) {
        return Ok(());
    }
    let lifecycle = &def.lifecycle;
    let ends = lifecycle.on_reboot == LifecycleAction::Destroy
        && lifecycle.on_poweroff == LifecycleAction::Destroy
        && matches!(lifecycle.on_crash, LifecycleAction::Destroy | LifecycleAction::CoredumpDestroy);
    refuse(
        !caps.has(Flag::SET_ACTION) && ends,
        "transient disk backing image sharing with destroy action of lifecycle isn't supported by this QEMU binary",
    )?;
    match disk.bus() {
        Some(DiskBus::Usb | DiskBus::Virtio | DiskBus::Scsi) => Ok(()),
        other => unsupported(format!(
            "disk bus '{}' doesn't support transiend disk backing image sharing",
            other.map_or("(null)", DiskBus::as_str)
        )),
    }
}
