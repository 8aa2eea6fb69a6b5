//! The end of a domain's run, however it comes about.

use std::sync::Arc;
use std::time::Duration;

use virt_core::consts::*;
use virt_core::event::{DomainEvent, DomainEventKind, Event};
use virt_core::{DomainKey, Error, Result};

use super::{helpers, log, network};
use crate::domain::{Run, Vm};
use crate::hooks::Operation;
use crate::root::{Root, status_file};
use crate::words;

/// How long QEMU gets to end by itself before it is killed, and how long the kernel gets then.
const PATIENCE: Duration = Duration::from_secs(10);
const KILL_LIMIT: Duration = Duration::from_secs(30);
/// How long the end of a process takes to reach us on its monitor.
const DRAIN_LIMIT: Duration = Duration::from_secs(1);
/// Without force we give up after this.
const GRACEFUL_LIMIT: Duration = Duration::from_secs(15);

/// Ends the process; with `force`, by SIGKILL if it doesn't listen.
pub fn kill(run: &Run, force: bool) -> Result<()> {
    let Some(process) = run.process() else { return Ok(()) };
    let failed = |error: &std::io::Error, signal: &str| {
        let what = format!("Failed to terminate process {} with {signal}", process.pid());
        Error::system(VIR_FROM_QEMU, error, what)
    };
    let busy = || std::io::Error::from_raw_os_error(16);
    if force {
        match process.end(PATIENCE, KILL_LIMIT) {
            Ok(true) => Ok(()),
            Ok(false) => Err(failed(&busy(), "SIGKILL")),
            Err(error) => Err(failed(&error, "SIGKILL")),
        }
    } else {
        process.signal(15).map_err(|error| failed(&error, "SIGTERM"))?;
        if process.wait(GRACEFUL_LIMIT) { Ok(()) } else { Err(failed(&busy(), "SIGTERM")) }
    }
}

/// Takes down everything that belongs to a run and makes the domain inactive. False when another
/// caller has done so before.
pub fn stop(root: &Root, vm: &Vm, run: &Arc<Run>, reason: i32) -> bool {
    let mut taken_down = run.taken_down.lock();
    if *taken_down {
        return false;
    }
    let name = vm.name();
    log::note_end(root, &name, words::reason(VIR_DOMAIN_SHUTOFF, reason));
    if let Some(process) = run.process() {
        // A QEMU that was started to its end says good-bye.
        let patience = if run.monitor().is_ok() { PATIENCE } else { Duration::ZERO };
        let _ = process.end(patience, KILL_LIMIT);
    }
    helpers::stop_all(run);
    network::clean_up(&std::mem::take(&mut *run.left_overs.lock()));
    let gone = virt_core::err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "domain is not running");
    if let Some(agent) = run.set_agent(None) {
        agent.close(gone.clone());
    }
    if let Ok(monitor) = run.monitor() {
        // What it said last comes before what we say of it.
        monitor.wait_closed(DRAIN_LIMIT);
        monitor.close(gone);
    }
    run.release_ports();
    run.in_use.close_all();
    run.news.bump();
    for folder in [&run.lib_dir, &run.channel_dir] {
        let _ = std::fs::remove_dir_all(folder);
    }
    // The domain has ended whatever these programs say.
    let definition = vm.state().def.clone();
    let _ = root.hook(&definition, Operation::Stopped, None);
    let _ = root.hook(&definition, Operation::Release, Some(words::reason(VIR_DOMAIN_SHUTOFF, reason)));
    status_file::remove(root, vm, &name);
    vm.update(|state| {
        state.run = None;
        if let Some(next) = state.next.take() {
            state.def = next;
        }
        state.taints.clear();
        state.deprecations.clear();
        state.io_errors.clear();
        (state.status, state.reason) = (VIR_DOMAIN_SHUTOFF, reason);
    });
    root.domains.drop_id(run.id);
    *taken_down = true;
    true
}

/// [`stop`], with the event that tells why; a transient domain is taken off the list.
pub fn stop_and_emit(root: &Root, vm: &Vm, run: &Arc<Run>, reason: i32, detail: i32) {
    stop_as(root, vm, run, (reason, detail), -1);
}

/// The same for a QEMU that ended without us: upstream gives the domain's id then.
pub fn note_end_and_emit(root: &Root, vm: &Vm, run: &Arc<Run>, reason: i32, detail: i32) {
    stop_as(root, vm, run, (reason, detail), run.id);
}

fn stop_as(root: &Root, vm: &Vm, run: &Arc<Run>, (reason, detail): (i32, i32), id: i32) {
    let domain = DomainKey { id, ..vm.key() };
    if !stop(root, vm, run, reason) {
        return;
    }
    let kind = DomainEventKind::Lifecycle { event: VIR_DOMAIN_EVENT_STOPPED, detail };
    root.events.emit(Event::Domain(DomainEvent { domain, kind }));
    forget(root, vm, 0);
}

/// The end of a domain that is neither kept nor running: what was its own goes with it, as the flags of
/// `virDomainUndefineFlags` say.
pub fn forget(root: &Root, vm: &Vm, flags: u32) {
    let state = vm.state();
    if !state.persistent && !state.is_active() {
        helpers::remove_storage(root, &state.def, flags);
    }
    remove_inactive(root, vm);
}

/// Takes a domain that neither runs nor is kept off the list, and leaves all files alone: it never came to be.
pub fn remove_inactive(root: &Root, vm: &Vm) {
    let state = vm.state();
    if !state.persistent && !state.is_active() {
        root.domains.remove(vm);
    }
}
