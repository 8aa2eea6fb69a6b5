//! Memory, CPUs and sleep of the host.

use std::ffi::{c_int, c_uint, c_ulonglong};

use virt_core::consts::*;
use virt_core::{Connect, Result};
use virt_entry::entry;

use crate::ffi::memory_stat;
use crate::ffi::{InArray, IntoC, Out, OutArray, OutCpuMap, OutParams, ParamsIn, ParamsOut};
use crate::types::{virNodeCPUStats, virNodeInfo, virNodeMemoryStats, virSecurityModel};

const FROM: i32 = VIR_FROM_DOMAIN;

/// Gives CPU and memory of the host in short.
///
/// - `conn`: a connection
/// - `info`: where to put the information
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.0", check(nonnull(info)))]
fn virNodeGetInfo(conn: &Connect, mut info: Out<'_, virNodeInfo>) -> Result<()> {
    info.set(conn.driver().node_get_info(conn)?.into_c());
    Ok(())
}

/// Tells which CPUs of the host are there, and which are online.
///
/// - `conn`: a connection
/// - `cpumap`: (optional) where to put a map of the CPUs that are online, which the caller frees; may be
///   NULL
/// - `online`: (optional) where to put how many are online; may be NULL
/// - `flags`: no flags are defined; pass 0
///
/// Returns how many CPUs there are, or -1 in case of failure.
#[entry(since = "1.0.0")]
fn virNodeGetCPUMap(
    conn: &Connect,
    mut cpumap: OutCpuMap<'_>,
    mut online: Out<'_, c_uint>,
    flags: c_uint,
) -> Result<c_int> {
    let found = conn.driver().node_get_cpu_map(conn, flags)?;
    cpumap.set(&found.map);
    online.set(found.online);
    Ok(found.cpus as c_int)
}

/// Gives how the CPUs of the host spent their time.
///
/// - `conn`: a connection
/// - `cpuNum`: number of the CPU, or VIR_NODE_CPU_STATS_ALL_CPUS
/// - `params`: room for the numbers
/// - `nparams`: how many there is room for, on return how many are there; 0 asks for the number only
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.3", check(nonnull(nparams), nonnegative(*nparams), deny(cpuNum < 0 && cpuNum != VIR_NODE_CPU_STATS_ALL_CPUS, cpuNum, "cpuNum in virNodeGetCPUStats only accepts -1 as a negative value")))]
fn virNodeGetCPUStats(
    conn: &Connect,
    cpuNum: c_int,
    params: OutArray<'_, virNodeCPUStats>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let found = conn.driver().node_get_cpu_stats(conn, cpuNum, flags)?;
    super::answer_counters(params, nparams, found, IntoC::into_c, "virNodeGetCPUStats")
}

/// Gives how the memory of the host is used.
///
/// - `conn`: a connection
/// - `cellNum`: number of the NUMA cell, or VIR_NODE_MEMORY_STATS_ALL_CELLS
/// - `params`: room for the numbers
/// - `nparams`: how many there is room for, on return how many are there; 0 asks for the number only
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.3", check(nonnull(nparams), nonnegative(*nparams), deny(cellNum < 0 && cellNum != VIR_NODE_MEMORY_STATS_ALL_CELLS, cpuNum, "cellNum in virNodeGetMemoryStats only accepts -1 as a negative value")))]
fn virNodeGetMemoryStats(
    conn: &Connect,
    cellNum: c_int,
    params: OutArray<'_, virNodeMemoryStats>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let found = conn.driver().node_get_memory_stats(conn, cellNum, flags)?;
    super::answer_counters(params, nparams, found, memory_stat, "virNodeGetMemoryStats")
}

/// Tells how much memory of the host is free.
///
/// - `conn`: a connection
///
/// Returns the number of bytes, or 0 in case of failure.
#[entry(since = "0.3.3")]
fn virNodeGetFreeMemory(conn: &Connect) -> Result<c_ulonglong> {
    conn.driver().node_get_free_memory(conn)
}

/// Puts the host to sleep for a while.
///
/// - `conn`: a connection
/// - `target`: which kind of sleep (virNodeSuspendTarget)
/// - `duration`: how long in seconds
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.8", check(write))]
fn virNodeSuspendForDuration(
    conn: &Connect,
    target: c_uint,
    duration: c_ulonglong,
    flags: c_uint,
) -> Result<()> {
    conn.driver().node_suspend_for_duration(conn, target, duration, flags)
}

/// Gives the settings of the host for sharing equal memory pages.
///
/// - `conn`: a connection
/// - `params`: room for the parameters
/// - `nparams`: how many there is room for, on return how many are there; 0 asks for the number only
/// - `flags`: bitwise-OR of virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.10.2", check(nonnull(nparams), nonnegative(*nparams), when(*nparams != 0, nonnull(params))))]
fn virNodeGetMemoryParameters(
    conn: &Connect,
    params: ParamsOut<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    params.answer(
        nparams,
        &conn.driver().node_get_memory_parameters(conn, flags & !VIR_TYPED_PARAM_STRING_OKAY)?,
    )
}

/// Changes settings of the host for sharing equal memory pages.
///
/// - `conn`: a connection
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.10.2", check(write, nonnull(params), nonnegative(nparams)))]
fn virNodeSetMemoryParameters(
    conn: &Connect,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    conn.driver().node_set_memory_parameters(conn, &params.read(nparams)?, flags)
}

/// Gives the security model by which domains are kept apart.
///
/// - `conn`: a connection
/// - `secmodel`: where to put the model
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.1", check(nonnull(secmodel)))]
fn virNodeGetSecurityModel(conn: &Connect, mut secmodel: Out<'_, virSecurityModel>) -> Result<()> {
    secmodel.set(conn.driver().node_get_security_model(conn)?.into_c());
    Ok(())
}

/// Tells how much memory of NUMA cells of the host is free.
///
/// - `conn`: a connection
/// - `freeMems`: room for a number per cell, in bytes
/// - `startCell`: number of the first NUMA cell
/// - `maxCells`: how many cells
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.3.3", check(nullarray(freeMems, maxCells), positive(maxCells), nonnegative(startCell)))]
fn virNodeGetCellsFreeMemory(
    conn: &Connect,
    mut freeMems: OutArray<'_, c_ulonglong>,
    startCell: c_int,
    maxCells: c_int,
) -> Result<c_int> {
    Ok(freeMems.fill(maxCells, conn.driver().node_get_cells_free_memory(conn, startCell, maxCells)?) as c_int)
}

/// Tells how many memory pages of certain sizes are free in NUMA cells of the host.
///
/// - `conn`: a connection
/// - `npages`: how many sizes
/// - `pages`: the sizes, in KiB
/// - `startCell`: number of the first NUMA cell
/// - `cellCount`: how many NUMA cells
/// - `counts`: room for npages * cellCount numbers
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(
    since = "1.2.6",
    check(nonzero(npages), nonnull(pages), nonzero(cellCount), nonnull(counts)),
    header_args(startCell = "startcell", cellCount = "cellcount")
)]
fn virNodeGetFreePages(
    conn: &Connect,
    npages: c_uint,
    pages: InArray<'_, c_uint>,
    startCell: c_int,
    cellCount: c_uint,
    mut counts: OutArray<'_, c_ulonglong>,
    flags: c_uint,
) -> Result<c_int> {
    let found = conn.driver().node_get_free_pages(conn, pages.read(npages), startCell, cellCount, flags)?;
    let room = npages as usize * cellCount as usize;
    Ok(counts.fill(room, found) as c_int)
}

/// Reserves memory pages of certain sizes in NUMA cells of the host, or gives them back.
///
/// - `conn`: a connection
/// - `npages`: how many sizes
/// - `pageSizes`: the sizes, in KiB
/// - `pageCounts`: how many pages of each size
/// - `startCell`: number of the first NUMA cell, or -1 for all
/// - `cellCount`: how many NUMA cells
/// - `flags`: bitwise-OR of virNodeAllocPagesFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(
    since = "1.2.9",
    check(write, nonzero(npages), nonnull(pageSizes), nonnull(pageCounts), nonzero(cellCount))
)]
fn virNodeAllocPages(
    conn: &Connect,
    npages: c_uint,
    pageSizes: InArray<'_, c_uint>,
    pageCounts: InArray<'_, c_ulonglong>,
    startCell: c_int,
    cellCount: c_uint,
    flags: c_uint,
) -> Result<c_int> {
    let pages: Vec<_> =
        pageSizes.read(npages).iter().copied().zip(pageCounts.read(npages).iter().copied()).collect();
    conn.driver().node_alloc_pages(conn, &pages, startCell, cellCount, flags)
}

/// Gives what a guest owner needs to know of the memory encryption of the host.
///
/// - `conn`: a connection
/// - `params`: where to put the array; free it with virTypedParamsFree()
/// - `nparams`: where to put the number of parameters
/// - `flags`: bitwise-OR of virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "4.5.0", check(nonnull(nparams), nonnegative(*nparams), write))]
fn virNodeGetSEVInfo(
    conn: &Connect,
    params: OutParams<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    params.answer(nparams, &conn.driver().node_get_sev_info(conn, flags & !VIR_TYPED_PARAM_STRING_OKAY)?)
}
