//! `<dns>` of a network: what its name server answers by itself and whom it asks.

use virt_xml::{Code, Element, Node, NonZero, Plain, Result, Writer};

use crate::common::ip::Ip;

/// The network's name server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dns {
    pub enable: Option<bool>,
    /// Whether names without dots are asked for outside.
    pub forward_plain_names: Option<bool>,
    pub forwarders: Vec<Forwarder>,
    pub txts: Vec<Txt>,
    pub srvs: Vec<Srv>,
    pub hosts: Vec<Host>,
}

/// `<forwarder>`: another name server to ask, for all names or those of a domain.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct Forwarder {
    #[xml(attr)]
    pub domain: Option<String>,
    #[xml(attr)]
    pub addr: Option<Ip>,
    #[xml(attr)]
    pub port: Option<u32>,
}

/// `<txt>` record.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct Txt {
    #[xml(attr)]
    pub name: String,
    /// Absent only in search patterns.
    #[xml(attr)]
    pub value: Option<String>,
}

/// `<srv>` record; in search patterns anything may be absent.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct Srv {
    #[xml(attr)]
    pub service: Option<String>,
    #[xml(attr)]
    pub protocol: Option<String>,
    #[xml(attr)]
    pub domain: Option<String>,
    #[xml(attr)]
    pub target: Option<String>,
    #[xml(attr)]
    pub port: Option<u32>,
    #[xml(attr)]
    pub priority: Option<u32>,
    #[xml(attr)]
    pub weight: Option<u32>,
}

/// `<host>`: names of an address.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
#[xml(pair)]
pub struct Host {
    #[xml(attr)]
    pub ip: Option<Ip>,
    #[xml(text = "hostname")]
    pub names: Vec<String>,
}

/// Longest service name of a SRV record.
const MAX_SERVICE: usize = 482;

impl Dns {
    /// Whether nothing is said about names.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn has_records(&self) -> bool {
        !(self.forwarders.is_empty() && self.txts.is_empty() && self.srvs.is_empty() && self.hosts.is_empty())
    }

    /// Reads `<dns>` of the network `net`.
    pub fn read_in(node: Node<'_>, net: &str) -> Result<Self> {
        let enable = node.value::<Plain, bool>("enable", None)?;
        let forward_plain_names = node.value::<Plain, bool>("forwardPlainNames", None)?;
        let forwarders = node.all("forwarder").map(Forwarder::read_in).collect::<Result<_>>()?;
        let hosts = node.all("host").map(|n| Host::read_in(n, net, false)).collect::<Result<_>>()?;
        let srvs = node.all("srv").map(|n| Srv::read_in(n, net, false)).collect::<Result<_>>()?;
        let txts = node.all("txt").map(|n| Txt::read_in(n, net, false)).collect::<Result<_>>()?;
        let dns = Self { enable, forward_plain_names, forwarders, txts, srvs, hosts };
        if enable == Some(false) && dns.has_records() {
            return Err(node.invalid(format!("Extra data in disabled network '{net}'")));
        }
        Ok(dns)
    }

    /// Writes `<dns>`, if there is anything in it.
    pub fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            for (name, value) in [("enable", self.enable), ("forwardPlainNames", self.forward_plain_names)] {
                if let Some(value) = value {
                    w.attr_value::<Plain, _>(name, &value);
                }
            }
        };
        w.element("dns", false, attrs, |w| {
            self.forwarders.iter().for_each(|f| f.write("forwarder", true, w));
            self.txts.iter().for_each(|t| t.write("txt", true, w));
            self.srvs.iter().for_each(|s| s.write("srv", true, w));
            self.hosts.iter().for_each(|h| h.write("host", true, w));
        });
    }
}

impl Forwarder {
    fn read_in(node: Node<'_>) -> Result<Self> {
        let addr = node.value::<Plain, Ip>("addr", Some(Code::Invalid))?;
        let domain = node.attr("domain").map(str::to_owned);
        if addr.is_none() && domain.is_none() {
            return Err(
                node.invalid("Invalid forwarder element, must contain at least one of addr or domain")
            );
        }
        let port = node.value::<NonZero, u32>("port", None)?;
        if let Some(port) = port.filter(|p| *p > 65535) {
            return Err(node.error(Code::Argument, format!("port '{port}' out of range")));
        }
        // a port alone does not say whose it is
        Ok(Self { port: port.filter(|_| addr.is_some()), domain, addr })
    }
}

impl Txt {
    /// Reads `<txt>`; a search pattern (`partial`) can do without a value.
    pub fn read_in(node: Node<'_>, net: &str, partial: bool) -> Result<Self> {
        node.demand(&["name", "value"], &[])?;
        let no = |text: String| node.error(Code::Detail, format!("{text} of network {net}"));
        let name = node
            .attr("name")
            .ok_or_else(|| no("missing required name attribute in DNS TXT record".into()))?;
        if name.contains([' ', ',']) {
            return Err(no(format!("prohibited character in DNS TXT record name '{name}'")));
        }
        let value = node.attr("value").map(str::to_owned);
        if value.is_none() && !partial {
            return Err(no(format!("missing required value attribute in DNS TXT record named '{name}'")));
        }
        Ok(Self { name: name.to_owned(), value })
    }
}

impl Srv {
    /// Reads `<srv>`; a search pattern (`partial`) can leave anything out.
    pub fn read_in(node: Node<'_>, net: &str, partial: bool) -> Result<Self> {
        node.demand(&["service", "protocol"], &[])?;
        let no =
            |text: String| node.error(Code::Detail, format!("{text} in DNS SRV record of network '{net}'"));
        let text = |name: &str| node.attr(name).map(str::to_owned);
        let (service, protocol) = (text("service"), text("protocol"));
        for (name, value, extra) in [("service", &service, "_-+/*"), ("protocol", &protocol, "-+/")] {
            match value {
                None if !partial => return Err(no(format!("missing required {name} attribute"))),
                Some(value) if name == "service" && value.len() > MAX_SERVICE => {
                    return Err(no(format!("{name} attribute is too long, limit is {MAX_SERVICE} bytes")));
                }
                Some(value) if !value.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c)) => {
                    return Err(no(format!("invalid character in {name} attribute '{value}'")));
                }
                _ => {}
            }
        }
        let target = text("target");
        let number = |name: &str, least: u32| -> Result<Option<u32>> {
            let Some(text) = node.attr(name).filter(|t| !t.is_empty()) else { return Ok(None) };
            if target.is_none() {
                return Err(no(format!("{name} attribute not permitted without target")));
            }
            let value = virt_xml::parse_unsigned(text, 10).and_then(|v| u32::try_from(v).ok());
            match value.filter(|v| (least..=65535).contains(v)) {
                Some(value) => Ok(Some(value).filter(|v| *v != 0)),
                None => Err(no(format!("invalid {name} attribute '{text}'"))),
            }
        };
        let (port, priority, weight) = (number("port", 1)?, number("priority", 0)?, number("weight", 0)?);
        Ok(Self { service, protocol, domain: text("domain"), target, port, priority, weight })
    }
}

impl Host {
    /// Reads `<host>`; a search pattern (`partial`) needs either part.
    pub fn read_in(node: Node<'_>, net: &str, partial: bool) -> Result<Self> {
        node.demand(&["ip"], &["hostname"])?;
        let no = |text: &str| node.error(Code::Detail, format!("{text} in network '{net}' DNS HOST record"));
        let names: Vec<String> = node.all("hostname").map(Node::text).collect();
        if names.iter().any(String::is_empty) || names.is_empty() && !partial {
            return Err(no("Missing hostname"));
        }
        let ip = node.value::<Plain, Ip>("ip", Some(Code::Detail))?;
        if ip.is_none() && !partial {
            return Err(no("Missing IP address"));
        }
        if ip.is_none() && names.is_empty() {
            return Err(no("Missing ip and hostname"));
        }
        Ok(Self { ip, names })
    }
}
