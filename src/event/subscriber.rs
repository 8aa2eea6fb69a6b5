//! A C callback that is subscribed to events.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use virt_core::consts::{VIR_ERR_INVALID_ARG, VIR_FROM_NONE};
use virt_core::event::{Event, EventClass, EventTest, Filter, Subscriber};
use virt_core::{Connect, EventHub, Result, bail};

use super::dispatch;
use crate::ffi::Opaque;
use crate::handle::{self, Handle, Token};
use crate::types::{
    virConnectDomainEventCallback, virConnectDomainEventGenericCallback,
    virConnectDomainQemuMonitorEventCallback, virConnectNetworkEventGenericCallback,
    virConnectNodeDeviceEventGenericCallback, virConnectSecretEventGenericCallback,
    virConnectStoragePoolEventGenericCallback, virFreeCallback,
};

/// The data of a registration and how to free it.
#[derive(Clone, Copy)]
pub struct Registration {
    pub opaque: Opaque,
    pub freecb: virFreeCallback,
}

/// A callback as its address; its type follows from class and number of the event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Callback(pub usize);

macro_rules! callbacks {
    ($($ty:ty),* $(,)?) => { $(
        impl From<$ty> for Callback {
            fn from(callback: $ty) -> Self {
                Self(callback.map_or(0, |callback| callback as usize))
            }
        }
    )* };
}

callbacks!(
    virConnectDomainEventCallback,
    virConnectDomainEventGenericCallback,
    virConnectDomainQemuMonitorEventCallback,
    virConnectNetworkEventGenericCallback,
    virConnectNodeDeviceEventGenericCallback,
    virConnectSecretEventGenericCallback,
    virConnectStoragePoolEventGenericCallback,
);

/// What a connection knows of a subscription.
#[derive(Clone, PartialEq)]
pub struct Known {
    pub class: EventClass,
    pub event: i32,
    pub object: Option<String>,
    pub callback: Callback,
    pub legacy: bool,
    pub id: i32,
}

struct CallbackSubscriber {
    /// Held with a reference, so that the connection stays open.
    conn: Token,
    event: i32,
    callback: Callback,
    registration: Registration,
    /// Set once the registration succeeded: failed ones don't free.
    armed: AtomicBool,
}

impl Subscriber for CallbackSubscriber {
    fn deliver(&self, event: &Event) {
        dispatch::deliver(self.conn, event, self.event, self.callback, self.registration.opaque);
    }
}

impl Drop for CallbackSubscriber {
    fn drop(&mut self) {
        if self.armed.load(Ordering::Acquire)
            && let Some(free) = self.registration.freecb
        {
            // SAFETY: the program's function with its data, once, after the last delivery.
            unsafe { free(self.registration.opaque.0) };
        }
        handle::release(self.conn);
    }
}

/// What to subscribe to.
pub struct Wish {
    pub class: EventClass,
    pub event: i32,
    pub object: Option<String>,
    pub matches: Option<EventTest>,
    pub legacy: bool,
}

/// Subscribes a callback; returns its number.
pub fn subscribe(
    hub: &EventHub,
    conn: &Handle<Connect>,
    wish: Wish,
    callback: Callback,
    registration: Registration,
) -> Result<i32> {
    let Wish { class, event, object, matches, legacy } = wish;
    let Some(state) = conn.state() else { bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "not a connection") };
    let mut known = Known { class, event, object: object.clone(), callback, legacy, id: -1 };
    let tracked = |old: &Known| Known { id: -1, ..old.clone() } == known;
    if matches.is_none() && state.subscriptions.lock().iter().any(tracked) {
        bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "event callback already tracked");
    }
    conn.retain();
    let armed = AtomicBool::new(false);
    let subscriber =
        Arc::new(CallbackSubscriber { conn: conn.token(), event, callback, registration, armed });
    let filter = Filter { class, id: event, object, matches };
    let id = hub.subscribe(conn, filter, subscriber.clone())?;
    subscriber.armed.store(true, Ordering::Release);
    known.id = id;
    state.subscriptions.lock().push(known);
    Ok(id)
}

/// Ends a subscription. Its number is enough: upstream doesn't ask what kind of object it was for.
pub fn unsubscribe(hub: &EventHub, conn: &Handle<Connect>, id: i32) -> Result<()> {
    let class = hub.unsubscribe(conn, id)?;
    if let Some(state) = conn.state() {
        state.subscriptions.lock().retain(|known| known.id != id || known.class != class);
    }
    Ok(())
}

/// The number of a subscription of the old kind, which goes by its callback.
pub fn legacy_id(conn: &Handle<Connect>, callback: Callback) -> Option<i32> {
    let subscriptions = conn.state()?.subscriptions.lock();
    subscriptions.iter().find(|known| known.legacy && known.callback == callback).map(|known| known.id)
}
