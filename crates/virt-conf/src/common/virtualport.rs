//! `<virtualport>`: how a port introduces itself to a switch.

use virt_core::Uuid;
use virt_core::consts::*;
use virt_xml::{AnyRadix, Element, Node, Result, Value, Word};

use super::generated;
use super::text::UuidText;

/// Identification of a port at a switch.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(origin = VIR_FROM_NONE)]
pub struct VirtualPort {
    #[xml(attr = "type", code = Unsupported)]
    pub kind: Option<VirtualPortKind>,
    #[xml(child)]
    pub parameters: Option<Parameters>,
}

/// The protocol spoken with the switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum VirtualPortKind {
    #[xml(name = "802.1Qbg")]
    Dot1Qbg,
    #[xml(name = "802.1Qbh")]
    Dot1Qbh,
    Openvswitch,
    Midonet,
}

/// What the port says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(origin = VIR_FROM_NONE)]
pub struct Parameters {
    #[xml(attr = "managerid", with = AnyRadix, code = Invalid)]
    pub manager_id: Option<u8>,
    #[xml(attr = "typeid", with = AnyRadix, code = Invalid)]
    pub type_id: Option<u32>,
    #[xml(attr = "typeidversion", with = AnyRadix, code = Invalid)]
    pub type_id_version: Option<u8>,
    #[xml(attr = "instanceid", with = UuidText, code = Invalid)]
    pub instance_id: Option<Uuid>,
    #[xml(attr = "interfaceid", with = UuidText, code = Invalid)]
    pub interface_id: Option<Uuid>,
    #[xml(attr = "profileid")]
    pub profile_id: Option<String>,
}

const MAX_TYPE_ID: u32 = 0xff_ffff;
const MAX_PROFILE: usize = 39;

/// What a place asks of a port's description.
#[derive(Debug, Clone, Copy, Default)]
pub struct Demand {
    /// The type has to be said.
    pub kind: bool,
    /// Everything the type needs has to be there.
    pub all_parameters: bool,
    /// Identifiers that can be made up are.
    pub generate: bool,
}

impl VirtualPort {
    /// Reads the element.
    pub fn read_in(node: Node<'_>, demand: Demand) -> Result<Self> {
        let node = node.under(VIR_FROM_NONE);
        let mut this = Self::read(node)?;
        if demand.kind && this.kind.is_none() {
            return Err(node.invalid("missing required virtualport type"));
        }
        let p = this.parameters.get_or_insert_default();
        if p.type_id.is_some_and(|id| id > MAX_TYPE_ID) {
            return Err(node.invalid("value for typeid out of range"));
        }
        if p.profile_id.as_ref().is_some_and(|id| id.len() > MAX_PROFILE) {
            return Err(node.invalid("profileid parameter too long"));
        }
        p.profile_id = p.profile_id.take().filter(|id| !id.is_empty());
        if demand.generate {
            if matches!(this.kind, None | Some(VirtualPortKind::Dot1Qbg)) {
                p.instance_id.get_or_insert_with(generated::uuid);
            }
            if matches!(this.kind, None | Some(VirtualPortKind::Openvswitch)) {
                p.interface_id.get_or_insert_with(generated::uuid);
            }
        }
        let node = node.under(VIR_FROM_NET);
        if demand.all_parameters
            && let Some(missing) = this.missing()
        {
            let kind = this.kind.map_or("none", VirtualPortKind::as_str);
            return Err(node.invalid(format!("missing {missing} in <virtualport type='{kind}'>")));
        }
        if let Some(extra) = this.extra() {
            let kind = this.kind.map_or("none", VirtualPortKind::as_str);
            return Err(node.invalid(format!("extra {extra} unsupported in <virtualport type='{kind}'>")));
        }
        this.settle();
        Ok(this)
    }

    /// Whether nothing at all is said.
    pub fn is_empty(&self) -> bool {
        self.kind.is_none() && self.parameters.is_none()
    }

    /// The name of a parameter that the type needs and that is not there.
    pub fn missing(&self) -> Option<&'static str> {
        let none = Parameters::default();
        let p = self.parameters.as_ref().unwrap_or(&none);
        let needed: &[(&'static str, bool)] = match self.kind? {
            VirtualPortKind::Dot1Qbg => &[
                ("managerid", p.manager_id.is_some()),
                ("typeid", p.type_id.is_some()),
                ("typeidversion", p.type_id_version.is_some()),
                ("instanceid", p.instance_id.is_some()),
            ],
            VirtualPortKind::Dot1Qbh => &[("profileid", p.profile_id.is_some())],
            VirtualPortKind::Openvswitch | VirtualPortKind::Midonet => {
                &[("interfaceid", p.interface_id.is_some())]
            }
        };
        needed.iter().find(|(_, there)| !there).map(|(name, _)| *name)
    }

    fn extra(&self) -> Option<&'static str> {
        let p = self.parameters.as_ref()?;
        let managed = [
            ("managerid", p.manager_id.is_some()),
            ("typeid", p.type_id.is_some()),
            ("typeidversion", p.type_id_version.is_some()),
            ("instanceid", p.instance_id.is_some()),
        ];
        let (profile, interface) =
            (("profileid", p.profile_id.is_some()), ("interfaceid", p.interface_id.is_some()));
        let unwanted: Vec<(&'static str, bool)> = match self.kind? {
            VirtualPortKind::Dot1Qbg => vec![profile, interface],
            VirtualPortKind::Dot1Qbh => managed.into_iter().chain([interface]).collect(),
            VirtualPortKind::Openvswitch => managed.to_vec(),
            VirtualPortKind::Midonet => vec![],
        };
        unwanted.into_iter().find(|(_, there)| *there).map(|(name, _)| name)
    }

    /// Drops what the type does not write; an element that only had such is written empty.
    fn settle(&mut self) {
        if self.kind == Some(VirtualPortKind::Midonet)
            && let Some(p) = &mut self.parameters
        {
            *p = Parameters { interface_id: p.interface_id, ..Parameters::default() };
        }
        if self.parameters.as_ref() == Some(&Parameters::default()) {
            self.parameters = None;
        }
    }
}

impl VirtualPortKind {
    /// The type of a word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_word(text)
    }
}
