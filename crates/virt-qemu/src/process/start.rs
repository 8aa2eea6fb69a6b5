//! The start of a domain, step by step; a failed step undoes the steps before it.

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use virt_conf::cpu::CpuDef;
use virt_core::consts::*;
use virt_core::event::DomainEventKind;
use virt_core::{Error, Result, err};

use super::descriptors::Brought;
use super::helpers::Starter;
use super::log::Log;
use super::{
    connect, helpers, launch, live, memory_devices, network, perf, placement, plan, random, settings, stop,
    taints,
};
use crate::capabilities::QemuCaps;
use crate::definition::Definition;
use crate::domain::{Run, Vm};
use crate::emulator::Emulator;
use crate::hooks::Operation;
use crate::monitor::commands;
use crate::prepare::presence;
use crate::root::{Root, status_file};
use crate::saved_state;
use crate::vocabulary::ClockOffset;

/// How a domain is started.
#[derive(Debug, Default, Clone, Copy)]
pub struct StartOptions {
    pub paused: bool,
    pub autodestroy: bool,
    /// The firmware's variables are made anew from their template.
    pub reset_nvram: bool,
}

/// A saved state to start from.
pub struct Incoming {
    /// QEMU's stream.
    pub stream: OwnedFd,
    /// The CPU that the guest had when it was saved.
    pub cpu: Option<CpuDef>,
}

/// Starts a domain that doesn't run; the caller has the asynchronous job of it.
pub fn start(
    root: &Arc<Root>,
    vm: &Arc<Vm>,
    options: StartOptions,
    incoming: Option<Incoming>,
) -> Result<()> {
    let run = begin(root, vm, options)?;
    let restored = incoming.is_some();
    let started = bring_up(root, vm, &run, incoming).and_then(|()| {
        let reason = if restored { VIR_DOMAIN_PAUSED_MIGRATION } else { VIR_DOMAIN_PAUSED_USER };
        finish(root, vm, &run, options.paused.then_some(reason))
    });
    if started.is_err() {
        run.ending.store(true, Ordering::Release);
        stop::stop(root, vm, &run, VIR_DOMAIN_SHUTOFF_FAILED);
    }
    started
}

/// From here on the domain counts as running.
fn begin(root: &Arc<Root>, vm: &Arc<Vm>, options: StartOptions) -> Result<Arc<Run>> {
    let id = root.next_id();
    let name = vm.name();
    let short = short_name(id, &name);
    let run = Arc::new(Run::new(
        id,
        root.layout.lib_dir.join(format!("domain-{short}")),
        root.layout.channel_dir.join(&short),
        root.layout.state_dir.join(format!("{name}.pid")),
        random()?,
    ));
    run.autodestroy.store(options.autodestroy, Ordering::Release);
    run.reset_nvram.store(options.reset_nvram, Ordering::Release);
    vm.update(|state| {
        if state.persistent && state.next.is_none() {
            state.next = Some(state.def.clone());
        }
        let definition = Arc::make_mut(&mut state.def);
        definition.id = Some(id);
        if let ClockOffset::Variable { adjustment, adjustment0, .. } = &mut definition.clock.offset {
            *adjustment0 = *adjustment;
        }
        state.run = Some(run.clone());
        (state.status, state.reason) = (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_STARTING_UP);
    });
    root.domains.note_id(id, vm);
    Ok(run)
}

fn bring_up(root: &Arc<Root>, vm: &Arc<Vm>, run: &Arc<Run>, incoming: Option<Incoming>) -> Result<()> {
    let definition = vm.state().def.clone();
    // Whatever is made from here on is found by this file if we are killed.
    status_file::save(root, vm)?;
    root.hook(&definition, Operation::Prepare, None)?;
    for folder in [&run.lib_dir, &run.channel_dir] {
        launch::make_owned_dir(folder, root.run_as.as_ref()).map_err(|error| {
            Error::system(VIR_FROM_QEMU, &error, format!("Cannot create directory '{}'", folder.display()))
        })?;
    }
    let saved_cpu = incoming.as_ref().and_then(|incoming| incoming.cpu.as_ref());
    let mut brought = Brought::default();
    let planned = plan::plan(root, &definition, run, incoming.is_some(), saved_cpu, &mut brought)?;
    run.keep_ports(planned.ports);
    run.set_asked_cpu(planned.asked_cpu);
    vm.update(|state| state.def = Arc::new(planned.definition));
    let plan = planned.plan;
    root.hook(&vm.state().def, Operation::Start, None)?;
    let mut log = Log::open(root, &definition.name)?;
    let starter = Starter { root, vm, run, log: &mut log, brought: &mut brought };
    helpers::start_all(&plan.helpers, starter)?;
    connect_interfaces(root, vm, run, &mut brought)?;
    stopped_meanwhile(run)?;
    log.starting(&version(planned.emulator.caps()), &plan);
    taints::note(root, vm, run, planned.emulator.caps(), incoming.is_some(), &mut log);
    log.mark();

    let place = placement::of_process(&vm.state().def, run);
    let process = launch::launch(root, run, &plan, place, &log, &mut brought)?;
    let _ =
        virt_host::files::replace_volatile(&run.pid_file, 0o644, format!("{}\n", process.pid()).as_bytes());
    run.set_process(process);
    status_file::save(root, vm)?;
    perf::start(&vm.state().def, run)?;
    stopped_meanwhile(run)?;

    connect::monitor(vm, run, virt_qmp::patience())
        .map_err(|error| with_last_words(vm, run, &mut log, error))?;
    let settled = settle(root, vm, run, &planned.emulator).and_then(|()| match incoming {
        Some(incoming) => restore(vm, run, incoming).and_then(|()| live::refresh_balloon(vm, run)),
        None => live::set_balloon(vm, run).and_then(|()| live::refresh_new_balloon(vm, run)),
    });
    let settled = settled.and_then(|()| memory_devices::refresh(vm, run));
    settled.map_err(|error| with_last_words(vm, run, &mut log, error))
}

fn connect_interfaces(root: &Root, vm: &Vm, run: &Run, brought: &mut Brought) -> Result<()> {
    let definition = vm.state().def.clone();
    if definition.devices.interfaces.is_empty() {
        return Ok(());
    }
    let mut connected = Definition::clone(&definition);
    network::connect_all(root, run, &mut connected, brought)?;
    vm.update(|state| state.def = Arc::new(connected));
    // What stays behind when we are killed is found by the state file.
    if run.left_overs.lock().is_empty() { Ok(()) } else { status_file::save(root, vm) }
}

fn restore(vm: &Arc<Vm>, run: &Arc<Run>, incoming: Incoming) -> Result<()> {
    let progress = vm.progress.lock().begin(VIR_DOMAIN_JOB_OPERATION_RESTORE);
    let received = saved_state::receive(vm, run, incoming.stream, &progress);
    vm.progress.lock().end(received.is_ok());
    received
}

/// What there is to ask and to set before the guest runs.
fn settle(root: &Root, vm: &Arc<Vm>, run: &Arc<Run>, emulator: &Emulator) -> Result<()> {
    let state = connect::ask_state(run)?;
    if let Some(path) = connect::note_vcpus(run, &state.vcpus) {
        live::refresh_cpu(vm, run, &path, emulator, root.emulators.host().arch())?;
    }
    let definition = vm.state().def.clone();
    placement::of_threads(&definition, run)?;
    settings::apply(run.monitor()?, &definition, &root.settings)?;
    if let Some(shutdown) = commands::reboot_action(&definition) {
        commands::set_reboot_action(run.monitor()?, shutdown)?;
    }
    live::note_chardevs(vm, run, &state.chardevs);
    connect::note_status(vm, &state.status)?;
    stopped_meanwhile(run)
}

fn finish(root: &Arc<Root>, vm: &Arc<Vm>, run: &Arc<Run>, paused: Option<i32>) -> Result<()> {
    match paused {
        Some(reason) => vm.set_status(VIR_DOMAIN_PAUSED, reason),
        None => connect::start_cpus(vm, run, VIR_DOMAIN_RUNNING_BOOTED)?,
    }
    // From now on an end is told as such; one that came before was left to us.
    if let Some(reason) = run.monitor()?.closed() {
        return Err(reason);
    }
    status_file::save(root, vm)?;
    helpers::watch_all(vm, run);
    root.hook(&vm.state().def, Operation::Started, None)
}

/// A destroy may come while QEMU is starting.
fn stopped_meanwhile(run: &Run) -> Result<()> {
    if !run.is_ending() {
        return Ok(());
    }
    if let Some(process) = run.process() {
        let _ = process.signal(9);
    }
    Err(err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_ABORTED, "domain was destroyed while starting"))
}

/// When QEMU is gone, what it said last explains more than a broken connection.
fn with_last_words(vm: &Vm, run: &Run, log: &mut Log, error: Error) -> Error {
    // A process whose connection breaks is about to end; give it the time to say why.
    let gone = run.process().is_none_or(|process| process.wait(std::time::Duration::from_millis(500)));
    if !gone {
        return error;
    }
    if !run.is_ending() {
        vm.emit(DomainEventKind::ControlError);
    }
    if let Some(missing) = presence::missing(&vm.state().def) {
        return missing;
    }
    let words = log.last_words();
    let prefix = "process exited while connecting to monitor";
    if words.is_empty() {
        err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{prefix}")
    } else {
        err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{prefix}: {words}")
    }
}

/// The emulator's version as logs tell it.
fn version(caps: &QemuCaps) -> String {
    let number = caps.version;
    format!("{}.{}.{}{}", number / 1_000_000, number / 1000 % 1000, number % 1000, caps.package)
}

/// What folders of a running domain are called: its id and as much of its name as is safe.
fn short_name(id: i32, name: &str) -> String {
    const LIMIT: usize = 20;
    let short: String = name.chars().take(LIMIT).collect();
    format!("{id}-{short}")
}
