//! The `qemu:` namespace: what users say to QEMU past us.

use serde_json::{Number, Value};

use crate::capabilities::{Flag, QemuCaps};
use crate::command::props::Props;
use crate::vocabulary::{OverrideProperty, OverrideType, QemuNamespace};

/// Changes a device as the definition says.
pub fn override_device(namespace: &QemuNamespace, props: &mut Props) {
    let Some(id) = props.text("id").map(str::to_owned) else { return };
    for device in namespace.overrides.iter().filter(|o| o.alias == id) {
        for property in &device.frontend {
            props.remove(&property.name);
            if let Some(value) = value(property) {
                props.put(&property.name, value);
            }
        }
    }
}

fn value(property: &OverrideProperty) -> Option<Value> {
    let text = property.value.as_deref().unwrap_or_default();
    match property.kind {
        OverrideType::Remove => None,
        OverrideType::String => Some(Value::from(text)),
        OverrideType::Bool => Some(Value::from(matches!(text, "true" | "yes" | "on"))),
        OverrideType::Signed => text.parse::<i64>().ok().map(Value::from),
        OverrideType::Unsigned => text.parse::<u64>().ok().map(|n| Value::Number(Number::from(n))),
    }
}

/// The capabilities of a build with what the definition adds and removes.
pub fn adjust(caps: &QemuCaps, namespace: &QemuNamespace) -> Option<QemuCaps> {
    if namespace.capabilities_add.is_empty() && namespace.capabilities_del.is_empty() {
        return None;
    }
    let mut caps = caps.clone();
    for flag in namespace.capabilities_add.iter().filter_map(|name| Flag::from_name(name)) {
        caps.set(flag);
    }
    for flag in namespace.capabilities_del.iter().filter_map(|name| Flag::from_name(name)) {
        caps.clear(flag);
    }
    Some(caps)
}
