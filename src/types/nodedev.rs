//! Types of `libvirt-nodedev.h`.

use std::ffi::{c_int, c_void};

use super::host::virConnectPtr;

/// A device of the host.
///
/// Since: 0.5.0
#[repr(C)]
pub struct _virNodeDevice {
    _opaque: [u8; 0],
}

/// A device of the host.
///
/// Since: 0.5.0
pub type virNodeDevice = _virNodeDevice;

/// Handle of a host device.
///
/// Since: 0.5.0
pub type virNodeDevicePtr = *mut virNodeDevice;

/// Stands for the callback of any host device event; the real signature depends on the event. Cast with
/// VIR_NODE_DEVICE_EVENT_CALLBACK().
///
/// - `conn`: the connection
/// - `dev`: the device
/// - `opaque`: what was given at registration
///
/// Since: 2.2.0
pub type virConnectNodeDeviceEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, dev: virNodeDevicePtr, opaque: *mut c_void)>;

/// A host device came, went, was defined and so on.
///
/// To be registered for VIR_NODE_DEVICE_EVENT_ID_LIFECYCLE with virConnectNodeDeviceEventRegisterAny().
///
/// - `conn`: the connection
/// - `dev`: the device
/// - `event`: one of virNodeDeviceEventLifecycleType
/// - `detail`: 0, for later use
/// - `opaque`: what was given at registration
///
/// Since: 2.2.0
pub type virConnectNodeDeviceEventLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dev: virNodeDevicePtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ),
>;
