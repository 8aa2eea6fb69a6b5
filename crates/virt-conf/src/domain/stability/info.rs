//! What devices have in common: where the guest sees them, and virtio's options.

use virt_core::Result;
use virt_xml::Tagged;

use super::compare::*;
use crate::domain::address::Address;
use crate::domain::info::{DeviceInfo, VirtioOptions};

pub fn virtio(source: &VirtioOptions, target: &VirtioOptions) -> Result<()> {
    alike(source.is_empty() == target.is_empty(), || {
        "Target device virtio options don't match the source".into()
    })?;
    let option = |name: &str, source, target| {
        same_quoted(&format!("device {name} option"), on_off(source), on_off(target))
    };
    option("iommu", source.iommu, target.iommu)?;
    option("ats", source.ats, target.ats)?;
    option("packed", source.packed, target.packed)?;
    option("page_per_vq", source.page_per_vq, target.page_per_vq)
}

pub fn device(source: &DeviceInfo, target: &DeviceInfo) -> Result<()> {
    let kind = |info: &DeviceInfo| info.address.as_ref().map_or("none", Tagged::tag);
    same("device address type", kind(source), kind(target))?;
    if let (Some(source), Some(target)) = (&source.address, &target.address) {
        address(source, target)?;
    }
    same_quoted("ACPI index", source.acpi_index.unwrap_or(0), target.acpi_index.unwrap_or(0))
}

fn address(source: &Address, target: &Address) -> Result<()> {
    let shown = |address: &Address| match address {
        Address::Pci(a) => {
            Some(("PCI address", format!("{:04x}:{:02x}:{:02x}.{}", a.domain, a.bus, a.slot, a.function)))
        }
        Address::Drive(a) => Some(("drive address", format!("{}:{}:{}", a.controller, a.bus, a.unit))),
        Address::VirtioSerial(a) => {
            Some(("virtio serial address", format!("{}:{}:{}", a.controller, a.bus, a.port)))
        }
        Address::Ccid(a) => Some(("ccid address", format!("{}:{}", a.controller, a.slot))),
        Address::Isa(a) => Some(("isa address", format!("{}:{}", a.iobase, a.irq))),
        Address::Ccw(a) => Some(("CCW address", format!("{:x}.{:x}.{:04x}", a.cssid, a.ssid, a.devno))),
        _ => None,
    };
    if let (Some((what, source)), Some((_, target))) = (shown(source), shown(target)) {
        same(&format!("device {what}"), source, target)?;
    }
    if let (Address::Dimm(source), Address::Dimm(target)) = (source, target) {
        same("device dimm slot", source.slot, target.slot)?;
        let base = |base: u64| format!("{base:x}");
        same_quoted("device dimm base address", base(source.base), base(target.base))?;
    }
    Ok(())
}
