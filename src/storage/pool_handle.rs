//! Storage pool handles: references, names, connection, events.

use std::ffi::{CStr, c_int};

use virt_core::consts::*;
use virt_core::{Connect, Result, StoragePool};
use virt_entry::entry;

use crate::event::{Registration, objects};
use crate::ffi::{Borrowed, Opaque, OutText, OutUuid};
use crate::handle::Handle;
use crate::types::{virConnectStoragePoolEventGenericCallback, virFreeCallback};

const FROM: i32 = VIR_FROM_STORAGE;

/// Gives the connection a storage pool belongs to. The reference is the pool's: don't close it on that
/// account.
///
/// - `pool`: a storage pool
///
/// Returns the connection, without a new reference, or NULL in case of failure.
#[entry(since = "0.4.1")]
fn virStoragePoolGetConnect(pool: &Handle<StoragePool>) -> Borrowed<Connect> {
    Borrowed::new(pool.conn())
}

/// Drops a reference to a storage pool handle; the pool itself is not touched.
///
/// - `pool`: a storage pool
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1")]
fn virStoragePoolFree(pool: &Handle<StoragePool>) -> Result<()> {
    pool.release();
    Ok(())
}

/// Adds a reference to a storage pool handle, to be dropped with virStoragePoolFree().
///
/// - `pool`: a storage pool
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.0")]
fn virStoragePoolRef(pool: &Handle<StoragePool>) -> Result<()> {
    pool.retain();
    Ok(())
}

/// Gives the name of a storage pool.
///
/// - `pool`: a storage pool
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "0.4.1")]
fn virStoragePoolGetName(pool: &Handle<StoragePool>) -> Result<&CStr> {
    Ok(pool.text(0, StoragePool::name))
}

/// Gives the UUID of a storage pool.
///
/// - `pool`: a storage pool
/// - `uuid`: where to put the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(nonnull(uuid)))]
fn virStoragePoolGetUUID(pool: &StoragePool, mut uuid: OutUuid<'_>) -> Result<()> {
    uuid.set(pool.uuid());
    Ok(())
}

/// Gives the UUID of a storage pool as text.
///
/// - `pool`: a storage pool
/// - `buf`: where to put the text, VIR_UUID_STRING_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.1", check(nonnull(buf)))]
fn virStoragePoolGetUUIDString(pool: &StoragePool, mut buf: OutText<'_>) -> Result<()> {
    buf.set_uuid(pool.uuid());
    Ok(())
}

/// Asks to be called when something happens to storage pools. The callback has the type that the kind of
/// event needs, cast with VIR_STORAGE_POOL_EVENT_CALLBACK(), and runs in the event loop.
///
/// - `conn`: a connection
/// - `pool`: only events of this pool; NULL for all
/// - `eventID`: which kind of event (virStoragePoolEventID)
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `freecb`: (optional) called with opaque when the callback is gone, or NULL
///
/// Returns a number for virConnectStoragePoolEventDeregisterAny(), or -1 in case of failure.
#[entry(since = "2.0.0", check(same_connection(pool, "storage pool '{}' in virConnectStoragePoolEventRegisterAny must match connection"), nonnull(cb), nonnegative(eventID), deny(eventID >= VIR_STORAGE_POOL_EVENT_ID_LAST, eventID, "eventID in virConnectStoragePoolEventRegisterAny must be less than {VIR_STORAGE_POOL_EVENT_ID_LAST}")))]
fn virConnectStoragePoolEventRegisterAny(
    conn: &Handle<Connect>,
    pool: Option<&StoragePool>,
    eventID: c_int,
    cb: virConnectStoragePoolEventGenericCallback,
    opaque: Opaque,
    freecb: virFreeCallback,
) -> Result<c_int> {
    objects::register(conn, pool, eventID, cb, Registration { opaque, freecb })
}

/// Takes back a registration of virConnectStoragePoolEventRegisterAny().
///
/// - `conn`: a connection
/// - `callbackID`: the number that the registration returned
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "2.0.0", check(nonnegative(callbackID)))]
fn virConnectStoragePoolEventDeregisterAny(conn: &Handle<Connect>, callbackID: c_int) -> Result<()> {
    objects::deregister::<StoragePool>(conn, callbackID)
}
