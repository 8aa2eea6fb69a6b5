//! `<memtune>`: limits on the host's memory, in KiB.

use virt_core::consts::VIR_DOMAIN_MEMORY_PARAM_UNLIMITED;

use crate::domain::words::prelude::*;

/// `<memtune>`; none is unlimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Memtune {
    pub hard_limit: Option<u64>,
    pub soft_limit: Option<u64>,
    /// 0 when not given.
    pub min_guarantee: u64,
    pub swap_hard_limit: Option<u64>,
}

const UNLIMITED: u64 = VIR_DOMAIN_MEMORY_PARAM_UNLIMITED;

fn limit(node: Node<'_>, name: &str) -> Result<Option<u64>> {
    let Some(node) = node.child(name).filter(|n| !n.text().is_empty()) else { return Ok(None) };
    let kib = size::read_bytes(node, 1024, UNLIMITED << 10)?.div_ceil(1024);
    Ok(Some(kib).filter(|k| *k < UNLIMITED))
}

impl Element for Memtune {
    fn read(node: Node<'_>) -> Result<Self> {
        Ok(Self {
            hard_limit: limit(node, "hard_limit")?,
            soft_limit: limit(node, "soft_limit")?,
            min_guarantee: node.child("min_guarantee").map(KiB::read).transpose()?.map_or(0, |k| k.0),
            swap_hard_limit: limit(node, "swap_hard_limit")?,
        })
    }
    fn attrs(&self, _: &mut Writer) {}
    fn children(&self, w: &mut Writer) {
        let limits = [
            ("hard_limit", self.hard_limit),
            ("soft_limit", self.soft_limit),
            ("min_guarantee", Some(self.min_guarantee).filter(|g| *g != 0)),
            ("swap_hard_limit", self.swap_hard_limit),
        ];
        for (name, limit) in limits {
            if let Some(limit) = limit {
                KiB(limit).write(name, true, w);
            }
        }
    }
}
