//! From a value in the file to the type of a setting.

use std::path::Path;

use virt_core::consts::{
    VIR_ERR_CONF_SYNTAX, VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_ERR_INVALID_ARG,
    VIR_FROM_CONF, VIR_FROM_QEMU,
};
use virt_core::{Error, Result, err};
use virt_xml::Word;

use super::syntax::{Entry, Value};

/// Where a setting stands and what it is called, for errors.
pub(super) struct Place<'a> {
    pub path: &'a Path,
    pub entry: &'a Entry,
}

impl Place<'_> {
    pub fn expected(&self, what: &str) -> Error {
        self.wrong(VIR_ERR_INTERNAL_ERROR, what)
    }

    fn wrong(&self, code: i32, expected: &str) -> Error {
        let (path, line, name) = (self.path.display(), self.entry.line, &self.entry.name);
        err!(VIR_FROM_CONF, code, "{path}: expected {expected} for '{name}' parameter at line {line}")
    }

    /// An error whose text goes on after file and line.
    pub fn refused(&self, domain: i32, code: i32, why: impl std::fmt::Display) -> Error {
        err!(domain, code, "{}:{}: {why}", self.path.display(), self.entry.line)
    }
}

/// A type that settings have.
pub(super) trait FromConf: Sized {
    fn from_conf(value: &Value, place: &Place<'_>) -> Result<Self>;
}

impl FromConf for bool {
    fn from_conf(value: &Value, place: &Place<'_>) -> Result<Self> {
        match value {
            Value::Number(0) => Ok(false),
            Value::Number(1) => Ok(true),
            _ => Err(place.expected("a bool")),
        }
    }
}

impl FromConf for String {
    fn from_conf(value: &Value, place: &Place<'_>) -> Result<Self> {
        match value {
            Value::Text(text) => Ok(text.clone()),
            _ => Err(place.expected("a string")),
        }
    }
}

impl<T: FromConf> FromConf for Option<T> {
    fn from_conf(value: &Value, place: &Place<'_>) -> Result<Self> {
        T::from_conf(value, place).map(Some)
    }
}

macro_rules! number {
    ($ty:ty, $what:literal) => {
        impl FromConf for $ty {
            fn from_conf(value: &Value, place: &Place<'_>) -> Result<Self> {
                match value {
                    Value::Number(number) => {
                        Self::try_from(*number).map_err(|_| place.expected(concat!($what, " in range")))
                    }
                    _ => Err(place.expected($what)),
                }
            }
        }
    };
}
number!(i32, "a signed integer");
number!(u32, "an unsigned integer");
number!(u64, "an unsigned integer");

/// A list of strings; where upstream takes a lone string too, the type is [`OneOrMore`].
impl FromConf for Vec<String> {
    fn from_conf(value: &Value, place: &Place<'_>) -> Result<Self> {
        match value {
            Value::List(items) => items
                .iter()
                .map(|item| match item {
                    Value::Text(text) => Ok(text.clone()),
                    _ => Err(place.wrong(VIR_ERR_CONF_SYNTAX, "a string list")),
                })
                .collect(),
            _ => Err(place.expected("a string list")),
        }
    }
}

/// A string or a list of strings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OneOrMore(pub Vec<String>);

impl FromConf for OneOrMore {
    fn from_conf(value: &Value, place: &Place<'_>) -> Result<Self> {
        match value {
            Value::Text(text) => Ok(Self(vec![text.clone()])),
            Value::List(_) => Vec::from_conf(value, place).map(Self),
            Value::Number(_) => Err(place.expected("a string or string list")),
        }
    }
}

/// A size in bytes, or `"unlimited"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(pub u64);

impl FromConf for Limit {
    fn from_conf(value: &Value, place: &Place<'_>) -> Result<Self> {
        match value {
            Value::Text(text) if text == "unlimited" => Ok(Self(u64::MAX)),
            Value::Text(text) => Err(place.refused(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                format!("Unknown core size '{text}'"),
            )),
            _ => u64::from_conf(value, place).map(Self),
        }
    }
}

/// How saved memory is compressed; the order is the number in the image's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, virt_xml::Value)]
pub enum ImageFormat {
    Raw,
    Gzip,
    Bzip2,
    Xz,
    Lzop,
    Zstd,
    Sparse,
}

/// Which domains an action at shutdown is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, virt_xml::Value)]
pub enum Scope {
    None,
    Persistent,
    Transient,
    All,
}

/// Who writes QEMU's output to the log file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, virt_xml::Value)]
pub enum StdioHandler {
    Logd,
    File,
}

/// Which processes of a domain share a core-scheduling group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, virt_xml::Value)]
pub enum SchedCore {
    None,
    Vcpus,
    Emulator,
    Full,
}

/// Settings that are one of a few words, with the error for others.
macro_rules! words {
    ($($name:ident: $code:ident, $what:literal;)*) => { $(
        impl FromConf for $name {
            fn from_conf(value: &Value, place: &Place<'_>) -> Result<Self> {
                let text = String::from_conf(value, place)?;
                Self::from_word(&text).ok_or_else(|| {
                    let why = format!(concat!($what, " '{}'"), place.entry.name, text);
                    place.refused(VIR_FROM_QEMU, $code, why)
                })
            }
        }
    )* };
}

words! {
    ImageFormat: VIR_ERR_CONFIG_UNSUPPORTED, "Invalid {}";
    Scope: VIR_ERR_INVALID_ARG, "unknown {}";
    StdioHandler: VIR_ERR_CONFIG_UNSUPPORTED, "Unknown {}";
    SchedCore: VIR_ERR_CONFIG_UNSUPPORTED, "Unknown {} value";
}
