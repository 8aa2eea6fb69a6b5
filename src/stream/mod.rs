//! Streams: data that goes beside a call, blocking or not, with holes and events.

mod all;
mod api;
mod events;
mod pump;

use std::ops::Deref;
use std::sync::Arc;

use parking_lot::Mutex;
use virt_core::driver::{StreamDriver, unsupported};
use virt_core::{Connect, Result, Stream};

use self::events::Watcher;

/// A stream with the callback that C may have put on it.
pub struct StreamObject {
    stream: Stream,
    watcher: Mutex<Option<Arc<Watcher>>>,
}

impl StreamObject {
    pub fn new(conn: &Connect, flags: u32) -> Self {
        Self { stream: Stream::new(conn, flags), watcher: Mutex::new(None) }
    }
}

impl Deref for StreamObject {
    type Target = Stream;

    fn deref(&self) -> &Stream {
        &self.stream
    }
}

/// What the stream carries; without it nothing can be done.
fn carrier(stream: &StreamObject) -> Result<&Arc<dyn StreamDriver>> {
    stream.driver().ok_or_else(unsupported)
}
