//! The order in which devices get PCI slots, and what machines have there already.
//!
//! The order is part of what guests see: it must never change.

use crate::vocabulary::{
    Address, Controller, ControllerKind, DeviceAt, DomainDef, PciModel, ScsiModel, SoundModel, UsbModel,
};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::connect::Connect;
use super::entry::Entry;
use super::pci_set::{By, PciSet, Place};
use crate::capabilities::{Flag, QemuCaps};
use crate::devices::{self, DeviceRef, address_type};
use crate::family::Family;

/// Entries and the set they are put in.
pub struct Slots<'a> {
    pub def: &'a DomainDef,
    pub caps: &'a QemuCaps,
    pub entries: Vec<Entry>,
    pub set: PciSet,
}

/// The primary IDE controller of i440fx.
const PIIX_IDE: Place = Place::slot(1).with_function(1);
/// The USB controller of i440fx.
const PIIX_USB: Place = Place::slot(1).with_function(2);
/// The SATA controller of Q35.
const Q35_SATA: Place = Place::slot(0x1f).with_function(2);

impl Slots<'_> {
    /// Takes the addresses that are known.
    pub fn collect(&mut self) -> Result<()> {
        for at in 0..self.entries.len() {
            let entry = &self.entries[at];
            let Some(place) = entry.place() else { continue };
            let connect = if entry.connect.is_none() { Connect::PCI_DEVICE } else { entry.connect };
            if self.controller(entry.at).is_some_and(|c| is_piix_function(c, place)) {
                if self.set.buses.first().is_some_and(|b| !b.accepts(Connect::PCI_DEVICE)) {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_INTERNAL_ERROR,
                        "Bus 0 must be PCI for integrated PIIX3 USB or IDE controllers"
                    );
                }
                continue;
            }
            let group = entry.group;
            let taken = self.set.reserve(place, connect, group, By::User)?;
            if taken != place {
                self.entries[at].put(taken, None);
            }
        }
        Ok(())
    }

    fn controller(&self, at: DeviceAt) -> Option<&'_ Controller> {
        match at {
            DeviceAt::Controller(index) => self.def.devices.controllers.get(index),
            _ => None,
        }
    }

    fn next(&mut self, at: usize) -> Result<()> {
        let entry = &self.entries[at];
        let place = self.set.reserve_next(entry.connect, entry.group, None)?;
        if !self.set.trial {
            self.entries[at].put(place, None);
        }
        Ok(())
    }

    /// Positions of the entries for devices of some sort.
    fn find(&self, wanted: impl Fn(DeviceRef<'_>) -> bool) -> Vec<usize> {
        let devices = &self.def.devices;
        let fits = |entry: &Entry| devices::device(devices, entry.at).is_some_and(&wanted);
        (0..self.entries.len()).filter(|at| fits(&self.entries[*at])).collect()
    }

    fn assign_all(&mut self, wanted: impl Fn(DeviceRef<'_>) -> bool) -> Result<()> {
        for at in self.find(wanted) {
            if self.entries[at].wants_pci() {
                self.next(at)?;
            }
        }
        Ok(())
    }

    /// Controllers with the positions of their entries.
    fn controllers(&self) -> Vec<(usize, Controller)> {
        let one = |(at, entry): (usize, &Entry)| Some((at, self.controller(entry.at)?.clone()));
        self.entries.iter().enumerate().filter_map(one).collect()
    }

    /// What the chipset has.
    pub fn chipset(&mut self) -> Result<()> {
        let family = Family::of(self.def);
        if family.is_i440fx() {
            self.piix()?;
        }
        if family.is_q35() {
            self.q35()?;
        }
        Ok(())
    }

    fn piix(&mut self) -> Result<()> {
        let what = Connect::AUTO | Connect::PCI_DEVICE;
        for (at, controller) in self.controllers() {
            if controller.idx() != 0 {
                continue;
            }
            let (fixed, complaint) = match &controller.kind {
                ControllerKind::Ide { .. } => {
                    (PIIX_IDE, "Primary IDE controller must have PCI address 0:0:1.1")
                }
                ControllerKind::Usb { model: Some(UsbModel::Piix3Uhci) | None, .. } => {
                    (PIIX_USB, "PIIX3 USB controller at index 0 must have PCI address 0:0:1.2")
                }
                _ => continue,
            };
            self.fixed(at, fixed, what, complaint)?;
        }
        if !self.set.buses.is_empty() {
            self.set.reserve(Place::slot(1), what, 0, By::User)?;
            self.set.reserve(Place::slot(1).with_function(3), what, 0, By::User)?;
        }
        self.primary_video(Place::slot(2), what)
    }

    /// A controller that is part of the chipset.
    fn fixed(&mut self, at: usize, place: Place, what: Connect, complaint: &str) -> Result<()> {
        match self.entries[at].place() {
            Some(other) if other != place => bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{complaint}"),
            Some(_) => {}
            None => self.entries[at].put(place, None),
        }
        if !self.set.buses.is_empty() {
            self.set.reserve(place, what, 0, By::User)?;
        }
        Ok(())
    }

    fn primary_video(&mut self, place: Place, what: Connect) -> Result<()> {
        let Some(at) = self.entries.iter().position(|e| e.at == DeviceAt::Video(0)) else { return Ok(()) };
        if !devices::is_pci_video(&self.def.devices.videos[0]) || !self.entries[at].wants_pci() {
            return Ok(());
        }
        self.set.check(place, what, By::User)?;
        if self.set.slot_in_use(place) {
            return self.next(at);
        }
        self.set.reserve(place, what, 0, By::User)?;
        self.entries[at].put(place, None);
        Ok(())
    }

    fn q35(&mut self) -> Result<()> {
        let what = Connect::PCIE_DEVICE;
        for (at, controller) in self.controllers() {
            let untouched = self.entries[at].address.is_none();
            match &controller.kind {
                ControllerKind::Sata if controller.idx() == 0 => {
                    let complaint = "Primary SATA controller must have PCI address 0:0:1f.2";
                    match self.entries[at].place() {
                        Some(other) if other != Q35_SATA => {
                            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{complaint}")
                        }
                        Some(_) => {}
                        None => self.entries[at].put(Q35_SATA, None),
                    }
                }
                ControllerKind::Usb { model: Some(UsbModel::Ich9Uhci1), .. } if untouched => {
                    let free = [0x1d, 0x1a].into_iter().map(Place::slot).find(|p| !self.set.slot_in_use(*p));
                    if let Some(place) = free {
                        self.set.reserve(place, what, 0, By::User)?;
                        self.entries[at].put(place, Some(true));
                    }
                }
                ControllerKind::Pci(pci) if untouched && pci.model == Some(PciModel::DmiToPciBridge) => {
                    let place = Place::slot(0x1e);
                    if !self.set.slot_in_use(place) {
                        self.set.reserve(place, what, 0, By::User)?;
                        self.entries[at].put(place, None);
                    }
                }
                _ => {}
            }
        }
        if !self.set.buses.is_empty() {
            self.set.reserve(Place::slot(0x1f), what, 0, By::User)?;
            self.set.reserve(Place::slot(0x1f).with_function(3), what, 0, By::User)?;
        }
        self.primary_video(Place::slot(1), what)?;
        self.q35_sound(what)
    }

    /// The first sound card goes where the chipset's own would be.
    fn q35_sound(&mut self, what: Connect) -> Result<()> {
        let place = Place::slot(0x1b);
        if self.set.buses.is_empty() || self.set.slot_in_use(place) {
            return Ok(());
        }
        for at in self.find(|d| matches!(d, DeviceRef::Sound(sound) if sound.model == SoundModel::Ich9)) {
            if self.entries[at].wants_pci() {
                self.set.reserve(place, what, 0, By::User)?;
                self.entries[at].put(place, None);
                break;
            }
        }
        Ok(())
    }

    /// Gives every device that needs one an address.
    pub fn assign(&mut self) -> Result<()> {
        self.assign_all(|d| match d {
            DeviceRef::Controller(controller) => controller.pci().is_some_and(|pci| !is_root(pci.model)),
            _ => false,
        })?;
        self.assign_all(|d| matches!(d, DeviceRef::Filesystem(fs) if !devices::is_mtp(fs)))?;
        self.assign_all(|d| match d {
            DeviceRef::Interface(i) => i.source.hostdev().is_none() && !devices::is_usb_net(i),
            _ => false,
        })?;
        self.assign_all(|d| match d {
            DeviceRef::Sound(sound) => {
                !matches!(sound.model, SoundModel::Sb16 | SoundModel::Pcspk | SoundModel::Usb)
            }
            _ => false,
        })?;
        self.other_controllers()?;
        self.disks()?;
        self.assign_all(|d| match d {
            DeviceRef::Interface(i) => i.source.hostdev().is_some_and(devices::is_pci_source),
            _ => false,
        })?;
        self.assign_all(|d| matches!(d, DeviceRef::Hostdev(h) if devices::is_pci_source(&h.source)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Balloon(b) if devices::is_balloon(b)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Rng(_)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Watchdog(w) if devices::is_pci_watchdog(w)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Video(v) if devices::is_pci_video(v)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Shmem(_)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Input(i) if devices::is_virtio_input(i)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Serial(s) if devices::is_pci_serial(s)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Iommu(i) if devices::is_virtio_iommu(i)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Vsock(_)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Memory(m) if devices::is_virtio_memory(m)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Crypto(_)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Panic(p) if devices::is_pci_panic(p)))?;
        self.assign_all(|d| matches!(d, DeviceRef::Pstore(_)))
    }

    /// Controllers that aren't buses of PCI itself.
    fn other_controllers(&mut self) -> Result<()> {
        for (at, controller) in self.controllers() {
            let elsewhere = match &controller.kind {
                ControllerKind::Pci(_) | ControllerKind::Fdc | ControllerKind::Ccid => true,
                ControllerKind::Usb { model, .. } => *model == Some(UsbModel::None),
                ControllerKind::Ide { .. } => controller.idx() == 0,
                ControllerKind::Scsi { model } => *model == Some(ScsiModel::Ncr53c90),
                _ => false,
            };
            if elsewhere || !self.entries[at].wants_pci() {
                continue;
            }
            match usb2_function(&controller) {
                Some(function) => self.usb2(at, controller.idx(), function)?,
                None => self.next(at)?,
            }
        }
        Ok(())
    }

    /// A USB 2 controller and its companions are functions of one slot.
    fn usb2(&mut self, at: usize, index: u32, function: u32) -> Result<()> {
        let multifunction = (function == 0).then_some(true);
        let sibling = self.controllers().into_iter().find_map(|(other, controller)| {
            let related = controller.idx() == index && usb2_function(&controller).is_some();
            self.entries[other].place().filter(|_| related)
        });
        let entry = &self.entries[at];
        let (connect, group) = (entry.connect, entry.group);
        match sibling {
            Some(slot) => {
                let place = slot.with_function(function);
                self.set.reserve(place, connect, group, By::User)?;
                self.entries[at].put(place, multifunction);
            }
            None => {
                let place = self.set.reserve_next(connect, group, Some(function))?;
                if !self.set.trial {
                    self.entries[at].put(place, multifunction);
                }
            }
        }
        Ok(())
    }

    fn disks(&mut self) -> Result<()> {
        for at in self.find(|d| matches!(d, DeviceRef::Disk(disk) if devices::is_virtio_disk(disk))) {
            match &self.entries[at].address {
                Some(Address::Ccw(_)) => continue,
                Some(Address::VirtioMmio) if self.caps.has(Flag::DEVICE_VIRTIO_MMIO) => continue,
                Some(Address::Pci(pci)) if !pci.is_empty() => continue,
                None | Some(Address::Pci(_)) => {}
                Some(other) => bail!(
                    VIR_FROM_QEMU,
                    VIR_ERR_CONFIG_UNSUPPORTED,
                    "virtio disk cannot have an address of type '{}'",
                    address_type(other)
                ),
            }
            self.next(at)?;
        }
        Ok(())
    }

    /// Function 0 of a slot with several functions says so.
    pub fn mark_multifunction(&mut self) {
        let others: Vec<Place> =
            self.entries.iter().filter_map(Entry::place).filter(|p| p.function != 0).collect();
        for other in others {
            let first = self.entries.iter_mut().find(|e| e.place() == Some(other.with_function(0)));
            if let Some(entry) = first
                && let Some(Address::Pci(pci)) = &mut entry.address
            {
                pci.multifunction.get_or_insert(true);
            }
        }
    }
}

fn is_root(model: Option<PciModel>) -> bool {
    matches!(model, Some(PciModel::PciRoot | PciModel::PcieRoot))
}

/// The function of a part of an ICH9 USB 2 controller.
fn usb2_function(controller: &Controller) -> Option<u32> {
    match &controller.kind {
        ControllerKind::Usb { model: Some(model), .. } => match model {
            UsbModel::Ich9Ehci1 => Some(7),
            UsbModel::Ich9Uhci1 => Some(0),
            UsbModel::Ich9Uhci2 => Some(1),
            UsbModel::Ich9Uhci3 => Some(2),
            _ => None,
        },
        _ => None,
    }
}

/// Integrated functions, which are taken with their machine.
fn is_piix_function(controller: &Controller, at: Place) -> bool {
    controller.idx() == 0
        && match &controller.kind {
            ControllerKind::Ide { .. } => at == PIIX_IDE,
            ControllerKind::Usb { model, .. } => {
                at == PIIX_USB && matches!(model, Some(UsbModel::Piix3Uhci) | None)
            }
            _ => false,
        }
}
