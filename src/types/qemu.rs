//! Types of `libvirt-qemu.h`.

use std::ffi::{c_char, c_longlong, c_uint, c_void};

use super::domain::virDomainPtr;
use super::host::virConnectPtr;

/// QEMU sent an event.
///
/// To be registered with virConnectDomainQemuMonitorEventRegister().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `event`: name of the event
/// - `seconds`: when QEMU sent it, in seconds since 1970
/// - `micros`: microseconds of that time
/// - `details`: data of the event as JSON, or NULL
/// - `opaque`: what was given at registration
///
/// Since: 1.2.3
pub type virConnectDomainQemuMonitorEventCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        event: *const c_char,
        seconds: c_longlong,
        micros: c_uint,
        details: *const c_char,
        opaque: *mut c_void,
    ),
>;
