//! The SCSI controller that a machine gets unless another is asked for.

use crate::vocabulary::ScsiModel;

use crate::capabilities::{Flag, QemuCaps};
use crate::family::Family;

/// The default model; `None` where there is none.
pub fn default_model(family: Family<'_>, caps: &QemuCaps) -> Option<ScsiModel> {
    if family.is_pseries() {
        Some(ScsiModel::Ibmvscsi)
    } else if family.arch().is_s390() || family.is_loongarch_virt() {
        Some(ScsiModel::VirtioScsi)
    } else if caps.has(Flag::SCSI_LSI) {
        Some(ScsiModel::Lsilogic)
    } else if caps.has(Flag::VIRTIO_SCSI) {
        Some(ScsiModel::VirtioScsi)
    } else {
        Some(ScsiModel::Ncr53c90).filter(|_| family.builtin_esp())
    }
}
