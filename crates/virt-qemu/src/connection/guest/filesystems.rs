//! The guest's file systems: frozen, thawed, trimmed, listed.

use serde_json::{Value, json};
use virt_conf::domain::address::{Address, PciAddress};
use virt_conf::domain::devices::{ControllerType, Disk};
use virt_core::consts::*;
use virt_core::driver::{FsInfo, check_flags};
use virt_core::{Domain, Result, bail, err};

use super::{Guest, QemuConnection, list, missing, text};
use crate::definition::Definition;

/// A file system as the agent tells it.
pub(super) struct Filesystem {
    pub mountpoint: String,
    pub name: String,
    pub kind: String,
    pub used_bytes: Option<u64>,
    pub total_bytes: Option<u64>,
    pub disks: Vec<Value>,
}

impl QemuConnection {
    pub(in crate::connection) fn freeze(
        &self,
        domain: &Domain,
        mountpoints: &[&str],
        flags: u32,
    ) -> Result<i32> {
        check_flags(VIR_FROM_QEMU, "qemuDomainFSFreeze", flags, 0)?;
        self.with_agent(domain, "virDomainFSFreeze", |guest| {
            let reply = if mountpoints.is_empty() {
                guest.ask("guest-fsfreeze-freeze", None)?
            } else {
                guest.ask("guest-fsfreeze-freeze-list", Some(json!({ "mountpoints": mountpoints })))?
            };
            count(&reply)
        })
    }

    pub(in crate::connection) fn thaw(
        &self,
        domain: &Domain,
        mountpoints: &[&str],
        flags: u32,
    ) -> Result<i32> {
        check_flags(VIR_FROM_QEMU, "qemuDomainFSThaw", flags, 0)?;
        if !mountpoints.is_empty() {
            bail!(VIR_FROM_QEMU, VIR_ERR_ARGUMENT_UNSUPPORTED, "specifying mountpoints is not supported");
        }
        self.with_agent(domain, "virDomainFSThaw", |guest| count(&guest.ask("guest-fsfreeze-thaw", None)?))
    }

    pub(in crate::connection) fn trim(
        &self,
        domain: &Domain,
        mountpoint: Option<&str>,
        minimum: u64,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainFSTrim", flags, 0)?;
        if mountpoint.is_some() {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_ARGUMENT_UNSUPPORTED,
                "Specifying mount point is not supported for now"
            );
        }
        let arguments = json!({ "minimum": minimum });
        self.with_agent_first(domain, "virDomainFSTrim", |guest| guest.ask("guest-fstrim", Some(arguments)))
            .map(drop)
    }

    pub(in crate::connection) fn filesystems(&self, domain: &Domain, flags: u32) -> Result<Vec<FsInfo>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainGetFSInfo", flags, 0)?;
        let found = self.with_agent(domain, "virDomainGetFSInfo", |guest| ask(guest, false))?;
        let definition = self.vm(domain)?.state().def.clone();
        let public = |fs: Filesystem| FsInfo {
            dev_alias: fs.disks.iter().filter_map(|disk| target_of(&definition, disk)).collect(),
            mountpoint: fs.mountpoint,
            name: fs.name,
            fstype: fs.kind,
        };
        Ok(found.unwrap_or_default().into_iter().map(public).collect())
    }
}

/// Asks for the file systems, in mount order; `None` when the agent can't tell and `lenient` lets that pass.
pub(super) fn ask(guest: &Guest, lenient: bool) -> Result<Option<Vec<Filesystem>>> {
    const COMMAND: &str = "guest-get-fsinfo";
    let Some(reply) = guest.ask_if_known(COMMAND, lenient)? else { return Ok(None) };
    let one = |fs: &Value| {
        let word = |name: &str| text(fs, name).map(str::to_owned).ok_or_else(|| missing(COMMAND, name));
        let number = |name: &str| fs.get(name).and_then(Value::as_u64);
        Ok(Filesystem {
            mountpoint: word("mountpoint")?,
            name: word("name")?,
            kind: word("type")?,
            used_bytes: number("used-bytes"),
            total_bytes: number("total-bytes"),
            disks: fs
                .get("disk")
                .and_then(Value::as_array)
                .cloned()
                .ok_or_else(|| missing(COMMAND, "disk"))?,
        })
    };
    list(&reply, COMMAND)?.iter().rev().map(one).collect::<Result<Vec<_>>>().map(Some)
}

/// The target of the disk at the address that the guest sees (`vda`).
pub(super) fn target_of(definition: &Definition, address: &Value) -> Option<String> {
    let number = |of: &Value, name: &str| of.get(name).and_then(Value::as_u64);
    let pci = address.get("pci-controller")?;
    let part = |name: &str| number(pci, name);
    let place = (part("domain")?, part("bus")?, part("slot")?, part("function")?);
    let unit = (number(address, "bus")?, number(address, "target")?, number(address, "unit")?);
    let is_at = |pci: &PciAddress| {
        (u64::from(pci.domain), u64::from(pci.bus), u64::from(pci.slot), u64::from(pci.function)) == place
    };
    let controller_at = |kind: ControllerType, index: u32| {
        let found = definition.devices.controllers.iter();
        let found = found
            .filter(|controller| controller.index == Some(index) && controller.controller_type() == kind);
        found.filter_map(|controller| controller.info.address.as_ref()).any(|address| match address {
            Address::Pci(pci) => is_at(pci),
            _ => false,
        })
    };
    let matches = |disk: &&Disk| match &disk.info.address {
        Some(Address::Pci(pci)) => is_at(pci),
        Some(Address::Drive(drive)) => {
            let own = (u64::from(drive.bus), u64::from(drive.target), u64::from(drive.unit));
            let kinds = [ControllerType::Scsi, ControllerType::Sata, ControllerType::Ide];
            own == unit && kinds.into_iter().any(|kind| controller_at(kind, drive.controller))
        }
        _ => false,
    };
    definition.devices.disks.iter().find(matches).and_then(|disk| disk.target.dev.clone())
}

fn count(reply: &Value) -> Result<i32> {
    let number = reply.as_i64().and_then(|n| i32::try_from(n).ok());
    number.ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "malformed return value"))
}
