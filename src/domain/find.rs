//! Finding domains: by name, UUID and number, and in lists.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Domain, Result};
use virt_entry::entry;

use crate::ffi::{InUuid, OutArray, OutList, OutNames};

const FROM: i32 = VIR_FROM_DOMAIN;

/// Finds a running domain by its number.
///
/// - `conn`: a connection
/// - `id`: the number
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.0.3", check(nonnegative(id)))]
fn virDomainLookupByID(conn: &Connect, id: c_int) -> Result<Domain> {
    conn.driver().domain_lookup_by_id(conn, id)
}

/// Finds a domain by its UUID.
///
/// - `conn`: a connection
/// - `uuid`: the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.0.5", check(nonnull(uuid)))]
fn virDomainLookupByUUID(conn: &Connect, uuid: InUuid<'_>) -> Result<Domain> {
    conn.driver().domain_lookup_by_uuid(conn, uuid.uuid)
}

/// Finds a domain by its UUID, given as text.
///
/// - `conn`: a connection
/// - `uuidstr`: the UUID as text
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(
    since = "0.1.1",
    check(nonnull(uuidstr), uuid(uuidstr, "Invalid UUID")),
    header_args(uuidstr = "uuid")
)]
fn virDomainLookupByUUIDString(conn: &Connect, uuidstr: &str) -> Result<Domain> {
    conn.driver().domain_lookup_by_uuid(conn, virt_core::parse_uuid(uuidstr).unwrap_or_default())
}

/// Finds a domain by its name.
///
/// - `conn`: a connection
/// - `name`: the name
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.0.3", check(nonnull(name)))]
fn virDomainLookupByName(conn: &Connect, name: &str) -> Result<Domain> {
    conn.driver().domain_lookup_by_name(conn, name)
}

/// Lists the numbers of the domains that run.
///
/// - `conn`: a connection
/// - `ids`: where to put the numbers
/// - `maxids`: how many numbers there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.0.3", check(nullarray(ids, maxids), nonnegative(maxids)))]
fn virConnectListDomains(conn: &Connect, mut ids: OutArray<'_, c_int>, maxids: c_int) -> Result<c_int> {
    let domains = conn.driver().connect_list_all_domains(conn, VIR_CONNECT_LIST_DOMAINS_ACTIVE)?;
    Ok(ids.fill(maxids, domains.iter().map(Domain::id)) as c_int)
}

/// Counts the domains that run.
///
/// - `conn`: a connection
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.0.3")]
fn virConnectNumOfDomains(conn: &Connect) -> Result<c_int> {
    Ok(conn.driver().connect_num_of_domains(conn, true)? as c_int)
}

/// Counts the domains that are defined and don't run.
///
/// - `conn`: a connection
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.1.5")]
fn virConnectNumOfDefinedDomains(conn: &Connect) -> Result<c_int> {
    Ok(conn.driver().connect_num_of_domains(conn, false)? as c_int)
}

/// Lists the names of the domains that are defined and don't run.
///
/// - `conn`: a connection
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.1.1", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virConnectListDefinedDomains(conn: &Connect, mut names: OutNames<'_>, maxnames: c_int) -> Result<c_int> {
    let domains = conn.driver().connect_list_all_domains(conn, VIR_CONNECT_LIST_DOMAINS_INACTIVE)?;
    Ok(names.fill(maxnames, domains.iter().map(Domain::name)))
}

/// Lists domains in one step. Flags choose among them; flags of one group (running or not, persistent or
/// not, ...) are alternatives, groups all have to hold.
///
/// - `conn`: a connection
/// - `domains`: where to put an array of domains, whose last element is NULL; NULL to only count. Free each
///   domain with virDomainFree(), the array with free()
/// - `flags`: bitwise-OR of virConnectListAllDomainsFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.9.13")]
fn virConnectListAllDomains(
    conn: &Connect,
    mut domains: OutList<'_, Domain>,
    flags: c_uint,
) -> Result<c_int> {
    domains.set(conn.driver().connect_list_all_domains(conn, flags)?)
}
