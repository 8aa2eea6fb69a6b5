//! Driver qemu:///.
#![forbid(unsafe_code)]

pub mod capabilities;
