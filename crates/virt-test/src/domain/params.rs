//! Typed parameters that calls take: only known names, each once and of its type.

use virt_core::consts::*;
use virt_core::{Result, TypedParam, TypedValue, bail};

/// A name and the type (`VIR_TYPED_PARAM_*`) that its value has.
pub type Known<'a> = (&'a str, i32);

fn type_name(kind: i32) -> &'static str {
    match kind {
        VIR_TYPED_PARAM_INT => "int",
        VIR_TYPED_PARAM_UINT => "uint",
        VIR_TYPED_PARAM_LLONG => "llong",
        VIR_TYPED_PARAM_ULLONG => "ullong",
        VIR_TYPED_PARAM_DOUBLE => "double",
        VIR_TYPED_PARAM_BOOLEAN => "boolean",
        VIR_TYPED_PARAM_STRING => "string",
        _ => "unknown",
    }
}

/// Refuses what isn't known.
pub fn check(params: &[TypedParam], known: &[Known<'_>]) -> Result<()> {
    let mut sorted: Vec<&TypedParam> = params.iter().collect();
    sorted.sort_by(|a, b| a.field.cmp(&b.field));
    for (place, param) in sorted.iter().enumerate() {
        let name = &param.field;
        let Some((_, expected)) = known.iter().find(|(known, _)| known == name) else {
            bail!(VIR_FROM_NONE, VIR_ERR_ARGUMENT_UNSUPPORTED, "parameter '{name}' not supported");
        };
        if place > 0 && sorted[place - 1].field == *name {
            bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "parameter '{name}' occurs multiple times");
        }
        let kind = param.value.kind();
        if kind != *expected {
            bail!(
                VIR_FROM_NONE,
                VIR_ERR_INVALID_ARG,
                "invalid type '{}' for parameter '{name}', expected '{}'",
                type_name(kind),
                type_name(*expected)
            );
        }
    }
    Ok(())
}

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
