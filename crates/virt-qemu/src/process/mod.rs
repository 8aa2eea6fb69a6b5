//! QEMU processes: started from a plan, found again, ended.

pub(crate) mod agent;
mod connect;
mod descriptors;
pub(crate) mod helpers;
mod launch;
mod live;
pub(crate) mod log;
mod machine_below;
pub(crate) mod memory_devices;
pub(crate) mod network;
mod numad;
pub(crate) mod perf;
mod placement;
mod plan;
pub(crate) mod ports;
mod reconnect;
mod settings;
mod start;
mod stop;
mod taints;
mod vsock;

pub use connect::{start_cpus, stop_cpus};
pub use live::note_balloon;
pub use machine_below::random;
pub use plan::to_native;
pub use reconnect::reconnect_all;
pub use start::{Incoming, StartOptions, start};
pub use stop::{forget, kill, note_end_and_emit, remove_inactive, stop, stop_and_emit};
