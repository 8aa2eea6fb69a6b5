//! `<domainbackup>`: disks copied, or offered for copying, while the domain runs.

use std::collections::HashSet;

use virt_core::consts::*;
use virt_core::{Result, bail};
use virt_xml::{Code, Node, Plain, Tagged, Value, Writer};

use super::{DiskFacts, MomentDomain};
use crate::common::document::{self, Kind};
use crate::domain::storage::{NetHost, NetTransport, StorageFormat, StorageKind, StorageSource, StorageType};

/// A backup job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupDef {
    pub mode: BackupMode,
    /// Checkpoint since which changes are copied.
    pub incremental: Option<String>,
    pub server: Option<BackupServer>,
    pub disks: Vec<BackupDisk>,
    /// State files: names of the objects that encrypt the connection.
    pub tls_alias: Option<String>,
    pub tls_secret_alias: Option<String>,
}

/// `domainbackup/@mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum BackupMode {
    /// The hypervisor writes the copy.
    Push,
    /// Somebody fetches it.
    Pull,
}

/// `<server>`: where the copy is fetched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BackupServer {
    pub host: NetHost,
    pub tls: Option<bool>,
}

/// `<disk>`: what happens with a disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BackupDisk {
    pub name: String,
    pub backup: bool,
    pub mode: Option<BackupDiskMode>,
    pub incremental: Option<String>,
    pub export_name: Option<String>,
    pub export_bitmap: Option<String>,
    /// State files: how far it is.
    pub state: Option<BackupDiskState>,
    /// The copy, or what the guest overwrites meanwhile.
    pub store: Option<StorageSource>,
    pub format: Option<StorageFormat>,
    /// Number of the image in the running domain; 0: none.
    pub index: u32,
}

/// `disk/@backupmode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum BackupDiskMode {
    Full,
    Incremental,
}

/// How far the copy of a disk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum BackupDiskState {
    Running,
    Complete,
    Failed,
    Cancelling,
    Cancelled,
}

const DOCUMENT: Kind = Kind { root: "domainbackup", label: "(domain_backup)", origin: VIR_FROM_DOMAIN };

macro_rules! unsupported {
    ($($t:tt)+) => { bail!(VIR_FROM_DOMAIN, VIR_ERR_CONFIG_UNSUPPORTED, $($t)+) };
}

impl BackupDef {
    /// Reads the document. It is always read strictly.
    pub fn parse(xml: &str) -> Result<Self> {
        document::parse_view(xml, &DOCUMENT, true, super::view(false), |node| Self::read(node, false))
    }

    /// Reads the element in a state file.
    pub fn read_state(node: Node<'_>) -> virt_xml::Result<Self> {
        Self::read(node, true)
    }

    /// The document.
    pub fn to_xml(&self) -> String {
        document::format_view(super::view(false), |w| self.write(false, w))
    }

    fn read(node: Node<'_>, internal: bool) -> virt_xml::Result<Self> {
        let mode = node.value::<Plain, BackupMode>("mode", Some(Code::Unsupported))?;
        let mode = mode.unwrap_or(BackupMode::Push);
        let server = match node.child("server") {
            Some(server) => Some(BackupServer::read(server, mode)?),
            None if mode == BackupMode::Pull && node.strict() => {
                return Err(node.missing_child("server", None));
            }
            None => None,
        };
        let disks = match node.child("disks") {
            Some(list) => {
                let disks = list.elements().map(|d| BackupDisk::read(d.seen(), mode, internal));
                disks.collect::<virt_xml::Result<_>>()?
            }
            None => Vec::new(),
        };
        let objects = node.child("privateData").filter(|_| internal).and_then(|p| p.child("objects"));
        let alias = |of: Option<Node<'_>>| of.and_then(|n| n.attr("alias")).map(str::to_owned);
        Ok(Self {
            mode,
            incremental: node.child_text("incremental"),
            server,
            disks,
            tls_alias: alias(objects.and_then(|o| o.child("TLSx509"))),
            tls_secret_alias: objects
                .and_then(|objects| alias(objects.all("secret").find(|s| s.attr("type") == Some("tlskey")))),
        })
    }

    /// Writes the element; `internal` for a state file.
    pub fn write(&self, internal: bool, w: &mut Writer) {
        let push = self.mode == BackupMode::Push;
        w.element(
            "domainbackup",
            true,
            |w| w.attr_value::<Plain, _>("mode", &self.mode),
            |w| {
                if let Some(incremental) = &self.incremental {
                    w.text("incremental", incremental);
                }
                if let Some(server) = &self.server {
                    server.write(w);
                }
                w.element(
                    "disks",
                    false,
                    |_| (),
                    |w| {
                        self.disks.iter().for_each(|d| d.write(push, internal, w));
                    },
                );
                if internal {
                    w.element(
                        "privateData",
                        false,
                        |_| (),
                        |w| {
                            w.element("objects", false, |_| (), |w| self.write_objects(w));
                        },
                    );
                }
            },
        );
    }

    fn write_objects(&self, w: &mut Writer) {
        if let Some(alias) = &self.tls_secret_alias {
            let attrs = |w: &mut Writer| {
                w.attr("type", "tlskey");
                w.attr("alias", alias);
            };
            w.element("secret", true, attrs, |_| ());
        }
        if let Some(alias) = &self.tls_alias {
            w.element("TLSx509", true, |w| w.attr("alias", alias), |_| ());
        }
    }

    /// One entry for each disk of the domain; files that are not named get the disk's name with a suffix.
    pub fn align_disks(&mut self, domain: &impl MomentDomain, suffix: &str) -> Result<()> {
        let facts = domain.disks();
        if facts.is_empty() {
            unsupported!("domain must have at least one disk to perform backup");
        }
        let mut seen = HashSet::new();
        for disk in &mut self.disks {
            let Some(fact) = facts.iter().find(|f| f.target == disk.name) else {
                unsupported!("no disk named '{}'", disk.name);
            };
            if !seen.insert(disk.name.clone()) {
                unsupported!("disk '{}' specified twice", disk.name);
            }
            if disk.mode == Some(BackupDiskMode::Incremental)
                && disk.incremental.is_none()
                && self.incremental.is_none()
            {
                unsupported!(
                    "'incremental' backup mode of disk '{}' requires setting 'incremental' field for disk or backup",
                    disk.name
                );
            }
            if disk.backup {
                disk.assign_store(fact, suffix)?;
            }
        }
        let all = self.disks.is_empty();
        for fact in facts.iter().filter(|f| !seen.contains(&f.target)) {
            let backup = all && !fact.is_empty && !fact.readonly;
            let mut disk = BackupDisk { name: fact.target.clone(), backup, ..BackupDisk::default() };
            if backup {
                disk.assign_store(fact, suffix)?;
            }
            self.disks.push(disk);
        }
        for disk in &mut self.disks {
            let since = disk.incremental.is_some() || self.incremental.is_some();
            let usual = if since { BackupDiskMode::Incremental } else { BackupDiskMode::Full };
            if *disk.mode.get_or_insert(usual) == BackupDiskMode::Incremental && disk.incremental.is_none() {
                disk.incremental.clone_from(&self.incremental);
            }
        }
        Ok(())
    }
}

impl BackupServer {
    fn read(node: Node<'_>, mode: BackupMode) -> virt_xml::Result<Self> {
        if mode != BackupMode::Pull {
            return Err(match node.strict() {
                true => virt_xml::Error::new(Code::Schema, "Extra element server in element domainbackup"),
                false => node.unsupported("use of <server> requires pull mode backup"),
            });
        }
        let host = NetHost::read(node, true)?;
        if host.transport == NetTransport::Rdma {
            return Err(node.unsupported("transport rdma is not supported for <server>"));
        }
        if let Some(socket) = host.socket.as_ref().filter(|s| !s.starts_with('/')) {
            return Err(node.invalid(format!("backup socket path '{socket}' must be absolute")));
        }
        Ok(Self { host, tls: node.value::<Plain, bool>("tls", None)? })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("transport", self.host.transport.as_str());
            if let Some(tls) = &self.tls {
                w.attr_value::<Plain, _>("tls", tls);
            }
            if let Some(name) = &self.host.name {
                w.attr("name", name);
            }
            if self.host.port != 0 {
                w.attr_display("port", self.host.port);
            }
            for (name, value) in [("socket", &self.host.socket), ("fdgroup", &self.host.fdgroup)] {
                if let Some(value) = value {
                    w.attr(name, value);
                }
            }
        };
        w.element("server", true, attrs, |_| ());
    }
}

impl BackupDisk {
    fn read(node: Node<'_>, mode: BackupMode, internal: bool) -> virt_xml::Result<Self> {
        let text = |name: &str| node.attr(name).map(str::to_owned);
        let name = node.required::<Plain, String>("name", Some(Code::Invalid))?;
        let backup = node.value::<Plain, bool>("backup", None)?.unwrap_or(true);
        let push = mode == BackupMode::Push;
        let (export_name, export_bitmap) =
            if push { (None, None) } else { (text("exportname"), text("exportbitmap")) };
        let disk_mode = node.value::<Plain, BackupDiskMode>("backupmode", None)?;
        let incremental = text("incremental");
        if disk_mode == Some(BackupDiskMode::Full) && incremental.is_some() && node.strict() {
            let value = incremental.unwrap_or_default();
            return Err(node.bad_attr("incremental", &value, "nothing for a full backup", None));
        }
        if !backup {
            return Ok(Self { name, ..Self::default() });
        }
        let state = match internal {
            true => node.value::<Plain, BackupDiskState>("state", None)?,
            false => None,
        };
        let kind =
            node.value::<Plain, StorageType>("type", Some(Code::Invalid))?.unwrap_or(StorageType::File);
        let driver = node.child("driver");
        let format = driver.map(|d| d.value::<Plain, StorageFormat>("type", Some(Code::Invalid)));
        let format = format.transpose()?.flatten();
        if !push && node.strict() && format.is_some_and(|f| f != StorageFormat::Qcow2) {
            return Err(node.bad_attr("type", "", "qcow2", None));
        }
        let index = match internal {
            true => node.value::<Plain, u32>("index", Some(Code::Invalid))?.unwrap_or(0),
            false => 0,
        };
        let store = match kind {
            StorageType::File => StorageSource::new(StorageKind::default()),
            StorageType::Block => StorageSource::new(StorageKind::Block { dev: None }),
            other => return Err(node.invalid(format!("unsupported disk backup type '{other}'"))),
        };
        let store = match node.child(Self::store_name(push)) {
            Some(source) => StorageSource::read_tag(kind.as_str(), source)?.unwrap_or(store),
            None => store,
        };
        Ok(Self {
            name,
            backup,
            mode: disk_mode,
            incremental,
            export_name,
            export_bitmap,
            state,
            store: Some(store),
            format,
            index,
        })
    }

    fn store_name(push: bool) -> &'static str {
        if push { "target" } else { "scratch" }
    }

    fn assign_store(&mut self, fact: &DiskFacts, suffix: &str) -> Result<()> {
        if fact.is_empty && self.store.is_some() {
            unsupported!("disk '{}' has no media", self.name);
        }
        if self.store.as_ref().is_none_or(StorageSource::is_empty) {
            let Some(path) = fact.path.as_ref().filter(|_| fact.is_file) else {
                unsupported!("refusing to generate file name for disk '{}'", self.name);
            };
            let store = self.store.get_or_insert_default();
            store.kind = StorageKind::file(format!("{path}.{suffix}"));
        }
        Ok(())
    }

    fn write(&self, push: bool, internal: bool, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("name", &self.name);
            w.attr_value::<Plain, _>("backup", &self.backup);
            if let Some(state) = self.state.as_ref().filter(|_| internal) {
                w.attr_value::<Plain, _>("state", state);
            }
            if !self.backup {
                return;
            }
            w.attr("type", self.store.as_ref().map_or("file", Tagged::tag));
            if let Some(mode) = &self.mode {
                w.attr_value::<Plain, _>("backupmode", mode);
            }
            for (name, value) in [
                ("incremental", &self.incremental),
                ("exportname", &self.export_name),
                ("exportbitmap", &self.export_bitmap),
            ] {
                if let Some(value) = value {
                    w.attr(name, value);
                }
            }
            if self.index != 0 {
                w.attr_display("index", self.index);
            }
        };
        w.element("disk", true, attrs, |w| {
            if !self.backup {
                return;
            }
            if let Some(format) = &self.format {
                w.element("driver", true, |w| w.attr_value::<Plain, _>("type", format), |_| ());
            }
            if let Some(store) = &self.store {
                w.element(Self::store_name(push), false, |w| store.attrs(w), |w| store.children(w));
            }
        });
    }
}
