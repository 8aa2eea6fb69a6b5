//! The two usual wordings of a difference, and how values are shown in them.

use std::fmt::Display;

use virt_core::Result;
use virt_xml::Word;

use crate::domain::complain::unsupported;

/// Refuses two that differ: "Target WHAT X does not match source Y".
pub fn same<T: PartialEq + Display>(what: &str, source: T, target: T) -> Result<()> {
    if source == target {
        Ok(())
    } else {
        unsupported(format!("Target {what} {target} does not match source {source}"))
    }
}

/// Refuses two that differ: "Target WHAT 'X' does not match source 'Y'".
pub fn same_quoted<T: PartialEq + Display>(what: &str, source: T, target: T) -> Result<()> {
    if source == target {
        return Ok(());
    }
    unsupported(format!("Target {what} '{target}' does not match source '{source}'"))
}

/// Refuses with a text of its own.
pub fn alike(equal: bool, text: impl FnOnce() -> String) -> Result<()> {
    if equal { Ok(()) } else { unsupported(text()) }
}

/// Compares lists place by place; `what` is the kind of the items.
pub fn each<T>(what: &str, source: &[T], target: &[T], check: impl Fn(&T, &T) -> Result<()>) -> Result<()> {
    same(&format!("domain {what} count"), source.len(), target.len())?;
    source.iter().zip(target).try_for_each(|(source, target)| check(source, target))
}

/// Compares what is there once or not at all.
pub fn both<T>(
    source: Option<&T>,
    target: Option<&T>,
    text: impl FnOnce() -> String,
    check: impl Fn(&T, &T) -> Result<()>,
) -> Result<()> {
    match (source, target) {
        (Some(source), Some(target)) => check(source, target),
        (None, None) => Ok(()),
        _ => unsupported(text()),
    }
}

/// A switch that may say nothing.
pub fn on_off(state: Option<bool>) -> &'static str {
    match state {
        None => "default",
        Some(true) => "on",
        Some(false) => "off",
    }
}

/// Another one.
pub fn yes_no(state: Option<bool>) -> &'static str {
    match state {
        None => "default",
        Some(true) => "yes",
        Some(false) => "no",
    }
}

/// A word that may be missing.
pub fn word<T: Word>(word: Option<T>, otherwise: &'static str) -> &'static str {
    word.map_or(otherwise, T::as_str)
}

/// A text that may be missing.
pub fn text(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("<null>")
}

/// A number that may be missing.
pub fn number(number: Option<u32>) -> i64 {
    number.map_or(-1, i64::from)
}
