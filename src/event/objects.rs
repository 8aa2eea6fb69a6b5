//! Events of networks, storage pools, host devices and secrets: registering and taking back.

use std::ffi::c_int;

use virt_core::driver::unsupported;
use virt_core::event::EventClass;
use virt_core::{Connect, EventHub, Network, NodeDevice, Result, Secret, StoragePool};

use super::subscriber::{self, Callback, Registration, Wish};
use crate::handle::Handle;
use crate::types::{
    virConnectNetworkEventGenericCallback, virConnectNodeDeviceEventGenericCallback,
    virConnectSecretEventGenericCallback, virConnectStoragePoolEventGenericCallback,
};

fn subscribe(
    hub: Option<&EventHub>,
    conn: &Handle<Connect>,
    class: EventClass,
    object: Option<String>,
    event: c_int,
    callback: usize,
    registration: Registration,
) -> Result<c_int> {
    let hub = hub.ok_or_else(unsupported)?;
    let wish = Wish { class, event, object, matches: None, legacy: false };
    subscriber::subscribe(hub, conn, wish, Callback(callback), registration)
}

fn unsubscribe(hub: Option<&EventHub>, conn: &Handle<Connect>, id: c_int) -> Result<()> {
    subscriber::unsubscribe(hub.ok_or_else(unsupported)?, conn, id)
}

/// `virConnectNetworkEventRegisterAny`.
pub fn register_network(
    conn: &Handle<Connect>,
    network: Option<&Network>,
    event: c_int,
    callback: virConnectNetworkEventGenericCallback,
    registration: Registration,
) -> Result<c_int> {
    let object = network.map(|network| network.uuid().to_string());
    let callback = callback.map_or(0, |callback| callback as usize);
    let hub = conn.network_driver().event_hub();
    subscribe(hub, conn, EventClass::Network, object, event, callback, registration)
}

/// `virConnectNetworkEventDeregisterAny`.
pub fn deregister_network(conn: &Handle<Connect>, id: c_int) -> Result<()> {
    unsubscribe(conn.network_driver().event_hub(), conn, id)
}

/// `virConnectStoragePoolEventRegisterAny`.
pub fn register_storage_pool(
    conn: &Handle<Connect>,
    storage_pool: Option<&StoragePool>,
    event: c_int,
    callback: virConnectStoragePoolEventGenericCallback,
    registration: Registration,
) -> Result<c_int> {
    let object = storage_pool.map(|storage_pool| storage_pool.uuid().to_string());
    let callback = callback.map_or(0, |callback| callback as usize);
    let hub = conn.storage_driver().event_hub();
    subscribe(hub, conn, EventClass::StoragePool, object, event, callback, registration)
}

/// `virConnectStoragePoolEventDeregisterAny`.
pub fn deregister_storage_pool(conn: &Handle<Connect>, id: c_int) -> Result<()> {
    unsubscribe(conn.storage_driver().event_hub(), conn, id)
}

/// `virConnectNodeDeviceEventRegisterAny`.
pub fn register_node_device(
    conn: &Handle<Connect>,
    node_device: Option<&NodeDevice>,
    event: c_int,
    callback: virConnectNodeDeviceEventGenericCallback,
    registration: Registration,
) -> Result<c_int> {
    let object = node_device.map(|node_device| node_device.name().to_owned());
    let callback = callback.map_or(0, |callback| callback as usize);
    let hub = conn.node_device_driver().event_hub();
    subscribe(hub, conn, EventClass::NodeDevice, object, event, callback, registration)
}

/// `virConnectNodeDeviceEventDeregisterAny`.
pub fn deregister_node_device(conn: &Handle<Connect>, id: c_int) -> Result<()> {
    unsubscribe(conn.node_device_driver().event_hub(), conn, id)
}

/// `virConnectSecretEventRegisterAny`.
pub fn register_secret(
    conn: &Handle<Connect>,
    secret: Option<&Secret>,
    event: c_int,
    callback: virConnectSecretEventGenericCallback,
    registration: Registration,
) -> Result<c_int> {
    let object = secret.map(|secret| secret.uuid().to_string());
    let callback = callback.map_or(0, |callback| callback as usize);
    let hub = conn.secret_driver().event_hub();
    subscribe(hub, conn, EventClass::Secret, object, event, callback, registration)
}

/// `virConnectSecretEventDeregisterAny`.
pub fn deregister_secret(conn: &Handle<Connect>, id: c_int) -> Result<()> {
    unsubscribe(conn.secret_driver().event_hub(), conn, id)
}
