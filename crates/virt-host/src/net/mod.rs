//! Local sockets: any path length, descriptors along with bytes.

mod fd_passing;
mod unix;

pub use fd_passing::{recv_with_fds, send_with_fds};
pub use unix::{bind_unix, connect_unix};
