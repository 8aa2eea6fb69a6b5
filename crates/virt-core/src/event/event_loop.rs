//! The program's event loop, as far as the core needs it: timers.
//!
//! The C layer installs whatever loop the program registered; without one, events cannot be had.

use std::sync::{Arc, OnceLock};

use parking_lot::RwLock;

/// A loop that calls back. Frequencies are in ms; -1 is never, 0 is at the next turn.
pub trait EventLoop: Send + Sync {
    /// Adds a timer; `None` when the loop refuses.
    fn add_timeout(&self, frequency: i32, callback: Arc<dyn Fn() + Send + Sync>) -> Option<i32>;
    fn update_timeout(&self, timer: i32, frequency: i32);
    fn remove_timeout(&self, timer: i32);
}

fn slot() -> &'static RwLock<Option<Arc<dyn EventLoop>>> {
    static SLOT: OnceLock<RwLock<Option<Arc<dyn EventLoop>>>> = OnceLock::new();
    SLOT.get_or_init(|| RwLock::new(None))
}

/// Makes `event_loop` the one that everything from now on uses.
pub fn install(event_loop: Arc<dyn EventLoop>) {
    *slot().write() = Some(event_loop);
}

/// The installed loop.
pub fn current() -> Option<Arc<dyn EventLoop>> {
    slot().read().clone()
}
