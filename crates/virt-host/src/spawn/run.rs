//! Running a program to its end, for how it ended and what it wrote.
//!
//! A process that is nobody's child leaves its status to init, so a shell runs the program and writes the status
//! into a pipe.

use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_NONE};
use virt_core::{Error, Result, err};

use super::Spawn;

/// How a program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its exit status; 128 and the number of a signal that ended it.
    pub status: i32,
    pub output: Vec<u8>,
    pub errors: Vec<u8>,
}

impl Outcome {
    /// What the program wrote to standard error.
    pub fn words(&self) -> String {
        String::from_utf8_lossy(&self.errors).trim_end().to_owned()
    }

    /// Fails, with the command as it was given, unless the program ended well.
    pub fn check(&self, command: impl Display) -> Result<()> {
        match self.status {
            0 => Ok(()),
            status => Err(err!(
                VIR_FROM_NONE,
                VIR_ERR_INTERNAL_ERROR,
                "Child process ({command}) unexpected exit status {status}: {}",
                self.words()
            )),
        }
    }
}

/// Where the shell writes the status: a number that no program is given a descriptor at.
const STATUS: i32 = 9;
const SCRIPT: &str = "\"$@\" 9>&-; echo $? >&9";

impl Spawn {
    /// Runs the program until it ends; what it leaves running is left alone. It is killed when it isn't done in
    /// time or writes more than `most` bytes; both are errors. `input` is for its standard input.
    pub fn run(mut self, input: Option<&[u8]>, limit: Duration, most: usize) -> Result<Outcome> {
        let deadline = Instant::now() + limit;
        let program = self.program.clone();
        let failed =
            |e: io::Error| Error::system(VIR_FROM_NONE, &e, format!("cannot run '{}'", program.display()));
        check_executable(&program).map_err(failed)?;
        let mut pipes = Vec::new();
        for number in [STATUS, 1, 2] {
            let (reader, writer) = io::pipe().map_err(failed)?;
            self = self.fd(writer.into(), number);
            pipes.push(Pipe::new(OwnedFd::from(reader)).map_err(failed)?);
        }
        if let Some(input) = input {
            self = self.fd(file_of(input).map_err(failed)?.into(), 0);
        }
        let arguments = std::mem::take(&mut self.args);
        let words = ["-c", SCRIPT, "sh"].map(OsString::from);
        self.args = words.into_iter().chain([program.clone().into_os_string()]).chain(arguments).collect();
        self.program = "/bin/sh".into();
        let process = self.start()?;
        let finished = collect(&mut pipes, deadline, most).map_err(failed);
        if !matches!(finished, Ok(true)) {
            // A process that doesn't die of SIGKILL is beyond our means.
            let _ = process.end_group(Duration::ZERO, Duration::from_secs(1));
        }
        let [status, output, errors] =
            pipes.try_into().map(|p: [Pipe; 3]| p.map(|p| p.bytes)).unwrap_or_default();
        let status = std::str::from_utf8(&status).ok().and_then(|text| text.trim().parse().ok());
        match (finished?, status) {
            (true, Some(status)) => Ok(Outcome { status, output, errors }),
            _ => Err(err!(
                VIR_FROM_NONE,
                VIR_ERR_INTERNAL_ERROR,
                "'{}' did not finish within {:.1} seconds and {most} bytes",
                program.display(),
                limit.as_secs_f64()
            )),
        }
    }
}

fn check_executable(program: &std::path::Path) -> io::Result<()> {
    nix::unistd::access(program, nix::unistd::AccessFlags::X_OK)?;
    Ok(())
}

/// A file without a name that holds some bytes.
fn file_of(bytes: &[u8]) -> io::Result<File> {
    let name = OsStr::new("input");
    let fd = nix::sys::memfd::memfd_create(name, nix::sys::memfd::MFdFlags::MFD_CLOEXEC)?;
    let mut file = File::from(fd);
    file.write_all(bytes)?;
    io::Seek::rewind(&mut file)?;
    Ok(file)
}

/// The end of a pipe that is read, and what came of it.
struct Pipe {
    file: File,
    bytes: Vec<u8>,
    open: bool,
}

impl Pipe {
    fn new(fd: OwnedFd) -> io::Result<Self> {
        fcntl(&fd, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
        Ok(Self { file: File::from(fd), bytes: Vec::new(), open: true })
    }

    /// Reads what there is now.
    fn drain(&mut self, most: usize) -> io::Result<()> {
        let mut buffer = [0; 4096];
        while self.open && self.bytes.len() <= most {
            match self.file.read(&mut buffer) {
                Ok(0) => self.open = false,
                Ok(n) => self.bytes.extend_from_slice(&buffer[..n]),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Reads all pipes until the first, which has the status, is closed; false when it takes too long or is too much.
fn collect(pipes: &mut [Pipe], deadline: Instant, most: usize) -> io::Result<bool> {
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let timeout = PollTimeout::try_from(left.as_millis()).unwrap_or(PollTimeout::MAX);
        let mut fds: Vec<PollFd<'_>> =
            pipes.iter().filter(|p| p.open).map(|p| PollFd::new(p.file.as_fd(), PollFlags::POLLIN)).collect();
        match poll(&mut fds, timeout) {
            Ok(_) | Err(nix::errno::Errno::EINTR) => {}
            Err(error) => return Err(error.into()),
        }
        for pipe in pipes.iter_mut() {
            pipe.drain(most)?;
        }
        if pipes.iter().any(|pipe| pipe.bytes.len() > most) {
            return Ok(false);
        }
        if !pipes[0].open {
            return Ok(true);
        }
        if left.is_zero() {
            return Ok(false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(script: &str, input: Option<&[u8]>, millis: u64) -> Result<Outcome> {
        Spawn::new("/bin/sh").args(["-c", script]).run(input, Duration::from_millis(millis), 100_000)
    }

    #[test]
    fn status_and_output() {
        let outcome = run("cat; echo two >&2; exit 3", Some(b"one"), 5000).unwrap();
        assert_eq!(outcome, Outcome { status: 3, output: b"one".to_vec(), errors: b"two\n".to_vec() });
        assert_eq!(run("kill -9 $$", None, 5000).unwrap().status, 137);
    }

    #[test]
    fn what_is_left_behind_is_not_waited_for() {
        let begin = Instant::now();
        assert_eq!(run("sleep 20 & exit 0", None, 15_000).unwrap().status, 0);
        assert!(begin.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn too_late_too_much_and_not_there() {
        let begin = Instant::now();
        let note = tempfile::NamedTempFile::new().unwrap();
        let script = format!("sleep 30 & echo $! > {}; wait", note.path().display());
        assert!(run(&script, None, 1000).is_err());
        let left: u32 = std::fs::read_to_string(note.path()).unwrap().trim().parse().unwrap();
        let left = crate::process::Process::find(left, None).unwrap();
        assert!(left.is_none_or(|process| process.wait(Duration::from_secs(2))));
        assert!(run("yes", None, 5000).is_err());
        assert!(begin.elapsed() < Duration::from_secs(15));
        let missing = Spawn::new("/nonexistent").run(None, Duration::from_secs(1), 10);
        assert!(missing.unwrap_err().to_string().contains("No such file"));
    }
}
