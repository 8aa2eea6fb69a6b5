//! Registering for events of domains.

use std::ffi::c_int;

use virt_core::consts::*;
use virt_core::{Connect, Domain, Result};
use virt_entry::entry;

use crate::event::{Registration, legacy, objects};
use crate::ffi::Opaque;
use crate::handle::Handle;
use crate::types::{virConnectDomainEventCallback, virConnectDomainEventGenericCallback, virFreeCallback};

const FROM: i32 = VIR_FROM_DOMAIN;

/// Asks to be called when domains start, stop or change. virConnectDomainEventRegisterAny() serves better.
///
/// - `conn`: a connection
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `freecb`: (optional) called with opaque when the callback is gone, or NULL
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.5.0", check(nonnull(cb)))]
fn virConnectDomainEventRegister(
    conn: &Handle<Connect>,
    cb: virConnectDomainEventCallback,
    opaque: Opaque,
    freecb: virFreeCallback,
) -> Result<c_int> {
    legacy::register(conn, cb, Registration { opaque, freecb })
}

/// Takes back a registration of virConnectDomainEventRegister().
///
/// - `conn`: a connection
/// - `cb`: the callback
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.5.0", check(nonnull(cb)))]
fn virConnectDomainEventDeregister(
    conn: &Handle<Connect>,
    cb: virConnectDomainEventCallback,
) -> Result<c_int> {
    legacy::deregister(conn, cb)
}

/// Asks to be called when something happens to domains. The callback has the type that the kind of event
/// needs, cast with VIR_DOMAIN_EVENT_CALLBACK(), and runs in the event loop, one of which has to be
/// registered before the connection is opened.
///
/// - `conn`: a connection
/// - `dom`: only events of this domain; NULL for all
/// - `eventID`: which kind of event (virDomainEventID)
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `freecb`: (optional) called with opaque when the callback is gone, or NULL
///
/// Returns a number for virConnectDomainEventDeregisterAny(), or -1 in case of failure.
#[entry(since = "0.8.0", check(same_connection(dom, "domain '{}' must match connection"), nonnull(cb), nonnegative(eventID), deny(eventID >= VIR_DOMAIN_EVENT_ID_LAST, eventID, "eventID must be less than {VIR_DOMAIN_EVENT_ID_LAST}")))]
fn virConnectDomainEventRegisterAny(
    conn: &Handle<Connect>,
    dom: Option<&Domain>,
    eventID: c_int,
    cb: virConnectDomainEventGenericCallback,
    opaque: Opaque,
    freecb: virFreeCallback,
) -> Result<c_int> {
    objects::register(conn, dom, eventID, cb, Registration { opaque, freecb })
}

/// Takes back a registration of virConnectDomainEventRegisterAny().
///
/// - `conn`: a connection
/// - `callbackID`: the number that the registration returned
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0", check(nonnegative(callbackID)))]
fn virConnectDomainEventDeregisterAny(conn: &Handle<Connect>, callbackID: c_int) -> Result<()> {
    objects::deregister::<Domain>(conn, callbackID)
}
