//! Kinds of storage pools: what their sources consist of, and formats of pools and volumes.

use virt_xml::{Value, Word, Writer};

/// `pool/@type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Value)]
pub enum PoolKind {
    Dir,
    Fs,
    Netfs,
    Logical,
    Disk,
    Iscsi,
    IscsiDirect,
    Scsi,
    Mpath,
    Rbd,
    Sheepdog,
    Gluster,
    Zfs,
    Vstorage,
}

/// Names of formats; the one that stands for none given, and how many are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    names: &'static [&'static str],
    default: usize,
    /// Names before this one mean "none" and cannot be asked for.
    first: usize,
    offered: usize,
}

impl Formats {
    const fn of(names: &'static [&'static str], default: usize) -> Self {
        Self { names, default, first: 0, offered: names.len() }
    }

    /// The format when none is given.
    pub fn default(&self) -> &'static str {
        self.names[self.default]
    }

    /// The format of a name.
    pub fn find(&self, name: &str) -> Option<&'static str> {
        self.names[self.first..].iter().find(|n| **n == name).copied()
    }
}

/// What a source of a pool of some kind has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    pub host: bool,
    pub device: bool,
    pub dir: bool,
    pub adapter: bool,
    pub name: bool,
    pub initiator: bool,
    /// The pool is not on this host: no target.
    pub network: bool,
}

const FILES: Formats = Formats {
    names: &[
        "none", "raw", "dir", "bochs", "cloop", "dmg", "iso", "vpc", "vdi", "fat", "vhd", "ploop", "cow",
        "qcow", "qcow2", "qed", "vmdk",
    ],
    default: 1,
    first: 1,
    offered: 17,
};
const DISK_VOLUMES: Formats =
    Formats::of(&["none", "linux", "fat16", "fat32", "linux-swap", "linux-lvm", "linux-raid", "extended"], 0);
const FILE_SYSTEMS: Formats = Formats::of(
    &[
        "auto", "ext2", "ext3", "ext4", "ufs", "iso9660", "udf", "gfs", "gfs2", "vfat", "hfs+", "xfs",
        "ocfs2", "vmfs",
    ],
    0,
);
const NET_FILE_SYSTEMS: Formats = Formats::of(&["auto", "nfs", "glusterfs", "cifs"], 0);
const DISK_LABELS: Formats =
    Formats::of(&["unknown", "dos", "dvh", "gpt", "mac", "bsd", "pc98", "sun", "lvm2"], 0);
const LOGICAL: Formats = Formats::of(&["unknown", "lvm2"], 1);

impl PoolKind {
    /// Parts of the source.
    pub fn parts(self) -> Parts {
        let none = Parts::default();
        match self {
            Self::Dir | Self::Mpath => none,
            Self::Fs | Self::Disk => Parts { device: true, ..none },
            Self::Netfs => Parts { host: true, dir: true, ..none },
            Self::Logical | Self::Zfs => Parts { name: true, device: true, ..none },
            Self::Iscsi => Parts { host: true, device: true, initiator: true, ..none },
            Self::IscsiDirect => Parts { host: true, device: true, initiator: true, network: true, ..none },
            Self::Scsi => Parts { adapter: true, ..none },
            Self::Rbd | Self::Sheepdog => Parts { host: true, network: true, name: true, ..none },
            Self::Gluster => Parts { host: true, network: true, name: true, dir: true, ..none },
            Self::Vstorage => Parts { name: true, ..none },
        }
    }

    /// Children that the source has to have by the schema.
    pub(super) fn required_parts(self) -> &'static [&'static str] {
        match self {
            Self::Dir | Self::Mpath | Self::Logical => &[],
            Self::Fs | Self::Disk => &["device"],
            Self::Netfs => &["host", "dir"],
            Self::Iscsi => &["host", "device"],
            Self::IscsiDirect => &["host", "device", "initiator"],
            Self::Scsi => &["adapter"],
            Self::Rbd | Self::Sheepdog | Self::Gluster => &["host", "name"],
            Self::Zfs | Self::Vstorage => &["name"],
        }
    }

    /// Formats of the source, if it has one.
    pub fn source_formats(self) -> Option<&'static Formats> {
        match self {
            Self::Fs => Some(&FILE_SYSTEMS),
            Self::Netfs => Some(&NET_FILE_SYSTEMS),
            Self::Logical => Some(&LOGICAL),
            Self::Disk => Some(&DISK_LABELS),
            _ => None,
        }
    }

    /// Formats of volumes, if they have one.
    pub fn volume_formats(self) -> Option<&'static Formats> {
        const RBD: Formats = Formats { offered: 0, ..FILES };
        match self {
            Self::Dir | Self::Fs | Self::Netfs | Self::Gluster | Self::Vstorage => Some(&FILES),
            Self::Rbd => Some(&RBD),
            Self::Disk => Some(&DISK_VOLUMES),
            _ => None,
        }
    }

    /// Whether the pool shows up in the host's file system.
    pub fn has_target(self) -> bool {
        !matches!(self, Self::Rbd | Self::Sheepdog | Self::Gluster | Self::IscsiDirect)
    }
}

/// Whether any kind of pool has a format of that name, for the pool or its volumes.
pub(super) fn is_format(name: &str) -> bool {
    let known = [FILES, DISK_VOLUMES, FILE_SYSTEMS];
    name == "unknown" || known.iter().any(|f| f.names.contains(&name))
}

/// `<storagepoolCapabilities>`: which kinds of pools there are; `supported` says which work here.
pub fn capabilities_xml(supported: impl Fn(PoolKind) -> bool) -> String {
    crate::common::document::format(|w| {
        w.pair(
            "storagepoolCapabilities",
            |_| (),
            |w| PoolKind::ALL.iter().for_each(|kind| write_kind(*kind, supported(*kind), w)),
        );
    })
}

fn write_kind(kind: PoolKind, supported: bool, w: &mut Writer) {
    let attrs = |w: &mut Writer| {
        w.attr("type", kind.as_str());
        w.attr("supported", if supported { "yes" } else { "no" });
    };
    w.pair("pool", attrs, |w| {
        for (outer, list, formats) in [
            ("poolOptions", "sourceFormatType", kind.source_formats()),
            ("volOptions", "targetFormatType", kind.volume_formats()),
        ] {
            let Some(formats) = formats else { continue };
            w.pair(
                outer,
                |_| (),
                |w| {
                    w.element("defaultFormat", true, |w| w.attr("type", formats.default()), |_| ());
                    let names = &formats.names[..formats.offered];
                    w.pair(
                        "enum",
                        |w| w.attr("name", list),
                        |w| names.iter().for_each(|n| w.text("value", n)),
                    );
                },
            );
        }
    });
}
