//! What has to be done after an event and takes time: on the pool, with a job of the domain.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use virt_core::Result;
use virt_core::consts::*;

use crate::definition::LifecycleAction;
use crate::domain::{Job, Run, Vm};
use crate::process;
use crate::root::{Root, status_file};

/// The monitor's connection ended and nobody asked for that: QEMU has died, or talks nonsense.
pub fn monitor_closed(vm: Arc<Vm>, run: Arc<Run>) {
    let state = vm.state();
    if (state.status, state.reason) == (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_STARTING_UP) {
        // Whoever starts it sees the same.
        return;
    }
    later(move || {
        if run.ending.swap(true, Ordering::AcqRel) {
            return Ok(());
        }
        process::kill(&run, true)?;
        // Those who had a job have failed by now; a caller that waits for its turn is told. Even a domain that
        // cannot be had for ourselves is stopped: nobody else will do it.
        let _job = vm.begin(Job::Destroy, "monitor");
        let root = vm.root()?;
        let (reason, detail) = match vm.state().status {
            VIR_DOMAIN_SHUTDOWN => (VIR_DOMAIN_SHUTOFF_SHUTDOWN, VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN),
            _ => (VIR_DOMAIN_SHUTOFF_CRASHED, VIR_DOMAIN_EVENT_STOPPED_FAILED),
        };
        process::note_end_and_emit(&root, &vm, &run, reason, detail);
        Ok(())
    });
}

/// The guest has powered off and is to start again: reset the machine and let it run.
pub fn fake_reboot(vm: Arc<Vm>, run: Arc<Run>) {
    later(move || {
        let done = reset_and_run(&vm, &run);
        run.paused_shutdown.store(false, Ordering::Release);
        run.fake_reboot.store(false, Ordering::Release);
        if done.is_err() && !run.is_ending() {
            process::kill(&run, true)?;
        }
        done
    });
}

fn reset_and_run(vm: &Arc<Vm>, run: &Arc<Run>) -> Result<()> {
    let _job = vm.begin(Job::Modify, "reboot")?;
    run.monitor()?.execute("system_reset", None)?;
    let reason = match vm.state().status {
        VIR_DOMAIN_CRASHED => VIR_DOMAIN_RUNNING_CRASHED,
        _ => VIR_DOMAIN_RUNNING_BOOTED,
    };
    process::start_cpus(vm, run, reason)?;
    status_file::refresh(&*vm.root()?, vm);
    Ok(())
}

/// The guest has rebooted; perhaps that was to be its end.
pub fn after_reset(vm: Arc<Vm>, run: Arc<Run>) {
    if vm.state().def.lifecycle.on_reboot != LifecycleAction::Destroy || run.is_ending() {
        return;
    }
    later(move || {
        let root = vm.root()?;
        run.ending.store(true, Ordering::Release);
        process::kill(&run, true)?;
        let _job = vm.begin(Job::Destroy, "reset")?;
        process::stop_and_emit(
            &root,
            &vm,
            &run,
            VIR_DOMAIN_SHUTOFF_DESTROYED,
            VIR_DOMAIN_EVENT_STOPPED_DESTROYED,
        );
        Ok(())
    });
}

/// The guest has opened or closed a channel; one of them may be its agent's.
pub fn channel_changed(vm: Arc<Vm>, run: Arc<Run>, alias: String, open: bool) {
    later(move || {
        if vm.run_of(run.id).is_some() {
            process::agent::changed(&vm, &run, &alias, open);
            status_file::refresh(&*vm.root()?, &vm);
        }
        Ok(())
    });
}

/// The guest's kernel has crashed: do what the domain says.
pub fn guest_panicked(vm: Arc<Vm>, run: Arc<Run>) {
    later(move || {
        let root = vm.root()?;
        let action = vm.state().def.lifecycle.on_crash;
        // QEMU stops the guest after it has told of the crash; with this answer that has come through.
        let _ = run.monitor().and_then(|monitor| monitor.execute("query-status", None));
        vm.set_status(VIR_DOMAIN_CRASHED, VIR_DOMAIN_CRASHED_PANICKED);
        vm.emit_lifecycle(VIR_DOMAIN_EVENT_CRASHED, VIR_DOMAIN_EVENT_CRASHED_PANICKED);
        status_file::refresh(&root, &vm);
        match action {
            LifecycleAction::Destroy | LifecycleAction::CoredumpDestroy => {
                run.ending.store(true, Ordering::Release);
                process::kill(&run, true)?;
                let _job = vm.begin(Job::Destroy, "crash")?;
                process::stop_and_emit(
                    &root,
                    &vm,
                    &run,
                    VIR_DOMAIN_SHUTOFF_CRASHED,
                    VIR_DOMAIN_EVENT_STOPPED_CRASHED,
                );
                Ok(())
            }
            LifecycleAction::Restart | LifecycleAction::RenameRestart | LifecycleAction::CoredumpRestart => {
                run.paused_shutdown.store(true, Ordering::Release);
                fake_reboot(vm.clone(), run.clone());
                Ok(())
            }
            LifecycleAction::Preserve | LifecycleAction::PreserveRunning => Ok(()),
        }
    });
}

/// QEMU has lost the helper for persistent reservations.
pub fn pr_helper_left(vm: Arc<Vm>, run: Arc<Run>) {
    helper_left(vm, run, "pr-helper", process::helpers::pr_helper_left);
}

/// The server of a disk has ended.
pub fn nbdkit_left(vm: Arc<Vm>, run: Arc<Run>, node: String) {
    helper_left(vm, run, "nbdkit", move |root, vm, run| process::helpers::nbdkit_left(root, vm, run, &node));
}

fn helper_left(
    vm: Arc<Vm>,
    run: Arc<Run>,
    job: &'static str,
    work: impl FnOnce(&Root, &Arc<Vm>, &Arc<Run>) -> Result<()> + Send + 'static,
) {
    later(move || {
        let _job = vm.begin(Job::Modify, job)?;
        if run.is_ending() {
            return Ok(());
        }
        work(&*vm.root()?, &vm, &run)
    });
}

fn later(work: impl FnOnce() -> Result<()> + Send + 'static) {
    let work = move || {
        // Nobody waits for the outcome; what failed shows in the domain's state.
        let _ = work();
    };
    let _ = virt_qmp::runtime::spawn_blocking(work);
}
