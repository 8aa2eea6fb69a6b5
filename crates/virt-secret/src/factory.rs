//! `secret:///embed?root=/dir`: a connection that has secrets and nothing else.

use std::path::Path;
use std::sync::Arc;

use virt_core::driver::{DriverFactory, HostDriver, HypervisorDriver, OpenRequest};
use virt_core::{Drivers, Result, Uri};

use crate::internal;

/// Opens `secret:///embed` connections.
pub struct SecretFactory;

struct NoHypervisor;

impl HostDriver for NoHypervisor {
    fn connect_get_type(&self) -> &'static str {
        "secret"
    }
}

impl HypervisorDriver for NoHypervisor {}

impl DriverFactory for SecretFactory {
    fn name(&self) -> &'static str {
        "secret"
    }

    fn accepts(&self, uri: &Uri) -> bool {
        uri.scheme.as_deref() == Some("secret")
            && uri.server.is_none()
            && uri.path.as_deref() == Some("/embed")
    }

    fn open(&self, request: &OpenRequest<'_>) -> Result<Drivers> {
        if request.uri.path.as_deref() != Some("/embed") {
            return Err(internal("URI must be secret:///embed"));
        }
        let root = request.uri.param("root").filter(|root| Path::new(root).is_absolute());
        let root = root.ok_or_else(|| internal("root path must be absolute"))?;
        Ok(Drivers { secret: crate::open(Path::new(root))?, ..Drivers::new(Arc::new(NoHypervisor)) })
    }
}
