//! What the schema asks of networks beyond what the types say.

use virt_xml::{Node, Result};

use crate::common::rules::Ask::{Allows, Attr, Check, Needs, Once, Only, Text};
use crate::common::rules::Shape::{Like, Words};
use crate::common::rules::{self, Rule, Shape, attr, has};

/// Checks a network that is read strictly.
pub fn check(network: Node<'_>) -> Result<()> {
    rules::check(network, &[NETWORK, ADDRESSES])
}

const FAMILY: Shape = Words(&["ipv4", "ipv6"]);
const EXPIRY_UNITS: Shape = Words(&["seconds", "minutes", "hours"]);
const ZONE: Shape = Like(
    |t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-'),
    "the name of a zone",
);
const PROFILE: Shape = Like(|t| t.chars().count() <= 39, "at most 39 characters");
const MODES: Shape = Words(&["nat", "route", "open", "bridge", "passthrough", "private", "vepa", "hostdev"]);

const NETWORK: &[Rule] = &[
    Rule("network", Needs(&[], &["name"])),
    Rule(
        "network",
        Once(&[
            "name",
            "uuid",
            "title",
            "description",
            "bridge",
            "mtu",
            "mac",
            "forward",
            "virtualport",
            "domain",
            "dns",
            "bandwidth",
            "vlan",
            "port",
        ]),
    ),
    Rule("network", Attr("trustGuestRxFilters", rules::YES_NO)),
    Rule("network/uuid", Text(rules::UUID)),
    Rule("network/title", Text(rules::LINE)),
    Rule("network/bridge", Attr("name", rules::DEVICE_NAME)),
    Rule("network/bridge", Attr("zone", ZONE)),
    Rule("network/mac", Needs(&["address"], &[])),
    Rule("network/mac", Attr("address", rules::UNICAST_MAC)),
    Rule("network/forward", Attr("mode", MODES)),
    Rule("network/forward", Attr("dev", rules::DEVICE_NAME)),
    Rule("network/forward", Only(&["interface", "address", "pf", "driver", "nat"])),
    Rule("network/forward", Once(&["pf", "driver", "nat"])),
    Rule("network/forward", Check(|forward| rules::not_both(forward, "interface", "address"))),
    Rule("forward/interface", Needs(&["dev"], &[])),
    Rule("forward/interface", Attr("dev", rules::DEVICE_NAME)),
    Rule("forward/address", Needs(&["type"], &[])),
    Rule("forward/address", Attr("type", Words(&["pci"]))),
    Rule("forward/address", Only(&[])),
    Rule("forward/pf", Needs(&["dev"], &[])),
    Rule("forward/pf", Only(&[])),
    Rule("nat/address", Needs(&["start", "end"], &[])),
    Rule("nat/address", Attr("start", rules::IPV4)),
    Rule("nat/address", Attr("end", rules::IPV4)),
    Rule("nat/port", Needs(&["start", "end"], &[])),
    Rule("network/portgroup", Needs(&["name"], &[])),
    Rule("network/portgroup", Attr("name", rules::DEVICE_NAME)),
    Rule("network/portgroup", Once(&["virtualport", "bandwidth", "vlan"])),
    Rule("virtualport", Check(port_parameters)),
    Rule("virtualport/parameters", Attr("profileid", PROFILE)),
    Rule("vlan", Attr("trunk", Words(&["yes"]))),
    Rule("vlan", Needs(&[], &["tag"])),
    Rule("vlan/tag", Needs(&["id"], &[])),
    Rule("network/domain", Needs(&["name"], &[])),
    Rule("network/domain", Attr("name", rules::DNS_NAME)),
    Rule("dns/forwarder", Attr("addr", rules::IP)),
    Rule("dns/forwarder", Attr("domain", rules::DNS_NAME)),
    Rule("dns/txt", Needs(&["name", "value"], &[])),
    Rule("dns/txt", Attr("name", rules::DNS_NAME)),
    Rule("dns/srv", Needs(&["service", "protocol"], &[])),
    Rule("dns/srv", Attr("protocol", Words(&["tcp", "udp"]))),
    Rule("dns/srv", Attr("domain", rules::DNS_NAME)),
    Rule("dns/host", Needs(&["ip"], &["hostname"])),
    Rule("dns/host", Attr("ip", rules::IP)),
    Rule("dns/host/hostname", Text(rules::DNS_NAME)),
    // written by running networks
    Rule("network", Allows(&["connections"])),
];

const ADDRESSES: &[Rule] = &[
    Rule("network/ip", Attr("address", rules::IP)),
    Rule("network/ip", Attr("family", FAMILY)),
    Rule("network/ip", Attr("netmask", rules::IPV4)),
    Rule("network/ip", Attr("localPtr", rules::YES_NO)),
    Rule("network/ip", Once(&["tftp", "dhcp"])),
    Rule("network/ip", Only(&["tftp", "dhcp"])),
    Rule("ip/tftp", Needs(&["root"], &[])),
    Rule("dhcp/range", Needs(&["start", "end"], &[])),
    Rule("dhcp/range", Attr("start", rules::IP)),
    Rule("dhcp/range", Attr("end", rules::IP)),
    Rule("dhcp/range", Once(&["lease"])),
    Rule("dhcp/host", Needs(&["ip"], &[])),
    Rule("dhcp/host", Check(named_host)),
    Rule("dhcp/host", Attr("mac", rules::UNICAST_MAC)),
    Rule("dhcp/host", Attr("ip", rules::IP)),
    Rule("dhcp/host", Once(&["lease"])),
    Rule("dhcp", Once(&["bootp"])),
    Rule("dhcp/bootp", Needs(&["file"], &[])),
    Rule("dhcp/bootp", Attr("file", rules::PATH)),
    Rule("dhcp/bootp", Attr("server", rules::DNS_NAME)),
    Rule("lease", Needs(&["expiry"], &[])),
    Rule("lease", Attr("unit", EXPIRY_UNITS)),
    Rule("network/route", Attr("family", FAMILY)),
    Rule("network/route", Attr("netmask", rules::IPV4)),
    Rule("network/route", Attr("address", rules::IP)),
    Rule("network/route", Attr("gateway", rules::IP)),
    Rule("network/route", Needs(&["gateway"], &[])),
];

/// A host is told by one of its addresses, or else by its name.
fn named_host(host: Node<'_>) -> Result<()> {
    match (attr(host, "mac"), attr(host, "id"), attr(host, "name")) {
        (Some(_), Some(id), _) => Err(host.bad_attr("id", id, "either mac or id", None)),
        (None, None, None) => host.demand(&["name"], &[]),
        _ => Ok(()),
    }
}

/// What each type of port has to say.
fn port_parameters(port: Node<'_>) -> Result<()> {
    const EVB: &[&str] = &["managerid", "typeid", "typeidversion", "instanceid"];
    let allowed: &[&str] = match attr(port, "type") {
        None => return Ok(()),
        Some("802.1Qbg") => EVB,
        Some("802.1Qbh") => &["profileid"],
        Some("openvswitch") => &["profileid", "interfaceid"],
        Some("midonet") => &["interfaceid"],
        Some(other) => {
            let expected = "one of 802.1Qbg, 802.1Qbh, openvswitch, midonet";
            return Err(port.bad_attr("type", other, expected, None));
        }
    };
    if attr(port, "type") == Some("midonet") && !has(port, "parameters") {
        return port.demand(&[], &["parameters"]);
    }
    for parameters in port.elements().filter(|n| n.name() == "parameters") {
        let extra = parameters.raw().attributes().find(|a| !allowed.contains(&a.name()));
        if let Some(extra) = extra {
            return Err(parameters.unexpected_attr(extra.name()));
        }
    }
    Ok(())
}
