//! Moving whole streams between the far end and functions of the program.

use virt_core::Result;
use virt_core::consts::*;
use virt_entry::entry;

use super::pump::{self, Sink, Source};
use crate::ffi::Opaque;
use crate::handle::Handle;
use crate::stream::StreamObject as Stream;
use crate::types::{
    virStreamSinkFunc, virStreamSinkHoleFunc, virStreamSourceFunc, virStreamSourceHoleFunc,
    virStreamSourceSkipFunc,
};

const FROM: i32 = VIR_FROM_STREAMS;

/// Sends what a function of the program gives, until it has no more. Fails on non-blocking streams. If it
/// fails the stream is aborted; virStreamFinish() comes afterwards if it doesn't.
///
/// - `stream`: a stream
/// - `handler`: gives the data
/// - `opaque`: passed to the callback
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.2", check(nonnull(handler)), header_args(stream = "st"))]
fn virStreamSendAll(stream: &Handle<Stream>, handler: virStreamSourceFunc, opaque: Opaque) -> Result<()> {
    pump::send(stream, Source { data: handler, hole: None, skip: None, opaque })
}

/// Sends what functions of the program give, until they have no more; holes are sent as holes. Fails on
/// non-blocking streams. If it fails the stream is aborted.
///
/// - `stream`: a stream
/// - `handler`: gives the data
/// - `holeHandler`: tells whether data or a hole comes next
/// - `skipHandler`: moves past a hole
/// - `opaque`: passed to the callback
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "3.4.0",
    check(nonnull(handler), nonnull(holeHandler), nonnull(skipHandler)),
    header_args(stream = "st")
)]
fn virStreamSparseSendAll(
    stream: &Handle<Stream>,
    handler: virStreamSourceFunc,
    holeHandler: virStreamSourceHoleFunc,
    skipHandler: virStreamSourceSkipFunc,
    opaque: Opaque,
) -> Result<()> {
    pump::send_sparse(stream, Source { data: handler, hole: holeHandler, skip: skipHandler, opaque })
}

/// Gives what a stream brings to a function of the program, until the end. Fails on non-blocking streams.
/// If it fails the stream is aborted; virStreamFinish() comes afterwards if it doesn't.
///
/// - `stream`: a stream
/// - `handler`: takes the data
/// - `opaque`: passed to the callback
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.2", check(nonnull(handler)), header_args(stream = "st"))]
fn virStreamRecvAll(stream: &Handle<Stream>, handler: virStreamSinkFunc, opaque: Opaque) -> Result<()> {
    pump::recv(stream, Sink { data: handler, hole: None, opaque })
}

/// Gives what a stream brings to functions of the program, until the end; holes come as holes. Fails on
/// non-blocking streams. If it fails the stream is aborted.
///
/// - `stream`: a stream
/// - `handler`: takes the data
/// - `holeHandler`: takes a hole
/// - `opaque`: passed to the callback
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "3.4.0", check(nonnull(handler), nonnull(holeHandler)))]
fn virStreamSparseRecvAll(
    stream: &Handle<Stream>,
    handler: virStreamSinkFunc,
    holeHandler: virStreamSinkHoleFunc,
    opaque: Opaque,
) -> Result<()> {
    pump::recv(stream, Sink { data: handler, hole: holeHandler, opaque })
}
