//! Streams to a guest's consoles and channels.

use std::path::Path;

use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Error, Result, Stream, bail, err};
use virt_host::net::connect_unix;

use super::QemuConnection;
use crate::definition::Definition;
use crate::domain::Run;
use crate::stream::DeviceStream;
use crate::vocabulary::{ChardevKind, ChardevSource, DeviceInfo};

impl QemuConnection {
    pub(super) fn open_console(
        &self,
        domain: &Domain,
        device: Option<&str>,
        stream: &Stream,
        flags: u32,
    ) -> Result<()> {
        let force = VIR_DOMAIN_CONSOLE_FORCE;
        check_flags(VIR_FROM_QEMU, "qemuDomainOpenConsole", flags, force | VIR_DOMAIN_CONSOLE_SAFE)?;
        let state = self.vm(domain)?.state();
        let run = state.active()?;
        let Some((source, info)) = find(&state.def, device) else {
            let name = device.unwrap_or("<null>");
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "cannot find character device {name}");
        };
        if !matches!(source.kind, ChardevKind::Pty { .. } | ChardevKind::Unix(_)) {
            let name = device.or(info.alias.as_deref()).unwrap_or("<null>");
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "character device {name} is not using a PTY or UNIX socket"
            );
        }
        attach(run, source, stream, flags & force != 0, "Active console session exists for this domain")
    }

    pub(super) fn open_channel(
        &self,
        domain: &Domain,
        name: Option<&str>,
        stream: &Stream,
        flags: u32,
    ) -> Result<()> {
        let force = VIR_DOMAIN_CHANNEL_FORCE;
        check_flags(VIR_FROM_QEMU, "qemuDomainOpenChannel", flags, force)?;
        let state = self.vm(domain)?.state();
        let run = state.active()?;
        let mut channels = state.def.devices.channels.iter();
        let Some(channel) = channels.find(|channel| name.is_none() || channel.target.name() == name) else {
            let name = name.unwrap_or("<null>");
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "cannot find channel {name}");
        };
        if !matches!(channel.source.kind, ChardevKind::Unix(_)) {
            let name = name.or(channel.target.name()).unwrap_or("<null>");
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "channel {name} is not using a UNIX socket");
        }
        let taken = "Active channel stream exists for this domain";
        attach(run, &channel.source, stream, flags & force != 0, taken)
    }
}

/// The character device of an alias; without one the first console, else the first serial port.
fn find<'a>(definition: &'a Definition, alias: Option<&str>) -> Option<(&'a ChardevSource, &'a DeviceInfo)> {
    let devices = &definition.devices;
    let consoles = devices.consoles.iter().map(|device| (&device.source, &device.info));
    let serials = devices.serials.iter().map(|device| (&device.source, &device.info));
    let parallels = devices.parallels.iter().map(|device| (&device.source, &device.info));
    let mut candidates = consoles.chain(serials);
    match alias {
        None => candidates.next(),
        Some(_) => candidates.chain(parallels).find(|(_, info)| info.alias.as_deref() == alias),
    }
}

/// Has the stream carry what the device says and is told; `taken`: the complaint when another has it.
fn attach(run: &Run, source: &ChardevSource, stream: &Stream, force: bool, taken: &str) -> Result<()> {
    let (path, is_socket) = match &source.kind {
        ChardevKind::Pty { path } => (path.as_deref(), false),
        ChardevKind::Unix(unix) => (unix.path.as_deref(), true),
        _ => (None, false),
    };
    let Some(path) = path else {
        bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "the character device has no path yet");
    };
    let open = || {
        let opened = match is_socket {
            true => connect_unix(Path::new(path)).map(Into::into),
            false => virt_host::terminal::open_raw(Path::new(path)).map(Into::into),
        };
        DeviceStream::new(opened.map_err(|error| {
            Error::system(VIR_FROM_STREAMS, &error, format!("Unable to open stream for '{path}'"))
        })?)
    };
    let opened = run
        .in_use
        .take(path, force, open)?
        .ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "{taken}"))?;
    if stream.attach(opened) {
        return Ok(());
    }
    Err(err!(VIR_FROM_STREAMS, VIR_ERR_OPERATION_INVALID, "stream is already in use"))
}
