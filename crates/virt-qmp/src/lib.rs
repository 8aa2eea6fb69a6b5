//! Clients of QEMU's monitor (QMP) and of the QEMU guest agent.
//!
//! One I/O thread serves the sockets of all monitors and agents of the program ([`runtime`]).
//! Callers block, each with a deadline, and hold no lock while they do. A peer that dies, talks
//! nonsense or too much ends every request under way with an error that says so.
//!
//! This crate knows the protocols and no commands: what is asked and what answers mean is the
//! driver's matter.
#![forbid(unsafe_code)]

mod agent;
mod framing;
mod link;
mod message;
mod monitor;
mod patience;
mod reply;
pub mod runtime;

pub use agent::{Agent, AgentTimeout};
pub use message::{Event, Greeting};
pub use monitor::{Command, Monitor, MonitorSink, UnderWay, request};
pub use patience::{patience, set_patience};
