//! The first way of registering for events of domains, which knows subscriptions by their callback.

use std::ffi::c_int;

use virt_core::consts::*;
use virt_core::event::EventClass;
use virt_core::{Connect, Domain, Result, bail};

use super::objects::hub;
use super::subscriber::{self, Callback, Registration, Wish};
use crate::handle::Handle;
use crate::types::virConnectDomainEventCallback;

/// `virConnectDomainEventRegister`.
pub fn register(
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
    subscriber::subscribe(hub::<Domain>(conn)?, conn, wish, callback.into(), registration)?;
    Ok(0)
}

/// `virConnectDomainEventDeregister`.
pub fn deregister(conn: &Handle<Connect>, callback: virConnectDomainEventCallback) -> Result<c_int> {
    let hub = hub::<Domain>(conn)?;
    let callback = Callback::from(callback);
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
