//! Performance events of a guest, counted by the kernel for QEMU's process.

use std::collections::BTreeMap;
use std::sync::Arc;

use virt_core::consts::*;
use virt_core::{Error, Result, bail};
use virt_host::perf::{Counter, Event, Hardware, Software, has_cache_monitor};

use crate::definition::Definition;
use crate::domain::{Run, Vm};
use crate::vocabulary::PerfEvent;

/// The counters of one life of a domain.
pub type Counters = BTreeMap<PerfEvent, Counter>;

/// Starts what the definition asks for.
pub fn start(definition: &Definition, run: &Run) -> Result<()> {
    let mut wanted = definition.perf.iter().filter(|(_, on)| **on);
    wanted.try_for_each(|(event, _)| switch(run, *event, true))
}

/// Starts it again, for a process that was found running; what can't be had is off from now on.
pub fn restart(vm: &Vm, run: &Run) {
    let wanted = vm.state().def.perf.clone();
    for (event, _) in wanted.into_iter().filter(|(_, on)| *on) {
        if switch(run, event, true).is_err() {
            vm.update(|state| {
                Arc::make_mut(&mut state.def).perf.insert(event, false);
            });
        }
    }
}

/// Starts or ends a counter.
pub fn switch(run: &Run, event: PerfEvent, on: bool) -> Result<()> {
    let mut counters = run.perf.lock();
    if !on {
        counters.remove(&event);
        return Ok(());
    }
    if counters.contains_key(&event) {
        return Ok(());
    }
    let source = source(event);
    if matches!(source, Event::CacheMonitor(_)) && !has_cache_monitor() {
        bail!(
            VIR_FROM_PERF,
            VIR_ERR_ARGUMENT_UNSUPPORTED,
            "unable to enable host cpu perf event for {event}"
        );
    }
    let pid = run.pid().ok_or_else(crate::domain::not_running)?;
    let counter = Counter::start(source, pid).map_err(|error| {
        Error::system(VIR_FROM_PERF, &error, format!("unable to open host cpu perf event for {event}"))
    })?;
    counters.insert(event, counter);
    Ok(())
}

fn source(event: PerfEvent) -> Event {
    match event {
        PerfEvent::Cmt => Event::CacheMonitor(1),
        PerfEvent::Mbmt => Event::CacheMonitor(2),
        PerfEvent::Mbml => Event::CacheMonitor(3),
        PerfEvent::CpuCycles => Event::Hardware(Hardware::CPU_CYCLES),
        PerfEvent::Instructions => Event::Hardware(Hardware::INSTRUCTIONS),
        PerfEvent::CacheReferences => Event::Hardware(Hardware::CACHE_REFERENCES),
        PerfEvent::CacheMisses => Event::Hardware(Hardware::CACHE_MISSES),
        PerfEvent::BranchInstructions => Event::Hardware(Hardware::BRANCH_INSTRUCTIONS),
        PerfEvent::BranchMisses => Event::Hardware(Hardware::BRANCH_MISSES),
        PerfEvent::BusCycles => Event::Hardware(Hardware::BUS_CYCLES),
        PerfEvent::StalledCyclesFrontend => Event::Hardware(Hardware::STALLED_CYCLES_FRONTEND),
        PerfEvent::StalledCyclesBackend => Event::Hardware(Hardware::STALLED_CYCLES_BACKEND),
        PerfEvent::RefCpuCycles => Event::Hardware(Hardware::REF_CPU_CYCLES),
        PerfEvent::CpuClock => Event::Software(Software::CPU_CLOCK),
        PerfEvent::TaskClock => Event::Software(Software::TASK_CLOCK),
        PerfEvent::PageFaults => Event::Software(Software::PAGE_FAULTS),
        PerfEvent::ContextSwitches => Event::Software(Software::CONTEXT_SWITCHES),
        PerfEvent::CpuMigrations => Event::Software(Software::CPU_MIGRATIONS),
        PerfEvent::PageFaultsMin => Event::Software(Software::PAGE_FAULTS_MIN),
        PerfEvent::PageFaultsMaj => Event::Software(Software::PAGE_FAULTS_MAJ),
        PerfEvent::AlignmentFaults => Event::Software(Software::ALIGNMENT_FAULTS),
        PerfEvent::EmulationFaults => Event::Software(Software::EMULATION_FAULTS),
    }
}
