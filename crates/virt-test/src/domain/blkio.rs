//! Weights and limits of block devices of the host: `/dev/sda,300,/dev/sdb,500`.

use virt_conf::domain::BlkioDevice;
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Error, Result, TypedParam, TypedValue};
use virt_xml::parse_unsigned;

use super::params::{self, Known};
use crate::TestDriver;

const IMPACT: u32 = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;

/// A limit of a device, by parameter.
#[derive(Clone, Copy)]
struct Limit {
    name: &'static str,
    /// The largest value.
    max: u64,
    get: fn(&BlkioDevice) -> u64,
    set: fn(&mut BlkioDevice, u64),
}

fn narrow(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

const LIMITS: [Limit; 5] = [
    Limit {
        name: VIR_DOMAIN_BLKIO_DEVICE_WEIGHT,
        max: u32::MAX as u64,
        get: |device| device.weight.into(),
        set: |device, value| device.weight = narrow(value),
    },
    Limit {
        name: VIR_DOMAIN_BLKIO_DEVICE_READ_IOPS,
        max: u32::MAX as u64,
        get: |device| device.read_iops_sec.into(),
        set: |device, value| device.read_iops_sec = narrow(value),
    },
    Limit {
        name: VIR_DOMAIN_BLKIO_DEVICE_WRITE_IOPS,
        max: u32::MAX as u64,
        get: |device| device.write_iops_sec.into(),
        set: |device, value| device.write_iops_sec = narrow(value),
    },
    Limit {
        name: VIR_DOMAIN_BLKIO_DEVICE_READ_BPS,
        max: u64::MAX,
        get: |device| device.read_bytes_sec,
        set: |device, value| device.read_bytes_sec = value,
    },
    Limit {
        name: VIR_DOMAIN_BLKIO_DEVICE_WRITE_BPS,
        max: u64::MAX,
        get: |device| device.write_bytes_sec,
        set: |device, value| device.write_bytes_sec = value,
    },
];

pub fn get(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>> {
    let known = IMPACT | VIR_TYPED_PARAM_STRING_OKAY;
    check_flags(VIR_FROM_TEST, "testDomainGetBlkioParameters", flags, known)?;
    let state = driver.state(domain)?;
    let tune = &state.one_def(flags)?.blkiotune;
    let mut told = vec![TypedParam::new(VIR_DOMAIN_BLKIO_WEIGHT, tune.weight)];
    for limit in LIMITS {
        let limited = tune.devices.iter().filter(|device| (limit.get)(device) != 0);
        let texts: Vec<String> =
            limited.map(|device| format!("{},{}", device.path, (limit.get)(device))).collect();
        told.push(TypedParam::new(limit.name, texts.join(",")));
    }
    Ok(told)
}

pub fn set(driver: &TestDriver, domain: &Domain, given: &[TypedParam], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetBlkioParameters", flags, IMPACT)?;
    let mut known: Vec<Known<'_>> = LIMITS.iter().map(|limit| (limit.name, VIR_TYPED_PARAM_STRING)).collect();
    known.push((VIR_DOMAIN_BLKIO_WEIGHT, VIR_TYPED_PARAM_UINT));
    params::check(given, &known)?;
    driver.object(domain)?.set(|state| {
        let (def, _) = state.one_def_mut(flags)?;
        // what can be set is set, whatever else is wrong
        let mut outcome = Ok(());
        for param in given {
            match &param.value {
                TypedValue::UInt(weight) => def.blkiotune.weight = *weight,
                TypedValue::String(text) => {
                    let limit = LIMITS.iter().find(|limit| limit.name == param.field);
                    match limit.map(|limit| (limit, parse(limit, text))) {
                        Some((limit, Ok(pairs))) => merge(&mut def.blkiotune.devices, limit, pairs),
                        Some((_, Err(error))) => outcome = Err(error),
                        None => {}
                    }
                }
                _ => {}
            }
        }
        outcome
    })
}

fn parse(limit: &Limit, text: &str) -> Result<Vec<(String, u64)>> {
    let name = limit.name;
    let wrong = |text: String| Error::new(VIR_FROM_DOMAIN, VIR_ERR_INVALID_ARG, text);
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let parts: Vec<&str> = text.split(',').collect();
    if !parts.len().is_multiple_of(2) {
        return Err(wrong(format!("unable to parse blkio device '{name}' '{text}'")));
    }
    let pairs = parts.chunks(2).map(|pair| {
        let digits = pair[1].bytes().take_while(u8::is_ascii_digit).count();
        let value = parse_unsigned(&pair[1][..digits], 10).filter(|value| *value <= limit.max);
        match value {
            Some(value) if digits == pair[1].len() => Ok((pair[0].to_owned(), value)),
            Some(_) => Err(wrong(format!("unable to parse blkio device '{name}' '{text}'"))),
            None => Err(wrong(format!(
                "invalid value '{}' for parameter '{name}' of device '{}'",
                pair[1], pair[0]
            ))),
        }
    });
    pairs.collect()
}

fn merge(devices: &mut Vec<BlkioDevice>, limit: &Limit, pairs: Vec<(String, u64)>) {
    for (path, value) in pairs {
        match devices.iter_mut().find(|device| device.path == path) {
            Some(device) => (limit.set)(device, value),
            None if value == 0 => {}
            None => {
                let mut device = BlkioDevice { path, ..BlkioDevice::default() };
                (limit.set)(&mut device, value);
                devices.push(device);
            }
        }
    }
}
