//! Domains that were running when the root was last open.
//!
//! All of them are settled when the open returns: connected again, or known to have ended.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use virt_core::Result;
use virt_core::consts::*;
use virt_host::process::Process;

use super::{connect, live, memory_devices, stop};
use crate::definition::emulator;
use crate::domain::{Run, State, Vm};
use crate::hooks::Operation;
use crate::root::Root;
use crate::root::status_file::{self, Found};

/// Reconnects to all domains at once, so that one slow QEMU costs its own time only.
pub fn reconnect_all(root: &Arc<Root>, running: Vec<(Arc<Vm>, Found)>) {
    const AT_ONCE: usize = 8;
    let queue = parking_lot::Mutex::new(running.into_iter());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().next();
                    let Some((vm, found)) = next else { break };
                    reconnect(root, &vm, found);
                }
            });
        }
    });
}

fn reconnect(root: &Arc<Root>, vm: &Arc<Vm>, found: Found) {
    let run = Run::new(
        found.id,
        found.lib_dir.clone(),
        found.channel_dir.clone(),
        root.layout.state_dir.join(format!("{}.pid", vm.name())),
        master_key(&found.lib_dir),
    );
    run.fake_reboot.store(found.fake_reboot, Ordering::Release);
    let process = find_process(&found);
    let alive = process.is_some();
    if let Some(process) = process {
        run.set_process(process);
    }
    run.set_asked_cpu(found.asked_cpu);
    *run.helpers.lock() = found.helpers;
    let run = Arc::new(run);
    vm.update(|state: &mut State| {
        state.run = Some(run.clone());
        (state.status, state.reason) = (found.status, found.reason);
        state.taints = found.taints.clone();
        state.deprecations = found.deprecations.clone();
    });
    let again = || {
        connect_again(vm, &run)?;
        status_file::save(root, vm)?;
        root.hook(&vm.state().def, Operation::Reconnect, None)
    };
    if alive && again().is_ok() {
        after_reconnect(root, vm, &run);
        return;
    }
    // A start or stop that was cut short leaves a process that nobody will ever use.
    let crashed = alive || found.status != VIR_DOMAIN_SHUTDOWN;
    let reason = match (found.status, found.reason) {
        (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_STARTING_UP) => VIR_DOMAIN_SHUTOFF_FAILED,
        _ if alive => VIR_DOMAIN_SHUTOFF_DAEMON,
        _ if crashed => VIR_DOMAIN_SHUTOFF_UNKNOWN,
        _ => VIR_DOMAIN_SHUTOFF_SHUTDOWN,
    };
    run.ending.store(true, Ordering::Release);
    stop::stop(root, vm, &run, reason);
    stop::remove_inactive(root, vm);
}

fn connect_again(vm: &Arc<Vm>, run: &Arc<Run>) -> Result<()> {
    let state = vm.state();
    if (state.status, state.reason) == (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_STARTING_UP) {
        return Err(crate::domain::not_running());
    }
    connect::monitor(vm, run)?;
    let state = connect::ask_state(run)?;
    connect::note_status(vm, &state.status)?;
    connect::note_vcpus(run, &state.vcpus);
    live::note_chardevs(vm, run, &state.chardevs);
    memory_devices::refresh(vm, run)?;
    live::refresh_balloon(vm, run)
}

/// A guest that powered off while nobody was there is brought to its end now.
fn after_reconnect(root: &Arc<Root>, vm: &Arc<Vm>, run: &Arc<Run>) {
    if vm.state().status == VIR_DOMAIN_SHUTDOWN {
        run.ending.store(true, Ordering::Release);
        let _ = stop::kill(run, true);
        stop::stop(root, vm, run, VIR_DOMAIN_SHUTOFF_SHUTDOWN);
        stop::remove_inactive(root, vm);
    }
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

/// Whether a process is the domain's emulator and has the run's folder on its command line, as
/// every QEMU that is started has.
fn is_started_for(pid: u32, found: &Found) -> bool {
    let command = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let mut args = command.split(|&byte| byte == 0);
    let folder = found.lib_dir.as_os_str().as_encoded_bytes();
    args.next() == Some(emulator(&found.definition).as_bytes())
        && args.any(|arg| arg.windows(folder.len().max(1)).any(|window| window == folder))
}

/// The key that a running domain's secrets are sealed with.
fn master_key(folder: &std::path::Path) -> [u8; 32] {
    let bytes = std::fs::read(folder.join("master-key.aes")).unwrap_or_default();
    bytes.try_into().unwrap_or([0; 32])
}
