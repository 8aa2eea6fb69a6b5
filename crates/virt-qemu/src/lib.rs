//! Driver qemu:///.
#![forbid(unsafe_code)]

pub mod capabilities;
pub mod command;
pub mod conf_file;
pub mod firmware;
pub mod launch_plan;
pub mod post_parse;
