//! The guest's memory and what backs it.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_DOMAIN, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::builder::{Builder, alias};
use super::context::text;
use super::numa::{self, numbers};
use super::props::{Props, on_off};
use super::virtio::{self, Generation};
use crate::capabilities::Flag;
use crate::vocabulary::{
    DomainDef, MemoryAccess, MemoryAllocation, MemoryDevice, MemoryModel, MemorySourceType, NumaMode,
    NumaPlacement,
};

/// Must memory have a backend, or is plain memory as good?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Must,
    Plain,
}

/// A memory backend under construction.
pub struct Backend {
    pub id: String,
    pub props: Props,
    pub need: Need,
    /// Nodes of the host it is bound to.
    pub nodes: Option<Vec<u32>>,
}

/// What memory is asked for.
struct Wanted<'a> {
    id: &'a str,
    /// KiB.
    size: u64,
    /// The guest's node it belongs to.
    node: Option<u32>,
    /// The machine's own memory.
    system: bool,
    device: Option<&'a MemoryDevice>,
}

/// Pages of a backend.
#[derive(Debug, Clone, Copy, Default)]
struct Pages {
    /// KiB; 0 are ordinary pages.
    size: u64,
    huge: bool,
    /// Huge pages are asked for here, and not only by default.
    demanded: bool,
    prealloc: bool,
}

impl Builder<'_> {
    /// `-m`, the machine's own memory, and whether it is locked.
    pub fn memory(&mut self) -> Result<()> {
        let def = self.def;
        let mut size = initial(def);
        let hotplug = def.memory.has_hotplug();
        if !hotplug {
            size &= !0x1ff;
        }
        let mut option = format!("size={size}k");
        if hotplug {
            if def.memory.slots > 0 {
                option += &format!(",slots={}", def.memory.slots);
            }
            if def.memory.max > 0 {
                option += &format!(",maxmem={}k", def.memory.max);
            }
        }
        self.option("-m", option);
        let id = self.machine_type().and_then(|m| m.default_ram_id.clone());
        if def.numa.cells.is_empty() {
            match id {
                Some(id) => {
                    let backend = self.plain_backend(&id, initial(def), None, true)?;
                    self.memory_object(backend)?;
                }
                None => self.memory_path()?,
            }
        }
        self.option("-overcommit", format!("mem-lock={}", on_off(def.memory.backing.locked)));
        Ok(())
    }

    /// The old way to say what all memory is backed by.
    pub fn memory_path(&mut self) -> Result<()> {
        let backing = &self.def.memory.backing;
        let first = backing.hugepages.as_ref().map(|pages| pages.first().map_or(0, |p| p.size));
        let mut prealloc = backing.allocation == Some(MemoryAllocation::Immediate);
        let path = match first {
            Some(size) if size != self.context.host.page_size() => {
                prealloc = true;
                let size = if size == 0 { self.default_huge_page()? } else { size };
                Some(self.huge_path(size)?)
            }
            _ if backing.source == Some(MemorySourceType::File) => {
                Some(text(&self.context.domain.memory.join("ram")))
            }
            _ => None,
        };
        if prealloc && !self.prealloc_all {
            self.arg("-mem-prealloc");
            self.prealloc_all = true;
        }
        if let Some(path) = path {
            self.option("-mem-path", path);
        }
        Ok(())
    }

    /// A backend with the thread context that its preallocation needs.
    pub fn memory_object(&mut self, backend: Backend) -> Result<()> {
        let mut props = backend.props;
        let prealloc = props.get("prealloc").and_then(|v| v.as_bool()) == Some(true);
        if let Some(mut nodes) = backend.nodes
            && prealloc
            && self.context.caps.has(Flag::THREAD_CONTEXT)
        {
            let pinned = match &self.def.cputune.emulatorpin {
                Some(cpus) => self.context.host.nodes_of_cpus(&numbers(cpus))?,
                None => None,
            };
            if let Some(pinned) = pinned {
                nodes.retain(|node| pinned.contains(node));
            }
            if !nodes.is_empty() {
                self.object(&numa::thread_context(&backend.id, &nodes));
                props.put("prealloc-context", format!("tc-{}", backend.id));
            }
        }
        self.object(&props);
        Ok(())
    }

    /// A backend for memory that isn't a device.
    pub fn plain_backend(&self, id: &str, size: u64, node: Option<u32>, system: bool) -> Result<Backend> {
        self.backend(&Wanted { id, size, node, system, device: None })
    }

    fn backend(&self, wanted: &Wanted<'_>) -> Result<Backend> {
        let def = self.def;
        let caps = self.context.caps;
        let backing = &def.memory.backing;
        let device = wanted.device;
        let model = device.map(|d| d.model);
        let cell = wanted.node.and_then(|node| def.numa.cells.get(node as usize));
        let access = device.and_then(|d| d.access).or(cell.and_then(|c| c.mem_access)).or(backing.access);
        let discard = device
            .and_then(|d| d.discard)
            .or(cell.and_then(|c| c.discard))
            .or(Some(true).filter(|_| backing.discard));
        let pages = self.pages(wanted)?;
        let path = device
            .filter(|d| matches!(d.model, MemoryModel::Nvdimm | MemoryModel::VirtioPmem))
            .and_then(|d| d.source.path.as_deref());
        let share = access.map(|access| access == MemoryAccess::Shared);
        let mut prealloc = pages.prealloc;
        let mut of_file = false;
        let (kind, mut props) = if model == Some(MemoryModel::SgxEpc) {
            prealloc |= !self.prealloc_all;
            ("memory-backend-epc", Props::new())
        } else if path.is_none() && backing.source == Some(MemorySourceType::Memfd) {
            of_file = true;
            let mut props = Props::new();
            if pages.huge {
                props = props.set("hugetlb", true).set("hugetlbsize", pages.size << 10);
            }
            ("memory-backend-memfd", props.opt("share", share))
        } else if pages.huge
            || path.is_some()
            || access.is_some()
            || backing.source == Some(MemorySourceType::File)
        {
            of_file = true;
            let file = match path {
                Some(path) => path.to_owned(),
                None if pages.huge => self.huge_path(pages.size)?,
                None => text(&self.context.domain.memory.join(wanted.id_of_file())),
            };
            let props =
                Props::new().set("mem-path", file).opt("discard-data", discard.filter(|_| path.is_none()));
            ("memory-backend-file", props.opt("share", share))
        } else {
            ("memory-backend-ram", Props::new())
        };
        if of_file && wanted.system && caps.has(Flag::X_USE_CANONICAL_PATH_FOR_RAMBLOCK_ID) {
            props = props.set("x-use-canonical-path-for-ramblock-id", false);
        }
        if model == Some(MemoryModel::VirtioMem) {
            if !caps.has(Flag::DEVICE_VIRTIO_MEM_PCI_PREALLOC) && self.prealloc_all {
                props = props.set("prealloc", false);
            }
            if caps.has(Flag::MEMORY_BACKEND_RESERVE) {
                props = props.set("reserve", false);
            }
        } else if !self.prealloc_all {
            props = props
                .flag("prealloc", prealloc)
                .nonzero("prealloc-threads", backing.allocation_threads.into());
        }
        props = props.set("size", wanted.size.saturating_mul(1024));
        if let Some(nvdimm) = device.filter(|d| d.model == MemoryModel::Nvdimm) {
            props = props.nonzero("align", nvdimm.source.alignsize * 1024);
            if nvdimm.source.pmem {
                if !caps.has(Flag::OBJECT_MEMORY_FILE_PMEM) {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_CONFIG_UNSUPPORTED,
                        "nvdimm pmem property is not available with this QEMU binary"
                    );
                }
                props = props.set("pmem", true);
            }
        }
        let own_nodes = device.and_then(|d| d.source.nodes.as_ref()).map(numbers);
        let bound = own_nodes.is_some();
        let nodes = match own_nodes {
            Some(nodes) => Some(nodes),
            None => self.nodes_for(wanted.node)?,
        };
        if let Some(nodes) = &nodes {
            self.context.host.check_nodes(nodes)?;
            if let Some(policy) = self.policy(wanted.node) {
                props = props.set("host-nodes", host_nodes(nodes)).set("policy", policy);
            }
        }
        let specified = wanted.node.is_some_and(|node| def.numatune.memnodes.contains_key(&node));
        let must = pages.demanded
            || bound
            || specified
            || path.is_some()
            || access.is_some()
            || backing.source == Some(MemorySourceType::File)
            || backing.source == Some(MemorySourceType::Memfd)
            || device.is_some();
        if must && kind == "memory-backend-memfd" && !caps.has(Flag::OBJECT_MEMORY_MEMFD) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "this qemu doesn't support the memory-backend-memfd object"
            );
        }
        Ok(Backend {
            id: wanted.id.to_owned(),
            props: Props::object(kind, wanted.id).extend(props),
            need: if must { Need::Must } else { Need::Plain },
            nodes,
        })
    }

    fn pages(&self, wanted: &Wanted<'_>) -> Result<Pages> {
        let backing = &self.def.memory.backing;
        let device = wanted.device;
        let own = device
            .filter(|d| matches!(d.model, MemoryModel::Dimm | MemoryModel::VirtioMem))
            .map_or(0, |d| d.source.pagesize);
        let mut pages = Pages { size: own, huge: own != 0, demanded: own != 0, prealloc: false };
        if own == 0
            && let Some(all) = &backing.hugepages
        {
            let here = all.iter().find(|p| {
                let nodes = p.nodeset.as_ref();
                wanted.node.is_some_and(|node| nodes.is_some_and(|nodes| nodes.contains(node as usize)))
            });
            pages.demanded = here.is_some();
            let everywhere = || all.iter().rfind(|p| p.nodeset.is_none());
            if all.is_empty() {
                pages.huge = true;
            } else if let Some(chosen) = here.or_else(everywhere) {
                (pages.size, pages.huge) = (chosen.size, true);
            }
        }
        if pages.size == self.context.host.page_size() {
            pages = Pages::default();
        } else if pages.huge && pages.size == 0 {
            pages.size = self.default_huge_page()?;
        }
        pages.prealloc = backing.allocation == Some(MemoryAllocation::Immediate);
        match device.filter(|d| d.source.path.is_some()) {
            Some(device) => pages.prealloc |= device.model == MemoryModel::Nvdimm && !device.source.pmem,
            None => pages.prealloc |= pages.huge,
        }
        Ok(pages)
    }

    fn default_huge_page(&self) -> Result<u64> {
        match self.context.host.huge_pages().first() {
            Some((size, _)) => Ok(*size),
            None => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "hugetlbfs filesystem is not mounted or disabled by administrator config"
            ),
        }
    }

    fn huge_path(&self, size: u64) -> Result<String> {
        let mounts = self.context.host.huge_pages();
        if mounts.is_empty() {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "hugetlbfs filesystem is not mounted or disabled by administrator config"
            );
        }
        match mounts.into_iter().find(|(of, _)| *of == size) {
            Some((_, mount)) => {
                let folder = mount.join("libvirt").join(&self.context.folders.huge_pages);
                Ok(text(&folder.join(&self.context.domain.short_name)))
            }
            None => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "Unable to find any usable hugetlbfs mount for {size} KiB"
            ),
        }
    }

    /// Nodes of the host that memory of a guest's node is bound to.
    fn nodes_for(&self, node: Option<u32>) -> Result<Option<Vec<u32>>> {
        let all = self.numatune_nodes()?;
        let own = node.and_then(|node| self.def.numatune.memnodes.get(&node));
        Ok(own.map(|n| numbers(&n.nodeset)).or(all))
    }

    /// Nodes of the host that all memory is bound to.
    pub fn numatune_nodes(&self) -> Result<Option<Vec<u32>>> {
        let Some(memory) = &self.def.numatune.memory else { return Ok(None) };
        if memory.placement != NumaPlacement::Auto {
            return Ok(memory.nodeset.as_ref().map(numbers));
        }
        match &self.context.auto_nodes {
            Some(nodes) => Ok(Some(nodes.clone())),
            None => bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_INTERNAL_ERROR,
                "Advice from numad is needed in case of automatic numa placement"
            ),
        }
    }

    fn policy(&self, node: Option<u32>) -> Option<&'static str> {
        let tune = &self.def.numatune;
        let own = node.and_then(|node| tune.memnodes.get(&node)).map(|n| n.mode);
        let mode = own.or(tune.memory.as_ref().map(|m| m.mode)).unwrap_or(NumaMode::Strict);
        match mode {
            NumaMode::Strict => Some("bind"),
            NumaMode::Preferred => Some("preferred"),
            NumaMode::Interleave => Some("interleave"),
            NumaMode::Restrictive => None,
        }
    }

    /// Memory modules and other memory devices.
    pub fn memory_devices(&mut self) -> Result<()> {
        let def = self.def;
        for memory in &def.devices.memories {
            let id = alias(&memory.info);
            let backend_id = format!("mem{id}");
            let backend = self.backend(&Wanted {
                id: &backend_id,
                size: memory.target.size,
                node: memory.target.node,
                system: false,
                device: Some(memory),
            })?;
            self.memory_object(backend)?;
            if memory.model != MemoryModel::SgxEpc {
                let props = self.memory_device(memory, &backend_id)?;
                self.device(props);
            }
        }
        Ok(())
    }

    fn memory_device(&self, memory: &MemoryDevice, backend: &str) -> Result<Props> {
        let caps = self.context.caps;
        let target = &memory.target;
        let virtio = |name| virtio::device(name, &memory.info, None, Generation::Both, caps);
        let is = |model| memory.model == model;
        let props = match memory.model {
            MemoryModel::Dimm | MemoryModel::SgxEpc => Props::device("pc-dimm"),
            MemoryModel::Nvdimm => Props::device("nvdimm"),
            MemoryModel::VirtioPmem => virtio("virtio-pmem")?,
            MemoryModel::VirtioMem => virtio("virtio-mem")?,
        };
        let prealloc = is(MemoryModel::VirtioMem)
            && caps.has(Flag::DEVICE_VIRTIO_MEM_PCI_PREALLOC)
            && self
                .pages(&Wanted {
                    id: backend,
                    size: target.size,
                    node: target.node,
                    system: false,
                    device: Some(memory),
                })?
                .prealloc;
        let of = |model, value: u64| if is(model) { value } else { 0 };
        let address =
            if is(MemoryModel::VirtioPmem) || is(MemoryModel::VirtioMem) { target.address } else { 0 };
        Ok(props
            .opt("node", target.node)
            .nonzero("label-size", of(MemoryModel::Nvdimm, target.labelsize) * 1024)
            .nonzero("block-size", of(MemoryModel::VirtioMem, target.block) * 1024)
            .nonzero("requested-size", of(MemoryModel::VirtioMem, target.requested) * 1024)
            .opt("uuid", memory.uuid.filter(|_| is(MemoryModel::Nvdimm)).map(|u| u.to_string()))
            .flag("unarmed", is(MemoryModel::Nvdimm) && target.readonly)
            .set("memdev", backend)
            .flag("prealloc", prealloc)
            .nonzero("memaddr", address)
            .opt("dynamic-memslots", target.dynamic_memslots.filter(|_| is(MemoryModel::VirtioMem)))
            .set("id", alias(&memory.info))
            .extend(self.address(&memory.info)?))
    }
}

impl Wanted<'_> {
    fn id_of_file(&self) -> &str {
        match self.device {
            Some(device) => alias(&device.info),
            None => self.id,
        }
    }
}

/// Memory that the guest starts with, in KiB, without memory devices.
pub fn initial(def: &DomainDef) -> u64 {
    let devices: u64 = def.devices.memories.iter().map(|m| m.target.size).sum();
    def.memory.total.saturating_sub(devices)
}

/// Ranges of node numbers, as QEMU's lists of numbers.
fn host_nodes(nodes: &[u32]) -> Vec<u32> {
    nodes.to_vec()
}
