//! What the unit tests of this crate share.

use std::sync::Arc;

use virt_core::driver::{HostDriver, HypervisorDriver};
use virt_core::{Connect, Drivers};

struct Nothing;

impl HostDriver for Nothing {
    fn connect_get_type(&self) -> &'static str {
        "Nothing"
    }
}

impl HypervisorDriver for Nothing {}

/// A connection on which nothing is supported.
pub fn connect() -> Connect {
    Connect::new(Drivers::new(Arc::new(Nothing)), "nothing:///", 0)
}
