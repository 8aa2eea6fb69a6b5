//! Making the host's ends before QEMU starts.

use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use virt_conf::common::virtualport::VirtualPort;
use virt_core::consts::*;
use virt_core::{Error, Result, bail, err};
use virt_host::net::{TapShape, link, open_macvtap, open_tap, tap_name};

use super::running::run_script;
use super::{HostEnd, left_over, names};
use crate::command::interface::takes_offload_headers;
use crate::definition::Definition;
use crate::domain::Run;
use crate::process::descriptors::Brought;
use crate::process::machine_below::no_daemon;
use crate::root::Root;
use crate::vocabulary::Interface;

const TUN: &str = "/dev/net/tun";

/// Makes the devices of all interfaces, and tells the definition their names.
pub fn connect_all(root: &Root, run: &Run, definition: &mut Definition, brought: &mut Brought) -> Result<()> {
    for interface in &mut definition.devices.interfaces {
        let files = connect(root, interface)?;
        if let (Some(alias), false) = (&interface.info.alias, files.is_empty()) {
            brought.add_taps(alias, files);
        }
        run.left_overs.lock().extend(left_over(interface));
        settle(interface)?;
    }
    Ok(())
}

fn connect(root: &Root, interface: &mut Interface) -> Result<Vec<OwnedFd>> {
    let privileged = root.is_privileged();
    let wanted = interface.target.dev.clone();
    let shape =
        TapShape { queues: interface.driver.queues.max(1), headers: takes_offload_headers(interface) };
    let Some(end) = HostEnd::of(interface) else { return Ok(Vec::new()) };
    let (files, name) = match end {
        HostEnd::Network => return no_daemon("virtnetworkd"),
        HostEnd::Ethernet if interface.target.managed == Some(false) => {
            existing(interface, shape, privileged)?
        }
        HostEnd::Ethernet => {
            let (files, name) = new_tap(interface, shape, privileged)?;
            set_mac(&name, interface)?;
            set_up(&name)?;
            (files, name)
        }
        HostEnd::Bridge("") => {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Missing bridge name")
        }
        HostEnd::Bridge(bridge) if privileged => {
            let (files, name) = new_tap(interface, shape, privileged)?;
            set_mac(&name, interface)?;
            join(&name, bridge, interface)?;
            set_up(&name)?;
            (files, name)
        }
        HostEnd::Bridge(bridge) => {
            let tap = super::bridge_helper::tap_on(&root.settings.bridge_helper, bridge, shape.headers)?;
            let name = tap_name(tap.as_fd()).map_err(|error| {
                Error::system(VIR_FROM_NONE, &error, "Unable to query tap interface name")
            })?;
            (vec![tap], name)
        }
        HostEnd::Direct(parent, mode) => direct(interface, parent, mode, wanted, shape)?,
    };
    interface.target.dev = Some(name);
    Ok(files)
}

/// What comes after an interface has its device.
fn settle(interface: &Interface) -> Result<()> {
    let Some(name) = &interface.target.dev else { return Ok(()) };
    match HostEnd::of(interface) {
        Some(HostEnd::Ethernet) => {
            if let Some(script) = &interface.script {
                run_script(script, name)?;
            }
        }
        Some(_) => {}
        None => return Ok(()),
    }
    if interface.mtu != 0 && interface.target.managed != Some(false) {
        link::set_mtu(name, interface.mtu).map_err(|error| failed(&error, "MTU", name))?;
    }
    Ok(())
}

fn failed(error: &std::io::Error, what: &str, name: &str) -> Error {
    Error::system(VIR_FROM_NONE, error, format!("Cannot set interface {what} on '{name}'"))
}

fn tun_device(interface: &Interface, privileged: bool) -> Result<&Path> {
    match &interface.backend.tap {
        Some(_) if !privileged => {
            bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "cannot use custom tap device in session mode")
        }
        Some(path) => Ok(Path::new(path)),
        None => Ok(Path::new(TUN)),
    }
}

/// A tap that somebody else has made and keeps.
fn existing(interface: &Interface, shape: TapShape, privileged: bool) -> Result<(Vec<OwnedFd>, String)> {
    let device = tun_device(interface, privileged)?;
    let refuse = |text: &str| err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{text}");
    let name = interface
        .target
        .dev
        .clone()
        .ok_or_else(|| refuse("target dev must be supplied when managed='no'"))?;
    if !link::exists(&name) {
        return Err(refuse("target managed='no' but specified dev doesn't exist"));
    }
    if link::is_macvtap(&name) {
        let files = open_macvtap(&name, shape).map_err(|error| {
            Error::system(VIR_FROM_NONE, &error, format!("cannot open macvtap tap device {name}"))
        })?;
        return Ok((files, name));
    }
    let files = open_tap(device, &name, shape).map_err(|error| {
        let what = format!(
            "Unable to create multiple fds for tap device {name} (maybe existing device was created without \
             multi_queue flag)"
        );
        Error::system(VIR_FROM_NONE, &error, what)
    })?;
    Ok((files, name))
}

/// A tap that lives as long as QEMU.
fn new_tap(interface: &Interface, shape: TapShape, privileged: bool) -> Result<(Vec<OwnedFd>, String)> {
    let device = tun_device(interface, privileged)?;
    let wanted = interface.target.dev.as_deref();
    let name = match wanted {
        Some(name) if !names::is_template(name) => {
            if link::exists(name) {
                bail!(VIR_FROM_NONE, VIR_ERR_OPERATION_INVALID, "The {name} interface already exists");
            }
            name.to_owned()
        }
        template => names::TAPS.choose(template)?,
    };
    let files = open_tap(device, &name, shape).map_err(|error| {
        let what = match error.raw_os_error() {
            Some(libc::ERANGE) => format!("Network interface name '{name}' is too long"),
            _ if std::fs::File::options().read(true).write(true).open(device).is_err() => {
                format!("Unable to open {}, is tun module loaded?", device.display())
            }
            _ => format!("Unable to create tap device {name}"),
        };
        Error::system(VIR_FROM_NONE, &error, what)
    })?;
    Ok((files, name))
}

/// The host's end has an address of its own, as high as can be: a bridge takes the lowest of its ports'.
fn set_mac(name: &str, interface: &Interface) -> Result<()> {
    let mut mac = interface.mac.address.0;
    mac[0] = if mac[0] == 0xfe { 0xfa } else { 0xfe };
    link::set_mac(name, mac).map_err(|error| failed(&error, "MAC", name))
}

fn set_up(name: &str) -> Result<()> {
    link::set_up(name, true).map_err(|error| failed(&error, "flags", name))
}

/// Makes a tap a port of a bridge.
fn join(name: &str, bridge: &str, interface: &Interface) -> Result<()> {
    let actual = interface.source.actual();
    let port = actual.and_then(|actual| actual.virtualport.as_ref()).or(interface.virtualport.as_deref());
    if let Some(port) = port {
        return refuse_port(port);
    }
    // The bridge keeps its MTU only when the port has it already.
    let set_mtu = link::mtu(bridge).and_then(|mtu| link::set_mtu(name, mtu));
    set_mtu.map_err(|error| failed(&error, "MTU", name))?;
    link::add_to_bridge(name, bridge).map_err(|error| {
        Error::system(VIR_FROM_NONE, &error, format!("Unable to add bridge {bridge} port {name}"))
    })?;
    if actual.and_then(|actual| actual.isolated).or(interface.isolated) == Some(true) {
        link::set_port_option(name, "isolated", true).map_err(|error| {
            let what = format!("Unable to set bridge {bridge} port {name} isolated to 1");
            Error::system(VIR_FROM_NONE, &error, what)
        })?;
    }
    Ok(())
}

fn refuse_port(port: &VirtualPort) -> Result<()> {
    bail!(
        VIR_FROM_QEMU,
        VIR_ERR_CONFIG_UNSUPPORTED,
        "virtual ports of type '{}' are not supported yet",
        port.kind.map(|kind| format!("{kind:?}")).unwrap_or_default()
    )
}

fn direct(
    interface: &Interface,
    parent: &str,
    mode: link::MacvtapMode,
    wanted: Option<String>,
    shape: TapShape,
) -> Result<(Vec<OwnedFd>, String)> {
    if let Some(port) = &interface.virtualport {
        refuse_port(port)?;
    }
    let name = match wanted {
        Some(name) if !names::is_template(&name) => name,
        template => names::MACVTAPS.choose(template.as_deref())?,
    };
    link::index(parent).map_err(|error| {
        Error::system(VIR_FROM_NONE, &error, format!("Unable to get index for interface {parent}"))
    })?;
    let mac = interface.mac.address;
    link::add_macvtap(&name, parent, mac.0, mode).map_err(|error| {
        let what = format!("error creating macvtap interface {name}@{parent} ({mac})");
        Error::system(VIR_FROM_NONE, &error, what)
    })?;
    match open_macvtap(&name, shape) {
        Ok(files) => Ok((files, name)),
        Err(error) => {
            let _ = link::delete(&name);
            let what = format!("cannot open macvtap tap device {name}");
            Err(Error::system(VIR_FROM_NONE, &error, what))
        }
    }
}
