//! What the schema asks of filters beyond what the types say.

use virt_xml::{Node, Result};

use super::MAX_CHAIN;
use crate::common::rules::Ask::{Attr, Check, Needs, Once, Text};
use crate::common::rules::Shape::{Like, Words};
use crate::common::rules::{self, Rule};

/// Checks a filter that is read strictly.
pub fn check(filter: Node<'_>) -> Result<()> {
    rules::check(filter, &[SCHEMA])
}

const SCHEMA: &[Rule] = &[
    Rule("filter", Needs(&["name"], &[])),
    Rule("filter", Attr("name", Like(is_name, "a name"))),
    Rule("filter", Attr("chain", Like(is_chain, "a chain of a known protocol"))),
    Rule("filter", Attr("priority", Like(is_priority, "a number from -1000 to 1000"))),
    Rule("filter", Once(&["uuid"])),
    Rule("filter/uuid", Text(rules::UUID)),
    Rule("filter/rule", Needs(&["action", "direction"], &[])),
    Rule("rule", Attr("action", Words(&["drop", "accept", "reject", "continue", "return"]))),
    Rule("rule", Attr("direction", Words(&["in", "out", "inout"]))),
    Rule("rule", Attr("priority", Like(is_priority, "a number from -1000 to 1000"))),
    Rule("rule", Check(one_match)),
    Rule("filterref", Needs(&["filter"], &[])),
    Rule("filterref/parameter", Needs(&["name", "value"], &[])),
];

/// An XML name without colon.
fn is_name(text: &str) -> bool {
    let start = |c: char| c.is_alphabetic() || c == '_';
    text.starts_with(start) && text.chars().all(|c| start(c) || c.is_numeric() || c == '-' || c == '.')
}

fn is_chain(text: &str) -> bool {
    let more = |rest: &str| rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.:-".contains(&b));
    let chains = ["mac", "stp", "vlan", "arp", "rarp", "ipv4", "ipv6"];
    text == "root"
        || text.len() <= MAX_CHAIN && chains.iter().any(|chain| text.strip_prefix(chain).is_some_and(more))
}

fn is_priority(text: &str) -> bool {
    text.parse::<i32>().is_ok_and(|priority| (-1000..=1000).contains(&priority))
}

/// A rule matches one way, told by attributes.
fn one_match(rule: Node<'_>) -> Result<()> {
    let inside = rule.elements().flat_map(Node::elements);
    rule.elements().skip(1).chain(inside).next().map_or(Ok(()), |extra| Err(extra.unexpected()))
}
