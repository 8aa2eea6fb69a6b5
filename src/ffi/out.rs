//! Places that C wants one value in, and single values that come in by address.

use std::ffi::{c_char, c_uchar, c_void};
use std::marker::PhantomData;
use std::ptr;

use virt_core::Uuid;

use super::{FromC, c_string, memory};
use crate::call::Call;

/// A place for one `T`; NULL swallows what is put there.
pub struct Out<'a, T> {
    place: *mut T,
    life: PhantomData<&'a mut T>,
}

impl<T> FromC for Out<'_, T> {
    type C = *mut T;

    unsafe fn from_c(raw: *mut T, _: &Call) -> Self {
        Self { place: raw, life: PhantomData }
    }
}

impl<T: Copy> Out<'_, T> {
    pub fn set(&mut self, value: T) {
        if !self.place.is_null() {
            // SAFETY: not NULL, hence a place for a `T` by the contract of `from_c`.
            unsafe { ptr::write(self.place, value) };
        }
    }

    /// Puts only the first `size` bytes there, for callers that know a shorter struct.
    pub fn set_prefix(&mut self, value: T, size: usize) {
        if !self.place.is_null() {
            let size = size.min(size_of::<T>());
            // SAFETY: not NULL, hence room for as many bytes as the caller said.
            unsafe { ptr::copy_nonoverlapping((&raw const value).cast::<u8>(), self.place.cast(), size) };
        }
    }

    /// What the caller put there; `None` for NULL.
    pub fn get(&self) -> Option<T> {
        if self.place.is_null() {
            return None;
        }
        // SAFETY: not NULL, hence a valid `T` by the contract of `from_c`.
        Some(unsafe { ptr::read(self.place) })
    }
}

macro_rules! out_pointer {
    ($(#[$doc:meta])* $name:ident, $c:ty) => {
        $(#[$doc])*
        pub struct $name<'a> {
            place: *mut $c,
            life: PhantomData<&'a mut $c>,
        }

        impl FromC for $name<'_> {
            type C = *mut $c;

            unsafe fn from_c(raw: *mut $c, _: &Call) -> Self {
                Self { place: raw, life: PhantomData }
            }
        }
    };
}

out_pointer! {
    /// Room for the 16 bytes of a UUID.
    OutUuid, c_uchar
}
out_pointer! {
    /// Room for the 37 bytes of a UUID's text.
    OutText, c_char
}
out_pointer! {
    /// A place for a string that C will free.
    OutString, *mut c_char
}
out_pointer! {
    /// A place for a bit map that C will free.
    OutCpuMap, *mut c_uchar
}

impl OutUuid<'_> {
    pub fn set(&mut self, uuid: Uuid) {
        if !self.place.is_null() {
            // SAFETY: not NULL, hence room for 16 bytes by the contract of `from_c`.
            unsafe { ptr::copy_nonoverlapping(uuid.as_bytes().as_ptr(), self.place, 16) };
        }
    }
}

impl OutText<'_> {
    pub fn set_uuid(&mut self, uuid: Uuid) {
        if !self.place.is_null() {
            let text = c_string(&uuid.to_string());
            let bytes = text.as_bytes_with_nul();
            // SAFETY: not NULL, hence room for VIR_UUID_STRING_BUFLEN (37) bytes, which this is.
            unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), self.place.cast(), bytes.len().min(37)) };
        }
    }
}

impl OutString<'_> {
    pub fn set(&mut self, text: Option<&str>) {
        if !self.place.is_null() {
            let text = text.map_or(ptr::null_mut(), memory::dup_str);
            // SAFETY: not NULL, hence a place for a pointer by the contract of `from_c`.
            unsafe { ptr::write(self.place, text) };
        }
    }
}

impl OutCpuMap<'_> {
    pub fn set(&mut self, map: &[u8]) {
        if !self.place.is_null() {
            let copy = memory::dup_bytes(map);
            // SAFETY: not NULL, hence a place for a pointer by the contract of `from_c`.
            unsafe { ptr::write(self.place, copy.cast()) };
        }
    }
}

/// The 16 bytes of a UUID; nil for NULL.
pub struct InUuid<'a> {
    /// The UUID.
    pub uuid: Uuid,
    life: PhantomData<&'a c_uchar>,
}

impl FromC for InUuid<'_> {
    type C = *const c_uchar;

    unsafe fn from_c(raw: *const c_uchar, _: &Call) -> Self {
        let bytes = if raw.is_null() {
            [0; 16]
        } else {
            // SAFETY: not NULL, hence 16 bytes by the contract of `from_c`.
            unsafe { ptr::read(raw.cast()) }
        };
        Self { uuid: Uuid::from_bytes(bytes), life: PhantomData }
    }
}

/// A pointer of the program that is only ever handed back to it.
#[derive(Clone, Copy)]
pub struct Opaque(pub *mut c_void);

// SAFETY: never followed here; programs are told which thread their callbacks run on.
unsafe impl Send for Opaque {}
// SAFETY: as above.
unsafe impl Sync for Opaque {}

impl FromC for Opaque {
    type C = *mut c_void;

    unsafe fn from_c(raw: *mut c_void, _: &Call) -> Self {
        Self(raw)
    }
}
