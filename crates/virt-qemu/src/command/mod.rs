//! From an effective definition to what QEMU is told.

pub mod props;
