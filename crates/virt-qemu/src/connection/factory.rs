//! Opening connections: `qemu:///embed?root=/dir`.

use std::path::Path;
use std::sync::Arc;

use virt_core::consts::*;
use virt_core::driver::{DriverFactory, OpenRequest, check_flags};
use virt_core::{Drivers, Result, Uri, err};

use super::QemuConnection;
use crate::root;

/// Opens connections to QEMU in this process.
pub struct QemuFactory;

impl DriverFactory for QemuFactory {
    fn name(&self) -> &'static str {
        "QEMU"
    }

    fn accepts(&self, uri: &Uri) -> bool {
        uri.scheme.as_deref() == Some("qemu")
            && uri.transport.is_none()
            && uri.server.is_none()
            && uri.path.as_deref() == Some("/embed")
    }

    fn open(&self, request: &OpenRequest<'_>) -> Result<Drivers> {
        check_flags(
            VIR_FROM_QEMU,
            "qemuConnectOpen",
            request.flags & !VIR_CONNECT_NO_ALIASES,
            VIR_CONNECT_RO,
        )?;
        let path = request.uri.param("root").ok_or_else(|| {
            err!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "the URI names no root: qemu:///embed?root=/dir")
        })?;
        let root = root::open(Path::new(path))?;
        let secret = root.secrets.clone();
        Ok(Drivers { secret, ..Drivers::new(Arc::new(QemuConnection::new(root))) })
    }
}
