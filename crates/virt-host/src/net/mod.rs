//! Local sockets, with any path length and descriptors along with bytes; network devices.

mod fd_passing;
pub mod link;
mod netlink;
mod tap;
mod unix;
mod vsock;

pub use fd_passing::{recv_with_fds, send_with_fds};
pub use tap::{TapShape, open_macvtap, open_tap, tap_name};
pub use unix::{bind_unix, connect_unix, is_listening};
pub use vsock::{acquire_guest_cid, set_guest_cid};
