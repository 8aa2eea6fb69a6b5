//! Network filters and their bindings.

use crate::{Connect, NWFilter, NWFilterBinding, Result, Uuid};

/// What a network filter driver does.
pub trait NWFilterDriver: Send + Sync {
    driver_methods! {
        fn connect_list_all_nwfilters(&self, conn: &Connect, flags: u32) -> Result<Vec<NWFilter>>;
        fn nwfilter_lookup_by_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<NWFilter>;
        fn nwfilter_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<NWFilter>;
        fn nwfilter_define_xml_flags(&self, conn: &Connect, xml: &str, flags: u32) -> Result<NWFilter>;
        fn nwfilter_undefine(&self, filter: &NWFilter) -> Result<()>;
        fn nwfilter_get_xml_desc(&self, filter: &NWFilter, flags: u32) -> Result<String>;
        fn connect_list_all_nwfilter_bindings(&self, conn: &Connect, flags: u32) -> Result<Vec<NWFilterBinding>>;
        fn nwfilter_binding_lookup_by_port_dev(&self, conn: &Connect, portdev: &str) -> Result<NWFilterBinding>;
        fn nwfilter_binding_create_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<NWFilterBinding>;
        fn nwfilter_binding_delete(&self, binding: &NWFilterBinding) -> Result<()>;
        fn nwfilter_binding_get_xml_desc(&self, binding: &NWFilterBinding, flags: u32) -> Result<String>;
    }
}
