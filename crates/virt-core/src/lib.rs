//! The safe heart of libvirt-rs: errors, handles, driver traits, events, typed parameters, streams.
//!
//! Nothing here speaks C, touches the host or knows a hypervisor: drivers implement the traits of
//! [`driver`], the C ABI and Rust programs call the handles. The crate forbids `unsafe`.
#![forbid(unsafe_code)]
#![allow(non_camel_case_types)]

mod arch;
pub mod consts;
pub mod driver;
mod error;
mod error_texts;
pub mod event;
mod handle;
pub mod keycodes;
mod param_check;
mod typed_param;
mod uri;
mod uuid_text;

pub use arch::{Arch, Endian};
pub use error::{Error, Result};
pub use error_texts::{domain_word, level_word};
pub use event::EventHub;
pub use handle::{
    CloseCallback, Connect, Domain, DomainCheckpoint, DomainKey, DomainSnapshot, Drivers, Interface,
    NWFilter, NWFilterBinding, Network, NetworkPort, NodeDevice, Secret, StoragePool, StorageVol, Stream,
};
pub use param_check::{KnownParam, check_params};
pub use typed_param::{TypedParam, TypedValue};
pub use uri::Uri;
pub use uuid::Uuid;
pub use uuid_text::parse_uuid;
