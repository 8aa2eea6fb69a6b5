//! Events of domains, networks, storage pools, host devices and secrets: registering and taking back.

use std::ffi::c_int;

use virt_core::driver::unsupported;
use virt_core::event::EventClass;
use virt_core::{Connect, Domain, EventHub, Network, NodeDevice, Result, Secret, StoragePool};

use super::subscriber::{self, Callback, Registration, Wish};
use crate::handle::Handle;

/// A kind of object that programs watch.
pub trait Watched {
    const CLASS: EventClass;

    fn hub(conn: &Connect) -> Option<&EventHub>;
    /// What events call the object.
    fn key(&self) -> String;
}

macro_rules! watched {
    ($($ty:ident: $driver:ident, $key:ident;)*) => { $(
        impl Watched for $ty {
            const CLASS: EventClass = EventClass::$ty;

            fn hub(conn: &Connect) -> Option<&EventHub> {
                conn.$driver().event_hub()
            }

            fn key(&self) -> String {
                self.$key().to_string()
            }
        }
    )* };
}

watched! {
    Domain: driver, uuid;
    Network: network_driver, uuid;
    StoragePool: storage_driver, uuid;
    NodeDevice: node_device_driver, name;
    Secret: secret_driver, uuid;
}

/// The hub that has the events of a kind.
pub fn hub<T: Watched>(conn: &Connect) -> Result<&EventHub> {
    T::hub(conn).ok_or_else(unsupported)
}

/// `vir…EventRegisterAny`.
pub fn register<T: Watched>(
    conn: &Handle<Connect>,
    object: Option<&T>,
    event: c_int,
    callback: impl Into<Callback>,
    registration: Registration,
) -> Result<c_int> {
    let object = object.map(Watched::key);
    let wish = Wish { class: T::CLASS, event, object, matches: None, legacy: false };
    subscriber::subscribe(hub::<T>(conn)?, conn, wish, callback.into(), registration)
}

/// `vir…EventDeregisterAny`.
pub fn deregister<T: Watched>(conn: &Handle<Connect>, id: c_int) -> Result<()> {
    subscriber::unsubscribe(hub::<T>(conn)?, conn, id)
}
