//! Pseudo terminals.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use nix::sys::termios::{SetArg, cfmakeraw, tcgetattr, tcsetattr};

/// Opens a terminal for reading and writing without waiting, and has it pass bytes as they are.
pub fn open_raw(path: &Path) -> io::Result<File> {
    let terminal = OpenOptions::new()
        .read(true)
        .write(true)
        .custom_flags(libc::O_NOCTTY | libc::O_NONBLOCK)
        .open(path)?;
    let mut attributes = tcgetattr(&terminal)?;
    cfmakeraw(&mut attributes);
    tcsetattr(&terminal, SetArg::TCSANOW, &attributes)?;
    Ok(terminal)
}
