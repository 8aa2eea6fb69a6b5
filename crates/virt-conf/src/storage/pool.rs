//! `<pool>`: a storage pool.

use virt_core::consts::*;
use virt_core::{Result, Uuid};
use virt_xml::{Code, Element, Node, Plain, View, Writer};

use super::kinds::PoolKind;
use super::perms::Permissions;
use super::schema;
use super::source::PoolSource;
use crate::common::document::{self, Kind};
use crate::common::generated;
use crate::common::text::{UuidText, sanitize_path};

/// A pool of volumes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolDef {
    pub kind: PoolKind,
    pub name: String,
    pub uuid: Uuid,
    /// Sizes in bytes; the driver's to know, not read from documents.
    pub capacity: u64,
    pub allocation: u64,
    pub available: u64,
    /// Whether files are copied when they are written to.
    pub cow: Option<bool>,
    pub source: PoolSource,
    pub target_path: Option<String>,
    pub permissions: Permissions,
    pub refresh_allocation: Option<RefreshAllocation>,
    /// Options that drivers of real storage pass on.
    pub options: PoolOptions,
}

/// `<refresh><volume allocation='…'/></refresh>`: how volumes' allocation is found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, virt_xml::Value)]
pub enum RefreshAllocation {
    Default,
    Capacity,
}

/// Extensions in other namespaces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PoolOptions {
    #[default]
    None,
    /// Options for mounting.
    Mount(Vec<String>),
    /// Settings of a Ceph client.
    Rbd(Vec<(String, String)>),
}

const DOCUMENT: Kind = Kind { root: "pool", label: "(storage_pool_definition)", origin: VIR_FROM_STORAGE };
const FS_NAMESPACE: &str = "http://libvirt.org/schemas/storagepool/fs/1.0";
const RBD_NAMESPACE: &str = "http://libvirt.org/schemas/storagepool/rbd/1.0";
/// View of a driver that uses the extensions in other namespaces.
const EXTENSIONS: u32 = 1 << 16;

/// How a pool is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ParseOptions {
    /// Refuse what is not known.
    pub validate: bool,
    /// Read [`PoolOptions`].
    pub extensions: bool,
}

impl PoolDef {
    /// Reads a `<pool>` document.
    pub fn parse(xml: &str, options: ParseOptions) -> Result<Self> {
        let view = View(if options.extensions { EXTENSIONS } else { 0 });
        document::parse_view(xml, &DOCUMENT, options.validate, view, Self::read)
    }

    /// The document.
    pub fn to_xml(&self) -> String {
        document::format(|w| self.write("pool", true, w))
    }

    /// `<poolstate>`: what is kept of a running pool.
    pub fn to_state_xml(&self) -> String {
        document::format(|w| w.pair("poolstate", |_| (), |w| self.write("pool", true, w)))
    }

    /// Reads what is kept of a running pool.
    pub fn parse_state(xml: &str, options: ParseOptions) -> Result<Self> {
        const STATE: Kind = Kind { root: "poolstate", ..DOCUMENT };
        let view = View(if options.extensions { EXTENSIONS } else { 0 });
        document::parse_view(xml, &STATE, false, view, |node| {
            let pool = node.child("pool");
            pool.ok_or_else(|| node.missing_child("pool", Some(Code::Invalid))).and_then(Self::read)
        })
    }
}

impl Element for PoolDef {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        schema::check_pool(node)?;
        let kind = node.required::<Plain, PoolKind>("type", None)?;
        let parts = kind.parts();
        let no = |text: &str| node.invalid(text);
        if !matches!(kind, PoolKind::Dir | PoolKind::Mpath) {
            node.demand(&[], &["source"])?;
        }
        if !parts.network && kind != PoolKind::Zfs {
            node.demand(&[], &["target"])?;
        }
        if !parts.name {
            node.demand(&[], &["name"])?;
        }
        let source_node = node.child("source");
        let mut source = match source_node {
            Some(source) => PoolSource::read_in(source, kind)?,
            None => {
                PoolSource { format: kind.source_formats().map(|f| f.default()), ..PoolSource::default() }
            }
        };
        let name = node.child_text("name").or_else(|| source.name.clone().filter(|_| parts.name));
        let name = name.ok_or_else(|| no("missing pool source name element"))?;
        if name.contains('/') {
            return Err(node.invalid(format!("name {name} cannot contain '/'")));
        }
        let uuid = node.text_value::<UuidText, Uuid>("uuid", Some(Code::Invalid))?;
        for size in ["capacity", "allocation", "available"] {
            node.child(size).map(Node::seen_whole);
        }
        let cow = match node.child("features").and_then(|f| f.child("cow")) {
            Some(cow) => cow.value::<Plain, bool>("state", None)?,
            None => None,
        };
        if cow.is_some() && !matches!(kind, PoolKind::Fs | PoolKind::Dir) {
            return Err(node.error(Code::NoSupport, "cow feature may only be used for 'fs' and 'dir' pools"));
        }
        if parts.host && source.hosts.is_empty() {
            return Err(no("missing storage pool source host name"));
        }
        if parts.dir && source.dir.is_none() {
            return Err(no("missing storage pool source path"));
        }
        if parts.name {
            source.name.get_or_insert_with(|| name.clone());
        }
        if parts.adapter {
            let adapter = source.adapter.as_ref();
            adapter
                .ok_or_else(|| no("missing storage pool source adapter"))?
                .check(source_node.unwrap_or(node))?;
        }
        if matches!(kind, PoolKind::Fs | PoolKind::Disk) && source.devices.is_empty() {
            return Err(no("missing storage pool source device name"));
        }
        let target = if parts.network { None } else { node.child("target") };
        let (mut target_path, mut permissions) = (None, Permissions::default());
        if !parts.network {
            let of_name = |prefix: &str| format!("{prefix}{}", source.name.as_deref().unwrap_or(&name));
            let given = target.and_then(|t| t.child_text("path"));
            let path = match kind {
                PoolKind::Logical => of_name("/dev/"),
                PoolKind::Zfs => of_name("/dev/zvol/"),
                _ => given.ok_or_else(|| no("missing storage pool target path"))?,
            };
            target_path = Some(sanitize_path(&path));
            permissions = target.map(Permissions::read_below).transpose()?.unwrap_or_default();
        }
        if kind == PoolKind::IscsiDirect && source.initiator.is_none() {
            return Err(node.unsupported("missing initiator IQN"));
        }
        let refresh = node.child("refresh").and_then(|r| r.child("volume"));
        let refresh_allocation = match refresh.filter(|v| v.attr("allocation").is_some_and(|a| !a.is_empty()))
        {
            Some(volume) => volume.value::<Plain, _>("allocation", Some(Code::Unsupported))?,
            None => None,
        };
        Ok(Self {
            kind,
            name,
            uuid: uuid.unwrap_or_else(generated::uuid),
            capacity: 0,
            allocation: 0,
            available: 0,
            cow,
            source,
            target_path,
            permissions,
            refresh_allocation,
            options: PoolOptions::read(node, kind)?,
        })
    }

    fn attrs(&self, w: &mut Writer) {
        w.attr("type", self.kind.as_str());
        match &self.options {
            PoolOptions::None => {}
            PoolOptions::Mount(_) => w.attr("xmlns:fs", FS_NAMESPACE),
            PoolOptions::Rbd(_) => w.attr("xmlns:rbd", RBD_NAMESPACE),
        }
    }

    fn children(&self, w: &mut Writer) {
        w.text("name", &self.name);
        w.text("uuid", &self.uuid.to_string());
        for (name, bytes) in
            [("capacity", self.capacity), ("allocation", self.allocation), ("available", self.available)]
        {
            write_bytes(name, bytes, w);
        }
        let cow = |w: &mut Writer| {
            if let Some(cow) = &self.cow {
                w.element("cow", true, |w| w.attr_value::<Plain, _>("state", cow), |_| ());
            }
        };
        w.element("features", false, |_| (), cow);
        self.source.write(self.kind, w);
        if self.kind.has_target() {
            w.pair(
                "target",
                |_| (),
                |w| {
                    if let Some(path) = &self.target_path {
                        w.text("path", path);
                    }
                    self.permissions.write("permissions", false, w);
                },
            );
        }
        if let Some(allocation) = &self.refresh_allocation {
            let volume = |w: &mut Writer| {
                w.element("volume", true, |w| w.attr_value::<Plain, _>("allocation", allocation), |_| ());
            };
            w.element("refresh", true, |_| (), volume);
        }
        self.options.write(w);
    }
}

/// `<name unit='bytes'>number</name>`.
pub(super) fn write_bytes(name: &str, bytes: u64, w: &mut Writer) {
    w.element_text(name, true, |w| w.attr("unit", "bytes"), |out| out.display(bytes));
}

impl PoolOptions {
    fn read(node: Node<'_>, kind: PoolKind) -> virt_xml::Result<Self> {
        let (namespace, element) = match kind {
            PoolKind::Fs | PoolKind::Netfs => (FS_NAMESPACE, "mount_opts"),
            PoolKind::Rbd => (RBD_NAMESPACE, "config_opts"),
            _ => return Ok(Self::None),
        };
        if !node.view().has(EXTENSIONS) {
            node.foreign(namespace, element).for_each(|n| {
                n.seen_whole();
            });
            return Ok(Self::None);
        }
        let mut options = Vec::new();
        for option in node.foreign(namespace, element).flat_map(|n| n.foreign(namespace, "option")) {
            let need = |name: &str| {
                let value = option.attr(name).filter(|v| kind != PoolKind::Rbd || !v.is_empty());
                value.map(str::to_owned).ok_or_else(|| option.missing_attr(name, Some(Code::Invalid)))
            };
            let value = if kind == PoolKind::Rbd { need("value")? } else { String::new() };
            options.push((need("name")?, value));
        }
        Ok(match kind {
            _ if options.is_empty() => Self::None,
            PoolKind::Rbd => Self::Rbd(options),
            _ => Self::Mount(options.into_iter().map(|(name, _)| name).collect()),
        })
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::None => {}
            Self::Mount(options) => w.pair(
                "fs:mount_opts",
                |_| (),
                |w| {
                    for name in options {
                        w.element("fs:option", true, |w| w.attr("name", name), |_| ());
                    }
                },
            ),
            Self::Rbd(options) => w.pair(
                "rbd:config_opts",
                |_| (),
                |w| {
                    for (name, value) in options {
                        let attrs = |w: &mut Writer| {
                            w.attr("name", name);
                            w.attr("value", value);
                        };
                        w.element("rbd:option", true, attrs, |_| ());
                    }
                },
            ),
        }
    }
}
