//! What nearly every device has: alias, boot order, ROM, address.

use virt_xml::{Place, read_tagged, write_tag};

use super::address::{Address, CcwAddress, DriveAddress, PciAddress, UsbAddress};
use super::words::prelude::*;

/// Common children of devices. `boot` and `rom` are understood where upstream does:
/// boot order on disks, interfaces, host devices, redirected devices and file systems; a ROM on interfaces and
/// host devices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceInfo {
    /// The name in the monitor: the user's own (`ua-…`), or one that the driver made for a running domain.
    pub alias: Option<String>,
    pub boot: Option<Box<BootOrder>>,
    /// The USB controller that a companion controller belongs to.
    pub master: Option<UsbMaster>,
    pub rom: Option<Box<Rom>>,
    /// Index in the guest's ACPI tables, for stable interface names.
    pub acpi_index: Option<u32>,
    /// NUMA nodes of the guest that the device's memory can become.
    pub acpi_nodeset: Option<Box<Bitmap>>,
    pub address: Option<Address>,
    /// Runtime only: devices of a group share a PCI bus.
    pub isolation_group: u32,
    /// Runtime only: the group cannot be changed any more.
    pub isolation_group_locked: bool,
}

/// `<boot order='1' loadparm='PROMPT'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BootOrder {
    pub order: u32,
    /// Parameter for the boot loader of s390.
    pub loadparm: Option<String>,
}

/// `<master startport='2'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct UsbMaster {
    #[xml(attr, default, always)]
    pub startport: u32,
}

/// `<rom>`: the option ROM of a PCI device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(check = Rom::check)]
pub struct Rom {
    #[xml(attr)]
    pub enabled: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub bar: Option<bool>,
    #[xml(attr)]
    pub file: Option<String>,
}

impl Rom {
    fn check(&mut self, node: Node<'_>) -> Result<()> {
        match self.enabled == Some(false) && (self.bar.is_some() || self.file.is_some()) {
            true => Err(node.unsupported("ROM tuning is not supported when ROM is disabled")),
            false => Ok(()),
        }
    }
}

/// Whether an alias is one that users may choose.
pub fn is_user_alias(alias: &str) -> bool {
    alias.starts_with("ua-") && alias.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// A checked `loadparm`, in upper case.
pub(crate) fn read_loadparm(node: Node<'_>, text: &str) -> Result<String> {
    let text = text.to_ascii_uppercase();
    if !(1..=8).contains(&text.len()) {
        let message = format!("loadparm value '{text}' must be between 1 and 8 characters");
        return Err(node.error(Code::Internal, message));
    }
    if !text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b' ')) {
        let message = format!(
            "invalid loadparm value '{text}', expecting chars in set of [a-zA-Z0-9.] and blank spaces"
        );
        return Err(node.error(Code::Internal, message));
    }
    Ok(text)
}

const ADDRESS: Place = Place { attr: "type", attr2: None, child: None, default: None, code: None };

impl DeviceInfo {
    /// Lets pass in strict reading what a device that is not there says.
    pub(crate) fn ignore(node: Node<'_>) {
        for name in ["alias", "address", "acpi", "master"] {
            node.child(name).map(Node::seen_whole);
        }
    }

    /// The PCI address, if it is one.
    pub fn pci(&self) -> Option<&PciAddress> {
        if let Some(Address::Pci(pci)) = &self.address { Some(pci) } else { None }
    }

    /// The drive address, if it is one.
    pub fn drive(&self) -> Option<&DriveAddress> {
        if let Some(Address::Drive(drive)) = &self.address { Some(drive) } else { None }
    }

    /// The USB address, if it is one.
    pub fn usb(&self) -> Option<&UsbAddress> {
        if let Some(Address::Usb(usb)) = &self.address { Some(usb) } else { None }
    }

    /// The CCW address, if it is one.
    pub fn ccw(&self) -> Option<&CcwAddress> {
        if let Some(Address::Ccw(ccw)) = &self.address { Some(ccw) } else { None }
    }

    /// Order number among bootable devices, from 1.
    pub fn boot_order(&self) -> Option<u32> {
        self.boot.as_ref().map(|b| b.order)
    }

    /// A PCI address has to be found: none is given, or an empty one.
    pub fn wants_pci(&self) -> bool {
        match &self.address {
            None => true,
            Some(Address::Pci(pci)) => pci.is_empty(),
            Some(_) => false,
        }
    }
}

fn allows(device: &str) -> (bool, bool) {
    match device {
        "interface" | "hostdev" => (true, true),
        "disk" | "redirdev" | "filesystem" => (true, false),
        _ => (false, false),
    }
}

impl Element for DeviceInfo {
    fn read(node: Node<'_>) -> Result<Self> {
        let alias = node.child("alias").and_then(|a| a.attr("name")).filter(|a| !a.is_empty());
        let (boot, rom) = allows(node.name());
        let mut info = Self {
            alias: alias.filter(|a| live(node.view()) || is_user_alias(a)).map(str::to_owned),
            master: node.child("master").map(UsbMaster::read).transpose()?,
            ..Self::default()
        };
        if boot && let Some(boot) = node.child("boot") {
            let order = boot.required::<NonZero, u32>("order", None)?;
            let loadparm = boot.attr("loadparm").map(|t| read_loadparm(boot, t)).transpose()?;
            info.boot = Some(Box::new(BootOrder { order, loadparm }));
        }
        if rom {
            info.rom = node.child("rom").map(Box::read).transpose()?;
        }
        if let Some(acpi) = node.child("acpi") {
            info.acpi_index = acpi.value::<NonZero, u32>("index", None)?;
            info.acpi_nodeset =
                acpi.attr("nodeset").map(|text| bitmap(acpi, text).map(Box::new)).transpose()?;
        }
        if let Some(address) = node.child("address") {
            if address.attr("type") == Some("virtio-s390") {
                return Err(address.invalid("virtio-s390 bus doesn't have an address"));
            }
            info.address = Some(read_tagged(address, &ADDRESS)?);
        }
        Ok(info)
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        if let Some(BootOrder { order, loadparm }) = self.boot.as_deref() {
            let attrs = |w: &mut Writer| {
                w.attr_display("order", order);
                if let Some(loadparm) = loadparm {
                    w.attr("loadparm", loadparm);
                }
            };
            w.element("boot", true, attrs, |_| ());
        }
        if let Some(alias) = &self.alias {
            w.element("alias", true, |w| w.attr("name", alias), |_| ());
        }
        if let Some(master) = &self.master {
            master.write("master", true, w);
        }
        if let Some(rom) = &self.rom {
            rom.write("rom", false, w);
        }
        let acpi = |w: &mut Writer| {
            if let Some(index) = self.acpi_index {
                w.attr_display("index", index);
            }
            if let Some(nodes) = &self.acpi_nodeset {
                w.attr_display("nodeset", nodes);
            }
        };
        w.element("acpi", false, acpi, |_| ());
        if let Some(address) = &self.address {
            let attrs = |w: &mut Writer| {
                write_tag(address, "type", None, w);
                address.attrs(w);
            };
            w.element("address", true, attrs, |w| address.children(w));
        }
    }
}

/// Options that all virtio devices take on `<driver>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct VirtioOptions {
    #[xml(attr, with = OnOff)]
    pub iommu: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub ats: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub packed: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub page_per_vq: Option<bool>,
}

impl VirtioOptions {
    /// Nothing is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
