//! Clients of a server.

use std::ffi::{c_int, c_longlong, c_uint, c_ulonglong};

use virt_core::Result;
use virt_entry::entry;

use super::{FROM, free, no_such_handle};
use crate::ffi::{Out, OutParams};
use crate::types::virAdmClient;

/// Gives up a reference on a client.
///
/// - `client`: a client
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmClientFree(client: *mut virAdmClient) -> Result<c_int> {
    free(client, "virAdmClientFree")
}

/// Gives the id of a client, which no other client of the server has or had.
///
/// - `client`: a client
///
/// Returns the id, or -1 in case of failure.
#[entry(since = "2.0.0", companion, failure = c_ulonglong::MAX)]
fn virAdmClientGetID(client: *mut virAdmClient) -> Result<c_ulonglong> {
    no_such_handle("virAdmClientGetID")
}

/// Gives when a client connected.
///
/// - `client`: a client
///
/// Returns the time in seconds since 1970, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmClientGetTimestamp(client: *mut virAdmClient) -> Result<c_longlong> {
    no_such_handle("virAdmClientGetTimestamp")
}

/// Gives how a client is connected.
///
/// - `client`: a client
///
/// Returns one of virClientTransport, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmClientGetTransport(client: *mut virAdmClient) -> Result<c_int> {
    no_such_handle("virAdmClientGetTransport")
}

/// Gives who a client is.
///
/// - `client`: a client
/// - `params`: set to a new array of parameters named by the VIR_CLIENT_INFO_ macros, to be freed
/// - `nparams`: set to the number of parameters
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmClientGetInfo(
    client: *mut virAdmClient,
    params: OutParams,
    nparams: Out<c_int>,
    flags: c_uint,
) -> Result<()> {
    no_such_handle("virAdmClientGetInfo")
}

/// Closes the connection of a client from the side of the server.
///
/// - `client`: a client
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmClientClose(client: *mut virAdmClient, flags: c_uint) -> Result<()> {
    no_such_handle("virAdmClientClose")
}
