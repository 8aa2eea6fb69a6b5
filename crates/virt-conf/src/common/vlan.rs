//! `<vlan>`: tags that a guest's traffic carries on the wire.

use virt_core::consts::VIR_FROM_NONE;
use virt_xml::{Element, Node, Result, Value, Writer};

/// VLAN tags of a network, a group of ports or one port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vlan {
    /// Whether the guest sees the tags.
    pub trunk: bool,
    /// At least one.
    pub tags: Vec<VlanTag>,
}

/// One tag.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct VlanTag {
    #[xml(attr)]
    pub id: u32,
    /// How traffic without a tag is taken.
    #[xml(attr = "nativeMode")]
    pub native_mode: Option<NativeMode>,
}

/// What happens to traffic of the native VLAN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum NativeMode {
    Tagged,
    Untagged,
}

const MAX_ID: u32 = 4095;

impl Element for Vlan {
    fn read(node: Node<'_>) -> Result<Self> {
        let node = node.under(VIR_FROM_NONE);
        let tags: Vec<VlanTag> = node.all("tag").map(VlanTag::read).collect::<Result<_>>()?;
        if tags.is_empty() {
            return Err(
                node.invalid("missing tag id - each <vlan> must have at least one <tag id='n'/> subelement")
            );
        }
        if let Some(tag) = tags.iter().find(|t| t.id > MAX_ID) {
            return Err(node.invalid(format!("vlan tag id {} too large (maximum {MAX_ID})", tag.id)));
        }
        let native = tags.iter().filter(|t| t.native_mode.is_some()).count();
        if native > 1 {
            return Err(node.invalid("duplicate native vlan setting"));
        }
        let trunk = match node.attr("trunk").filter(|t| !t.is_empty()) {
            None => tags.len() > 1,
            Some(text) if text.eq_ignore_ascii_case("yes") => true,
            Some(text) => {
                let why = if tags.len() > 1 {
                    "trunk='yes' is required for more than one vlan tag"
                } else if native > 0 {
                    "trunk='no' is not allowed with a native vlan id"
                } else if !text.eq_ignore_ascii_case("no") {
                    "must be yes or no"
                } else {
                    return Ok(Self { trunk: false, tags });
                };
                return Err(node.invalid(format!("invalid \"trunk='{text}'\" in <vlan> - {why}")));
            }
        };
        Ok(Self { trunk, tags })
    }

    fn attrs(&self, w: &mut Writer) {
        if self.trunk {
            w.attr("trunk", "yes");
        }
    }

    fn children(&self, w: &mut Writer) {
        for tag in &self.tags {
            tag.write("tag", true, w);
        }
    }
}
