//! `<sysinfo>`: SMBIOS strings and firmware configuration entries.

use super::words::prelude::*;

/// `<sysinfo>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sysinfo {
    Smbios(Box<Smbios>),
    FwCfg(Vec<FwCfg>),
}

/// SMBIOS tables. Processors and memory are only ever the host's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Smbios {
    pub bios: Option<SmbiosTable>,
    pub system: Option<SmbiosTable>,
    pub base_boards: Vec<SmbiosTable>,
    pub chassis: Option<SmbiosTable>,
    pub processors: Vec<SmbiosTable>,
    pub memory_devices: Vec<SmbiosTable>,
    pub oem_strings: Option<Vec<String>>,
}

/// Entries of a table by name, in the table's order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SmbiosTable(pub Vec<(&'static str, String)>);

impl SmbiosTable {
    /// The entry of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }

    fn read(node: Node<'_>, names: &[&'static str]) -> Option<Self> {
        let mut entries = Vec::new();
        for name in names {
            let entry = node.all("entry").find(|e| e.attr("name") == Some(name));
            if let Some(text) = entry.map(Node::text).filter(|t| !t.is_empty()) {
                entries.push((*name, text));
            }
        }
        (!entries.is_empty()).then_some(Self(entries))
    }

    fn write(&self, element: &str, w: &mut Writer) {
        let entries = |w: &mut Writer| {
            for (name, value) in &self.0 {
                w.element_text("entry", true, |w| w.attr("name", name), |out| out.escaped(value));
            }
        };
        w.element(element, true, |_| (), entries);
    }
}

/// `<entry name='opt/com.example/x' file='…'>value</entry>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FwCfg {
    pub name: String,
    pub value: Option<String>,
    pub file: Option<String>,
}

const BIOS: &[&str] = &["vendor", "version", "date", "release"];
const SYSTEM: &[&str] = &["manufacturer", "product", "version", "serial", "uuid", "sku", "family"];
const BASE_BOARD: &[&str] = &["manufacturer", "product", "version", "serial", "asset", "location"];
const CHASSIS: &[&str] = &["manufacturer", "version", "serial", "asset", "sku"];

fn is_date(text: &str) -> bool {
    let parts: Vec<Option<i64>> = text.split('/').map(|p| virt_xml::parse_signed(p, 10)).collect();
    match parts.as_slice() {
        [Some(month), Some(day), Some(year)] => {
            (1..=12).contains(month) && (1..=31).contains(day) && ((0..100).contains(year) || *year >= 1900)
        }
        _ => false,
    }
}

/// What a system's UUID has to agree with.
pub(crate) struct DomainUuids<'a> {
    pub(crate) uuid: &'a mut Uuid,
    pub(crate) generated: bool,
    pub(crate) hwuuid: Option<Uuid>,
}

impl Smbios {
    fn read(node: Node<'_>, domain: DomainUuids<'_>) -> Result<Self> {
        let table = |name: &str, names| node.child(name).and_then(|n| SmbiosTable::read(n, names));
        let bios = table("bios", BIOS);
        if bios.as_ref().and_then(|b| b.get("date")).is_some_and(|date| !is_date(date)) {
            return Err(node.error(Code::Detail, "Invalid BIOS 'date' format"));
        }
        let mut system = table("system", SYSTEM);
        if let Some((_, text)) = system.iter_mut().flat_map(|s| &mut s.0).find(|(name, _)| *name == "uuid") {
            let own = virt_core::parse_uuid(text)
                .ok_or_else(|| node.error(Code::Detail, "malformed <sysinfo> uuid element"))?;
            let (shown, element) = domain.hwuuid.map_or((*domain.uuid, "uuid"), |uuid| (uuid, "hwuuid"));
            if domain.generated {
                *domain.uuid = own;
            } else if own != shown {
                let text = format!("UUID mismatch between <{element}> and <sysinfo>");
                return Err(node.error(Code::Detail, text).beyond_schema());
            }
            *text = own.to_string();
        }
        Ok(Self {
            bios,
            system,
            base_boards: node.all("baseBoard").filter_map(|n| SmbiosTable::read(n, BASE_BOARD)).collect(),
            chassis: table("chassis", CHASSIS),
            oem_strings: node
                .child("oemStrings")
                .map(|n| n.all("entry").map(Node::text).collect::<Vec<_>>())
                .filter(|strings| !strings.is_empty()),
            ..Self::default()
        })
    }

    fn write(&self, w: &mut Writer) {
        let tables = [
            ("bios", self.bios.as_slice()),
            ("system", self.system.as_slice()),
            ("baseBoard", &self.base_boards),
            ("chassis", self.chassis.as_slice()),
            ("processor", &self.processors),
            ("memory_device", &self.memory_devices),
        ];
        for (name, tables) in tables {
            tables.iter().for_each(|t| t.write(name, w));
        }
        if let Some(strings) = &self.oem_strings {
            w.element("oemStrings", true, |_| (), |w| strings.iter().for_each(|s| w.text("entry", s)));
        }
    }
}

impl FwCfg {
    fn read(node: Node<'_>) -> Result<Self> {
        let name =
            node.attr("name").ok_or_else(|| node.invalid("Firmware entry is missing 'name' attribute"))?;
        let value = Some(node.text()).filter(|t| !t.is_empty());
        let file = node.attr("file").map(sanitize_path);
        if value.is_none() && file.is_none() {
            return Err(node.invalid("Firmware entry must have either value or 'file' attribute"));
        }
        Ok(Self { name: name.to_owned(), value, file })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("name", &self.name);
            if let Some(file) = &self.file {
                w.attr("file", file);
            }
        };
        w.element_text("entry", true, attrs, |out| out.escaped(self.value.as_deref().unwrap_or_default()));
    }
}

impl Sysinfo {
    /// Reads the element. A system's UUID is the domain's: it has to agree, or stands for a made-up one.
    pub(crate) fn read(node: Node<'_>, domain: DomainUuids<'_>) -> Result<Self> {
        match node.attr("type").ok_or_else(|| node.missing_attr("type", None))? {
            "smbios" => Ok(Self::Smbios(Box::new(Smbios::read(node, domain)?))),
            "fwcfg" => Ok(Self::FwCfg(node.all("entry").map(FwCfg::read).collect::<Result<_>>()?)),
            other => Err(node.bad_attr("type", other, "one of smbios, fwcfg", None)),
        }
    }

    /// Writes the element.
    pub(crate) fn write(&self, w: &mut Writer) {
        match self {
            Self::Smbios(smbios) => {
                w.element("sysinfo", true, |w| w.attr("type", "smbios"), |w| smbios.write(w));
            }
            Self::FwCfg(entries) => {
                let list = |w: &mut Writer| entries.iter().for_each(|e| e.write(w));
                w.element("sysinfo", true, |w| w.attr("type", "fwcfg"), list);
            }
        }
    }
}
