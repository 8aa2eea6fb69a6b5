//! Telling someone: error functions, and stderr when there is none.

use std::ffi::{CStr, c_char, c_void};
use std::io::Write;

use parking_lot::Mutex;
use virt_core::consts::*;
use virt_core::{Connect, Error, domain_word, level_word};

use super::{cell, thread};
use crate::handle::{self, Token};
use crate::types::virterror::{virError, virErrorFunc};

/// An error function with its data.
#[derive(Clone, Copy)]
pub struct ErrorSink {
    pub function: virErrorFunc,
    pub data: *mut c_void,
}

// SAFETY: the data is the program's and only handed back to its function.
unsafe impl Send for ErrorSink {}

impl Default for ErrorSink {
    fn default() -> Self {
        Self::NONE
    }
}

impl ErrorSink {
    const NONE: Self = Self { function: None, data: std::ptr::null_mut() };
}

static PROCESS: Mutex<ErrorSink> = Mutex::new(ErrorSink::NONE);

/// Sets who is told of errors on connections without an error function.
pub fn set_process_sink(sink: ErrorSink) {
    *PROCESS.lock() = sink;
}

/// Hands the thread's last error to the connection (if it lives) and to whoever wants to know.
pub fn dispatch(conn: Token) {
    let Some(last) = thread::last() else { return };
    // SAFETY: the thread's own error.
    if unsafe { (*last).code } == VIR_ERR_OK {
        // SAFETY: the thread's own error.
        unsafe { cell::fill(last, &unknown()) };
    }
    let mut sink = *PROCESS.lock();
    if conn != Token::NONE
        && let Some(conn) = handle::pin::<Connect>(conn)
        && let Some(state) = conn.state()
    {
        // SAFETY: the thread's own error, which is valid.
        unsafe { state.error.set(last) };
        let own = *state.sink.lock();
        if own.function.is_some() {
            sink = own;
        }
    }
    match sink.function {
        // SAFETY: the program's function, its data, and an error that is valid during the call.
        Some(function) => unsafe { function(sink.data, last) },
        // SAFETY: the thread's own error.
        None => print(unsafe { &*last }),
    }
}

/// The error of a failure that doesn't tell why.
pub fn unknown() -> Error {
    let text = "An error occurred, but the cause is unknown".to_owned();
    Error::raw(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, VIR_ERR_ERROR, text, None, None, None, 0, 0)
}

/// Writes "libvirt: DOMAIN LEVEL : TEXT" to stderr.
pub fn print(error: &virError) {
    if error.code == VIR_ERR_OK {
        return;
    }
    let text = |pointer: *const c_char| {
        // SAFETY: the strings of a valid error are C strings.
        if pointer.is_null() { &b"(null)"[..] } else { unsafe { CStr::from_ptr(pointer) }.to_bytes() }
    };
    let message = text(error.message);
    let mut line = Vec::with_capacity(message.len() + 64);
    let (domain, level) = (domain_word(error.domain), level_word(error.level as _));
    let line_number = error.domain == VIR_FROM_XML && error.code == VIR_ERR_XML_DETAIL && error.int1 != 0;
    let _ = write!(line, "libvirt: {domain} {level} : ");
    if line_number {
        let _ = write!(line, "line {}: ", error.int1);
    }
    line.extend_from_slice(message);
    if !line_number && !message.ends_with(b"\n") {
        line.push(b'\n');
    }
    let _ = std::io::stderr().write_all(&line);
}
