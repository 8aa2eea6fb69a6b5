//! The event loop that the program registered: six functions, and safe calls of them.

use std::ffi::{c_int, c_void};
use std::sync::{Arc, OnceLock};

use virt_core::event::event_loop::{self, EventLoop};

use crate::types::{
    virEventAddHandleFunc, virEventAddTimeoutFunc, virEventHandleCallback, virEventRemoveHandleFunc,
    virEventRemoveTimeoutFunc, virEventTimeoutCallback, virEventUpdateHandleFunc, virEventUpdateTimeoutFunc,
    virFreeCallback,
};

/// The functions of an event loop.
#[derive(Clone, Copy)]
pub struct Implementation {
    pub add_handle: virEventAddHandleFunc,
    pub update_handle: virEventUpdateHandleFunc,
    pub remove_handle: virEventRemoveHandleFunc,
    pub add_timeout: virEventAddTimeoutFunc,
    pub update_timeout: virEventUpdateTimeoutFunc,
    pub remove_timeout: virEventRemoveTimeoutFunc,
}

static REGISTERED: OnceLock<Implementation> = OnceLock::new();

/// Makes a loop the one that is used; the first one stays.
pub fn register(implementation: Implementation) {
    if REGISTERED.set(implementation).is_err() {
        log::debug!(target: "util.event", "Ignoring attempt to replace registered event loop");
        return;
    }
    event_loop::install(Arc::new(Registered));
}

/// The registered loop, if there is one.
pub fn registered() -> Option<Implementation> {
    REGISTERED.get().copied()
}

impl Implementation {
    /// Watches a file descriptor; -1 when there is no such function or it fails.
    ///
    /// # Safety
    /// The callbacks and `opaque` fit together, in any thread that runs the loop.
    pub unsafe fn add_handle(
        &self,
        fd: c_int,
        events: c_int,
        callback: virEventHandleCallback,
        opaque: *mut c_void,
        free: virFreeCallback,
    ) -> c_int {
        // SAFETY: as promised by the caller.
        self.add_handle.map_or(-1, |add| unsafe { add(fd, events, callback, opaque, free) })
    }

    pub fn update_handle(&self, watch: c_int, events: c_int) {
        if let Some(update) = self.update_handle {
            // SAFETY: a function of the program that takes any numbers.
            unsafe { update(watch, events) };
        }
    }

    pub fn remove_handle(&self, watch: c_int) -> c_int {
        // SAFETY: a function of the program that takes any number.
        self.remove_handle.map_or(-1, |remove| unsafe { remove(watch) })
    }

    /// Adds a timer; -1 when there is no such function or it fails.
    ///
    /// # Safety
    /// The callbacks and `opaque` fit together, in any thread that runs the loop.
    pub unsafe fn add_timeout(
        &self,
        timeout: c_int,
        callback: virEventTimeoutCallback,
        opaque: *mut c_void,
        free: virFreeCallback,
    ) -> c_int {
        // SAFETY: as promised by the caller.
        self.add_timeout.map_or(-1, |add| unsafe { add(timeout, callback, opaque, free) })
    }

    pub fn update_timeout(&self, timer: c_int, timeout: c_int) {
        if let Some(update) = self.update_timeout {
            // SAFETY: a function of the program that takes any numbers.
            unsafe { update(timer, timeout) };
        }
    }

    pub fn remove_timeout(&self, timer: c_int) -> c_int {
        // SAFETY: a function of the program that takes any number.
        self.remove_timeout.map_or(-1, |remove| unsafe { remove(timer) })
    }
}

/// The registered loop as the core sees it.
struct Registered;

type Callback = Arc<dyn Fn() + Send + Sync>;

unsafe extern "C" fn turn(_timer: c_int, opaque: *mut c_void) {
    // SAFETY: the box that `add_timeout` below handed over, which lives until `drop_callback`.
    let callback = unsafe { &*opaque.cast::<Callback>() }.clone();
    if std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| callback())).is_err() {
        log::error!(target: "util.event", "a timer's callback panicked");
    }
}

unsafe extern "C" fn drop_callback(opaque: *mut c_void) {
    // SAFETY: the box that `add_timeout` below handed over; loops call this once.
    drop(unsafe { Box::from_raw(opaque.cast::<Callback>()) });
}

impl EventLoop for Registered {
    fn add_timeout(&self, frequency: i32, callback: Callback) -> Option<i32> {
        let implementation = registered()?;
        let opaque = Box::into_raw(Box::new(callback)).cast::<c_void>();
        // SAFETY: `turn` and `drop_callback` are made for this box.
        let timer = unsafe { implementation.add_timeout(frequency, Some(turn), opaque, Some(drop_callback)) };
        if timer < 0 {
            // SAFETY: a loop that fails doesn't keep the box.
            unsafe { drop_callback(opaque) };
            return None;
        }
        Some(timer)
    }

    fn update_timeout(&self, timer: i32, frequency: i32) {
        if let Some(implementation) = registered() {
            implementation.update_timeout(timer, frequency);
        }
    }

    fn remove_timeout(&self, timer: i32) {
        if let Some(implementation) = registered() {
            implementation.remove_timeout(timer);
        }
    }
}
