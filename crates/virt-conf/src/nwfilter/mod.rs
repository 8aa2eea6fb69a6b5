//! Network filters: `<filter>` with its rules and includes, and `<filterbinding>`.
//!
//! What the rules become on a host (ebtables, iptables) is the driver's.

pub mod binding;
pub mod item;
pub mod params;
pub mod protocol;
pub mod rule;
mod schema;

use virt_core::consts::*;
use virt_core::{Result, Uuid, parse_uuid};
use virt_xml::{Code, Element, Node, Writer};

use crate::common::document::{self, Kind};
use crate::common::generated;
use params::Params;
use rule::Rule;

/// `<filter>`: named rules that guests' network cards refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NwfilterDef {
    pub name: String,
    pub uuid: Uuid,
    /// Whether the document named the UUID.
    pub uuid_given: bool,
    /// The chain the rules go to: `root`, or one of the protocol chains with an optional suffix.
    pub chain: String,
    /// Order of the chain; 0 is not written.
    pub priority: i32,
    pub entries: Vec<Entry>,
}

/// A part of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Rule(Rule),
    Include(Include),
}

/// `<filterref>`: all rules of another filter, with parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    pub filter: String,
    pub params: Params,
}

/// Chains by name (exact for the first, a prefix for the others) with their usual priority.
const CHAINS: [(&str, i32); 8] = [
    ("root", 0),
    ("mac", -800),
    ("vlan", -750),
    ("stp", 0),
    ("arp", -500),
    ("rarp", -400),
    ("ipv4", -700),
    ("ipv6", -600),
];
const PRIORITIES: std::ops::RangeInclusive<i64> = -1000..=1000;
const MAX_CHAIN: usize = 12;

const DOCUMENT: Kind = Kind { root: "filter", label: "(nwfilter_definition)", origin: VIR_FROM_NWFILTER };

impl NwfilterDef {
    /// Reads a `<filter>` document; `flags` are `VIR_NWFILTER_DEFINE_*`.
    pub fn parse(xml: &str, flags: u32) -> Result<Self> {
        document::parse(xml, &DOCUMENT, flags & VIR_NWFILTER_DEFINE_VALIDATE != 0, Self::read)
    }

    /// The document.
    pub fn to_xml(&self) -> String {
        document::format(|w| self.write("filter", true, w))
    }
}

impl Element for NwfilterDef {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        schema::check(node)?;
        let name = node.attr("name").filter(|n| !n.is_empty());
        let name = name.ok_or_else(|| node.error(Code::Internal, "filter has no name"))?.to_owned();
        let given = match node.attr("priority").filter(|p| !p.is_empty()) {
            Some(text) => Some(read_priority(node, text)?),
            None => None,
        };
        let (chain, priority) = match node.attr("chain").filter(|c| !c.is_empty()) {
            Some(chain) => (chain.to_owned(), given.unwrap_or(usual_priority(node, chain)?)),
            None => ("root".to_owned(), 0),
        };
        let uuid_text = node.child_text("uuid");
        let uuid = match &uuid_text {
            Some(text) => {
                parse_uuid(text).ok_or_else(|| node.bad_text(text, "a UUID", Some(Code::Invalid)))?
            }
            None => generated::uuid(),
        };
        let mut entries = Vec::new();
        for child in node.elements() {
            match child.name() {
                "rule" => entries.push(Entry::Rule(Rule::read(child.seen())?)),
                "filterref" => entries.push(Entry::Include(Include::read(child.seen())?)),
                _ => {}
            }
        }
        Ok(Self { name, uuid, uuid_given: uuid_text.is_some(), chain, priority, entries })
    }

    fn attrs(&self, w: &mut Writer) {
        w.attr("name", &self.name);
        w.attr("chain", &self.chain);
        if self.priority != 0 {
            w.attr_display("priority", self.priority);
        }
    }

    fn children(&self, w: &mut Writer) {
        w.text("uuid", &self.uuid.to_string());
        for entry in &self.entries {
            match entry {
                Entry::Rule(rule) => rule.write("rule", true, w),
                Entry::Include(include) => include.params.write(&include.filter, w),
            }
        }
    }
}

impl Include {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        let filter = node.attr("filter").ok_or_else(|| node.missing_attr("filter", None))?.to_owned();
        Ok(Self { filter, params: Params::read(node) })
    }
}

fn read_priority(node: Node<'_>, text: &str) -> virt_xml::Result<i32> {
    let value = virt_xml::parse_signed(text, 10)
        .ok_or_else(|| node.error(Code::Argument, format!("Could not parse chain priority '{text}'")))?;
    if !PRIORITIES.contains(&value) {
        let text = format!("Priority '{value}' is outside valid range of [-1000,1000]");
        return Err(node.error(Code::Argument, text));
    }
    Ok(value as i32)
}

/// The priority that goes with a chain's name, which has to be one that can be.
fn usual_priority(node: Node<'_>, chain: &str) -> virt_xml::Result<i32> {
    let wrong = |text: String| node.error(Code::Argument, text);
    if chain.len() > MAX_CHAIN {
        return Err(wrong(format!("Name of chain is longer than {MAX_CHAIN} characters")));
    }
    if !chain.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.:-".contains(&b)) {
        return Err(wrong("Chain name contains invalid characters".into()));
    }
    let (root, others) = (CHAINS[0], &CHAINS[1..]);
    if chain == root.0 {
        return Ok(root.1);
    }
    let by_prefix = others.iter().find(|(name, _)| chain.starts_with(name));
    by_prefix.map(|(_, priority)| *priority).ok_or_else(|| {
        let names: Vec<&str> = others.iter().map(|(n, _)| *n).collect();
        wrong(format!(
            "Invalid chain name '{chain}'. Please use a chain name called 'root' or any of the \
             following prefixes: {}",
            names.join(", ")
        ))
    })
}
