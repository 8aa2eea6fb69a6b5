//! Servers of a daemon.

use std::ffi::{c_char, c_int, c_uint, c_ulonglong};

use virt_core::Result;
use virt_entry::entry;

use super::{FROM, free, no_such_handle};
use crate::ffi::{Out, OutParams, ParamsIn};
use crate::types::{virAdmClient, virAdmClientPtr, virAdmServer};

/// Gives the name of a server.
///
/// - `srv`: a server
///
/// Returns the name, which the server owns, or NULL in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmServerGetName(srv: *mut virAdmServer) -> Result<*const c_char> {
    no_such_handle("virAdmServerGetName")
}

/// Gives up a reference on a server.
///
/// - `srv`: a server
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmServerFree(srv: *mut virAdmServer) -> Result<c_int> {
    free(srv, "virAdmServerFree")
}

/// Gives the figures of the threads of a server.
///
/// - `srv`: a server
/// - `params`: set to a new array of parameters named by the VIR_THREADPOOL_ macros, to be freed
/// - `nparams`: set to the number of parameters
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmServerGetThreadPoolParameters(
    srv: *mut virAdmServer,
    params: OutParams,
    nparams: Out<c_int>,
    flags: c_uint,
) -> Result<()> {
    no_such_handle("virAdmServerGetThreadPoolParameters")
}

/// Sets figures of the threads of a server.
///
/// - `srv`: a server
/// - `params`: parameters named by the VIR_THREADPOOL_ macros
/// - `nparams`: number of parameters
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmServerSetThreadPoolParameters(
    srv: *mut virAdmServer,
    params: ParamsIn,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    no_such_handle("virAdmServerSetThreadPoolParameters")
}

/// Lists the clients of a server.
///
/// - `srv`: a server
/// - `clients`: set to a new array of clients with NULL at its end, each to be freed, and the array; NULL to
///   have them counted only
/// - `flags`: none yet, 0
///
/// Returns the number of clients, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmServerListClients(
    srv: *mut virAdmServer,
    clients: *mut *mut virAdmClientPtr,
    flags: c_uint,
) -> Result<c_int> {
    no_such_handle("virAdmServerListClients")
}

/// Finds a client of a server by its id.
///
/// - `srv`: a server
/// - `id`: id of the client
/// - `flags`: none yet, 0
///
/// Returns the client, to be freed with virAdmClientFree(), or NULL in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmServerLookupClient(
    srv: *mut virAdmServer,
    id: c_ulonglong,
    flags: c_uint,
) -> Result<*mut virAdmClient> {
    no_such_handle("virAdmServerLookupClient")
}

/// Gives how many clients a server takes, and how many it has.
///
/// - `srv`: a server
/// - `params`: set to a new array of parameters named by the VIR_SERVER_CLIENTS_ macros, to be freed
/// - `nparams`: set to the number of parameters
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmServerGetClientLimits(
    srv: *mut virAdmServer,
    params: OutParams,
    nparams: Out<c_int>,
    flags: c_uint,
) -> Result<()> {
    no_such_handle("virAdmServerGetClientLimits")
}

/// Sets how many clients a server takes.
///
/// - `srv`: a server
/// - `params`: parameters named by the VIR_SERVER_CLIENTS_ macros
/// - `nparams`: number of parameters
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmServerSetClientLimits(
    srv: *mut virAdmServer,
    params: ParamsIn,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    no_such_handle("virAdmServerSetClientLimits")
}

/// Has a server read its TLS certificates and keys again.
///
/// - `srv`: a server
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmServerUpdateTlsFiles(srv: *mut virAdmServer, flags: c_uint) -> Result<()> {
    no_such_handle("virAdmServerUpdateTlsFiles")
}
