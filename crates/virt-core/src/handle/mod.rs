//! Handles: cheap clones that name an object on a connection.
//!
//! A handle holds identity (name, UUID, parent) and keeps its connection open; what the object *is*
//! lives in the driver. Nothing here caches state, except a domain's id, which upstream shows too.

mod connect;
mod domain;
mod objects;
mod stream;

pub use connect::{CloseCallback, Connect, Drivers};
pub use domain::{Domain, DomainCheckpoint, DomainKey, DomainSnapshot};
pub use objects::{
    Interface, NWFilter, NWFilterBinding, Network, NetworkPort, NodeDevice, Secret, StoragePool, StorageVol,
};
pub use stream::Stream;
