//! Running a program for what it writes.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::time::{Duration, Instant};

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_NONE};
use virt_core::{Error, Result, err};

use super::Spawn;

/// Runs a program and gives its standard output. It is killed when it isn't done in time or writes more than
/// `most` bytes; both are errors. How it ended isn't told.
pub fn capture(program: &Path, args: &[&str], limit: Duration, most: usize) -> Result<Vec<u8>> {
    let deadline = Instant::now() + limit;
    let failed =
        |e: io::Error| Error::system(VIR_FROM_NONE, &e, format!("cannot run '{}'", program.display()));
    let (reader, writer) = io::pipe().map_err(failed)?;
    let mut reader = File::from(OwnedFd::from(reader));
    fcntl(&reader, FcntlArg::F_SETFL(OFlag::O_NONBLOCK)).map_err(|e| failed(e.into()))?;
    let path = std::env::var_os("PATH").unwrap_or_default();
    let process = Spawn::new(program)
        .args(args)
        .env([("LC_ALL", "C".into()), ("PATH", path)])
        .fd(writer.into(), 1)
        .start()?;
    let result = read_all(&mut reader, deadline, most);
    if !matches!(result, Ok(Some(_))) || !process.wait(deadline.saturating_duration_since(Instant::now())) {
        // A process that doesn't die of SIGKILL is beyond our means.
        let _ = process.end(Duration::ZERO, Duration::from_secs(1));
    }
    result.map_err(failed)?.ok_or_else(|| {
        err!(
            VIR_FROM_NONE,
            VIR_ERR_INTERNAL_ERROR,
            "'{}' did not finish within {:.1} seconds and {most} bytes",
            program.display(),
            limit.as_secs_f64()
        )
    })
}

/// All bytes up to the end; `None` when there are too many or they take too long.
fn read_all(from: &mut File, deadline: Instant, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(Some(bytes)),
            Ok(n) => bytes.extend_from_slice(&buffer[..n]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                let left = deadline.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Ok(None);
                }
                let timeout = PollTimeout::try_from(left.as_millis() + 1).unwrap_or(PollTimeout::MAX);
                let mut fds = [PollFd::new(from.as_fd(), PollFlags::POLLIN)];
                match poll(&mut fds, timeout) {
                    Ok(_) | Err(nix::errno::Errno::EINTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if bytes.len() > most {
            return Ok(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(script: &str, millis: u64) -> Result<Vec<u8>> {
        capture(Path::new("/bin/sh"), &["-c", script], Duration::from_millis(millis), 100_000)
    }

    #[test]
    fn output_is_whole() {
        assert_eq!(run("echo one; sleep 0.1; echo two", 5000).unwrap(), b"one\ntwo\n");
        assert_eq!(run("exit 3", 5000).unwrap(), b"");
    }

    #[test]
    fn too_late_and_too_much() {
        let begin = Instant::now();
        assert!(run("sleep 30", 100).is_err());
        assert!(run("yes", 5000).is_err());
        assert!(begin.elapsed() < Duration::from_secs(5));
        assert!(capture(Path::new("/nonexistent"), &[], Duration::from_secs(1), 10).is_err());
    }
}
