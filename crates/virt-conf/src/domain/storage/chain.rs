//! Layers below a disk's top image, and data files beside it.

use virt_xml::{Place, read_tagged, write_tag};

use super::{StorageFormat, StorageSource};
use crate::domain::words::prelude::*;

/// `<backingStore>`: the end of the chain, or a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackingStore {
    /// `<backingStore/>`: there is nothing below.
    End {
        /// Runtime only: found in the image above; not part of the configuration.
        detected: bool,
    },
    Layer(Box<Layer>),
}

/// One image of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    pub index: u32,
    pub format: StorageFormat,
    pub metadata_cache: Option<MetadataCache>,
    pub source: StorageSource,
    pub backing_store: Option<BackingStore>,
    /// Runtime only: found in the image above; not part of the configuration.
    pub detected: bool,
}

/// `<metadata_cache><max_size unit='bytes'>N</max_size></metadata_cache>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MetadataCache {
    pub max_size: u64,
}

/// `<dataStore>`: where an image of a format with external data keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataStore {
    pub source: StorageSource,
    /// Runtime only: found in the image; not part of the configuration.
    pub detected: bool,
}

const SOURCE: Place =
    Place { attr: "type", attr2: None, child: Some("source"), default: None, code: Some(Code::Invalid) };

fn read_format(node: Node<'_>, missing: &str) -> Result<StorageFormat> {
    let text = node.child("format").and_then(|f| f.attr("type")).filter(|t| !t.is_empty());
    let text = text.ok_or_else(|| node.invalid(missing))?;
    StorageFormat::from_word(text)
        .ok_or_else(|| node.invalid(format!("unknown storage source format '{text}'")))
}

impl MetadataCache {
    /// Reads `<metadata_cache>` below `node`.
    pub fn read_below(node: Node<'_>) -> Result<Option<Self>> {
        let size = node.child("metadata_cache").and_then(|c| c.child("max_size"));
        let size = size.map(|s| size::read_bytes(s, 1, u64::MAX)).transpose()?;
        Ok(size.filter(|s| *s > 0).map(|max_size| Self { max_size }))
    }

    /// Writes the element.
    pub fn write(self, w: &mut Writer) {
        let size = |w: &mut Writer| {
            w.element_text("max_size", true, |w| w.attr("unit", "bytes"), |out| out.display(self.max_size));
        };
        w.element("metadata_cache", true, |_| (), size);
    }
}

impl BackingStore {
    /// The layer, unless the chain ends here.
    pub fn layer(&self) -> Option<&Layer> {
        if let Self::Layer(layer) = self { Some(layer) } else { None }
    }

    fn is_shown(&self, w: &Writer) -> bool {
        let detected = match self {
            Self::End { detected } => *detected,
            Self::Layer(layer) => layer.detected,
        };
        live(w.view()) || !detected
    }
}

impl Element for BackingStore {
    fn read(node: Node<'_>) -> Result<Self> {
        if node.attr("type").is_none() {
            return Ok(Self::End { detected: false });
        }
        let format = read_format(node, "missing disk backing store format")?;
        if node.child("source").is_none() {
            return Err(node.invalid("missing disk backing store source").beyond_schema());
        }
        let index = match node.attr("index").filter(|_| live(node.view())) {
            None => 0,
            Some(text) => <u32 as Value>::parse(text)
                .ok_or_else(|| node.invalid(format!("invalid storage source index '{text}'")))?,
        };
        let mut source: StorageSource = read_tagged(node, &SOURCE)?;
        // the layer's own number stands on <backingStore>
        source.index = 0;
        if let Some(store) = node.child("dataStore") {
            source.data_store = Some(Box::new(DataStore::read(store)?));
        }
        let metadata_cache = match node.child("format") {
            Some(format) => MetadataCache::read_below(format)?,
            None => None,
        };
        let backing_store = node.child("backingStore").map(Self::read).transpose()?;
        Ok(Self::Layer(Box::new(Layer {
            index,
            format,
            metadata_cache,
            source,
            backing_store,
            detected: false,
        })))
    }
    fn attrs(&self, w: &mut Writer) {
        if let Self::Layer(layer) = self {
            write_tag(&layer.source, "type", None, w);
            if layer.index != 0 {
                w.attr_display("index", layer.index);
            }
        }
    }
    fn children(&self, w: &mut Writer) {
        if let Self::Layer(layer) = self {
            write_format(Some(layer.format), layer.metadata_cache, w);
            w.element("source", false, |w| layer.source.attrs(w), |w| layer.source.children(w));
            if let Some(below) = &layer.backing_store {
                below.write("backingStore", true, w);
            }
        }
    }
    fn write(&self, name: &str, _: bool, w: &mut Writer) {
        if self.is_shown(w) {
            w.element(name, true, |w| self.attrs(w), |w| self.children(w));
        }
    }
}

/// Writes `<format>`.
pub(crate) fn write_format(format: Option<StorageFormat>, cache: Option<MetadataCache>, w: &mut Writer) {
    let attrs = |w: &mut Writer| {
        if let Some(format) = format {
            w.attr("type", format.as_str());
        }
    };
    let children = |w: &mut Writer| {
        if let Some(cache) = cache {
            cache.write(w);
        }
    };
    w.element("format", false, attrs, children);
}

impl Element for DataStore {
    fn read(node: Node<'_>) -> Result<Self> {
        node.required::<Plain, String>("type", None)?;
        read_format(node, "missing data file store format")?;
        if node.child("source").is_none() {
            return Err(node.invalid("missing disk data file store source").beyond_schema());
        }
        Ok(Self { source: read_tagged(node, &SOURCE)?, detected: false })
    }
    fn attrs(&self, w: &mut Writer) {
        write_tag(&self.source, "type", None, w);
    }
    fn children(&self, w: &mut Writer) {
        write_format(Some(StorageFormat::Raw), None, w);
        w.element("source", false, |w| self.source.attrs(w), |w| self.source.children(w));
    }
}
