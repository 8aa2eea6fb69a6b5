//! Vital product data: what a card's maker and owner wrote on it.

use virt_xml::{Code, Element, Node, Result, Writer};

/// The data of a card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vpd {
    pub name: String,
    pub read_only: Option<VpdReadOnly>,
    pub read_write: Option<VpdReadWrite>,
}

/// What the maker wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VpdReadOnly {
    pub change_level: Option<String>,
    pub manufacture_id: Option<String>,
    pub part_number: Option<String>,
    pub serial_number: Option<String>,
    pub vendor: Vec<VpdField>,
}

/// What the owner wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VpdReadWrite {
    pub asset_tag: Option<String>,
    pub vendor: Vec<VpdField>,
    pub system: Vec<VpdField>,
}

/// A field with a letter or digit for its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VpdField {
    pub index: char,
    pub value: String,
}

impl Element for Vpd {
    fn read(node: Node<'_>) -> Result<Self> {
        let name = node.child_text("name").ok_or_else(|| node.missing_child("name", Some(Code::Invalid)))?;
        let mut vpd = Self { name, read_only: None, read_write: None };
        for fields in node.all("fields") {
            match fields.attr("access") {
                Some("readonly") => vpd.read_only = Some(VpdReadOnly::read(fields)?),
                Some("readwrite") => vpd.read_write = Some(VpdReadWrite::read(fields)?),
                Some(other) => {
                    let expected = "one of readonly, readwrite";
                    return Err(fields.bad_attr("access", other, expected, Some(Code::Invalid)));
                }
                None => return Err(fields.missing_attr("access", None)),
            }
        }
        Ok(vpd)
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        w.text("name", &self.name);
        if let Some(ro) = &self.read_only {
            w.pair("fields", |w| w.attr("access", "readonly"), |w| ro.write(w));
        }
        if let Some(rw) = &self.read_write {
            w.pair("fields", |w| w.attr("access", "readwrite"), |w| rw.write(w));
        }
    }
}

impl VpdReadOnly {
    fn read(node: Node<'_>) -> Result<Self> {
        let text = |name: &str| node.child_text(name);
        Ok(Self {
            change_level: text("change_level"),
            manufacture_id: text("manufacture_id"),
            part_number: text("part_number"),
            serial_number: text("serial_number"),
            vendor: read_fields(node, "vendor_field")?,
        })
    }

    fn write(&self, w: &mut Writer) {
        for (name, value) in [
            ("change_level", &self.change_level),
            ("manufacture_id", &self.manufacture_id),
            ("part_number", &self.part_number),
            ("serial_number", &self.serial_number),
        ] {
            if let Some(value) = value {
                w.text(name, value);
            }
        }
        write_fields("vendor_field", &self.vendor, w);
    }
}

impl VpdReadWrite {
    fn read(node: Node<'_>) -> Result<Self> {
        let mut system = read_fields(node, "system_field")?;
        // the field A of the system is the asset tag
        let tag = system.iter().position(|f| f.index == 'A').map(|at| system.remove(at).value);
        Ok(Self {
            asset_tag: tag.or_else(|| node.child_text("asset_tag")),
            vendor: read_fields(node, "vendor_field")?,
            system,
        })
    }

    fn write(&self, w: &mut Writer) {
        if let Some(tag) = &self.asset_tag {
            w.text("asset_tag", tag);
        }
        write_fields("vendor_field", &self.vendor, w);
        write_fields("system_field", &self.system, w);
    }
}

/// Fields of a kind; a later one with the same index replaces an earlier one.
fn read_fields(node: Node<'_>, name: &str) -> Result<Vec<VpdField>> {
    let mut fields: Vec<VpdField> = Vec::new();
    for field in node.elements().filter(|n| n.name() == name).map(Node::seen) {
        let text = field.attr("index").ok_or_else(|| field.missing_attr("index", None))?;
        let (Some(index), true) = (text.chars().next(), text.len() == 1) else {
            return Err(field.bad_attr("index", text, "one character", Some(Code::Invalid)));
        };
        if !(index.is_ascii_digit() || index.is_ascii_uppercase()) {
            continue;
        }
        match fields.iter_mut().find(|f| f.index == index) {
            Some(known) => known.value = field.text(),
            None => fields.push(VpdField { index, value: field.text() }),
        }
    }
    Ok(fields)
}

fn write_fields(name: &str, fields: &[VpdField], w: &mut Writer) {
    for field in fields {
        w.element_text(name, true, |w| w.attr_display("index", field.index), |out| out.escaped(&field.value));
    }
}
