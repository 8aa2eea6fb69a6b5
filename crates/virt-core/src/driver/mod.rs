//! What a driver can do: one trait per kind of object, one method per operation of the C API.
//!
//! Every method has a default that says "not supported"; a driver overrides what it backs. Pairs of
//! the C API that differ only in a flags argument are one method here, the one with flags. Arguments
//! are checked for form (NULL, sign, exclusive flags, read-only) before a driver sees them; unknown
//! flags, states and contents are the driver's to refuse ([`check_flags`]).

/// Declares driver methods whose default is "not supported".
macro_rules! driver_methods {
    ($( $(#[$meta:meta])* fn $name:ident(&self $(, $arg:ident: $ty:ty)* $(,)?) -> $ret:ty; )*) => {
        $(
            $(#[$meta])*
            fn $name(&self $(, $arg: $ty)*) -> $ret {
                $(let _ = $arg;)*
                Err($crate::driver::unsupported())
            }
        )*
    };
}

mod data;
mod domain;
mod factory;
mod host;
mod interface;
mod network;
mod node_device;
mod nwfilter;
mod secret;
mod storage;
mod stream;

pub use data::*;
pub use domain::{CpuStats, HypervisorDriver};
pub use factory::{AuthRequest, Authenticate, DriverFactory, OpenRequest};
pub use host::{EmulatorQuery, HostDriver, NodeCpuMap};
pub use interface::InterfaceDriver;
pub use network::NetworkDriver;
pub use node_device::NodeDeviceDriver;
pub use nwfilter::NWFilterDriver;
pub use secret::SecretDriver;
pub use storage::StorageDriver;
pub use stream::{StreamDriver, StreamRecv, StreamWaker};

use crate::consts::{VIR_ERR_NO_SUPPORT, VIR_FROM_NONE};
use crate::{Error, Result};

/// What a method without a driver answers. The caller that knows the public function's name adds it.
pub fn unsupported() -> Error {
    Error::bare(VIR_FROM_NONE, VIR_ERR_NO_SUPPORT)
}

/// Refuses flags that a driver doesn't know, in the words upstream uses.
pub fn check_flags(from: i32, function: &str, flags: u32, known: u32) -> Result<()> {
    match flags & !known {
        0 => Ok(()),
        unknown => {
            let text = format!("unsupported flags (0x{unknown:x}) in function {function}");
            Err(Error::invalid_argument(from, function, "flags", text))
        }
    }
}
