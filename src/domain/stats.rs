//! Numbers of running domains: disks, network devices, addresses, everything at once.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Domain, Result};
use virt_entry::entry;

use super::bulk::{hand_over, owned_by};
use crate::ffi::{DomainArray, IntoC, Out, OutAlloc, OutArray, OutRecords, ParamsOut};
use crate::types::{
    virDomainBlockInfo, virDomainBlockStatsStruct, virDomainDiskError, virDomainInterfacePtr,
    virDomainInterfaceStatsStruct,
};

const FROM: i32 = VIR_FROM_DOMAIN;

/// Gives numbers of reads and writes of a disk.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `stats`: where to put the numbers
/// - `size`: size of the struct that the caller knows, in bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.3.2", check(nonnull(disk), nonnull(stats), deny(size > size_of::<virDomainBlockStatsStruct>(), size, "size must not exceed 40")))]
fn virDomainBlockStats(
    dom: &Domain,
    disk: &str,
    mut stats: Out<'_, virDomainBlockStatsStruct>,
    size: usize,
) -> Result<()> {
    let values = dom.driver().domain_block_stats(dom, disk)?.into_c();
    stats.set_prefix(values, size);
    Ok(())
}

/// Gives numbers of reads and writes of a disk, as many as the driver has.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `params`: room for the parameters
/// - `nparams`: how many there is room for, on return how many are there; 0 asks for the number only
/// - `flags`: bitwise-OR of virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.5", check(nonnull(disk), nonnull(nparams), nonnegative(*nparams), when(*nparams != 0, nonnull(params))))]
fn virDomainBlockStatsFlags(
    dom: &Domain,
    disk: &str,
    params: ParamsOut<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let values = dom.driver().domain_block_stats_flags(dom, disk, flags & !VIR_TYPED_PARAM_STRING_OKAY)?;
    params.answer(nparams, &values)
}

/// Gives numbers of packets of a network device.
///
/// - `dom`: a domain
/// - `device`: the network device: target name or MAC address
/// - `stats`: where to put the numbers
/// - `size`: size of the struct that the caller knows, in bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.3.2", check(nonnull(device), nonnull(stats), deny(size > size_of::<virDomainInterfaceStatsStruct>(), size, "size must not exceed 64")))]
fn virDomainInterfaceStats(
    dom: &Domain,
    device: &str,
    mut stats: Out<'_, virDomainInterfaceStatsStruct>,
    size: usize,
) -> Result<()> {
    let values = dom.driver().domain_interface_stats(dom, device)?.into_c();
    stats.set_prefix(values, size);
    Ok(())
}

/// Gives the sizes of a disk: as the guest sees it, and on the host.
///
/// - `domain`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `info`: where to put the information
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.1", check(nonempty(disk), nonnull(info)), header_args(domain = "dom"))]
fn virDomainGetBlockInfo(
    domain: &Domain,
    disk: &str,
    mut info: Out<'_, virDomainBlockInfo>,
    flags: c_uint,
) -> Result<()> {
    info.set(domain.driver().domain_get_block_info(domain, disk, flags)?.into_c());
    Ok(())
}

/// Lists the disks of a domain that have errors.
///
/// - `dom`: a domain
/// - `errors`: room for the disks; the caller frees each name. NULL with maxerrors 0 asks for the number
///   only
/// - `maxerrors`: number of elements that there is room for
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.9.10", check(nullarray(errors, maxerrors)))]
fn virDomainGetDiskErrors(
    dom: &Domain,
    mut errors: OutArray<'_, virDomainDiskError>,
    maxerrors: c_uint,
    flags: c_uint,
) -> Result<c_int> {
    let found = dom.driver().domain_get_disk_errors(dom, flags)?;
    if errors.is_null() {
        return Ok(found.len() as c_int);
    }
    Ok(errors.fill(maxerrors, found.into_iter().map(IntoC::into_c)) as c_int)
}

/// Lists the IP addresses of the network devices of a running domain.
///
/// - `dom`: a domain
/// - `ifaces`: where to put an array; free each element with virDomainInterfaceFree(), then the array
/// - `source`: whom to ask (virDomainInterfaceAddressesSource)
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "1.2.14", check(nonnull(ifaces), when(source == VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT as c_uint, write)))]
fn virDomainInterfaceAddresses(
    dom: &Domain,
    mut ifaces: OutAlloc<'_, virDomainInterfacePtr>,
    source: c_uint,
    flags: c_uint,
) -> Result<c_int> {
    ifaces.set(dom.driver().domain_interface_addresses(dom, source, flags)?)
}

/// Gives statistics of all domains, or of those that flags choose, in one step.
///
/// - `conn`: a connection
/// - `stats`: which groups of statistics (virDomainStatsTypes); 0 for all that the driver has
/// - `retStats`: where to put the array, whose last element is NULL; free it with
///   virDomainStatsRecordListFree()
/// - `flags`: bitwise-OR of virConnectGetAllDomainStatsFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "1.2.8", check(nonnull(retStats)))]
fn virConnectGetAllDomainStats(
    conn: &Connect,
    stats: c_uint,
    retStats: OutRecords<'_>,
    flags: c_uint,
) -> Result<c_int> {
    let records = conn.driver().connect_get_all_domain_stats(conn, None, stats, flags)?;
    hand_over(retStats, records)
}

/// Gives statistics of certain domains, all of one connection, in one step.
///
/// - `doms`: the domains, with a NULL behind the last
/// - `stats`: which groups of statistics (virDomainStatsTypes); 0 for all that the driver has
/// - `retStats`: where to put the array, whose last element is NULL; free it with
///   virDomainStatsRecordListFree()
/// - `flags`: bitwise-OR of virConnectGetAllDomainStatsFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "1.2.8", check(nonnull(doms), nonnull(retStats)))]
fn virDomainListGetStats(
    doms: DomainArray<'_>,
    stats: c_uint,
    retStats: OutRecords<'_>,
    flags: c_uint,
) -> Result<c_int> {
    let (connect, domains) = owned_by(&doms)?;
    let records = connect.driver().connect_get_all_domain_stats(&connect, Some(&domains), stats, flags)?;
    hand_over(retStats, records)
}
