//! Node devices: `<device>`, what the host has and what of it can be handed to guests.
//!
//! Finding devices is the driver's; here is how one is described.

mod bus;
mod ccw;
mod mdev;
mod pci;
mod storage;
mod system;
mod vpd;

pub use bus::{LinkState, Net, NetFeature, NetLink, NetType, Scsi, UsbDevice, UsbInterface};
pub use ccw::{ApCard, ApMatrix, ApQueue, Ccw, CcwAddress, CcwGroup, CcwGroupMember, CcwState, Css, Qeth};
pub use mdev::{Mdev, MdevAttr, MdevConfig, MdevType};
pub use pci::{DeviceId, HeaderType, IommuGroup, Pci, PciExpress, PciLink, VirtualFunctions};
pub use storage::{FcHost, FcRemotePort, ScsiHost, ScsiTarget, StorageDevice, VportOps};
pub use system::{Firmware, Hardware, System};
pub use vpd::{Vpd, VpdField, VpdReadOnly, VpdReadWrite};

use virt_core::Result;
use virt_core::consts::*;
use virt_xml::{Code, Element, Node, Plain, Value, View, Writer};

use crate::common::document::{self, Kind};
use crate::common::generated;

/// `<device>`: a device of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeDeviceDef {
    pub name: String,
    /// Below `/sys`.
    pub path: Option<String>,
    /// The device file.
    pub devnode: Option<String>,
    /// Links to it.
    pub devlinks: Vec<String>,
    pub parent: Parent,
    /// The kernel's driver.
    pub driver: Option<String>,
    pub capabilities: Vec<Capability>,
}

/// `<parent>`: the device this one is attached to, by name or (when one is made) by world-wide names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parent {
    pub name: Option<String>,
    pub wwnn: Option<String>,
    pub wwpn: Option<String>,
    pub fabric_wwn: Option<String>,
}

/// `<capability>`: what a device is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Capability {
    System(System),
    Pci(Box<Pci>),
    UsbDevice(UsbDevice),
    UsbInterface(UsbInterface),
    Net(Net),
    ScsiHost(ScsiHost),
    ScsiTarget(ScsiTarget),
    Scsi(Scsi),
    Storage(StorageDevice),
    /// A character device for SCSI commands.
    ScsiGeneric(String),
    Drm(DrmKind),
    Mdev(Mdev),
    Ccw(Ccw),
    Css(Css),
    /// A vDPA device with its character device.
    Vdpa(Option<String>),
    ApCard(ApCard),
    ApQueue(ApQueue),
    ApMatrix(ApMatrix),
    CcwGroup(CcwGroup),
    /// Kinds of mediated devices that a device without bus of its own can make.
    MdevTypes(Vec<MdevType>),
}

/// Which node of a graphics device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum DrmKind {
    Primary,
    Control,
    Render,
}

/// Types that only occur inside others or that only a driver makes; a document cannot start with them.
const NOT_READABLE: [&str; 8] =
    ["fc_host", "vports", "scsi_generic", "mdev_types", "vdpa", "vpd", "ccwgroup_member", "vport_ops"];

const DOCUMENT: Kind = Kind { root: "device", label: "(node_device_definition)", origin: VIR_FROM_NODEDEV };
/// View of a device that is to be made.
const CREATE: u32 = 1 << 16;

/// How a device is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ParseOptions<'a> {
    /// Refuse what is not known.
    pub validate: bool,
    /// The device is to be made: it has no name and no numbers yet.
    pub create: bool,
    /// Vendor number for world-wide names that are made up; none: they cannot be.
    pub wwn_vendor: Option<&'a str>,
}

impl NodeDeviceDef {
    /// Reads a `<device>` document.
    pub fn parse(xml: &str, options: ParseOptions<'_>) -> Result<Self> {
        let view = View(if options.create { CREATE } else { 0 });
        let mut device = document::parse_view(xml, &DOCUMENT, options.validate, view, Self::read)?;
        device.complete_wwns(options.wwn_vendor)?;
        Ok(device)
    }

    /// The document; `flags` are `VIR_NODE_DEVICE_XML_*`.
    pub fn to_xml(&self, flags: u32) -> String {
        document::format_view(View(flags), |w| self.write("device", true, w))
    }

    /// Names of all capabilities, those inside others included (of which some are only true as long
    /// as the host still has them).
    pub fn capability_names(&self) -> Vec<&'static str> {
        self.capabilities.iter().flat_map(|c| [c.name()].into_iter().chain(c.inner_names())).collect()
    }

    /// The world-wide names (of node and port) of a fibre channel adapter.
    pub fn wwns(&self) -> Option<(&str, &str)> {
        self.capabilities.iter().find_map(|c| match c {
            Capability::ScsiHost(ScsiHost { fc_host: Some(fc), .. }) => {
                Some((fc.wwnn.as_deref()?, fc.wwpn.as_deref()?))
            }
            _ => None,
        })
    }

    /// Fills in names that a new adapter needs.
    fn complete_wwns(&mut self, vendor: Option<&str>) -> Result<()> {
        for capability in &mut self.capabilities {
            let Capability::ScsiHost(ScsiHost { fc_host: Some(fc), .. }) = capability else { continue };
            for (wwn, what) in [(&mut fc.wwnn, "WWNN"), (&mut fc.wwpn, "WWPN")] {
                if wwn.is_none() {
                    let Some(vendor) = vendor else {
                        virt_core::bail!(
                            VIR_FROM_NODEDEV,
                            VIR_ERR_INTERNAL_ERROR,
                            "no {what} supplied for '{}', and auto-generation failed",
                            self.name
                        );
                    };
                    *wwn = Some(generated::wwn(vendor));
                }
            }
        }
        Ok(())
    }
}

impl Element for NodeDeviceDef {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        let text = |name: &str| node.child_text(name);
        let name = match text("name") {
            _ if node.view().has(CREATE) => "new device".to_owned(),
            Some(name) => name,
            None => return Err(node.error(Code::NoName, "")),
        };
        let (mut devnode, mut devlinks) = (None, Vec::new());
        for file in node.all("devnode") {
            match file.required::<Plain, DevnodeKind>("type", None)? {
                DevnodeKind::Dev => devnode = Some(file.text()),
                DevnodeKind::Link => devlinks.push(file.text()),
            }
        }
        let parent = node.child("parent").map(Parent::read).transpose()?.unwrap_or_default();
        let driver = node.child("driver").map(Node::seen_whole);
        let _ = driver;
        let mut capabilities = Vec::new();
        for capability in node.all("capability") {
            capabilities.push(Capability::read(capability, &name)?);
        }
        if capabilities.is_empty() {
            return Err(node.error(Code::Internal, format!("no device capabilities for '{name}'")));
        }
        Ok(Self { path: text("path"), devnode, devlinks, parent, driver: None, capabilities, name })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        let live = !w.view().has(VIR_NODE_DEVICE_XML_INACTIVE);
        w.text("name", &self.name);
        if live {
            if let Some(path) = &self.path {
                w.text("path", path);
            }
            let files = self.devnode.iter().map(|f| ("dev", f));
            for (kind, file) in files.chain(self.devlinks.iter().map(|f| ("link", f))) {
                w.element_text("devnode", true, |w| w.attr("type", kind), |out| out.escaped(file));
            }
        }
        if let Some(parent) = &self.parent.name {
            w.text("parent", parent);
        }
        if let Some(driver) = self.driver.as_ref().filter(|_| live) {
            w.element("driver", true, |_| (), |w| w.text("name", driver));
        }
        self.capabilities.iter().for_each(|c| c.write(w));
    }
}

/// What a `<devnode>` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
enum DevnodeKind {
    Dev,
    Link,
}

impl Parent {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        let attr = |name: &str| node.attr(name).filter(|v| !v.is_empty()).map(str::to_owned);
        let parent = Self {
            name: Some(node.text()).filter(|n| !n.is_empty()),
            wwnn: attr("wwnn"),
            wwpn: attr("wwpn"),
            fabric_wwn: attr("fabric_wwn"),
        };
        if parent.wwnn.is_some() != parent.wwpn.is_some() {
            return Err(node.invalid("parent wwnn and wwpn have to be provided together"));
        }
        Ok(parent)
    }
}

impl Capability {
    /// The type's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::System(_) => "system",
            Self::Pci(_) => "pci",
            Self::UsbDevice(_) => "usb_device",
            Self::UsbInterface(_) => "usb",
            Self::Net(_) => "net",
            Self::ScsiHost(_) => "scsi_host",
            Self::ScsiTarget(_) => "scsi_target",
            Self::Scsi(_) => "scsi",
            Self::Storage(_) => "storage",
            Self::ScsiGeneric(_) => "scsi_generic",
            Self::Drm(_) => "drm",
            Self::Mdev(_) => "mdev",
            Self::Ccw(_) => "ccw",
            Self::Css(_) => "css",
            Self::Vdpa(_) => "vdpa",
            Self::ApCard(_) => "ap_card",
            Self::ApQueue(_) => "ap_queue",
            Self::ApMatrix(_) => "ap_matrix",
            Self::CcwGroup(_) => "ccwgroup",
            Self::MdevTypes(_) => "mdev_types",
        }
    }

    fn inner_names(&self) -> Vec<&'static str> {
        let list = match self {
            Self::ScsiHost(h) => vec![("fc_host", h.fc_host.is_some()), ("vports", h.vport_ops.is_some())],
            Self::Pci(p) => vec![("mdev_types", p.mdev_types.is_some()), ("vpd", p.vpd.is_some())],
            Self::Css(c) => vec![("mdev_types", c.mdev_types.is_some())],
            Self::ApMatrix(m) => vec![("mdev_types", m.mdev_types.is_some())],
            Self::Ccw(c) => vec![("ccwgroup_member", c.group_device.is_some())],
            _ => vec![],
        };
        list.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect()
    }

    fn read(node: Node<'_>, device: &str) -> virt_xml::Result<Self> {
        let kind = node.attr("type").ok_or_else(|| node.missing_attr("type", None))?;
        Ok(match kind {
            "system" => Self::System(Element::read(node)?),
            "pci" => Self::Pci(Element::read(node)?),
            "usb_device" => Self::UsbDevice(Element::read(node)?),
            "usb" => Self::UsbInterface(Element::read(node)?),
            "net" => Self::Net(Element::read(node)?),
            "scsi_host" => Self::ScsiHost(ScsiHost::read_in(node, !node.view().has(CREATE))?),
            "scsi_target" => Self::ScsiTarget(Element::read(node)?),
            "scsi" => Self::Scsi(Element::read(node)?),
            "storage" => Self::Storage(Element::read(node)?),
            "drm" => {
                let kind = node.text_value::<Plain, DrmKind>("type", Some(Code::Unsupported))?;
                Self::Drm(kind.ok_or_else(|| node.missing_child("type", Some(Code::Unsupported)))?)
            }
            "mdev" => Self::Mdev(Element::read(node)?),
            "ccw" => Self::Ccw(Element::read(node)?),
            "css" => Self::Css(Element::read(node)?),
            "ap_card" => Self::ApCard(Element::read(node)?),
            "ap_queue" => Self::ApQueue(Element::read(node)?),
            "ap_matrix" => Self::ApMatrix(Element::read(node)?),
            "ccwgroup" => Self::CcwGroup(Element::read(node)?),
            other if NOT_READABLE.contains(&other) => {
                let text = format!("unknown capability type '{other}' for '{device}'");
                return Err(node.error(Code::Internal, text));
            }
            other => return Err(node.bad_attr("type", other, "", None)),
        })
    }

    fn write(&self, w: &mut Writer) {
        let children = |w: &mut Writer| match self {
            Self::System(c) => c.children(w),
            Self::Pci(c) => c.children(w),
            Self::UsbDevice(c) => c.children(w),
            Self::UsbInterface(c) => c.children(w),
            Self::Net(c) => c.children(w),
            Self::ScsiHost(c) => c.children(w),
            Self::ScsiTarget(c) => c.children(w),
            Self::Scsi(c) => c.children(w),
            Self::Storage(c) => c.children(w),
            Self::ScsiGeneric(file) => w.text("char", file),
            Self::Drm(kind) => w.text_value::<Plain, _>("type", kind),
            Self::Mdev(c) => c.children(w),
            Self::Ccw(c) => c.children(w),
            Self::Css(c) => c.children(w),
            Self::Vdpa(file) => {
                if let Some(file) = file {
                    w.text("chardev", file);
                }
            }
            Self::ApCard(c) => c.children(w),
            Self::ApQueue(c) => c.children(w),
            Self::ApMatrix(c) => c.children(w),
            Self::CcwGroup(c) => c.children(w),
            Self::MdevTypes(types) => mdev::write_types(types, w),
        };
        write_capability(self.name(), w, children);
    }
}

/// Writes `<capability type='…'>` around something.
fn write_capability(kind: &str, w: &mut Writer, children: impl FnOnce(&mut Writer)) {
    w.pair("capability", |w| w.attr("type", kind), children);
}
