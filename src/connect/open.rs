//! Opening a connection: which URI is meant, which driver it belongs to.

use virt_core::consts::*;
use virt_core::driver::{Authenticate, OpenRequest};
use virt_core::{Connect, Result, Uri, bail};

use super::auth_file::FileAuth;
use super::settings::Settings;
use super::{factories, remote, uri};

const FROM: i32 = VIR_FROM_NONE;

/// Schemes of drivers that upstream has and this library hasn't.
const ABSENT: &[&str] = &["vpx", "esx", "gsx", "hyperv", "parallels"];

/// Opens a connection with `VIR_CONNECT_*` flags.
pub fn open(name: Option<&str>, auth: Option<&dyn Authenticate>, flags: u32) -> Result<Connect> {
    let settings = Settings::load("libvirt.conf")?;
    let name = match name {
        Some("") | None => None,
        Some(xen) if xen.eq_ignore_ascii_case("xen") || xen == "xen://" => Some("xen:///system"),
        name => name,
    };
    let Some(text) = wanted(name, &settings)? else {
        // Without any driver that suits the host it is the daemon's business.
        let uri = Uri { path: Some(String::new()), ..Uri::default() };
        return remote::open(&uri, &settings, flags);
    };
    let alias = if flags & VIR_CONNECT_NO_ALIASES == 0 { settings.alias(&text)? } else { None };
    let text = alias.unwrap_or(text);
    let uri = uri::parse(&text)?;
    check(&uri, name.unwrap_or("(null)"))?;
    let file = FileAuth::find(&uri, auth);
    let auth = file.as_ref().map(|file| file as &dyn Authenticate).or(auth);
    let request = OpenRequest { uri: &uri, flags, auth };
    let local = uri.server.is_none() && uri.transport.is_none();
    match factories().iter().filter(|_| local).find(|factory| factory.accepts(&uri)) {
        Some(factory) => {
            log::debug!(target: "libvirt", "{} takes {text}", factory.name());
            let drivers = factory.open(&request)?;
            Ok(Connect::new(drivers, uri::format(&uri), flags & VIR_CONNECT_RO))
        }
        None => remote::open(&uri, &settings, flags),
    }
}

/// The URI: the given one, the configured one, or the first one that suits the host.
fn wanted(name: Option<&str>, settings: &Settings) -> Result<Option<String>> {
    if let Some(name) = name {
        return Ok(Some(name.to_owned()));
    }
    let configured = settings.default_uri("LIBVIRT_DEFAULT_URI")?;
    Ok(configured.or_else(|| factories().iter().find_map(|factory| factory.probe())))
}

/// What is refused whatever the driver.
fn check(uri: &Uri, name: &str) -> Result<()> {
    let Some(scheme) = uri.scheme.as_deref() else {
        bail!(FROM, VIR_ERR_NO_CONNECT, "URI '{name}' does not include a driver name");
    };
    if let (Some(server @ ("session" | "system")), "qemu" | "vbox" | "vz") = (uri.server.as_deref(), scheme) {
        let text = &uri.text;
        let maybe = format!("maybe you want {scheme}:///{server}");
        bail!(FROM, VIR_ERR_INTERNAL_ERROR, "invalid URI {text} ({maybe})");
    }
    if uri.path.as_deref() == Some("/embed") {
        let whole = uri.transport.is_none() && scheme.bytes().all(|byte| byte.is_ascii_lowercase());
        if !whole {
            bail!(FROM, VIR_ERR_NO_CONNECT, "URI scheme '{scheme}' for embedded driver is not valid");
        }
        let Some(root) = uri.param("root") else {
            bail!(VIR_FROM_URI, VIR_ERR_INVALID_ARG, "Missing URI parameter 'root'");
        };
        if !root.starts_with('/') {
            bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "root path must be absolute");
        }
    }
    if ABSENT.iter().any(|absent| scheme.eq_ignore_ascii_case(absent)) {
        bail!(FROM, VIR_ERR_CONFIG_UNSUPPORTED, "libvirt was built without the '{scheme}' driver");
    }
    Ok(())
}
