//! The functions of `libvirt-qemu.h`, which that library forwards here.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Domain, Result};
use virt_entry::entry;

use crate::event::{Registration, qemu};
use crate::ffi::dup_fds;
use crate::ffi::{InArray, Opaque, Out, OutFds, OutString};
use crate::handle::Handle;
use crate::types::{virConnectDomainQemuMonitorEventCallback, virFreeCallback};

const FROM: i32 = VIR_FROM_NONE;

/// Sends a command to the monitor of QEMU, which may bring the library's view of the domain out of step.
///
/// - `domain`: a domain
/// - `cmd`: the command, as JSON or, with a flag, as people type it
/// - `result`: where to put the answer, which the caller frees
/// - `flags`: bitwise-OR of virDomainQemuMonitorCommandFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.3", check(nonnull(result), write, nonnull(cmd)), companion)]
fn virDomainQemuMonitorCommand(
    domain: &Domain,
    cmd: &str,
    mut result: OutString<'_>,
    flags: c_uint,
) -> Result<()> {
    let answer = domain.driver().domain_qemu_monitor_command(domain, cmd, flags)?;
    result.set(Some(&answer));
    Ok(())
}

/// Sends a command with open files to the monitor of QEMU. The caller still owns and closes its own.
///
/// - `domain`: a domain
/// - `cmd`: the command, as JSON or, with a flag, as people type it
/// - `ninfiles`: number of files to send
/// - `infiles`: the files to send
/// - `noutfiles`: where to put the number of files that came back; may be NULL
/// - `outfiles`: where to put an array of the files that came back, which the caller closes and frees; may
///   be NULL
/// - `result`: where to put the answer, which the caller frees
/// - `flags`: bitwise-OR of virDomainQemuMonitorCommandFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "8.2.0", check(nonnull(cmd), nonnull(result), write), companion)]
fn virDomainQemuMonitorCommandWithFiles(
    domain: &Domain,
    cmd: &str,
    ninfiles: c_uint,
    infiles: InArray<'_, c_int>,
    mut noutfiles: Out<'_, c_uint>,
    mut outfiles: OutFds<'_>,
    mut result: OutString<'_>,
    flags: c_uint,
) -> Result<()> {
    let files = dup_fds(infiles.read(ninfiles))?;
    let (answer, files) =
        domain.driver().domain_qemu_monitor_command_with_files(domain, cmd, files, flags)?;
    result.set(Some(&answer));
    noutfiles.set(outfiles.set(files) as c_uint);
    Ok(())
}

/// Takes a QEMU that was started otherwise for a domain.
///
/// - `conn`: a connection
/// - `pid_value`: number of the process
/// - `flags`: (optional) no flags are defined; pass 0
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.9.4", check(nonzero(pid_value), deny(pid_value > i32::MAX as c_uint, pid_value, "pid_value in virDomainQemuAttach is too large"), write), header_args(conn = "domain"), companion)]
fn virDomainQemuAttach(conn: &Connect, pid_value: c_uint, flags: c_uint) -> Result<Domain> {
    conn.driver().domain_qemu_attach(conn, pid_value, flags)
}

/// Sends a command to the agent of the guest.
///
/// - `domain`: a domain
/// - `cmd`: the command, as JSON
/// - `timeout`: seconds, or one of virDomainQemuAgentCommandTimeoutValues
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.10.0", check(write), companion)]
fn virDomainQemuAgentCommand(
    domain: &Domain,
    cmd: Option<&str>,
    timeout: c_int,
    flags: c_uint,
) -> Result<Option<String>> {
    domain.driver().domain_qemu_agent_command(domain, cmd.unwrap_or_default(), timeout, flags)
}

/// Asks to be called when QEMU tells of events on its monitor.
///
/// - `conn`: a connection
/// - `dom`: only events of this domain; NULL for all
/// - `event`: only events of this name, or that match it; NULL for all
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `freecb`: (optional) called with opaque when the callback is gone, or NULL
/// - `flags`: bitwise-OR of virConnectDomainQemuMonitorEventRegisterFlags
///
/// Returns a number for virConnectDomainQemuMonitorEventDeregister(), or -1 in case of failure.
#[entry(
    since = "1.2.3",
    check(
        same_connection(
            dom,
            "domain '{}' in virConnectDomainQemuMonitorEventRegister must match connection"
        ),
        nonnull(cb),
        write
    ),
    companion
)]
fn virConnectDomainQemuMonitorEventRegister(
    conn: &Handle<Connect>,
    dom: Option<&Domain>,
    event: Option<&str>,
    cb: virConnectDomainQemuMonitorEventCallback,
    opaque: Opaque,
    freecb: virFreeCallback,
    flags: c_uint,
) -> Result<c_int> {
    qemu::register(conn, dom, event, cb, Registration { opaque, freecb }, flags)
}

/// Takes back a registration of virConnectDomainQemuMonitorEventRegister().
///
/// - `conn`: a connection
/// - `callbackID`: the number that the registration returned
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.3", check(nonnegative(callbackID), write), companion)]
fn virConnectDomainQemuMonitorEventDeregister(conn: &Handle<Connect>, callbackID: c_int) -> Result<()> {
    qemu::deregister(conn, callbackID)
}
