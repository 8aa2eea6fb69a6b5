//! `<route>`: a static route of a host's or guest's interface.

use virt_core::consts::VIR_FROM_NETWORK;
use virt_xml::{Code, Element, Node, NonZero, Plain, Result};

use super::ip::Ip;

/// A static route.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct Route {
    #[xml(attr)]
    pub family: Option<String>,
    /// The network that is reached; the default route when absent.
    #[xml(attr)]
    pub address: Option<Ip>,
    #[xml(attr)]
    pub netmask: Option<Ip>,
    #[xml(attr)]
    pub prefix: Option<u32>,
    #[xml(attr)]
    pub gateway: Ip,
    #[xml(attr, with = NonZero)]
    pub metric: Option<u32>,
}

impl Route {
    /// Reads the element; `whose` names the network or device in errors.
    pub fn read_in(node: Node<'_>, whose: &str) -> Result<Self> {
        let prefix = node.value::<Plain, u32>("prefix", None)?;
        let metric = node.value::<NonZero, u32>("metric", None)?;
        let node = node.under(VIR_FROM_NETWORK);
        let no = |text: String| node.invalid(format!("{whose}: {text}"));
        let ip = |attr: &str| node.value::<Plain, Ip>(attr, Some(Code::Invalid));
        let family = node.attr("family").map(str::to_owned);
        let gateway = ip("gateway")?.ok_or_else(|| node.missing_attr("gateway", Some(Code::Invalid)))?;
        let (address, netmask) = (ip("address")?, ip("netmask")?);
        let (is_family, name, most): (fn(&Ip) -> bool, _, _) = match family.as_deref() {
            None | Some("ipv4") => (Ip::is_v4, "IPv4", 32),
            Some("ipv6") => (Ip::is_v6, "ipv6", 128),
            Some(other) => return Err(no(format!("Unrecognized family '{other}' in route definition"))),
        };
        for (ip, what) in [(address, "address"), (Some(gateway), "gateway address")] {
            if let Some(ip) = ip.filter(|ip| !is_family(ip)) {
                return Err(no(format!("{name} specified for non-{name} {what} '{ip}' in route definition")));
            }
        }
        if netmask.is_some() && most == 128 {
            return Err(no("Specifying netmask invalid for IPv6 address in route definition".into()));
        }
        if netmask.is_some_and(|m| !m.is_v4()) {
            return Err(no("Invalid netmask (both must be IPv4)".into()));
        }
        if netmask.is_some() && prefix.is_some() {
            return Err(no("Route definition cannot have both a prefix and a netmask".into()));
        }
        if let Some(prefix) = prefix.filter(|p| *p > most) {
            let text = format!("Invalid prefix {prefix} specified in route definition, must be 0 - {most}");
            return Err(no(text));
        }
        if let Some(address) = address {
            let base = match netmask {
                Some(mask) => address.masked(&mask),
                None => address.masked_by_prefix(prefix.unwrap_or(0)),
            };
            if base.is_none() {
                let text = format!("{whose}: Error converting address '{address}' to network-address");
                return Err(node.error(Code::Internal, text));
            }
            if base != Some(address) {
                return Err(no(format!("Address '{address}' in route definition is not a network address")));
            }
        }
        Ok(Self { family, address, netmask, prefix, gateway, metric })
    }
}
