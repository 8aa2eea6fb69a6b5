//! `<forward>` of a network: how guests' traffic gets out.

use std::collections::HashSet;

use virt_core::consts::{VIR_FROM_NONE, VIR_NETWORK_XML_INACTIVE};
use virt_xml::{Code, Element, Node, Plain, Result, Value, Word, Writer};

use crate::common::ip::{Ip, check_range};
use crate::common::pci::{PciAddress, PciDriver};

/// How traffic is forwarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forward {
    pub mode: ForwardMode,
    /// Whether host devices are taken from and given back to the host's drivers.
    pub managed: bool,
    pub driver: Option<PciDriver>,
    pub nat: Nat,
    /// Network card whose virtual functions guests get.
    pub pf: Option<String>,
    /// Devices that guests share or get.
    pub interfaces: Vec<ForwardInterface>,
}

/// `forward/@mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum ForwardMode {
    Nat,
    Route,
    Open,
    Bridge,
    Private,
    Vepa,
    Passthrough,
    Hostdev,
}

/// A device of the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardInterface {
    pub device: ForwardDevice,
    /// How many guests use it at the moment.
    pub connections: u32,
}

/// What names a device of the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForwardDevice {
    Netdev(String),
    Pci(PciAddress),
}

/// `<nat>`: addresses and ports that guests' traffic gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Nat {
    pub ipv6: Option<bool>,
    pub addresses: Option<(Ip, Ip)>,
    pub ports: Option<(u32, u32)>,
}

impl ForwardMode {
    /// Whether the host itself is a router there, with a bridge of its own.
    pub fn has_own_bridge(self) -> bool {
        matches!(self, Self::Nat | Self::Route | Self::Open)
    }
}

impl Forward {
    /// The network device of an interface.
    pub fn netdev(&self, index: usize) -> Option<&str> {
        match &self.interfaces.get(index)?.device {
            ForwardDevice::Netdev(dev) => Some(dev),
            ForwardDevice::Pci(_) => None,
        }
    }

    /// Reads `<forward>` of the network `net`; mode `none` is as good as no element.
    pub fn read_in(node: Node<'_>, net: &str) -> Result<Option<Self>> {
        let text = |name: &str| node.attr(name).filter(|t| !t.is_empty());
        if text("mode") == Some("none") && !node.strict() {
            return Ok(None);
        }
        let mode = match text("mode") {
            None => ForwardMode::Nat,
            Some(mode) => ForwardMode::from_word(mode).ok_or_else(|| {
                node.bad_attr("mode", mode, &ForwardMode::expected(), Some(Code::Unsupported))
            })?,
        };
        let managed = text("managed").is_some_and(|m| m.eq_ignore_ascii_case("yes"));
        let driver = node.child("driver").map(PciDriver::read).transpose()?;
        let driver = driver.filter(|d| *d != PciDriver::default());
        let no = |text: String| node.invalid(format!("{text} in network {net}"));
        let mut nats = node.all("nat");
        let nat = match nats.next() {
            Some(_) if mode != ForwardMode::Nat => {
                return Err(no("The <nat> element can only be used when <forward> 'mode' is 'nat'".into()));
            }
            Some(nat) => Nat::read_in(nat, net)?,
            None => Nat::default(),
        };
        if nats.next().is_some() {
            return Err(no("Only one <nat> element is allowed in <forward>".into()));
        }
        let mut forward = Self { mode, managed, driver, nat, pf: None, interfaces: Vec::new() };
        forward.read_pool(node, text("dev"), net)?;
        Ok(Some(forward))
    }

    fn read_pool(&mut self, node: Node<'_>, dev: Option<&str>, net: &str) -> Result<()> {
        let no = |text: String| Err(node.invalid(format!("{text} in network {net}")));
        let listed: Vec<_> = node.all("interface").collect();
        let addresses: Vec<_> = node.all("address").collect();
        let pfs: Vec<_> = node.all("pf").collect();
        if dev.is_some() && !(addresses.is_empty() && pfs.is_empty()) {
            return no(
                "the <forward> 'dev' attribute cannot be used when <address> or <pf> sub-elements are present"
                    .into(),
            );
        }
        if dev.is_some() || !listed.is_empty() {
            self.interfaces.extend(dev.map(|d| ForwardInterface::netdev(d.to_owned())));
            let mut seen = HashSet::new();
            for (i, interface) in listed.into_iter().enumerate() {
                let name = interface.required::<Plain, String>("dev", Some(Code::Invalid))?;
                let _ = interface.attr("connections");
                if i == 0
                    && let Some(dev) = dev
                {
                    if name != dev {
                        return no(format!(
                            "<forward dev='{dev}'> must match first <interface dev='{name}'/>"
                        ));
                    }
                    seen.insert(name);
                    continue;
                }
                if !seen.insert(name.clone()) {
                    return no(format!("interface '{name}' can only be listed once"));
                }
                self.interfaces.push(ForwardInterface::netdev(name));
            }
        } else if !addresses.is_empty() {
            let mut seen = HashSet::new();
            for node in addresses {
                let kind = node.attr("type").ok_or_else(|| node.missing_attr("type", Some(Code::Invalid)))?;
                let _ = node.attr("connections");
                match kind {
                    "pci" => {}
                    "none" | "netdev" => return no(format!("unsupported address type '{kind}'")),
                    _ => return Err(node.bad_attr("type", kind, "pci", Some(Code::Unsupported))),
                }
                let address = PciAddress::read_plain(node)?;
                if !seen.insert(address) {
                    return no(format!("PCI device '{address}' can only be listed once"));
                }
                self.interfaces
                    .push(ForwardInterface { device: ForwardDevice::Pci(address), connections: 0 });
            }
        } else {
            if pfs.len() > 1 {
                return no("Only one <pf> element is allowed in <forward>".into());
            }
            self.pf =
                pfs.first().map(|pf| pf.required::<Plain, String>("dev", Some(Code::Invalid))).transpose()?;
        }
        Ok(())
    }

    /// Writes `<forward>`.
    pub fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(dev) = self.netdev(0).filter(|_| self.pf.is_none()) {
                w.attr("dev", dev);
            }
            w.attr_value::<Plain, _>("mode", &self.mode);
            if self.mode == ForwardMode::Hostdev {
                w.attr_value::<Plain, _>("managed", &self.managed);
            }
        };
        w.element("forward", true, attrs, |w| {
            if let Some(driver) = &self.driver {
                driver.write("driver", false, w);
            }
            self.nat.write(w);
            if let Some(pf) = &self.pf {
                w.element("pf", true, |w| w.attr("dev", pf), |_| ());
            }
            let live = !w.view().has(VIR_NETWORK_XML_INACTIVE);
            if self.pf.is_none() || live {
                self.interfaces.iter().for_each(|i| i.write(live, w));
            }
        });
    }
}

impl ForwardInterface {
    /// A network device that nobody uses.
    pub fn netdev(name: String) -> Self {
        Self { device: ForwardDevice::Netdev(name), connections: 0 }
    }

    fn write(&self, live: bool, w: &mut Writer) {
        match &self.device {
            ForwardDevice::Netdev(dev) => {
                let attrs = |w: &mut Writer| {
                    w.attr("dev", dev);
                    if live && self.connections > 0 {
                        w.attr_display("connections", self.connections);
                    }
                };
                w.element("interface", true, attrs, |_| ());
            }
            ForwardDevice::Pci(address) => {
                let attrs = |w: &mut Writer| {
                    w.attr("type", "pci");
                    address.write_numbers(w);
                };
                w.element("address", true, attrs, |_| ());
            }
        }
    }
}

impl Nat {
    fn read_in(node: Node<'_>, net: &str) -> Result<Self> {
        let no = |text: &str| node.invalid(format!("{text} in <nat> in <forward> in network {net}"));
        let ipv6 = node.value::<Plain, bool>("ipv6", None)?;
        let mut nodes = node.all("address");
        let addresses = match nodes.next() {
            None => None,
            Some(range) => {
                let end_point = |name: &str| {
                    let ip = range.required::<Plain, Ip>(name, Some(Code::Invalid))?;
                    let text = ip.to_string();
                    Some(ip)
                        .filter(Ip::is_v4)
                        .ok_or_else(|| range.bad_attr(name, &text, "an IPv4 address", Some(Code::Invalid)))
                };
                let (start, end) = (end_point("start")?, end_point("end")?);
                check_range(start, end, None)
                    .map_err(|text| range.under(VIR_FROM_NONE).error(Code::Internal, text))?;
                Some((start, end))
            }
        };
        if nodes.next().is_some() {
            return Err(no("Only one <address> element is allowed"));
        }
        let mut nodes = node.all("port");
        let ports = match nodes.next() {
            None => None,
            Some(range) => {
                let port = |name: &str, least: u32| {
                    let value = range.required::<Plain, u32>(name, Some(Code::Detail))?;
                    Some(value)
                        .filter(|v| (least..=65535).contains(v))
                        .ok_or_else(|| range.bad_attr(name, &value.to_string(), "a port", Some(Code::Detail)))
                };
                let start = port("start", 0)?;
                Some((start, port("end", start)?))
            }
        };
        if nodes.next().is_some() {
            return Err(no("Only one <port> element is allowed"));
        }
        Ok(Self { ipv6, addresses, ports: ports.filter(|p| *p != (0, 0)) })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(ipv6) = &self.ipv6 {
                w.attr_value::<Plain, _>("ipv6", ipv6);
            }
        };
        w.element("nat", false, attrs, |w| {
            if let Some((start, end)) = &self.addresses {
                write_range("address", start, end, w);
            }
            if let Some((start, end)) = &self.ports {
                write_range("port", start, end, w);
            }
        });
    }
}

fn write_range(name: &str, start: impl std::fmt::Display, end: impl std::fmt::Display, w: &mut Writer) {
    let attrs = |w: &mut Writer| {
        w.attr_display("start", start);
        w.attr_display("end", end);
    };
    w.element(name, true, attrs, |_| ());
}
