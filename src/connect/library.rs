//! The library itself, and connections as a whole: version, opening, closing.

use std::ffi::{c_int, c_uint, c_ulong};

use virt_core::consts::*;
use virt_core::{Connect, Result};
use virt_entry::entry;

use super::auth::ProgramAuth;
use super::{VERSION, initialize, open};
use crate::ffi::Out;
use crate::handle::Handle;
use crate::types::virConnectAuthPtr;
use virt_core::driver::Authenticate;

const FROM: i32 = VIR_FROM_NONE;

/// Prepares the library. The functions that open connections do so themselves; a program with threads may
/// want it done before it starts them.
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.0", no_reset)]
fn virInitialize() -> Result<()> {
    initialize()
}

/// Gives the version of the library.
///
/// - `libVer`: where to put major * 1,000,000 + minor * 1,000 + release
/// - `type`: ignored; pass NULL
/// - `typeVer`: where to put the version of the driver, which is the same; may be NULL
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3")]
fn virGetVersion(
    mut libVer: Out<'_, c_ulong>,
    r#type: Option<&str>,
    mut typeVer: Out<'_, c_ulong>,
) -> Result<()> {
    initialize()?;
    if libVer.get().is_none() {
        return Err(crate::error::unknown());
    }
    libVer.set(VERSION as c_ulong);
    typeVer.set(VERSION as c_ulong);
    Ok(())
}

/// Opens a connection to a hypervisor.
///
/// - `name`: (optional) URI of the hypervisor; NULL for the configured one, or one that suits the host
///
/// Returns a connection, to be closed with virConnectClose(), or NULL in case of failure.
#[entry(since = "0.0.3")]
fn virConnectOpen(name: Option<&str>) -> Result<Connect> {
    initialize()?;
    open::open(name, None, 0)
}

/// Opens a connection to a hypervisor that can look, but not change anything.
///
/// - `name`: (optional) URI of the hypervisor; NULL for the configured one, or one that suits the host
///
/// Returns a connection, to be closed with virConnectClose(), or NULL in case of failure.
#[entry(since = "0.0.3")]
fn virConnectOpenReadOnly(name: Option<&str>) -> Result<Connect> {
    initialize()?;
    open::open(name, None, VIR_CONNECT_RO)
}

/// Opens a connection to a hypervisor, asking for credentials if need be.
///
/// - `name`: (optional) URI of the hypervisor; NULL for the configured one, or one that suits the host
/// - `auth`: how to ask for credentials, or NULL
/// - `flags`: bitwise-OR of virConnectFlags
///
/// Returns a connection, to be closed with virConnectClose(), or NULL in case of failure.
#[entry(since = "0.4.0")]
fn virConnectOpenAuth(name: Option<&str>, auth: virConnectAuthPtr, flags: c_uint) -> Result<Connect> {
    initialize()?;
    // SAFETY: NULL or a valid struct, as the contract says.
    let auth = unsafe { ProgramAuth::new(auth) };
    open::open(name, auth.as_ref().map(|auth| auth as &dyn Authenticate), flags)
}

/// Drops a reference to a connection. Objects and event callbacks of the connection hold references of
/// their own; with the last reference the connection is closed.
///
/// - `conn`: a connection
///
/// Returns 0 when the connection was closed, 1 when there are references left, -1 in case of failure.
#[entry(since = "0.0.3")]
fn virConnectClose(conn: &Handle<Connect>) -> Result<c_int> {
    Ok(c_int::from(conn.release() != 0))
}
