//! Firmware that guests can boot from, as the distribution describes it.
//!
//! [`descriptor`] is the document format (QEMU's `firmware.json`), [`folders`] finds the documents. Which firmware a
//! guest gets is [`crate::post_parse`]'s to decide.

pub mod descriptor;
pub mod folders;

pub use descriptor::{Descriptor, Feature, Interface, Mapping, Mode};
