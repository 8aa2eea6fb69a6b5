//! Events: what they say, who wants them, and the loop they are delivered on.
//!
//! A driver owns an [`EventHub`] and emits; connections subscribe; the hub hands events over from a
//! timer of the program's event loop, never inside the call that caused them and never under a lock.

pub mod event_loop;
mod hub;
mod kinds;

pub use hub::{EventHub, EventTest, Filter, Subscriber};
pub use kinds::{
    DomainEvent, DomainEventKind, Event, EventClass, GraphicsAddress, NetworkEvent, NodeDeviceEvent,
    QemuMonitorEvent, SecretEvent, StoragePoolEvent,
};
