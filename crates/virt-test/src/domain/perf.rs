//! Performance counters that a domain wants.

use virt_conf::domain::PerfEvent;
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Result, TypedParam, TypedValue};
use virt_xml::Word;

use super::params::{self, Known};
use crate::TestDriver;

const IMPACT: u32 = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;

pub fn get(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>> {
    let known = IMPACT | VIR_TYPED_PARAM_STRING_OKAY;
    check_flags(VIR_FROM_TEST, "testDomainGetPerfEvents", flags, known)?;
    let state = driver.state(domain)?;
    let events = &state.one_def(flags)?.perf;
    let on = |event| events.get(event).copied().unwrap_or(false);
    Ok(PerfEvent::ALL.iter().map(|event| TypedParam::new(event.as_str(), on(event))).collect())
}

pub fn set(driver: &TestDriver, domain: &Domain, given: &[TypedParam], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetPerfEvents", flags, IMPACT)?;
    let known: Vec<Known<'_>> =
        PerfEvent::ALL.iter().map(|event| (event.as_str(), VIR_TYPED_PARAM_BOOLEAN)).collect();
    params::check(given, &known)?;
    driver.change(domain, |state| {
        let events = &mut state.one_def_mut(flags)?.0.perf;
        for param in given {
            if let (Some(event), TypedValue::Boolean(on)) = (PerfEvent::from_word(&param.field), &param.value)
            {
                events.insert(event, *on);
            }
        }
        Ok(())
    })
}
