//! What schemas ask of documents beyond their structure: shapes of values, parts that have to be there,
//! parts that exclude each other. Strict reading checks a table of these before it reads anything, because
//! a document that breaks its schema is refused for that first, whatever else is wrong with it.

use std::collections::{HashMap, HashSet};

use virt_core::parse_uuid;
use virt_xml::{Node, Result};

/// A rule for the elements at a place: names from some ancestor down, as in `disk/boot`.
pub struct Rule(pub &'static str, pub Ask);

/// What an element is asked.
pub enum Ask {
    /// The attribute, if it is there, looks so.
    Attr(&'static str, Shape),
    /// The element holds this text and no other elements.
    Text(Shape),
    /// The element holds a number, perhaps with a unit.
    Size,
    /// The element has all these attributes and children.
    Needs(&'static [&'static str], &'static [&'static str]),
    /// The element has none of these children twice.
    Once(&'static [&'static str]),
    /// The element has no other children; the types would say so too, but after other complaints.
    Only(&'static [&'static str]),
    /// The element has no other attributes.
    OnlyAttrs(&'static [&'static str]),
    /// The element may have these attributes, though the types look at them in some cases only.
    Allows(&'static [&'static str]),
    /// The element is left to the types, and may stand where they don't look at it.
    Anywhere,
    /// Anything else.
    Check(fn(Node<'_>) -> Result<()>),
}

/// How a value looks.
#[derive(Clone, Copy)]
pub enum Shape {
    Words(&'static [&'static str]),
    /// With what errors call it.
    Like(fn(&str) -> bool, &'static str),
}

impl Shape {
    /// Whether a text looks so.
    pub fn fits(self, text: &str) -> bool {
        match self {
            Self::Words(words) => words.contains(&text),
            Self::Like(fits, _) => fits(text),
        }
    }

    fn expected(self) -> String {
        match self {
            Self::Words(words) => format!("one of {}", words.join(", ")),
            Self::Like(_, name) => name.to_owned(),
        }
    }
}

/// Checks a document against tables; lenient reading checks nothing.
pub fn check(root: Node<'_>, tables: &[&[Rule]]) -> Result<()> {
    if !root.strict() {
        return Ok(());
    }
    let mut by_name: HashMap<&str, Vec<&Rule>> = HashMap::new();
    for rule in tables.iter().copied().flatten() {
        by_name.entry(rule.0.rsplit('/').next().unwrap_or_default()).or_default().push(rule);
    }
    let mut pending = vec![root];
    while let Some(node) = pending.pop() {
        let here = by_name.get(node.name()).into_iter().flatten();
        for rule in here.filter(|rule| is_at(node, rule.0)) {
            rule.1.check(node)?;
        }
        pending.extend(node.elements());
    }
    Ok(())
}

fn is_at(node: Node<'_>, path: &str) -> bool {
    let mut at = Some(node);
    path.rsplit('/').all(|name| {
        let fits = at.is_some_and(|n| n.name() == name);
        at = at.and_then(Node::parent);
        fits
    })
}

impl Ask {
    /// Asks it of one element.
    pub fn check(&self, node: Node<'_>) -> Result<()> {
        match self {
            Self::Attr(name, shape) => match attr(node, name) {
                Some(text) if !shape.fits(text) => Err(node.bad_attr(name, text, &shape.expected(), None)),
                _ => Ok(()),
            },
            Self::Text(shape) => {
                let text = node.text();
                if node.elements().next().is_some() || !shape.fits(text.trim()) {
                    return Err(node.bad_text(&text, &shape.expected(), None));
                }
                Ok(())
            }
            Self::Size => {
                Self::Text(NUMBER).check(node)?;
                Self::Attr("unit", UNIT).check(node)
            }
            Self::Needs(attrs, children) => node.demand(attrs, children),
            Self::Once(names) => {
                let mut found = HashSet::new();
                let again = node.elements().find(|n| names.contains(&n.name()) && !found.insert(n.name()));
                again.map_or(Ok(()), |n| Err(n.unexpected()))
            }
            Self::Only(names) => {
                let other = node.elements().find(|n| !names.contains(&n.name()));
                other.map_or(Ok(()), |n| Err(n.unexpected()))
            }
            Self::OnlyAttrs(names) => {
                let other = node.raw().attributes().find(|a| !names.contains(&a.name()));
                other.map_or(Ok(()), |a| Err(node.unexpected_attr(a.name())))
            }
            Self::Allows(attrs) => {
                attrs.iter().for_each(|name| _ = node.attr(name));
                Ok(())
            }
            Self::Anywhere => {
                node.seen_whole();
                Ok(())
            }
            Self::Check(check) => check(node),
        }
    }
}

/// An attribute's value, without counting as asked for.
pub fn attr<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    node.raw().attribute(name)
}

/// Whether there is such a child, without counting as asked for.
pub fn has(node: Node<'_>, name: &str) -> bool {
    node.elements().any(|n| n.name() == name)
}

/// Two children of one element that exclude each other.
pub fn not_both(node: Node<'_>, first: &str, second: &str) -> Result<()> {
    match has(node, first) {
        true => node.elements().find(|n| n.name() == second).map_or(Ok(()), |n| Err(n.unexpected())),
        false => Ok(()),
    }
}

/// One of two attributes, and not the other.
pub fn either(node: Node<'_>, first: &str, second: &str) -> Result<()> {
    match (attr(node, first), attr(node, second)) {
        (Some(_), Some(text)) => {
            Err(node.bad_attr(second, text, &format!("either {first} or {second}"), None))
        }
        (None, None) => node.demand(&[first], &[]),
        _ => Ok(()),
    }
}

const fn like(fits: fn(&str) -> bool, name: &'static str) -> Shape {
    Shape::Like(fits, name)
}

/// The shapes that several kinds of documents have.
pub const NUMBER: Shape = like(is_digits, "a non-negative number");
pub const POSITIVE: Shape = like(|t| is_digits(t) && t.bytes().any(|b| b != b'0'), "a positive number");
pub const U16: Shape = like(|t| is_digits(t) && t.parse::<u16>().is_ok(), "a number up to 65535");
pub const PORT: Shape =
    like(|t| t.parse::<i32>().is_ok_and(|p| (-1..=65535).contains(&p)), "a port number or -1");
pub const UUID: Shape = like(is_uuid, "a UUID");
pub const CPUSET: Shape = like(is_cpuset, "a list like 0-3,^2,8");
pub const ABSOLUTE_PATH: Shape = like(is_absolute_path, "an absolute path");
pub const PATH: Shape = like(|t| !t.is_empty() && !t.contains('\n'), "a path");
pub const ABSOLUTE_DIRECTORY: Shape = like(|t| t.starts_with('/') && !t.contains('\n'), "an absolute path");
pub const UNIT: Shape = like(is_unit, "a unit like KiB");
pub const YES_NO: Shape = Shape::Words(&["yes", "no"]);
pub const ON_OFF: Shape = Shape::Words(&["on", "off"]);
pub const UNICAST_MAC: Shape = like(is_unicast_mac, "a MAC address that is no group's");
pub const MAC: Shape = like(|t| t.len() == 17 && virt_xml::MacAddr::parse(t).is_some(), "a MAC address");
pub const GENERIC_NAME: Shape = like(|t| consists(t, "_+-"), "letters, digits, _, + and -");
pub const MODEL_NAME: Shape = like(|t| consists(t, "_-"), "letters, digits, _ and -");
pub const DNS_NAME: Shape = like(|t| consists(t, ".-"), "a host name");
pub const HOST: Shape = like(|t| consists(t, ".-") || t.parse::<std::net::IpAddr>().is_ok(), "a host");
pub const DEVICE_NAME: Shape = like(|t| consists(t, "_.-\\:/"), "a device's name");
pub const IP: Shape = like(|t| t.parse::<std::net::IpAddr>().is_ok(), "an IP address");
pub const IPV4: Shape = like(|t| t.parse::<std::net::Ipv4Addr>().is_ok(), "an IPv4 address");
pub const IPV6: Shape = like(|t| t.parse::<std::net::Ipv6Addr>().is_ok(), "an IPv6 address");
pub const NAME: Shape = like(|t| !t.is_empty() && !t.contains(['/', '\n']), "a name without /");
pub const LINE: Shape = like(|t| !t.is_empty() && !t.contains('\n'), "a line");

fn consists(text: &str, others: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || others.as_bytes().contains(&b))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `0x` and up to so many hexadecimal digits; `bare`: also without `0x`.
pub fn is_hex(text: &str, digits: usize, bare: bool) -> bool {
    let hex = match text.strip_prefix("0x") {
        None if bare => text,
        None => return false,
        Some(hex) => hex,
    };
    (1..=digits).contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit())
}

fn is_uuid(text: &str) -> bool {
    matches!(text.len(), 32 | 36) && parse_uuid(text).is_some()
}

fn is_absolute_path(text: &str) -> bool {
    let unix = text.strip_prefix('/');
    let drive =
        || text.split_once(":\\").filter(|(d, _)| d.len() == 1 && d.bytes().all(|b| b.is_ascii_alphabetic()));
    unix.or_else(|| drive().map(|(_, rest)| rest))
        .is_some_and(|rest| !rest.is_empty() && !rest.contains('\n'))
}

fn is_unicast_mac(text: &str) -> bool {
    text.len() == 17 && virt_xml::MacAddr::parse(text).is_some_and(|mac| !mac.is_multicast())
}

fn is_cpuset(text: &str) -> bool {
    text.split(',').all(|part| match (part.strip_prefix('^'), part.split_once('-')) {
        (Some(excluded), _) => is_digits(excluded),
        (None, Some((first, last))) => is_digits(first) && is_digits(last),
        (None, None) => is_digits(part),
    })
}

fn is_unit(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let prefixed = |rest: &str| matches!(rest, "" | "b" | "ib");
    matches!(lower.as_str(), "b" | "byte" | "bytes")
        || lower.strip_prefix(['k', 'm', 'g', 't', 'p', 'e']).is_some_and(prefixed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::document::{self, Kind};

    const KIND: Kind = Kind { root: "a", label: "(a)", origin: 0 };
    const RULES: &[Rule] = &[
        Rule("a/b", Ask::Attr("n", NUMBER)),
        Rule("b/c", Ask::Text(UUID)),
        Rule("b", Ask::Check(|node| not_both(node, "d", "e"))),
        Rule("a/d", Ask::Needs(&["x"], &["y"])),
        Rule("a", Ask::Once(&["f"])),
        Rule("a/f", Ask::Only(&["g"])),
        Rule("f/g", Ask::OnlyAttrs(&["h"])),
    ];

    #[test]
    fn tables() {
        let read = |inner: &str, strict| {
            let text = format!("<a>{inner}</a>");
            document::parse(&text, &KIND, strict, |node| {
                check(node, &[RULES])?;
                node.seen_whole();
                Ok(())
            })
            .is_ok()
        };
        for right in [
            "<b n='1'/>",
            "<c n='x'/>",
            "<b><d/></b>",
            "<d x=''><y/></d>",
            "<f><g/><g h=''/></f>",
            "<b/><b/>",
        ] {
            assert!(read(right, true), "{right}");
        }
        for wrong in [
            "<b n='+1'/>",
            "<b><c>1</c></b>",
            "<b><d/><e/></b>",
            "<d x=''/>",
            "<d><y/></d>",
            "<f/><f/>",
            "<f><h/></f>",
            "<f><g i=''/></f>",
        ] {
            assert!(!read(wrong, true) && read(wrong, false), "{wrong}");
        }
    }

    #[test]
    fn shapes() {
        let cases: [(Shape, &[&str], &[&str]); 7] = [
            (
                UUID,
                &["c2177883-f1bb-47f0-914d-32a22e3a8804"],
                &["", "1", " c2177883f1bb47f0914d32a22e3a8804"],
            ),
            (CPUSET, &["0", "0-3,^2,8"], &["", "a", "1,", "^1-2"]),
            (ABSOLUTE_PATH, &["/a", "c:\\a"], &["", "/", "a/b", "cc:\\a"]),
            (UNIT, &["b", "bytes", "KiB", "M", "gb"], &["", "0x00", "KB/s", "ki"]),
            (UNICAST_MAC, &["52:54:00:00:00:01"], &["01:00:5e:00:00:01", "2:4:0:0:0:1"]),
            (PORT, &["-1", "0", "65535"], &["-2", "65536", "x"]),
            (POSITIVE, &["1", "010"], &["0", "-1", ""]),
        ];
        for (shape, right, wrong) in cases {
            right.iter().for_each(|text| assert!(shape.fits(text), "{text}"));
            wrong.iter().for_each(|text| assert!(!shape.fits(text), "{text}"));
        }
    }
}
