//! Block nodes: what a disk's data is made of, from the image file up to the guest's device.
//!
//! [`Image`] is one image of a chain with all that its nodes depend on; [`protocol`] says where its bytes are,
//! [`chain`] makes images of a disk's definition, [`numbers`] gives nodes their names.

pub mod chain;
mod filter;
mod image;
pub mod numbers;
mod protocol;
mod secret;

pub use filter::{copy_on_read, throttle_filter, throttle_limits};
pub use image::{Below, Image, Use, is_local};
pub use protocol::{nvme_address, props as protocol_props, url};
pub use secret::{MASTER_KEY, SealedSecret, secret_object};

use crate::vocabulary::{StorageKind, StorageSource};

/// What a source really is: volumes stand for what they were translated to.
pub fn actual(source: &StorageSource) -> &StorageKind {
    match &source.kind {
        StorageKind::Volume(volume) => volume.actual.as_deref().unwrap_or(&source.kind),
        kind => kind,
    }
}
