//! Finding and listing domains.

use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Connect, Domain, Result, Uuid};

use super::QemuConnection;
use crate::domain::{State, Vm};

const ACTIVITY: u32 = VIR_CONNECT_LIST_DOMAINS_ACTIVE | VIR_CONNECT_LIST_DOMAINS_INACTIVE;
const KEEPING: u32 = VIR_CONNECT_LIST_DOMAINS_PERSISTENT | VIR_CONNECT_LIST_DOMAINS_TRANSIENT;
const STATE: u32 = VIR_CONNECT_LIST_DOMAINS_RUNNING
    | VIR_CONNECT_LIST_DOMAINS_PAUSED
    | VIR_CONNECT_LIST_DOMAINS_SHUTOFF
    | VIR_CONNECT_LIST_DOMAINS_OTHER;
const SAVED: u32 = VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE | VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE;
const AUTOSTART: u32 = VIR_CONNECT_LIST_DOMAINS_AUTOSTART | VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART;
const SNAPSHOTS: u32 = VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT | VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT;
const CHECKPOINTS: u32 = VIR_CONNECT_LIST_DOMAINS_HAS_CHECKPOINT | VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT;

/// All filters of a list of domains.
pub const FILTERS: u32 = ACTIVITY | KEEPING | STATE | SAVED | AUTOSTART | SNAPSHOTS | CHECKPOINTS;

/// Whether a domain passes the filters: of each group with a bit set, one that is set must fit.
pub fn passes(state: &State, filters: u32) -> bool {
    let choose = |yes: bool, with: u32, without: u32| if yes { with } else { without };
    let status = match state.status {
        VIR_DOMAIN_RUNNING => VIR_CONNECT_LIST_DOMAINS_RUNNING,
        VIR_DOMAIN_PAUSED => VIR_CONNECT_LIST_DOMAINS_PAUSED,
        VIR_DOMAIN_SHUTOFF => VIR_CONNECT_LIST_DOMAINS_SHUTOFF,
        _ => VIR_CONNECT_LIST_DOMAINS_OTHER,
    };
    let is = choose(state.is_active(), VIR_CONNECT_LIST_DOMAINS_ACTIVE, VIR_CONNECT_LIST_DOMAINS_INACTIVE)
        | choose(state.persistent, VIR_CONNECT_LIST_DOMAINS_PERSISTENT, VIR_CONNECT_LIST_DOMAINS_TRANSIENT)
        | status
        | choose(
            state.has_managed_save,
            VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE,
            VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE,
        )
        | choose(state.autostart, VIR_CONNECT_LIST_DOMAINS_AUTOSTART, VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART)
        | VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT
        | VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT;
    [ACTIVITY, KEEPING, STATE, SAVED, AUTOSTART, SNAPSHOTS, CHECKPOINTS]
        .iter()
        .all(|group| filters & group == 0 || filters & group & is != 0)
}

impl QemuConnection {
    pub(super) fn list(&self, conn: &Connect, flags: u32) -> Result<Vec<Domain>> {
        check_flags(VIR_FROM_QEMU, "qemuConnectListAllDomains", flags, FILTERS)?;
        let mut found = self.root.domains.all();
        found.retain(|vm| passes(&vm.state(), flags));
        Ok(found.iter().map(|vm| handle(conn, vm)).collect())
    }

    pub(super) fn lookup_id(&self, conn: &Connect, id: i32) -> Result<Domain> {
        Ok(handle(conn, &*self.root.domains.by_id(id)?))
    }

    pub(super) fn lookup_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<Domain> {
        Ok(handle(conn, &*self.root.domains.by_uuid(uuid)?))
    }

    pub(super) fn lookup_name(&self, conn: &Connect, name: &str) -> Result<Domain> {
        Ok(handle(conn, &*self.root.domains.by_name(name)?))
    }
}

/// A handle for a domain.
pub fn handle(conn: &Connect, vm: &Vm) -> Domain {
    Domain::new(conn, vm.key())
}
