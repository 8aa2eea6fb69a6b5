//! The functions of `libvirt-admin.h`: there is no daemon of ours to administer yet, so that no connection is
//! ever opened and no handle is ever valid.

use std::ffi::{c_int, c_uint, c_ulonglong};

use virt_core::consts::*;
use virt_core::{Error, Result, err};
use virt_entry::entry;

use crate::error;
use crate::types::virAdmConnect;

mod client;
mod connect;
mod server;
mod uri;

const FROM: i32 = VIR_FROM_ADMIN;

/// Prepares the library; the other functions do so themselves where it wasn't called.
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion, no_reset)]
fn virAdmInitialize() -> c_int {
    0
}

/// Gives the version of the library.
///
/// - `libVer`: set to major * 1000000 + minor * 1000 + micro
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmGetVersion(libVer: *mut c_ulonglong) -> Result<()> {
    if libVer.is_null() {
        return Err(error::unknown());
    }
    // SAFETY: not NULL, hence a place for a number.
    unsafe { libVer.write(LIBVIR_VERSION_NUMBER as c_ulonglong) };
    Ok(())
}

/// Opens a connection to the administration socket of a daemon.
///
/// - `name`: URI of the daemon, as libvirtd:///system; NULL for the default
/// - `flags`: none yet, 0
///
/// Returns the connection, or NULL in case of failure.
#[entry(since = "2.0.0", companion)]
fn virAdmConnectOpen(name: Option<&str>, flags: c_uint) -> Result<*mut virAdmConnect> {
    let socket = uri::socket_of(&uri::wanted(name, flags)?)?;
    std::os::unix::net::UnixStream::connect(&socket).map_err(|cause| {
        Error::system(VIR_FROM_RPC, &cause, format!("Failed to connect socket to '{}'", socket.display()))
    })?;
    Err(err!(FROM, VIR_ERR_OPERATION_UNSUPPORTED, "daemons cannot be administered yet"))
}

/// The answer to any handle.
fn no_such_handle<T>(function: &str) -> Result<T> {
    Err(err!(FROM, VIR_ERR_INVALID_CONN, "{function}"))
}

/// Freeing NULL is no failure.
fn free<T>(handle: *mut T, function: &str) -> Result<c_int> {
    if handle.is_null() { Ok(0) } else { no_such_handle(function) }
}
