//! Limits of a disk's throughput.

use virt_conf::domain::IoTune;
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Result, TypedParam, TypedValue, bail};

use super::find_device::{find_disk, find_disk_mut};
use super::params::{self, Known};
use crate::TestDriver;

const IMPACT: u32 = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;
/// No limit is higher.
const MAX: u64 = 1_000_000_000_000_000;

/// A limit: its parameter, and where it is kept.
struct Limit {
    name: &'static str,
    field: fn(&mut IoTune) -> &mut u64,
}

macro_rules! limits {
    ($($name:ident: $($field:ident).+;)*) => {
        [$(Limit { name: $name, field: |tune| &mut tune.$($field).+ }),*]
    };
}

/// In the order in which they are told; the group's name comes after the thirteenth.
const LIMITS: [Limit; 19] = limits! {
    VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC: rates.total_bytes_sec;
    VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC: rates.read_bytes_sec;
    VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC: rates.write_bytes_sec;
    VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC: rates.total_iops_sec;
    VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC: rates.read_iops_sec;
    VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC: rates.write_iops_sec;
    VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX: rates.total_bytes_sec_max;
    VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX: rates.read_bytes_sec_max;
    VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX: rates.write_bytes_sec_max;
    VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX: rates.total_iops_sec_max;
    VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX: rates.read_iops_sec_max;
    VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX: rates.write_iops_sec_max;
    VIR_DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC: size_iops_sec;
    VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH: lengths.total_bytes_sec_max_length;
    VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH: lengths.read_bytes_sec_max_length;
    VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH: lengths.write_bytes_sec_max_length;
    VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH: lengths.total_iops_sec_max_length;
    VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH: lengths.read_iops_sec_max_length;
    VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH: lengths.write_iops_sec_max_length;
};
const BEFORE_GROUP: usize = 13;

pub fn get(driver: &TestDriver, domain: &Domain, disk: Option<&str>, flags: u32) -> Result<Vec<TypedParam>> {
    let known = IMPACT | VIR_TYPED_PARAM_STRING_OKAY;
    check_flags(VIR_FROM_TEST, "testDomainGetBlockIoTune", flags, known)?;
    let state = driver.state(domain)?;
    let mut tune = match disk {
        Some(name) => {
            let Some(disk) = find_disk(state.one_def(flags)?, name, true) else {
                bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "disk '{name}' was not found in the domain config");
            };
            disk.iotune.as_deref().cloned().unwrap_or_default()
        }
        None => Default::default(),
    };
    let group = tune.group_name.clone().unwrap_or_default();
    let mut told: Vec<TypedParam> =
        LIMITS.iter().map(|limit| TypedParam::new(limit.name, *(limit.field)(&mut tune))).collect();
    told.insert(BEFORE_GROUP, TypedParam::new(VIR_DOMAIN_BLOCK_IOTUNE_GROUP_NAME, group));
    Ok(told)
}

pub fn set(driver: &TestDriver, domain: &Domain, name: &str, given: &[TypedParam], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetBlockIoTune", flags, IMPACT)?;
    let mut known: Vec<Known<'_>> = LIMITS.iter().map(|limit| (limit.name, VIR_TYPED_PARAM_ULLONG)).collect();
    known.push((VIR_DOMAIN_BLOCK_IOTUNE_GROUP_NAME, VIR_TYPED_PARAM_STRING));
    params::check(given, &known)?;
    driver.change(domain, |state| {
        let (def, _) = state.one_def_mut(flags)?;
        let Some(disk) = find_disk_mut(def, name) else {
            bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "missing persistent configuration for disk '{name}'");
        };
        let mut tune = disk.iotune.as_deref().cloned().unwrap_or_default();
        for param in given {
            match &param.value {
                TypedValue::ULLong(value) if *value > MAX => bail!(
                    VIR_FROM_TEST,
                    VIR_ERR_ARGUMENT_UNSUPPORTED,
                    "block I/O throttle limit value must be no more than {MAX}"
                ),
                TypedValue::ULLong(value) => {
                    if let Some(limit) = LIMITS.iter().find(|limit| limit.name == param.field) {
                        *(limit.field)(&mut tune) = *value;
                    }
                }
                TypedValue::String(group) => tune.group_name = Some(group.clone()),
                _ => {}
            }
        }
        check(&tune)?;
        disk.iotune = Some(Box::new(tune)).filter(|tune| **tune != IoTune::default());
        Ok(())
    })
}

fn check(tune: &IoTune) -> Result<()> {
    let rates = &tune.rates;
    for (total, read, write, name) in [
        (rates.total_bytes_sec, rates.read_bytes_sec, rates.write_bytes_sec, "bytes_sec"),
        (rates.total_iops_sec, rates.read_iops_sec, rates.write_iops_sec, "iops_sec"),
        (rates.total_bytes_sec_max, rates.read_bytes_sec_max, rates.write_bytes_sec_max, "bytes_sec_max"),
        (rates.total_iops_sec_max, rates.read_iops_sec_max, rates.write_iops_sec_max, "iops_sec_max"),
    ] {
        if total != 0 && (read != 0 || write != 0) {
            bail!(
                VIR_FROM_TEST,
                VIR_ERR_INVALID_ARG,
                "total and read/write of {name} cannot be set at the same time"
            );
        }
    }
    for (usual, most, name) in [
        (rates.total_bytes_sec, rates.total_bytes_sec_max, "total_bytes_sec"),
        (rates.read_bytes_sec, rates.read_bytes_sec_max, "read_bytes_sec"),
        (rates.write_bytes_sec, rates.write_bytes_sec_max, "write_bytes_sec"),
        (rates.total_iops_sec, rates.total_iops_sec_max, "total_iops_sec"),
        (rates.read_iops_sec, rates.read_iops_sec_max, "read_iops_sec"),
        (rates.write_iops_sec, rates.write_iops_sec_max, "write_iops_sec"),
    ] {
        if usual > most {
            bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "{name} cannot be set higher than {name}_max");
        }
    }
    Ok(())
}
