//! File descriptors and paths of arguments.

use std::os::fd::{FromRawFd, OwnedFd, RawFd};

use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_NONE};
use virt_core::{Error, Result};

/// A duplicate of a file descriptor that stays the caller's.
pub fn dup_fd(fd: RawFd) -> Result<OwnedFd> {
    // SAFETY: fcntl takes any number for a file descriptor.
    let copy = unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) };
    if copy < 0 {
        let cause = std::io::Error::last_os_error();
        return Err(Error::system(VIR_FROM_NONE, &cause, format!("Unable to access file descriptor {fd}")));
    }
    // SAFETY: just made, and nobody else has it.
    Ok(unsafe { OwnedFd::from_raw_fd(copy) })
}

/// Duplicates of several.
pub fn dup_fds(fds: &[RawFd]) -> Result<Vec<OwnedFd>> {
    fds.iter().map(|fd| dup_fd(*fd)).collect()
}

/// Whether a file descriptor is a socket.
pub fn is_socket(fd: RawFd) -> std::io::Result<bool> {
    let mut stat = std::mem::MaybeUninit::<libc::stat>::uninit();
    // SAFETY: room for a `stat`; any number for a file descriptor.
    if unsafe { libc::fstat(fd, stat.as_mut_ptr()) } < 0 {
        return Err(std::io::Error::last_os_error());
    }
    // SAFETY: fstat filled it.
    let mode = unsafe { stat.assume_init() }.st_mode;
    Ok(mode & libc::S_IFMT == libc::S_IFSOCK)
}

/// A path from the root on, without `.` and `..`.
pub fn absolute(from: i32, path: &str) -> Result<String> {
    let error = || Error::new(from, VIR_ERR_INTERNAL_ERROR, "could not build absolute output file path");
    let whole = std::path::absolute(path).map_err(|_| error())?;
    let mut out = std::path::PathBuf::new();
    for part in whole.components() {
        match part {
            std::path::Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out.into_os_string().into_string().map_err(|_| error())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        assert_eq!(absolute(0, "/a/./b/../c//d").unwrap(), "/a/c/d");
        assert_eq!(absolute(0, "/..").unwrap(), "/");
    }

    #[test]
    fn descriptors() {
        assert!(dup_fd(-1).is_err());
        let (socket, _) = std::os::unix::net::UnixStream::pair().unwrap();
        use std::os::fd::AsRawFd;
        assert!(is_socket(socket.as_raw_fd()).unwrap());
        assert!(is_socket(-1).is_err());
    }
}
