//! Connections to daemons.

use std::ffi::{c_int, c_uint, c_ulonglong};

use virt_core::Result;
use virt_entry::entry;

use super::{FROM, free, no_such_handle};
use crate::ffi::{Opaque, Out, OutString};
use crate::types::{virAdmConnect, virAdmConnectCloseFunc, virAdmServer, virAdmServerPtr, virFreeCallback};

/// Gives up a reference on a connection; with the last one the connection is closed.
///
/// - `conn`: a connection
///
/// Returns the number of references left, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmConnectClose(conn: *mut virAdmConnect) -> Result<c_int> {
    free(conn, "virAdmConnectClose")
}

/// Takes another reference on a connection, to be given up with virAdmConnectClose().
///
/// - `conn`: a connection
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmConnectRef(conn: *mut virAdmConnect) -> Result<()> {
    no_such_handle("virAdmConnectRef")
}

/// Gives the URI of a connection.
///
/// - `conn`: a connection
///
/// Returns the URI, to be freed, or NULL in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmConnectGetURI(conn: *mut virAdmConnect) -> Result<String> {
    no_such_handle("virAdmConnectGetURI")
}

/// Says whether a connection can still be used.
///
/// - `conn`: a connection
///
/// Returns 1 when it can, 0 when it cannot, -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmConnectIsAlive(conn: *mut virAdmConnect) -> Result<c_int> {
    free(conn, "virAdmConnectIsAlive")
}

/// Gives the version of the library that the daemon uses.
///
/// - `conn`: a connection
/// - `libVer`: set to major * 1000000 + minor * 1000 + micro
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmConnectGetLibVersion(conn: *mut virAdmConnect, libVer: Out<c_ulonglong>) -> Result<()> {
    no_such_handle("virAdmConnectGetLibVersion")
}

/// Has a function called when a connection ends; one at most.
///
/// - `conn`: a connection
/// - `cb`: the function
/// - `opaque`: passed to the function
/// - `freecb`: frees opaque; may be NULL
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmConnectRegisterCloseCallback(
    conn: *mut virAdmConnect,
    cb: virAdmConnectCloseFunc,
    opaque: Opaque,
    freecb: virFreeCallback,
) -> Result<()> {
    no_such_handle("virAdmConnectRegisterCloseCallback")
}

/// Undoes virAdmConnectRegisterCloseCallback().
///
/// - `conn`: a connection
/// - `cb`: the function
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmConnectUnregisterCloseCallback(conn: *mut virAdmConnect, cb: virAdmConnectCloseFunc) -> Result<()> {
    no_such_handle("virAdmConnectUnregisterCloseCallback")
}

/// Lists the servers of a daemon.
///
/// - `conn`: a connection
/// - `servers`: set to a new array of servers with NULL at its end, each to be freed, and the array; NULL to
///   have them counted only
/// - `flags`: none yet, 0
///
/// Returns the number of servers, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmConnectListServers(
    conn: *mut virAdmConnect,
    servers: *mut *mut virAdmServerPtr,
    flags: c_uint,
) -> Result<c_int> {
    no_such_handle("virAdmConnectListServers")
}

/// Finds a server of a daemon by its name.
///
/// - `conn`: a connection
/// - `name`: name of the server
/// - `flags`: none yet, 0
///
/// Returns the server, to be freed with virAdmServerFree(), or NULL in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmConnectLookupServer(
    conn: *mut virAdmConnect,
    name: Option<&str>,
    flags: c_uint,
) -> Result<*mut virAdmServer> {
    no_such_handle("virAdmConnectLookupServer")
}

/// Gives where the daemon logs to.
///
/// - `conn`: a connection
/// - `outputs`: set to the list of outputs, to be freed; NULL to have them counted only
/// - `flags`: none yet, 0
///
/// Returns the number of outputs, or -1 in case of failure.
#[entry(since = "3.0.0", companion)]
fn virAdmConnectGetLoggingOutputs(
    conn: *mut virAdmConnect,
    outputs: OutString,
    flags: c_uint,
) -> Result<c_int> {
    no_such_handle("virAdmConnectGetLoggingOutputs")
}

/// Gives what the daemon logs.
///
/// - `conn`: a connection
/// - `filters`: set to the list of filters, to be freed; NULL to have them counted only
/// - `flags`: none yet, 0
///
/// Returns the number of filters, or -1 in case of failure.
#[entry(since = "3.0.0", companion)]
fn virAdmConnectGetLoggingFilters(
    conn: *mut virAdmConnect,
    filters: OutString,
    flags: c_uint,
) -> Result<c_int> {
    no_such_handle("virAdmConnectGetLoggingFilters")
}

/// Sets where the daemon logs to.
///
/// - `conn`: a connection
/// - `outputs`: list of outputs with spaces between; NULL for the default
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "3.0.0", companion)]
fn virAdmConnectSetLoggingOutputs(
    conn: *mut virAdmConnect,
    outputs: Option<&str>,
    flags: c_uint,
) -> Result<()> {
    no_such_handle("virAdmConnectSetLoggingOutputs")
}

/// Sets what the daemon logs.
///
/// - `conn`: a connection
/// - `filters`: list of filters with spaces between; NULL for none
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "3.0.0", companion)]
fn virAdmConnectSetLoggingFilters(
    conn: *mut virAdmConnect,
    filters: Option<&str>,
    flags: c_uint,
) -> Result<()> {
    no_such_handle("virAdmConnectSetLoggingFilters")
}

/// Sets after how many seconds without a client the daemon ends.
///
/// - `conn`: a connection
/// - `timeout`: seconds; 0 for never
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "8.6.0", companion)]
fn virAdmConnectSetDaemonTimeout(conn: *mut virAdmConnect, timeout: c_uint, flags: c_uint) -> Result<()> {
    no_such_handle("virAdmConnectSetDaemonTimeout")
}

/// Asks the daemon to end.
///
/// - `conn`: a connection
/// - `flags`: (optional) bits of virAdmConnectDaemonShutdownFlags
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "11.2.0", companion)]
fn virAdmConnectDaemonShutdown(conn: *mut virAdmConnect, flags: c_uint) -> Result<()> {
    no_such_handle("virAdmConnectDaemonShutdown")
}
