//! Volumes of storage pools.

use std::ffi::{CStr, c_int, c_uint, c_ulonglong};

use virt_core::consts::*;
use virt_core::{Connect, Result, StoragePool, StorageVol};
use virt_entry::entry;

use crate::domain::volume_stream;
use crate::ffi::{Borrowed, IntoC, Out, OutList, OutNames};
use crate::handle::Handle;
use crate::stream::StreamObject as Stream;
use crate::types::virStorageVolInfo;

const FROM: i32 = VIR_FROM_STORAGE;

/// Gives the connection a volume belongs to. The reference is the volume's: don't close it on that account.
///
/// - `vol`: a storage volume
///
/// Returns the connection, without a new reference, or NULL in case of failure.
#[entry(since = "0.4.1")]
fn virStorageVolGetConnect(vol: &Handle<StorageVol>) -> Borrowed<Connect> {
    Borrowed::new(vol.conn())
}

/// Lists the volumes of a storage pool in one step.
///
/// - `pool`: a storage pool
/// - `vols`: where to put an array of volumes, whose last element is NULL; NULL to only count
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.10.2")]
fn virStoragePoolListAllVolumes(
    pool: &StoragePool,
    mut vols: OutList<'_, StorageVol>,
    flags: c_uint,
) -> Result<c_int> {
    vols.set(pool.driver().storage_pool_list_all_volumes(pool, flags)?)
}

/// Counts the volumes of a storage pool.
///
/// - `pool`: a storage pool
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.4.1")]
fn virStoragePoolNumOfVolumes(pool: &StoragePool) -> Result<c_int> {
    Ok(pool.driver().storage_pool_num_of_volumes(pool)? as c_int)
}

/// Lists the names of the volumes of a storage pool.
///
/// - `pool`: a storage pool
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.4.1", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virStoragePoolListVolumes(pool: &StoragePool, mut names: OutNames<'_>, maxnames: c_int) -> Result<c_int> {
    Ok(names.fill(maxnames, pool.driver().storage_pool_list_volumes(pool)?))
}

/// Finds a volume of a storage pool by its name.
///
/// - `pool`: a storage pool
/// - `name`: the name
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.4.1", check(nonnull(name)))]
fn virStorageVolLookupByName(pool: &StoragePool, name: &str) -> Result<StorageVol> {
    pool.driver().storage_vol_lookup_by_name(pool, name)
}

/// Finds a volume by its key, which names it on every host.
///
/// - `conn`: a connection
/// - `key`: the key
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.4.1", check(nonnull(key)))]
fn virStorageVolLookupByKey(conn: &Connect, key: &str) -> Result<StorageVol> {
    conn.storage_driver().storage_vol_lookup_by_key(conn, key)
}

/// Finds a volume by its path on this host.
///
/// - `conn`: a connection
/// - `path`: the path
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.4.1", check(nonnull(path)))]
fn virStorageVolLookupByPath(conn: &Connect, path: &str) -> Result<StorageVol> {
    conn.storage_driver().storage_vol_lookup_by_path(conn, path)
}

/// Gives the name of a volume.
///
/// - `vol`: a storage volume
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "0.4.1")]
fn virStorageVolGetName(vol: &Handle<StorageVol>) -> Result<&CStr> {
    Ok(vol.text(0, StorageVol::name))
}

/// Gives the key of a volume, which names it on every host.
///
/// - `vol`: a storage volume
///
/// Returns the key, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "0.4.1")]
fn virStorageVolGetKey(vol: &Handle<StorageVol>) -> Result<&CStr> {
    Ok(vol.text(1, StorageVol::key))
}

/// Makes a volume in a storage pool.
///
/// - `pool`: a storage pool
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virStorageVolCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.4.1", check(nonnull(xmlDesc), write), header_args(xmlDesc = "xmldesc"))]
fn virStorageVolCreateXML(pool: &StoragePool, xmlDesc: &str, flags: c_uint) -> Result<StorageVol> {
    pool.driver().storage_vol_create_xml(pool, xmlDesc, flags)
}

/// Makes a volume in a storage pool with the contents of another volume.
///
/// - `pool`: a storage pool
/// - `xmlDesc`: the description, as XML
/// - `clonevol`: the other volume
/// - `flags`: bitwise-OR of virStorageVolCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.6.4", check(nonnull(xmlDesc), write), header_args(xmlDesc = "xmldesc"))]
fn virStorageVolCreateXMLFrom(
    pool: &StoragePool,
    xmlDesc: &str,
    clonevol: &StorageVol,
    flags: c_uint,
) -> Result<StorageVol> {
    pool.driver().storage_vol_create_xml_from(pool, xmlDesc, clonevol, flags)
}

/// Connects a stream to a volume to read its contents.
///
/// - `vol`: a storage volume
/// - `stream`: a stream
/// - `offset`: where to start, in bytes
/// - `length`: how many bytes, 0 for everything
/// - `flags`: bitwise-OR of virStorageVolDownloadFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.0", check(write))]
fn virStorageVolDownload(
    vol: &StorageVol,
    stream: &Stream,
    offset: c_ulonglong,
    length: c_ulonglong,
    flags: c_uint,
) -> Result<()> {
    volume_stream(vol, stream, "virStorageVolDownload")?;
    vol.driver().storage_vol_download(vol, stream, offset, length, flags)
}

/// Connects a stream to a volume to write its contents.
///
/// - `vol`: a storage volume
/// - `stream`: a stream
/// - `offset`: where to start, in bytes
/// - `length`: how many bytes, 0 for everything
/// - `flags`: bitwise-OR of virStorageVolUploadFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.0", check(write))]
fn virStorageVolUpload(
    vol: &StorageVol,
    stream: &Stream,
    offset: c_ulonglong,
    length: c_ulonglong,
    flags: c_uint,
) -> Result<()> {
    volume_stream(vol, stream, "virStorageVolUpload")?;
    vol.driver().storage_vol_upload(vol, stream, offset, length, flags)
}

/// Deletes a volume with what is in it.
///
/// - `vol`: a storage volume
/// - `flags`: bitwise-OR of virStorageVolDeleteFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(write))]
fn virStorageVolDelete(vol: &StorageVol, flags: c_uint) -> Result<()> {
    vol.driver().storage_vol_delete(vol, flags)
}

/// Overwrites a volume with zeroes.
///
/// - `vol`: a storage volume
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0", check(write))]
fn virStorageVolWipe(vol: &StorageVol, flags: c_uint) -> Result<()> {
    vol.driver().storage_vol_wipe_pattern(vol, VIR_STORAGE_VOL_WIPE_ALG_ZERO as c_uint, flags)
}

/// Overwrites a volume so that its contents cannot be recovered.
///
/// - `vol`: a storage volume
/// - `algorithm`: how (virStorageVolWipeAlgorithm)
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.10", check(write))]
fn virStorageVolWipePattern(vol: &StorageVol, algorithm: c_uint, flags: c_uint) -> Result<()> {
    vol.driver().storage_vol_wipe_pattern(vol, algorithm, flags)
}

/// Drops a reference to a volume handle; the volume itself is not touched.
///
/// - `vol`: a storage volume
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1")]
fn virStorageVolFree(vol: &Handle<StorageVol>) -> Result<()> {
    vol.release();
    Ok(())
}

/// Adds a reference to a volume handle, to be dropped with virStorageVolFree().
///
/// - `vol`: a storage volume
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.0")]
fn virStorageVolRef(vol: &Handle<StorageVol>) -> Result<()> {
    vol.retain();
    Ok(())
}

/// Gives kind and sizes of a volume.
///
/// - `vol`: a storage volume
/// - `info`: where to put the information
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(nonnull(info)))]
fn virStorageVolGetInfo(vol: &StorageVol, mut info: Out<'_, virStorageVolInfo>) -> Result<()> {
    info.set(vol.driver().storage_vol_get_info(vol)?.into_c());
    Ok(())
}

/// Gives kind and sizes of a volume; a flag chooses between allocated and physical size.
///
/// - `vol`: a storage volume
/// - `info`: where to put the information
/// - `flags`: bitwise-OR of virStorageVolInfoFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "3.0.0", check(nonnull(info)))]
fn virStorageVolGetInfoFlags(
    vol: &StorageVol,
    mut info: Out<'_, virStorageVolInfo>,
    flags: c_uint,
) -> Result<()> {
    info.set(vol.driver().storage_vol_get_info_flags(vol, flags)?.into_c());
    Ok(())
}

/// Gives the description of a volume.
///
/// - `vol`: a storage volume
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.4.1", header_args(vol = "pool"))]
fn virStorageVolGetXMLDesc(vol: &StorageVol, flags: c_uint) -> Result<String> {
    vol.driver().storage_vol_get_xml_desc(vol, flags)
}

/// Gives the path of a volume on this host.
///
/// - `vol`: a storage volume
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.4.1")]
fn virStorageVolGetPath(vol: &StorageVol) -> Result<String> {
    vol.driver().storage_vol_get_path(vol)
}

/// Changes the size of a volume.
///
/// - `vol`: a storage volume
/// - `capacity`: the new size in bytes, or the change if a flag says so
/// - `flags`: bitwise-OR of virStorageVolResizeFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.10", check(write, deny(capacity == 0 && flags & (VIR_STORAGE_VOL_RESIZE_DELTA | VIR_STORAGE_VOL_RESIZE_SHRINK) == 0, capacity, "capacity in virStorageVolResize cannot be zero without 'delta' or 'shrink' flags set")))]
fn virStorageVolResize(vol: &StorageVol, capacity: c_ulonglong, flags: c_uint) -> Result<()> {
    vol.driver().storage_vol_resize(vol, capacity, flags)
}
