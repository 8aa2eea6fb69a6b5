//! Devices of the host.

use crate::{Connect, EventHub, NodeDevice, Result};

/// What a node device driver does.
pub trait NodeDeviceDriver: Send + Sync {
    /// Where the driver's events come from; `None` when it has none.
    fn event_hub(&self) -> Option<&EventHub> {
        None
    }

    driver_methods! {
        fn connect_list_all_node_devices(&self, conn: &Connect, flags: u32) -> Result<Vec<NodeDevice>>;
        /// Names of the devices, or of those with a capability.
        fn node_list_devices(&self, conn: &Connect, cap: Option<&str>, flags: u32) -> Result<Vec<String>>;
        fn node_device_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<NodeDevice>;
        fn node_device_lookup_scsi_host_by_wwn(&self, conn: &Connect, wwnn: &str, wwpn: &str, flags: u32) -> Result<NodeDevice>;
        fn node_device_get_xml_desc(&self, device: &NodeDevice, flags: u32) -> Result<String>;
        fn node_device_get_parent(&self, device: &NodeDevice) -> Result<Option<String>>;
        fn node_device_list_caps(&self, device: &NodeDevice) -> Result<Vec<String>>;
        fn node_device_create_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<NodeDevice>;
        fn node_device_define_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<NodeDevice>;
        fn node_device_create(&self, device: &NodeDevice, flags: u32) -> Result<()>;
        fn node_device_destroy(&self, device: &NodeDevice) -> Result<()>;
        fn node_device_undefine(&self, device: &NodeDevice, flags: u32) -> Result<()>;
        fn node_device_update(&self, device: &NodeDevice, xml: &str, flags: u32) -> Result<()>;
        fn node_device_detach_flags(&self, device: &NodeDevice, driver: Option<&str>, flags: u32) -> Result<()>;
        fn node_device_re_attach(&self, device: &NodeDevice) -> Result<()>;
        fn node_device_reset(&self, device: &NodeDevice) -> Result<()>;
        fn node_device_get_autostart(&self, device: &NodeDevice) -> Result<bool>;
        fn node_device_set_autostart(&self, device: &NodeDevice, on: bool) -> Result<()>;
        fn node_device_is_persistent(&self, device: &NodeDevice) -> Result<bool>;
        fn node_device_is_active(&self, device: &NodeDevice) -> Result<bool>;
    }
}
