//! Starting a program that outlives us.
//!
//! The new process is nobody's child: it has a session of its own, its parent is init, and the
//! calling program sees no SIGCHLD and nothing to wait for. It gets exactly the environment and
//! descriptors that it is given.

mod capture;
mod run;
mod sys;

use std::ffi::{CString, OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::{OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_NONE};
use virt_core::{Error, Result, err};

use crate::process::Process;

pub use capture::capture;
pub use run::Outcome;

/// Whom the new process acts as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    pub uid: u32,
    pub gid: u32,
    pub groups: Vec<u32>,
}

/// A resource with a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    Core,
    OpenFiles,
    Processes,
    LockedMemory,
}

/// A program to start, with all that it gets.
#[derive(Debug)]
pub struct Spawn {
    program: PathBuf,
    args: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    folder: PathBuf,
    fds: Vec<(OwnedFd, RawFd)>,
    held: Option<OwnedFd>,
    lifeline: Option<RawFd>,
    credentials: Option<Credentials>,
    limits: Vec<(Resource, u64)>,
    cpus: Vec<usize>,
    cpus_wanted: bool,
    umask: u32,
}

impl Spawn {
    /// `program` must be a path, it is not searched for.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
            folder: PathBuf::from("/"),
            fds: Vec::new(),
            held: None,
            lifeline: None,
            credentials: None,
            limits: Vec::new(),
            cpus: Vec::new(),
            cpus_wanted: false,
            umask: 0o022,
        }
    }

    /// Arguments after the program's name.
    pub fn args<A: Into<OsString>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// The whole environment.
    pub fn env<K: Into<OsString>, V: Into<OsString>>(
        mut self,
        env: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.env.extend(env.into_iter().map(|(key, value)| (key.into(), value.into())));
        self
    }

    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = folder.into();
        self
    }

    /// A descriptor and its number in the new process; 0, 1 and 2 are /dev/null unless given.
    pub fn fd(mut self, fd: OwnedFd, number: RawFd) -> Self {
        self.fds.push((fd, number));
        self
    }

    /// A descriptor that the new process keeps exactly until it has become the program: when this is
    /// the last reference to a lock, the lock's end tells that there is no half-born process any more.
    pub fn hold_until_exec(mut self, fd: Option<OwnedFd>) -> Self {
        self.held = fd;
        self
    }

    /// The reading end of a pipe, and a free number for it in the new process: when the last writing end is
    /// closed, the process is killed. A program that dies thereby takes the process with it.
    pub fn end_with(mut self, pipe: OwnedFd, number: RawFd) -> Self {
        self.lifeline = Some(number);
        self.fd(pipe, number)
    }

    pub fn credentials(mut self, credentials: Option<Credentials>) -> Self {
        self.credentials = credentials;
        self
    }

    /// Sets the soft and the hard limit.
    pub fn limit(mut self, resource: Resource, limit: u64) -> Self {
        self.limits.push((resource, limit));
        self
    }

    /// The CPUs to start on; empty: those of the caller. Unless they are `wanted`, the kernel may refuse them.
    pub fn cpus(mut self, cpus: Vec<usize>, wanted: bool) -> Self {
        (self.cpus, self.cpus_wanted) = (cpus, wanted);
        self
    }

    pub fn umask(mut self, umask: u32) -> Self {
        self.umask = umask;
        self
    }

    /// Starts the program. An error tells which step failed, up to and including `exec`.
    pub fn start(self) -> Result<Process> {
        let program = self.program.clone();
        if self.fds.iter().any(|(_, number)| *number < 0) {
            return Err(err!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "negative descriptor number"));
        }
        let prepared = self.prepare().map_err(|error| {
            Error::system(VIR_FROM_NONE, &error, format!("cannot start '{}'", program.display()))
        })?;
        match sys::spawn(&prepared) {
            Ok((pid, pidfd)) => Ok(Process::started(pid, pidfd)),
            Err(failure) => Err(describe(&program, &failure)),
        }
    }

    fn prepare(self) -> io::Result<sys::Prepared> {
        let null = || -> io::Result<OwnedFd> {
            Ok(File::options().read(true).write(true).open("/dev/null")?.into())
        };
        let mut fds = self.fds;
        for standard in 0..3 {
            if !fds.iter().any(|(_, number)| *number == standard) {
                fds.push((null()?, standard));
            }
        }
        let mut argv = vec![c_string(self.program.as_os_str())?];
        for arg in &self.args {
            argv.push(c_string(arg)?);
        }
        let mut env = Vec::with_capacity(self.env.len());
        for (key, value) in &self.env {
            env.push(CString::new([key.as_bytes(), b"=", value.as_bytes()].concat())?);
        }
        Ok(sys::Prepared {
            argv,
            env,
            folder: c_string(self.folder.as_os_str())?,
            fds,
            held: self.held,
            lifeline: self.lifeline,
            credentials: self.credentials,
            limits: self.limits.iter().map(|&(resource, limit)| (resource.number(), limit)).collect(),
            cpus: self.cpus,
            cpus_wanted: self.cpus_wanted,
            umask: self.umask,
        })
    }
}

impl Resource {
    fn number(self) -> u32 {
        match self {
            Self::Core => libc::RLIMIT_CORE,
            Self::OpenFiles => libc::RLIMIT_NOFILE,
            Self::Processes => libc::RLIMIT_NPROC,
            Self::LockedMemory => libc::RLIMIT_MEMLOCK,
        }
    }
}

fn c_string(text: &OsStr) -> io::Result<CString> {
    Ok(CString::new(text.as_bytes())?)
}

fn describe(program: &Path, failure: &sys::Failure) -> Error {
    let program = program.display();
    let what = match failure.step {
        sys::Step::Clone => format!("cannot create a process for '{program}'"),
        sys::Step::Session => format!("cannot create a session for '{program}'"),
        sys::Step::Descriptors => format!("cannot pass descriptors to '{program}'"),
        sys::Step::Limits => format!("cannot set resource limits of '{program}'"),
        sys::Step::Cpus => format!("cannot set CPU affinity of '{program}'"),
        sys::Step::Credentials => format!("cannot change user or group of '{program}'"),
        sys::Step::Folder => format!("cannot change folder of '{program}'"),
        sys::Step::Exec => format!("cannot execute binary {program}"),
    };
    Error::system(VIR_FROM_NONE, &io::Error::from_raw_os_error(failure.errno), what)
}

#[cfg(test)]
mod tests;
