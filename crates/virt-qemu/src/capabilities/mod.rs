//! What a QEMU build can do: found out by asking it, kept, and reported.
//!
//! [`probe`] is a pure function from answers to [`QemuCaps`]; where answers come from (a QEMU started with
//! `-machine none`, or a [`recording`]) is behind [`Ask`]. Nothing here starts processes.

mod accel;
mod caps;
mod devices;
pub mod domain;
mod flag;
pub mod guest_cpu;
pub mod guests;
pub mod host_model;
pub mod hypervisor_cpu;
pub mod machine;
pub mod names;
mod parse;
mod probe;
pub mod recording;
pub mod running_cpu;
mod schema;
mod tables;

pub use accel::{Accel, AccelKind, CpuModel, Machine, ModelInfo, Prop, PropValue};
pub use caps::{Gic, QemuCaps, Sev, Sgx, arch_from_target, target_of};
pub use flag::{Flag, FlagSet};
pub use probe::{Answer, Ask, MIN_VERSION, probe, probe_tcg};
