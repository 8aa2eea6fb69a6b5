//! Values of a rule's attributes: what each kind of attribute takes, and how it is spelled.
//!
//! Numbers remember whether they were written in hexadecimal.

use std::fmt;

use virt_xml::{MacAddr, parse_unsigned};

use crate::common::ip::Ip;

/// What an attribute of a protocol element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    U8,
    U16,
    U16Dec,
    U32,
    Mac,
    MacMask,
    Ip4,
    Mask4,
    Ip6,
    Mask6,
    Bool,
    Text,
    MacProtocol,
    VlanProtocol,
    VlanId,
    ArpOpcode,
    IpProtocol,
    Dscp,
    State,
    TcpFlags,
    IpSet,
    IpSetFlags,
}

/// A number and how it was spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub value: u32,
    pub hex: bool,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.hex { write!(f, "0x{:x}", self.value) } else { write!(f, "{}", self.value) }
    }
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Number(Number),
    /// A number that is spelled by name where it has one.
    Named(Number, &'static [(u32, &'static str)]),
    Mac(MacAddr),
    Ip(Ip),
    Bool(bool),
    Text(String),
    /// Connection states as bits, in the order of [`STATES`].
    State(u8),
    TcpFlags {
        mask: u8,
        flags: u8,
    },
    /// For each dimension of a set whether the source (or the destination) is matched.
    IpSetFlags(Vec<bool>),
}

const MAC_PROTOCOLS: &[(u32, &str)] =
    &[(0x0806, "arp"), (0x8035, "rarp"), (0x0800, "ipv4"), (0x86dd, "ipv6"), (0x8100, "vlan")];
const ARP_OPCODES: &[(u32, &str)] = &[
    (1, "Request"),
    (2, "Reply"),
    (3, "Request_Reverse"),
    (4, "Reply_Reverse"),
    (5, "DRARP_Request"),
    (6, "DRARP_Reply"),
    (7, "DRARP_Error"),
    (8, "InARP_Request"),
    (9, "ARP_NAK"),
];
const IP_PROTOCOLS: &[(u32, &str)] = &[
    (6, "tcp"),
    (17, "udp"),
    (136, "udplite"),
    (50, "esp"),
    (51, "ah"),
    (1, "icmp"),
    (2, "igmp"),
    (132, "sctp"),
    (58, "icmpv6"),
];
/// Connection states, lowest bit first.
pub const STATES: &[(u32, &str)] =
    &[(1, "NEW"), (2, "ESTABLISHED"), (4, "RELATED"), (8, "INVALID"), (STATE_NONE, "NONE")];
const STATE_NONE: u32 = 16;
const TCP_FLAGS: &[(u32, &str)] = &[
    (0x1, "FIN"),
    (0x2, "SYN"),
    (0x4, "RST"),
    (0x8, "PSH"),
    (0x10, "ACK"),
    (0x20, "URG"),
    (0x3f, "ALL"),
    (0, "NONE"),
];
/// Longest comment; the rest is cut off.
const MAX_COMMENT: usize = 256;
/// Longest name of an IP set.
const MAX_IPSET: usize = 31;

impl Kind {
    /// Reads a value, or refuses it.
    pub fn parse(self, text: &str) -> Option<Value> {
        let number = |max| number(text, max).map(Value::Number);
        match self {
            Self::U8 => number(0xff),
            Self::U16 => number(0xffff),
            Self::U16Dec => decimal(text, 0xffff).map(Value::Number),
            Self::U32 => number(u32::MAX),
            Self::VlanId => number(4095),
            Self::Dscp => number(63),
            Self::Mac => MacAddr::parse(text).map(Value::Mac),
            Self::MacMask => MacAddr::parse(text).filter(is_mask).map(Value::Mac),
            Self::Ip4 => Ip::parse(text).filter(Ip::is_v4).map(Value::Ip),
            Self::Ip6 => Ip::parse(text).filter(Ip::is_v6).map(Value::Ip),
            Self::Mask4 => mask(text, Ip::is_v4, 32),
            Self::Mask6 => mask(text, Ip::is_v6, 128),
            Self::Bool => Some(Value::Bool(matches!(text, "true" | "1" | "yes"))),
            Self::Text => Some(Value::Text(cut(text, MAX_COMMENT).to_owned())),
            Self::MacProtocol => named(text, 0xffff, 0x600, MAC_PROTOCOLS, false),
            Self::VlanProtocol => named(text, 0xffff, 0x3c, MAC_PROTOCOLS, false),
            Self::ArpOpcode => named(text, 0xffff, 0, ARP_OPCODES, false),
            Self::IpProtocol => named(text, 0xff, 0, IP_PROTOCOLS, true),
            Self::State => word_set(text, STATES)
                .map(|bits| Value::State(if bits & STATE_NONE != 0 { STATE_NONE as u8 } else { bits as u8 })),
            Self::TcpFlags => {
                let (mask, flags) = text.split_once('/')?;
                let bits = |text| word_set(text, TCP_FLAGS).map(|b| (b & 0x3f) as u8);
                Some(Value::TcpFlags { mask: bits(mask)?, flags: bits(flags)? })
            }
            Self::IpSet => {
                let good = |b: u8| b.is_ascii_alphanumeric() || b"_.:-+ ".contains(&b);
                (text.len() <= MAX_IPSET && text.bytes().all(good)).then(|| Value::Text(text.to_owned()))
            }
            Self::IpSetFlags => {
                let parts: Option<Vec<bool>> = text.split(',').map(direction).collect();
                parts.filter(|p| p.len() <= 6).map(Value::IpSetFlags)
            }
        }
    }

    /// Whether strict reading takes the spelling of a value that [`Kind::parse`] takes.
    pub fn is_official(self, text: &str) -> bool {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        let hex = |most: usize| {
            let good = |t: &str| (1..=most).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_hexdigit());
            text.strip_prefix("0x").is_some_and(good)
        };
        match self {
            Self::U8 => digits(text) || hex(2),
            Self::U16 | Self::U16Dec => digits(text) || hex(4),
            Self::U32 => digits(text) || hex(8),
            Self::VlanId => digits(text) || hex(3),
            Self::Dscp => digits(text) || hex(2),
            Self::Bool => matches!(text, "yes" | "no" | "true" | "false" | "1" | "0"),
            Self::MacProtocol | Self::VlanProtocol => {
                let value = parse_unsigned(text.trim_start_matches("0x"), if hex(4) { 16 } else { 10 });
                value.map_or_else(|| MAC_PROTOCOLS.iter().any(|(_, n)| *n == text), |v| v >= 0x600)
            }
            Self::ArpOpcode => !text.starts_with("0x"),
            Self::IpSet => !text.is_empty(),
            _ => true,
        }
    }
}

impl Value {
    /// The spelling in a document, not escaped.
    pub fn spelled(&self) -> String {
        match self {
            Self::Number(n) => n.to_string(),
            Self::Named(n, names) => match names.iter().find(|(v, _)| *v == n.value) {
                Some((_, name)) => (*name).to_owned(),
                None => n.to_string(),
            },
            Self::Mac(mac) => mac.to_string(),
            Self::Ip(ip) => ip.to_string(),
            Self::Bool(b) => b.to_string(),
            Self::Text(text) => text.clone(),
            Self::State(bits) => spell_set(u32::from(*bits), STATES),
            Self::TcpFlags { mask, flags } => format!("{}/{}", spell_tcp(*mask), spell_tcp(*flags)),
            Self::IpSetFlags(flags) => {
                let words: Vec<&str> = flags.iter().map(|s| if *s { "src" } else { "dst" }).collect();
                words.join(",")
            }
        }
    }
}

/// A number as C reads it: white space and a sign are allowed, a negative one wraps around.
fn c_unsigned(text: &str, radix: u32) -> Option<u32> {
    if let Some(value) = parse_unsigned(text, radix) {
        return u32::try_from(value).ok();
    }
    let value = virt_xml::parse_signed(text, radix)?;
    let wrapped = value.unsigned_abs();
    u32::try_from(wrapped).ok().map(u32::wrapping_neg)
}

fn decimal(text: &str, max: u32) -> Option<Number> {
    c_unsigned(text, 10).filter(|v| *v <= max).map(|value| Number { value, hex: false })
}

fn number(text: &str, max: u32) -> Option<Number> {
    let hexadecimal = || c_unsigned(text, 16).filter(|v| *v <= max).map(|value| Number { value, hex: true });
    decimal(text, max).or_else(hexadecimal)
}

fn named(
    text: &str,
    max: u32,
    min: u32,
    names: &'static [(u32, &'static str)],
    name_is_hex: bool,
) -> Option<Value> {
    if let Some(n) = number(text, max) {
        return (n.value >= min).then_some(Value::Named(n, names));
    }
    let (value, _) = names.iter().find(|(_, n)| n.eq_ignore_ascii_case(text))?;
    Some(Value::Named(Number { value: *value, hex: name_is_hex }, names))
}

fn mask(text: &str, family: fn(&Ip) -> bool, most: u32) -> Option<Value> {
    let bits = match c_unsigned(text, 10) {
        Some(bits) => Some(bits).filter(|b| *b <= most),
        None => Ip::parse(text).filter(family).and_then(|ip| ip.netmask_bits()),
    };
    bits.map(|value| Value::Number(Number { value, hex: false }))
}

/// Ones, then zeros.
fn is_mask(mac: &MacAddr) -> bool {
    let value = mac.0.iter().fold(0u64, |v, b| v << 8 | u64::from(*b)) << 16;
    value.leading_ones() == value.count_ones()
}

fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn direction(word: &str) -> Option<bool> {
    if word.eq_ignore_ascii_case("src") {
        return Some(true);
    }
    word.eq_ignore_ascii_case("dst").then_some(false)
}

/// Words of a list, in any case, separated by commas, spaces or nothing at all.
fn word_set(text: &str, words: &[(u32, &str)]) -> Option<u32> {
    let separator = |c: char| c == ',' || c.is_ascii_whitespace() || c == '\u{b}';
    let mut bits = 0;
    let mut rest = text.trim_start_matches(separator);
    while !rest.is_empty() {
        let starts = |word: &str| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        let (bit, word) = words.iter().find(|(_, word)| starts(word))?;
        bits |= bit;
        rest = rest[word.len()..].trim_start_matches(separator);
    }
    Some(bits)
}

fn spell_set(bits: u32, words: &[(u32, &str)]) -> String {
    let of_bit = |bit: u32| words.iter().find(|(b, _)| *b == bit).map(|(_, w)| *w);
    let list: Vec<&str> = (0..32).map(|i| 1u32 << i).filter(|b| bits & b != 0).filter_map(of_bit).collect();
    list.join(",")
}

fn spell_tcp(flags: u8) -> String {
    match flags {
        0 => "NONE".to_owned(),
        0x3f => "ALL".to_owned(),
        some => spell_set(u32::from(some), TCP_FLAGS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(kind: Kind, text: &str) -> Option<String> {
        kind.parse(text).map(|v| v.spelled())
    }

    #[test]
    fn numbers_keep_their_radix() {
        for (kind, text, want) in [
            (Kind::U8, "0xA", Some("0xa")),
            (Kind::U8, "255", Some("255")),
            (Kind::U8, "256", None),
            (Kind::U16Dec, "0x1", None),
            (Kind::U32, "-1", Some("4294967295")),
            (Kind::Dscp, "64", None),
            (Kind::VlanId, "0xfff", Some("0xfff")),
            (Kind::Mask4, "255.255.0.0", Some("16")),
            (Kind::Mask4, "33", None),
            (Kind::Mask6, "ffff::", Some("16")),
            (Kind::Ip6, "10.0.0.1", None),
        ] {
            assert_eq!(through(kind, text).as_deref(), want, "{kind:?} {text}");
        }
    }

    #[test]
    fn names_and_sets() {
        for (kind, text, want) in [
            (Kind::MacProtocol, "0x800", Some("ipv4")),
            (Kind::MacProtocol, "15", None),
            (Kind::ArpOpcode, "reply", Some("Reply")),
            (Kind::IpProtocol, "17", Some("udp")),
            (Kind::IpProtocol, "0xff", Some("0xff")),
            (Kind::State, "established,new", Some("NEW,ESTABLISHED")),
            (Kind::State, "NEW,NONE", Some("NONE")),
            (Kind::TcpFlags, "SYN,ACK/syn", Some("SYN,ACK/SYN")),
            (Kind::TcpFlags, "ALL/NONE", Some("ALL/NONE")),
            (Kind::TcpFlags, "SYN", None),
            (Kind::IpSetFlags, "src,DST", Some("src,dst")),
            (Kind::IpSetFlags, "src,", None),
            (Kind::MacMask, "ff:ff:00:00:00:00", Some("ff:ff:00:00:00:00")),
            (Kind::MacMask, "ff:00:ff:00:00:00", None),
        ] {
            assert_eq!(through(kind, text).as_deref(), want, "{kind:?} {text}");
        }
    }
}
