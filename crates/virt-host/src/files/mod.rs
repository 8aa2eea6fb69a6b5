//! Files that must never be seen half written, and lock files that name their holder.

mod atomic;
mod cached;
mod dirs;
mod lock;

pub use atomic::{remove_file, remove_unfinished, replace_file, replace_volatile};
pub use cached::{copy_uncached, forget_cached};
pub use dirs::{make_dirs, set_owner};
pub use lock::{LockFile, LockOutcome};
