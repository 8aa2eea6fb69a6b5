//! Streams.
pub struct StreamObject(pub virt_core::Stream);
