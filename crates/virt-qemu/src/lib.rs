//! Driver qemu:///.
#![forbid(unsafe_code)]

pub mod capabilities;
pub mod conf_file;
pub mod launch_plan;
pub mod post_parse;
