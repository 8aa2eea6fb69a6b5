//! Network devices of the host: made, changed, connected, removed.

use std::io;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use netlink_packet_route::RouteNetlinkMessage;
use netlink_packet_route::address::{AddressAttribute, AddressMessage};
use netlink_packet_route::link::{
    InfoData, InfoKind, InfoMacVtap, LinkAttribute, LinkFlags, LinkInfo, LinkMessage, MacVtapMode,
};
use netlink_packet_route::route::{
    RouteAddress, RouteAttribute, RouteHeader, RouteMessage, RouteProtocol, RouteType,
};
use netlink_packet_route::{AddressFamily, address::AddressScope, route::RouteScope};

use super::netlink::{Change, request};

/// Bytes that a device's name has at most.
const NAME_LIMIT: usize = libc::IFNAMSIZ - 1;

/// How the devices on one parent see each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MacvtapMode {
    Vepa,
    Private,
    Bridge,
    Passthru,
}

fn folder(name: &str) -> PathBuf {
    Path::new("/sys/class/net").join(name)
}

/// Whether there is a device of this name.
pub fn exists(name: &str) -> bool {
    index(name).is_ok()
}

/// The kernel's number of a device.
pub fn index(name: &str) -> io::Result<u32> {
    if name.is_empty() || name.len() > NAME_LIMIT {
        return Err(io::Error::from_raw_os_error(libc::ENODEV));
    }
    Ok(nix::net::if_::if_nametoindex(name)?)
}

fn message(name: &str) -> io::Result<LinkMessage> {
    let mut message = LinkMessage::default();
    message.header.index = index(name)?;
    Ok(message)
}

fn set(name: &str, attribute: LinkAttribute) -> io::Result<()> {
    let mut message = message(name)?;
    message.attributes.push(attribute);
    request(RouteNetlinkMessage::SetLink(message), Change::Old)
}

pub fn set_up(name: &str, up: bool) -> io::Result<()> {
    let mut message = message(name)?;
    message.header.change_mask = LinkFlags::Up;
    if up {
        message.header.flags = LinkFlags::Up;
    }
    request(RouteNetlinkMessage::SetLink(message), Change::Old)
}

/// Whether a device is up.
pub fn is_up(name: &str) -> io::Result<bool> {
    let text = std::fs::read_to_string(folder(name).join("flags"))?;
    let flags = u32::from_str_radix(text.trim().trim_start_matches("0x"), 16).map_err(io::Error::other)?;
    Ok(flags & 1 != 0)
}

pub fn set_mac(name: &str, mac: [u8; 6]) -> io::Result<()> {
    set(name, LinkAttribute::Address(mac.to_vec()))
}

pub fn set_mtu(name: &str, mtu: u32) -> io::Result<()> {
    set(name, LinkAttribute::Mtu(mtu))
}

pub fn mtu(name: &str) -> io::Result<u32> {
    std::fs::read_to_string(folder(name).join("mtu"))?.trim().parse().map_err(io::Error::other)
}

/// Makes a device a port of a bridge.
pub fn add_to_bridge(name: &str, bridge: &str) -> io::Result<()> {
    set(name, LinkAttribute::Controller(index(bridge)?))
}

/// Sets a file of a bridge's port (`learning`, `isolated`, …).
pub fn set_port_option(name: &str, option: &str, on: bool) -> io::Result<()> {
    std::fs::write(folder(name).join("brport").join(option), if on { "1" } else { "0" })
}

/// Whether a device is a macvtap; its packets come through a file of its own.
pub fn is_macvtap(name: &str) -> bool {
    std::fs::metadata(folder(name).join("macvtap")).is_ok()
}

/// Makes a macvtap on a device.
pub fn add_macvtap(name: &str, parent: &str, mac: [u8; 6], mode: MacvtapMode) -> io::Result<()> {
    let mode = match mode {
        MacvtapMode::Vepa => MacVtapMode::Vepa,
        MacvtapMode::Private => MacVtapMode::Private,
        MacvtapMode::Bridge => MacVtapMode::Bridge,
        MacvtapMode::Passthru => MacVtapMode::Passthrough,
    };
    if name.len() > NAME_LIMIT {
        return Err(io::Error::from_raw_os_error(libc::ERANGE));
    }
    let mut message = LinkMessage::default();
    message.attributes = vec![
        LinkAttribute::IfName(name.to_owned()),
        LinkAttribute::Link(index(parent)?),
        LinkAttribute::Address(mac.to_vec()),
        LinkAttribute::LinkInfo(vec![
            LinkInfo::Kind(InfoKind::MacVtap),
            LinkInfo::Data(InfoData::MacVtap(vec![InfoMacVtap::Mode(mode)])),
        ]),
    ];
    request(RouteNetlinkMessage::NewLink(message), Change::New)
}

/// Removes a device.
pub fn delete(name: &str) -> io::Result<()> {
    request(RouteNetlinkMessage::DelLink(message(name)?), Change::Old)
}

fn family(address: &IpAddr) -> AddressFamily {
    if address.is_ipv4() { AddressFamily::Inet } else { AddressFamily::Inet6 }
}

/// Gives a device an address.
pub fn add_address(name: &str, address: IpAddr, prefix: u8, peer: Option<IpAddr>) -> io::Result<()> {
    let mut message = AddressMessage::default();
    message.header.family = family(&address);
    message.header.prefix_len = prefix;
    message.header.scope = AddressScope::Universe;
    message.header.index = index(name)?;
    message.attributes.push(AddressAttribute::Local(address));
    message.attributes.push(AddressAttribute::Address(peer.unwrap_or(address)));
    if let (IpAddr::V4(v4), None) = (address, peer)
        && prefix < 31
    {
        let host = u32::MAX.checked_shr(prefix.into()).unwrap_or(0);
        let broadcast = std::net::Ipv4Addr::from(u32::from(v4) | host);
        message.attributes.push(AddressAttribute::Broadcast(broadcast));
    }
    request(RouteNetlinkMessage::NewAddress(message), Change::New)
}

/// Adds a route through a device.
pub fn add_route(
    name: &str,
    destination: IpAddr,
    prefix: u8,
    gateway: IpAddr,
    metric: Option<u32>,
) -> io::Result<()> {
    let route = |address: IpAddr| match address {
        IpAddr::V4(v4) => RouteAddress::Inet(v4),
        IpAddr::V6(v6) => RouteAddress::Inet6(v6),
    };
    let mut message = RouteMessage::default();
    message.header.address_family = family(&gateway);
    message.header.destination_prefix_length = prefix;
    message.header.table = RouteHeader::RT_TABLE_MAIN;
    message.header.protocol = RouteProtocol::Static;
    message.header.scope = RouteScope::Universe;
    message.header.kind = RouteType::Unicast;
    message.attributes.push(RouteAttribute::Destination(route(destination)));
    message.attributes.push(RouteAttribute::Gateway(route(gateway)));
    message.attributes.push(RouteAttribute::Oif(index(name)?));
    if let Some(metric) = metric {
        message.attributes.push(RouteAttribute::Priority(metric));
    }
    request(RouteNetlinkMessage::NewRoute(message), Change::New)
}
