//! Handles of everything that is not a domain: networks, pools, volumes, devices, secrets, filters.

use std::sync::Arc;

use uuid::Uuid;

use super::Connect;
use crate::driver::{
    InterfaceDriver, NWFilterDriver, NetworkDriver, NodeDeviceDriver, SecretDriver, StorageDriver,
};

/// Declares a handle: its identity, its accessors, the driver that answers for it.
macro_rules! handle {
    ($(#[$doc:meta])* $name:ident, $driver:ident: $trait:ident, ($($ty:ty),*)) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(Arc<(Connect, $($ty),*)>);

        impl $name {
            pub fn connect(&self) -> &Connect {
                &self.0.0
            }

            pub fn driver(&self) -> &dyn $trait {
                self.0.0.$driver()
            }
        }
    };
}

macro_rules! named_uuid {
    ($(#[$doc:meta])* $name:ident, $driver:ident: $trait:ident) => {
        handle! { $(#[$doc])* $name, $driver: $trait, (String, Uuid) }

        impl $name {
            pub fn new(connect: &Connect, name: impl Into<String>, uuid: Uuid) -> Self {
                Self(Arc::new((connect.clone(), name.into(), uuid)))
            }

            pub fn name(&self) -> &str {
                &self.0.1
            }

            pub fn uuid(&self) -> Uuid {
                self.0.2
            }
        }
    };
}

named_uuid! {
    /// A virtual network.
    Network, network_driver: NetworkDriver
}
named_uuid! {
    /// A storage pool.
    StoragePool, storage_driver: StorageDriver
}
named_uuid! {
    /// A network filter.
    NWFilter, nwfilter_driver: NWFilterDriver
}

/// A port of a virtual network.
#[derive(Debug, Clone)]
pub struct NetworkPort(Arc<(Network, Uuid)>);

impl NetworkPort {
    pub fn new(network: &Network, uuid: Uuid) -> Self {
        Self(Arc::new((network.clone(), uuid)))
    }

    pub fn network(&self) -> &Network {
        &self.0.0
    }

    pub fn connect(&self) -> &Connect {
        self.0.0.connect()
    }

    pub fn driver(&self) -> &dyn NetworkDriver {
        self.0.0.driver()
    }

    pub fn uuid(&self) -> Uuid {
        self.0.1
    }
}

handle! {
    /// A host network interface.
    Interface, interface_driver: InterfaceDriver, (String, String)
}

impl Interface {
    /// `mac` may be empty when the interface has none.
    pub fn new(connect: &Connect, name: impl Into<String>, mac: impl Into<String>) -> Self {
        Self(Arc::new((connect.clone(), name.into(), mac.into())))
    }

    pub fn name(&self) -> &str {
        &self.0.1
    }

    pub fn mac(&self) -> &str {
        &self.0.2
    }
}

handle! {
    /// A volume of a storage pool.
    StorageVol, storage_driver: StorageDriver, (String, String, String)
}

impl StorageVol {
    pub fn new(
        connect: &Connect,
        pool: impl Into<String>,
        name: impl Into<String>,
        key: impl Into<String>,
    ) -> Self {
        Self(Arc::new((connect.clone(), pool.into(), name.into(), key.into())))
    }

    /// The name of the pool it is in.
    pub fn pool(&self) -> &str {
        &self.0.1
    }

    pub fn name(&self) -> &str {
        &self.0.2
    }

    /// What names the volume on every host that sees it.
    pub fn key(&self) -> &str {
        &self.0.3
    }
}

handle! {
    /// A device of the host.
    NodeDevice, node_device_driver: NodeDeviceDriver, (String, Option<String>)
}

impl NodeDevice {
    pub fn new(connect: &Connect, name: impl Into<String>, parent: Option<String>) -> Self {
        Self(Arc::new((connect.clone(), name.into(), parent)))
    }

    pub fn name(&self) -> &str {
        &self.0.1
    }

    /// The parent as known when the handle was made; the driver is asked for the present one.
    pub fn parent(&self) -> Option<&str> {
        self.0.2.as_deref()
    }
}

handle! {
    /// A secret: a passphrase or key with an owner.
    Secret, secret_driver: SecretDriver, (Uuid, i32, String)
}

impl Secret {
    pub fn new(connect: &Connect, uuid: Uuid, usage_type: i32, usage_id: impl Into<String>) -> Self {
        Self(Arc::new((connect.clone(), uuid, usage_type, usage_id.into())))
    }

    pub fn uuid(&self) -> Uuid {
        self.0.1
    }

    /// `VIR_SECRET_USAGE_TYPE_*`.
    pub fn usage_type(&self) -> i32 {
        self.0.2
    }

    pub fn usage_id(&self) -> &str {
        &self.0.3
    }
}

handle! {
    /// A filter as applied to a port device.
    NWFilterBinding, nwfilter_driver: NWFilterDriver, (String, String)
}

impl NWFilterBinding {
    pub fn new(connect: &Connect, portdev: impl Into<String>, filter_name: impl Into<String>) -> Self {
        Self(Arc::new((connect.clone(), portdev.into(), filter_name.into())))
    }

    pub fn portdev(&self) -> &str {
        &self.0.1
    }

    pub fn filter_name(&self) -> &str {
        &self.0.2
    }
}
