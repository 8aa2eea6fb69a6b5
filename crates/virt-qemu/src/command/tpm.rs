//! Trusted platform modules.

use crate::vocabulary::{ChardevKind, ChardevSource, SourceMode, Tpm, TpmBackend, TpmModel, UnixSource};
use virt_core::Result;

use super::builder::{Builder, alias};
use super::context::text;
use super::props::Props;
use crate::family::Family;
use crate::launch_plan::FdSource;

/// The character device of a module that a program emulates.
const CHARDEV: &str = "chrtpm";

impl Builder<'_> {
    pub fn tpms(&mut self) -> Result<()> {
        let def = self.def;
        for tpm in &def.devices.tpms {
            match (tpm.model, &tpm.backend) {
                (Some(TpmModel::SpaprTpmProxy), TpmBackend::Passthrough { path }) => {
                    let props = Props::device("spapr-tpm-proxy")
                        .set("id", alias(&tpm.info))
                        .set("host-path", path.as_str());
                    self.device(props);
                }
                _ => self.tpm(tpm)?,
            }
        }
        Ok(())
    }

    fn tpm(&mut self, tpm: &Tpm) -> Result<()> {
        let id = alias(&tpm.info).to_owned();
        let backend = match &tpm.backend {
            TpmBackend::Passthrough { path } => {
                let open = |path: &str, append| FdSource::Path { path: path.into(), write: true, append };
                let device = self.fd_set(open(path, false), &format!("{id}-tpm"));
                let cancel = self.fd_set(open(&cancel_path(path), true), &format!("{id}-cancel"));
                format!("passthrough,id=tpm-{id},path={device},cancel-path={cancel}")
            }
            TpmBackend::Emulator(emulator) => {
                let socket = self.swtpm_socket();
                let path = Some(socket.clone());
                let kind = match self.context.pretend {
                    // The socket becomes known when the emulator starts.
                    true => ChardevKind::Null,
                    false => {
                        ChardevKind::Unix(UnixSource { mode: SourceMode::Connect, path, reconnect: None })
                    }
                };
                self.swtpm(emulator, &id, &socket)?;
                self.chardev(&ChardevSource::new(kind), CHARDEV)?;
                format!("emulator,id=tpm-{id},chardev={CHARDEV}")
            }
            TpmBackend::External(source) => {
                self.chardev(source, CHARDEV)?;
                format!("emulator,id=tpm-{id},chardev={CHARDEV}")
            }
        };
        self.option("-tpmdev", backend);
        let model = match tpm.model {
            Some(TpmModel::TpmTis) | None if !Family::of(self.def).arch().is_x86() => "tpm-tis-device",
            model => model.unwrap_or_default().as_str(),
        };
        let props = Props::device(model)
            .set("tpmdev", format!("tpm-{id}"))
            .set("id", id)
            .extend(self.address(&tpm.info)?);
        self.device(props);
        Ok(())
    }

    /// The socket of the emulator.
    pub fn swtpm_socket(&self) -> String {
        let name = format!("{}-swtpm.sock", self.context.domain.short_name);
        text(&self.context.folders.swtpm.join(name))
    }
}

/// The file that cancels a command of a module of the host.
fn cancel_path(device: &str) -> String {
    let name = device.rsplit('/').next().unwrap_or(device);
    format!("/sys/class/tpm/{name}/device/cancel")
}
