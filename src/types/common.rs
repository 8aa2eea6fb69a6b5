//! Types of `libvirt-common.h`.

use std::ffi::{c_char, c_double, c_int, c_longlong, c_uint, c_ulonglong, c_void};
use std::mem::offset_of;

use virt_core::consts::VIR_TYPED_PARAM_FIELD_LENGTH;

/// The value of a typed parameter.
#[repr(C)]
#[derive(Clone, Copy)]
pub union virTypedParameterValue {
    /// for VIR_TYPED_PARAM_INT
    pub i: c_int,
    /// for VIR_TYPED_PARAM_UINT
    pub ui: c_uint,
    /// for VIR_TYPED_PARAM_LLONG
    pub l: c_longlong,
    /// for VIR_TYPED_PARAM_ULLONG
    pub ul: c_ulonglong,
    /// for VIR_TYPED_PARAM_DOUBLE
    pub d: c_double,
    /// for VIR_TYPED_PARAM_BOOLEAN: 0 or 1
    pub b: c_char,
    /// for VIR_TYPED_PARAM_STRING: never NULL
    pub s: *mut c_char,
}

/// A named value that carries its type.
///
/// Since: 0.9.2
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virTypedParameter {
    /// name of the parameter, NUL-terminated
    pub field: [c_char; VIR_TYPED_PARAM_FIELD_LENGTH],
    /// which member of the value holds it, one of virTypedParameterType
    pub r#type: c_int,
    /// the value
    pub value: virTypedParameterValue,
}

/// A named value that carries its type.
///
/// Since: 0.9.2
pub type virTypedParameter = _virTypedParameter;

/// Pointer to a typed parameter, often the first of an array.
///
/// Since: 0.9.2
pub type virTypedParameterPtr = *mut virTypedParameter;

/// Frees data that was handed to the library with a callback.
///
/// - `opaque`: the data
///
/// Since: 0.5.0
pub type virFreeCallback = Option<unsafe extern "C" fn(opaque: *mut c_void)>;

const _: () = {
    assert!(size_of::<_virTypedParameter>() == 96 && align_of::<_virTypedParameter>() == 8);
    assert!(offset_of!(_virTypedParameter, field) == 0);
    assert!(offset_of!(_virTypedParameter, r#type) == 80);
    assert!(offset_of!(_virTypedParameter, value) == 88);
};
