//! What is asked of QEMU's monitor, and what its events do to a domain.

pub mod commands;
mod disk_events;
mod events;
pub(crate) mod reactions;

pub use events::Sink;
