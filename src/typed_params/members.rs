//! The types that values of parameters have: which number says so, which member of the union holds it.

use std::ffi::{c_char, c_int, c_longlong, c_uint, c_ulonglong};

use virt_core::consts::*;

use crate::types::virTypedParameterValue;

/// A type of values that programs read by name.
pub trait Member {
    const KIND: c_int;
    type C: Copy;

    /// # Safety
    /// The parameter is of this kind.
    unsafe fn read(value: virTypedParameterValue) -> Self::C;
}

/// One whose values need no memory of their own.
pub trait Plain: Member {
    fn wrap(value: Self::C) -> virTypedParameterValue;
}

macro_rules! numbers {
    ($($name:ident($member:ident: $c:ty) = $kind:ident;)*) => { $(
        pub struct $name;

        impl Member for $name {
            const KIND: c_int = $kind;
            type C = $c;

            unsafe fn read(value: virTypedParameterValue) -> $c {
                // SAFETY: the kind says that this member is set, as promised by the caller.
                unsafe { value.$member }
            }
        }

        impl Plain for $name {
            fn wrap(value: $c) -> virTypedParameterValue {
                virTypedParameterValue { $member: value }
            }
        }
    )* };
}

numbers! {
    Int(i: c_int) = VIR_TYPED_PARAM_INT;
    UInt(ui: c_uint) = VIR_TYPED_PARAM_UINT;
    LLong(l: c_longlong) = VIR_TYPED_PARAM_LLONG;
    ULLong(ul: c_ulonglong) = VIR_TYPED_PARAM_ULLONG;
    Double(d: f64) = VIR_TYPED_PARAM_DOUBLE;
}

/// A char in the union, an int in the functions.
pub struct Boolean;

impl Member for Boolean {
    const KIND: c_int = VIR_TYPED_PARAM_BOOLEAN;
    type C = c_int;

    unsafe fn read(value: virTypedParameterValue) -> c_int {
        // SAFETY: the kind says that this member is set, as promised by the caller.
        c_int::from(unsafe { value.b } != 0)
    }
}

impl Plain for Boolean {
    fn wrap(value: c_int) -> virTypedParameterValue {
        virTypedParameterValue { b: c_char::from(value != 0) }
    }
}

/// Remains the array's when it is read.
pub struct String;

impl Member for String {
    const KIND: c_int = VIR_TYPED_PARAM_STRING;
    type C = *const c_char;

    unsafe fn read(value: virTypedParameterValue) -> *const c_char {
        // SAFETY: the kind says that this member is set, as promised by the caller.
        unsafe { value.s }
    }
}
