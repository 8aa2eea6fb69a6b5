//! All domains: by name, UUID and id; who joins and who leaves.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use parking_lot::RwLock;
use virt_conf::domain::DomainDef;
use virt_core::consts::*;
use virt_core::{Connect, Domain, Error, Result, Uuid, bail};

use super::object::DomainState;
use crate::TestDriver;
use crate::store::{Shared, Table};

/// A domain and its ever-changing state.
pub type DomainObject = Shared<DomainState>;

/// The domains of a driver.
pub struct DomainTable {
    pub table: Table<DomainObject>,
    ids: RwLock<HashMap<i32, Arc<DomainObject>>>,
    next_id: AtomicI32,
}

impl Default for DomainTable {
    fn default() -> Self {
        Self { table: Table::default(), ids: RwLock::default(), next_id: AtomicI32::new(1) }
    }
}

/// How a definition joins the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// To be kept until it is undefined.
    Define,
    /// To be started at once.
    Create,
}

impl DomainTable {
    pub fn by_id(&self, id: i32) -> Option<Arc<DomainObject>> {
        self.ids.read().get(&id).cloned()
    }

    /// Adds a definition, or gives it to the domain that has its name and UUID, and calls `then` on the state.
    /// Whether the domain was there before.
    pub fn join(
        &self,
        def: DomainDef,
        how: Join,
        then: impl FnOnce(&mut DomainState, Option<Arc<DomainDef>>),
    ) -> Result<Arc<DomainObject>> {
        let _structure = self.table.exclusive();
        if let Some(object) = self.table.by_uuid(def.uuid) {
            let state = object.get();
            self.check_same(&state, &def, how)?;
            object.set(|state| {
                let old = state.assign(Arc::new(def), how == Join::Create);
                then(state, old);
            });
            self.note_id(&object);
            return Ok(object);
        }
        if let Some(other) = self.table.by_name(&def.name) {
            bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_OPERATION_FAILED,
                "domain '{}' already exists with uuid {}",
                def.name,
                other.get().def.uuid
            );
        }
        let mut state = DomainState::new(def);
        then(&mut state, None);
        let (name, uuid) = (state.def.name.clone(), state.def.uuid);
        let object = Arc::new(Shared::new(state));
        self.table.insert(&name, Some(uuid), object.clone());
        self.note_id(&object);
        Ok(object)
    }

    fn check_same(&self, state: &DomainState, def: &DomainDef, how: Join) -> Result<()> {
        if state.def.name != def.name {
            bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_OPERATION_FAILED,
                "domain '{}' is already defined with uuid {}",
                state.def.name,
                def.uuid
            );
        }
        if how == Join::Create {
            if state.is_active() {
                bail!(VIR_FROM_DOMAIN, VIR_ERR_OPERATION_INVALID, "domain '{}' is already active", def.name);
            }
            if !state.persistent {
                bail!(
                    VIR_FROM_DOMAIN,
                    VIR_ERR_OPERATION_INVALID,
                    "domain '{}' is already being started",
                    def.name
                );
            }
        }
        Ok(())
    }

    /// A number no domain has had before.
    pub fn new_id(&self) -> i32 {
        self.next_id.fetch_add(1, Ordering::Relaxed)
    }

    fn note_id(&self, object: &Arc<DomainObject>) {
        let id = object.get().id;
        if id != -1 {
            self.ids.write().insert(id, object.clone());
        }
    }

    /// Changes a domain's life: keeps ids findable and drops a domain that is neither running nor kept.
    pub fn change<R>(
        &self,
        object: &Arc<DomainObject>,
        change: impl FnOnce(&mut DomainState) -> Result<R>,
    ) -> Result<R> {
        let _structure = self.table.exclusive();
        let before = object.get();
        // somebody else may have removed it while we waited for our turn
        let there = self.table.by_uuid(before.def.uuid).is_some_and(|other| Arc::ptr_eq(&other, object));
        if !there {
            return Err(no_domain(before.def.uuid, &before.def.name));
        }
        let result = object.change(change)?;
        let after = object.get();
        if before.id != after.id {
            if before.id != -1 {
                self.ids.write().remove(&before.id);
            }
            self.note_id(object);
        }
        if before.def.name != after.def.name {
            self.table.rename(&before.def.name, &after.def.name);
        }
        if !after.is_active() && !after.persistent {
            self.table.remove(&after.def.name, Some(after.def.uuid));
        }
        Ok(result)
    }
}

fn no_domain(uuid: Uuid, name: &str) -> Error {
    Error::new(VIR_FROM_TEST, VIR_ERR_NO_DOMAIN, format!("no domain with matching uuid '{uuid}' ({name})"))
}

impl TestDriver {
    /// The object behind a handle.
    pub(crate) fn object(&self, domain: &Domain) -> Result<Arc<DomainObject>> {
        let found = self.domains.table.by_uuid(domain.uuid());
        found.ok_or_else(|| no_domain(domain.uuid(), domain.name()))
    }

    /// The present state behind a handle.
    pub(crate) fn state(&self, domain: &Domain) -> Result<Arc<DomainState>> {
        Ok(self.object(domain)?.get())
    }

    /// The state behind a handle, of a domain that runs.
    pub(crate) fn running(&self, domain: &Domain) -> Result<Arc<DomainState>> {
        let state = self.state(domain)?;
        state.check_active()?;
        Ok(state)
    }

    /// Changes what is behind a handle.
    pub(crate) fn change<R>(
        &self,
        domain: &Domain,
        change: impl FnOnce(&mut DomainState) -> Result<R>,
    ) -> Result<R> {
        self.object(domain)?.change(change)
    }

    /// Changes the life of what is behind a handle, and the id that the handle shows.
    pub(crate) fn change_life<R>(
        &self,
        domain: &Domain,
        change: impl FnOnce(&mut DomainState) -> Result<R>,
    ) -> Result<R> {
        let object = self.object(domain)?;
        let result = self.domains.change(&object, change)?;
        domain.set_id(object.get().id);
        Ok(result)
    }
}

/// A handle for a domain in its present state.
pub fn handle(conn: &Connect, state: &DomainState) -> Domain {
    Domain::new(conn, state.key())
}
