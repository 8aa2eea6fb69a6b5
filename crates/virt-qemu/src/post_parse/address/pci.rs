//! PCI addresses, and the controllers they need.

use crate::vocabulary::{
    ControllerKind, ControllerType, DeviceAt, DomainDef, InterfaceSource, PciController, PciModel,
    PciModelName,
};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_DOMAIN, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::connect::Connect;
use super::entry::{self, Entry};
use super::pci_connect::{Wishes, bus_model, pci_model};
use super::pci_set::{Bus, BusModel, PciSet};
use super::pci_slots::Slots;
use super::zpci;
use crate::capabilities::{Flag, QemuCaps};
use crate::family::{Family, has_pcie_root, pci_root};

/// Assigns PCI addresses; adds the bridges and ports that they need.
pub fn assign(def: &mut DomainDef, caps: &QemuCaps) -> Result<()> {
    let highest = def.devices.controllers.iter().filter(|c| c.pci().is_some()).map(|c| c.idx()).max();
    let mut buses = highest.map_or(0, |index| index as usize + 1);
    isolate(def)?;
    let mut entries = collect(def, caps);
    if buses > 0 {
        buses = trial(def, caps, &mut entries, highest, buses)?;
    }
    let has_pci = Family::of(def).has_pci();
    let mut slots = new_slots(def, caps, entries, buses, false)?;
    if has_pci {
        slots.chipset()?;
        slots.assign()?;
        zpci::assign(&mut slots.entries)?;
        slots.mark_multifunction();
    }
    let entries = slots.entries;
    entry::store(def, &entries);
    if has_pci { finish_controllers(def, caps) } else { Ok(()) }
}

fn wishes(def: &DomainDef, caps: &QemuCaps) -> Wishes {
    Wishes::new(has_pcie_root(def), caps.has(Flag::VIRTIO_PCI_TRANSITIONAL))
}

fn collect(def: &DomainDef, caps: &QemuCaps) -> Vec<Entry> {
    let wishes = wishes(def, caps);
    entry::collect(def, |device| wishes.of(device), caps.has(Flag::DEVICE_ZPCI))
}

/// Host devices of pSeries guests are kept apart by the groups that the host's IOMMU makes of them.
fn isolate(def: &mut DomainDef) -> Result<()> {
    if !Family::of(def).is_pseries() {
        return Ok(());
    }
    let Some(root) = def.devices.find_controller(ControllerType::Pci, 0) else {
        bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "no PCI host bridge");
    };
    def.devices.controllers[root].info.isolation_group_locked = true;
    let mut synthetic = u32::MAX;
    for interface in &mut def.devices.interfaces {
        let to_host = interface.source.actual().is_some_and(|a| a.source.type_name() == "hostdev");
        if matches!(interface.source, InterfaceSource::Network { .. })
            && to_host
            && interface.info.isolation_group == 0
        {
            interface.info.isolation_group = synthetic;
            synthetic -= 1;
        }
    }
    for hostdev in &mut def.devices.hostdevs {
        if let Some(pci) = hostdev.pci()
            && hostdev.info.isolation_group == 0
            && let Some(group) = iommu_group(&pci.address.to_string())
        {
            hostdev.info.isolation_group = group + 1;
        }
    }
    Ok(())
}

/// The host's IOMMU group of a device.
fn iommu_group(address: &str) -> Option<u32> {
    let link = std::fs::read_link(format!("/sys/bus/pci/devices/{address}/iommu_group")).ok()?;
    link.file_name()?.to_str()?.parse().ok()
}

fn new_slots<'a>(
    def: &'a DomainDef,
    caps: &'a QemuCaps,
    entries: Vec<Entry>,
    buses: usize,
    trial: bool,
) -> Result<Slots<'a>> {
    let family = Family::of(def);
    let mut models: Vec<Option<Bus>> = vec![None; buses];
    for controller in &def.devices.controllers {
        let Some(pci) = controller.pci() else { continue };
        let index = controller.idx();
        let Some(bus) = models.get_mut(index as usize) else {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "Inappropriate new pci controller index {index} exceeds addrs array length"
            );
        };
        let Some(model) = pci.model else {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "PCI controller model was not set correctly");
        };
        let info = &controller.info;
        let new = Bus::new(bus_model(model), pci.target.hotplug != Some(false));
        *bus = Some(new.with_group(info.isolation_group, info.isolation_group_locked));
    }
    let express =
        def.devices.controllers.iter().filter_map(|c| c.pci()).any(|p| p.model == Some(PciModel::PcieRoot));
    let default = if family.is_pseries() {
        BusModel::PciRoot
    } else if express {
        BusModel::PcieRootPort
    } else {
        BusModel::PciBridge
    };
    let model = |(index, bus): (usize, Option<Bus>)| {
        bus.unwrap_or_else(|| Bus::new(if index == 0 { BusModel::PciRoot } else { default }, true))
    };
    let set = PciSet {
        buses: models.into_iter().enumerate().map(model).collect(),
        trial,
        many_roots: family.is_pseries(),
        has_pcie_to_pci: caps.has(Flag::DEVICE_PCIE_PCI_BRIDGE),
    };
    let mut slots = Slots { def, caps, entries, set };
    slots.collect()?;
    Ok(slots)
}

/// Finds out how many buses the guest needs, and adds their controllers.
fn trial(
    def: &mut DomainDef,
    caps: &QemuCaps,
    entries: &mut Vec<Entry>,
    highest: Option<u32>,
    buses: usize,
) -> Result<usize> {
    let express = has_pcie_root(def);
    let conventional = pci_root(def) == Some(PciModel::PciRoot);
    let mut slots = new_slots(def, caps, std::mem::take(entries), buses, true)?;
    slots.chipset()?;
    // Room for one more device, so that guests can grow.
    if conventional && !slots.set.all_full() {
        slots.set.reserve_next(Connect::AUTO | Connect::PCI_DEVICE, 0, None)?;
    }
    slots.assign()?;
    let only_root = highest.is_none_or(|index| index == 0);
    if only_root && slots.set.buses.len() > buses && express {
        slots.set.reserve_next(Connect::AUTO | Connect::PCIE_DEVICE, 0, None)?;
    }
    let Slots { entries: mut tried, mut set, .. } = slots;
    let zpci = caps.has(Flag::DEVICE_ZPCI);
    let mut index = 1;
    while index < set.buses.len() {
        let model = set.buses[index].model;
        let number = index as u32;
        index += 1;
        if def.devices.find_controller(ControllerType::Pci, number).is_some() {
            continue;
        }
        let kind =
            ControllerKind::Pci(PciController { model: Some(pci_model(model)), ..PciController::default() });
        let added = def.devices.maybe_add_controller(kind, number);
        let Some(at) = def.devices.find_controller(ControllerType::Pci, number).filter(|_| added) else {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "Could not find auto-added {} controller with index {number}",
                model.name()
            );
        };
        insert(&mut tried, def, at, model, zpci);
        if !matches!(model, BusModel::PciRoot | BusModel::PcieRoot) {
            set.reserve_next(model.connect(), 0, None)?;
        }
    }
    *entries = tried;
    Ok(set.buses.len())
}

/// Options of PCI controllers that follow from their addresses.
fn finish_controllers(def: &mut DomainDef, caps: &QemuCaps) -> Result<()> {
    let pseries = Family::of(def).is_pseries();
    for at in 0..def.devices.controllers.len() {
        let lowest_bus = lowest_bus(def);
        let free_target = free_target(def);
        let controller = &mut def.devices.controllers[at];
        let index = controller.idx();
        let address = controller.info.pci().copied().unwrap_or_default();
        let Some(pci) = controller.pci_mut() else { continue };
        if pci.model_name == PciModelName::None {
            pci.model_name = default_name(pci.model, pseries, caps);
        }
        let target = &mut pci.target;
        match pci.model {
            Some(PciModel::PciBridge) => {
                target.chassis_nr.get_or_insert(index);
                if index <= address.bus {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_CONFIG_UNSUPPORTED,
                        "PCI controller at index {index} (0x{index:02x}) has bus='0x{:02x}', but index must be larger than bus",
                        address.bus
                    );
                }
            }
            Some(PciModel::PcieRootPort) => {
                target.chassis.get_or_insert(index);
                target.port.get_or_insert((address.slot << 3) + address.function);
            }
            Some(PciModel::PcieSwitchDownstreamPort) => {
                target.chassis.get_or_insert(index);
                target.port.get_or_insert(address.slot);
            }
            Some(PciModel::PciExpanderBus | PciModel::PcieExpanderBus) if target.bus_nr.is_none() => {
                if lowest_bus <= 2 {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_CONFIG_UNSUPPORTED,
                        "No free busNr lower than current lowest busNr is available to auto-assign to bus {}. Must be manually assigned",
                        address.bus
                    );
                }
                target.bus_nr = Some(lowest_bus - 2);
            }
            Some(PciModel::PciRoot) if pseries && target.index.is_none() => {
                target.index = if index == 0 { Some(0) } else { free_target };
                if target.index.is_none() {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_CONFIG_UNSUPPORTED,
                        "No usable target index found for {}",
                        address.bus
                    );
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The lowest bus number in use; each expander takes two below it.
fn lowest_bus(def: &DomainDef) -> u32 {
    let numbers = def.devices.controllers.iter().filter_map(|c| c.pci()?.target.bus_nr);
    numbers.min().unwrap_or(256).min(256)
}

/// A free number for a host bridge of pSeries; 0 is the first one's.
fn free_target(def: &DomainDef) -> Option<u32> {
    let taken: Vec<u32> = def
        .devices
        .controllers
        .iter()
        .filter_map(|c| c.pci())
        .filter(|p| p.model_name == PciModelName::SpaprPciHostBridge && p.model == Some(PciModel::PciRoot))
        .filter_map(|p| p.target.index)
        .collect();
    (1..=31).find(|index| !taken.contains(index))
}

fn default_name(model: Option<PciModel>, pseries: bool, caps: &QemuCaps) -> PciModelName {
    match model {
        Some(PciModel::PciBridge) => PciModelName::PciBridge,
        Some(PciModel::DmiToPciBridge) => PciModelName::I82801b11Bridge,
        Some(PciModel::PcieToPciBridge) => PciModelName::PciePciBridge,
        Some(PciModel::PcieRootPort) if caps.has(Flag::DEVICE_PCIE_ROOT_PORT) => PciModelName::PcieRootPort,
        Some(PciModel::PcieRootPort) => PciModelName::Ioh3420,
        Some(PciModel::PcieSwitchUpstreamPort) => PciModelName::X3130Upstream,
        Some(PciModel::PcieSwitchDownstreamPort) => PciModelName::Xio3130Downstream,
        Some(PciModel::PciExpanderBus) => PciModelName::Pxb,
        Some(PciModel::PcieExpanderBus) => PciModelName::PxbPcie,
        Some(PciModel::PciRoot) if pseries => PciModelName::SpaprPciHostBridge,
        Some(PciModel::PciRoot | PciModel::PcieRoot) | None => PciModelName::None,
    }
}

/// The entry of a controller that was added; controllers are kept in order, so what came after has moved.
fn insert(entries: &mut Vec<Entry>, def: &DomainDef, at: usize, model: BusModel, zpci: bool) {
    let mut place = None;
    let mut last = 0;
    for (position, entry) in entries.iter_mut().enumerate() {
        if let DeviceAt::Controller(index) = &mut entry.at {
            if *index >= at {
                *index += 1;
                place.get_or_insert(position);
            }
            last = position + 1;
        }
    }
    let info = &def.devices.controllers[at].info;
    let new = Entry::new(DeviceAt::Controller(at), info, model.connect(), zpci);
    entries.insert(place.unwrap_or(last), new);
}
