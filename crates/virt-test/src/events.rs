//! Telling what happened to objects.

use virt_core::consts::*;
use virt_core::event::{
    DomainEvent, DomainEventKind, Event, NetworkEvent, NodeDeviceEvent, StoragePoolEvent,
};
use virt_core::{DomainKey, Uuid};

use crate::TestDriver;

impl TestDriver {
    pub(crate) fn domain_event(&self, domain: DomainKey, kind: DomainEventKind) {
        self.events.emit(Event::Domain(DomainEvent { domain, kind }));
    }

    /// `VIR_DOMAIN_EVENT_*` with its detail.
    pub(crate) fn lifecycle(&self, domain: DomainKey, event: i32, detail: i32) {
        self.domain_event(domain, DomainEventKind::Lifecycle { event, detail });
    }
}

impl TestDriver {
    /// `VIR_NETWORK_EVENT_*` of a network.
    pub(crate) fn network_event(&self, name: &str, uuid: Uuid, event: i32) {
        self.events.emit(Event::Network(NetworkEvent {
            name: name.to_owned(),
            uuid,
            id: VIR_NETWORK_EVENT_ID_LIFECYCLE,
            event,
            detail: 0,
            uri: None,
        }));
    }

    /// A network's metadata of a kind changed.
    pub(crate) fn network_metadata_event(&self, name: &str, uuid: Uuid, kind: i32, uri: Option<&str>) {
        self.events.emit(Event::Network(NetworkEvent {
            name: name.to_owned(),
            uuid,
            id: VIR_NETWORK_EVENT_ID_METADATA_CHANGE,
            event: kind,
            detail: 0,
            uri: uri.map(str::to_owned),
        }));
    }

    /// `VIR_STORAGE_POOL_EVENT_*` of a pool.
    pub(crate) fn pool_event(&self, name: &str, uuid: Uuid, event: i32) {
        self.emit_pool(name, uuid, VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE, event);
    }

    /// A pool was looked at anew.
    pub(crate) fn pool_refreshed(&self, name: &str, uuid: Uuid) {
        self.emit_pool(name, uuid, VIR_STORAGE_POOL_EVENT_ID_REFRESH, 0);
    }

    fn emit_pool(&self, name: &str, uuid: Uuid, id: i32, event: i32) {
        self.events.emit(Event::StoragePool(StoragePoolEvent {
            name: name.to_owned(),
            uuid,
            id,
            event,
            detail: 0,
        }));
    }

    /// `VIR_NODE_DEVICE_EVENT_*` of a host device.
    pub(crate) fn device_event(&self, name: &str, event: i32) {
        self.events.emit(Event::NodeDevice(NodeDeviceEvent {
            name: name.to_owned(),
            id: VIR_NODE_DEVICE_EVENT_ID_LIFECYCLE,
            event,
            detail: 0,
        }));
    }
}
