//! Checks that several devices share.

use virt_core::consts::*;
use virt_core::{Result, bail};

use crate::domain::DomainDef;
use crate::domain::complain::{refuse, unsupported};
use crate::domain::info::VirtioOptions;
use crate::domain::seclabel::DeviceSeclabel;

/// Options that only virtio devices have.
pub fn no_virtio_options(virtio: &VirtioOptions) -> Result<()> {
    refuse(virtio.iommu.is_some(), "iommu driver option is only supported for virtio devices")?;
    refuse(virtio.ats.is_some(), "ats driver option is only supported for virtio devices")?;
    refuse(virtio.packed.is_some(), "packed driver option is only supported for virtio devices")?;
    refuse(virtio.page_per_vq.is_some(), "page_per_vq option is only supported for virtio devices")
}

/// Labels of a device need a domain that is relabelled.
pub fn device_labels(labels: &[DeviceSeclabel], def: &DomainDef) -> Result<()> {
    let fixed = |label: &DeviceSeclabel| def.seclabels.iter().any(|d| d.model == label.model && !d.relabel);
    match labels.iter().any(fixed) {
        true => unsupported("label overrides require relabeling to be enabled at the domain level"),
        false => Ok(()),
    }
}

/// Printable ASCII only.
pub fn is_printable(text: &str) -> bool {
    text.bytes().all(|b| (b' '..=b'~').contains(&b))
}

/// Sixteen hexadecimal digits, perhaps after `0x`.
pub fn wwn(text: &str) -> Result<()> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    if digits.len() != 16 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        bail!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "Malformed wwn: {text}");
    }
    Ok(())
}
