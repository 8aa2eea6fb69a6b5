//! A QEMU that is started only to be asked.

use std::fs::File;
use std::io::{PipeWriter, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use serde_json::Value;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_ERR_OPERATION_TIMEOUT, VIR_FROM_QEMU};
use virt_core::{Error, Result, err};
use virt_host::process::Process;
use virt_host::spawn::{Credentials, Spawn};
use virt_qmp::{Event, Monitor, MonitorSink, patience, request};

use crate::capabilities::{Answer, Ask};
use crate::environment;

/// How long a QEMU may take to greet, and from its start to the last answer.
const GREETING: Duration = Duration::from_secs(20);
const LIFETIME: Duration = Duration::from_secs(60);
/// How long it may take to die once it is killed.
const END: Duration = Duration::from_secs(2);
/// Most of what it says on standard error is not kept.
const MAX_WORDS: usize = 64 << 10;
/// The monitor's descriptor in the new process.
const MONITOR_FD: i32 = 3;

/// A QEMU without a machine and its monitor; it ends with this value.
pub struct QemuProcess {
    binary: String,
    process: Process,
    monitor: Option<Monitor>,
    words: File,
    deadline: Instant,
    /// The process ends when this is closed, by whatever end of ours.
    _lifeline: PipeWriter,
}

struct NoEvents;

impl MonitorSink for NoEvents {
    fn event(&self, _: Event) {}

    fn closed(&self, _: &Error) {}
}

impl QemuProcess {
    /// Starts a program with the best accelerator there is, or with TCG only.
    pub fn start(binary: &str, tcg_only: bool, credentials: Option<Credentials>) -> Result<Self> {
        let failed = |e: std::io::Error| {
            Error::system(VIR_FROM_QEMU, &e, format!("cannot prepare to start QEMU binary {binary}"))
        };
        let (ours, theirs) = UnixStream::pair().map_err(failed)?;
        let (reader, writer) = std::io::pipe().map_err(failed)?;
        let (lifeline, ours_to_close) = std::io::pipe().map_err(failed)?;
        let reader = OwnedFd::from(reader);
        fcntl(&reader, FcntlArg::F_SETFL(OFlag::O_NONBLOCK)).map_err(|e| failed(e.into()))?;
        let machine = if tcg_only { "none,accel=tcg" } else { "none,accel=kvm:tcg" };
        let chardev = format!("socket,id=monitor,fd={MONITOR_FD}");
        let args = [
            "-S",
            "-no-user-config",
            "-nodefaults",
            "-nographic",
            "-machine",
            machine,
            "-chardev",
            &chardev,
            "-mon",
            "chardev=monitor,mode=control",
        ];
        let process = Spawn::new(binary)
            .args(args)
            .env(environment::clean())
            .fd(theirs.into(), MONITOR_FD)
            .fd(writer.into(), 2)
            .end_with(lifeline.into(), MONITOR_FD + 1)
            .credentials(credentials)
            .start()
            .map_err(|e| e.in_domain(VIR_FROM_QEMU))?;
        let mut this = Self {
            binary: binary.to_owned(),
            process,
            monitor: None,
            words: reader.into(),
            deadline: Instant::now() + LIFETIME,
            _lifeline: ours_to_close,
        };
        match Monitor::open(ours, binary, patience().min(GREETING), Arc::new(NoEvents)) {
            Ok((monitor, _)) => this.monitor = Some(monitor),
            Err(error) => return Err(this.explain(error)),
        }
        Ok(this)
    }

    /// What went wrong, with the program's own last words.
    fn explain(&mut self, error: Error) -> Error {
        let hung = error.code() == VIR_ERR_OPERATION_TIMEOUT && !self.process.has_ended();
        // It may have closed the monitor a moment before it ended.
        self.process.wait(Duration::from_millis(if hung { 0 } else { 500 }));
        let words = last_words(&mut self.words);
        let reason = match (hung, words.is_empty()) {
            (false, false) => words,
            (false, true) if self.process.has_ended() => "it ended without a word".to_owned(),
            (true, false) => format!("{}; it said: {words}", error.message()),
            (_, true) => error.message().to_owned(),
        };
        not_started(&self.binary, &reason)
    }
}

fn not_started(binary: &str, reason: &str) -> Error {
    err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Failed to start QEMU binary {binary} for probing: {reason}")
}

/// The last line that is in a pipe now.
fn last_words(pipe: &mut File) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    while bytes.len() < MAX_WORDS {
        match pipe.read(&mut buffer) {
            Ok(n) if n > 0 => bytes.extend_from_slice(&buffer[..n]),
            _ => break,
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned()
}

impl Ask for QemuProcess {
    fn ask(&mut self, command: &str, arguments: Value) -> Result<Answer> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let Some(monitor) = &self.monitor else {
            return Err(err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "QEMU has no monitor"));
        };
        let request = request(command, Some(arguments).filter(|arguments| !arguments.is_null()));
        match monitor.request(request, Vec::new(), left) {
            Ok(reply) => Ok(Answer::from_reply(&Value::Object(reply))),
            Err(error) => Err(self.explain(error)),
        }
    }
}

impl Drop for QemuProcess {
    fn drop(&mut self) {
        if let Some(monitor) = &self.monitor {
            monitor.close(err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "the QEMU has been asked"));
        }
        // A process that doesn't die of SIGKILL is beyond our means.
        let _ = self.process.end(Duration::ZERO, END);
    }
}
