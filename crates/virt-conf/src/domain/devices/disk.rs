//! `<disk>`: a drive that the guest sees.

use virt_xml::{Place, TextOut, read_tagged, write_tag};

use super::disk_statistics::DiskStatistics;
use super::driver::{BackendDomain, IothreadMapping};
use crate::domain::info::{DeviceInfo, VirtioOptions};
use crate::domain::storage::{
    BackingStore, Encryption, MetadataCache, StorageAuth, StorageFormat, StorageKind, StorageSource,
    write_format,
};
use crate::domain::tuning::IoTune;
use crate::domain::words::prelude::*;

words! {
    /// What the guest takes it for.
    pub DiskDevice { Disk, Cdrom, Floppy, Lun }
    /// How it is attached.
    pub DiskBus { Ide, Fdc, Scsi, Virtio, Xen, Usb, Uml, Sata, Sd, Nvme }
    /// Flavour of a virtio or USB disk.
    pub DiskModel { Default, Virtio, VirtioTransitional, VirtioNonTransitional, UsbStorage, UsbBot }
    /// Whether generic SCSI commands are filtered.
    pub Sgio { Filtered, Unfiltered }
    /// How snapshots treat the disk.
    pub SnapshotLocation { No, Internal, External, Manual }
    /// Host page cache.
    pub DiskCache { Default, None, Writethrough, Writeback, Directsync, Unsafe }
    /// What an I/O error does.
    pub ErrorPolicy { Stop, Report, Ignore, Enospace }
    /// How requests are made to the host.
    pub DiskIo { Native, Threads, IoUring = "io_uring" }
    /// Whether discarded blocks are given back.
    pub Discard { Unmap, Ignore }
    /// Whether writing zeros is recognized.
    pub DetectZeroes { Off, On, Unmap }
    /// Translation of geometry.
    pub GeometryTrans { None, Auto, Lba }
    /// Tray of removable drives.
    pub DiskTray { Closed, Open }
    /// What a mirror is made for.
    pub MirrorJob { Copy, ActiveCommit }
    /// How far a mirror is.
    pub MirrorState { None, Yes, Abort, Pivot }
}

/// `<disk>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(check = Disk::check)]
pub struct Disk {
    #[xml(attr, default, always)]
    pub device: DiskDevice,
    #[xml(attr, default)]
    pub model: DiskModel,
    #[xml(attr)]
    pub rawio: Option<bool>,
    #[xml(attr)]
    pub sgio: Option<Sgio>,
    #[xml(attr, show = Disk::shows_snapshot)]
    pub snapshot: Option<SnapshotLocation>,
    #[xml(child, default)]
    pub driver: DiskDriver,
    /// `<auth>` that stands beside the source; usually it stands in it: see [`Disk::source_auth`].
    #[xml(child)]
    pub auth: Option<Box<StorageAuth>>,
    #[xml(tagged(attr = "type", child = "source", default = "file"))]
    pub source: StorageSource,
    #[xml(child = "backingStore")]
    pub backing_store: Option<BackingStore>,
    #[xml(child = "backenddomain")]
    pub backend_domain: Option<BackendDomain>,
    #[xml(child, show = Disk::has_geometry)]
    pub geometry: Option<Geometry>,
    #[xml(child, default)]
    pub blockio: BlockIo,
    #[xml(child, when = live, read_when = live)]
    pub mirror: Option<Box<Mirror>>,
    #[xml(child, default)]
    pub target: DiskTarget,
    /// None when it sets no limit.
    #[xml(child)]
    pub iotune: Option<Box<IoTune>>,
    #[xml(list(outer = "throttlefilters", item = "throttlefilter"))]
    pub throttlefilters: Vec<ThrottleFilter>,
    #[xml(flag)]
    pub readonly: bool,
    #[xml(flag)]
    pub shareable: bool,
    #[xml(child, keep)]
    pub transient: Option<Transient>,
    #[xml(text)]
    pub serial: Option<String>,
    #[xml(text)]
    pub wwn: Option<String>,
    #[xml(text)]
    pub vendor: Option<String>,
    #[xml(text)]
    pub product: Option<String>,
    /// `<encryption>` that stands beside the source: see [`Disk::source_encryption`].
    #[xml(child)]
    pub encryption: Option<Box<Encryption>>,
    #[xml(flatten)]
    pub info: DeviceInfo,
    /// State files: what the driver keeps about it.
    #[xml(foreign = "privateData", when = view::status, read_when = view::status)]
    pub private_data: Option<Foreign>,
}

impl Disk {
    fn check(&mut self, node: Node<'_>) -> Result<()> {
        self.iotune = self.iotune.take().filter(|iotune| **iotune != IoTune::default());
        // where the secrets stand says where they stood
        node.child("diskSecretsPlacement").map(Node::seen_whole);
        if self.auth.is_some() && self.source.auth.is_some() {
            return Err(node.unsupported("an <auth> definition already found for disk source"));
        }
        if self.encryption.is_some() && self.source.encryption.is_some() {
            return Err(node.unsupported("an <encryption> definition already found for disk source"));
        }
        for (i, filter) in self.throttlefilters.iter().enumerate() {
            if self.throttlefilters[..i].iter().any(|f| f.group == filter.group) {
                return Err(node.invalid(format!("duplicate filter name '{}' found", filter.group)));
            }
        }
        Ok(())
    }

    /// The images of the disk, top first, with their numbers.
    pub fn chain(&self) -> impl Iterator<Item = (u32, &StorageSource)> {
        let top = Some((self.source.index, &self.source, self.backing_store.as_ref()));
        let chain = std::iter::successors(top, |(_, _, below)| match below {
            Some(BackingStore::Layer(layer)) => {
                // A state file has the number beside the image, a fresh start in it.
                Some((layer.source.index.max(layer.index), &layer.source, layer.backing_store.as_ref()))
            }
            _ => None,
        });
        chain.map(|(index, source, _)| (index, source))
    }

    /// Changes the images of the disk, top first.
    pub fn change_images(&mut self, mut change: impl FnMut(&mut StorageSource)) {
        change(&mut self.source);
        let mut below = self.backing_store.as_mut();
        while let Some(BackingStore::Layer(layer)) = below {
            change(&mut layer.source);
            below = layer.backing_store.as_mut();
        }
    }

    fn shows_snapshot(&self) -> bool {
        !(self.snapshot == Some(SnapshotLocation::No) && self.readonly)
    }

    fn has_geometry(&self) -> bool {
        self.geometry.as_ref().is_some_and(|g| g.cyls > 0 && g.heads > 0 && g.secs > 0)
    }

    /// Authentication, wherever it stands.
    pub fn source_auth(&self) -> Option<&StorageAuth> {
        self.auth.as_deref().or(self.source.auth.as_deref())
    }

    /// Encryption, wherever it stands.
    pub fn source_encryption(&self) -> Option<&Encryption> {
        self.encryption.as_deref().or(self.source.encryption.as_deref())
    }

    /// The name in the guest; empty when none is given.
    pub fn dst(&self) -> &str {
        self.target.dev.as_deref().unwrap_or_default()
    }

    /// The bus, once it is known.
    pub fn bus(&self) -> Option<DiskBus> {
        self.target.bus
    }

    /// A CD-ROM or floppy drive.
    pub fn is_removable(&self) -> bool {
        matches!(self.device, DiskDevice::Cdrom | DiskDevice::Floppy)
    }
}

/// `<driver>` of a disk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(check = DiskDriver::check)]
pub struct DiskDriver {
    #[xml(attr)]
    pub name: Option<String>,
    /// Format of the top image.
    #[xml(attr = "type", with = DriverFormat, code = Unsupported)]
    pub format: Option<StorageFormat>,
    #[xml(attr, default)]
    pub cache: DiskCache,
    #[xml(attr)]
    pub error_policy: Option<ErrorPolicy>,
    #[xml(attr)]
    pub rerror_policy: Option<ErrorPolicy>,
    #[xml(attr)]
    pub io: Option<DiskIo>,
    #[xml(attr, with = OnOff)]
    pub ioeventfd: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub event_idx: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub copy_on_read: Option<bool>,
    #[xml(attr)]
    pub discard: Option<Discard>,
    #[xml(attr, with = NonZero)]
    pub iothread: Option<u32>,
    #[xml(attr)]
    pub detect_zeroes: Option<DetectZeroes>,
    #[xml(attr, with = OnOff)]
    pub discard_no_unref: Option<bool>,
    #[xml(attr, default)]
    pub queues: u32,
    #[xml(attr, default)]
    pub queue_size: u32,
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    #[xml(custom(read = MetadataCache::read_below, children = write_cache))]
    pub metadata_cache: Option<MetadataCache>,
    #[xml(list(outer = "iothreads", item = "iothread"))]
    pub iothreads: Vec<IothreadMapping>,
    #[xml(child, default)]
    pub statistics: DiskStatistics,
}

impl DiskDriver {
    fn check(&mut self, node: Node<'_>) -> Result<()> {
        match self.rerror_policy {
            Some(ErrorPolicy::Enospace) => {
                Err(node.unsupported("Invalid disk read error policy: 'enospace'"))
            }
            _ => Ok(()),
        }
    }
}

fn write_cache(cache: &Option<MetadataCache>, w: &mut Writer) {
    if let Some(cache) = cache {
        cache.write(w);
    }
}

/// A format; Xen's `aio` is raw.
struct DriverFormat;

impl Codec<StorageFormat> for DriverFormat {
    fn parse(text: &str) -> Option<StorageFormat> {
        if text == "aio" { Some(StorageFormat::Raw) } else { StorageFormat::from_word(text) }
    }
    fn put(value: &StorageFormat, out: &mut TextOut<'_>) {
        value.put(out);
    }
    fn expected() -> std::borrow::Cow<'static, str> {
        <StorageFormat as Value>::expected()
    }
}

/// `<target>` of a disk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct DiskTarget {
    #[xml(attr)]
    pub dev: Option<String>,
    #[xml(attr)]
    pub bus: Option<DiskBus>,
    #[xml(attr, default)]
    pub tray: DiskTray,
    #[xml(attr, with = OnOff, show = DiskTarget::is_usb)]
    pub removable: Option<bool>,
    #[xml(attr, default)]
    pub rotation_rate: u32,
    /// Whether a SCSI disk says that it can write through its cache.
    #[xml(attr, with = OnOff)]
    pub dpofua: Option<bool>,
}

impl DiskTarget {
    fn is_usb(&self) -> bool {
        self.bus == Some(DiskBus::Usb)
    }
}

/// `<geometry>`; written when all three numbers are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct Geometry {
    #[xml(attr, default)]
    pub cyls: u32,
    #[xml(attr, default)]
    pub heads: u32,
    #[xml(attr, default)]
    pub secs: u32,
    #[xml(attr)]
    pub trans: Option<GeometryTrans>,
}

/// `<blockio>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct BlockIo {
    #[xml(attr, default)]
    pub logical_block_size: u32,
    #[xml(attr, default)]
    pub physical_block_size: u32,
    #[xml(attr, default)]
    pub discard_granularity: u32,
}

/// `<throttlefilter group='…'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct ThrottleFilter {
    #[xml(attr)]
    pub group: String,
}

/// `<transient shareBacking='yes'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
#[xml(check = Transient::check)]
pub struct Transient {
    #[xml(attr = "shareBacking")]
    pub share_backing: Option<bool>,
}

impl Transient {
    fn check(&mut self, _: Node<'_>) -> Result<()> {
        self.share_backing = self.share_backing.filter(|share| *share);
        Ok(())
    }
}

/// `<mirror>`: the copy a running block job makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirror {
    pub job: MirrorJob,
    pub ready: MirrorState,
    pub format: Option<StorageFormat>,
    pub metadata_cache: Option<MetadataCache>,
    pub source: StorageSource,
    pub backing_store: Option<BackingStore>,
}

const MIRROR_SOURCE: Place =
    Place { attr: "type", attr2: None, child: Some("source"), default: None, code: Some(Code::Invalid) };

impl Element for Mirror {
    fn read(node: Node<'_>) -> Result<Self> {
        let job = match node.attr("job") {
            None => MirrorJob::Copy,
            Some(text) => MirrorJob::from_word(text)
                .ok_or_else(|| node.unsupported(format!("unknown mirror job type '{text}'")))?,
        };
        let ready = match node.attr("ready") {
            None => MirrorState::None,
            Some(text) => MirrorState::from_word(text)
                .ok_or_else(|| node.invalid(format!("unknown mirror ready state {text}")))?,
        };
        let typed = node.attr("type").is_some();
        if !typed && job != MirrorJob::Copy {
            return Err(node.invalid("mirror without type only supported by copy job"));
        }
        let format_node = node.child("format");
        let old_format = node.attr("format");
        let format_text = if typed { format_node.and_then(|f| f.attr("type")) } else { old_format };
        let format = format_text
            .map(|text| {
                StorageFormat::from_word(text)
                    .ok_or_else(|| node.invalid(format!("unknown storage source format '{text}'")))
            })
            .transpose()?;
        let old_file = node.attr("file");
        let source = if typed {
            if node.child("source").is_none() {
                return Err(node.invalid("mirror requires source element"));
            }
            read_tagged(node, &MIRROR_SOURCE)?
        } else {
            let file = old_file.ok_or_else(|| node.invalid("mirror requires file name"))?;
            StorageSource::new(StorageKind::file(file))
        };
        let metadata_cache = format_node.map(MetadataCache::read_below).transpose()?.flatten();
        let backing_store = node.child("backingStore").map(BackingStore::read).transpose()?;
        Ok(Self { job, ready, format, metadata_cache, source, backing_store })
    }

    fn attrs(&self, w: &mut Writer) {
        write_tag(&self.source, "type", None, w);
        if let (StorageKind::File { file, .. }, MirrorJob::Copy) = (&self.source.kind, self.job) {
            if let Some(file) = file {
                w.attr("file", file);
            }
            if let Some(format) = self.format {
                w.attr("format", format.as_str());
            }
        }
        w.attr("job", self.job.as_str());
        if self.ready != MirrorState::None {
            w.attr("ready", self.ready.as_str());
        }
    }

    fn children(&self, w: &mut Writer) {
        write_format(self.format, self.metadata_cache, w);
        w.element("source", false, |w| self.source.attrs(w), |w| self.source.children(w));
        if let Some(below) = &self.backing_store {
            below.write("backingStore", true, w);
        }
    }
}
