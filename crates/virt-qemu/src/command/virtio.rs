//! Names of virtio devices, which depend on where they are.

use crate::vocabulary::{Address, DeviceInfo, VirtioOptions};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::props::Props;
use crate::capabilities::{Flag, QemuCaps};

/// Which generations of virtio a device speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Generation {
    #[default]
    Both,
    Transitional,
    Modern,
}

/// A virtio device: `virtio-blk-pci`.
pub fn device(
    base: &str,
    info: &DeviceInfo,
    options: Option<&VirtioOptions>,
    generation: Generation,
    caps: &QemuCaps,
) -> Result<Props> {
    let bus = match &info.address {
        Some(Address::Pci(_)) => "pci",
        Some(Address::VirtioMmio) => "device",
        Some(Address::Ccw(_)) => "ccw",
        None | Some(Address::Unassigned) => {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "Unexpected enum value 0 for virDomainDeviceAddressType"
            )
        }
        Some(_) => bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Unexpected address type for '{base}'"),
    };
    let name = format!("{base}-{bus}{}", suffix(generation, caps)?);
    Ok(with_options(Props::device(name), options))
}

/// The options that all virtio devices have.
pub fn with_options(props: Props, options: Option<&VirtioOptions>) -> Props {
    let Some(options) = options else { return props };
    props
        .opt("iommu_platform", options.iommu)
        .opt("ats", options.ats)
        .opt("packed", options.packed)
        .opt("page-per-vq", options.page_per_vq)
}

fn suffix(generation: Generation, caps: &QemuCaps) -> Result<&'static str> {
    match (generation, caps.has(Flag::VIRTIO_PCI_TRANSITIONAL)) {
        (Generation::Both, _) | (Generation::Transitional, false) => Ok(""),
        (Generation::Transitional, true) => Ok("-transitional"),
        (Generation::Modern, true) => Ok("-non-transitional"),
        (Generation::Modern, false) => bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "virtio non-transitional model not supported for this qemu"
        ),
    }
}
