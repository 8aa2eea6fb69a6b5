//! Driver qemu:///.
#![forbid(unsafe_code)]

pub mod aliases;
pub mod capabilities;
pub mod command;
pub mod conf_file;
mod connection;
pub mod definition;
pub mod devices;
mod domain;
pub mod emulator;
mod environment;
pub mod family;
pub mod firmware;
pub mod helper_features;
mod hooks;
mod images;
pub mod launch_plan;
mod monitor;
pub mod namespace;
pub mod post_parse;
pub mod prepare;
mod process;
pub mod root;
pub mod saved_state;
mod stream;
pub mod validate;
pub mod vocabulary;
mod words;

pub use connection::QemuFactory;
