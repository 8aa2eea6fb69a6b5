//! Scopes of IPv6 addresses: through which interface of the host one is reached (`fe80::1%eth0`).
//!
//! As the C library has it: a name is taken, and written, for addresses that mean something on one link only; a
//! number is taken for all.

use std::fmt;
use std::fs;
use std::net::Ipv6Addr;
use std::path::Path;

/// The host's interfaces, each with its number.
const INTERFACES: &str = "/sys/class/net";

/// The number of a scope; none when it names no interface.
pub fn parse(address: &Ipv6Addr, text: &str) -> Option<u32> {
    let name = !text.is_empty() && !text.contains('/') && is_on_link(address);
    let named = name.then(|| number_of(text)).flatten();
    named.or_else(|| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten())
}

/// Writes `%eth0`, or nothing without a scope.
pub fn write(f: &mut fmt::Formatter<'_>, address: &Ipv6Addr, scope: u32) -> fmt::Result {
    match (scope, is_on_link(address).then(|| name_of(scope)).flatten()) {
        (0, _) => Ok(()),
        (_, Some(name)) => write!(f, "%{name}"),
        (number, None) => write!(f, "%{number}"),
    }
}

fn is_on_link(address: &Ipv6Addr) -> bool {
    let first = address.segments()[0];
    // unicast on a link; multicast of one interface or link
    first & 0xffc0 == 0xfe80 || matches!(first & 0xff0f, 0xff01 | 0xff02)
}

fn number_of(name: &str) -> Option<u32> {
    let text = fs::read_to_string(Path::new(INTERFACES).join(name).join("ifindex")).ok()?;
    text.trim().parse().ok()
}

fn name_of(number: u32) -> Option<String> {
    let names =
        fs::read_dir(INTERFACES).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    names.into_iter().find(|name| number_of(name) == Some(number))
}

#[cfg(test)]
mod tests {
    use crate::common::ip::Ip;

    #[test]
    fn scopes() {
        let shown = |text| Ip::parse(text).map(|ip| ip.to_string());
        assert_eq!(shown("2001:db8::1%77").as_deref(), Some("2001:db8::1%77"));
        for bad in
            ["fe80::1%", "fe80::1%no such", "fe80::1%-1", "fe80::1%../x", "2001:db8::1%lo", "10.0.0.1%1"]
        {
            assert_eq!(shown(bad), None, "{bad}");
        }
        if super::number_of("lo") == Some(1) {
            assert_eq!(shown("fe80::1%1").as_deref(), Some("fe80::1%lo"));
            assert_eq!(shown("fe80::1%lo"), shown("fe80::1%1"));
        }
    }
}
