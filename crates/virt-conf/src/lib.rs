//! The XML vocabulary as Rust types.
#![forbid(unsafe_code)]
