//! Changes to a part of a network: one entry added, modified or removed, as `virNetworkUpdate` asks.

use virt_core::consts::*;
use virt_core::{Result, bail, err};
use virt_xml::{Element, Node, Options};

use super::NetworkDef;
use super::dns::{Host, Srv, Txt};
use super::forward::{ForwardDevice, ForwardInterface};
use super::ip::{DhcpHost, DhcpRange, IpDef};
use super::portgroup::PortGroup;
use crate::common::document;

macro_rules! invalid {
    ($($t:tt)+) => { err!(VIR_FROM_NETWORK, VIR_ERR_OPERATION_INVALID, $($t)+) };
}
macro_rules! unsupported {
    ($($t:tt)+) => { err!(VIR_FROM_NETWORK, VIR_ERR_OPERATION_UNSUPPORTED, $($t)+) };
}

/// What is done with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Modify,
    Delete,
    AddLast,
    AddFirst,
}

impl Command {
    fn of(number: u32) -> Result<Self> {
        Ok(match number as i32 {
            VIR_NETWORK_UPDATE_COMMAND_MODIFY => Self::Modify,
            VIR_NETWORK_UPDATE_COMMAND_DELETE => Self::Delete,
            VIR_NETWORK_UPDATE_COMMAND_ADD_LAST => Self::AddLast,
            VIR_NETWORK_UPDATE_COMMAND_ADD_FIRST => Self::AddFirst,
            _ => return Err(unsupported!("unrecognized network update command code {number}")),
        })
    }

    fn is_add(self) -> bool {
        matches!(self, Self::AddLast | Self::AddFirst)
    }
}

/// Puts an entry at the end, or with [`Command::AddFirst`] at the front.
fn insert<T>(list: &mut Vec<T>, command: Command, entry: T) {
    let at = if command == Command::AddFirst { 0 } else { list.len() };
    list.insert(at, entry);
}

impl NetworkDef {
    /// Applies a change: `command` is `VIR_NETWORK_UPDATE_COMMAND_*`, `section` `VIR_NETWORK_SECTION_*`,
    /// `parent` the index of the `<ip>` meant, or -1 for the one that fits best.
    pub fn update_section(&mut self, command: u32, section: u32, parent: i32, xml: &str) -> Result<()> {
        let fixed =
            |what: &str| Err(unsupported!("can't update '{what}' section of network '{}'", self.name));
        // whatever the section, the text has to be XML
        self.read(xml, None, |_| Ok(()))?;
        match section as i32 {
            VIR_NETWORK_SECTION_BRIDGE => fixed("bridge"),
            VIR_NETWORK_SECTION_DOMAIN => fixed("domain"),
            VIR_NETWORK_SECTION_IP => fixed("ip"),
            VIR_NETWORK_SECTION_FORWARD => fixed("forward"),
            VIR_NETWORK_SECTION_FORWARD_PF => fixed("forward pf"),
            VIR_NETWORK_SECTION_IP_DHCP_HOST => self.update_dhcp_host(command, parent, xml),
            VIR_NETWORK_SECTION_IP_DHCP_RANGE => self.update_dhcp_range(command, parent, xml),
            VIR_NETWORK_SECTION_FORWARD_INTERFACE => self.update_interface(command, xml),
            VIR_NETWORK_SECTION_PORTGROUP => self.update_port_group(command, xml),
            VIR_NETWORK_SECTION_DNS_HOST => self.update_dns_host(command, xml),
            VIR_NETWORK_SECTION_DNS_TXT => self.update_dns_txt(command, xml),
            VIR_NETWORK_SECTION_DNS_SRV => self.update_dns_srv(command, xml),
            _ => Err(unsupported!("can't update unrecognized section of network")),
        }
    }

    /// Reads the entry of a change, an element of a given name.
    fn read<T>(
        &self,
        xml: &str,
        element: Option<&str>,
        read: impl FnOnce(Node<'_>) -> virt_xml::Result<T>,
    ) -> Result<T> {
        let options =
            Options { label: "(network_update_xml)", origin: VIR_FROM_NETWORK, ..Options::default() };
        let read = |node: Node<'_>| match element {
            Some(name) if node.name() != name => Err(node.invalid(format!(
                "unexpected element <{}>, expecting <{name}>, while updating network '{}'",
                node.name(),
                self.name
            ))),
            _ => read(node),
        };
        virt_xml::with_document(xml, None, options, read).map_err(document::error)
    }

    /// Which `<ip>` a change of DHCP data is about.
    fn ip_for_dhcp(&self, parent: i32) -> Result<usize> {
        if let Ok(index) = usize::try_from(parent) {
            return Some(index).filter(|i| *i < self.ips.len()).ok_or_else(|| {
                invalid!(
                    "couldn't update dhcp host entry - no <ip> element found at index {parent} in network '{}'",
                    self.name
                )
            });
        }
        let by = |f: fn(&IpDef) -> bool| self.ips.iter().position(f);
        by(IpDef::has_dhcp).or_else(|| by(|ip| ip.address.is_v4())).or_else(|| by(|_| true)).ok_or_else(
            || invalid!("couldn't update dhcp host entry - no <ip> element found in network '{}'", self.name),
        )
    }

    /// Only one `<ip>` of a family can have DHCP data.
    fn check_only_dhcp(&self, index: usize) -> Result<()> {
        let family = self.ips[index].address;
        let other = self
            .ips
            .iter()
            .enumerate()
            .any(|(i, ip)| i != index && ip.address.same_family(&family) && ip.has_dhcp());
        if other {
            let family = if family.is_v4() { "IPv4" } else { "IPv6" };
            return Err(invalid!("dhcp is supported only for a single {family} address on each network"));
        }
        Ok(())
    }

    fn update_dhcp_host(&mut self, command: u32, parent: i32, xml: &str) -> Result<()> {
        self.read(xml, Some("host"), |_| Ok(()))?;
        let index = self.ip_for_dhcp(parent)?;
        let partial = command as i32 == VIR_NETWORK_UPDATE_COMMAND_DELETE;
        let host = self
            .read(xml, Some("host"), |node| DhcpHost::read_in(node, &self.ips[index], &self.name, partial))?;
        if !partial && host.ip.is_none_or(|ip| !ip.same_family(&self.ips[index].address)) {
            return Err(invalid!(
                "the address family of a host entry IP must match the address family of the dhcp element's parent"
            ));
        }
        let clashes = |other: &DhcpHost| {
            host.same_mac(other) == Some(true)
                || host.name.is_some() && host.name == other.name
                || host.ip.is_some() && host.ip == other.ip
        };
        let matches = |other: &DhcpHost| {
            host.same_mac(other) != Some(false)
                && (host.name.is_none() || host.name == other.name)
                && (host.ip.is_none() || host.ip == other.ip)
        };
        let known = self.ips[index].hosts.iter().position(clashes);
        let (mac, name) =
            (host.mac.as_deref().unwrap_or("unknown"), host.name.as_deref().unwrap_or("(null)"));
        let ip = host.ip.map_or("unknown".to_owned(), |ip| ip.to_string());
        let [place, conflict] = [
            format!("\"mac='{mac}'\" \"name='{name}'\" \"ip='{ip}'\" in network '{}'", self.name),
            format!("network '{}' that matches \"<host mac='{mac}' name='{name}' ip='{ip}'/>\"", self.name),
        ];
        match Command::of(command)? {
            Command::Modify => {
                let at = known
                    .ok_or_else(|| invalid!("couldn't locate an existing dhcp host entry with {place}"))?;
                self.ips[index].hosts[at] = host;
            }
            Command::Delete => {
                let at = self.ips[index].hosts.iter().position(matches).ok_or_else(|| {
                    invalid!("couldn't locate a matching dhcp host entry in network '{}'", self.name)
                })?;
                self.ips[index].hosts.remove(at);
            }
            add => {
                self.check_only_dhcp(index)?;
                if known.is_some() {
                    return Err(invalid!("there is an existing dhcp host entry in {conflict}"));
                }
                insert(&mut self.ips[index].hosts, add, host);
            }
        }
        Ok(())
    }

    fn update_dhcp_range(&mut self, command: u32, parent: i32, xml: &str) -> Result<()> {
        self.read(xml, Some("range"), |_| Ok(()))?;
        let index = self.ip_for_dhcp(parent)?;
        if command as i32 == VIR_NETWORK_UPDATE_COMMAND_MODIFY {
            return Err(unsupported!("dhcp ranges cannot be modified, only added or deleted"));
        }
        let range = self.read(xml, Some("range"), |node| DhcpRange::read_in(node, &self.ips[index]))?;
        let same = |r: &DhcpRange| r.start == range.start && r.end == range.end;
        let known = self.ips[index].ranges.iter().position(same);
        match (Command::of(command)?, known) {
            (Command::Delete, None) => {
                return Err(invalid!(
                    "couldn't locate a matching dhcp range entry in network '{}'",
                    self.name
                ));
            }
            (Command::Delete, Some(at)) => _ = self.ips[index].ranges.remove(at),
            (add, known) => {
                self.check_only_dhcp(index)?;
                if known.is_some() {
                    return Err(invalid!(
                        "there is an existing dhcp range entry in network '{}' that matches \
                         \"<range start='{}' end='{}'/>\"",
                        self.name,
                        range.start,
                        range.end
                    ));
                }
                insert(&mut self.ips[index].ranges, add, range);
            }
        }
        Ok(())
    }

    fn update_interface(&mut self, command: u32, xml: &str) -> Result<()> {
        let dev = self.read(xml, Some("interface"), |node| {
            if command as i32 == VIR_NETWORK_UPDATE_COMMAND_MODIFY {
                return Ok(None);
            }
            node.attr("dev")
                .map(|d| Some(d.to_owned()))
                .ok_or_else(|| node.invalid("missing dev attribute in <interface> element"))
        })?;
        let Some(dev) = dev else {
            return Err(unsupported!("forward interface entries cannot be modified, only added or deleted"));
        };
        let command = Command::of(command)?;
        let name = &self.name;
        let none = || {
            invalid!("couldn't find an interface entry in network '{name}' matching <interface dev='{dev}'>")
        };
        let Some(forward) = &mut self.forward else {
            bail!(
                VIR_FROM_NETWORK,
                VIR_ERR_OPERATION_INVALID,
                "network '{name}' does not forward, so it has no interfaces"
            );
        };
        let same = |i: &ForwardInterface| matches!(&i.device, ForwardDevice::Netdev(d) if *d == dev);
        let known = forward.interfaces.iter().position(same);
        match (command, known) {
            (Command::Delete, None) => return Err(none()),
            (Command::Delete, Some(at)) => {
                let users = forward.interfaces[at].connections;
                if users > 0 {
                    return Err(invalid!(
                        "unable to delete interface '{dev}' in network '{name}'. It is currently being used by \
                         {users} domains."
                    ));
                }
                forward.interfaces.remove(at);
            }
            (_, Some(_)) => {
                return Err(invalid!(
                    "there is an existing interface entry in network '{name}' that matches \
                     \"<interface dev='{dev}'>\""
                ));
            }
            (add, None) => insert(&mut forward.interfaces, add, ForwardInterface::netdev(dev)),
        }
        Ok(())
    }

    fn update_port_group(&mut self, command: u32, xml: &str) -> Result<()> {
        let group = self.read(xml, Some("portgroup"), PortGroup::read)?;
        let named = self.port_groups.iter().rposition(|g| g.name == group.name);
        let default = self.port_groups.iter().rposition(|g| g.is_default);
        let (net, name) = (&self.name, &group.name);
        let none = || {
            invalid!("couldn't find a portgroup entry in network '{net}' matching <portgroup name='{name}'>")
        };
        let command_number = command;
        let second_default = group.is_default && default.is_some() && default != named;
        let check_default = || {
            if second_default {
                return Err(invalid!(
                    "a different portgroup entry in network '{net}' is already set as the default. Only one \
                     default is allowed."
                ));
            }
            Ok(())
        };
        match (Command::of(command_number)?, named) {
            (Command::Modify | Command::Delete, None) => return Err(none()),
            (Command::Delete, Some(at)) => _ = self.port_groups.remove(at),
            (Command::Modify, Some(at)) => {
                check_default()?;
                self.port_groups[at] = group;
            }
            (_, Some(_)) => {
                return Err(invalid!(
                    "there is an existing portgroup entry in network '{net}' that matches \
                     \"<portgroup name='{name}'>\""
                ));
            }
            (add, None) => {
                check_default()?;
                insert(&mut self.port_groups, add, group);
            }
        }
        Ok(())
    }

    fn update_dns_host(&mut self, command: u32, xml: &str) -> Result<()> {
        let adding = Command::of(command).is_ok_and(Command::is_add);
        let host = self.read(xml, Some("host"), |node| Host::read_in(node, &self.name, !adding))?;
        let command = Command::of(command)?;
        let found: Vec<usize> = (0..self.dns.hosts.len())
            .filter(|i| {
                let other = &self.dns.hosts[*i];
                host.ip == other.ip
                    || command == Command::Delete && host.names.iter().any(|n| other.names.contains(n))
            })
            .collect();
        if command.is_add() {
            if !found.is_empty() {
                return Err(invalid!(
                    "there is already at least one DNS HOST record with a matching field in network {}",
                    self.name
                ));
            }
            insert(&mut self.dns.hosts, command, host);
            return Ok(());
        }
        let at = self.only(&found, "multiple matching DNS HOST records were found", "DNS HOST")?;
        match command {
            Command::Delete => _ = self.dns.hosts.remove(at),
            _ => self.dns.hosts[at] = host,
        }
        Ok(())
    }

    fn update_dns_srv(&mut self, command: u32, xml: &str) -> Result<()> {
        if command as i32 == VIR_NETWORK_UPDATE_COMMAND_MODIFY {
            return Err(unsupported!("DNS SRV records cannot be modified, only added or deleted"));
        }
        let adding = Command::of(command).is_ok_and(Command::is_add);
        let srv = self.read(xml, Some("srv"), |node| Srv::read_in(node, &self.name, !adding))?;
        let command = Command::of(command)?;
        let fits = |want: &Option<String>, have: &Option<String>| want.is_none() || want == have;
        let found: Vec<usize> = (0..self.dns.srvs.len())
            .filter(|i| {
                let other = &self.dns.srvs[*i];
                fits(&srv.domain, &other.domain)
                    && fits(&srv.service, &other.service)
                    && fits(&srv.protocol, &other.protocol)
                    && fits(&srv.target, &other.target)
            })
            .collect();
        if command.is_add() {
            if !found.is_empty() {
                return Err(invalid!(
                    "there is already at least one DNS SRV record matching all specified fields in network {}",
                    self.name
                ));
            }
            insert(&mut self.dns.srvs, command, srv);
            return Ok(());
        }
        let many = "multiple DNS SRV records matching all specified fields were found";
        let at = self.only(&found, many, "DNS SRV")?;
        self.dns.srvs.remove(at);
        Ok(())
    }

    fn update_dns_txt(&mut self, command: u32, xml: &str) -> Result<()> {
        let adding = Command::of(command).is_ok_and(Command::is_add);
        let txt = self.read(xml, Some("txt"), |node| Txt::read_in(node, &self.name, !adding))?;
        let known = self.dns.txts.iter().position(|t| t.name == txt.name);
        let net = &self.name;
        let none = || invalid!("couldn't locate a matching DNS TXT record in network {net}");
        match (Command::of(command)?, known) {
            (Command::Delete | Command::Modify, None) => return Err(none()),
            (Command::Delete, Some(at)) => _ = self.dns.txts.remove(at),
            (Command::Modify, Some(at)) => {
                if txt.value.is_none() {
                    return Err(invalid!("missing value of modifying DNS TXT record in network {net}"));
                }
                self.dns.txts[at].value = txt.value;
            }
            (_, Some(_)) => {
                let name = &txt.name;
                return Err(invalid!(
                    "there is already a DNS TXT record with name '{name}' in network {net}"
                ));
            }
            (add, None) => insert(&mut self.dns.txts, add, txt),
        }
        Ok(())
    }

    /// The one record found.
    fn only(&self, found: &[usize], many: &str, what: &str) -> Result<usize> {
        match found {
            [] => Err(invalid!("couldn't locate a matching {what} record in network {}", self.name)),
            [one] => Ok(*one),
            _ => Err(invalid!("{many} in network {}", self.name)),
        }
    }
}
