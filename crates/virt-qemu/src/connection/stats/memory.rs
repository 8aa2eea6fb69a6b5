//! The balloon, what the guest says of its memory, and how fast it writes to it.

use serde_json::{Value, json};
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Result, bail, err};
use virt_host::process::ProcStat;

use super::questions::{Question, ask};
use super::{Params, QemuConnection, Subject, number};
use crate::connection::impact::{self, CONFIG, IMPACT, LIVE};
use crate::connection::query::current_memory;
use crate::connection::stored::save_changed;
use crate::definition::{Definition, balloon_path, has_balloon};
use crate::domain::{Job, State};
use crate::root::status_file;

/// What QEMU calls the guest's numbers, our tags, names of parameters, and what to divide by.
const GUEST_STATS: [(&str, i32, &str, u64); 11] = [
    ("stat-swap-in", VIR_DOMAIN_MEMORY_STAT_SWAP_IN, VIR_DOMAIN_STATS_BALLOON_SWAP_IN, 1024),
    ("stat-swap-out", VIR_DOMAIN_MEMORY_STAT_SWAP_OUT, VIR_DOMAIN_STATS_BALLOON_SWAP_OUT, 1024),
    ("stat-major-faults", VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT, VIR_DOMAIN_STATS_BALLOON_MAJOR_FAULT, 1),
    ("stat-minor-faults", VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT, VIR_DOMAIN_STATS_BALLOON_MINOR_FAULT, 1),
    ("stat-free-memory", VIR_DOMAIN_MEMORY_STAT_UNUSED, VIR_DOMAIN_STATS_BALLOON_UNUSED, 1024),
    ("stat-total-memory", VIR_DOMAIN_MEMORY_STAT_AVAILABLE, VIR_DOMAIN_STATS_BALLOON_AVAILABLE, 1024),
    ("stat-available-memory", VIR_DOMAIN_MEMORY_STAT_USABLE, VIR_DOMAIN_STATS_BALLOON_USABLE, 1024),
    ("last-update", VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE, VIR_DOMAIN_STATS_BALLOON_LAST_UPDATE, 1),
    ("stat-disk-caches", VIR_DOMAIN_MEMORY_STAT_DISK_CACHES, VIR_DOMAIN_STATS_BALLOON_DISK_CACHES, 1024),
    (
        "stat-htlb-pgalloc",
        VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC,
        VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGALLOC,
        1,
    ),
    ("stat-htlb-pgfail", VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL, VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGFAIL, 1),
];

pub(super) fn ask_balloon(state: &State) -> Vec<Question> {
    let ask = || {
        let of = json!({ "path": balloon_path(&state.def), "property": "guest-stats" });
        Question("qom-get", Some(of))
    };
    has_balloon(&state.def).then(ask).into_iter().collect()
}

pub(super) fn balloon(subject: &Subject, answers: &[Option<Value>], params: &mut Params) {
    let state = &subject.state;
    params.add(VIR_DOMAIN_STATS_BALLOON_CURRENT, current_memory(state));
    params.add(VIR_DOMAIN_STATS_BALLOON_MAXIMUM, state.def.memory.total);
    for (tag, value) in answers.iter().flatten().flat_map(guest_stats) {
        if let Some((_, _, name, _)) = GUEST_STATS.iter().find(|(_, known, _, _)| *known == tag) {
            params.add(*name, value);
        }
    }
    params.some(VIR_DOMAIN_STATS_BALLOON_RSS, resident(state));
}

pub(super) fn ask_dirty_rate(_: &State) -> Vec<Question> {
    vec![Question("query-dirty-rate", None)]
}

pub(super) fn dirty_rate(_: &Subject, answers: &[Option<Value>], params: &mut Params) {
    let Some(Some(reply)) = answers.first() else { return };
    let status = match reply.get("status").and_then(Value::as_str) {
        Some("unstarted") => VIR_DOMAIN_DIRTYRATE_UNSTARTED,
        Some("measuring") => VIR_DOMAIN_DIRTYRATE_MEASURING,
        Some("measured") => VIR_DOMAIN_DIRTYRATE_MEASURED,
        _ => return,
    };
    let signed = |name: &str| reply.get(name).and_then(Value::as_i64).unwrap_or(0);
    params.add(VIR_DOMAIN_STATS_DIRTYRATE_CALC_STATUS, status);
    params.add(VIR_DOMAIN_STATS_DIRTYRATE_CALC_START_TIME, signed("start-time"));
    let period = i32::try_from(signed("calc-time")).unwrap_or(0);
    params.add(VIR_DOMAIN_STATS_DIRTYRATE_CALC_PERIOD, period);
    params.some(VIR_DOMAIN_STATS_DIRTYRATE_CALC_MODE, reply.get("mode").and_then(Value::as_str));
    if status != VIR_DOMAIN_DIRTYRATE_MEASURED {
        return;
    }
    params.add(VIR_DOMAIN_STATS_DIRTYRATE_MEGABYTES_PER_SECOND, signed("dirty-rate"));
    for vcpu in reply.get("vcpu-dirty-rate").and_then(Value::as_array).into_iter().flatten() {
        if let (Some(id), Some(rate)) = (number(vcpu, "id"), number(vcpu, "dirty-rate")) {
            let suffix = VIR_DOMAIN_STATS_DIRTYRATE_VCPU_SUFFIX_MEGABYTES_PER_SECOND;
            params.add(format!("{VIR_DOMAIN_STATS_DIRTYRATE_VCPU_PREFIX}{id}{suffix}"), rate);
        }
    }
}

impl QemuConnection {
    pub(in crate::connection) fn memory_stats(&self, domain: &Domain, flags: u32) -> Result<Vec<(i32, u64)>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainMemoryStats", flags, 0)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Query, "virDomainMemoryStats")?;
        let state = vm.state();
        let monitor = state.active()?.monitor()?;
        let mut all = Vec::new();
        if has_balloon(&state.def) {
            all.push((VIR_DOMAIN_MEMORY_STAT_ACTUAL_BALLOON, current_memory(&state)));
            // A guest without the driver, or one that was never asked, has no numbers.
            let told = ask(monitor, &ask_balloon(&state)).unwrap_or_default();
            all.extend(told.iter().flat_map(guest_stats));
        }
        all.extend(resident(&state).map(|rss| (VIR_DOMAIN_MEMORY_STAT_RSS, rss)));
        Ok(all)
    }

    pub(in crate::connection) fn set_stats_period(
        &self,
        domain: &Domain,
        seconds: i32,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainSetMemoryStatsPeriod", flags, IMPACT)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, "virDomainSetMemoryStatsPeriod")?;
        let state = vm.state();
        let flags = impact::resolve(&state, flags)?;
        let whole = if flags & LIVE != 0 { &state.def } else { state.inactive() };
        if !has_balloon(whole) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_INVALID,
                "Memory balloon model must be virtio to set the collection period"
            );
        }
        if flags & LIVE != 0 {
            let path = balloon_path(&state.def);
            let set = json!({ "path": path, "property": "guest-stats-polling-interval", "value": seconds });
            if state.active()?.monitor()?.execute("qom-set", Some(set)).is_err() {
                bail!(
                    VIR_FROM_QEMU,
                    VIR_ERR_OPERATION_INVALID,
                    "unable to set balloon driver collection period"
                );
            }
        }
        vm.update(|state| {
            impact::change_each(state, flags, |definition| {
                if let Some(balloon) = &mut definition.devices.memballoon {
                    balloon.stats = (seconds > 0)
                        .then_some(virt_conf::domain::devices::MemballoonStats { period: seconds });
                }
                Ok(())
            })
        })?;
        if flags & LIVE != 0 {
            status_file::refresh(&self.root, &vm);
        }
        if flags & CONFIG != 0 { save_changed(&self.root, &vm, &state) } else { Ok(()) }
    }

    pub(in crate::connection) fn set_memory(&self, domain: &Domain, memory: u64, flags: u32) -> Result<()> {
        let maximum = VIR_DOMAIN_MEM_MAXIMUM;
        check_flags(VIR_FROM_QEMU, "qemuDomainSetMemoryFlags", flags, IMPACT | maximum)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, "virDomainSetMemory")?;
        let state = vm.state();
        let impact = impact::resolve(&state, flags)?;
        if flags & maximum != 0 {
            if impact & LIVE != 0 {
                bail!(
                    VIR_FROM_QEMU,
                    VIR_ERR_OPERATION_INVALID,
                    "cannot resize the maximum memory on an active domain"
                );
            }
            return self.change_memory(&vm, impact, |definition| {
                if !definition.numa.cells.is_empty() {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_OPERATION_INVALID,
                        "initial memory size of a domain with NUMA nodes cannot be modified with this API"
                    );
                }
                definition.memory.total = memory;
                definition.memory.current = definition.memory.current.min(memory);
                Ok(())
            });
        }
        if impact & LIVE != 0 {
            if memory > state.def.memory.total {
                bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "cannot set memory higher than max memory");
            }
            if !has_balloon(&state.def) {
                bail!(
                    VIR_FROM_QEMU,
                    VIR_ERR_OPERATION_INVALID,
                    "Unable to change memory of active domain without the balloon device and guest OS balloon driver"
                );
            }
            let bytes = memory.checked_mul(1024).ok_or_else(|| {
                err!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "cannot set memory higher than max memory")
            })?;
            state.active()?.monitor()?.execute("balloon", Some(json!({ "value": bytes })))?;
        }
        if impact & CONFIG != 0 {
            if memory > state.inactive().memory.total {
                bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "cannot set memory higher than max memory");
            }
            return self.change_memory(&vm, CONFIG, |definition| {
                definition.memory.current = memory;
                Ok(())
            });
        }
        Ok(())
    }

    fn change_memory(
        &self,
        vm: &crate::domain::Vm,
        flags: u32,
        change: impl FnMut(&mut Definition) -> Result<()>,
    ) -> Result<()> {
        let before = vm.state();
        vm.update(|state| impact::change_each(state, flags, change))?;
        save_changed(&self.root, vm, &before)
    }

    pub(in crate::connection) fn start_dirty_rate(
        &self,
        domain: &Domain,
        seconds: i32,
        flags: u32,
    ) -> Result<()> {
        let modes = VIR_DOMAIN_DIRTYRATE_MODE_PAGE_SAMPLING
            | VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP
            | VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING;
        check_flags(VIR_FROM_QEMU, "qemuDomainStartDirtyRateCalc", flags, modes)?;
        if !(1..=60).contains(&seconds) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "seconds={seconds} is invalid, please choose value within [1, 60]."
            );
        }
        let mode = if flags & VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP != 0 {
            "dirty-bitmap"
        } else if flags & VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING != 0 {
            "dirty-ring"
        } else {
            "page-sampling"
        };
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, "virDomainStartDirtyRateCalc")?;
        let state = vm.state();
        let monitor = state.active()?.monitor()?;
        let has_ring = state.def.features.kvm.as_ref().is_some_and(|kvm| kvm.dirty_ring_size > 0);
        if mode == "dirty-ring" && !has_ring {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_UNSUPPORTED,
                "dirty-ring calculation mode requires dirty-ring feature enabled."
            );
        }
        let request = json!({ "calc-time": seconds, "mode": mode });
        monitor.execute("calc-dirty-rate", Some(request)).map(drop)
    }
}

/// What the guest says of its memory.
fn guest_stats(reply: &Value) -> Vec<(i32, u64)> {
    let stats = reply.get("stats").cloned().unwrap_or_default();
    let read = |(field, tag, _, unit): &(&str, i32, &str, u64)| {
        let of = if *field == "last-update" { reply } else { &stats };
        // All ones is QEMU's way of saying that it doesn't know.
        let value = number(of, field).filter(|value| *value != u64::MAX)?;
        Some((*tag, value / unit))
    };
    GUEST_STATS.iter().filter_map(read).collect()
}

/// What QEMU's process has in memory, in KiB.
fn resident(state: &State) -> Option<u64> {
    let stat = ProcStat::read(state.run.as_ref()?.pid()?).ok()?;
    Some(stat.resident_pages.saturating_mul(virt_host::process::page_size() / 1024))
}
