//! What a connection is and says of its host.

use std::ffi::{CStr, c_int, c_uint, c_ulong};

use virt_core::consts::*;
use virt_core::{Connect, Result};
use virt_entry::entry;

use crate::ffi::{Opaque, Out, ParamsIn};
use crate::handle::Handle;
use crate::types::{virConnectCloseFunc, virFreeCallback};

const FROM: i32 = VIR_FROM_DOMAIN;

/// Adds a reference to a connection, to be dropped with virConnectClose().
///
/// - `conn`: a connection
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.0")]
fn virConnectRef(conn: &Handle<Connect>) -> Result<()> {
    conn.retain();
    Ok(())
}

/// Gives the name of the driver of a connection.
///
/// - `conn`: a connection
///
/// Returns the name, which lives as long as the connection and is not to be freed, or NULL in case of
/// failure.
#[entry(since = "0.0.3")]
fn virConnectGetType(conn: &Handle<Connect>) -> Result<&CStr> {
    Ok(conn.text(0, |conn| conn.driver().connect_get_type()))
}

/// Gives the version of the hypervisor.
///
/// - `conn`: a connection
/// - `hvVer`: where to put major * 1,000,000 + minor * 1,000 + release; 0 when it is unknown
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3", check(nonnull(hvVer)))]
fn virConnectGetVersion(conn: &Connect, mut hvVer: Out<'_, c_ulong>) -> Result<()> {
    hvVer.set(conn.driver().connect_get_version(conn)? as c_ulong);
    Ok(())
}

/// Gives the version of the library at the far end of a connection.
///
/// - `conn`: a connection
/// - `libVer`: where to put major * 1,000,000 + minor * 1,000 + release
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.3", check(nonnull(libVer)))]
fn virConnectGetLibVersion(conn: &Connect, mut libVer: Out<'_, c_ulong>) -> Result<()> {
    let version = conn.driver().connect_get_lib_version(conn);
    libVer.set(super::own_version_if_unsupported(version)? as c_ulong);
    Ok(())
}

/// Gives the host name of the far end of a connection.
///
/// - `conn`: a connection
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.3.0")]
fn virConnectGetHostname(conn: &Connect) -> Result<String> {
    conn.driver().connect_get_hostname(conn)
}

/// Gives the URI of a connection: what opens the same one again.
///
/// - `conn`: a connection
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.3.0")]
fn virConnectGetURI(conn: &Connect) -> Result<String> {
    conn.driver().connect_get_uri(conn)
}

/// Gives the SMBIOS description of the host, as XML.
///
/// - `conn`: a connection
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.8.8")]
fn virConnectGetSysinfo(conn: &Connect, flags: c_uint) -> Result<String> {
    conn.driver().connect_get_sysinfo(conn, flags)
}

/// Tells how many virtual CPUs a domain of a kind can have.
///
/// - `conn`: a connection
/// - `type`: the kind of domain, or NULL
///
/// Returns the number, or -1 in case of failure.
#[entry(since = "0.2.1")]
fn virConnectGetMaxVcpus(conn: &Connect, r#type: Option<&str>) -> Result<c_int> {
    conn.driver().connect_get_max_vcpus(conn, r#type)
}

/// Describes, as XML, what host and hypervisor can do.
///
/// - `conn`: a connection
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.2.1")]
fn virConnectGetCapabilities(conn: &Connect) -> Result<String> {
    conn.driver().connect_get_capabilities(conn)
}

/// Tells whether what goes over a connection is encrypted.
///
/// - `conn`: a connection
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.7.3")]
fn virConnectIsEncrypted(conn: &Connect) -> Result<bool> {
    conn.driver().connect_is_encrypted(conn)
}

/// Tells whether nobody can listen to a connection: it is encrypted or never leaves the host.
///
/// - `conn`: a connection
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.7.3")]
fn virConnectIsSecure(conn: &Connect) -> Result<bool> {
    conn.driver().connect_is_secure(conn)
}

/// Tells whether a connection still works.
///
/// - `conn`: a connection
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.9.8")]
fn virConnectIsAlive(conn: &Connect) -> Result<bool> {
    conn.driver().connect_is_alive(conn)
}

/// Makes a remote connection be checked regularly.
///
/// - `conn`: a connection
/// - `interval`: seconds between messages; 0 for none
/// - `count`: how many messages may stay without an answer
///
/// Returns 0 in case of success, 1 when the far end can't, -1 in case of failure.
#[entry(since = "0.9.8")]
fn virConnectSetKeepAlive(conn: &Connect, interval: c_int, count: c_uint) -> Result<c_int> {
    conn.driver().connect_set_keep_alive(conn, interval, count)
}

/// Says on whose behalf a connection is used, for access control.
///
/// - `conn`: a connection
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.8.0")]
fn virConnectSetIdentity(conn: &Connect, params: ParamsIn<'_>, nparams: c_int, flags: c_uint) -> Result<()> {
    conn.driver().connect_set_identity(conn, &params.read(nparams)?, flags)
}

/// Asks to be called when a connection breaks. There can be one callback per connection.
///
/// - `conn`: a connection
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `freecb`: called with opaque when the callback is gone, or NULL
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.10.0", check(nonnull(cb)))]
fn virConnectRegisterCloseCallback(
    conn: &Handle<Connect>,
    cb: virConnectCloseFunc,
    opaque: Opaque,
    freecb: virFreeCallback,
) -> Result<()> {
    super::close::register(conn, cb, opaque, freecb)
}

/// Takes back a registration of virConnectRegisterCloseCallback().
///
/// - `conn`: a connection
/// - `cb`: the callback
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.10.0", check(nonnull(cb)))]
fn virConnectUnregisterCloseCallback(conn: &Handle<Connect>, cb: virConnectCloseFunc) -> Result<()> {
    super::close::unregister(conn, cb)
}
