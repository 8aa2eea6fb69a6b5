//! `<networkport>`: a guest's place on a network.

use virt_core::consts::*;
use virt_core::{Result, Uuid, parse_uuid};
use virt_xml::{Code, Element, MacAddr, Node, Plain, Value, Writer};

use super::{MacTableManager, read_port_options, write_port_options};
use crate::common::bandwidth::{Allow, Bandwidth};
use crate::common::document::{self, Kind};
use crate::common::pci::{PciAddress, PciDriver};
use crate::common::virtualport::{Demand, VirtualPort};
use crate::common::vlan::Vlan;

/// A port of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkPortDef {
    pub uuid: Uuid,
    pub owner_name: String,
    pub owner_uuid: Uuid,
    /// Port group of the network.
    pub group: Option<String>,
    pub mac: MacAddr,
    pub virtual_port: Option<VirtualPort>,
    pub bandwidth: Option<Bandwidth>,
    pub vlan: Option<Vlan>,
    pub isolated_port: Option<bool>,
    pub trust_guest_rx_filters: Option<bool>,
    pub plug: Option<Plug>,
}

/// `<plug>`: what the guest's card is plugged into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plug {
    /// A bridge that libvirt made.
    Network(BridgePlug),
    /// A bridge of the host.
    Bridge(BridgePlug),
    /// A device of the host, shared.
    Direct { dev: String, mode: DirectMode },
    /// A PCI device, handed over.
    HostdevPci { managed: Option<bool>, driver: Option<PciDriver>, address: PciAddress },
}

/// A bridge to plug into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BridgePlug {
    pub bridge: String,
    pub mac_table_manager: Option<MacTableManager>,
}

/// How a device is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum DirectMode {
    Vepa,
    Private,
    Bridge,
    Passthrough,
}

const DOCUMENT: Kind =
    Kind { root: "networkport", label: "(networkport_definition)", origin: VIR_FROM_NETWORK };

impl NetworkPortDef {
    /// Reads the document; `flags` are `VIR_NETWORK_PORT_CREATE_*`.
    pub fn parse(xml: &str, flags: u32) -> Result<Self> {
        document::parse(xml, &DOCUMENT, flags & VIR_NETWORK_PORT_CREATE_VALIDATE != 0, Self::read)
    }

    /// The document.
    pub fn to_xml(&self) -> String {
        document::format(|w| self.write("networkport", true, w))
    }
}

impl Element for NetworkPortDef {
    fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        let fail = |text: String| node.error(Code::Internal, text);
        let need = |value: Option<String>, what: &str| {
            value.ok_or_else(|| fail(format!("network port has no {what}")))
        };
        let uuid_of =
            |text: String| parse_uuid(&text).ok_or_else(|| fail(format!("Unable to parse UUID '{text}'")));
        let owner = node.child("owner");
        let of_owner = |name: &str| owner.and_then(|o| o.child_text(name));
        let uuid = uuid_of(need(node.child_text("uuid"), "uuid")?)?;
        let owner_name = need(of_owner("name"), "owner name")?;
        let owner_uuid = uuid_of(need(of_owner("uuid"), "owner UUID")?)?;
        let virtual_port =
            node.child("virtualport").map(|n| VirtualPort::read_in(n, Demand::default())).transpose()?;
        let mac = match node.child("mac") {
            Some(mac) => mac.required::<Plain, MacAddr>("address", Some(Code::Internal))?,
            None => return Err(fail("network port has no mac".into())),
        };
        let bandwidth = match node.child("bandwidth") {
            Some(n) => Bandwidth::read_in(n, Allow { class_id: true, floor: true })?,
            None => None,
        };
        let rx_filters = node.child("rxfilters");
        Ok(Self {
            uuid,
            owner_name,
            owner_uuid,
            group: node.child_text("group"),
            mac,
            virtual_port,
            bandwidth,
            vlan: node.child("vlan").map(Vlan::read).transpose()?,
            isolated_port: read_port_options(node)?,
            trust_guest_rx_filters: match rx_filters {
                Some(n) => n.value::<Plain, bool>("trustGuest", None)?,
                None => None,
            },
            plug: match node.child("plug") {
                Some(plug) => Plug::read(plug)?,
                None => None,
            },
        })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        w.text("uuid", &self.uuid.to_string());
        let owner = |w: &mut Writer| {
            w.text("name", &self.owner_name);
            w.text("uuid", &self.owner_uuid.to_string());
        };
        w.element("owner", true, |_| (), owner);
        if let Some(group) = &self.group {
            w.text("group", group);
        }
        w.element("mac", true, |w| w.attr_display("address", self.mac), |_| ());
        if let Some(port) = &self.virtual_port {
            port.write("virtualport", false, w);
        }
        if let Some(bandwidth) = &self.bandwidth {
            bandwidth.write("bandwidth", true, w);
        }
        if let Some(vlan) = &self.vlan {
            vlan.write("vlan", true, w);
        }
        write_port_options(self.isolated_port, w);
        if let Some(trust) = &self.trust_guest_rx_filters {
            w.element("rxfilters", true, |w| w.attr_value::<Plain, _>("trustGuest", trust), |_| ());
        }
        if let Some(plug) = &self.plug {
            plug.write(w);
        }
    }
}

impl Plug {
    fn read(node: Node<'_>) -> virt_xml::Result<Option<Self>> {
        let bridge = || -> virt_xml::Result<BridgePlug> {
            Ok(BridgePlug {
                bridge: node.required::<Plain, String>("bridge", Some(Code::Invalid))?,
                mac_table_manager: node.value::<Plain, _>("macTableManager", Some(Code::Invalid))?,
            })
        };
        Ok(Some(match node.attr("type") {
            None | Some("none") => return Ok(None),
            Some("network") => Self::Network(bridge()?),
            Some("bridge") => Self::Bridge(bridge()?),
            Some("direct") => Self::Direct {
                dev: node.required::<Plain, String>("dev", Some(Code::Invalid))?,
                mode: node.value::<Plain, _>("mode", Some(Code::Invalid))?.unwrap_or(DirectMode::Vepa),
            },
            Some("hostdev-pci") => Self::HostdevPci {
                managed: node.value::<Plain, bool>("managed", None)?,
                driver: node
                    .child("driver")
                    .map(PciDriver::read)
                    .transpose()?
                    .filter(|d| *d != PciDriver::default()),
                address: match node.child("address") {
                    Some(address) => PciAddress::read_plain(address)?,
                    None => return Err(node.missing_child("address", Some(Code::Invalid))),
                },
            },
            Some(other) => {
                let expected = "one of none, network, bridge, direct, hostdev-pci";
                return Err(node.bad_attr("type", other, expected, None));
            }
        }))
    }

    fn write(&self, w: &mut Writer) {
        let bridge = |kind: &str, plug: &BridgePlug, w: &mut Writer| {
            w.attr("type", kind);
            w.attr("bridge", &plug.bridge);
            if let Some(manager) = &plug.mac_table_manager {
                w.attr_value::<Plain, _>("macTableManager", manager);
            }
        };
        let attrs = |w: &mut Writer| match self {
            Self::Network(plug) => bridge("network", plug, w),
            Self::Bridge(plug) => bridge("bridge", plug, w),
            Self::Direct { dev, mode } => {
                w.attr("type", "direct");
                w.attr("dev", dev);
                w.attr_value::<Plain, _>("mode", mode);
            }
            Self::HostdevPci { managed, .. } => {
                w.attr("type", "hostdev-pci");
                if let Some(managed) = managed {
                    w.attr_value::<Plain, _>("managed", managed);
                }
            }
        };
        w.element("plug", true, attrs, |w| {
            if let Self::HostdevPci { driver, address, .. } = self {
                if let Some(driver) = driver {
                    driver.write("driver", false, w);
                }
                address.write_plain(w);
            }
        });
    }
}
