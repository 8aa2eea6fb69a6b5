//! Mediated devices, and which kinds of them a device can make.

use virt_core::consts::VIR_NODE_DEVICE_XML_INACTIVE;
use virt_core::{Uuid, parse_uuid};
use virt_xml::{Code, Element, Node, Plain, Result, Writer};

use super::write_capability;

/// A mediated device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mdev {
    pub uuid: Option<Uuid>,
    pub parent_addr: Option<String>,
    pub iommu_group: u32,
    /// As it is defined.
    pub defined: MdevConfig,
    /// As it is.
    pub active: Option<MdevConfig>,
}

/// How a mediated device is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MdevConfig {
    /// Identifier of the [`MdevType`].
    pub kind: String,
    pub attrs: Vec<MdevAttr>,
}

/// `<attr>`: something written to the device's files after it has been made.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct MdevAttr {
    #[xml(attr)]
    pub name: String,
    #[xml(attr)]
    pub value: String,
}

/// `<type>`: a kind of mediated device that can be made.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct MdevType {
    #[xml(attr, code = Invalid)]
    pub id: String,
    #[xml(text)]
    pub name: Option<String>,
    #[xml(text = "deviceAPI", code = Invalid)]
    pub device_api: String,
    /// How many more can be made.
    #[xml(text = "availableInstances", code = Invalid)]
    pub available_instances: u32,
}

impl Mdev {
    /// Makes the device as it is the same as it is defined.
    pub fn activate(&mut self) {
        self.active = Some(self.defined.clone());
    }
}

impl Element for Mdev {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = node.child("type").and_then(|t| t.attr("id")).filter(|id| !id.is_empty());
        let kind = kind
            .ok_or_else(|| node.error(Code::Unsupported, "missing type id attribute of a mediated device"))?;
        let uuid = match node.child_text("uuid") {
            None => None,
            Some(text) => Some(parse_uuid(&text).ok_or_else(|| {
                node.error(Code::Internal, format!("Invalid uuid '{text}' for new mdev device"))
            })?),
        };
        let group = node.child("iommuGroup");
        let iommu_group = match group.filter(|g| g.attr("number").is_some_and(|n| !n.is_empty())) {
            Some(group) => group.required::<Plain, u32>("number", Some(Code::Internal))?,
            None => 0,
        };
        // an attribute without name or value is skipped, as upstream does
        let attrs = node.all("attr").filter_map(|a| MdevAttr::read(a).ok()).collect();
        let _ = node.child("parent_addr");
        let defined = MdevConfig { kind: kind.to_owned(), attrs };
        Ok(Self { uuid, parent_addr: None, iommu_group, defined, active: None })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        let inactive = w.view().has(VIR_NODE_DEVICE_XML_INACTIVE);
        let config = if inactive { Some(&self.defined) } else { self.active.as_ref() };
        if let Some(config) = config {
            w.element("type", true, |w| w.attr("id", &config.kind), |_| ());
        }
        if let Some(uuid) = &self.uuid {
            w.text("uuid", &uuid.to_string());
        }
        if let Some(parent) = &self.parent_addr {
            w.text("parent_addr", parent);
        }
        w.element("iommuGroup", true, |w| w.attr_display("number", self.iommu_group), |_| ());
        for attr in config.iter().flat_map(|c| &c.attrs) {
            attr.write("attr", true, w);
        }
    }
}

/// Reads the capability `mdev_types` inside another; none when it is not there.
pub(super) fn read_types(node: Node<'_>) -> Result<Option<Vec<MdevType>>> {
    let mut found: Option<Vec<MdevType>> = None;
    for capability in node.all("capability") {
        match capability.attr("type") {
            None => return Err(capability.missing_attr("type", Some(Code::Invalid))),
            Some("mdev_types") => {
                let types = capability.all("type").map(MdevType::read).collect::<Result<Vec<_>>>()?;
                found.get_or_insert_default().extend(types);
            }
            Some(_) => {}
        }
    }
    Ok(found)
}

pub(super) fn write_optional_types(types: &Option<Vec<MdevType>>, w: &mut Writer) {
    write_types(types.as_deref().unwrap_or_default(), w);
}

/// Writes the capability `mdev_types`, unless there are none.
pub(super) fn write_types(types: &[MdevType], w: &mut Writer) {
    if !types.is_empty() {
        write_capability("mdev_types", w, |w| types.iter().for_each(|t| t.write("type", true, w)));
    }
}
