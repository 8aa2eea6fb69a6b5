//! Properties of QEMU's devices, objects and block nodes, in the order they are given.

use serde_json::{Map, Value};

/// An object under construction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Props(Map<String, Value>);

impl Props {
    pub fn new() -> Self {
        Self::default()
    }

    /// A device.
    pub fn device(driver: impl Into<String>) -> Self {
        Self::new().set("driver", driver.into())
    }

    /// An object of QEMU's object model.
    pub fn object(kind: &str, id: impl Into<String>) -> Self {
        Self::new().set("qom-type", kind).set("id", id.into())
    }

    /// A property.
    pub fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.put(key, value);
        self
    }

    /// A property, if there is a value.
    pub fn opt(mut self, key: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.put(key, value);
        }
        self
    }

    /// A number, unless it is 0.
    pub fn nonzero(self, key: &str, value: u64) -> Self {
        self.opt(key, Some(value).filter(|v| *v != 0))
    }

    /// `true`, or nothing.
    pub fn flag(self, key: &str, value: bool) -> Self {
        self.opt(key, Some(true).filter(|_| value))
    }

    /// `"on"` or `"off"`, if it is said.
    pub fn on_off(self, key: &str, value: Option<bool>) -> Self {
        self.opt(key, value.map(on_off))
    }

    /// A property, in place.
    pub fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// All of another object's properties after these.
    pub fn extend(mut self, other: Props) -> Self {
        self.0.extend(other.0);
        self
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// The text of a property.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str)
    }

    pub fn remove(&mut self, key: &str) {
        self.0.shift_remove(key);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A device as builds without JSON want it: the driver first, without its key.
    pub fn keyval_of_device(&self) -> String {
        let mut rest = self.clone();
        let driver = self.text("driver").unwrap_or_default();
        rest.remove("driver");
        match rest.is_empty() {
            true => driver.to_owned(),
            false => format!("{driver},{}", rest.keyval()),
        }
    }

    /// `key=value,…`, as options without JSON are written.
    pub fn keyval(&self) -> String {
        let parts: Vec<String> = self.0.iter().flat_map(|(key, value)| keyval_parts(key, value)).collect();
        parts.join(",")
    }
}

impl From<Props> for Value {
    fn from(props: Props) -> Value {
        Value::Object(props.0)
    }
}

impl std::fmt::Display for Props {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = serde_json::to_string(&self.0).map_err(|_| std::fmt::Error)?;
        f.write_str(&text)
    }
}

/// Nested objects and lists have dotted names; the depth is that of what this crate builds.
fn keyval_parts(key: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            map.iter().flat_map(|(name, value)| keyval_parts(&format!("{key}.{name}"), value)).collect()
        }
        Value::Array(list) => list
            .iter()
            .enumerate()
            .flat_map(|(index, value)| keyval_parts(&format!("{key}.{index}"), value))
            .collect(),
        Value::String(text) => vec![format!("{key}={}", comma(text))],
        Value::Bool(value) => vec![format!("{key}={}", on_off(*value))],
        Value::Number(number) => vec![format!("{key}={number}")],
        Value::Null => Vec::new(),
    }
}

/// A value in which commas are doubled, as QEMU wants them in options.
pub fn comma(text: &str) -> String {
    text.replace(',', ",,")
}

/// `on` or `off`.
pub fn on_off(value: bool) -> &'static str {
    if value { "on" } else { "off" }
}

/// `yes` or `no`.
pub fn yes_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept() {
        let props =
            Props::device("ide-hd").set("unit", 0).opt("x", None::<bool>).nonzero("y", 0).flag("z", true);
        assert_eq!(props.to_string(), r#"{"driver":"ide-hd","unit":0,"z":true}"#);
    }

    #[test]
    fn options_without_json() {
        let server = Props::new().set("host", "a,b").set("port", "1");
        let props = Props::new().set("wait", false).set("server", vec![Value::from(server)]);
        assert_eq!(props.keyval(), "wait=off,server.0.host=a,,b,server.0.port=1");
    }
}
