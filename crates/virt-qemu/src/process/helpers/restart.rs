//! A helper that QEMU lost is started anew.

use std::sync::Arc;

use virt_core::Result;

use super::start::{Starter, end_left};
use crate::command::helper::pr_helper::plan;
use crate::domain::{Run, Vm};
use crate::launch_plan::HelperKind;
use crate::process::descriptors::Brought;
use crate::process::log::Log;
use crate::process::machine_below::find_program;
use crate::root::Root;

/// QEMU has lost the helper for persistent reservations: it connects again by itself once there is another.
pub fn pr_helper_left(root: &Root, vm: &Arc<Vm>, run: &Arc<Run>) -> Result<()> {
    let paths = run.helpers.lock().iter().find_map(|helper| {
        let socket = helper.socket.clone().filter(|_| helper.kind == HelperKind::PrHelper)?;
        Some((socket, helper.pid_file.clone()))
    });
    let Some((socket, pid_file)) = paths else { return Ok(()) };
    let helper = plan(&root.settings, &find_program, &socket, pid_file)?;
    end_left(run, HelperKind::PrHelper);
    let mut log = Log::open(root, &vm.name())?;
    let mut brought = Brought::default();
    Starter { root, vm, run, log: &mut log, brought: &mut brought }.start(&helper)
}
