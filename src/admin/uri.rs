//! Which socket a URI of a daemon means.

use std::env;
use std::path::PathBuf;

use virt_core::consts::*;
use virt_core::{Result, bail};

use super::FROM;

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
    let parts = split(&text)?;
    let Some(scheme) = parts.scheme else {
        bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "No URI scheme specified");
    };
    let name = match scheme.strip_suffix("+unix").unwrap_or(scheme) {
        "libvirtd" => "libvirt",
        daemon if DAEMONS.contains(&daemon) => daemon,
        _ => bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "Unsupported URI scheme '{scheme}'"),
    };
    let mut given = None;
    for (key, value) in
        parts.query.split('&').filter(|p| !p.is_empty()).map(|p| p.split_once('=').unwrap_or((p, "")))
    {
        match key {
            "socket" => given = Some(PathBuf::from(value)),
            _ => bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "Unknown URI parameter '{key}'"),
        }
    }
    let folder = match (given, parts.path) {
        (Some(socket), _) => return Ok(socket),
        (None, "/system") => PathBuf::from("/run"),
        (None, "/session") => user_folder(),
        (None, path) => {
            let other = if is_root() { "/system" } else { "/session" };
            bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "Invalid URI path '{path}', try '{other}'");
        }
    };
    Ok(folder.join("libvirt").join(format!("{name}-admin-sock")))
}

struct Parts<'a> {
    scheme: Option<&'a str>,
    path: &'a str,
    query: &'a str,
}

fn split(text: &str) -> Result<Parts<'_>> {
    let malformed = || virt_core::err!(VIR_FROM_URI, VIR_ERR_INTERNAL_ERROR, "Unable to parse URI {text}");
    let (scheme, rest) = match text.split_once(':') {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => (None, text),
    };
    let legal = |s: &str| {
        s.starts_with(|c: char| c.is_ascii_alphabetic())
            && s.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    if scheme.is_some_and(|s| !legal(s)) || rest.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(malformed());
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = match rest.strip_prefix("//") {
        Some(rest) => rest.find('/').map_or("", |at| &rest[at..]),
        None => rest,
    };
    Ok(Parts { scheme, path, query })
}

fn is_root() -> bool {
    // SAFETY: a system call without arguments.
    unsafe { libc::geteuid() == 0 }
}

fn user_folder() -> PathBuf {
    let runtime = env::var_os("XDG_RUNTIME_DIR").filter(|d| !d.is_empty()).map(PathBuf::from);
    let cache = || env::var_os("XDG_CACHE_HOME").filter(|d| !d.is_empty()).map(PathBuf::from);
    let home = || PathBuf::from(env::var_os("HOME").unwrap_or_else(|| "/".into())).join(".cache");
    runtime.or_else(cache).unwrap_or_else(home)
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
