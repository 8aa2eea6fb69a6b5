//! Which PCI slots of a guest are taken, and where the next device goes.
//!
//! A [`PciSet`] knows buses, not devices: what a bus takes ([`Bus`]), what a device asks for ([`Connect`]).
//! In a trial ([`PciSet::trial`]) it grows buses as needed; that is how the number of bridges and ports that a
//! guest needs is found out.

use std::fmt;

use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_ERR_XML_ERROR, VIR_FROM_DOMAIN};
use virt_core::{Result, bail, err};

use super::connect::Connect;

/// Place of a PCI device in the guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Place {
    pub domain: u32,
    pub bus: u32,
    pub slot: u32,
    pub function: u32,
}

impl Place {
    /// Function 0 of a slot of the first bus.
    pub const fn slot(slot: u32) -> Self {
        Self { domain: 0, bus: 0, slot, function: 0 }
    }

    /// The same slot, another function.
    pub const fn with_function(self, function: u32) -> Self {
        Self { function, ..self }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04x}:{:02x}:{:02x}.{:x}", self.domain, self.bus, self.slot, self.function)
    }
}

/// What provides a bus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BusModel {
    PciRoot,
    PcieRoot,
    PciBridge,
    DmiToPciBridge,
    PcieToPciBridge,
    PcieRootPort,
    PcieSwitchUpstreamPort,
    PcieSwitchDownstreamPort,
    PciExpanderBus,
    PcieExpanderBus,
}

impl BusModel {
    /// The name in domain XML.
    pub fn name(self) -> &'static str {
        match self {
            BusModel::PciRoot => "pci-root",
            BusModel::PcieRoot => "pcie-root",
            BusModel::PciBridge => "pci-bridge",
            BusModel::DmiToPciBridge => "dmi-to-pci-bridge",
            BusModel::PcieToPciBridge => "pcie-to-pci-bridge",
            BusModel::PcieRootPort => "pcie-root-port",
            BusModel::PcieSwitchUpstreamPort => "pcie-switch-upstream-port",
            BusModel::PcieSwitchDownstreamPort => "pcie-switch-downstream-port",
            BusModel::PciExpanderBus => "pci-expander-bus",
            BusModel::PcieExpanderBus => "pcie-expander-bus",
        }
    }

    /// What its own upstream end asks for; nothing for roots.
    pub fn connect(self) -> Connect {
        match self {
            BusModel::PciRoot | BusModel::PcieRoot => Connect::NONE,
            BusModel::PciBridge => Connect::PCI_BRIDGE,
            BusModel::DmiToPciBridge => Connect::DMI_TO_PCI_BRIDGE,
            BusModel::PcieToPciBridge => Connect::PCIE_TO_PCI_BRIDGE,
            BusModel::PcieRootPort => Connect::ROOT_PORT | Connect::AGGREGATE,
            BusModel::PcieSwitchUpstreamPort => Connect::UPSTREAM_PORT,
            BusModel::PcieSwitchDownstreamPort => Connect::DOWNSTREAM_PORT,
            BusModel::PciExpanderBus => Connect::PCI_EXPANDER,
            BusModel::PcieExpanderBus => Connect::PCIE_EXPANDER,
        }
    }

    /// What it takes downstream, and its first and last slot.
    fn takes(self, hotplug: bool) -> (Connect, u32, u32) {
        const LAST: u32 = 31;
        let hotplug = if hotplug { Connect::HOTPLUG } else { Connect::NONE };
        let conventional = Connect::AUTO | Connect::PCI_DEVICE | Connect::PCI_BRIDGE | hotplug;
        match self {
            BusModel::PciRoot => (conventional | Connect::PCI_EXPANDER, 1, LAST),
            BusModel::PciBridge | BusModel::PcieToPciBridge => (conventional, 1, LAST),
            BusModel::PciExpanderBus => (conventional, 0, LAST),
            BusModel::PcieRoot => (
                Connect::PCIE_DEVICE
                    | Connect::ROOT_PORT
                    | Connect::DMI_TO_PCI_BRIDGE
                    | Connect::PCIE_EXPANDER,
                1,
                LAST,
            ),
            BusModel::DmiToPciBridge => (Connect::PCI_DEVICE | Connect::PCI_BRIDGE, 0, LAST),
            BusModel::PcieRootPort | BusModel::PcieSwitchDownstreamPort => (
                Connect::AUTO
                    | Connect::PCIE_DEVICE
                    | Connect::UPSTREAM_PORT
                    | Connect::PCIE_TO_PCI_BRIDGE
                    | hotplug,
                0,
                0,
            ),
            BusModel::PcieSwitchUpstreamPort => (Connect::DOWNSTREAM_PORT, 0, LAST),
            BusModel::PcieExpanderBus => (Connect::ROOT_PORT | Connect::DMI_TO_PCI_BRIDGE, 0, LAST),
        }
    }
}

/// A bus and what is on it.
#[derive(Debug, Clone)]
pub struct Bus {
    pub model: BusModel,
    takes: Connect,
    first: u32,
    last: u32,
    slots: [Slot; 32],
    /// Devices of one group share a bus; 0 are those that nothing is known of.
    group: u32,
    group_locked: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    functions: u8,
    aggregate: bool,
}

impl Bus {
    pub fn new(model: BusModel, hotplug: bool) -> Self {
        let (takes, first, last) = model.takes(hotplug);
        Self { model, takes, first, last, slots: [Slot::default(); 32], group: 0, group_locked: false }
    }

    /// Ties the bus to a group of devices.
    pub fn with_group(mut self, group: u32, locked: bool) -> Self {
        self.group = group;
        self.group_locked = locked;
        self
    }

    /// Does it take any of `what`?
    pub fn accepts(&self, what: Connect) -> bool {
        self.takes.any(what)
    }

    fn usable(&self) -> &[Slot] {
        &self.slots[self.first as usize..=self.last as usize]
    }

    fn is_full(&self) -> bool {
        self.usable().iter().all(|s| s.functions != 0)
    }

    fn is_empty(&self) -> bool {
        self.usable().iter().all(|s| s.functions == 0)
    }
}

/// Who chose an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    User,
    Us,
}

impl By {
    fn code(self) -> i32 {
        match self {
            By::User => VIR_ERR_XML_ERROR,
            By::Us => VIR_ERR_INTERNAL_ERROR,
        }
    }
}

/// All PCI buses of a guest.
#[derive(Debug, Clone, Default)]
pub struct PciSet {
    pub buses: Vec<Bus>,
    /// Buses are added as needed.
    pub trial: bool,
    /// More host bridges can be added (pSeries).
    pub many_roots: bool,
    /// QEMU has pcie-to-pci-bridge.
    pub has_pcie_to_pci: bool,
}

/// More buses can't be addressed.
const MAX_BUSES: usize = 256;

impl PciSet {
    /// Is any function of the slot taken?
    pub fn slot_in_use(&self, at: Place) -> bool {
        let bus = self.buses.get(at.bus as usize);
        bus.and_then(|b| b.slots.get(at.slot as usize)).is_some_and(|s| s.functions != 0)
    }

    /// Is there no free slot on any bus?
    pub fn all_full(&self) -> bool {
        self.buses.iter().all(Bus::is_full)
    }

    /// Refuses what doesn't exist or doesn't fit.
    pub fn check(&self, at: Place, what: Connect, by: By) -> Result<()> {
        let code = by.code();
        if self.buses.is_empty() {
            bail!(VIR_FROM_DOMAIN, code, "No PCI buses available");
        }
        if at.domain != 0 {
            bail!(VIR_FROM_DOMAIN, code, "Invalid PCI address {at}. Only PCI domain 0 is available");
        }
        let Some(bus) = self.buses.get(at.bus as usize) else {
            bail!(
                VIR_FROM_DOMAIN,
                code,
                "Invalid PCI address {at}. Only PCI buses up to {} are available",
                self.buses.len() - 1
            );
        };
        fits(at, bus.takes, what, by)?;
        if at.slot < bus.first {
            bail!(VIR_FROM_DOMAIN, code, "Invalid PCI address {at}. slot must be >= {}", bus.first);
        }
        if at.slot > bus.last {
            bail!(VIR_FROM_DOMAIN, code, "Invalid PCI address {at}. slot must be <= {}", bus.last);
        }
        if at.function > 7 {
            bail!(VIR_FROM_DOMAIN, code, "Invalid PCI address {at}. function must be <= 7");
        }
        Ok(())
    }

    /// Takes an address; gives the one that was taken, which in a trial may be on a later bus.
    pub fn reserve(&mut self, at: Place, what: Connect, group: u32, by: By) -> Result<Place> {
        let mut at = at;
        if self.trial {
            self.grow(&mut at, what)?;
        }
        self.check(at, what, by)?;
        let bus = &mut self.buses[at.bus as usize];
        let empty = bus.is_empty();
        let slot = &mut bus.slots[at.slot as usize];
        if slot.functions & (1 << at.function) != 0 {
            bail!(VIR_FROM_DOMAIN, by.code(), "Attempted double use of PCI Address {at}");
        }
        if slot.functions == 0 && what.any(Connect::AGGREGATE) {
            slot.aggregate = true;
        }
        slot.functions |= 1 << at.function;
        if empty && !bus.group_locked {
            bus.group = group;
        } else if bus.group != group && by == By::User {
            bus.group = 0;
        }
        Ok(at)
    }

    /// Finds and takes the next free address; `function` asks for a certain one.
    pub fn reserve_next(&mut self, what: Connect, group: u32, function: Option<u32>) -> Result<Place> {
        let at = self.next(what, group, function)?;
        self.reserve(at, what, group, By::Us)
    }

    fn next(&mut self, what: Connect, group: u32, function: Option<u32>) -> Result<Place> {
        if self.buses.is_empty() {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_XML_ERROR, "No PCI buses available");
        }
        let same = |b: &Bus| b.group == group;
        let free = |b: &Bus| b.is_empty() && !b.group_locked;
        let filters: [&dyn Fn(&Bus) -> bool; 2] = [&same, &free];
        for wanted in filters {
            for (number, bus) in self.buses.iter().enumerate() {
                if wanted(bus)
                    && let Some(at) = free_on(bus, number as u32, what, function)
                {
                    return Ok(at);
                }
            }
        }
        if !self.trial {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "No more available PCI slots");
        }
        let function = function.unwrap_or(0);
        let mut at = Place { bus: self.buses.len() as u32, function, ..Place::default() };
        self.grow(&mut at, what)?;
        at.slot = self.buses[at.bus as usize].first;
        Ok(at)
    }

    /// Adds buses until that of `at` exists; `at` moves when a bus of another kind has to come in between.
    fn grow(&mut self, at: &mut Place, what: Connect) -> Result<()> {
        let have = self.buses.len();
        if (at.bus as usize) < have {
            return Ok(());
        }
        let mut between: &[BusModel] = &[];
        let model = if what.any(Connect::PCI_DEVICE) {
            if self.many_roots {
                BusModel::PciRoot
            } else {
                if !self.buses.iter().any(|b| b.accepts(Connect::PCI_BRIDGE)) {
                    between = if self.has_pcie_to_pci {
                        &[BusModel::PcieRootPort, BusModel::PcieToPciBridge]
                    } else {
                        &[BusModel::DmiToPciBridge]
                    };
                    if at.bus as usize == have {
                        at.bus += 1;
                    }
                }
                BusModel::PciBridge
            }
        } else if what.any(Connect::PCIE_DEVICE | Connect::UPSTREAM_PORT) {
            BusModel::PcieRootPort
        } else {
            let error = match what.controller() {
                Some(name) => err!(
                    VIR_FROM_DOMAIN,
                    VIR_ERR_INTERNAL_ERROR,
                    "a PCI slot is needed to connect a PCI controller model='{name}', but none is available, and it cannot be automatically added"
                ),
                None => err!(
                    VIR_FROM_DOMAIN,
                    VIR_ERR_INTERNAL_ERROR,
                    "Cannot automatically add a new PCI bus for a device with connect flags {:02x}",
                    what.bits()
                ),
            };
            return Err(error);
        };
        let wanted = at.bus as usize + 1;
        if wanted > MAX_BUSES {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "No more available PCI slots");
        }
        for model in between {
            let mut bus = Bus::new(*model, *model != BusModel::DmiToPciBridge);
            if *model == BusModel::PcieRootPort {
                // Kept for the bridge: nothing else may take this port.
                bus.takes = Connect::PCIE_TO_PCI_BRIDGE;
            }
            self.buses.push(bus);
        }
        while self.buses.len() < wanted {
            self.buses.push(Bus::new(model, true));
        }
        Ok(())
    }
}

/// The first free place on a bus that suits the device.
fn free_on(bus: &Bus, number: u32, what: Connect, function: Option<u32>) -> Option<Place> {
    let mut at = Place { domain: 0, bus: number, slot: bus.first, function: function.unwrap_or(0) };
    fits(at, bus.takes, what, By::Us).ok()?;
    while at.slot <= bus.last {
        let slot = bus.slots[at.slot as usize];
        if slot.functions == 0 {
            return Some(at);
        }
        if slot.aggregate && what.any(Connect::AGGREGATE) {
            let candidates = match function {
                Some(function) => function..=function,
                None => 0..=7,
            };
            if let Some(function) = candidates.into_iter().find(|f| slot.functions & (1 << f) == 0) {
                return Some(at.with_function(function));
            }
        }
        at.slot += 1;
    }
    None
}

/// Does a bus that takes `bus` take a device that asks for `what`?
fn fits(at: Place, bus: Connect, what: Connect, by: By) -> Result<()> {
    let code = by.code();
    let (mut bus, mut what) = (bus, what);
    if what.any(Connect::INTEGRATED) {
        if at.bus != 0 {
            bail!(
                VIR_FROM_DOMAIN,
                code,
                "The device at PCI address {at} needs to be an integrated device (bus=0)"
            );
        }
        bus = bus | Connect::PCI_DEVICE | Connect::AUTO;
    }
    if by == By::User {
        if bus.any(Connect::ENDPOINT) {
            bus = bus | Connect::ENDPOINT;
        }
        if what.any(Connect::PCI_BRIDGE) {
            what = what | Connect::PCI_DEVICE;
        }
    } else if what.any(Connect::AUTO) && !bus.any(Connect::AUTO) {
        bail!(
            VIR_FROM_DOMAIN,
            code,
            "The device at PCI address {at} was auto-assigned this address, but the PCI controller with index='{}' doesn't allow auto-assignment",
            at.bus
        );
    }
    if what.any(Connect::HOTPLUG) && !bus.any(Connect::HOTPLUG) {
        bail!(
            VIR_FROM_DOMAIN,
            code,
            "The device at PCI address {at} requires hotplug capability, but the PCI controller with index='{}' doesn't support hotplug",
            at.bus
        );
    }
    if bus.kinds().any(what.kinds()) {
        return Ok(());
    }
    let Some(kind) = what.described() else {
        bail!(
            VIR_FROM_DOMAIN,
            code,
            "The device at PCI address {at} has unrecognized connection type flags 0x{:02x}",
            what.kinds().bits()
        );
    };
    bail!(
        VIR_FROM_DOMAIN,
        code,
        "The device at PCI address {at} cannot be plugged into the PCI controller with index='{}'. It requires a controller that accepts a {kind}.",
        at.bus
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(models: &[BusModel]) -> PciSet {
        PciSet {
            buses: models.iter().map(|m| Bus::new(*m, true)).collect(),
            trial: true,
            has_pcie_to_pci: true,
            ..PciSet::default()
        }
    }

    #[test]
    fn express_devices_get_a_port_each() {
        let mut pci = set(&[BusModel::PcieRoot]);
        for bus in 1..4 {
            let at = pci.reserve_next(Connect::PCIE_DEVICE | Connect::AUTO, 0, None).unwrap();
            assert_eq!(at, Place { bus, ..Place::default() });
        }
        let ports: Vec<_> =
            (0..3).map(|_| pci.reserve_next(BusModel::PcieRootPort.connect(), 0, None).unwrap()).collect();
        assert_eq!(ports.iter().map(|p| (p.slot, p.function)).collect::<Vec<_>>(), [(1, 0), (1, 1), (1, 2)]);
    }

    #[test]
    fn a_conventional_device_in_an_express_guest_brings_its_bridge() {
        let mut pci = set(&[BusModel::PcieRoot]);
        let at = pci.reserve_next(Connect::PCI_DEVICE | Connect::AUTO, 0, None).unwrap();
        assert_eq!((at.bus, at.slot), (2, 1));
        let models: Vec<_> = pci.buses.iter().map(|b| b.model).collect();
        assert_eq!(models, [BusModel::PcieRoot, BusModel::PcieRootPort, BusModel::PcieToPciBridge]);
        let next = pci.reserve_next(Connect::PCIE_DEVICE | Connect::AUTO, 0, None).unwrap();
        assert_eq!(next.bus, 3, "the bridge's port is not for others");
    }

    #[test]
    fn taken_twice_is_refused() {
        let mut pci = set(&[BusModel::PciRoot]);
        let at = Place::slot(5);
        pci.reserve(at, Connect::PCI_DEVICE, 0, By::User).unwrap();
        let error = pci.reserve(at, Connect::PCI_DEVICE, 0, By::User).unwrap_err();
        assert!(error.message().contains("Attempted double use of PCI Address 0000:00:05.0"));
    }

    #[test]
    fn groups_keep_to_their_bus() {
        let mut pci = set(&[BusModel::PciRoot]);
        pci.many_roots = true;
        pci.buses[0].group_locked = true;
        let what = Connect::PCI_DEVICE | Connect::AUTO;
        assert_eq!(pci.reserve_next(what, 7, None).unwrap().bus, 1);
        assert_eq!(pci.reserve_next(what, 0, None).unwrap().bus, 0);
        assert_eq!(pci.reserve_next(what, 7, None).unwrap().bus, 1);
        assert_eq!(pci.reserve_next(what, 8, None).unwrap().bus, 2);
    }
}
