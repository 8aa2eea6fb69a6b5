//! Devices of domains: adding, removing, changing, talking to them.

use std::ffi::{c_int, c_longlong, c_uint};

use virt_core::consts::*;
use virt_core::{Domain, Result};
use virt_entry::entry;

use super::same_connection;
use crate::ffi::{InArray, ParamsIn};
use crate::stream::StreamObject as Stream;
use std::os::fd::IntoRawFd;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Adds a device to a running domain.
///
/// - `domain`: a domain
/// - `xml`: the description, as XML
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.9", check(nonnull(xml), write))]
fn virDomainAttachDevice(domain: &Domain, xml: &str) -> Result<()> {
    domain.driver().domain_attach_device(domain, xml)
}

/// Adds a device to a running domain, to its definition, or both.
///
/// - `domain`: a domain
/// - `xml`: the description, as XML
/// - `flags`: bitwise-OR of virDomainDeviceModifyFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.7", check(nonnull(xml), write))]
fn virDomainAttachDeviceFlags(domain: &Domain, xml: &str, flags: c_uint) -> Result<()> {
    domain.driver().domain_attach_device_flags(domain, xml, flags)
}

/// Removes a device from a running domain. The guest may take its time; an event tells when it's done.
///
/// - `domain`: a domain
/// - `xml`: the description, as XML
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.9", check(nonnull(xml), write))]
fn virDomainDetachDevice(domain: &Domain, xml: &str) -> Result<()> {
    domain.driver().domain_detach_device_flags(domain, xml, VIR_DOMAIN_AFFECT_LIVE)
}

/// Removes a device from a running domain, from its definition, or both. The guest may take its time; an
/// event tells when it's done.
///
/// - `domain`: a domain
/// - `xml`: the description, as XML
/// - `flags`: bitwise-OR of virDomainDeviceModifyFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.7", check(nonnull(xml), write))]
fn virDomainDetachDeviceFlags(domain: &Domain, xml: &str, flags: c_uint) -> Result<()> {
    domain.driver().domain_detach_device_flags(domain, xml, flags)
}

/// Asks a running domain to give a device up, named by its alias. An event tells when it's done.
///
/// - `domain`: a domain
/// - `alias`: alias of the device
/// - `flags`: bitwise-OR of virDomainDeviceModifyFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "4.4.0", check(nonnull(alias), write))]
fn virDomainDetachDeviceAlias(domain: &Domain, alias: &str, flags: c_uint) -> Result<()> {
    domain.driver().domain_detach_device_alias(domain, alias, flags)
}

/// Changes a device of a running domain, of its definition, or both, as far as it can be changed.
///
/// - `domain`: a domain
/// - `xml`: the description, as XML
/// - `flags`: bitwise-OR of virDomainDeviceModifyFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0", check(nonnull(xml), write))]
fn virDomainUpdateDeviceFlags(domain: &Domain, xml: &str, flags: c_uint) -> Result<()> {
    domain.driver().domain_update_device_flags(domain, xml, flags)
}

/// Makes a running domain announce the addresses of its network devices to the network again.
///
/// - `dom`: a domain
/// - `device`: the device: target name, MAC address or alias; NULL for all
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "12.5.0", check(write, when(nparams != 0, nonnull(params)), when(nparams == 0, null(params))))]
fn virDomainAnnounceInterface(
    dom: &Domain,
    device: Option<&str>,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    dom.driver().domain_announce_interface(dom, device, &params.read(nparams)?, flags)
}

/// Connects a stream to a console of a running domain.
///
/// - `dom`: a domain
/// - `dev_name`: alias of the console, or NULL for the first
/// - `st`: a stream
/// - `flags`: bitwise-OR of virDomainConsoleFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.6", check(write))]
fn virDomainOpenConsole(dom: &Domain, dev_name: Option<&str>, st: &Stream, flags: c_uint) -> Result<()> {
    same_connection(dom, st, "virDomainOpenConsole", "st")?;
    dom.driver().domain_open_console(dom, dev_name, st, flags)
}

/// Connects a stream to a channel of a running domain.
///
/// - `dom`: a domain
/// - `name`: name of the channel, or NULL for the first
/// - `st`: a stream
/// - `flags`: bitwise-OR of virDomainChannelFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.2", check(write))]
fn virDomainOpenChannel(dom: &Domain, name: Option<&str>, st: &Stream, flags: c_uint) -> Result<()> {
    same_connection(dom, st, "virDomainOpenChannel", "st")?;
    dom.driver().domain_open_channel(dom, name, st, flags)
}

/// Gives a running domain a socket on which its graphics server then talks to a client. The caller still
/// owns and closes its own.
///
/// - `dom`: a domain
/// - `idx`: number of the graphics device
/// - `fd`: one end of a pair of sockets
/// - `flags`: bitwise-OR of virDomainOpenGraphicsFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.7", check(nonnegative(fd), socket(fd), write))]
fn virDomainOpenGraphics(dom: &Domain, idx: c_uint, fd: c_int, flags: c_uint) -> Result<()> {
    dom.driver().domain_open_graphics(dom, idx, crate::ffi::dup_fd(fd)?, flags)
}

/// Opens a connection to a graphics server of a running domain.
///
/// - `dom`: a domain
/// - `idx`: number of the graphics device
/// - `flags`: bitwise-OR of virDomainOpenGraphicsFlags
///
/// Returns a file descriptor, which the caller closes, or -1 in case of failure.
#[entry(since = "1.2.8", check(write))]
fn virDomainOpenGraphicsFD(dom: &Domain, idx: c_uint, flags: c_uint) -> Result<c_int> {
    Ok(dom.driver().domain_open_graphics_fd(dom, idx, flags)?.into_raw_fd())
}

/// Presses keys of the keyboard of a domain, all at once.
///
/// - `domain`: a domain
/// - `codeset`: the kind of numbers (virKeycodeSet)
/// - `holdtime`: how long to hold them, in milliseconds
/// - `keycodes`: the keys
/// - `nkeycodes`: how many keys
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.3", check(write, nonnull(keycodes), positive(nkeycodes), deny(codeset >= VIR_KEYCODE_SET_LAST as c_uint, codeset, "Unsupported codeset '{codeset}'"), deny(nkeycodes > VIR_DOMAIN_SEND_KEY_MAX_KEYS as c_int, nkeycodes, "nkeycodes must be <= 16")))]
fn virDomainSendKey(
    domain: &Domain,
    codeset: c_uint,
    holdtime: c_uint,
    keycodes: InArray<'_, c_uint>,
    nkeycodes: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_send_key(domain, codeset, holdtime, keycodes.read(nkeycodes), flags)
}

/// Sends a non-maskable interrupt to the guest.
///
/// - `domain`: a domain
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.2", check(write))]
fn virDomainInjectNMI(domain: &Domain, flags: c_uint) -> Result<()> {
    domain.driver().domain_inject_nmi(domain, flags)
}

/// Sends a signal to a process of the guest.
///
/// - `domain`: a domain
/// - `pid_value`: number of the process; a negative one for a group
/// - `signum`: the signal (virDomainProcessSignal)
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.1", check(nonzero(pid_value), write))]
fn virDomainSendProcessSignal(
    domain: &Domain,
    pid_value: c_longlong,
    signum: c_uint,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_send_process_signal(domain, pid_value, signum, flags)
}
