//! What QEMU's driver adds to definitions: machine types, devices that machines always have, models, addresses.
//!
//! [`QemuPolicy`] holds what the stages depend on and hooks them into the generic ones; everything is a function of
//! definition, QEMU's capabilities and the driver's settings.

pub mod address;
mod default_devices;
pub mod device;
mod domain;
pub mod firmware;
mod folders;
pub mod memory;
mod policy;
mod scsi;

pub use domain::needs_eim;
pub use folders::Folders;
pub use policy::{QemuPolicy, choose_emulator};
