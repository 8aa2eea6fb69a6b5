//! What is wrong with devices that can hardly be wrong.

use virt_core::consts::*;
use virt_core::{Error, Result};

use crate::domain::DomainDef;
use crate::domain::address::Address;
use crate::domain::chardev::{ChardevKind, SourceMode};
use crate::domain::complain::{refuse, unsupported, wrong};
use crate::domain::devices::Audio;
use crate::domain::devices::{Filesystem, FsDriverType};
use crate::domain::devices::{Graphics, ListenType};
use crate::domain::devices::{Iommu, IommuDriver, IommuModel, Pstore, Vsock, VsockModel};
use crate::domain::devices::{Tpm, TpmBackend, TpmVersion};
use crate::domain::validate::common::no_virtio_options;

pub fn vsock(vsock: &Vsock) -> Result<()> {
    refuse(matches!(vsock.cid.address, Some(1 | 2)), "guest CIDs must be >= 3")?;
    if vsock.model == VsockModel::Default { no_virtio_options(&vsock.virtio) } else { Ok(()) }
}

pub fn shmem(name: &str) -> Result<()> {
    refuse(name.contains('/'), "shmem name cannot include '/' character")?;
    refuse(name == ".", "shmem name cannot be equal to '.'")?;
    refuse(name == "..", "shmem name cannot be equal to '..'")
}

pub fn filesystem(def: &DomainDef, fs: &Filesystem) -> Result<()> {
    let Some(target) = &fs.target else {
        let source = fs.source.path.as_ref().or(fs.source.socket.as_ref());
        return Err(match source {
            Some(source) => Error::new(VIR_FROM_DOMAIN, VIR_ERR_NO_TARGET, source),
            None => Error::bare(VIR_FROM_DOMAIN, VIR_ERR_NO_TARGET),
        });
    };
    let virtiofs = |fs: &Filesystem| fs.driver.kind == FsDriverType::Virtiofs;
    refuse(fs.info.boot.is_some() && !virtiofs(fs), "boot order is only supported for virtiofs")?;
    let mut seen: Vec<&str> = Vec::new();
    for other in def.devices.filesystems.iter().filter(|other| virtiofs(other)) {
        let Some(name) = other.target.as_deref() else { continue };
        let clashes = name == target && !std::ptr::eq(other, fs);
        if seen.contains(&name) || clashes {
            return unsupported(format!("filesystem target '{name}' specified twice"));
        }
        seen.push(name);
    }
    Ok(())
}

/// Whether the domain has the audio backend that a device names.
pub fn audio_exists(def: &DomainDef, id: Option<u32>) -> Result<()> {
    match id {
        Some(id) if id != 0 && !def.devices.audios.iter().any(|audio| audio.id == id) => {
            wrong(format!("no audio device with ID {id}"))
        }
        _ => Ok(()),
    }
}

pub fn audio(def: &DomainDef, audio: &Audio) -> Result<()> {
    match def.devices.audios.iter().filter(|other| other.id == audio.id).count() {
        0 | 1 => Ok(()),
        _ => wrong(format!("audio ID {} is used multiple times", audio.id)),
    }
}

pub fn graphics(def: &DomainDef, graphics: &Graphics) -> Result<()> {
    let kind = graphics.type_name();
    let sockets = matches!(graphics, Graphics::Vnc(_) | Graphics::Spice(_));
    for listen in graphics.listens() {
        match listen.kind {
            ListenType::Network if listen.network.is_none() => {
                return wrong("'network' attribute is required for listen type 'network'");
            }
            ListenType::Socket | ListenType::None if !sockets => {
                return unsupported(format!(
                    "listen type '{}' is not available for graphics type '{kind}'",
                    listen.kind.as_str()
                ));
            }
            _ => {}
        }
    }
    match graphics {
        Graphics::Vnc(vnc) => audio_exists(def, vnc.audio.map(|audio| audio.id)),
        Graphics::Dbus(dbus) if dbus.p2p && dbus.address.is_some() => {
            wrong("D-Bus p2p with an address is not supported")
        }
        _ => Ok(()),
    }
}

pub fn iommu(iommu: &Iommu) -> Result<()> {
    let model = iommu.model.as_str();
    let given = &iommu.driver;
    // what is not the model's is missing from the copy
    let mut own = IommuDriver::default();
    match iommu.model {
        IommuModel::Intel => {
            own = *given;
            (own.passthrough, own.xtsup, own.granule) = (None, None, None);
            (own.pci_bus, own.accel, own.cmdqv) = (None, None, None);
            (own.ats, own.ril, own.ssidsize, own.oas) = (None, None, None, None);
        }
        IommuModel::Amd => {
            (own.intremap, own.iotlb) = (given.intremap, given.iotlb);
            (own.passthrough, own.xtsup) = (given.passthrough, given.xtsup);
        }
        IommuModel::Smmuv3 => {
            (own.pci_bus, own.accel, own.cmdqv) = (given.pci_bus, given.accel, given.cmdqv);
            (own.ats, own.ril) = (given.ats, given.ril);
            (own.ssidsize, own.oas) = (given.ssidsize, given.oas);
        }
        IommuModel::Virtio => {
            (own.aw_bits, own.granule) = (given.aw_bits, given.granule);
            (own.passthrough, own.xtsup) = (given.passthrough, given.xtsup);
        }
    }
    if own != *given {
        return wrong(format!("iommu model '{model}' doesn't support some additional attributes"));
    }
    let needs_accel =
        given.ats.or(given.ril).or(given.cmdqv).is_some() || given.ssidsize.or(given.oas).is_some();
    if iommu.model == IommuModel::Smmuv3 && needs_accel && given.accel != Some(true) {
        return wrong(
            "accel must be enabled for iommu model 'smmuv3' when setting ats, ril, ssidsize, oas, or cmdqv",
        );
    }
    let has_address = matches!(iommu.model, IommuModel::Virtio | IommuModel::Amd);
    if !has_address && iommu.info.address.is_some() {
        return wrong(format!("iommu model '{model}' can't have address"));
    }
    Ok(())
}

pub fn tpm(tpm: &Tpm) -> Result<()> {
    match &tpm.backend {
        TpmBackend::Passthrough { .. } => Ok(()),
        TpmBackend::Emulator(emulator) => {
            let version_2 = emulator.version == Some(TpmVersion::V2_0);
            if !emulator.active_pcr_banks.is_empty() && !version_2 {
                return wrong("<active_pcr_banks/> requires TPM version '2.0'");
            }
            if emulator.profile.source.is_some() && !version_2 {
                return wrong("<profile/> requires TPM version '2.0'");
            }
            Ok(())
        }
        TpmBackend::External(source) => match &source.kind {
            ChardevKind::Unix(unix) if unix.mode == SourceMode::Bind => {
                wrong("only 'connect' mode is supported for external TPM device")
            }
            ChardevKind::Unix(unix) if unix.path.is_none() => {
                wrong("missing socket path for external TPM device")
            }
            ChardevKind::Unix(_) => Ok(()),
            _ => wrong("only source type 'unix' is supported for external TPM device"),
        },
    }
}

pub fn pstore(pstore: &Pstore) -> Result<()> {
    if pstore.path.as_deref().is_none_or(str::is_empty) {
        return wrong("missing path for ACPI ERST pstore device");
    }
    match pstore.size.0 >= 4 && pstore.size.0.is_power_of_two() {
        true => Ok(()),
        false => wrong("invalid size of ACPI ERST pstore device"),
    }
}

/// Where a smartcard can sit.
pub fn smartcard_address(address: Option<&Address>) -> Result<()> {
    refuse(!matches!(address, None | Some(Address::Ccid(_))), "Controllers must use the 'ccid' address type")
}
