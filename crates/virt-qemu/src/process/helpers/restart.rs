//! Helpers that QEMU lost are started anew.

use std::sync::Arc;
use std::time::Duration;

use virt_core::Result;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_host::process::Process;
use virt_qmp::runtime;

use super::start::Starter;
use super::{RunningHelper, stop};
use crate::command::helper::pr_helper::plan;
use crate::domain::{Run, Vm};
use crate::launch_plan::{Helper, HelperKind};
use crate::monitor::reactions;
use crate::process::descriptors::Brought;
use crate::process::log::Log;
use crate::process::machine_below::find_program;
use crate::process::plan::nbdkit_again;
use crate::process::taints;
use crate::root::Root;

/// How often a helper is looked after. One that always ends is not started more often than this.
const LOOK: Duration = Duration::from_millis(500);

/// QEMU has lost the helper for persistent reservations: it connects again by itself once there is another.
pub fn pr_helper_left(root: &Root, vm: &Arc<Vm>, run: &Arc<Run>) -> Result<()> {
    let paths = run.helpers.lock().iter().find_map(|helper| {
        let socket = helper.socket.clone().filter(|_| helper.kind == HelperKind::PrHelper)?;
        Some((socket, helper.pid_file.clone()))
    });
    let Some((socket, pid_file)) = paths else { return Ok(()) };
    let helper = plan(&root.settings, &find_program, &socket, pid_file)?;
    end_left(run, |helper| helper.kind == HelperKind::PrHelper);
    start(root, vm, run, &helper)
}

/// Ends helpers that must not be left when their place is taken; tells whether there were any.
fn end_left(run: &Run, is_it: impl Fn(&RunningHelper) -> bool) -> bool {
    let left: Vec<RunningHelper> = run.helpers.lock().extract_if(.., |helper| is_it(helper)).collect();
    left.iter().for_each(stop::stop);
    !left.is_empty()
}

fn start(root: &Root, vm: &Arc<Vm>, run: &Arc<Run>, helper: &Helper) -> Result<()> {
    let mut log = Log::open(root, &vm.name())?;
    let mut brought = Brought::default();
    Starter { root, vm, run, log: &mut log, brought: &mut brought }.start(helper)
}

/// Watches the helpers of a run that are started anew when they end; those of a run that was found again may
/// have ended already.
pub fn watch_all(vm: &Arc<Vm>, run: &Arc<Run>) {
    let watched: Vec<String> = {
        let helpers = run.helpers.lock();
        let watched = helpers.iter().filter(|helper| helper.kind == HelperKind::Nbdkit);
        watched.map(|helper| helper.alias.clone()).collect()
    };
    for alias in watched {
        watch(vm, run, alias);
    }
}

/// Has a helper started anew when it ends.
fn watch(vm: &Arc<Vm>, run: &Arc<Run>, alias: String) {
    let find = {
        let (vm, run, alias) = (Arc::downgrade(vm), Arc::downgrade(run), alias.clone());
        move || {
            let (vm, run) = (vm.upgrade()?, run.upgrade()?);
            let there = run.helpers.lock().iter().any(|helper| helper.alias == alias);
            (there && !run.is_ending() && vm.run_of(run.id).is_some()).then_some((vm, run))
        }
    };
    let ended = {
        let (find, alias) = (find.clone(), alias.clone());
        move || {
            find().is_none_or(|(_, run)| {
                let helpers = run.helpers.lock();
                let helper = helpers.iter().find(|helper| helper.alias == alias);
                helper.is_none_or(|helper| helper.process.as_ref().is_none_or(Process::has_ended))
            })
        }
    };
    let again = move || {
        if let Some((vm, run)) = find() {
            reactions::nbdkit_left(vm, run, alias);
        }
    };
    if let Err(error) = runtime::once(LOOK, ended, again) {
        log::warn!("a server of disks is not watched: {error}");
    }
}

/// The server of a disk has ended: QEMU connects again by itself once there is another. A guest whose disk stays
/// lost is tainted.
pub fn nbdkit_left(root: &Root, vm: &Arc<Vm>, run: &Arc<Run>, node: &str) -> Result<()> {
    // Else somebody else has seen to it, or the disk is gone.
    if !end_left(run, |helper| helper.kind == HelperKind::Nbdkit && helper.alias == node) {
        return Ok(());
    }
    let again = nbdkit_again(root, vm, run, node).and_then(|helper| match helper {
        Some(helper) => start(root, vm, run, &helper),
        None => Err(virt_core::err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "nbdkit cannot serve '{node}'")),
    });
    match &again {
        Ok(()) => watch(vm, run, node.to_owned()),
        Err(error) => {
            log::warn!("domain '{}': nbdkit for '{node}' could not be restarted: {error}", vm.name());
            taints::add(root, vm, run, "nbdkit-restart");
        }
    }
    again
}
