//! Virtual CPUs and IOThreads of domains: numbers, places, numbers of use.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Domain, Result};
use virt_entry::entry;

use super::maps_overflow;
use crate::ffi::{CpuMapIn, CpuMapOut, IntoC, Out, OutAlloc, OutArray, OutParams, ParamsIn, ParamsOut};
use crate::types::{virDomainIOThreadInfoPtr, virVcpuInfo};

const FROM: i32 = VIR_FROM_DOMAIN;

/// Changes the number of virtual CPUs of a running domain.
///
/// - `domain`: a domain
/// - `nvcpus`: the number
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.4", check(write, nonzero(nvcpus)))]
fn virDomainSetVcpus(domain: &Domain, nvcpus: c_uint) -> Result<()> {
    domain.driver().domain_set_vcpus_flags(domain, nvcpus, VIR_DOMAIN_AFFECT_LIVE)
}

/// Changes the number of virtual CPUs of a domain; flags choose between the running domain, the definition,
/// the maximum, and the guest agent.
///
/// - `domain`: a domain
/// - `nvcpus`: the number
/// - `flags`: bitwise-OR of virDomainVcpuFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "0.8.5",
    check(
        write,
        requires(VIR_DOMAIN_VCPU_MAXIMUM, VIR_DOMAIN_VCPU_CONFIG),
        exclusive(VIR_DOMAIN_VCPU_GUEST, VIR_DOMAIN_VCPU_CONFIG),
        nonzero(nvcpus)
    )
)]
fn virDomainSetVcpusFlags(domain: &Domain, nvcpus: c_uint, flags: c_uint) -> Result<()> {
    domain.driver().domain_set_vcpus_flags(domain, nvcpus, flags)
}

/// Tells the number of virtual CPUs of a domain; flags choose which.
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainVcpuFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(
    since = "0.8.5",
    check(
        write_if(flags, VIR_DOMAIN_VCPU_GUEST),
        exclusive(VIR_DOMAIN_AFFECT_LIVE, VIR_DOMAIN_AFFECT_CONFIG)
    )
)]
fn virDomainGetVcpusFlags(domain: &Domain, flags: c_uint) -> Result<c_int> {
    domain.driver().domain_get_vcpus_flags(domain, flags)
}

/// Tells how many virtual CPUs a domain can have: those of its definition if it runs, else those of its
/// kind.
///
/// - `domain`: a domain
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.2.1")]
fn virDomainGetMaxVcpus(domain: &Domain) -> Result<c_int> {
    domain.driver().domain_get_max_vcpus(domain)
}

/// Switches certain virtual CPUs of a domain on or off.
///
/// - `domain`: a domain
/// - `vcpumap`: the CPUs, as in 0-3,5
/// - `state`: 1 for on, 0 for off
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "3.1.0", check(write, nonnull(vcpumap), deny(state != 0 && state != 1, state, "unsupported state value")))]
fn virDomainSetVcpu(domain: &Domain, vcpumap: &str, state: c_int, flags: c_uint) -> Result<()> {
    domain.driver().domain_set_vcpu(domain, vcpumap, state != 0, flags)
}

/// Tells which virtual CPUs the guest uses, as its agent sees them.
///
/// - `domain`: a domain
/// - `params`: where to put the array; free it with virTypedParamsFree()
/// - `nparams`: where to put the number of parameters
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "2.0.0", check(write, nonnull(params), nonnull(nparams)))]
fn virDomainGetGuestVcpus(
    domain: &Domain,
    mut params: OutParams<'_>,
    mut nparams: Out<'_, c_uint>,
    flags: c_uint,
) -> Result<()> {
    nparams.set(params.set(&domain.driver().domain_get_guest_vcpus(domain, flags)?) as c_uint);
    Ok(())
}

/// Tells the guest, through its agent, which virtual CPUs to use.
///
/// - `domain`: a domain
/// - `cpumap`: the CPUs, as in 0-3,5
/// - `state`: 1 for on, 0 for off
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "2.0.0", check(write, nonnull(cpumap)))]
fn virDomainSetGuestVcpus(domain: &Domain, cpumap: &str, state: c_int, flags: c_uint) -> Result<()> {
    domain.driver().domain_set_guest_vcpus(domain, cpumap, state, flags)
}

/// Says on which CPUs of the host a virtual CPU of a running domain may run.
///
/// - `domain`: a domain
/// - `vcpu`: number of the virtual CPU
/// - `cpumap`: map of CPUs: a bit per CPU, CPU 0 in the lowest bit of the first byte
/// - `maplen`: length of a map in bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.4", check(write, nonnull(cpumap), positive(maplen)))]
fn virDomainPinVcpu(domain: &Domain, vcpu: c_uint, cpumap: CpuMapIn<'_>, maplen: c_int) -> Result<()> {
    domain.driver().domain_pin_vcpu(domain, vcpu, cpumap.read(maplen))
}

/// Says on which CPUs of the host a virtual CPU may run.
///
/// - `domain`: a domain
/// - `vcpu`: number of the virtual CPU
/// - `cpumap`: map of CPUs: a bit per CPU, CPU 0 in the lowest bit of the first byte
/// - `maplen`: length of a map in bytes
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.3", check(write, nonnull(cpumap), positive(maplen)))]
fn virDomainPinVcpuFlags(
    domain: &Domain,
    vcpu: c_uint,
    cpumap: CpuMapIn<'_>,
    maplen: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_pin_vcpu_flags(domain, vcpu, cpumap.read(maplen), flags)
}

/// Tells on which CPUs of the host the virtual CPUs of a domain may run.
///
/// - `domain`: a domain
/// - `ncpumaps`: how many maps there is room for
/// - `cpumaps`: room for the maps, one behind the other
/// - `maplen`: length of a map in bytes
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns the number of them, or -1 in case of failure.
#[entry(
    since = "0.9.3",
    check(
        nullarray(cpumaps, ncpumaps),
        positive(ncpumaps),
        positive(maplen),
        exclusive(VIR_DOMAIN_AFFECT_LIVE, VIR_DOMAIN_AFFECT_CONFIG)
    )
)]
fn virDomainGetVcpuPinInfo(
    domain: &Domain,
    ncpumaps: c_int,
    mut cpumaps: CpuMapOut<'_>,
    maplen: c_int,
    flags: c_uint,
) -> Result<c_int> {
    maps_overflow(ncpumaps, maplen)?;
    let maps = domain.driver().domain_get_vcpu_pin_info(domain, ncpumaps as usize, maplen as usize, flags)?;
    for (index, map) in maps.iter().take(ncpumaps as usize).enumerate() {
        cpumaps.set(index, maplen as usize, map);
    }
    Ok(maps.len() as c_int)
}

/// Says on which CPUs of the host the emulator of a domain may run.
///
/// - `domain`: a domain
/// - `cpumap`: map of CPUs: a bit per CPU, CPU 0 in the lowest bit of the first byte
/// - `maplen`: length of a map in bytes
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.10.0", check(write, nonnull(cpumap), positive(maplen)))]
fn virDomainPinEmulator(domain: &Domain, cpumap: CpuMapIn<'_>, maplen: c_int, flags: c_uint) -> Result<()> {
    domain.driver().domain_pin_emulator(domain, cpumap.read(maplen), flags)
}

/// Tells on which CPUs of the host the emulator of a domain may run.
///
/// - `domain`: a domain
/// - `cpumap`: room for the map
/// - `maplen`: length of a map in bytes
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 1 when there is a map, 0 when there is none, -1 in case of failure.
#[entry(
    since = "0.10.0",
    check(nonnull(cpumap), positive(maplen), exclusive(VIR_DOMAIN_AFFECT_LIVE, VIR_DOMAIN_AFFECT_CONFIG)),
    header_args(cpumap = "cpumaps")
)]
fn virDomainGetEmulatorPinInfo(
    domain: &Domain,
    mut cpumap: CpuMapOut<'_>,
    maplen: c_int,
    flags: c_uint,
) -> Result<c_int> {
    let map = domain.driver().domain_get_emulator_pin_info(domain, maplen as usize, flags)?;
    cpumap.set(0, maplen as usize, &map);
    Ok(1)
}

/// Gives state, CPU time and place of the virtual CPUs of a running domain.
///
/// - `domain`: a domain
/// - `info`: where to put the information
/// - `maxinfo`: how many CPUs there is room for
/// - `cpumaps`: room for a map per CPU, one behind the other, of the CPUs of the host it may run on; or
///   NULL
/// - `maplen`: length of a map in bytes
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.1.4", check(nonnull(info), positive(maxinfo), when(!cpumaps.is_null(), positive(maplen)), when(cpumaps.is_null(), zero(maplen))))]
fn virDomainGetVcpus(
    domain: &Domain,
    mut info: OutArray<'_, virVcpuInfo>,
    maxinfo: c_int,
    mut cpumaps: CpuMapOut<'_>,
    maplen: c_int,
) -> Result<c_int> {
    if !cpumaps.is_null() {
        maps_overflow(maxinfo, maplen)?;
    }
    let vcpus = domain.driver().domain_get_vcpus(domain, maxinfo as usize, maplen.max(0) as usize)?;
    for (index, (_, map)) in vcpus.iter().take(maxinfo as usize).enumerate() {
        cpumaps.set(index, maplen as usize, map);
    }
    Ok(info.fill(maxinfo, vcpus.into_iter().map(|(vcpu, _)| vcpu.into_c())) as c_int)
}

/// Lists the IOThreads of a domain and the CPUs of the host they may run on.
///
/// - `dom`: a domain
/// - `info`: where to put an array, whose last element is NULL; free each element with
///   virDomainIOThreadInfoFree(), then the array
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns the number of them, or -1 in case of failure.
#[entry(
    since = "1.2.14",
    check(nonnull(info), exclusive(VIR_DOMAIN_AFFECT_LIVE, VIR_DOMAIN_AFFECT_CONFIG)),
    header_args(dom = "domain")
)]
fn virDomainGetIOThreadInfo(
    dom: &Domain,
    mut info: OutAlloc<'_, virDomainIOThreadInfoPtr>,
    flags: c_uint,
) -> Result<c_int> {
    info.set(dom.driver().domain_get_iothread_info(dom, flags)?)
}

/// Says on which CPUs of the host an IOThread of a domain may run.
///
/// - `domain`: a domain
/// - `iothread_id`: number of the IOThread
/// - `cpumap`: map of CPUs: a bit per CPU, CPU 0 in the lowest bit of the first byte
/// - `maplen`: length of a map in bytes
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.14", check(write, nonnull(cpumap), positive(maplen)))]
fn virDomainPinIOThread(
    domain: &Domain,
    iothread_id: c_uint,
    cpumap: CpuMapIn<'_>,
    maplen: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_pin_iothread(domain, iothread_id, cpumap.read(maplen), flags)
}

/// Adds an IOThread to a domain.
///
/// - `domain`: a domain
/// - `iothread_id`: number of the IOThread
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.15", check(write))]
fn virDomainAddIOThread(domain: &Domain, iothread_id: c_uint, flags: c_uint) -> Result<()> {
    domain.driver().domain_add_iothread(domain, iothread_id, flags)
}

/// Removes an IOThread, which no device may use, from a domain.
///
/// - `domain`: a domain
/// - `iothread_id`: number of the IOThread
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.15", check(write, nonzero(iothread_id)))]
fn virDomainDelIOThread(domain: &Domain, iothread_id: c_uint, flags: c_uint) -> Result<()> {
    domain.driver().domain_del_iothread(domain, iothread_id, flags)
}

/// Sets the polling parameters of an IOThread.
///
/// - `domain`: a domain
/// - `iothread_id`: number of the IOThread
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "4.10.0", check(write, nonnull(params), positive(nparams)))]
fn virDomainSetIOThreadParams(
    domain: &Domain,
    iothread_id: c_uint,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_set_iothread_params(domain, iothread_id, &params.read(nparams)?, flags)
}

/// Gives how much time a running domain spent on CPUs of the host, by CPU or in total.
///
/// Call it with params NULL and nparams 0 to learn the number of parameters, with ncpus 0 as well to learn
/// the number of CPUs.
///
/// - `domain`: a domain
/// - `params`: room for nparams * ncpus parameters
/// - `nparams`: how many parameters there are per CPU
/// - `start_cpu`: number of the first CPU; -1 for the total
/// - `ncpus`: how many CPUs
/// - `flags`: bitwise-OR of virTypedParameterFlags
///
/// Returns the number of parameters per CPU that were filled in, or of CPUs, or -1 in case of failure.
#[entry(since = "0.9.10", check(deny(start_cpu == -1 && ncpus != 1, start_cpu, "ncpus must be 1 when start_cpu is -1"), when(start_cpu != -1, nonnegative(start_cpu)), when(nparams != 0, nonnull(params)), when(nparams == 0, null(params)), when(ncpus == 0, null(params))))]
fn virDomainGetCPUStats(
    domain: &Domain,
    params: ParamsOut<'_>,
    nparams: c_uint,
    start_cpu: c_int,
    ncpus: c_uint,
    flags: c_uint,
) -> Result<c_int> {
    super::bulk::cpu_stats(domain, params, nparams, start_cpu, ncpus, flags)
}
