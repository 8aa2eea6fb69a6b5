//! Small devices.

use virt_core::Result;

use super::chardev::source;
use super::refuse::{internal, refuse, refuse_with, unsupported, wrong};
use crate::capabilities::{Flag, QemuCaps, machine};
use crate::family::Family;
use crate::vocabulary::{
    Address, Crypto, CryptoBackendModel, DomainDef, Input, InputBus, InputModel, InputType, Iommu,
    IommuModel, Memballoon, MemballoonModel, Nvram, Pstore, Redirdev, Rng, RngBackend, RngModel, Shmem,
    ShmemModel, Smartcard, SmartcardSource, Sound, SoundCodecType, SoundModel, Tpm, TpmBackend, TpmModel,
    TpmVersion, Watchdog, WatchdogModel,
};

/// Smallest size of shared memory, in bytes.
const SHMEM_MIN: u64 = 1 << 20;

pub fn smartcard(def: &DomainDef, smartcard: &Smartcard, caps: &QemuCaps) -> Result<()> {
    let first = match &smartcard.info.address {
        Some(Address::Ccid(ccid)) => ccid.controller == 0 && ccid.slot == 0,
        _ => false,
    };
    refuse(def.devices.smartcards.len() > 1 || !first, "this QEMU binary lacks multiple smartcard support")?;
    match &smartcard.source {
        SmartcardSource::Passthrough(chardev) => {
            refuse(
                !caps.has(Flag::CCID_PASSTHRU),
                "this QEMU binary lacks smartcard passthrough mode support",
            )?;
            source(def, chardev, caps)
        }
        _ => refuse(!caps.has(Flag::CCID_EMULATED), "this QEMU binary lacks smartcard host mode support"),
    }
}

pub fn rng(def: &DomainDef, rng: &Rng, caps: &QemuCaps) -> Result<()> {
    match &rng.backend {
        RngBackend::Random { .. } => {
            refuse(!caps.has(Flag::OBJECT_RNG_RANDOM), "this qemu doesn't support the rng-random backend")?
        }
        RngBackend::Egd(chardev) => {
            refuse(!caps.has(Flag::OBJECT_RNG_EGD), "this qemu doesn't support the rng-egd backend")?;
            source(def, chardev, caps)?;
        }
        RngBackend::Builtin => {
            refuse(!caps.has(Flag::OBJECT_RNG_BUILTIN), "this qemu doesn't support the rng-builtin backend")?
        }
    }
    let plain = caps.has(Flag::DEVICE_VIRTIO_RNG);
    let there = match rng.model {
        RngModel::Virtio => plain,
        _ => plain && caps.has(Flag::VIRTIO_PCI_TRANSITIONAL),
    };
    refuse_with(!there, || {
        format!("domain configuration does not support rng model '{}'", rng.model.as_str())
    })
}

pub fn redirdev(def: &DomainDef, redirdev: &Redirdev, caps: &QemuCaps) -> Result<()> {
    source(def, &redirdev.source, caps)?;
    refuse(!caps.has(Flag::USB_REDIR), "USB redirection is not supported by this version of QEMU")?;
    let filters = def.devices.redirfilter.as_ref().is_some_and(|filter| !filter.usbdevs.is_empty());
    refuse(
        filters && !caps.has(Flag::USB_REDIR_FILTER),
        "USB redirection filter is not supported by this version of QEMU",
    )
}

pub fn watchdog(def: &DomainDef, watchdog: &Watchdog) -> Result<()> {
    let model = watchdog.model.as_str();
    let address = watchdog.info.address.as_ref();
    let family = Family::of(def);
    let first = def.devices.watchdogs.first();
    refuse(
        first.is_some_and(|first| first.action != watchdog.action),
        "watchdogs with different actions are not supported with this QEMU binary",
    )?;
    match watchdog.model {
        WatchdogModel::I6300esb => refuse_with(!matches!(address, None | Some(Address::Pci(_))), || {
            format!("{model} model of watchdog can go only on PCI bus")
        }),
        WatchdogModel::Ib700 => {
            refuse_with(!family.is_i440fx(), || {
                format!("{model} model of watchdog cannot be used with this machine type")
            })?;
            refuse_with(address.is_some(), || {
                format!("{model} model of watchdog does not support configuring the address")
            })
        }
        WatchdogModel::Diag288 => {
            refuse_with(address.is_some(), || {
                format!("{model} model of watchdog is virtual and cannot go on any bus.")
            })?;
            refuse_with(!family.arch().is_s390(), || {
                format!("{model} model of watchdog is allowed for s390 and s390x only")
            })
        }
        WatchdogModel::Itco => {
            refuse_with(address.is_some(), || {
                format!("{model} model of watchdog is part of the machine and cannot have any address set.")
            })?;
            refuse_with(!family.is_q35(), || format!("{model} model of watchdog is only part of q35 machine"))
        }
    }
}

pub fn vsock(caps: &QemuCaps) -> Result<()> {
    refuse(!caps.has(Flag::DEVICE_VHOST_VSOCK), "vsock device is not supported with this QEMU binary")
}

pub fn tpm(def: &DomainDef, tpm: &Tpm, caps: &QemuCaps) -> Result<()> {
    let emulator = def.devices.emulator.as_deref().unwrap_or_default();
    let arch = Family::of(def).arch();
    let model = tpm.model.unwrap_or_default();
    let name = model.as_str();
    let (backend, there) = match &tpm.backend {
        TpmBackend::Passthrough { .. } => ("passthrough", caps.has(Flag::DEVICE_TPM_PASSTHROUGH)),
        TpmBackend::Emulator(_) => ("emulator", caps.has(Flag::DEVICE_TPM_EMULATOR)),
        TpmBackend::External(_) => ("external", caps.has(Flag::DEVICE_TPM_EMULATOR)),
    };
    if let TpmBackend::Emulator(emulator) = &tpm.backend
        && emulator.version == Some(TpmVersion::V1_2)
    {
        refuse_with(model != TpmModel::TpmTis, || format!("TPM 1.2 is not supported for model '{name}'"))?;
        refuse_with(!arch.is_x86(), || format!("TPM 1.2 is not supported on architecture '{arch}'"))?;
    }
    refuse_with(!there, || {
        format!("The QEMU executable {emulator} does not support TPM backend type {backend}")
    })?;
    let proxy = arch.is_ppc64() && model == TpmModel::SpaprTpmProxy;
    refuse_with(proxy && backend != "passthrough", || {
        format!("TPM Proxy model {name} requires 'Passthrough' backend")
    })?;
    let known = match model {
        TpmModel::TpmTis => caps.has(Flag::DEVICE_TPM_TIS),
        TpmModel::TpmCrb => caps.has(Flag::DEVICE_TPM_CRB),
        TpmModel::TpmSpapr => caps.has(Flag::DEVICE_TPM_SPAPR),
        TpmModel::SpaprTpmProxy => caps.has(Flag::DEVICE_SPAPR_TPM_PROXY),
    };
    refuse_with(!known, || format!("The QEMU executable {emulator} does not support TPM model {name}"))
}

pub fn input(def: &DomainDef, input: &Input, caps: &QemuCaps) -> Result<()> {
    let family = Family::of(def);
    refuse(
        input.bus == Some(InputBus::Ps2) && !machine::has_i8042(caps, family.machine(), family.arch()),
        "ps2 is not supported by this QEMU binary",
    )?;
    refuse(
        input.bus == Some(InputBus::Usb)
            && input.kind == InputType::Keyboard
            && !caps.has(Flag::DEVICE_USB_KBD),
        "usb keyboard is not supported by this QEMU binary",
    )?;
    if input.bus != Some(InputBus::Virtio) {
        return Ok(());
    }
    refuse_with(
        matches!(input.model, Some(InputModel::VirtioTransitional | InputModel::VirtioNonTransitional)),
        || {
            format!(
                "virtio (non-)transitional models are not supported for input type={}",
                input.kind.as_str()
            )
        },
    )?;
    let (name, flag, ccw) = match input.kind {
        InputType::Mouse => ("virtio-mouse", Flag::VIRTIO_MOUSE, Some(Flag::DEVICE_VIRTIO_MOUSE_CCW)),
        InputType::Tablet => ("virtio-tablet", Flag::VIRTIO_TABLET, Some(Flag::DEVICE_VIRTIO_TABLET_CCW)),
        InputType::Keyboard => {
            ("virtio-keyboard", Flag::VIRTIO_KEYBOARD, Some(Flag::DEVICE_VIRTIO_KEYBOARD_CCW))
        }
        InputType::Passthrough => ("virtio-input-host", Flag::VIRTIO_INPUT_HOST, None),
        InputType::Evdev => ("input-linux", Flag::INPUT_LINUX, None),
    };
    let on_ccw = matches!(input.info.address, Some(Address::Ccw(_)));
    let there = caps.has(flag) && (!on_ccw || ccw.is_some_and(|flag| caps.has(flag)));
    refuse_with(!there, || format!("{name} is not supported by this QEMU binary"))
}

pub fn balloon(balloon: &Memballoon, caps: &QemuCaps) -> Result<()> {
    if balloon.model == MemballoonModel::None {
        return Ok(());
    }
    refuse(
        balloon.model == MemballoonModel::Xen,
        "Memory balloon device type 'xen' is not supported by this version of qemu",
    )?;
    refuse(
        balloon.autodeflate.is_some() && !caps.has(Flag::VIRTIO_BALLOON_AUTODEFLATE),
        "deflate-on-oom is not supported by this QEMU binary",
    )?;
    refuse(
        balloon.free_page_reporting.is_some() && !caps.has(Flag::VIRTIO_BALLOON_FREE_PAGE_REPORTING),
        "freePageReporting is not supported by this QEMU binary",
    )
}

pub fn iommu(def: &DomainDef, iommu: &Iommu, caps: &QemuCaps) -> Result<()> {
    let family = Family::of(def);
    let model = iommu.model.as_str();
    let only = |yes: bool, what: &str| {
        refuse_with(!yes, || format!("IOMMU device: '{model}' is only supported with {what}"))
    };
    let there = |yes: bool| {
        refuse_with(!yes, || format!("IOMMU device: '{model}' is not supported with this QEMU binary"))
    };
    match iommu.model {
        IommuModel::Intel => {
            only(family.is_q35(), "Q35 machines")?;
            there(caps.has(Flag::DEVICE_INTEL_IOMMU))?;
        }
        IommuModel::Amd => only(family.is_q35(), "Q35 machines")?,
        IommuModel::Smmuv3 => {
            only(family.is_arm_virt(), "ARM Virt machines")?;
            there(caps.has(Flag::MACHINE_VIRT_IOMMU))?;
        }
        IommuModel::Virtio => {
            only(family.is_arm_virt() || family.is_q35(), "Q35 and ARM Virt machines")?;
            there(caps.has(Flag::DEVICE_VIRTIO_IOMMU_PCI) && caps.has(Flag::VIRTIO_IOMMU_BOOT_BYPASS))?;
            refuse_with(!def.features.acpi, || format!("IOMMU device: '{model}' requires ACPI"))?;
            refuse_with(!matches!(iommu.info.address, None | Some(Address::Pci(_))), || {
                format!("IOMMU device: '{model}' needs a PCI address")
            })?;
        }
    }
    let driver = &iommu.driver;
    for (given, flag, text) in [
        (driver.intremap.is_some(), Flag::INTEL_IOMMU_INTREMAP, "interrupt remapping is not"),
        (driver.caching_mode.is_some(), Flag::INTEL_IOMMU_CACHING_MODE, "caching mode is not"),
        (driver.eim.is_some(), Flag::INTEL_IOMMU_EIM, "eim is not"),
        (driver.iotlb.is_some(), Flag::INTEL_IOMMU_DEVICE_IOTLB, "device IOTLB is not"),
        (driver.aw_bits > 0, Flag::INTEL_IOMMU_AW_BITS, "aw_bits is not"),
        (
            driver.dma_translation.is_some(),
            Flag::INTEL_IOMMU_DMA_TRANSLATION,
            "updating dma translation is not",
        ),
    ] {
        refuse_with(given && !caps.has(flag), || format!("iommu: {text} supported with this QEMU binary"))?;
    }
    Ok(())
}

pub fn nvram(def: &DomainDef, nvram: &Nvram, caps: &QemuCaps) -> Result<()> {
    refuse(!Family::of(def).is_pseries(), "nvram device is only supported for PPC64")?;
    refuse(!caps.has(Flag::DEVICE_NVRAM), "nvram device is not supported by this QEMU binary")?;
    let placed = matches!(&nvram.info.address, Some(Address::SpaprVio(vio)) if vio.reg.is_some());
    wrong(!placed, "nvram address type must be spaprvio")
}

pub fn hub(caps: &QemuCaps) -> Result<()> {
    refuse(!caps.has(Flag::USB_HUB), "usb-hub not supported by QEMU binary")
}

pub fn sound(sound: &Sound, caps: &QemuCaps) -> Result<()> {
    match sound.model {
        SoundModel::Usb => refuse(
            !caps.has(Flag::OBJECT_USB_AUDIO),
            "usb-audio controller is not supported by this QEMU binary",
        )?,
        SoundModel::Ich9 => refuse(
            !caps.has(Flag::DEVICE_ICH9_INTEL_HDA),
            "The ich9-intel-hda audio controller is not supported in this QEMU binary",
        )?,
        SoundModel::Virtio => refuse(
            !caps.has(Flag::DEVICE_VIRTIO_SOUND),
            "virtio-sound controller is not supported in this QEMU binary",
        )?,
        SoundModel::Ich7 => internal(true, "sound card model 'ich7' is not supported by qemu")?,
        _ => {}
    }
    if !matches!(sound.model, SoundModel::Ich6 | SoundModel::Ich9) {
        return Ok(());
    }
    for codec in &sound.codecs {
        let (name, flag) = match codec.kind {
            SoundCodecType::Duplex => ("hda-duplex", Flag::HDA_DUPLEX),
            SoundCodecType::Micro => ("hda-micro", Flag::HDA_MICRO),
            SoundCodecType::Output => ("hda-output", Flag::HDA_OUTPUT),
        };
        refuse_with(!caps.has(flag), || format!("{name} not supported in this QEMU binary"))?;
    }
    Ok(())
}

pub fn shmem(shmem: &Shmem, caps: &QemuCaps) -> Result<()> {
    wrong(
        shmem.size > 0 && (shmem.size < SHMEM_MIN || !shmem.size.is_power_of_two()),
        "shmem size must be a power of 2 and at least 1 MiB (1024 KiB)",
    )?;
    let flag = match shmem.model {
        ShmemModel::Ivshmem => return unsupported("ivshmem device is no longer supported"),
        ShmemModel::IvshmemPlain => Flag::DEVICE_IVSHMEM_PLAIN,
        ShmemModel::IvshmemDoorbell => Flag::DEVICE_IVSHMEM_DOORBELL,
    };
    refuse_with(!caps.has(flag), || {
        format!("shmem model '{}' is not supported by this QEMU binary", shmem.model.as_str())
    })
}

pub fn crypto(crypto: &Crypto, caps: &QemuCaps) -> Result<()> {
    refuse_with(!caps.has(Flag::DEVICE_VIRTIO_CRYPTO), || {
        format!("crypto model {} is not supported", crypto.model.as_str())
    })?;
    refuse_with(
        crypto.backend.model == CryptoBackendModel::Lkcf && !caps.has(Flag::OBJECT_CRYPTO_LKCF),
        || format!("crypto backend {} is not supported", crypto.backend.model.as_str()),
    )
}

pub fn pstore(pstore: &Pstore, caps: &QemuCaps) -> Result<()> {
    refuse(!caps.has(Flag::DEVICE_ACPI_ERST), "acpi-erst backend of pstore device is not supported")?;
    refuse(
        !matches!(pstore.info.address, None | Some(Address::Pci(_))),
        "ACPI ERST device must reside on a PCI bus",
    )
}
