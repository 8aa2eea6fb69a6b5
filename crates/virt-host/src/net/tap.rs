//! Taps: network devices whose other end is a file.
#![allow(unsafe_code)]

use std::fs::OpenOptions;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// What a tap is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TapShape {
    /// Files to open on it.
    pub queues: u32,
    /// Packets come with a header of offloads.
    pub headers: bool,
}

/// Most files on one tap.
const MOST_QUEUES: u32 = 256;

type Request = libc::c_ulong;
const TUNSETIFF: Request = 0x4004_54ca;
const TUNGETIFF: Request = 0x8004_54d2;
const TUNGETFEATURES: Request = 0x8004_54cf;

/// Opens a tap of this name, which is made if it isn't there, through `device` (`/dev/net/tun`).
pub fn open_tap(device: &Path, name: &str, shape: TapShape) -> io::Result<Vec<OwnedFd>> {
    let mut files = Vec::new();
    for _ in 0..shape.queues.clamp(1, MOST_QUEUES) {
        let file = open(device)?;
        let mut flags = libc::IFF_TAP | libc::IFF_NO_PI;
        if shape.queues > 1 {
            flags |= libc::IFF_MULTI_QUEUE;
        }
        if shape.headers && features(file.as_fd()).unwrap_or(0) & libc::IFF_VNET_HDR as u32 != 0 {
            flags |= libc::IFF_VNET_HDR;
        }
        let mut request = named(name)?;
        request.ifr_ifru.ifru_flags = flags as libc::c_short;
        ioctl(file.as_fd(), TUNSETIFF, &raw mut request)?;
        files.push(file);
    }
    Ok(files)
}

/// Opens the files of a macvtap.
pub fn open_macvtap(name: &str, shape: TapShape) -> io::Result<Vec<OwnedFd>> {
    let path = format!("/dev/tap{}", super::link::index(name)?);
    let mut files = Vec::new();
    for _ in 0..shape.queues.clamp(1, MOST_QUEUES) {
        let file = open(Path::new(&path))?;
        let mut request = named("")?;
        ioctl(file.as_fd(), TUNGETIFF, &raw mut request)?;
        // SAFETY: the kernel has filled in the flags.
        let old = unsafe { request.ifr_ifru.ifru_flags };
        let mut flags = i32::from(old) & !(libc::IFF_VNET_HDR | libc::IFF_MULTI_QUEUE);
        if shape.headers && features(file.as_fd())? & libc::IFF_VNET_HDR as u32 != 0 {
            flags |= libc::IFF_VNET_HDR;
        }
        if shape.queues > 1 {
            flags |= libc::IFF_MULTI_QUEUE;
        }
        if flags != i32::from(old) {
            request.ifr_ifru.ifru_flags = flags as libc::c_short;
            ioctl(file.as_fd(), TUNSETIFF, &raw mut request)?;
        }
        files.push(file);
    }
    Ok(files)
}

/// The name of the device behind an open tap.
pub fn tap_name(tap: BorrowedFd<'_>) -> io::Result<String> {
    let mut request = named("")?;
    ioctl(tap, TUNGETIFF, &raw mut request)?;
    let bytes: Vec<u8> = request.ifr_name.iter().take_while(|c| **c != 0).map(|c| *c as u8).collect();
    String::from_utf8(bytes).map_err(io::Error::other)
}

fn open(path: &Path) -> io::Result<OwnedFd> {
    Ok(OpenOptions::new().read(true).write(true).custom_flags(libc::O_CLOEXEC).open(path)?.into())
}

fn features(tap: BorrowedFd<'_>) -> io::Result<u32> {
    let mut features: u32 = 0;
    ioctl(tap, TUNGETFEATURES, &raw mut features)?;
    Ok(features)
}

fn named(name: &str) -> io::Result<libc::ifreq> {
    // SAFETY: an ifreq is plain data, for which zeroes are valid.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    if name.len() >= request.ifr_name.len() {
        return Err(io::Error::from_raw_os_error(libc::ERANGE));
    }
    for (to, from) in request.ifr_name.iter_mut().zip(name.bytes()) {
        *to = from as libc::c_char;
    }
    Ok(request)
}

fn ioctl<T>(file: BorrowedFd<'_>, request: Request, argument: *mut T) -> io::Result<()> {
    // SAFETY: each request above takes a pointer to what it is called with here, valid for the call.
    if unsafe { libc::ioctl(file.as_raw_fd(), request, argument) } < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::link;
    use super::*;

    /// Making devices takes rights and a kernel that has them.
    fn try_tap(name: &str, queues: u32) -> Option<Vec<OwnedFd>> {
        match open_tap(Path::new("/dev/net/tun"), name, TapShape { queues, headers: true }) {
            Ok(files) => Some(files),
            Err(error) => {
                eprintln!("skipped: no taps here: {error}");
                None
            }
        }
    }

    #[test]
    fn a_tap_lives_with_its_files() {
        let name = format!("vrst{}", std::process::id() % 1_000_000);
        let Some(files) = try_tap(&name, 2) else { return };
        assert_eq!(files.len(), 2);
        assert_eq!(tap_name(files[0].as_fd()).unwrap(), name);
        link::set_mac(&name, [0xfe, 0, 1, 2, 3, 4]).unwrap();
        link::set_mtu(&name, 1400).unwrap();
        assert_eq!(link::mtu(&name).unwrap(), 1400);
        assert!(!link::is_up(&name).unwrap());
        link::set_up(&name, true).unwrap();
        assert!(link::is_up(&name).unwrap() && !link::is_macvtap(&name));
        let ip = |text: &str| text.parse().unwrap();
        link::add_address(&name, ip("192.0.2.1"), 24, Some(ip("192.0.2.2"))).unwrap();
        link::add_address(&name, ip("2001:db8::1"), 64, None).unwrap();
        link::add_route(&name, ip("198.51.100.0"), 24, ip("192.0.2.2"), None).unwrap();
        assert!(link::add_to_bridge(&name, "no-such-bridge").is_err());
        drop(files);
        assert!(!link::exists(&name));
        assert_eq!(link::set_up(&name, true).unwrap_err().raw_os_error(), Some(libc::ENODEV));
    }

    #[test]
    fn names_are_checked() {
        let shape = TapShape { queues: 1, headers: false };
        let long = open_tap(Path::new("/dev/null"), "a-name-that-is-too-long", shape);
        assert_eq!(long.unwrap_err().raw_os_error(), Some(libc::ERANGE));
        assert!(open_tap(Path::new("/dev/null"), "x", shape).is_err());
        assert!(!link::exists("") && !link::exists("a/b"));
    }
}
