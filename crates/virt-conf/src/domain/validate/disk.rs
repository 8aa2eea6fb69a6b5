//! What is wrong with a disk.

use virt_core::consts::*;
use virt_core::{Error, Result, bail};

use crate::domain::DomainDef;
use crate::domain::address::Address;
use crate::domain::complain::{internal, no_operation, refuse, unsupported, wrong};
use crate::domain::devices::{Disk, DiskBus, DiskCache, DiskDevice, DiskModel, Sgio, SnapshotLocation};
use crate::domain::storage::{
    BackingStore, EncryptionFormat, NetProtocol, StartupPolicy, StorageFormat, StorageKind, StorageSource,
};
use crate::domain::tuning::ThrottleRates;
use crate::domain::validate::common::{device_labels, is_printable, no_virtio_options, wwn};

const VENDOR: usize = 8;
const PRODUCT_SCSI: usize = 16;
const PRODUCT_ATA: usize = 40;

pub fn check(def: &DomainDef, disk: &Disk) -> Result<()> {
    let bus = disk.target.bus.unwrap_or_default();
    let Some(target) = disk.target.dev.as_deref() else { return Err(no_target(disk)) };
    check_sources(disk)?;
    check_lun(disk)?;
    disk.iotune.as_ref().map_or(Ok(()), |iotune| check_rates(&iotune.rates))?;
    check_address(disk, target, bus)?;
    check_bus(disk, bus)?;
    if let StorageKind::Nvme(nvme) = &disk.source.kind {
        refuse(nvme.namespace == 0, "NVMe namespace can't be zero")?;
    }
    if matches!(disk.source.kind, StorageKind::VhostUser(_)) {
        check_vhost_user(disk, bus)?;
    }
    device_labels(&disk.source.seclabels, def)?;
    let mut below = disk.backing_store.as_ref().and_then(BackingStore::layer);
    while let Some(layer) = below {
        device_labels(&layer.source.seclabels, def)?;
        below = layer.backing_store.as_ref().and_then(BackingStore::layer);
    }
    let removable_medium = matches!(disk.device, DiskDevice::Floppy | DiskDevice::Cdrom);
    refuse(
        disk.target.tray != Default::default() && !removable_medium,
        "tray is only valid for cdrom and floppy",
    )?;
    check_identity(disk, bus)?;
    check_floppy(disk, bus)?;
    let usb_or_scsi = bus == DiskBus::Usb || bus == DiskBus::Scsi && disk.device == DiskDevice::Disk;
    if disk.target.removable.is_some() && !usb_or_scsi {
        return wrong("removable is only valid for usb or scsi disks");
    }
    let scsi = bus == DiskBus::Scsi;
    refuse(disk.target.dpofua.is_some() && !scsi, "'dpofua' option is available only for SCSI disks")?;
    check_startup_policy(disk)?;
    if let Some(name) = &disk.wwn {
        wwn(name)?;
    }
    check_name(disk, target)?;
    if disk.source.is_empty() && disk.device == DiskDevice::Disk {
        bail!(VIR_FROM_DOMAIN, VIR_ERR_NO_SOURCE, "{target}");
    }
    if disk.driver.discard_no_unref == Some(true) {
        refuse(
            disk.driver.format != Some(StorageFormat::Qcow2),
            "'discard_no_unref' only works with qcow2 disk format",
        )?;
        refuse(disk.readonly, "'discard_no_unref' is not compatible with read-only disk")?;
    }
    if disk.driver.iothread.is_some() && !disk.driver.iothreads.is_empty() {
        return wrong("disk driver 'iothread' attribute can't be used together with 'iothreads' subelement");
    }
    check_throttle_filters(def, disk, target)
}

/// The missing target, told by what the source is.
fn no_target(disk: &Disk) -> Error {
    match &disk.source.kind {
        StorageKind::Volume(volume) => {
            let (pool, name) = (volume.pool.as_deref(), volume.volume.as_deref());
            let text =
                format!("pool = '{}', volume = '{}'", pool.unwrap_or_default(), name.unwrap_or_default());
            Error::new(VIR_FROM_DOMAIN, VIR_ERR_NO_TARGET, text)
        }
        kind => match kind.path() {
            Some(path) => Error::new(VIR_FROM_DOMAIN, VIR_ERR_NO_TARGET, path),
            None => Error::bare(VIR_FROM_DOMAIN, VIR_ERR_NO_TARGET),
        },
    }
}

/// Every layer of the disk.
fn check_sources(disk: &Disk) -> Result<()> {
    check_source(&disk.source, disk.driver.format, disk)?;
    let mut below = disk.backing_store.as_ref().and_then(BackingStore::layer);
    while let Some(layer) = below {
        check_layer(&layer.source, Some(layer.format))?;
        below = layer.backing_store.as_ref().and_then(BackingStore::layer);
    }
    Ok(())
}

fn check_source(source: &StorageSource, format: Option<StorageFormat>, disk: &Disk) -> Result<()> {
    // authentication and encryption may stand beside the source
    if source.auth.is_none() && disk.auth.is_some()
        || source.encryption.is_none() && disk.encryption.is_some()
    {
        let mut whole = source.clone();
        whole.auth = disk.source_auth().cloned().map(Box::new);
        whole.encryption = disk.source_encryption().cloned().map(Box::new);
        return check_layer(&whole, format);
    }
    check_layer(source, format)
}

fn check_layer(source: &StorageSource, format: Option<StorageFormat>) -> Result<()> {
    if let StorageKind::Network(network) = &source.kind {
        refuse(
            network.protocol == NetProtocol::Sheepdog,
            "'sheepdog' protocol is no longer supported by any hypervisor driver",
        )?;
        if let Some(auth) = &source.auth {
            check_auth(network.protocol, auth.secret_type.as_deref())?;
        }
    }
    if let Some(encryption) = &source.encryption {
        refuse(
            encryption.format == EncryptionFormat::Luks && encryption.cipher.is_some(),
            "supplying <cipher> for domain disk definition is unnecessary",
        )?;
    }
    if let Some(store) = &source.data_store {
        refuse(format != Some(StorageFormat::Qcow2), "<dataStore> feature available only with qcow2 images")?;
        if store.source.data_store.is_some() {
            return wrong(
                "The <source> of <dataStore> can't have another nested <dataStore> or <backingStore> element",
            );
        }
        if store.source.slice.is_some() {
            return wrong("slices are not supported for <dataStore>");
        }
    }
    Ok(())
}

fn check_auth(protocol: NetProtocol, secret_type: Option<&str>) -> Result<()> {
    use NetProtocol::*;
    if matches!(protocol, Nbd | Sheepdog | Gluster | Tftp | Vxhs | Nfs) {
        return unsupported(format!("authentication is not supported for protocol '{}'", protocol.as_str()));
    }
    let Some(usage) =
        secret_type.filter(|usage| ["none", "volume", "ceph", "iscsi", "tls", "vtpm"].contains(usage))
    else {
        return unsupported(format!("unknown secret type '{}'", secret_type.unwrap_or("<null>")));
    };
    if protocol == Iscsi && usage != "iscsi" || protocol == Rbd && usage != "ceph" {
        return unsupported(format!("invalid secret type '{usage}'"));
    }
    Ok(())
}

/// What only a disk that is a SCSI unit of the host can have, and what it has to be.
fn check_lun(disk: &Disk) -> Result<()> {
    refuse(disk.sgio == Some(Sgio::Unfiltered), "unfiltered sgio is no longer supported")?;
    if disk.device == DiskDevice::Lun {
        return check_lun_source(disk);
    }
    refuse(disk.source.reservations.is_some(), "<reservations/> allowed only for lun devices")?;
    refuse(disk.rawio.is_some(), "rawio can be used only with device='lun'")?;
    refuse(disk.sgio.is_some(), "sgio can be used only with device='lun'")
}

fn check_lun_source(disk: &Disk) -> Result<()> {
    match &disk.source.kind {
        StorageKind::Network(network) if network.protocol != NetProtocol::Iscsi => {
            let protocol = network.protocol.as_str();
            return unsupported(format!("disk device='lun' is not supported for protocol='{protocol}'"));
        }
        StorageKind::Network(_) | StorageKind::Block { .. } | StorageKind::Volume(_) => {}
        _ => return unsupported("disk device='lun' is only valid for block type disk source"),
    }
    let raw = matches!(disk.driver.format, None | Some(StorageFormat::Raw));
    refuse(!raw, "disk device 'lun' must use 'raw' format")?;
    refuse(disk.source.slice.is_some(), "disk device 'lun' doesn't support storage slice")?;
    let encrypted = disk.source_encryption().is_some_and(|e| e.format != EncryptionFormat::Default);
    refuse(encrypted, "disk device 'lun' doesn't support encryption")
}

/// Totals exclude what they are the total of.
pub fn check_rates(rates: &ThrottleRates) -> Result<()> {
    for (total, read, write, name) in [
        (rates.total_bytes_sec, rates.read_bytes_sec, rates.write_bytes_sec, "bytes_sec"),
        (rates.total_iops_sec, rates.read_iops_sec, rates.write_iops_sec, "iops_sec"),
        (rates.total_bytes_sec_max, rates.read_bytes_sec_max, rates.write_bytes_sec_max, "bytes_sec_max"),
        (rates.total_iops_sec_max, rates.read_iops_sec_max, rates.write_iops_sec_max, "iops_sec_max"),
    ] {
        if total != 0 && (read != 0 || write != 0) {
            return wrong(format!("total and read/write {name} cannot be set at the same time"));
        }
    }
    Ok(())
}

fn check_address(disk: &Disk, target: &str, bus: DiskBus) -> Result<()> {
    let on_drive = matches!(bus, DiskBus::Ide | DiskBus::Fdc | DiskBus::Scsi | DiskBus::Sata | DiskBus::Nvme);
    match &disk.info.address {
        Some(address) if on_drive && !matches!(address, Address::Drive(_)) => unsupported(format!(
            "Invalid address type '{}' for the disk '{target}' with the bus type '{}'",
            virt_xml::Tagged::tag(address),
            bus.as_str()
        )),
        _ => Ok(()),
    }
}

/// What only virtio disks have.
fn check_bus(disk: &Disk, bus: DiskBus) -> Result<()> {
    if bus == DiskBus::Virtio {
        return Ok(());
    }
    if !matches!(disk.model, DiskModel::Default | DiskModel::UsbStorage | DiskModel::UsbBot) {
        let (model, bus) = (disk.model.as_str(), bus.as_str());
        return unsupported(format!("disk model '{model}' not supported for bus '{bus}'"));
    }
    let driver = &disk.driver;
    refuse(driver.queues != 0, "queues attribute in disk driver element is only supported for virtio bus")?;
    refuse(driver.queue_size != 0, "queue_size attribute in disk driver is only supported for virtio bus")?;
    refuse(driver.event_idx.is_some(), "disk event_idx mode supported only for virtio bus")?;
    refuse(driver.ioeventfd.is_some(), "disk ioeventfd mode supported only for virtio bus")?;
    no_virtio_options(&driver.virtio)
}

/// A disk that another process serves has next to no options.
fn check_vhost_user(disk: &Disk, bus: DiskBus) -> Result<()> {
    refuse(bus != DiskBus::Virtio, "vhostuser disk supports only virtio bus")?;
    refuse(disk.snapshot != Some(SnapshotLocation::No), "only snapshot=no is supported with vhostuser disk")?;
    let driver = &disk.driver;
    let geometry = disk.geometry.unwrap_or_default();
    for (set, name) in [
        (driver.cache != DiskCache::Default, "cache"),
        (driver.error_policy.is_some() || driver.rerror_policy.is_some(), "error_policy"),
        (driver.io.is_some(), "io"),
        (driver.ioeventfd.is_some(), "ioeventfd"),
        (driver.copy_on_read.is_some(), "copy_on_read"),
        (driver.discard.is_some(), "discard"),
        (driver.iothread.is_some(), "iothread"),
        (driver.detect_zeroes.is_some(), "detect_zeroes"),
        (driver.metadata_cache.is_some(), "metadata_cache"),
        (disk.iotune.is_some(), "iotune"),
        (disk.backing_store.is_some(), "backingStore"),
        (disk.source_encryption().is_some(), "encryption"),
        (disk.readonly, "readonly"),
        (disk.shareable, "shareable"),
        (disk.transient.is_some(), "transient"),
        (disk.serial.is_some(), "serial"),
        (disk.wwn.is_some(), "wwn"),
        (disk.vendor.is_some(), "vendor"),
        (disk.product.is_some(), "product"),
        (disk.source_auth().is_some(), "auth"),
        (geometry != Default::default(), "geometry"),
        (disk.blockio != Default::default(), "blockio"),
    ] {
        if set {
            return unsupported(format!("{name} is not supported with vhostuser disk"));
        }
    }
    Ok(())
}

fn check_identity(disk: &Disk, bus: DiskBus) -> Result<()> {
    let product = if bus == DiskBus::Scsi { PRODUCT_SCSI } else { PRODUCT_ATA };
    for (text, name, limit) in [(&disk.vendor, "vendor", VENDOR), (&disk.product, "product", product)] {
        let Some(text) = text else { continue };
        if !is_printable(text) {
            return wrong(format!("disk {name} is not printable string"));
        }
        if text.len() > limit {
            return unsupported(format!("disk {name} is more than {limit} characters"));
        }
    }
    Ok(())
}

fn check_floppy(disk: &Disk, bus: DiskBus) -> Result<()> {
    match (disk.device == DiskDevice::Floppy, bus == DiskBus::Fdc) {
        (true, false) => internal(format!("Invalid bus type '{}' for floppy disk", bus.as_str())),
        (false, true) => internal(format!("Invalid bus type '{}' for disk", bus.as_str())),
        _ => Ok(()),
    }
}

fn check_startup_policy(disk: &Disk) -> Result<()> {
    let Some(policy) = disk.source.startup_policy else { return Ok(()) };
    let local = !matches!(
        disk.source.kind,
        StorageKind::Network(_) | StorageKind::VhostUser(_) | StorageKind::Nvme(_)
    );
    if !local {
        return wrong(format!(
            "disk startupPolicy '{}' is not allowed for disk of '{}' type",
            policy.as_str(),
            disk.source.kind.kind().as_str()
        ));
    }
    let removable = matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy);
    match policy == StartupPolicy::Requisite && !removable {
        true => wrong("disk startupPolicy 'requisite' is allowed only for cdrom or floppy"),
        false => Ok(()),
    }
}

fn check_name(disk: &Disk, target: &str) -> Result<()> {
    let known = ["hd", "sd", "vd", "xvd", "ubd", "nvme"].iter().any(|prefix| target.starts_with(prefix));
    match disk.device {
        DiskDevice::Disk | DiskDevice::Lun if !known => {
            internal(format!("Invalid harddisk device name: {target}"))
        }
        DiskDevice::Floppy if !target.starts_with("fd") => {
            internal(format!("Invalid floppy device name: {target}"))
        }
        _ => Ok(()),
    }
}

fn check_throttle_filters(def: &DomainDef, disk: &Disk, target: &str) -> Result<()> {
    if disk.throttlefilters.is_empty() {
        return Ok(());
    }
    if disk.iotune.is_some() {
        return no_operation(format!(
            "block 'throttlefilters' can't be used together with 'iotune' for disk '{target}'"
        ));
    }
    if disk.device == DiskDevice::Cdrom {
        return no_operation("cdrom device with throttle filters isn't supported");
    }
    for filter in &disk.throttlefilters {
        if !def.throttlegroups.iter().any(|group| group.group_name == filter.group) {
            return wrong(format!("throttle group '{}' not found", filter.group));
        }
    }
    Ok(())
}
