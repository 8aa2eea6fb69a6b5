//! Types of `libvirt-network.h`.

use std::ffi::{c_char, c_int, c_longlong, c_uint, c_void};
use std::mem::offset_of;

use super::host::virConnectPtr;

/// A virtual network.
///
/// Since: 0.2.0
#[repr(C)]
pub struct _virNetwork {
    _opaque: [u8; 0],
}

/// A virtual network.
///
/// Since: 0.2.0
pub type virNetwork = _virNetwork;

/// Handle of a virtual network.
///
/// Since: 0.2.0
pub type virNetworkPtr = *mut virNetwork;

/// A port of a virtual network: what one guest interface is attached to.
///
/// Since: 5.5.0
#[repr(C)]
pub struct _virNetworkPort {
    _opaque: [u8; 0],
}

/// A port of a virtual network: what one guest interface is attached to.
///
/// Since: 5.5.0
pub type virNetworkPort = _virNetworkPort;

/// Handle of a network port.
///
/// Since: 5.5.0
pub type virNetworkPortPtr = *mut virNetworkPort;

/// A DHCP lease of a virtual network.
///
/// Since: 1.2.6
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virNetworkDHCPLease {
    /// bridge of the network
    pub iface: *mut c_char,
    /// when it ends, in seconds since 1970
    pub expirytime: c_longlong,
    /// one of virIPAddrType
    pub r#type: c_int,
    /// MAC address of the client, or NULL
    pub mac: *mut c_char,
    /// IAID of an IPv6 client, or NULL
    pub iaid: *mut c_char,
    /// the address leased
    pub ipaddr: *mut c_char,
    /// length of the network prefix in bits
    pub prefix: c_uint,
    /// host name of the client, or NULL
    pub hostname: *mut c_char,
    /// client id (IPv4) or DUID (IPv6), or NULL
    pub clientid: *mut c_char,
}

/// A DHCP lease of a virtual network.
///
/// Since: 1.2.6
pub type virNetworkDHCPLease = _virNetworkDHCPLease;

/// Pointer to a virNetworkDHCPLease.
///
/// Since: 1.2.6
pub type virNetworkDHCPLeasePtr = *mut virNetworkDHCPLease;

/// Stands for the callback of any network event; the real signature depends on the event. Cast with
/// VIR_NETWORK_EVENT_CALLBACK().
///
/// - `conn`: the connection
/// - `net`: the network
/// - `opaque`: what was given at registration
///
/// Since: 1.2.1
pub type virConnectNetworkEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, net: virNetworkPtr, opaque: *mut c_void)>;

/// A network was defined, started and so on.
///
/// To be registered for VIR_NETWORK_EVENT_ID_LIFECYCLE with virConnectNetworkEventRegisterAny().
///
/// - `conn`: the connection
/// - `net`: the network
/// - `event`: one of virNetworkEventLifecycleType
/// - `detail`: 0, for later use
/// - `opaque`: what was given at registration
///
/// Since: 1.2.1
pub type virConnectNetworkEventLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        net: virNetworkPtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ),
>;

/// The metadata of a network changed.
///
/// To be registered for VIR_NETWORK_EVENT_ID_METADATA_CHANGE with virConnectNetworkEventRegisterAny().
///
/// - `conn`: the connection
/// - `net`: the network
/// - `type`: which part, one of virNetworkMetadataType
/// - `nsuri`: XML namespace for VIR_NETWORK_METADATA_ELEMENT, else NULL
/// - `opaque`: what was given at registration
///
/// Since: 9.8.0
pub type virConnectNetworkEventMetadataChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        net: virNetworkPtr,
        r#type: c_int,
        nsuri: *const c_char,
        opaque: *mut c_void,
    ),
>;

const _: () = {
    assert!(size_of::<_virNetworkDHCPLease>() == 72 && align_of::<_virNetworkDHCPLease>() == 8);
    assert!(offset_of!(_virNetworkDHCPLease, iface) == 0);
    assert!(offset_of!(_virNetworkDHCPLease, expirytime) == 8);
    assert!(offset_of!(_virNetworkDHCPLease, r#type) == 16);
    assert!(offset_of!(_virNetworkDHCPLease, mac) == 24);
    assert!(offset_of!(_virNetworkDHCPLease, iaid) == 32);
    assert!(offset_of!(_virNetworkDHCPLease, ipaddr) == 40);
    assert!(offset_of!(_virNetworkDHCPLease, prefix) == 48);
    assert!(offset_of!(_virNetworkDHCPLease, hostname) == 56);
    assert!(offset_of!(_virNetworkDHCPLease, clientid) == 64);
};
