//! `<cachetune>` and `<memorytune>`: parts of the host's caches and memory bandwidth for groups of processors.

use std::collections::BTreeMap;

use virt_core::consts::VIR_FROM_RESCTRL;

use crate::domain::words::prelude::*;

words! {
    /// What a part of a cache holds.
    pub CacheType { Both, Code, Data }
    /// What a monitor watches.
    pub MonitorKind { Cache, Memory }
}

/// Everything for one set of processors; sets don't overlap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resctrl {
    pub vcpus: Bitmap,
    /// Name of the group on the host.
    pub id: String,
    /// In order of level, kind and cache.
    pub caches: BTreeMap<CacheAlloc, u64>,
    /// By node, in percent or MBps.
    pub bandwidths: MemoryBandwidth,
    pub monitors: Vec<Monitor>,
}

/// Bandwidth by memory node.
pub type MemoryBandwidth = BTreeMap<u32, u32>;

/// Which part of which cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CacheAlloc {
    pub level: u32,
    pub kind: CacheType,
    pub cache: u32,
}

/// `<monitor>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitor {
    pub kind: MonitorKind,
    pub vcpus: Bitmap,
}

/// The only level of caches that can be monitored.
const MONITOR_LEVEL: u32 = 3;

fn read_vcpus(node: Node<'_>, max: u32) -> Result<Bitmap> {
    let name = node.name();
    let text = node.attr("vcpus").ok_or_else(|| node.invalid(format!("Missing {name} attribute 'vcpus'")))?;
    let set = Bitmap::parse_below(text, Bitmap::CPUS)
        .ok_or_else(|| node.invalid(format!("Invalid {name} attribute 'vcpus' value '{text}'")))?;
    Ok(set.iter().filter(|v| *v < max as usize).collect())
}

/// The group of exactly these processors.
fn find(groups: &[Resctrl], vcpus: &Bitmap, node: Node<'_>) -> Result<Option<usize>> {
    for (i, group) in groups.iter().enumerate() {
        if group.vcpus == *vcpus {
            return Ok(Some(i));
        }
        if group.vcpus.overlaps(vcpus) {
            return Err(node.invalid("Overlapping vcpus in resctrls"));
        }
    }
    Ok(None)
}

impl Resctrl {
    fn new(node: Node<'_>, vcpus: Bitmap) -> Self {
        let id = node.attr("id").filter(|_| live(node.view())).map(str::to_owned);
        Self { id: id.unwrap_or_else(|| format!("vcpus_{vcpus}")), vcpus, ..Self::default() }
    }

    fn read_cache(&mut self, node: Node<'_>) -> Result<()> {
        let cache = node.required::<Plain, u32>("id", None)?;
        let level = node.required::<Plain, u32>("level", None)?;
        let kind = node.required::<Plain, CacheType>("type", None)?;
        let size = size::read_attr_bytes(node, "size", "unit", 1024, u64::MAX)?;
        let size = size.ok_or_else(|| node.missing_attr("size", None))?;
        let collides = self.caches.keys().any(|c| {
            (c.level, c.cache) == (level, cache)
                && (c.kind == kind || c.kind == CacheType::Both || kind == CacheType::Both)
        });
        if collides {
            let text =
                format!("Colliding cache allocations for cache level '{level}' id '{cache}', type '{kind}'");
            return Err(node.under(VIR_FROM_RESCTRL).invalid(text));
        }
        self.caches.insert(CacheAlloc { level, kind, cache }, size);
        Ok(())
    }

    fn read_bandwidth(&mut self, node: Node<'_>) -> Result<()> {
        let id = node.required::<Plain, u32>("id", None)?;
        let bandwidth = node.required::<Plain, u32>("bandwidth", None)?;
        match self.bandwidths.insert(id, bandwidth) {
            None => Ok(()),
            Some(_) => {
                let text = format!("Memory Bandwidth already defined for node {id}");
                Err(node.under(VIR_FROM_RESCTRL).invalid(text))
            }
        }
    }

    fn read_monitors(&mut self, node: Node<'_>, kind: MonitorKind, max: u32) -> Result<()> {
        for child in node.all("monitor") {
            if kind == MonitorKind::Cache {
                let level = child.required::<Plain, u32>("level", None)?;
                if level != MONITOR_LEVEL {
                    return Err(child.invalid(format!("Invalid monitor cache level '{level}'")));
                }
            }
            let monitor = Monitor { kind, vcpus: read_vcpus(child, max)? };
            self.check_monitor(&monitor).map_err(|text| child.error(Code::Argument, text))?;
            self.monitors.push(monitor);
        }
        Ok(())
    }

    fn check_monitor(&self, new: &Monitor) -> std::result::Result<(), &'static str> {
        if new.vcpus.is_empty() {
            return Err("vcpus is empty");
        }
        if !new.vcpus.is_subset(&self.vcpus) {
            return Err("Monitor vcpus conflicts with allocation");
        }
        let bare = self.caches.is_empty() && self.bandwidths.is_empty();
        let of_group = new.vcpus == self.vcpus;
        for old in &self.monitors {
            if old.vcpus == new.vcpus {
                match old.kind == new.kind {
                    true => return Err("Identical vcpus found in same type monitors"),
                    false => continue,
                }
            }
            let neither_is_group = !of_group && old.vcpus != self.vcpus;
            if old.vcpus.overlaps(&new.vcpus) && (neither_is_group || bare) {
                return Err("vcpus overlaps in resctrl groups");
            }
        }
        Ok(())
    }

    fn write_monitors(&self, kind: MonitorKind, w: &mut Writer) {
        for monitor in self.monitors.iter().filter(|m| m.kind == kind) {
            let attrs = |w: &mut Writer| {
                if kind == MonitorKind::Cache {
                    w.attr_display("level", MONITOR_LEVEL);
                }
                w.attr_display("vcpus", &monitor.vcpus);
            };
            w.element("monitor", true, attrs, |_| ());
        }
    }

    fn write_attrs(&self, w: &mut Writer) {
        w.attr_display("vcpus", &self.vcpus);
        if live(w.view()) {
            w.attr("id", &self.id);
        }
    }

    fn has(&self, kind: MonitorKind) -> bool {
        self.monitors.iter().any(|m| m.kind == kind)
    }
}

/// Reads the elements below `<cputune>`; `max` is the number of processors.
pub(crate) fn read_resctrl(cputune: Node<'_>, max: u32) -> Result<Vec<Resctrl>> {
    let mut groups: Vec<Resctrl> = Vec::new();
    for node in cputune.all("cachetune") {
        let vcpus = read_vcpus(node, max)?;
        if vcpus.is_empty() {
            node.seen_whole();
            continue;
        }
        if find(&groups, &vcpus, node)?.is_some() {
            return Err(node.invalid("Identical vcpus in cachetunes found"));
        }
        let mut group = Resctrl::new(node, vcpus);
        node.all("cache").try_for_each(|n| group.read_cache(n))?;
        group.read_monitors(node, MonitorKind::Cache, max)?;
        if !group.monitors.is_empty() || !group.caches.is_empty() {
            groups.push(group);
        }
    }
    for node in cputune.all("memorytune") {
        let vcpus = read_vcpus(node, max)?;
        if vcpus.is_empty() {
            node.seen_whole();
            continue;
        }
        let at = match find(&groups, &vcpus, node)? {
            Some(at) => at,
            None => {
                groups.push(Resctrl::new(node, vcpus));
                groups.len() - 1
            }
        };
        let group = &mut groups[at];
        node.all("node").try_for_each(|n| group.read_bandwidth(n))?;
        group.read_monitors(node, MonitorKind::Memory, max)?;
        if group.caches.is_empty() && group.bandwidths.is_empty() && group.monitors.is_empty() {
            groups.remove(at);
        }
    }
    Ok(groups)
}

/// Writes the elements.
pub(crate) fn write_resctrl(groups: &[Resctrl], w: &mut Writer) {
    for group in groups.iter().filter(|g| !g.caches.is_empty() || g.has(MonitorKind::Cache)) {
        let children = |w: &mut Writer| {
            for (CacheAlloc { level, kind, cache }, bytes) in &group.caches {
                let (number, unit) = KiB::pretty(*bytes);
                let attrs = |w: &mut Writer| {
                    w.attr_display("id", cache);
                    w.attr_display("level", level);
                    w.attr("type", kind.as_str());
                    w.attr_display("size", number);
                    w.attr("unit", unit);
                };
                w.element("cache", true, attrs, |_| ());
            }
            group.write_monitors(MonitorKind::Cache, w);
        };
        w.element("cachetune", true, |w| group.write_attrs(w), children);
    }
    for group in groups.iter().filter(|g| !g.bandwidths.is_empty() || g.has(MonitorKind::Memory)) {
        let children = |w: &mut Writer| {
            for (id, bandwidth) in &group.bandwidths {
                let attrs = |w: &mut Writer| {
                    w.attr_display("id", id);
                    w.attr_display("bandwidth", bandwidth);
                };
                w.element("node", true, attrs, |_| ());
            }
            group.write_monitors(MonitorKind::Memory, w);
        };
        w.element("memorytune", true, |w| group.write_attrs(w), children);
    }
}
