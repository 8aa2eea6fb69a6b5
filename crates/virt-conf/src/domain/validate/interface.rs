//! What is wrong with a network interface.

use virt_core::Result;

use crate::domain::complain::{refuse, unsupported};
use crate::domain::devices::{Interface, InterfaceSource, NetBackendType, TeamingType};
use crate::domain::validate::common::no_virtio_options;

pub fn check(interface: &Interface) -> Result<()> {
    let kind = interface.source.type_name();
    let ethernet = matches!(interface.source, InterfaceSource::Ethernet);
    if !ethernet && !interface.host_ip.is_empty() {
        return unsupported(format!(
            "Invalid attempt to set network interface host-side IP route and/or address info on interface \
             of type '{kind}'. This is only supported on interfaces of type 'ethernet'"
        ));
    }
    if !ethernet && interface.target.managed == Some(false) {
        return unsupported(format!("unmanaged target dev is not supported on interfaces of type '{kind}'"));
    }
    check_teaming(interface)?;
    check_isolation(interface)?;
    if !interface.model.as_ref().is_some_and(|model| model.is_virtio()) {
        no_virtio_options(&interface.driver.virtio)?;
    }
    check_passt(interface)
}

fn check_teaming(interface: &Interface) -> Result<()> {
    let Some(teaming) = &interface.teaming else { return Ok(()) };
    match (teaming.kind, &teaming.persistent) {
        (TeamingType::Transient, None) => {
            unsupported("teaming persistent attribute must be set if teaming type is 'transient'")
        }
        (TeamingType::Persistent, Some(_)) => {
            unsupported("teaming persistent attribute not allowed if teaming type is 'persistent'")
        }
        _ => Ok(()),
    }
}

fn check_isolation(interface: &Interface) -> Result<()> {
    if interface.isolated != Some(true) {
        return Ok(());
    }
    let mac = interface.mac.address;
    let kind = interface.source.type_name();
    if !matches!(interface.source, InterfaceSource::Network { .. } | InterfaceSource::Bridge { .. }) {
        return unsupported(format!(
            "interface {mac} - <port isolated='yes'/> is not supported for network interfaces with \
             type='{kind}'"
        ));
    }
    match interface.virtualport.as_ref().and_then(|port| port.kind) {
        Some(kind) => unsupported(format!(
            "interface {mac} - <port isolated='yes'/> is not supported for network interfaces with \
             virtualport type='{}'",
            kind.as_str()
        )),
        None => Ok(()),
    }
}

fn check_passt(interface: &Interface) -> Result<()> {
    let possible = matches!(interface.source, InterfaceSource::User | InterfaceSource::Vhostuser(_));
    let passt = interface.backend.kind == NetBackendType::Passt;
    refuse(
        passt && !possible,
        "The 'passt' backend can only be used with interface type='user' or type='vhostuser'",
    )?;
    refuse(
        interface.source_dev.is_some() && !passt,
        "The 'dev' attribute of the <source> element can only be used with <interface> type='user' or \
         type='vhostuser' if the <backend> type='passt'",
    )?;
    refuse(
        (interface.backend.hostname.is_some() || interface.backend.fqdn.is_some()) && !passt,
        "The 'fqdn' attribute of the <backend> element can only be used with the <backend> type='passt'",
    )?;
    if interface.port_forwards.is_empty() {
        return Ok(());
    }
    refuse(
        !possible || !passt,
        "The <portForward> element can only be used with the 'passt' backend of interface type='user' or \
         type='vhostuser'",
    )?;
    let mut ranges = interface.port_forwards.iter().flat_map(|forward| &forward.ranges);
    refuse(
        ranges.any(|r| r.start == 0 && (r.end != 0 || r.to != 0 || r.exclude.is_some())),
        "The 'range' of a 'portForward' requires 'start' attribute if 'end', 'to', or 'exclude' is specified",
    )
}
