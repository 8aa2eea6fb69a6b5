//! Moments of a domain: snapshots, checkpoints and backups.
//!
//! A snapshot or checkpoint keeps the whole domain as it was. What of a domain the rules here look at is in
//! [`MomentDomain`] and [`DiskFacts`], so they are tested without domains.

pub mod backup;
pub mod checkpoint;
mod disk;
mod domain;
pub mod snapshot;

pub use backup::BackupDef;
pub use checkpoint::CheckpointDef;
pub use disk::SnapshotDisk;
pub use snapshot::SnapshotDef;

use std::collections::HashMap;

use virt_core::consts::*;
use virt_core::{Result, Uuid, err};
use virt_xml::{Node, View, Writer};

use crate::domain::FormatFlags;

/// A domain inside a moment's document.
pub trait MomentDomain: Sized {
    /// Reads a `<domain>` (or `<inactiveDomain>`) as an inactive configuration that is not validated again.
    fn read(node: Node<'_>) -> virt_xml::Result<Self>;
    /// Writes it under a name.
    fn write(&self, name: &str, w: &mut Writer);
    /// The domain's UUID.
    fn uuid(&self) -> Uuid;
    /// Its disks, in order.
    fn disks(&self) -> Vec<DiskFacts>;
    /// Refuses another definition under which the guest would see another machine.
    fn check_same_machine(&self, other: &Self) -> Result<()>;
}

/// What a moment has to know about a disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DiskFacts {
    /// `target/@dev`.
    pub target: String,
    /// Path of a local file or device.
    pub path: Option<String>,
    /// Whether it is a file (and not a device, or on another host).
    pub is_file: bool,
    /// No medium.
    pub is_empty: bool,
    pub readonly: bool,
    /// What the domain itself says about snapshots of the disk.
    pub snapshot: Option<SnapshotLocation>,
}

pub use crate::domain::devices::SnapshotLocation;

/// The view of domains inside moments: configurations, with passwords on demand.
fn view(secure: bool) -> View {
    FormatFlags { inactive: true, secure, ..FormatFlags::default() }.view()
}

/// Whether a moment is new, or one that upstream or we made earlier is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    New,
    Redefined,
}

/// Seconds since 1970, and the name of a moment that has none.
pub(crate) fn now_and_name(name: Option<String>) -> (i64, String) {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let now = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    (now, name.unwrap_or_else(|| now.to_string()))
}

/// The disk of a name: its target, or the path of its file where only one disk has it.
fn disk_by_name<'a>(disks: &'a [DiskFacts], name: &str) -> Option<&'a DiskFacts> {
    if !name.starts_with('/') {
        return disks.iter().find(|d| d.target == name);
    }
    let mut of_path = disks.iter().filter(|d| d.path.as_deref() == Some(name));
    of_path.next().filter(|_| of_path.next().is_none())
}

/// Sorts what a document says about disks by the domain's disks: each disk with its entry or none.
/// Names that no disk has, and disks named twice, are errors.
fn match_disks<T>(
    disks: &[DiskFacts],
    origin: i32,
    entries: Vec<T>,
    name: fn(&T) -> &str,
) -> Result<Vec<(&DiskFacts, Option<T>)>> {
    let unsupported = |text: String| err!(origin, VIR_ERR_CONFIG_UNSUPPORTED, "{text}");
    let mut found: HashMap<&str, T> = HashMap::new();
    for entry in entries {
        let named = name(&entry);
        let disk =
            disk_by_name(disks, named).ok_or_else(|| unsupported(format!("no disk named '{named}'")))?;
        if found.contains_key(disk.target.as_str()) {
            return Err(unsupported(format!("disk '{named}' specified twice")));
        }
        found.insert(&disk.target, entry);
    }
    Ok(disks.iter().map(|disk| (disk, found.remove(disk.target.as_str()))).collect())
}

/// A moment's domain has to be the one it is given to.
fn check_uuid(domain: &impl MomentDomain, expected: Uuid, what: &str, name: &str, origin: i32) -> Result<()> {
    if domain.uuid() == expected {
        return Ok(());
    }
    Err(err!(origin, VIR_ERR_INVALID_ARG, "definition for {what} {name} must use uuid {expected}"))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use virt_xml::Foreign;

    /// A domain that is nothing but its document and disks.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Plain {
        pub document: Foreign,
        pub disks: Vec<DiskFacts>,
    }

    impl MomentDomain for Plain {
        fn read(node: Node<'_>) -> virt_xml::Result<Self> {
            Ok(Self { document: Foreign::read(node), disks: vec![disk("vda"), disk("vdb")] })
        }
        fn write(&self, _: &str, w: &mut Writer) {
            self.document.write(w);
        }
        fn uuid(&self) -> Uuid {
            Uuid::nil()
        }
        fn disks(&self) -> Vec<DiskFacts> {
            self.disks.clone()
        }
        fn check_same_machine(&self, _: &Self) -> Result<()> {
            Ok(())
        }
    }

    pub fn disk(target: &str) -> DiskFacts {
        let path = Some(format!("/images/{target}.qcow2"));
        DiskFacts { target: target.into(), path, is_file: true, ..DiskFacts::default() }
    }

    pub fn domain(disks: Vec<DiskFacts>) -> Plain {
        Plain { document: Foreign::wrapping("domain", []), disks }
    }

    #[test]
    fn names_of_disks() {
        let mut disks = vec![disk("vda"), disk("vdb")];
        assert_eq!(disk_by_name(&disks, "vdb").map(|d| &*d.target), Some("vdb"));
        assert_eq!(disk_by_name(&disks, "/images/vda.qcow2").map(|d| &*d.target), Some("vda"));
        disks[1].path = disks[0].path.clone();
        assert_eq!(disk_by_name(&disks, "/images/vda.qcow2"), None);
    }
}
