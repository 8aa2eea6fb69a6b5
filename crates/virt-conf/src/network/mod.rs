//! Virtual networks: `<network>`, its ports, and changes to parts of a network.
//!
//! Here is what the document says and what can be told wrong from it alone. Bridges, name servers and
//! firewalls are the driver's.

pub mod dns;
pub mod forward;
pub mod ip;
pub mod port;
pub mod portgroup;
mod schema;
pub mod status;
pub mod update;
mod validate;

use virt_core::consts::*;
use virt_core::{Result, Uuid};
use virt_xml::{Code, Element, Foreign, MacAddr, Node, OnOff, Plain, Value, View, Writer};

use crate::common::bandwidth::{Allow, Bandwidth};
use crate::common::document::{self, Kind};
use crate::common::generated;
use crate::common::metadata;
use crate::common::route::Route;
use crate::common::text::UuidText;
use crate::common::virtualport::{Demand, VirtualPort};
use crate::common::vlan::Vlan;
use dns::Dns;
use forward::{Forward, ForwardMode};
use ip::IpDef;
use portgroup::PortGroup;

/// `<network>`: a network that guests are plugged into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkDef {
    pub name: String,
    pub uuid: Uuid,
    /// Whether the document named the UUID.
    pub uuid_given: bool,
    /// How many guests are connected at the moment.
    pub connections: u32,
    /// Whether guests reach each other over IPv6 although the host has no address.
    pub ipv6: bool,
    pub trust_guest_rx_filters: Option<bool>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub metadata: Option<Foreign>,
    /// None: guests stay among themselves.
    pub forward: Option<Forward>,
    pub bridge: Bridge,
    pub mtu: Option<u32>,
    /// Of the bridge.
    pub mac: Option<MacAddr>,
    pub domain: Option<Domain>,
    pub dns: Dns,
    pub vlan: Option<Vlan>,
    pub bandwidth: Option<Bandwidth>,
    /// Whether guests cannot reach each other.
    pub isolated_port: Option<bool>,
    pub ips: Vec<IpDef>,
    pub routes: Vec<Route>,
    pub virtual_port: Option<VirtualPort>,
    pub port_groups: Vec<PortGroup>,
    /// `<dnsmasq:options>`: lines for the name server's configuration. Only read where a driver uses them.
    pub dnsmasq_options: Vec<String>,
}

/// `<bridge>`: the host's device that guests' ports are on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bridge {
    pub name: Option<String>,
    pub zone: Option<String>,
    /// Whether loops are avoided by the spanning tree protocol; on unless said otherwise.
    pub stp: Option<bool>,
    /// Seconds until a new port forwards.
    pub delay: u64,
    pub mac_table_manager: Option<MacTableManager>,
}

/// Who fills the bridge's forwarding table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum MacTableManager {
    Kernel,
    Libvirt,
}

/// `<domain>`: the DNS domain of guests.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct Domain {
    #[xml(attr)]
    pub name: String,
    /// Whether names in it are never asked for outside.
    #[xml(attr = "localOnly")]
    pub local_only: Option<bool>,
    /// Whether the host's resolver learns about it.
    #[xml(attr)]
    pub register: Option<bool>,
}

const DOCUMENT: Kind = Kind { root: "network", label: "(network_definition)", origin: VIR_FROM_NETWORK };
const DNSMASQ: &str = "http://libvirt.org/schemas/network/dnsmasq/1.0";
/// View of a network driver that uses the extensions in other namespaces.
const EXTENSIONS: u32 = 1 << 16;

/// How a network is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ParseOptions {
    /// `VIR_NETWORK_DEFINE_VALIDATE`: refuse what is not known.
    pub validate: bool,
    /// Read `<dnsmasq:options>`.
    pub extensions: bool,
}

impl NetworkDef {
    /// Reads a `<network>` document.
    pub fn parse(xml: &str, options: ParseOptions) -> Result<Self> {
        let view = View(if options.extensions { EXTENSIONS } else { 0 });
        let net = document::parse_view(xml, &DOCUMENT, options.validate, view, Self::read)?;
        net.check_routes()?;
        net.check_mode()?;
        Ok(net)
    }

    /// The document; `flags` are `VIR_NETWORK_XML_*`.
    pub fn to_xml(&self, flags: u32) -> String {
        document::format_view(View(flags), |w| self.write("network", true, w))
    }

    /// How traffic gets out, if it does.
    pub fn mode(&self) -> Option<ForwardMode> {
        self.forward.as_ref().map(|f| f.mode)
    }

    /// Whether the host makes a bridge for the network.
    pub fn has_own_bridge(&self) -> bool {
        self.mode().is_none_or(ForwardMode::has_own_bridge)
    }

    /// The group that a port belongs to: the named one, or the default.
    pub fn port_group(&self, name: Option<&str>) -> Option<&PortGroup> {
        self.port_groups.iter().find(|g| match name {
            Some(name) => g.name == name,
            None => g.is_default,
        })
    }

    /// Gives the bridge a MAC address if the document has none.
    pub fn ensure_mac(&mut self) {
        self.mac.get_or_insert_with(|| MacAddr(generated::mac([0x52, 0x54, 0])));
    }
}

impl Element for NetworkDef {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        schema::check(node)?;
        node.demand(&[], &["name"])?;
        let text = |name: &str| node.child_text(name);
        let name = text("name").ok_or_else(|| node.error(Code::NoName, ""))?;
        if name.contains('/') {
            return Err(node.under(VIR_FROM_XML).error(Code::Detail, "invalid char in name: /"));
        }
        let uuid = node.text_value::<UuidText, Uuid>("uuid", Some(Code::Internal))?;
        let title = text("title");
        if title.as_ref().is_some_and(|t| t.contains('\n')) {
            return Err(node.invalid("Network title can't contain newlines"));
        }
        let _ = node.attr("connections");
        let ipv6 = match node.attr("ipv6").filter(|t| !t.is_empty()) {
            Some(_) => node.required::<Plain, bool>("ipv6", Some(Code::Invalid))?,
            None => false,
        };
        let mut net = Self {
            uuid: uuid.unwrap_or_else(generated::uuid),
            uuid_given: uuid.is_some(),
            connections: 0,
            ipv6,
            trust_guest_rx_filters: node.value::<Plain, bool>("trustGuestRxFilters", None)?,
            title,
            description: text("description"),
            metadata: None,
            forward: None,
            bridge: Bridge::default(),
            mtu: None,
            mac: None,
            domain: read_domain(node, &name)?,
            dns: Dns::default(),
            vlan: None,
            bandwidth: None,
            isolated_port: None,
            ips: Vec::new(),
            routes: Vec::new(),
            virtual_port: None,
            port_groups: Vec::new(),
            dnsmasq_options: Vec::new(),
            name,
        };
        net.read_link(node)?;
        net.read_addresses(node)?;
        net.metadata = metadata::read(node)?;
        if node.view().has(EXTENSIONS) || node.strict() {
            let options: Vec<String> = node
                .foreign(DNSMASQ, "options")
                .flat_map(|n| n.foreign(DNSMASQ, "option"))
                .filter_map(|n| n.attr("value").map(str::to_owned))
                .collect();
            net.dnsmasq_options = if node.view().has(EXTENSIONS) { options } else { Vec::new() };
        }
        Ok(net)
    }

    fn attrs(&self, w: &mut Writer) {
        if !self.dnsmasq_options.is_empty() {
            w.attr("xmlns:dnsmasq", DNSMASQ);
        }
        if !w.view().has(VIR_NETWORK_XML_INACTIVE) && self.connections > 0 {
            w.attr_display("connections", self.connections);
        }
        if self.ipv6 {
            w.attr("ipv6", "yes");
        }
        if let Some(trust) = &self.trust_guest_rx_filters {
            w.attr_value::<Plain, _>("trustGuestRxFilters", trust);
        }
    }

    fn children(&self, w: &mut Writer) {
        w.text("name", &self.name);
        w.text("uuid", &self.uuid.to_string());
        for (name, text) in [("title", &self.title), ("description", &self.description)] {
            if let Some(text) = text {
                w.text(name, text);
            }
        }
        if let Some(metadata) = &self.metadata {
            metadata.write(w);
        }
        if let Some(forward) = &self.forward {
            forward.write(w);
        }
        self.bridge.write(self.has_own_bridge(), w);
        if let Some(mtu) = self.mtu.filter(|m| *m != 0) {
            w.element("mtu", true, |w| w.attr_display("size", mtu), |_| ());
        }
        if let Some(mac) = self.mac {
            w.element("mac", true, |w| w.attr_display("address", mac), |_| ());
        }
        if let Some(domain) = &self.domain {
            domain.write("domain", true, w);
        }
        self.dns.write(w);
        if let Some(vlan) = &self.vlan {
            vlan.write("vlan", true, w);
        }
        if let Some(bandwidth) = &self.bandwidth {
            bandwidth.write("bandwidth", true, w);
        }
        write_port_options(self.isolated_port, w);
        self.ips.iter().for_each(|ip| ip.write(w));
        self.routes.iter().for_each(|r| r.write("route", true, w));
        if let Some(port) = &self.virtual_port {
            port.write("virtualport", false, w);
        }
        self.port_groups.iter().for_each(|g| g.write("portgroup", true, w));
        let option = |value: &String, w: &mut Writer| {
            w.element("dnsmasq:option", true, |w| w.attr("value", value), |_| ());
        };
        let options = |w: &mut Writer| self.dnsmasq_options.iter().for_each(|o| option(o, w));
        w.element("dnsmasq:options", false, |_| (), options);
    }

    fn write(&self, name: &str, _: bool, w: &mut Writer) {
        w.pair(name, |w| self.attrs(w), |w| self.children(w));
    }
}

impl NetworkDef {
    fn read_link(&mut self, node: Node<'_>) -> virt_xml::Result<()> {
        if let Some(bandwidth) = node.child("bandwidth") {
            self.bandwidth = Bandwidth::read_in(bandwidth, Allow::default())?;
        }
        self.vlan = node.child("vlan").map(Vlan::read).transpose()?;
        self.isolated_port = read_port_options(node)?;
        if let Some(bridge) = node.child("bridge") {
            self.bridge = Bridge::read(bridge)?;
        }
        node.child("mac").map_or(Ok(()), |mac| mac.demand(&["address"], &[]))?;
        node.child("mtu").map_or(Ok(()), |mtu| mtu.demand(&["size"], &[]))?;
        if let Some(mac) = node.child("mac")
            && mac.attr("address").is_some_and(|a| !a.is_empty())
        {
            let address = mac.required::<Plain, MacAddr>("address", Some(Code::Invalid))?;
            if address.is_multicast() {
                let (text, net) = (address, &self.name);
                let text = format!("Invalid multicast bridge mac address '{text}' in network '{net}'");
                return Err(mac.invalid(text));
            }
            self.mac = Some(address);
        }
        if let Some(mtu) = node.child("mtu")
            && mtu.attr("size").is_some_and(|s| !s.is_empty())
        {
            self.mtu = mtu.value::<Plain, u32>("size", Some(Code::Invalid))?;
        }
        Ok(())
    }

    fn read_addresses(&mut self, node: Node<'_>) -> virt_xml::Result<()> {
        let name = self.name.clone();
        if let Some(dns) = node.child("dns") {
            self.dns = Dns::read_in(dns, &name)?;
        }
        let demand = Demand { kind: true, ..Demand::default() };
        self.virtual_port = node.child("virtualport").map(|n| VirtualPort::read_in(n, demand)).transpose()?;
        self.port_groups = node.all("portgroup").map(PortGroup::read).collect::<virt_xml::Result<_>>()?;
        self.ips = node.all("ip").map(|n| IpDef::read_in(n, &name)).collect::<virt_xml::Result<_>>()?;
        self.routes = node.all("route").map(|n| Route::read_in(n, &name)).collect::<virt_xml::Result<_>>()?;
        if let Some(forward) = node.child("forward") {
            self.forward = Forward::read_in(forward, &name)?;
        }
        Ok(())
    }
}

fn read_domain(node: Node<'_>, net: &str) -> virt_xml::Result<Option<Domain>> {
    let Some(node) = node.child("domain") else { return Ok(None) };
    let local_only = node.value::<Plain, bool>("localOnly", None)?;
    let register = node.value::<Plain, bool>("register", None)?;
    if register == Some(true) && local_only != Some(true) {
        let text =
            format!("attribute 'register=yes' in <domain> element requires 'localOnly=yes' in network {net}");
        return Err(node.unsupported(text));
    }
    let name = node.attr("name").map(str::to_owned);
    if name.is_none() && node.strict() {
        return Err(node.missing_attr("name", None));
    }
    Ok(name.map(|name| Domain { name, local_only, register }))
}

/// Reads `<port isolated='…'/>` below a network or port.
pub(crate) fn read_port_options(node: Node<'_>) -> virt_xml::Result<Option<bool>> {
    match node.child("port") {
        Some(port) => port.value::<Plain, bool>("isolated", None),
        None => Ok(None),
    }
}

/// Writes `<port isolated='…'/>`.
pub(crate) fn write_port_options(isolated: Option<bool>, w: &mut Writer) {
    if let Some(isolated) = isolated {
        w.element("port", true, |w| w.attr_value::<Plain, _>("isolated", &isolated), |_| ());
    }
}

impl Bridge {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        let text = |name: &str| node.attr(name).filter(|t| !t.is_empty());
        let stp = match text("stp") {
            Some(_) if node.strict() => node.value::<OnOff, bool>("stp", None)?,
            Some(word) => Some(word != "off"),
            None => None,
        };
        let delay = match text("delay") {
            Some(_) => node.required::<Plain, u64>("delay", Some(Code::Invalid))?,
            None => 0,
        };
        let mac_table_manager = match text("macTableManager") {
            Some(_) => node.value::<Plain, MacTableManager>("macTableManager", Some(Code::Invalid))?,
            None => None,
        };
        let owned = |name: &str| text(name).map(str::to_owned);
        Ok(Self { name: owned("name"), zone: owned("zone"), stp, delay, mac_table_manager })
    }

    fn write(&self, own: bool, w: &mut Writer) {
        if !own && self.name.is_none() && self.mac_table_manager.is_none() {
            return;
        }
        let attrs = |w: &mut Writer| {
            for (name, text) in [("name", &self.name), ("zone", &self.zone)] {
                if let Some(text) = text {
                    w.attr(name, text);
                }
            }
            if own {
                w.attr_value::<OnOff, _>("stp", &self.stp.unwrap_or(true));
                w.attr_display("delay", self.delay);
            }
            if let Some(manager) = &self.mac_table_manager {
                w.attr_value::<Plain, _>("macTableManager", manager);
            }
        };
        w.element("bridge", true, attrs, |_| ());
    }
}
