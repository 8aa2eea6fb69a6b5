//! Which socket a URI of a daemon means.

use std::path::PathBuf;

use virt_core::consts::*;
use virt_core::{Result, Uri, bail};

use super::FROM;
use crate::connect::{Settings, is_root, parse_uri, runtime_directory};

/// The URI that is meant: the given one, else that of the environment, of the client's configuration, or the daemon
/// of old; an alias of the configuration stands for the URI behind it.
pub fn wanted(name: Option<&str>, flags: u32) -> Result<Uri> {
    let settings = Settings::load("libvirt-admin.conf")?;
    let text = match name {
        Some(name) => name.to_owned(),
        None => {
            settings.default_uri("LIBVIRT_ADMIN_DEFAULT_URI")?.unwrap_or_else(|| daemon_of_old().to_owned())
        }
    };
    let alias = if flags & VIR_CONNECT_NO_ALIASES == 0 { settings.alias(&text)? } else { None };
    parse_uri(&alias.unwrap_or(text))
}

fn daemon_of_old() -> &'static str {
    if is_root() { "libvirtd:///system" } else { "libvirtd:///session" }
}

/// The socket behind a URI.
pub fn socket_of(uri: &Uri) -> Result<PathBuf> {
    if let Some((key, _)) = uri.params.iter().find(|(key, _)| key != "socket") {
        bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "Unknown URI parameter '{key}'");
    }
    if let Some((_, socket)) = uri.params.last() {
        return Ok(PathBuf::from(socket));
    }
    let scheme = match (&uri.scheme, &uri.transport) {
        (None, _) => bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "No URI scheme specified"),
        (Some(scheme), None) => scheme.clone(),
        (Some(scheme), Some(transport)) => format!("{scheme}+{transport}"),
    };
    let name = match scheme.as_str() {
        "libvirtd" => "libvirt",
        daemon if daemon.starts_with("virt") => daemon,
        _ => bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "Unsupported URI scheme '{scheme}'"),
    };
    let folder = match uri.path.as_deref().unwrap_or_default() {
        "/system" => PathBuf::from("/run/libvirt"),
        "/session" => runtime_directory(),
        path => bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "Invalid URI path '{path}', try '/system'"),
    };
    Ok(folder.join(format!("{name}-admin-sock")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn socket(uri: &str) -> Result<String> {
        socket_of(&parse_uri(uri)?).map(|socket| socket.display().to_string())
    }

    #[test]
    fn sockets() {
        assert_eq!(socket("libvirtd:///system").as_deref(), Ok("/run/libvirt/libvirt-admin-sock"));
        assert_eq!(socket("virtqemud:///system").as_deref(), Ok("/run/libvirt/virtqemud-admin-sock"));
        assert_eq!(socket("virtqemud+x:///system").as_deref(), Ok("/run/libvirt/virtqemud+x-admin-sock"));
        assert_eq!(socket("libvirtd://host/system").as_deref(), Ok("/run/libvirt/libvirt-admin-sock"));
        assert_eq!(socket("any:///what?socket=/x&socket=/a/b").as_deref(), Ok("/a/b"));
    }

    #[test]
    fn refusals() {
        let said = |uri| socket(uri).map_err(|e| (e.code(), e.domain(), e.str2().unwrap_or("").to_string()));
        let refused = |text: &str| Err((VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_ADMIN, text.to_string()));
        assert_eq!(said(""), refused("No URI scheme specified"));
        assert_eq!(said("qemu:///system"), refused("Unsupported URI scheme 'qemu'"));
        assert_eq!(said("libvirtd+tcp://h/system"), refused("Unsupported URI scheme 'libvirtd+tcp'"));
        assert_eq!(said("libvirtd:///"), refused("Invalid URI path '/', try '/system'"));
        assert_eq!(said("libvirtd:///system?mode=x"), refused("Unknown URI parameter 'mode'"));
        let malformed = Err((VIR_ERR_INTERNAL_ERROR, VIR_FROM_URI, "Unable to parse URI ::::".to_string()));
        assert_eq!(said("::::"), malformed);
    }
}
