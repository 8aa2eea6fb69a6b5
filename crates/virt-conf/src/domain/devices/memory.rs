//! `<memory>` devices: DIMMs, NVDIMMs, virtio-mem, virtio-pmem, SGX enclave memory.

use virt_core::consts::VIR_FROM_XML;

use crate::domain::info::{DeviceInfo, VirtioOptions};
use crate::domain::memory::MemoryAccess;
use crate::domain::words::prelude::*;

words! {
    /// Kinds of memory devices.
    pub MemoryModel { Dimm, Nvdimm, VirtioPmem, VirtioMem, SgxEpc }
}

/// `<memory>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoryDevice {
    pub model: MemoryModel,
    pub access: Option<MemoryAccess>,
    pub discard: Option<bool>,
    /// NVDIMMs of pSeries.
    pub uuid: Option<Uuid>,
    pub virtio: VirtioOptions,
    pub source: MemoryDeviceSource,
    pub target: MemoryDeviceTarget,
    pub info: DeviceInfo,
}

/// `<source>`; sizes in KiB, 0 when not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemoryDeviceSource {
    pub nodes: Option<Bitmap>,
    pub pagesize: u64,
    pub path: Option<String>,
    pub alignsize: u64,
    pub pmem: bool,
}

/// `<target>`; sizes in KiB, 0 when not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemoryDeviceTarget {
    pub size: u64,
    /// NUMA node of the guest.
    pub node: Option<u32>,
    pub labelsize: u64,
    pub readonly: bool,
    pub block: u64,
    pub requested: u64,
    /// Runtime only: what the guest has taken.
    pub current: u64,
    pub dynamic_memslots: Option<bool>,
    /// Guest physical address; 0 when not given.
    pub address: u64,
}

/// An amount of memory in KiB.
fn read_kib(node: Node<'_>) -> Result<u64> {
    KiB::read(node).map(|kib| kib.0)
}

fn optional_kib(node: Node<'_>, name: &str) -> Result<u64> {
    node.child(name).map(read_kib).transpose().map(Option::unwrap_or_default)
}

fn write_kib(w: &mut Writer, name: &str, kib: u64) {
    if kib != 0 {
        KiB(kib).write(name, true, w);
    }
}

impl Element for MemoryDevice {
    fn read(node: Node<'_>) -> Result<Self> {
        let model = node.required::<Plain, MemoryModel>("model", None)?;
        let access = node.value::<Plain, MemoryAccess>("access", None)?;
        let discard = node.value::<Plain, bool>("discard", None)?;
        let uuid = match node.child("uuid").filter(|_| model == MemoryModel::Nvdimm) {
            None => None,
            Some(child) => {
                Some(child.text()).filter(|t| !t.is_empty()).map(|t| uuid(child, &t)).transpose()?
            }
        };
        let virtio = node.child("driver").map(VirtioOptions::read).transpose()?.unwrap_or_default();
        let source = node.child("source").map(|s| MemoryDeviceSource::read(model, s)).transpose()?;
        let target = node.child("target");
        let target = target.ok_or_else(|| node.invalid("missing <target> element for <memory> device"))?;
        Ok(Self {
            model,
            access,
            discard,
            uuid,
            virtio,
            source: source.unwrap_or_default(),
            target: MemoryDeviceTarget::read(model, target)?,
            info: DeviceInfo::read(node)?,
        })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("model", self.model.as_str());
        if let Some(access) = self.access {
            w.attr("access", access.as_str());
        }
        if let Some(discard) = &self.discard {
            w.attr_value::<Plain, bool>("discard", discard);
        }
    }
    fn children(&self, w: &mut Writer) {
        if let Some(uuid) = &self.uuid {
            w.text_value::<UuidText, Uuid>("uuid", uuid);
        }
        self.virtio.write("driver", false, w);
        w.element("source", false, |_| (), |w| self.source.write(w));
        self.target.write(self.model, w);
        self.info.children(w);
    }
}

impl MemoryDeviceSource {
    fn read(model: MemoryModel, node: Node<'_>) -> Result<Self> {
        let mut source = Self::default();
        let nodes = || match node.child("nodemask").map(|n| (n, n.text())).filter(|(_, t)| !t.is_empty()) {
            None => Ok(None),
            Some((child, text)) => {
                let set = bitmap(child, &text)?;
                match set.is_empty() {
                    true => Err(child.unsupported(format!("Invalid value of 'nodemask': {text}"))),
                    false => Ok(Some(set)),
                }
            }
        };
        match model {
            MemoryModel::Dimm | MemoryModel::VirtioMem => {
                source.pagesize = optional_kib(node, "pagesize")?;
                source.nodes = nodes()?;
            }
            MemoryModel::Nvdimm => {
                source.path = node.child_text("path");
                source.alignsize = optional_kib(node, "alignsize")?;
                source.pmem = node.child("pmem").is_some();
            }
            MemoryModel::VirtioPmem => source.path = node.child_text("path"),
            MemoryModel::SgxEpc => source.nodes = nodes()?,
        }
        Ok(source)
    }

    fn write(&self, w: &mut Writer) {
        if let Some(nodes) = &self.nodes {
            w.text_value::<Plain, Bitmap>("nodemask", nodes);
        }
        write_kib(w, "pagesize", self.pagesize);
        if let Some(path) = &self.path {
            w.text("path", path);
        }
        write_kib(w, "alignsize", self.alignsize);
        if self.pmem {
            w.empty("pmem");
        }
    }
}

impl MemoryDeviceTarget {
    fn read(model: MemoryModel, node: Node<'_>) -> Result<Self> {
        let mut target = Self::default();
        if let Some(text) = node.child_text("node") {
            let number = virt_xml::parse_signed(&text, 10).and_then(|n| u32::try_from(n).ok());
            target.node = Some(number.ok_or_else(|| node.invalid("invalid value of memory device node"))?);
        }
        let size = node.child("size");
        let missing = || node.under(VIR_FROM_XML).invalid("missing element or attribute './size'");
        let size = size.ok_or_else(missing)?;
        target.size = read_kib(size)?;
        match model {
            MemoryModel::Nvdimm => {
                if let Some(label) = node.child("label") {
                    target.labelsize = optional_kib(label, "size")?;
                }
                if (1..128).contains(&target.labelsize) {
                    return Err(node.invalid("nvdimm label must be at least 128KiB"));
                }
                if target.labelsize >= target.size {
                    return Err(node.invalid("label size must be smaller than NVDIMM size"));
                }
                target.readonly = node.child("readonly").is_some();
            }
            MemoryModel::VirtioMem => {
                target.block = optional_kib(node, "block")?;
                target.requested = optional_kib(node, "requested")?;
                // only the hypervisor knows how much it is
                node.child("current").map(Node::seen_whole);
                target.dynamic_memslots = node.value::<Plain, bool>("dynamicMemslots", None)?;
            }
            MemoryModel::Dimm | MemoryModel::VirtioPmem | MemoryModel::SgxEpc => {}
        }
        if matches!(model, MemoryModel::VirtioMem | MemoryModel::VirtioPmem)
            && let Some(address) = node.child("address")
        {
            target.address = address.value::<PureHex<0>, u64>("base", None)?.unwrap_or_default();
        }
        Ok(target)
    }

    fn write(&self, model: MemoryModel, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(dynamic) = &self.dynamic_memslots {
                w.attr_value::<Plain, bool>("dynamicMemslots", dynamic);
            }
        };
        let children = |w: &mut Writer| {
            KiB(self.size).write("size", true, w);
            if let Some(node) = &self.node {
                w.text_value::<Plain, u32>("node", node);
            }
            if self.labelsize != 0 {
                w.element("label", true, |_| (), |w| write_kib(w, "size", self.labelsize));
            }
            if self.readonly {
                w.empty("readonly");
            }
            if model == MemoryModel::VirtioMem && self.block != 0 {
                KiB(self.block).write("block", true, w);
                KiB(self.requested).write("requested", true, w);
                if live(w.view()) {
                    KiB(self.current).write("current", true, w);
                }
            }
            if self.address != 0 {
                w.element(
                    "address",
                    true,
                    |w| w.attr_display("base", format_args!("0x{:x}", self.address)),
                    |_| (),
                );
            }
        };
        w.element("target", true, attrs, children);
    }
}
