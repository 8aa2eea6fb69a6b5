//! A connection: the drivers behind it, its URI, its flags.

use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;

use crate::consts::VIR_CONNECT_RO;
use crate::driver::{
    HypervisorDriver, InterfaceDriver, NWFilterDriver, NetworkDriver, NodeDeviceDriver, SecretDriver,
    StorageDriver,
};

/// Told once when the connection breaks; the number is a `VIR_CONNECT_CLOSE_REASON_*`.
pub type CloseCallback = Arc<dyn Fn(&Connect, i32) + Send + Sync>;

/// An open connection. Clones share it; the drivers are released with the last one.
#[derive(Clone)]
pub struct Connect(Arc<Inner>);

/// The drivers of one connection. A kind of object that has no driver answers VIR_ERR_NO_SUPPORT.
#[derive(Clone)]
pub struct Drivers {
    pub hypervisor: Arc<dyn HypervisorDriver>,
    pub network: Arc<dyn NetworkDriver>,
    pub interface: Arc<dyn InterfaceDriver>,
    pub storage: Arc<dyn StorageDriver>,
    pub node_device: Arc<dyn NodeDeviceDriver>,
    pub secret: Arc<dyn SecretDriver>,
    pub nwfilter: Arc<dyn NWFilterDriver>,
}

/// Stands where a connection has no driver for a kind of object.
pub struct NoDriver;

impl NetworkDriver for NoDriver {}
impl InterfaceDriver for NoDriver {}
impl StorageDriver for NoDriver {}
impl NodeDeviceDriver for NoDriver {}
impl SecretDriver for NoDriver {}
impl NWFilterDriver for NoDriver {}

impl Drivers {
    /// A hypervisor and nothing else.
    pub fn new(hypervisor: Arc<dyn HypervisorDriver>) -> Self {
        let none = Arc::new(NoDriver);
        Self {
            hypervisor,
            network: none.clone(),
            interface: none.clone(),
            storage: none.clone(),
            node_device: none.clone(),
            secret: none.clone(),
            nwfilter: none,
        }
    }
}

struct Inner {
    drivers: Drivers,
    uri: String,
    flags: u32,
    token: OnceLock<u64>,
    close: Mutex<Option<CloseCallback>>,
}

impl Connect {
    /// A connection with `VIR_CONNECT_*` flags; `uri` is what `virConnectGetURI` shows.
    pub fn new(drivers: Drivers, uri: impl Into<String>, flags: u32) -> Self {
        Self(Arc::new(Inner {
            drivers,
            uri: uri.into(),
            flags,
            token: OnceLock::new(),
            close: Mutex::new(None),
        }))
    }

    pub fn driver(&self) -> &dyn HypervisorDriver {
        &*self.0.drivers.hypervisor
    }

    pub fn network_driver(&self) -> &dyn NetworkDriver {
        &*self.0.drivers.network
    }

    pub fn interface_driver(&self) -> &dyn InterfaceDriver {
        &*self.0.drivers.interface
    }

    pub fn storage_driver(&self) -> &dyn StorageDriver {
        &*self.0.drivers.storage
    }

    pub fn node_device_driver(&self) -> &dyn NodeDeviceDriver {
        &*self.0.drivers.node_device
    }

    pub fn secret_driver(&self) -> &dyn SecretDriver {
        &*self.0.drivers.secret
    }

    pub fn nwfilter_driver(&self) -> &dyn NWFilterDriver {
        &*self.0.drivers.nwfilter
    }

    pub fn uri(&self) -> &str {
        &self.0.uri
    }

    pub fn flags(&self) -> u32 {
        self.0.flags
    }

    pub fn is_read_only(&self) -> bool {
        self.0.flags & VIR_CONNECT_RO != 0
    }

    /// The number by which an outer layer knows this connection, once that layer has set it.
    pub fn token(&self) -> Option<u64> {
        self.0.token.get().copied()
    }

    /// Sets [`token`](Self::token); the first call wins.
    pub fn set_token(&self, token: u64) {
        let _ = self.0.token.set(token);
    }

    /// Sets or clears who is told when the connection breaks; returns the previous one.
    pub fn set_close_callback(&self, callback: Option<CloseCallback>) -> Option<CloseCallback> {
        std::mem::replace(&mut *self.0.close.lock(), callback)
    }

    pub fn close_callback(&self) -> Option<CloseCallback> {
        self.0.close.lock().clone()
    }

    /// Whether two handles are the same connection.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Connect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connect")
            .field("uri", &self.0.uri)
            .field("flags", &self.0.flags)
            .finish_non_exhaustive()
    }
}
