//! `qemu-bridge-helper`: a tap on a bridge for those who may not make one.

use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

use virt_core::consts::*;
use virt_core::{Error, Result, err};
use virt_host::net::recv_with_fds;
use virt_host::spawn::Spawn;

use crate::process::machine_below::find_program;

const FOLDERS: &[&str] = &["/usr/libexec/qemu", "/usr/libexec", "/usr/lib/qemu", "/usr/lib"];
const LIMIT: Duration = Duration::from_secs(30);

/// Has the helper make a tap on a bridge.
pub fn tap_on(helper: &str, bridge: &str, headers: bool) -> Result<OwnedFd> {
    let system = |error: &std::io::Error, what: &str| Error::system(VIR_FROM_NONE, error, what);
    let program: PathBuf = find_program(helper, FOLDERS).ok_or_else(|| {
        err!(
            VIR_FROM_NONE,
            VIR_ERR_SYSTEM_ERROR,
            "'{helper}' is not a suitable bridge helper: No such file or directory"
        )
    })?;
    let (ours, theirs) = UnixStream::pair().map_err(|error| system(&error, "failed to create socket"))?;
    let mut args = Vec::new();
    if headers {
        args.push("--use-vnet".to_owned());
    }
    args.extend([format!("--br={bridge}"), "--fd=3".to_owned()]);
    let line = format!("{} {}", program.display(), args.join(" "));
    let outcome = Spawn::new(program).args(args).env(std::env::vars_os()).fd(theirs.into(), 3).run(
        None,
        LIMIT,
        64 << 10,
    )?;
    let received = ours
        .set_nonblocking(true)
        .and_then(|()| recv_with_fds(ours.as_fd(), &mut [0; 16]))
        .map(|(_, mut fds)| fds.pop());
    match received {
        Ok(Some(tap)) if outcome.status == 0 => Ok(tap),
        received => {
            let words = outcome.words();
            let error = received.err().unwrap_or_else(|| std::io::Error::from_raw_os_error(libc::EPIPE));
            let what = format!("{line}: failed to communicate with bridge helper: stderr={words}");
            Err(system(&error, &what))
        }
    }
}
