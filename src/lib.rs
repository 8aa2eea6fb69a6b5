//! `libvirt.so.0`: the C ABI and nothing else.
#![allow(non_snake_case)]
#![allow(dead_code, unused_imports)]

mod admin;
mod call;
mod error;
mod ffi;
mod handle;
mod logging;
mod lxc;
mod stream;
#[cfg(test)]
mod testing;
mod typed_params;
pub mod types;
