//! `virTypedParams*`: the helpers with which programs build and read arrays of typed parameters.

use std::ffi::{c_char, c_int, c_longlong, c_uint, c_ulonglong};
use std::ptr;

use virt_core::Result;
use virt_core::consts::*;
use virt_entry::entry;

use self::array::ParamArray;
use crate::ffi::{Out, StrArray, free, text};
use crate::types::virTypedParameter;

mod array;
mod members;

pub use self::array::clear;

const FROM: i32 = VIR_FROM_NONE;

/// Finds a parameter by its name.
///
/// - `params`: array of typed parameters
/// - `nparams`: number of parameters in the array
/// - `name`: name of the wanted parameter
///
/// Returns a pointer to the first parameter of that name in the array, or NULL when there is none.
#[entry(since = "1.0.2", no_reset)]
fn virTypedParamsGet(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
) -> *mut virTypedParameter {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    unsafe { array::find(params, nparams, name) }.unwrap_or(ptr::null_mut())
}

/// Finds an int parameter by its name.
///
/// - `params`: array of typed parameters
/// - `nparams`: number of parameters in the array
/// - `name`: name of the wanted parameter
/// - `value`: where to put the value; may be NULL
///
/// Returns 1 when it is there, 0 when it isn't, -1 when it has another type.
#[entry(since = "1.0.2")]
fn virTypedParamsGetInt(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
    value: Out<'_, c_int>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    unsafe { array::get::<members::Int>(params, nparams, name, value) }
}

/// Finds an unsigned int parameter by its name.
///
/// - `params`: array of typed parameters
/// - `nparams`: number of parameters in the array
/// - `name`: name of the wanted parameter
/// - `value`: where to put the value; may be NULL
///
/// Returns 1 when it is there, 0 when it isn't, -1 when it has another type.
#[entry(since = "1.0.2")]
fn virTypedParamsGetUInt(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
    value: Out<'_, c_uint>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    unsafe { array::get::<members::UInt>(params, nparams, name, value) }
}

/// Finds a long long parameter by its name.
///
/// - `params`: array of typed parameters
/// - `nparams`: number of parameters in the array
/// - `name`: name of the wanted parameter
/// - `value`: where to put the value; may be NULL
///
/// Returns 1 when it is there, 0 when it isn't, -1 when it has another type.
#[entry(since = "1.0.2")]
fn virTypedParamsGetLLong(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
    value: Out<'_, c_longlong>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    unsafe { array::get::<members::LLong>(params, nparams, name, value) }
}

/// Finds an unsigned long long parameter by its name.
///
/// - `params`: array of typed parameters
/// - `nparams`: number of parameters in the array
/// - `name`: name of the wanted parameter
/// - `value`: where to put the value; may be NULL
///
/// Returns 1 when it is there, 0 when it isn't, -1 when it has another type.
#[entry(since = "1.0.2")]
fn virTypedParamsGetULLong(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
    value: Out<'_, c_ulonglong>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    unsafe { array::get::<members::ULLong>(params, nparams, name, value) }
}

/// Finds a double parameter by its name.
///
/// - `params`: array of typed parameters
/// - `nparams`: number of parameters in the array
/// - `name`: name of the wanted parameter
/// - `value`: where to put the value; may be NULL
///
/// Returns 1 when it is there, 0 when it isn't, -1 when it has another type.
#[entry(since = "1.0.2")]
fn virTypedParamsGetDouble(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
    value: Out<'_, f64>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    unsafe { array::get::<members::Double>(params, nparams, name, value) }
}

/// Finds a boolean parameter by its name.
///
/// - `params`: array of typed parameters
/// - `nparams`: number of parameters in the array
/// - `name`: name of the wanted parameter
/// - `value`: where to put the value; may be NULL
///
/// Returns 1 when it is there, 0 when it isn't, -1 when it has another type.
#[entry(since = "1.0.2")]
fn virTypedParamsGetBoolean(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
    value: Out<'_, c_int>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    unsafe { array::get::<members::Boolean>(params, nparams, name, value) }
}

/// Finds a string parameter by its name.
///
/// - `params`: array of typed parameters
/// - `nparams`: number of parameters in the array
/// - `name`: name of the wanted parameter
/// - `value`: where to put the value; may be NULL
///
/// The string remains the parameter's.
///
/// Returns 1 when it is there, 0 when it isn't, -1 when it has another type.
#[entry(since = "1.0.2")]
fn virTypedParamsGetString(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
    value: Out<'_, *const c_char>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    unsafe { array::get::<members::String>(params, nparams, name, value) }
}

/// Appends an int parameter to an array, which grows as needed.
///
/// - `params`: the array, on the C heap; its pointer changes when it grows
/// - `nparams`: number of parameters in the array; increased by one
/// - `maxparams`: number of parameters the array has room for; changes when it grows
/// - `name`: name of the parameter
/// - `value`: the value
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.2")]
fn virTypedParamsAddInt(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_int,
) -> Result<()> {
    // SAFETY: an array with its counts and a C string, as the contract says.
    unsafe { array::add::<members::Int>(params, nparams, maxparams, name, value) }
}

/// Appends an unsigned int parameter to an array, which grows as needed.
///
/// - `params`: the array, on the C heap; its pointer changes when it grows
/// - `nparams`: number of parameters in the array; increased by one
/// - `maxparams`: number of parameters the array has room for; changes when it grows
/// - `name`: name of the parameter
/// - `value`: the value
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.2")]
fn virTypedParamsAddUInt(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_uint,
) -> Result<()> {
    // SAFETY: an array with its counts and a C string, as the contract says.
    unsafe { array::add::<members::UInt>(params, nparams, maxparams, name, value) }
}

/// Appends a long long parameter to an array, which grows as needed.
///
/// - `params`: the array, on the C heap; its pointer changes when it grows
/// - `nparams`: number of parameters in the array; increased by one
/// - `maxparams`: number of parameters the array has room for; changes when it grows
/// - `name`: name of the parameter
/// - `value`: the value
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.2")]
fn virTypedParamsAddLLong(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_longlong,
) -> Result<()> {
    // SAFETY: an array with its counts and a C string, as the contract says.
    unsafe { array::add::<members::LLong>(params, nparams, maxparams, name, value) }
}

/// Appends an unsigned long long parameter to an array, which grows as needed.
///
/// - `params`: the array, on the C heap; its pointer changes when it grows
/// - `nparams`: number of parameters in the array; increased by one
/// - `maxparams`: number of parameters the array has room for; changes when it grows
/// - `name`: name of the parameter
/// - `value`: the value
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.2")]
fn virTypedParamsAddULLong(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_ulonglong,
) -> Result<()> {
    // SAFETY: an array with its counts and a C string, as the contract says.
    unsafe { array::add::<members::ULLong>(params, nparams, maxparams, name, value) }
}

/// Appends a double parameter to an array, which grows as needed.
///
/// - `params`: the array, on the C heap; its pointer changes when it grows
/// - `nparams`: number of parameters in the array; increased by one
/// - `maxparams`: number of parameters the array has room for; changes when it grows
/// - `name`: name of the parameter
/// - `value`: the value
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.2")]
fn virTypedParamsAddDouble(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: f64,
) -> Result<()> {
    // SAFETY: an array with its counts and a C string, as the contract says.
    unsafe { array::add::<members::Double>(params, nparams, maxparams, name, value) }
}

/// Appends a boolean parameter to an array, which grows as needed.
///
/// - `params`: the array, on the C heap; its pointer changes when it grows
/// - `nparams`: number of parameters in the array; increased by one
/// - `maxparams`: number of parameters the array has room for; changes when it grows
/// - `name`: name of the parameter
/// - `value`: the value; anything but 0 is true
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.2")]
fn virTypedParamsAddBoolean(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: c_int,
) -> Result<()> {
    // SAFETY: an array with its counts and a C string, as the contract says.
    unsafe { array::add::<members::Boolean>(params, nparams, maxparams, name, value) }
}

/// Appends a string parameter to an array, which grows as needed.
///
/// - `params`: the array, on the C heap; its pointer changes when it grows
/// - `nparams`: number of parameters in the array; increased by one
/// - `maxparams`: number of parameters the array has room for; changes when it grows
/// - `name`: name of the parameter
/// - `value`: the value, which is copied; NULL stands for an empty string
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.2")]
fn virTypedParamsAddString(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: *const c_char,
) -> Result<()> {
    // SAFETY: an array with its counts and C strings, as the contract says.
    unsafe { array::add_string(params, nparams, maxparams, name, value) }
}

/// Appends a string parameter for each string of a list; they all have the same name.
///
/// - `params`: the array, on the C heap; its pointer changes when it grows
/// - `nparams`: number of parameters in the array; increased
/// - `maxparams`: number of parameters the array has room for; changes when it grows
/// - `name`: name of the parameters
/// - `values`: the strings, with a NULL behind the last; NULL for none
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.17", no_reset)]
fn virTypedParamsAddStringList(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    values: StrArray<'_>,
) -> Result<c_int> {
    if values.is_null() {
        return Ok(0);
    }
    let values = values.read_to_null();
    if values.is_empty() {
        return Ok(-1);
    }
    for value in values {
        // SAFETY: an array with its counts and a C string, as the contract says.
        unsafe { array::add_string(params, nparams, maxparams, name, value.as_ptr()) }?;
    }
    Ok(0)
}

/// Appends a parameter whose value is given as text to an array, which grows as needed.
///
/// - `params`: the array, on the C heap; its pointer changes when it grows
/// - `nparams`: number of parameters in the array; increased by one
/// - `maxparams`: number of parameters the array has room for; changes when it grows
/// - `name`: name of the parameter
/// - `type`: type of the parameter (virTypedParameterType)
/// - `value`: the value as text; for booleans true, false, 1 or 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.2")]
fn virTypedParamsAddFromString(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    r#type: c_int,
    value: *const c_char,
) -> Result<()> {
    // SAFETY: an array with its counts and a C string, as the contract says.
    let mut array = unsafe { ParamArray::new(params, nparams, maxparams) }?;
    // SAFETY: as above.
    unsafe { array.reserve() }?;
    // SAFETY: NULL or a C string, as the contract says.
    let label = unsafe { text(name) }.unwrap_or_default();
    array.check_name(&label)?;
    if r#type == VIR_TYPED_PARAM_STRING {
        // SAFETY: as above.
        return unsafe { array::add_string(params, nparams, maxparams, name, value) };
    }
    // SAFETY: NULL or a C string, as the contract says.
    let value = unsafe { text(value) }.unwrap_or_default();
    let value = array::parse(&label, r#type, &value)?;
    let kind = value.kind();
    let value = crate::ffi::write_value(&value);
    // SAFETY: as above.
    unsafe { array.push(name, kind, value) }
}

/// Frees the string values of an array of parameters, not the array itself.
///
/// - `params`: the array; may be NULL
/// - `nparams`: number of parameters in the array
#[entry(since = "1.0.2", no_reset)]
fn virTypedParamsClear(params: *mut virTypedParameter, nparams: c_int) {
    // SAFETY: NULL or as many parameters as said, as the contract says.
    unsafe { array::clear(params, nparams) };
}

/// Frees an array of parameters with its string values.
///
/// - `params`: the array, on the C heap; may be NULL
/// - `nparams`: number of parameters in the array
#[entry(since = "1.0.2", no_reset)]
fn virTypedParamsFree(params: *mut virTypedParameter, nparams: c_int) {
    // SAFETY: NULL or as many parameters as said on the C heap, as the contract says.
    unsafe {
        array::clear(params, nparams);
        free(params.cast());
    }
}
