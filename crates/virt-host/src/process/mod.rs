//! Other processes: identified beyond doubt, watched, ended.
//!
//! A process number alone is reused sooner or later. Number and start time together name one
//! process for as long as the machine is up; a [`Process`] also holds a pidfd, through which
//! signals reach that process or nobody.

mod proc_stat;
pub(crate) mod sys;

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

pub use proc_stat::{ProcStat, page_size, thread_stat, threads, ticks_to_nanos};

/// A process that is or was there; never another one of the same number.
#[derive(Debug)]
pub struct Process {
    pid: u32,
    start_time: u64,
    pidfd: OwnedFd,
}

impl Process {
    /// Finds a running process by number and, when known, start time; `None` when it is gone.
    pub fn find(pid: u32, start_time: Option<u64>) -> io::Result<Option<Self>> {
        let pidfd = match sys::pidfd_open(pid) {
            Ok(pidfd) => pidfd,
            Err(error) if error.raw_os_error() == Some(libc::ESRCH) => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(Self::from_pidfd(pid, pidfd)?.filter(|p| start_time.is_none_or(|wanted| wanted == p.start_time)))
    }

    /// A process that has just been started by us; it may have ended already.
    pub(crate) fn started(pid: u32, pidfd: OwnedFd) -> Self {
        let start_time = ProcStat::read(pid).map_or(0, |stat| stat.start_time);
        let mut process = Self { pid, start_time, pidfd };
        // What /proc told is about our process only if that was still there afterwards.
        if process.has_ended() {
            process.start_time = 0;
        }
        process
    }

    /// Takes over a pidfd; `None` when the process has ended already.
    fn from_pidfd(pid: u32, pidfd: OwnedFd) -> io::Result<Option<Self>> {
        let start_time = match ProcStat::read(pid) {
            Ok(stat) => stat.start_time,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let process = Self { pid, start_time, pidfd };
        // What /proc told is about our process only if that was still alive afterwards.
        Ok((!process.has_ended()).then_some(process))
    }

    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// In clock ticks after boot, as `/proc/PID/stat` has it; 0 when it ended too soon to be asked.
    pub fn start_time(&self) -> u64 {
        self.start_time
    }

    /// True when the process is a zombie or gone.
    pub fn has_ended(&self) -> bool {
        self.wait(Duration::ZERO)
    }

    /// Sends a signal; a process that has ended already is no error.
    pub fn signal(&self, signal: i32) -> io::Result<()> {
        match sys::pidfd_signal(self.pidfd.as_fd(), signal) {
            Err(error) if error.raw_os_error() == Some(libc::ESRCH) => Ok(()),
            other => other,
        }
    }

    /// Waits for the end of the process; true when it came in time.
    pub fn wait(&self, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let millis =
                left.as_millis().saturating_add(u128::from(!left.subsec_nanos().is_multiple_of(1_000_000)));
            let timeout = PollTimeout::try_from(millis).unwrap_or(PollTimeout::MAX);
            let mut fds = [PollFd::new(self.pidfd.as_fd(), PollFlags::POLLIN)];
            match poll(&mut fds, timeout) {
                Ok(0) if left.is_zero() => return false,
                Ok(0) | Err(nix::errno::Errno::EINTR) => {}
                Ok(_) => {
                    sys::reap(self.pidfd.as_fd());
                    return true;
                }
                Err(_) => return false,
            }
        }
    }

    /// Ends the process: SIGTERM, and SIGKILL once `patience` is over. True when it is gone.
    ///
    /// Without patience the first signal is SIGKILL. `limit` bounds the wait after SIGKILL: a
    /// process in an uninterruptible sleep outlives it.
    pub fn end(&self, patience: Duration, limit: Duration) -> io::Result<bool> {
        if !patience.is_zero() {
            self.signal(libc::SIGTERM)?;
            if self.wait(patience) {
                return Ok(true);
            }
        }
        self.signal(libc::SIGKILL)?;
        Ok(self.wait(limit))
    }
}

impl Process {
    /// Like [`Self::end`], for the process and all of its process group.
    pub fn end_group(&self, patience: Duration, limit: Duration) -> io::Result<bool> {
        use nix::sys::signal::{SIGKILL, SIGTERM, killpg};
        use nix::unistd::{Pid, getpgid};
        let number = i32::try_from(self.pid).map_err(io::Error::other)?;
        // The number is the process's own as long as that has not ended.
        let group = match getpgid(Some(Pid::from_raw(number))) {
            Ok(group) if !self.has_ended() && group != getpgid(None)? => group,
            _ => return self.end(patience, limit),
        };
        if !patience.is_zero() {
            let _ = killpg(group, SIGTERM);
            if self.wait(patience) {
                return Ok(true);
            }
        }
        let _ = killpg(group, SIGKILL);
        self.signal(libc::SIGKILL)?;
        Ok(self.wait(limit))
    }
}

impl AsFd for Process {
    /// The pidfd: readable once the process has ended.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.pidfd.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn finds_watches_and_ends() {
        let mut child = Command::new("sleep").arg("1000").spawn().unwrap();
        let process = Process::find(child.id(), None).unwrap().unwrap();
        assert!(!process.has_ended());
        assert!(!process.wait(Duration::from_millis(10)));
        assert!(Process::find(child.id(), Some(process.start_time())).unwrap().is_some());
        assert!(Process::find(child.id(), Some(process.start_time() + 1)).unwrap().is_none());
        assert!(process.end(Duration::from_secs(5), Duration::from_secs(5)).unwrap());
        let _ = child.wait();
        assert!(Process::find(child.id(), Some(process.start_time())).unwrap().is_none());
        process.signal(libc::SIGTERM).unwrap();
    }

    #[test]
    fn a_process_deaf_to_sigterm_is_killed() {
        let mut child = Command::new("sh")
            .args(["-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"])
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut ready = [0; 6];
        std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut ready).unwrap();
        let process = Process::find(child.id(), None).unwrap().unwrap();
        assert!(process.end(Duration::from_millis(100), Duration::from_secs(5)).unwrap());
        let _ = child.wait();
    }
}
