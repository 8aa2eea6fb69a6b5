//! The functions that programs call.

use std::ffi::c_int;

use virt_core::consts::*;
use virt_core::{Result, bail};
use virt_entry::entry;

use super::default_loop::default_loop;
use super::implementation::{self, Implementation};
use crate::ffi::Opaque;
use crate::types::{
    virEventAddHandleFunc, virEventAddTimeoutFunc, virEventHandleCallback, virEventRemoveHandleFunc,
    virEventRemoveTimeoutFunc, virEventTimeoutCallback, virEventUpdateHandleFunc, virEventUpdateTimeoutFunc,
    virFreeCallback,
};

const FROM: i32 = VIR_FROM_NONE;

/// Registers the event loop of the program. Events, streams and keepalive use it; it has to be registered
/// before the first connection is opened, and stays.
///
/// - `addHandle`: watches a file descriptor
/// - `updateHandle`: changes what a file descriptor is watched for
/// - `removeHandle`: stops watching a file descriptor
/// - `addTimeout`: adds a timer
/// - `updateTimeout`: changes a timer
/// - `removeTimeout`: removes a timer
#[entry(since = "0.5.0", no_reset)]
fn virEventRegisterImpl(
    addHandle: virEventAddHandleFunc,
    updateHandle: virEventUpdateHandleFunc,
    removeHandle: virEventRemoveHandleFunc,
    addTimeout: virEventAddTimeoutFunc,
    updateTimeout: virEventUpdateTimeoutFunc,
    removeTimeout: virEventRemoveTimeoutFunc,
) {
    implementation::register(Implementation {
        add_handle: addHandle,
        update_handle: updateHandle,
        remove_handle: removeHandle,
        add_timeout: addTimeout,
        update_timeout: updateTimeout,
        remove_timeout: removeTimeout,
    });
}

/// Registers the event loop that comes with the library, to be driven by calls of virEventRunDefaultImpl().
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.0")]
fn virEventRegisterDefaultImpl() -> Result<()> {
    crate::connect::initialize()?;
    implementation::register(super::default_functions::IMPLEMENTATION);
    Ok(())
}

/// Takes one turn of the event loop that comes with the library: waits until something happens and calls
/// who waits for it.
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.0")]
fn virEventRunDefaultImpl() -> Result<()> {
    match default_loop() {
        Some(events) => {
            events.run_once();
            Ok(())
        }
        None => bail!(FROM, VIR_ERR_INTERNAL_ERROR, "no file descriptor is left for the event loop"),
    }
}

/// Watches a file descriptor by the registered event loop.
///
/// - `fd`: the file descriptor
/// - `events`: bitwise-OR of virEventHandleType
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `ff`: frees opaque when the handle is removed, or NULL
///
/// Returns a number for the handle, or -1 in case of failure.
#[entry(since = "0.9.3", no_reset)]
fn virEventAddHandle(
    fd: c_int,
    events: c_int,
    cb: virEventHandleCallback,
    opaque: Opaque,
    ff: virFreeCallback,
) -> c_int {
    match implementation::registered() {
        // SAFETY: the callback and its data are the program's own.
        Some(events_loop) => unsafe { events_loop.add_handle(fd, events, cb, opaque.0, ff) },
        None => -1,
    }
}

/// Changes what a file descriptor is watched for.
///
/// - `watch`: number of the handle
/// - `events`: bitwise-OR of virEventHandleType
#[entry(since = "0.9.3", no_reset)]
fn virEventUpdateHandle(watch: c_int, events: c_int) {
    if let Some(events_loop) = implementation::registered() {
        events_loop.update_handle(watch, events);
    }
}

/// Stops watching a file descriptor.
///
/// - `watch`: number of the handle
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.3", no_reset)]
fn virEventRemoveHandle(watch: c_int) -> c_int {
    implementation::registered().map_or(-1, |events_loop| events_loop.remove_handle(watch))
}

/// Adds a timer to the registered event loop.
///
/// - `timeout`: milliseconds between calls; 0 for every turn, -1 for a timer that stands still
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `ff`: frees opaque when the timer is removed, or NULL
///
/// Returns a number for the timer, or -1 in case of failure.
#[entry(since = "0.9.3", header_args(timeout = "frequency"), no_reset)]
fn virEventAddTimeout(
    timeout: c_int,
    cb: virEventTimeoutCallback,
    opaque: Opaque,
    ff: virFreeCallback,
) -> c_int {
    match implementation::registered() {
        // SAFETY: the callback and its data are the program's own.
        Some(events_loop) => unsafe { events_loop.add_timeout(timeout, cb, opaque.0, ff) },
        None => -1,
    }
}

/// Changes a timer.
///
/// - `timer`: number of the timer
/// - `timeout`: milliseconds between calls; 0 for every turn, -1 for a timer that stands still
#[entry(since = "0.9.3", header_args(timeout = "frequency"), no_reset)]
fn virEventUpdateTimeout(timer: c_int, timeout: c_int) {
    if let Some(events_loop) = implementation::registered() {
        events_loop.update_timeout(timer, timeout);
    }
}

/// Removes a timer.
///
/// - `timer`: number of the timer
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.3", no_reset)]
fn virEventRemoveTimeout(timer: c_int) -> c_int {
    implementation::registered().map_or(-1, |events_loop| events_loop.remove_timeout(timer))
}
