//! Devices on USB and SCSI buses, and network cards.

use virt_xml::{Codec, Element, Node, Plain, PureHex, Result, Value, Writer};

use super::pci::DeviceId;

/// A USB device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsbDevice {
    pub bus: u32,
    pub device: u32,
    /// Path of ports from the root hub.
    pub port: Option<String>,
    pub product: DeviceId,
    pub vendor: DeviceId,
}

#[derive(Element)]
struct UsbParts {
    #[xml(text, code = Internal)]
    bus: u32,
    #[xml(text, code = Internal)]
    device: u32,
    #[xml(text)]
    port: Option<String>,
    #[xml(child, code = Internal)]
    product: DeviceId,
    #[xml(child, code = Internal)]
    vendor: DeviceId,
}

impl Element for UsbDevice {
    fn read(node: Node<'_>) -> Result<Self> {
        let UsbParts { bus, device, port, product, vendor } = UsbParts::read(node)?;
        Ok(Self { bus, device, port, product, vendor })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        w.text_value::<Plain, _>("bus", &self.bus);
        w.text_value::<Plain, _>("device", &self.device);
        if let Some(port) = &self.port {
            w.text("port", port);
        }
        for (name, id) in [("product", &self.product), ("vendor", &self.vendor)] {
            match &id.name {
                Some(_) => id.write(name, true, w),
                // the blank is upstream's, and programs compare texts
                None => w.raw_line(&format!("<{name} id='0x{:04x}' />", id.id)),
            }
        }
    }
}

/// An interface of a USB device.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct UsbInterface {
    #[xml(text, code = Internal)]
    pub number: u32,
    #[xml(text, code = Internal)]
    pub class: u32,
    #[xml(text, code = Internal)]
    pub subclass: u32,
    #[xml(text, code = Internal)]
    pub protocol: u32,
    #[xml(text)]
    pub description: Option<String>,
}

/// A network card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Net {
    pub interface: String,
    pub address: Option<String>,
    pub link: NetLink,
    /// In order of [`NetFeature`], each once.
    pub features: Vec<NetFeature>,
    pub subtype: Option<NetType>,
}

#[derive(Element)]
struct NetParts {
    #[xml(text, code = Internal)]
    interface: String,
    #[xml(text)]
    address: Option<String>,
    #[xml(child)]
    link: Option<NetLink>,
    #[xml(child = "feature")]
    features: Vec<Feature>,
    #[xml(child)]
    capability: Option<Subtype>,
}

#[derive(Element)]
struct Feature {
    #[xml(attr, code = Invalid)]
    name: NetFeature,
}

#[derive(Element)]
struct Subtype {
    #[xml(attr = "type", code = Unsupported)]
    kind: Option<NetType>,
}

/// `<link>`: whether a cable is in, and how fast it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct NetLink {
    #[xml(attr, with = NonZeroOrNone, default)]
    pub speed: u32,
    #[xml(attr)]
    pub state: Option<LinkState>,
}

/// A number whose 0 is as good as absent.
struct NonZeroOrNone;

impl Codec<u32> for NonZeroOrNone {
    fn parse(text: &str) -> Option<u32> {
        <Plain as Codec<u32>>::parse(text)
    }
    fn put(value: &u32, out: &mut virt_xml::TextOut<'_>) {
        out.display(value);
    }
}

/// State of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum LinkState {
    Unknown,
    Notpresent,
    Down,
    Lowerlayerdown,
    Testing,
    Dormant,
    Up,
}

/// What a card does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Value)]
pub enum NetFeature {
    Rx,
    Tx,
    Sg,
    Tso,
    Gso,
    Gro,
    Lro,
    Rxvlan,
    Txvlan,
    Ntuple,
    Rxhash,
    Rdma,
    Txudptnl,
    Switchdev,
}

/// Kind of network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum NetType {
    #[xml(name = "80203")]
    Ethernet,
    #[xml(name = "80211")]
    Wireless,
}

impl Element for Net {
    fn read(node: Node<'_>) -> Result<Self> {
        let NetParts { interface, address, link, features, capability } = NetParts::read(node)?;
        let mut features: Vec<NetFeature> = features.into_iter().map(|f| f.name).collect();
        features.sort();
        features.dedup();
        let subtype = capability.and_then(|c| c.kind);
        Ok(Self { interface, address, link: link.unwrap_or_default(), features, subtype })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        w.text("interface", &self.interface);
        if let Some(address) = &self.address {
            w.text("address", address);
        }
        self.link.write("link", false, w);
        for feature in &self.features {
            w.element("feature", true, |w| w.attr_value::<Plain, _>("name", feature), |_| ());
        }
        if let Some(subtype) = &self.subtype {
            w.element("capability", true, |w| w.attr_value::<Plain, _>("type", subtype), |_| ());
        }
    }
}

/// A SCSI device.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct Scsi {
    #[xml(text, code = Internal)]
    pub host: u32,
    #[xml(text, code = Internal)]
    pub bus: u32,
    #[xml(text, code = Internal)]
    pub target: u32,
    #[xml(text, code = Internal)]
    pub lun: u32,
    #[xml(text = "type")]
    pub kind: Option<String>,
}

/// Numbers of vendors and products.
pub(super) type IdHex = PureHex<4>;
