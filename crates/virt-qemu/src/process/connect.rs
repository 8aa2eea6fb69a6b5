//! Talking to a QEMU that has just been started or found: monitor, run state, vcpus.

use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::Value;
use virt_core::consts::*;
use virt_core::{Error, Result, bail, err};
use virt_host::net::connect_unix;
use virt_qmp::Monitor;

use super::network;
use crate::domain::{Run, Vm};
use crate::monitor::{Sink, commands};

/// Connects the monitor of a run and takes its events from now on; waits so long for QEMU's greeting.
pub fn monitor(vm: &Arc<Vm>, run: &Arc<Run>, limit: Duration) -> Result<()> {
    let path = run.monitor_path();
    let stream: UnixStream = connect_unix(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::TimedOut => {
            err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_TIMEOUT, "QEMU does not accept connections to its monitor")
        }
        _ => {
            let what = format!("Cannot connect to monitor socket '{}'", path.display());
            Error::system(VIR_FROM_QEMU, &error, what)
        }
    })?;
    let sink = Arc::new(Sink::new(vm, run.id));
    let (monitor, _greeting) = Monitor::open(stream, &vm.name(), limit, sink.clone())?;
    sink.set_connected();
    // It may have broken before anybody would have been told.
    if let Some(reason) = monitor.closed() {
        return Err(reason);
    }
    run.set_monitor(monitor);
    Ok(())
}

/// What every QEMU is asked once it is connected.
pub struct State {
    pub vcpus: Value,
    pub chardevs: Value,
    pub status: Value,
}

/// Asks for all of it at once: each turn would cost as much as the answers.
pub fn ask_state(run: &Run) -> Result<State> {
    let answers = run.monitor()?.execute_all(&["query-cpus-fast", "query-chardev", "query-status"])?;
    let mut answers = answers.into_iter();
    let mut next = || answers.next().unwrap_or(Ok(Value::Null));
    Ok(State { vcpus: next()?, chardevs: next()?, status: next()? })
}

/// Learns the threads of the vcpus; gives the QOM path of the first.
pub fn note_vcpus(run: &Run, reply: &Value) -> Option<String> {
    let mut threads = Vec::new();
    let mut first = None;
    for cpu in reply.as_array().into_iter().flatten() {
        let number = |name| cpu.get(name).and_then(Value::as_u64);
        let (Some(index), Some(thread)) = (number("cpu-index"), number("thread-id")) else { continue };
        let (Ok(index), Ok(thread)) = (usize::try_from(index), u32::try_from(thread)) else { continue };
        if index == 0 {
            first = cpu.get("qom-path").and_then(Value::as_str).map(str::to_owned);
        }
        if index < 65536 {
            threads.resize(threads.len().max(index + 1), None);
            threads[index] = Some(thread);
        }
    }
    // Without threads of their own (TCG in one thread) nothing can be said of single vcpus.
    let distinct: std::collections::BTreeSet<_> = threads.iter().flatten().collect();
    if distinct.len() < threads.iter().flatten().count() {
        threads.clear();
    }
    run.set_vcpu_threads(threads);
    first
}

/// Lets the guest run; the event that QEMU sends carries `reason`.
pub fn start_cpus(vm: &Vm, run: &Run, reason: i32) -> Result<()> {
    network::set_running(&vm.state().def, true)?;
    run.run_reason.store(reason, Ordering::Release);
    let done = run.monitor()?.execute("cont", None);
    if let Err(error) = done {
        run.run_reason.store(VIR_DOMAIN_RUNNING_UNKNOWN, Ordering::Release);
        return Err(error);
    }
    // The event comes before the reply, but on a connection whose events are not for us (fake
    // QEMUs without them) the state must be right all the same.
    if vm.state().status != VIR_DOMAIN_RUNNING {
        let reason = Run::take_reason(&run.run_reason, reason);
        vm.set_status(VIR_DOMAIN_RUNNING, reason);
    }
    Ok(())
}

/// Stops the guest; the event that QEMU sends carries `reason`.
pub fn stop_cpus(vm: &Vm, run: &Run, reason: i32) -> Result<()> {
    run.pause_reason.store(reason, Ordering::Release);
    let done = run.monitor()?.execute("stop", None);
    if let Err(error) = done {
        run.pause_reason.store(VIR_DOMAIN_PAUSED_UNKNOWN, Ordering::Release);
        return Err(error);
    }
    let state = vm.state();
    // What a paused guest's interfaces would still answer is no failure of the pause.
    let _ = network::set_running(&state.def, false);
    if state.status == VIR_DOMAIN_RUNNING {
        let reason = Run::take_reason(&run.pause_reason, reason);
        vm.set_status(VIR_DOMAIN_PAUSED, reason);
    }
    Ok(())
}

/// Sets the state by what QEMU says of the guest.
pub fn note_status(vm: &Vm, reply: &Value) -> Result<()> {
    let (running, word) = commands::read_status(reply)?;
    let state = vm.state();
    let found = match (running, word.as_str()) {
        (true, _) => (VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_UNPAUSED),
        (false, "shutdown") => (VIR_DOMAIN_SHUTDOWN, VIR_DOMAIN_SHUTDOWN_UNKNOWN),
        (false, "guest-panicked") => (VIR_DOMAIN_CRASHED, VIR_DOMAIN_CRASHED_PANICKED),
        (false, "watchdog") => (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_WATCHDOG),
        (false, "io-error") => (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_IOERROR),
        (false, "suspended") => (VIR_DOMAIN_PMSUSPENDED, VIR_DOMAIN_PMSUSPENDED_UNKNOWN),
        (false, "internal-error") => {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "QEMU reports an internal error of the guest's emulation"
            )
        }
        (false, _) => (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_UNKNOWN),
    };
    let same_paused = state.status == found.0;
    if !same_paused {
        vm.set_status(found.0, found.1);
    }
    Ok(())
}
