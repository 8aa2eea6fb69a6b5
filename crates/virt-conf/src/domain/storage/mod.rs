//! Where the data of a disk is: `<source>` of disks, backing stores, mirrors and NVRAM.
//!
//! The type of the source stands on the element around it. [`StorageSource`] is the whole `<source>`;
//! [`StorageKind`] what depends on the type; [`chain`] the layers below.

mod auth;
mod chain;
mod kind;
mod network;

pub use auth::{AuthType, Encryption, EncryptionCipher, EncryptionEngine, EncryptionFormat, EncryptionIvgen};
pub use auth::{EncryptionSecret, Reservations, ReservationsSource, SecretRef, StorageAuth};
pub(crate) use chain::write_format;
pub use chain::{BackingStore, DataStore, Layer, MetadataCache};
pub use kind::{NvmeSource, PoolMode, StorageKind, StorageType, VhostUserSource, VolumeSource};
pub use network::{Cookie, Initiator, NetHost, NetIdentity, NetProtocol, NetTransport, NetworkSource};

use super::seclabel::{DeviceSeclabel, read_device_labels, write_device_labels};
use super::words::prelude::*;

words! {
    /// How an image is laid out.
    pub StorageFormat {
        Raw, Dir, Bochs, Cloop, Dmg, Iso, Vpc, Vdi, Fat, Vhd, Ploop, Cow, Qcow, Qcow2, Qed, Vmdk
    }
    /// What happens when a source is not there at start.
    pub StartupPolicy { Mandatory, Requisite, Optional }
}

impl StorageFormat {
    /// Formats whose images can refer to another one below.
    pub fn has_backing(self) -> bool {
        matches!(self, Self::Cow | Self::Qcow | Self::Qcow2 | Self::Qed | Self::Vmdk)
    }
}

/// `<source>` with everything in it; the kind's name is the `type` of the element around.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StorageSource {
    pub kind: StorageKind,
    /// Disks only.
    pub startup_policy: Option<StartupPolicy>,
    /// Number of the layer in a running domain, 0 when it has none.
    pub index: u32,
    /// The part of the file that is used.
    pub slice: Option<Slice>,
    pub seclabels: Vec<DeviceSeclabel>,
    pub auth: Option<Box<StorageAuth>>,
    pub encryption: Option<Box<Encryption>>,
    pub reservations: Option<Box<Reservations>>,
    pub data_store: Option<Box<DataStore>>,
    /// State files: what the driver keeps about it.
    pub private_data: Option<Foreign>,
}

/// `<slice type='storage'>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slice {
    pub offset: u64,
    pub size: u64,
}

impl StorageSource {
    /// A source of a kind and nothing else.
    pub fn new(kind: StorageKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// The path or name of local sources.
    pub fn path(&self) -> Option<&str> {
        self.kind.path()
    }

    /// There is no medium.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    pub(crate) fn read_kind(tag: &str, node: Node<'_>) -> Result<Option<Self>> {
        let Some(mut kind) = StorageKind::read_tag(tag, node)? else { return Ok(None) };
        kind.drop_empty_path();
        let auth = node.child("auth").map(Box::read).transpose()?;
        let encryption = node.child("encryption").map(Box::read).transpose()?;
        let reservations = node.child("reservations").map(Box::read).transpose()?;
        let index = match node.attr("index").filter(|_| live(node.view())) {
            None => 0,
            Some(text) => <u32 as Value>::parse(text)
                .ok_or_else(|| node.invalid(format!("invalid storage source index '{text}'")))?,
        };
        let private = node.child("privateData").map(Node::seen_whole).filter(|_| view::status(node.view()));
        Ok(Some(Self {
            kind,
            startup_policy: node.value::<Plain, StartupPolicy>("startupPolicy", None)?,
            index,
            slice: read_slice(node)?,
            seclabels: read_device_labels(node)?,
            auth,
            encryption,
            reservations,
            data_store: node.child("dataStore").map(DataStore::read).transpose()?.map(Box::new),
            private_data: private.map(Foreign::read),
        }))
    }
}

fn read_slice(node: Node<'_>) -> Result<Option<Slice>> {
    let Some(slices) = node.child("slices") else { return Ok(None) };
    let Some(slice) = slices.all("slice").find(|s| s.attr("type") == Some("storage")) else {
        return Ok(None);
    };
    let text = |name| slice.attr(name).filter(|t| !t.is_empty());
    let (Some(offset), Some(size)) = (text("offset"), text("size")) else {
        return Err(slice.invalid("missing offset or size attribute of slice"));
    };
    let number = |name: &str, text: &str| {
        <u64 as Value>::parse(text)
            .ok_or_else(|| slice.invalid(format!("malformed value '{text}' of '{name}' attribute of slice")))
    };
    Ok(Some(Slice { offset: number("offset", offset)?, size: number("size", size)? }))
}

impl Tagged for StorageSource {
    fn read_tag(tag: &str, node: Node<'_>) -> Result<Option<Self>> {
        Self::read_kind(tag, node)
    }
    /// Without the element, whatever the type says, there is an empty file.
    fn absent(_: &str) -> Option<Self> {
        Some(Self::default())
    }
    fn tag(&self) -> &'static str {
        self.kind.tag()
    }
    fn attrs(&self, w: &mut Writer) {
        self.kind.attrs(w);
        if let Some(policy) = self.startup_policy
            && !matches!(self.kind, StorageKind::Network(_))
        {
            w.attr("startupPolicy", policy.as_str());
        }
        if self.index != 0 {
            w.attr_display("index", self.index);
        }
    }
    fn children(&self, w: &mut Writer) {
        self.kind.children(w);
        if let Some(Slice { offset, size }) = self.slice {
            let attrs = |w: &mut Writer| {
                w.attr("type", "storage");
                w.attr_display("offset", offset);
                w.attr_display("size", size);
            };
            w.element("slices", true, |_| (), |w| w.element("slice", true, attrs, |_| ()));
        }
        if !matches!(self.kind, StorageKind::Network(_)) {
            write_device_labels(&self.seclabels, w);
        }
        if let Some(auth) = &self.auth
            && !matches!(self.kind, StorageKind::Volume(_))
        {
            auth.write("auth", true, w);
        }
        if let Some(encryption) = &self.encryption {
            encryption.write("encryption", true, w);
        }
        if let Some(reservations) = &self.reservations {
            reservations.write("reservations", true, w);
        }
        if let Some(store) = self.data_store.as_ref().filter(|s| live(w.view()) || !s.detected) {
            store.write("dataStore", true, w);
        }
        if let Some(private) = self.private_data.as_ref().filter(|_| view::status(w.view())) {
            private.write(w);
        }
    }
    fn tags() -> &'static [&'static str] {
        StorageKind::tags()
    }
}
