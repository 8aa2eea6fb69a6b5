//! Starting, pausing, stopping domains.

use std::ffi::{c_int, c_uint, c_ulonglong};

use virt_core::consts::*;
use virt_core::{Connect, Domain, Result};
use virt_entry::entry;

use crate::ffi::InArray;
use crate::ffi::dup_fds;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Starts a domain from a description. It is transient: it is gone when it stops.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virDomainCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.5.0", check(nonnull(xmlDesc), write))]
fn virDomainCreateXML(conn: &Connect, xmlDesc: &str, flags: c_uint) -> Result<Domain> {
    conn.driver().domain_create_xml(conn, xmlDesc, Vec::new(), flags)
}

/// Starts a transient domain from a description and passes open files to its first process. The caller
/// still owns and closes its own.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
/// - `nfiles`: number of file descriptors
/// - `files`: array of file descriptors
/// - `flags`: bitwise-OR of virDomainCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "1.1.1", check(nonnull(xmlDesc), write))]
fn virDomainCreateXMLWithFiles(
    conn: &Connect,
    xmlDesc: &str,
    nfiles: c_uint,
    files: InArray<'_, c_int>,
    flags: c_uint,
) -> Result<Domain> {
    conn.driver().domain_create_xml(conn, xmlDesc, dup_fds(files.read(nfiles))?, flags)
}

/// The name that virDomainCreateXML() had first; use that one.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virDomainCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.0.3", check(nonnull(xmlDesc), write), known_as = "virDomainCreateXML")]
fn virDomainCreateLinux(conn: &Connect, xmlDesc: &str, flags: c_uint) -> Result<Domain> {
    conn.driver().domain_create_xml(conn, xmlDesc, Vec::new(), flags)
}

/// Stops a domain at once, like pulling the plug: the guest isn't asked. A transient domain is gone then.
/// Frees no handle.
///
/// - `domain`: a domain
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3", check(write))]
fn virDomainDestroy(domain: &Domain) -> Result<()> {
    domain.driver().domain_destroy_flags(domain, 0)
}

/// Stops a domain at once, like pulling the plug; flags say how patient to be with its process.
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainDestroyFlagsValues
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.4", check(write))]
fn virDomainDestroyFlags(domain: &Domain, flags: c_uint) -> Result<()> {
    domain.driver().domain_destroy_flags(domain, flags)
}

/// Pauses a domain; its memory stays allocated. virDomainResume() goes on.
///
/// - `domain`: a domain
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3", check(write))]
fn virDomainSuspend(domain: &Domain) -> Result<()> {
    domain.driver().domain_suspend(domain)
}

/// Lets a paused domain go on.
///
/// - `domain`: a domain
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3", check(write))]
fn virDomainResume(domain: &Domain) -> Result<()> {
    domain.driver().domain_resume(domain)
}

/// Asks the guest, through its agent, to sleep. virDomainPMWakeup() or the guest itself ends it.
///
/// - `dom`: a domain
/// - `target`: which kind of sleep (virNodeSuspendTarget)
/// - `duration`: how long in seconds; 0 for until woken. Not every driver takes others
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.10", check(write), header_args(dom = "domain"))]
fn virDomainPMSuspendForDuration(
    dom: &Domain,
    target: c_uint,
    duration: c_ulonglong,
    flags: c_uint,
) -> Result<()> {
    dom.driver().domain_pm_suspend_for_duration(dom, target, duration, flags)
}

/// Wakes a guest that was put to sleep by virDomainPMSuspendForDuration().
///
/// - `dom`: a domain
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.11", check(write), header_args(dom = "domain"))]
fn virDomainPMWakeup(dom: &Domain, flags: c_uint) -> Result<()> {
    dom.driver().domain_pm_wakeup(dom, flags)
}

/// Asks the guest to shut down; it may take its time, or not obey.
///
/// - `domain`: a domain
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3", check(write))]
fn virDomainShutdown(domain: &Domain) -> Result<()> {
    domain.driver().domain_shutdown_flags(domain, 0)
}

/// Asks the guest to shut down, by the ways that flags name; without any the driver chooses.
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainShutdownFlagValues
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.10", check(write))]
fn virDomainShutdownFlags(domain: &Domain, flags: c_uint) -> Result<()> {
    domain.driver().domain_shutdown_flags(domain, flags)
}

/// Asks the guest to restart, by the ways that flags name; without any the driver chooses.
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainRebootFlagValues
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.0", check(write))]
fn virDomainReboot(domain: &Domain, flags: c_uint) -> Result<()> {
    domain.driver().domain_reboot(domain, flags)
}

/// Restarts a domain at once, like the reset button: the guest isn't asked.
///
/// - `domain`: a domain
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.7", check(write))]
fn virDomainReset(domain: &Domain, flags: c_uint) -> Result<()> {
    domain.driver().domain_reset(domain, flags)
}

/// Starts a defined domain.
///
/// - `domain`: a domain
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.1", check(write))]
fn virDomainCreate(domain: &Domain) -> Result<()> {
    domain.driver().domain_create_with_flags(domain, Vec::new(), 0)
}

/// Starts a defined domain, in the way that flags say.
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainCreateFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.2", check(write))]
fn virDomainCreateWithFlags(domain: &Domain, flags: c_uint) -> Result<()> {
    domain.driver().domain_create_with_flags(domain, Vec::new(), flags)
}

/// Starts a defined domain and passes open files to its first process. The caller still owns and closes its
/// own.
///
/// - `domain`: a domain
/// - `nfiles`: number of file descriptors
/// - `files`: array of file descriptors
/// - `flags`: bitwise-OR of virDomainCreateFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.1.1", check(write))]
fn virDomainCreateWithFiles(
    domain: &Domain,
    nfiles: c_uint,
    files: InArray<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_create_with_flags(domain, dup_fds(files.read(nfiles))?, flags)
}

/// Says what happens when the guest powers off, reboots or crashes.
///
/// - `domain`: a domain
/// - `type`: which occasion (virDomainLifecycle)
/// - `action`: what to do (virDomainLifecycleAction)
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "3.9.0", check(write, deny(r#type >= VIR_DOMAIN_LIFECYCLE_LAST as c_uint, r#type, "invalid argument: invalid lifecycle type '{type}'"), deny(action >= VIR_DOMAIN_LIFECYCLE_ACTION_LAST as c_uint, action, "invalid argument: invalid lifecycle action '{action}'")))]
fn virDomainSetLifecycleAction(domain: &Domain, r#type: c_uint, action: c_uint, flags: c_uint) -> Result<()> {
    domain.driver().domain_set_lifecycle_action(domain, r#type, action, flags)
}

/// Gives open files to a domain under a name that its description refers to. They are its own until it
/// stops or the connection is closed.
///
/// - `domain`: a domain
/// - `name`: the name
/// - `nfds`: number of file descriptors
/// - `fds`: array of file descriptors
/// - `flags`: (optional) bitwise-OR of virDomainFDAssociateFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "9.0.0", check(nonzero(nfds), nonnull(fds), write))]
fn virDomainFDAssociate(
    domain: &Domain,
    name: &str,
    nfds: c_uint,
    fds: InArray<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_fd_associate(domain, name, dup_fds(fds.read(nfds))?, flags)
}
