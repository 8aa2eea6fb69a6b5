//! A callback for when a stream can be read or written, on the program's event loop.
//!
//! The carrier wakes a timer of the loop from any thread; the timer asks what is ready and calls the program as
//! long as something is, the way a watched file descriptor would.

use std::ffi::c_int;
use std::sync::{Arc, Weak};

use parking_lot::Mutex;
use virt_core::consts::*;
use virt_core::driver::StreamDriver;
use virt_core::event::event_loop::{self, EventLoop};
use virt_core::{Error, Result, bail};

use super::StreamObject;
use crate::ffi::Opaque;
use crate::handle::{self, Handle, Token};
use crate::types::{virFreeCallback, virStreamEventCallback};

const FROM: i32 = VIR_FROM_STREAMS;

/// The callback with its timer.
pub struct Watcher {
    stream: Token,
    carrier: Weak<dyn StreamDriver>,
    callback: virStreamEventCallback,
    opaque: Opaque,
    free: virFreeCallback,
    state: Mutex<State>,
    event_loop: Arc<dyn EventLoop>,
}

struct State {
    timer: i32,
    events: u32,
    calling: bool,
    removed: bool,
}

impl Watcher {
    fn wake(&self) {
        let state = self.state.lock();
        if !state.removed && state.timer >= 0 {
            let timer = state.timer;
            drop(state);
            self.event_loop.update_timeout(timer, 0);
        }
    }

    fn ready(&self) -> u32 {
        let events = self.state.lock().events;
        let ready = self.carrier.upgrade().and_then(|carrier| carrier.ready().ok());
        ready.unwrap_or(0) & (events | VIR_STREAM_EVENT_ERROR | VIR_STREAM_EVENT_HANGUP)
    }

    /// A turn of the timer.
    fn turn(&self) {
        let ready = self.ready();
        let timer = self.state.lock().timer;
        if ready == 0 {
            self.event_loop.update_timeout(timer, -1);
            // It may have become ready between the two.
            if self.ready() != 0 {
                self.event_loop.update_timeout(timer, 0);
            }
            return;
        }
        {
            let mut state = self.state.lock();
            if state.removed {
                return;
            }
            state.calling = true;
        }
        if let Some(callback) = self.callback {
            // SAFETY: the program's function with its data, which is freed only after this call.
            unsafe { callback(self.stream.pointer(), ready as c_int, self.opaque.0) };
        }
        let removed = {
            let mut state = self.state.lock();
            state.calling = false;
            state.removed
        };
        if removed {
            self.free();
        }
    }

    fn free(&self) {
        if let Some(free) = self.free {
            // SAFETY: the program's function with its data; whoever sets `removed` sees to that it is once.
            unsafe { free(self.opaque.0) };
        }
    }
}

/// Puts a callback on a stream; the stream stays alive until it is removed.
pub fn add(
    stream: &Handle<StreamObject>,
    events: c_int,
    callback: virStreamEventCallback,
    opaque: Opaque,
    free: virFreeCallback,
) -> Result<()> {
    let carrier = super::carrier(stream)?;
    let Some(event_loop) = event_loop::current() else {
        bail!(FROM, VIR_ERR_INTERNAL_ERROR, "cannot register file watch on stream");
    };
    let mut place = stream.watcher.lock();
    if place.is_some() {
        bail!(FROM, VIR_ERR_INTERNAL_ERROR, "stream already has a callback registered");
    }
    let watcher = Arc::new(Watcher {
        stream: stream.token(),
        carrier: Arc::downgrade(carrier),
        callback,
        opaque,
        free,
        state: Mutex::new(State { timer: -1, events: events as u32, calling: false, removed: false }),
        event_loop,
    });
    let (turning, waking) = (watcher.clone(), Arc::downgrade(&watcher));
    let timer = watcher.event_loop.add_timeout(0, Arc::new(move || turning.turn()));
    let Some(timer) = timer else {
        return Err(Error::new(FROM, VIR_ERR_INTERNAL_ERROR, "cannot register file watch on stream"));
    };
    watcher.state.lock().timer = timer;
    let waker = Arc::new(move |_| {
        if let Some(watcher) = waking.upgrade() {
            watcher.wake();
        }
    });
    if let Err(error) = carrier.set_waker(Some(waker)) {
        watcher.event_loop.remove_timeout(timer);
        return Err(error);
    }
    stream.retain();
    *place = Some(watcher);
    Ok(())
}

/// Changes what the callback is called for.
pub fn update(stream: &StreamObject, events: c_int) -> Result<()> {
    let watcher = stream.watcher.lock().clone();
    let Some(watcher) = watcher else {
        bail!(FROM, VIR_ERR_INTERNAL_ERROR, "stream does not have a callback registered");
    };
    watcher.state.lock().events = events as u32;
    watcher.wake();
    Ok(())
}

/// Takes the callback away.
pub fn remove(stream: &StreamObject) -> Result<()> {
    if forget(stream) {
        return Ok(());
    }
    bail!(FROM, VIR_ERR_INTERNAL_ERROR, "stream does not have a callback registered")
}

/// Takes the callback away if there is one; its data is freed now, or after the call that is under way.
pub fn forget(stream: &StreamObject) -> bool {
    let Some(watcher) = stream.watcher.lock().take() else { return false };
    let (timer, calling) = {
        let mut state = watcher.state.lock();
        state.removed = true;
        (state.timer, state.calling)
    };
    if let Some(carrier) = watcher.carrier.upgrade() {
        // A carrier that has ended has no waker any more.
        let _ = carrier.set_waker(None);
    }
    watcher.event_loop.remove_timeout(timer);
    if !calling {
        watcher.free();
    }
    handle::release(watcher.stream);
    true
}
