//! Devices of mainframes: channel I/O, and cryptographic adjuncts.

use virt_xml::{Code, Codec, Element, Hex, Node, Plain, PureHex, Result, Value, Writer};

use super::mdev::{self, MdevType};
use super::write_capability;

/// Address of a channel device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct CcwAddress {
    #[xml(text, with = Hex<1>, code = Unsupported)]
    pub cssid: u32,
    #[xml(text, with = Hex<1>, code = Unsupported)]
    pub ssid: u32,
    #[xml(text, with = PureHex<4>, code = Unsupported)]
    pub devno: u32,
}

/// Whether a device is in use by the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum CcwState {
    Offline,
    Online,
}

/// A channel device.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct Ccw {
    #[xml(text, code = Unsupported)]
    pub state: Option<CcwState>,
    #[xml(flatten)]
    pub address: CcwAddress,
    /// The group this device is part of.
    #[xml(custom(read = read_group, children = write_group))]
    pub group_device: Option<String>,
}

fn read_group(node: Node<'_>) -> Result<Option<String>> {
    let mut group = None;
    for capability in node.all("capability") {
        if capability.attr("type") == Some("ccwgroup_member") {
            let device = capability.child_text("group_device");
            let missing = || capability.missing_child("group_device", Some(Code::Unsupported));
            group = Some(device.ok_or_else(missing)?);
        }
    }
    Ok(group)
}

fn write_group(group: &Option<String>, w: &mut Writer) {
    if let Some(group) = group {
        write_capability("ccwgroup_member", w, |w| w.text("group_device", group));
    }
}

/// A subchannel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Css {
    pub address: CcwAddress,
    /// The device behind it.
    pub channel_dev_addr: Option<CcwAddress>,
    pub mdev_types: Option<Vec<MdevType>>,
}

impl Element for Css {
    fn read(node: Node<'_>) -> Result<Self> {
        Ok(Self {
            address: Ccw::read(node)?.address,
            mdev_types: mdev::read_types(node)?,
            channel_dev_addr: node.child("channel_dev_addr").map(CcwAddress::read).transpose()?,
        })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        self.address.children(w);
        if let Some(address) = &self.channel_dev_addr {
            address.write("channel_dev_addr", true, w);
        }
        mdev::write_optional_types(&self.mdev_types, w);
    }
}

/// Channel devices that work together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CcwGroup {
    pub state: Option<CcwState>,
    pub address: CcwAddress,
    pub members: Vec<CcwGroupMember>,
    pub kind: CcwGroupKind,
    pub qeth: Qeth,
}

/// `<ccw_device>`: a member of a group.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct CcwGroupMember {
    #[xml(attr = "ref", code = Invalid)]
    pub reference: String,
    #[xml(body, default)]
    pub device: String,
}

/// What a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Value)]
pub enum CcwGroupKind {
    #[default]
    #[xml(name = "qeth_generic")]
    QethGeneric,
    #[xml(name = "qeth_layer2")]
    QethLayer2,
    #[xml(name = "qeth_layer3")]
    QethLayer3,
}

/// A network card. What is absent is written as `(null)`, as upstream does.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct Qeth {
    #[xml(text, default = "(null)".to_owned(), always)]
    pub card_type: String,
    #[xml(text, default = "(null)".to_owned(), always)]
    pub chpid: String,
}

impl Default for Qeth {
    fn default() -> Self {
        let null = "(null)".to_owned();
        Self { card_type: null.clone(), chpid: null }
    }
}

impl Element for CcwGroup {
    fn read(node: Node<'_>) -> Result<Self> {
        let mut members = Vec::new();
        for list in node.all("members") {
            for device in list.all("ccw_device") {
                members.push(CcwGroupMember::read(device)?);
            }
        }
        let (kind, qeth) = match node.child("capability") {
            Some(capability) => (capability.required::<Plain, _>("type", None)?, Qeth::read(capability)?),
            None => Default::default(),
        };
        Ok(Self {
            state: node.text_value::<Plain, _>("state", Some(Code::Unsupported))?,
            address: CcwAddress::read(node)?,
            members,
            kind,
            qeth,
        })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        if let Some(state) = &self.state {
            w.text_value::<Plain, _>("state", state);
        }
        self.address.children(w);
        w.pair("members", |_| (), |w| self.members.iter().for_each(|m| m.write("ccw_device", true, w)));
        write_capability(self.kind.as_str(), w, |w| self.qeth.children(w));
    }
}

/// An adapter for cryptography.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Element)]
pub struct ApCard {
    #[xml(text = "ap-adapter", with = Hex<2>, code = Unsupported)]
    pub adapter: u32,
}

/// A queue of an adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Element)]
pub struct ApQueue {
    #[xml(text = "ap-adapter", with = Hex<2>, code = Unsupported)]
    pub adapter: u32,
    #[xml(text = "ap-domain", with = DomainHex, code = Unsupported)]
    pub domain: u32,
}

/// Number of a domain: at most 255.
struct DomainHex;

impl Codec<u32> for DomainHex {
    fn parse(text: &str) -> Option<u32> {
        <Hex<4> as Codec<u32>>::parse(text).filter(|d| *d <= 255)
    }
    fn put(value: &u32, out: &mut virt_xml::TextOut<'_>) {
        <Hex<4> as Codec<u32>>::put(value, out);
    }
    fn expected() -> std::borrow::Cow<'static, str> {
        "a number up to 0xff".into()
    }
}

/// What hands parts of adapters to guests.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct ApMatrix {
    #[xml(custom(read = mdev::read_types, children = mdev::write_optional_types))]
    pub mdev_types: Option<Vec<MdevType>>,
}
