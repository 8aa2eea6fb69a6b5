//! The connection to the guest agent: made when the guest opens its channel, dropped when it closes it.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use virt_conf::domain::chardev::ChardevKind;
use virt_conf::domain::devices::{Channel, ChannelState, ChannelTarget};
use virt_core::consts::*;
use virt_core::event::DomainEventKind;
use virt_host::net::connect_unix;
use virt_qmp::Agent;

use crate::definition::Definition;
use crate::domain::{Run, Vm};

/// What the agent's channel is called.
const NAME: &str = "org.qemu.guest_agent.0";

/// Whether the definition has a channel for an agent.
pub fn is_configured(definition: &Definition) -> bool {
    definition.devices.channels.iter().any(is_agent)
}

/// Learns from QEMU's character devices which channels the guest has open, and connects the agent if
/// its channel is.
pub fn refresh(vm: &Arc<Vm>, run: &Arc<Run>, devices: &[Value]) {
    if vm.state().def.devices.channels.is_empty() {
        return;
    }
    for device in devices {
        let label = device.get("label").and_then(Value::as_str).and_then(|label| label.strip_prefix("char"));
        let open = device.get("frontend-open").and_then(Value::as_bool);
        if let (Some(alias), Some(open)) = (label, open) {
            note(vm, run, alias, open, VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_DOMAIN_STARTED);
        }
    }
}

/// The guest has opened or closed a channel.
pub fn changed(vm: &Arc<Vm>, run: &Arc<Run>, alias: &str, open: bool) {
    note(vm, run, alias, open, VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_CHANNEL);
}

fn note(vm: &Arc<Vm>, run: &Arc<Run>, alias: &str, open: bool, reason: i32) {
    let wanted = if open { ChannelState::Connected } else { ChannelState::Disconnected };
    let changed = vm.update(|state| {
        let channels = &mut Arc::make_mut(&mut state.def).devices.channels;
        let channel = channels.iter_mut().find(|channel| channel.info.alias.as_deref() == Some(alias))?;
        let before = match &mut channel.target {
            ChannelTarget::Virtio { state, .. } => state.replace(wanted),
            _ => return None,
        };
        (before != Some(wanted)).then(|| channel.clone())
    });
    let Some(channel) = changed else { return };
    let is_start = reason == VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_DOMAIN_STARTED;
    if !is_agent(&channel) {
        if is_start && !open {
            return;
        }
        let name = channel.target.name().unwrap_or_default().to_owned();
        let state = if open { 1 } else { 2 };
        vm.emit(DomainEventKind::ChannelLifecycle { channel: name, state, reason });
        return;
    }
    let old = if open { connect(run, &channel) } else { run.set_agent(None) };
    if let Some(old) = old {
        old.close(virt_core::err!(
            VIR_FROM_QEMU,
            VIR_ERR_AGENT_UNRESPONSIVE,
            "QEMU guest agent is not connected"
        ));
    }
    let state = if open {
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED
    } else {
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_DISCONNECTED
    };
    vm.emit(DomainEventKind::AgentLifecycle { state, reason });
}

/// Connects the agent; returns the connection that it replaces.
fn connect(run: &Run, channel: &Channel) -> Option<Agent> {
    let path = match &channel.source.kind {
        ChardevKind::Unix(unix) => unix.path.as_ref().map(PathBuf::from),
        ChardevKind::Pty { path } => path.as_ref().map(PathBuf::from),
        _ => None,
    }?;
    match connect_unix(&path)
        .map_err(|error| error.to_string())
        .and_then(|socket| Agent::open(socket).map_err(|error| error.message().to_owned()))
    {
        Ok(agent) => run.set_agent(Some(agent)),
        Err(error) => {
            log::warn!("Cannot connect to QEMU guest agent at {}: {error}", path.display());
            None
        }
    }
}

fn is_agent(channel: &Channel) -> bool {
    matches!(&channel.target, ChannelTarget::Virtio { name: Some(name), .. } if name == NAME)
}
