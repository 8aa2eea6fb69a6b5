//! Small parts of the document: life cycle, power management, performance events, resources.

use std::collections::BTreeMap;

use virt_core::consts::VIR_FROM_NONE;

use super::words::prelude::*;

words! {
    /// Hypervisors, by the `type` of `<domain>`.
    pub VirtType {
        None, Qemu, Kqemu, Kvm, Xen, Lxc, Uml, Openvz, Test, Vmware, Hyperv, Vbox, Phyp, Parallels, Bhyve, Vz, Hvf
    }
    /// What happens when the guest shuts down, reboots or crashes, in the order of the public constants
    /// (`VIR_DOMAIN_LIFECYCLE_ACTION_*`).
    pub LifecycleAction {
        Destroy, Restart, RenameRestart, Preserve, CoredumpDestroy, CoredumpRestart,
        /// Of crashes only.
        PreserveRunning
    }
    /// What happens when a lock is lost.
    pub LockFailureAction { Default, Poweroff, Restart, Pause, Ignore }
    /// Performance events of the kernel.
    pub PerfEvent {
        Cmt, Mbmt, Mbml, CpuCycles = "cpu_cycles", Instructions, CacheReferences = "cache_references",
        CacheMisses = "cache_misses", BranchInstructions = "branch_instructions",
        BranchMisses = "branch_misses", BusCycles = "bus_cycles",
        StalledCyclesFrontend = "stalled_cycles_frontend", StalledCyclesBackend = "stalled_cycles_backend",
        RefCpuCycles = "ref_cpu_cycles", CpuClock = "cpu_clock", TaskClock = "task_clock",
        PageFaults = "page_faults", ContextSwitches = "context_switches", CpuMigrations = "cpu_migrations",
        PageFaultsMin = "page_faults_min", PageFaultsMaj = "page_faults_maj",
        AlignmentFaults = "alignment_faults", EmulationFaults = "emulation_faults"
    }
}

/// `<on_poweroff>` and its siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifecycle {
    pub on_poweroff: LifecycleAction,
    pub on_reboot: LifecycleAction,
    pub on_crash: LifecycleAction,
    pub on_lockfailure: LockFailureAction,
}

impl Default for Lifecycle {
    fn default() -> Self {
        Self {
            on_poweroff: LifecycleAction::Destroy,
            on_reboot: LifecycleAction::Restart,
            on_crash: LifecycleAction::Destroy,
            on_lockfailure: LockFailureAction::Default,
        }
    }
}

fn action<T: Word>(domain: Node<'_>, name: &str, default: T) -> Result<T> {
    match domain.child_text(name) {
        None => Ok(default),
        Some(text) => {
            T::from_word(&text).ok_or_else(|| domain.unsupported(format!("unknown {name} action: {text}")))
        }
    }
}

impl Lifecycle {
    /// Reads the elements below `<domain>`.
    pub(crate) fn read(domain: Node<'_>) -> Result<Self> {
        let default = Self::default();
        Ok(Self {
            on_reboot: action(domain, "on_reboot", default.on_reboot)?,
            on_poweroff: action(domain, "on_poweroff", default.on_poweroff)?,
            on_crash: action(domain, "on_crash", default.on_crash)?,
            on_lockfailure: action(domain, "on_lockfailure", default.on_lockfailure)?,
        })
    }

    /// Writes the elements.
    pub(crate) fn write(&self, w: &mut Writer) {
        w.text("on_poweroff", self.on_poweroff.as_str());
        w.text("on_reboot", self.on_reboot.as_str());
        w.text("on_crash", self.on_crash.as_str());
        if self.on_lockfailure != LockFailureAction::Default {
            w.text("on_lockfailure", self.on_lockfailure.as_str());
        }
    }
}

/// `<pm>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct PowerManagement {
    #[xml(child = "suspend-to-mem", default)]
    pub suspend_to_mem: PmState,
    #[xml(child = "suspend-to-disk", default)]
    pub suspend_to_disk: PmState,
}

/// `<suspend-to-mem enabled='yes'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct PmState {
    #[xml(attr)]
    pub enabled: Option<bool>,
}

/// `<perf>`.
pub type PerfEvents = BTreeMap<PerfEvent, bool>;

/// Reads `<perf>`.
pub(crate) fn read_perf(node: Node<'_>) -> Result<PerfEvents> {
    let mut events = PerfEvents::new();
    for event in node.all("event") {
        let name = event.required::<Plain, PerfEvent>("name", None)?;
        let enabled = event.required::<Plain, bool>("enabled", None)?;
        if events.insert(name, enabled).is_some() {
            return Err(event.invalid(format!("perf event '{name}' was already specified")));
        }
    }
    Ok(events)
}

/// Writes `<perf>`.
pub(crate) fn write_perf(events: &PerfEvents, w: &mut Writer) {
    let list = |w: &mut Writer| {
        for (name, enabled) in events {
            let attrs = |w: &mut Writer| {
                w.attr("name", name.as_str());
                w.attr_value::<Plain, bool>("enabled", enabled);
            };
            w.element("event", true, attrs, |_| ());
        }
    };
    w.element("perf", false, |_| (), list);
}

/// `<iommufd enabled='yes'/>`: host devices are reached through the newer interface to the host's IOMMU.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct Iommufd {
    #[xml(attr)]
    pub enabled: bool,
    /// A descriptor handed in under this name is used.
    #[xml(attr)]
    pub fdgroup: Option<String>,
}

/// `<resource>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resource {
    /// Control group.
    pub partition: Option<String>,
    /// Fibre Channel VMID.
    pub appid: Option<String>,
}

impl Element for Resource {
    fn read(node: Node<'_>) -> Result<Self> {
        let appid = node.child("fibrechannel").and_then(|f| f.attr("appid")).filter(|a| !a.is_empty());
        let partition = node.child_text("partition");
        if partition.is_none() && appid.is_none() {
            let text = "neither <partition> nor 'appid' of <fibrechannel> is given in <resource>";
            return Err(node.under(VIR_FROM_NONE).error(Code::Internal, text));
        }
        Ok(Self { partition, appid: appid.map(str::to_owned) })
    }
    fn attrs(&self, _: &mut Writer) {}
    fn children(&self, w: &mut Writer) {
        if let Some(partition) = &self.partition {
            w.text("partition", partition);
        }
        if let Some(appid) = &self.appid {
            w.element("fibrechannel", true, |w| w.attr("appid", appid), |_| ());
        }
    }
}
