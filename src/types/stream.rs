//! Types of `libvirt-stream.h`.

use std::ffi::{c_char, c_int, c_longlong, c_void};

use super::host::virStreamPtr;

/// Called when a stream can be read or written, or ended.
///
/// - `stream`: the stream
/// - `events`: virStreamEventType bits that happened
/// - `opaque`: what was given at registration
///
/// Since: 0.7.2
pub type virStreamEventCallback =
    Option<unsafe extern "C" fn(stream: virStreamPtr, events: c_int, opaque: *mut c_void)>;

/// Takes data that virStreamRecvAll() or virStreamSparseRecvAll() received.
///
/// - `st`: the stream
/// - `data`: the data
/// - `nbytes`: its length in bytes
/// - `opaque`: (optional) what was given to the call
///
/// Returns how many bytes were taken, at least one; -1 to abort the stream.
///
/// Since: 0.7.2
pub type virStreamSinkFunc = Option<
    unsafe extern "C" fn(st: virStreamPtr, data: *const c_char, nbytes: usize, opaque: *mut c_void) -> c_int,
>;

/// Takes a hole that virStreamSparseRecvAll() received: so many bytes of zero.
///
/// - `st`: the stream
/// - `length`: length of the hole in bytes
/// - `opaque`: (optional) what was given to the call
///
/// Returns 0, or -1 to abort the stream.
///
/// Since: 3.4.0
pub type virStreamSinkHoleFunc =
    Option<unsafe extern "C" fn(st: virStreamPtr, length: c_longlong, opaque: *mut c_void) -> c_int>;

/// Gives data for virStreamSendAll() or virStreamSparseSendAll() to send.
///
/// - `st`: the stream
/// - `data`: where to put it
/// - `nbytes`: how many bytes fit
/// - `opaque`: (optional) what was given to the call
///
/// Returns how many bytes were put there, 0 at the end; -1 to abort the stream.
///
/// Since: 0.7.2
pub type virStreamSourceFunc = Option<
    unsafe extern "C" fn(st: virStreamPtr, data: *mut c_char, nbytes: usize, opaque: *mut c_void) -> c_int,
>;

/// Tells virStreamSparseSendAll() whether data or a hole comes next, without moving on.
///
/// - `st`: the stream
/// - `inData`: set to 1 for data, 0 for a hole
/// - `length`: set to the bytes until the next change; 0 at the end
/// - `opaque`: (optional) what was given to the call
///
/// Returns 0, or -1 to abort the stream.
///
/// Since: 3.4.0
pub type virStreamSourceHoleFunc = Option<
    unsafe extern "C" fn(
        st: virStreamPtr,
        inData: *mut c_int,
        length: *mut c_longlong,
        opaque: *mut c_void,
    ) -> c_int,
>;

/// Moves the source over a hole that virStreamSparseSendAll() sent.
///
/// - `st`: the stream
/// - `length`: how many bytes to skip
/// - `opaque`: (optional) what was given to the call
///
/// Returns 0, or -1 to abort the stream.
///
/// Since: 3.4.0
pub type virStreamSourceSkipFunc =
    Option<unsafe extern "C" fn(st: virStreamPtr, length: c_longlong, opaque: *mut c_void) -> c_int>;
