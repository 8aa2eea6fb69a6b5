//! The functions of `libvirt-event.h`: the event loop, and what brings events to callbacks.
//!
//! [`implementation`] holds whatever loop the program registered; [`default_loop`] is ours. [`objects`],
//! [`legacy`] and [`qemu`] subscribe C callbacks to the drivers' event hubs.

mod api;
mod default_functions;
mod default_loop;
mod dispatch;
pub mod implementation;
pub mod legacy;
pub mod objects;
pub mod qemu;
mod subscriber;

pub use subscriber::{Known, Registration};
