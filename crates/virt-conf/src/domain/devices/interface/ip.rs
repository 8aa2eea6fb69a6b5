//! Addresses, routes and forwarded ports of interfaces.

use crate::common::ip::Ip;
use crate::common::route::Route;
use crate::domain::words::prelude::*;

words! {
    /// Transport protocol of a forwarded port.
    pub PortProto { Tcp, Udp }
}

/// `<ip>` and `<route>` elements.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IpInfo {
    pub ips: Vec<GuestIp>,
    pub routes: Vec<Route>,
}

/// `<ip address='…' family='ipv4' prefix='24' peer='…'/>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestIp {
    pub address: Ip,
    /// 0 when not given.
    pub prefix: u32,
    pub peer: Option<Ip>,
}

impl IpInfo {
    /// Reads the elements below `node`; `whose` names it in errors.
    pub(crate) fn read(node: Node<'_>, whose: &str) -> Result<Self> {
        Ok(Self {
            ips: node.all("ip").map(GuestIp::read).collect::<Result<_>>()?,
            routes: node.all("route").map(|n| Route::read_in(n, whose)).collect::<Result<_>>()?,
        })
    }

    /// Writes the elements.
    pub(crate) fn write(&self, w: &mut Writer) {
        self.ips.iter().for_each(|ip| ip.write(w));
        self.routes.iter().for_each(|route| route.write("route", true, w));
    }

    /// Nothing is said.
    pub fn is_empty(&self) -> bool {
        self.ips.is_empty() && self.routes.is_empty()
    }
}

impl GuestIp {
    fn read(node: Node<'_>) -> Result<Self> {
        let text = node.attr("address").ok_or_else(|| node.invalid("Missing required address in <ip>"))?;
        let v6 = match node.attr("family") {
            Some("ipv4") => Some(false),
            Some("ipv6") => Some(true),
            _ => None,
        };
        let address = Ip::parse(text).filter(|ip| v6.is_none_or(|v6| ip.is_v6() == v6));
        let address = address.ok_or_else(|| node.invalid(format!("Invalid address '{text}' in <ip>")))?;
        let prefix = match node.attr("prefix") {
            None => 0,
            Some(text) => <u32 as Value>::parse(text)
                .filter(|p| *p <= address.bits())
                .ok_or_else(|| node.invalid(format!("Invalid prefix value '{text}' in <ip>")))?,
        };
        let peer = match node.attr("peer") {
            None => None,
            Some(text) => Some(
                Ip::parse(text)
                    .filter(|p| p.same_family(&address))
                    .ok_or_else(|| node.error(Code::Argument, format!("Invalid peer '{text}' in <ip>")))?,
            ),
        };
        Ok(Self { address, prefix, peer })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr_display("address", self.address);
            w.attr("family", if self.address.is_v6() { "ipv6" } else { "ipv4" });
            if self.prefix != 0 {
                w.attr_display("prefix", self.prefix);
            }
            if let Some(peer) = self.peer {
                w.attr_display("peer", peer);
            }
        };
        w.element("ip", true, attrs, |_| ());
    }
}

/// `<portForward>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortForward {
    pub proto: PortProto,
    pub address: Option<Ip>,
    pub dev: Option<String>,
    pub ranges: Vec<PortForwardRange>,
}

/// `<range>`; numbers are 0 when not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PortForwardRange {
    pub start: u32,
    pub end: u32,
    pub to: u32,
    pub exclude: Option<bool>,
}

impl Element for PortForward {
    fn read(node: Node<'_>) -> Result<Self> {
        let proto = node.required::<Plain, PortProto>("proto", None)?;
        let address = match node.attr("address") {
            None => None,
            Some(text) => Some(
                Ip::parse(text)
                    .ok_or_else(|| node.invalid(format!("Invalid address '{text}' in <portForward>")))?,
            ),
        };
        let dev = node.attr("dev").map(str::to_owned);
        let ranges = node.all("range").map(PortForwardRange::read).collect::<Result<_>>()?;
        Ok(Self { proto, address, dev, ranges })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("proto", self.proto.as_str());
        if let Some(address) = self.address {
            w.attr_display("address", address);
        }
        if let Some(dev) = &self.dev {
            w.attr("dev", dev);
        }
    }
    fn children(&self, w: &mut Writer) {
        self.ranges.iter().for_each(|r| r.write("range", false, w));
    }
}

impl Element for PortForwardRange {
    fn read(node: Node<'_>) -> Result<Self> {
        let number = |name| node.value::<NonZero, u32>(name, None).map(Option::unwrap_or_default);
        Ok(Self {
            start: number("start")?,
            end: number("end")?,
            to: number("to")?,
            exclude: node.value::<Plain, bool>("exclude", None)?,
        })
    }
    fn attrs(&self, w: &mut Writer) {
        if self.start != 0 {
            for (name, value) in [("start", self.start), ("end", self.end), ("to", self.to)] {
                if value != 0 {
                    w.attr_display(name, value);
                }
            }
        }
        if let Some(exclude) = &self.exclude {
            w.attr_value::<Plain, bool>("exclude", exclude);
        }
    }
    fn children(&self, _: &mut Writer) {}
}
