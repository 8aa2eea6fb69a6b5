//! The driver of `test:///…`: a hypervisor, networks, storage, interfaces and host devices that exist in
//! memory only.
//!
//! Objects live in [`store`] tables and publish their state as immutable snapshots, so that whoever asks
//! never waits for whoever changes. A folder or file per kind of object; [`setup`] fills a driver from a
//! document, [`factory`] hands drivers to connections.
#![forbid(unsafe_code)]

mod capabilities;
mod domain;
mod events;
mod factory;
mod host;
mod interface;
mod network;
mod node_device;
mod setup;
mod storage;
mod store;

pub use factory::TestFactory;

use virt_core::EventHub;
use virt_core::driver::NodeInfo;

/// Everything behind one `test:` driver.
pub struct TestDriver {
    node: NodeInfo,
    cells: Vec<host::Cell>,
    users: Vec<User>,
    events: EventHub,
    domains: domain::DomainTable,
    networks: store::Table<network::NetworkObject>,
    interfaces: interface::InterfaceTable,
    pools: store::Table<storage::PoolObject>,
    node_devices: store::Table<node_device::DeviceObject>,
}

/// Who may connect, when the driver's document names users.
struct User {
    name: String,
    password: Option<String>,
}

impl TestDriver {
    /// A driver without objects.
    fn new(node: NodeInfo) -> Self {
        Self {
            node,
            cells: Vec::new(),
            users: Vec::new(),
            events: EventHub::default(),
            domains: domain::DomainTable::default(),
            networks: store::Table::default(),
            interfaces: interface::InterfaceTable::default(),
            pools: store::Table::default(),
            node_devices: store::Table::default(),
        }
    }
}
