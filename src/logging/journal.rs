//! Messages for systemd's journal, in its native protocol: a datagram of fields, or a sealed memory file where
//! they are too many for one.

use std::fs::File;
use std::io::{IoSlice, Write};
use std::os::fd::{AsFd, AsRawFd};
use std::os::unix::net::UnixDatagram;

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, SealFlag, fcntl};
use nix::sys::memfd::{MFdFlags, memfd_create};
use nix::sys::socket::{ControlMessage, MsgFlags, UnixAddr, sendmsg};
use virt_core::consts::VIR_FROM_NONE;
use virt_core::{Error, Result};

use super::Entry;
use super::outputs::syslog_priority;

const SOCKET: &str = "/run/systemd/journal/socket";

/// Each message is addressed on its own: there may be no journal yet, or another one later.
pub struct Journal(UnixDatagram);

impl Journal {
    pub fn new() -> Result<Self> {
        let socket = UnixDatagram::unbound()
            .map_err(|e| Error::system(VIR_FROM_NONE, &e, "failed to make a socket for the journal"))?;
        Ok(Self(socket))
    }

    pub fn write(&self, entry: &Entry<'_>) {
        let bytes = fields(entry);
        if let Err(Errno::EMSGSIZE | Errno::ENOBUFS) = self.send(&bytes, &[]) {
            let _ = sealed_file(&bytes)
                .and_then(|file| self.send(&[], &[ControlMessage::ScmRights(&[file.as_raw_fd()])]));
        }
    }

    fn send(&self, bytes: &[u8], control: &[ControlMessage<'_>]) -> nix::Result<usize> {
        let address = UnixAddr::new(SOCKET)?;
        sendmsg(self.0.as_raw_fd(), &[IoSlice::new(bytes)], control, MsgFlags::MSG_NOSIGNAL, Some(&address))
    }
}

/// A file in memory that nobody can change any more, which is the kind the journal takes without a path.
fn sealed_file(bytes: &[u8]) -> nix::Result<File> {
    let mut file =
        File::from(memfd_create(c"libvirt-log", MFdFlags::MFD_CLOEXEC | MFdFlags::MFD_ALLOW_SEALING)?);
    file.write_all(bytes).map_err(|e| Errno::from_raw(e.raw_os_error().unwrap_or(libc::EIO)))?;
    fcntl(file.as_fd(), FcntlArg::F_ADD_SEALS(SealFlag::all()))?;
    Ok(file)
}

/// `KEY=value` lines, or key, length and value where the value has line breaks.
fn fields(entry: &Entry<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut field = |key: &str, value: &str| {
        out.extend_from_slice(key.as_bytes());
        if value.contains('\n') {
            out.push(b'\n');
            out.extend_from_slice(&(value.len() as u64).to_le_bytes());
        } else {
            out.push(b'=');
        }
        out.extend_from_slice(value.as_bytes());
        out.push(b'\n');
    };
    field("MESSAGE", entry.text);
    field("PRIORITY", &syslog_priority(entry.priority).to_string());
    // the daemons' number, without the shift of syslog's constants
    field("SYSLOG_FACILITY", "3");
    field("LIBVIRT_SOURCE", entry.source);
    field("CODE_FILE", entry.place.file);
    field("CODE_LINE", &entry.place.line.to_string());
    field("CODE_FUNC", entry.place.function);
    for (key, value) in entry.fields {
        field(key, &value.to_string());
    }
    out
}
