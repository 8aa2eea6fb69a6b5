//! Errors as C sees them: the thread's last error, a connection's last error, the error functions.
//!
//! A failing entry records its error for the thread, copies it to the connection, and tells the connection's
//! error function, else the process-wide one, else stderr. The public functions are in [`api`].

mod api;
mod cell;
mod report;
mod thread;

pub use cell::ErrorCell;
pub use report::{ErrorSink, dispatch, unknown};
#[cfg(test)]
pub use thread::last;
pub use thread::{record, reset_last};
