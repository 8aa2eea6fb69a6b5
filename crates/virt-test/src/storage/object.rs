//! A pool at one moment; how pools join and are found.

use std::sync::Arc;

use virt_conf::storage::adapter::Adapter;
use virt_conf::storage::{PoolDef, VolumeDef};
use virt_core::consts::*;
use virt_core::{Result, Uuid, bail};

use super::conflict::same_source;
use crate::TestDriver;
use crate::store::Shared;

pub type PoolObject = Shared<PoolState>;

/// Bytes in every pool.
const CAPACITY: u64 = 100 << 30;

/// A pool and its volumes.
#[derive(Clone)]
pub struct PoolState {
    pub def: Arc<PoolDef>,
    pub active: bool,
    pub persistent: bool,
    pub autostart: bool,
    pub volumes: Arc<Vec<Arc<VolumeDef>>>,
}

impl PoolState {
    /// A pool that has just become known.
    pub fn new(def: PoolDef) -> Self {
        let mut state = Self {
            def: Arc::new(def),
            active: false,
            persistent: true,
            autostart: false,
            volumes: Arc::default(),
        };
        state.set_sizes();
        state
    }

    /// The sizes of a pool without volumes.
    fn set_sizes(&mut self) {
        let def = Arc::make_mut(&mut self.def);
        (def.capacity, def.allocation, def.available) = (CAPACITY, 0, CAPACITY);
    }

    /// Counts bytes as taken (or given back).
    fn account(&mut self, taken: u64, given: u64) {
        let def = Arc::make_mut(&mut self.def);
        def.allocation = def.allocation.saturating_add(taken).saturating_sub(given);
        def.available = def.capacity.saturating_sub(def.allocation);
    }

    pub fn add_volume(&mut self, volume: Arc<VolumeDef>) {
        self.account(volume.allocation, 0);
        Arc::make_mut(&mut self.volumes).push(volume);
    }

    pub fn remove_volume(&mut self, volume: &VolumeDef) {
        self.account(0, volume.allocation);
        Arc::make_mut(&mut self.volumes).retain(|other| other.name != volume.name);
    }

    /// The path that a new volume gets.
    pub fn path_of(&self, volume: &str) -> String {
        // pools without target write what C's printf makes of no string
        format!("{}/{volume}", self.def.target_path.as_deref().unwrap_or("(null)"))
    }

    pub fn volume(&self, name: &str) -> Result<&Arc<VolumeDef>> {
        match self.volumes.iter().find(|volume| volume.name == name) {
            Some(volume) => Ok(volume),
            None => {
                bail!(VIR_FROM_TEST, VIR_ERR_NO_STORAGE_VOL, "no storage vol with matching name '{name}'")
            }
        }
    }
}

impl TestDriver {
    pub(super) fn pool_by_name(&self, name: &str) -> Result<Arc<PoolObject>> {
        match self.pools.by_name(name) {
            Some(object) => Ok(object),
            None => {
                bail!(VIR_FROM_TEST, VIR_ERR_NO_STORAGE_POOL, "no storage pool with matching name '{name}'")
            }
        }
    }

    pub(super) fn pool_by_uuid(&self, uuid: Uuid) -> Result<Arc<PoolObject>> {
        match self.pools.by_uuid(uuid) {
            Some(object) => Ok(object),
            None => {
                bail!(VIR_FROM_TEST, VIR_ERR_NO_STORAGE_POOL, "no storage pool with matching uuid '{uuid}'")
            }
        }
    }

    /// The pool of a name, which has to be active (or not).
    pub(super) fn pool_that_is(&self, name: &str, active: bool) -> Result<Arc<PoolObject>> {
        let object = self.pool_by_name(name)?;
        if object.get().active != active {
            let not = if active { "not active" } else { "active" };
            bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "storage pool '{name}' is {not}");
        }
        Ok(object)
    }

    /// Adds a definition, or gives it to the pool that has its name and UUID. `live`: to be started, not kept.
    pub(crate) fn add_pool(&self, def: PoolDef, live: bool) -> Result<Arc<PoolObject>> {
        let failed = |text: String| bail!(VIR_FROM_STORAGE, VIR_ERR_OPERATION_FAILED, "{text}");
        let _structure = self.pools.exclusive();
        let (name, uuid) = (def.name.clone(), def.uuid);
        if let Some(other) = self.pools.find(|pool| same_source(&pool.get().def, &def)) {
            return failed(format!("Storage source conflict with pool: '{}'", other.get().def.name));
        }
        let Some(object) = self.pools.by_uuid(uuid) else {
            if let Some(other) = self.pools.by_name(&name) {
                return failed(format!("pool '{name}' already exists with uuid {}", other.get().def.uuid));
            }
            let object = Arc::new(Shared::new(PoolState::new(def)));
            self.pools.insert(&name, Some(uuid), object.clone());
            return self.finish_pool(object, live);
        };
        let state = object.get();
        if state.def.name != name {
            return failed(format!("pool '{}' is already defined with uuid {uuid}", state.def.name));
        }
        if live && state.active {
            bail!(VIR_FROM_STORAGE, VIR_ERR_OPERATION_INVALID, "pool is already active as '{name}'");
        }
        object.set(|state| {
            // of an active pool upstream keeps the new definition without ever using it
            if !state.active {
                state.def = Arc::new(def);
            }
            state.set_sizes();
        });
        self.finish_pool(object, live)
    }

    /// Keeps a pool, or starts it: on a virtual adapter, which has to be made first.
    fn finish_pool(&self, object: Arc<PoolObject>, live: bool) -> Result<Arc<PoolObject>> {
        let state = object.get();
        if live
            && let Some(Adapter::FcHost(fc)) = &state.def.source.adapter
            && let (Some(wwnn), Some(wwpn)) = (&fc.wwnn, &fc.wwpn)
            && let Err(error) = self.make_vport(wwnn, wwpn)
        {
            self.pools.remove(&state.def.name, Some(state.def.uuid));
            return Err(error);
        }
        object.set(|state| {
            state.persistent = !live;
            state.active |= live;
        });
        Ok(object)
    }

    pub(super) fn drop_pool(&self, state: &PoolState) {
        self.pools.remove(&state.def.name, Some(state.def.uuid));
    }
}
