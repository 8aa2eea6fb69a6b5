//! Moving domains to other hosts. The argument forms of three generations end in one driver call each.

use std::ffi::{c_uint, c_ulong};

use virt_core::consts::*;
use virt_core::{Connect, Domain, Result};
use virt_entry::entry;

use super::migration::{legacy, migrate, migrate_to_uri};
use crate::ffi::ParamsIn;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Moves a domain to the host of another connection.
///
/// - `domain`: a domain
/// - `dconn`: the connection to move to
/// - `flags`: bitwise-OR of virDomainMigrateFlags
/// - `dname`: (optional) name on the destination, or NULL to keep it
/// - `uri`: (optional) URI of the destination as the source sees it, or NULL
/// - `bandwidth`: (optional) limit of the bandwidth in MiB/s, or 0
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.3.2", check(write, write(dconn), nonempty_opt(dname), exclusive(VIR_MIGRATE_NON_SHARED_DISK, VIR_MIGRATE_NON_SHARED_INC), exclusive(VIR_MIGRATE_TUNNELLED, VIR_MIGRATE_PARALLEL), requires(VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES, VIR_MIGRATE_NON_SHARED_DISK | VIR_MIGRATE_NON_SHARED_INC)))]
fn virDomainMigrate(
    domain: &Domain,
    dconn: &Connect,
    flags: c_ulong,
    dname: Option<&str>,
    uri: Option<&str>,
    bandwidth: c_ulong,
) -> Result<Domain> {
    let params = legacy(None, dname, uri, bandwidth);
    migrate(domain, dconn, params, flags as c_uint, "virDomainMigrate")
}

/// Moves a domain to the host of another connection, where it can get another description.
///
/// - `domain`: a domain
/// - `dconn`: the connection to move to
/// - `dxml`: (optional) replacement for the description, or NULL
/// - `flags`: bitwise-OR of virDomainMigrateFlags
/// - `dname`: (optional) name on the destination, or NULL to keep it
/// - `uri`: (optional) URI of the destination as the source sees it, or NULL
/// - `bandwidth`: (optional) limit of the bandwidth in MiB/s, or 0
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.9.2", check(write, write(dconn), nonempty_opt(dname), exclusive(VIR_MIGRATE_NON_SHARED_DISK, VIR_MIGRATE_NON_SHARED_INC), exclusive(VIR_MIGRATE_TUNNELLED, VIR_MIGRATE_PARALLEL), requires(VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES, VIR_MIGRATE_NON_SHARED_DISK | VIR_MIGRATE_NON_SHARED_INC)))]
fn virDomainMigrate2(
    domain: &Domain,
    dconn: &Connect,
    dxml: Option<&str>,
    flags: c_ulong,
    dname: Option<&str>,
    uri: Option<&str>,
    bandwidth: c_ulong,
) -> Result<Domain> {
    let params = legacy(dxml, dname, uri, bandwidth);
    migrate(domain, dconn, params, flags as c_uint, "virDomainMigrate2")
}

/// Moves a domain to the host of another connection.
///
/// - `domain`: a domain
/// - `dconn`: the connection to move to
/// - `params`: (optional) array of typed parameters
/// - `nparams`: (optional) number of typed parameters
/// - `flags`: bitwise-OR of virDomainMigrateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "1.1.0", check(write, write(dconn), exclusive(VIR_MIGRATE_NON_SHARED_DISK, VIR_MIGRATE_NON_SHARED_INC), requires(VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES, VIR_MIGRATE_NON_SHARED_DISK | VIR_MIGRATE_NON_SHARED_INC), deny(flags & VIR_MIGRATE_PEER2PEER != 0, flags, "use virDomainMigrateToURI3 for peer-to-peer migration"), deny(flags & VIR_MIGRATE_TUNNELLED != 0, flags, "cannot perform tunnelled migration without using peer2peer flag")))]
fn virDomainMigrate3(
    domain: &Domain,
    dconn: &Connect,
    params: ParamsIn<'_>,
    nparams: c_uint,
    flags: c_uint,
) -> Result<Domain> {
    migrate(domain, dconn, params.read(nparams)?, flags, "virDomainMigrate3")
}

/// Moves a domain to a host that is named by URI.
///
/// - `domain`: a domain
/// - `duri`: URI of the destination
/// - `flags`: bitwise-OR of virDomainMigrateFlags
/// - `dname`: (optional) name on the destination, or NULL to keep it
/// - `bandwidth`: (optional) limit of the bandwidth in MiB/s, or 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.2", check(write, nonnull(duri), nonempty_opt(dname), exclusive(VIR_MIGRATE_TUNNELLED, VIR_MIGRATE_PARALLEL), exclusive(VIR_MIGRATE_NON_SHARED_DISK, VIR_MIGRATE_NON_SHARED_INC), requires(VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES, VIR_MIGRATE_NON_SHARED_DISK | VIR_MIGRATE_NON_SHARED_INC)))]
fn virDomainMigrateToURI(
    domain: &Domain,
    duri: &str,
    flags: c_ulong,
    dname: Option<&str>,
    bandwidth: c_ulong,
) -> Result<()> {
    let (dconnuri, miguri) =
        if flags as c_uint & VIR_MIGRATE_PEER2PEER != 0 { (Some(duri), None) } else { (None, Some(duri)) };
    migrate_to_uri(domain, dconnuri, legacy(None, dname, miguri, bandwidth), flags as c_uint)
}

/// Moves a domain to a host that is named by URI, where it can get another description.
///
/// - `domain`: a domain
/// - `dconnuri`: (optional) URI of the daemon on the destination, or NULL
/// - `miguri`: (optional) URI for the data of the migration, or NULL
/// - `dxml`: (optional) replacement for the description, or NULL
/// - `flags`: bitwise-OR of virDomainMigrateFlags
/// - `dname`: (optional) name on the destination, or NULL to keep it
/// - `bandwidth`: (optional) limit of the bandwidth in MiB/s, or 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.2", check(write, nonempty_opt(dname), exclusive(VIR_MIGRATE_TUNNELLED, VIR_MIGRATE_PARALLEL), exclusive(VIR_MIGRATE_NON_SHARED_DISK, VIR_MIGRATE_NON_SHARED_INC), requires(VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES, VIR_MIGRATE_NON_SHARED_DISK | VIR_MIGRATE_NON_SHARED_INC), when(flags as c_uint & VIR_MIGRATE_PEER2PEER != 0, nonnull(dconnuri))))]
fn virDomainMigrateToURI2(
    domain: &Domain,
    dconnuri: Option<&str>,
    miguri: Option<&str>,
    dxml: Option<&str>,
    flags: c_ulong,
    dname: Option<&str>,
    bandwidth: c_ulong,
) -> Result<()> {
    let flags = flags as c_uint;
    migrate_to_uri(domain, dconnuri, legacy(dxml, dname, miguri, bandwidth), flags)
}

/// Moves a domain to a host that is named by URI.
///
/// - `domain`: a domain
/// - `dconnuri`: (optional) URI of the daemon on the destination, or NULL
/// - `params`: (optional) array of typed parameters
/// - `nparams`: (optional) number of typed parameters
/// - `flags`: bitwise-OR of virDomainMigrateFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.1.0", check(write, exclusive(VIR_MIGRATE_TUNNELLED, VIR_MIGRATE_PARALLEL), exclusive(VIR_MIGRATE_NON_SHARED_DISK, VIR_MIGRATE_NON_SHARED_INC), requires(VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES, VIR_MIGRATE_NON_SHARED_DISK | VIR_MIGRATE_NON_SHARED_INC), when(flags & VIR_MIGRATE_PEER2PEER != 0, nonnull(dconnuri))))]
fn virDomainMigrateToURI3(
    domain: &Domain,
    dconnuri: Option<&str>,
    params: ParamsIn<'_>,
    nparams: c_uint,
    flags: c_uint,
) -> Result<()> {
    let params = params.read(nparams)?;
    migrate_to_uri(domain, dconnuri, params, flags)
}
