//! Limits of domains: scheduler, block devices, network devices, performance events.

use std::ffi::{c_int, c_uint, c_ulonglong};

use virt_core::consts::*;
use virt_core::driver::HypervisorDriver;
use virt_core::{Domain, Result};
use virt_entry::entry;

use crate::ffi::{Out, OutParams, ParamsIn, ParamsOut};

const FROM: i32 = VIR_FROM_DOMAIN;

/// Support for strings among typed parameters, by its number in the protocol.
const FEATURE_TYPED_PARAM_STRING: i32 = 9;

/// Flags as drivers get them: those who support strings are always told that they are welcome.
pub(super) fn with_strings(driver: &dyn HypervisorDriver, flags: c_uint) -> c_uint {
    match driver.connect_supports_feature(FEATURE_TYPED_PARAM_STRING) {
        true => flags | VIR_TYPED_PARAM_STRING_OKAY,
        false => flags & !VIR_TYPED_PARAM_STRING_OKAY,
    }
}

/// Gives the name of the scheduler of a domain.
///
/// - `domain`: a domain
/// - `nparams`: where to put how many parameters it has; may be NULL
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.2.3")]
fn virDomainGetSchedulerType(domain: &Domain, mut nparams: Out<'_, c_int>) -> Result<String> {
    let (name, count) = domain.driver().domain_get_scheduler_type(domain)?;
    nparams.set(count);
    Ok(name)
}

/// Gives the parameters of the scheduler of a domain.
///
/// - `domain`: a domain
/// - `params`: room for the parameters
/// - `nparams`: how many there is room for, on return how many are there
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.3", check(nonnull(params), nonnull(nparams), positive(*nparams)))]
fn virDomainGetSchedulerParameters(
    domain: &Domain,
    params: ParamsOut<'_>,
    nparams: Out<'_, c_int>,
) -> Result<()> {
    let values = domain.driver().domain_get_scheduler_parameters_flags(domain, 0)?;
    params.answer(nparams, &values)
}

/// Gives the parameters of the scheduler of a domain.
///
/// - `domain`: a domain
/// - `params`: room for the parameters
/// - `nparams`: how many there is room for, on return how many are there
/// - `flags`: bitwise-OR of virDomainModificationImpact and virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.2", check(nonnull(params), nonnull(nparams), positive(*nparams), exclusive(VIR_DOMAIN_AFFECT_LIVE, VIR_DOMAIN_AFFECT_CONFIG)))]
fn virDomainGetSchedulerParametersFlags(
    domain: &Domain,
    params: ParamsOut<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let driver = domain.driver();
    let values = driver.domain_get_scheduler_parameters_flags(domain, with_strings(driver, flags))?;
    params.answer(nparams, &values)
}

/// Changes parameters of the scheduler of a domain.
///
/// - `domain`: a domain
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.3", check(write, nonnull(params), nonnegative(nparams)))]
fn virDomainSetSchedulerParameters(domain: &Domain, params: ParamsIn<'_>, nparams: c_int) -> Result<()> {
    domain.driver().domain_set_scheduler_parameters_flags(domain, &params.read(nparams)?, 0)
}

/// Changes parameters of the scheduler of a domain.
///
/// - `domain`: a domain
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.2", check(write, nonnull(params), nonnegative(nparams)))]
fn virDomainSetSchedulerParametersFlags(
    domain: &Domain,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_set_scheduler_parameters_flags(domain, &params.read(nparams)?, flags)
}

/// Sets weights and limits of a domain on the block devices of the host.
///
/// - `domain`: a domain
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.0", check(write, nonnull(params), nonnegative(nparams)))]
fn virDomainSetBlkioParameters(
    domain: &Domain,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_set_blkio_parameters(domain, &params.read(nparams)?, flags)
}

/// Gives weights and limits of a domain on the block devices of the host.
///
/// - `domain`: a domain
/// - `params`: room for the parameters
/// - `nparams`: how many there is room for, on return how many are there; 0 asks for the number only
/// - `flags`: bitwise-OR of virDomainModificationImpact and virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.0", check(nonnull(nparams), nonnegative(*nparams), when(*nparams != 0, nonnull(params)), exclusive(VIR_DOMAIN_AFFECT_LIVE, VIR_DOMAIN_AFFECT_CONFIG)))]
fn virDomainGetBlkioParameters(
    domain: &Domain,
    params: ParamsOut<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let values = domain.driver().domain_get_blkio_parameters(domain, flags & !VIR_TYPED_PARAM_STRING_OKAY)?;
    params.answer(nparams, &values)
}

/// Sets the bandwidth limits of a network device of a domain.
///
/// - `domain`: a domain
/// - `device`: the network device: target name or MAC address
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.9", check(write, nonnull(params), positive(nparams)), header_args(domain = "dom"))]
fn virDomainSetInterfaceParameters(
    domain: &Domain,
    device: &str,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_set_interface_parameters(domain, device, &params.read(nparams)?, flags)
}

/// Gives the bandwidth limits of a network device of a domain.
///
/// - `domain`: a domain
/// - `device`: the network device: target name or MAC address
/// - `params`: room for the parameters
/// - `nparams`: how many there is room for, on return how many are there; 0 asks for the number only
/// - `flags`: bitwise-OR of virDomainModificationImpact and virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.9", check(nonnull(nparams), nonnegative(*nparams), when(*nparams != 0, nonnull(params))), header_args(domain = "dom"))]
fn virDomainGetInterfaceParameters(
    domain: &Domain,
    device: &str,
    params: ParamsOut<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let flags = flags & !VIR_TYPED_PARAM_STRING_OKAY;
    let device = Some(device).filter(|_| nparams.get() != Some(0));
    let values = domain.driver().domain_get_interface_parameters(domain, device, flags)?;
    params.answer(nparams, &values)
}

/// Sets the limits of a disk of a domain.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.8", check(write, nonnull(disk), positive(nparams), nonnull(params)))]
fn virDomainSetBlockIoTune(
    dom: &Domain,
    disk: &str,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    dom.driver().domain_set_block_io_tune(dom, disk, &params.read(nparams)?, flags)
}

/// Gives the limits of a disk of a domain.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `params`: room for the parameters
/// - `nparams`: how many there is room for, on return how many are there; 0 asks for the number only
/// - `flags`: bitwise-OR of virDomainModificationImpact and virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.8", check(nonnull(nparams), nonnegative(*nparams), when(*nparams != 0, nonnull(params)), when(*nparams != 0, nonnull(disk)), exclusive(VIR_DOMAIN_AFFECT_LIVE, VIR_DOMAIN_AFFECT_CONFIG)))]
fn virDomainGetBlockIoTune(
    dom: &Domain,
    disk: Option<&str>,
    params: ParamsOut<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let disk = disk.filter(|_| nparams.get() != Some(0));
    let values = dom.driver().domain_get_block_io_tune(dom, disk, flags & !VIR_TYPED_PARAM_STRING_OKAY)?;
    params.answer(nparams, &values)
}

/// Adds a throttle group to a domain, or changes its limits.
///
/// - `dom`: a domain
/// - `group`: name of the throttle group
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "11.2.0", check(write, nonnull(group), positive(nparams), nonnull(params)))]
fn virDomainSetThrottleGroup(
    dom: &Domain,
    group: &str,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    dom.driver().domain_set_throttle_group(dom, group, &params.read(nparams)?, flags)
}

/// Removes a throttle group, which no disk may use, from a domain.
///
/// - `dom`: a domain
/// - `group`: name of the throttle group
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "11.2.0", check(nonnull(group)))]
fn virDomainDelThrottleGroup(dom: &Domain, group: &str, flags: c_uint) -> Result<()> {
    dom.driver().domain_del_throttle_group(dom, group, flags)
}

/// Switches performance events of a domain on or off.
///
/// - `domain`: a domain
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.3.3", check(write, nonnull(params), positive(nparams)), header_args(domain = "dom"))]
fn virDomainSetPerfEvents(
    domain: &Domain,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_set_perf_events(domain, &params.read(nparams)?, flags)
}

/// Tells which performance events of a domain are on.
///
/// - `domain`: a domain
/// - `params`: where to put the array; free it with virTypedParamsFree()
/// - `nparams`: where to put the number of parameters
/// - `flags`: bitwise-OR of virDomainModificationImpact and virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.3.3", check(nonnull(params), nonnull(nparams)), header_args(domain = "dom"))]
fn virDomainGetPerfEvents(
    domain: &Domain,
    params: OutParams<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let values = domain.driver().domain_get_perf_events(domain, flags & !VIR_TYPED_PARAM_STRING_OKAY)?;
    params.answer(nparams, &values)
}

/// Asks for an event when the guest writes beyond a place of a block device.
///
/// - `domain`: a domain
/// - `dev`: the device, as in vda or vda[1]
/// - `threshold`: the place in bytes
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "3.1.0", check(write, nonnull(dev)))]
fn virDomainSetBlockThreshold(
    domain: &Domain,
    dev: &str,
    threshold: c_ulonglong,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_set_block_threshold(domain, dev, threshold, flags)
}

/// Starts to measure how fast a running domain changes its memory. The result is in its statistics.
///
/// - `domain`: a domain
/// - `seconds`: how long to measure, in seconds
/// - `flags`: bitwise-OR of virDomainDirtyRateCalcFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "7.2.0",
    check(
        write,
        exclusive(VIR_DOMAIN_DIRTYRATE_MODE_PAGE_SAMPLING, VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP),
        exclusive(VIR_DOMAIN_DIRTYRATE_MODE_PAGE_SAMPLING, VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING),
        exclusive(VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP, VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING)
    )
)]
fn virDomainStartDirtyRateCalc(domain: &Domain, seconds: c_int, flags: c_uint) -> Result<()> {
    domain.driver().domain_start_dirty_rate_calc(domain, seconds, flags)
}
