//! Time that vcpus, threads and the whole process have used.

use serde_json::Value;
use virt_core::consts::*;
use virt_core::driver::{CpuStats, VcpuInfo, check_flags};
use virt_core::{Domain, Result, TypedParam, bail, err};
use virt_host::process::{ProcStat, thread_stat, ticks_to_nanos};

use super::questions::Question;
use super::{Params, QemuConnection, Subject, number};
use crate::connection::impact::{self, IMPACT};
use crate::domain::State;

pub(super) fn total(subject: &Subject, _: &[Option<Value>], params: &mut Params) {
    let (user, system) =
        process_stat(&subject.state).map_or((0, 0), |stat| (stat.user_ticks, stat.system_ticks));
    params.add(VIR_DOMAIN_STATS_CPU_TIME, ticks_to_nanos(user + system));
    params.add(VIR_DOMAIN_STATS_CPU_USER, ticks_to_nanos(user));
    params.add(VIR_DOMAIN_STATS_CPU_SYSTEM, ticks_to_nanos(system));
    if subject.state.is_active() {
        // Monitors of caches are not made.
        params.count(VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT, 0);
    }
}

pub(super) fn vcpus(subject: &Subject, _: &[Option<Value>], params: &mut Params) {
    let definition = &subject.state.def;
    params.add(VIR_DOMAIN_STATS_VCPU_CURRENT, definition.vcpus.current);
    params.add(VIR_DOMAIN_STATS_VCPU_MAXIMUM, definition.vcpus.max);
    let Some((pid, threads)) =
        subject.state.run.as_ref().and_then(|run| Some((run.pid()?, run.vcpu_threads())))
    else {
        return;
    };
    for (index, thread) in threads.iter().enumerate() {
        let Some(thread) = *thread else { continue };
        let name = |suffix: &str| format!("{VIR_DOMAIN_STATS_VCPU_PREFIX}{index}{suffix}");
        let Ok(stat) = thread_stat(pid, thread) else { continue };
        params.add(name(VIR_DOMAIN_STATS_VCPU_SUFFIX_STATE), VIR_VCPU_RUNNING);
        let time = ticks_to_nanos(stat.user_ticks + stat.system_ticks);
        params.add(name(VIR_DOMAIN_STATS_VCPU_SUFFIX_TIME), time);
        params.add(name(VIR_DOMAIN_STATS_VCPU_SUFFIX_WAIT), wait_time(pid, thread));
        params.add(name(VIR_DOMAIN_STATS_VCPU_SUFFIX_DELAY), delay_time(pid, thread));
    }
}

pub(super) fn ask_iothreads(state: &State) -> Vec<Question> {
    let has_some = !state.def.iothreads.threads.is_empty();
    has_some.then_some(Question("query-iothreads", None)).into_iter().collect()
}

pub(super) fn iothreads(_: &Subject, answers: &[Option<Value>], params: &mut Params) {
    let numbered = |thread: &Value| {
        let id = thread.get("id")?.as_str()?.strip_prefix("iothread")?.parse::<u32>().ok()?;
        Some((id, thread.clone()))
    };
    let all: Vec<(u32, Value)> =
        answers.iter().flatten().filter_map(Value::as_array).flatten().filter_map(numbered).collect();
    if all.is_empty() {
        return;
    }
    params.count(VIR_DOMAIN_STATS_IOTHREAD_COUNT, all.len());
    for (id, thread) in all {
        let name = |suffix: &str| format!("{VIR_DOMAIN_STATS_IOTHREAD_PREFIX}{id}{suffix}");
        params.some(name(VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS), number(&thread, "poll-max-ns"));
        for (suffix, field) in [
            (VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW, "poll-grow"),
            (VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK, "poll-shrink"),
        ] {
            params.some(name(suffix), number(&thread, field).and_then(|n| u32::try_from(n).ok()));
        }
    }
}

impl QemuConnection {
    pub(in crate::connection) fn vcpu_info(
        &self,
        domain: &Domain,
        max: usize,
        maplen: usize,
    ) -> Result<Vec<(VcpuInfo, Vec<u8>)>> {
        let state = self.vm(domain)?.state();
        let Some(run) = &state.run else {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_INVALID,
                "cannot retrieve vcpu information for inactive domain"
            );
        };
        let threads = run.vcpu_threads();
        let pid = run
            .pid()
            .filter(|_| !threads.is_empty())
            .ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "cpu affinity is not supported"))?;
        let mut all = Vec::new();
        for (index, thread) in threads.iter().enumerate() {
            let Some(thread) = *thread else { continue };
            if all.len() == max {
                break;
            }
            let unknown =
                |_| err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "cannot get vCPU placement & pCPU time");
            let stat = thread_stat(pid, thread).map_err(unknown)?;
            let info = VcpuInfo {
                number: u32::try_from(index).unwrap_or(u32::MAX),
                state: VIR_VCPU_RUNNING,
                cpu_time: ticks_to_nanos(stat.user_ticks + stat.system_ticks),
                cpu: i32::try_from(stat.processor).unwrap_or(-1),
            };
            all.push((info, affinity(thread, maplen)?));
        }
        Ok(all)
    }

    pub(in crate::connection) fn cpu_stats(
        &self,
        domain: &Domain,
        start: i32,
        _count: u32,
        flags: u32,
    ) -> Result<CpuStats> {
        check_flags(VIR_FROM_QEMU, "qemuDomainGetCPUStats", flags, 0)?;
        let state = self.vm(domain)?.state();
        state.active()?;
        if start >= 0 {
            // Time by processor is what control groups count.
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "cgroup CPUACCT controller is not mounted");
        }
        let stat = process_stat(&state).ok_or_else(crate::domain::not_running)?;
        Ok(CpuStats {
            host_cpus: 1,
            cpus: vec![vec![
                TypedParam::new(
                    VIR_DOMAIN_CPU_STATS_CPUTIME,
                    ticks_to_nanos(stat.user_ticks + stat.system_ticks),
                ),
                TypedParam::new(VIR_DOMAIN_CPU_STATS_USERTIME, ticks_to_nanos(stat.user_ticks)),
                TypedParam::new(VIR_DOMAIN_CPU_STATS_SYSTEMTIME, ticks_to_nanos(stat.system_ticks)),
            ]],
        })
    }

    /// A map per vcpu, as the definition pins it.
    pub(in crate::connection) fn vcpu_pins(
        &self,
        domain: &Domain,
        max: usize,
        maplen: usize,
        flags: u32,
    ) -> Result<Vec<Vec<u8>>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainGetVcpuPinInfo", flags, IMPACT)?;
        let state = self.vm(domain)?.state();
        let definition = impact::one(&state, flags)?;
        let whole = host_map(maplen);
        let shared = definition.vcpus.cpuset.as_ref();
        let count = usize::try_from(definition.vcpus.max).unwrap_or(usize::MAX).min(max);
        Ok((0..count)
            .map(|index| {
                let own =
                    definition.cputune.vcpupin.iter().find(|(vcpu, _)| usize::try_from(**vcpu) == Ok(index));
                match own.map(|(_, cpus)| cpus).or(shared) {
                    Some(cpus) => to_map(cpus.iter(), maplen),
                    None => whole.clone(),
                }
            })
            .collect())
    }
}

fn process_stat(state: &State) -> Option<ProcStat> {
    ProcStat::read(state.run.as_ref()?.pid()?).ok()
}

/// Time in ns that a thread was ready to run and didn't; 0 where the kernel doesn't tell.
fn wait_time(pid: u32, thread: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/task/{thread}/sched")).unwrap_or_default();
    let keys = ["wait_sum", "se.statistics.wait_sum", "se.wait_sum"];
    let value = text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        keys.contains(&key.trim()).then(|| value.trim().parse::<f64>().ok())?
    });
    (value.unwrap_or(0.0) * 1_000_000.0).max(0.0) as u64
}

/// Time in ns that a thread has spent in the run queue.
fn delay_time(pid: u32, thread: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/task/{thread}/schedstat")).unwrap_or_default();
    text.split_ascii_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn affinity(thread: u32, maplen: usize) -> Result<Vec<u8>> {
    if maplen == 0 {
        return Ok(Vec::new());
    }
    let tid = i32::try_from(thread).unwrap_or(0);
    let cpus = virt_host::affinity::get(tid).map_err(|error| {
        virt_core::Error::system(
            VIR_FROM_NONE,
            &error,
            format!("cannot get CPU affinity of process {thread}"),
        )
    })?;
    Ok(to_map(cpus.into_iter(), maplen))
}

fn host_map(maplen: usize) -> Vec<u8> {
    let text = std::fs::read_to_string("/sys/devices/system/cpu/present").unwrap_or_default();
    let cpus = virt_host::node::parse_list(text.trim()).unwrap_or_default();
    to_map(cpus.into_iter().filter_map(|cpu| usize::try_from(cpu).ok()), maplen)
}

fn to_map(cpus: impl Iterator<Item = usize>, maplen: usize) -> Vec<u8> {
    let mut map = vec![0; maplen];
    for cpu in cpus {
        if let Some(byte) = map.get_mut(cpu / 8) {
            *byte |= 1 << (cpu % 8);
        }
    }
    map
}
