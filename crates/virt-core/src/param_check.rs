//! Typed parameters that calls take: only known names, each once and of its type.

use crate::consts::*;
use crate::{Result, TypedParam, bail};

/// A name and the type (`VIR_TYPED_PARAM_*`) that its value has.
pub type KnownParam<'a> = (&'a str, i32);

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
pub fn check_params(params: &[TypedParam], known: &[KnownParam<'_>]) -> Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_ones_pass() {
        let known = [("a", VIR_TYPED_PARAM_UINT)];
        let code = |params: &[TypedParam]| check_params(params, &known).err().map(|e| e.code());
        let one = TypedParam::new("a", 1u32);
        assert_eq!(code(std::slice::from_ref(&one)), None);
        assert_eq!(code(&[one.clone(), one]), Some(VIR_ERR_INVALID_ARG));
        assert_eq!(code(&[TypedParam::new("a", 1u64)]), Some(VIR_ERR_INVALID_ARG));
        assert_eq!(code(&[TypedParam::new("b", 1u32)]), Some(VIR_ERR_ARGUMENT_UNSUPPORTED));
    }
}
