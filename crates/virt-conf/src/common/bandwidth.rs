//! `<bandwidth>`: limits and guarantees of traffic.

use virt_core::consts::*;
use virt_xml::{Code, Element, Node, Result};

/// Limits in both directions, seen from the host's device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(pair, origin = VIR_FROM_NONE)]
pub struct Bandwidth {
    /// Traffic class that guarantees are kept in; ports only.
    #[xml(attr = "classID")]
    pub class_id: Option<u32>,
    #[xml(child)]
    pub inbound: Option<Rate>,
    #[xml(child)]
    pub outbound: Option<Rate>,
}

/// Limits in one direction, in KiB per second (`burst`: KiB).
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(origin = VIR_FROM_NONE)]
pub struct Rate {
    #[xml(attr)]
    pub average: Option<u64>,
    #[xml(attr)]
    pub peak: Option<u64>,
    /// What the guest gets even when others want more.
    #[xml(attr)]
    pub floor: Option<u64>,
    #[xml(attr)]
    pub burst: Option<u64>,
}

/// Where a `<bandwidth>` stands decides what may be in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Allow {
    pub class_id: bool,
    pub floor: bool,
}

impl Bandwidth {
    /// Reads the element; none when it limits nothing.
    pub fn read_in(node: Node<'_>, allow: Allow) -> Result<Option<Self>> {
        let node = node.under(VIR_FROM_NONE);
        let mut this = Self::read(node)?;
        if this.class_id.is_some() && !allow.class_id {
            let text = "classID attribute not supported on <bandwidth> in this usage context";
            return Err(node.error(Code::Detail, text).beyond_schema());
        }
        this.class_id = this.class_id.filter(|id| *id != 0);
        for (rate, floor) in [(&mut this.inbound, allow.floor), (&mut this.outbound, false)] {
            if let Some(rate) = rate {
                rate.settle(node, floor)?;
            }
        }
        Ok((this.inbound.is_some() || this.outbound.is_some()).then_some(this))
    }

    /// Whether the host's traffic control can do this.
    pub fn check_limits(&self) -> virt_core::Result<()> {
        const SPEED: u64 = 1 << 54;
        const SIZE: u64 = (u32::MAX >> 10) as u64;
        for rate in [&self.inbound, &self.outbound].into_iter().flatten() {
            let limits = [
                (rate.average, SPEED, "average"),
                (rate.peak, SPEED, "peak"),
                (rate.burst, SIZE, "burst"),
                (rate.floor, SPEED, "floor"),
            ];
            for (value, limit, name) in limits {
                if let Some(value) = value.filter(|v| *v > limit) {
                    virt_core::bail!(
                        VIR_FROM_NONE,
                        VIR_ERR_OVERFLOW,
                        "value '{value}' is too big for '{name}' parameter, maximum is '{limit}'"
                    );
                }
            }
        }
        Ok(())
    }

    /// Whether something is guaranteed to guests.
    pub fn has_floor(&self) -> bool {
        self.inbound.as_ref().is_some_and(|r| r.floor.is_some())
    }
}

impl Rate {
    fn settle(&mut self, node: Node<'_>, floor_allowed: bool) -> Result<()> {
        if self.average.is_none() && self.floor.is_none() {
            let text = "Missing mandatory average or floor attributes";
            return Err(node.error(Code::Detail, text).beyond_schema());
        }
        if (self.peak.is_some() || self.burst.is_some()) && self.average.is_none() {
            return Err(node.unsupported("'peak' and 'burst' require 'average' attribute"));
        }
        if self.floor.is_some() && !floor_allowed {
            return Err(node.unsupported("floor attribute is not supported for this config"));
        }
        for value in [&mut self.average, &mut self.peak, &mut self.floor, &mut self.burst] {
            *value = value.filter(|v| *v != 0);
        }
        if self.average.is_none() && self.floor.is_none() {
            (self.peak, self.burst) = (None, None);
        }
        Ok(())
    }
}
