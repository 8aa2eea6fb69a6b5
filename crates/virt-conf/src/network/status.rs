//! `<networkstatus>`: what is kept of a running network.

use virt_core::Result;
use virt_core::consts::*;
use virt_xml::{Bitmap, Code, Element, Foreign, Node, Plain, View, Writer};

use super::{EXTENSIONS, NetworkDef};
use crate::common::document::{self, Kind};

/// A running network, as its state file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkStatus {
    /// Traffic classes in use.
    pub class_ids: String,
    /// KiB per second guaranteed to guests, all together.
    pub floor_sum: u64,
    /// A hook script has had its hands in it.
    pub hook_script: bool,
    pub network: NetworkDef,
    /// Firewall rules to be undone: kept as they were written.
    pub firewall: Option<Foreign>,
}

const DOCUMENT: Kind = Kind { root: "networkstatus", label: "(network status)", origin: VIR_FROM_NETWORK };

impl NetworkStatus {
    /// Reads a state file; old ones are just `<network>`.
    pub fn parse(xml: &str) -> Result<Self> {
        let status = document::parse_any_root_view(xml, &DOCUMENT, View(EXTENSIONS), |node| {
            let plain = node.name() == "network";
            let network = if plain { Some(node) } else { node.child("network") };
            let missing =
                || node.error(Code::Internal, "Could not find any 'network' element in status file");
            let mut status = Self {
                // the classes of the network itself and of its default
                class_ids: "0-2".into(),
                floor_sum: 0,
                hook_script: false,
                network: NetworkDef::read(network.ok_or_else(missing)?)?,
                firewall: None,
            };
            if !plain {
                status.read_state(node)?;
            }
            Ok(status)
        })?;
        status.network.check_routes()?;
        status.network.check_mode()?;
        Ok(status)
    }

    fn read_state(&mut self, node: Node<'_>) -> virt_xml::Result<()> {
        if let Some(ids) = node.child("class_id").and_then(|n| n.attr("bitmap")).filter(|b| !b.is_empty()) {
            let bad = || node.error(Code::Argument, format!("Failed to parse bitmap '{ids}'"));
            self.class_ids =
                <Bitmap as virt_xml::Value>::parse(ids).map(|_| ids.to_owned()).ok_or_else(bad)?;
        }
        if let Some(floor) = node.child("floor").filter(|f| f.attr("sum").is_some_and(|s| !s.is_empty())) {
            self.floor_sum = floor.required::<Plain, u64>("sum", Some(Code::Internal))?;
        }
        for taint in node.all("taint") {
            match taint.attr("flag") {
                None => {}
                Some("hook-script") => self.hook_script = true,
                Some(other) => return Err(taint.unsupported(format!("Unknown taint flag {other}"))),
            }
        }
        self.firewall = node.child("firewall").map(Foreign::read);
        Ok(())
    }

    /// The state file's text, without its comment.
    pub fn to_xml(&self) -> String {
        document::format_view(View(0), |w| {
            w.pair(
                "networkstatus",
                |_| (),
                |w| {
                    w.element("class_id", true, |w| w.attr("bitmap", &self.class_ids), |_| ());
                    w.element("floor", true, |w| w.attr_display("sum", self.floor_sum), |_| ());
                    if self.hook_script {
                        w.element("taint", true, |w: &mut Writer| w.attr("flag", "hook-script"), |_| ());
                    }
                    self.network.write("network", true, w);
                    if let Some(firewall) = &self.firewall {
                        firewall.write(w);
                    }
                },
            );
        })
    }
}

#[cfg(test)]
mod tests {
    use super::NetworkStatus;

    #[test]
    fn both_forms_are_read() {
        let net =
            "<network>\n  <name>n</name>\n  <uuid>81ff0d90-c91e-6742-64da-4a736edb9a9b</uuid>\n</network>\n";
        let plain = NetworkStatus::parse(net).unwrap();
        assert_eq!((plain.class_ids.as_str(), plain.floor_sum), ("0-2", 0));
        let xml = format!(
            "<networkstatus><class_id bitmap='0-3'/><floor sum='7'/><taint flag='hook-script'/>{net}</networkstatus>"
        );
        let status = NetworkStatus::parse(&xml).unwrap();
        assert!(status.hook_script && status.network.name == "n");
        assert_eq!(NetworkStatus::parse(&status.to_xml()).unwrap().to_xml(), status.to_xml());
        assert!(NetworkStatus::parse("<networkstatus/>").is_err());
        assert!(NetworkStatus::parse(&xml.replace("0-3", "x")).is_err());
    }
}
