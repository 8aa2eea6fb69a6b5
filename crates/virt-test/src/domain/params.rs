//! Typed parameters that calls take: only known names, each once and of its type.

use virt_core::{TypedParam, TypedValue};

/// Refuses what isn't known.
pub use virt_core::{KnownParam as Known, check_params as check};

fn find<'a>(params: &'a [TypedParam], name: &str) -> Option<&'a TypedValue> {
    params.iter().find(|param| param.field == name).map(|param| &param.value)
}

/// The value of a parameter that was checked to be an unsigned long long.
pub fn ullong(params: &[TypedParam], name: &str) -> Option<u64> {
    match find(params, name) {
        Some(TypedValue::ULLong(value)) => Some(*value),
        _ => None,
    }
}

/// The value of a parameter that was checked to be an unsigned int.
pub fn uint(params: &[TypedParam], name: &str) -> Option<u32> {
    match find(params, name) {
        Some(TypedValue::UInt(value)) => Some(*value),
        _ => None,
    }
}

/// The value of a parameter that was checked to be an int.
pub fn int(params: &[TypedParam], name: &str) -> Option<i32> {
    match find(params, name) {
        Some(TypedValue::Int(value)) => Some(*value),
        _ => None,
    }
}

/// The value of a parameter that was checked to be a string.
pub fn string<'a>(params: &'a [TypedParam], name: &str) -> Option<&'a str> {
    match find(params, name) {
        Some(TypedValue::String(value)) => Some(value),
        _ => None,
    }
}
