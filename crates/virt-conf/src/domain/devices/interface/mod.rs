//! `<interface>`: a network card of the guest.
//!
//! [`source`] is what it is connected to; [`driver`] how it is driven; [`ip`] addresses set on it;
//! [`read`] and [`write`] put the element together.

mod driver;
mod ip;
mod read;
mod source;
mod write;

pub use driver::{
    GuestOffloads, HostOffloads, NetBackend, NetBackendType, NetDriver, NetDriverName, NetModel, TxMode,
};
pub use ip::{GuestIp, IpInfo, PortForward, PortForwardRange, PortProto};
pub use source::{
    ActualInterface, ActualSource, InterfaceSource, MacTableManager, MacvtapMode, SocketSource,
};

use crate::common::bandwidth::Bandwidth;
use crate::common::virtualport::VirtualPort;
use crate::common::vlan::Vlan;
use crate::domain::info::DeviceInfo;
use crate::domain::words::prelude::*;
use crate::nwfilter::params::Params;

words! {
    /// Whether the cable is plugged in.
    pub LinkState { Up, Down }
    /// Role in a pair of teamed interfaces.
    pub TeamingType { Persistent, Transient }
    /// Where a MAC address came from.
    pub MacType { Generated, Static }
}

/// `<interface>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interface {
    pub source: InterfaceSource,
    pub trust_guest_rx_filters: Option<bool>,
    pub mac: Mac,
    /// Addresses of the host's end.
    pub host_ip: IpInfo,
    /// The host's interface that passt uses.
    pub source_dev: Option<String>,
    pub vlan: Option<Vlan>,
    pub virtualport: Option<Box<VirtualPort>>,
    pub bandwidth: Option<Box<Bandwidth>>,
    /// `<port isolated='…'/>`.
    pub isolated: Option<bool>,
    /// Addresses inside the guest.
    pub guest_ip: IpInfo,
    pub port_forwards: Vec<PortForward>,
    pub script: Option<String>,
    pub downscript: Option<String>,
    pub backend_domain: Option<String>,
    /// `<target>`: name of the host's device.
    pub target: InterfaceTarget,
    /// `<guest>`: name in the guest.
    pub guest: InterfaceGuest,
    pub model: Option<NetModel>,
    pub driver: NetDriver,
    pub backend: NetBackend,
    pub filter: Option<Box<FilterRef>>,
    /// Send buffer of the tap device.
    pub sndbuf: Option<u64>,
    pub teaming: Option<Box<Teaming>>,
    pub link: Option<LinkState>,
    pub mtu: u32,
    /// Frames that are received before an interrupt; 0 when not given.
    pub rx_max_coalesced_frames: u32,
    pub info: DeviceInfo,
    /// State files: what the driver keeps about it.
    pub private_data: Option<Foreign>,
}

/// `<mac>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mac {
    pub address: MacAddr,
    pub kind: Option<MacType>,
    pub check: Option<bool>,
    /// Runtime only: the address was made up.
    pub generated: bool,
    /// Runtime only: what the guest changed it to.
    pub current: Option<MacAddr>,
}

/// `<target>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InterfaceTarget {
    pub dev: Option<String>,
    pub managed: Option<bool>,
}

/// `<guest>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct InterfaceGuest {
    #[xml(attr)]
    pub dev: Option<String>,
    #[xml(attr)]
    pub actual: Option<String>,
}

/// `<filterref>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilterRef {
    pub filter: String,
    pub params: Params,
}

/// `<teaming type='transient' persistent='ua-backup0'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct Teaming {
    #[xml(attr = "type", default, always)]
    pub kind: TeamingType,
    #[xml(attr)]
    pub persistent: Option<String>,
}

impl Teaming {
    /// Reads the element below a device.
    pub(crate) fn read_below(node: Node<'_>) -> Result<Option<Self>> {
        let Some(teaming) = node.child("teaming") else { return Ok(None) };
        let text = |name| teaming.attr(name).filter(|t| !t.is_empty());
        let (kind, persistent) = (text("type"), text("persistent").map(str::to_owned));
        match kind {
            None if persistent.is_none() => Ok(None),
            _ => {
                let shown = kind.unwrap_or("(null)");
                let kind = TeamingType::from_word(shown)
                    .ok_or_else(|| teaming.unsupported(format!("unknown teaming type '{shown}'")))?;
                Ok(Some(Self { kind, persistent }))
            }
        }
    }
}

/// Names that the host's devices are given automatically.
const GENERATED_PREFIXES: &[&str] = &["vnet", "macvtap", "macvlan"];

/// Whether the name of a host's device is one that is made up at start.
pub fn is_generated_name(name: &str) -> bool {
    GENERATED_PREFIXES.iter().any(|p| name.starts_with(p))
}

impl Interface {
    /// An interface of a source, with a MAC address.
    pub fn new(source: InterfaceSource, address: MacAddr) -> Self {
        Self {
            source,
            trust_guest_rx_filters: None,
            mac: Mac { address, kind: None, check: None, generated: false, current: None },
            host_ip: IpInfo::default(),
            source_dev: None,
            vlan: None,
            virtualport: None,
            bandwidth: None,
            isolated: None,
            guest_ip: IpInfo::default(),
            port_forwards: Vec::new(),
            script: None,
            downscript: None,
            backend_domain: None,
            target: InterfaceTarget::default(),
            guest: InterfaceGuest::default(),
            model: None,
            driver: NetDriver::default(),
            backend: NetBackend::default(),
            filter: None,
            sndbuf: None,
            teaming: None,
            link: None,
            mtu: 0,
            rx_max_coalesced_frames: 0,
            info: DeviceInfo::default(),
            private_data: None,
        }
    }

    /// The `type` attribute.
    pub fn type_name(&self) -> &'static str {
        self.source.type_name()
    }

    /// Whether the card is a virtio one.
    pub fn is_virtio(&self) -> bool {
        self.model.as_ref().is_some_and(NetModel::is_virtio)
    }
}
