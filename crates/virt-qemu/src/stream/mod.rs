//! Streams of this driver: consoles and channels of guests, and files.

mod device;
mod file;

pub use device::{DeviceStream, InUse};
pub use file::FileStream;
