//! `virTypedParams*`: the helpers with which programs build and read arrays of typed parameters.

use std::ffi::{c_char, c_int, c_longlong, c_uint, c_ulonglong};
use std::ptr;

use virt_core::consts::*;
use virt_core::{Result, bail};
use virt_entry::entry;

use self::array::ParamArray;
use crate::ffi::{Out, StrArray, dup, dup_str, free, name_of, text};
use crate::types::{virTypedParameter, virTypedParameterValue};

mod array;

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

/// The value of a parameter, if there is one of that name and it has that type.
///
/// # Safety
/// As [`array::find`].
unsafe fn value_of(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
    kind: i32,
) -> Result<Option<virTypedParameterValue>> {
    // SAFETY: as promised by the caller.
    let Some(param) = (unsafe { array::find(params, nparams, name) }) else { return Ok(None) };
    // SAFETY: found in the array.
    let param = unsafe { &*param };
    if param.r#type == kind {
        return Ok(Some(param.value));
    }
    let (wanted, actual) = (array::type_name(kind), array::type_name(param.r#type));
    let name = name_of(param).map(|name| name.to_string_lossy()).unwrap_or_default();
    bail!(FROM, VIR_ERR_INVALID_ARG, "invalid type '{wanted}' for parameter '{name}', expected '{actual}'");
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
    mut value: Out<'_, c_int>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    let Some(found) = (unsafe { value_of(params, nparams, name, VIR_TYPED_PARAM_INT)? }) else {
        return Ok(0);
    };
    // SAFETY: the type says that this member is set.
    value.set(unsafe { found.i });
    Ok(1)
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
    mut value: Out<'_, c_uint>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    let Some(found) = (unsafe { value_of(params, nparams, name, VIR_TYPED_PARAM_UINT)? }) else {
        return Ok(0);
    };
    // SAFETY: the type says that this member is set.
    value.set(unsafe { found.ui });
    Ok(1)
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
    mut value: Out<'_, c_longlong>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    let Some(found) = (unsafe { value_of(params, nparams, name, VIR_TYPED_PARAM_LLONG)? }) else {
        return Ok(0);
    };
    // SAFETY: the type says that this member is set.
    value.set(unsafe { found.l });
    Ok(1)
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
    mut value: Out<'_, c_ulonglong>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    let Some(found) = (unsafe { value_of(params, nparams, name, VIR_TYPED_PARAM_ULLONG)? }) else {
        return Ok(0);
    };
    // SAFETY: the type says that this member is set.
    value.set(unsafe { found.ul });
    Ok(1)
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
    mut value: Out<'_, f64>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    let Some(found) = (unsafe { value_of(params, nparams, name, VIR_TYPED_PARAM_DOUBLE)? }) else {
        return Ok(0);
    };
    // SAFETY: the type says that this member is set.
    value.set(unsafe { found.d });
    Ok(1)
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
    mut value: Out<'_, c_int>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    let Some(found) = (unsafe { value_of(params, nparams, name, VIR_TYPED_PARAM_BOOLEAN)? }) else {
        return Ok(0);
    };
    // SAFETY: the type says that this member is set.
    value.set(unsafe { c_int::from(found.b != 0) });
    Ok(1)
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
    mut value: Out<'_, *const c_char>,
) -> Result<c_int> {
    // SAFETY: NULL or as many parameters as said, and a C string, as the contract says.
    let Some(found) = (unsafe { value_of(params, nparams, name, VIR_TYPED_PARAM_STRING)? }) else {
        return Ok(0);
    };
    // SAFETY: the type says that this member is set.
    value.set(unsafe { found.s.cast_const() });
    Ok(1)
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
    let mut array = unsafe { ParamArray::new(params, nparams, maxparams) }?;
    let value = virTypedParameterValue { i: value };
    // SAFETY: as above.
    unsafe { array.push(name, VIR_TYPED_PARAM_INT, value) }
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
    let mut array = unsafe { ParamArray::new(params, nparams, maxparams) }?;
    let value = virTypedParameterValue { ui: value };
    // SAFETY: as above.
    unsafe { array.push(name, VIR_TYPED_PARAM_UINT, value) }
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
    let mut array = unsafe { ParamArray::new(params, nparams, maxparams) }?;
    let value = virTypedParameterValue { l: value };
    // SAFETY: as above.
    unsafe { array.push(name, VIR_TYPED_PARAM_LLONG, value) }
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
    let mut array = unsafe { ParamArray::new(params, nparams, maxparams) }?;
    let value = virTypedParameterValue { ul: value };
    // SAFETY: as above.
    unsafe { array.push(name, VIR_TYPED_PARAM_ULLONG, value) }
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
    let mut array = unsafe { ParamArray::new(params, nparams, maxparams) }?;
    let value = virTypedParameterValue { d: value };
    // SAFETY: as above.
    unsafe { array.push(name, VIR_TYPED_PARAM_DOUBLE, value) }
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
    let mut array = unsafe { ParamArray::new(params, nparams, maxparams) }?;
    let value = virTypedParameterValue { b: c_char::from(value != 0) };
    // SAFETY: as above.
    unsafe { array.push(name, VIR_TYPED_PARAM_BOOLEAN, value) }
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
    // SAFETY: an array with its counts and a C string, as the contract says.
    let mut array = unsafe { ParamArray::new(params, nparams, maxparams) }?;
    // SAFETY: NULL or a C string, as the contract says.
    let copy = if value.is_null() { dup_str("") } else { unsafe { dup(value) } };
    // SAFETY: as above.
    let pushed = unsafe { array.push(name, VIR_TYPED_PARAM_STRING, virTypedParameterValue { s: copy }) };
    if pushed.is_err() {
        // SAFETY: the copy made above, which nobody has.
        unsafe { free(copy.cast()) };
    }
    pushed
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
        let copy = dup_str(&value);
        // SAFETY: an array with its counts and a C string, as the contract says.
        let pushed = unsafe {
            ParamArray::new(params, nparams, maxparams).and_then(|mut array| {
                array.push(name, VIR_TYPED_PARAM_STRING, virTypedParameterValue { s: copy })
            })
        };
        if let Err(error) = pushed {
            // SAFETY: the copy made above, which nobody has.
            unsafe { free(copy.cast()) };
            return Err(error);
        }
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
    // SAFETY: NULL or C strings, as the contract says.
    let (label, value) = unsafe { (text(name).unwrap_or_default(), text(value).unwrap_or_default()) };
    array.check_name(&label)?;
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
