//! The domains of a root, found by UUID, name or id.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::RwLock;
use virt_core::consts::*;
use virt_core::{Result, Uuid, bail, err};

use super::vm::no_domain;
use super::{State, Vm};
use crate::definition::Definition;
use crate::root::Root;

/// What a definition is added for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddMode {
    /// To be kept.
    Define,
    /// To be started at once; refused for a domain that runs.
    Start,
}

#[derive(Default)]
pub struct List(RwLock<Inner>);

#[derive(Default)]
struct Inner {
    by_uuid: HashMap<Uuid, Arc<Vm>>,
    by_name: HashMap<String, Uuid>,
    /// Those that run.
    by_id: HashMap<i32, Uuid>,
}

/// A domain that a definition was given to, and what that replaced.
pub struct Added {
    pub vm: Arc<Vm>,
    /// The definition before, for a domain that was there.
    pub before: Option<Arc<Definition>>,
}

impl List {
    /// Gives a definition to the domain it is of, which may be new.
    pub fn add(&self, root: &Arc<Root>, definition: Arc<Definition>, mode: AddMode) -> Result<Added> {
        let mut inner = self.0.write();
        let (name, uuid) = (&definition.name, definition.uuid);
        if let Some(vm) = inner.by_uuid.get(&uuid).cloned() {
            let state = vm.state();
            let old = &state.def.name;
            if old != name {
                bail!(
                    VIR_FROM_DOMAIN,
                    VIR_ERR_OPERATION_FAILED,
                    "domain '{old}' is already defined with uuid {uuid}"
                );
            }
            if mode == AddMode::Start {
                if state.is_active() {
                    bail!(VIR_FROM_DOMAIN, VIR_ERR_OPERATION_INVALID, "domain '{name}' is already active");
                }
                if !state.persistent {
                    bail!(
                        VIR_FROM_DOMAIN,
                        VIR_ERR_OPERATION_INVALID,
                        "domain '{name}' is already being started"
                    );
                }
            }
            // A persistent domain started from other XML keeps its stored definition.
            let before = match mode {
                AddMode::Define => vm.assign(definition),
                AddMode::Start => vm.update(|state| {
                    let before = std::mem::replace(&mut state.def, definition);
                    state.next = Some(before.clone());
                    before
                }),
            };
            return Ok(Added { vm, before: Some(before) });
        }
        if let Some(other) = inner.by_name.get(name) {
            bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_OPERATION_FAILED,
                "domain '{name}' already exists with uuid {other}"
            );
        }
        let vm = Vm::new(root, State::new(definition.clone()));
        inner.by_name.insert(definition.name.clone(), uuid);
        inner.by_uuid.insert(uuid, vm.clone());
        Ok(Added { vm, before: None })
    }

    /// Puts a domain on the list that was read from files; false when name or UUID are taken.
    pub fn insert(&self, vm: Arc<Vm>) -> bool {
        let mut inner = self.0.write();
        let name = vm.name();
        if inner.by_uuid.contains_key(&vm.uuid()) || inner.by_name.contains_key(&name) {
            return false;
        }
        inner.by_name.insert(name, vm.uuid());
        inner.by_uuid.insert(vm.uuid(), vm);
        true
    }

    /// Takes a domain off the list.
    pub fn remove(&self, vm: &Vm) {
        let mut inner = self.0.write();
        vm.set_removed();
        if inner.by_uuid.get(&vm.uuid()).is_some_and(|listed| std::ptr::eq(&**listed, vm)) {
            inner.by_uuid.remove(&vm.uuid());
            inner.by_name.retain(|_, uuid| *uuid != vm.uuid());
        }
    }

    /// Gives a domain another name if that is free; `change` runs before anybody can see it.
    pub fn rename(&self, vm: &Vm, to: &str, change: impl FnOnce() -> Result<()>) -> Result<()> {
        let mut inner = self.0.write();
        if inner.by_name.contains_key(to) {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_OPERATION_INVALID, "domain with name '{to}' already exists");
        }
        change()?;
        inner.by_name.retain(|_, uuid| *uuid != vm.uuid());
        inner.by_name.insert(to.to_owned(), vm.uuid());
        Ok(())
    }

    /// A domain has begun to run under this id.
    pub fn note_id(&self, id: i32, vm: &Vm) {
        self.0.write().by_id.insert(id, vm.uuid());
    }

    /// Nothing runs under this id any more.
    pub fn drop_id(&self, id: i32) {
        self.0.write().by_id.remove(&id);
    }

    pub fn all(&self) -> Vec<Arc<Vm>> {
        self.0.read().by_uuid.values().cloned().collect()
    }

    pub fn find(&self, uuid: Uuid, name: &str) -> Result<Arc<Vm>> {
        self.0.read().by_uuid.get(&uuid).cloned().ok_or_else(|| no_domain(uuid, name))
    }

    pub fn by_uuid(&self, uuid: Uuid) -> Result<Arc<Vm>> {
        let found = self.0.read().by_uuid.get(&uuid).cloned();
        found.ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_NO_DOMAIN, "no domain with matching uuid '{uuid}'"))
    }

    pub fn by_name(&self, name: &str) -> Result<Arc<Vm>> {
        let inner = self.0.read();
        let found = inner.by_name.get(name).and_then(|uuid| inner.by_uuid.get(uuid)).cloned();
        found.ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_NO_DOMAIN, "no domain with matching name '{name}'"))
    }

    pub fn by_id(&self, id: i32) -> Result<Arc<Vm>> {
        let inner = self.0.read();
        let found = inner.by_id.get(&id).and_then(|uuid| inner.by_uuid.get(uuid)).cloned();
        let found = found.filter(|vm| vm.state().id() == id);
        found.ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_NO_DOMAIN, "no domain with matching id {id}"))
    }
}
