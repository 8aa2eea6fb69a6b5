//! Events of domains: registering and taking back.

use std::ffi::c_int;

use virt_core::consts::*;
use virt_core::driver::unsupported;
use virt_core::event::EventClass;
use virt_core::{Connect, Domain, EventHub, Result, bail};

use super::subscriber::{self, Callback, Registration, Wish};
use crate::handle::Handle;
use crate::types::{virConnectDomainEventCallback, virConnectDomainEventGenericCallback};

fn hub(conn: &Connect) -> Result<&EventHub> {
    conn.driver().event_hub().ok_or_else(unsupported)
}

/// `virConnectDomainEventRegisterAny`.
pub fn register(
    conn: &Handle<Connect>,
    domain: Option<&Domain>,
    event: c_int,
    callback: virConnectDomainEventGenericCallback,
    registration: Registration,
) -> Result<c_int> {
    let object = domain.map(|domain| domain.uuid().to_string());
    let wish = Wish { class: EventClass::Domain, event, object, matches: None, legacy: false };
    let callback = Callback(callback.map_or(0, |callback| callback as usize));
    subscriber::subscribe(hub(conn)?, conn, wish, callback, registration)
}

/// `virConnectDomainEventDeregisterAny`.
pub fn deregister(conn: &Handle<Connect>, id: c_int) -> Result<()> {
    subscriber::unsubscribe(hub(conn)?, conn, id)
}

fn legacy(callback: virConnectDomainEventCallback) -> Callback {
    Callback(callback.map_or(0, |callback| callback as usize))
}

/// `virConnectDomainEventRegister`.
pub fn register_legacy(
    conn: &Handle<Connect>,
    callback: virConnectDomainEventCallback,
    registration: Registration,
) -> Result<c_int> {
    let wish = Wish {
        class: EventClass::Domain,
        event: VIR_DOMAIN_EVENT_ID_LIFECYCLE,
        object: None,
        matches: None,
        legacy: true,
    };
    subscriber::subscribe(hub(conn)?, conn, wish, legacy(callback), registration)?;
    Ok(0)
}

/// `virConnectDomainEventDeregister`.
pub fn deregister_legacy(conn: &Handle<Connect>, callback: virConnectDomainEventCallback) -> Result<c_int> {
    let hub = hub(conn)?;
    let callback = legacy(callback);
    match subscriber::legacy_id(conn, callback) {
        Some(id) => subscriber::unsubscribe(hub, conn, id).map(|()| 0),
        None => bail!(
            VIR_FROM_NONE,
            VIR_ERR_INVALID_ARG,
            "event callback function {:#x} not registered",
            callback.0
        ),
    }
}
