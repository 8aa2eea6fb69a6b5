//! One image: its protocol node, a slice of it, its format.

use crate::vocabulary::{
    DetectZeroes, Discard, DiskCache, DiskIo, Encryption, EncryptionEngine, EncryptionFormat, StorageAuth,
    StorageFormat, StorageKind, StorageSource,
};
use serde_json::Value;
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::protocol;
use super::secret::{SealedSecret, secret_object};
use crate::command::context::Context;
use crate::command::helper::nbdkit::NbdServer;
use crate::command::props::Props;

/// How a disk uses its images.
#[derive(Debug, Clone, Copy, Default)]
pub struct Use {
    pub cache: DiskCache,
    pub io: Option<DiskIo>,
    pub discard: Option<Discard>,
    pub detect_zeroes: Option<DetectZeroes>,
    pub discard_no_unref: Option<bool>,
    pub floppy: bool,
}

/// What is below an image.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Below {
    /// QEMU finds out from the image.
    #[default]
    Unknown,
    /// Nothing.
    Nothing,
    /// The node of another image.
    Node(String),
}

/// An image with all that its nodes depend on.
pub struct Image<'a> {
    pub source: &'a StorageSource,
    pub format: StorageFormat,
    /// Start of the names of its nodes.
    pub prefix: String,
    pub readonly: bool,
    pub cdrom: bool,
    pub usage: Use,
    pub auth: Option<&'a StorageAuth>,
    pub encryption: Option<&'a Encryption>,
    pub cache_size: Option<u64>,
    pub below: Below,
    /// Node of the separate data file.
    pub data: Option<String>,
    /// Has a node for the format; without, the protocol node is the image.
    pub has_format: bool,
    /// `/dev/fdset/…`.
    pub fd_set: Option<String>,
    pub fd_writable: Option<bool>,
    /// Stands between a server and QEMU.
    pub nbdkit: Option<NbdServer>,
    pub pr_manager: Option<String>,
    pub tls_creds: Option<String>,
    pub auth_secret: Option<SealedSecret>,
    pub cookie_secret: Option<SealedSecret>,
    pub encryption_secrets: Vec<SealedSecret>,
    /// Objects that have to exist first, in order.
    pub objects: Vec<Props>,
}

impl<'a> Image<'a> {
    /// An image with defaults everywhere.
    pub fn new(source: &'a StorageSource, format: StorageFormat, prefix: String) -> Self {
        Self {
            source,
            format,
            prefix,
            readonly: false,
            cdrom: false,
            usage: Use::default(),
            auth: source.auth.as_deref(),
            encryption: source.encryption.as_deref(),
            cache_size: None,
            below: Below::Unknown,
            data: None,
            has_format: true,
            fd_set: None,
            fd_writable: None,
            nbdkit: None,
            pr_manager: None,
            tls_creds: None,
            auth_secret: None,
            cookie_secret: None,
            encryption_secrets: Vec::new(),
            objects: Vec::new(),
        }
    }

    /// Is the data itself encrypted, below any format?
    pub fn is_luks(&self) -> bool {
        self.format == StorageFormat::Raw
            && self.encryption.is_some_and(|e| {
                e.format == EncryptionFormat::Luks && e.engine != Some(EncryptionEngine::Librbd)
            })
    }

    /// Is the data as the guest sees it?
    pub fn is_raw(&self) -> bool {
        self.format == StorageFormat::Raw && !self.is_luks()
    }

    pub fn storage_node(&self) -> String {
        format!("{}-storage", self.prefix)
    }

    pub fn format_node(&self) -> String {
        format!("{}-format", self.prefix)
    }

    fn slice_node(&self) -> String {
        format!("{}-slice-sto", self.prefix)
    }

    /// The node that stands for the image.
    pub fn node(&self) -> String {
        if self.has_format { self.format_node() } else { self.effective_storage() }
    }

    fn effective_storage(&self) -> String {
        if self.source.slice.is_some() { self.slice_node() } else { self.storage_node() }
    }

    /// All objects the image needs: credentials first.
    pub fn secret_objects(&self) -> Vec<Props> {
        let mut all = self.objects.clone();
        all.extend(self.encryption_secrets.iter().map(secret_object));
        all
    }

    /// The nodes, lowest first.
    pub fn nodes(&self, context: &Context<'_>) -> Result<Vec<Props>> {
        let sliced = self.source.slice.is_some();
        let storage = protocol::props(self, context)?;
        let storage = self.common(storage, &self.storage_node(), !self.has_format && !sliced, true)?;
        let mut nodes = vec![storage];
        if let Some(slice) = self.source.slice {
            let props = Props::device("raw")
                .set("file", self.storage_node())
                .set("offset", slice.offset)
                .set("size", slice.size);
            nodes.push(self.common(props, &self.slice_node(), !self.has_format, false)?);
        }
        if self.has_format {
            nodes.push(self.format_props()?);
        }
        Ok(nodes)
    }

    /// The protocol node alone, as SCSI host devices have it.
    pub fn protocol_node(&self, name: &str, context: &Context<'_>) -> Result<Props> {
        self.common(protocol::props(self, context)?, name, true, true)
    }

    /// What all nodes of an image have; `top` is the node that stands for it.
    fn common(&self, props: Props, node: &str, top: bool, storage: bool) -> Result<Props> {
        if node.len() >= 32 {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "node-name '{node}' too long for qemu");
        }
        let props = props.set("node-name", node);
        let props = if top {
            let zeroes = match (self.usage.discard, self.usage.detect_zeroes) {
                (Some(Discard::Unmap), zeroes) => zeroes,
                (_, Some(DetectZeroes::Unmap)) => Some(DetectZeroes::On),
                (_, zeroes) => zeroes,
            };
            props
                .set("read-only", self.readonly)
                .opt("discard", self.usage.discard.map(|d| d.as_str()))
                .opt("detect-zeroes", zeroes.map(|z| z.as_str()))
        } else {
            let props = match self.fd_writable.filter(|_| storage) {
                Some(writable) => props.set("read-only", !writable && self.readonly),
                None => props.set("auto-read-only", true),
            };
            props.set("discard", "unmap")
        };
        Ok(props.opt("cache", self.cache_props()))
    }

    fn cache_props(&self) -> Option<Props> {
        let (direct, no_flush) = match self.usage.cache {
            DiskCache::Default => return None,
            DiskCache::None | DiskCache::Directsync => (true, false),
            DiskCache::Writethrough | DiskCache::Writeback => (false, false),
            DiskCache::Unsafe => (false, true),
        };
        Some(Props::new().set("direct", direct).set("no-flush", no_flush))
    }

    fn format_props(&self) -> Result<Props> {
        let props = self.common(Props::new(), &self.format_node(), true, false)?;
        let props = match self.format {
            StorageFormat::Raw if self.is_luks() => {
                let Some(secret) = self.encryption_secrets.first() else {
                    bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "missing secret info for 'luks' driver");
                };
                props.set("driver", "luks").set("key-secret", secret.id.as_str())
            }
            StorageFormat::Fat | StorageFormat::Raw => props.set("driver", "raw"),
            StorageFormat::Qcow2 => self
                .qcow("qcow2", props)
                .opt("cache-size", self.cache_size)
                .opt("discard-no-unref", self.usage.discard_no_unref)
                .opt("data-file", self.data.as_deref()),
            StorageFormat::Qcow => self.qcow("qcow", props),
            StorageFormat::Ploop => props.set("driver", "parallels"),
            StorageFormat::Vhd => props.set("driver", "vhdx"),
            StorageFormat::Bochs
            | StorageFormat::Cloop
            | StorageFormat::Dmg
            | StorageFormat::Vdi
            | StorageFormat::Vpc
            | StorageFormat::Qed
            | StorageFormat::Vmdk => props.set("driver", self.format.as_str()),
            StorageFormat::Cow | StorageFormat::Iso | StorageFormat::Dir => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "mishandled storage format '{}'",
                self.format.as_str()
            ),
        };
        let props = props.set("file", self.effective_storage());
        match &self.below {
            Below::Node(_) if !self.format.has_backing() => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "storage format '{}' does not support backing store",
                self.format.as_str()
            ),
            Below::Node(node) => Ok(props.set("backing", node.as_str())),
            Below::Nothing if self.format.has_backing() => Ok(props.set("backing", Value::Null)),
            Below::Nothing | Below::Unknown => Ok(props),
        }
    }

    fn qcow(&self, driver: &str, props: Props) -> Props {
        let encryption = self.encryption.filter(|e| e.engine != Some(EncryptionEngine::Librbd));
        let encrypt = encryption.zip(self.encryption_secrets.first()).map(|(encryption, secret)| {
            let format = if encryption.format == EncryptionFormat::Luks { "luks" } else { "aes" };
            Props::new().set("format", format).set("key-secret", secret.id.as_str())
        });
        props.set("driver", driver).opt("encrypt", encrypt)
    }
}

/// Is it a file or device of this machine?
pub fn is_local(source: &StorageSource) -> bool {
    matches!(
        super::actual(source),
        StorageKind::File { .. } | StorageKind::Block { .. } | StorageKind::Dir { .. }
    )
}
