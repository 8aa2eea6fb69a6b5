//! Domains and the moments (snapshots, checkpoints) that hang on them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use uuid::Uuid;

use super::Connect;
use crate::driver::HypervisorDriver;

/// What names a domain without a connection: events carry it, drivers hand it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainKey {
    pub name: String,
    pub uuid: Uuid,
    /// -1 when the domain does not run.
    pub id: i32,
}

/// A domain as seen from a connection.
#[derive(Debug, Clone)]
pub struct Domain(Arc<DomainInner>);

#[derive(Debug)]
struct DomainInner {
    connect: Connect,
    name: String,
    uuid: Uuid,
    id: AtomicI32,
}

impl Domain {
    pub fn new(connect: &Connect, key: DomainKey) -> Self {
        Self(Arc::new(DomainInner {
            connect: connect.clone(),
            name: key.name,
            uuid: key.uuid,
            id: AtomicI32::new(key.id),
        }))
    }

    pub fn connect(&self) -> &Connect {
        &self.0.connect
    }

    pub fn driver(&self) -> &dyn HypervisorDriver {
        self.0.connect.driver()
    }

    pub fn name(&self) -> &str {
        &self.0.name
    }

    pub fn uuid(&self) -> Uuid {
        self.0.uuid
    }

    /// The id last seen for the domain; -1 when it did not run.
    pub fn id(&self) -> i32 {
        self.0.id.load(Ordering::Relaxed)
    }

    /// Drivers call this when they start or stop the domain on behalf of this handle.
    pub fn set_id(&self, id: i32) {
        self.0.id.store(id, Ordering::Relaxed);
    }
}

macro_rules! moment {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(Arc<(Domain, String)>);

        impl $name {
            pub fn new(domain: &Domain, name: impl Into<String>) -> Self {
                Self(Arc::new((domain.clone(), name.into())))
            }

            pub fn domain(&self) -> &Domain {
                &self.0.0
            }

            pub fn connect(&self) -> &Connect {
                self.0.0.connect()
            }

            pub fn driver(&self) -> &dyn HypervisorDriver {
                self.0.0.driver()
            }

            pub fn name(&self) -> &str {
                &self.0.1
            }
        }
    };
}

moment! {
    /// A snapshot of a domain.
    DomainSnapshot
}
moment! {
    /// A checkpoint of a domain: a point from which changes are tracked.
    DomainCheckpoint
}
