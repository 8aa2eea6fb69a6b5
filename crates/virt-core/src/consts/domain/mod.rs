//! Constants of `libvirt-domain.h`, by subject.

mod calls;
mod events;
mod guest;
mod input;
mod iotune;
mod jobs;
mod perf;
mod states;
mod stats;
mod stats_block;
mod tuning;

pub use self::{
    calls::*, events::*, guest::*, input::*, iotune::*, jobs::*, perf::*, states::*, stats::*,
    stats_block::*, tuning::*,
};
