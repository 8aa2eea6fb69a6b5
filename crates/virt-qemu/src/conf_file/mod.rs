//! `qemu.conf`: its syntax, its keys, the settings they make.

mod check;
mod settings;
pub mod syntax;
mod values;

pub use settings::Settings;
pub use values::{ImageFormat, Limit, OneOrMore, SchedCore, Scope, StdioHandler};
