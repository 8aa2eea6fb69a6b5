//! Connections: what the public functions do, a module per subject.
//!
//! [`driver`] implements the hypervisor trait of `virt_core` and does nothing but hand over.

mod actions;
mod autodestroy;
mod autostart;
mod console;
mod driver;
mod dump;
mod factory;
mod graphics;
mod guest;
mod host;
mod impact;
mod job_info;
mod lifecycle;
mod list;
mod machine;
mod metadata;
mod node;
mod node_pages;
mod passthrough;
mod query;
mod save;
mod stats;
mod stored;

use std::sync::Arc;

use parking_lot::Mutex;
use virt_core::{Domain, Result};

pub(crate) use autostart::autostart;
pub use factory::QemuFactory;
pub(crate) use stored::save_definition;

use crate::domain::{Run, Vm};
use crate::root::Root;

/// One open connection. Domains that were started to end with it end when it is dropped.
pub struct QemuConnection {
    root: Arc<Root>,
    /// Domains to end with the connection.
    bound: Mutex<Vec<(Arc<Vm>, Arc<Run>)>>,
}

impl QemuConnection {
    fn new(root: Arc<Root>) -> Self {
        Self { root, bound: Mutex::default() }
    }

    /// The domain behind a handle.
    fn vm(&self, domain: &Domain) -> Result<Arc<Vm>> {
        self.root.domains.find(domain.uuid(), domain.name())
    }
}
