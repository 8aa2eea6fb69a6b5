//! What a setting's type cannot say: ranges, words in lists, settings that depend on each other.

use std::net::IpAddr;
use std::path::Path;

use virt_core::Result;
use virt_core::consts::*;

use super::settings::Settings;
use super::syntax::Entry;
use super::values::{Place, Scope};

/// What ports may be chosen from, and the default choice.
pub(super) const DISPLAY_PORTS: (u32, u32) = (5900, 65535);
pub(super) const WEBSOCKET_PORTS: (u32, u32) = (5700, 65535);
pub(super) const MIGRATION_PORTS: (u32, u32) = (49152, 49215);
pub(super) const BACKUP_PORTS: (u32, u32) = (10809, 10872);

const CGROUP_CONTROLLERS: [&str; 10] = [
    "cpu",
    "cpuacct",
    "cpuset",
    "memory",
    "devices",
    "freezer",
    "blkio",
    "net_cls",
    "perf_event",
    "name=systemd",
];

/// Checks the setting at `place`, which `settings` already has.
pub(super) fn value(settings: &Settings, place: &Place<'_>) -> Result<()> {
    let refuse = |code, why: String| Err(place.refused(VIR_FROM_QEMU, code, why));
    match place.entry.name.as_str() {
        "allow_disk_format_probing" if settings.allow_disk_format_probing => {
            refuse(VIR_ERR_CONFIG_UNSUPPORTED, "allow_disk_format_probing is no longer supported".to_owned())
        }
        "auto_shutdown_try_save"
            if matches!(settings.auto_shutdown_try_save, Scope::All | Scope::Transient) =>
        {
            refuse(VIR_ERR_INVALID_ARG, "managed save cannot be requested for transient domains".to_owned())
        }
        "security_driver" => {
            let names = settings.security_driver.as_ref().map_or(&[][..], |names| &names.0);
            match (1..names.len()).find(|&i| names[..i].contains(&names[i])) {
                Some(i) => refuse(VIR_ERR_CONF_SYNTAX, format!("Duplicate security driver {}", names[i])),
                None => Ok(()),
            }
        }
        "cgroup_controllers" => {
            let unknown = settings
                .cgroup_controllers
                .iter()
                .flatten()
                .find(|c| !CGROUP_CONTROLLERS.contains(&c.as_str()));
            match unknown {
                Some(name) => refuse(VIR_ERR_CONF_SYNTAX, format!("Unknown cgroup controller '{name}'")),
                None => Ok(()),
            }
        }
        "namespaces" => match settings.namespaces.iter().flatten().find(|name| *name != "mount") {
            Some(name) => refuse(VIR_ERR_CONF_SYNTAX, format!("Unknown namespace: {name}")),
            None => Ok(()),
        },
        name @ ("migration_host" | "migration_address") => {
            let host =
                if name == "migration_host" { &settings.migration_host } else { &settings.migration_address };
            match host {
                Some(host) if is_local(host) => refuse(
                    VIR_ERR_CONF_SYNTAX,
                    format!("{name} must not be the address of the local machine: {host}"),
                ),
                _ => Ok(()),
            }
        }
        name if name.ends_with("_tls_x509_cert_dir") => match &place.entry.value {
            super::syntax::Value::Text(dir) if !Path::new(dir).exists() => {
                refuse(VIR_ERR_CONF_SYNTAX, format!("{name} directory '{dir}' does not exist"))
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Checks settings that depend on each other.
pub(super) fn together(settings: &Settings, path: &Path, entries: &[Entry]) -> Result<()> {
    let ports = [
        (
            "remote_websocket_port",
            settings.remote_websocket_port_min,
            settings.remote_websocket_port_max,
            WEBSOCKET_PORTS,
        ),
        (
            "remote_display_port",
            settings.remote_display_port_min,
            settings.remote_display_port_max,
            DISPLAY_PORTS,
        ),
    ];
    let refuse = |key: &str, why: String| {
        let line = entries.iter().find(|entry| entry.name == key).map(|entry| format!(":{}", entry.line));
        let text = format!("{}{}: {key}: {why}", path.display(), line.unwrap_or_default());
        Err(virt_core::Error::new(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, text))
    };
    for (name, min, max, (lowest, highest)) in ports {
        if min < lowest {
            return refuse(&format!("{name}_min"), format!("port must be greater than or equal to {lowest}"));
        }
        if max > highest || max < min {
            return refuse(
                &format!("{name}_max"),
                format!("port must be between the minimal port and {highest}"),
            );
        }
    }
    let ports = [
        ("migration_port", settings.migration_port_min, settings.migration_port_max),
        ("backup_port", settings.backup_port_min, settings.backup_port_max),
    ];
    for (name, min, max) in ports {
        if min == 0 {
            return refuse(&format!("{name}_min"), "port must be greater than 0".to_owned());
        }
        if max > 65535 || max < min {
            return refuse(
                &format!("{name}_max"),
                format!("port must be between the minimal port {min} and 65535"),
            );
        }
    }
    Ok(())
}

fn is_local(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    host.starts_with("localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
