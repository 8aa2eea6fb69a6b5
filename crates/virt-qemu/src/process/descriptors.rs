//! The descriptors of a plan: opened for QEMU or for a helper.

use std::collections::{HashMap, VecDeque};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::path::Path;

use virt_core::consts::*;
use virt_core::{Error, Result, bail, err};
use virt_host::files::set_owner;
use virt_host::net::bind_unix;
use virt_host::spawn::Credentials;

use super::launch::make_owned_dir;
use crate::launch_plan::{FdSource, PassedFd};
use crate::root::Root;

/// So much fits into a pipe that nobody reads from yet.
const PIPE: usize = 64 << 10;

/// What earlier steps of a start brought for later ones.
#[derive(Default)]
pub struct Brought {
    /// The other ends of sockets between QEMU and helpers, by device.
    sockets: HashMap<String, OwnedFd>,
    /// Files of taps, by device.
    taps: HashMap<String, VecDeque<OwnedFd>>,
    vsock: Option<OwnedFd>,
}

impl Brought {
    /// One end of the socket between a device and its helper; whoever asks second gets the other.
    fn socket(&mut self, device: &str) -> Result<OwnedFd> {
        if let Some(end) = self.sockets.remove(device) {
            return Ok(end);
        }
        let (ours, theirs) = UnixStream::pair()
            .map_err(|error| Error::system(VIR_FROM_NONE, &error, "failed to create socket"))?;
        self.sockets.insert(device.to_owned(), theirs.into());
        Ok(ours.into())
    }
}

impl Brought {
    /// The files of an interface's tap, one a queue.
    pub fn add_taps(&mut self, device: &str, files: Vec<OwnedFd>) {
        self.taps.insert(device.to_owned(), files.into());
    }

    fn tap(&mut self, device: &str) -> Result<OwnedFd> {
        self.taps
            .get_mut(device)
            .and_then(VecDeque::pop_front)
            .ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "no tap was made for '{device}'"))
    }

    /// The open device of the guest's vsock.
    pub fn set_vsock(&mut self, device: OwnedFd) {
        self.vsock = Some(device);
    }
}

/// Whether a descriptor is a socket that is made with its path.
pub fn is_listening(what: &FdSource) -> bool {
    matches!(what, FdSource::ListenUnix(_))
}

/// Opens what a plan wants handed over.
pub fn open(root: &Root, passed: &PassedFd, brought: &mut Brought) -> Result<OwnedFd> {
    let failed = |path: &Path| {
        let what = format!("cannot open '{}'", path.display());
        move |error: io::Error| Error::system(VIR_FROM_QEMU, &error, what)
    };
    match &passed.what {
        FdSource::Path { path, write, append } => {
            let mut options = OpenOptions::new();
            options.read(true).write(*write).append(*append).create(*append);
            Ok(options.open(path).map_err(failed(path))?.into())
        }
        FdSource::Output { path, append } => {
            let mut options = OpenOptions::new();
            options.write(true).append(*append).truncate(!*append).create(true).mode(0o600);
            let file = options.open(path).map_err(failed(path))?;
            if let Some(owner) = root.run_as.as_ref() {
                set_owner(path, Some(owner.uid), Some(owner.gid)).map_err(failed(path))?;
            }
            Ok(file.into())
        }
        FdSource::ListenUnix(path) => {
            if let Some(folder) = path.parent() {
                make_owned_dir(folder, root.run_as.as_ref()).map_err(failed(folder))?;
            }
            let listener = bind_unix(path).map_err(failed(path))?;
            own_socket(path, root.run_as.as_ref()).map_err(failed(path))?;
            Ok(listener.into())
        }
        FdSource::Tap { alias } => brought.tap(alias),
        FdSource::VhostVsock => brought
            .vsock
            .take()
            .ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "the vsock device was not opened")),
        FdSource::VhostScsi => {
            let path = Path::new("/dev/vhost-scsi");
            if !path.exists() {
                bail!(
                    VIR_FROM_NONE,
                    VIR_ERR_INTERNAL_ERROR,
                    "vhost-scsi device file '{}' cannot be found",
                    path.display()
                );
            }
            Ok(OpenOptions::new().read(true).write(true).open(path).map_err(failed(path))?.into())
        }
        FdSource::HelperSocket { helper } => brought.socket(helper),
        FdSource::Secret(secret) => secret_pipe(&secret.0),
        other => Err(err!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "passing this kind of descriptor is not supported yet: {other:?}"
        )),
    }
}

/// A pipe that holds a secret, to be read once.
fn secret_pipe(secret: &[u8]) -> Result<OwnedFd> {
    if secret.len() > PIPE {
        bail!(VIR_FROM_NONE, VIR_ERR_INVALID_SECRET, "secret is too large");
    }
    let (reader, mut writer) =
        io::pipe().map_err(|error| Error::system(VIR_FROM_NONE, &error, "unable to create pipe"))?;
    writer
        .write_all(secret)
        .map_err(|error| Error::system(VIR_FROM_NONE, &error, "unable to pass a secret on"))?;
    Ok(reader.into())
}

fn own_socket(path: &Path, owner: Option<&Credentials>) -> io::Result<()> {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o775))?;
    owner.map_or(Ok(()), |owner| set_owner(path, Some(owner.uid), Some(owner.gid)))
}
