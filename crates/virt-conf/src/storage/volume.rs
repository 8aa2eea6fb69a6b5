//! `<volume>`: a piece of a storage pool.

use virt_core::Result;
use virt_core::consts::*;
use virt_xml::size::scale;
use virt_xml::{Code, Element, Node, Value, Word, Writer};

use super::kinds::{PoolKind, is_format};
use super::perms::Permissions;
use super::pool::write_bytes;
use super::schema;
use super::source::Extent;
use crate::common::document::{self, Kind};
use crate::common::encryption::Encryption;

/// A volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolumeDef {
    pub kind: VolumeKind,
    pub name: String,
    /// Names the volume among all pools; the driver's to give.
    pub key: Option<String>,
    /// Where its bytes are, by device.
    pub extents: Vec<(String, Extent)>,
    /// Sizes in bytes.
    pub capacity: u64,
    pub allocation: u64,
    /// Whether the document said how much is allocated.
    pub allocation_given: bool,
    /// Bytes that it really takes; not read.
    pub physical: u64,
    pub target: VolumeTarget,
    pub backing: Option<VolumeTarget>,
}

/// `volume/@type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Value)]
pub enum VolumeKind {
    #[default]
    File,
    Block,
    Dir,
    Network,
    Netdir,
    Ploop,
}

/// `<target>` or `<backingStore>`: the file or device itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VolumeTarget {
    pub path: Option<String>,
    pub format: Option<&'static str>,
    pub permissions: Permissions,
    pub timestamps: Option<Timestamps>,
    pub encryption: Option<Encryption>,
    /// Version of the format.
    pub compat: Option<String>,
    /// Whether the file system must not copy it when it is written to.
    pub nocow: bool,
    pub cluster_size: u64,
    /// In order of [`FormatFeature`], each once; an empty list is written too.
    pub features: Option<Vec<FormatFeature>>,
}

/// What a format can do beyond the usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Value)]
pub enum FormatFeature {
    #[xml(name = "lazy_refcounts")]
    LazyRefcounts,
    #[xml(name = "extended_l2")]
    ExtendedL2,
    #[xml(name = "data_file")]
    DataFile,
}

/// Times of a file, in seconds and nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Timestamps {
    pub atime: Option<(u64, u32)>,
    pub mtime: Option<(u64, u32)>,
    pub ctime: Option<(u64, u32)>,
    pub btime: Option<(u64, u32)>,
}

const DOCUMENT: Kind =
    Kind { root: "volume", label: "(storage_volume_definition)", origin: VIR_FROM_STORAGE };

/// How a volume is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ParseOptions {
    /// Refuse what is not known.
    pub validate: bool,
    /// The capacity comes from elsewhere.
    pub no_capacity: bool,
    /// The capacity can come from the backing store.
    pub capacity_of_backing: bool,
}

impl VolumeDef {
    /// Reads a `<volume>` for a pool of a kind.
    pub fn parse(xml: &str, pool: PoolKind, options: ParseOptions) -> Result<Self> {
        document::parse(xml, &DOCUMENT, options.validate, |node| {
            schema::check_volume(node)?;
            Self::read_in(node, pool, options)
        })
    }

    /// The document.
    pub fn to_xml(&self) -> String {
        document::format(|w| self.write(w))
    }

    /// Reads the element in a pool of a kind.
    pub fn read_in(node: Node<'_>, pool: PoolKind, options: ParseOptions) -> virt_xml::Result<Self> {
        node.demand(&[], &["name", "target"])?;
        let name = node.child_text("name");
        let name = name.ok_or_else(|| node.missing_child("name", Some(Code::Invalid)))?;
        let kind = match node.attr("type").filter(|t| !t.is_empty()) {
            Some(word) => VolumeKind::from_word(word).ok_or_else(|| {
                node.bad_attr("type", word, &VolumeKind::expected(), Some(Code::Unsupported))
            })?,
            None => VolumeKind::File,
        };
        for ignored in ["source", "physical"] {
            node.child(ignored).map(Node::seen_whole);
        }
        let backing = match node.child("backingStore").filter(|b| b.child_text("path").is_some()) {
            Some(backing) => Some(VolumeTarget::read_backing(backing, pool)?),
            None => None,
        };
        let capacity = read_size(node, "capacity")?;
        let may_miss = options.no_capacity || options.capacity_of_backing && backing.is_some();
        if capacity.is_none() && !may_miss {
            // not a matter of the schema: what a volume is made from may have the size
            return Err(node.invalid("missing capacity element"));
        }
        let capacity = capacity.unwrap_or(0);
        let allocation = read_size(node, "allocation")?;
        let target = match node.child("target") {
            Some(target) => VolumeTarget::read(target, pool)?,
            None => {
                VolumeTarget { format: pool.volume_formats().map(|f| f.default()), ..VolumeTarget::default() }
            }
        };
        Ok(Self {
            kind,
            name,
            key: node.child_text("key"),
            extents: Vec::new(),
            capacity,
            allocation: allocation.unwrap_or(capacity),
            allocation_given: allocation.is_some(),
            physical: 0,
            target,
            backing,
        })
    }

    /// Writes `<volume>`.
    pub fn write(&self, w: &mut Writer) {
        w.pair(
            "volume",
            |w| w.attr("type", self.kind.as_str()),
            |w| {
                w.text("name", &self.name);
                if let Some(key) = &self.key {
                    w.text("key", key);
                }
                w.element("source", false, |_| (), |w| self.write_extents(w));
                write_bytes("capacity", self.capacity, w);
                write_bytes("allocation", self.allocation, w);
                if self.physical != 0 {
                    write_bytes("physical", self.physical, w);
                }
                self.target.write("target", w);
                if let Some(backing) = &self.backing {
                    backing.write("backingStore", w);
                }
            },
        );
    }

    fn write_extents(&self, w: &mut Writer) {
        for device in self.extents.chunk_by(|a, b| a.0 == b.0) {
            let Some((path, _)) = device.first() else { continue };
            let extents = |w: &mut Writer| device.iter().for_each(|(_, e)| e.write("extent", true, w));
            w.pair("device", |w| w.attr("path", path), extents);
        }
    }
}

fn read_size(node: Node<'_>, name: &str) -> virt_xml::Result<Option<u64>> {
    let Some(child) = node.child(name) else { return Ok(None) };
    let text = child.text();
    if text.is_empty() {
        return Ok(None);
    }
    let value = virt_xml::parse_unsigned(&text, 10)
        .ok_or_else(|| child.bad_text(&text, "a size", Some(Code::Invalid)))?;
    scale_size(child, value, i64::MAX as u64).map(Some)
}

/// Applies the unit that an element names.
fn scale_size(node: Node<'_>, value: u64, limit: u64) -> virt_xml::Result<u64> {
    let unit = node.attr("unit").filter(|u| !u.is_empty());
    scale(value, unit, 1, limit)
        .map_err(|e| if node.strict() { node.bad_text(&node.text(), "a size", None) } else { e })
}

fn read_format(node: Node<'_>, pool: PoolKind) -> virt_xml::Result<Option<&'static str>> {
    let format = node.child("format");
    format.map_or(Ok(()), |f| f.demand(&["type"], &[]))?;
    let named = format.and_then(|f| f.attr("type")).filter(|t| !t.is_empty());
    if let (Some(format), Some(name)) = (format, named)
        && node.strict()
        && !is_format(name)
    {
        return Err(format.bad_attr("type", name, "", Some(Code::Unsupported)));
    }
    let Some(formats) = pool.volume_formats() else { return Ok(None) };
    match named {
        None => Ok(Some(formats.default())),
        Some(name) => {
            let unknown = || node.unsupported(format!("unknown volume format type {name}"));
            formats.find(name).map(Some).ok_or_else(unknown)
        }
    }
}

impl VolumeTarget {
    fn read_backing(node: Node<'_>, pool: PoolKind) -> virt_xml::Result<Self> {
        node.child("timestamps").map(Node::seen_whole);
        Ok(Self {
            path: node.child_text("path"),
            format: read_format(node, pool)?,
            permissions: Permissions::read_below(node)?,
            ..Self::default()
        })
    }

    fn read(node: Node<'_>, pool: PoolKind) -> virt_xml::Result<Self> {
        let mut target = Self::read_backing(node, pool)?;
        target.encryption = node.child("encryption").map(Encryption::read).transpose()?;
        target.compat = node.child_text("compat");
        if let Some(compat) = &target.compat
            && !is_version(compat)
        {
            return Err(node.bad_text(compat, "two numbers around a dot", Some(Code::Invalid)));
        }
        target.nocow = node.child("nocow").is_some();
        if let Some(child) = node.child("clusterSize") {
            let text = child.text();
            if !text.is_empty() {
                let value = virt_xml::parse_unsigned(&text, 10)
                    .ok_or_else(|| child.bad_text(&text, "a size", Some(Code::Invalid)))?;
                target.cluster_size = scale_size(child, value, u64::MAX)?;
            }
        }
        if let Some(list) = node.child("features") {
            let mut features = Vec::new();
            for feature in list.elements() {
                let name = feature.seen().name();
                features.push(
                    FormatFeature::from_word(name)
                        .ok_or_else(|| feature.unsupported(format!("unsupported feature {name}")))?,
                );
            }
            features.sort();
            features.dedup();
            target.features = Some(features);
            target.compat.get_or_insert_with(|| "1.1".to_owned());
        }
        Ok(target)
    }

    fn write(&self, name: &str, w: &mut Writer) {
        w.pair(
            name,
            |_| (),
            |w| {
                if let Some(path) = &self.path {
                    w.text("path", path);
                }
                if let Some(format) = self.format {
                    w.element("format", true, |w| w.attr("type", format), |_| ());
                }
                self.permissions.write("permissions", false, w);
                if let Some(times) = &self.timestamps {
                    w.pair("timestamps", |_| (), |w| times.write(w));
                }
                if let Some(encryption) = &self.encryption {
                    encryption.write("encryption", true, w);
                }
                if let Some(compat) = &self.compat {
                    w.text("compat", compat);
                }
                if self.cluster_size > 0 {
                    w.element_text(
                        "clusterSize",
                        true,
                        |w| w.attr("unit", "B"),
                        |out| out.display(self.cluster_size),
                    );
                }
                if let Some(features) = &self.features {
                    w.element(
                        "features",
                        true,
                        |_| (),
                        |w| features.iter().for_each(|f| w.empty(f.as_str())),
                    );
                }
            },
        );
    }
}

impl Timestamps {
    fn write(&self, w: &mut Writer) {
        for (name, time) in
            [("atime", self.atime), ("mtime", self.mtime), ("ctime", self.ctime), ("btime", self.btime)]
        {
            match time {
                None => {}
                Some((seconds, 0)) => w.text(name, &seconds.to_string()),
                Some((seconds, nanos)) => w.text(name, &format!("{seconds}.{nanos:09}")),
            }
        }
    }
}

fn is_version(text: &str) -> bool {
    let number =
        |t: &str| virt_xml::parse_signed(t, 10).is_some_and(|v| u32::try_from(v.unsigned_abs()).is_ok());
    text.split_once('.').is_some_and(|(major, minor)| number(major) && number(minor))
}
