//! `<adapter>`: the SCSI adapter whose disks make up a pool.

use virt_core::consts::VIR_FROM_NONE;
use virt_xml::{Code, Node, Plain, Result, Writer};

use crate::common::pci::PciAddress;

/// An adapter of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adapter {
    ScsiHost { name: Option<String>, parent: Option<ParentAddress> },
    FcHost(FcHostAdapter),
}

/// `<parentaddr>`: an adapter named by its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParentAddress {
    pub unique_id: i32,
    pub address: PciAddress,
}

/// An adapter on a fibre channel fabric, named by world-wide names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FcHostAdapter {
    pub parent: Option<String>,
    pub parent_wwnn: Option<String>,
    pub parent_wwpn: Option<String>,
    pub parent_fabric_wwn: Option<String>,
    /// Whether it goes when the pool is stopped.
    pub managed: Option<bool>,
    pub wwnn: Option<String>,
    pub wwpn: Option<String>,
}

impl Adapter {
    /// Reads the element; none when it does not name an adapter.
    pub fn read(node: Node<'_>) -> Result<Option<Self>> {
        let text = |name: &str| node.attr(name).map(str::to_owned);
        match node.attr("type") {
            None => {
                for name in ["wwnn", "wwpn", "parent"] {
                    if node.attr(name).is_some() {
                        return Err(node.invalid(
                            "Use of 'wwnn', 'wwpn', and 'parent' attributes requires use of the adapter 'type'",
                        ));
                    }
                }
                if node.child("parentaddr").is_some() {
                    return Err(
                        node.invalid("Use of 'parentaddr' element requires use of the adapter 'type'")
                    );
                }
                Ok(text("name").map(|name| Self::ScsiHost { name: Some(name), parent: None }))
            }
            Some("scsi_host") => {
                let parent = node.child("parentaddr").map(ParentAddress::read).transpose()?;
                Ok(Some(Self::ScsiHost { name: text("name"), parent }))
            }
            Some("fc_host") => Ok(Some(Self::FcHost(FcHostAdapter {
                parent: text("parent"),
                parent_wwnn: text("parent_wwnn"),
                parent_wwpn: text("parent_wwpn"),
                parent_fabric_wwn: text("parent_fabric_wwn"),
                managed: node.value::<Plain, bool>("managed", None)?,
                wwnn: text("wwnn"),
                wwpn: text("wwpn"),
            }))),
            Some(other) => Err(node.bad_attr("type", other, "one of scsi_host, fc_host", None)),
        }
    }

    /// Whether the adapter is named in a way that can be.
    pub fn check(&self, node: Node<'_>) -> Result<()> {
        let no = |text: &str| Err(node.invalid(text));
        match self {
            Self::ScsiHost { name: None, parent: None } => {
                no("Either 'name' or 'parent' must be specified for the 'scsi_host' adapter")
            }
            Self::ScsiHost { name: Some(_), parent: Some(_) } => {
                no("Both 'name' and 'parent' cannot be specified for the 'scsi_host' adapter")
            }
            Self::ScsiHost { .. } => Ok(()),
            Self::FcHost(fc) => {
                if fc.wwnn.is_none() || fc.wwpn.is_none() {
                    return no("'wwnn' and 'wwpn' must be specified for adapter type 'fchost'");
                }
                if fc.parent_wwnn.is_some() != fc.parent_wwpn.is_some() {
                    return no("parent_wwnn and parent_wwpn have to be provided together");
                }
                let names = [&fc.wwnn, &fc.wwpn, &fc.parent_wwnn, &fc.parent_wwpn, &fc.parent_fabric_wwn];
                match names.into_iter().flatten().find(|name| !is_wwn(name)) {
                    Some(wrong) => Err(node
                        .under(VIR_FROM_NONE)
                        .error(Code::Internal, format!("Malformed wwn: {wrong}"))),
                    None => Ok(()),
                }
            }
        }
    }

    /// Writes `<adapter>`.
    pub fn write(&self, w: &mut Writer) {
        match self {
            Self::FcHost(fc) => {
                let attrs = |w: &mut Writer| {
                    w.attr("type", "fc_host");
                    for (name, value) in [
                        ("parent", &fc.parent),
                        ("parent_wwnn", &fc.parent_wwnn),
                        ("parent_wwpn", &fc.parent_wwpn),
                        ("parent_fabric_wwn", &fc.parent_fabric_wwn),
                    ] {
                        if let Some(value) = value {
                            w.attr(name, value);
                        }
                    }
                    if let Some(managed) = &fc.managed {
                        w.attr_value::<Plain, _>("managed", managed);
                    }
                    w.attr("wwnn", fc.wwnn.as_deref().unwrap_or_default());
                    w.attr("wwpn", fc.wwpn.as_deref().unwrap_or_default());
                };
                w.element("adapter", true, attrs, |_| ());
            }
            Self::ScsiHost { name, parent } => {
                let attrs = |w: &mut Writer| {
                    w.attr("type", "scsi_host");
                    if let Some(name) = name {
                        w.attr("name", name);
                    }
                };
                w.element("adapter", true, attrs, |w| {
                    if let Some(parent) = parent {
                        let attrs = |w: &mut Writer| w.attr_display("unique_id", parent.unique_id);
                        w.element("parentaddr", true, attrs, |w| parent.address.write_plain(w));
                    }
                });
            }
        }
    }
}

impl ParentAddress {
    fn read(node: Node<'_>) -> Result<Self> {
        let address = node.child("address");
        let address = address.ok_or_else(|| node.missing_child("address", Some(Code::Invalid)))?;
        let address = PciAddress::read_plain(address)?;
        let unique_id = node.required::<Plain, i32>("unique_id", Some(Code::Invalid))?;
        if unique_id < 0 {
            let text = unique_id.to_string();
            return Err(node.bad_attr("unique_id", &text, "a non-negative number", Some(Code::Invalid)));
        }
        Ok(Self { unique_id, address })
    }
}

fn is_wwn(text: &str) -> bool {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit())
}
