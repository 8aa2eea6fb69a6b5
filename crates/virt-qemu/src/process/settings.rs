//! What is set in a started QEMU before its guest runs, since its command line can't say it.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value, json};
use virt_core::consts::*;
use virt_core::{Result, err};
use virt_qmp::Monitor;

use crate::conf_file::Settings;
use crate::definition::Definition;
use crate::vocabulary::{Disk, DiskBus, Graphics, GraphicsAuth, IoTune, LinkState};

/// Sets passwords, links and limits as the definition wants them.
pub fn apply(monitor: &Monitor, definition: &Definition, settings: &Settings) -> Result<()> {
    for graphics in &definition.devices.graphics {
        let (protocol, auth, general) = match graphics {
            Graphics::Vnc(vnc) => ("vnc", &vnc.auth, &settings.vnc_password),
            Graphics::Spice(spice) => ("spice", &spice.auth, &settings.spice_password),
            _ => continue,
        };
        set_password(monitor, protocol, auth, general.as_deref())?;
    }
    for interface in &definition.devices.interfaces {
        let Some(alias) = interface.info.alias.as_deref() else { continue };
        if interface.link == Some(LinkState::Down) {
            monitor.execute("set_link", Some(json!({ "name": alias, "up": false }))).map_err(|_| {
                err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "Couldn't set link state on interface: {alias}")
            })?;
        }
    }
    for disk in &definition.devices.disks {
        if let Some(limits) = throttle(disk) {
            monitor.execute("block_set_io_throttle", Some(limits))?;
        }
    }
    Ok(())
}

/// Sets the password of a display, if it has one of its own or by the settings.
fn set_password(monitor: &Monitor, protocol: &str, auth: &GraphicsAuth, general: Option<&str>) -> Result<()> {
    let Some(password) = auth.passwd.as_deref().or(general) else { return Ok(()) };
    let mut arguments = json!({ "protocol": protocol, "password": password });
    if let Some(connected) = auth.connected {
        arguments["connected"] = connected.as_str().into();
    }
    monitor.execute("set_password", Some(arguments))?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let time = expiry(password, auth.valid_to, i64::try_from(now).unwrap_or(i64::MAX));
    monitor.execute("expire_password", Some(json!({ "protocol": protocol, "time": time }))).map(drop)
}

/// When a password ends to be valid, in QEMU's words. Nobody gets in with an empty one.
fn expiry(password: &str, valid_to: Option<i64>, now: i64) -> String {
    match valid_to {
        _ if password.is_empty() => "now".to_owned(),
        Some(end) if end <= now => "now".to_owned(),
        Some(end) => end.to_string(),
        None => "never".to_owned(),
    }
}

/// The limits of a disk that has some and an image; drives without one can't be limited.
fn throttle(disk: &Disk) -> Option<Value> {
    let tune = disk.iotune.as_deref().filter(|tune| **tune != IoTune::default())?;
    if disk.source.is_empty() {
        return None;
    }
    let mut arguments = Map::from_iter([("id".to_owned(), qom_name(disk)?.into())]);
    let rates = &tune.rates;
    let lengths = &tune.lengths;
    let always = [
        ("bps", rates.total_bytes_sec),
        ("bps_rd", rates.read_bytes_sec),
        ("bps_wr", rates.write_bytes_sec),
        ("iops", rates.total_iops_sec),
        ("iops_rd", rates.read_iops_sec),
        ("iops_wr", rates.write_iops_sec),
    ];
    let given = [
        ("bps_max", rates.total_bytes_sec_max),
        ("bps_rd_max", rates.read_bytes_sec_max),
        ("bps_wr_max", rates.write_bytes_sec_max),
        ("iops_max", rates.total_iops_sec_max),
        ("iops_rd_max", rates.read_iops_sec_max),
        ("iops_wr_max", rates.write_iops_sec_max),
        ("iops_size", tune.size_iops_sec),
        ("bps_max_length", lengths.total_bytes_sec_max_length),
        ("bps_rd_max_length", lengths.read_bytes_sec_max_length),
        ("bps_wr_max_length", lengths.write_bytes_sec_max_length),
        ("iops_max_length", lengths.total_iops_sec_max_length),
        ("iops_rd_max_length", lengths.read_iops_sec_max_length),
        ("iops_wr_max_length", lengths.write_iops_sec_max_length),
    ];
    let given = given.into_iter().filter(|(_, value)| *value > 0);
    arguments.extend(always.into_iter().chain(given).map(|(name, value)| (name.to_owned(), value.into())));
    if let Some(group) = &tune.group_name {
        arguments.insert("group".to_owned(), group.as_str().into());
    }
    Some(Value::Object(arguments))
}

/// What monitor commands call a disk's device.
fn qom_name(disk: &Disk) -> Option<String> {
    let alias = disk.info.alias.as_deref()?;
    Some(match disk.target.bus? {
        DiskBus::Virtio => format!("/machine/peripheral/{alias}/virtio-backend"),
        DiskBus::Usb => format!("/machine/peripheral/{alias}/{alias}.0/legacy[0]"),
        _ => alias.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_end() {
        assert_eq!(expiry("x", None, 7), "never");
        assert_eq!(expiry("x", Some(7), 7), "now");
        assert_eq!(expiry("x", Some(8), 7), "8");
        assert_eq!(expiry("", None, 7), "now");
    }

    #[test]
    fn only_limits_that_are_given_go_beyond_the_rates() {
        let mut disk = Disk::default();
        assert_eq!(throttle(&disk), None);
        disk.source = crate::vocabulary::StorageSource::new(crate::vocabulary::StorageKind::File {
            file: Some("/a".to_owned()),
            fdgroup: None,
        });
        disk.target.bus = Some(DiskBus::Virtio);
        disk.info.alias = Some("virtio-disk0".to_owned());
        assert_eq!(throttle(&disk), None);
        let mut tune = IoTune::default();
        tune.rates.total_bytes_sec = 1000;
        tune.group_name = Some("g".to_owned());
        disk.iotune = Some(Box::new(tune));
        let limits = throttle(&disk).unwrap();
        assert_eq!(limits["id"], "/machine/peripheral/virtio-disk0/virtio-backend");
        assert_eq!((&limits["bps"], &limits["iops_wr"]), (&json!(1000), &json!(0)));
        assert_eq!((limits.get("bps_max"), &limits["group"]), (None, &json!("g")));
    }
}
