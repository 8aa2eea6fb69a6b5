//! 64-bit PowerPC: a model is a name and the version numbers of its processors.

use std::sync::LazyLock;

use virt_conf::cpu::{CpuDef, CpuFallback, CpuKind, CpuMatch, CpuMode};
use virt_core::consts::*;
use virt_core::{Result, bail, err};

use crate::pvr::{Model, Table};
use crate::{Comparison, HvModel, Verdict};

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("../data/ppc64.txt")));

/// Models that were versions of processors once.
const LEGACY: &[&str] = &["POWER7_v2.1", "POWER7_v2.3", "POWER7+_v2.1", "POWER8_v1.0"];

pub(crate) fn models() -> Vec<&'static str> {
    TABLE.models.iter().map(|m| m.name).collect()
}

pub(crate) fn vendor_of_model(name: &str) -> Option<&'static str> {
    TABLE.model(name)?.vendor
}

/// Says an old model name as it is said now.
pub(crate) fn convert_legacy(cpu: &mut CpuDef) {
    if let Some(model) = cpu.model.as_mut().filter(|m| LEGACY.contains(&m.as_str())) {
        model.truncate("POWERx".len());
    }
}

fn model_of(cpu: &CpuDef) -> Result<&'static Model> {
    let Some(name) = &cpu.model else {
        bail!(VIR_FROM_CPU, VIR_ERR_INVALID_ARG, "no CPU model specified");
    };
    known(name)
}

fn known(name: &str) -> Result<&'static Model> {
    TABLE.model(name).ok_or_else(|| err!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "Unknown CPU model {name}"))
}

pub(crate) fn compare(host: &CpuDef, cpu: &CpuDef) -> Result<Verdict> {
    let mut cpu = cpu.clone();
    convert_legacy(&mut cpu);
    if let Some(arch) = cpu.arch.filter(|a| !a.is_ppc64()) {
        return Ok(Verdict::no(format!("CPU arch {arch} does not match host arch")));
    }
    if let Some(vendor) = cpu.vendor.as_ref().filter(|v| host.vendor.as_ref() != Some(*v)) {
        return Ok(Verdict::no(format!("host CPU vendor does not match required CPU vendor {vendor}")));
    }
    let host_model = model_of(host)?;
    let guest_model = match (cpu.kind, cpu.mode) {
        (CpuKind::Host, _) | (_, CpuMode::Custom) => model_of(&cpu)?,
        (_, CpuMode::HostModel) if !runs_as(host_model.name, cpu.model.as_deref())? => {
            return Ok(Verdict::yes(Comparison::Incompatible));
        }
        _ => host_model,
    };
    if guest_model.name != host_model.name {
        let name = guest_model.name;
        return Ok(Verdict::no(format!("host CPU model does not match required CPU model {name}")));
    }
    Ok(Verdict::yes(Comparison::Identical))
}

/// Can the host run a guest in the mode of an older processor ("power8")?
fn runs_as(host: &str, mode: Option<&str>) -> Result<bool> {
    let Some(mode) = mode else { return Ok(true) };
    let generation = |name: &str, prefix: &str| {
        name.strip_prefix(prefix).and_then(|n| n.parse::<u32>().ok()).filter(|n| (6..=11).contains(n))
    };
    let Some(host) = generation(host, "POWER") else {
        bail!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "Host CPU does not support compatibility modes");
    };
    let Some(wanted) = generation(mode, "power") else {
        bail!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "Unknown compatibility mode {mode}");
    };
    Ok(wanted <= host)
}

/// The model of a processor's version number.
pub fn decode(cpu: &mut CpuDef, pvr: u32, models: Option<&[HvModel<'_>]>) -> Result<()> {
    let Some(model) = TABLE.model_with_pvr(pvr) else {
        bail!(VIR_FROM_CPU, VIR_ERR_OPERATION_FAILED, "Cannot find CPU model with PVR 0x{pvr:08x}");
    };
    crate::refuse_unless_allowed(model.name, models)?;
    cpu.model = Some(model.name.to_owned());
    cpu.vendor = model.vendor.map(str::to_owned);
    Ok(())
}

pub(crate) fn baseline(cpus: &[CpuDef]) -> Result<CpuDef> {
    let model = known(cpus.first().and_then(|c| c.model.as_deref()).unwrap_or_default())?;
    let mut vendor: Option<&str> = None;
    for cpu in cpus {
        if cpu.model.as_deref() != Some(model.name) {
            bail!(VIR_FROM_CPU, VIR_ERR_OPERATION_FAILED, "CPUs are incompatible");
        }
        let Some(said) = cpu.vendor.as_deref() else { continue };
        if !TABLE.has_vendor(said) {
            bail!(VIR_FROM_CPU, VIR_ERR_OPERATION_FAILED, "Unknown CPU vendor {said}");
        }
        match (model.vendor, vendor) {
            (Some(of_model), _) if of_model != said => bail!(
                VIR_FROM_CPU,
                VIR_ERR_OPERATION_FAILED,
                "CPU vendor {of_model} of model {} differs from vendor {said}",
                model.name
            ),
            (None, Some(other)) if other != said => {
                bail!(VIR_FROM_CPU, VIR_ERR_OPERATION_FAILED, "CPU vendors do not match")
            }
            (None, None) => vendor = Some(said),
            _ => {}
        }
    }
    Ok(CpuDef {
        kind: CpuKind::Guest,
        match_: CpuMatch::Exact,
        fallback: CpuFallback::Forbid,
        model: Some(model.name.to_owned()),
        vendor: vendor.map(str::to_owned),
        ..CpuDef::default()
    })
}

pub(crate) fn update(guest: &mut CpuDef) {
    if guest.mode == CpuMode::Custom {
        guest.match_ = CpuMatch::Exact;
    }
}
