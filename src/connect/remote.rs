//! URIs that no driver in this process takes: they are for a daemon, here or elsewhere.
//!
//! This library doesn't speak to daemons yet. What it does is go the way there as far as it leads, so that a
//! program learns the same as ever: no socket, nobody listening, an unknown transport.

use std::io;
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use virt_core::consts::*;
use virt_core::{Connect, Error, Result, Uri, bail};

use super::settings::{Settings, is_root};

const TRANSPORTS: &[&str] = &["tls", "unix", "ssh", "ext", "tcp", "libssh2", "libssh"];

const CA_CERTIFICATE: &str = "/etc/pki/CA/cacert.pem";
const PATIENCE: Duration = Duration::from_secs(30);

/// Says why there is no connection.
pub fn open(uri: &Uri, settings: &Settings, flags: u32) -> Result<Connect> {
    let transport = match (uri.transport.as_deref(), &uri.server) {
        (Some(transport), _) if TRANSPORTS.contains(&transport) => transport,
        (Some(_), _) => bail!(
            VIR_FROM_REMOTE,
            VIR_ERR_INVALID_ARG,
            "remote_open: transport in URL not recognised (should be {})",
            TRANSPORTS.join("|")
        ),
        (None, Some(_)) => "tls",
        (None, None) => "unix",
    };
    match transport {
        "unix" => {
            let path = socket(uri, settings, flags)?;
            if let Err(cause) = UnixStream::connect(&path) {
                let what = format!("Failed to connect socket to '{}'", path.display());
                return Err(Error::system(VIR_FROM_RPC, &cause, what));
            }
        }
        "tcp" => {
            let (server, port) = (uri.server.as_deref().unwrap_or("localhost"), uri.port.unwrap_or(16_509));
            connect(server, port)?;
        }
        "tls" if !Path::new(CA_CERTIFICATE).exists() => {
            let cause = io::Error::from_raw_os_error(libc::ENOENT);
            let what = format!("CA certificate '{CA_CERTIFICATE}' does not exist");
            return Err(Error::system(VIR_FROM_RPC, &cause, what));
        }
        "ext" if uri.param("command").is_none() => {
            let text = "remote_open: for 'ext' transport, command is required";
            bail!(VIR_FROM_REMOTE, VIR_ERR_INVALID_ARG, "{text}");
        }
        _ => {}
    }
    bail!(VIR_FROM_REMOTE, VIR_ERR_NO_SUPPORT, "connections to daemons, as by {}", uri.text)
}

fn connect(server: &str, port: u16) -> Result<()> {
    use std::net::ToSocketAddrs;
    let fail = |cause: &io::Error, what: &str| {
        Error::system(VIR_FROM_RPC, cause, format!("unable to {what} '{server}:{port}'"))
    };
    let addresses = (server, port).to_socket_addrs().map_err(|cause| fail(&cause, "resolve address"))?;
    let mut last = io::Error::from_raw_os_error(libc::ECONNREFUSED);
    for address in addresses {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(_) => return Ok(()),
            Err(cause) => last = cause,
        }
    }
    Err(fail(&last, "connect to server at"))
}

/// The socket of the daemon: that of the driver's own daemon, or the common one.
fn socket(uri: &Uri, settings: &Settings, flags: u32) -> Result<PathBuf> {
    let configured = settings.remote_mode()?;
    if let Some(path) = uri.param("socket") {
        return Ok(PathBuf::from(path));
    }
    let mode = uri.param("mode").map(str::to_owned).or(configured).unwrap_or_else(|| "auto".to_owned());
    let root = is_root();
    let session = uri.path.as_deref() == Some("/session") && !root;
    let directory = if session { runtime_directory() } else { PathBuf::from("/var/run/libvirt") };
    let suffix = if flags & VIR_CONNECT_RO != 0 && !session { "-sock-ro" } else { "-sock" };
    let common = directory.join(format!("libvirt{suffix}"));
    let own = uri.scheme.as_ref().map(|scheme| directory.join(format!("virt{scheme}d{suffix}")));
    match (mode.as_str(), own) {
        ("legacy", _) => Ok(common),
        ("direct", Some(own)) => Ok(own),
        ("direct", None) => {
            bail!(VIR_FROM_REMOTE, VIR_ERR_INVALID_ARG, "Cannot use direct socket mode for {} URI", uri.text)
        }
        ("auto", own) => Ok(own.filter(|own| own.exists()).unwrap_or(common)),
        _ => bail!(VIR_FROM_REMOTE, VIR_ERR_INVALID_ARG, "Unknown remote mode '{mode}'"),
    }
}

/// Where the sockets of a user's daemons are.
pub fn runtime_directory() -> PathBuf {
    match std::env::var_os("XDG_RUNTIME_DIR").filter(|dir| !dir.is_empty()) {
        Some(base) => PathBuf::from(base).join("libvirt"),
        None => PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cache/libvirt"),
    }
}
