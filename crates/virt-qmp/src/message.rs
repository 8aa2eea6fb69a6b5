//! What the peer says, line by line, and what its errors become.

use serde_json::{Map, Value};
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, err};

/// What QEMU says first.
#[derive(Debug, Clone, PartialEq)]
pub struct Greeting(pub Value);

/// Something happened in QEMU.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub name: String,
    pub data: Option<Value>,
    /// Since 1970; -1 when QEMU does not tell.
    pub seconds: i64,
    pub micros: u32,
}

#[derive(Debug)]
pub(crate) enum Message {
    Greeting(Greeting),
    Event(Event),
    /// The whole reply object; it has a `return` or an `error`.
    Reply(Map<String, Value>),
}

/// Reads one line.
pub(crate) fn parse(line: &[u8]) -> Result<Message> {
    let value: Value = serde_json::from_slice(line).map_err(|error| {
        err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "cannot parse json {}: {error}", excerpt(line))
    })?;
    let Value::Object(object) = value else {
        return Err(err!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "Parsed JSON reply '{}' isn't an object",
            excerpt(line)
        ));
    };
    if object.contains_key("QMP") {
        return Ok(Message::Greeting(Greeting(Value::Object(object))));
    }
    if let Some(name) = object.get("event") {
        let Some(name) = name.as_str() else {
            return Err(err!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "missing event type in message '{}'",
                excerpt(line)
            ));
        };
        return Ok(Message::Event(event(name.to_owned(), &object)));
    }
    if object.contains_key("return") || object.contains_key("error") {
        return Ok(Message::Reply(object));
    }
    Err(err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Unknown JSON reply '{}'", excerpt(line)))
}

fn event(name: String, object: &Map<String, Value>) -> Event {
    let time = |part| object.get("timestamp").and_then(|stamp| stamp.get(part));
    Event {
        name,
        data: object.get("data").cloned(),
        seconds: time("seconds").and_then(Value::as_i64).unwrap_or(-1),
        micros: time("microseconds").and_then(Value::as_u64).and_then(|n| n.try_into().ok()).unwrap_or(0),
    }
}

/// Enough of a line to recognise it by.
pub(crate) fn excerpt(line: &[u8]) -> String {
    const LIMIT: usize = 256;
    let text = String::from_utf8_lossy(&line[..line.len().min(LIMIT)]);
    if line.len() > LIMIT { format!("{text}…") } else { text.into_owned() }
}

/// The `return` of a monitor's reply, or its error in upstream's words.
pub(crate) fn returned(command: &str, mut reply: Map<String, Value>) -> Result<Value> {
    if let Some(error) = reply.get("error") {
        let detail = error
            .get("class")
            .and_then(|_| error.get("desc"))
            .and_then(Value::as_str)
            .unwrap_or("unknown QEMU command error");
        return Err(err!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "unable to execute QEMU command '{command}': {detail}"
        )
        .with_error_class(error));
    }
    Ok(reply.remove("return").unwrap_or(Value::Null))
}

/// Keeps QEMU's error class (`CommandNotFound`, `DeviceNotFound`…) with the error.
trait WithErrorClass {
    fn with_error_class(self, error: &Value) -> Self;
}

impl WithErrorClass for virt_core::Error {
    fn with_error_class(self, error: &Value) -> Self {
        match error.get("class").and_then(Value::as_str) {
            Some(class) => {
                let (first, second) = (self.str1().map(str::to_owned), self.str2().map(str::to_owned));
                self.with_strings(first, second, Some(class.to_owned()))
            }
            None => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_messages() {
        assert!(matches!(parse(br#"{"QMP": {}}"#), Ok(Message::Greeting(_))));
        assert!(matches!(parse(br#"{"return": {}, "id": 1}"#), Ok(Message::Reply(_))));
        let Ok(Message::Event(event)) =
            parse(br#"{"event":"STOP","timestamp":{"seconds":12,"microseconds":34},"data":{"a":1}}"#)
        else {
            panic!("no event")
        };
        assert_eq!((event.name.as_str(), event.seconds, event.micros), ("STOP", 12, 34));
        for bad in ["{", "[]", "7", "{}", r#"{"event":7}"#, &"[".repeat(1000)] {
            assert_eq!(parse(bad.as_bytes()).unwrap_err().code(), VIR_ERR_INTERNAL_ERROR, "{bad}");
        }
    }

    #[test]
    fn errors_name_command_and_reason() {
        let reply = |text| serde_json::from_str(text).unwrap();
        let error = returned("cont", reply(r#"{"error":{"class":"GenericError","desc":"no"}}"#)).unwrap_err();
        assert_eq!(error.message(), "internal error: unable to execute QEMU command 'cont': no");
        assert_eq!(error.str3(), Some("GenericError"));
        let error = returned("cont", reply(r#"{"error":7}"#)).unwrap_err();
        assert!(error.message().ends_with("unknown QEMU command error"));
    }
}
