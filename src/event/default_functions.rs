//! Our event loop as the six functions of an implementation.

use std::ffi::{c_int, c_void};

use super::default_loop::default_loop;
use super::implementation::Implementation;
use crate::ffi::Opaque;
use crate::types::{virEventHandleCallback, virEventTimeoutCallback, virFreeCallback};

/// The functions.
pub const IMPLEMENTATION: Implementation = Implementation {
    add_handle: Some(add_handle),
    update_handle: Some(update_handle),
    remove_handle: Some(remove_handle),
    add_timeout: Some(add_timeout),
    update_timeout: Some(update_timeout),
    remove_timeout: Some(remove_timeout),
};

unsafe extern "C" fn add_handle(
    fd: c_int,
    events: c_int,
    callback: virEventHandleCallback,
    opaque: *mut c_void,
    free: virFreeCallback,
) -> c_int {
    default_loop().map_or(-1, |all| all.add_handle(fd, events, callback, Opaque(opaque), free))
}

unsafe extern "C" fn update_handle(watch: c_int, events: c_int) {
    if let Some(all) = default_loop() {
        all.update_handle(watch, events);
    }
}

unsafe extern "C" fn remove_handle(watch: c_int) -> c_int {
    default_loop().map_or(-1, |all| all.remove_handle(watch))
}

unsafe extern "C" fn add_timeout(
    timeout: c_int,
    callback: virEventTimeoutCallback,
    opaque: *mut c_void,
    free: virFreeCallback,
) -> c_int {
    default_loop().map_or(-1, |all| all.add_timeout(timeout, callback, Opaque(opaque), free))
}

unsafe extern "C" fn update_timeout(timer: c_int, timeout: c_int) {
    if let Some(all) = default_loop() {
        all.update_timeout(timer, timeout);
    }
}

unsafe extern "C" fn remove_timeout(timer: c_int) -> c_int {
    default_loop().map_or(-1, |all| all.remove_timeout(timer))
}
