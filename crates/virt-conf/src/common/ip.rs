//! IP addresses as documents hold them: every spelling the C resolver takes for a numeric address is
//! read, one canonical spelling is written. Netmasks, prefixes and ranges are checked here too.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use virt_core::consts::VIR_FROM_NONE;
use virt_xml::{Code, Node, Plain, Result, TextOut, Value};

use super::scope;

/// An IPv4 or IPv6 address of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ip {
    address: IpAddr,
    /// The host's interface through which an IPv6 address is reached; 0 when it is none's.
    scope: u32,
}

impl From<Ipv4Addr> for Ip {
    fn from(address: Ipv4Addr) -> Self {
        Self { address: address.into(), scope: 0 }
    }
}

impl From<Ipv6Addr> for Ip {
    fn from(address: Ipv6Addr) -> Self {
        Self { address: address.into(), scope: 0 }
    }
}

impl Ip {
    /// Reads a numeric address: IPv6 text, or IPv4 with one to four parts in decimal, octal or hex.
    pub fn parse(text: &str) -> Option<Self> {
        if text.contains(':') {
            let Some((address, scope)) = text.split_once('%') else {
                return text.parse::<Ipv6Addr>().ok().map(Self::from);
            };
            let address = address.parse::<Ipv6Addr>().ok()?;
            return Some(Self { address: address.into(), scope: scope::parse(&address, scope)? });
        }
        parse_v4(text).map(Self::from)
    }

    /// An attribute's address; the error is the one of a failed numeric look-up.
    pub fn of_attr(node: Node<'_>, name: &str) -> Result<Option<Self>> {
        node.under(VIR_FROM_NONE).value::<Plain, Self>(name, Some(Code::System))
    }

    /// The address without its scope.
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// Whether this is an IPv4 address.
    pub fn is_v4(&self) -> bool {
        self.address.is_ipv4()
    }

    /// Whether this is an IPv6 address.
    pub fn is_v6(&self) -> bool {
        self.address.is_ipv6()
    }

    /// Whether both are of one family.
    pub fn same_family(&self, other: &Self) -> bool {
        self.is_v4() == other.is_v4()
    }

    /// Number of bits of an address of this family.
    pub fn bits(&self) -> u32 {
        if self.is_v4() { 32 } else { 128 }
    }

    fn to_bits(self) -> u128 {
        match self.address {
            IpAddr::V4(a) => u128::from(a.to_bits()),
            IpAddr::V6(a) => a.to_bits(),
        }
    }

    fn of_bits(&self, bits: u128) -> Self {
        match self.address {
            IpAddr::V4(_) => Ipv4Addr::from_bits(bits as u32).into(),
            IpAddr::V6(_) => Ipv6Addr::from_bits(bits).into(),
        }
    }

    /// The netmask with `prefix` leading ones in this address's family.
    pub fn netmask_of_prefix(&self, prefix: u32) -> Option<Self> {
        let bits = self.bits();
        let mask = match prefix {
            0 => 0,
            p if p <= bits => (u128::MAX >> (128 - p)) << (bits - p),
            _ => return None,
        };
        Some(self.of_bits(mask))
    }

    /// The address with every bit outside `mask` cleared; `None` when the families differ.
    pub fn masked(&self, mask: &Self) -> Option<Self> {
        self.same_family(mask).then(|| self.of_bits(self.to_bits() & mask.to_bits()))
    }

    /// The address with every bit behind `prefix` cleared.
    pub fn masked_by_prefix(&self, prefix: u32) -> Option<Self> {
        self.netmask_of_prefix(prefix).and_then(|mask| self.masked(&mask))
    }

    /// The highest address of the network this address is in.
    pub fn broadcast(&self, mask: &Self) -> Option<Self> {
        let all = self.netmask_of_prefix(self.bits())?;
        self.same_family(mask).then(|| self.of_bits((self.to_bits() | !mask.to_bits()) & all.to_bits()))
    }

    /// Leading ones of a netmask; `None` when a one follows a zero.
    pub fn netmask_bits(&self) -> Option<u32> {
        let value = self.to_bits() << (128 - self.bits());
        let ones = value.leading_ones();
        let rest = if ones == 128 { 0 } else { value << ones };
        (rest == 0).then_some(ones)
    }

    /// The prefix of the network around this address: given, from the netmask, or by address class.
    pub fn prefix(&self, netmask: Option<&Self>, prefix: u32) -> Option<u32> {
        if prefix > 0 {
            return Some(prefix);
        }
        if let Some(mask) = netmask {
            return mask.netmask_bits();
        }
        match self.address {
            IpAddr::V4(a) if a.is_unspecified() => Some(0),
            IpAddr::V4(a) => match a.octets()[0] {
                0..=127 => Some(8),
                128..=191 => Some(16),
                192..=223 => Some(24),
                _ => None,
            },
            IpAddr::V6(a) if a.is_unspecified() => Some(0),
            IpAddr::V6(_) => Some(64),
        }
    }
}

impl fmt::Display for Ip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            IpAddr::V6(a) => match a.segments() {
                // an IPv4 address in the last 32 bits is spelled as one, as the C library does
                [0, 0, 0, 0, 0, 0, high, low] if high != 0 => {
                    write!(f, "::{}", Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
                }
                _ => {
                    write!(f, "{a}")?;
                    scope::write(f, &a, self.scope)
                }
            },
            IpAddr::V4(a) => write!(f, "{a}"),
        }
    }
}

impl Value for Ip {
    fn parse(text: &str) -> Option<Self> {
        Self::parse(text)
    }
    fn put(&self, out: &mut TextOut<'_>) {
        out.display(self);
    }
    fn expected() -> std::borrow::Cow<'static, str> {
        "an IP address".into()
    }
}

fn parse_v4(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<&str> = text.split('.').collect();
    let (last, heads) = parts.split_last()?;
    if heads.len() > 3 {
        return None;
    }
    let mut value = 0u64;
    for (i, part) in heads.iter().enumerate() {
        let byte = parse_part(part).filter(|b| *b <= 255)?;
        value |= byte << (24 - 8 * i);
    }
    let room = 32 - 8 * heads.len();
    let tail = parse_part(last).filter(|t| *t < 1u64 << room)?;
    u32::try_from(value | tail).ok().map(Ipv4Addr::from_bits)
}

fn parse_part(part: &str) -> Option<u64> {
    let (digits, radix) = match part.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&part[2..], 16),
        [b'0', _, ..] => (&part[1..], 8),
        _ => (part, 10),
    };
    let good = !digits.is_empty() && digits.len() <= 12 && digits.bytes().all(|b| b.is_ascii_alphanumeric());
    if good { u64::from_str_radix(digits, radix).ok() } else { None }
}

/// Checks a range of addresses, within `network` with its prefix where given; returns its size,
/// or what is wrong with it.
pub fn check_range(
    start: Ip,
    end: Ip,
    network: Option<(Ip, Option<u32>)>,
) -> std::result::Result<u32, String> {
    macro_rules! no { ($($t:tt)+) => { return Err(format!($($t)+)) } }
    if !start.same_family(&end) {
        no!("mismatch of address family in range {start} - {end}");
    }
    if let Some((net, prefix)) = network {
        if !start.same_family(&net) {
            no!("mismatch of address family in range {start} - {end} for network {net}");
        }
        let shown = prefix.map_or(-1, i64::from);
        let Some(mask) = prefix.and_then(|p| net.netmask_of_prefix(p)) else {
            no!("bad prefix {shown} for network {net} when checking range {start} - {end}");
        };
        let base = net.masked(&mask);
        if start.masked(&mask) != base || end.masked(&mask) != base {
            no!("range {start} - {end} is not entirely within network {net}/{shown}");
        }
        if net.is_v4() {
            if base == Some(start) {
                no!("start of range {start} - {end} in network {net}/{shown} is the network address");
            }
            if net.broadcast(&mask) == Some(end) {
                no!("end of range {start} - {end} in network {net}/{shown} is the broadcast address");
            }
        }
    }
    let (low, high) = (start.to_bits(), end.to_bits());
    if start.is_v4() && high < low {
        no!("range {start} - {end} is reversed ");
    }
    if start.is_v4() && high - low > 65535 || start.is_v6() && low >> 16 != high >> 16 {
        no!("range {start} - {end} is too large (> 65535)");
    }
    if high < low {
        no!("range {start} - {end} start larger than end");
    }
    Ok((high - low) as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> Ip {
        Ip::parse(text).unwrap()
    }

    #[test]
    fn spellings() {
        for (given, shown) in [
            ("192.168.122.1", "192.168.122.1"),
            ("10.1", "10.0.0.1"),
            ("0x7f.0.0.1", "127.0.0.1"),
            ("010.0.0.1", "8.0.0.1"),
            ("2001:DB8:ac10:FD01::1:24", "2001:db8:ac10:fd01::1:24"),
            ("::ffff:10.0.0.1", "::ffff:10.0.0.1"),
            ("::1", "::1"),
            ("::102:304", "::1.2.3.4"),
        ] {
            assert_eq!(ip(given).to_string(), shown);
        }
        for bad in ["", "1.2.3.4.5", "256.0.0.1", "1.2.3.256", "host", "1.2.3.", "1:2:3", "08.0.0.1", "0x"] {
            assert_eq!(Ip::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn masks_and_prefixes() {
        assert_eq!(ip("255.255.255.0").netmask_bits(), Some(24));
        assert_eq!(ip("255.0.255.0").netmask_bits(), None);
        assert_eq!(ip("10.1.2.3").prefix(None, 0), Some(8));
        assert_eq!(ip("224.0.0.1").prefix(None, 0), None);
        assert_eq!(ip("fe80::1").prefix(None, 0), Some(64));
        assert_eq!(ip("192.168.1.77").masked_by_prefix(24), Some(ip("192.168.1.0")));
        assert_eq!(ip("192.168.1.77").broadcast(&ip("255.255.255.0")), Some(ip("192.168.1.255")));
        assert_eq!(ip("::").netmask_of_prefix(129), None);
    }

    #[test]
    fn ranges() {
        let net = Some((ip("192.168.122.1"), Some(24)));
        assert_eq!(check_range(ip("192.168.122.2"), ip("192.168.122.254"), net).unwrap(), 253);
        for (start, end) in [
            ("192.168.122.0", "192.168.122.9"),
            ("192.168.122.2", "192.168.122.255"),
            ("192.168.122.9", "192.168.122.2"),
            ("10.0.0.1", "10.0.0.2"),
            ("2001::1", "2001::2"),
        ] {
            assert!(check_range(ip(start), ip(end), net).is_err());
        }
        assert!(check_range(ip("2001::1"), ip("2001::2:1"), None).is_err());
    }
}
