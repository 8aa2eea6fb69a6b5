//! What is wrong with the guest's NUMA topology.

use virt_core::Result;

use crate::domain::DomainDef;
use crate::domain::complain::wrong;
use crate::domain::tuning::NumaMode;

pub fn check(def: &DomainDef) -> Result<()> {
    check_modes(def)?;
    let numa = &def.numa;
    for cell in &numa.cells {
        let mut seen = Vec::new();
        for cache in &cell.caches {
            if cache.level > 3 {
                return wrong("Ain't nobody heard of that much cache level");
            }
            if seen.contains(&cache.level) {
                return wrong(format!("Cache level '{}' already defined", cache.level));
            }
            seen.push(cache.level);
        }
    }
    for (place, link) in numa.interconnects.iter().enumerate() {
        let Some(initiator) = numa.cells.get(link.initiator as usize) else {
            return wrong("'initiator' refers to a non-existent NUMA node");
        };
        let Some(target) = numa.cells.get(link.target as usize) else {
            return wrong("'target' refers to a non-existent NUMA node");
        };
        if initiator.cpus.is_none() {
            return wrong("NUMA nodes without CPUs can't be initiator");
        }
        if link.cache > 0 && !target.caches.iter().any(|cache| cache.level == link.cache) {
            return wrong("'cache' refers to a non-existent NUMA node cache");
        }
        for other in &numa.interconnects[..place] {
            let same = (link.initiator, link.target, link.cache, link.bandwidth, link.access)
                == (other.initiator, other.target, other.cache, other.bandwidth, other.access);
            if same {
                return wrong("Duplicate info for NUMA latencies");
            }
            let back = (link.initiator, link.target) == (other.target, other.initiator);
            if back && link.initiator != link.target {
                return wrong("Link already defined");
            }
        }
    }
    Ok(())
}

/// Restrictive placement is all or nothing.
fn check_modes(def: &DomainDef) -> Result<()> {
    let tune = &def.numatune;
    let domain = tune.memory.as_ref().map(|memory| memory.mode) == Some(NumaMode::Restrictive);
    for node in tune.memnodes.values() {
        match (domain, node.mode == NumaMode::Restrictive) {
            (true, false) => {
                return wrong(
                    "'restrictive' mode is required in memnode element when mode is 'restrictive' in memory \
                     element",
                );
            }
            (false, true) => {
                return wrong(
                    "'restrictive' mode is required in memory element when mode is 'restrictive' in memnode \
                     element",
                );
            }
            _ => {}
        }
    }
    Ok(())
}
