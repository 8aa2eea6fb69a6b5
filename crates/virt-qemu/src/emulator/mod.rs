//! Emulators on this host: started to be asked what they can do, the answers kept.
//!
//! [`Emulators`] is the one place that knows QEMU builds: it probes a program when it is first needed, never
//! before, keeps what it learnt in memory and on disk, and forgets it when the program, QEMU's modules, the
//! kernel, the processor or KVM change. What the answers mean is [`crate::capabilities`]' matter.

mod cache;
mod entry;
mod helpers;
mod host;
mod identity;
mod lookup;
mod process;
mod reports;
mod store;

pub use cache::{Emulators, Settings};
pub use entry::Emulator;
pub use helpers::HelperPrograms;
pub use host::{HostTrait, ThisHost, find_in_path};
pub use lookup::Choice;
pub use process::QemuProcess;
pub use reports::{DomcapsSettings, ReportedHost, baseline_cpu};
