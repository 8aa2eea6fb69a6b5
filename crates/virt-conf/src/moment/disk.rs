//! `<disk>` of a snapshot.

use virt_core::consts::VIR_FROM_DOMAIN;
use virt_xml::{Code, Node, Plain, Result, Tagged, Word, Writer};

use super::SnapshotLocation;
use crate::domain::storage::{MetadataCache, StorageFormat, StorageKind, StorageSource, StorageType};

/// How a snapshot treats a disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SnapshotDisk {
    /// Target, or path of the file.
    pub name: String,
    pub snapshot: Option<SnapshotLocation>,
    /// Where the disk goes on.
    pub source: StorageSource,
    pub format: Option<StorageFormat>,
    pub metadata_cache: Option<MetadataCache>,
    /// The snapshot is being deleted.
    pub delete_in_progress: bool,
}

impl SnapshotDisk {
    pub(super) fn read(node: Node<'_>, redefine: bool) -> Result<Self> {
        let name = node.attr("name").map(str::to_owned);
        let name =
            name.ok_or_else(|| node.error(Code::Internal, "missing name from disk snapshot element"))?;
        let snapshot = node.value::<Plain, SnapshotLocation>("snapshot", None)?;
        let kind = node.value::<Plain, StorageType>("type", None)?.unwrap_or(StorageType::File);
        if matches!(kind, StorageType::Volume | StorageType::Dir) {
            return Err(node.invalid(format!("unsupported disk snapshot type '{kind}'")));
        }
        let progress = node.child("snapshotDeleteInProgress").is_some();
        let source = match node.child("source") {
            Some(source) => StorageSource::read_tag(kind.as_str(), source.under(VIR_FROM_DOMAIN))?,
            None => of_kind(kind),
        };
        let source = source.unwrap_or_default();
        let driver = node.child("driver");
        let format = match driver.and_then(|d| d.attr("type")).filter(|t| !t.is_empty()) {
            Some(word) => Some(
                StorageFormat::from_word(word)
                    .ok_or_else(|| node.unsupported(format!("unknown disk snapshot driver '{word}'")))?,
            ),
            None => None,
        };
        let metadata_cache = driver.map(MetadataCache::read_below).transpose()?.flatten();
        let local = matches!(source.kind, StorageKind::File { .. } | StorageKind::Block { .. });
        if let Some(path) = source.path().filter(|p| local && !p.starts_with('/')) {
            return Err(node.invalid(format!("disk snapshot image path '{path}' must be absolute")));
        }
        let own_file = source.path().is_some() || format.is_some();
        let snapshot = snapshot.or(own_file.then_some(SnapshotLocation::External));
        Ok(Self { name, snapshot, source, format, metadata_cache, delete_in_progress: progress && redefine })
    }

    /// Whether the disk goes on in a file.
    pub fn is_file(&self) -> bool {
        matches!(self.source.kind, StorageKind::File { .. })
    }

    /// Lets the disk go on in a file.
    pub fn set_file(&mut self, path: String) {
        self.source.kind = StorageKind::file(path);
    }

    pub(super) fn write(&self, w: &mut Writer) {
        let shown = self.source.path().is_some() || self.format.is_some();
        let attrs = |w: &mut Writer| {
            w.attr("name", &self.name);
            if let Some(snapshot) = &self.snapshot {
                w.attr_value::<Plain, _>("snapshot", snapshot);
            }
            if shown {
                w.attr("type", self.source.tag());
            }
        };
        w.element("disk", true, attrs, |w| {
            if self.delete_in_progress {
                w.empty("snapshotDeleteInProgress");
            }
            if !shown {
                return;
            }
            let driver = |w: &mut Writer| {
                if let Some(format) = &self.format {
                    w.attr_value::<Plain, _>("type", format);
                }
            };
            let cache = |w: &mut Writer| {
                if let Some(cache) = self.metadata_cache {
                    cache.write(w);
                }
            };
            w.element("driver", false, driver, cache);
            w.element("source", false, |w| self.source.attrs(w), |w| self.source.children(w));
        });
    }
}

/// A source of a kind of which nothing more is said.
fn of_kind(kind: StorageType) -> Option<StorageSource> {
    match kind {
        StorageType::Block => Some(StorageSource::new(StorageKind::Block { dev: None })),
        _ => None,
    }
}
