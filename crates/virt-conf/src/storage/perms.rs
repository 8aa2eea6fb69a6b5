//! `<permissions>` of pools and volumes.

use virt_xml::{Code, Element, Node, Result, Writer};

/// Access rights of files and devices; what is absent is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Permissions {
    pub mode: Option<u32>,
    pub owner: Option<u32>,
    pub group: Option<u32>,
    pub label: Option<String>,
}

impl Permissions {
    /// Reads `<permissions>` below an element, if it is there.
    pub fn read_below(node: Node<'_>) -> Result<Self> {
        node.child("permissions").map(Self::read).transpose().map(Option::unwrap_or_default)
    }
}

impl Element for Permissions {
    fn read(node: Node<'_>) -> Result<Self> {
        let mode = match node.child_text("mode") {
            None => None,
            Some(text) => {
                let mode = virt_xml::parse_signed(&text, 8).filter(|m| (0..=0o777).contains(m));
                let bad = || node.bad_text(&text, "an octal mode", Some(Code::Invalid));
                Some(mode.ok_or_else(bad)? as u32)
            }
        };
        let id = |name: &str| -> Result<Option<u32>> {
            let Some(child) = node.child(name) else { return Ok(None) };
            let text = child.text();
            // -1 was once written for "not set"
            match virt_xml::parse_signed(&text, 10) {
                Some(-1) => Ok(None),
                Some(id) if u32::try_from(id).is_ok() => {
                    Ok(u32::try_from(id).ok().filter(|id| *id != u32::MAX))
                }
                _ => Err(child.bad_text(&text, "a number", Some(Code::Invalid))),
            }
        };
        Ok(Self { mode, owner: id("owner")?, group: id("group")?, label: node.child_text("label") })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        if let Some(mode) = self.mode {
            w.text("mode", &format!("0{mode:o}"));
        }
        for (name, id) in [("owner", self.owner), ("group", self.group)] {
            if let Some(id) = id {
                // shown as C shows a signed number
                w.text(name, &id.cast_signed().to_string());
            }
        }
        if let Some(label) = &self.label {
            w.text("label", label);
        }
    }
}
