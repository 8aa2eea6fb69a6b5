//! The companion device that a PCI device has on s390.

use crate::vocabulary::DeviceInfo;

use super::builder::alias;
use super::props::Props;

/// `zpci`, if the device's address has the numbers for it.
pub fn device(info: &DeviceInfo) -> Option<Props> {
    let zpci = info.pci()?.zpci;
    let (uid, fid) = (zpci.uid?, zpci.fid?);
    Some(
        Props::device("zpci")
            .set("uid", uid)
            .set("fid", fid)
            .set("target", alias(info))
            .set("id", format!("zpci{uid}")),
    )
}
