//! Linux namespaces of the calling process.

use std::ffi::c_int;
use std::fs::File;
use std::io;
use std::os::fd::{IntoRawFd, OwnedFd};

use virt_core::{Error, Result};

use super::FROM;
use crate::ffi::alloc_array;

/// In the order in which they are handed out and entered.
const KINDS: [&str; 6] = ["user", "ipc", "uts", "net", "pid", "mnt"];

/// Those the process is in, as far as they can be opened.
pub fn current() -> Vec<OwnedFd> {
    let open = |kind: &&str| File::open(format!("/proc/self/ns/{kind}")).ok().map(OwnedFd::from);
    KINDS.iter().filter_map(open).collect()
}

/// Enters namespaces in their order.
pub fn enter(fds: &[c_int]) -> Result<()> {
    for &fd in fds.iter().filter(|fd| **fd >= 0) {
        // SAFETY: a system call on a number, which the kernel checks.
        if unsafe { libc::setns(fd, 0) } < 0 {
            let cause = io::Error::last_os_error();
            // A namespace that the process is in already.
            if cause.raw_os_error() != Some(libc::EINVAL) {
                return Err(Error::system(FROM, &cause, "Unable to join domain namespace"));
            }
        }
    }
    Ok(())
}

/// An array on the C heap that owns the descriptors; NULL for none.
pub fn hand_over(fds: Vec<OwnedFd>) -> *mut c_int {
    if fds.is_empty() {
        return std::ptr::null_mut();
    }
    let array = alloc_array::<c_int>(fds.len());
    for (index, fd) in fds.into_iter().enumerate() {
        // SAFETY: the array has room for every descriptor.
        unsafe { std::ptr::write(array.add(index), fd.into_raw_fd()) };
    }
    array
}
