//! NUMA nodes of the guest.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Result, bail};
use virt_xml::Bitmap;

use super::builder::Builder;
use super::memory::{Backend, Need};
use super::props::Props;
use crate::vocabulary::{AccessType, CacheAssociativity, CachePolicy, DomainDef, Interconnect, NumaCell};

pub fn cells(def: &DomainDef) -> &[NumaCell] {
    &def.numa.cells
}

/// Does the guest learn how fast its memory is?
pub fn has_hmat(def: &DomainDef) -> bool {
    !def.numa.interconnects.is_empty() || def.numa.cells.iter().any(|c| !c.caches.is_empty())
}

impl Builder<'_> {
    pub fn numa(&mut self) -> Result<()> {
        let def = self.def;
        if def.numa.cells.is_empty() {
            return Ok(());
        }
        if let Some(nodes) = self.numatune_nodes()? {
            self.context.host.check_nodes(&nodes)?;
        }
        let hmat = has_hmat(def);
        let backends: Vec<Backend> =
            (0..def.numa.cells.len()).map(|cell| self.cell_backend(cell)).collect::<Result<_>>()?;
        let numa_mem = self.machine_type().is_some_and(|m| m.numa_mem);
        let need = !numa_mem || hmat || backends.iter().any(|b| b.need == Need::Must);
        if !need {
            self.memory_path()?;
        }
        let Some(first) = def.numa.cells.iter().position(|c| c.cpus.as_ref().is_some_and(|c| !c.is_empty()))
        else {
            bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "At least one NUMA node has to have CPUs");
        };
        for ((number, cell), backend) in def.numa.cells.iter().enumerate().zip(backends) {
            if need {
                self.memory_object(backend)?;
            }
            let mut text = format!("node,nodeid={number}");
            for range in cell.cpus.iter().flat_map(ranges) {
                text += &format!(",cpus={range}");
            }
            if hmat {
                text += &format!(",initiator={}", initiator(def, number).unwrap_or(first));
            }
            text += &match need {
                true => format!(",memdev=ram-node{number}"),
                false => format!(",mem={}", cell.memory / 1024),
            };
            self.option("-numa", text);
        }
        self.distances();
        if hmat {
            for interconnect in &def.numa.interconnects {
                self.option("-numa", interconnect_text(interconnect));
            }
            for (number, cell) in def.numa.cells.iter().enumerate() {
                self.cell_caches(number, cell);
            }
        }
        Ok(())
    }

    fn distances(&mut self) {
        let cells = &self.def.numa.cells;
        if cells.iter().all(|c| c.distances.is_empty()) {
            return;
        }
        for from in 0..cells.len() {
            for to in 0..cells.len() {
                let local = if from == to { 10 } else { 20 };
                let given = cells[from].distances.get(to).copied().filter(|d| *d != 0);
                let distance = given.unwrap_or(local);
                self.option("-numa", format!("dist,src={from},dst={to},val={distance}"));
            }
        }
    }

    fn cell_caches(&mut self, number: usize, cell: &NumaCell) {
        for cache in &cell.caches {
            let associativity = match cache.associativity {
                CacheAssociativity::None => "none",
                CacheAssociativity::Direct => "direct",
                CacheAssociativity::Full => "complex",
            };
            let policy = match cache.policy {
                CachePolicy::None => "none",
                CachePolicy::Writeback => "write-back",
                CachePolicy::Writethrough => "write-through",
            };
            let mut text = format!(
                "hmat-cache,node-id={number},size={}K,level={},associativity={associativity},policy={policy}",
                cache.size, cache.level
            );
            if cache.line > 0 {
                text += &format!(",line={}", cache.line);
            }
            self.option("-numa", text);
        }
    }

    /// Properties of the memory of a node.
    fn cell_backend(&mut self, cell: usize) -> Result<Backend> {
        let id = format!("ram-node{cell}");
        let size = self.def.numa.cells[cell].memory;
        self.plain_backend(&id, size, Some(cell as u32), false)
    }
}

/// The node nearest to a node without processors of its own.
fn initiator(def: &DomainDef, cell: usize) -> Option<usize> {
    if def.numa.cells[cell].cpus.as_ref().is_some_and(|c| !c.is_empty()) {
        return Some(cell);
    }
    let to_cell = |i: &&Interconnect| i.target as usize == cell && i.cache == 0;
    let mut best: Option<&Interconnect> = None;
    for interconnect in def.numa.interconnects.iter().filter(to_cell) {
        let better = match best {
            None => true,
            Some(best) if best.bandwidth != interconnect.bandwidth => false,
            Some(best) if interconnect.bandwidth => interconnect.value > best.value,
            Some(best) => interconnect.value < best.value,
        };
        if better {
            best = Some(interconnect);
        }
    }
    best.map(|i| i.initiator as usize)
}

fn interconnect_text(interconnect: &Interconnect) -> String {
    let hierarchy = match interconnect.cache {
        0 => "memory",
        1 => "first-level",
        2 => "second-level",
        _ => "third-level",
    };
    let access = match interconnect.access {
        AccessType::Access => "access",
        AccessType::Read => "read",
        AccessType::Write => "write",
    };
    let value = match interconnect.bandwidth {
        true => format!("bandwidth,bandwidth={}K", interconnect.value),
        false => format!("latency,latency={}", interconnect.value),
    };
    format!(
        "hmat-lb,initiator={},target={},hierarchy={hierarchy},data-type={access}-{value}",
        interconnect.initiator, interconnect.target
    )
}

/// `0-3`, `5`: ranges of a set.
pub fn ranges(set: &Bitmap) -> Vec<String> {
    let mut all: Vec<(usize, usize)> = Vec::new();
    for n in set.iter() {
        match all.last_mut() {
            Some((_, end)) if *end + 1 == n => *end = n,
            _ => all.push((n, n)),
        }
    }
    let text = |(start, end): (usize, usize)| {
        if start == end { start.to_string() } else { format!("{start}-{end}") }
    };
    all.into_iter().map(text).collect()
}

/// Numbers of a set.
pub fn numbers(set: &Bitmap) -> Vec<u32> {
    set.iter().map(|n| n as u32).collect()
}

/// The thread that touches memory first, so that it comes from the right nodes.
pub fn thread_context(id: &str, nodes: &[u32]) -> Props {
    Props::object("thread-context", format!("tc-{id}")).set("node-affinity", nodes.to_vec())
}
