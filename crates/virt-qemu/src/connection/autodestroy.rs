//! Domains that end with the connection that started them.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use virt_core::consts::*;

use super::QemuConnection;
use crate::domain::{Job, Run, Vm};
use crate::process;
use crate::root::Root;

impl QemuConnection {
    /// Binds a run to this connection.
    pub(super) fn bind(&self, vm: &Arc<Vm>, run: &Arc<Run>) {
        let mut bound = self.bound.lock();
        bound.retain(|(vm, run)| vm.run_of(run.id).is_some());
        bound.push((vm.clone(), run.clone()));
    }
}

impl Drop for QemuConnection {
    fn drop(&mut self) {
        for (vm, run) in std::mem::take(&mut *self.bound.lock()) {
            end(&self.root, &vm, &run);
        }
    }
}

fn end(root: &Arc<Root>, vm: &Arc<Vm>, run: &Arc<Run>) {
    if vm.run_of(run.id).is_none() {
        return;
    }
    run.ending.store(true, Ordering::Release);
    let killed = process::kill(run, true);
    // Even a domain that cannot be had for ourselves is stopped: nobody else will do it.
    let _job = vm.begin(Job::Destroy, "virConnectClose");
    if killed.is_ok() {
        process::stop_and_emit(
            root,
            vm,
            run,
            VIR_DOMAIN_SHUTOFF_DESTROYED,
            VIR_DOMAIN_EVENT_STOPPED_DESTROYED,
        );
    }
}
