//! `<secret>`: what a passphrase or key is for. Its value is not in the document.

use virt_core::consts::*;
use virt_core::{Result, Uuid, parse_uuid};
use virt_xml::{Code, Element, Node, Writer};

use crate::common::document::{self, Kind};
use crate::common::generated;
use crate::common::rules::Ask::{Attr, Check, Needs, Once, Only, Text};
use crate::common::rules::Shape::Words;
use crate::common::rules::{self, Rule};

/// A secret without its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretDef {
    pub uuid: Uuid,
    /// Never written to disk.
    pub ephemeral: bool,
    /// Its value is given to nobody outside the library.
    pub private: bool,
    pub description: Option<String>,
    pub usage: Option<Usage>,
}

/// Whom a secret serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// `VIR_SECRET_USAGE_TYPE_*`
    pub kind: i32,
    /// The volume's path, or the name by which users of the secret ask for it.
    pub id: String,
}

const DOCUMENT: Kind = Kind { root: "secret", label: "(definition_of_secret)", origin: VIR_FROM_SECRET };

/// Word, number, child element with the id, what the error calls the user and the id.
const USAGES: [(&str, i32, &str, &str); 5] = [
    ("volume", VIR_SECRET_USAGE_TYPE_VOLUME, "volume", "volume usage specified, but volume path is missing"),
    ("ceph", VIR_SECRET_USAGE_TYPE_CEPH, "name", "Ceph usage specified, but name is missing"),
    ("iscsi", VIR_SECRET_USAGE_TYPE_ISCSI, "target", "iSCSI usage specified, but target is missing"),
    ("tls", VIR_SECRET_USAGE_TYPE_TLS, "name", "TLS usage specified, but name is missing"),
    ("vtpm", VIR_SECRET_USAGE_TYPE_VTPM, "name", "vTPM usage specified, but name is missing"),
];

/// What documents call a `VIR_SECRET_USAGE_TYPE_*`.
pub fn usage_word(kind: i32) -> &'static str {
    USAGES.iter().find(|usage| usage.1 == kind).map_or("none", |usage| usage.0)
}

impl SecretDef {
    /// Reads the document; `flags` are `VIR_SECRET_DEFINE_*`. A UUID is made up when there is none.
    pub fn parse(xml: &str, flags: u32) -> Result<Self> {
        document::parse(xml, &DOCUMENT, flags & VIR_SECRET_DEFINE_VALIDATE != 0, Self::read)
    }

    /// The document.
    pub fn to_xml(&self) -> String {
        document::format(|w| self.write("secret", true, w))
    }

    /// `VIR_SECRET_USAGE_TYPE_*`
    pub fn usage_type(&self) -> i32 {
        self.usage.as_ref().map_or(VIR_SECRET_USAGE_TYPE_NONE, |usage| usage.kind)
    }

    /// The name by which users ask for it; empty when it is for nobody in particular.
    pub fn usage_id(&self) -> &str {
        self.usage.as_ref().map_or("", |usage| &usage.id)
    }
}

/// What the schema asks beyond what is read.
const SCHEMA: &[Rule] = &[
    Rule("secret", Attr("ephemeral", rules::YES_NO)),
    Rule("secret", Attr("private", rules::YES_NO)),
    Rule("secret", Once(&["uuid", "description", "usage"])),
    Rule("secret/uuid", Text(rules::UUID)),
    Rule("secret/usage", Needs(&["type"], &[])),
    Rule("secret/usage", Attr("type", Words(&["volume", "ceph", "iscsi", "tls", "vtpm"]))),
    Rule("secret/usage", Check(usage_id)),
    Rule("usage/volume", Text(rules::ABSOLUTE_PATH)),
    Rule("usage/name", Text(rules::NAME)),
    Rule("usage/target", Text(rules::NAME)),
];

fn usage_id(usage: Node<'_>) -> virt_xml::Result<()> {
    let name = match rules::attr(usage, "type") {
        Some("volume") => "volume",
        Some("iscsi") => "target",
        _ => "name",
    };
    Only(&["volume", "name", "target"]).check(usage)?;
    usage.demand(&[], &[name])
}

impl Element for SecretDef {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        rules::check(node, &[SCHEMA])?;
        let switch = |name: &str| match node.attr(name) {
            None => Ok(false),
            Some("yes") => Ok(true),
            Some("no") => Ok(false),
            Some(_) => Err(node.error(Code::Invalid, format!("invalid value of '{name}'"))),
        };
        let (ephemeral, private) = (switch("ephemeral")?, switch("private")?);
        let uuid = match node.child_text("uuid") {
            None => generated::uuid(),
            Some(text) => {
                parse_uuid(&text).ok_or_else(|| node.error(Code::Internal, "malformed uuid element"))?
            }
        };
        let description = node.child_text("description");
        let usage = node.child("usage").map(read_usage).transpose()?.flatten();
        Ok(Self { uuid, ephemeral, private, description, usage })
    }

    fn attrs(&self, w: &mut Writer) {
        w.attr("ephemeral", yes_no(self.ephemeral));
        w.attr("private", yes_no(self.private));
    }

    fn children(&self, w: &mut Writer) {
        w.text("uuid", &self.uuid.to_string());
        if let Some(description) = &self.description {
            w.text("description", description);
        }
        let Some(usage) = &self.usage else { return };
        if let Some((word, _, child, _)) = USAGES.iter().find(|known| known.1 == usage.kind) {
            w.element("usage", true, |w| w.attr("type", word), |w| w.text(child, &usage.id));
        }
    }
}

fn read_usage(node: Node<'_>) -> virt_xml::Result<Option<Usage>> {
    let kind = node
        .attr("type")
        .ok_or_else(|| node.error(Code::Invalid, "Missing required attribute 'type' in element 'usage'"))?;
    if kind == "none" {
        return Ok(None);
    }
    let Some((_, kind, child, missing)) = USAGES.iter().find(|known| known.0 == kind) else {
        let text = format!("Invalid value for attribute 'type' in element 'usage': '{kind}'");
        return Err(node.error(Code::Invalid, text));
    };
    let id = node.child_text(child).ok_or_else(|| node.error(Code::Internal, *missing))?;
    Ok(Some(Usage { kind: *kind, id }))
}

fn yes_no(on: bool) -> &'static str {
    if on { "yes" } else { "no" }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOC: &str = "<secret ephemeral='no' private='yes'>
  <uuid>f52a81b2-424e-490c-823d-6bd4235bc573</uuid>
  <usage type='ceph'>
    <name>client &amp; admin</name>
  </usage>
</secret>
";

    #[test]
    fn written_as_read() {
        let def = SecretDef::parse(DOC, 0).unwrap();
        assert_eq!(def.to_xml(), DOC);
        assert_eq!((def.usage_type(), def.usage_id()), (VIR_SECRET_USAGE_TYPE_CEPH, "client & admin"));
    }

    #[test]
    fn refused() {
        for (from, to, code) in [
            ("'yes'", "'maybe'", VIR_ERR_XML_ERROR),
            ("'ceph'", "'mail'", VIR_ERR_XML_ERROR),
            ("'ceph'", "'iscsi'", VIR_ERR_INTERNAL_ERROR),
            ("f52a81b2", "xxx", VIR_ERR_INTERNAL_ERROR),
            ("secret", "secrets", VIR_ERR_XML_ERROR),
        ] {
            assert_eq!(SecretDef::parse(&DOC.replace(from, to), 0).unwrap_err().code(), code, "{to}");
        }
        let extra = DOC.replace("<uuid>", "<color/><uuid>");
        assert!(SecretDef::parse(&extra, 0).is_ok());
        assert_eq!(
            SecretDef::parse(&extra, VIR_SECRET_DEFINE_VALIDATE).unwrap_err().code(),
            VIR_ERR_XML_INVALID_SCHEMA
        );
    }
}
