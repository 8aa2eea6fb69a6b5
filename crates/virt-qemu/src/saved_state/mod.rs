//! The state of a guest in a file: the image's format, compression, and the transfer to and from QEMU.

pub mod cookie;
mod filter;
mod image;
mod transfer;

pub use filter::{check as check_format, from_file as open_stream};
pub use image::{Image, Target};
pub use transfer::{dump_memory, receive, send};
