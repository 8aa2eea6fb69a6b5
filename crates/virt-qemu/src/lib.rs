//! Driver qemu:///.
#![forbid(unsafe_code)]
