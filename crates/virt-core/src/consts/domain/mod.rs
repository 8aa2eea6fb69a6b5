//! Constants of `libvirt-domain.h`, by subject.

mod calls;
mod event_details;
mod events;
mod guest;
mod input;
mod iotune;
mod jobs;
mod migration;
mod perf;
mod states;
mod stats;
mod stats_block;
mod stats_monitors;
mod tuning;
mod updates;

pub use self::{
    calls::*, event_details::*, events::*, guest::*, input::*, iotune::*, jobs::*, migration::*, perf::*,
    states::*, stats::*, stats_block::*, stats_monitors::*, tuning::*, updates::*,
};
