//! Storage: pools, their volumes, where pools come from and which kinds there are.
//!
//! Sizes and what is on the host's disks are the driver's to know.

pub mod adapter;
pub mod kinds;
pub mod perms;
pub mod pool;
mod schema;
pub mod source;
pub mod volume;

pub use kinds::{PoolKind, capabilities_xml};
pub use perms::Permissions;
pub use pool::{PoolDef, PoolOptions};
pub use source::{PoolSource, parse_source, source_list_xml};
pub use volume::{VolumeDef, VolumeKind, VolumeTarget};
