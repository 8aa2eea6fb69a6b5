//! NUMA placement, block I/O weights, bandwidth, performance counters, the scheduler that never changes.

use virt_conf::common::bandwidth::Rate;
use virt_conf::domain::{NumaMode, NumaPlacement, NumaTuneMemory};
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Result, TypedParam, bail};
use virt_xml::Bitmap;

use super::find_device::{find_interface, find_interface_mut};
use super::params::{self, Known};
use crate::TestDriver;

const IMPACT: u32 = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;
const READ: u32 = IMPACT | VIR_TYPED_PARAM_STRING_OKAY;

pub fn scheduler_type() -> (String, i32) {
    ("fair".into(), 1)
}

pub fn get_scheduler(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>> {
    check_flags(VIR_FROM_TEST, "testDomainGetSchedulerParametersFlags", flags, 0)?;
    driver.state(domain)?;
    Ok(vec![TypedParam::new(VIR_DOMAIN_SCHEDULER_WEIGHT, 50u32)])
}

pub fn set_scheduler(driver: &TestDriver, domain: &Domain, given: &[TypedParam], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetSchedulerParametersFlags", flags, 0)?;
    params::check(given, &[(VIR_DOMAIN_SCHEDULER_WEIGHT, VIR_TYPED_PARAM_UINT)])?;
    driver.state(domain).map(drop)
}

/// Modes in the order of their numbers.
const MODES: [NumaMode; 4] =
    [NumaMode::Strict, NumaMode::Preferred, NumaMode::Interleave, NumaMode::Restrictive];

pub fn get_numa(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>> {
    check_flags(VIR_FROM_TEST, "testDomainGetNumaParameters", flags, READ)?;
    let state = driver.state(domain)?;
    let memory = state.one_def(flags)?.numatune.memory.as_ref();
    let mode = memory.map_or(NumaMode::Strict, |memory| memory.mode);
    let number = MODES.iter().position(|known| *known == mode).unwrap_or(0);
    let nodes = memory.and_then(|memory| memory.nodeset.as_ref()).map(Bitmap::to_string);
    Ok(vec![
        TypedParam::new(VIR_DOMAIN_NUMA_MODE, i32::try_from(number).unwrap_or(0)),
        TypedParam::new(VIR_DOMAIN_NUMA_NODESET, nodes.unwrap_or_default()),
    ])
}

pub fn set_numa(driver: &TestDriver, domain: &Domain, given: &[TypedParam], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetNumaParameters", flags, IMPACT)?;
    params::check(
        given,
        &[(VIR_DOMAIN_NUMA_MODE, VIR_TYPED_PARAM_INT), (VIR_DOMAIN_NUMA_NODESET, VIR_TYPED_PARAM_STRING)],
    )?;
    driver.change(domain, |state| {
        let (def, live) = state.one_def_mut(flags)?;
        let mode = match params::int(given, VIR_DOMAIN_NUMA_MODE) {
            None => None,
            Some(number) => match usize::try_from(number).ok().and_then(|n| MODES.get(n)) {
                Some(mode) => Some(*mode),
                None => {
                    bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "unsupported numatune mode: '{number}'")
                }
            },
        };
        let nodes = params::string(given, VIR_DOMAIN_NUMA_NODESET).map(nodeset).transpose()?;
        let memory = def.numatune.memory.as_ref();
        if live && mode.is_some() && memory.is_some_and(|memory| Some(memory.mode) != mode) {
            bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "can't change numatune mode for running domain");
        }
        if mode.is_none() && nodes.is_none() {
            return Ok(());
        }
        let mut new = memory.cloned().unwrap_or(NumaTuneMemory {
            mode: NumaMode::Strict,
            placement: NumaPlacement::Static,
            nodeset: None,
        });
        new.mode = mode.unwrap_or(new.mode);
        if nodes.is_some() {
            (new.nodeset, new.placement) = (nodes, NumaPlacement::Static);
        }
        if new.placement == NumaPlacement::Static && new.nodeset.is_none() {
            bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "nodeset for NUMA memory tuning must be set if 'placement' is 'static'"
            );
        }
        def.numatune.memory = Some(new);
        Ok(())
    })
}

fn nodeset(text: &str) -> Result<Bitmap> {
    let Some(set) = Bitmap::parse_below(text, Bitmap::CPUS) else {
        bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "Failed to parse bitmap '{text}'");
    };
    if set.is_empty() {
        bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "Invalid nodeset of 'numatune': {text}");
    }
    Ok(set)
}

const RATES: [Known<'static>; 7] = [
    (VIR_DOMAIN_BANDWIDTH_IN_AVERAGE, VIR_TYPED_PARAM_UINT),
    (VIR_DOMAIN_BANDWIDTH_IN_PEAK, VIR_TYPED_PARAM_UINT),
    (VIR_DOMAIN_BANDWIDTH_IN_BURST, VIR_TYPED_PARAM_UINT),
    (VIR_DOMAIN_BANDWIDTH_IN_FLOOR, VIR_TYPED_PARAM_UINT),
    (VIR_DOMAIN_BANDWIDTH_OUT_AVERAGE, VIR_TYPED_PARAM_UINT),
    (VIR_DOMAIN_BANDWIDTH_OUT_PEAK, VIR_TYPED_PARAM_UINT),
    (VIR_DOMAIN_BANDWIDTH_OUT_BURST, VIR_TYPED_PARAM_UINT),
];

pub fn get_interface(
    driver: &TestDriver,
    domain: &Domain,
    device: Option<&str>,
    flags: u32,
) -> Result<Vec<TypedParam>> {
    check_flags(VIR_FROM_TEST, "testDomainGetInterfaceParameters", flags, READ)?;
    let state = driver.state(domain)?;
    let bandwidth = match device {
        Some(device) => find_interface(state.one_def(flags)?, device)?.bandwidth.clone().unwrap_or_default(),
        None => Default::default(),
    };
    let input = bandwidth.inbound.unwrap_or_default();
    let output = bandwidth.outbound.unwrap_or_default();
    let values =
        [input.average, input.peak, input.burst, input.floor, output.average, output.peak, output.burst];
    let shown = RATES.iter().zip(values);
    Ok(shown
        .map(|((name, _), value)| {
            TypedParam::new(*name, u32::try_from(value.unwrap_or(0)).unwrap_or(u32::MAX))
        })
        .collect())
}

pub fn set_interface(
    driver: &TestDriver,
    domain: &Domain,
    device: &str,
    given: &[TypedParam],
    flags: u32,
) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetInterfaceParameters", flags, IMPACT)?;
    params::check(given, &RATES)?;
    let number = |name: &str| params::uint(given, name);
    let wide = |name: &str| number(name).filter(|rate| *rate != 0).map(u64::from);
    let input = Rate {
        average: wide(VIR_DOMAIN_BANDWIDTH_IN_AVERAGE),
        peak: wide(VIR_DOMAIN_BANDWIDTH_IN_PEAK),
        burst: wide(VIR_DOMAIN_BANDWIDTH_IN_BURST),
        floor: wide(VIR_DOMAIN_BANDWIDTH_IN_FLOOR),
    };
    let output = Rate {
        average: wide(VIR_DOMAIN_BANDWIDTH_OUT_AVERAGE),
        peak: wide(VIR_DOMAIN_BANDWIDTH_OUT_PEAK),
        burst: wide(VIR_DOMAIN_BANDWIDTH_OUT_BURST),
        floor: None,
    };
    let input_named =
        number(VIR_DOMAIN_BANDWIDTH_IN_AVERAGE).is_some() || number(VIR_DOMAIN_BANDWIDTH_IN_FLOOR).is_some();
    let output_named = number(VIR_DOMAIN_BANDWIDTH_OUT_AVERAGE).is_some();
    driver.change(domain, |state| {
        let (def, _) = state.one_def_mut(flags)?;
        let interface = find_interface_mut(def, device)?;
        let bandwidth = interface.bandwidth.get_or_insert_default();
        if input.average.is_some() || input.floor.is_some() {
            bandwidth.inbound = Some(input);
        } else if input_named {
            bandwidth.inbound = None;
        }
        if output.average.is_some() {
            bandwidth.outbound = Some(output);
        } else if output_named {
            bandwidth.outbound = None;
        }
        Ok(())
    })
}
