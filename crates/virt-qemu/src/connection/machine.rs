//! The guest's machine seen and touched from outside: screen, keys, NMI, memory, wake-up.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Error, Result, Stream, bail, err, keycodes};
use virt_host::files::{remove_file, set_owner};

use super::QemuConnection;
use crate::domain::{Job, Run};
use crate::stream::FileStream;

/// Keys that QEMU presses at once.
const KEYS_LIMIT: usize = 16;

impl QemuConnection {
    /// Returns the MIME type of what the stream carries.
    pub(super) fn screenshot(
        &self,
        domain: &Domain,
        stream: &Stream,
        screen: u32,
        flags: u32,
    ) -> Result<String> {
        check_flags(VIR_FROM_QEMU, "qemuDomainScreenshot", flags, 0)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Query, "virDomainScreenshot")?;
        let state = vm.state();
        let run = state.active()?;
        if screen != 0 {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "no such screen ID");
        }
        let scratch = self.scratch(run, "screendump")?;
        run.monitor()?.execute("screendump", Some(json!({ "filename": scratch.0, "format": "png" })))?;
        let picture = File::open(&scratch.0)
            .map_err(|error| Error::system(VIR_FROM_QEMU, &error, "unable to open stream"))?;
        if !stream.attach(FileStream::new(picture)) {
            bail!(VIR_FROM_STREAMS, VIR_ERR_OPERATION_INVALID, "stream is already in use");
        }
        Ok("image/png".to_owned())
    }

    pub(super) fn inject_nmi(&self, domain: &Domain, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainInjectNMI", flags, 0)?;
        self.modify(domain, "virDomainInjectNMI", "inject-nmi")
    }

    pub(super) fn wake_up(&self, domain: &Domain, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainPMWakeup", flags, 0)?;
        self.modify(domain, "virDomainPMWakeup", "system_wakeup")
    }

    /// Runs one monitor command that takes nothing and gives nothing.
    fn modify(&self, domain: &Domain, who: &'static str, command: &str) -> Result<()> {
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, who)?;
        let state = vm.state();
        state.active()?.monitor()?.execute(command, None).map(drop)
    }

    pub(super) fn send_key(
        &self,
        domain: &Domain,
        codeset: u32,
        hold_ms: u32,
        keycodes: &[u32],
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainSendKey", flags, 0)?;
        if keycodes.len() > KEYS_LIMIT {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "Too many keycodes");
        }
        let mut keys = Vec::new();
        for &code in keycodes {
            let number = keycodes::to_qnum(codeset, code).ok_or_else(|| {
                err!(
                    VIR_FROM_QEMU,
                    VIR_ERR_INTERNAL_ERROR,
                    "cannot translate keycode {code} of {} codeset to qnum keycode",
                    keycodes::codeset_name(codeset)
                )
            })?;
            keys.push(json!({ "type": "number", "data": number }));
        }
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, "virDomainSendKey")?;
        let state = vm.state();
        let mut request = json!({ "keys": keys });
        if hold_ms > 0 {
            request["hold-time"] = hold_ms.into();
        }
        state.active()?.monitor()?.execute("send-key", Some(request)).map(drop)
    }

    pub(super) fn memory_peek(
        &self,
        domain: &Domain,
        start: u64,
        size: usize,
        flags: u32,
    ) -> Result<Vec<u8>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainMemoryPeek", flags, VIR_MEMORY_VIRTUAL | VIR_MEMORY_PHYSICAL)?;
        if flags != VIR_MEMORY_VIRTUAL && flags != VIR_MEMORY_PHYSICAL {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INVALID_ARG,
                "flags parameter must be VIR_MEMORY_VIRTUAL or VIR_MEMORY_PHYSICAL"
            );
        }
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Query, "virDomainMemoryPeek")?;
        let state = vm.state();
        let run = state.active()?;
        let scratch = self.scratch(run, "mem")?;
        let command = if flags == VIR_MEMORY_VIRTUAL { "memsave" } else { "pmemsave" };
        let request = json!({ "val": start, "size": size, "filename": scratch.0 });
        run.monitor()?.execute(command, Some(request))?;
        let mut bytes = Vec::new();
        let limit = u64::try_from(size).unwrap_or(u64::MAX);
        File::open(&scratch.0).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(
            |error| {
                let what =
                    format!("failed to read temporary file created with template {}", scratch.0.display());
                Error::system(VIR_FROM_QEMU, &error, what)
            },
        )?;
        if bytes.len() != size {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "QEMU wrote {} of {size} bytes of memory",
                bytes.len()
            );
        }
        Ok(bytes)
    }

    /// A file in the run's own folder that QEMU may write to and that goes when we are done.
    fn scratch(&self, run: &Run, kind: &str) -> Result<Scratch> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = run.lib_dir.join(format!("qemu.{kind}.{}-{number}", std::process::id()));
        let made =
            virt_host::files::replace_volatile(&path, 0o600, b"").and_then(|()| match &self.root.run_as {
                Some(owner) => set_owner(&path, Some(owner.uid), Some(owner.gid)),
                None => Ok(()),
            });
        let scratch = Scratch(path);
        made.map_err(|error| {
            Error::system(VIR_FROM_QEMU, &error, format!("cannot create '{}'", scratch.path().display()))
        })?;
        Ok(scratch)
    }
}

struct Scratch(PathBuf);

impl Scratch {
    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = remove_file(&self.0);
    }
}
