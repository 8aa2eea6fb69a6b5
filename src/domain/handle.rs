//! Domain handles: references, names, connection.

use std::ffi::{CStr, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Domain, Result};
use virt_entry::entry;

use crate::ffi::{Borrowed, OutText, OutUuid};
use crate::handle::Handle;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Gives the connection a domain belongs to. The reference is the domain's: don't close it on that account.
///
/// - `dom`: a domain
///
/// Returns the connection, without a new reference, or NULL in case of failure.
#[entry(since = "0.3.0", header_args(dom = "domain"))]
fn virDomainGetConnect(dom: &Handle<Domain>) -> Borrowed<Connect> {
    Borrowed::new(dom.conn())
}

/// Drops a reference to a domain handle; the domain itself is not touched.
///
/// - `domain`: a domain
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3")]
fn virDomainFree(domain: &Handle<Domain>) -> Result<()> {
    domain.release();
    Ok(())
}

/// Adds a reference to a domain handle, to be dropped with virDomainFree().
///
/// - `domain`: a domain
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.0")]
fn virDomainRef(domain: &Handle<Domain>) -> Result<()> {
    domain.retain();
    Ok(())
}

/// Gives the name of a domain.
///
/// - `domain`: a domain
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "0.0.3")]
fn virDomainGetName(domain: &Handle<Domain>) -> Result<&CStr> {
    Ok(domain.text(0, Domain::name))
}

/// Gives the UUID of a domain.
///
/// - `domain`: a domain
/// - `uuid`: where to put the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.5", check(nonnull(uuid)))]
fn virDomainGetUUID(domain: &Domain, mut uuid: OutUuid<'_>) -> Result<()> {
    uuid.set(domain.uuid());
    Ok(())
}

/// Gives the UUID of a domain as text.
///
/// - `domain`: a domain
/// - `buf`: where to put the text, VIR_UUID_STRING_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.1", check(nonnull(buf)))]
fn virDomainGetUUIDString(domain: &Domain, mut buf: OutText<'_>) -> Result<()> {
    buf.set_uuid(domain.uuid());
    Ok(())
}

/// Gives the number a domain has while it runs.
///
/// - `domain`: a domain
///
/// Returns the number, or (unsigned int)-1 when the domain does not run or in case of failure.
#[entry(since = "0.0.3")]
fn virDomainGetID(domain: &Domain) -> Result<c_uint> {
    Ok(domain.id() as c_uint)
}
