//! One domain of a root.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use parking_lot::{Mutex, RwLock};
use virt_core::consts::*;
use virt_core::event::{DomainEvent, DomainEventKind, Event};
use virt_core::{DomainKey, Error, Result, Uuid, err};

use super::jobs::Jobs;
use super::progress::Progresses;
use super::{AsyncJob, Held, Job, Run, State};
use crate::definition::Definition;
use crate::root::Root;

/// A domain: its published state and the jobs on it.
pub struct Vm {
    root: Weak<Root>,
    uuid: Uuid,
    state: RwLock<Arc<State>>,
    jobs: Jobs,
    removed: AtomicBool,
    /// The long operation under way and the last one that was completed.
    pub(crate) progress: Mutex<Progresses>,
    /// Held while the state file is written, so that the last state is the one that stays.
    pub(crate) state_file: Mutex<()>,
}

impl Vm {
    pub fn new(root: &Arc<Root>, state: State) -> Arc<Self> {
        Arc::new(Self {
            root: Arc::downgrade(root),
            uuid: state.def.uuid,
            state: RwLock::new(Arc::new(state)),
            jobs: Jobs::default(),
            removed: AtomicBool::new(false),
            progress: Mutex::default(),
            state_file: Mutex::new(()),
        })
    }

    pub fn uuid(&self) -> Uuid {
        self.uuid
    }

    pub fn name(&self) -> String {
        self.state.read().def.name.clone()
    }

    /// What is known now.
    pub fn state(&self) -> Arc<State> {
        self.state.read().clone()
    }

    /// Changes the state and publishes it; `change` must be quick.
    pub fn update<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(Arc::make_mut(&mut self.state.write()))
    }

    /// Sets state and reason.
    pub fn set_status(&self, status: i32, reason: i32) {
        self.update(|state| (state.status, state.reason) = (status, reason));
    }

    pub fn key(&self) -> DomainKey {
        let state = self.state.read();
        DomainKey { name: state.def.name.clone(), uuid: self.uuid, id: state.id() }
    }

    /// The root this domain belongs to; gone when the last connection was closed.
    pub fn root(&self) -> Result<Arc<Root>> {
        self.root
            .upgrade()
            .ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "the driver is closed"))
    }

    /// Waits for a job; `who` is the public function's name.
    pub fn begin(&self, job: Job, who: &'static str) -> Result<Held<'_>> {
        let limit = self.root()?.settings.max_queued;
        let held = self.jobs.begin(job, who, limit)?;
        self.still_there()?;
        Ok(held)
    }

    pub fn begin_async(&self, job: AsyncJob, who: &'static str) -> Result<Held<'_>> {
        let held = self.jobs.begin_async(job, who)?;
        self.still_there()?;
        Ok(held)
    }

    pub fn begin_agent(&self, who: &'static str) -> Result<Held<'_>> {
        let limit = self.root()?.settings.max_queued;
        let held = self.jobs.begin_agent(who, limit)?;
        self.still_there()?;
        Ok(held)
    }

    pub fn asynchronous(&self) -> Option<AsyncJob> {
        self.jobs.asynchronous()
    }

    pub fn is_occupied(&self) -> bool {
        self.jobs.is_occupied()
    }

    /// Marks the domain as taken off the list: whoever still waits for a job learns that.
    pub fn set_removed(&self) {
        self.removed.store(true, Ordering::Release);
    }

    pub fn emit(&self, kind: DomainEventKind) {
        if let Some(root) = self.root.upgrade() {
            root.events.emit(Event::Domain(DomainEvent { domain: self.key(), kind }));
        }
    }

    pub fn emit_lifecycle(&self, event: i32, detail: i32) {
        self.emit(DomainEventKind::Lifecycle { event, detail });
    }

    /// The run if it is still the one with this id.
    pub fn run_of(&self, id: i32) -> Option<Arc<Run>> {
        self.state.read().run.clone().filter(|run| run.id == id)
    }

    /// Stores a definition: it takes effect at once, or at the next start of a running domain.
    /// Returns what it replaced.
    pub fn assign(&self, definition: Arc<Definition>) -> Arc<Definition> {
        self.update(|state| {
            if state.is_active() {
                let before = state.inactive().clone();
                state.next = Some(definition);
                before
            } else {
                std::mem::replace(&mut state.def, definition)
            }
        })
    }

    fn still_there(&self) -> Result<()> {
        if self.removed.load(Ordering::Acquire) { Err(self.gone()) } else { Ok(()) }
    }

    fn gone(&self) -> Error {
        no_domain(self.uuid, &self.name())
    }
}

/// The error for a domain that is not on the list.
pub(crate) fn no_domain(uuid: Uuid, name: &str) -> Error {
    err!(VIR_FROM_QEMU, VIR_ERR_NO_DOMAIN, "no domain with matching uuid '{uuid}' ({name})")
}
