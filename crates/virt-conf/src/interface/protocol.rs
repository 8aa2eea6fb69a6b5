//! `<protocol>`: addresses of a host interface.

use virt_xml::{AnyRadix, Code, Element, Node, Plain, Result, Value, Writer};

/// Addresses of one family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protocol {
    pub family: Family,
    /// Take an address from routers' announcements; IPv6 only.
    pub autoconf: bool,
    pub dhcp: Option<Dhcp>,
    pub ips: Vec<IpAddress>,
    pub gateway: Option<String>,
}

/// Family of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum Family {
    Ipv4,
    Ipv6,
}

/// `<dhcp>`: ask a server for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct Dhcp {
    /// Whether the server's name servers are used.
    #[xml(attr)]
    pub peerdns: Option<bool>,
}

/// `<ip>`: a fixed address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IpAddress {
    pub address: String,
    /// 0: by the address's class.
    pub prefix: i32,
}

impl Element for Protocol {
    fn read(node: Node<'_>) -> Result<Self> {
        let family = node.required::<Plain, Family>("family", Some(Code::Invalid))?;
        let mut ips = Vec::new();
        for ip in node.all("ip") {
            if let Some(address) = ip.attr("address") {
                let prefix = ip.value::<AnyRadix, i32>("prefix", None)?.unwrap_or(0);
                ips.push(IpAddress { address: address.to_owned(), prefix });
            }
        }
        let gateway = node.child("route").and_then(|r| r.attr("gateway"));
        Ok(Self {
            family,
            autoconf: family == Family::Ipv6 && node.child("autoconf").is_some(),
            dhcp: node.child("dhcp").map(Dhcp::read).transpose()?,
            ips,
            gateway: gateway.filter(|g| !g.is_empty()).map(str::to_owned),
        })
    }

    fn attrs(&self, w: &mut Writer) {
        w.attr_value::<Plain, _>("family", &self.family);
    }

    fn children(&self, w: &mut Writer) {
        if self.autoconf {
            w.empty("autoconf");
        }
        if let Some(dhcp) = &self.dhcp {
            dhcp.write("dhcp", true, w);
        }
        for ip in &self.ips {
            let attrs = |w: &mut Writer| {
                w.attr("address", &ip.address);
                if ip.prefix != 0 {
                    w.attr_display("prefix", ip.prefix);
                }
            };
            w.element("ip", true, attrs, |_| ());
        }
        if let Some(gateway) = &self.gateway {
            w.element("route", true, |w| w.attr("gateway", gateway), |_| ());
        }
    }

    fn write(&self, name: &str, _: bool, w: &mut Writer) {
        w.pair(name, |w| self.attrs(w), |w| self.children(w));
    }
}
