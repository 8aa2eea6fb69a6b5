//! The XML vocabulary: every document users hand to libvirt or get from it, as Rust types.
//!
//! A folder per kind of document. Each has types whose declarations are the schema, `parse` with upstream's
//! checks and error numbers, and `to_xml` with upstream's look; what a driver adds is the driver's.
#![forbid(unsafe_code)]

pub mod capabilities;
pub mod common;
pub mod cpu;
pub mod domain;
pub mod domain_capabilities;
pub mod interface;
pub mod moment;

pub mod network;
pub mod nodedev;
pub mod nwfilter;
pub mod secret;
pub mod storage;
