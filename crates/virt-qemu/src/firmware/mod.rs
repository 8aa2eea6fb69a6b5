//! Firmware that guests can boot from, as the distribution describes it.
//!
//! [`descriptor`] is the document format (QEMU's `firmware.json`), [`folders`] finds the documents. Which firmware a
//! guest gets is [`crate::post_parse`]'s to decide.

pub mod descriptor;
pub mod folders;

/// Images known without descriptions, each with the file that variables start from, unless settings name others.
pub const KNOWN_PAIRS: &[(&str, &str)] = &[
    ("/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd"),
    ("/usr/share/OVMF/OVMF_CODE.secboot.fd", "/usr/share/OVMF/OVMF_VARS.fd"),
    ("/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.fd"),
    ("/usr/share/AAVMF/AAVMF32_CODE.fd", "/usr/share/AAVMF/AAVMF32_VARS.fd"),
];

pub use descriptor::{Descriptor, Feature, Interface, Mapping, Mode};
