//! Sending the guest to sleep.

use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Result, bail};

use super::{QemuConnection, agent_of};
use crate::domain::Job;

impl QemuConnection {
    pub(in crate::connection) fn suspend_guest(
        &self,
        domain: &Domain,
        target: u32,
        seconds: u64,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainPMSuspendForDuration", flags, 0)?;
        if seconds > 0 {
            bail!(VIR_FROM_QEMU, VIR_ERR_ARGUMENT_UNSUPPORTED, "Duration not supported. Use 0 for now");
        }
        let command = match i32::try_from(target) {
            Ok(VIR_NODE_SUSPEND_TARGET_MEM) => "guest-suspend-ram",
            Ok(VIR_NODE_SUSPEND_TARGET_DISK) => "guest-suspend-disk",
            Ok(VIR_NODE_SUSPEND_TARGET_HYBRID) => "guest-suspend-hybrid",
            _ => bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "Unknown suspend target: {target}"),
        };
        let vm = self.vm(domain)?;
        let state = vm.state();
        agent_of(&state)?;
        {
            let _job = vm.begin(Job::Query, "virDomainPMSuspendForDuration")?;
            let machine = vm.state().active()?.monitor()?.execute("query-current-machine", None)?;
            if machine.get("wakeup-suspend-support") != Some(&true.into()) {
                bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_UNSUPPORTED, "Domain does not have suspend support");
            }
        }
        let pm = &state.def.pm;
        let to_disk = command == "guest-suspend-disk";
        if !to_disk && pm.suspend_to_mem.enabled == Some(false) {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "S3 state is disabled for this domain");
        }
        if to_disk && pm.suspend_to_disk.enabled == Some(false) {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "S4 state is disabled for this domain");
        }
        self.with_agent_first(domain, "virDomainPMSuspendForDuration", |guest| {
            guest.agent.farewell(command, None, guest.timeout)
        })
    }
}
