//! The CPU that all of several hosts can give.

use virt_conf::cpu::{CpuDef, CpuFallback, CpuKind};
use virt_core::consts::*;
use virt_core::{Result, bail, err};

use super::bits::Bits;
use super::decode::{Wish, decode};
use super::map::Map;
use super::model::{bits_of, model_of};
use crate::HvModel;

pub(crate) fn baseline(
    cpus: &[CpuDef],
    models: Option<&[HvModel<'_>]>,
    features: Option<&[String]>,
    migratable: bool,
) -> Result<CpuDef> {
    let map = Map::get();
    let mut vendor: Option<usize> = None;
    let mut names: Vec<&str> = Vec::new();
    let mut common: Option<Bits> = None;
    let mut tell_vendor = true;
    for cpu in cpus {
        if let Some(name) = cpu.model.as_deref().filter(|n| !names.contains(n)) {
            names.push(name);
        }
        let bits = bits_of(cpu, map)?;
        match &mut common {
            // The first one's vendor is what it says, whatever its model's.
            None => {
                vendor = cpu.vendor.as_deref().map(|name| known_vendor(map, name)).transpose()?;
                common = Some(bits);
            }
            Some(common) => {
                check_vendor(cpu, map, &mut vendor)?;
                common.intersect(&bits);
            }
        }
        tell_vendor &= cpu.vendor.is_some();
    }
    let mut common = common.unwrap_or_default();
    if let Some(features) = features {
        let mut allowed = Bits::default();
        features.iter().filter_map(|f| map.feature(f)).for_each(|f| allowed.add(&f.bits));
        common.intersect(&allowed);
    }
    if common.is_empty() {
        bail!(VIR_FROM_CPU, VIR_ERR_OPERATION_FAILED, "CPUs are incompatible");
    }
    if let Some(vendor) = vendor {
        common.add(&map.vendors[vendor].bits);
    }
    let mut cpu = CpuDef { kind: CpuKind::Guest, ..CpuDef::default() };
    decode(&mut cpu, &common, &Wish { models, preferred: &names, migratable })?;
    if names.len() == 1 && cpu.model.as_deref() == Some(names[0]) {
        cpu.fallback = CpuFallback::Forbid;
    }
    if !tell_vendor {
        cpu.vendor = None;
    }
    Ok(cpu)
}

fn known_vendor(map: &Map, name: &str) -> Result<usize> {
    let unknown = || err!(VIR_FROM_CPU, VIR_ERR_OPERATION_FAILED, "Unknown CPU vendor {name}");
    map.vendor(name).ok_or_else(unknown)
}

/// All makers that are named, or whose models are named, have to be one.
fn check_vendor(cpu: &CpuDef, map: &Map, vendor: &mut Option<usize>) -> Result<()> {
    let model = model_of(cpu, map)?;
    let of_model = model.and_then(|m| m.vendor).map(|v| map.vendors[v].name.as_str());
    if let (Some(said), Some(of_model), Some(model)) = (&cpu.vendor, of_model, model)
        && said != of_model
    {
        bail!(
            VIR_FROM_CPU,
            VIR_ERR_OPERATION_FAILED,
            "CPU vendor {of_model} of model {} differs from vendor {said}",
            model.name
        );
    }
    let Some(name) = cpu.vendor.as_deref().or(of_model) else {
        return Ok(());
    };
    match vendor {
        None => *vendor = Some(known_vendor(map, name)?),
        Some(vendor) if map.vendors[*vendor].name == name => {}
        Some(_) => bail!(VIR_FROM_CPU, VIR_ERR_OPERATION_FAILED, "CPU vendors do not match"),
    }
    Ok(())
}
