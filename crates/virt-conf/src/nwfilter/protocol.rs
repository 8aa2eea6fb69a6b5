//! Which attributes each protocol element of a filter rule has, in output order.

use super::item::Kind::{self, *};

/// A protocol element: its name and attributes.
#[derive(Debug)]
pub struct Protocol {
    /// Element name, `tcp-ipv6`.
    pub name: &'static str,
    /// Attributes in output order.
    pub attrs: &'static [Attr],
    /// Attributes (left) that are negated exactly when another one (right) is.
    pub follows: &'static [(&'static str, &'static str)],
    /// Whether ports are only allowed beside a protocol that has some.
    pub ports_need_protocol: bool,
    /// Attributes that are read, although strict reading refuses them.
    pub unofficial: &'static [&'static str],
}

/// An attribute of a protocol element.
#[derive(Debug, Clone, Copy)]
pub struct Attr {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

impl PartialEq for Protocol {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Protocol {}

impl Protocol {
    /// The protocol of an element name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        PROTOCOLS.iter().find(|p| p.name == name)
    }

    /// The position of an attribute.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.attrs.iter().position(|a| a.name == name)
    }
}

const fn attr(name: &'static str, kind: Kind) -> Attr {
    Attr { name, kind }
}

const MACS: [Attr; 4] = [
    attr("srcmacaddr", Mac),
    attr("srcmacmask", MacMask),
    attr("dstmacaddr", Mac),
    attr("dstmacmask", MacMask),
];
const PORTS: [Attr; 4] =
    [attr("srcportstart", U16), attr("srcportend", U16), attr("dstportstart", U16), attr("dstportend", U16)];
const COMMENT: Attr = attr("comment", Text);

/// Several lists as one.
const fn join<const N: usize>(parts: &[&[Attr]]) -> [Attr; N] {
    let mut out = [COMMENT; N];
    let (mut at, mut part) = (0, 0);
    while part < parts.len() {
        let mut i = 0;
        while i < parts[part].len() {
            out[at] = parts[part][i];
            at += 1;
            i += 1;
        }
        part += 1;
    }
    assert!(at == N);
    out
}

/// What every protocol above IP starts with. The end of a destination range is an IPv4 address
/// even for IPv6 protocols, as upstream has it.
const fn ip_common(addr: Kind, mask: Kind) -> [Attr; 14] {
    [
        attr("srcmacaddr", Mac),
        attr("srcipaddr", addr),
        attr("srcipmask", mask),
        attr("dstipaddr", addr),
        attr("dstipmask", mask),
        attr("srcipfrom", addr),
        attr("srcipto", addr),
        attr("dstipfrom", addr),
        attr("dstipto", Ip4),
        attr("dscp", Dscp),
        attr("connlimit-above", U16Dec),
        attr("state", State),
        attr("ipset", IpSet),
        attr("ipsetflags", IpSetFlags),
    ]
}

const IP4_COMMON: [Attr; 14] = ip_common(Ip4, Mask4);
const IP6_COMMON: [Attr; 14] = ip_common(Ip6, Mask6);

const fn ip_header(addr: Kind, mask: Kind) -> [Attr; 5] {
    [
        attr("srcipaddr", addr),
        attr("srcipmask", mask),
        attr("dstipaddr", addr),
        attr("dstipmask", mask),
        attr("protocol", IpProtocol),
    ]
}

const MAC: &[Attr] = &join::<6>(&[&MACS, &[attr("protocolid", MacProtocol), COMMENT]]);
const VLAN: &[Attr] =
    &join::<7>(&[&MACS, &[attr("vlanid", VlanId), attr("encap-protocol", VlanProtocol), COMMENT]]);
const STP: &[Attr] = &[
    attr("srcmacaddr", Mac),
    attr("srcmacmask", MacMask),
    attr("type", U8),
    attr("flags", U8),
    attr("root-priority", U16),
    attr("root-priority-hi", U16),
    attr("root-address", Mac),
    attr("root-address-mask", MacMask),
    attr("root-cost", U32),
    attr("root-cost-hi", U32),
    attr("sender-priority", U16),
    attr("sender-priority-hi", U16),
    attr("sender-address", Mac),
    attr("sender-address-mask", MacMask),
    attr("port", U16),
    attr("port-hi", U16),
    attr("age", U16),
    attr("age-hi", U16),
    attr("max-age", U16),
    attr("max-age-hi", U16),
    attr("hello-time", U16),
    attr("hello-time-hi", U16),
    attr("forward-delay", U16),
    attr("forward-delay-hi", U16),
    COMMENT,
];
const ARP: &[Attr] = &join::<15>(&[
    &MACS,
    &[
        attr("hwtype", U16),
        attr("protocoltype", U16),
        attr("opcode", ArpOpcode),
        attr("arpsrcmacaddr", Mac),
        attr("arpdstmacaddr", Mac),
        attr("arpsrcipaddr", Ip4),
        attr("arpsrcipmask", Mask4),
        attr("arpdstipaddr", Ip4),
        attr("arpdstipmask", Mask4),
        attr("gratuitous", Bool),
        COMMENT,
    ],
]);
const IP: &[Attr] = &join::<15>(&[&MACS, &ip_header(Ip4, Mask4), &PORTS, &[attr("dscp", Dscp), COMMENT]]);
const IPV6: &[Attr] = &join::<18>(&[
    &MACS,
    &ip_header(Ip6, Mask6),
    &PORTS,
    &[attr("type", U8), attr("typeend", U8), attr("code", U8), attr("codeend", U8), COMMENT],
]);
const TCP: &[Attr] =
    &join::<21>(&[&IP4_COMMON, &PORTS, &[attr("option", U8), attr("flags", TcpFlags), COMMENT]]);
const TCP6: &[Attr] = &join::<20>(&[&IP6_COMMON, &PORTS, &[attr("option", U8), COMMENT]]);
const PORTED: &[Attr] = &join::<19>(&[&IP4_COMMON, &PORTS, &[COMMENT]]);
const PORTED6: &[Attr] = &join::<19>(&[&IP6_COMMON, &PORTS, &[COMMENT]]);
const BARE: &[Attr] = &join::<15>(&[&IP4_COMMON, &[COMMENT]]);
const BARE6: &[Attr] = &join::<15>(&[&IP6_COMMON, &[COMMENT]]);
const ICMP: &[Attr] = &join::<17>(&[&IP4_COMMON, &[attr("type", U8), attr("code", U8), COMMENT]]);
const ICMP6: &[Attr] = &join::<17>(&[&IP6_COMMON, &[attr("type", U8), attr("code", U8), COMMENT]]);

type Follows = &'static [(&'static str, &'static str)];
const F_MACS: Follows = &[("srcmacmask", "srcmacaddr"), ("dstmacmask", "dstmacaddr")];
const F_STP: Follows = &[
    ("srcmacmask", "srcmacaddr"),
    ("root-priority-hi", "root-priority"),
    ("root-address-mask", "root-address"),
    ("root-cost-hi", "root-cost"),
    ("sender-priority-hi", "sender-priority"),
    ("sender-address-mask", "sender-address"),
    ("port-hi", "port"),
    ("age-hi", "age"),
    ("max-age-hi", "max-age"),
    ("hello-time-hi", "hello-time"),
    ("forward-delay-hi", "forward-delay"),
];
const F_IP: Follows = &[("srcipmask", "srcipaddr"), ("dstipmask", "dstipaddr")];
const F_IPV6: Follows = &[
    ("srcipmask", "srcipaddr"),
    ("dstipmask", "dstipaddr"),
    ("typeend", "type"),
    ("code", "type"),
    ("codeend", "type"),
];
const F_BARE: Follows = &[
    ("srcipmask", "srcipaddr"),
    ("dstipmask", "dstipaddr"),
    ("srcipto", "srcipfrom"),
    ("dstipto", "dstipfrom"),
];
const F_ICMP: Follows = &[
    ("srcipmask", "srcipaddr"),
    ("dstipmask", "dstipaddr"),
    ("srcipto", "srcipfrom"),
    ("dstipto", "dstipfrom"),
    ("code", "type"),
];
const F_PORTS: Follows = &[
    ("srcipmask", "srcipaddr"),
    ("dstipmask", "dstipaddr"),
    ("srcipto", "srcipfrom"),
    ("dstipto", "dstipfrom"),
    ("srcportend", "srcportstart"),
    ("dstportstart", "srcportstart"),
    ("dstportend", "srcportstart"),
];

type Names = &'static [&'static str];
const U_V6: Names = &["connlimit-above", "state", "ipset", "ipsetflags"];
const U_TCP6: Names = &["connlimit-above", "state", "ipset", "ipsetflags", "option"];

const fn protocol(
    name: &'static str,
    attrs: &'static [Attr],
    follows: Follows,
    unofficial: Names,
) -> Protocol {
    Protocol { name, attrs, follows, ports_need_protocol: false, unofficial }
}

static PROTOCOLS: [Protocol; 24] = [
    protocol("arp", ARP, &[], &["arpsrcipmask", "arpdstipmask"]),
    protocol("rarp", ARP, &[], &["arpsrcipmask", "arpdstipmask"]),
    protocol("mac", MAC, F_MACS, &[]),
    protocol("vlan", VLAN, F_MACS, &[]),
    protocol("stp", STP, F_STP, &[]),
    Protocol { ports_need_protocol: true, ..protocol("ip", IP, F_IP, &[]) },
    Protocol { ports_need_protocol: true, ..protocol("ipv6", IPV6, F_IPV6, &[]) },
    protocol("tcp", TCP, F_PORTS, &["option"]),
    protocol("udp", PORTED, F_PORTS, &[]),
    protocol("udplite", BARE, F_BARE, &[]),
    protocol("esp", BARE, F_BARE, &[]),
    protocol("ah", BARE, F_BARE, &[]),
    protocol("sctp", PORTED, F_PORTS, &[]),
    protocol("icmp", ICMP, F_ICMP, &[]),
    protocol("all", BARE, F_BARE, &[]),
    protocol("igmp", BARE, F_BARE, &[]),
    protocol("tcp-ipv6", TCP6, F_PORTS, U_TCP6),
    protocol("udp-ipv6", PORTED6, F_PORTS, U_V6),
    protocol("udplite-ipv6", BARE6, F_BARE, U_V6),
    protocol("esp-ipv6", BARE6, F_BARE, U_V6),
    protocol("ah-ipv6", BARE6, F_BARE, U_V6),
    protocol("sctp-ipv6", PORTED6, F_PORTS, U_V6),
    protocol("icmpv6", ICMP6, F_ICMP, U_V6),
    protocol("all-ipv6", BARE6, F_BARE, U_V6),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_agree() {
        for p in &PROTOCOLS {
            assert_eq!(Protocol::by_name(p.name), Some(p));
            for (a, b) in p.follows {
                assert!(p.position(a).is_some() && p.position(b).is_some(), "{}: {a} {b}", p.name);
            }
            for name in p.unofficial {
                assert!(p.position(name).is_some(), "{}: {name}", p.name);
            }
        }
    }
}
