//! Character devices and small ones.

use virt_core::Result;
use virt_xml::KiB;

use super::compare::*;
use super::info::{device, virtio};
use crate::domain::devices::*;

pub fn serial(source: &Serial, target: &Serial) -> Result<()> {
    same("serial type", source.target.kind.as_str(), target.target.kind.as_str())?;
    same("serial model", source.target.model.as_str(), target.target.model.as_str())?;
    same("serial port", number(source.target.port), number(target.target.port))?;
    device(&source.info, &target.info)
}

pub fn parallel(source: &Parallel, target: &Parallel) -> Result<()> {
    same("parallel port", number(source.port), number(target.port))?;
    device(&source.info, &target.info)
}

pub fn console(source: &Console, target: &Console) -> Result<()> {
    same("console type", source.target.kind.as_str(), target.target.kind.as_str())?;
    device(&source.info, &target.info)
}

pub fn channel(source: &Channel, target: &Channel) -> Result<()> {
    let kind = |channel: &Channel| match channel.target {
        ChannelTarget::Guestfwd { .. } => "guestfwd",
        ChannelTarget::Virtio { .. } => "virtio",
        ChannelTarget::Xen { .. } => "xen",
    };
    same("channel type", kind(source), kind(target))?;
    match (&source.target, &target.target) {
        (
            ChannelTarget::Guestfwd { address: a, port: p },
            ChannelTarget::Guestfwd { address: b, port: q },
        ) => same("channel addr", format!("{a}:{p}"), format!("{b}:{q}"))?,
        (a, b) => {
            same("channel name", a.name().unwrap_or("<null>"), b.name().unwrap_or("<null>"))?;
            let (from, to) = (source.source.kind.name(), target.source.kind.name());
            let renamed = from != to && [from, to].contains(&"spicevmc") && a.name().is_none();
            alike(!renamed, || {
                "Changing device type to/from spicevmc would change default target channel name".into()
            })?;
        }
    }
    device(&source.info, &target.info)
}

pub fn hub(source: &Hub, target: &Hub) -> Result<()> {
    same("hub device type", source.kind.as_str(), target.kind.as_str())?;
    device(&source.info, &target.info)
}

pub fn redirdev(source: &Redirdev, target: &Redirdev) -> Result<()> {
    same("redirected device bus", source.bus.as_str(), target.bus.as_str())?;
    let (from, to) = (source.source.kind.name(), target.source.kind.name());
    alike(from == to, || {
        format!("Target redirected device source type {to} does not match source device source type {from}")
    })?;
    device(&source.info, &target.info)
}

pub fn redirfilter(source: &RedirFilter, target: &RedirFilter) -> Result<()> {
    same("USB redirection filter rule count", source.usbdevs.len(), target.usbdevs.len())?;
    source.usbdevs.iter().zip(&target.usbdevs).try_for_each(|(source, target)| {
        let usb = |equal, what: &str| alike(equal, || format!("Target USB {what} does not match source"));
        usb(source.class == target.class, "Class code")?;
        usb(source.vendor == target.vendor, "vendor ID")?;
        usb(source.product == target.product, "product ID")?;
        usb(source.version == target.version, "version")?;
        same_quoted("USB allow", yes_no(Some(source.allow)), yes_no(Some(target.allow)))
    })
}

pub fn watchdog(source: &Watchdog, target: &Watchdog) -> Result<()> {
    same("watchdog model", source.model.as_str(), target.model.as_str())?;
    device(&source.info, &target.info)
}

pub fn memballoon(source: &Memballoon, target: &Memballoon) -> Result<()> {
    same("balloon model", source.model.as_str(), target.model.as_str())?;
    let option = |name: &str, source, target| {
        same_quoted(&format!("balloon {name} attribute value"), on_off(source), on_off(target))
    };
    option("autodeflate", source.autodeflate, target.autodeflate)?;
    option("freePageReporting", source.free_page_reporting, target.free_page_reporting)?;
    virtio(&source.virtio, &target.virtio)?;
    device(&source.info, &target.info)
}

pub fn rng(source: &Rng, target: &Rng) -> Result<()> {
    same_quoted("RNG model", source.model.as_str(), target.model.as_str())?;
    virtio(&source.virtio, &target.virtio)?;
    device(&source.info, &target.info)
}

pub fn panic(source: &Panic, target: &Panic) -> Result<()> {
    same_quoted("panic model", source.model.as_str(), target.model.as_str())?;
    device(&source.info, &target.info)
}

pub fn shmem(source: &Shmem, target: &Shmem) -> Result<()> {
    let compare = |what: &str, a: String, b: String| {
        alike(a == b, || format!("Target shared memory {what} '{b}' does not match source {what} '{a}'"))
    };
    let role = |shmem: &Shmem| word(shmem.role, "default").to_owned();
    compare("role", role(source), role(target))?;
    compare("model", source.model.as_str().to_owned(), target.model.as_str().to_owned())?;
    compare("size", source.size.to_string(), target.size.to_string())?;
    alike(source.server.is_some() == target.server.is_some(), || {
        "Target shared memory server usage doesn't match source".into()
    })?;
    alike(source.msi == target.msi, || "Target shared memory MSI configuration doesn't match source".into())?;
    device(&source.info, &target.info)
}

pub fn tpm(source: &Tpm, target: &Tpm) -> Result<()> {
    let differs = |what: &str| format!("Target {what} doesn't match source");
    let kind = std::mem::discriminant;
    alike(kind(&source.backend) == kind(&target.backend), || differs("TPM device type"))?;
    alike(source.model == target.model, || differs("TPM device model"))?;
    if let (TpmBackend::Emulator(source), TpmBackend::Emulator(target)) = (&source.backend, &target.backend) {
        alike(source.version == target.version, || differs("TPM version"))?;
        alike(source.active_pcr_banks == target.active_pcr_banks, || differs("active PCR banks"))?;
    }
    device(&source.info, &target.info)
}

pub fn iommu(source: &Iommu, target: &Iommu) -> Result<()> {
    let (a, b) = (&source.driver, &target.driver);
    same_quoted("domain IOMMU device model", source.model.as_str(), target.model.as_str())?;
    let switch = |what: &str, source, target| {
        same_quoted(&format!("domain IOMMU device {what}"), on_off(source), on_off(target))
    };
    switch("intremap value", a.intremap, b.intremap)?;
    switch("caching mode", a.caching_mode, b.caching_mode)?;
    switch("eim value", a.eim, b.eim)?;
    switch("iotlb value", a.iotlb, b.iotlb)?;
    same_quoted("domain IOMMU device aw_bits value", a.aw_bits, b.aw_bits)?;
    switch("dma translation", a.dma_translation, b.dma_translation)?;
    switch("xtsup", a.xtsup, b.xtsup)?;
    switch("passthrough", a.passthrough, b.passthrough)?;
    // upstream shows these as the numbers it has for them
    let count = |what: &str, source: Option<i32>, target: Option<i32>| {
        same_quoted(&format!("domain IOMMU device {what} value"), source.unwrap_or(-1), target.unwrap_or(-1))
    };
    let switched = |state: Option<bool>| Some(state.map_or(0, |on| if on { 1 } else { 2 }));
    count("pci_bus", a.pci_bus, b.pci_bus)?;
    count("accel", switched(a.accel), switched(b.accel))?;
    count("cmdqv", switched(a.cmdqv), switched(b.cmdqv))?;
    count("ATS", switched(a.ats), switched(b.ats))?;
    count("ril", switched(a.ril), switched(b.ril))?;
    count("ssid_size", a.ssidsize, b.ssidsize)?;
    count("oas", a.oas, b.oas)?;
    let granule = |granule: &Option<Granule>| match granule {
        None => "<null>".to_owned(),
        Some(Granule::Mode(mode)) => mode.as_str().to_owned(),
        Some(Granule::Size(kib)) => kib.to_string(),
    };
    same_quoted("domain IOMMU device granule", granule(&a.granule), granule(&b.granule))?;
    device(&source.info, &target.info)
}

pub fn vsock(source: &Vsock, target: &Vsock) -> Result<()> {
    same_quoted("domain vsock device model", source.model.as_str(), target.model.as_str())?;
    virtio(&source.virtio, &target.virtio)?;
    device(&source.info, &target.info)
}

pub fn pstore(source: &Pstore, target: &Pstore) -> Result<()> {
    same_quoted("pstore device backend", source.backend.as_str(), target.backend.as_str())?;
    let KiB(from) = source.size;
    let KiB(to) = target.size;
    same_quoted("pstore size", from, to)?;
    device(&source.info, &target.info)
}
