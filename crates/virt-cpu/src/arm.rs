//! ARM: models and vendors by number, features by name.

use std::sync::LazyLock;

use virt_conf::cpu::{CpuDef, CpuFeature, CpuKind, CpuMatch, CpuPolicy};
use virt_core::consts::*;
use virt_core::{Result, bail};

use crate::pvr::Table;
use crate::{Comparison, HvModel, Verdict};

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("../data/arm.txt")));

/// Names of Linux' hardware capability bits, from bit 0.
const HWCAPS: &[&str] = &[
    "fp", "asimd", "evtstrm", "aes", "pmull", "sha1", "sha2", "crc32", "atomics", "fphp", "asimdhp", "cpuid",
    "asimdrdm", "jscvt", "fcma", "lrcpc", "dcpop", "sha3", "sm3", "sm4", "asimddp", "sha512", "sve",
    "asimdfhm", "dit", "uscat", "ilrcpc", "flagm", "ssbs", "sb", "paca", "pacg",
];

pub(crate) fn compare(host: Option<&CpuDef>, cpu: &CpuDef) -> Verdict {
    if cpu.kind != CpuKind::Host {
        return Verdict::yes(Comparison::Identical);
    }
    let Some(host) = host.filter(|h| h.model.is_some()) else {
        return Verdict::no("unknown host CPU".to_owned());
    };
    if host.vendor == cpu.vendor && host.model == cpu.model {
        return Verdict::yes(Comparison::Identical);
    }
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "<null>".to_owned());
    Verdict::no(format!(
        "Host CPU model does not match required CPU vendor {} or(and) model {}",
        said(&cpu.vendor),
        said(&cpu.model)
    ))
}

pub(crate) fn baseline(cpus: &[CpuDef]) -> CpuDef {
    let model = cpus.first().and_then(|c| c.model.clone());
    CpuDef { kind: CpuKind::Guest, match_: CpuMatch::Exact, model, ..CpuDef::default() }
}

pub(crate) fn validate_features(cpu: &CpuDef) -> Result<()> {
    match cpu.features.iter().find(|f| !TABLE.features.contains(&f.name.as_str())) {
        Some(f) => bail!(VIR_FROM_CPU, VIR_ERR_CONFIG_UNSUPPORTED, "unknown CPU feature: {}", f.name),
        None => Ok(()),
    }
}

/// The model of a processor: its main identification register and Linux' capability bits.
pub fn decode(cpu: &mut CpuDef, midr: u64, hwcaps: u64, models: Option<&[HvModel<'_>]>) -> Result<()> {
    let (pvr, vendor_id) = ((midr >> 4 & 0xfff) as u32, (midr >> 24 & 0xff) as u32);
    let Some(model) = TABLE.model_with_pvr(pvr) else {
        bail!(
            VIR_FROM_CPU,
            VIR_ERR_OPERATION_FAILED,
            "Cannot find CPU model with PVR 0x{pvr:03x}, vendor id 0x{vendor_id:02x}"
        );
    };
    crate::refuse_unless_allowed(model.name, models)?;
    let vendor = TABLE.vendors.iter().find(|(_, id)| *id == Some(vendor_id)).map(|(name, _)| *name);
    if vendor.is_none() && vendor_id != 0 {
        bail!(
            VIR_FROM_CPU,
            VIR_ERR_OPERATION_FAILED,
            "Cannot find CPU vendor with vendor id 0x{vendor_id:02x}"
        );
    }
    cpu.model = Some(model.name.to_owned());
    cpu.vendor = vendor.map(str::to_owned);
    let names = HWCAPS.iter().enumerate().filter(|(bit, _)| hwcaps >> bit & 1 == 1);
    cpu.features =
        names.map(|(_, name)| CpuFeature { name: (*name).to_owned(), policy: CpuPolicy::Require }).collect();
    Ok(())
}
