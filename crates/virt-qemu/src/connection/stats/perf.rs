//! Performance events: which are counted, and how far the counters are.

use serde_json::Value;
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Result, TypedParam, TypedValue, check_params};

use super::{Params, QemuConnection, Subject};
use crate::connection::impact::{self, CONFIG, IMPACT, LIVE};
use crate::connection::stored::save_changed;
use crate::domain::Job;
use crate::process::perf;
use crate::root::status_file;
use crate::vocabulary::{PerfEvent, Word};

pub(super) fn all(subject: &Subject, _: &[Option<Value>], params: &mut Params) {
    let Some(run) = &subject.state.run else { return };
    for (event, counter) in run.perf.lock().iter_mut() {
        params.some(format!("perf.{event}"), counter.read().ok());
    }
}

impl QemuConnection {
    pub(in crate::connection) fn perf_events(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>> {
        let known = IMPACT | VIR_TYPED_PARAM_STRING_OKAY;
        check_flags(VIR_FROM_QEMU, "qemuDomainGetPerfEvents", flags, known)?;
        let state = self.vm(domain)?.state();
        let definition = impact::one(&state, flags)?;
        let is_on = |event: PerfEvent| match &state.run {
            Some(run) if flags & CONFIG == 0 => run.perf.lock().contains_key(&event),
            _ => definition.perf.get(&event) == Some(&true),
        };
        Ok(PerfEvent::ALL.iter().map(|event| TypedParam::new(event.as_str(), is_on(*event))).collect())
    }

    pub(in crate::connection) fn set_perf_events(
        &self,
        domain: &Domain,
        params: &[TypedParam],
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainSetPerfEvents", flags, IMPACT)?;
        let known: Vec<_> =
            PerfEvent::ALL.iter().map(|event| (event.as_str(), VIR_TYPED_PARAM_BOOLEAN)).collect();
        check_params(params, &known)?;
        let wanted = params.iter().filter_map(|param| match param.value {
            TypedValue::Boolean(on) => Some((PerfEvent::from_word(&param.field)?, on)),
            _ => None,
        });
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, "virDomainSetPerfEvents")?;
        let state = vm.state();
        let flags = impact::resolve(&state, flags)?;
        if flags & LIVE != 0 {
            // What was done before one that fails stays done.
            for (event, on) in wanted.clone() {
                perf::switch(state.active()?, event, on)?;
                vm.update(|state| {
                    impact::change_each(state, LIVE, |definition| {
                        definition.perf.insert(event, on);
                        Ok(())
                    })
                })?;
            }
            status_file::refresh(&self.root, &vm);
        }
        if flags & CONFIG == 0 {
            return Ok(());
        }
        vm.update(|state| {
            impact::change_each(state, CONFIG, |definition| {
                definition.perf.extend(wanted.clone());
                Ok(())
            })
        })?;
        save_changed(&self.root, &vm, &state)
    }
}
