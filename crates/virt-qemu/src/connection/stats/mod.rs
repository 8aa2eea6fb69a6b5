//! Statistics: by group for many domains at once, and one by one.
//!
//! What the host knows is read from the host. What QEMU knows is asked beside whatever job is under
//! way: the monitor tells answers apart, so questions never wait for a save to end. All questions of
//! many domains are on their way at the same time, and a QEMU that hangs costs seconds once.

mod block;
mod interface;
mod memory;
mod perf;
mod processors;
mod questions;

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;
use virt_core::consts::*;
use virt_core::driver::{StatsRecord, check_flags};
use virt_core::{Connect, Domain, Result, TypedParam, TypedValue, bail};
use virt_qmp::Monitor;

use super::QemuConnection;
use super::list::{FILTERS, handle, passes};
use crate::domain::{State, Vm};
use questions::{Patience, Question, ask_each};

/// Parameters being collected.
#[derive(Default)]
pub(super) struct Params(Vec<TypedParam>);

impl Params {
    fn add(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<TypedValue>) {
        self.0.push(TypedParam::new(name, value));
    }

    fn some(&mut self, name: impl Into<Cow<'static, str>>, value: Option<impl Into<TypedValue>>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    fn count(&mut self, name: &'static str, number: usize) {
        self.add(name, u32::try_from(number).unwrap_or(u32::MAX));
    }
}

/// A domain at the moment of the question.
struct Subject {
    vm: Arc<Vm>,
    state: Arc<State>,
    /// Layers below the top of disks too.
    backing: bool,
}

impl Subject {
    /// What of QEMU can be asked, if it runs.
    fn monitor(&self) -> Option<&Monitor> {
        self.state.run.as_ref().filter(|run| !run.is_ending())?.monitor().ok()
    }
}

/// A group: what it has to ask of QEMU, and its parameters from the answers, each of which may be missing.
struct Group {
    bit: u32,
    ask: fn(&State) -> Vec<Question>,
    tell: fn(&Subject, &[Option<Value>], &mut Params),
}

const fn group(
    bit: u32,
    ask: fn(&State) -> Vec<Question>,
    tell: fn(&Subject, &[Option<Value>], &mut Params),
) -> Group {
    Group { bit, ask, tell }
}

/// All groups, in the order in which their parameters come.
const GROUPS: &[Group] = &[
    group(VIR_DOMAIN_STATS_STATE, no_questions, state),
    group(VIR_DOMAIN_STATS_CPU_TOTAL, no_questions, processors::total),
    group(VIR_DOMAIN_STATS_BALLOON, memory::ask_balloon, memory::balloon),
    group(VIR_DOMAIN_STATS_VCPU, no_questions, processors::vcpus),
    group(VIR_DOMAIN_STATS_INTERFACE, no_questions, interface::all),
    group(VIR_DOMAIN_STATS_BLOCK, block::ask_all, block::all),
    group(VIR_DOMAIN_STATS_PERF, no_questions, perf::all),
    group(VIR_DOMAIN_STATS_IOTHREAD, processors::ask_iothreads, processors::iothreads),
    group(VIR_DOMAIN_STATS_MEMORY, no_questions, nothing),
    group(VIR_DOMAIN_STATS_DIRTYRATE, memory::ask_dirty_rate, memory::dirty_rate),
    group(VIR_DOMAIN_STATS_VM, no_questions, nothing),
];

/// So many domains are asked at the same time: enough to keep them busy, not so many that their answers
/// take much memory.
const AT_ONCE: usize = 64;

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
        let supported = GROUPS.iter().fold(0, |all, group| all | group.bit);
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
        let subjects = vms.into_iter().map(|vm| {
            let state = vm.state();
            Subject { vm, state, backing: flags & backing != 0 }
        });
        let subjects: Vec<Subject> =
            subjects.filter(|subject| passes(&subject.state, flags & LIST_FILTERS & FILTERS)).collect();
        let groups: Vec<&Group> = GROUPS.iter().filter(|group| wanted & group.bit != 0).collect();
        let mut patience = Patience::default();
        let mut records = Vec::with_capacity(subjects.len());
        for some in subjects.chunks(AT_ONCE) {
            let told = tell(some, &groups, &mut patience);
            let record = |(subject, params): (&Subject, Params)| StatsRecord {
                domain: handle(conn, &subject.vm),
                params: params.0,
            };
            records.extend(some.iter().zip(told).map(record));
        }
        Ok(records)
    }
}

/// Asks for all that some domains' groups want to know, and has the groups tell it.
fn tell(subjects: &[Subject], groups: &[&Group], patience: &mut Patience) -> Vec<Params> {
    let mut asked = Vec::with_capacity(subjects.len());
    let mut counts = Vec::with_capacity(subjects.len());
    for subject in subjects {
        let monitor = subject.monitor();
        let mut all = Vec::new();
        let of_group = |group: &&Group| {
            let questions = if monitor.is_some() { (group.ask)(&subject.state) } else { Vec::new() };
            let count = questions.len();
            all.extend(questions);
            count
        };
        counts.push(groups.iter().map(of_group).collect::<Vec<usize>>());
        asked.push((monitor, all));
    }
    let answers = ask_each(&asked, patience);
    let told = subjects.iter().zip(counts).zip(answers).map(|((subject, counts), answers)| {
        let mut params = Params::default();
        let mut rest = answers.as_slice();
        for (group, count) in groups.iter().zip(counts) {
            let (own, others) = rest.split_at(count.min(rest.len()));
            (group.tell)(subject, own, &mut params);
            rest = others;
        }
        params
    });
    told.collect()
}

fn no_questions(_: &State) -> Vec<Question> {
    Vec::new()
}

fn state(subject: &Subject, _: &[Option<Value>], params: &mut Params) {
    params.add(VIR_DOMAIN_STATS_STATE_STATE, subject.state.status);
    params.add(VIR_DOMAIN_STATS_STATE_REASON, subject.state.reason);
}

/// Groups whose numbers come from features that this driver doesn't use.
fn nothing(_: &Subject, _: &[Option<Value>], _: &mut Params) {}

fn number(of: &Value, name: &str) -> Option<u64> {
    of.get(name).and_then(Value::as_u64)
}
