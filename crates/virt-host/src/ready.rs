//! Waiting for descriptors.

use std::io;
use std::os::fd::BorrowedFd;
use std::time::Duration;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

/// What a descriptor is ready for, or watched for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ready {
    pub read: bool,
    pub write: bool,
    /// The other side is gone.
    pub hang_up: bool,
    pub error: bool,
}

impl Ready {
    pub const READ: Self = Self { read: true, write: false, hang_up: false, error: false };
    pub const WRITE: Self = Self { read: false, write: true, hang_up: false, error: false };
    pub const BOTH: Self = Self { read: true, write: true, hang_up: false, error: false };

    pub fn is_any(self) -> bool {
        self.read || self.write || self.hang_up || self.error
    }
}

/// Waits until one of the descriptors is ready; without a limit for as long as that takes.
pub fn wait(watched: &[(BorrowedFd<'_>, Ready)], limit: Option<Duration>) -> io::Result<Vec<Ready>> {
    let mut fds: Vec<PollFd<'_>> = watched
        .iter()
        .map(|(fd, wanted)| {
            let mut flags = PollFlags::empty();
            flags.set(PollFlags::POLLIN, wanted.read);
            flags.set(PollFlags::POLLOUT, wanted.write);
            PollFd::new(*fd, flags)
        })
        .collect();
    let timeout = match limit {
        None => PollTimeout::NONE,
        Some(limit) => PollTimeout::try_from(limit.as_millis()).unwrap_or(PollTimeout::MAX),
    };
    match poll(&mut fds, timeout) {
        Ok(_) | Err(nix::errno::Errno::EINTR) => {}
        Err(errno) => return Err(errno.into()),
    }
    Ok(fds
        .iter()
        .map(|fd| {
            let found = fd.revents().unwrap_or(PollFlags::empty());
            Ready {
                read: found.contains(PollFlags::POLLIN),
                write: found.contains(PollFlags::POLLOUT),
                hang_up: found.contains(PollFlags::POLLHUP),
                error: found.intersects(PollFlags::POLLERR | PollFlags::POLLNVAL),
            }
        })
        .collect())
}

/// Reads what is there.
pub fn read(fd: BorrowedFd<'_>, buffer: &mut [u8]) -> io::Result<usize> {
    Ok(nix::unistd::read(fd, buffer)?)
}

/// Writes what it takes.
pub fn write(fd: BorrowedFd<'_>, data: &[u8]) -> io::Result<usize> {
    Ok(nix::unistd::write(fd, data)?)
}
