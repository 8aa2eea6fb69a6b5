//! Controllers.

use virt_core::Result;

use super::disk::{has_thread, mapping};
use super::pci_controller;
use super::refuse::{internal, refuse, refuse_with, unsupported};
use crate::capabilities::{Flag, QemuCaps};
use crate::family::Family;
use crate::vocabulary::{Address, Controller, ControllerKind, DomainDef, ScsiModel};

fn is_virtio(model: Option<ScsiModel>) -> bool {
    matches!(
        model,
        Some(ScsiModel::VirtioScsi | ScsiModel::VirtioTransitional | ScsiModel::VirtioNonTransitional)
    )
}

/// Everything about one controller.
pub fn check(def: &DomainDef, controller: &Controller, caps: &QemuCaps) -> Result<()> {
    if let ControllerKind::Scsi { model } = controller.kind {
        scsi_model(model, caps)?;
    }
    let virtio_scsi = matches!(controller.kind, ControllerKind::Scsi { model } if is_virtio(model));
    if !virtio_scsi {
        let driver = &controller.driver;
        let only = |yes: bool, name: &str| {
            refuse_with(yes, || format!("'{name}' is only supported by virtio-scsi controller"))
        };
        only(driver.queues > 0, "queues")?;
        only(driver.cmd_per_lun > 0, "cmd_per_lun")?;
        only(driver.max_sectors > 0, "max_sectors")?;
        only(driver.ioeventfd.is_some(), "ioeventfd")?;
        refuse(driver.iothread > 0, "'iothread' is only supported for virtio-scsi controller")?;
    }
    let family = Family::of(def);
    let first = controller.idx() == 0;
    match &controller.kind {
        ControllerKind::Ide { .. } => {
            if first && family.builtin_ide() {
                return Ok(());
            }
            unsupported(match family.builtin_ide() {
                true => "Only a single IDE controller is supported for this machine type",
                false => "IDE controllers are unsupported for this QEMU binary or machine type",
            })
        }
        ControllerKind::Scsi { model } if is_virtio(*model) => threads(def, controller, caps),
        ControllerKind::Scsi { model: Some(ScsiModel::Ncr53c90) } => {
            refuse(!first, "ncr53c90 can only be used as first SCSI controller")?;
            refuse(!family.builtin_esp(), "ncr53c90 SCSI controller is not a built-in for this machine")
        }
        ControllerKind::Sata => refuse(
            !(caps.has(Flag::ICH9_AHCI) || first && family.is_q35()),
            "SATA is not supported with this QEMU binary",
        ),
        ControllerKind::Pci(pci) => pci_controller::check(def, controller, pci, caps),
        _ => Ok(()),
    }
}

fn scsi_model(model: Option<ScsiModel>, caps: &QemuCaps) -> Result<()> {
    let missing = |flag, text| refuse(!caps.has(flag), text);
    match model {
        Some(ScsiModel::Lsilogic) => {
            missing(Flag::SCSI_LSI, "This QEMU doesn't support the LSI 53C895A SCSI controller")
        }
        Some(ScsiModel::VirtioScsi | ScsiModel::VirtioTransitional | ScsiModel::VirtioNonTransitional) => {
            missing(Flag::VIRTIO_SCSI, "This QEMU doesn't support virtio scsi controller")
        }
        Some(ScsiModel::Lsisas1068) => missing(
            Flag::SCSI_MPTSAS1068,
            "This QEMU doesn't support the LSI SAS1068 (MPT Fusion) controller",
        ),
        Some(ScsiModel::Lsisas1078) => {
            missing(Flag::SCSI_MEGASAS, "This QEMU doesn't support the LSI SAS1078 (MegaRAID) controller")
        }
        Some(ScsiModel::Vmpvscsi) => missing(
            Flag::SCSI_PVSCSI,
            "This QEMU doesn't support the pvscsi (VMware paravirtual SCSI) controller",
        ),
        Some(ScsiModel::Buslogic) => unsupported("Unsupported controller model: buslogic"),
        // Upstream says so and goes on; what follows refuses them where they aren't built in.
        Some(ScsiModel::Ibmvscsi | ScsiModel::Ncr53c90 | ScsiModel::Dc390 | ScsiModel::Am53c974) => Ok(()),
        Some(ScsiModel::Auto) => internal(true, "Unexpected SCSI controller model 0"),
        None => internal(true, "Unexpected SCSI controller model -1"),
    }
}

fn threads(def: &DomainDef, controller: &Controller, caps: &QemuCaps) -> Result<()> {
    let driver = &controller.driver;
    if driver.iothread == 0 && driver.iothreads.is_empty() {
        return Ok(());
    }
    refuse(
        !matches!(controller.info.address, None | Some(Address::Pci(_) | Address::Ccw(_))),
        "virtio-scsi IOThreads only available for virtio pci and virtio ccw controllers",
    )?;
    if !driver.iothreads.is_empty() {
        refuse(
            !caps.has(Flag::VIRTIO_SCSI_IOTHREAD_MAPPING),
            "IOThread mapping for virtio-scsi controllers is not available with this QEMU binary",
        )?;
        mapping(def, &driver.iothreads, driver.queues)?;
    }
    refuse_with(driver.iothread > 0 && !has_thread(def, driver.iothread), || {
        format!("controller iothread '{}' not defined in iothreadid", driver.iothread)
    })
}
