//! How objects are kept: tables by name and UUID, state as immutable snapshots, trees of moments.
//!
//! Nothing here knows what the objects are.

mod moments;
mod shared;
mod table;

pub use moments::{ListWish, Moments};
pub use shared::Shared;
pub use table::Table;

use virt_core::Error;

/// Whether an object that is (`holds`) or isn't so passes a pair of list filter bits.
pub fn wanted(flags: u32, yes: u32, no: u32, holds: bool) -> bool {
    flags & (yes | no) == 0 || flags & (if holds { yes } else { no }) != 0
}

/// Two flags that exclude each other were both given.
pub fn exclusive(origin: i32, function: &str, a: &str, b: &str) -> Error {
    let text = format!("Flags '{a}' and '{b}' are mutually exclusive");
    Error::invalid_argument(origin, function, "ctl", text)
}
