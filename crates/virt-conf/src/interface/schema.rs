//! What the schema asks of host interfaces beyond what the types say.

use virt_xml::{Node, Result};

use crate::common::rules::Ask::{Attr, Check, Needs, Once};
use crate::common::rules::Shape::Words;
use crate::common::rules::{self, Rule, Shape, attr};

/// Checks an interface that is read strictly.
pub fn check(interface: Node<'_>) -> Result<()> {
    rules::check(interface, &[RULES])?;
    inner(interface, "bridge", &["ethernet", "vlan", "bond"])?;
    inner(interface, "bond", &["ethernet"])
}

const STARTS: Shape = Words(&["onboot", "none", "hotplug"]);
const STATES: Shape = Words(&["unknown", "notpresent", "down", "lowerlayerdown", "testing", "dormant", "up"]);

const RULES: &[Rule] = &[
    Rule("interface", Check(typed)),
    Rule("interface", Attr("type", Words(&["ethernet", "bridge", "bond", "vlan"]))),
    Rule("interface", Attr("name", rules::DEVICE_NAME)),
    Rule("interface", Once(&["start", "mtu", "mac", "link", "bridge", "bond", "vlan"])),
    Rule("interface", Check(hardware)),
    Rule("interface", Check(protocols)),
    Rule("interface/mtu", Needs(&["size"], &[])),
    Rule("interface/mtu", Attr("size", rules::NUMBER)),
    Rule("interface/mac", Needs(&["address"], &[])),
    Rule("interface/mac", Attr("address", rules::MAC)),
    Rule("interface/start", Needs(&["mode"], &[])),
    Rule("interface/start", Attr("mode", STARTS)),
    Rule("interface/link", Attr("speed", rules::NUMBER)),
    Rule("interface/link", Attr("state", STATES)),
    Rule("vlan", Needs(&["tag"], &["interface"])),
    Rule("bond", Needs(&[], &["interface"])),
    Rule("bond", Once(&["miimon", "arpmon"])),
    Rule("bond", Check(|bond| rules::not_both(bond, "miimon", "arpmon"))),
    Rule("miimon", Needs(&["freq"], &[])),
    Rule("miimon", Attr("freq", rules::NUMBER)),
    Rule("miimon", Attr("updelay", rules::NUMBER)),
    Rule("miimon", Attr("downdelay", rules::NUMBER)),
    Rule("arpmon", Needs(&["interval", "target"], &[])),
    Rule("arpmon", Attr("interval", rules::NUMBER)),
    Rule("arpmon", Attr("target", rules::IPV4)),
    Rule("protocol", Needs(&["family"], &[])),
    Rule("protocol", Attr("family", Words(&["ipv4", "ipv6"]))),
    Rule("protocol", Once(&["dhcp", "autoconf", "route"])),
    Rule("protocol/ip", Needs(&["address"], &[])),
    Rule("protocol/ip", Check(|ip| of_family(ip, &["address"]))),
    Rule("protocol/ip", Check(prefix)),
    Rule("protocol/route", Needs(&["gateway"], &[])),
    Rule("protocol/route", Check(|route| of_family(route, &["gateway"]))),
    Rule("protocol/dhcp", Attr("peerdns", rules::YES_NO)),
];

/// All but the cards of VLANs say their type.
fn typed(interface: Node<'_>) -> Result<()> {
    match interface.parent() {
        Some(parent) if parent.name() == "vlan" => interface.demand(&["name"], &[]),
        _ => interface.demand(&["type"], &[]),
    }
}

/// Which interfaces stand in others.
fn inner(interface: Node<'_>, around: &str, types: &[&str]) -> Result<()> {
    let inside = interface.elements().filter(|n| n.name() == around).flat_map(Node::elements);
    for node in inside.filter(|n| n.name() == "interface") {
        let kind = attr(node, "type").unwrap_or_default();
        if !types.contains(&kind) {
            return Err(node.bad_attr("type", kind, &format!("one of {}", types.join(", ")), None));
        }
        let bare = node.elements().find(|n| matches!(n.name(), "start" | "mtu" | "protocol"));
        if let Some(extra) = bare {
            return Err(extra.unexpected());
        }
        inner(node, "bond", &["ethernet"])?;
    }
    Ok(())
}

/// Cards have hardware addresses; bridges have no link.
fn hardware(interface: Node<'_>) -> Result<()> {
    let extra = |names: &[&str]| interface.elements().find(|n| names.contains(&n.name()));
    let found = match attr(interface, "type") {
        Some("ethernet") => extra(&["bridge", "bond", "vlan"]),
        Some("bridge") => extra(&["mac", "link", "bond", "vlan"]),
        Some("bond") => extra(&["mac", "bridge", "vlan"]),
        Some("vlan") => extra(&["mac", "bridge", "bond"]),
        _ => None,
    };
    found.map_or(Ok(()), |n| Err(n.unexpected()))
}

/// Each family once.
fn protocols(interface: Node<'_>) -> Result<()> {
    for family in ["ipv4", "ipv6"] {
        let same = |n: &Node<'_>| n.name() == "protocol" && attr(*n, "family") == Some(family);
        if let Some(again) = interface.elements().filter(same).nth(1) {
            return Err(again.unexpected());
        }
    }
    Ok(())
}

fn is_ipv6(inside: Node<'_>) -> bool {
    inside.parent().and_then(|protocol| attr(protocol, "family")) == Some("ipv6")
}

fn of_family(node: Node<'_>, names: &[&'static str]) -> Result<()> {
    let shape = if is_ipv6(node) { rules::IPV6 } else { rules::IPV4 };
    names.iter().try_for_each(|name| Attr(name, shape).check(node))
}

fn prefix(ip: Node<'_>) -> Result<()> {
    let Some(text) = attr(ip, "prefix") else { return Ok(()) };
    let most = if is_ipv6(ip) { 128 } else { 32 };
    match rules::NUMBER.fits(text) && text.parse::<u32>().is_ok_and(|bits| bits <= most) {
        true => Ok(()),
        false => Err(ip.bad_attr("prefix", text, &format!("a number up to {most}"), None)),
    }
}
