//! `<ip>` of a network: the host's address on it, and what the DHCP and TFTP servers there give out.

use virt_core::consts::VIR_FROM_NONE;
use virt_xml::{AnyRadix, Code, Element, MacAddr, Node, Plain, Result, Value, Writer};

use crate::common::ip::{Ip, check_range};

/// An address of the host on the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IpDef {
    /// `ipv4` or `ipv6`, as written.
    pub family: Option<String>,
    pub address: Ip,
    pub netmask: Option<Ip>,
    pub prefix: Option<u32>,
    /// Whether reverse look-ups of the network's addresses stay local.
    pub local_ptr: Option<bool>,
    pub tftp_root: Option<String>,
    pub ranges: Vec<DhcpRange>,
    pub hosts: Vec<DhcpHost>,
    pub bootp: Option<Bootp>,
}

/// `<range>`: addresses given to whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct DhcpRange {
    #[xml(attr)]
    pub start: Ip,
    #[xml(attr)]
    pub end: Ip,
    #[xml(child)]
    pub lease: Option<Lease>,
}

/// `<host>`: an address kept for one guest.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct DhcpHost {
    /// As written; always a MAC address.
    #[xml(attr)]
    pub mac: Option<String>,
    /// DHCPv6 identifier.
    #[xml(attr)]
    pub id: Option<String>,
    #[xml(attr)]
    pub name: Option<String>,
    #[xml(attr)]
    pub ip: Option<Ip>,
    #[xml(child)]
    pub lease: Option<Lease>,
}

/// `<lease>`: how long an address is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Element)]
pub struct Lease {
    /// 0: for ever.
    #[xml(attr, with = AnyRadix)]
    pub expiry: u64,
    #[xml(attr)]
    pub unit: Option<LeaseUnit>,
}

/// Unit of a lease's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum LeaseUnit {
    Seconds,
    Minutes,
    Hours,
}

/// `<bootp>`: what guests boot from the network.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct Bootp {
    #[xml(attr)]
    pub file: String,
    #[xml(attr)]
    pub server: Option<Ip>,
}

impl IpDef {
    /// Length of the network part of the address.
    pub fn network_prefix(&self) -> Option<u32> {
        self.address.prefix(self.netmask.as_ref(), self.prefix.unwrap_or(0))
    }

    /// Whether addresses are given out here.
    pub fn has_dhcp(&self) -> bool {
        !self.ranges.is_empty() || !self.hosts.is_empty()
    }

    /// Reads an `<ip>` of the network `net`.
    pub fn read_in(node: Node<'_>, net: &str) -> Result<Self> {
        let text = |name: &str| node.attr(name).filter(|t| !t.is_empty());
        let family = text("family").map(str::to_owned);
        if text("address").is_none() {
            return Err(node.invalid(format!("Missing required address attribute in network '{net}'")));
        }
        let address = node.required::<Plain, Ip>("address", Some(Code::Invalid))?;
        let netmask = node.value::<Plain, Ip>("netmask", Some(Code::Invalid))?;
        let prefix = node.value::<Plain, u32>("prefix", None)?.filter(|p| *p != 0);
        let local_ptr = node.value::<Plain, bool>("localPtr", None)?;
        let (ranges, hosts) = (Vec::new(), Vec::new());
        let mut ip =
            Self { family, address, netmask, prefix, local_ptr, tftp_root: None, ranges, hosts, bootp: None };
        ip.check_family(node, net)?;
        if let Some(dhcp) = node.child("dhcp") {
            ip.read_dhcp(dhcp, net)?;
        }
        if let Some(tftp) = node.child("tftp") {
            if !address.is_v4() {
                let text = format!("Unsupported <tftp> element in an IPv6 element in network '{net}'");
                return Err(node.unsupported(text));
            }
            ip.tftp_root = tftp.attr("root").filter(|r| !r.is_empty()).map(str::to_owned);
        }
        Ok(ip)
    }

    fn check_family(&self, node: Node<'_>, net: &str) -> Result<()> {
        let no = |text: String| Err(node.unsupported(format!("{text} in network '{net}'")));
        let (address, prefix) = (self.address, self.prefix.unwrap_or(0));
        match self.family.as_deref() {
            None | Some("ipv4") => {
                if !address.is_v4() {
                    return no(format!("no or ipv4 family specified for non-IPv4 address '{address}'"));
                }
                match self.netmask {
                    Some(mask) if !mask.is_v4() => {
                        return no(format!(
                            "Invalid netmask '{mask}' for address '{address}' (both must be IPv4)"
                        ));
                    }
                    Some(_) if prefix > 0 => {
                        return no("IP address cannot have both a prefix and a netmask".into());
                    }
                    None if prefix > 32 => return no(format!("Invalid IPv4 prefix '{prefix}'")),
                    _ => {}
                }
            }
            Some("ipv6") => {
                if !address.is_v6() {
                    return no(format!("Family 'ipv6' specified for non-IPv6 address '{address}'"));
                }
                if self.netmask.is_some() {
                    return no(format!("netmask not allowed for IPv6 address '{address}'"));
                }
                if prefix > 128 {
                    return no(format!("Invalid IPv6 prefix '{prefix}'"));
                }
            }
            Some(other) => {
                return Err(node.invalid(format!("Unrecognized family '{other}' in network '{net}'")));
            }
        }
        Ok(())
    }

    fn read_dhcp(&mut self, dhcp: Node<'_>, net: &str) -> Result<()> {
        for range in dhcp.all("range") {
            self.ranges.push(DhcpRange::read_in(range, self)?);
        }
        for host in dhcp.all("host") {
            self.hosts.push(DhcpHost::read_in(host, self, net, false)?);
        }
        if let Some(bootp) = dhcp.child("bootp")
            && self.address.is_v4()
        {
            let file = bootp.required::<Plain, String>("file", None)?;
            let server = match bootp.attr("server") {
                // the schema takes host names, upstream itself doesn't
                Some(name) if Ip::parse(name).is_none() => {
                    let text = format!("Cannot parse socket address '{name}': Name or service not known");
                    return Err(bootp.under(VIR_FROM_NONE).error(Code::System, text));
                }
                _ => Ip::of_attr(bootp, "server")?,
            };
            self.bootp = Some(Bootp { file, server });
        }
        Ok(())
    }

    /// Writes `<ip>`.
    pub fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(family) = &self.family {
                w.attr("family", family);
            }
            w.attr_display("address", self.address);
            if let Some(mask) = self.netmask {
                w.attr_display("netmask", mask);
            }
            if let Some(prefix) = self.prefix {
                w.attr_display("prefix", prefix);
            }
            if let Some(local) = &self.local_ptr {
                w.attr_value::<Plain, _>("localPtr", local);
            }
        };
        w.pair("ip", attrs, |w| {
            if let Some(root) = &self.tftp_root {
                w.element("tftp", true, |w| w.attr("root", root), |_| ());
            }
            if self.has_dhcp() {
                w.pair("dhcp", |_| (), |w| self.write_dhcp(w));
            }
        });
    }

    fn write_dhcp(&self, w: &mut Writer) {
        for range in &self.ranges {
            range.write("range", true, w);
        }
        for host in &self.hosts {
            host.write("host", true, w);
        }
        if let Some(bootp) = &self.bootp {
            bootp.write("bootp", true, w);
        }
    }
}

impl DhcpRange {
    /// Reads a range of the addresses of `ip`.
    pub fn read_in(node: Node<'_>, ip: &IpDef) -> Result<Self> {
        let end_point =
            |name: &str| Ip::of_attr(node, name)?.ok_or_else(|| node.missing_attr(name, Some(Code::Invalid)));
        let (start, end) = (end_point("start")?, end_point("end")?);
        check_range(start, end, Some((ip.address, ip.network_prefix())))
            .map_err(|text| node.under(VIR_FROM_NONE).error(Code::Internal, text))?;
        Ok(Self { start, end, lease: Lease::read_below(node)? })
    }
}

impl DhcpHost {
    /// Reads a host of `ip`; for a search (`partial`), any one part is enough.
    pub fn read_in(node: Node<'_>, ip: &IpDef, net: &str, partial: bool) -> Result<Self> {
        node.demand(&["ip"], &[])?;
        let no = |text: String| node.invalid(format!("{text} in network '{net}'"));
        let text = |name: &str| node.attr(name).map(str::to_owned);
        let mac = text("mac");
        if let Some(mac) = &mac {
            if ip.address.is_v6() {
                return Err(no(format!("Invalid to specify MAC address '{mac}' for an IPv6 static host")));
            }
            let parsed = node.required::<Plain, MacAddr>("mac", Some(Code::Invalid))?;
            if parsed.is_multicast() {
                return Err(no(format!("expected unicast mac address, found multicast '{mac}'")));
            }
        }
        let id = text("id");
        if let Some(wrong) =
            id.as_deref().and_then(|id| id.chars().find(|c| !c.is_ascii_hexdigit() && *c != ':'))
        {
            return Err(no(format!("Invalid character '{wrong}' in id of a static host")));
        }
        let name = text("name");
        if let Some(name) = &name
            && !name.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            return Err(no(format!("Cannot use host name '{name}'")));
        }
        let address = node.value::<Plain, Ip>("ip", Some(Code::Invalid))?;
        let any = [mac.is_some(), name.is_some(), address.is_some()];
        if partial {
            if !any.contains(&true) {
                let text =
                    "At least one of name, mac, or ip attribute must be specified for static host definition";
                return Err(no(text.into()));
            }
        } else {
            if ip.address.is_v6() && id.is_none() && name.is_none() {
                return Err(no("Static host definition must have id or name attribute".into()));
            }
            if !ip.address.is_v6() && mac.is_none() && name.is_none() {
                return Err(no("Static host definition must have mac or name attribute".into()));
            }
            if address.is_none() {
                return Err(no("Missing IP address in static host definition".into()));
            }
        }
        Ok(Self { mac, id, name, ip: address, lease: Lease::read_below(node)? })
    }

    /// Whether both name a MAC address, and the same one.
    pub fn same_mac(&self, other: &Self) -> Option<bool> {
        let parse = |host: &Self| host.mac.as_deref().and_then(MacAddr::parse);
        Some(parse(self)? == parse(other)?)
    }
}

impl Lease {
    fn read_below(parent: Node<'_>) -> Result<Option<Self>> {
        let Some(node) = parent.child("lease") else { return Ok(None) };
        let Some(expiry) = node.value::<AnyRadix, u64>("expiry", None)? else { return Ok(None) };
        let unit = node.value::<Plain, LeaseUnit>("unit", None)?.unwrap_or(LeaseUnit::Minutes);
        let least = match unit {
            LeaseUnit::Seconds => 120,
            LeaseUnit::Minutes => 2,
            LeaseUnit::Hours => 0,
        };
        if expiry > 0 && expiry < least {
            return Err(node.unsupported("The minimum lease time should be greater than 2 minutes"));
        }
        Ok(Some(Self { expiry, unit: Some(unit).filter(|_| expiry > 0) }))
    }
}
