//! Which socket a URI of a daemon means.

use std::env;
use std::path::PathBuf;

use virt_core::consts::*;
use virt_core::{Result, bail};

use super::FROM;
use crate::connect::{parse_uri, runtime_directory};

/// Daemons that have an administration socket.
const DAEMONS: &[&str] = &[
    "virtinterfaced",
    "virtlockd",
    "virtlogd",
    "virtlxcd",
    "virtnetworkd",
    "virtnodedevd",
    "virtnwfilterd",
    "virtproxyd",
    "virtqemud",
    "virtsecretd",
    "virtstoraged",
    "virtvboxd",
    "virtxend",
];

/// The socket behind a URI; NULL and what the environment says stand for the daemon of old.
pub fn socket_of(uri: Option<&str>) -> Result<PathBuf> {
    let preset = env::var("LIBVIRT_ADMIN_DEFAULT_URI").ok().filter(|u| !u.is_empty());
    let fallback = if is_root() { "libvirtd:///system" } else { "libvirtd:///session" };
    let text = uri.map(String::from).or(preset).unwrap_or_else(|| fallback.to_string());
    let uri = parse_uri(&text)?;
    let Some(scheme) = uri.scheme.as_deref() else {
        bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "No URI scheme specified");
    };
    let name = match (scheme, uri.transport.as_deref()) {
        ("libvirtd", None | Some("unix")) => "libvirt",
        (daemon, None | Some("unix")) if DAEMONS.contains(&daemon) => daemon,
        (_, None) => bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "Unsupported URI scheme '{scheme}'"),
        (_, Some(transport)) => {
            bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "Unsupported URI scheme '{scheme}+{transport}'")
        }
    };
    if let Some((key, _)) = uri.params.iter().find(|(key, _)| key != "socket") {
        bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "Unknown URI parameter '{key}'");
    }
    let folder = match (uri.param("socket"), uri.path.as_deref().unwrap_or_default()) {
        (Some(socket), _) => return Ok(PathBuf::from(socket)),
        (None, "/system") => PathBuf::from("/run/libvirt"),
        (None, "/session") => runtime_directory(),
        (None, path) => {
            let other = if is_root() { "/system" } else { "/session" };
            bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "Invalid URI path '{path}', try '{other}'");
        }
    };
    Ok(folder.join(format!("{name}-admin-sock")))
}

fn is_root() -> bool {
    // SAFETY: a system call without arguments.
    unsafe { libc::geteuid() == 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sockets() {
        let socket = |uri| socket_of(Some(uri)).map(|s| s.display().to_string());
        assert_eq!(socket("libvirtd:///system").as_deref(), Ok("/run/libvirt/libvirt-admin-sock"));
        assert_eq!(socket("virtqemud:///system").as_deref(), Ok("/run/libvirt/virtqemud-admin-sock"));
        assert_eq!(socket("libvirtd+unix:///system?socket=/a/b").as_deref(), Ok("/a/b"));
        assert_eq!(socket("libvirtd://host/system").as_deref(), Ok("/run/libvirt/libvirt-admin-sock"));
    }

    #[test]
    fn refusals() {
        let said = |uri| {
            socket_of(Some(uri)).map_err(|e| (e.code(), e.domain(), e.str2().unwrap_or("").to_string()))
        };
        let refused = |text: &str| Err((VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_ADMIN, text.to_string()));
        assert_eq!(said(""), refused("No URI scheme specified"));
        assert_eq!(said("qemu:///system"), refused("Unsupported URI scheme 'qemu'"));
        assert_eq!(said("libvirtd+tcp://h/system"), refused("Unsupported URI scheme 'libvirtd+tcp'"));
        assert_eq!(said("libvirtd:///system?mode=x"), refused("Unknown URI parameter 'mode'"));
        let malformed = Err((VIR_ERR_INTERNAL_ERROR, VIR_FROM_URI, "Unable to parse URI ::::".to_string()));
        assert_eq!(said("::::"), malformed);
    }
}
