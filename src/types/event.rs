//! Types of `libvirt-event.h`.

use std::ffi::{c_int, c_void};

use super::common::virFreeCallback;

/// Called when something happened on a watched file descriptor.
///
/// - `watch`: number of the handle
/// - `fd`: the file descriptor
/// - `events`: virEventHandleType bits that happened
/// - `opaque`: what was given with the handle
///
/// Since: 0.5.0
pub type virEventHandleCallback =
    Option<unsafe extern "C" fn(watch: c_int, fd: c_int, events: c_int, opaque: *mut c_void)>;

/// Called when the time of a timer is over.
///
/// - `timer`: number of the timer
/// - `opaque`: what was given with the timer
///
/// Since: 0.5.0
pub type virEventTimeoutCallback = Option<unsafe extern "C" fn(timer: c_int, opaque: *mut c_void)>;

/// Part of an event loop: watches a file descriptor.
///
/// - `fd`: the file descriptor
/// - `event`: virEventHandleType bits to watch for
/// - `cb`: called when one of them happens
/// - `opaque`: passed to the callback
/// - `ff`: called with opaque once the handle is removed, or NULL
///
/// Returns a number for the handle that is not in use, or -1.
///
/// Since: 0.5.0
pub type virEventAddHandleFunc = Option<
    unsafe extern "C" fn(
        fd: c_int,
        event: c_int,
        cb: virEventHandleCallback,
        opaque: *mut c_void,
        ff: virFreeCallback,
    ) -> c_int,
>;

/// Part of an event loop: adds a timer.
///
/// - `timeout`: milliseconds between calls, 0 for every turn of the loop, -1 for a timer that stands
///   still
/// - `cb`: called when the time is over
/// - `opaque`: passed to the callback
/// - `ff`: called with opaque once the timer is removed, or NULL
///
/// Returns a number for the timer that is not in use, or -1.
///
/// Since: 0.5.0
pub type virEventAddTimeoutFunc = Option<
    unsafe extern "C" fn(
        timeout: c_int,
        cb: virEventTimeoutCallback,
        opaque: *mut c_void,
        ff: virFreeCallback,
    ) -> c_int,
>;

/// Part of an event loop: stops watching; calls the free function of the handle later, outside of its
/// callback.
///
/// - `watch`: number of the handle
///
/// Returns 0, or -1 when there is no such handle.
///
/// Since: 0.5.0
pub type virEventRemoveHandleFunc = Option<unsafe extern "C" fn(watch: c_int) -> c_int>;

/// Part of an event loop: removes a timer; calls its free function later, outside of its callback.
///
/// - `timer`: number of the timer
///
/// Returns 0, or -1 when there is no such timer.
///
/// Since: 0.5.0
pub type virEventRemoveTimeoutFunc = Option<unsafe extern "C" fn(timer: c_int) -> c_int>;

/// Part of an event loop: changes what a handle watches for.
///
/// - `watch`: number of the handle
/// - `event`: virEventHandleType bits to watch for
///
/// Since: 0.5.0
pub type virEventUpdateHandleFunc = Option<unsafe extern "C" fn(watch: c_int, event: c_int)>;

/// Part of an event loop: changes the time of a timer.
///
/// - `timer`: number of the timer
/// - `timeout`: milliseconds as for virEventAddTimeoutFunc
///
/// Since: 0.5.0
pub type virEventUpdateTimeoutFunc = Option<unsafe extern "C" fn(timer: c_int, timeout: c_int)>;
