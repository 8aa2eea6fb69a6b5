//! Typed parameters between C arrays and values.

use std::ffi::{CStr, c_char, c_int};
use std::marker::PhantomData;
use std::{ptr, slice};

use virt_core::consts::*;
use virt_core::{Error, Result, TypedParam, TypedValue};

use super::{FromC, Out, memory, text};
use crate::call::Call;
use crate::types::{virTypedParameter, virTypedParameterValue};

/// Parameters that come in.
pub struct ParamsIn<'a> {
    start: *mut virTypedParameter,
    from: i32,
    life: PhantomData<&'a virTypedParameter>,
}

impl FromC for ParamsIn<'_> {
    type C = *mut virTypedParameter;

    unsafe fn from_c(raw: Self::C, call: &Call) -> Self {
        Self { start: raw, from: call.from(), life: PhantomData }
    }
}

impl ParamsIn<'_> {
    /// The first `count` parameters, each with a name that ends and, for strings, a value.
    pub fn read(&self, count: impl TryInto<usize>) -> Result<Vec<TypedParam>> {
        if self.start.is_null() {
            return Ok(Vec::new());
        }
        // SAFETY: not NULL, hence as many parameters as the program's length argument says.
        let params = unsafe { slice::from_raw_parts(self.start, count.try_into().unwrap_or(0)) };
        params.iter().map(|param| read_one(param, self.from)).collect()
    }
}

/// The name of a parameter; `None` when it fills its field without an end.
pub fn name_of(param: &virTypedParameter) -> Option<&CStr> {
    // SAFETY: the field's own bytes; `c_char` and `u8` have the same layout.
    let field = unsafe { slice::from_raw_parts(param.field.as_ptr().cast::<u8>(), param.field.len()) };
    CStr::from_bytes_until_nul(field).ok()
}

fn read_one(param: &virTypedParameter, from: i32) -> Result<TypedParam> {
    let Some(name) = name_of(param) else {
        let start: String = param.field.iter().map(|c| char::from(*c as u8)).collect();
        let text = format!("string parameter name '{start}' too long");
        return Err(Error::new(from, VIR_ERR_INVALID_ARG, text));
    };
    let name = name.to_string_lossy().into_owned();
    let value = &param.value;
    // SAFETY: the type says which member of the union is set.
    let value = unsafe {
        match param.r#type {
            VIR_TYPED_PARAM_INT => TypedValue::Int(value.i),
            VIR_TYPED_PARAM_UINT => TypedValue::UInt(value.ui),
            VIR_TYPED_PARAM_LLONG => TypedValue::LLong(value.l),
            VIR_TYPED_PARAM_ULLONG => TypedValue::ULLong(value.ul),
            VIR_TYPED_PARAM_DOUBLE => TypedValue::Double(value.d),
            VIR_TYPED_PARAM_BOOLEAN => TypedValue::Boolean(value.b != 0),
            VIR_TYPED_PARAM_STRING => match text(value.s) {
                Some(text) => TypedValue::String(text.into_owned()),
                None => {
                    let text = format!("NULL string parameter '{name}'");
                    return Err(Error::new(from, VIR_ERR_INVALID_ARG, text));
                }
            },
            // Whoever knows the parameter says that it has another type.
            _ => TypedValue::Int(value.i),
        }
    };
    Ok(TypedParam { field: name.into(), value })
}

/// A value in C's form; a string is newly allocated.
pub fn write_value(value: &TypedValue) -> virTypedParameterValue {
    match value {
        TypedValue::Int(i) => virTypedParameterValue { i: *i },
        TypedValue::UInt(ui) => virTypedParameterValue { ui: *ui },
        TypedValue::LLong(l) => virTypedParameterValue { l: *l },
        TypedValue::ULLong(ul) => virTypedParameterValue { ul: *ul },
        TypedValue::Double(d) => virTypedParameterValue { d: *d },
        TypedValue::Boolean(b) => virTypedParameterValue { b: c_char::from(*b) },
        TypedValue::String(s) => virTypedParameterValue { s: memory::dup_str(s) },
    }
}

fn write_one(param: &TypedParam) -> virTypedParameter {
    virTypedParameter {
        field: super::fixed(&param.field),
        r#type: param.value.kind(),
        value: write_value(&param.value),
    }
}

/// A new array of parameters on the C heap; NULL for none.
pub fn write_array(params: &[TypedParam]) -> *mut virTypedParameter {
    if params.is_empty() {
        return ptr::null_mut();
    }
    let array = memory::alloc_array::<virTypedParameter>(params.len());
    for (index, param) in params.iter().enumerate() {
        // SAFETY: the array has room for every parameter.
        unsafe { ptr::write(array.add(index), write_one(param)) };
    }
    array
}

/// Room for parameters, allocated by the program.
pub struct ParamsOut<'a> {
    start: *mut virTypedParameter,
    life: PhantomData<&'a mut virTypedParameter>,
}

impl FromC for ParamsOut<'_> {
    type C = *mut virTypedParameter;

    unsafe fn from_c(raw: Self::C, _: &Call) -> Self {
        Self { start: raw, life: PhantomData }
    }
}

impl ParamsOut<'_> {
    /// Answers a call that takes room for `nparams` parameters: fills it, or only counts when there is none.
    pub fn answer(mut self, mut nparams: Out<'_, c_int>, values: &[TypedParam]) -> Result<()> {
        let room = usize::try_from(nparams.get().unwrap_or(0)).unwrap_or(0);
        let count = if room == 0 { values.len() } else { self.fill_at(0, room, values) };
        nparams.set(c_int::try_from(count).unwrap_or(c_int::MAX));
        Ok(())
    }

    /// Puts in as many as fit from place `at` on; returns how many.
    pub fn fill_at(&mut self, at: usize, max: usize, params: &[TypedParam]) -> usize {
        if self.start.is_null() {
            return 0;
        }
        for (index, param) in params.iter().take(max).enumerate() {
            // SAFETY: not NULL and within the length that the program gave for the array.
            unsafe { ptr::write(self.start.add(at + index), write_one(param)) };
        }
        params.len().min(max)
    }
}

/// A place for a new array of parameters.
pub struct OutParams<'a> {
    place: *mut *mut virTypedParameter,
    life: PhantomData<&'a mut virTypedParameter>,
}

impl FromC for OutParams<'_> {
    type C = *mut *mut virTypedParameter;

    unsafe fn from_c(raw: Self::C, _: &Call) -> Self {
        Self { place: raw, life: PhantomData }
    }
}

impl OutParams<'_> {
    /// Hands the parameters and their number over.
    pub fn answer(mut self, mut nparams: Out<'_, c_int>, values: &[TypedParam]) -> Result<()> {
        let count = self.set(values);
        nparams.set(c_int::try_from(count).unwrap_or(c_int::MAX));
        Ok(())
    }

    /// Hands the parameters over; returns their number.
    pub fn set(&mut self, params: &[TypedParam]) -> usize {
        if !self.place.is_null() {
            // SAFETY: not NULL, hence a place for a pointer by the contract of `from_c`.
            unsafe { ptr::write(self.place, write_array(params)) };
        }
        params.len()
    }
}
