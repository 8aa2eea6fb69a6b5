//! Typed parameters: a name and a value of one of seven types.

use std::borrow::Cow;

/// A named value, as in statistics, tuning and job information.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedParam {
    /// At most 79 bytes.
    pub field: Cow<'static, str>,
    pub value: TypedValue,
}

/// The value of a typed parameter; the variants are the `VIR_TYPED_PARAM_*` types.
#[derive(Debug, Clone, PartialEq)]
pub enum TypedValue {
    Int(i32),
    UInt(u32),
    LLong(i64),
    ULLong(u64),
    Double(f64),
    Boolean(bool),
    String(String),
}

impl TypedParam {
    pub fn new(field: impl Into<Cow<'static, str>>, value: impl Into<TypedValue>) -> Self {
        Self { field: field.into(), value: value.into() }
    }
}

impl TypedValue {
    /// `VIR_TYPED_PARAM_*`.
    pub fn kind(&self) -> i32 {
        use crate::consts::*;
        match self {
            Self::Int(_) => VIR_TYPED_PARAM_INT,
            Self::UInt(_) => VIR_TYPED_PARAM_UINT,
            Self::LLong(_) => VIR_TYPED_PARAM_LLONG,
            Self::ULLong(_) => VIR_TYPED_PARAM_ULLONG,
            Self::Double(_) => VIR_TYPED_PARAM_DOUBLE,
            Self::Boolean(_) => VIR_TYPED_PARAM_BOOLEAN,
            Self::String(_) => VIR_TYPED_PARAM_STRING,
        }
    }
}

macro_rules! from {
    ($($ty:ty => $variant:ident),*) => { $(
        impl From<$ty> for TypedValue {
            fn from(value: $ty) -> Self { Self::$variant(value.into()) }
        }
    )* };
}
from!(i32 => Int, u32 => UInt, i64 => LLong, u64 => ULLong, f64 => Double, bool => Boolean, String => String, &str => String);
