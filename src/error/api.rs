//! The functions of `virterror.h`.

use std::ffi::{c_char, c_int};
use std::ptr;

use virt_core::Connect;
use virt_core::consts::*;
use virt_entry::entry;

use super::cell::{copy, no_error, reset};
use super::report::{self, ErrorSink};
use super::thread;
use crate::ffi::{Opaque, alloc, free};
use crate::handle::{self, Token};
use crate::types::{virConnect, virError, virErrorFunc};

const FROM: i32 = VIR_FROM_NONE;

/// Gives the last error that happened in this thread.
///
/// Returns the error, which stays valid until the next call of the library in this thread and is not to be
/// freed, or NULL when there was none.
#[entry(since = "0.1.0", no_reset)]
fn virGetLastError() -> *mut virError {
    match thread::last() {
        // SAFETY: the thread's own error.
        Some(last) if unsafe { (*last).code } != VIR_ERR_OK => last,
        _ => ptr::null_mut(),
    }
}

/// Gives the number of the last error that happened in this thread.
///
/// Returns one of virErrorNumber; VIR_ERR_OK when there was none.
#[entry(since = "4.5.0", no_reset)]
fn virGetLastErrorCode() -> c_int {
    // SAFETY: the thread's own error.
    thread::last().map_or(VIR_ERR_OK, |last| unsafe { (*last).code })
}

/// Gives the part of the library that the last error of this thread comes from.
///
/// Returns one of virErrorDomain; VIR_FROM_NONE when there was none.
#[entry(since = "4.5.0", no_reset)]
fn virGetLastErrorDomain() -> c_int {
    // SAFETY: the thread's own error.
    thread::last().map_or(VIR_FROM_NONE, |last| unsafe { (*last).domain })
}

/// Gives the text of the last error that happened in this thread.
///
/// Returns the text, which is not to be freed; a text that says so when there was no error.
#[entry(since = "1.0.6", no_reset)]
fn virGetLastErrorMessage() -> *const c_char {
    let Some(last) = thread::last() else { return c"unknown error".as_ptr() };
    // SAFETY: the thread's own error.
    let (code, message) = unsafe { ((*last).code, (*last).message) };
    if code == VIR_ERR_OK {
        c"no error".as_ptr()
    } else if message.is_null() {
        c"unknown error".as_ptr()
    } else {
        message
    }
}

/// Copies the last error of this thread.
///
/// - `to`: where to; free its contents with virResetError()
///
/// Returns the number of the error, 0 when there was none, -1 when the argument is NULL.
#[entry(since = "0.1.0", no_reset)]
fn virCopyLastError(to: *mut virError) -> c_int {
    if to.is_null() {
        return -1;
    }
    // SAFETY: not NULL, hence room for a `virError`, which need not be initialized.
    unsafe { ptr::write(to, no_error()) };
    if let Some(last) = thread::last() {
        // SAFETY: both valid.
        unsafe { copy(to, last) };
    }
    // SAFETY: just written.
    unsafe { (*to).code }
}

/// Copies the last error of this thread into a new object. Does not change errno.
///
/// Returns the copy, to be freed with virFreeError(), or NULL in case of failure.
#[entry(since = "0.6.1", no_reset)]
fn virSaveLastError() -> *mut virError {
    let to = alloc(no_error());
    if let Some(last) = thread::last() {
        // SAFETY: both valid.
        unsafe { copy(to, last) };
    }
    to
}

/// Frees the contents of an error, not the object itself, and makes it "no error".
///
/// - `err`: the error, or NULL
#[entry(since = "0.1.0", no_reset)]
fn virResetError(err: *mut virError) {
    if !err.is_null() {
        // SAFETY: a valid error as the contract says.
        unsafe { reset(err) };
    }
}

/// Frees an error with its contents.
///
/// - `err`: an error as virSaveLastError() gave it, or NULL
#[entry(since = "0.6.1", no_reset)]
fn virFreeError(err: *mut virError) {
    if !err.is_null() {
        // SAFETY: a valid error on the C heap as the contract says.
        unsafe {
            reset(err);
            free(err.cast());
        }
    }
}

/// Forgets the last error of this thread.
#[entry(since = "0.1.0", no_reset)]
fn virResetLastError() {
    thread::reset_last();
}

/// Gives the last error that happened on a connection. Not for use from several threads at once; there
/// virGetLastError() serves better.
///
/// - `conn`: a connection
///
/// Returns the error, whose code is VIR_ERR_OK when there was none and which belongs to the connection, or
/// NULL in case of failure.
#[entry(since = "0.1.0", no_reset)]
fn virConnGetLastError(conn: *mut virConnect) -> *mut virError {
    let conn = handle::pin::<Connect>(Token::of(conn));
    conn.as_ref().and_then(|conn| conn.state()).map_or(ptr::null_mut(), |state| state.error.pointer())
}

/// Copies the last error that happened on a connection.
///
/// - `conn`: a connection
/// - `to`: where to; free its contents with virResetError()
///
/// Returns the number of the error, 0 when there was none, -1 in case of failure.
#[entry(since = "0.1.0", no_reset)]
fn virConnCopyLastError(conn: *mut virConnect, to: *mut virError) -> c_int {
    if to.is_null() {
        return -1;
    }
    // SAFETY: not NULL, hence room for a `virError`, which need not be initialized.
    unsafe { ptr::write(to, no_error()) };
    let conn = handle::pin::<Connect>(Token::of(conn));
    match conn.as_ref().and_then(|conn| conn.state()) {
        // SAFETY: `to` is valid since just now.
        Some(state) => unsafe { state.error.copy_to(to) },
        None => -1,
    }
}

/// Forgets the last error of a connection.
///
/// - `conn`: a connection
#[entry(since = "0.1.0", no_reset)]
fn virConnResetLastError(conn: *mut virConnect) {
    let conn = handle::pin::<Connect>(Token::of(conn));
    if let Some(state) = conn.as_ref().and_then(|conn| conn.state()) {
        state.error.clear();
    }
}

/// Sets the function that is told of errors, instead of printing them on stderr. It is called in the thread
/// in which the error happens.
///
/// - `userData`: passed to the function
/// - `handler`: the function; NULL for printing on stderr
#[entry(since = "0.1.0", no_reset)]
fn virSetErrorFunc(userData: Opaque, handler: virErrorFunc) {
    report::set_process_sink(ErrorSink { function: handler, data: userData.0 });
}

/// Sets the function that is told of errors on a connection, before and instead of the one of
/// virSetErrorFunc().
///
/// - `conn`: a connection
/// - `userData`: passed to the function
/// - `handler`: the function; NULL for the process-wide one
#[entry(since = "0.1.0", no_reset)]
fn virConnSetErrorFunc(conn: *mut virConnect, userData: Opaque, handler: virErrorFunc) {
    let conn = handle::pin::<Connect>(Token::of(conn));
    if let Some(state) = conn.as_ref().and_then(|conn| conn.state()) {
        *state.sink.lock() = ErrorSink { function: handler, data: userData.0 };
    }
}

/// Prints an error on stderr: what happens to errors when no function is set.
///
/// - `err`: the error
#[entry(since = "0.1.0", no_reset)]
fn virDefaultErrorFunc(err: *mut virError) {
    if !err.is_null() {
        // SAFETY: a valid error as the contract says.
        report::print(unsafe { &*err });
    }
}
