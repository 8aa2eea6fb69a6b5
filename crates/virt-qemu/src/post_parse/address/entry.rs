//! Devices as address assignment sees them: what they are, what they ask for, where they are.

use crate::vocabulary::{Address, DeviceAt, DeviceInfo, DomainDef, PciAddress};

use super::connect::Connect;
use super::pci_set::Place;
use crate::devices::{self, DeviceRef};

/// A device whose PCI address is looked at.
#[derive(Debug, Clone)]
pub struct Entry {
    pub at: DeviceAt,
    pub connect: Connect,
    pub address: Option<Address>,
    pub group: u32,
    /// s390's numbers are wanted beside a PCI address.
    pub zpci: bool,
}

impl Entry {
    /// The entry of a device.
    pub fn new(at: DeviceAt, info: &DeviceInfo, connect: Connect, zpci: bool) -> Self {
        Self { at, connect, address: info.address.clone(), group: info.isolation_group, zpci }
    }

    /// A PCI address has to be found.
    pub fn wants_pci(&self) -> bool {
        match &self.address {
            None => true,
            Some(Address::Pci(pci)) => pci.is_empty(),
            Some(_) => false,
        }
    }

    /// The PCI address, if it is known.
    pub fn place(&self) -> Option<Place> {
        self.pci().filter(|pci| !pci.is_empty()).map(place)
    }

    pub fn pci(&self) -> Option<&PciAddress> {
        if let Some(Address::Pci(pci)) = &self.address { Some(pci) } else { None }
    }

    /// Puts the device somewhere; what the address says beside the place stays.
    pub fn put(&mut self, at: Place, multifunction: Option<bool>) {
        let mut pci = self.pci().copied().unwrap_or_default();
        (pci.domain, pci.bus, pci.slot, pci.function) = (at.domain, at.bus, at.slot, at.function);
        if multifunction.is_some() {
            pci.multifunction = multifunction;
        }
        self.address = Some(Address::Pci(pci));
    }
}

/// The place that an address names.
pub fn place(pci: &PciAddress) -> Place {
    Place { domain: pci.domain, bus: pci.bus, slot: pci.slot, function: pci.function }
}

/// Writes addresses back.
pub fn store(def: &mut DomainDef, entries: &[Entry]) {
    for entry in entries {
        if let Some(info) = def.info_at_mut(entry.at) {
            info.address.clone_from(&entry.address);
            info.isolation_group = entry.group;
        }
    }
}

/// All entries of a domain, in the order devices are gone through.
pub fn collect(def: &DomainDef, connect: impl Fn(DeviceRef<'_>) -> Connect, zpci: bool) -> Vec<Entry> {
    devices::all(def)
        .into_iter()
        .map(|(at, device, info)| {
            let character = matches!(
                at,
                DeviceAt::Serial(_) | DeviceAt::Parallel(_) | DeviceAt::Channel(_) | DeviceAt::Console(_)
            );
            Entry::new(at, info, connect(device), zpci && !character)
        })
        .collect()
}
