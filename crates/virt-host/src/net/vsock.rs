//! Addresses of guests on vsock.
#![allow(unsafe_code)]

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};

/// The first address that a guest can have.
const FIRST: u32 = 3;
const VHOST_VSOCK_SET_GUEST_CID: libc::c_ulong = 0x4008_af60;

/// Gives the guest behind an open `/dev/vhost-vsock` an address.
pub fn set_guest_cid(device: BorrowedFd<'_>, cid: u32) -> io::Result<()> {
    let cid = u64::from(cid);
    // SAFETY: the request takes a pointer to an u64 that lives here.
    if unsafe { libc::ioctl(device.as_raw_fd(), VHOST_VSOCK_SET_GUEST_CID, &raw const cid) } < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

/// Gives the guest the first address that is free.
pub fn acquire_guest_cid(device: BorrowedFd<'_>) -> io::Result<u32> {
    const MOST: u32 = 1 << 20;
    for cid in FIRST..MOST {
        match set_guest_cid(device, cid) {
            Ok(()) => return Ok(cid),
            Err(error) if error.raw_os_error() == Some(libc::EADDRINUSE) => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from_raw_os_error(libc::EADDRINUSE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::AsFd;

    #[test]
    fn only_the_device_takes_addresses() {
        let null = std::fs::File::open("/dev/null").unwrap();
        assert_eq!(acquire_guest_cid(null.as_fd()).unwrap_err().raw_os_error(), Some(libc::ENOTTY));
    }
}
