//! Starting helpers.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use virt_core::consts::*;
use virt_core::{Error, Result, bail, err};
use virt_host::net::is_listening;
use virt_host::process::Process;
use virt_host::spawn::{Credentials, Spawn};
use virt_host::users;

use super::{RunningHelper, nbd, state};
use crate::domain::{Run, Vm};
use crate::launch_plan::{Helper, HelperCommand, HelperKind, HelperUser};
use crate::process::descriptors::{self, Brought};
use crate::process::launch;
use crate::process::log::Log;
use crate::root::{Root, status_file};

/// How long a helper may take to be ready, or a program that cares for its state to end.
const LIMIT: Duration = Duration::from_secs(30);
/// Most that is kept of what a program writes.
const MOST: usize = 64 << 10;

/// A program is started by a process that leads its session and ends at once. One that asks the kernel to end it
/// with its parent must not come to that before.
const WHEN_PARENT_IS_GONE: &str = "while read -r _ _ _ parent _ leader _ </proc/$$/stat && [ \"$parent\" = \"$leader\" ]; do :; done; exec \"$@\"";

/// What starting helpers takes.
pub struct Starter<'a> {
    pub root: &'a Root,
    pub vm: &'a Arc<Vm>,
    pub run: &'a Arc<Run>,
    pub log: &'a mut Log,
    /// QEMU's ends of sockets.
    pub brought: &'a mut Brought,
}

/// Starts all helpers of a plan, in their order.
pub fn start_all(helpers: &[Helper], mut with: Starter<'_>) -> Result<()> {
    helpers.iter().try_for_each(|helper| with.start(helper))
}

impl Starter<'_> {
    /// Starts one helper and waits until it is ready.
    pub fn start(&mut self, helper: &Helper) -> Result<()> {
        self.make_folders(helper)?;
        for file in &helper.files {
            launch::write_file(self.root, self.run, file).map_err(|error| {
                Error::system(VIR_FROM_NONE, &error, format!("Failed to write '{}'", file.path.display()))
            })?;
        }
        if let Some(state) = &helper.state {
            state::prepare(self, helper, state)?;
        }
        let listens = helper.command.fds.iter().any(|fd| descriptors::is_listening(&fd.what));
        if let Some(socket) = helper.socket.as_ref().filter(|_| !listens) {
            let _ = std::fs::remove_file(socket);
        }
        self.note(helper);
        if helper.kind == HelperKind::Passt {
            return self.start_daemon(helper);
        }
        self.check(helper)?;
        self.log.mark();
        let process =
            self.spawn(&helper.command, helper.log.as_deref())?.start().map_err(|e| describe(helper, e))?;
        let _ = virt_host::files::replace_volatile(
            &helper.pid_file,
            0o644,
            format!("{}\n", process.pid()).as_bytes(),
        );
        self.keep(helper, Some(process))?;
        self.ready(helper)
    }

    /// A program that puts itself into the background when it is ready.
    fn start_daemon(&mut self, helper: &Helper) -> Result<()> {
        let program = helper.command.program.display();
        if !helper.command.program.is_absolute() {
            bail!(
                VIR_FROM_NONE,
                VIR_ERR_SYSTEM_ERROR,
                "Cannot find '{program}' in path: No such file or directory"
            );
        }
        let _ = std::fs::remove_file(&helper.pid_file);
        let outcome = self.spawn_bare(&helper.command)?.run(None, LIMIT, MOST)?;
        let pid = std::fs::read_to_string(&helper.pid_file).ok().and_then(|text| text.trim().parse().ok());
        let process = pid.and_then(|pid| Process::find(pid, None).ok().flatten());
        self.keep(helper, process)?;
        outcome.check(line(&helper.command))
    }

    fn check(&self, helper: &Helper) -> Result<()> {
        if helper.kind != HelperKind::Virtiofsd {
            return Ok(());
        }
        let program = &helper.command.program;
        if nix::unistd::access(program, nix::unistd::AccessFlags::X_OK).is_err() {
            let program = program.display();
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "virtiofsd binary '{program}' is not executable");
        }
        let definition = self.vm.state().def.clone();
        let fs = definition
            .devices
            .filesystems
            .iter()
            .find(|fs| fs.info.alias.as_deref() == Some(helper.alias.as_str()));
        let path = fs.and_then(|fs| fs.source.path.as_deref()).unwrap_or_default();
        if !Path::new(path).exists() {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "the virtiofs export directory '{path}' does not exist"
            );
        }
        Ok(())
    }

    fn make_folders(&self, helper: &Helper) -> Result<()> {
        let folders = [Some(&helper.pid_file), helper.socket.as_ref(), helper.log.as_ref()];
        for folder in folders.into_iter().flatten().filter_map(|path| path.parent()) {
            launch::make_owned_dir(folder, self.root.run_as.as_ref()).map_err(|error| {
                Error::system(
                    VIR_FROM_QEMU,
                    &error,
                    format!("Cannot create directory '{}'", folder.display()),
                )
            })?;
        }
        Ok(())
    }

    /// Notes the process with the run and in the state file.
    fn keep(&self, helper: &Helper, process: Option<Process>) -> Result<()> {
        self.run.helpers.lock().push(RunningHelper::new(helper, process));
        status_file::save(self.root, self.vm)
    }

    fn note(&mut self, helper: &Helper) {
        let name = match helper.kind {
            HelperKind::Swtpm => "TPM Emulator",
            HelperKind::PrHelper | HelperKind::DbusDaemon => return,
            kind => kind.name(),
        };
        self.log.note(&format!("Starting external device: {name}\n{}", line(&helper.command)));
    }

    /// Waits until QEMU may connect.
    fn ready(&mut self, helper: &Helper) -> Result<()> {
        let deadline = Instant::now() + LIMIT;
        let mut pause = Duration::from_millis(1);
        loop {
            let ended = self.has_ended(helper);
            match helper.kind {
                HelperKind::VhostUserGpu => return Ok(()),
                HelperKind::Virtiofsd if !ended => return Ok(()),
                HelperKind::Virtiofsd => {}
                HelperKind::Nbdkit if helper.socket.as_ref().is_some_and(|socket| is_listening(socket)) => {
                    return self.serves(helper);
                }
                _ if helper.socket.as_ref().is_some_and(|socket| is_listening(socket)) => {
                    return self.share_socket(helper);
                }
                _ => {}
            }
            if ended {
                return Err(self.died(helper));
            }
            if Instant::now() >= deadline {
                return Err(too_late(helper));
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(50));
        }
    }

    /// A server of disks says only to a client whether it can serve.
    fn serves(&mut self, helper: &Helper) -> Result<()> {
        let socket = helper.socket.as_deref().unwrap_or(Path::new(""));
        match nbd::check(socket, LIMIT) {
            Ok(()) => self.share_socket(helper),
            Err(error) => {
                // What it says of its reason may be on its way still.
                let words = helper.log.as_deref().map(tail).filter(|words| !words.is_empty());
                Err(not_served(helper, &words.unwrap_or_else(|| error.to_string())))
            }
        }
    }

    fn has_ended(&self, helper: &Helper) -> bool {
        let running = self.run.helpers.lock();
        let ours = running.iter().rfind(|running| running.pid_file == helper.pid_file);
        ours.is_none_or(|running| running.process.as_ref().is_none_or(Process::has_ended))
    }

    /// QEMU's user must be able to connect.
    fn share_socket(&self, helper: &Helper) -> Result<()> {
        let (Some(owner), Some(socket)) = (&self.root.run_as, &helper.socket) else { return Ok(()) };
        virt_host::files::set_owner(socket, Some(owner.uid), Some(owner.gid)).map_err(|error| {
            let what = format!("unable to set ownership of '{}'", socket.display());
            Error::system(VIR_FROM_SECURITY, &error, what)
        })
    }

    fn died(&mut self, helper: &Helper) -> Error {
        let words = match &helper.log {
            Some(log) => tail(log),
            None => self.log.last_words(),
        };
        let code = VIR_ERR_OPERATION_FAILED;
        match helper.kind {
            HelperKind::Swtpm => err!(VIR_FROM_NONE, code, "swtpm died and reported: {words}"),
            HelperKind::PrHelper => err!(VIR_FROM_QEMU, code, "pr helper died and reported: {words}"),
            HelperKind::DbusDaemon => err!(VIR_FROM_NONE, code, "dbus-daemon died and reported:\n{words}"),
            HelperKind::Nbdkit => not_served(helper, &words),
            kind => {
                let text = format!("{} died unexpectedly: {words}", kind.name());
                Error::new(VIR_FROM_QEMU, VIR_ERR_SYSTEM_ERROR, text.trim_end_matches([' ', ':']))
            }
        }
    }

    /// A command with its descriptors, writing to `log` or the guest's.
    fn spawn(&mut self, command: &HelperCommand, log: Option<&Path>) -> Result<Spawn> {
        let mut spawn = self.spawn_bare(command)?;
        for number in [1, 2] {
            let output = match log {
                Some(path) => append(path),
                None => self.log.descriptor(),
            };
            let output = output
                .map_err(|error| Error::system(VIR_FROM_QEMU, &error, "cannot pass the log file on"))?;
            spawn = spawn.fd(output, number);
        }
        Ok(spawn)
    }

    /// A command with its descriptors.
    pub(super) fn spawn_bare(&mut self, command: &HelperCommand) -> Result<Spawn> {
        let mut spawn = Spawn::new(&command.program).args(&command.args);
        if command.waits_for_its_parent {
            let script = ["-c", WHEN_PARENT_IS_GONE, "sh"].map(OsString::from);
            let words = script.into_iter().chain([command.program.clone().into_os_string()]);
            spawn = Spawn::new("/bin/sh").args(words).args(&command.args);
        }
        let mut spawn = spawn
            .env(std::env::vars_os().chain(command.env.iter().map(|(k, v)| (k.into(), v.into()))))
            .hold_until_exec(self.root.share_lock())
            .credentials(self.credentials(command.user)?);
        for passed in &command.fds {
            spawn = spawn.fd(descriptors::open(self.root, passed, self.brought)?, passed.number);
        }
        Ok(spawn)
    }

    fn credentials(&self, user: HelperUser) -> Result<Option<Credentials>> {
        Ok(match user {
            HelperUser::Ours => None,
            HelperUser::Qemu => self.root.run_as.clone(),
            HelperUser::Ids(uid, gid) => {
                let groups = users::groups_of(uid, gid)
                    .map_err(|error| Error::system(VIR_FROM_NONE, &error, "cannot read the user database"))?;
                Some(Credentials { uid, gid, groups })
            }
        })
    }

    /// Runs a program that cares for a helper's state to its end.
    pub(super) fn run_to_end(&mut self, command: &HelperCommand) -> Result<virt_host::spawn::Outcome> {
        self.spawn_bare(command)?.run(None, LIMIT, MOST)
    }
}

fn not_served(helper: &Helper, words: &str) -> Error {
    let what = helper.serves.as_deref().unwrap_or_default();
    err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "Failed to connect to nbdkit for '{what}': {words}")
}

fn too_late(helper: &Helper) -> Error {
    let code = VIR_ERR_OPERATION_TIMEOUT;
    match helper.kind {
        HelperKind::Swtpm => err!(VIR_FROM_NONE, code, "swtpm socket did not show up"),
        HelperKind::PrHelper => err!(VIR_FROM_QEMU, code, "pr helper socked did not show up"),
        _ => err!(VIR_FROM_NONE, code, "{} didn't show up", helper.command.program.display()),
    }
}

fn describe(helper: &Helper, error: Error) -> Error {
    match helper.kind {
        HelperKind::VhostUserGpu => {
            let text = error.message().to_owned();
            err!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "vhost-user-gpu failed to start: {text}")
        }
        HelperKind::Virtiofsd => {
            let text = error.message().to_owned();
            err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Could not start 'virtiofsd': {text}")
        }
        _ => error,
    }
}

/// A command as a line of text.
fn line(command: &HelperCommand) -> String {
    let program = command.program.to_string_lossy();
    std::iter::once(&*program).chain(command.args.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
}

fn append(path: &Path) -> std::io::Result<OwnedFd> {
    Ok(OpenOptions::new().append(true).create(true).mode(0o600).open(path)?.into())
}

/// The end of a log.
fn tail(path: &Path) -> String {
    const LINES: usize = 5;
    let bytes = std::fs::read(path).unwrap_or_default();
    let bytes = &bytes[bytes.len().saturating_sub(1024)..];
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}
