//! A stream handle: created empty by the user, given a driver by the call that uses it.

use std::sync::{Arc, OnceLock};

use super::Connect;
use crate::consts::VIR_STREAM_NONBLOCK;
use crate::driver::StreamDriver;

/// One end of a data stream.
#[derive(Clone)]
pub struct Stream(Arc<Inner>);

struct Inner {
    connect: Connect,
    flags: u32,
    driver: OnceLock<Arc<dyn StreamDriver>>,
}

impl Stream {
    /// A stream that no call has attached to anything yet; flags are `VIR_STREAM_*`.
    pub fn new(connect: &Connect, flags: u32) -> Self {
        Self(Arc::new(Inner { connect: connect.clone(), flags, driver: OnceLock::new() }))
    }

    pub fn connect(&self) -> &Connect {
        &self.0.connect
    }

    pub fn is_nonblocking(&self) -> bool {
        self.0.flags & VIR_STREAM_NONBLOCK != 0
    }

    /// Connects the stream to what it carries; false when it is already in use.
    pub fn attach(&self, driver: Arc<dyn StreamDriver>) -> bool {
        self.0.driver.set(driver).is_ok()
    }

    /// What the stream carries, once a call has attached it.
    pub fn driver(&self) -> Option<&Arc<dyn StreamDriver>> {
        self.0.driver.get()
    }
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").field("flags", &self.0.flags).finish_non_exhaustive()
    }
}
