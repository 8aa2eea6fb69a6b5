//! The machine below: files, processes, sockets, /proc and /sys.
//!
//! Everything here is a safe function over the operating system and knows nothing of virtual
//! machines. `unsafe` lives in the modules named `sys` alone.
#![deny(unsafe_code)]

pub mod affinity;
pub mod cpu;
pub mod files;
pub mod hostname;
pub mod kvm;
pub mod net;
pub mod node;
pub mod perf;
pub mod process;
pub mod ready;
pub mod scheduler;
pub mod spawn;
pub mod terminal;
pub mod users;
