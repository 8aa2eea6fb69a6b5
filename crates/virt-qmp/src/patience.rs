//! How long a peer may take that says nothing.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// QEMU is slow to answer on a loaded host, and while it reads images.
static MILLIS: AtomicU64 = AtomicU64::new(60_000);

/// How long QEMU gets for its greeting and for each answer, unless the caller says otherwise.
pub fn patience() -> Duration {
    Duration::from_millis(MILLIS.load(Ordering::Relaxed))
}

/// Sets [`patience`] for the whole process. For tests, which can't wait as long as users.
pub fn set_patience(limit: Duration) {
    MILLIS.store(limit.as_millis().try_into().unwrap_or(u64::MAX), Ordering::Relaxed);
}
