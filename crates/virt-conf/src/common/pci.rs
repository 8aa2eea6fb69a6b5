//! PCI addresses of the host's devices, and which driver handles a device that guests get.

use virt_core::consts::*;
use virt_xml::{Element, Hex, Node, Result, Value};

/// Place of a device on the host's PCI buses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Element)]
#[xml(check = check_bounds)]
pub struct PciAddress {
    #[xml(attr, with = Hex<4>, default, always)]
    pub domain: u32,
    #[xml(attr, with = Hex<2>, default, always)]
    pub bus: u32,
    #[xml(attr, with = Hex<2>, default, always)]
    pub slot: u32,
    #[xml(attr, with = Hex<1>, default, always)]
    pub function: u32,
}

fn check_bounds(address: &mut PciAddress, node: Node<'_>) -> Result<()> {
    let node = node.under(VIR_FROM_NONE);
    // a device has one function or several: noted in some documents, kept in none of ours
    let _ = node.attr("multifunction");
    for (name, value, most) in
        [("bus", address.bus, 0xff), ("slot", address.slot, 0x1f), ("function", address.function, 7)]
    {
        if value > most {
            return Err(
                node.invalid(format!("Invalid PCI address {name}='0x{value:x}', must be <= 0x{most:X}"))
            );
        }
    }
    Ok(())
}

impl std::fmt::Display for PciAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04x}:{:02x}:{:02x}.{:x}", self.domain, self.bus, self.slot, self.function)
    }
}

/// `<driver>` of a host device that guests get.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct PciDriver {
    #[xml(attr)]
    pub name: Option<PciDriverName>,
    /// A driver of the host's kernel.
    #[xml(attr)]
    pub model: Option<String>,
    #[xml(attr)]
    pub iommufd: Option<bool>,
}

/// The kernel's way of handing out devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum PciDriverName {
    Kvm,
    Vfio,
    Xen,
}
