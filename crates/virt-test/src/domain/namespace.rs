//! The `test:` namespace: how a domain of a driver's file starts out.

use virt_core::consts::*;
use virt_xml::{Node, Result, parse_unsigned};

pub const URI: &str = "http://libvirt.org/schemas/domain/test/1.0";
/// The number of known states.
const STATES: u64 = 8;

/// What a file says of a domain beside its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Namespace {
    pub transient: bool,
    pub managed_save: bool,
    /// `VIR_DOMAIN_*`.
    pub state: i32,
}

fn named<'a>(domain: Node<'a>, name: &'static str) -> impl Iterator<Item = Node<'a>> {
    domain.foreign(URI, name)
}

/// The snapshots that a domain has from the beginning.
pub fn snapshots(domain: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    named(domain, "domainsnapshot")
}

impl Namespace {
    /// Reads the elements below `<domain>`.
    pub fn read(domain: Node<'_>) -> Result<Self> {
        let domain = domain.under(VIR_FROM_TEST);
        let this = Self {
            transient: named(domain, "transient").next().is_some(),
            managed_save: named(domain, "hasmanagedsave").next().is_some(),
            state: read_state(domain)?,
        };
        if this.transient && this.state == VIR_DOMAIN_SHUTOFF {
            return Err(domain.invalid("transient domain cannot have runstate 'shutoff'"));
        }
        if this.managed_save && this.state != VIR_DOMAIN_SHUTOFF {
            return Err(domain.invalid("domain with managedsave data can only have runstate 'shutoff'"));
        }
        Ok(this)
    }
}

fn read_state(domain: Node<'_>) -> Result<i32> {
    let text = named(domain, "runstate").next().map(Node::text).filter(|text| !text.is_empty());
    let Some(text) = text else { return Ok(VIR_DOMAIN_RUNNING) };
    match parse_unsigned(&text, 10) {
        None => Err(domain.invalid("invalid runstate")),
        Some(state) if state < STATES => Ok(state as i32),
        Some(state) => Err(domain.invalid(format!("runstate '{state}' out of range'"))),
    }
}
