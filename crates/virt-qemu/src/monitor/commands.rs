//! Monitor commands with their answers as values.

use serde_json::{Value, json};
use virt_core::consts::*;
use virt_core::{Result, err};
use virt_qmp::Monitor;

use crate::definition::{Definition, LifecycleAction};

/// From the reply of `query-status`: whether the guest runs, and QEMU's word for its state.
pub fn read_status(reply: &Value) -> Result<(bool, String)> {
    let running =
        reply.get("running").and_then(Value::as_bool).ok_or_else(|| missing("query-status", "running"))?;
    let word = reply.get("status").and_then(Value::as_str).unwrap_or_default();
    Ok((running, word.to_owned()))
}

/// The balloon's size in KiB; `None` when the guest has no balloon.
pub fn query_balloon(monitor: &Monitor) -> Result<Option<u64>> {
    match monitor.execute("query-balloon", None) {
        Ok(reply) => {
            let bytes = reply.get("actual").and_then(Value::as_u64);
            Ok(Some(bytes.ok_or_else(|| missing("query-balloon", "actual"))? / 1024))
        }
        Err(error) if matches!(error.str3(), Some("DeviceNotActive" | "KVMMissingCap")) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What QEMU is to do when the guest reboots, if not its default.
pub fn reboot_action(definition: &Definition) -> Option<&'static str> {
    matches!(definition.lifecycle.on_reboot, LifecycleAction::Destroy | LifecycleAction::Preserve)
        .then_some("shutdown")
}

pub fn set_reboot_action(monitor: &Monitor, action: &str) -> Result<()> {
    monitor.execute("set-action", Some(json!({ "reboot": action }))).map(drop)
}

/// The error for an answer that lacks what it must have.
pub fn missing(command: &str, what: &str) -> virt_core::Error {
    err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{command} reply was missing '{what}' data")
}
