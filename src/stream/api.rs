//! The functions of `libvirt-stream.h`, but for those that move a whole stream.

use std::ffi::{c_int, c_longlong, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Result};
use virt_entry::entry;

use super::carrier;
use crate::ffi::{InChars, Opaque, Out, OutChars};
use crate::handle::Handle;
use crate::stream::StreamObject as Stream;
use crate::types::{virFreeCallback, virStreamEventCallback};
use virt_core::driver::StreamRecv;

const FROM: i32 = VIR_FROM_STREAMS;

/// Makes a stream, to be given to a call that then sends or receives through it.
///
/// - `conn`: a connection
/// - `flags`: bitwise-OR of virStreamFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.7.2")]
fn virStreamNew(conn: &Connect, flags: c_uint) -> Result<Stream> {
    Ok(Stream::new(conn, flags))
}

/// Adds a reference to a stream, to be dropped with virStreamFree().
///
/// - `stream`: a stream
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.2", header_args(stream = "st"))]
fn virStreamRef(stream: &Handle<Stream>) -> Result<()> {
    stream.retain();
    Ok(())
}

/// Drops a reference to a stream. One that is in use is ended before with virStreamFinish() or
/// virStreamAbort().
///
/// - `stream`: a stream
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.2", header_args(stream = "st"))]
fn virStreamFree(stream: &Handle<Stream>) -> Result<()> {
    stream.release();
    Ok(())
}

/// Sends data. A stream that may block waits until it has taken some of it.
///
/// - `stream`: a stream
/// - `data`: the data
/// - `nbytes`: how many bytes
///
/// Returns how many bytes were taken, which may be fewer; -2 if a non-blocking stream would have to wait;
/// -1 in case of failure.
#[entry(since = "0.7.2", check(nonnull(data)), header_args(stream = "st"))]
fn virStreamSend(stream: &Stream, data: InChars<'_>, nbytes: usize) -> Result<c_int> {
    match carrier(stream)?.send(data.read(nbytes), stream.is_nonblocking())? {
        Some(count) => Ok(count as c_int),
        None => Ok(-2),
    }
}

/// Receives data. A stream that may block waits until there is some.
///
/// - `stream`: a stream
/// - `data`: where to put the data
/// - `nbytes`: how many bytes there is room for
///
/// Returns how many bytes came; 0 at the end of the stream; -2 if a non-blocking stream would have to wait;
/// -1 in case of failure.
#[entry(since = "0.7.2", check(nonnull(data)), header_args(stream = "st"))]
fn virStreamRecv(stream: &Stream, mut data: OutChars<'_>, nbytes: usize) -> Result<c_int> {
    match carrier(stream)?.recv(data.room(nbytes), stream.is_nonblocking(), 0)? {
        StreamRecv::Data(count) => Ok(count as c_int),
        StreamRecv::WouldBlock => Ok(-2),
        StreamRecv::Hole => Ok(-3),
    }
}

/// Receives data, and with a flag stops at holes, which virStreamRecvHole() then takes.
///
/// - `stream`: a stream
/// - `data`: where to put the data
/// - `nbytes`: how many bytes there is room for
/// - `flags`: bitwise-OR of virStreamRecvFlagsValues
///
/// Returns how many bytes came; 0 at the end of the stream; -2 if a non-blocking stream would have to wait;
/// -3 at a hole; -1 in case of failure.
#[entry(since = "3.4.0", check(nonnull(data)), header_args(stream = "st"))]
fn virStreamRecvFlags(
    stream: &Stream,
    mut data: OutChars<'_>,
    nbytes: usize,
    flags: c_uint,
) -> Result<c_int> {
    match carrier(stream)?.recv(data.room(nbytes), stream.is_nonblocking(), flags)? {
        StreamRecv::Data(count) => Ok(count as c_int),
        StreamRecv::WouldBlock => Ok(-2),
        StreamRecv::Hole => Ok(-3),
    }
}

/// Sends a hole: bytes that are zero and need not be stored.
///
/// - `stream`: a stream
/// - `length`: length of the hole
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "3.4.0", header_args(stream = "st"))]
fn virStreamSendHole(stream: &Stream, length: c_longlong, flags: c_uint) -> Result<()> {
    carrier(stream)?.send_hole(length, flags)
}

/// Receives the hole at which virStreamRecvFlags() stopped.
///
/// - `stream`: a stream
/// - `length`: where to put the length of the hole
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "3.4.0", check(nonnull(length)), header_args(stream = ""))]
fn virStreamRecvHole(stream: &Stream, mut length: Out<'_, c_longlong>, flags: c_uint) -> Result<()> {
    length.set(carrier(stream)?.recv_hole(flags)?);
    Ok(())
}

/// Asks to be called from the event loop when a stream can be read or written.
///
/// - `stream`: a stream
/// - `events`: bitwise-OR of virStreamEventType
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `ff`: frees opaque when the callback is removed, or NULL
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.2")]
fn virStreamEventAddCallback(
    stream: &Handle<Stream>,
    events: c_int,
    cb: virStreamEventCallback,
    opaque: Opaque,
    ff: virFreeCallback,
) -> Result<()> {
    carrier(stream)?;
    super::events::add(stream, events, cb, opaque, ff)
}

/// Changes what a stream's callback is called for.
///
/// - `stream`: a stream
/// - `events`: bitwise-OR of virStreamEventType
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.2")]
fn virStreamEventUpdateCallback(stream: &Stream, events: c_int) -> Result<()> {
    carrier(stream)?;
    super::events::update(stream, events)
}

/// Removes a stream's callback.
///
/// - `stream`: a stream
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.2")]
fn virStreamEventRemoveCallback(stream: &Stream) -> Result<()> {
    carrier(stream)?;
    super::events::remove(stream)
}

/// Ends a stream in good order: waits until what was sent has arrived, and tells if it didn't.
///
/// - `stream`: a stream
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.2", header_args(stream = "st"))]
fn virStreamFinish(stream: &Stream) -> Result<()> {
    let carrier = carrier(stream)?;
    super::events::forget(stream);
    carrier.finish()
}

/// Ends a stream at once. What was sent may not have arrived.
///
/// - `stream`: a stream
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.2", header_args(stream = "st"))]
fn virStreamAbort(stream: &Stream) -> Result<()> {
    match stream.driver() {
        Some(carrier) => {
            super::events::forget(stream);
            carrier.abort()
        }
        None => Ok(()),
    }
}
