//! Jobs on domains, and the settings of migrations.

use std::ffi::{c_int, c_uint, c_ulong, c_ulonglong};

use virt_core::consts::*;
use virt_core::{Domain, Result};
use virt_entry::entry;

use crate::ffi::{IntoC, Out, OutParams};
use crate::types::virDomainJobInfo;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Tells how far the job that runs on a domain has come.
///
/// - `domain`: a domain
/// - `info`: where to put the information
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.7", check(nonnull(info)), header_args(domain = "dom"))]
fn virDomainGetJobInfo(domain: &Domain, mut info: Out<'_, virDomainJobInfo>) -> Result<()> {
    info.set(domain.driver().domain_get_job_info(domain)?.into_c());
    Ok(())
}

/// Tells how far the job that runs on a domain has come, or what became of the last one.
///
/// - `domain`: a domain
/// - `type`: where to put the kind of the job (virDomainJobType)
/// - `params`: where to put the array; free it with virTypedParamsFree()
/// - `nparams`: where to put the number of parameters
/// - `flags`: bitwise-OR of virDomainGetJobStatsFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "1.0.3",
    check(
        nonnull(r#type),
        nonnull(params),
        nonnull(nparams),
        requires(VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED, VIR_DOMAIN_JOB_STATS_COMPLETED)
    )
)]
fn virDomainGetJobStats(
    domain: &Domain,
    mut r#type: Out<'_, c_int>,
    params: OutParams<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let (kind, values) = domain.driver().domain_get_job_stats(domain, flags)?;
    r#type.set(kind);
    params.answer(nparams, &values)
}

/// Ends the job that runs on a domain.
///
/// - `domain`: a domain
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.7", check(write), header_args(domain = "dom"))]
fn virDomainAbortJob(domain: &Domain) -> Result<()> {
    domain.driver().domain_abort_job_flags(domain, 0)
}

/// Ends the job that runs on a domain.
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainAbortJobFlagsValues
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "8.5.0", check(write), header_args(domain = "dom"))]
fn virDomainAbortJobFlags(domain: &Domain, flags: c_uint) -> Result<()> {
    domain.driver().domain_abort_job_flags(domain, flags)
}

/// Sets how long a domain may stand still when it is migrated live.
///
/// - `domain`: a domain
/// - `downtime`: the time in milliseconds
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0", check(write))]
fn virDomainMigrateSetMaxDowntime(domain: &Domain, downtime: c_ulonglong, flags: c_uint) -> Result<()> {
    domain.driver().domain_migrate_set_max_downtime(domain, downtime, flags)
}

/// Tells how long a domain may stand still when it is migrated live.
///
/// - `domain`: a domain
/// - `downtime`: where to put the time in milliseconds
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "3.7.0", check(nonnull(downtime)))]
fn virDomainMigrateGetMaxDowntime(
    domain: &Domain,
    mut downtime: Out<'_, c_ulonglong>,
    flags: c_uint,
) -> Result<()> {
    downtime.set(domain.driver().domain_migrate_get_max_downtime(domain, flags)?);
    Ok(())
}

/// Tells the size of the cache for compression when a domain is migrated.
///
/// - `domain`: a domain
/// - `cacheSize`: where to put the size in bytes
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.3", check(nonnull(cacheSize)))]
fn virDomainMigrateGetCompressionCache(
    domain: &Domain,
    mut cacheSize: Out<'_, c_ulonglong>,
    flags: c_uint,
) -> Result<()> {
    cacheSize.set(domain.driver().domain_migrate_get_compression_cache(domain, flags)?);
    Ok(())
}

/// Sets the size of the cache for compression when a domain is migrated.
///
/// - `domain`: a domain
/// - `cacheSize`: the size in bytes
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.3", check(write))]
fn virDomainMigrateSetCompressionCache(domain: &Domain, cacheSize: c_ulonglong, flags: c_uint) -> Result<()> {
    domain.driver().domain_migrate_set_compression_cache(domain, cacheSize, flags)
}

/// Limits the bandwidth of a migration.
///
/// - `domain`: a domain
/// - `bandwidth`: the limit in MiB/s
/// - `flags`: bitwise-OR of virDomainMigrateMaxSpeedFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.0", check(write))]
fn virDomainMigrateSetMaxSpeed(domain: &Domain, bandwidth: c_ulong, flags: c_uint) -> Result<()> {
    domain.driver().domain_migrate_set_max_speed(domain, bandwidth, flags)
}

/// Tells the limit of the bandwidth of a migration.
///
/// - `domain`: a domain
/// - `bandwidth`: where to put the limit in MiB/s
/// - `flags`: bitwise-OR of virDomainMigrateMaxSpeedFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.5", check(nonnull(bandwidth), write))]
fn virDomainMigrateGetMaxSpeed(
    domain: &Domain,
    mut bandwidth: Out<'_, c_ulong>,
    flags: c_uint,
) -> Result<()> {
    bandwidth.set(domain.driver().domain_migrate_get_max_speed(domain, flags)? as c_ulong);
    Ok(())
}

/// Switches a migration that runs to its second phase, in which the guest runs at the destination and
/// fetches its memory.
///
/// - `domain`: a domain
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.3.3", check(write))]
fn virDomainMigrateStartPostCopy(domain: &Domain, flags: c_uint) -> Result<()> {
    domain.driver().domain_migrate_start_post_copy(domain, flags)
}
