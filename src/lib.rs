//! `libvirt.so.0`: the C ABI and nothing else.
pub mod types;
