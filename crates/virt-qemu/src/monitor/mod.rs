//! What is asked of QEMU's monitor, and what its events do to a domain.

pub mod commands;
mod events;
mod reactions;

pub use events::Sink;
