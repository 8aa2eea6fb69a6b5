//! Addresses of devices: given ones are kept, missing ones assigned, always the same way.

pub mod ccw_set;
pub mod connect;
mod dimm;
mod entry;
mod pci;
mod pci_connect;
pub mod pci_set;
mod pci_slots;
mod spapr;
mod usb;
pub mod usb_set;
mod virtio_bus;
mod virtio_serial;
pub mod virtio_serial_set;
mod zpci;

use crate::vocabulary::DomainDef;
use virt_core::Result;

use crate::capabilities::QemuCaps;

pub use usb::is_usb;

/// Assigns all addresses; `new` says that nobody relies on the domain's USB topology yet.
pub fn assign(def: &mut DomainDef, caps: &QemuCaps, new: bool) -> Result<()> {
    virtio_serial::assign(def)?;
    spapr::assign(def)?;
    virtio_bus::assign_ccw(def, caps)?;
    virtio_bus::assign_mmio(def, caps);
    pci::assign(def, caps)?;
    if new || usb::all_known(def) {
        usb::assign(def)?;
    }
    dimm::assign(def)
}
