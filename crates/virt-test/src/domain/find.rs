//! Looking domains up and listing them.

use std::sync::Arc;

use virt_core::consts::*;
use virt_core::driver::{StatsRecord, check_flags};
use virt_core::{Connect, Domain, Error, Result, TypedParam, Uuid, bail};

use super::object::DomainState;
use super::table::handle;
use crate::TestDriver;
use crate::store::wanted;

fn none() -> Error {
    Error::bare(VIR_FROM_TEST, VIR_ERR_NO_DOMAIN)
}

pub fn by_id(driver: &TestDriver, conn: &Connect, id: i32) -> Result<Domain> {
    driver.domains.by_id(id).map(|object| handle(conn, &object.get())).ok_or_else(none)
}

pub fn by_uuid(driver: &TestDriver, conn: &Connect, uuid: Uuid) -> Result<Domain> {
    driver.domains.table.by_uuid(uuid).map(|object| handle(conn, &object.get())).ok_or_else(none)
}

pub fn by_name(driver: &TestDriver, conn: &Connect, name: &str) -> Result<Domain> {
    driver.domains.table.by_name(name).map(|object| handle(conn, &object.get())).ok_or_else(none)
}

const ACTIVE: u32 = VIR_CONNECT_LIST_DOMAINS_ACTIVE | VIR_CONNECT_LIST_DOMAINS_INACTIVE;
const PERSISTENT: u32 = VIR_CONNECT_LIST_DOMAINS_PERSISTENT | VIR_CONNECT_LIST_DOMAINS_TRANSIENT;
const STATE: u32 = VIR_CONNECT_LIST_DOMAINS_RUNNING
    | VIR_CONNECT_LIST_DOMAINS_PAUSED
    | VIR_CONNECT_LIST_DOMAINS_SHUTOFF
    | VIR_CONNECT_LIST_DOMAINS_OTHER;
const REST: u32 = VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE
    | VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE
    | VIR_CONNECT_LIST_DOMAINS_AUTOSTART
    | VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART
    | VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT
    | VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT
    | VIR_CONNECT_LIST_DOMAINS_HAS_CHECKPOINT
    | VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT;

pub fn list(driver: &TestDriver, conn: &Connect, flags: u32) -> Result<Vec<Domain>> {
    check_flags(VIR_FROM_TEST, "testConnectListAllDomains", flags, ACTIVE | PERSISTENT | STATE | REST)?;
    let states = driver.domains.table.all().into_iter().map(|object| object.get());
    Ok(states.filter(|state| passes(state, flags)).map(|state| handle(conn, &state)).collect())
}

pub fn count(driver: &TestDriver, active: bool) -> usize {
    driver.domains.table.all().iter().filter(|object| object.get().is_active() == active).count()
}

fn passes(state: &DomainState, flags: u32) -> bool {
    let kind = match state.state {
        VIR_DOMAIN_RUNNING => VIR_CONNECT_LIST_DOMAINS_RUNNING,
        VIR_DOMAIN_PAUSED => VIR_CONNECT_LIST_DOMAINS_PAUSED,
        VIR_DOMAIN_SHUTOFF => VIR_CONNECT_LIST_DOMAINS_SHUTOFF,
        _ => VIR_CONNECT_LIST_DOMAINS_OTHER,
    };
    let pair = |yes, no, holds| wanted(flags, yes, no, holds);
    pair(VIR_CONNECT_LIST_DOMAINS_ACTIVE, VIR_CONNECT_LIST_DOMAINS_INACTIVE, state.is_active())
        && pair(VIR_CONNECT_LIST_DOMAINS_PERSISTENT, VIR_CONNECT_LIST_DOMAINS_TRANSIENT, state.persistent)
        && wanted(flags, kind, STATE & !kind, true)
        && pair(
            VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE,
            VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE,
            state.managed_save,
        )
        && pair(VIR_CONNECT_LIST_DOMAINS_AUTOSTART, VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART, state.autostart)
        && pair(
            VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT,
            VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT,
            !state.snapshots.is_empty(),
        )
        && pair(
            VIR_CONNECT_LIST_DOMAINS_HAS_CHECKPOINT,
            VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT,
            !state.checkpoints.is_empty(),
        )
}

const STATS: u32 = VIR_DOMAIN_STATS_STATE | VIR_DOMAIN_STATS_IOTHREAD;

pub fn all_stats(
    driver: &TestDriver,
    conn: &Connect,
    domains: Option<&[Domain]>,
    stats: u32,
    flags: u32,
) -> Result<Vec<StatsRecord>> {
    let how = VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT
        | VIR_CONNECT_GET_ALL_DOMAINS_STATS_BACKING
        | VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS;
    let filter = ACTIVE | PERSISTENT | STATE;
    check_flags(VIR_FROM_TEST, "testConnectGetAllDomainStats", flags, filter | how)?;
    let unknown = stats & !STATS;
    if flags & VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS != 0 && unknown != 0 {
        bail!(
            VIR_FROM_TEST,
            VIR_ERR_ARGUMENT_UNSUPPORTED,
            "Stats types bits 0x{unknown:x} are not supported by this daemon"
        );
    }
    let stats = if stats == 0 { STATS } else { stats };
    let told = |state: Arc<DomainState>| passes(&state, flags & filter).then(|| record(conn, &state, stats));
    Ok(match domains {
        Some(domains) => {
            domains.iter().filter_map(|domain| driver.state(domain).ok()).filter_map(told).collect()
        }
        None => driver.domains.table.all().into_iter().filter_map(|object| told(object.get())).collect(),
    })
}

fn record(conn: &Connect, state: &DomainState, stats: u32) -> StatsRecord {
    let mut params = Vec::with_capacity(2);
    if stats & VIR_DOMAIN_STATS_STATE != 0 {
        params.push(TypedParam::new("state.state", state.state));
        params.push(TypedParam::new("state.reason", state.reason));
    }
    let threads = &state.guest.iothreads;
    if stats & VIR_DOMAIN_STATS_IOTHREAD != 0 && state.is_active() && !threads.is_empty() {
        params.push(TypedParam::new("iothread.count", threads.len() as u32));
        for thread in threads {
            let name = |what: &str| format!("iothread.{}.{what}", thread.id);
            params.push(TypedParam::new(name("poll-max-ns"), thread.poll_max_ns));
            params.push(TypedParam::new(name("poll-grow"), thread.poll_grow));
            params.push(TypedParam::new(name("poll-shrink"), thread.poll_shrink));
        }
    }
    StatsRecord { domain: handle(conn, state), params }
}
