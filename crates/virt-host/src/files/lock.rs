//! Lock files: held by one process at a time, released by the kernel when the holder is gone.
//!
//! The lock is an open-file-description lock on the first byte. It excludes upstream's POSIX locks
//! on the same file, and unlike those it survives another descriptor of the file being closed.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use nix::fcntl::{FcntlArg, fcntl};

/// A held lock file; dropping it removes the file and releases the lock.
#[derive(Debug)]
pub struct LockFile {
    file: File,
    path: PathBuf,
}

/// What came of trying to take a lock file.
#[derive(Debug)]
pub enum LockOutcome {
    Taken(LockFile),
    /// Another process holds it: its number when the file or the kernel tells.
    HeldBy(Option<u32>),
}

impl LockFile {
    /// Takes the lock without waiting and writes the number of this process into the file.
    pub fn acquire(path: &Path) -> io::Result<LockOutcome> {
        // A holder that leaves removes the file: what we then locked is not what others will open.
        for _ in 0..100 {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o644)
                .open(path)?;
            if let Err(error) = set_lock(&file) {
                return match error.raw_os_error() {
                    Some(libc::EAGAIN | libc::EACCES) => Ok(LockOutcome::HeldBy(holder(&mut file))),
                    _ => Err(error),
                };
            }
            if !same_file(&file, path)? {
                continue;
            }
            file.set_len(0)?;
            writeln!(file, "{}", std::process::id())?;
            return Ok(LockOutcome::Taken(Self { file, path: path.to_owned() }));
        }
        Err(io::Error::from(io::ErrorKind::ResourceBusy))
    }

    /// Another descriptor of the lock: it stays taken until that is closed too.
    pub fn share(&self) -> io::Result<OwnedFd> {
        Ok(self.file.try_clone()?.into())
    }

    /// Where the lock file is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for LockFile {
    fn drop(&mut self) {
        // Removed while still locked, so nobody locks a file that is about to vanish unnoticed.
        if matches!(same_file(&self.file, &self.path), Ok(true)) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn first_byte() -> libc::flock {
    libc::flock {
        l_type: libc::F_WRLCK as i16,
        l_whence: libc::SEEK_SET as i16,
        l_start: 0,
        l_len: 1,
        l_pid: 0,
    }
}

fn set_lock(file: &File) -> io::Result<()> {
    fcntl(file, FcntlArg::F_OFD_SETLK(&first_byte()))?;
    Ok(())
}

/// The kernel knows the process behind a POSIX lock; for our kind the file's text tells.
fn holder(file: &mut File) -> Option<u32> {
    let mut probe = first_byte();
    if fcntl(&*file, FcntlArg::F_OFD_GETLK(&mut probe)).is_ok() && probe.l_pid > 0 {
        return u32::try_from(probe.l_pid).ok();
    }
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

fn same_file(file: &File, path: &Path) -> io::Result<bool> {
    let open = file.metadata()?;
    match std::fs::metadata(path) {
        Ok(named) => Ok(named.dev() == open.dev() && named.ino() == open.ino()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_taker_learns_the_holder() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("driver.pid");
        let LockOutcome::Taken(held) = LockFile::acquire(&path).unwrap() else { panic!("free lock refused") };
        assert_eq!(std::fs::read_to_string(&path).unwrap().trim(), std::process::id().to_string());
        match LockFile::acquire(&path).unwrap() {
            LockOutcome::HeldBy(pid) => assert_eq!(pid, Some(std::process::id())),
            LockOutcome::Taken(_) => panic!("lock given twice"),
        }
        drop(held);
        assert!(!path.exists());
        assert!(matches!(LockFile::acquire(&path).unwrap(), LockOutcome::Taken(_)));
    }

    #[test]
    fn a_stale_file_is_taken_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("driver.pid");
        std::fs::write(&path, "999999\nleftover").unwrap();
        let LockOutcome::Taken(_held) = LockFile::acquire(&path).unwrap() else {
            panic!("stale lock refused")
        };
        assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{}\n", std::process::id()));
    }
}
