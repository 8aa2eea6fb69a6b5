//! The host's ends while the guest runs, is paused, and has ended.

use std::time::Duration;

use virt_core::consts::*;
use virt_core::{Error, Result};
use virt_host::net::link;
use virt_host::spawn::Spawn;

use super::{HostEnd, LeftOver};
use crate::definition::Definition;
use crate::vocabulary::Interface;

const SCRIPT_LIMIT: Duration = Duration::from_secs(60);

/// The guest's processors start or have stopped: a macvtap answers for the guest's address only while it runs.
pub fn set_running(definition: &Definition, running: bool) -> Result<()> {
    for interface in &definition.devices.interfaces {
        let (Some(end), Some(name)) = (HostEnd::of(interface), &interface.target.dev) else { continue };
        match end {
            HostEnd::Direct(parent, _) if running => {
                if !link::is_up(parent).unwrap_or(true) {
                    bring(parent, true)?;
                }
                bring(name, true)?;
            }
            HostEnd::Direct(parent, mode) => {
                bring(name, false)?;
                if mode == link::MacvtapMode::Passthru {
                    bring(parent, false)?;
                }
            }
            HostEnd::Ethernet if running => add_addresses(interface, name)?,
            _ => {}
        }
    }
    Ok(())
}

fn bring(name: &str, up: bool) -> Result<()> {
    link::set_up(name, up).map_err(|error| {
        Error::system(VIR_FROM_NONE, &error, format!("Cannot set interface flags on '{name}'"))
    })
}

/// Addresses and routes of the host's end; those that are there already stay.
fn add_addresses(interface: &Interface, name: &str) -> Result<()> {
    let there = |error: &std::io::Error| error.raw_os_error() == Some(libc::EEXIST);
    for ip in &interface.host_ip.ips {
        let prefix = match ip.prefix {
            0 if ip.address.is_v4() => 24,
            0 => 64,
            prefix => u8::try_from(prefix).unwrap_or(128),
        };
        match link::add_address(name, ip.address.address(), prefix, ip.peer.map(|peer| peer.address())) {
            Err(error) if !there(&error) => {
                let what = format!("Failed to add IP address {} to {name}", ip.address);
                return Err(Error::system(VIR_FROM_NONE, &error, what));
            }
            _ => {}
        }
    }
    for route in &interface.host_ip.routes {
        let any = if route.gateway.is_v4() { "0.0.0.0" } else { "::" };
        let Some(destination) = route.address.or(virt_conf::common::ip::Ip::parse(any)) else { continue };
        let prefix = match (route.prefix, route.netmask, route.address) {
            (Some(prefix), _, _) => prefix,
            (None, Some(mask), _) => ones(mask.address()),
            (None, None, Some(_)) if destination.is_v4() => 24,
            (None, None, Some(_)) => 64,
            (None, None, None) => 0,
        };
        let prefix = u8::try_from(prefix).unwrap_or(128);
        match link::add_route(name, destination.address(), prefix, route.gateway.address(), route.metric) {
            Err(error) if !there(&error) => {
                let what = format!("Failed to add route {destination} to {name}");
                return Err(Error::system(VIR_FROM_NONE, &error, what));
            }
            _ => {}
        }
    }
    Ok(())
}

fn ones(mask: std::net::IpAddr) -> u32 {
    match mask {
        std::net::IpAddr::V4(v4) => u32::from(v4).count_ones(),
        std::net::IpAddr::V6(v6) => u128::from(v6).count_ones(),
    }
}

/// Runs a script that takes an interface up or down.
pub fn run_script(script: &str, name: &str) -> Result<()> {
    // No script of its own is said by an empty name.
    if script.is_empty() {
        return Ok(());
    }
    let outcome =
        Spawn::new(script).args([name]).env(std::env::vars_os()).run(None, SCRIPT_LIMIT, 1 << 20)?;
    outcome.check(format_args!("{script} {name}"))
}

/// Takes away what QEMU's end leaves behind.
pub fn clean_up(left: &[LeftOver]) {
    for left in left {
        match left {
            LeftOver::Macvtap(name) => {
                if link::is_macvtap(name) {
                    let _ = link::delete(name);
                }
            }
            LeftOver::Script { script, name } => {
                let _ = run_script(script, name);
            }
        }
    }
}
