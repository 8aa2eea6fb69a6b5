//! `<cachetune>`, `<memorytune>` and `<energytune>`: parts of the host's caches and memory bandwidth for groups
//! of processors or for the whole process, and what is measured of them.

use std::collections::BTreeMap;

use virt_core::consts::VIR_FROM_RESCTRL;

use crate::domain::words::prelude::*;

words! {
    /// What a part of a cache holds.
    pub CacheType { Both, Code, Data }
    /// What a monitor watches.
    pub MonitorKind { Cache, Memory, Energy }
}

/// Everything for one set of processors; sets don't overlap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resctrl {
    /// None: the whole process; there is no other group then.
    pub vcpus: Option<Bitmap>,
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
    /// None: the whole process.
    pub vcpus: Option<Bitmap>,
}

/// The only level of caches that can be monitored.
const MONITOR_LEVEL: u32 = 3;
/// Monitors of one group.
const MIXED: (Code, &str) = (Code::Invalid, "Whole-process and explicit monitors cannot be mixed");

/// Why a monitor cannot be.
type Refusal = std::result::Result<(), (Code, &'static str)>;

/// The processors of an attribute; those that the domain does not have are left out.
fn read_vcpus(node: Node<'_>, max: u32) -> Result<Option<Bitmap>> {
    let name = node.name();
    let Some(text) = node.attr("vcpus") else { return Ok(None) };
    let set = Bitmap::parse_below(text, Bitmap::CPUS)
        .ok_or_else(|| node.invalid(format!("Invalid {name} attribute 'vcpus' value '{text}'")))?;
    Ok(Some(set.iter().filter(|v| *v < max as usize).collect()))
}

/// The group of exactly these processors.
fn find(groups: &[Resctrl], vcpus: Option<&Bitmap>, node: Node<'_>) -> Result<Option<usize>> {
    for (i, group) in groups.iter().enumerate() {
        match (&group.vcpus, vcpus) {
            (None, None) => return Ok(Some(i)),
            (Some(old), Some(new)) if old == new => return Ok(Some(i)),
            (Some(old), Some(new)) if old.overlaps(new) => {
                return Err(node.invalid("Overlapping vcpus in resctrls").beyond_schema());
            }
            (Some(_), Some(_)) => {}
            _ => {
                let text = "Whole-process and per-vcpu resctrl allocations cannot be mixed";
                return Err(node.invalid(text).beyond_schema());
            }
        }
    }
    Ok(None)
}

impl Resctrl {
    fn new(node: Node<'_>, vcpus: Option<Bitmap>) -> Self {
        let id = node.attr("id").filter(|_| live(node.view())).map(str::to_owned);
        let made = || vcpus.as_ref().map_or_else(String::new, |set| format!("vcpus_{set}"));
        Self { id: id.unwrap_or_else(made), vcpus, ..Self::default() }
    }

    /// Reads the children of an element of a kind.
    fn read_part(&mut self, node: Node<'_>, kind: MonitorKind, max: u32) -> Result<()> {
        match kind {
            MonitorKind::Cache => node.all("cache").try_for_each(|n| self.read_cache(n))?,
            MonitorKind::Memory => node.all("node").try_for_each(|n| self.read_bandwidth(n))?,
            MonitorKind::Energy => {}
        }
        self.read_monitors(node, kind, max)
    }

    fn is_empty(&self) -> bool {
        self.caches.is_empty() && self.bandwidths.is_empty() && self.monitors.is_empty()
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
            return Err(node.under(VIR_FROM_RESCTRL).invalid(text).beyond_schema());
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
                Err(node.under(VIR_FROM_RESCTRL).invalid(text).beyond_schema())
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
            // without processors, it watches all of the group
            let vcpus = read_vcpus(child, max)?.or_else(|| self.vcpus.clone());
            let monitor = Monitor { kind, vcpus };
            self.check_monitor(&monitor).map_err(|(code, text)| child.error(code, text).beyond_schema())?;
            self.monitors.push(monitor);
        }
        Ok(())
    }

    fn check_monitor(&self, new: &Monitor) -> Refusal {
        let Some(vcpus) = &new.vcpus else { return self.check_whole_monitor(new.kind) };
        if vcpus.is_empty() {
            return Err((Code::Argument, "vcpus is empty"));
        }
        if self.vcpus.as_ref().is_some_and(|own| !vcpus.is_subset(own)) {
            return Err((Code::Argument, "Monitor vcpus conflicts with allocation"));
        }
        let bare = self.caches.is_empty() && self.bandwidths.is_empty();
        let of_group = new.vcpus == self.vcpus;
        for old in &self.monitors {
            let Some(others) = &old.vcpus else { return Err(MIXED) };
            if others == vcpus {
                match old.kind == new.kind {
                    true => return Err((Code::Argument, "Identical vcpus found in same type monitors")),
                    false => continue,
                }
            }
            let neither_is_group = !of_group && old.vcpus != self.vcpus;
            if others.overlaps(vcpus) && (neither_is_group || bare) {
                return Err((Code::Argument, "vcpus overlaps in resctrl groups"));
            }
        }
        Ok(())
    }

    fn check_whole_monitor(&self, kind: MonitorKind) -> Refusal {
        match self.monitors.iter().find(|m| m.vcpus.is_some() || m.kind == kind) {
            None => Ok(()),
            Some(Monitor { vcpus: Some(_), .. }) => Err(MIXED),
            Some(_) => Err((Code::Invalid, "Duplicate whole-process monitor of the same resource type")),
        }
    }

    fn write_part(&self, kind: MonitorKind, w: &mut Writer) {
        match kind {
            MonitorKind::Cache => self.write_caches(w),
            MonitorKind::Memory => self.write_bandwidths(w),
            MonitorKind::Energy => {}
        }
        self.write_monitors(kind, w);
    }

    fn write_caches(&self, w: &mut Writer) {
        for (CacheAlloc { level, kind, cache }, bytes) in &self.caches {
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
    }

    fn write_bandwidths(&self, w: &mut Writer) {
        for (id, bandwidth) in &self.bandwidths {
            let attrs = |w: &mut Writer| {
                w.attr_display("id", id);
                w.attr_display("bandwidth", bandwidth);
            };
            w.element("node", true, attrs, |_| ());
        }
    }

    fn write_monitors(&self, kind: MonitorKind, w: &mut Writer) {
        for monitor in self.monitors.iter().filter(|m| m.kind == kind) {
            let attrs = |w: &mut Writer| {
                if kind == MonitorKind::Cache {
                    w.attr_display("level", MONITOR_LEVEL);
                }
                write_vcpus(&monitor.vcpus, w);
            };
            w.element("monitor", true, attrs, |_| ());
        }
    }

    fn write_attrs(&self, w: &mut Writer) {
        write_vcpus(&self.vcpus, w);
        if live(w.view()) {
            w.attr("id", &self.id);
        }
    }

    fn has(&self, kind: MonitorKind) -> bool {
        self.monitors.iter().any(|m| m.kind == kind)
    }
}

fn write_vcpus(vcpus: &Option<Bitmap>, w: &mut Writer) {
    if let Some(vcpus) = vcpus {
        w.attr_display("vcpus", vcpus);
    }
}

/// Names of the elements, in the order in which they are read and written.
const PARTS: [(&str, MonitorKind); 3] = [
    ("cachetune", MonitorKind::Cache),
    ("memorytune", MonitorKind::Memory),
    ("energytune", MonitorKind::Energy),
];

/// Reads the elements below `<cputune>`; `max` is the number of processors.
pub(crate) fn read_resctrl(cputune: Node<'_>, max: u32) -> Result<Vec<Resctrl>> {
    let mut groups: Vec<Resctrl> = Vec::new();
    for (name, kind) in PARTS {
        for node in cputune.all(name) {
            let vcpus = read_vcpus(node, max)?;
            if vcpus.as_ref().is_some_and(Bitmap::is_empty) {
                node.seen_whole();
                continue;
            }
            match find(&groups, vcpus.as_ref(), node)? {
                Some(_) if kind == MonitorKind::Cache => {
                    return Err(node.invalid("Identical vcpus in cachetunes found").beyond_schema());
                }
                Some(at) => groups[at].read_part(node, kind, max)?,
                None => {
                    let mut group = Resctrl::new(node, vcpus);
                    group.read_part(node, kind, max)?;
                    if !group.is_empty() {
                        groups.push(group);
                    }
                }
            }
        }
    }
    Ok(groups)
}

/// Writes the elements.
pub(crate) fn write_resctrl(groups: &[Resctrl], w: &mut Writer) {
    for (name, kind) in PARTS {
        for group in groups {
            let some = match kind {
                MonitorKind::Cache => !group.caches.is_empty(),
                MonitorKind::Memory => !group.bandwidths.is_empty(),
                MonitorKind::Energy => false,
            };
            if some || group.has(kind) {
                w.element(name, true, |w| group.write_attrs(w), |w| group.write_part(kind, w));
            }
        }
    }
}
