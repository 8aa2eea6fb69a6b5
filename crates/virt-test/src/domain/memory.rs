//! How much memory a domain has, and its limits.

use virt_conf::domain::devices::{MemballoonModel, MemballoonStats};
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Error, Result, TypedParam, bail};

use super::params;
use crate::TestDriver;

const IMPACT: u32 = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;

pub fn get_max(driver: &TestDriver, domain: &Domain) -> Result<u64> {
    Ok(driver.state(domain)?.def.memory.total)
}

pub fn set(driver: &TestDriver, domain: &Domain, memory: u64, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetMemoryFlags", flags, IMPACT | VIR_DOMAIN_MEM_MAXIMUM)?;
    let invalid = |text: &str| Err(Error::new(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, text));
    driver.change(domain, |state| {
        let (def, live) = state.one_def_mut(flags)?;
        let cells = def.numa.cells.len();
        let amounts = &mut def.memory;
        if flags & VIR_DOMAIN_MEM_MAXIMUM == 0 {
            if memory > amounts.total {
                bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "cannot set memory higher than max memory");
            }
            amounts.current = memory;
            return Ok(());
        }
        if live {
            return invalid("cannot resize the maximum memory on an active domain");
        }
        if cells > 0 {
            return invalid(
                "initial memory size of a domain with NUMA nodes cannot be modified with this API",
            );
        }
        if amounts.max != 0 && amounts.max < memory {
            return invalid("cannot set initial memory size greater than the maximum memory size");
        }
        amounts.total = memory;
        amounts.current = amounts.current.min(memory);
        Ok(())
    })
}

pub fn set_stats_period(driver: &TestDriver, domain: &Domain, seconds: i32, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetMemoryStatsPeriod", flags, IMPACT)?;
    driver.change(domain, |state| {
        let (def, _) = state.one_def_mut(flags)?;
        let balloon =
            def.devices.memballoon.as_mut().filter(|balloon| balloon.model != MemballoonModel::None);
        let Some(balloon) = balloon else {
            bail!(
                VIR_FROM_TEST,
                VIR_ERR_INTERNAL_ERROR,
                "No memory balloon device configured, can not set the collection period"
            );
        };
        balloon.stats = Some(MemballoonStats { period: seconds });
        Ok(())
    })
}

pub fn stats(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<(i32, u64)>> {
    check_flags(VIR_FROM_TEST, "testDomainMemoryStats", flags, 0)?;
    let state = driver.running(domain)?;
    if state.def.devices.memballoon.as_ref().is_none_or(|balloon| balloon.model == MemballoonModel::None) {
        return Ok(Vec::new());
    }
    // upstream counts in an int
    let current = i64::from(state.def.memory.current as i32);
    let part = |divisor: i64| (current / divisor) as u64;
    Ok(vec![
        (VIR_DOMAIN_MEMORY_STAT_ACTUAL_BALLOON, part(1)),
        (VIR_DOMAIN_MEMORY_STAT_SWAP_IN, 0),
        (VIR_DOMAIN_MEMORY_STAT_SWAP_OUT, 0),
        (VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT, 0),
        (VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT, 0),
        (VIR_DOMAIN_MEMORY_STAT_UNUSED, part(2)),
        (VIR_DOMAIN_MEMORY_STAT_AVAILABLE, part(1)),
        (VIR_DOMAIN_MEMORY_STAT_USABLE, part(2)),
        (VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE, 627_319_920),
        (VIR_DOMAIN_MEMORY_STAT_DISK_CACHES, part(8)),
        (VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC, 0),
        (VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL, 0),
        (VIR_DOMAIN_MEMORY_STAT_RSS, part(2)),
    ])
}

const LIMITS: [params::Known<'static>; 3] = [
    (VIR_DOMAIN_MEMORY_HARD_LIMIT, VIR_TYPED_PARAM_ULLONG),
    (VIR_DOMAIN_MEMORY_SOFT_LIMIT, VIR_TYPED_PARAM_ULLONG),
    (VIR_DOMAIN_MEMORY_SWAP_HARD_LIMIT, VIR_TYPED_PARAM_ULLONG),
];

/// What no limit looks like.
const UNLIMITED: u64 = VIR_DOMAIN_MEMORY_PARAM_UNLIMITED;

pub fn get_parameters(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>> {
    check_flags(VIR_FROM_TEST, "testDomainGetMemoryParameters", flags, IMPACT | VIR_TYPED_PARAM_STRING_OKAY)?;
    let state = driver.state(domain)?;
    let tune = &state.one_def(flags)?.memtune;
    let limits = [tune.hard_limit, tune.soft_limit, tune.swap_hard_limit];
    let named = LIMITS.iter().zip(limits);
    Ok(named.map(|((name, _), limit)| TypedParam::new(*name, limit.unwrap_or(UNLIMITED))).collect())
}

pub fn set_parameters(driver: &TestDriver, domain: &Domain, given: &[TypedParam], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetMemoryParameters", flags, IMPACT)?;
    params::check(given, &LIMITS)?;
    let [hard, soft, swap] = LIMITS.map(|(name, _)| params::ullong(given, name));
    driver.change(domain, |state| {
        // upstream compares with the running definition, whichever is changed
        let (old_hard, old_swap) = (state.def.memtune.hard_limit, state.def.memtune.swap_hard_limit);
        let tune = &mut state.one_def_mut(flags)?.0.memtune;
        if hard.is_some() || swap.is_some() {
            let hard = hard.or(old_hard).unwrap_or(UNLIMITED);
            if hard > swap.or(old_swap).unwrap_or(UNLIMITED) {
                bail!(
                    VIR_FROM_TEST,
                    VIR_ERR_INVALID_ARG,
                    "memory hard_limit tunable value must be lower than or equal to swap_hard_limit"
                );
            }
        }
        tune.soft_limit = soft.or(tune.soft_limit);
        tune.hard_limit = hard.or(tune.hard_limit);
        tune.swap_hard_limit = swap.or(tune.swap_hard_limit);
        Ok(())
    })
}
