//! An array of typed parameters as the program holds it: pointer, count, room.

use std::ffi::{CStr, c_char, c_int};
use std::ptr;

use virt_core::consts::*;
use virt_core::{Error, Result, TypedValue, bail};

use super::FROM;
use super::members::{Member, Plain};
use crate::ffi::{Out, dup, dup_bytes, free, name_of};
use crate::types::{virTypedParameter, virTypedParameterValue};

/// The first parameter with a name.
///
/// # Safety
/// `params` is NULL or points to `nparams` parameters; `name` is NULL or a C string.
pub unsafe fn find(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
) -> Option<*mut virTypedParameter> {
    if params.is_null() || name.is_null() {
        return None;
    }
    // SAFETY: as promised by the caller.
    let name = unsafe { CStr::from_ptr(name) };
    let count = usize::try_from(nparams).unwrap_or(0);
    // SAFETY: within the array.
    (0..count)
        .map(|index| unsafe { params.add(index) })
        .find(|param| name_of(unsafe { &**param }) == Some(name))
}

/// Puts the value of a parameter into `place`; 0 when there is none of that name, an error when it has another type.
///
/// # Safety
/// As [`find`].
pub unsafe fn get<T: Member>(
    params: *mut virTypedParameter,
    nparams: c_int,
    name: *const c_char,
    mut place: Out<'_, T::C>,
) -> Result<c_int> {
    // SAFETY: as promised by the caller.
    let Some(param) = (unsafe { find(params, nparams, name) }) else { return Ok(0) };
    // SAFETY: found in the array.
    let param = unsafe { &*param };
    if param.r#type != T::KIND {
        let (wanted, actual) = (type_name(T::KIND), type_name(param.r#type));
        let name = name_of(param).map(|name| name.to_string_lossy()).unwrap_or_default();
        bail!(
            FROM,
            VIR_ERR_INVALID_ARG,
            "invalid type '{wanted}' for parameter '{name}', expected '{actual}'"
        );
    }
    // SAFETY: just compared.
    place.set(unsafe { T::read(param.value) });
    Ok(1)
}

/// Appends a parameter.
///
/// # Safety
/// As [`ParamArray::new`]; `name` is NULL or a C string.
pub unsafe fn add<T: Plain>(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: T::C,
) -> Result<()> {
    // SAFETY: as promised by the caller.
    unsafe { ParamArray::new(params, nparams, maxparams)?.push(name, T::KIND, T::wrap(value)) }
}

/// Appends a parameter with a copy of a string, whatever bytes it has; NULL stands for an empty one.
///
/// # Safety
/// As [`add`]; `value` is NULL or a C string.
pub unsafe fn add_string(
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
    name: *const c_char,
    value: *const c_char,
) -> Result<()> {
    // SAFETY: as promised by the caller.
    let mut array = unsafe { ParamArray::new(params, nparams, maxparams) }?;
    // SAFETY: as promised by the caller.
    let copy = if value.is_null() { dup_bytes(b"") } else { unsafe { dup(value) } };
    // SAFETY: as promised by the caller; the copy is nobody's yet, and still so after a failure.
    unsafe {
        array
            .push(name, VIR_TYPED_PARAM_STRING, virTypedParameterValue { s: copy })
            .inspect_err(|_| free(copy.cast()))
    }
}

/// Frees string values.
///
/// # Safety
/// `params` is NULL or points to `nparams` parameters whose strings are on the C heap.
pub unsafe fn clear(params: *mut virTypedParameter, nparams: c_int) {
    if params.is_null() {
        return;
    }
    for index in 0..usize::try_from(nparams).unwrap_or(0) {
        // SAFETY: within the array; the type says that the string member is set.
        unsafe {
            let param = &mut *params.add(index);
            if param.r#type == VIR_TYPED_PARAM_STRING {
                free(param.value.s.cast());
                param.value.s = ptr::null_mut();
            }
        }
    }
}

/// The word for a parameter type.
pub fn type_name(kind: c_int) -> &'static str {
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

/// A value from its text.
pub fn parse(name: &str, kind: c_int, value: &str) -> Result<TypedValue> {
    fn number<T: std::str::FromStr>(name: &str, value: &str, what: &str) -> Result<T> {
        let text = value.trim_start();
        let text = text.strip_prefix('+').unwrap_or(text);
        let wrong = |_| {
            Error::new(
                FROM,
                VIR_ERR_INVALID_ARG,
                format!("Invalid value for field '{name}': expected {what}"),
            )
        };
        text.parse().map_err(|_| ()).map_err(wrong)
    }
    /// Like C's strtoul, which takes "-1" for the largest number.
    fn unsigned(name: &str, value: &str, what: &str) -> Result<u64> {
        match value.trim_start().starts_with('-') {
            true => number::<i64>(name, value, what).map(|number| number as u64),
            false => number(name, value, what),
        }
    }
    Ok(match kind {
        VIR_TYPED_PARAM_INT => TypedValue::Int(number(name, value, "int")?),
        VIR_TYPED_PARAM_UINT => {
            let wide = unsigned(name, value, "unsigned int")?;
            // "-1" stands for the largest number here too.
            let negative = value.trim_start().starts_with('-');
            let narrow = match negative {
                true => u32::try_from(wide.wrapping_neg()).map(u32::wrapping_neg),
                false => u32::try_from(wide),
            };
            TypedValue::UInt(narrow.map_err(|_| {
                let text = format!("Invalid value for field '{name}': expected unsigned int");
                Error::new(FROM, VIR_ERR_INVALID_ARG, text)
            })?)
        }
        VIR_TYPED_PARAM_LLONG => TypedValue::LLong(number(name, value, "long long")?),
        VIR_TYPED_PARAM_ULLONG => TypedValue::ULLong(unsigned(name, value, "unsigned long long")?),
        VIR_TYPED_PARAM_DOUBLE => TypedValue::Double(number(name, value, "double")?),
        VIR_TYPED_PARAM_BOOLEAN if value.eq_ignore_ascii_case("true") || value == "1" => {
            TypedValue::Boolean(true)
        }
        VIR_TYPED_PARAM_BOOLEAN if value.eq_ignore_ascii_case("false") || value == "0" => {
            TypedValue::Boolean(false)
        }
        VIR_TYPED_PARAM_BOOLEAN => {
            bail!(FROM, VIR_ERR_INVALID_ARG, "Invalid boolean value for field '{name}'")
        }
        VIR_TYPED_PARAM_STRING => TypedValue::String(value.to_owned()),
        _ => bail!(FROM, VIR_ERR_INTERNAL_ERROR, "unexpected type {kind} for field {name}"),
    })
}

/// The places where a program keeps its array.
pub struct ParamArray {
    params: *mut *mut virTypedParameter,
    nparams: *mut c_int,
    maxparams: *mut c_int,
}

impl ParamArray {
    /// Refuses NULL places, which upstream would crash on.
    ///
    /// # Safety
    /// Each pointer is NULL or points to a variable; together they describe an array on the C heap.
    pub unsafe fn new(
        params: *mut *mut virTypedParameter,
        nparams: *mut c_int,
        maxparams: *mut c_int,
    ) -> Result<Self> {
        if params.is_null() || nparams.is_null() || maxparams.is_null() {
            bail!(FROM, VIR_ERR_INVALID_ARG, "a typed parameter array needs params, nparams and maxparams");
        }
        Ok(Self { params, nparams, maxparams })
    }

    /// Whether the name fits.
    pub fn check_name(&self, name: &str) -> Result<()> {
        if name.len() >= VIR_TYPED_PARAM_FIELD_LENGTH {
            bail!(FROM, VIR_ERR_INTERNAL_ERROR, "Field name '{name}' too long");
        }
        Ok(())
    }

    /// Makes room for one more.
    ///
    /// # Safety
    /// As [`new`](Self::new).
    pub unsafe fn reserve(&mut self) -> Result<usize> {
        // SAFETY: variables of the program, as promised for `new`.
        let (count, room) = unsafe { (*self.nparams, *self.maxparams) };
        let (count, mut room) = (usize::try_from(count).unwrap_or(0), usize::try_from(room).unwrap_or(0));
        if count >= room {
            room += (count + 1 - room).max(room / 2);
            // SAFETY: the array is NULL or on the C heap, as promised for `new`.
            let grown =
                unsafe { libc::realloc((*self.params).cast(), room * size_of::<virTypedParameter>()) };
            if grown.is_null() {
                return Err(Error::bare(FROM, VIR_ERR_NO_MEMORY));
            }
            // SAFETY: variables of the program.
            unsafe {
                *self.params = grown.cast();
                *self.maxparams = room as c_int;
            }
        }
        Ok(count)
    }

    /// Appends a parameter; the value's string becomes the array's.
    ///
    /// # Safety
    /// As [`new`](Self::new); `name` is NULL or a C string.
    pub unsafe fn push(
        &mut self,
        name: *const c_char,
        kind: c_int,
        value: virTypedParameterValue,
    ) -> Result<()> {
        // SAFETY: as promised by the caller.
        let name = if name.is_null() { c"" } else { unsafe { CStr::from_ptr(name) } };
        // SAFETY: as promised by the caller.
        let count = unsafe { self.reserve() }?;
        self.check_name(&name.to_string_lossy())?;
        let mut field = [0; VIR_TYPED_PARAM_FIELD_LENGTH];
        for (to, from) in field.iter_mut().zip(name.to_bytes()) {
            *to = *from as c_char;
        }
        // SAFETY: the array has room for one more now.
        unsafe {
            ptr::write((*self.params).add(count), virTypedParameter { field, r#type: kind, value });
            *self.nparams = count as c_int + 1;
        }
        Ok(())
    }
}
