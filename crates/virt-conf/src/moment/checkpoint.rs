//! `<domaincheckpoint>`: a point in time since when changes of disks are noted.

use virt_core::consts::*;
use virt_core::{Result, Uuid, bail};
use virt_xml::{Code, Node, Plain, Value, Writer};

use super::{MomentDomain, Origin, check_uuid, match_disks, now_and_name};
use crate::common::document::{self, Kind};
use crate::domain::DomainDef;

/// A checkpoint of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckpointDef<D = DomainDef> {
    pub name: String,
    pub description: Option<String>,
    pub parent: Option<String>,
    /// Seconds since 1970.
    pub creation_time: i64,
    pub disks: Vec<CheckpointDisk>,
    pub domain: Option<D>,
}

/// `<disk>`: how changes of a disk are noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckpointDisk {
    /// Target, or path of the file.
    pub name: String,
    pub kind: Option<CheckpointKind>,
    /// Name of the bitmap.
    pub bitmap: Option<String>,
    /// Bytes changed since then, when the driver has looked.
    pub size: Option<u64>,
}

/// `disk/@checkpoint`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum CheckpointKind {
    No,
    Bitmap,
}

const DOCUMENT: Kind =
    Kind { root: "domaincheckpoint", label: "(domain_checkpoint)", origin: VIR_FROM_DOMAIN_CHECKPOINT };

impl<D: MomentDomain> CheckpointDef<D> {
    /// Reads the document. Unlike others, it is always read strictly.
    pub fn parse(xml: &str, origin: Origin) -> Result<Self> {
        document::parse_view(xml, &DOCUMENT, true, super::view(false), |node| Self::read(node, origin))
    }

    /// The document; `flags` are `VIR_DOMAIN_CHECKPOINT_XML_*`.
    pub fn to_xml(&self, flags: u32) -> String {
        let secure = flags & VIR_DOMAIN_CHECKPOINT_XML_SECURE != 0;
        document::format_view(super::view(secure), |w| {
            w.pair("domaincheckpoint", |_| (), |w| self.write(flags, w));
        })
    }

    fn read(node: Node<'_>, origin: Origin) -> virt_xml::Result<Self> {
        let name = read_name(node)?;
        let description = node.child_text("description");
        let parent = match node.child("parent") {
            Some(parent) => read_name(parent)?,
            None => None,
        };
        let time = node.text_value::<Plain, i64>("creationTime", None)?;
        let disks = match node.child("disks") {
            Some(list) => list.all("disk").map(CheckpointDisk::read).collect::<virt_xml::Result<Vec<_>>>()?,
            None => Vec::new(),
        };
        let domain_node = node.child("domain");
        if origin == Origin::New {
            domain_node.map(Node::seen_whole);
            let (creation_time, name) = now_and_name(name);
            return Ok(Self { name, description, parent: None, creation_time, disks, domain: None });
        }
        let name = name.ok_or_else(|| node.invalid("a redefined checkpoint must have a name"))?;
        let creation_time =
            time.ok_or_else(|| node.error(Code::Internal, "missing creationTime from existing checkpoint"))?;
        let domain = domain_node.map(D::read).transpose()?;
        Ok(Self { name, description, parent, creation_time, disks, domain })
    }

    fn write(&self, flags: u32, w: &mut Writer) {
        w.text("name", &self.name);
        if let Some(description) = &self.description {
            w.text("description", description);
        }
        if let Some(parent) = &self.parent {
            w.element("parent", true, |_| (), |w| w.text("name", parent));
        }
        if self.creation_time != 0 {
            w.text("creationTime", &self.creation_time.to_string());
        }
        let with_size = flags & VIR_DOMAIN_CHECKPOINT_XML_SIZE != 0;
        w.element("disks", false, |_| (), |w| self.disks.iter().for_each(|d| d.write(with_size, w)));
        if let Some(domain) =
            self.domain.as_ref().filter(|_| flags & VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN == 0)
        {
            domain.write("domain", w);
        }
    }

    /// Fits a new checkpoint to the domain that it is made of.
    pub fn attach(&mut self, domain: D) -> Result<()> {
        self.domain = Some(domain);
        self.align_disks()
    }

    /// Fits a checkpoint that is given back to the domain `uuid`.
    pub fn check_redefined(&mut self, uuid: Uuid) -> Result<()> {
        match &self.domain {
            Some(domain) => {
                check_uuid(domain, uuid, "checkpoint", &self.name, VIR_FROM_DOMAIN_CHECKPOINT)?;
                self.align_disks()
            }
            None => {
                self.name_bitmaps();
                Ok(())
            }
        }
    }

    /// One entry for each disk of the domain; without any, all disks that are written to take part.
    fn align_disks(&mut self) -> Result<()> {
        macro_rules! unsupported {
            ($($t:tt)+) => { bail!(VIR_FROM_DOMAIN_CHECKPOINT, VIR_ERR_CONFIG_UNSUPPORTED, $($t)+) };
        }
        let Some(domain) = &self.domain else {
            bail!(VIR_FROM_DOMAIN_CHECKPOINT, VIR_ERR_INTERNAL_ERROR, "missing domain in checkpoint");
        };
        let facts = domain.disks();
        if self.disks.len() > facts.len() {
            unsupported!("too many disk checkpoint requests for domain");
        }
        if facts.is_empty() {
            unsupported!("domain must have at least one disk to perform checkpoints");
        }
        let default = if self.disks.is_empty() { CheckpointKind::Bitmap } else { CheckpointKind::No };
        let entries = std::mem::take(&mut self.disks);
        let matched = match_disks(&facts, VIR_FROM_DOMAIN_CHECKPOINT, entries, |d| &d.name)?;
        for (disk, entry) in matched {
            let passive = disk.is_empty || disk.readonly;
            self.disks.push(match entry {
                Some(entry) if passive && entry.kind != Some(CheckpointKind::No) => {
                    unsupported!("disk '{}' is empty or readonly", entry.name);
                }
                Some(entry) => CheckpointDisk { name: disk.target.clone(), ..entry },
                None => CheckpointDisk {
                    name: disk.target.clone(),
                    kind: Some(if passive { CheckpointKind::No } else { default }),
                    bitmap: None,
                    size: None,
                },
            });
        }
        self.name_bitmaps();
        Ok(())
    }

    fn name_bitmaps(&mut self) {
        for disk in self.disks.iter_mut().filter(|d| d.kind == Some(CheckpointKind::Bitmap)) {
            disk.bitmap.get_or_insert_with(|| self.name.clone());
        }
    }
}

/// A `<name>` that can be part of a file's name.
fn read_name(node: Node<'_>) -> virt_xml::Result<Option<String>> {
    let Some(child) = node.child("name") else { return Ok(None) };
    let name = child.text();
    let good = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    if name.is_empty() || name.starts_with('.') || !name.chars().all(good) {
        return Err(child.bad_text(&name, "letters, digits, _, - and .", None));
    }
    Ok(Some(name))
}

impl CheckpointDisk {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        let kind = node.value::<Plain, CheckpointKind>("checkpoint", None)?;
        let bitmap = node.attr("bitmap").map(str::to_owned);
        let size = node.value::<Plain, u64>("size", None)?;
        if kind == Some(CheckpointKind::No)
            && let Some(name) = ["bitmap", "size"].into_iter().find(|name| node.attr(name).is_some())
        {
            return Err(node.bad_attr(name, node.attr(name).unwrap_or_default(), "no bitmap", None));
        }
        Ok(Self {
            name: node.required::<Plain, String>("name", None)?,
            kind: Some(kind.unwrap_or(CheckpointKind::Bitmap)),
            bitmap,
            // only the driver knows
            size: size.and(None),
        })
    }

    fn write(&self, with_size: bool, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("name", &self.name);
            if let Some(kind) = &self.kind {
                w.attr_value::<Plain, _>("checkpoint", kind);
            }
            if let Some(bitmap) = &self.bitmap {
                w.attr("bitmap", bitmap);
                if let Some(size) = self.size.filter(|_| with_size) {
                    w.attr_display("size", size);
                }
            }
        };
        w.element("disk", true, attrs, |_| ());
    }
}

#[cfg(test)]
mod tests {
    use super::super::DiskFacts;
    use super::super::tests::{self, Plain, disk};
    use super::*;

    fn new(xml: &str) -> Result<CheckpointDef<Plain>> {
        CheckpointDef::parse(xml, Origin::New)
    }

    #[test]
    fn disks_are_filled_in() {
        let readonly = DiskFacts { readonly: true, ..disk("vdb") };
        let mut all = new("<domaincheckpoint/>").unwrap();
        all.attach(tests::domain(vec![disk("vda"), readonly.clone()])).unwrap();
        let kinds: Vec<_> = all.disks.iter().map(|d| (d.kind, d.bitmap.clone())).collect();
        assert_eq!(
            kinds,
            [(Some(CheckpointKind::Bitmap), Some(all.name.clone())), (Some(CheckpointKind::No), None)]
        );
        let some = "<domaincheckpoint><name>c</name><disks><disk name='/images/vdb.qcow2' bitmap='b'/></disks></domaincheckpoint>";
        let mut named = new(some).unwrap();
        named.attach(tests::domain(vec![disk("vda"), disk("vdb")])).unwrap();
        assert_eq!(named.disks[0].kind, Some(CheckpointKind::No));
        assert_eq!((named.disks[1].name.as_str(), named.disks[1].bitmap.as_deref()), ("vdb", Some("b")));
        for disks in [vec![], vec![disk("vda")], vec![disk("vda"), readonly]] {
            let error = new(some).unwrap().attach(tests::domain(disks)).unwrap_err();
            assert_eq!(error.code(), VIR_ERR_CONFIG_UNSUPPORTED);
        }
    }

    #[test]
    fn schema_holds_always() {
        for xml in [
            "<domaincheckpoint><name>.a</name></domaincheckpoint>",
            "<domaincheckpoint><name>a/b</name></domaincheckpoint>",
            "<domaincheckpoint><disks><disk/></disks></domaincheckpoint>",
            "<domaincheckpoint><disks><disk name='a' checkpoint='no' bitmap='x'/></disks></domaincheckpoint>",
            "<domaincheckpoint><active>1</active></domaincheckpoint>",
        ] {
            assert_eq!(new(xml).unwrap_err().code(), VIR_ERR_XML_INVALID_SCHEMA, "{xml}");
        }
    }

    #[test]
    fn given_back() {
        let read = |xml: &str| CheckpointDef::<Plain>::parse(xml, Origin::Redefined);
        assert_eq!(read("<domaincheckpoint/>").unwrap_err().code(), VIR_ERR_XML_ERROR);
        let xml = "<domaincheckpoint>\n  <name>c</name>\n  <parent>\n    <name>p</name>\n  </parent>\n  \
                   <creationTime>12</creationTime>\n  <disks>\n    <disk name='vda' checkpoint='bitmap' bitmap='c'/>\n    \
                   <disk name='vdb' checkpoint='no'/>\n  </disks>\n  <domain/>\n</domaincheckpoint>\n";
        let mut back = read(xml).unwrap();
        back.check_redefined(Uuid::nil()).unwrap();
        assert_eq!(back.to_xml(0), xml);
        assert!(!back.to_xml(VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN).contains("<domain/>"));
        let other = back.check_redefined(Uuid::from_u128(1)).unwrap_err();
        assert_eq!(other.code(), VIR_ERR_INVALID_ARG);
    }
}
