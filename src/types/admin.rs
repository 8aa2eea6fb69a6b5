//! Types of `libvirt-admin.h`.

use std::ffi::{c_int, c_void};

/// A client that is connected to a server of a daemon.
///
/// Since: 2.0.0
#[repr(C)]
pub struct _virAdmClient {
    _opaque: [u8; 0],
}

/// A client that is connected to a server of a daemon.
///
/// Since: 2.0.0
pub type virAdmClient = _virAdmClient;

/// Handle of a connected client.
///
/// Since: 2.0.0
pub type virAdmClientPtr = *mut virAdmClient;

/// A connection to the administration socket of a daemon.
///
/// Since: 2.0.0
#[repr(C)]
pub struct _virAdmConnect {
    _opaque: [u8; 0],
}

/// A connection to the administration socket of a daemon.
///
/// Since: 2.0.0
pub type virAdmConnect = _virAdmConnect;

/// Handle of an administration connection, from virAdmConnectOpen().
///
/// Since: 2.0.0
pub type virAdmConnectPtr = *mut virAdmConnect;

/// A server inside a daemon: a set of sockets with their clients and workers.
///
/// Since: 2.0.0
#[repr(C)]
pub struct _virAdmServer {
    _opaque: [u8; 0],
}

/// A server inside a daemon: a set of sockets with their clients and workers.
///
/// Since: 2.0.0
pub type virAdmServer = _virAdmServer;

/// Handle of a server of a daemon.
///
/// Since: 2.0.0
pub type virAdmServerPtr = *mut virAdmServer;

/// Called when an administration connection ends.
///
/// - `conn`: the connection
/// - `reason`: why, one of virConnectCloseReason
/// - `opaque`: what was given at registration
///
/// Since: 2.0.0
pub type virAdmConnectCloseFunc =
    Option<unsafe extern "C" fn(conn: virAdmConnectPtr, reason: c_int, opaque: *mut c_void)>;
