//! What the guest does for us through its agent.

use std::ffi::{c_int, c_longlong, c_uint, c_ulonglong};

use virt_core::consts::*;
use virt_core::{Domain, Result};
use virt_entry::entry;

use crate::ffi::{Out, OutAlloc, OutParams, OutStrings, StrArray};
use crate::types::virDomainFSInfoPtr;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Gives the time of the guest.
///
/// - `dom`: a domain
/// - `seconds`: where to put the seconds since 1970; may be NULL
/// - `nseconds`: where to put the nanoseconds; may be NULL
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.5", check(write))]
fn virDomainGetTime(
    dom: &Domain,
    mut seconds: Out<'_, c_longlong>,
    mut nseconds: Out<'_, c_uint>,
    flags: c_uint,
) -> Result<()> {
    let (whole, rest) = dom.driver().domain_get_time(dom, flags)?;
    seconds.set(whole);
    nseconds.set(rest);
    Ok(())
}

/// Sets the time of the guest.
///
/// - `dom`: a domain
/// - `seconds`: the seconds since 1970
/// - `nseconds`: the nanoseconds
/// - `flags`: bitwise-OR of virDomainSetTimeFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.5", check(write))]
fn virDomainSetTime(dom: &Domain, seconds: c_longlong, nseconds: c_uint, flags: c_uint) -> Result<()> {
    dom.driver().domain_set_time(dom, seconds, nseconds, flags)
}

/// Sets the password of a user of the guest.
///
/// - `dom`: a domain
/// - `user`: name of a user of the guest
/// - `password`: the password
/// - `flags`: bitwise-OR of virDomainSetUserPasswordFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.16", check(write, nonnull(user), nonnull(password)))]
fn virDomainSetUserPassword(dom: &Domain, user: &str, password: &str, flags: c_uint) -> Result<()> {
    dom.driver().domain_set_user_password(dom, user, password, flags)
}

/// Freezes file systems of the guest, so that a snapshot finds them in order. Thaw them soon.
///
/// - `dom`: a domain
/// - `mountpoints`: where they are mounted; NULL for all
/// - `nmountpoints`: how many, 0 for all
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "1.2.5", check(write, nullarray(mountpoints, nmountpoints)))]
fn virDomainFSFreeze(
    dom: &Domain,
    mountpoints: StrArray<'_>,
    nmountpoints: c_uint,
    flags: c_uint,
) -> Result<c_int> {
    let names = super::all_set(mountpoints.read(nmountpoints));
    dom.driver().domain_fs_freeze(dom, &super::strs(&names), flags)
}

/// Thaws file systems of the guest.
///
/// - `dom`: a domain
/// - `mountpoints`: where they are mounted; NULL for all
/// - `nmountpoints`: how many, 0 for all
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "1.2.5", check(write, nullarray(mountpoints, nmountpoints)))]
fn virDomainFSThaw(
    dom: &Domain,
    mountpoints: StrArray<'_>,
    nmountpoints: c_uint,
    flags: c_uint,
) -> Result<c_int> {
    let names = super::all_set(mountpoints.read(nmountpoints));
    dom.driver().domain_fs_thaw(dom, &super::strs(&names), flags)
}

/// Makes the guest tell its disks which blocks its file systems don't use.
///
/// - `dom`: a domain
/// - `mountPoint`: where the file system is mounted; NULL for all
/// - `minimum`: smallest free range to tell of, in bytes
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.1", check(write))]
fn virDomainFSTrim(
    dom: &Domain,
    mountPoint: Option<&str>,
    minimum: c_ulonglong,
    flags: c_uint,
) -> Result<()> {
    dom.driver().domain_fs_trim(dom, mountPoint, minimum, flags)
}

/// Lists the mounted file systems of the guest.
///
/// - `dom`: a domain
/// - `info`: where to put an array, whose last element is NULL; free each element with
///   virDomainFSInfoFree(), then the array
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "1.2.11", check(write, nonnull(info)))]
fn virDomainGetFSInfo(
    dom: &Domain,
    mut info: OutAlloc<'_, virDomainFSInfoPtr>,
    flags: c_uint,
) -> Result<c_int> {
    info.set(dom.driver().domain_get_fs_info(dom, flags)?)
}

/// Gives what the guest tells of itself: users, system, time zone, disks and more.
///
/// - `domain`: a domain
/// - `types`: which (virDomainGuestInfoTypes); 0 for all that there is
/// - `params`: where to put the array; free it with virTypedParamsFree()
/// - `nparams`: where to put the number of parameters
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.7.0", check(write, nonnull(params), nonnull(nparams)))]
fn virDomainGetGuestInfo(
    domain: &Domain,
    types: c_uint,
    params: OutParams<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    params.answer(nparams, &domain.driver().domain_get_guest_info(domain, types, flags)?)
}

/// Sets how long to wait for an answer of the guest's agent.
///
/// - `domain`: a domain
/// - `timeout`: seconds, or one of virDomainAgentResponseTimeoutValues
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.10.0", check(write))]
fn virDomainAgentSetResponseTimeout(domain: &Domain, timeout: c_int, flags: c_uint) -> Result<()> {
    domain.driver().domain_agent_set_response_timeout(domain, timeout, flags)
}

/// Lists the SSH keys that may log in as a user of the guest.
///
/// - `domain`: a domain
/// - `user`: name of a user of the guest
/// - `keys`: where to put an array of keys; free each key, then the array
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "6.10.0", check(nonnull(user), nonnull(keys), write))]
fn virDomainAuthorizedSSHKeysGet(
    domain: &Domain,
    user: &str,
    mut keys: OutStrings<'_>,
    flags: c_uint,
) -> Result<c_int> {
    keys.set(&domain.driver().domain_authorized_ssh_keys_get(domain, user, flags)?)
}

/// Sets, adds or removes SSH keys that may log in as a user of the guest.
///
/// - `domain`: a domain
/// - `user`: name of a user of the guest
/// - `keys`: the keys
/// - `nkeys`: how many keys
/// - `flags`: bitwise-OR of virDomainAuthorizedSSHKeysSetFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "6.10.0", check(nonnull(user), when(flags & (VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND | VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE) != 0, nonnull(keys)), exclusive(VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND, VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE), write))]
fn virDomainAuthorizedSSHKeysSet(
    domain: &Domain,
    user: &str,
    keys: StrArray<'_>,
    nkeys: c_uint,
    flags: c_uint,
) -> Result<()> {
    let keys = super::all_set(keys.read(nkeys));
    domain.driver().domain_authorized_ssh_keys_set(domain, user, &super::strs(&keys), flags)
}
