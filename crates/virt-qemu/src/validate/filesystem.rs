//! Shared folders.

use virt_core::Result;

use super::interface::require_shared_memory;
use super::refuse::{refuse, unsupported};
use crate::capabilities::{Flag, QemuCaps};
use crate::vocabulary::{
    Address, DomainDef, Filesystem, FsAccessMode, FsDriverType, FsMultidevs, FsType, FsWrpolicy,
};

/// A shared folder.
pub fn check(def: &DomainDef, fs: &Filesystem, caps: &QemuCaps) -> Result<()> {
    refuse(fs.kind != FsType::Mount, "only supports mount filesystem type")?;
    refuse(
        fs.space_hard_limit > 0 || fs.space_soft_limit > 0,
        "filesystem usage limits are not supported with QEMU",
    )?;
    let multidevs = fs.multidevs != FsMultidevs::Default;
    refuse(
        multidevs && !caps.has(Flag::FSDEV_MULTIDEVS),
        "multidevs is not supported with this QEMU binary",
    )?;
    let modes = fs.fmode != 0 || fs.dmode != 0;
    refuse(
        modes && fs.accessmode != Some(FsAccessMode::Mapped),
        "fmode and dmode must be used with accessmode=mapped",
    )?;
    let passthrough = fs.accessmode.is_none_or(|mode| mode == FsAccessMode::Passthrough);
    let virtiofs = fs.driver.kind == FsDriverType::Virtiofs;
    refuse(!virtiofs && fs.binary.sandbox.is_some(), "sandbox can only be used with driver=virtiofs")?;
    match fs.driver.kind {
        FsDriverType::Default | FsDriverType::Path => Ok(()),
        FsDriverType::Handle => refuse(!passthrough, "only supports passthrough accessmode"),
        FsDriverType::Loop | FsDriverType::Nbd | FsDriverType::Ploop => {
            unsupported("Filesystem driver type not supported")
        }
        FsDriverType::Mtp => {
            refuse(!caps.has(Flag::DEVICE_USB_MTP), "mtp is not supported with this QEMU binary")?;
            refuse(!passthrough, "mtp only supports passthrough accessmode")
        }
        FsDriverType::Virtiofs => {
            if fs.source.socket.is_none() {
                refuse(!passthrough, "virtiofs only supports passthrough accessmode")?;
                refuse(fs.driver.wrpolicy != FsWrpolicy::Default, "virtiofs does not support wrpolicy")?;
            }
            refuse(fs.model.is_some(), "virtiofs does not support model")?;
            refuse(fs.driver.format.is_some(), "virtiofs does not support format")?;
            refuse(!caps.has(Flag::DEVICE_VHOST_USER_FS), "virtiofs is not supported with this QEMU binary")?;
            refuse(multidevs, "virtiofs does not support multidevs")?;
            refuse(modes, "virtiofs does not support fmode and dmode")?;
            require_shared_memory(def, "virtiofs")?;
            if fs.info.boot_order().is_some_and(|order| order > 0) {
                refuse(
                    !caps.has(Flag::VHOST_USER_FS_BOOTINDEX),
                    "setting virtiofs boot order is not supported with this QEMU binary",
                )?;
                refuse(
                    !matches!(fs.info.address, None | Some(Address::Pci(_))),
                    "setting virtiofs boot order is supported only with PCI bus",
                )?;
            }
            Ok(())
        }
    }
}
