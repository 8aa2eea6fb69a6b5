//! What a program says to QEMU's monitor or to the guest agent in their own words.

use std::os::fd::OwnedFd;

use serde_json::{Map, Value};
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Result, bail, err};
use virt_qmp::{Agent, AgentTimeout, patience};

use super::QemuConnection;
use crate::domain::{Job, Run, State, Vm, not_running};
use crate::process::agent;

impl QemuConnection {
    pub(super) fn monitor_command(
        &self,
        domain: &Domain,
        command: &str,
        files: Vec<OwnedFd>,
        flags: u32,
    ) -> Result<String> {
        check_flags(
            VIR_FROM_QEMU,
            "qemuDomainQemuMonitorCommandWithFiles",
            flags,
            VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP,
        )?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Query, "virDomainQemuMonitorCommand")?;
        let state = vm.state();
        let run = state.active()?;
        taint(&vm, run, "custom-monitor");
        let monitor = run.monitor()?;
        if flags & VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP != 0 {
            return monitor.human(command);
        }
        let reply = monitor.request(object(command)?, files, patience())?;
        Ok(Value::Object(reply).to_string())
    }

    pub(super) fn agent_command(
        &self,
        domain: &Domain,
        command: &str,
        timeout: i32,
        flags: u32,
    ) -> Result<Option<String>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainQemuAgentCommand", flags, 0)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin_agent("virDomainQemuAgentCommand")?;
        let state = vm.state();
        let run = state.active()?;
        let agent = agent_of(&state)?;
        taint(&vm, run, "custom-ga-command");
        let request = object(command)?;
        let timeout = AgentTimeout::from_argument(timeout).ok_or_else(|| {
            err!(
                VIR_FROM_QEMU,
                VIR_ERR_INVALID_ARG,
                "guest agent timeout '{timeout}' is less than the minimum '{VIR_DOMAIN_QEMU_AGENT_COMMAND_MIN}'"
            )
        })?;
        Ok(agent.request(&request, timeout)?.map(|reply| Value::Object(reply).to_string()))
    }
}

/// The connected agent of a domain, or upstream's error.
pub fn agent_of(state: &State) -> Result<Agent> {
    let running = matches!(state.status, VIR_DOMAIN_RUNNING);
    let stopped = || not_running().in_domain(VIR_FROM_QEMU);
    match state.run.as_ref().ok_or_else(stopped)?.agent() {
        Some(agent) if running => match agent.closed() {
            None => Ok(agent),
            Some(_) => Err(err!(
                VIR_FROM_QEMU,
                VIR_ERR_AGENT_UNRESPONSIVE,
                "QEMU guest agent is not available due to an error"
            )),
        },
        Some(_) => Err(stopped()),
        None if !running => Err(stopped()),
        None if agent::is_configured(&state.def) => {
            bail!(VIR_FROM_QEMU, VIR_ERR_AGENT_UNRESPONSIVE, "QEMU guest agent is not connected")
        }
        None => {
            bail!(VIR_FROM_QEMU, VIR_ERR_ARGUMENT_UNSUPPORTED, "QEMU guest agent is not configured")
        }
    }
}

fn object(text: &str) -> Result<Map<String, Value>> {
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "the command is no JSON object: {text}"),
        Err(error) => bail!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "failed to parse JSON: {error}"),
    }
}

/// Marks a domain as touched by means we know nothing of.
fn taint(vm: &Vm, run: &Run, name: &'static str) {
    if vm.state().taints.contains(&name) {
        return;
    }
    vm.update(|state| state.taints.push(name));
    if let Ok(root) = vm.root() {
        crate::process::log::append(&root, &vm.name(), &format!("Domain id={} is tainted: {name}", run.id));
    }
}
