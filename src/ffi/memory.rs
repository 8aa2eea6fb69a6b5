//! Memory that C frees: everything comes from libc's `malloc`.

use std::ffi::{CStr, c_char, c_void};
use std::ptr;

/// Zeroed memory for `count` values of `T`; never NULL.
///
/// For types that any bit pattern is valid for: C structs, numbers, pointers.
pub fn alloc_array<T>(count: usize) -> *mut T {
    // SAFETY: calloc takes any sizes and checks their product.
    let memory = unsafe { libc::calloc(count.max(1), size_of::<T>().max(1)) };
    if memory.is_null() {
        std::alloc::handle_alloc_error(std::alloc::Layout::new::<T>());
    }
    memory.cast()
}

/// A copy of `value` on the C heap.
pub fn alloc<T>(value: T) -> *mut T {
    let memory = alloc_array::<T>(1);
    // SAFETY: fresh memory for one `T`; malloc aligns for every C type.
    unsafe { ptr::write(memory, value) };
    memory
}

/// Frees memory of the C heap; NULL is fine.
///
/// # Safety
/// `pointer` is NULL or came from `malloc` and is not used again.
pub unsafe fn free(pointer: *mut c_void) {
    // SAFETY: as promised by the caller.
    unsafe { libc::free(pointer) }
}

/// A C copy of a Rust string, cut at a NUL byte.
pub fn dup_str(text: &str) -> *mut c_char {
    let bytes = text.as_bytes();
    // `contains` looks at many bytes at once, and NULs are rare
    match bytes.contains(&0) {
        true => dup_bytes(bytes.split(|byte| *byte == 0).next().unwrap_or_default()),
        false => dup_bytes(bytes),
    }
}

/// A NUL-terminated copy of bytes.
pub fn dup_bytes(bytes: &[u8]) -> *mut c_char {
    // SAFETY: malloc takes any size.
    let memory = unsafe { libc::malloc(bytes.len() + 1) }.cast::<u8>();
    if memory.is_null() {
        std::alloc::handle_alloc_error(std::alloc::Layout::new::<u8>());
    }
    // SAFETY: the fresh memory has room for the bytes and the NUL behind them.
    unsafe {
        ptr::copy_nonoverlapping(bytes.as_ptr(), memory, bytes.len());
        memory.add(bytes.len()).write(0);
    }
    memory.cast()
}

/// A C copy of a C string; NULL stays NULL.
///
/// # Safety
/// `text` is NULL or a C string.
pub unsafe fn dup(text: *const c_char) -> *mut c_char {
    if text.is_null() {
        return ptr::null_mut();
    }
    // SAFETY: as promised by the caller.
    dup_bytes(unsafe { CStr::from_ptr(text) }.to_bytes())
}
