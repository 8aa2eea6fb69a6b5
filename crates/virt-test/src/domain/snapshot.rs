//! Snapshots of domains.

use std::sync::Arc;

use virt_conf::moment::SnapshotLocation;
use virt_conf::moment::snapshot::{Align, FormatOptions, ParseOptions, SnapshotDef, SnapshotState};
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, DomainKey, DomainSnapshot, Error, Result, bail};

use super::config::{self, Check};
use super::moment::{Snapshots, check_cycles, check_new, copy};
use super::object::DomainState;
use crate::TestDriver;
use crate::store::ListWish;

const STATUS: u32 =
    VIR_DOMAIN_SNAPSHOT_LIST_INACTIVE | VIR_DOMAIN_SNAPSHOT_LIST_ACTIVE | VIR_DOMAIN_SNAPSHOT_LIST_DISK_ONLY;
const LOCATION: u32 = VIR_DOMAIN_SNAPSHOT_LIST_INTERNAL | VIR_DOMAIN_SNAPSHOT_LIST_EXTERNAL;
const METADATA: u32 = VIR_DOMAIN_SNAPSHOT_LIST_METADATA | VIR_DOMAIN_SNAPSHOT_LIST_NO_METADATA;
const LEAVES: u32 = VIR_DOMAIN_SNAPSHOT_LIST_LEAVES | VIR_DOMAIN_SNAPSHOT_LIST_NO_LEAVES;
const LISTING: u32 = VIR_DOMAIN_SNAPSHOT_LIST_ROOTS
    | VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL
    | STATUS
    | LOCATION
    | METADATA
    | LEAVES;

fn find<'a>(snapshots: &'a Snapshots, name: &str) -> Result<&'a Arc<SnapshotDef>> {
    match snapshots.get(name) {
        Some(def) => Ok(def),
        None => {
            bail!(VIR_FROM_TEST, VIR_ERR_NO_DOMAIN_SNAPSHOT, "no domain snapshot with matching name '{name}'")
        }
    }
}

/// The state of a snapshot's domain, with the snapshot in it.
fn state_of(driver: &TestDriver, snapshot: &DomainSnapshot) -> Result<Arc<DomainState>> {
    let state = driver.state(snapshot.domain())?;
    find(&state.snapshots, snapshot.name())?;
    Ok(state)
}

fn handles(domain: &Domain, names: Vec<String>) -> Vec<DomainSnapshot> {
    names.into_iter().map(|name| DomainSnapshot::new(domain, name)).collect()
}

pub fn list(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<DomainSnapshot>> {
    check_flags(VIR_FROM_TEST, "testDomainListAllSnapshots", flags, LISTING)?;
    let state = driver.state(domain)?;
    Ok(handles(domain, names(&state.snapshots, None, flags)))
}

pub fn children(driver: &TestDriver, snapshot: &DomainSnapshot, flags: u32) -> Result<Vec<DomainSnapshot>> {
    check_flags(VIR_FROM_TEST, "testDomainSnapshotListAllChildren", flags, LISTING)?;
    let state = state_of(driver, snapshot)?;
    Ok(handles(snapshot.domain(), names(&state.snapshots, Some(snapshot.name()), flags)))
}

fn names(snapshots: &Snapshots, from: Option<&str>, flags: u32) -> Vec<String> {
    let has = |flag: u32| flags & flag != 0;
    if flags & METADATA == VIR_DOMAIN_SNAPSHOT_LIST_NO_METADATA {
        return Vec::new();
    }
    let both = flags & LEAVES == LEAVES;
    let wish = ListWish {
        roots_or_descendants: has(VIR_DOMAIN_SNAPSHOT_LIST_ROOTS),
        topological: has(VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL),
        leaves: !both && has(VIR_DOMAIN_SNAPSHOT_LIST_LEAVES),
        no_leaves: !both && has(VIR_DOMAIN_SNAPSHOT_LIST_NO_LEAVES),
    };
    snapshots.list(from, wish, |def| keeps(def, flags))
}

fn keeps(def: &SnapshotDef, flags: u32) -> bool {
    let status = match def.state {
        Some(SnapshotState::Shutoff) => VIR_DOMAIN_SNAPSHOT_LIST_INACTIVE,
        Some(SnapshotState::DiskSnapshot) => VIR_DOMAIN_SNAPSHOT_LIST_DISK_ONLY,
        _ => VIR_DOMAIN_SNAPSHOT_LIST_ACTIVE,
    };
    let location = match def.is_external() {
        true => VIR_DOMAIN_SNAPSHOT_LIST_EXTERNAL,
        false => VIR_DOMAIN_SNAPSHOT_LIST_INTERNAL,
    };
    (flags & STATUS == 0 || flags & status != 0) && (flags & LOCATION == 0 || flags & location != 0)
}

pub fn by_name(driver: &TestDriver, domain: &Domain, name: &str, flags: u32) -> Result<DomainSnapshot> {
    check_flags(VIR_FROM_TEST, "testDomainSnapshotLookupByName", flags, 0)?;
    find(&driver.state(domain)?.snapshots, name)?;
    Ok(DomainSnapshot::new(domain, name))
}

pub fn has_current(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<bool> {
    check_flags(VIR_FROM_TEST, "testDomainHasCurrentSnapshot", flags, 0)?;
    Ok(driver.state(domain)?.snapshots.current().is_some())
}

fn none(text: String) -> Error {
    Error::new(VIR_FROM_TEST, VIR_ERR_NO_DOMAIN_SNAPSHOT, text)
}

pub fn current(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<DomainSnapshot> {
    check_flags(VIR_FROM_TEST, "testDomainSnapshotCurrent", flags, 0)?;
    let state = driver.state(domain)?;
    let current = state.snapshots.current();
    let current = current.ok_or_else(|| none("the domain does not have a current snapshot".into()))?;
    Ok(DomainSnapshot::new(domain, current))
}

pub fn parent(driver: &TestDriver, snapshot: &DomainSnapshot, flags: u32) -> Result<DomainSnapshot> {
    check_flags(VIR_FROM_TEST, "testDomainSnapshotGetParent", flags, 0)?;
    let state = state_of(driver, snapshot)?;
    let parent = state.snapshots.parent(snapshot.name());
    let parent =
        parent.ok_or_else(|| none(format!("snapshot '{}' does not have a parent", snapshot.name())))?;
    Ok(DomainSnapshot::new(snapshot.domain(), parent))
}

pub fn is_current(driver: &TestDriver, snapshot: &DomainSnapshot, flags: u32) -> Result<bool> {
    check_flags(VIR_FROM_TEST, "testDomainSnapshotIsCurrent", flags, 0)?;
    Ok(state_of(driver, snapshot)?.snapshots.current() == Some(snapshot.name()))
}

pub fn has_metadata(driver: &TestDriver, snapshot: &DomainSnapshot, flags: u32) -> Result<bool> {
    check_flags(VIR_FROM_TEST, "testDomainSnapshotHasMetadata", flags, 0)?;
    state_of(driver, snapshot).map(|_| true)
}

pub fn xml(driver: &TestDriver, snapshot: &DomainSnapshot, flags: u32) -> Result<String> {
    check_flags(VIR_FROM_TEST, "testDomainSnapshotGetXMLDesc", flags, VIR_DOMAIN_SNAPSHOT_XML_SECURE)?;
    let state = state_of(driver, snapshot)?;
    let mut def = SnapshotDef::clone(find(&state.snapshots, snapshot.name())?);
    def.parent = state.snapshots.parent(snapshot.name()).map(str::to_owned);
    Ok(def.to_xml(FormatOptions {
        secure: flags & VIR_DOMAIN_SNAPSHOT_XML_SECURE != 0,
        current: None,
        domain_uuid: Some(snapshot.domain().uuid()),
    }))
}

/// Whether a new file can be made beside a path.
fn is_regular(path: &str) -> bool {
    std::fs::metadata(path).map_or(true, |found| found.is_file())
}

pub fn create(driver: &TestDriver, domain: &Domain, xml: &str, flags: u32) -> Result<DomainSnapshot> {
    let known = VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE
        | VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT
        | VIR_DOMAIN_SNAPSHOT_CREATE_HALT
        | VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE
        | VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC
        | VIR_DOMAIN_SNAPSHOT_CREATE_LIVE
        | VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE;
    check_flags(VIR_FROM_TEST, "testDomainSnapshotCreateXML", flags, known)?;
    let has = |flag: u32| flags & flag != 0;
    let redefine = has(VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE);
    let mut halted = None;
    let name = driver.change_life(domain, |state| {
        if !state.checkpoints.is_empty() {
            bail!(
                VIR_FROM_TEST,
                VIR_ERR_OPERATION_UNSUPPORTED,
                "cannot create snapshot while checkpoint exists"
            );
        }
        let halt = has(VIR_DOMAIN_SNAPSHOT_CREATE_HALT);
        if !state.persistent && halt {
            bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "cannot halt after transient domain snapshot");
        }
        let validate = has(VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE);
        let mut def =
            SnapshotDef::parse(xml, ParseOptions { redefine, validate, ..ParseOptions::default() })?;
        complete(&mut def)?;
        if redefine {
            redefine_one(state, &mut def)?;
        } else {
            def.domain = Some(copy(&state.def)?);
            settle(state, &mut def)?;
            check_new(&state.snapshots, &def.name)?;
            def.parent = state.snapshots.current().map(str::to_owned);
            if halt && state.is_active() {
                state.stop(VIR_DOMAIN_SHUTOFF_FROM_SNAPSHOT);
                halted = Some(state.key());
            }
        }
        let name = def.name.clone();
        let snapshots = Arc::make_mut(&mut state.snapshots);
        let parent = def.parent.take();
        snapshots.put(&name, parent.as_deref(), Arc::new(def));
        if !redefine || has(VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT) {
            snapshots.set_current(Some(&name));
        }
        Ok(name)
    })?;
    if let Some(key) = halted {
        driver.lifecycle(key, VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_EVENT_STOPPED_FROM_SNAPSHOT);
    }
    Ok(DomainSnapshot::new(domain, name))
}

/// Brings the domains inside a snapshot that is given back into shape.
pub fn complete(def: &mut SnapshotDef) -> Result<()> {
    for domain in [&mut def.domain, &mut def.inactive_domain].into_iter().flatten() {
        config::complete(domain, Check::Nothing)?;
    }
    Ok(())
}

fn redefine_one(state: &DomainState, def: &mut SnapshotDef) -> Result<()> {
    check_cycles(&state.snapshots, &def.name, def.parent.as_deref())?;
    let other = state.snapshots.get(&def.name).cloned();
    def.check_redefined(state.def.uuid, other.as_deref(), false, is_regular)?;
    if def.domain.is_none() {
        def.domain = other.and_then(|other| other.domain.clone());
    }
    Ok(())
}

/// What of the domain a new snapshot keeps.
fn settle(state: &DomainState, def: &mut SnapshotDef) -> Result<()> {
    if def.disks.iter().any(|disk| disk.snapshot == Some(SnapshotLocation::Manual)) {
        bail!(
            VIR_FROM_TEST,
            VIR_ERR_OPERATION_UNSUPPORTED,
            "'manual' snapshot mode is not supported by the test driver"
        );
    }
    def.state = Some(snapshot_state(state.state));
    let external = def.memory == Some(SnapshotLocation::External);
    if !external {
        def.memory = Some(match def.state {
            Some(SnapshotState::Shutoff) => SnapshotLocation::No,
            _ => SnapshotLocation::Internal,
        });
    }
    let default = if external { SnapshotLocation::External } else { SnapshotLocation::Internal };
    let align = Align { default, uniform_internal: true, force_default: false };
    def.align_disks(None, align, is_regular)
}

fn snapshot_state(state: i32) -> SnapshotState {
    match state {
        VIR_DOMAIN_RUNNING => SnapshotState::Running,
        VIR_DOMAIN_BLOCKED => SnapshotState::Blocked,
        VIR_DOMAIN_PAUSED => SnapshotState::Paused,
        VIR_DOMAIN_SHUTDOWN => SnapshotState::Shutdown,
        VIR_DOMAIN_SHUTOFF => SnapshotState::Shutoff,
        VIR_DOMAIN_CRASHED => SnapshotState::Crashed,
        VIR_DOMAIN_PMSUSPENDED => SnapshotState::Pmsuspended,
        _ => SnapshotState::Nostate,
    }
}

pub fn delete(driver: &TestDriver, snapshot: &DomainSnapshot, flags: u32) -> Result<()> {
    let (with, only) = (VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN, VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY);
    check_flags(VIR_FROM_TEST, "testDomainSnapshotDelete", flags, with | only)?;
    driver.change(snapshot.domain(), |state| {
        find(&state.snapshots, snapshot.name())?;
        let snapshots = Arc::make_mut(&mut state.snapshots);
        if flags & (with | only) != 0 {
            snapshots.remove_descendants(snapshot.name());
        }
        if flags & only == 0 {
            snapshots.remove(snapshot.name());
        }
        Ok(())
    })
}

const GO_ON: u32 = VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING | VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED;

pub fn revert(driver: &TestDriver, snapshot: &DomainSnapshot, flags: u32) -> Result<()> {
    let known = GO_ON | VIR_DOMAIN_SNAPSHOT_REVERT_FORCE;
    check_flags(VIR_FROM_TEST, "testDomainRevertToSnapshot", flags, known)?;
    let mut events = Vec::new();
    let mut stopped = false;
    driver.change_life(snapshot.domain(), |state| {
        stopped = state.is_active();
        let def = find(&state.snapshots, snapshot.name())?.clone();
        go_back(driver, state, &def, flags, &mut events)?;
        Arc::make_mut(&mut state.snapshots).set_current(Some(&def.name));
        Ok(())
    })?;
    if stopped {
        // upstream forgets the new number
        snapshot.domain().set_id(-1);
    }
    for (key, event, detail) in events {
        driver.lifecycle(key, event, detail);
    }
    Ok(())
}

type Told = (DomainKey, i32, i32);

fn go_back(
    driver: &TestDriver,
    state: &mut DomainState,
    def: &SnapshotDef,
    flags: u32,
    events: &mut Vec<Told>,
) -> Result<()> {
    let ran = matches!(def.state, Some(SnapshotState::Running | SnapshotState::Paused));
    if !state.persistent && !ran && flags & GO_ON == 0 {
        bail!(
            VIR_FROM_TEST,
            VIR_ERR_OPERATION_INVALID,
            "transient domain needs to request run or pause to revert to inactive snapshot"
        );
    }
    let Some(domain) = &def.domain else {
        bail!(
            VIR_FROM_TEST,
            VIR_ERR_SNAPSHOT_REVERT_RISKY,
            "snapshot '{}' lacks domain '{}' rollback info",
            def.name,
            state.def.name
        );
    };
    let config = Arc::new(copy(domain)?);
    let mut paused = flags & VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED != 0;
    if ran {
        stop(state, events);
        state.assign(config, false);
        state.start(driver.domains.new_id(), VIR_DOMAIN_RUNNING_FROM_SNAPSHOT);
        paused |= def.state == Some(SnapshotState::Paused);
        paused &= flags & VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING == 0;
    } else {
        state.assign(config, false);
        stop(state, events);
        // upstream says that it goes on, and leaves it off
        if flags & GO_ON == 0 {
            return Ok(());
        }
    }
    events.push((state.key(), VIR_DOMAIN_EVENT_STARTED, VIR_DOMAIN_EVENT_STARTED_FROM_SNAPSHOT));
    if paused {
        if ran {
            state.set_state(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_FROM_SNAPSHOT);
        }
        let detail = VIR_DOMAIN_EVENT_SUSPENDED_FROM_SNAPSHOT;
        events.push((state.key(), VIR_DOMAIN_EVENT_SUSPENDED, detail));
    }
    Ok(())
}

fn stop(state: &mut DomainState, events: &mut Vec<Told>) {
    if state.is_active() {
        state.stop(VIR_DOMAIN_SHUTOFF_FROM_SNAPSHOT);
        events.push((state.key(), VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_EVENT_STOPPED_FROM_SNAPSHOT));
    }
}
