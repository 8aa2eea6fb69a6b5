//! Lists: of strings and handles that come in, of everything that goes out.

use std::ffi::{CStr, c_char, c_int};
use std::marker::PhantomData;
use std::os::fd::{IntoRawFd, OwnedFd};
use std::ptr;

use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_NONE};
use virt_core::{Error, Result};

use super::{FromC, memory, structs::IntoC, text};
use crate::call::Call;
use crate::handle::{self, CKind, Kind, Owner, Token};
use crate::types::{virDomainPtr, virDomainStatsRecord, virDomainStatsRecordPtr};

/// An error for what can only happen when a connection ends during a call.
pub(super) fn no_handle() -> Error {
    Error::new(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "the connection was closed meanwhile")
}

fn count_of(length: usize) -> Result<i32> {
    i32::try_from(length).map_err(|_| Error::new(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "too many objects"))
}

/// A new array of pointers with a NULL behind the last, put into `place`; returns the number of pointers.
fn hand_over<T>(place: *mut *mut *mut T, pointers: &[*mut T]) -> Result<i32> {
    let count = count_of(pointers.len())?;
    if place.is_null() {
        return Ok(count);
    }
    let array = memory::alloc_array::<*mut T>(pointers.len() + 1);
    // SAFETY: the array has room for every pointer; the place is one for a pointer, by `from_c`.
    unsafe {
        ptr::copy_nonoverlapping(pointers.as_ptr(), array, pointers.len());
        ptr::write(place, array);
    }
    Ok(count)
}

/// A place for a new array of handles that ends with NULL.
pub struct OutList<'a, T: CKind> {
    place: *mut *mut *mut T::C,
    owner: Owner,
    life: PhantomData<&'a T>,
}

impl<T: CKind> FromC for OutList<'_, T> {
    type C = *mut *mut *mut T::C;

    unsafe fn from_c(raw: Self::C, call: &Call) -> Self {
        Self { place: raw, owner: call.owner(), life: PhantomData }
    }
}

impl<T: Kind + CKind> OutList<'_, T> {
    /// Hands the objects over, if the caller wants more than their number; returns their number.
    pub fn set(&mut self, objects: Vec<T>) -> Result<i32> {
        if self.place.is_null() {
            return count_of(objects.len());
        }
        let mut pointers = Vec::with_capacity(objects.len());
        for object in objects {
            match handle::create(object, self.owner) {
                Some(token) => pointers.push(token.pointer()),
                None => {
                    for pointer in pointers {
                        handle::release(Token::of(pointer));
                    }
                    return Err(no_handle());
                }
            }
        }
        hand_over(self.place, &pointers)
    }
}

/// A place for a new array of structs, or of pointers to structs with a NULL behind the last.
pub struct OutAlloc<'a, T> {
    place: *mut *mut T,
    life: PhantomData<&'a T>,
}

impl<T> FromC for OutAlloc<'_, T> {
    type C = *mut *mut T;

    unsafe fn from_c(raw: Self::C, _: &Call) -> Self {
        Self { place: raw, life: PhantomData }
    }
}

impl<T> OutAlloc<'_, T> {
    /// Hands over one array of structs.
    pub fn set_array<V: IntoC<C = T>>(&mut self, values: Vec<V>) -> Result<i32> {
        let count = count_of(values.len())?;
        if self.place.is_null() {
            return Ok(count);
        }
        let array = memory::alloc_array::<T>(values.len());
        for (index, value) in values.into_iter().enumerate() {
            // SAFETY: the array has room for every value.
            unsafe { ptr::write(array.add(index), value.into_c()) };
        }
        // SAFETY: not NULL, hence a place for a pointer by the contract of `from_c`.
        unsafe { ptr::write(self.place, array) };
        Ok(count)
    }
}

impl<T> OutAlloc<'_, *mut T> {
    /// Hands over an array of pointers to new structs.
    pub fn set<V: IntoC<C = T>>(&mut self, values: Vec<V>) -> Result<i32> {
        if self.place.is_null() {
            return count_of(values.len());
        }
        let pointers: Vec<_> = values.into_iter().map(|value| memory::alloc(value.into_c())).collect();
        hand_over(self.place, &pointers)
    }
}

/// Room for pointers to new strings.
pub struct OutNames<'a> {
    start: *mut *mut c_char,
    life: PhantomData<&'a c_char>,
}

impl FromC for OutNames<'_> {
    type C = *mut *mut c_char;

    unsafe fn from_c(raw: Self::C, _: &Call) -> Self {
        Self { start: raw, life: PhantomData }
    }
}

impl OutNames<'_> {
    /// Puts in as many strings as fit; returns how many.
    pub fn fill<S: AsRef<str>>(
        &mut self,
        max: impl TryInto<usize>,
        names: impl IntoIterator<Item = S>,
    ) -> i32 {
        let mut count = 0;
        if self.start.is_null() {
            return 0;
        }
        for name in names.into_iter().take(max.try_into().unwrap_or(0).min(i32::MAX as usize)) {
            // SAFETY: not NULL and `count` is below the length that the program gave for the array.
            unsafe { ptr::write(self.start.add(count), memory::dup_str(name.as_ref())) };
            count += 1;
        }
        count as i32
    }
}

/// A place for a new array of new strings, with a NULL behind the last.
pub struct OutStrings<'a> {
    place: *mut *mut *mut c_char,
    life: PhantomData<&'a c_char>,
}

impl FromC for OutStrings<'_> {
    type C = *mut *mut *mut c_char;

    unsafe fn from_c(raw: Self::C, _: &Call) -> Self {
        Self { place: raw, life: PhantomData }
    }
}

impl OutStrings<'_> {
    pub fn set<S: AsRef<str>>(&mut self, values: &[S]) -> Result<i32> {
        if self.place.is_null() {
            return count_of(values.len());
        }
        let pointers: Vec<_> = values.iter().map(|value| memory::dup_str(value.as_ref())).collect();
        hand_over(self.place, &pointers)
    }
}

/// Strings that come in.
pub struct StrArray<'a> {
    start: *mut *const c_char,
    life: PhantomData<&'a c_char>,
}

impl FromC for StrArray<'_> {
    type C = *mut *const c_char;

    unsafe fn from_c(raw: Self::C, _: &Call) -> Self {
        Self { start: raw, life: PhantomData }
    }
}

impl StrArray<'_> {
    pub fn is_null(&self) -> bool {
        self.start.is_null()
    }

    /// The first `length` strings; `None` for each NULL among them.
    pub fn read(&self, length: impl TryInto<usize>) -> Vec<Option<String>> {
        if self.start.is_null() {
            return Vec::new();
        }
        // SAFETY: not NULL, hence as many C strings or NULLs as the length argument says.
        let read = |index| unsafe { text(ptr::read(self.start.add(index))) };
        (0..length.try_into().unwrap_or(0)).map(|index| read(index).map(|text| text.into_owned())).collect()
    }

    /// The strings up to a NULL.
    pub fn read_to_null(&self) -> Vec<&CStr> {
        let mut out = Vec::new();
        if self.start.is_null() {
            return out;
        }
        // SAFETY: not NULL, hence C strings with a NULL behind the last.
        while let Some(text) = unsafe { ptr::read(self.start.add(out.len())).as_ref() } {
            // SAFETY: one of the C strings.
            out.push(unsafe { CStr::from_ptr(text) });
        }
        out
    }
}

/// Domain handles with a NULL behind the last.
pub struct DomainArray<'a> {
    start: *mut virDomainPtr,
    life: PhantomData<&'a virDomainPtr>,
}

impl FromC for DomainArray<'_> {
    type C = *mut virDomainPtr;

    unsafe fn from_c(raw: Self::C, _: &Call) -> Self {
        Self { start: raw, life: PhantomData }
    }
}

impl DomainArray<'_> {
    /// The pointers, unchecked.
    pub fn pointers(&self) -> Vec<virDomainPtr> {
        let mut out = Vec::new();
        if self.start.is_null() {
            return out;
        }
        loop {
            // SAFETY: not NULL, hence pointers with a NULL behind the last.
            let pointer = unsafe { ptr::read(self.start.add(out.len())) };
            if pointer.is_null() {
                return out;
            }
            out.push(pointer);
        }
    }
}

/// A place for a new array of statistics.
pub struct OutRecords<'a> {
    place: *mut *mut virDomainStatsRecordPtr,
    life: PhantomData<&'a virDomainStatsRecordPtr>,
}

impl FromC for OutRecords<'_> {
    type C = *mut *mut virDomainStatsRecordPtr;

    unsafe fn from_c(raw: Self::C, _: &Call) -> Self {
        Self { place: raw, life: PhantomData }
    }
}

impl OutRecords<'_> {
    /// Hands over an array of new records with a NULL behind the last.
    pub fn set(&mut self, records: Vec<virDomainStatsRecord>) -> Result<i32> {
        let pointers: Vec<_> = records.into_iter().map(memory::alloc).collect();
        hand_over(self.place, &pointers)
    }
}

/// A place for a new array of file descriptors.
pub struct OutFds<'a> {
    place: *mut *mut c_int,
    life: PhantomData<&'a c_int>,
}

impl FromC for OutFds<'_> {
    type C = *mut *mut c_int;

    unsafe fn from_c(raw: Self::C, _: &Call) -> Self {
        Self { place: raw, life: PhantomData }
    }
}

impl OutFds<'_> {
    /// Hands the files over; without a place they are closed. Returns how many were handed over.
    pub fn set(&mut self, files: Vec<OwnedFd>) -> usize {
        if self.place.is_null() {
            return 0;
        }
        let count = files.len();
        let array = memory::alloc_array::<c_int>(count);
        for (index, file) in files.into_iter().enumerate() {
            // SAFETY: the array has room for every number.
            unsafe { ptr::write(array.add(index), file.into_raw_fd()) };
        }
        // SAFETY: not NULL, hence a place for a pointer by the contract of `from_c`.
        unsafe { ptr::write(self.place, array) };
        count
    }
}
