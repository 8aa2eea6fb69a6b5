//! Types of `libvirt-domain.h` that belong to events: callbacks and what they are given, a file per subject.

use std::ffi::{c_int, c_void};

use super::domain::virDomainPtr;
use super::host::virConnectPtr;

/// Declares the callback of one kind of domain event: what it is given between the domain and the program's own
/// data. xtask reads these declarations too, and documents what all have in common.
macro_rules! domain_event {
    ($(#[$doc:meta])* $name:ident for $id:ident ($($arg:ident: $ty:ty),* $(,)?);) => {
        $(#[$doc])*
        pub type $name = Option<
            unsafe extern "C" fn(
                conn: crate::types::virConnectPtr,
                dom: crate::types::virDomainPtr,
                $($arg: $ty,)*
                opaque: *mut std::ffi::c_void,
            ),
        >;
        const _: i32 = virt_core::consts::$id;
    };
}

mod devices;
mod domain;
mod graphics;
mod guest;
mod storage;

pub use self::{devices::*, domain::*, graphics::*, guest::*, storage::*};

/// A domain was started, stopped, defined and so on.
///
/// To be registered with virConnectDomainEventRegister(), or for VIR_DOMAIN_EVENT_ID_LIFECYCLE.
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `event`: one of virDomainEventType
/// - `detail`: why, of the enum that belongs to the event
/// - `opaque`: what was given at registration
///
/// Returns ignored.
///
/// Since: 0.5.0
pub type virConnectDomainEventCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ) -> c_int,
>;

/// Stands for the callback of any domain event; the real signature depends on the event. Cast with
/// VIR_DOMAIN_EVENT_CALLBACK().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `opaque`: what was given at registration
///
/// Since: 0.8.0
pub type virConnectDomainEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, opaque: *mut c_void)>;
