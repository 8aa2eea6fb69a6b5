//! Processors of a domain: how many, where they run, how long they ran.

use std::time::{SystemTime, UNIX_EPOCH};

use virt_conf::domain::DomainDef;
use virt_core::consts::*;
use virt_core::driver::{CpuStats, VcpuInfo, check_flags};
use virt_core::{Domain, Result, TypedParam, bail};
use virt_xml::Bitmap;

use crate::TestDriver;
use crate::host::MAX_VCPUS;

const IMPACT: u32 = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;
/// Nanoseconds that every domain has run.
const TOTAL_TIME: u64 = 48_772_617_035;

/// Microseconds since the epoch: what grows in a host that does nothing.
pub fn clock() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

/// The first `count` CPUs.
fn first_cpus(count: u32) -> Bitmap {
    (0..count as usize).collect()
}

/// A map of at most `length` bytes.
fn map_bytes(set: &Bitmap, length: usize) -> Vec<u8> {
    let mut bytes = set.to_bytes();
    bytes.resize(length, 0);
    bytes
}

/// Where a vcpu may run: its own pinning, the domain's, or everywhere.
fn affinity(def: &DomainDef, vcpu: u32, all: &Bitmap) -> Bitmap {
    let own = def.cputune.vcpupin.get(&vcpu);
    own.or(def.vcpus.cpuset.as_ref()).unwrap_or(all).clone()
}

pub fn get_count(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<i32> {
    check_flags(VIR_FROM_TEST, "testDomainGetVcpusFlags", flags, IMPACT | VIR_DOMAIN_VCPU_MAXIMUM)?;
    let state = driver.state(domain)?;
    let vcpus = &state.one_def(flags)?.vcpus;
    let count = if flags & VIR_DOMAIN_VCPU_MAXIMUM != 0 { vcpus.max } else { vcpus.current };
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

pub fn set_count(driver: &TestDriver, domain: &Domain, count: u32, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetVcpusFlags", flags, IMPACT | VIR_DOMAIN_VCPU_MAXIMUM)?;
    if count > MAX_VCPUS as u32 {
        bail!(
            VIR_FROM_TEST,
            VIR_ERR_INVALID_ARG,
            "requested cpu amount exceeds maximum supported amount ({count} > {MAX_VCPUS})"
        );
    }
    driver.change(domain, |state| {
        let flags = state.impact(flags)?;
        let running = state.is_active();
        let live = running && flags & VIR_DOMAIN_AFFECT_LIVE != 0;
        let config = !running || flags & VIR_DOMAIN_AFFECT_CONFIG != 0;
        let maximum = flags & VIR_DOMAIN_VCPU_MAXIMUM != 0;
        let exceeds = |def: &DomainDef| match def.vcpus.max < count {
            true => bail!(
                VIR_FROM_TEST,
                VIR_ERR_INVALID_ARG,
                "requested cpu amount exceeds maximum ({count} > {})",
                def.vcpus.max
            ),
            false => Ok(()),
        };
        if live {
            exceeds(&state.def)?;
        }
        if config && !maximum {
            exceeds(if running { state.next_def.as_ref().unwrap_or(&state.def) } else { &state.def })?;
        }
        let mut first = live;
        state.each_def(flags, |def| {
            // the running definition comes first, and its maximum stays
            let to_maximum = maximum && !std::mem::take(&mut first);
            if to_maximum {
                def.vcpus.set_max(count)
            } else {
                def.vcpus.set_current(count)
            }
            Ok(())
        })
    })
}

pub fn list(
    driver: &TestDriver,
    domain: &Domain,
    max: usize,
    length: usize,
) -> Result<Vec<(VcpuInfo, Vec<u8>)>> {
    let state = driver.state(domain)?;
    if !state.is_active() {
        bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "cannot list vcpus for an inactive domain");
    }
    let all = first_cpus(driver.host_cpus());
    let time = clock() / 10;
    let count = (state.def.vcpus.current as usize).min(max);
    let told = (0..count as u32).map(|number| {
        if !state.def.vcpus.is_enabled(number) {
            return (VcpuInfo::default(), vec![0; length]);
        }
        let set = affinity(&state.def, number, &all);
        let cpu = set.last().and_then(|cpu| i32::try_from(cpu).ok()).unwrap_or(-1);
        (VcpuInfo { number, state: VIR_VCPU_RUNNING, cpu_time: time, cpu }, map_bytes(&set, length))
    });
    Ok(told.collect())
}

pub fn pin(driver: &TestDriver, domain: &Domain, vcpu: u32, map: &[u8], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainPinVcpuFlags", flags, 0)?;
    driver.change(domain, |state| {
        if !state.is_active() {
            bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "cannot pin vcpus on an inactive domain");
        }
        if !state.def.vcpus.is_enabled(vcpu) {
            bail!(
                VIR_FROM_TEST,
                VIR_ERR_INVALID_ARG,
                "requested vcpu '{}' is not present in the domain",
                vcpu as i32
            );
        }
        let def = std::sync::Arc::make_mut(&mut state.def);
        def.cputune.vcpupin.insert(vcpu, Bitmap::from_bytes(map));
        Ok(())
    })
}

pub fn pin_info(
    driver: &TestDriver,
    domain: &Domain,
    max: usize,
    length: usize,
    flags: u32,
) -> Result<Vec<Vec<u8>>> {
    let state = driver.state(domain)?;
    let def = state.one_def(flags)?;
    let all = first_cpus(driver.host_cpus());
    let count = (def.vcpus.max as usize).min(max) as u32;
    Ok((0..count).map(|vcpu| map_bytes(&affinity(def, vcpu, &all), length)).collect())
}

pub fn pin_emulator(driver: &TestDriver, domain: &Domain, map: &[u8], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainPinEmulator", flags, IMPACT)?;
    driver.change(domain, |state| {
        let (def, _) = state.one_def_mut(flags)?;
        let set = Bitmap::from_bytes(map);
        if set.is_empty() {
            bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "Empty cpu list for pinning");
        }
        def.cputune.emulatorpin = Some(set);
        Ok(())
    })
}

pub fn emulator_pin_info(driver: &TestDriver, domain: &Domain, length: usize, flags: u32) -> Result<Vec<u8>> {
    check_flags(VIR_FROM_TEST, "testDomainGetEmulatorPinInfo", flags, IMPACT)?;
    let state = driver.state(domain)?;
    let def = state.one_def(flags)?;
    let all = first_cpus(driver.host_cpus());
    let set = def.cputune.emulatorpin.as_ref().or(def.vcpus.cpuset.as_ref()).unwrap_or(&all);
    Ok(map_bytes(set, length))
}

pub fn stats(driver: &TestDriver, domain: &Domain, start: i32, count: u32, flags: u32) -> Result<CpuStats> {
    check_flags(VIR_FROM_TEST, "testDomainGetCPUStats", flags, VIR_TYPED_PARAM_STRING_OKAY)?;
    driver.running(domain)?;
    let host_cpus = driver.node.cores.max(1);
    let host = host_cpus as usize;
    let Ok(start) = u32::try_from(start) else {
        let totals = vec![
            TypedParam::new(VIR_DOMAIN_CPU_STATS_CPUTIME, TOTAL_TIME),
            TypedParam::new(VIR_DOMAIN_CPU_STATS_USERTIME, 5_540_000_000u64),
            TypedParam::new(VIR_DOMAIN_CPU_STATS_SYSTEMTIME, 6_460_000_000u64),
        ];
        return Ok(CpuStats { host_cpus: host, cpus: vec![totals] });
    };
    if count > 0 && start >= host_cpus {
        bail!(
            VIR_FROM_TEST,
            VIR_ERR_INVALID_ARG,
            "start_cpu {start} larger than maximum of {}",
            host_cpus - 1
        );
    }
    let each = TOTAL_TIME / u64::from(host_cpus);
    let end = host_cpus.min(start.saturating_add(count));
    let cpus = (u64::from(start)..u64::from(end)).map(|cpu| {
        vec![
            TypedParam::new(VIR_DOMAIN_CPU_STATS_CPUTIME, each + cpu),
            TypedParam::new(VIR_DOMAIN_CPU_STATS_VCPUTIME, (each + cpu).wrapping_sub(1_234_567_890)),
        ]
    });
    Ok(CpuStats { host_cpus: host, cpus: cpus.collect() })
}
