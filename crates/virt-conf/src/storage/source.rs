//! `<source>` of a pool: where its volumes come from.

use virt_core::Result;
use virt_core::consts::VIR_FROM_STORAGE;
use virt_xml::{Code, Element, Node, Plain, Writer};

use super::adapter::Adapter;
use super::kinds::PoolKind;
use crate::common::auth::StorageAuth;
use crate::common::document::{self, Kind};
use crate::common::text::sanitize_path;

/// Where a pool's volumes come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PoolSource {
    pub hosts: Vec<SourceHost>,
    pub devices: Vec<SourceDevice>,
    pub dir: Option<String>,
    pub adapter: Option<Adapter>,
    pub name: Option<String>,
    /// Name by which this host logs in to iSCSI targets.
    pub initiator: Option<String>,
    pub format: Option<&'static str>,
    pub auth: Option<StorageAuth>,
    /// Version of the protocol.
    pub protocol_version: Option<String>,
    pub vendor: Option<String>,
    pub product: Option<String>,
}

/// `<host>`: a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceHost {
    pub name: String,
    /// 0: the usual one.
    pub port: i32,
}

/// `<device>`: a disk, partition or target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDevice {
    pub path: String,
    /// Whether partitions' names have a `p` before the number.
    pub part_separator: Option<bool>,
    /// Where there is room for new partitions.
    pub free_extents: Vec<Extent>,
}

/// A stretch of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Element)]
pub struct Extent {
    #[xml(attr)]
    pub start: u64,
    #[xml(attr)]
    pub end: u64,
}

const DOCUMENT: Kind =
    Kind { root: "source", label: "(storage_source_specification)", origin: VIR_FROM_STORAGE };

/// Reads a `<source>` that says where to look for pools of a kind.
pub fn parse_source(xml: &str, kind: PoolKind) -> Result<PoolSource> {
    document::parse(xml, &DOCUMENT, false, |node| PoolSource::read_in(node, kind))
}

/// `<sources>`: the pools that were found.
pub fn source_list_xml(kind: PoolKind, sources: &[PoolSource]) -> String {
    document::format(|w| w.pair("sources", |_| (), |w| sources.iter().for_each(|s| s.write(kind, w))))
}

impl PoolSource {
    /// Reads the element in a pool of a kind.
    pub fn read_in(node: Node<'_>, kind: PoolKind) -> virt_xml::Result<Self> {
        node.demand(&[], kind.required_parts())?;
        let parts = kind.parts();
        // strict reading leaves alone, and so refuses, what this kind does not have
        let wanted = |part: bool| part || !node.strict();
        let name = if wanted(parts.name) { node.child_text("name") } else { None };
        if kind == PoolKind::Rbd && name.is_none() {
            return Err(node.missing_child("name", Some(Code::Invalid)));
        }
        let attr_of = |child: &str, attr: &str| {
            node.child(child).and_then(|n| n.attr(attr)).filter(|v| !v.is_empty()).map(str::to_owned)
        };
        let format_name = match kind.source_formats() {
            Some(_) => attr_of("format", "type"),
            None => None,
        };
        let format = match (kind.source_formats(), &format_name) {
            (None, _) => None,
            (Some(formats), None) => Some(formats.default()),
            (Some(formats), Some(name)) => Some(formats.find(name).ok_or_else(|| {
                let format = node.child("format").unwrap_or(node);
                format.bad_attr("type", name, "", Some(Code::Unsupported))
            })?),
        };
        let dir = if wanted(parts.dir) { attr_of("dir", "path") } else { None };
        let mut dir = dir.map(|d| sanitize_path(&d));
        if kind == PoolKind::Gluster {
            dir.get_or_insert_with(|| "/".to_owned());
        }
        let source = Self {
            hosts: match wanted(parts.host) {
                true => node.all("host").map(SourceHost::read).collect::<virt_xml::Result<_>>()?,
                false => Vec::new(),
            },
            devices: match wanted(parts.device) {
                true => node.all("device").map(SourceDevice::read).collect::<virt_xml::Result<_>>()?,
                false => Vec::new(),
            },
            dir,
            adapter: match node.child("adapter") {
                Some(adapter) if wanted(parts.adapter) => Adapter::read(adapter)?,
                _ => None,
            },
            name,
            initiator: node
                .child("initiator")
                .and_then(|i| i.child("iqn"))
                .and_then(|i| i.attr("name"))
                .filter(|n| !n.is_empty())
                .map(str::to_owned),
            format,
            auth: node.child("auth").map(StorageAuth::read).transpose()?,
            protocol_version: attr_of("protocol", "ver"),
            vendor: attr_of("vendor", "name"),
            product: attr_of("product", "name"),
        };
        if source.auth.as_ref().is_some_and(|a| a.kind.is_none()) {
            return Err(node.unsupported("storage pool missing auth type"));
        }
        if let Some(version) = &source.protocol_version {
            let default = kind.source_formats().map(|f| f.default());
            if kind == PoolKind::Netfs && !matches!(format, Some("nfs" | "auto"))
                || kind != PoolKind::Netfs && format != default
            {
                let format = format.unwrap_or("none");
                let text = format!("storage pool protocol ver unsupported for pool type '{format}'");
                return Err(node.unsupported(text));
            }
            if version.contains(',') {
                let text = format!("storage pool protocol ver '{version}' must not contain ','");
                return Err(node.error(Code::Detail, text));
            }
        }
        Ok(source)
    }

    /// Writes `<source>` of a pool of a kind.
    pub fn write(&self, kind: PoolKind, w: &mut Writer) {
        w.pair("source", |_| (), |w| self.write_parts(kind, w));
    }

    fn write_parts(&self, kind: PoolKind, w: &mut Writer) {
        let parts = kind.parts();
        let named = |element: &str, attr: &str, value: Option<&String>, w: &mut Writer| {
            if let Some(value) = value {
                w.element(element, true, |w| w.attr(attr, value), |_| ());
            }
        };
        if parts.host {
            self.hosts.iter().for_each(|h| h.write(w));
        }
        if parts.device {
            self.devices.iter().for_each(|d| d.write(w));
        }
        named("dir", "path", self.dir.as_ref().filter(|_| parts.dir), w);
        if let Some(adapter) = self.adapter.as_ref().filter(|_| parts.adapter) {
            adapter.write(w);
        }
        if let Some(name) = self.name.as_ref().filter(|_| parts.name) {
            w.text("name", name);
        }
        let initiator =
            |w: &mut Writer| named("iqn", "name", self.initiator.as_ref().filter(|_| parts.initiator), w);
        w.element("initiator", false, |_| (), initiator);
        if let Some(format) = self.format {
            w.element("format", true, |w| w.attr("type", format), |_| ());
        }
        if let Some(auth) = &self.auth {
            auth.write("auth", true, w);
        }
        named("protocol", "ver", self.protocol_version.as_ref(), w);
        named("vendor", "name", self.vendor.as_ref(), w);
        named("product", "name", self.product.as_ref(), w);
    }
}

impl SourceHost {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        Ok(Self {
            name: node.required::<Plain, String>("name", Some(Code::Invalid))?,
            port: node.value::<Plain, i32>("port", None)?.unwrap_or(0),
        })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("name", &self.name);
            if self.port != 0 {
                w.attr_display("port", self.port);
            }
        };
        w.element("host", true, attrs, |_| ());
    }
}

impl SourceDevice {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        node.all("freeExtent").for_each(|n| _ = n.seen_whole());
        Ok(Self {
            path: node.required::<Plain, String>("path", Some(Code::Invalid))?,
            part_separator: node.value::<Plain, bool>("part_separator", None)?,
            free_extents: Vec::new(),
        })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("path", &self.path);
            if let Some(separator) = &self.part_separator {
                w.attr_value::<Plain, _>("part_separator", separator);
            }
        };
        let extents = |w: &mut Writer| self.free_extents.iter().for_each(|e| e.write("freeExtent", true, w));
        w.element("device", true, attrs, extents);
    }
}
