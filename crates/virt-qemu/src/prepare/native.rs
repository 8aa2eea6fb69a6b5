//! The command line of a definition that isn't started, as text (`virConnectDomainXMLToNative`).

use virt_core::Result;

use super::{FixedPorts, Preparation, prepare};
use crate::command;
use crate::launch_plan::LaunchPlan;
use crate::vocabulary::{
    DeviceInfo, DomainDef, Interface, InterfaceGuest, InterfaceSource, InterfaceTarget, IpInfo, NetBackend,
    NetDriver,
};

/// Makes the plan; networks become taps that scripts connect, for nothing is set up.
pub fn plan(def: &mut DomainDef, with: &Preparation<'_>) -> Result<LaunchPlan> {
    for interface in &mut def.devices.interfaces {
        make_plain(interface);
    }
    prepare(def, with, &mut FixedPorts)?;
    command::build(def, with.context, None)
}

fn make_plain(interface: &mut Interface) {
    *interface = Interface {
        source: InterfaceSource::Ethernet,
        mac: interface.mac,
        model: interface.model.take(),
        script: interface.script.take(),
        info: DeviceInfo::default(),
        trust_guest_rx_filters: None,
        host_ip: IpInfo::default(),
        source_dev: None,
        vlan: None,
        virtualport: None,
        bandwidth: None,
        isolated: None,
        guest_ip: IpInfo::default(),
        port_forwards: Vec::new(),
        downscript: None,
        backend_domain: None,
        target: InterfaceTarget::default(),
        guest: InterfaceGuest::default(),
        driver: NetDriver::default(),
        backend: NetBackend::default(),
        filter: None,
        sndbuf: None,
        teaming: None,
        link: None,
        mtu: 0,
        rx_max_coalesced_frames: 0,
        private_data: None,
    };
}

/// Environment and arguments as a shell would take them.
pub fn to_text(plan: &LaunchPlan) -> String {
    let mut words: Vec<String> =
        plan.env.iter().map(|(name, value)| format!("{name}={}", quoted(value))).collect();
    words.push(quoted(&plan.program.to_string_lossy()));
    words.extend(plan.args.iter().map(|arg| quoted(arg)));
    words.join(" ")
}

/// What a shell may take for more than a letter.
const SPECIAL: &[char] = &[
    '\r', '\t', '\n', ' ', '!', '"', '#', '$', '&', '\'', '(', ')', '*', ';', '<', '>', '?', '[', '\\', ']',
    '^', '`', '{', '|', '}', '~',
];

/// A word in single quotes if it needs them.
fn quoted(word: &str) -> String {
    match !word.is_empty() && !word.contains(SPECIAL) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
