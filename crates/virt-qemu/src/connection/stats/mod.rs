//! Statistics: by group for many domains at once, and one by one.
//!
//! What the host knows is read from the host. What QEMU knows is asked beside whatever job is under
//! way: the monitor tells answers apart, so questions never wait for a save to end.

mod block;
mod interface;
mod memory;
mod processors;

use serde_json::Value;
use virt_core::consts::*;
use virt_core::driver::{StatsRecord, check_flags};
use virt_core::{Connect, Domain, Result, TypedParam, TypedValue, bail};
use virt_qmp::Monitor;

use super::QemuConnection;
use super::list::{FILTERS, handle, passes};
use crate::domain::State;

/// Parameters being collected.
#[derive(Default)]
pub(super) struct Params(Vec<TypedParam>);

impl Params {
    fn add(&mut self, name: impl Into<String>, value: impl Into<TypedValue>) {
        self.0.push(TypedParam::new(name, value));
    }

    fn some(&mut self, name: impl Into<String>, value: Option<impl Into<TypedValue>>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    fn count(&mut self, name: &str, number: usize) {
        self.add(name, u32::try_from(number).unwrap_or(u32::MAX));
    }
}

/// A domain at the moment of the question, with its monitor if it can be asked.
struct Subject<'a> {
    state: &'a State,
    monitor: Option<&'a Monitor>,
    /// Layers below the top of disks too.
    backing: bool,
}

type Group = (u32, fn(&Subject<'_>, &mut Params));

/// All groups, in the order in which their parameters come.
const GROUPS: &[Group] = &[
    (VIR_DOMAIN_STATS_STATE, state),
    (VIR_DOMAIN_STATS_CPU_TOTAL, processors::total),
    (VIR_DOMAIN_STATS_BALLOON, memory::balloon),
    (VIR_DOMAIN_STATS_VCPU, processors::vcpus),
    (VIR_DOMAIN_STATS_INTERFACE, interface::all),
    (VIR_DOMAIN_STATS_BLOCK, block::all),
    (VIR_DOMAIN_STATS_PERF, nothing),
    (VIR_DOMAIN_STATS_IOTHREAD, processors::iothreads),
    (VIR_DOMAIN_STATS_MEMORY, nothing),
    (VIR_DOMAIN_STATS_DIRTYRATE, memory::dirty_rate),
    (VIR_DOMAIN_STATS_VM, nothing),
];

const LIST_FILTERS: u32 = VIR_CONNECT_LIST_DOMAINS_ACTIVE
    | VIR_CONNECT_LIST_DOMAINS_INACTIVE
    | VIR_CONNECT_LIST_DOMAINS_PERSISTENT
    | VIR_CONNECT_LIST_DOMAINS_TRANSIENT
    | VIR_CONNECT_LIST_DOMAINS_RUNNING
    | VIR_CONNECT_LIST_DOMAINS_PAUSED
    | VIR_CONNECT_LIST_DOMAINS_SHUTOFF
    | VIR_CONNECT_LIST_DOMAINS_OTHER;

impl QemuConnection {
    pub(super) fn all_stats(
        &self,
        conn: &Connect,
        domains: Option<&[Domain]>,
        wanted: u32,
        flags: u32,
    ) -> Result<Vec<StatsRecord>> {
        let backing = VIR_CONNECT_GET_ALL_DOMAINS_STATS_BACKING;
        let enforce = VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS;
        let known = LIST_FILTERS | VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT | backing | enforce;
        check_flags(VIR_FROM_QEMU, "qemuConnectGetAllDomainStats", flags, known)?;
        let supported = GROUPS.iter().fold(0, |all, (bit, _)| all | bit);
        if flags & enforce != 0 && wanted & !supported != 0 {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_ARGUMENT_UNSUPPORTED,
                "Stats types bits 0x{:x} are not supported by this daemon or QEMU",
                wanted & !supported
            );
        }
        let wanted = if wanted == 0 { supported } else { wanted };
        let vms = match domains.filter(|list| !list.is_empty()) {
            // Those that are gone meanwhile are left out.
            Some(list) => list.iter().filter_map(|domain| self.vm(domain).ok()).collect(),
            None => self.root.domains.all(),
        };
        let mut records = Vec::new();
        for vm in vms {
            let state = vm.state();
            if !passes(&state, flags & LIST_FILTERS & FILTERS) {
                continue;
            }
            let monitor =
                state.run.as_ref().filter(|run| !run.is_ending()).and_then(|run| run.monitor().ok());
            let subject = Subject { state: &state, monitor, backing: flags & backing != 0 };
            let mut params = Params::default();
            for (bit, group) in GROUPS {
                if wanted & bit != 0 {
                    group(&subject, &mut params);
                }
            }
            records.push(StatsRecord { domain: handle(conn, &vm), params: params.0 });
        }
        Ok(records)
    }
}

fn state(subject: &Subject<'_>, params: &mut Params) {
    params.add(VIR_DOMAIN_STATS_STATE_STATE, subject.state.status);
    params.add(VIR_DOMAIN_STATS_STATE_REASON, subject.state.reason);
}

/// Groups whose numbers come from features that this driver doesn't use.
fn nothing(_: &Subject<'_>, _: &mut Params) {}

fn number(of: &Value, name: &str) -> Option<u64> {
    of.get(name).and_then(Value::as_u64)
}
