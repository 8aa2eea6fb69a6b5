//! Virtual networks and their ports.

use super::DhcpLease;
use crate::{Connect, EventHub, Network, NetworkPort, Result, TypedParam, Uuid};

/// What a network driver does.
pub trait NetworkDriver: Send + Sync {
    /// Where the driver's events come from; `None` when it has none.
    fn event_hub(&self) -> Option<&EventHub> {
        None
    }

    driver_methods! {
        fn connect_list_all_networks(&self, conn: &Connect, flags: u32) -> Result<Vec<Network>>;
        fn network_lookup_by_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<Network>;
        fn network_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<Network>;
        fn network_create_xml_flags(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Network>;
        fn network_define_xml_flags(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Network>;
        fn network_undefine(&self, network: &Network) -> Result<()>;
        fn network_create(&self, network: &Network) -> Result<()>;
        fn network_destroy(&self, network: &Network) -> Result<()>;
        fn network_update(&self, network: &Network, command: u32, section: u32, index: i32, xml: &str, flags: u32) -> Result<()>;
        fn network_get_xml_desc(&self, network: &Network, flags: u32) -> Result<String>;
        fn network_get_bridge_name(&self, network: &Network) -> Result<String>;
        fn network_get_autostart(&self, network: &Network) -> Result<bool>;
        fn network_set_autostart(&self, network: &Network, on: bool) -> Result<()>;
        fn network_is_active(&self, network: &Network) -> Result<bool>;
        fn network_is_persistent(&self, network: &Network) -> Result<bool>;
        fn network_get_dhcp_leases(&self, network: &Network, mac: Option<&str>, flags: u32) -> Result<Vec<DhcpLease>>;
        fn network_get_metadata(&self, network: &Network, kind: i32, uri: Option<&str>, flags: u32) -> Result<String>;
        fn network_set_metadata(
            &self, network: &Network, kind: i32, metadata: Option<&str>, key: Option<&str>, uri: Option<&str>, flags: u32,
        ) -> Result<()>;
        fn network_port_lookup_by_uuid(&self, network: &Network, uuid: Uuid) -> Result<NetworkPort>;
        fn network_port_create_xml(&self, network: &Network, xml: &str, flags: u32) -> Result<NetworkPort>;
        fn network_list_all_ports(&self, network: &Network, flags: u32) -> Result<Vec<NetworkPort>>;
        fn network_port_get_xml_desc(&self, port: &NetworkPort, flags: u32) -> Result<String>;
        fn network_port_get_parameters(&self, port: &NetworkPort, flags: u32) -> Result<Vec<TypedParam>>;
        fn network_port_set_parameters(&self, port: &NetworkPort, params: &[TypedParam], flags: u32) -> Result<()>;
        fn network_port_delete(&self, port: &NetworkPort, flags: u32) -> Result<()>;
    }
}
