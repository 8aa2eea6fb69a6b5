//! `<portgroup>` of a network: settings that guests' ports share.

use virt_xml::{Code, Element, Node, Plain, Result, Writer};

use crate::common::bandwidth::{Allow, Bandwidth};
use crate::common::virtualport::{Demand, VirtualPort};
use crate::common::vlan::Vlan;

/// A group of ports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortGroup {
    pub name: String,
    /// Whether ports that name no group belong to this one.
    pub is_default: bool,
    pub trust_guest_rx_filters: Option<bool>,
    pub vlan: Option<Vlan>,
    pub virtual_port: Option<VirtualPort>,
    pub bandwidth: Option<Bandwidth>,
}

impl Element for PortGroup {
    fn read(node: Node<'_>) -> Result<Self> {
        let name = node.attr("name").filter(|n| !n.is_empty());
        let name = name.ok_or_else(|| node.missing_attr("name", Some(Code::Invalid)))?.to_owned();
        let is_default = node.attr("default").is_some_and(|d| d.eq_ignore_ascii_case("yes"));
        let trust_guest_rx_filters = node.value::<Plain, bool>("trustGuestRxFilters", None)?;
        let virtual_port =
            node.child("virtualport").map(|n| VirtualPort::read_in(n, Demand::default())).transpose()?;
        let bandwidth = match node.child("bandwidth") {
            Some(n) => Bandwidth::read_in(n, Allow::default())?,
            None => None,
        };
        let vlan = node.child("vlan").map(Vlan::read).transpose()?;
        Ok(Self { name, is_default, trust_guest_rx_filters, vlan, virtual_port, bandwidth })
    }

    fn attrs(&self, w: &mut Writer) {
        w.attr("name", &self.name);
        if self.is_default {
            w.attr("default", "yes");
        }
        if let Some(trust) = &self.trust_guest_rx_filters {
            w.attr_value::<Plain, _>("trustGuestRxFilters", trust);
        }
    }

    fn children(&self, w: &mut Writer) {
        if let Some(vlan) = &self.vlan {
            vlan.write("vlan", true, w);
        }
        if let Some(port) = &self.virtual_port {
            port.write("virtualport", false, w);
        }
        if let Some(bandwidth) = &self.bandwidth {
            bandwidth.write("bandwidth", true, w);
        }
    }

    fn write(&self, name: &str, _: bool, w: &mut Writer) {
        w.pair(name, |w| self.attrs(w), |w| self.children(w));
    }
}
