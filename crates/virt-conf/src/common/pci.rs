//! PCI addresses, and which driver handles a device that guests get.

use virt_core::consts::*;
use virt_xml::{AnyRadix, Element, Node, OnOff, Result, Value, Writer};

/// Function of a device on a PCI bus. All zero: wanted, but not assigned yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PciAddress {
    pub domain: u32,
    pub bus: u32,
    pub slot: u32,
    pub function: u32,
    pub multifunction: Option<bool>,
    pub zpci: Zpci,
}

/// What s390 adds to a PCI address: user and function id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Zpci {
    pub uid: Option<u32>,
    pub fid: Option<u32>,
}

impl PciAddress {
    /// The address 0000:BUS:SLOT.FUNCTION.
    pub fn new(bus: u32, slot: u32, function: u32) -> Self {
        Self { bus, slot, function, ..Self::default() }
    }

    /// Not assigned yet: a function alone is no place.
    pub fn is_empty(&self) -> bool {
        (self.domain, self.bus, self.slot) == (0, 0, 0)
    }

    /// The same function, whatever else is said.
    pub fn same_function(&self, other: &Self) -> bool {
        let numbers = |a: &Self| (a.domain, a.bus, a.slot, a.function);
        numbers(self) == numbers(other)
    }

    fn check(&self, node: Node<'_>) -> Result<()> {
        let node = node.under(VIR_FROM_NONE);
        for (name, value, most) in
            [("bus", self.bus, 0xff), ("slot", self.slot, 0x1f), ("function", self.function, 7)]
        {
            if value > most {
                return Err(node.invalid(match name {
                    "function" => format!("Invalid PCI address function=0x{value:x}, must be <= 7"),
                    _ => format!("Invalid PCI address {name}='0x{value:x}', must be <= 0x{most:X}"),
                }));
            }
        }
        Ok(())
    }

    /// Reads `<address>` where only the numbers count.
    pub fn read_plain(node: Node<'_>) -> Result<Self> {
        Ok(Self { multifunction: None, zpci: Zpci::default(), ..Self::read(node)? })
    }

    /// Writes `<address>` with the numbers alone.
    pub fn write_plain(&self, w: &mut Writer) {
        w.element("address", true, |w| self.write_numbers(w), |_| ());
    }

    /// Writes the four numbers.
    pub fn write_numbers(&self, w: &mut Writer) {
        w.attr_display("domain", format_args!("0x{:04x}", self.domain));
        w.attr_display("bus", format_args!("0x{:02x}", self.bus));
        w.attr_display("slot", format_args!("0x{:02x}", self.slot));
        w.attr_display("function", format_args!("0x{}", self.function));
    }
}

impl std::fmt::Display for PciAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04x}:{:02x}:{:02x}.{}", self.domain, self.bus, self.slot, self.function)
    }
}

impl Element for PciAddress {
    fn read(node: Node<'_>) -> Result<Self> {
        let number = |name| node.value::<AnyRadix, u32>(name, None).map(Option::unwrap_or_default);
        let mut address = Self {
            domain: number("domain")?,
            bus: number("bus")?,
            slot: number("slot")?,
            function: number("function")?,
            multifunction: node.value::<OnOff, bool>("multifunction", None)?,
            zpci: Zpci::default(),
        };
        if !address.is_empty() {
            address.check(node)?;
        }
        if let Some(zpci) = node.child("zpci") {
            address.zpci = Zpci {
                uid: zpci.value::<AnyRadix, u32>("uid", None)?,
                fid: zpci.value::<AnyRadix, u32>("fid", None)?,
            };
        }
        Ok(address)
    }
    fn attrs(&self, w: &mut Writer) {
        if !self.is_empty() {
            self.write_numbers(w);
        }
        if let Some(on) = &self.multifunction {
            w.attr_value::<OnOff, bool>("multifunction", on);
        }
    }
    fn children(&self, w: &mut Writer) {
        if self.zpci.uid.is_some() || self.zpci.fid.is_some() {
            let (uid, fid) = (self.zpci.uid.unwrap_or_default(), self.zpci.fid.unwrap_or_default());
            let attrs = |w: &mut Writer| {
                w.attr_display("uid", format_args!("0x{uid:04x}"));
                w.attr_display("fid", format_args!("0x{fid:08x}"));
            };
            w.element("zpci", true, attrs, |_| ());
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::document::{self, Kind};

    const ADDRESS: Kind = Kind { root: "address", label: "(address)", origin: VIR_FROM_NONE };

    fn plain(attrs: &str) -> std::result::Result<String, String> {
        let address =
            document::parse(&format!("<address {attrs}/>"), &ADDRESS, false, PciAddress::read_plain);
        address.map(|a| document::format(|w| a.write_plain(w))).map_err(|e| e.to_string())
    }

    #[test]
    fn bounds() {
        assert_eq!(
            plain("bus='1' multifunction='on'").as_deref(),
            Ok("<address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>\n")
        );
        assert!(plain("function='9'").is_ok(), "a function alone is no place, and not checked");
        for wrong in ["bus='1' function='8'", "bus='0x100'", "slot='32'"] {
            assert!(plain(wrong).is_err_and(|text| text.contains("Invalid PCI address")), "{wrong}");
        }
    }
}
