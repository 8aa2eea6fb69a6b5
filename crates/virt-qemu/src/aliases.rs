//! Names of devices (`<alias>`): by kind and number, as QEMU's ids.
//!
//! Names that users gave stay; a name depends on nothing but the definition, so a domain that starts again has the
//! same ones.

use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, err};

use crate::command::interface::is_hostdev;
use crate::family::Family;
use crate::vocabulary::{
    Address, ConsoleTargetType, Controller, ControllerKind, ControllerType, DeviceAt, DeviceInfo, Disk,
    DiskBus, DomainDef, MemballoonModel, MemoryDevice, MemoryModel, PciModel, ScsiModel, disk_name_to_index,
};

/// Names every device.
pub fn assign(def: &mut DomainDef) -> Result<()> {
    for at in in_order(def) {
        assign_one(def, at)?;
    }
    Ok(())
}

/// Names one device, in a domain whose other devices may have names already.
pub fn assign_one(def: &mut DomainDef, at: DeviceAt) -> Result<()> {
    if def.info_at(at).is_none_or(|info| info.alias.is_some()) {
        return Ok(());
    }
    let Some(alias) = alias(def, at)? else { return Ok(()) };
    if let Some(info) = def.info_at_mut(at) {
        info.alias = Some(alias);
    }
    Ok(())
}

/// Devices in the order of their naming: host devices count on from those behind interfaces, consoles take over
/// serial ports' names.
fn in_order(def: &DomainDef) -> Vec<DeviceAt> {
    let rank = |at: &DeviceAt| match at {
        DeviceAt::Disk(_) => 0,
        DeviceAt::Interface(_) => 1,
        DeviceAt::Console(_) => 3,
        _ => 2,
    };
    let mut all = def.devices_at();
    all.sort_by_key(rank);
    all
}

fn alias(def: &DomainDef, at: DeviceAt) -> Result<Option<String>> {
    let d = &def.devices;
    let by_place = |prefix: &str, place: usize| Ok(Some(format!("{prefix}{place}")));
    let next = |prefix: &str, infos: &mut dyn Iterator<Item = &DeviceInfo>| {
        let last = infos.filter_map(|info| number(info, prefix)).max();
        Ok(Some(format!("{prefix}{}", last.map_or(0, |last| last + 1))))
    };
    match at {
        DeviceAt::Disk(i) => disk(def, &d.disks[i]).map(Some),
        DeviceAt::Interface(i) if is_hostdev(&d.interfaces[i]) => next("hostdev", &mut hostdevs(def)),
        DeviceAt::Interface(_) => next("net", &mut d.interfaces.iter().map(|x| &x.info)),
        DeviceAt::Hostdev(_) => next("hostdev", &mut hostdevs(def)),
        DeviceAt::Filesystem(_) => next("fs", &mut d.filesystems.iter().map(|x| &x.info)),
        DeviceAt::Rng(_) => next("rng", &mut d.rngs.iter().map(|x| &x.info)),
        DeviceAt::Crypto(_) => next("crypto", &mut d.cryptos.iter().map(|x| &x.info)),
        DeviceAt::Memory(i) => {
            let prefix = memory(&d.memories[i]);
            match d.memories[i].info.address {
                Some(Address::Dimm(dimm)) => Ok(Some(format!("{prefix}{}", dimm.slot))),
                _ => next(prefix, &mut d.memories.iter().map(|x| &x.info)),
            }
        }
        DeviceAt::Controller(i) => Ok(Some(controller(Family::of(def), &d.controllers[i]))),
        DeviceAt::Console(i) => {
            let serial = d.serials.first().and_then(|serial| serial.info.alias.as_ref());
            match serial {
                Some(alias) if i == 0 && d.consoles[0].target.kind == ConsoleTargetType::Serial => {
                    Ok(Some(alias.clone()))
                }
                _ => by_place("console", i),
            }
        }
        DeviceAt::Memballoon => {
            Ok(d.memballoon.as_ref().filter(|b| b.model != MemballoonModel::None).map(|_| "balloon0".into()))
        }
        DeviceAt::Sound(i) => by_place("sound", i),
        DeviceAt::Redirdev(i) => by_place("redir", i),
        DeviceAt::Video(i) => by_place("video", i),
        DeviceAt::Input(i) => by_place("input", i),
        DeviceAt::Parallel(i) => by_place("parallel", i),
        DeviceAt::Serial(i) => by_place("serial", i),
        DeviceAt::Channel(i) => by_place("channel", i),
        DeviceAt::Hub(i) => by_place("hub", i),
        DeviceAt::Shmem(i) => by_place("shmem", i),
        DeviceAt::Smartcard(i) => by_place("smartcard", i),
        DeviceAt::Watchdog(i) => by_place("watchdog", i),
        DeviceAt::Tpm(i) => by_place("tpm", i),
        DeviceAt::Vsock => by_place("vsock", 0),
        DeviceAt::Iommu(i) => by_place("iommu", i),
        DeviceAt::Pstore => by_place("pstore", 0),
        DeviceAt::Nvram | DeviceAt::Panic(_) => Ok(None),
        DeviceAt::Graphics(_) | DeviceAt::Audio(_) | DeviceAt::Lease(_) => Ok(None),
    }
}

fn number(info: &DeviceInfo, prefix: &str) -> Option<u32> {
    info.alias.as_ref()?.strip_prefix(prefix)?.parse().ok()
}

fn hostdevs(def: &DomainDef) -> impl Iterator<Item = &DeviceInfo> {
    let d = &def.devices;
    d.hostdevs.iter().map(|h| &h.info).chain(d.interfaces.iter().map(|i| &i.info))
}

fn memory(memory: &MemoryDevice) -> &'static str {
    match memory.model {
        MemoryModel::Dimm => "dimm",
        MemoryModel::Nvdimm => "nvdimm",
        MemoryModel::VirtioPmem => "virtiopmem",
        MemoryModel::VirtioMem => "virtiomem",
        MemoryModel::SgxEpc => "epc",
    }
}

fn disk(def: &DomainDef, disk: &Disk) -> Result<String> {
    let bus = disk.bus();
    let prefix = bus.map_or("", DiskBus::as_str);
    let Some(address) = disk.info.drive() else {
        let index = disk_name_to_index(disk.dst()).unwrap_or_default();
        return Ok(format!("{prefix}-disk{index}"));
    };
    let (controller, bus_number, unit) = (address.controller, address.bus, address.unit);
    if bus != Some(DiskBus::Scsi) {
        return Ok(format!("{prefix}{controller}-{bus_number}-{unit}"));
    }
    let at = def.devices.find_controller(ControllerType::Scsi, controller).ok_or_else(|| {
        err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unable to find a SCSI controller for idx={controller}")
    })?;
    Ok(match def.devices.controllers[at].kind {
        ControllerKind::Scsi { model: Some(ScsiModel::Lsilogic) } => {
            format!("{prefix}{controller}-{bus_number}-{unit}")
        }
        _ => format!("{prefix}{controller}-{bus_number}-{}-{unit}", address.target),
    })
}

/// Controllers that are part of the machine have names that QEMU gives.
fn controller(family: Family<'_>, controller: &Controller) -> String {
    let index = controller.idx();
    match &controller.kind {
        ControllerKind::Pci(_) if !family.pci_multibus() => "pci".to_owned(),
        ControllerKind::Pci(pci) if pci.model == Some(PciModel::PcieRoot) => format!("pcie.{index}"),
        ControllerKind::Pci(_) => format!("pci.{index}"),
        ControllerKind::Ide { .. } if family.builtin_ide() && index == 0 => "ide".to_owned(),
        ControllerKind::Sata if family.is_q35() && index == 0 => "ide".to_owned(),
        ControllerKind::Usb { .. } if index == 0 => "usb".to_owned(),
        ControllerKind::Scsi { model: Some(ScsiModel::Ncr53c90) } if index == 0 => "scsi".to_owned(),
        _ => format!("{}{index}", controller.controller_type().as_str()),
    }
}
