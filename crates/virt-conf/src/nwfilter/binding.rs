//! `<filterbinding>`: a filter bound to a guest's network port.

use virt_core::consts::*;
use virt_core::{Result, Uuid, parse_uuid};
use virt_xml::{Code, Element, MacAddr, Node, Writer};

use super::params::Params;
use crate::common::document::{self, Kind};

/// A filter on a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NwfilterBindingDef {
    pub owner_name: String,
    pub owner_uuid: Uuid,
    /// The host's device of the port.
    pub port_dev: String,
    /// The device that carries the port's traffic to the outside.
    pub link_dev: Option<String>,
    pub mac: MacAddr,
    pub filter: String,
    pub params: Params,
}

const DOCUMENT: Kind =
    Kind { root: "filterbinding", label: "(nwfilterbinding_definition)", origin: VIR_FROM_NWFILTER };

impl NwfilterBindingDef {
    /// Reads the document; `flags` are `VIR_NWFILTER_BINDING_CREATE_*`.
    pub fn parse(xml: &str, flags: u32) -> Result<Self> {
        let validate = flags & VIR_NWFILTER_BINDING_CREATE_VALIDATE != 0;
        document::parse(xml, &DOCUMENT, validate, Self::read)
    }

    /// The document.
    pub fn to_xml(&self) -> String {
        document::format(|w| self.write("filterbinding", true, w))
    }
}

impl Element for NwfilterBindingDef {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        let fail = |text: String| node.error(Code::Internal, text);
        let need = |value: Option<String>, what: &str| {
            value.ok_or_else(|| fail(format!("filter binding has no {what}")))
        };
        let name_of = |name: &str, attr: &str| {
            node.child(name).and_then(|n| n.attr(attr)).filter(|v| !v.is_empty()).map(str::to_owned)
        };
        let owner = node.child("owner");
        let of_owner = |name: &str| owner.and_then(|o| o.child_text(name));
        let port_dev = need(name_of("portdev", "name"), "port dev name")?;
        let link_dev = match node.child("linkdev") {
            Some(_) => Some(need(name_of("linkdev", "name"), "link dev name")?),
            None => None,
        };
        let owner_name = need(of_owner("name"), "owner name")?;
        let uuid = need(of_owner("uuid"), "owner UUID")?;
        let owner_uuid = parse_uuid(&uuid).ok_or_else(|| fail(format!("Unable to parse UUID '{uuid}'")))?;
        let mac = need(name_of("mac", "address"), "MAC address")?;
        let mac = MacAddr::parse(&mac).ok_or_else(|| fail(format!("Unable to parse MAC '{mac}'")))?;
        let filter = need(name_of("filterref", "filter"), "filter reference")?;
        let params = node.child("filterref").map(Params::read).unwrap_or_default();
        Ok(Self { owner_name, owner_uuid, port_dev, link_dev, mac, filter, params })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        w.element(
            "owner",
            true,
            |_| (),
            |w| {
                w.text("name", &self.owner_name);
                w.text("uuid", &self.owner_uuid.to_string());
            },
        );
        w.element("portdev", true, |w| w.attr("name", &self.port_dev), |_| ());
        if let Some(link_dev) = &self.link_dev {
            w.element("linkdev", true, |w| w.attr("name", link_dev), |_| ());
        }
        w.element("mac", true, |w| w.attr_display("address", self.mac), |_| ());
        self.params.write(&self.filter, w);
    }
}
