//! The prefix into which the tests install what is built.

use std::fs::{self, File};
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::{root, succeed};

/// Where upstream's libraries are on Debian.
pub const UPSTREAM: &str = "/usr/lib/x86_64-linux-gnu";

/// The installed prefix; fresh when the first test of a process asks for it.
pub fn prefix() -> &'static Path {
    static PREFIX: OnceLock<PathBuf> = OnceLock::new();
    PREFIX.get_or_init(|| {
        let prefix = target().join("abi-prefix");
        fs::create_dir_all(&prefix).expect("the target folder can be written");
        // Test programs run side by side: one installs at a time.
        let lock = File::create(prefix.join("lock")).expect("the target folder can be written");
        // SAFETY: an open descriptor.
        assert_eq!(unsafe { libc::flock(lock.as_raw_fd(), libc::LOCK_EX) }, 0);
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let options = ["xtask", "install", "--profile", "dev", "--prefix"];
        succeed(Command::new(cargo).current_dir(root()).args(options).arg(&prefix));
        prefix
    })
}

pub fn lib() -> PathBuf {
    prefix().join("lib")
}

/// Is upstream's library installed, as a version of its own?
pub fn has_upstream() -> bool {
    let there = Path::new(UPSTREAM).join("libvirt.so.0").exists();
    if !there {
        eprintln!("skipped: upstream's libvirt.so.0 is not installed");
    }
    there
}

/// The target folder, which this test was built into.
pub fn target() -> PathBuf {
    let own = std::env::current_exe().expect("a test has a path");
    own.ancestors().find(|p| p.join("CACHEDIR.TAG").exists()).expect("tests are in a target folder").into()
}

/// A folder for the files of one test.
pub fn scratch(name: &str) -> PathBuf {
    let folder = target().join("abi-scratch").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}
