//! Where the guest finds a device: `<address type='…'>`.

use virt_xml::TextOut;

use super::words::prelude::*;

pub use crate::common::pci::{PciAddress, Zpci};

/// `<address>` of a device; the type says which kind.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub enum Address {
    Pci(PciAddress),
    Drive(DriveAddress),
    VirtioSerial(VirtioSerialAddress),
    Ccid(CcidAddress),
    Usb(UsbAddress),
    SpaprVio(SpaprVioAddress),
    Ccw(CcwAddress),
    VirtioMmio,
    Isa(IsaAddress),
    Dimm(DimmAddress),
    Unassigned,
}

/// A disk on a controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Element)]
pub struct DriveAddress {
    #[xml(attr, default, always)]
    pub controller: u32,
    #[xml(attr, default, always)]
    pub bus: u32,
    #[xml(attr, default, always)]
    pub target: u32,
    #[xml(attr, default, always)]
    pub unit: u32,
}

/// A port of a virtio-serial controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Element)]
pub struct VirtioSerialAddress {
    #[xml(attr, default, always)]
    pub controller: u32,
    #[xml(attr, default, always)]
    pub bus: u32,
    #[xml(attr, default, always)]
    pub port: u32,
}

/// A slot of a smartcard reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Element)]
pub struct CcidAddress {
    #[xml(attr, default, always)]
    pub controller: u32,
    #[xml(attr, default, always)]
    pub slot: u32,
}

/// A port on a USB bus, through hubs: `1.2`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct UsbAddress {
    pub bus: u32,
    pub port: UsbPort,
}

impl Element for UsbAddress {
    fn read(node: Node<'_>) -> Result<Self> {
        let wrong = || {
            let error = node.error(Code::Internal, "Cannot parse <address> 'port' attribute");
            error.from_origin(virt_core::consts::VIR_FROM_DEVICE)
        };
        let port = node.attr("port").map(|text| UsbPort::parse(text).ok_or_else(wrong)).transpose()?;
        let bus = node.value::<Plain, u32>("bus", None)?;
        Ok(Self { bus: bus.unwrap_or_default(), port: port.unwrap_or_default() })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr_display("bus", self.bus);
        if !self.port.0.is_empty() {
            w.attr_display("port", &self.port);
        }
    }
    fn children(&self, _: &mut Writer) {}
}

/// Port numbers from the root hub outwards; empty when not assigned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UsbPort(pub Vec<u32>);

impl UsbPort {
    /// Most hubs in a row.
    pub const MAX_DEPTH: usize = 4;
}

impl std::fmt::Display for UsbPort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<String> = self.0.iter().map(u32::to_string).collect();
        f.write_str(&parts.join("."))
    }
}

impl Value for UsbPort {
    fn parse(text: &str) -> Option<Self> {
        let parts: Option<Vec<u32>> = text.split('.').map(<u32 as Value>::parse).collect();
        // zeros end the path, as upstream keeps it in an array of fixed size
        let parts: Vec<u32> =
            parts.filter(|p| p.len() <= Self::MAX_DEPTH)?.into_iter().take_while(|p| *p != 0).collect();
        Some(Self(parts))
    }
    fn put(&self, out: &mut TextOut<'_>) {
        out.display(self);
    }
    fn expected() -> std::borrow::Cow<'static, str> {
        "up to four port numbers like 1.2".into()
    }
}

/// A register of pSeries virtual I/O.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Element)]
pub struct SpaprVioAddress {
    #[xml(attr, with = SpaprReg)]
    pub reg: Option<u64>,
}

struct SpaprReg;

impl Codec<u64> for SpaprReg {
    fn parse(text: &str) -> Option<u64> {
        virt_xml::parse_unsigned(text, 16)
    }
    fn put(value: &u64, out: &mut TextOut<'_>) {
        out.display(format_args!("0x{value:08x}"));
    }
}

/// A channel device of s390.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CcwAddress {
    pub cssid: u32,
    pub ssid: u32,
    pub devno: u32,
    /// All three numbers are known; otherwise only that a CCW address is wanted.
    pub assigned: bool,
}

impl Element for CcwAddress {
    fn read(node: Node<'_>) -> Result<Self> {
        let number = |name| node.value::<AnyRadix, u32>(name, None);
        let device_error = |text: String| {
            Err(node.error(Code::Internal, text).from_origin(virt_core::consts::VIR_FROM_DEVICE))
        };
        let (cssid, ssid, devno) = (number("cssid")?, number("ssid")?, number("devno")?);
        let all = cssid.is_some() && ssid.is_some() && devno.is_some();
        let none = cssid.is_none() && ssid.is_none() && devno.is_none();
        let address = Self {
            cssid: cssid.unwrap_or_default(),
            ssid: ssid.unwrap_or_default(),
            devno: devno.unwrap_or_default(),
            assigned: all,
        };
        let Self { cssid, ssid, devno, .. } = address;
        if cssid > 254 || ssid > 3 || devno > 0xffff {
            return device_error(format!(
                "Invalid specification for virtio ccw address: cssid='0x{cssid:x}' ssid='0x{ssid:x}' devno='0x{devno:04x}'"
            ));
        }
        if !all && !none {
            return device_error("Invalid partial specification for virtio ccw address".into());
        }
        Ok(address)
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr_display("cssid", format_args!("0x{:x}", self.cssid));
        w.attr_display("ssid", format_args!("0x{:x}", self.ssid));
        w.attr_display("devno", format_args!("0x{:04x}", self.devno));
    }
    fn children(&self, _: &mut Writer) {}
}

/// I/O port and interrupt of an ISA device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Element)]
pub struct IsaAddress {
    #[xml(attr, default, with = PureHex<0>)]
    pub iobase: u32,
    #[xml(attr, default, with = PureHex<0>)]
    pub irq: u32,
}

/// Slot of a memory module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Element)]
pub struct DimmAddress {
    #[xml(attr)]
    pub slot: u32,
    #[xml(attr, default, with = PureHex<0>)]
    pub base: u64,
}
