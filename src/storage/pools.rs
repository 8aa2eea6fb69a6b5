//! Storage pools: finding, defining, building, starting.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Result, StoragePool, StorageVol};
use virt_entry::entry;

use crate::ffi::{InUuid, IntoC, Out, OutList, OutNames};
use crate::types::virStoragePoolInfo;

const FROM: i32 = VIR_FROM_STORAGE;

/// Describes, as XML, which kinds of storage pools there can be.
///
/// - `conn`: a connection
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "5.2.0")]
fn virConnectGetStoragePoolCapabilities(conn: &Connect, flags: c_uint) -> Result<String> {
    conn.storage_driver().connect_get_storage_pool_capabilities(conn, flags)
}

/// Lists storage pools in one step.
///
/// - `conn`: a connection
/// - `pools`: where to put an array of pools, whose last element is NULL; NULL to only count
/// - `flags`: bitwise-OR of virConnectListAllStoragePoolsFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.10.2")]
fn virConnectListAllStoragePools(
    conn: &Connect,
    mut pools: OutList<'_, StoragePool>,
    flags: c_uint,
) -> Result<c_int> {
    pools.set(conn.storage_driver().connect_list_all_storage_pools(conn, flags)?)
}

/// Counts the storage pools that are active.
///
/// - `conn`: a connection
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.4.1")]
fn virConnectNumOfStoragePools(conn: &Connect) -> Result<c_int> {
    let flags = VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE;
    Ok(conn.storage_driver().connect_list_all_storage_pools(conn, flags)?.len() as c_int)
}

/// Lists the names of the storage pools that are active.
///
/// - `conn`: a connection
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.4.1", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virConnectListStoragePools(conn: &Connect, mut names: OutNames<'_>, maxnames: c_int) -> Result<c_int> {
    let flags = VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE;
    let pools = conn.storage_driver().connect_list_all_storage_pools(conn, flags)?;
    Ok(names.fill(maxnames, pools.iter().map(StoragePool::name)))
}

/// Counts the storage pools that are defined and not active.
///
/// - `conn`: a connection
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.4.1")]
fn virConnectNumOfDefinedStoragePools(conn: &Connect) -> Result<c_int> {
    let flags = VIR_CONNECT_LIST_STORAGE_POOLS_INACTIVE;
    Ok(conn.storage_driver().connect_list_all_storage_pools(conn, flags)?.len() as c_int)
}

/// Lists the names of the storage pools that are defined and not active.
///
/// - `conn`: a connection
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.4.1", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virConnectListDefinedStoragePools(
    conn: &Connect,
    mut names: OutNames<'_>,
    maxnames: c_int,
) -> Result<c_int> {
    let flags = VIR_CONNECT_LIST_STORAGE_POOLS_INACTIVE;
    let pools = conn.storage_driver().connect_list_all_storage_pools(conn, flags)?;
    Ok(names.fill(maxnames, pools.iter().map(StoragePool::name)))
}

/// Looks for storage that pools of a kind could be made of.
///
/// - `conn`: a connection
/// - `type`: the kind of pool
/// - `srcSpec`: where to look, as XML, or NULL
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.4.5", check(nonnull(r#type), write))]
fn virConnectFindStoragePoolSources(
    conn: &Connect,
    r#type: &str,
    srcSpec: Option<&str>,
    flags: c_uint,
) -> Result<String> {
    conn.storage_driver().connect_find_storage_pool_sources(conn, r#type, srcSpec, flags)
}

/// Finds a storage pool by its name.
///
/// - `conn`: a connection
/// - `name`: the name
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.4.1", check(nonnull(name)))]
fn virStoragePoolLookupByName(conn: &Connect, name: &str) -> Result<StoragePool> {
    conn.storage_driver().storage_pool_lookup_by_name(conn, name)
}

/// Finds a storage pool by its UUID.
///
/// - `conn`: a connection
/// - `uuid`: the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.4.1", check(nonnull(uuid)))]
fn virStoragePoolLookupByUUID(conn: &Connect, uuid: InUuid<'_>) -> Result<StoragePool> {
    conn.storage_driver().storage_pool_lookup_by_uuid(conn, uuid.uuid)
}

/// Finds a storage pool by its UUID, given as text.
///
/// - `conn`: a connection
/// - `uuidstr`: the UUID as text
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.4.1", check(nonnull(uuidstr), uuid(uuidstr)), header_args(uuidstr = "uuid"))]
fn virStoragePoolLookupByUUIDString(conn: &Connect, uuidstr: &str) -> Result<StoragePool> {
    conn.storage_driver()
        .storage_pool_lookup_by_uuid(conn, virt_core::parse_uuid(uuidstr).unwrap_or_default())
}

/// Finds the storage pool that a volume is in.
///
/// - `vol`: a storage volume
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.4.1")]
fn virStoragePoolLookupByVolume(vol: &StorageVol) -> Result<StoragePool> {
    vol.driver().storage_pool_lookup_by_volume(vol)
}

/// Finds the storage pool whose volumes are at a path.
///
/// - `conn`: a connection
/// - `path`: the path
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "4.1.0", check(nonnull(path)))]
fn virStoragePoolLookupByTargetPath(conn: &Connect, path: &str) -> Result<StoragePool> {
    conn.storage_driver().storage_pool_lookup_by_target_path(conn, path)
}

/// Starts a storage pool from a description. It is transient: it is gone when it stops.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virStoragePoolCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.4.1", check(nonnull(xmlDesc), write))]
fn virStoragePoolCreateXML(conn: &Connect, xmlDesc: &str, flags: c_uint) -> Result<StoragePool> {
    conn.storage_driver().storage_pool_create_xml(conn, xmlDesc, flags)
}

/// Defines a storage pool, or replaces the definition of the one that has the same name and UUID.
///
/// - `conn`: a connection
/// - `xml`: the description, as XML
/// - `flags`: bitwise-OR of virStoragePoolDefineFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.4.1", check(write, nonnull(xml)), header_args(xml = "xmlDesc"))]
fn virStoragePoolDefineXML(conn: &Connect, xml: &str, flags: c_uint) -> Result<StoragePool> {
    conn.storage_driver().storage_pool_define_xml(conn, xml, flags)
}

/// Makes what a storage pool lies on: a directory, a file system, a partition table.
///
/// - `pool`: a storage pool
/// - `flags`: bitwise-OR of virStoragePoolBuildFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(write))]
fn virStoragePoolBuild(pool: &StoragePool, flags: c_uint) -> Result<()> {
    pool.driver().storage_pool_build(pool, flags)
}

/// Takes back the definition of a storage pool that is not active.
///
/// - `pool`: a storage pool
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(write))]
fn virStoragePoolUndefine(pool: &StoragePool) -> Result<()> {
    pool.driver().storage_pool_undefine(pool)
}

/// Starts a defined storage pool.
///
/// - `pool`: a storage pool
/// - `flags`: bitwise-OR of virStoragePoolCreateFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(write))]
fn virStoragePoolCreate(pool: &StoragePool, flags: c_uint) -> Result<()> {
    pool.driver().storage_pool_create(pool, flags)
}

/// Stops a storage pool. What is in it stays; a transient pool is gone then. Frees no handle.
///
/// - `pool`: a storage pool
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(write))]
fn virStoragePoolDestroy(pool: &StoragePool) -> Result<()> {
    pool.driver().storage_pool_destroy(pool)
}

/// Deletes what a storage pool lies on. What was in it is lost.
///
/// - `pool`: a storage pool
/// - `flags`: bitwise-OR of virStoragePoolDeleteFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(write))]
fn virStoragePoolDelete(pool: &StoragePool, flags: c_uint) -> Result<()> {
    pool.driver().storage_pool_delete(pool, flags)
}

/// Looks again what is in a storage pool.
///
/// - `pool`: a storage pool
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(write))]
fn virStoragePoolRefresh(pool: &StoragePool, flags: c_uint) -> Result<()> {
    pool.driver().storage_pool_refresh(pool, flags)
}

/// Gives state and sizes of a storage pool.
///
/// - `pool`: a storage pool
/// - `info`: where to put the information
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(nonnull(info)), header_args(pool = "vol"))]
fn virStoragePoolGetInfo(pool: &StoragePool, mut info: Out<'_, virStoragePoolInfo>) -> Result<()> {
    info.set(pool.driver().storage_pool_get_info(pool)?.into_c());
    Ok(())
}

/// Gives the description of a storage pool.
///
/// - `pool`: a storage pool
/// - `flags`: bitwise-OR of virStorageXMLFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.4.1")]
fn virStoragePoolGetXMLDesc(pool: &StoragePool, flags: c_uint) -> Result<String> {
    pool.driver().storage_pool_get_xml_desc(pool, flags)
}

/// Tells whether a storage pool starts with the host.
///
/// - `pool`: a storage pool
/// - `autostart`: where to put 0 or 1
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(nonnull(autostart)))]
fn virStoragePoolGetAutostart(pool: &StoragePool, mut autostart: Out<'_, c_int>) -> Result<()> {
    autostart.set(pool.driver().storage_pool_get_autostart(pool)?.into());
    Ok(())
}

/// Says whether a storage pool starts with the host.
///
/// - `pool`: a storage pool
/// - `autostart`: whether it starts with the host: 0 or 1
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(write))]
fn virStoragePoolSetAutostart(pool: &StoragePool, autostart: c_int) -> Result<()> {
    pool.driver().storage_pool_set_autostart(pool, autostart != 0)
}

/// Tells whether a storage pool is active.
///
/// - `pool`: a storage pool
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.7.3")]
fn virStoragePoolIsActive(pool: &StoragePool) -> Result<bool> {
    pool.driver().storage_pool_is_active(pool)
}

/// Tells whether a storage pool is defined, that is, stays known when it stops.
///
/// - `pool`: a storage pool
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.7.3")]
fn virStoragePoolIsPersistent(pool: &StoragePool) -> Result<bool> {
    pool.driver().storage_pool_is_persistent(pool)
}
