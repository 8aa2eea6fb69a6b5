//! Registering for events of networks.

use std::ffi::c_int;

use virt_core::consts::*;
use virt_core::{Connect, Network, Result};
use virt_entry::entry;

use crate::event::{Registration, objects};
use crate::ffi::Opaque;
use crate::handle::Handle;
use crate::types::{virConnectNetworkEventGenericCallback, virFreeCallback};

const FROM: i32 = VIR_FROM_NETWORK;

/// Asks to be called when something happens to networks. The callback has the type that the kind of event
/// needs, cast with VIR_NETWORK_EVENT_CALLBACK(), and runs in the event loop.
///
/// - `conn`: a connection
/// - `net`: only events of this network; NULL for all
/// - `eventID`: which kind of event (virNetworkEventID)
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `freecb`: (optional) called with opaque when the callback is gone, or NULL
///
/// Returns a number for virConnectNetworkEventDeregisterAny(), or -1 in case of failure.
#[entry(since = "1.2.1", check(same_connection(net, "network '{}' in virConnectNetworkEventRegisterAny must match connection"), nonnull(cb), nonnegative(eventID), deny(eventID >= VIR_NETWORK_EVENT_ID_LAST, eventID, "eventID in virConnectNetworkEventRegisterAny must be less than {VIR_NETWORK_EVENT_ID_LAST}")))]
fn virConnectNetworkEventRegisterAny(
    conn: &Handle<Connect>,
    net: Option<&Network>,
    eventID: c_int,
    cb: virConnectNetworkEventGenericCallback,
    opaque: Opaque,
    freecb: virFreeCallback,
) -> Result<c_int> {
    objects::register(conn, net, eventID, cb, Registration { opaque, freecb })
}

/// Takes back a registration of virConnectNetworkEventRegisterAny().
///
/// - `conn`: a connection
/// - `callbackID`: the number that the registration returned
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.1", check(nonnegative(callbackID)))]
fn virConnectNetworkEventDeregisterAny(conn: &Handle<Connect>, callbackID: c_int) -> Result<()> {
    objects::deregister::<Network>(conn, callbackID)
}
