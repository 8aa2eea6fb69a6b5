//! What depends on a source's type.

use super::NetworkSource;
use crate::domain::address::PciAddress;
use crate::domain::chardev::Reconnect;
use crate::domain::words::prelude::*;

/// Kinds of sources; the name of each is the `type` around the `<source>`.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub enum StorageKind {
    /// An image file; without a path, a drive without medium.
    File {
        #[xml(attr)]
        file: Option<String>,
        /// Descriptors handed in under this name are used instead of opening the file.
        #[xml(attr)]
        fdgroup: Option<String>,
    },
    /// A block device of the host.
    Block {
        #[xml(attr)]
        dev: Option<String>,
    },
    /// A directory that is shown as a FAT disk.
    Dir {
        #[xml(attr)]
        dir: Option<String>,
    },
    /// Something reached through a network protocol.
    #[xml(required)]
    Network(Box<NetworkSource>),
    /// A volume of a storage pool.
    Volume(VolumeSource),
    /// A namespace of an NVMe controller.
    #[xml(required)]
    Nvme(NvmeSource),
    /// A device of a vhost-user process.
    #[xml(name = "vhostuser", required)]
    VhostUser(VhostUserSource),
    /// A vhost-vdpa block device.
    #[xml(name = "vhostvdpa", required)]
    VhostVdpa {
        #[xml(attr)]
        dev: String,
    },
    /// A unit of FreeBSD's CTL.
    Ctl {
        #[xml(attr)]
        dev: Option<String>,
    },
}

words! {
    /// Names of the kinds of sources.
    pub StorageType {
        File, Block, Dir, Network, Volume, Nvme, VhostUser = "vhostuser", VhostVdpa = "vhostvdpa",
        Ctl
    }
    /// How a volume of an iSCSI pool is used.
    pub PoolMode { Host, Direct }
}

impl Default for StorageKind {
    fn default() -> Self {
        Self::File { file: None, fdgroup: None }
    }
}

impl StorageKind {
    /// A file with a path.
    pub fn file(path: impl Into<String>) -> Self {
        Self::File { file: Some(path.into()), fdgroup: None }
    }

    /// Which kind.
    pub fn kind(&self) -> StorageType {
        match self {
            Self::File { .. } => StorageType::File,
            Self::Block { .. } => StorageType::Block,
            Self::Dir { .. } => StorageType::Dir,
            Self::Network(_) => StorageType::Network,
            Self::Volume(_) => StorageType::Volume,
            Self::Nvme(_) => StorageType::Nvme,
            Self::VhostUser(_) => StorageType::VhostUser,
            Self::VhostVdpa { .. } => StorageType::VhostVdpa,
            Self::Ctl { .. } => StorageType::Ctl,
        }
    }

    /// The path of local sources; the name of an image behind a network protocol. An empty one is none.
    pub fn path(&self) -> Option<&str> {
        let path = match self {
            Self::File { file: path, .. }
            | Self::Block { dev: path }
            | Self::Dir { dir: path }
            | Self::Ctl { dev: path } => path.as_deref(),
            Self::Network(network) => network.name.as_deref(),
            _ => None,
        };
        path.filter(|p| !p.is_empty())
    }

    /// There is no medium. A volume that is not named counts as one, as upstream has it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::File { .. } | Self::Block { .. } | Self::Dir { .. } | Self::Ctl { .. } => {
                self.path().is_none()
            }
            _ => false,
        }
    }

    /// An empty path or name means that there is none.
    pub(super) fn drop_empty_path(&mut self) {
        let path = match self {
            Self::File { file: path, .. }
            | Self::Block { dev: path }
            | Self::Dir { dir: path }
            | Self::Ctl { dev: path } => path,
            Self::Network(network) => &mut network.name,
            _ => return,
        };
        *path = path.take().filter(|p| !p.is_empty());
    }
}

/// A volume by the names of its pool and itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(check = VolumeSource::check)]
pub struct VolumeSource {
    #[xml(attr)]
    pub pool: Option<String>,
    #[xml(attr)]
    pub volume: Option<String>,
    #[xml(attr)]
    pub mode: Option<PoolMode>,
    /// State files: what the volume turned out to be.
    #[xml(attr = "actualType", when = translated, read_when = translated)]
    pub actual_type: Option<StorageType>,
    /// State files: the source it was translated to.
    #[xml(custom(read = read_actual, attrs = write_actual_attrs, children = write_actual_children))]
    pub actual: Option<Box<StorageKind>>,
}

fn translated(v: virt_xml::View) -> bool {
    v.has(view::VOLUME_TRANSLATED)
}

fn read_actual(node: Node<'_>) -> Result<Option<Box<StorageKind>>> {
    match node.attr("actualType").filter(|_| translated(node.view())) {
        None | Some("volume") => Ok(None),
        Some(tag) => Ok(StorageKind::read_tag(tag, node)?.map(Box::new)),
    }
}

fn write_actual_attrs(actual: &Option<Box<StorageKind>>, w: &mut Writer) {
    if let Some(actual) = actual.as_ref().filter(|_| translated(w.view())) {
        actual.attrs(w);
    }
}

fn write_actual_children(actual: &Option<Box<StorageKind>>, w: &mut Writer) {
    if let Some(actual) = actual.as_ref().filter(|_| translated(w.view())) {
        actual.children(w);
    }
}

impl VolumeSource {
    fn check(&mut self, node: Node<'_>) -> Result<()> {
        match self.pool.is_some() == self.volume.is_some() {
            true => Ok(()),
            false => {
                Err(node.invalid("'pool' and 'volume' must be specified together for 'pool' type source"))
            }
        }
    }
}

/// `<source type='pci' managed='yes' namespace='1'><address …/>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NvmeSource {
    pub managed: Option<bool>,
    pub namespace: u64,
    pub address: PciAddress,
}

impl Element for NvmeSource {
    fn read(node: Node<'_>) -> Result<Self> {
        match node.attr("type") {
            None => return Err(node.invalid("missing 'type' attribute to disk source")),
            Some("pci") => {}
            Some(other) => return Err(node.invalid(format!("unsupported source type '{other}'"))),
        }
        let namespace = node.required::<Plain, u64>("namespace", None)?;
        let managed = node.value::<Plain, bool>("managed", None)?;
        let address =
            node.child("address").ok_or_else(|| node.invalid("NVMe disk source is missing address"))?;
        Ok(Self { managed, namespace, address: PciAddress::read(address)? })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("type", "pci");
        if let Some(managed) = &self.managed {
            w.attr_value::<Plain, bool>("managed", managed);
        }
        w.attr_display("namespace", self.namespace);
    }
    fn children(&self, w: &mut Writer) {
        w.element("address", true, |w| self.address.write_numbers(w), |_| ());
    }
}

/// `<source type='unix' path='/run/vhost.sock'><reconnect …/>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VhostUserSource {
    pub path: String,
    pub reconnect: Option<Reconnect>,
}

impl Element for VhostUserSource {
    fn read(node: Node<'_>) -> Result<Self> {
        match node.attr("type") {
            None => return Err(node.invalid("missing 'type' attribute for vhostuser disk source")),
            Some("unix") => {}
            Some(_) => return Err(node.invalid("invalid 'type' attribute for vhostuser disk source")),
        }
        let path = node.attr("path");
        let path = path.ok_or_else(|| node.invalid("missing 'path' attribute for vhostuser disk source"))?;
        Ok(Self {
            path: path.to_owned(),
            reconnect: node.child("reconnect").map(Reconnect::read).transpose()?,
        })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("type", "unix");
        w.attr("path", &self.path);
    }
    fn children(&self, w: &mut Writer) {
        if let Some(reconnect) = &self.reconnect {
            reconnect.write("reconnect", false, w);
        }
    }
}
