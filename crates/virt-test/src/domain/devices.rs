//! Plugging devices in, pulling them out, changing them.

use std::sync::Arc;

use virt_conf::domain::DomainDef;
use virt_conf::domain::ParseFlags;
use virt_conf::domain::devices::{
    Device, Disk, DiskBus, DiskDevice, Hostdev, HostdevSource, Interface, InterfaceSource, disk_name_to_index,
};
use virt_conf::domain::info::DeviceInfo;
use virt_conf::domain::policy::{DeviceAt, StageFlags};
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::event::DomainEventKind;
use virt_core::{Domain, Result, bail};

use super::config::{STAGE, TestPolicy};
use super::find_device::disk_place;
use super::moment::copy;
use super::object::DomainState;
use super::{alias, taint};
use crate::TestDriver;

const IMPACT: u32 = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;

fn parse(xml: &str, def: &DomainDef, flags: ParseFlags) -> Result<Device> {
    let stage = StageFlags { inactive: flags.inactive, abi_update: flags.abi_update, ..STAGE };
    def.complete_device(Device::parse(xml, flags)?, &TestPolicy, stage)
}

pub fn attach(driver: &TestDriver, domain: &Domain, xml: &str, flags: u32) -> Result<()> {
    let told = driver.change(domain, |state| {
        let flags = state.impact(flags)?;
        let function = "testDomainAttachDeviceLiveAndConfig";
        check_flags(VIR_FROM_TEST, function, flags, VIR_DOMAIN_AFFECT_LIVE)?;
        let mut device = parse(xml, &state.def, ParseFlags::config())?;
        let wanted = device.info().and_then(|info| info.alias.clone());
        for def in [state.next_def.as_ref(), Some(&state.def)].into_iter().flatten() {
            def.validate_new_alias(wanted.as_deref())?;
        }
        state.def.check_compatible(&device, None, true)?;
        plug_in(state, &mut device)?;
        let alias = device.info().and_then(|info| info.alias.clone());
        Ok(alias.map(|alias| (state.key(), alias)))
    })?;
    if let Some((key, alias)) = told {
        driver.domain_event(key, DomainEventKind::DeviceAdded { alias });
    }
    Ok(())
}

/// Adds a device to a running domain and gives it an alias.
fn plug_in(state: &mut DomainState, device: &mut Device) -> Result<()> {
    match device {
        Device::Interface(interface) => {
            taint::note_interface(state, interface);
            let def = Arc::make_mut(&mut state.def);
            alias::name_interface(def, interface);
            check_interface(interface, "hotplug of interface type of")?;
            def.devices.interfaces.push(Interface::clone(interface));
        }
        Device::Hostdev(hostdev) => {
            taint::note_hostdev(state, hostdev);
            check_hostdev(hostdev)?;
            Arc::make_mut(&mut state.def).devices.hostdevs.push(Hostdev::clone(hostdev));
        }
        Device::Disk(disk) => {
            taint::note_disk(state, disk);
            plug_disk(Arc::make_mut(&mut state.def), disk)?;
        }
        other => bail!(
            VIR_FROM_TEST,
            VIR_ERR_OPERATION_UNSUPPORTED,
            "live attach of device '{}' is not supported",
            kind_name(other)
        ),
    }
    Ok(())
}

/// Character devices are called alike.
fn kind_name(device: &Device) -> &'static str {
    match device {
        Device::Serial(_) | Device::Parallel(_) | Device::Console(_) | Device::Channel(_) => "chr",
        other => other.name(),
    }
}

fn check_interface(interface: &Interface, what: &str) -> Result<()> {
    match &interface.source {
        InterfaceSource::Ethernet | InterfaceSource::Bridge { .. } => Ok(()),
        other => bail!(
            VIR_FROM_TEST,
            VIR_ERR_OPERATION_UNSUPPORTED,
            "{what} {} is not implemented yet",
            other.type_name()
        ),
    }
}

fn check_hostdev(hostdev: &Hostdev) -> Result<()> {
    let what = match &hostdev.source {
        HostdevSource::Pci(_) => return Ok(()),
        // upstream looks the kind up among the drivers of PCI devices
        HostdevSource::Usb(_) => "subsys type 'default'",
        HostdevSource::Scsi(_) => "subsys type 'vfio'",
        HostdevSource::ScsiHost { .. } => "subsys type 'xen'",
        HostdevSource::Mdev { .. } => "subsys type '(null)'",
        _ => "mode 'capabilities'",
    };
    bail!(VIR_FROM_TEST, VIR_ERR_CONFIG_UNSUPPORTED, "hotplug is not supported for hostdev {what}")
}

fn plug_disk(def: &mut DomainDef, disk: &mut Disk) -> Result<()> {
    let removable = matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy);
    let slot = def.devices.disks.iter_mut().find(|other| other.dst() == disk.dst());
    if removable && let Some(slot) = slot {
        slot.source = disk.source.clone();
        return Ok(());
    }
    let unsupported = |text: &str| bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_UNSUPPORTED, "{text}");
    if disk.device == DiskDevice::Floppy {
        return unsupported("floppy device hotplug isn't supported");
    }
    if let Some(other) = def.devices.disks.iter().find(|other| other.dst() == disk.dst()) {
        let path = |disk: &Disk| disk.source.path().unwrap_or("<null>").to_owned();
        bail!(
            VIR_FROM_DOMAIN,
            VIR_ERR_XML_ERROR,
            "target '{}' duplicated for disk sources '{}' and '{}'",
            disk.dst(),
            path(other),
            path(disk)
        );
    }
    match disk.bus() {
        Some(DiskBus::Usb) if disk.device == DiskDevice::Lun => {
            bail!(VIR_FROM_TEST, VIR_ERR_CONFIG_UNSUPPORTED, "disk device='lun' is not supported for usb bus")
        }
        Some(DiskBus::Virtio) if disk.device == DiskDevice::Cdrom => {
            return unsupported("cdrom device with virtio bus isn't supported");
        }
        Some(DiskBus::Usb | DiskBus::Virtio) => {}
        other => {
            let bus = other.map_or("none", DiskBus::as_str);
            return unsupported(&format!("disk bus '{bus}' cannot be hotplugged."));
        }
    }
    let index = disk_name_to_index(disk.dst()).map_or(-1, i64::from);
    let bus = disk.bus().map_or("none", DiskBus::as_str);
    disk.info.alias.get_or_insert_with(|| format!("{bus}-disk{index}"));
    def.devices.insert_disk(disk.clone());
    Ok(())
}

pub fn detach_alias(driver: &TestDriver, domain: &Domain, alias: &str, flags: u32) -> Result<()> {
    let told = driver.change(domain, |state| {
        let flags = state.impact(flags)?;
        let function = "testDomainDetachDeviceAliasLiveAndConfig";
        check_flags(VIR_FROM_TEST, function, flags, VIR_DOMAIN_AFFECT_LIVE)?;
        let def = Arc::make_mut(&mut state.def);
        let has_alias = |info: &DeviceInfo| info.alias.as_deref() == Some(alias);
        let mut all = def.devices_at().into_iter();
        let Some(at) = all.find(|at| def.info_at(*at).is_some_and(has_alias)) else {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "no device found with alias {alias}");
        };
        check_removable(def, at)?;
        def.take_device(at);
        Ok(state.key())
    })?;
    driver.domain_event(told, DomainEventKind::DeviceRemoved { alias: alias.to_owned() });
    Ok(())
}

fn check_removable(def: &DomainDef, at: DeviceAt) -> Result<()> {
    let d = &def.devices;
    match at {
        DeviceAt::Interface(place) => check_interface(&d.interfaces[place], "live detach of interface type"),
        DeviceAt::Hostdev(place) => match &d.hostdevs[place].source {
            HostdevSource::CapsStorage { .. }
            | HostdevSource::CapsMisc { .. }
            | HostdevSource::CapsNet { .. } => bail!(
                VIR_FROM_TEST,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "hot unplug is not supported for hostdev mode 'capabilities'"
            ),
            _ => Ok(()),
        },
        DeviceAt::Disk(place) => check_disk_removable(&d.disks[place]),
        other => bail!(
            VIR_FROM_TEST,
            VIR_ERR_OPERATION_UNSUPPORTED,
            "live detach of device '{}' is not supported",
            other.kind_name()
        ),
    }
}

fn check_disk_removable(disk: &Disk) -> Result<()> {
    match (disk.device, disk.bus()) {
        (DiskDevice::Disk | DiskDevice::Lun, Some(DiskBus::Virtio | DiskBus::Usb | DiskBus::Scsi))
        | (DiskDevice::Cdrom, Some(DiskBus::Usb | DiskBus::Scsi)) => Ok(()),
        (DiskDevice::Disk | DiskDevice::Lun, _) => {
            bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_UNSUPPORTED, "This type of disk cannot be hot unplugged")
        }
        (device, _) => bail!(
            VIR_FROM_TEST,
            VIR_ERR_OPERATION_UNSUPPORTED,
            "disk device type '{}' cannot be detached",
            device.as_str()
        ),
    }
}

pub fn update(driver: &TestDriver, domain: &Domain, xml: &str, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainUpdateDeviceFlags", flags, IMPACT)?;
    let told = driver.change(domain, |state| {
        let flags = state.impact(flags)?;
        let (live, config) = (flags & VIR_DOMAIN_AFFECT_LIVE != 0, flags & VIR_DOMAIN_AFFECT_CONFIG != 0);
        let parse_flags = ParseFlags { inactive: config && !live, ..ParseFlags::default() };
        let kept = state.next_def.as_ref().filter(|_| state.is_active()).unwrap_or(&state.def).clone();
        let for_live = live.then(|| parse(xml, &state.def, parse_flags)).transpose()?;
        let for_config = config.then(|| parse(xml, &kept, parse_flags)).transpose()?;
        let mut new = None;
        if let Some(device) = for_config {
            let mut def = copy(&kept)?;
            replace(&mut def, device)?;
            new = Some(def);
        }
        if let Some(device) = for_live {
            replace(Arc::make_mut(&mut state.def), device)?;
        }
        Ok(new.map(|def| {
            state.assign(Arc::new(def), false);
            state.key()
        }))
    })?;
    if let Some(key) = told {
        driver.lifecycle(key, VIR_DOMAIN_EVENT_DEFINED, VIR_DOMAIN_EVENT_DEFINED_UPDATED);
    }
    Ok(())
}

/// Puts a disk in the place of the one with its name.
fn replace(def: &mut DomainDef, device: Device) -> Result<()> {
    let Device::Disk(disk) = &device else {
        bail!(
            VIR_FROM_TEST,
            VIR_ERR_OPERATION_UNSUPPORTED,
            "persistent update of device '{}' is not supported",
            kind_name(&device)
        );
    };
    let Some(place) = disk_place(def, disk.dst(), false) else {
        bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "target {} doesn't exist.", disk.dst());
    };
    def.check_compatible(&device, Some(&def.devices.disks[place].info), false)?;
    def.devices.disks[place] = Disk::clone(disk);
    def.post_parse(&TestPolicy, STAGE)
}
