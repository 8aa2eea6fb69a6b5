//! From an effective definition to what QEMU is told.
//!
//! [`build`] is a pure function of the definition (with aliases and addresses), the build's capabilities and the
//! driver's settings; what it needs to know of the machine below comes through [`context::Host`]. The order of
//! arguments is upstream's: it decides the order in which QEMU makes devices.

mod address;
mod audio;
mod backed;
pub mod block;
mod boot;
mod builder;
mod chardev;
mod clock;
pub mod context;
mod controller;
mod cpu;
mod disk;
mod filesystem;
mod graphics;
pub mod helper;
mod hostdev;
mod input;
pub mod interface;
mod machine;
mod memory;
mod numa;
pub(crate) mod os;
pub mod props;
pub(crate) mod sd_card;
mod security;
mod serial;
mod small;
mod tls;
mod tpm;
mod vcpus;
mod video;
mod virtio;
mod whole;
mod zpci;

pub use context::{Context, DomainFolders, Host};
pub use memory::initial as initial_memory;
pub use whole::{PR_SOCKET, build};
