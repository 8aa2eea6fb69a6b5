//! Memory of the guest: how much, and what it is made of.

use super::words::prelude::*;

words! {
    /// What memory is made of.
    pub MemorySourceType { File, Anonymous, Memfd }
    /// Whether others can map it.
    pub MemoryAccess { Shared, Private }
    /// When it is taken from the host.
    pub MemoryAllocation { Immediate, Ondemand }
}

/// Amounts in KiB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    /// `<memory>`: all of it, memory devices included. 0: post-parse takes it from NUMA cells or refuses.
    pub total: u64,
    pub dump_core: Option<bool>,
    /// `<currentMemory>`; 0 until post-parse.
    pub current: u64,
    /// `<maxMemory>`; 0 when not given.
    pub max: u64,
    /// Slots for memory devices.
    pub slots: u32,
    pub backing: MemoryBacking,
}

/// `<memoryBacking>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemoryBacking {
    pub hugepages: Option<Vec<HugePage>>,
    pub nosharepages: bool,
    pub locked: bool,
    pub source: Option<MemorySourceType>,
    pub access: Option<MemoryAccess>,
    pub allocation: Option<MemoryAllocation>,
    /// Threads that allocate; 0 when not given.
    pub allocation_threads: u32,
    pub discard: bool,
}

/// `<page size='2048' unit='KiB' nodeset='0'/>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HugePage {
    /// KiB.
    pub size: u64,
    pub nodeset: Option<Bitmap>,
}

fn amount(domain: Node<'_>, name: &str) -> Result<u64> {
    let node = domain.child(name).filter(|n| !n.text().is_empty());
    node.map(KiB::read).transpose().map(|k| k.map_or(0, |k| k.0))
}

fn word<T: Word>(backing: Node<'_>, child: &str, attr: &str) -> Result<Option<T>> {
    match backing.child(child).and_then(|c| c.attr(attr)).filter(|t| !t.is_empty()) {
        None => Ok(None),
        Some(text) => T::from_word(text)
            .map(Some)
            .ok_or_else(|| backing.unsupported(format!("unknown memoryBacking/{child}/{attr} '{text}'"))),
    }
}

impl Memory {
    /// Reads the elements below `<domain>`.
    pub(crate) fn read(domain: Node<'_>) -> Result<Self> {
        let mut memory = Self {
            total: amount(domain, "memory")?,
            current: amount(domain, "currentMemory")?,
            max: amount(domain, "maxMemory")?,
            ..Self::default()
        };
        let slots = domain.child("maxMemory").and_then(|m| m.attr("slots")).filter(|t| !t.is_empty());
        if let Some(text) = slots {
            memory.slots = <u32 as Value>::parse(text)
                .ok_or_else(|| domain.invalid("Failed to parse memory slot count"))?;
        }
        if let Some(total) = domain.child("memory") {
            memory.dump_core = total.value::<OnOff, bool>("dumpCore", None)?;
        }
        memory.backing =
            domain.section("memoryBacking").map(MemoryBacking::read).transpose()?.unwrap_or_default();
        Ok(memory)
    }

    /// Memory devices can be plugged in.
    pub fn has_hotplug(&self) -> bool {
        self.slots > 0 || self.max > 0
    }

    /// Writes `<maxMemory>`, `<memory>` and `<currentMemory>`.
    pub(crate) fn write(&self, w: &mut Writer) {
        if self.has_hotplug() {
            let attrs = |w: &mut Writer| {
                if self.slots > 0 {
                    w.attr_display("slots", self.slots);
                }
                w.attr("unit", "KiB");
            };
            w.element_text("maxMemory", true, attrs, |out| out.display(self.max));
        }
        let attrs = |w: &mut Writer| {
            if let Some(dump) = &self.dump_core {
                w.attr_value::<OnOff, bool>("dumpCore", dump);
            }
            w.attr("unit", "KiB");
        };
        w.element_text("memory", true, attrs, |out| out.display(self.total));
        KiB(self.current).write("currentMemory", true, w);
    }
}

impl HugePage {
    fn read(node: Node<'_>) -> Result<Self> {
        let bytes = size::read_attr_bytes(node, "size", "unit", 1024, KiB::MAX_BYTES)?;
        let bytes = bytes.ok_or_else(|| node.missing_attr("size", None))?;
        if bytes == 0 {
            return Err(node.error(Code::Detail, "hugepage size can't be zero"));
        }
        Ok(Self { size: bytes.div_ceil(1024), nodeset: cpuset(node, "nodeset")? })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr_display("size", self.size);
            w.attr("unit", "KiB");
            if let Some(nodes) = &self.nodeset {
                w.attr_display("nodeset", nodes);
            }
        };
        w.element("page", true, attrs, |_| ());
    }
}

impl Element for MemoryBacking {
    fn read(node: Node<'_>) -> Result<Self> {
        let threads = node.child("allocation").and_then(|a| a.attr("threads")).filter(|t| !t.is_empty());
        let pages = |n: Node<'_>| n.all("page").map(HugePage::read).collect::<Result<Vec<_>>>();
        Ok(Self {
            source: word(node, "source", "type")?,
            access: word(node, "access", "mode")?,
            allocation: word(node, "allocation", "mode")?,
            allocation_threads: match threads {
                None => 0,
                Some(text) => <u32 as Value>::parse(text)
                    .ok_or_else(|| node.invalid("Failed to parse memory allocation threads"))?,
            },
            hugepages: node.child("hugepages").map(pages).transpose()?,
            nosharepages: node.child("nosharepages").is_some(),
            locked: node.child("locked").is_some(),
            discard: node.child("discard").is_some(),
        })
    }
    fn attrs(&self, _: &mut Writer) {}
    fn children(&self, w: &mut Writer) {
        if let Some(pages) = &self.hugepages {
            w.element("hugepages", true, |_| (), |w| pages.iter().for_each(|p| p.write(w)));
        }
        if self.nosharepages {
            w.empty("nosharepages");
        }
        if self.locked {
            w.empty("locked");
        }
        if let Some(source) = self.source {
            w.element("source", true, |w| w.attr("type", source.as_str()), |_| ());
        }
        if let Some(access) = self.access {
            w.element("access", true, |w| w.attr("mode", access.as_str()), |_| ());
        }
        let allocation = |w: &mut Writer| {
            if let Some(mode) = self.allocation {
                w.attr("mode", mode.as_str());
            }
            if self.allocation_threads != 0 {
                w.attr_display("threads", self.allocation_threads);
            }
        };
        w.element("allocation", false, allocation, |_| ());
        if self.discard {
            w.empty("discard");
        }
    }
}
