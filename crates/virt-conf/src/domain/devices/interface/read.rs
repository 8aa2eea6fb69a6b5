//! Reading `<interface>`.

use super::source::{
    ActualInterface, ActualSource, InterfaceSource, MacTableManager, MacvtapMode, SocketSource, TYPES,
};
use super::{
    FilterRef, Interface, InterfaceGuest, InterfaceTarget, IpInfo, LinkState, Mac, MacType, NetBackend,
    NetBackendType, NetDriver, NetModel, PortForward, Teaming, is_generated_name,
};
use crate::common::bandwidth::{Allow, Bandwidth};
use crate::common::generated;
use crate::common::virtualport::{Demand, VirtualPort};
use crate::common::vlan::Vlan;
use crate::domain::chardev::{Reconnect, SourceMode, UnixSource};
use crate::domain::devices::hostdev::{HostdevSource, HostdevType, read_subsystem};
use crate::domain::info::DeviceInfo;
use crate::domain::words::prelude::*;
use crate::nwfilter::params::Params;

/// Vendor part of addresses that are made up.
const MAC_PREFIX: [u8; 3] = [0x52, 0x54, 0x00];

impl Element for Interface {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = node.attr("type").unwrap_or("user");
        if !TYPES.contains(&kind) {
            return Err(node.bad_attr("type", kind, &format!("one of {}", TYPES.join(", ")), None));
        }
        let trust = node.value::<Plain, bool>("trustGuestRxFilters", None)?;
        let model = match child_attr(node, "model", "type") {
            None => None,
            Some("unknown") => None,
            Some(name) => Some(
                NetModel::new(name)
                    .ok_or_else(|| node.error(Code::Argument, "Model name contains invalid characters"))?,
            ),
        };
        let source_node = node.child("source");
        let host_ip =
            source_node.map(|s| IpInfo::read(s, "interface host IP")).transpose()?.unwrap_or_default();
        let source = read_source(node, kind, source_node)?;
        let mut this = Self::new(source, MacAddr([0; 6]));
        (this.trust_guest_rx_filters, this.model, this.host_ip) = (trust, model, host_ip);
        this.read_port(node, kind)?;
        this.read_names(node)?;
        this.mac = read_mac(node)?;
        this.info = DeviceInfo::read(node)?;
        this.guest_ip = IpInfo::read(node, "guest interface")?;
        this.port_forwards = node.all("portForward").map(PortForward::read).collect::<Result<_>>()?;
        this.read_drive(node, kind, source_node)?;
        this.read_tuning(node)?;
        Ok(this)
    }

    fn attrs(&self, w: &mut Writer) {
        self.write_attrs(w);
    }
    fn children(&self, w: &mut Writer) {
        self.write_children(w);
    }
}

fn child_attr<'a>(node: Node<'a>, child: &str, attr: &str) -> Option<&'a str> {
    node.child(child).and_then(|c| c.attr(attr)).filter(|t| !t.is_empty())
}

fn owned(node: Node<'_>, name: &str) -> Option<String> {
    node.attr(name).map(str::to_owned)
}

fn read_source(node: Node<'_>, kind: &str, source: Option<Node<'_>>) -> Result<InterfaceSource> {
    let needed =
        || source.ok_or_else(|| node.invalid(format!("interface type='{kind}' requires a 'source' element")));
    let text = |name: &str| needed()?.required::<Plain, String>(name, None);
    Ok(match kind {
        "ethernet" => InterfaceSource::Ethernet,
        "null" => InterfaceSource::Null,
        "network" => {
            let source = needed()?;
            let network = text("network")?;
            let portid = source.value::<UuidText, Uuid>("portid", None)?;
            let actual = node.child("actual").filter(|_| node.view().has(view::ACTUAL_NET));
            InterfaceSource::Network {
                network,
                portgroup: owned(source, "portgroup"),
                portid: portid.filter(|_| live(node.view())),
                actual: actual.map(ActualInterface::read).transpose()?.map(Box::new),
            }
        }
        "vds" => {
            let source = needed()?;
            let number = |name| source.value::<AnyRadix, i64>(name, None).map(Option::unwrap_or_default);
            InterfaceSource::Vds {
                switchid: source.required::<UuidText, Uuid>("switchid", None)?,
                portid: number("portid")?,
                portgroupid: owned(source, "portgroupid"),
                connectionid: number("connectionid")?,
            }
        }
        "internal" => InterfaceSource::Internal { name: text("name")? },
        "bridge" => InterfaceSource::Bridge { bridge: text("bridge")? },
        "direct" => InterfaceSource::Direct {
            dev: text("dev")?,
            mode: needed()?.value::<Plain, MacvtapMode>("mode", None)?.unwrap_or_default(),
        },
        "vdpa" => InterfaceSource::Vdpa { dev: text("dev")? },
        "vhostuser" => {
            InterfaceSource::Vhostuser(source.map(read_vhostuser).transpose()?.unwrap_or_default())
        }
        "client" => InterfaceSource::Client(SocketSource::read(needed()?, true, false)?),
        "server" => InterfaceSource::Server(SocketSource::read(needed()?, false, false)?),
        "mcast" => InterfaceSource::Mcast(SocketSource::read(needed()?, true, false)?),
        "udp" => InterfaceSource::Udp(SocketSource::read(needed()?, true, true)?),
        "hostdev" => {
            let (managed, source) = read_hostdev(node)?;
            InterfaceSource::Hostdev { managed, source: Box::new(source) }
        }
        _ => InterfaceSource::User,
    })
}

fn read_vhostuser(source: Node<'_>) -> Result<UnixSource> {
    if let Some(kind) = source.attr("type").filter(|t| *t != "unix") {
        let text = format!("Type='{kind}' unsupported for <interface type='vhostuser'>");
        return Err(source.unsupported(text));
    }
    let mode = match source.attr("mode") {
        None | Some("client") => SourceMode::Connect,
        Some("server") => SourceMode::Bind,
        Some(other) => return Err(source.bad_attr("mode", other, "one of client, server", None)),
    };
    let reconnect = source.child("reconnect").map(Reconnect::read).transpose()?;
    Ok(UnixSource { mode, path: owned(source, "path"), reconnect })
}

fn read_hostdev(node: Node<'_>) -> Result<(bool, HostdevSource)> {
    let source = node.child("source");
    let address =
        source.and_then(|s| s.child("address")).and_then(|a| a.attr("type")).filter(|t| !t.is_empty());
    let by_vendor = source.is_some_and(|s| s.child("vendor").is_some());
    let kind = address.or(by_vendor.then_some("usb"));
    let shown = kind.unwrap_or("(null)");
    let kind = HostdevType::from_word(shown)
        .ok_or_else(|| node.unsupported(format!("unknown host device source address type '{shown}'")))?;
    read_subsystem(node, kind)
}

impl SocketSource {
    fn read(source: Node<'_>, needs_address: bool, udp: bool) -> Result<Self> {
        let address = match needs_address {
            true => Some(source.required::<Plain, String>("address", None)?),
            false => owned(source, "address"),
        };
        let mut socket =
            Self { address, port: source.required::<Plain, i32>("port", None)?, ..Self::default() };
        if udp {
            let local = source.child("local");
            let local = local
                .ok_or_else(|| source.invalid("'<local>' element missing for 'udp' socket interface"))?;
            socket.local_address = Some(local.required::<Plain, String>("address", None)?);
            socket.local_port = local.required::<Plain, i32>("port", None)?;
        }
        Ok(socket)
    }
}

fn read_mac(node: Node<'_>) -> Result<Mac> {
    let mut mac = Mac { address: MacAddr([0; 6]), kind: None, check: None, generated: false, current: None };
    if let Some(child) = node.child("mac") {
        if let Some(text) = child.attr("address") {
            mac.address = MacAddr::parse(text)
                .ok_or_else(|| child.invalid(format!("unable to parse mac address '{text}'")))?;
            if mac.address.is_multicast() {
                return Err(child.invalid(format!("expected unicast mac address, found multicast '{text}'")));
            }
        }
        mac.kind = child.value::<Plain, MacType>("type", None)?;
        mac.check = child.value::<Plain, bool>("check", None)?;
        child.attr("currentAddress");
    }
    if mac.address.0 == [0; 6] {
        mac.address = MacAddr(generated::mac(MAC_PREFIX));
        mac.generated = true;
    }
    Ok(mac)
}

fn read_isolated(node: Node<'_>) -> Result<Option<bool>> {
    node.child("port").map_or(Ok(None), |port| port.value::<Plain, bool>("isolated", None))
}

impl Interface {
    fn read_port(&mut self, node: Node<'_>, kind: &str) -> Result<()> {
        let demand = match kind {
            "network" => Some(Demand { generate: true, ..Demand::default() }),
            "bridge" | "direct" | "hostdev" => {
                Some(Demand { kind: true, all_parameters: true, generate: true })
            }
            _ => None,
        };
        if let Some(port) = node.child("virtualport") {
            let demand = demand.ok_or_else(|| {
                node.unsupported(format!("<virtualport> element unsupported for <interface type='{kind}'>"))
            })?;
            self.virtualport = Some(Box::new(VirtualPort::read_in(port, demand)?));
        }
        if let Some(filter) = node.child("filterref").map(Node::seen_whole)
            && matches!(kind, "network" | "bridge" | "ethernet")
        {
            let params = Params::read(filter);
            self.filter = owned(filter, "filter").map(|filter| Box::new(FilterRef { filter, params }));
        }
        if let Some(bandwidth) = node.child("bandwidth") {
            let allow = Allow { floor: kind == "network", ..Allow::default() };
            self.bandwidth = Bandwidth::read_in(bandwidth, allow)?.map(Box::new);
        }
        self.vlan = node.child("vlan").map(Vlan::read).transpose()?;
        self.isolated = read_isolated(node)?;
        Ok(())
    }

    fn read_names(&mut self, node: Node<'_>) -> Result<()> {
        if let Some(target) = node.child("target") {
            let managed = target.value::<Plain, bool>("managed", None)?;
            let dev = owned(target, "dev")
                .filter(|dev| managed == Some(false) || live(node.view()) || !is_generated_name(dev));
            self.target = InterfaceTarget { dev, managed };
        }
        let guest = |name| child_attr(node, "guest", name).map(str::to_owned);
        self.guest = InterfaceGuest { dev: guest("dev"), actual: guest("actual") };
        self.script = child_attr(node, "script", "path").map(str::to_owned);
        self.downscript = child_attr(node, "downscript", "path").map(str::to_owned);
        self.backend_domain = child_attr(node, "backenddomain", "name").map(str::to_owned);
        Ok(())
    }

    fn read_drive(&mut self, node: Node<'_>, kind: &str, source: Option<Node<'_>>) -> Result<()> {
        let virtio = kind != "hostdev" && self.is_virtio();
        if let Some(driver) = node.child("driver") {
            // other models have none of it, though the schema does
            driver.seen_whole();
            self.driver = match virtio {
                true => NetDriver::read(driver)?,
                false => NetDriver { virtio: Element::read(driver)?, ..NetDriver::default() },
            };
        }
        if let Some(backend) = node.child("backend") {
            self.backend = NetBackend::read(backend)?;
            if !virtio {
                self.backend.vhost = None;
            }
        }
        if self.backend.kind == NetBackendType::Passt {
            self.source_dev = source.and_then(|s| owned(s, "dev"));
        }
        Ok(())
    }

    fn read_tuning(&mut self, node: Node<'_>) -> Result<()> {
        self.link = match child_attr(node, "link", "state") {
            None => None,
            Some(text) => Some(
                LinkState::from_word(text)
                    .ok_or_else(|| node.unsupported(format!("unknown interface link state '{text}'")))?,
            ),
        };
        self.teaming = Teaming::read_below(node)?.map(Box::new);
        self.sndbuf = match node.child("tune").and_then(|t| t.child_text("sndbuf")) {
            None => None,
            Some(text) => Some(
                <u64 as Value>::parse(&text)
                    .ok_or_else(|| node.invalid("sndbuf must be a positive integer"))?,
            ),
        };
        self.mtu = match child_attr(node, "mtu", "size") {
            None => 0,
            Some(text) => <u32 as Value>::parse(text).ok_or_else(|| node.invalid("malformed mtu size"))?,
        };
        if let Some(coalesce) = node.child("coalesce") {
            self.rx_max_coalesced_frames = read_coalesce(coalesce)?;
        }
        let private = node.child("privateData").map(Node::seen_whole);
        self.private_data = private.filter(|_| view::status(node.view())).map(Foreign::read);
        Ok(())
    }
}

fn read_coalesce(node: Node<'_>) -> Result<u32> {
    let text = node.child("rx").and_then(|rx| child_attr(rx, "frames", "max"));
    let Some(text) = text else { return Ok(0) };
    let frames = <u64 as Value>::parse(text).ok_or_else(|| {
        node.error(Code::Detail, format!("cannot parse value '{text}' for coalesce parameter"))
    })?;
    u32::try_from(frames).map_err(|_| {
        let most = u32::MAX;
        let text = format!("value '{frames}' is too big for coalesce parameter, maximum is '{most}'");
        node.error(Code::Overflow, text)
    })
}

impl ActualInterface {
    /// Reads `<actual>` of a state file.
    pub(crate) fn read(node: Node<'_>) -> Result<Self> {
        let kind = node.attr("type").ok_or_else(|| node.missing_attr("type", None))?;
        let source = node.child("source");
        let attr = |name: &str| source.and_then(|s| owned(s, name));
        let table = || -> Result<Option<MacTableManager>> {
            let Some(word) = source.and_then(|s| s.attr("macTableManager")) else { return Ok(None) };
            let text =
                || format!("Invalid macTableManager setting '{word}' in domain interface's <actual> element");
            MacTableManager::from_word(word).map(Some).ok_or_else(|| node.invalid(text()))
        };
        let actual = match kind {
            "bridge" => {
                let bridge = attr("bridge");
                if source.is_some() && bridge.is_none() {
                    let text = "Missing <source> element with bridge name in interface's <actual> element";
                    return Err(node.error(Code::Internal, text));
                }
                ActualSource::Bridge { bridge, mac_table_manager: table()? }
            }
            "network" => ActualSource::Network { bridge: attr("bridge"), mac_table_manager: table()? },
            "direct" => ActualSource::Direct {
                dev: attr("dev"),
                mode: match source {
                    Some(source) => source.value::<Plain, MacvtapMode>("mode", None)?.unwrap_or_default(),
                    None => MacvtapMode::default(),
                },
            },
            "hostdev" => {
                let (managed, source) = read_hostdev(node)?;
                ActualSource::Hostdev { managed, source: Box::new(source) }
            }
            other => {
                let text = format!("unsupported type '{other}' in interface's <actual> element");
                return Err(node.error(Code::Internal, text));
            }
        };
        let mut this = Self {
            source: actual,
            trust_guest_rx_filters: node.value::<Plain, bool>("trustGuestRxFilters", None)?,
            class_id: 0,
            vlan: node.child("vlan").map(Vlan::read).transpose()?,
            virtualport: None,
            bandwidth: None,
            isolated: read_isolated(node)?,
        };
        if let Some(port) = node.child("virtualport") {
            if kind == "network" {
                let text = format!(
                    "<virtualport> element unsupported for type='{kind}' in interface's <actual> element"
                );
                return Err(node.error(Code::Internal, text));
            }
            let demand = Demand { kind: true, all_parameters: true, generate: false };
            this.virtualport = Some(VirtualPort::read_in(port, demand)?);
        }
        if let Some(text) = child_attr(node, "class", "id") {
            this.class_id = <u32 as Value>::parse(text)
                .ok_or_else(|| node.error(Code::Internal, format!("Unable to parse class id '{text}'")))?;
        }
        if let Some(bandwidth) = node.child("bandwidth") {
            let allow = Allow { floor: kind == "network", ..Allow::default() };
            this.bandwidth = Bandwidth::read_in(bandwidth, allow)?;
        }
        Ok(this)
    }
}
