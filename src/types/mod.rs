//! Every public type of the C API under its C name, a module per public header: handles, structs,
//! callbacks. The headers and the API XML come from these declarations (`cargo xtask generate`); the layouts
//! are checked when they are compiled. No behaviour lives here.
#![allow(non_camel_case_types, non_snake_case)]

pub mod admin;
pub mod common;
pub mod domain;
pub mod domain_checkpoint;
pub mod domain_events;
pub mod domain_snapshot;
pub mod event;
pub mod host;
pub mod interface;
pub mod network;
pub mod nodedev;
pub mod nwfilter;
pub mod qemu;
pub mod secret;
pub mod storage;
pub mod stream;
pub mod virterror;

pub use self::{
    admin::*, common::*, domain::*, domain_checkpoint::*, domain_events::*, domain_snapshot::*, event::*,
    host::*, interface::*, network::*, nodedev::*, nwfilter::*, qemu::*, secret::*, storage::*, stream::*,
    virterror::*,
};
