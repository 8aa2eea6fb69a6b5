//! QEMU's defaults: what a definition doesn't say and the guest needs.

pub mod address;
