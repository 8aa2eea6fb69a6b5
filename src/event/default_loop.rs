//! The event loop that comes with the library: poll(2) over handles and timers.
//!
//! A turn: wait until something is due, call timers, call handles; a turn with nothing to call frees what was
//! removed (upstream does so when idle, too). Nothing is locked while callbacks run; free functions never run
//! inside a removal, so that a callback under way keeps its data.

use std::ffi::{c_int, c_short};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use parking_lot::{Mutex, ReentrantMutex};
use virt_core::consts::*;

use crate::ffi::Opaque;
use crate::types::{virEventHandleCallback, virEventTimeoutCallback, virFreeCallback};

#[derive(Clone, Copy)]
struct Handle {
    watch: c_int,
    fd: c_int,
    events: c_int,
    callback: virEventHandleCallback,
    opaque: Opaque,
    free: virFreeCallback,
}

#[derive(Clone, Copy)]
struct Timer {
    timer: c_int,
    /// ms; negative for a timer that stands still
    frequency: c_int,
    due: Option<Instant>,
    callback: virEventTimeoutCallback,
    opaque: Opaque,
    free: virFreeCallback,
}

#[derive(Default)]
struct State {
    last_watch: c_int,
    last_timer: c_int,
    handles: Vec<Handle>,
    timers: Vec<Timer>,
    removed: Vec<(virFreeCallback, Opaque)>,
    /// Turns since something was freed in which there was something to call.
    busy_turns: u32,
}

/// A loop that is never idle frees after so many turns all the same.
const BUSY_TURNS: u32 = 100;

/// The loop.
pub struct DefaultLoop {
    state: Mutex<State>,
    /// Written to when another thread changes what there is to wait for.
    wake: OwnedFd,
    /// Held by the thread that takes a turn; a callback may take a turn of its own.
    turn: ReentrantMutex<()>,
}

/// The one loop of the process; `None` when the system has no file descriptor for it.
pub fn default_loop() -> Option<&'static DefaultLoop> {
    static LOOP: OnceLock<Option<DefaultLoop>> = OnceLock::new();
    LOOP.get_or_init(DefaultLoop::new).as_ref()
}

fn due_in(frequency: c_int) -> Option<Instant> {
    u64::try_from(frequency).ok().map(|ms| Instant::now() + Duration::from_millis(ms))
}

fn to_poll(events: c_int) -> c_short {
    let bits = [
        (VIR_EVENT_HANDLE_READABLE, libc::POLLIN),
        (VIR_EVENT_HANDLE_WRITABLE, libc::POLLOUT),
        (VIR_EVENT_HANDLE_ERROR, libc::POLLERR),
        (VIR_EVENT_HANDLE_HANGUP, libc::POLLHUP),
    ];
    bits.iter().filter(|(bit, _)| events & *bit as c_int != 0).fold(0, |all, (_, poll)| all | poll)
}

fn from_poll(revents: c_short) -> c_int {
    let bits = [
        (VIR_EVENT_HANDLE_READABLE, libc::POLLIN),
        (VIR_EVENT_HANDLE_WRITABLE, libc::POLLOUT),
        (VIR_EVENT_HANDLE_ERROR, libc::POLLERR | libc::POLLNVAL),
        (VIR_EVENT_HANDLE_HANGUP, libc::POLLHUP),
    ];
    bits.iter().filter(|(_, poll)| revents & poll != 0).fold(0, |all, (bit, _)| all | *bit as c_int)
}

impl DefaultLoop {
    fn new() -> Option<Self> {
        // SAFETY: no pointers.
        let fd = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) };
        if fd < 0 {
            return None;
        }
        // SAFETY: just made, and nobody else has it.
        let wake = unsafe { OwnedFd::from_raw_fd(fd) };
        Some(Self { state: Mutex::default(), wake, turn: ReentrantMutex::new(()) })
    }

    fn wake_up(&self) {
        let one = 1u64.to_ne_bytes();
        // SAFETY: eight bytes to an eventfd; it can only be full, and then it wakes as well.
        unsafe { libc::write(self.wake.as_raw_fd(), one.as_ptr().cast(), one.len()) };
    }

    pub fn add_handle(
        &self,
        fd: c_int,
        events: c_int,
        callback: virEventHandleCallback,
        opaque: Opaque,
        free: virFreeCallback,
    ) -> c_int {
        let watch = {
            let mut state = self.state.lock();
            state.last_watch += 1;
            let watch = state.last_watch;
            state.handles.push(Handle { watch, fd, events, callback, opaque, free });
            watch
        };
        self.wake_up();
        watch
    }

    pub fn update_handle(&self, watch: c_int, events: c_int) {
        let mut state = self.state.lock();
        if let Some(handle) = state.handles.iter_mut().find(|handle| handle.watch == watch) {
            handle.events = events;
        }
        drop(state);
        self.wake_up();
    }

    pub fn remove_handle(&self, watch: c_int) -> c_int {
        let mut state = self.state.lock();
        let Some(place) = state.handles.iter().position(|handle| handle.watch == watch) else { return -1 };
        let handle = state.handles.remove(place);
        state.removed.push((handle.free, handle.opaque));
        drop(state);
        self.wake_up();
        0
    }

    pub fn add_timeout(
        &self,
        frequency: c_int,
        callback: virEventTimeoutCallback,
        opaque: Opaque,
        free: virFreeCallback,
    ) -> c_int {
        let timer = {
            let mut state = self.state.lock();
            state.last_timer += 1;
            let timer = state.last_timer;
            state.timers.push(Timer { timer, frequency, due: due_in(frequency), callback, opaque, free });
            timer
        };
        self.wake_up();
        timer
    }

    pub fn update_timeout(&self, timer: c_int, frequency: c_int) {
        let mut state = self.state.lock();
        if let Some(found) = state.timers.iter_mut().find(|found| found.timer == timer) {
            found.frequency = frequency;
            found.due = due_in(frequency);
        }
        drop(state);
        self.wake_up();
    }

    pub fn remove_timeout(&self, timer: c_int) -> c_int {
        let mut state = self.state.lock();
        let Some(place) = state.timers.iter().position(|found| found.timer == timer) else { return -1 };
        let found = state.timers.remove(place);
        state.removed.push((found.free, found.opaque));
        drop(state);
        self.wake_up();
        0
    }

    /// Waits until something is due and calls what is.
    pub fn run_once(&self) {
        let _turn = self.turn.lock();
        let (mut polled, watches, timeout) = self.what_to_wait_for();
        // SAFETY: as many entries as said.
        let ready = unsafe { libc::poll(polled.as_mut_ptr(), polled.len() as libc::nfds_t, timeout) };
        if ready > 0 && polled.first().is_some_and(|wake| wake.revents != 0) {
            let mut count = [0u8; 8];
            // SAFETY: room for the eight bytes of an eventfd.
            unsafe { libc::read(self.wake.as_raw_fd(), count.as_mut_ptr().cast(), count.len()) };
        }
        let mut called = self.call_timers();
        if ready > 0 {
            for (entry, watch) in polled.iter().skip(1).zip(watches) {
                if entry.revents != 0 {
                    called += 1;
                    self.call_handle(watch, entry.fd, entry.revents);
                }
            }
        }
        self.free_removed(called > 0);
    }

    fn what_to_wait_for(&self) -> (Vec<libc::pollfd>, Vec<c_int>, c_int) {
        let state = self.state.lock();
        let mut polled = vec![libc::pollfd { fd: self.wake.as_raw_fd(), events: libc::POLLIN, revents: 0 }];
        let mut watches = Vec::new();
        for handle in state.handles.iter().filter(|handle| handle.events != 0) {
            polled.push(libc::pollfd { fd: handle.fd, events: to_poll(handle.events), revents: 0 });
            watches.push(handle.watch);
        }
        let timeout = if state.removed.is_empty() {
            let next = state.timers.iter().filter_map(|timer| timer.due).min();
            // Rounded up, so that what is waited for is due afterwards.
            next.map_or(-1, |due| {
                let left = due.saturating_duration_since(Instant::now());
                c_int::try_from(left.as_nanos().div_ceil(1_000_000)).unwrap_or(c_int::MAX)
            })
        } else {
            0
        };
        (polled, watches, timeout)
    }

    /// Calls the timers that are due; returns how many.
    fn call_timers(&self) -> usize {
        let now = Instant::now();
        let due: Vec<c_int> = {
            let state = self.state.lock();
            state
                .timers
                .iter()
                .filter(|timer| timer.due.is_some_and(|due| due <= now))
                .map(|t| t.timer)
                .collect()
        };
        let mut called = 0;
        for timer in due {
            let call = {
                let mut state = self.state.lock();
                // It may have been removed or put off by a callback before it.
                let found = state.timers.iter_mut().find(|found| found.timer == timer);
                found.filter(|found| found.due.is_some_and(|due| due <= now)).map(|found| {
                    found.due = due_in(found.frequency);
                    (found.callback, found.opaque)
                })
            };
            if let Some((Some(callback), opaque)) = call {
                called += 1;
                // SAFETY: the program's function with its data, which is freed only later in a turn.
                unsafe { callback(timer, opaque.0) };
            }
        }
        called
    }

    fn call_handle(&self, watch: c_int, fd: c_int, revents: c_short) {
        let found = {
            let state = self.state.lock();
            state.handles.iter().find(|handle| handle.watch == watch && handle.events != 0).copied()
        };
        if let Some(handle) = found
            && let Some(callback) = handle.callback
        {
            // SAFETY: the program's function with its data, which is freed only later in a turn.
            unsafe { callback(watch, fd, from_poll(revents), handle.opaque.0) };
        }
    }

    fn free_removed(&self, busy: bool) {
        let removed = {
            let mut state = self.state.lock();
            state.busy_turns = if busy && !state.removed.is_empty() { state.busy_turns + 1 } else { 0 };
            if busy && state.busy_turns < BUSY_TURNS {
                return;
            }
            state.busy_turns = 0;
            std::mem::take(&mut state.removed)
        };
        for (free, opaque) in removed {
            if let Some(free) = free {
                // SAFETY: the program's function with its data, once.
                unsafe { free(opaque.0) };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::c_void;
    use std::sync::atomic::{AtomicI32, Ordering};

    use super::*;

    static FREED: AtomicI32 = AtomicI32::new(0);

    unsafe extern "C" fn count(_: c_int, opaque: *mut c_void) {
        // SAFETY: the test's counter.
        unsafe { &*opaque.cast::<AtomicI32>() }.fetch_add(1, Ordering::SeqCst);
    }

    unsafe extern "C" fn ready(_: c_int, _: c_int, events: c_int, opaque: *mut c_void) {
        // SAFETY: the test's counter.
        unsafe { &*opaque.cast::<AtomicI32>() }.store(events, Ordering::SeqCst);
    }

    unsafe extern "C" fn freed(_: *mut c_void) {
        FREED.fetch_add(1, Ordering::SeqCst);
    }

    #[test]
    fn timers_handles_and_freeing() {
        let events = DefaultLoop::new().expect("an eventfd");
        let (calls, bits) = (AtomicI32::new(0), AtomicI32::new(0));
        let opaque = |counter: &AtomicI32| Opaque(std::ptr::from_ref(counter).cast_mut().cast());
        let timer = events.add_timeout(0, Some(count), opaque(&calls), Some(freed));
        events.run_once();
        assert!(calls.load(Ordering::SeqCst) >= 1);
        events.update_timeout(timer, -1);
        let (one, two) = std::os::unix::net::UnixStream::pair().expect("sockets");
        let wanted = VIR_EVENT_HANDLE_READABLE as c_int;
        let watch = events.add_handle(one.as_raw_fd(), wanted, Some(ready), opaque(&bits), Some(freed));
        drop(two);
        while bits.load(Ordering::SeqCst) == 0 {
            events.run_once();
        }
        assert_ne!(bits.load(Ordering::SeqCst) & wanted, 0);
        assert_eq!((events.remove_handle(watch), events.remove_handle(watch)), (0, -1));
        assert_eq!(FREED.load(Ordering::SeqCst), 0);
        assert_eq!(events.remove_timeout(timer), 0);
        events.run_once();
        assert_eq!(FREED.load(Ordering::SeqCst), 2);
    }
}
