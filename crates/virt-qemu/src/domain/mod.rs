//! Domains: what is known of one, who may change it, and the list of them all.
//!
//! A [`Vm`] publishes its [`State`] as an immutable snapshot; readers take the snapshot and never
//! wait. Changes are made by whoever holds a job (see [`job`]) and by the monitor's events.

pub mod job;
mod jobs;
mod list;
pub mod progress;
mod state;
mod vm;

pub use job::{AsyncJob, Job};
pub use jobs::Held;
pub use list::{AddMode, Added, List};
pub use progress::{Numbers, Progress};
pub use state::{IoErrorNote, Run, State, not_running};
pub use vm::Vm;
