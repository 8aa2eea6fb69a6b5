//! `libvirt.so.0`: the C ABI and nothing else.
#![allow(non_snake_case)]

mod admin;
mod call;

mod connect;
mod domain;
mod domain_checkpoint;
mod domain_snapshot;
mod error;
mod event;
mod ffi;
mod handle;
mod interface;
mod logging;
mod lxc;
mod network;
mod nodedev;
mod nwfilter;
mod qemu;
mod secret;

mod storage;
mod stream;
#[cfg(test)]
mod testing;
mod typed_params;
pub mod types;
