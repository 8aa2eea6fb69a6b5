//! What is wrong with the host end of a character device.

use virt_core::Result;

use crate::domain::DomainDef;
use crate::domain::chardev::{ChardevKind, ChardevSource, Reconnect, SourceMode};
use crate::domain::complain::{argument, internal, unsupported};
use crate::domain::validate::common::device_labels;

/// `path_optional`: of channels whose socket the driver can choose.
pub fn check(source: &ChardevSource, path_optional: bool, def: &DomainDef) -> Result<()> {
    match &source.kind {
        ChardevKind::File { path, .. } | ChardevKind::Dev { path } | ChardevKind::Pipe { path } => {
            need(path.is_some(), "Missing source path attribute for char device")?;
        }
        ChardevKind::Nmdm { master, slave } => need(
            master.is_some() == slave.is_some(),
            "Should define both master and slave path attributes for nmdm device",
        )?,
        ChardevKind::Tcp(tcp) => {
            need(tcp.host.is_some(), "Missing source host attribute for char device")?;
            need(tcp.service.is_some(), "Missing source service attribute for char device")?;
            check_reconnect(tcp.mode, tcp.reconnect)?;
        }
        ChardevKind::Udp(udp) => {
            need(udp.connect_service.is_some(), "Missing source service attribute for char device")?;
        }
        ChardevKind::Unix(unix) => {
            need(unix.path.is_some() || path_optional, "Missing source path attribute for char device")?;
            check_reconnect(unix.mode, unix.reconnect)?;
        }
        ChardevKind::Spiceport { channel } | ChardevKind::Dbus { channel } => {
            check_channel(channel.as_deref())?;
        }
        _ => {}
    }
    device_labels(&source.seclabels, def)
}

fn need(given: bool, text: &str) -> Result<()> {
    if given { Ok(()) } else { internal(text) }
}

fn check_reconnect(mode: SourceMode, reconnect: Option<Reconnect>) -> Result<()> {
    let reconnects = reconnect.is_some_and(|r| r.enabled.is_some());
    need(!(mode == SourceMode::Bind && reconnects), "chardev reconnect is possible only for connect mode")
}

fn check_channel(name: Option<&str>) -> Result<()> {
    match name {
        None => unsupported("Missing source channel attribute for char device"),
        Some(name) if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b)) => {
            argument("Invalid character in source channel for char device")
        }
        Some(_) => Ok(()),
    }
}
