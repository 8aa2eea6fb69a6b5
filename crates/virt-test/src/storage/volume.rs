//! Volumes: made, found, described, deleted.

use std::sync::Arc;

use virt_conf::storage::volume::ParseOptions;
use virt_conf::storage::{PoolKind, VolumeDef};
use virt_core::consts::*;
use virt_core::driver::{VolInfo, check_flags};
use virt_core::{Connect, Result, StoragePool, StorageVol, bail};

use super::object::PoolState;
use crate::TestDriver;

fn handle(conn: &Connect, pool: &str, volume: &VolumeDef) -> StorageVol {
    StorageVol::new(conn, pool, &*volume.name, volume.key.clone().unwrap_or_default())
}

pub fn by_name(driver: &TestDriver, pool: &StoragePool, name: &str) -> Result<StorageVol> {
    let state = driver.pool_that_is(pool.name(), true)?.get();
    Ok(handle(pool.connect(), &state.def.name, state.volume(name)?))
}

/// The volume of any active pool that `fits`.
pub fn find(driver: &TestDriver, conn: &Connect, fits: impl Fn(&VolumeDef) -> bool) -> Option<StorageVol> {
    driver.pools.all().into_iter().map(|pool| pool.get()).filter(|state| state.active).find_map(|state| {
        let volume = state.volumes.iter().find(|volume| fits(volume))?;
        Some(handle(conn, &state.def.name, volume))
    })
}

pub fn list(driver: &TestDriver, pool: &StoragePool, flags: u32) -> Result<Vec<StorageVol>> {
    check_flags(VIR_FROM_TEST, "testStoragePoolListAllVolumes", flags, 0)?;
    let state = driver.pool_by_uuid(pool.uuid())?.get();
    if !state.active {
        bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "storage pool is not active");
    }
    Ok(state.volumes.iter().map(|volume| handle(pool.connect(), &state.def.name, volume)).collect())
}

/// Makes a volume, as a copy of another one of the pool when that is named.
pub fn create(
    driver: &TestDriver,
    pool: &StoragePool,
    xml: &str,
    from: Option<&str>,
    validate: bool,
) -> Result<StorageVol> {
    driver.pool_that_is(pool.name(), true)?.change(|state| {
        let options = ParseOptions { validate, ..ParseOptions::default() };
        let mut volume = VolumeDef::parse(xml, state.def.kind, options)?;
        if state.volumes.iter().any(|other| other.name == volume.name) {
            bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_FAILED, "storage vol already exists");
        }
        if let Some(from) = from {
            state.volume(from)?;
        }
        let after = state.def.allocation.checked_add(volume.allocation);
        if after.is_none_or(|after| after > state.def.capacity) {
            bail!(
                VIR_FROM_TEST,
                VIR_ERR_INTERNAL_ERROR,
                "Not enough free space in pool for volume '{}'",
                volume.name
            );
        }
        let path = state.path_of(&volume.name);
        (volume.target.path, volume.key) = (Some(path.clone()), Some(path));
        let volume = Arc::new(volume);
        state.add_volume(volume.clone());
        Ok(handle(pool.connect(), &state.def.name, &volume))
    })
}

pub fn delete(driver: &TestDriver, volume: &StorageVol, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testStorageVolDelete", flags, 0)?;
    driver.pool_that_is(volume.pool(), true)?.change(|state| {
        let volume = state.volume(volume.name())?.clone();
        state.remove_volume(&volume);
        Ok(())
    })
}

/// A volume behind a handle and the pool it is in.
pub fn read<T>(
    driver: &TestDriver,
    volume: &StorageVol,
    use_it: impl FnOnce(&PoolState, &VolumeDef) -> T,
) -> Result<T> {
    let state = driver.pool_that_is(volume.pool(), true)?.get();
    Ok(use_it(&state, state.volume(volume.name())?))
}

pub fn info(driver: &TestDriver, volume: &StorageVol) -> Result<VolInfo> {
    read(driver, volume, |pool, volume| VolInfo {
        kind: match pool.def.kind {
            PoolKind::Dir | PoolKind::Fs | PoolKind::Netfs | PoolKind::Vstorage => VIR_STORAGE_VOL_FILE,
            PoolKind::Sheepdog | PoolKind::IscsiDirect | PoolKind::Gluster | PoolKind::Rbd => {
                VIR_STORAGE_VOL_NETWORK
            }
            _ => VIR_STORAGE_VOL_BLOCK,
        },
        capacity: volume.capacity,
        allocation: volume.allocation,
    })
}
