//! `<filesystem>`: a directory of the host in the guest.

use crate::domain::idmap::IdMap;
use crate::domain::info::{DeviceInfo, VirtioOptions};
use crate::domain::storage::StorageFormat;
use crate::domain::words::prelude::*;

words! {
    /// What is shown to the guest.
    pub FsType { Mount, Block, File, Template, Ram, Bind, Volume }
    /// Who does it.
    pub FsDriverType { Default, Path, Handle, Loop, Nbd, Ploop, Virtiofs, Mtp }
    /// Whose permissions count.
    pub FsAccessMode { Passthrough, Mapped, Squash }
    /// When writes reach the host.
    pub FsWrpolicy { Default, Immediate }
    /// Flavour of the virtio device.
    pub FsModel { Virtio, VirtioTransitional, VirtioNonTransitional }
    /// What several devices of the host below one directory do.
    pub FsMultidevs { Default, Remap, Forbid, Warn }
    /// What the guest caches.
    pub FsCacheMode { None, Always }
    /// How virtiofsd confines itself.
    pub FsSandboxMode { Namespace, Chroot }
}

/// `<filesystem>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filesystem {
    pub kind: FsType,
    pub accessmode: Option<FsAccessMode>,
    pub model: Option<FsModel>,
    pub multidevs: FsMultidevs,
    /// Permissions of new files; 0 when not given.
    pub fmode: u32,
    /// Permissions of new directories; 0 when not given.
    pub dmode: u32,
    pub driver: FsDriver,
    pub binary: FsBinary,
    pub idmap: IdMap,
    pub source: FsSource,
    pub target: Option<String>,
    pub readonly: bool,
    pub info: DeviceInfo,
    /// Bytes; 0 when not limited.
    pub space_hard_limit: u64,
    /// Bytes; 0 when not limited.
    pub space_soft_limit: u64,
}

/// `<source>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FsSource {
    /// Directory, device, file or template.
    pub path: Option<String>,
    /// A virtiofsd that runs already listens here.
    pub socket: Option<String>,
    /// Bytes of a RAM file system.
    pub usage: u64,
    pub pool: Option<String>,
    pub volume: Option<String>,
}

/// `<driver>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FsDriver {
    pub kind: FsDriverType,
    pub format: Option<StorageFormat>,
    pub wrpolicy: FsWrpolicy,
    /// Size of the queue; 0 when not given.
    pub queue: u64,
    pub virtio: VirtioOptions,
}

/// `<binary>`: how virtiofsd is started.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FsBinary {
    pub path: Option<String>,
    pub xattr: Option<bool>,
    pub cache: Option<FsCacheMode>,
    pub sandbox: Option<FsSandboxMode>,
    pub posix_lock: Option<bool>,
    pub flock: Option<bool>,
    pub thread_pool: Option<i32>,
    pub openfiles: u64,
}

fn mode(node: Node<'_>, name: &str) -> Result<u32> {
    let mode = node.value::<Octal, u32>(name, None)?.unwrap_or_default();
    if mode > 0o777 { Err(node.invalid(format!("invalid {name}: '0{mode:o}'"))) } else { Ok(mode) }
}

fn bytes(node: Node<'_>, name: &str) -> Result<u64> {
    node.child(name).map(|n| size::read_bytes(n, 1, u64::MAX)).transpose().map(Option::unwrap_or_default)
}

impl Element for Filesystem {
    fn read(node: Node<'_>) -> Result<Self> {
        let mut fs = Self {
            kind: node.value::<Plain, FsType>("type", None)?.unwrap_or_default(),
            accessmode: match node.attr("accessmode") {
                Some("") => None,
                _ => node.value::<Plain, FsAccessMode>("accessmode", None)?,
            },
            fmode: mode(node, "fmode")?,
            dmode: mode(node, "dmode")?,
            model: node.value::<Plain, FsModel>("model", None)?,
            multidevs: node.value::<Plain, FsMultidevs>("multidevs", None)?.unwrap_or_default(),
            space_hard_limit: bytes(node, "space_hard_limit")?,
            space_soft_limit: bytes(node, "space_soft_limit")?,
            ..Self::default()
        };
        let source = node.child("source");
        if let Some(source) = source {
            fs.read_source(source)?;
        }
        fs.target =
            node.child("target").and_then(|t| t.attr("dir")).filter(|t| !t.is_empty()).map(str::to_owned);
        fs.readonly = node.child("readonly").is_some();
        if let Some(driver) = node.child("driver") {
            fs.driver = FsDriver::read(driver)?;
        }
        if fs.driver.kind == FsDriverType::Virtiofs {
            if let Some(driver) = node.child("driver") {
                fs.driver.queue = number(driver, "queue", "queue size")?;
            }
            if let Some(binary) = node.child("binary") {
                fs.binary = FsBinary::read(binary)?;
            }
            fs.idmap = node.child("idmap").map(IdMap::read).transpose()?.unwrap_or_default();
        }
        fs.check_source(node, source)?;
        fs.info = DeviceInfo::read(node)?;
        Ok(fs)
    }

    fn attrs(&self, w: &mut Writer) {
        w.attr("type", self.kind.as_str());
        if let Some(mode) = self.accessmode {
            w.attr("accessmode", mode.as_str());
        }
        if let Some(model) = self.model {
            w.attr("model", model.as_str());
        }
        if self.multidevs != FsMultidevs::Default {
            w.attr("multidevs", self.multidevs.as_str());
        }
        for (name, mode) in [("fmode", &self.fmode), ("dmode", &self.dmode)] {
            if *mode != 0 {
                w.attr_value::<Octal, u32>(name, mode);
            }
        }
    }

    fn children(&self, w: &mut Writer) {
        self.driver.write("driver", false, w);
        if self.driver.kind == FsDriverType::Virtiofs {
            self.binary.write("binary", false, w);
        }
        self.idmap.write("idmap", false, w);
        self.write_source(w);
        if let Some(target) = &self.target {
            w.element("target", true, |w| w.attr("dir", target), |_| ());
        }
        if self.readonly {
            w.empty("readonly");
        }
        self.info.children(w);
        for (name, limit) in
            [("space_hard_limit", self.space_hard_limit), ("space_soft_limit", self.space_soft_limit)]
        {
            if limit != 0 {
                w.element_text(name, true, |w| w.attr("unit", "bytes"), |out| out.display(limit));
            }
        }
    }
}

fn number(node: Node<'_>, name: &str, what: &str) -> Result<u64> {
    match node.attr(name).filter(|t| !t.is_empty()) {
        None => Ok(0),
        Some(text) => <u64 as Value>::parse(text)
            .ok_or_else(|| node.invalid(format!("cannot parse {what} '{text}' for virtiofs"))),
    }
}

impl Filesystem {
    fn source_attr(&self) -> Option<&'static str> {
        match self.kind {
            FsType::Mount | FsType::Bind => Some("dir"),
            FsType::File => Some("file"),
            FsType::Block => Some("dev"),
            FsType::Template => Some("name"),
            FsType::Ram | FsType::Volume => None,
        }
    }

    fn read_source(&mut self, source: Node<'_>) -> Result<()> {
        let owned = |name| source.attr(name).map(str::to_owned);
        self.source.socket = owned("socket");
        self.source.path = self.source_attr().and_then(owned);
        if self.kind == FsType::Volume {
            (self.source.pool, self.source.volume) = (owned("pool"), owned("volume"));
            if self.source.pool.is_some() != self.source.volume.is_some() {
                let text = "'pool' and 'volume' must be specified together for 'pool' type source";
                return Err(source.invalid(text));
            }
        }
        Ok(())
    }

    fn check_source(&mut self, node: Node<'_>, source: Option<Node<'_>>) -> Result<()> {
        let FsSource { path, socket, .. } = &self.source;
        if path.is_none() && socket.is_none() && !matches!(self.kind, FsType::Ram | FsType::Volume) {
            let target = self.target.clone().unwrap_or_default();
            return Err(node.error(Code::NoSource, target));
        }
        if self.kind == FsType::Ram {
            let usage = source.and_then(|s| s.attr("usage"));
            let usage = usage.ok_or_else(|| node.invalid("missing 'usage' attribute for RAM filesystem"))?;
            let value = <u64 as Value>::parse(usage)
                .ok_or_else(|| node.invalid(format!("cannot parse usage '{usage}' for RAM filesystem")))?;
            let units = source.and_then(|s| s.attr("units"));
            self.source.usage =
                size::scale(value, units, 1024, u64::MAX).map_err(|e| e.at(node.line(), node.path()))?;
        }
        Ok(())
    }

    fn write_source(&self, w: &mut Writer) {
        let FsSource { path, socket, usage, pool, volume } = &self.source;
        let attrs = |w: &mut Writer| match self.kind {
            FsType::Ram => {
                w.attr_display("usage", usage / 1024);
                w.attr("units", "KiB");
            }
            FsType::Volume => {
                for (name, value) in [("pool", pool), ("volume", volume)] {
                    if let Some(value) = value {
                        w.attr(name, value);
                    }
                }
            }
            FsType::Mount | FsType::Bind if socket.is_some() => {
                w.attr("socket", socket.as_deref().unwrap_or_default());
            }
            _ => {
                if let (Some(name), Some(path)) = (self.source_attr(), path) {
                    w.attr(name, path);
                }
            }
        };
        w.element("source", self.kind == FsType::Volume, attrs, |_| ());
    }
}

impl Element for FsDriver {
    fn read(node: Node<'_>) -> Result<Self> {
        let format = match node.attr("format") {
            None => None,
            Some(text) => Some(
                StorageFormat::from_word(text)
                    .ok_or_else(|| node.unsupported(format!("unknown driver format value '{text}'")))?,
            ),
        };
        Ok(Self {
            kind: node.value::<Plain, FsDriverType>("type", None)?.unwrap_or_default(),
            wrpolicy: node.value::<Plain, FsWrpolicy>("wrpolicy", None)?.unwrap_or_default(),
            format,
            queue: 0,
            virtio: VirtioOptions::read(node)?,
        })
    }
    fn attrs(&self, w: &mut Writer) {
        if self.kind != FsDriverType::Default {
            w.attr("type", self.kind.as_str());
            if let Some(format) = self.format {
                w.attr("format", format.as_str());
            }
            if self.wrpolicy != FsWrpolicy::Default {
                w.attr("wrpolicy", self.wrpolicy.as_str());
            }
            if self.queue != 0 {
                w.attr_display("queue", self.queue);
            }
        }
        self.virtio.attrs(w);
    }
    fn children(&self, _: &mut Writer) {}
}

impl Element for FsBinary {
    fn read(node: Node<'_>) -> Result<Self> {
        let (lock, cache, sandbox) = (node.child("lock"), node.child("cache"), node.child("sandbox"));
        let on_off = |name| lock.map_or(Ok(None), |l| l.value::<OnOff, bool>(name, None));
        let thread_pool =
            match node.child("thread_pool").and_then(|t| t.attr("size")).filter(|t| !t.is_empty()) {
                None => None,
                Some(text) => Some(<i32 as Value>::parse(text).ok_or_else(|| {
                    node.invalid(format!("cannot parse thread pool size '{text}' for virtiofs"))
                })?),
            };
        Ok(Self {
            path: node.attr("path").filter(|p| !p.is_empty()).map(sanitize_path),
            thread_pool: thread_pool.filter(|size| *size >= 0),
            openfiles: node.child("openfiles").map_or(Ok(0), |o| number(o, "max", "openfiles"))?,
            xattr: node.value::<OnOff, bool>("xattr", None)?,
            posix_lock: on_off("posix")?,
            flock: on_off("flock")?,
            cache: cache.map_or(Ok(None), |c| c.value::<Plain, FsCacheMode>("mode", None))?,
            sandbox: sandbox.map_or(Ok(None), |s| s.value::<Plain, FsSandboxMode>("mode", None))?,
        })
    }
    fn attrs(&self, w: &mut Writer) {
        if let Some(path) = &self.path {
            w.attr("path", path);
        }
        if let Some(xattr) = &self.xattr {
            w.attr_value::<OnOff, bool>("xattr", xattr);
        }
    }
    fn children(&self, w: &mut Writer) {
        if let Some(cache) = self.cache {
            w.element("cache", true, |w| w.attr("mode", cache.as_str()), |_| ());
        }
        if let Some(sandbox) = self.sandbox {
            w.element("sandbox", true, |w| w.attr("mode", sandbox.as_str()), |_| ());
        }
        let locks = |w: &mut Writer| {
            for (name, lock) in [("posix", &self.posix_lock), ("flock", &self.flock)] {
                if let Some(lock) = lock {
                    w.attr_value::<OnOff, bool>(name, lock);
                }
            }
        };
        w.element("lock", false, locks, |_| ());
        if let Some(size) = self.thread_pool {
            w.element("thread_pool", true, |w| w.attr_display("size", size), |_| ());
        }
        if self.openfiles != 0 {
            w.element("openfiles", true, |w| w.attr_display("max", self.openfiles), |_| ());
        }
    }
}
