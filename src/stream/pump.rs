//! The loops behind `virStreamSendAll` and its kin: between a stream and functions of the program.

use std::ffi::c_int;
use std::sync::Arc;

use virt_core::consts::*;
use virt_core::driver::{StreamDriver, StreamRecv};
use virt_core::{Error, Result, bail};

use super::{StreamObject, carrier};
use crate::ffi::Opaque;
use crate::handle::Handle;
use crate::types::{
    virStreamPtr, virStreamSinkFunc, virStreamSinkHoleFunc, virStreamSourceFunc, virStreamSourceHoleFunc,
    virStreamSourceSkipFunc,
};

const FROM: i32 = VIR_FROM_STREAMS;

/// Size of a piece, as upstream's.
const PIECE: usize = 262_120;

/// Where data comes from.
pub struct Source {
    pub data: virStreamSourceFunc,
    pub hole: virStreamSourceHoleFunc,
    pub skip: virStreamSourceSkipFunc,
    pub opaque: Opaque,
}

/// Where data goes to. Without a function for holes they come as zeroes.
pub struct Sink {
    pub data: virStreamSinkFunc,
    pub hole: virStreamSinkHoleFunc,
    pub opaque: Opaque,
}

fn clear_errno() {
    // SAFETY: the thread's own errno.
    unsafe { *libc::__errno_location() = 0 };
}

/// The error of a function of the program that failed, with errno as it left it.
fn failed(what: &str) -> Error {
    let mut cause = std::io::Error::last_os_error();
    if cause.raw_os_error() == Some(0) {
        cause = std::io::Error::from_raw_os_error(libc::EIO);
    }
    Error::system(FROM, &cause, format!("{what} failed"))
}

/// The length a function gave back, no more than it was offered.
fn given(count: c_int, offered: usize, what: &str) -> Result<usize> {
    match usize::try_from(count) {
        Ok(count) if count <= offered => Ok(count),
        Ok(_) => bail!(FROM, VIR_ERR_INTERNAL_ERROR, "{what} gave more than it was asked for"),
        Err(_) => Err(failed(what)),
    }
}

/// Runs a loop; when it fails the stream is aborted.
fn or_abort(stream: &StreamObject, what: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let outcome = if stream.is_nonblocking() {
        let text = format!("data {what} cannot be used for non-blocking streams");
        Err(Error::new(FROM, VIR_ERR_OPERATION_INVALID, text))
    } else {
        clear_errno();
        work()
    };
    if outcome.is_err()
        && let Some(carrier) = stream.driver()
    {
        super::events::forget(stream);
        // The first error is the one that tells.
        let _ = carrier.abort();
    }
    outcome
}

/// What the stream carries; the error names the function that upstream calls for a piece.
fn carrier_for<'a>(stream: &'a StreamObject, function: &str) -> Result<&'a Arc<dyn StreamDriver>> {
    carrier(stream).map_err(|_| Error::no_support(FROM, function))
}

fn send_all(stream: &StreamObject, mut data: &[u8]) -> Result<()> {
    let carrier = carrier_for(stream, "virStreamSend")?;
    while !data.is_empty() {
        match carrier.send(data, false)? {
            Some(count) if count > 0 => data = &data[count.min(data.len())..],
            _ => bail!(FROM, VIR_ERR_INTERNAL_ERROR, "the stream takes no more data"),
        }
    }
    Ok(())
}

/// Asks the program for up to `want` bytes.
fn pull(source: &Source, pointer: virStreamPtr, buffer: &mut [u8]) -> Result<usize> {
    let Some(data) = source.data else { return Ok(0) };
    // SAFETY: the program's function with its data; the buffer has the room that is said.
    let got = unsafe { data(pointer, buffer.as_mut_ptr().cast(), buffer.len(), source.opaque.0) };
    given(got, buffer.len(), "send handler")
}

/// `virStreamSendAll`.
pub fn send(stream: &Handle<StreamObject>, source: Source) -> Result<()> {
    or_abort(stream, "sources", || {
        let mut buffer = vec![0; PIECE];
        loop {
            let got = pull(&source, stream.token().pointer(), &mut buffer)?;
            if got == 0 {
                return Ok(());
            }
            send_all(stream, &buffer[..got])?;
        }
    })
}

/// `virStreamSparseSendAll`.
pub fn send_sparse(stream: &Handle<StreamObject>, source: Source) -> Result<()> {
    let (Some(hole), Some(skip)) = (source.hole, source.skip) else { return send(stream, source) };
    or_abort(stream, "sources", || {
        let pointer = stream.token().pointer();
        let mut buffer = vec![0; PIECE];
        let mut section = 0u64;
        loop {
            if section == 0 {
                let (mut in_data, mut length) = (0, 0);
                // SAFETY: the program's function with its data; both places are ours.
                if unsafe { hole(pointer, &mut in_data, &mut length, source.opaque.0) } < 0 {
                    return Err(failed("send holeHandler"));
                }
                if in_data == 0 && length != 0 {
                    carrier_for(stream, "virStreamSendHole")?.send_hole(length, 0)?;
                    // SAFETY: the program's function with its data.
                    if unsafe { skip(pointer, length, source.opaque.0) } < 0 {
                        return Err(failed("send skipHandler"));
                    }
                    continue;
                }
                section = u64::try_from(length).unwrap_or(0);
            }
            let want = usize::try_from(section).unwrap_or(PIECE).min(PIECE);
            let got = pull(&source, pointer, &mut buffer[..want])?;
            if got == 0 {
                return Ok(());
            }
            send_all(stream, &buffer[..got])?;
            section -= got as u64;
        }
    })
}

/// `virStreamRecvAll` and `virStreamSparseRecvAll`.
pub fn recv(stream: &Handle<StreamObject>, sink: Sink) -> Result<()> {
    let flags = if sink.hole.is_some() { VIR_STREAM_RECV_STOP_AT_HOLE as u32 } else { 0 };
    or_abort(stream, "sinks", || {
        let function = if sink.hole.is_some() { "virStreamRecvFlags" } else { "virStreamRecv" };
        let carrier = carrier_for(stream, function)?;
        let pointer: virStreamPtr = stream.token().pointer();
        let mut buffer = vec![0; PIECE];
        loop {
            let mut data = match carrier.recv(&mut buffer, false, flags)? {
                StreamRecv::Data(0) => return Ok(()),
                StreamRecv::Data(count) => &buffer[..count.min(PIECE)],
                StreamRecv::WouldBlock => {
                    bail!(FROM, VIR_ERR_INTERNAL_ERROR, "a blocking stream would have to wait")
                }
                StreamRecv::Hole => {
                    let length = carrier.recv_hole(0)?;
                    let Some(hole) = sink.hole else { continue };
                    // SAFETY: the program's function with its data.
                    if unsafe { hole(pointer, length, sink.opaque.0) } < 0 {
                        return Err(failed("recv holeHandler"));
                    }
                    continue;
                }
            };
            let Some(take) = sink.data else { return Ok(()) };
            while !data.is_empty() {
                // SAFETY: the program's function with its data; as many bytes as said.
                let done = unsafe { take(pointer, data.as_ptr().cast(), data.len(), sink.opaque.0) };
                let done = given(done, data.len(), "recv handler")?;
                data = &data[done..];
            }
        }
    })
}
