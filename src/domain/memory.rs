//! Memory of domains: size, tuning, numbers, contents.

use std::ffi::{c_int, c_uint, c_ulong, c_ulonglong};

use virt_core::consts::*;
use virt_core::{Domain, Result};
use virt_entry::entry;

use crate::ffi::{Out, OutArray, OutBytes, ParamsIn, ParamsOut};
use crate::types::virDomainMemoryStatStruct;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Gives the maximum memory of a domain.
///
/// - `domain`: a domain
///
/// Returns the maximum in KiB, or 0 in case of failure.
#[entry(since = "0.0.3")]
fn virDomainGetMaxMemory(domain: &Domain) -> Result<c_ulong> {
    domain.driver().domain_get_max_memory(domain)
}

/// Changes the maximum memory of a domain, mostly only while it doesn't run.
///
/// - `domain`: a domain
/// - `memory`: size in KiB
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3", check(write, nonzero(memory), fits(memory)))]
fn virDomainSetMaxMemory(domain: &Domain, memory: c_ulong) -> Result<()> {
    domain.driver().domain_set_memory_flags(domain, memory, VIR_DOMAIN_MEM_MAXIMUM)
}

/// Changes the memory of a running domain. The guest helps with it, so that it may take a while.
///
/// - `domain`: a domain
/// - `memory`: size in KiB
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.1", check(write, nonzero(memory), fits(memory)))]
fn virDomainSetMemory(domain: &Domain, memory: c_ulong) -> Result<()> {
    domain.driver().domain_set_memory_flags(domain, memory, VIR_DOMAIN_AFFECT_LIVE)
}

/// Changes the memory of a domain; flags choose between the running domain, the definition, and the
/// maximum.
///
/// - `domain`: a domain
/// - `memory`: size in KiB
/// - `flags`: bitwise-OR of virDomainMemoryModFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.0", check(write, nonzero(memory), fits(memory)))]
fn virDomainSetMemoryFlags(domain: &Domain, memory: c_ulong, flags: c_uint) -> Result<()> {
    domain.driver().domain_set_memory_flags(domain, memory, flags)
}

/// Sets how often the guest reports its memory statistics.
///
/// - `domain`: a domain
/// - `period`: seconds between reports; 0 for none
/// - `flags`: bitwise-OR of virDomainMemoryModFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.1.1", check(write, nonnegative(period)))]
fn virDomainSetMemoryStatsPeriod(domain: &Domain, period: c_int, flags: c_uint) -> Result<()> {
    domain.driver().domain_set_memory_stats_period(domain, period, flags)
}

/// Sets the memory limits of a domain.
///
/// - `domain`: a domain
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.5", check(write, nonnull(params), positive(nparams)))]
fn virDomainSetMemoryParameters(
    domain: &Domain,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_set_memory_parameters(domain, &params.read(nparams)?, flags)
}

/// Gives the memory limits of a domain.
///
/// - `domain`: a domain
/// - `params`: room for the parameters
/// - `nparams`: how many there is room for, on return how many are there; 0 asks for the number only
/// - `flags`: bitwise-OR of virDomainModificationImpact and virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.5", check(nonnull(nparams), nonnegative(*nparams), when(*nparams != 0, nonnull(params)), exclusive(VIR_DOMAIN_AFFECT_LIVE, VIR_DOMAIN_AFFECT_CONFIG)))]
fn virDomainGetMemoryParameters(
    domain: &Domain,
    params: ParamsOut<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let values =
        domain.driver().domain_get_memory_parameters(domain, flags & !VIR_TYPED_PARAM_STRING_OKAY)?;
    params.answer(nparams, &values)
}

/// Sets from which NUMA nodes of the host a domain gets its memory.
///
/// - `domain`: a domain
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.9", check(write, nonnull(params), positive(nparams)))]
fn virDomainSetNumaParameters(
    domain: &Domain,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_set_numa_parameters(domain, &params.read(nparams)?, flags)
}

/// Tells from which NUMA nodes of the host a domain gets its memory.
///
/// - `domain`: a domain
/// - `params`: room for the parameters
/// - `nparams`: how many there is room for, on return how many are there; 0 asks for the number only
/// - `flags`: bitwise-OR of virDomainModificationImpact and virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.9", check(nonnull(nparams), nonnegative(*nparams), when(*nparams != 0, nonnull(params))))]
fn virDomainGetNumaParameters(
    domain: &Domain,
    params: ParamsOut<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let values = domain.driver().domain_get_numa_parameters(domain, flags & !VIR_TYPED_PARAM_STRING_OKAY)?;
    params.answer(nparams, &values)
}

/// Gives numbers of the memory of a domain, as guest and host report them.
///
/// - `dom`: a domain
/// - `stats`: room for the numbers
/// - `nr_stats`: how many there is room for
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.7.5")]
fn virDomainMemoryStats(
    dom: &Domain,
    mut stats: OutArray<'_, virDomainMemoryStatStruct>,
    nr_stats: c_uint,
    flags: c_uint,
) -> Result<c_int> {
    if stats.is_null() || nr_stats == 0 {
        return Ok(0);
    }
    let values = dom.driver().domain_memory_stats(dom, flags)?;
    let values = values.into_iter().map(|(tag, val)| virDomainMemoryStatStruct { tag, val });
    Ok(stats.fill(nr_stats.min(VIR_DOMAIN_MEMORY_STAT_NR as c_uint), values) as c_int)
}

/// Reads the memory of a running domain.
///
/// - `dom`: a domain
/// - `start`: the address to start at
/// - `size`: how many bytes
/// - `buffer`: where to put the bytes
/// - `flags`: bitwise-OR of virDomainMemoryFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.2", check(write, exclusive(VIR_MEMORY_VIRTUAL, VIR_MEMORY_PHYSICAL), when(size > 0, nonnull(buffer))))]
fn virDomainMemoryPeek(
    dom: &Domain,
    start: c_ulonglong,
    size: usize,
    mut buffer: OutBytes<'_>,
    flags: c_uint,
) -> Result<()> {
    buffer.fill(size, &dom.driver().domain_memory_peek(dom, start, size, flags)?);
    Ok(())
}
