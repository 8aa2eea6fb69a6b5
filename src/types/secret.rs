//! Types of `libvirt-secret.h`.

use std::ffi::{c_int, c_void};

use super::host::virConnectPtr;

/// A secret: a definition and a value that is kept from view.
///
/// Since: 0.7.1
#[repr(C)]
pub struct _virSecret {
    _opaque: [u8; 0],
}

/// A secret: a definition and a value that is kept from view.
///
/// Since: 0.7.1
pub type virSecret = _virSecret;

/// Handle of a secret.
///
/// Since: 0.7.1
pub type virSecretPtr = *mut virSecret;

/// Stands for the callback of any secret event; the real signature depends on the event. Cast with
/// VIR_SECRET_EVENT_CALLBACK().
///
/// - `conn`: the connection
/// - `secret`: the secret
/// - `opaque`: what was given at registration
///
/// Since: 3.0.0
pub type virConnectSecretEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, secret: virSecretPtr, opaque: *mut c_void)>;

/// A secret was defined or undefined.
///
/// To be registered for VIR_SECRET_EVENT_ID_LIFECYCLE with virConnectSecretEventRegisterAny().
///
/// - `conn`: the connection
/// - `secret`: the secret
/// - `event`: one of virSecretEventLifecycleType
/// - `detail`: 0, for later use
/// - `opaque`: what was given at registration
///
/// Since: 3.0.0
pub type virConnectSecretEventLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        secret: virSecretPtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ),
>;
