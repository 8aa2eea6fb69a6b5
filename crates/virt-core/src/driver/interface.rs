//! Host network interfaces.

use crate::{Connect, Interface, Result};

/// What an interface driver does.
pub trait InterfaceDriver: Send + Sync {
    driver_methods! {
        fn connect_list_all_interfaces(&self, conn: &Connect, flags: u32) -> Result<Vec<Interface>>;
        fn interface_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<Interface>;
        fn interface_lookup_by_mac_string(&self, conn: &Connect, mac: &str) -> Result<Interface>;
        fn interface_get_xml_desc(&self, interface: &Interface, flags: u32) -> Result<String>;
        fn interface_define_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Interface>;
        fn interface_undefine(&self, interface: &Interface) -> Result<()>;
        fn interface_create(&self, interface: &Interface, flags: u32) -> Result<()>;
        fn interface_destroy(&self, interface: &Interface, flags: u32) -> Result<()>;
        fn interface_is_active(&self, interface: &Interface) -> Result<bool>;
        fn interface_change_begin(&self, conn: &Connect, flags: u32) -> Result<()>;
        fn interface_change_commit(&self, conn: &Connect, flags: u32) -> Result<()>;
        fn interface_change_rollback(&self, conn: &Connect, flags: u32) -> Result<()>;
    }
}
