//! Arrays of numbers and bytes whose length is another argument.

use std::ffi::{c_char, c_uchar, c_void};
use std::marker::PhantomData;
use std::{ptr, slice};

use super::FromC;
use crate::call::Call;

macro_rules! array {
    ($(#[$doc:meta])* $name:ident $(<$t:ident>)?, $pointer:ty, $element:ty) => {
        $(#[$doc])*
        pub struct $name<'a $(, $t)?> {
            start: $pointer,
            life: PhantomData<&'a $element>,
        }

        impl<$($t)?> FromC for $name<'_ $(, $t)?> {
            type C = $pointer;

            unsafe fn from_c(raw: $pointer, _: &Call) -> Self {
                Self { start: raw, life: PhantomData }
            }
        }
    };
}

/// Adds `read`: the first so many elements.
macro_rules! readable {
    ($($name:ident $(<$t:ident>)?: $element:ty;)*) => { $(
        impl<'a $(, $t)?> $name<'a $(, $t)?> {
            /// The first `length` elements; none for NULL.
            pub fn read(&self, length: impl TryInto<usize>) -> &'a [$element] {
                if self.start.is_null() {
                    return &[];
                }
                // SAFETY: not NULL, hence as many elements as the program's length argument says.
                unsafe { slice::from_raw_parts(self.start.cast(), room(length)) }
            }
        }
    )* };
}

array! {
    /// Numbers to read.
    InArray<T>, *mut T, T
}
array! {
    /// Room for numbers or plain structs.
    OutArray<T>, *mut T, T
}
array! {
    /// Bytes to read.
    InBytes, *const c_uchar, u8
}
array! {
    /// Characters to read, which need not be text.
    InChars, *const c_char, u8
}
array! {
    /// Room for bytes.
    OutBytes, *mut c_void, u8
}
array! {
    /// Room for characters that need not be text.
    OutChars, *mut c_char, u8
}
array! {
    /// A bit map of CPUs to read, lowest CPU in the lowest bit of the first byte.
    CpuMapIn, *mut c_uchar, u8
}
array! {
    /// Room for one or more bit maps of CPUs.
    CpuMapOut, *mut c_uchar, u8
}
readable! {
    InArray<T>: T;
    InBytes: u8;
    InChars: u8;
    CpuMapIn: u8;
}

fn room(length: impl TryInto<usize>) -> usize {
    length.try_into().unwrap_or(0)
}

impl<T> OutArray<'_, T> {
    pub fn is_null(&self) -> bool {
        self.start.is_null()
    }

    /// Puts in as many values as fit into `length` elements; returns how many.
    pub fn fill(&mut self, length: impl TryInto<usize>, values: impl IntoIterator<Item = T>) -> usize {
        if self.start.is_null() {
            return 0;
        }
        let mut count = 0;
        for value in values.into_iter().take(room(length)) {
            // SAFETY: not NULL and `count` is below the length that the program gave for the array.
            unsafe { ptr::write(self.start.add(count), value) };
            count += 1;
        }
        count
    }
}

impl OutBytes<'_> {
    /// Puts in as many bytes as fit.
    pub fn fill(&mut self, length: usize, bytes: &[u8]) {
        if !self.start.is_null() {
            // SAFETY: not NULL, hence room for `length` bytes, which is not exceeded.
            unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), self.start.cast(), bytes.len().min(length)) };
        }
    }
}

impl<'a> OutChars<'a> {
    /// The room as a slice to read into. It is zeroed first, since it may never have been written.
    pub fn room(&mut self, length: usize) -> &'a mut [u8] {
        if self.start.is_null() {
            return &mut [];
        }
        // SAFETY: not NULL, hence room for `length` bytes, which are written before the slice exists.
        unsafe {
            ptr::write_bytes(self.start, 0, length);
            slice::from_raw_parts_mut(self.start.cast(), length)
        }
    }
}

impl CpuMapOut<'_> {
    pub fn is_null(&self) -> bool {
        self.start.is_null()
    }

    /// Puts map number `index` of maps of `maplen` bytes in, zero-filled behind the map's end.
    pub fn set(&mut self, index: usize, maplen: usize, map: &[u8]) {
        if self.start.is_null() {
            return;
        }
        // SAFETY: not NULL, hence room for as many maps as the program said, of which this is one.
        unsafe {
            let start = self.start.add(index * maplen);
            ptr::write_bytes(start, 0, maplen);
            ptr::copy_nonoverlapping(map.as_ptr(), start, map.len().min(maplen));
        }
    }
}
