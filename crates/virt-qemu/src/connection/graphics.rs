//! Viewers that the program brings along: a socket of its own becomes a client of the guest's display.

use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;

use serde_json::json;
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Error, Result, bail};
use virt_qmp::Command;

use super::QemuConnection;
use crate::domain::{Job, State};
use crate::vocabulary::Graphics;

/// What QEMU calls the descriptor until the client has it.
const NAME: &str = "graphicsfd";

impl QemuConnection {
    pub(super) fn open_graphics(&self, domain: &Domain, index: u32, fd: OwnedFd, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainOpenGraphics", flags, VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH)?;
        self.add_client(domain, "virDomainOpenGraphics", index, fd, flags)
    }

    /// The program gets one end of a new pair of sockets.
    pub(super) fn open_graphics_fd(&self, domain: &Domain, index: u32, flags: u32) -> Result<OwnedFd> {
        check_flags(VIR_FROM_QEMU, "qemuDomainOpenGraphicsFD", flags, VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH)?;
        let (ours, theirs) = UnixStream::pair()
            .map_err(|error| Error::system(VIR_FROM_QEMU, &error, "cannot create a pair of sockets"))?;
        self.add_client(domain, "virDomainOpenGraphicsFD", index, theirs.into(), flags)?;
        Ok(ours.into())
    }

    fn add_client(
        &self,
        domain: &Domain,
        who: &'static str,
        index: u32,
        fd: OwnedFd,
        flags: u32,
    ) -> Result<()> {
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, who)?;
        let state = vm.state();
        let run = state.active()?;
        let protocol = protocol(&state, index)?;
        let monitor = run.monitor()?;
        monitor.run(Command::new("getfd").arguments(json!({ "fdname": NAME })).fd(fd))?;
        let skip = flags & VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH != 0;
        let client = json!({ "protocol": protocol, "fdname": NAME, "skipauth": skip });
        let added = monitor.execute("add_client", Some(client));
        if added.is_err() {
            // QEMU keeps a descriptor that became no client.
            let _ = monitor.execute("closefd", Some(json!({ "fdname": NAME })));
        }
        added.map(drop)
    }
}

fn protocol(state: &State, index: u32) -> Result<&'static str> {
    let place = usize::try_from(index).unwrap_or(usize::MAX);
    match state.def.devices.graphics.get(place) {
        Some(Graphics::Vnc(_)) => Ok("vnc"),
        Some(Graphics::Spice(_)) => Ok("spice"),
        Some(Graphics::Dbus(_)) => Ok("@dbus-display"),
        Some(other) => bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "Can only open VNC, SPICE or D-Bus p2p graphics backends, not {}",
            other.type_name()
        ),
        None => bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "No graphics backend with index {index}"),
    }
}
