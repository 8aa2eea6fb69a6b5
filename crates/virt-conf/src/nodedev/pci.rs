//! PCI devices.

use virt_xml::{AnyRadix, Code, Codec, Element, Node, Plain, Result, TextOut, Value, Word, Writer};

use super::bus::IdHex;
use super::mdev::{self, MdevType};
use super::vpd::Vpd;
use super::write_capability;
use crate::common::pci::PciAddress;

/// A PCI device.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct Pci {
    #[xml(text, with = ClassHex, code = Internal)]
    pub class: Option<u32>,
    #[xml(text, code = Internal)]
    pub domain: u32,
    #[xml(text, code = Internal)]
    pub bus: u32,
    #[xml(text, code = Internal)]
    pub slot: u32,
    #[xml(text, code = Internal)]
    pub function: u32,
    #[xml(child, code = Internal)]
    pub product: DeviceId,
    #[xml(child, code = Internal)]
    pub vendor: DeviceId,
    /// The card that this virtual function belongs to.
    #[xml(custom(read = read_physical, children = write_physical))]
    pub physical_function: Option<PciAddress>,
    #[xml(custom(read = read_virtual, children = write_virtual))]
    pub virtual_functions: Option<VirtualFunctions>,
    #[xml(custom(read = read_header, children = write_header))]
    pub header_type: Option<HeaderType>,
    #[xml(custom(read = mdev::read_types, children = mdev::write_optional_types))]
    pub mdev_types: Option<Vec<MdevType>>,
    #[xml(custom(read = read_vpd, children = write_vpd))]
    pub vpd: Option<Vpd>,
    #[xml(custom(read = read_group, children = write_group))]
    pub iommu_group: Option<IommuGroup>,
    #[xml(custom(read = read_numa, children = write_numa))]
    pub numa_node: Option<i32>,
    #[xml(child = "pci-express", keep)]
    pub express: Option<PciExpress>,
}

/// A product's or vendor's number and name.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct DeviceId {
    #[xml(attr, with = IdHex, code = Internal)]
    pub id: u32,
    #[xml(body)]
    pub name: Option<String>,
}

/// The 24-bit class, written with six digits.
struct ClassHex;

impl Codec<u32> for ClassHex {
    fn parse(text: &str) -> Option<u32> {
        virt_xml::parse_unsigned(text, 16).filter(|c| *c <= 0xff_ffff).map(|c| c as u32)
    }
    fn put(value: &u32, out: &mut TextOut<'_>) {
        out.display(format_args!("0x{value:06x}"));
    }
    fn expected() -> std::borrow::Cow<'static, str> {
        "a hexadecimal class".into()
    }
}

/// Virtual functions of a card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VirtualFunctions {
    pub max_count: u32,
    pub functions: Vec<PciAddress>,
}

/// Layout of the configuration space, where it is not the usual one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum HeaderType {
    PciBridge,
    CardbusBridge,
}

/// `<iommuGroup>`: devices that can only be handed out together.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct IommuGroup {
    #[xml(attr)]
    pub number: u32,
    #[xml(custom(read = read_addresses, children = write_addresses))]
    pub addresses: Vec<PciAddress>,
}

/// `<pci-express>`: the link, as it could be and as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PciExpress {
    pub capable: Option<PciLink>,
    pub status: Option<PciLink>,
}

/// `<link>` of PCI Express.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct PciLink {
    #[xml(attr, with = Port, default = -1)]
    pub port: i32,
    /// GT/s.
    #[xml(attr)]
    pub speed: Option<LinkSpeed>,
    #[xml(attr, with = AnyRadix)]
    pub width: u32,
}

/// A port number; -1 stands for none.
struct Port;

impl Codec<i32> for Port {
    fn parse(text: &str) -> Option<i32> {
        <Plain as Codec<i32>>::parse(text).map(|p| p.max(-1))
    }
    fn put(value: &i32, out: &mut TextOut<'_>) {
        out.display(value);
    }
}

/// Speeds of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum LinkSpeed {
    #[xml(name = "2.5")]
    Gen1,
    #[xml(name = "5")]
    Gen2,
    #[xml(name = "8")]
    Gen3,
    #[xml(name = "16")]
    Gen4,
    #[xml(name = "32")]
    Gen5,
    #[xml(name = "64")]
    Gen6,
}

impl Element for PciExpress {
    fn read(node: Node<'_>) -> Result<Self> {
        let of = |validity: &str| {
            node.all("link").find(|l| l.attr("validity") == Some(validity)).map(PciLink::read).transpose()
        };
        Ok(Self { capable: of("cap")?, status: of("sta")? })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        for (validity, link) in [("cap", &self.capable), ("sta", &self.status)] {
            if let Some(link) = link {
                let attrs = |w: &mut Writer| {
                    w.attr("validity", validity);
                    link.attrs(w);
                };
                w.element("link", true, attrs, |_| ());
            }
        }
    }
}

/// The inner capabilities of a type; each has to say which it is.
fn inner<'a>(node: Node<'a>, kind: &'a str) -> Result<Vec<Node<'a>>> {
    let mut found = Vec::new();
    for capability in node.all("capability") {
        match capability.attr("type") {
            None => return Err(capability.missing_attr("type", Some(Code::Invalid))),
            Some(own) if own == kind => found.push(capability),
            Some(_) => {}
        }
    }
    Ok(found)
}

fn read_physical(node: Node<'_>) -> Result<Option<PciAddress>> {
    let mut address = None;
    for capability in inner(node, "phys_function")? {
        let inside = capability.child("address");
        let inside = inside.ok_or_else(|| capability.missing_child("address", Some(Code::Invalid)))?;
        address = Some(PciAddress::read_plain(inside)?);
    }
    Ok(address)
}

fn write_physical(address: &Option<PciAddress>, w: &mut Writer) {
    if let Some(address) = address {
        write_capability("phys_function", w, |w| address.write_plain(w));
    }
}

fn read_virtual(node: Node<'_>) -> Result<Option<VirtualFunctions>> {
    let mut found = None;
    for capability in inner(node, "virt_functions")? {
        let max_count = match capability.attr("maxCount").filter(|c| !c.is_empty()) {
            Some(_) => capability.required::<Plain, u32>("maxCount", Some(Code::Invalid))?,
            None => 0,
        };
        let functions = read_addresses(capability)?;
        found = Some(VirtualFunctions { max_count, functions });
    }
    Ok(found)
}

fn write_virtual(functions: &Option<VirtualFunctions>, w: &mut Writer) {
    let Some(virt) = functions else { return };
    let attrs = |w: &mut Writer| {
        w.attr("type", "virt_functions");
        if virt.max_count > 0 {
            w.attr_display("maxCount", virt.max_count);
        }
    };
    w.element("capability", true, attrs, |w| write_addresses(&virt.functions, w));
}

fn read_addresses(node: Node<'_>) -> Result<Vec<PciAddress>> {
    node.all("address").map(PciAddress::read_plain).collect()
}

fn write_addresses(addresses: &[PciAddress], w: &mut Writer) {
    addresses.iter().for_each(|a| a.write_plain(w));
}

fn read_header(node: Node<'_>) -> Result<Option<HeaderType>> {
    Ok(node.all("capability").find_map(|c| c.attr("type").and_then(HeaderType::from_word)))
}

fn write_header(header: &Option<HeaderType>, w: &mut Writer) {
    if let Some(header) = header {
        w.element("capability", true, |w| w.attr_value::<Plain, _>("type", header), |_| ());
    }
}

fn read_vpd(node: Node<'_>) -> Result<Option<Vpd>> {
    inner(node, "vpd")?.into_iter().map(Vpd::read).next_back().transpose()
}

fn write_vpd(vpd: &Option<Vpd>, w: &mut Writer) {
    if let Some(vpd) = vpd {
        write_capability("vpd", w, |w| vpd.children(w));
    }
}

fn read_group(node: Node<'_>) -> Result<Option<IommuGroup>> {
    node.child("iommuGroup").map(IommuGroup::read).transpose()
}

fn write_group(group: &Option<IommuGroup>, w: &mut Writer) {
    if let Some(group) = group.as_ref().filter(|g| !g.addresses.is_empty()) {
        group.write("iommuGroup", true, w);
    }
}

fn read_numa(node: Node<'_>) -> Result<Option<i32>> {
    let Some(numa) = node.child("numa") else { return Ok(None) };
    match numa.attr("node").filter(|n| !n.is_empty()) {
        Some(_) => Ok(numa.value::<Plain, i32>("node", Some(Code::Internal))?.filter(|n| *n >= 0)),
        None => Ok(None),
    }
}

fn write_numa(node: &Option<i32>, w: &mut Writer) {
    if let Some(node) = node {
        w.element("numa", true, |w| w.attr_display("node", node), |_| ());
    }
}
