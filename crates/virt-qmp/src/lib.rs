//! QEMU monitor protocol client.
#![forbid(unsafe_code)]
