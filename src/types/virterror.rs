//! Types of `virterror.h`.

use std::ffi::{c_char, c_int, c_void};
use std::mem::offset_of;

use super::domain::virDomainPtr;
use super::host::virConnectPtr;
use super::network::virNetworkPtr;
use virt_core::consts::virErrorLevel;

/// An error: what failed, where, and for which object.
///
/// Since: 0.1.0
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virError {
    /// what went wrong, one of virErrorNumber
    pub code: c_int,
    /// the part of the library it comes from, one of virErrorDomain
    pub domain: c_int,
    /// text for people
    pub message: *mut c_char,
    /// how bad it is
    pub level: virErrorLevel,
    /// not set any more; see virGetLastError()
    pub conn: virConnectPtr,
    /// not set any more
    pub dom: virDomainPtr,
    /// template of the message
    pub str1: *mut c_char,
    /// further text
    pub str2: *mut c_char,
    /// further text
    pub str3: *mut c_char,
    /// further number
    pub int1: c_int,
    /// further number
    pub int2: c_int,
    /// not set any more
    pub net: virNetworkPtr,
}

/// An error: what failed, where, and for which object.
///
/// Since: 0.1.0
pub type virError = _virError;

/// Pointer to a virError.
///
/// Since: 0.1.0
pub type virErrorPtr = *mut virError;

/// Called for each error, in the thread that it happens in.
///
/// - `userData`: what was given with the function
/// - `error`: the error; valid during the call
///
/// Since: 0.1.0
pub type virErrorFunc = Option<unsafe extern "C" fn(userData: *mut c_void, error: virErrorPtr)>;

const _: () = {
    assert!(size_of::<_virError>() == 80 && align_of::<_virError>() == 8);
    assert!(offset_of!(_virError, code) == 0);
    assert!(offset_of!(_virError, domain) == 4);
    assert!(offset_of!(_virError, message) == 8);
    assert!(offset_of!(_virError, level) == 16);
    assert!(offset_of!(_virError, conn) == 24);
    assert!(offset_of!(_virError, dom) == 32);
    assert!(offset_of!(_virError, str1) == 40);
    assert!(offset_of!(_virError, str2) == 48);
    assert!(offset_of!(_virError, str3) == 56);
    assert!(offset_of!(_virError, int1) == 64);
    assert!(offset_of!(_virError, int2) == 68);
    assert!(offset_of!(_virError, net) == 72);
};
