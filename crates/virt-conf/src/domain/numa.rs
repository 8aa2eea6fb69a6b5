//! `<numa>` inside `<cpu>`: the guest's own NUMA cells.

use super::memory::MemoryAccess;
use super::words::prelude::*;

words! {
    /// How lines of a memory-side cache are found.
    pub CacheAssociativity { None, Direct, Full }
    /// When a memory-side cache is written back.
    pub CachePolicy { None, Writeback, Writethrough }
    /// What a latency or bandwidth is of.
    pub AccessType { Access, Read, Write }
}

/// `<numa>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numa {
    /// By number.
    pub cells: Vec<NumaCell>,
    pub interconnects: Vec<Interconnect>,
}

/// `<cell>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumaCell {
    pub cpus: Option<Bitmap>,
    /// KiB.
    pub memory: u64,
    pub mem_access: Option<MemoryAccess>,
    pub discard: Option<bool>,
    /// By cell; 0 is not known. Empty when no distances are given.
    pub distances: Vec<u32>,
    pub caches: Vec<NumaCache>,
}

/// `<cache>` of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumaCache {
    pub level: u32,
    pub associativity: CacheAssociativity,
    pub policy: CachePolicy,
    /// KiB.
    pub size: u64,
    /// Bytes.
    pub line: u64,
}

/// `<latency>` or `<bandwidth>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interconnect {
    /// Bandwidth in KiB per second, else latency in nanoseconds.
    pub bandwidth: bool,
    pub initiator: u32,
    pub target: u32,
    /// 0 is the memory itself.
    pub cache: u32,
    pub access: AccessType,
    pub value: u64,
}

const LOCAL: u32 = 10;
const UNREACHABLE: u32 = 255;
/// More cells than the distances of any machine describe.
const MAX_CELLS: usize = 1024;

impl Numa {
    /// Processors that belong to a cell.
    pub fn cpu_count(&self) -> usize {
        self.cells.iter().filter_map(|c| c.cpus.as_ref()).map(Bitmap::len).sum()
    }

    /// The highest number of a processor in a cell, 0 if there is none.
    pub fn max_cpu_id(&self) -> usize {
        self.cells.iter().filter_map(|c| c.cpus.as_ref()?.last()).max().unwrap_or_default()
    }

    /// Memory of all cells in KiB.
    pub fn memory(&self) -> u64 {
        self.cells.iter().fold(0, |sum, c| sum.saturating_add(c.memory))
    }

    /// Reads the element inside `<cpu>`.
    pub(crate) fn read(cpu: Node<'_>) -> Result<Self> {
        let Some(numa) = cpu.child("numa") else { return Ok(Self::default()) };
        let nodes: Vec<Node<'_>> = numa.all("cell").collect();
        if nodes.is_empty() {
            return Err(numa.invalid("NUMA topology defined without NUMA cells"));
        }
        if nodes.len() > MAX_CELLS {
            return Err(numa.unsupported(format!("more than {MAX_CELLS} NUMA cells")));
        }
        let mut this = Self { cells: vec![NumaCell::default(); nodes.len()], ..Self::default() };
        for (i, node) in nodes.iter().enumerate() {
            this.read_cell(*node, i)?;
        }
        if let Some(links) = numa.child("interconnects") {
            for node in links.elements().filter(|n| matches!(n.name(), "latency" | "bandwidth")) {
                this.interconnects.push(Interconnect::read(node.seen())?);
            }
        }
        Ok(this)
    }

    fn read_cell(&mut self, node: Node<'_>, place: usize) -> Result<()> {
        let id = node.value::<Plain, u32>("id", None)?.map_or(place, |id| id as usize);
        if id >= self.cells.len() {
            return Err(node.invalid(
                "Exactly one 'cell' element per guest NUMA cell allowed, non-contiguous ranges or ranges not starting from 0 are not allowed",
            ).beyond_schema());
        }
        if self.cells[id].memory != 0 {
            return Err(node.invalid(format!("Duplicate NUMA cell info for cell id '{id}'")).beyond_schema());
        }
        let cpus =
            node.attr("cpus").map(|text| bitmap(node, text)).transpose()?.filter(|set| !set.is_empty());
        if let Some(cpus) = &cpus {
            let overlapping = |c: &NumaCell| c.cpus.as_ref().is_some_and(|other| other.overlaps(cpus));
            if let Some(other) = self.cells.iter().enumerate().position(|(i, c)| i != id && overlapping(c)) {
                return Err(node
                    .unsupported(format!("NUMA cells {id} and {other} have overlapping vCPU ids"))
                    .beyond_schema());
            }
        }
        self.cells[id].cpus = cpus;
        let bytes = size::read_attr_bytes(node, "memory", "unit", 1024, KiB::MAX_BYTES)?;
        self.cells[id].memory = bytes.ok_or_else(|| node.missing_attr("memory", None))?.div_ceil(1024);
        self.cells[id].mem_access = node.value::<Plain, MemoryAccess>("memAccess", None)?;
        self.cells[id].discard = node.value::<Plain, bool>("discard", None)?;
        if let Some(distances) = node.child("distances") {
            self.read_distances(distances, id)?;
        }
        self.cells[id].caches = node.all("cache").map(NumaCache::read).collect::<Result<_>>()?;
        Ok(())
    }

    fn read_distances(&mut self, node: Node<'_>, cell: usize) -> Result<()> {
        let count = self.cells.len();
        let mut any = false;
        for sibling in node.all("sibling") {
            any = true;
            let id = sibling.required::<Plain, u32>("id", None)? as usize;
            if id >= count {
                return Err(sibling
                    .invalid(format!(
                        "'sibling_id {id}' does not refer to a valid cell within NUMA 'cell id {cell}'"
                    ))
                    .beyond_schema());
            }
            let value = sibling.required::<Plain, u32>("value", None)?;
            if !(LOCAL..=UNREACHABLE).contains(&value) || (id == cell) != (value == LOCAL) {
                return Err(sibling
                    .invalid(format!(
                        "'value {value}' is invalid for 'sibling id {id}' under NUMA 'cell id {cell}'"
                    ))
                    .beyond_schema());
            }
            for end in [cell, id] {
                if self.cells[end].distances.is_empty() {
                    self.cells[end].distances = vec![0; count];
                    self.cells[end].distances[end] = LOCAL;
                }
            }
            self.cells[cell].distances[id] = value;
            // the way back is as long unless it is said otherwise
            if self.cells[id].distances[cell] == 0 {
                self.cells[id].distances[cell] = value;
            }
        }
        if any { Ok(()) } else { Err(node.invalid("NUMA distances defined without siblings")) }
    }

    /// Writes the element.
    pub(crate) fn write(&self, w: &mut Writer) {
        if self.cells.is_empty() {
            return;
        }
        let children = |w: &mut Writer| {
            for (id, cell) in self.cells.iter().enumerate() {
                cell.write(id, w);
            }
            let links = |w: &mut Writer| self.interconnects.iter().for_each(|l| l.write(w));
            w.element("interconnects", false, |_| (), links);
        };
        w.element("numa", true, |_| (), children);
    }
}

impl NumaCell {
    fn write(&self, id: usize, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr_display("id", id);
            if let Some(cpus) = &self.cpus {
                w.attr_display("cpus", cpus);
            }
            w.attr_display("memory", self.memory);
            w.attr("unit", "KiB");
            if let Some(access) = self.mem_access {
                w.attr("memAccess", access.as_str());
            }
            if let Some(discard) = &self.discard {
                w.attr_value::<Plain, bool>("discard", discard);
            }
        };
        let distances = |w: &mut Writer| {
            for (id, value) in self.distances.iter().enumerate().filter(|(_, value)| **value != 0) {
                let attrs = |w: &mut Writer| {
                    w.attr_display("id", id);
                    w.attr_display("value", value);
                };
                w.element("sibling", true, attrs, |_| ());
            }
        };
        let children = |w: &mut Writer| {
            w.element("distances", false, |_| (), distances);
            self.caches.iter().for_each(|c| c.write(w));
        };
        w.element("cell", true, attrs, children);
    }
}

impl NumaCache {
    fn read(node: Node<'_>) -> Result<Self> {
        let level = node.required::<NonZero, u32>("level", None)?;
        let associativity = node.required::<Plain, CacheAssociativity>("associativity", None)?;
        let policy = node.required::<Plain, CachePolicy>("policy", None)?;
        // the units have always been ignored: sizes are KiB, lines are bytes
        let amount = |name: &str, unit: u64| {
            let child = node.child(name);
            child.and_then(|c| c.attr("unit"));
            let text = child.and_then(|c| c.attr("value")).filter(|t| !t.is_empty());
            let (child, text) = child.zip(text).ok_or_else(|| node.missing_child(name, None))?;
            let value = <u64 as Value>::parse(text)
                .ok_or_else(|| child.bad_attr("value", text, "an amount", None))?;
            size::scale(value, None, unit, u64::MAX).map_err(|e| e.at(child.line(), child.path()))
        };
        Ok(Self {
            level,
            associativity,
            policy,
            size: amount("size", 1024)?.div_ceil(1024),
            line: amount("line", 1)?,
        })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr_display("level", self.level);
            w.attr("associativity", self.associativity.as_str());
            w.attr("policy", self.policy.as_str());
        };
        let amount = |w: &mut Writer, name: &str, value: u64, unit: &str| {
            let attrs = |w: &mut Writer| {
                w.attr_display("value", value);
                w.attr("unit", unit);
            };
            w.element(name, true, attrs, |_| ());
        };
        let children = |w: &mut Writer| {
            amount(w, "size", self.size, "KiB");
            if self.line != 0 {
                amount(w, "line", self.line, "B");
            }
        };
        w.element("cache", true, attrs, children);
    }
}

impl Interconnect {
    fn read(node: Node<'_>) -> Result<Self> {
        let bandwidth = node.name() == "bandwidth";
        let value = match bandwidth {
            true => size::read_attr_bytes(node, "value", "unit", 1024, KiB::MAX_BYTES)?
                .ok_or_else(|| node.missing_attr("value", None))?
                .div_ceil(1024),
            false => node.required::<Plain, u64>("value", None)?,
        };
        Ok(Self {
            bandwidth,
            value,
            initiator: node.required::<Plain, u32>("initiator", None)?,
            target: node.required::<Plain, u32>("target", None)?,
            cache: node.value::<Plain, u32>("cache", None)?.unwrap_or_default(),
            access: node.required::<Plain, AccessType>("type", None)?,
        })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr_display("initiator", self.initiator);
            w.attr_display("target", self.target);
            if self.cache != 0 {
                w.attr_display("cache", self.cache);
            }
            w.attr("type", self.access.as_str());
            w.attr_display("value", self.value);
            if self.bandwidth {
                w.attr("unit", "KiB");
            }
        };
        w.element(if self.bandwidth { "bandwidth" } else { "latency" }, true, attrs, |_| ());
    }
}
