//! A `virError` in C's own form, with strings that C may read, copy and free.

use std::cell::UnsafeCell;
use std::ptr;

use parking_lot::Mutex;
use virt_core::{Error, consts::VIR_ERR_OK};

use crate::ffi::{dup, dup_str, free};
use crate::types::virterror::virError;

/// A `virError` that says "no error".
pub const fn no_error() -> virError {
    virError {
        code: 0,
        domain: 0,
        message: ptr::null_mut(),
        level: 0,
        conn: ptr::null_mut(),
        dom: ptr::null_mut(),
        str1: ptr::null_mut(),
        str2: ptr::null_mut(),
        str3: ptr::null_mut(),
        int1: 0,
        int2: 0,
        net: ptr::null_mut(),
    }
}

/// Frees the strings and makes it "no error".
///
/// # Safety
/// `error` points to a `virError` whose strings are NULL or from `malloc`.
pub unsafe fn reset(error: *mut virError) {
    // SAFETY: as promised by the caller.
    let old = unsafe { ptr::replace(error, no_error()) };
    for text in [old.message, old.str1, old.str2, old.str3] {
        // SAFETY: NULL or from malloc, and no longer reachable through the error.
        unsafe { free(text.cast()) };
    }
}

/// Makes `to` say what `error` says.
///
/// # Safety
/// As [`reset`].
pub unsafe fn fill(to: *mut virError, error: &Error) {
    let text = |text: Option<&str>| text.map_or(ptr::null_mut(), dup_str);
    let new = virError {
        code: error.code(),
        domain: error.domain(),
        message: dup_str(error.message()),
        level: error.level() as _,
        str1: text(error.str1()),
        str2: text(error.str2()),
        str3: text(error.str3()),
        int1: error.int1(),
        int2: error.int2(),
        ..no_error()
    };
    // SAFETY: as promised by the caller.
    unsafe {
        reset(to);
        ptr::write(to, new);
    }
}

/// Makes `to` a deep copy of `from`; the objects an error names are not copied.
///
/// # Safety
/// Both as [`reset`]; they may be the same.
pub unsafe fn copy(to: *mut virError, from: *const virError) {
    if ptr::eq(to, from) {
        return;
    }
    // SAFETY: as promised by the caller.
    unsafe {
        let from = &*from;
        let new = virError {
            code: from.code,
            domain: from.domain,
            message: dup(from.message),
            level: from.level,
            str1: dup(from.str1),
            str2: dup(from.str2),
            str3: dup(from.str3),
            int1: from.int1,
            int2: from.int2,
            ..no_error()
        };
        reset(to);
        ptr::write(to, new);
    }
}

/// The last error of a connection. Its address doesn't change, since C asks for it.
pub struct ErrorCell(Mutex<Box<Shared>>);

struct Shared(UnsafeCell<virError>);

// SAFETY: only reached through the mutex of `ErrorCell`; C's own reads through `pointer` are as unguarded as they
// are upstream, where programs are told not to use them from several threads.
unsafe impl Send for Shared {}

impl Default for ErrorCell {
    fn default() -> Self {
        Self(Mutex::new(Box::new(Shared(UnsafeCell::new(no_error())))))
    }
}

impl ErrorCell {
    /// Copies an error in.
    ///
    /// # Safety
    /// `from` points to a valid `virError`.
    pub unsafe fn set(&self, from: *const virError) {
        let guard = self.0.lock();
        // SAFETY: ours under the lock; `from` as promised by the caller.
        unsafe { copy(guard.0.get(), from) };
    }

    /// Makes it "no error".
    pub fn clear(&self) {
        let guard = self.0.lock();
        // SAFETY: ours under the lock.
        unsafe { reset(guard.0.get()) };
    }

    /// Copies the error out; returns its number.
    ///
    /// # Safety
    /// `to` as for [`reset`].
    pub unsafe fn copy_to(&self, to: *mut virError) -> i32 {
        let guard = self.0.lock();
        // SAFETY: ours under the lock; `to` as promised by the caller.
        unsafe {
            if (*guard.0.get()).code == VIR_ERR_OK {
                reset(to)
            } else {
                copy(to, guard.0.get())
            }
            (*to).code
        }
    }

    /// Where the error lies, for programs that read it in place.
    pub fn pointer(&self) -> *mut virError {
        self.0.lock().0.get()
    }
}

impl Drop for ErrorCell {
    fn drop(&mut self) {
        self.clear();
    }
}
