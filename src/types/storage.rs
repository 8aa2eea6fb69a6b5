//! Types of `libvirt-storage.h`.

use std::ffi::{c_int, c_ulonglong, c_void};
use std::mem::offset_of;

use super::host::virConnectPtr;

/// A storage pool: where volumes come from.
///
/// Since: 0.4.1
#[repr(C)]
pub struct _virStoragePool {
    _opaque: [u8; 0],
}

/// A storage pool: where volumes come from.
///
/// Since: 0.4.1
pub type virStoragePool = _virStoragePool;

/// Handle of a storage pool.
///
/// Since: 0.4.1
pub type virStoragePoolPtr = *mut virStoragePool;

/// A storage volume.
///
/// Since: 0.4.1
#[repr(C)]
pub struct _virStorageVol {
    _opaque: [u8; 0],
}

/// A storage volume.
///
/// Since: 0.4.1
pub type virStorageVol = _virStorageVol;

/// Handle of a storage volume.
///
/// Since: 0.4.1
pub type virStorageVolPtr = *mut virStorageVol;

/// State and sizes of a storage pool.
///
/// Since: 0.4.1
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virStoragePoolInfo {
    /// one of virStoragePoolState
    pub state: c_int,
    /// size in bytes
    pub capacity: c_ulonglong,
    /// bytes that volumes take
    pub allocation: c_ulonglong,
    /// bytes left
    pub available: c_ulonglong,
}

/// State and sizes of a storage pool.
///
/// Since: 0.4.1
pub type virStoragePoolInfo = _virStoragePoolInfo;

/// Pointer to a virStoragePoolInfo.
///
/// Since: 0.4.1
pub type virStoragePoolInfoPtr = *mut virStoragePoolInfo;

/// Type and sizes of a storage volume.
///
/// Since: 0.4.1
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virStorageVolInfo {
    /// one of virStorageVolType
    pub r#type: c_int,
    /// size that a user of it sees, in bytes
    pub capacity: c_ulonglong,
    /// bytes it takes in the pool
    pub allocation: c_ulonglong,
}

/// Type and sizes of a storage volume.
///
/// Since: 0.4.1
pub type virStorageVolInfo = _virStorageVolInfo;

/// Pointer to a virStorageVolInfo.
///
/// Since: 0.4.1
pub type virStorageVolInfoPtr = *mut virStorageVolInfo;

/// Stands for the callback of any storage pool event; the real signature depends on the event. Cast
/// with VIR_STORAGE_POOL_EVENT_CALLBACK().
///
/// - `conn`: the connection
/// - `pool`: the pool
/// - `opaque`: what was given at registration
///
/// Since: 2.0.0
pub type virConnectStoragePoolEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, pool: virStoragePoolPtr, opaque: *mut c_void)>;

/// A storage pool was defined, started and so on.
///
/// To be registered for VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE with
/// virConnectStoragePoolEventRegisterAny().
///
/// - `conn`: the connection
/// - `pool`: the pool
/// - `event`: one of virStoragePoolEventLifecycleType
/// - `detail`: 0, for later use
/// - `opaque`: what was given at registration
///
/// Since: 2.0.0
pub type virConnectStoragePoolEventLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        pool: virStoragePoolPtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ),
>;

const _: () = {
    assert!(size_of::<_virStoragePoolInfo>() == 32 && align_of::<_virStoragePoolInfo>() == 8);
    assert!(offset_of!(_virStoragePoolInfo, state) == 0);
    assert!(offset_of!(_virStoragePoolInfo, capacity) == 8);
    assert!(offset_of!(_virStoragePoolInfo, allocation) == 16);
    assert!(offset_of!(_virStoragePoolInfo, available) == 24);
    assert!(size_of::<_virStorageVolInfo>() == 24 && align_of::<_virStorageVolInfo>() == 8);
    assert!(offset_of!(_virStorageVolInfo, r#type) == 0);
    assert!(offset_of!(_virStorageVolInfo, capacity) == 8);
    assert!(offset_of!(_virStorageVolInfo, allocation) == 16);
};
