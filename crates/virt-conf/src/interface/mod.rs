//! Host interfaces: `<interface>` as the host's own configuration has it.

mod bond;
mod protocol;
mod schema;

pub use bond::{ArpMonitor, ArpValidate, Bond, BondMode, BondMonitor, MiiCarrier, MiiMonitor};
pub use protocol::{Dhcp, Family, IpAddress, Protocol};

use virt_core::Result;
use virt_core::consts::*;
use virt_xml::{Code, Element, Node, OnOff, Plain, Value, Writer};

use crate::common::document::{self, Kind};
use crate::nodedev::NetLink;

/// `<interface>`: a network device of the host and how it is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterfaceDef {
    pub name: String,
    /// Only outermost interfaces have this and the two following.
    pub start: Option<StartMode>,
    pub mtu: u32,
    pub protocols: Vec<Protocol>,
    pub link: NetLink,
    pub kind: InterfaceKind,
}

/// What the device is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InterfaceKind {
    Ethernet { mac: Option<String> },
    Bridge(Bridge),
    Bond(Bond),
    Vlan { tag: String, device: String },
}

/// When the device is brought up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum StartMode {
    Onboot,
    None,
    Hotplug,
}

/// `<bridge>`: a switch of devices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bridge {
    pub stp: Option<bool>,
    pub delay: Option<String>,
    pub interfaces: Vec<InterfaceDef>,
}

/// Words of `interface/@type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
enum Type {
    Ethernet,
    Bridge,
    Bond,
    Vlan,
}

const DOCUMENT: Kind =
    Kind { root: "interface", label: "(interface_definition)", origin: VIR_FROM_INTERFACE };
const MAX_MTU: u32 = 100_000;

impl InterfaceDef {
    /// Reads the document; `flags` are `VIR_INTERFACE_DEFINE_*`.
    pub fn parse(xml: &str, flags: u32) -> Result<Self> {
        let validate = flags & VIR_INTERFACE_DEFINE_VALIDATE != 0;
        document::parse(xml, &DOCUMENT, validate, |node| {
            schema::check(node)?;
            Self::read_in(node, None)
        })
    }

    /// The document.
    pub fn to_xml(&self) -> String {
        document::format(|w| self.write(true, w))
    }

    /// The card's address, where the document has one.
    pub fn mac(&self) -> Option<&str> {
        match &self.kind {
            InterfaceKind::Ethernet { mac } => mac.as_deref(),
            _ => None,
        }
    }

    /// Reads an interface that stands alone or inside one of type `parent`.
    fn read_in(node: Node<'_>, parent: Option<Type>) -> virt_xml::Result<Self> {
        let kind = node.required::<Plain, Type>("type", None)?;
        let fits = match parent {
            None => true,
            Some(Type::Bond) => kind == Type::Ethernet,
            Some(Type::Bridge) => kind != Type::Bridge,
            Some(Type::Ethernet | Type::Vlan) => false,
        };
        if !fits {
            return Err(node.invalid(format!("interface has unsupported type '{kind}'")));
        }
        let name = match node.attr("name") {
            Some(name) => name.to_owned(),
            None if kind == Type::Vlan => return Err(node.invalid("interface has no name")),
            None => return Err(node.missing_attr("name", Some(Code::Invalid))),
        };
        let (mut start, mut mtu, mut protocols) = (None, 0, Vec::new());
        if parent.is_none() {
            start = attr_below(node, "start", "mode", Some(Code::Invalid))?;
            // upstream gives no reason here
            mtu = attr_below(node.under(VIR_FROM_NONE), "mtu", "size", Some(Code::Internal))?.unwrap_or(0);
            if mtu > MAX_MTU {
                let text =
                    format!("value of the 'size' attribute of 'mtu' element must be at most {MAX_MTU}");
                return Err(node.invalid(text));
            }
            protocols = node.all("protocol").map(Protocol::read).collect::<virt_xml::Result<_>>()?;
        }
        let link = match node.child("link").filter(|_| kind != Type::Bridge) {
            Some(link) => NetLink::read(link)?,
            None => NetLink::default(),
        };
        let inner = || {
            node.child(kind.as_str()).ok_or_else(|| node.missing_child(kind.as_str(), Some(Code::Invalid)))
        };
        let kind = match kind {
            Type::Ethernet => InterfaceKind::Ethernet {
                mac: node
                    .child("mac")
                    .and_then(|m| m.attr("address"))
                    .filter(|m| !m.is_empty())
                    .map(str::to_owned),
            },
            Type::Bridge => InterfaceKind::Bridge(Bridge::read(inner()?)?),
            Type::Bond => InterfaceKind::Bond(Bond::read(inner()?)?),
            Type::Vlan => {
                let vlan = inner()?;
                let text = |value: Option<&str>| value.filter(|v| !v.is_empty()).map(str::to_owned);
                let missing = |name| vlan.missing_attr(name, Some(Code::Invalid));
                let device = vlan.all("interface").find_map(|i| i.attr("name"));
                InterfaceKind::Vlan {
                    tag: text(vlan.attr("tag")).ok_or_else(|| missing("tag"))?,
                    device: text(device).ok_or_else(|| missing("name"))?,
                }
            }
        };
        Ok(Self { name, start, mtu, protocols, link, kind })
    }

    fn read_all(node: Node<'_>, parent: Type) -> virt_xml::Result<Vec<Self>> {
        node.all("interface").map(|n| Self::read_in(n, Some(parent))).collect()
    }

    fn write(&self, outermost: bool, w: &mut Writer) {
        let kind = match &self.kind {
            InterfaceKind::Ethernet { .. } => Type::Ethernet,
            InterfaceKind::Bridge(_) => Type::Bridge,
            InterfaceKind::Bond(_) => Type::Bond,
            InterfaceKind::Vlan { .. } => Type::Vlan,
        };
        let attrs = |w: &mut Writer| {
            w.attr_value::<Plain, _>("type", &kind);
            w.attr("name", &self.name);
        };
        w.pair("interface", attrs, |w| {
            if outermost {
                if let Some(start) = &self.start {
                    w.element("start", true, |w| w.attr_value::<Plain, _>("mode", start), |_| ());
                }
                if self.mtu != 0 {
                    w.element("mtu", true, |w| w.attr_display("size", self.mtu), |_| ());
                }
                self.protocols.iter().for_each(|p| p.write("protocol", true, w));
            }
            self.link.write("link", false, w);
            match &self.kind {
                InterfaceKind::Ethernet { mac: None } => {}
                InterfaceKind::Ethernet { mac: Some(mac) } => {
                    w.element("mac", true, |w| w.attr("address", mac), |_| ());
                }
                InterfaceKind::Bridge(bridge) => bridge.write(w),
                InterfaceKind::Bond(bond) => bond.write(w),
                InterfaceKind::Vlan { tag, device } => {
                    let below = |w: &mut Writer| {
                        w.element("interface", true, |w| w.attr("name", device), |_| ());
                    };
                    w.element("vlan", true, |w| w.attr("tag", tag), below);
                }
            }
        });
    }
}

/// An attribute of a child; an empty one is as good as absent.
fn attr_below<T: Value>(
    node: Node<'_>,
    child: &str,
    attr: &str,
    code: Option<Code>,
) -> virt_xml::Result<Option<T>> {
    let child = node.child(child);
    child.map_or(Ok(()), |c| c.demand(&[attr], &[]))?;
    match child.filter(|c| c.attr(attr).is_some_and(|v| !v.is_empty())) {
        Some(child) => child.value::<Plain, T>(attr, code),
        None => Ok(None),
    }
}

impl Bridge {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        let stp = match node.attr("stp") {
            None => None,
            Some("on") => Some(true),
            Some("off") => Some(false),
            Some(other) if node.strict() => return Err(node.bad_attr("stp", other, "one of on, off", None)),
            // upstream complains, forgets the rest of the bridge, and goes on
            Some(_) => return Ok(Self::default()),
        };
        let delay = node.attr("delay").map(str::to_owned);
        Ok(Self { stp, delay, interfaces: InterfaceDef::read_all(node, Type::Bridge)? })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(stp) = &self.stp {
                w.attr_value::<OnOff, _>("stp", stp);
            }
            if let Some(delay) = &self.delay {
                w.attr("delay", delay);
            }
        };
        w.pair("bridge", attrs, |w| self.interfaces.iter().for_each(|i| i.write(false, w)));
    }
}
