//! `<rule>`: what to do with a packet, and which packets are meant.

use std::collections::BTreeMap;

use virt_xml::{Code, Element, Error, Node, Plain, Result, Writer};

use super::item::{Kind, Value};
use super::params::Variable;
use super::protocol::{Attr, Protocol};

/// What happens to a packet that matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, virt_xml::Value)]
pub enum Action {
    Drop,
    Accept,
    Reject,
    Return,
    Continue,
}

/// Which way packets go, seen from the guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, virt_xml::Value)]
pub enum Direction {
    In,
    Out,
    Inout,
}

/// A rule of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub action: Action,
    pub direction: Direction,
    /// Order among the rules of a filter: -1000 to 1000.
    pub priority: i32,
    /// Whether the connection's state is left out of the match.
    pub no_state_match: bool,
    /// What packets are compared with; `None` takes all.
    pub matching: Option<Match>,
}

/// The packets that a rule is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub protocol: &'static Protocol,
    /// Values by position in [`Protocol::attrs`].
    pub items: BTreeMap<usize, Item>,
}

/// One condition of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub term: Term,
    /// Whether the packet must not have this value.
    pub negated: bool,
}

/// The right-hand side of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    Value(Value),
    Variable(Variable),
}

/// Bounds of priorities, and what stands for one that is missing or outside.
const PRIORITY: (std::ops::RangeInclusive<i32>, i32) = (-1000..=1000, 500);

impl Element for Rule {
    fn read(node: Node<'_>) -> Result<Self> {
        let action = node.required::<Plain, _>("action", None)?;
        let direction = node.required::<Plain, _>("direction", None)?;
        let priority = node.value::<Plain, i32>("priority", None)?.unwrap_or(PRIORITY.1);
        let priority = if PRIORITY.0.contains(&priority) { priority } else { PRIORITY.1 };
        let no_state_match =
            node.attr("statematch").is_some_and(|s| s == "0" || s.eq_ignore_ascii_case("false"));
        let matching = match node.elements().find_map(|n| Protocol::by_name(n.name())) {
            Some(protocol) => Some(Match::read(node, protocol)?),
            None => None,
        };
        Ok(Self { action, direction, priority, no_state_match, matching })
    }

    fn attrs(&self, w: &mut Writer) {
        w.attr_value::<Plain, _>("action", &self.action);
        w.attr_value::<Plain, _>("direction", &self.direction);
        w.attr_display("priority", self.priority);
        if self.no_state_match {
            w.attr("statematch", "false");
        }
    }

    fn children(&self, w: &mut Writer) {
        if let Some(matching) = &self.matching {
            matching.write(w);
        }
    }
}

impl Match {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&Item> {
        self.protocol.position(name).and_then(|at| self.items.get(&at))
    }

    /// Reads all elements of one protocol; later ones override earlier ones.
    fn read(rule: Node<'_>, protocol: &'static Protocol) -> Result<Self> {
        let mut items = BTreeMap::new();
        let mut illegal = None;
        for node in rule.all(protocol.name) {
            let negated = node.attr("match") == Some("no");
            for (at, attr) in protocol.attrs.iter().enumerate() {
                let Some(text) = node.attr(attr.name) else { continue };
                match read_term(node, protocol, *attr, text) {
                    Ok(term) => _ = items.insert(at, Item { term, negated }),
                    Err(error) => illegal = Some(error),
                }
            }
            if let Some(error) = illegal {
                return Err(error);
            }
        }
        let mut found = Self { protocol, items };
        found.check_ports(rule)?;
        found.settle();
        Ok(found)
    }

    fn check_ports(&self, rule: Node<'_>) -> Result<()> {
        let ports = ["srcportstart", "srcportend", "dstportstart", "dstportend"];
        if !self.protocol.ports_need_protocol || ports.iter().all(|p| self.get(p).is_none()) {
            return Ok(());
        }
        let with_ports = match self.get("protocol").map(|i| &i.term) {
            Some(Term::Value(Value::Named(number, _))) => [6, 17, 33, 132].contains(&number.value),
            _ => false,
        };
        if with_ports {
            return Ok(());
        }
        let text = format!(
            "{} rule with port specification requires protocol specification with protocol to be \
             either one of tcp(6), udp(17), dccp(33), or sctp(132)",
            if self.protocol.name == "ip" { "IP" } else { "IPv6" },
        );
        Err(rule.error(Code::Internal, text))
    }

    /// Parts of one condition are negated together; a set alone is matched by its source.
    fn settle(&mut self) {
        for (part, whole) in self.protocol.follows {
            let negated = self.get(whole).is_some_and(|i| i.negated);
            if let Some(item) = self.protocol.position(part).and_then(|at| self.items.get_mut(&at)) {
                item.negated = negated;
            }
        }
        let sets = (self.protocol.position("ipset"), self.protocol.position("ipsetflags"));
        if let (Some(set), Some(flags)) = sets
            && !self.protocol.name.starts_with("all")
        {
            if self.items.contains_key(&set) && !self.items.contains_key(&flags) {
                let term = Term::Value(Value::IpSetFlags(vec![true]));
                self.items.insert(flags, Item { term, negated: false });
            } else {
                self.items.remove(&set);
                self.items.remove(&flags);
            }
        }
    }

    fn write(&self, w: &mut Writer) {
        let mut any = false;
        for negative in [false, true] {
            if self.items.values().all(|i| i.negated != negative) {
                continue;
            }
            any = true;
            let attrs = |w: &mut Writer| {
                if negative {
                    w.attr("match", "no");
                }
                for (at, item) in self.items.iter().filter(|(_, i)| i.negated == negative) {
                    match &item.term {
                        Term::Value(value) => w.attr(self.protocol.attrs[*at].name, &value.spelled()),
                        Term::Variable(v) => w.attr_display(self.protocol.attrs[*at].name, v),
                    }
                }
            };
            w.element(self.protocol.name, true, attrs, |_| ());
        }
        if !any {
            w.empty(self.protocol.name);
        }
    }
}

fn read_term(node: Node<'_>, protocol: &Protocol, attr: Attr, text: &str) -> Result<Term> {
    let illegal = || {
        let message = format!("{} has illegal value {text}", attr.name);
        if node.strict() { Error::new(Code::Schema, message) } else { node.error(Code::Internal, message) }
    };
    if let Some(name) = text.strip_prefix('$') {
        return Variable::parse(name).map(Term::Variable).map_err(|_| illegal());
    }
    let value = attr.kind.parse(text).ok_or_else(illegal)?;
    if node.strict() && (protocol.unofficial.contains(&attr.name) || !attr.kind.is_official(text)) {
        return Err(illegal());
    }
    Ok(Term::Value(value))
}

impl Item {
    /// The value, when it is not a variable.
    pub fn value(&self) -> Option<&Value> {
        match &self.term {
            Term::Value(value) => Some(value),
            Term::Variable(_) => None,
        }
    }
}

impl Kind {
    /// Whether an address of this kind is one of IPv6.
    pub fn is_v6(self) -> bool {
        matches!(self, Self::Ip6 | Self::Mask6)
    }
}
