//! Domains that were running when the root was last open.
//!
//! When the open returns they are settled: connected again, or known to have ended. Only a QEMU that
//! hangs isn't waited for: its domain is there, running, and is connected once QEMU answers.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};
use virt_core::Result;
use virt_core::consts::*;
use virt_host::files::remove_file;
use virt_host::process::Process;
use virt_qmp::patience;

use super::{connect, helpers, live, memory_devices, network, perf, stop};
use crate::definition::emulator;
use crate::domain::{Run, State, Vm};
use crate::hooks::Operation;
use crate::root::Root;
use crate::root::status_file::{self, Found};

/// So long an open waits for QEMUs that don't answer.
const OPEN_LIMIT: Duration = Duration::from_secs(10);
/// So many are connected at the same time; one slow QEMU costs its own time only.
const AT_ONCE: usize = 8;

/// A domain with a process that is to be connected.
struct Task {
    vm: Arc<Vm>,
    run: Arc<Run>,
    is_first_try: bool,
}

/// Domains that wait to be connected, and how many of all were not tried yet.
struct Queue {
    tasks: Mutex<(VecDeque<Task>, usize)>,
    tried: Condvar,
}

/// Connects all domains whose process is there and takes down the others.
pub fn reconnect_all(root: &Arc<Root>, running: Vec<(Arc<Vm>, Found)>) {
    let tasks: VecDeque<Task> =
        running.into_iter().filter_map(|(vm, found)| take_over(root, vm, found)).collect();
    let count = tasks.len();
    let queue = Arc::new(Queue { tasks: Mutex::new((tasks, count)), tried: Condvar::new() });
    for _ in 0..count.min(AT_ONCE) {
        let (root, helped) = (Arc::downgrade(root), queue.clone());
        let named = std::thread::Builder::new().name("virt-reconnect".to_owned());
        let serve = {
            let root = root.clone();
            move || helped.serve(&root)
        };
        if named.spawn(serve).is_err() {
            return queue.serve(&root);
        }
    }
    queue.wait();
}

impl Queue {
    /// Connects one after the other until none is left or the root is closed.
    fn serve(&self, root: &Weak<Root>) {
        loop {
            let Some(root) = root.upgrade() else { return };
            let Some(task) = self.tasks.lock().0.pop_front() else { return };
            let is_first_try = task.is_first_try;
            let again = connect_task(&root, task);
            let mut tasks = self.tasks.lock();
            tasks.0.extend(again);
            if is_first_try {
                tasks.1 -= 1;
                self.tried.notify_one();
            }
        }
    }

    /// Waits until each was tried once.
    fn wait(&self) {
        let deadline = Instant::now() + OPEN_LIMIT;
        let mut tasks = self.tasks.lock();
        while tasks.1 > 0 && !self.tried.wait_until(&mut tasks, deadline).timed_out() {}
    }
}

/// Makes a domain what its state file says it is. Nothing is left to do when its process is gone.
fn take_over(root: &Arc<Root>, vm: Arc<Vm>, found: Found) -> Option<Task> {
    let run = Run::new(
        found.id,
        found.lib_dir.clone(),
        found.channel_dir.clone(),
        root.layout.state_dir.join(format!("{}.pid", vm.name())),
        master_key(&found.lib_dir),
    );
    run.fake_reboot.store(found.fake_reboot, Ordering::Release);
    let process = find_process(&found);
    let is_alive = process.is_some();
    if let Some(process) = process {
        run.set_process(process);
    }
    run.set_asked_cpu(found.asked_cpu);
    *run.helpers.lock() = found.helpers;
    *run.left_overs.lock() = network::left_overs(&found.definition);
    let run = Arc::new(run);
    vm.update(|state: &mut State| {
        state.run = Some(run.clone());
        (state.status, state.reason) = (found.status, found.reason);
        state.taints = found.taints.clone();
        state.deprecations = found.deprecations.clone();
    });
    root.domains.note_id(run.id, &vm);
    if is_alive && !is_half_started(&vm) {
        return Some(Task { vm, run, is_first_try: true });
    }
    end(root, &vm, &run, is_alive);
    None
}

/// A start that was cut short leaves a process that nobody will ever use.
fn is_half_started(vm: &Vm) -> bool {
    let state = vm.state();
    (state.status, state.reason) == (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_STARTING_UP)
}

/// Connects a domain, or ends it when that can't be done. Gives the task back when QEMU didn't answer
/// in time.
fn connect_task(root: &Arc<Root>, task: Task) -> Option<Task> {
    let Task { vm, run, .. } = &task;
    let connected = connect_again(vm, run);
    if run.is_ending() || vm.run_of(run.id).is_none() {
        return None;
    }
    match connected {
        Ok(()) => {
            status_file::refresh(root, vm);
            helpers::watch_all(vm, run);
            match root.hook(&vm.state().def, Operation::Reconnect, None) {
                Ok(()) => after_reconnect(root, vm, run),
                Err(_) => end(root, vm, run, true),
            }
        }
        Err(error) if error.code() == VIR_ERR_OPERATION_TIMEOUT && is_alive(run) => {
            log::warn!("domain '{}' runs, but its QEMU does not answer: {error}", vm.name());
            return Some(Task { is_first_try: false, ..task });
        }
        Err(error) => {
            log::warn!("cannot reconnect to domain '{}': {error}", vm.name());
            end(root, vm, run, is_alive(run));
        }
    }
    None
}

fn is_alive(run: &Run) -> bool {
    run.process().is_some_and(|process| !process.has_ended())
}

/// Takes down a domain that cannot be used, or that has ended while nobody watched.
fn end(root: &Arc<Root>, vm: &Arc<Vm>, run: &Arc<Run>, is_alive: bool) {
    let (reason, detail) = match vm.state().status {
        _ if is_half_started(vm) => (VIR_DOMAIN_SHUTOFF_FAILED, VIR_DOMAIN_EVENT_STOPPED_FAILED),
        _ if is_alive => (VIR_DOMAIN_SHUTOFF_DAEMON, VIR_DOMAIN_EVENT_STOPPED_FAILED),
        VIR_DOMAIN_SHUTDOWN => (VIR_DOMAIN_SHUTOFF_SHUTDOWN, VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN),
        _ => (VIR_DOMAIN_SHUTOFF_UNKNOWN, VIR_DOMAIN_EVENT_STOPPED_FAILED),
    };
    run.ending.store(true, Ordering::Release);
    stop::stop_and_emit(root, vm, run, reason, detail);
}

fn connect_again(vm: &Arc<Vm>, run: &Arc<Run>) -> Result<()> {
    // An earlier try may have come so far.
    if run.monitor().is_err() {
        connect::monitor(vm, run, patience().min(OPEN_LIMIT))?;
    }
    let state = connect::ask_state(run)?;
    connect::note_status(vm, &state.status)?;
    connect::note_vcpus(run, &state.vcpus);
    live::note_chardevs(vm, run, &state.chardevs);
    perf::restart(vm, run);
    memory_devices::refresh(vm, run)?;
    live::refresh_balloon(vm, run)
}

/// Brings to an end what was under way when the last program that had the root ended.
fn after_reconnect(root: &Arc<Root>, vm: &Arc<Vm>, run: &Arc<Run>) {
    let state = vm.state();
    match (state.status, state.reason) {
        // The guest powered off while nobody was there.
        (VIR_DOMAIN_SHUTDOWN, _) => {
            run.ending.store(true, Ordering::Release);
            let _ = stop::kill(run, true);
            stop::stop_and_emit(
                root,
                vm,
                run,
                VIR_DOMAIN_SHUTOFF_SHUTDOWN,
                VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN,
            );
            return;
        }
        // It was stopped for a save or dump that nobody will complete.
        (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SAVE | VIR_DOMAIN_PAUSED_DUMP) => {
            if let Err(error) = resume(root, vm, run) {
                log::warn!("Could not resume domain '{}' after migration to file: {error}", vm.name());
                return;
            }
        }
        _ => {}
    }
    // Who runs has left his image behind, or has never come to use it: starting from it once more
    // would take the guest back in time.
    if state.has_managed_save && remove_file(&root.managed_save_path(&vm.name())).is_ok() {
        vm.update(|state| state.has_managed_save = false);
    }
}

fn resume(root: &Root, vm: &Vm, run: &Run) -> Result<()> {
    run.monitor()?.execute("migrate_cancel", None)?;
    connect::start_cpus(vm, run, VIR_DOMAIN_RUNNING_SAVE_CANCELED)?;
    status_file::refresh(root, vm);
    Ok(())
}

/// The process of the state file, if it is still that process.
fn find_process(found: &Found) -> Option<Process> {
    if found.pid == 0 {
        return find_unnamed(found);
    }
    let process = Process::find(found.pid, found.start_time).ok()??;
    if found.start_time.is_none() && !is_started_for(found.pid, found) {
        return None;
    }
    Some(process)
}

/// A QEMU whose starter was killed before it could note the process down.
fn find_unnamed(found: &Found) -> Option<Process> {
    let entries = std::fs::read_dir("/proc").ok()?.flatten();
    let mut pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let pid = pids.find(|pid| is_started_for(*pid, found))?;
    Process::find(pid, None).ok()?
}

/// Whether a process was started for a run: it has the run's folder on its command line, as every QEMU that is
/// started has, and is the emulator, perhaps by way of an interpreter, or has become another program that calls
/// itself the guest.
fn is_started_for(pid: u32, found: &Found) -> bool {
    let command = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let args: Vec<&[u8]> = command.split(|&byte| byte == 0).collect();
    let folder = found.lib_dir.as_os_str().as_encoded_bytes();
    let name = format!("guest={}", found.definition.name);
    let is_emulator = args.iter().take(3).any(|arg| *arg == emulator(&found.definition).as_bytes());
    let is_guest = args.windows(2).any(|pair| pair[0] == b"-name" && pair[1].starts_with(name.as_bytes()));
    (is_emulator || is_guest)
        && args.iter().any(|arg| arg.windows(folder.len().max(1)).any(|part| part == folder))
}

/// The key that a running domain's secrets are sealed with.
fn master_key(folder: &std::path::Path) -> [u8; 32] {
    let bytes = std::fs::read(folder.join("master-key.aes")).unwrap_or_default();
    bytes.try_into().unwrap_or([0; 32])
}
