//! One domain: its definitions, where it stands in its life, what its guest remembers.

use std::sync::{Arc, LazyLock};

use virt_conf::domain::{DomainDef, FormatFlags};
use virt_core::consts::*;
use virt_core::{DomainKey, Result, bail};

use super::moment::{Checkpoints, Snapshots};
use super::taint::Taint;
use crate::store::exclusive;

/// Everything there is to know about a domain at one moment.
#[derive(Clone)]
pub struct DomainState {
    /// What runs, or would run when started; its `id` is not used.
    pub def: Arc<DomainDef>,
    /// What the next start of a running persistent domain uses.
    pub next_def: Option<Arc<DomainDef>>,
    /// -1 when the domain does not run.
    pub id: i32,
    /// `VIR_DOMAIN_*` with its reason.
    pub state: i32,
    pub reason: i32,
    pub persistent: bool,
    pub autostart: bool,
    pub managed_save: bool,
    pub snapshots: Arc<Snapshots>,
    pub checkpoints: Arc<Checkpoints>,
    pub guest: Guest,
    pub taints: Vec<Taint>,
    pub deprecations: Vec<String>,
}

/// What the pretended guest remembers.
#[derive(Debug, Clone)]
pub struct Guest {
    /// Whether `/` and `/boot` are frozen.
    pub frozen: [bool; 2],
    pub seconds: i64,
    pub nseconds: u32,
    pub iothreads: Vec<IoThread>,
}

/// A running I/O thread's polling.
#[derive(Debug, Clone, Copy)]
pub struct IoThread {
    pub id: u32,
    pub poll_max_ns: u64,
    pub poll_grow: u32,
    pub poll_shrink: u32,
}

impl IoThread {
    pub fn new(id: u32) -> Self {
        Self { id, poll_max_ns: 32768, poll_grow: 0, poll_shrink: 0 }
    }
}

impl Default for Guest {
    fn default() -> Self {
        Self { frozen: [false; 2], seconds: 627_319_920, nseconds: 0, iothreads: Vec::new() }
    }
}

// most domains never have any: they share these until they do
static NO_SNAPSHOTS: LazyLock<Arc<Snapshots>> = LazyLock::new(Arc::default);
static NO_CHECKPOINTS: LazyLock<Arc<Checkpoints>> = LazyLock::new(Arc::default);

impl DomainState {
    /// A domain that has just become known and does not run.
    pub fn new(def: DomainDef) -> Self {
        Self {
            def: Arc::new(def),
            next_def: None,
            id: -1,
            state: VIR_DOMAIN_SHUTOFF,
            reason: VIR_DOMAIN_SHUTOFF_UNKNOWN,
            persistent: false,
            autostart: false,
            managed_save: false,
            snapshots: NO_SNAPSHOTS.clone(),
            checkpoints: NO_CHECKPOINTS.clone(),
            guest: Guest::default(),
            taints: Vec::new(),
            deprecations: Vec::new(),
        }
    }

    pub fn key(&self) -> DomainKey {
        DomainKey { name: self.def.name.clone(), uuid: self.def.uuid, id: self.id }
    }

    /// The document of what runs, or would run when started.
    pub fn xml(&self, flags: FormatFlags) -> String {
        self.def.to_xml_of(self.is_active().then_some(self.id), flags)
    }

    pub fn is_active(&self) -> bool {
        self.id != -1
    }

    pub fn check_active(&self) -> Result<()> {
        match self.is_active() {
            true => Ok(()),
            false => bail!(VIR_FROM_DOMAIN, VIR_ERR_OPERATION_INVALID, "domain is not running"),
        }
    }

    pub fn set_state(&mut self, state: i32, reason: i32) {
        (self.state, self.reason) = (state, reason);
    }

    /// Takes a new definition: for now, for the next start, or (`live`) for now only.
    pub fn assign(&mut self, def: Arc<DomainDef>, live: bool) -> Option<Arc<DomainDef>> {
        if self.is_active() {
            return self.next_def.replace(def);
        }
        let old = std::mem::replace(&mut self.def, def);
        if live {
            self.next_def.get_or_insert(old);
            return None;
        }
        Some(old)
    }

    /// Starts the domain under a new id.
    pub fn start(&mut self, id: i32, reason: i32) {
        self.set_state(VIR_DOMAIN_RUNNING, reason);
        self.id = id;
        if self.persistent && self.next_def.is_none() {
            self.next_def = Some(self.def.clone());
        }
        self.managed_save = false;
    }

    /// Stops the domain; what waited for the next start takes over.
    pub fn stop(&mut self, reason: i32) {
        if let Some(next) = self.next_def.take() {
            self.def = next;
        }
        self.id = -1;
        self.set_state(VIR_DOMAIN_SHUTOFF, reason);
    }

    /// `VIR_DOMAIN_AFFECT_*` with CURRENT made out, when it makes sense for the domain as it is.
    pub fn impact(&self, flags: u32) -> Result<u32> {
        let mut flags = flags;
        if flags & (VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG) == 0 {
            flags |= if self.is_active() { VIR_DOMAIN_AFFECT_LIVE } else { VIR_DOMAIN_AFFECT_CONFIG };
        }
        if flags & VIR_DOMAIN_AFFECT_LIVE != 0 {
            self.check_active()?;
        }
        if flags & VIR_DOMAIN_AFFECT_CONFIG != 0 && !self.persistent {
            bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_OPERATION_INVALID,
                "transient domains do not have any persistent config"
            );
        }
        Ok(flags)
    }

    /// Which one definition `VIR_DOMAIN_AFFECT_*` mean; both at once is an error.
    fn which_one(&self, flags: u32) -> Result<Which> {
        let both = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;
        if flags & both == both {
            let (live, config) = ("VIR_DOMAIN_AFFECT_LIVE", "VIR_DOMAIN_AFFECT_CONFIG");
            return Err(exclusive(VIR_FROM_DOMAIN, "virDomainObjGetOneDefState", live, config));
        }
        let flags = self.impact(flags)?;
        Ok(match self.is_active() && flags & VIR_DOMAIN_AFFECT_CONFIG != 0 {
            true => Which::Next,
            false if flags & VIR_DOMAIN_AFFECT_LIVE != 0 => Which::Live,
            false => Which::Only,
        })
    }

    /// The definition that `VIR_DOMAIN_AFFECT_*` mean.
    pub fn one_def(&self, flags: u32) -> Result<&DomainDef> {
        Ok(match (self.which_one(flags)?, &self.next_def) {
            (Which::Next, Some(next)) => next,
            _ => &self.def,
        })
    }

    /// The definition that `VIR_DOMAIN_AFFECT_*` mean, to be changed, and whether it is the running one.
    pub fn one_def_mut(&mut self, flags: u32) -> Result<(&mut DomainDef, bool)> {
        let which = self.which_one(flags)?;
        Ok(match (which, &mut self.next_def) {
            (Which::Next, Some(next)) => (Arc::make_mut(next), false),
            _ => (Arc::make_mut(&mut self.def), which == Which::Live),
        })
    }

    /// Calls `change` on every definition that `VIR_DOMAIN_AFFECT_*` mean, the running one first.
    pub fn each_def(
        &mut self,
        flags: u32,
        mut change: impl FnMut(&mut DomainDef) -> Result<()>,
    ) -> Result<()> {
        let flags = self.impact(flags)?;
        if !self.is_active() {
            return change(Arc::make_mut(&mut self.def));
        }
        if flags & VIR_DOMAIN_AFFECT_LIVE != 0 {
            change(Arc::make_mut(&mut self.def))?;
        }
        match &mut self.next_def {
            Some(next) if flags & VIR_DOMAIN_AFFECT_CONFIG != 0 => change(Arc::make_mut(next)),
            _ => Ok(()),
        }
    }

    /// Notes that the domain runs in a way nobody vouches for.
    pub fn add_taint(&mut self, taint: Taint) {
        if !self.taints.contains(&taint) {
            self.taints.push(taint);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    /// The running definition.
    Live,
    /// The one for the next start of a running domain.
    Next,
    /// The only one of a domain that does not run.
    Only,
}
