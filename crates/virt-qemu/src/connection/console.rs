//! Streams to a guest's consoles.

use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Error, Result, Stream, bail, err};

use super::QemuConnection;
use crate::stream::DeviceStream;

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
        let ptys = run.ptys();
        let alias = device.map(str::to_owned).or_else(|| first_console(&ptys));
        let path = alias.as_ref().and_then(|alias| ptys.get(&format!("char{alias}")));
        let Some(path) = path else {
            let name = device.unwrap_or("<null>");
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "cannot find character device {name}");
        };
        let name = path.to_string_lossy();
        let open = || {
            let terminal = virt_host::terminal::open_raw(path).map_err(|error| {
                Error::system(VIR_FROM_STREAMS, &error, format!("Unable to open stream for '{name}'"))
            })?;
            DeviceStream::new(terminal.into())
        };
        let opened = run.in_use.take(&name, flags & force != 0, open)?.ok_or_else(|| {
            err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "Active console session exists for this domain")
        })?;
        if stream.attach(opened) {
            return Ok(());
        }
        Err(err!(VIR_FROM_STREAMS, VIR_ERR_OPERATION_INVALID, "stream is already in use"))
    }
}

/// The console that is meant when none is named: the first console, else the first serial port.
fn first_console(ptys: &std::collections::HashMap<String, std::path::PathBuf>) -> Option<String> {
    ["console0", "serial0"]
        .into_iter()
        .find(|alias| ptys.contains_key(&format!("char{alias}")))
        .map(str::to_owned)
}
