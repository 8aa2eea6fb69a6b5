//! Driver qemu:///.
#![forbid(unsafe_code)]

pub mod capabilities;

pub mod conf_file;
