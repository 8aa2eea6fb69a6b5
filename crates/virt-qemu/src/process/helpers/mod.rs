//! Programs beside QEMU: started before it, ended after it.
//!
//! What they are told is the plan's. A helper is noted with the run as soon as its process is there, so that a
//! start that fails, or a stop at any time, finds it.

mod nbd;
mod restart;
mod start;
mod state;
mod stop;
mod storage;

use std::path::PathBuf;

use virt_host::process::Process;

use crate::launch_plan::{Helper, HelperKind};

pub use restart::{nbdkit_left, pr_helper_left, watch_all};
pub use start::{Starter, start_all};
pub use stop::stop_all;
pub use storage::remove_all as remove_storage;

/// A helper that has been started.
#[derive(Debug)]
pub struct RunningHelper {
    pub kind: HelperKind,
    pub alias: String,
    pub pid_file: PathBuf,
    pub socket: Option<PathBuf>,
    /// Files that go with it.
    files: Vec<PathBuf>,
    /// Absent when it ended before it could be looked at.
    pub process: Option<Process>,
}

impl RunningHelper {
    fn new(helper: &Helper, process: Option<Process>) -> Self {
        Self {
            kind: helper.kind,
            alias: helper.alias.clone(),
            pid_file: helper.pid_file.clone(),
            socket: helper.socket.clone(),
            files: helper.files.iter().map(|file| file.path.clone()).collect(),
            process,
        }
    }

    /// One that a state file tells of; `pid` 0 when its process wasn't known.
    pub fn found(
        kind: HelperKind,
        alias: String,
        pid_file: PathBuf,
        socket: Option<PathBuf>,
        (pid, start): (u32, u64),
    ) -> Self {
        let process = (pid != 0).then(|| Process::find(pid, Some(start)).ok().flatten()).flatten();
        Self { kind, alias, pid_file, socket, files: Vec::new(), process }
    }
}
