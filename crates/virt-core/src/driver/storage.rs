//! Storage pools and volumes. Sizes in bytes.

use super::{PoolInfo, VolInfo};
use crate::{Connect, EventHub, Result, StoragePool, StorageVol, Stream, Uuid};

/// What a storage driver does.
pub trait StorageDriver: Send + Sync {
    /// Where the driver's events come from; `None` when it has none.
    fn event_hub(&self) -> Option<&EventHub> {
        None
    }

    driver_methods! {
        fn connect_get_storage_pool_capabilities(&self, conn: &Connect, flags: u32) -> Result<String>;
        fn connect_find_storage_pool_sources(&self, conn: &Connect, kind: &str, spec: Option<&str>, flags: u32) -> Result<String>;
        fn connect_list_all_storage_pools(&self, conn: &Connect, flags: u32) -> Result<Vec<StoragePool>>;
        fn storage_pool_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<StoragePool>;
        fn storage_pool_lookup_by_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<StoragePool>;
        fn storage_pool_lookup_by_volume(&self, vol: &StorageVol) -> Result<StoragePool>;
        fn storage_pool_lookup_by_target_path(&self, conn: &Connect, path: &str) -> Result<StoragePool>;
        fn storage_pool_create_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<StoragePool>;
        fn storage_pool_define_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<StoragePool>;
        fn storage_pool_build(&self, pool: &StoragePool, flags: u32) -> Result<()>;
        fn storage_pool_undefine(&self, pool: &StoragePool) -> Result<()>;
        fn storage_pool_create(&self, pool: &StoragePool, flags: u32) -> Result<()>;
        fn storage_pool_destroy(&self, pool: &StoragePool) -> Result<()>;
        fn storage_pool_delete(&self, pool: &StoragePool, flags: u32) -> Result<()>;
        fn storage_pool_refresh(&self, pool: &StoragePool, flags: u32) -> Result<()>;
        fn storage_pool_get_info(&self, pool: &StoragePool) -> Result<PoolInfo>;
        fn storage_pool_get_xml_desc(&self, pool: &StoragePool, flags: u32) -> Result<String>;
        fn storage_pool_get_autostart(&self, pool: &StoragePool) -> Result<bool>;
        fn storage_pool_set_autostart(&self, pool: &StoragePool, on: bool) -> Result<()>;
        fn storage_pool_is_active(&self, pool: &StoragePool) -> Result<bool>;
        fn storage_pool_is_persistent(&self, pool: &StoragePool) -> Result<bool>;
        fn storage_pool_list_all_volumes(&self, pool: &StoragePool, flags: u32) -> Result<Vec<StorageVol>>;
        fn storage_pool_num_of_volumes(&self, pool: &StoragePool) -> Result<usize>;
        fn storage_pool_list_volumes(&self, pool: &StoragePool) -> Result<Vec<String>>;
        fn storage_vol_lookup_by_name(&self, pool: &StoragePool, name: &str) -> Result<StorageVol>;
        fn storage_vol_lookup_by_key(&self, conn: &Connect, key: &str) -> Result<StorageVol>;
        fn storage_vol_lookup_by_path(&self, conn: &Connect, path: &str) -> Result<StorageVol>;
        fn storage_vol_create_xml(&self, pool: &StoragePool, xml: &str, flags: u32) -> Result<StorageVol>;
        fn storage_vol_create_xml_from(&self, pool: &StoragePool, xml: &str, from: &StorageVol, flags: u32) -> Result<StorageVol>;
        fn storage_vol_download(&self, vol: &StorageVol, stream: &Stream, offset: u64, length: u64, flags: u32) -> Result<()>;
        fn storage_vol_upload(&self, vol: &StorageVol, stream: &Stream, offset: u64, length: u64, flags: u32) -> Result<()>;
        fn storage_vol_delete(&self, vol: &StorageVol, flags: u32) -> Result<()>;
        fn storage_vol_wipe_pattern(&self, vol: &StorageVol, algorithm: u32, flags: u32) -> Result<()>;
        fn storage_vol_get_info(&self, vol: &StorageVol) -> Result<VolInfo>;
        fn storage_vol_get_info_flags(&self, vol: &StorageVol, flags: u32) -> Result<VolInfo>;
        fn storage_vol_get_xml_desc(&self, vol: &StorageVol, flags: u32) -> Result<String>;
        fn storage_vol_get_path(&self, vol: &StorageVol) -> Result<String>;
        fn storage_vol_resize(&self, vol: &StorageVol, capacity: u64, flags: u32) -> Result<()>;
    }
}
