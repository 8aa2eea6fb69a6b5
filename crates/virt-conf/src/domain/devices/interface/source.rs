//! What an interface is connected to.

use crate::common::bandwidth::Bandwidth;
use crate::common::virtualport::VirtualPort;
use crate::common::vlan::Vlan;
use crate::domain::chardev::UnixSource;
use crate::domain::devices::hostdev::HostdevSource;
use crate::domain::words::prelude::*;

words! {
    /// How macvtap passes packets.
    pub MacvtapMode { Vepa, Private, Bridge, Passthrough }
    /// Who keeps the bridge's table of addresses.
    pub MacTableManager { Kernel, Libvirt }
}

/// The `type` and what depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InterfaceSource {
    /// NAT by the hypervisor itself.
    User,
    /// A tap device that scripts or the user connect.
    Ethernet,
    /// A virtual switch in another process.
    Vhostuser(UnixSource),
    Server(SocketSource),
    Client(SocketSource),
    Mcast(SocketSource),
    /// A network of ours.
    Network {
        network: String,
        portgroup: Option<String>,
        /// Runtime only: the port in the network.
        portid: Option<Uuid>,
        /// Runtime only: what the network provided.
        actual: Option<Box<ActualInterface>>,
    },
    Bridge {
        bridge: String,
    },
    /// A network inside the hypervisor.
    Internal {
        name: String,
    },
    /// macvtap on a device of the host.
    Direct {
        dev: String,
        mode: MacvtapMode,
    },
    /// A PCI (or USB) network device of the host.
    Hostdev {
        managed: bool,
        source: Box<HostdevSource>,
    },
    Udp(SocketSource),
    Vdpa {
        dev: String,
    },
    Null,
    /// VMware's distributed switch.
    Vds {
        switchid: Uuid,
        portid: i64,
        portgroupid: Option<String>,
        connectionid: i64,
    },
}

/// Address and port of a socket.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SocketSource {
    pub address: Option<String>,
    pub port: i32,
    /// UDP: our own end.
    pub local_address: Option<String>,
    pub local_port: i32,
}

/// `<actual>`: what an interface of a network got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActualInterface {
    pub source: ActualSource,
    pub trust_guest_rx_filters: Option<bool>,
    pub class_id: u32,
    pub vlan: Option<Vlan>,
    pub virtualport: Option<VirtualPort>,
    pub bandwidth: Option<Bandwidth>,
    pub isolated: Option<bool>,
}

/// The kinds of things that a network provides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActualSource {
    Bridge { bridge: Option<String>, mac_table_manager: Option<MacTableManager> },
    Network { bridge: Option<String>, mac_table_manager: Option<MacTableManager> },
    Direct { dev: Option<String>, mode: MacvtapMode },
    Hostdev { managed: bool, source: Box<HostdevSource> },
}

/// Names of the types, in upstream's order.
pub(super) const TYPES: &[&str] = &[
    "user",
    "ethernet",
    "vhostuser",
    "server",
    "client",
    "mcast",
    "network",
    "bridge",
    "internal",
    "direct",
    "hostdev",
    "udp",
    "vdpa",
    "null",
    "vds",
];

impl InterfaceSource {
    /// The `type` attribute.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Ethernet => "ethernet",
            Self::Vhostuser(_) => "vhostuser",
            Self::Server(_) => "server",
            Self::Client(_) => "client",
            Self::Mcast(_) => "mcast",
            Self::Network { .. } => "network",
            Self::Bridge { .. } => "bridge",
            Self::Internal { .. } => "internal",
            Self::Direct { .. } => "direct",
            Self::Hostdev { .. } => "hostdev",
            Self::Udp(_) => "udp",
            Self::Vdpa { .. } => "vdpa",
            Self::Null => "null",
            Self::Vds { .. } => "vds",
        }
    }

    /// What the network provided, if it is known.
    pub fn actual(&self) -> Option<&ActualInterface> {
        if let Self::Network { actual, .. } = self { actual.as_deref() } else { None }
    }

    /// The host device behind the interface, its own or the network's.
    pub fn hostdev(&self) -> Option<&HostdevSource> {
        match (self, self.actual().map(|a| &a.source)) {
            (Self::Hostdev { source, .. }, _) | (_, Some(ActualSource::Hostdev { source, .. })) => {
                Some(source)
            }
            _ => None,
        }
    }
}

impl ActualSource {
    /// The `type` attribute.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Bridge { .. } => "bridge",
            Self::Network { .. } => "network",
            Self::Direct { .. } => "direct",
            Self::Hostdev { .. } => "hostdev",
        }
    }
}
