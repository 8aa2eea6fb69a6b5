//! Programs beside QEMU: what each of them is told.
//!
//! Which of them is chosen, and what the running definition says of it, is [`crate::prepare`]'s.

mod dbus;
pub mod nbdkit;
mod passt;
pub mod pr_helper;
mod swtpm;
mod vhost_user_gpu;
mod virtiofsd;

pub use swtpm::state_folder as tpm_state_folder;
pub use vhost_user_gpu::choose as choose_gpu;
pub use virtiofsd::choose as choose_virtiofsd;

use std::path::PathBuf;

use super::builder::Builder;
use crate::launch_plan::{Helper, HelperCommand, HelperKind, HelperUser};

impl Builder<'_> {
    /// A file below `folder` that is named after the guest and the device.
    fn helper_file(&self, folder: &std::path::Path, rest: &str) -> PathBuf {
        folder.join(format!("{}-{rest}", self.context.domain.short_name))
    }
}

impl Helper {
    /// One that only has its pid file yet.
    fn new(kind: HelperKind, alias: &str, command: HelperCommand, pid_file: PathBuf) -> Self {
        Self {
            kind,
            alias: alias.to_owned(),
            command,
            pid_file,
            socket: None,
            log: None,
            serves: None,
            files: Vec::new(),
            state: None,
        }
    }
}

impl HelperCommand {
    fn new(program: impl Into<PathBuf>, user: HelperUser) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
            fds: Vec::new(),
            user,
            waits_for_its_parent: false,
        }
    }

    fn arg(&mut self, arg: impl Into<String>) {
        self.args.push(arg.into());
    }

    fn args<const N: usize>(&mut self, args: [&str; N]) {
        self.args.extend(args.map(str::to_owned));
    }

    /// A descriptor for the program; gives its number.
    fn fd(&mut self, what: crate::launch_plan::FdSource) -> i32 {
        const FIRST: i32 = 3;
        let number = FIRST + self.fds.len() as i32;
        self.fds.push(crate::launch_plan::PassedFd { number, what });
        number
    }
}
