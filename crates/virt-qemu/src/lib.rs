//! Driver qemu:///.
#![forbid(unsafe_code)]

pub mod capabilities;
pub mod command;
pub mod conf_file;
mod connection;
pub mod definition;
mod domain;
pub mod emulator;
pub mod firmware;
mod keycodes;
pub mod launch_plan;
mod monitor;
pub mod post_parse;
mod process;
mod root;
mod saved_state;
mod stream;
mod words;

pub use connection::QemuFactory;
