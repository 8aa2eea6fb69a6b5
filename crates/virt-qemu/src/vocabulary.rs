//! The words of domain documents, under one roof.

pub use virt_conf::domain::address::*;
pub use virt_conf::domain::chardev::*;
pub use virt_conf::domain::devices::*;
pub use virt_conf::domain::info::*;
pub use virt_conf::domain::policy::{DeviceAt, DriverPolicy, Features as PolicyFeatures, StageFlags};
pub use virt_conf::domain::qemu_ns::*;
pub use virt_conf::domain::storage::*;
pub use virt_conf::domain::*;
pub use virt_xml::Word;
