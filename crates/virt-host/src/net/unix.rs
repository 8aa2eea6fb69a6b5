//! UNIX sockets whose path may be longer than the 107 bytes an address holds.
//!
//! A long path is reached through its folder: a descriptor of the folder makes
//! `/proc/self/fd/N/name` a short path to the same socket.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::sys::socket::{AddressFamily, SockFlag, SockType, UnixAddr, connect, socket};

/// Bytes of path that fit into a socket address, with its final NUL.
const ADDRESS_LIMIT: usize = 107;

/// Connects to a listening socket; the result blocks. A peer that doesn't take its callers in, so that no
/// more of them may queue, is not waited for: that is an error of kind `TimedOut`.
pub fn connect_unix(path: &Path) -> io::Result<UnixStream> {
    let socket = socket(
        AddressFamily::Unix,
        SockType::Stream,
        SockFlag::SOCK_CLOEXEC | SockFlag::SOCK_NONBLOCK,
        None,
    )?;
    with_short_path(path, |short| match connect(socket.as_raw_fd(), &UnixAddr::new(short)?) {
        Err(Errno::EAGAIN) => Err(io::ErrorKind::TimedOut.into()),
        done => Ok(done?),
    })?;
    let stream = UnixStream::from(socket);
    stream.set_nonblocking(false)?;
    Ok(stream)
}

/// Binds a listening socket; a file of that name from an earlier run is removed first.
pub fn bind_unix(path: &Path) -> io::Result<UnixListener> {
    super::super::files::remove_file(path)?;
    with_short_path(path, |short| UnixListener::bind(short))
}

/// Whether somebody listens on a socket; a socket is there before connections to it succeed. What is no socket
/// counts when it is there.
pub fn is_listening(path: &Path) -> bool {
    const ACCEPTS: u32 = 1 << 16;
    let Ok(meta) = std::fs::metadata(path) else { return false };
    if !meta.file_type().is_socket() {
        return true;
    }
    // Without the kernel's list we can only believe that it is ready.
    let Ok(list) = std::fs::read("/proc/net/unix") else { return true };
    let list = String::from_utf8_lossy(&list);
    list.lines().any(|line| {
        let mut fields = line.split_ascii_whitespace();
        let flags = fields.nth(3).and_then(|flags| u32::from_str_radix(flags, 16).ok());
        flags.is_some_and(|flags| flags & ACCEPTS != 0) && fields.nth(3).map(Path::new) == Some(path)
    })
}

fn with_short_path<T>(path: &Path, act: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
    if path.as_os_str().len() <= ADDRESS_LIMIT {
        return act(path);
    }
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    };
    let folder = File::options().read(true).custom_flags(libc::O_PATH | libc::O_DIRECTORY).open(folder)?;
    let short: PathBuf =
        [Path::new("/proc/self/fd"), Path::new(&folder.as_raw_fd().to_string()), Path::new(name)]
            .iter()
            .collect();
    act(&short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};

    #[test]
    fn nobody_waits_for_a_peer_that_takes_nobody_in() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("socket");
        let _listener = bind_unix(&path).unwrap();
        let mut callers = Vec::new();
        let error = loop {
            match connect_unix(&path) {
                Ok(caller) => callers.push(caller),
                Err(error) => break error,
            }
            assert!(callers.len() < 5000);
        };
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn listening_is_more_than_being_there() {
        use nix::sys::socket::{AddressFamily, SockFlag, SockType, UnixAddr, bind, listen, socket};
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("s");
        assert!(!is_listening(&path));
        let flags = SockFlag::SOCK_CLOEXEC;
        let bound = socket(AddressFamily::Unix, SockType::Stream, flags, None).unwrap();
        bind(bound.as_raw_fd(), &UnixAddr::new(&path).unwrap()).unwrap();
        assert!(path.exists() && !is_listening(&path));
        listen(&bound, nix::sys::socket::Backlog::new(1).unwrap()).unwrap();
        assert!(is_listening(&path));
        drop(bound);
        assert!(!is_listening(&path));
    }

    #[test]
    fn long_paths_work() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("d".repeat(100)).join("e".repeat(100));
        std::fs::create_dir_all(&deep).unwrap();
        let path = deep.join("monitor.sock");
        let listener = bind_unix(&path).unwrap();
        let mut client = connect_unix(&path).unwrap();
        let (mut server, _) = listener.accept().unwrap();
        client.write_all(b"x").unwrap();
        let mut got = [0];
        server.read_exact(&mut got).unwrap();
        assert_eq!(&got, b"x");
        drop(listener);
        bind_unix(&path).unwrap();
    }
}
