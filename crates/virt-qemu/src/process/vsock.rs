//! The guest's address on vsock: taken before QEMU is told of it.

use std::fs::File;
use std::os::fd::{AsFd, OwnedFd};

use virt_core::consts::*;
use virt_core::{Error, Result, err};
use virt_host::net::{acquire_guest_cid, set_guest_cid};

use crate::definition::Definition;

const DEVICE: &str = "/dev/vhost-vsock";

/// Opens the device of a guest that has one, with the guest's address set; an automatic address becomes known.
pub fn open(definition: &mut Definition) -> Result<Option<OwnedFd>> {
    let Some(vsock) = &mut definition.devices.vsock else { return Ok(None) };
    let device =
        File::options().read(true).write(true).open(DEVICE).map_err(|_| {
            err!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "unable to open vhost-vsock device")
        })?;
    if vsock.cid.auto == Some(true) {
        let cid = acquire_guest_cid(device.as_fd())
            .map_err(|error| Error::system(VIR_FROM_NONE, &error, "failed to acquire guest cid"))?;
        vsock.cid.address = Some(cid);
    } else {
        set_guest_cid(device.as_fd(), vsock.cid.address.unwrap_or_default())
            .map_err(|error| Error::system(VIR_FROM_NONE, &error, "failed to set guest cid"))?;
    }
    Ok(Some(device.into()))
}
