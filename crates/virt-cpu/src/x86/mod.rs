//! x86: models are sets of CPUID and MSR bits.

mod baseline;
pub mod bits;
mod compare;
mod decode;
mod host;
mod hyperv;
mod map;
mod model;
mod update;

use std::borrow::Cow;

use virt_conf::cpu::{CpuDef, CpuPolicy};
use virt_core::consts::*;
use virt_core::{Result, bail, err};

pub(crate) use baseline::baseline;
use bits::Bits;
pub(crate) use compare::compare;
pub use host::{Processor, host_bits};
use map::Map;
pub(crate) use update::{expand, translate, update, update_live};

use crate::HvModel;

/// Names of all models.
pub(crate) fn models() -> Vec<&'static str> {
    Map::get().models.iter().map(|m| m.name).collect()
}

pub(crate) fn vendor_of_model(name: &str) -> Option<&'static str> {
    let map = Map::get();
    map.model(name)?.vendor.map(|v| map.vendors[v].name.as_str())
}

pub(crate) fn canonical_model(name: &str) -> Option<&'static str> {
    Map::get().model(name)?.canonical
}

/// Does a partial check of this model compare with upstream's description of it?
pub(crate) fn compat_check(name: Option<&str>) -> bool {
    name.and_then(|n| Map::get().model(n)).is_some_and(|m| m.compat)
}

pub(crate) fn is_migratable(feature: &str) -> bool {
    Map::get().is_migratable(feature)
}

/// Does a feature stand for bits of MSRs?
pub fn is_msr_feature(name: &str) -> bool {
    let feature = Map::get().feature(name);
    feature.is_some_and(|f| f.bits.iter().any(|(reg, _)| matches!(reg.place(), bits::Place::Msr(_))))
}

/// The bits that a feature stands for.
pub fn feature_bits(name: &str) -> Option<Cow<'static, Bits>> {
    let feature = Map::get().feature(name).map(|feature| Cow::Borrowed(&feature.bits));
    feature.or_else(|| hyperv::bits(name).map(Cow::Owned))
}

/// Adds a feature's bits; a name that isn't known adds nothing.
pub fn add_feature(to: &mut Bits, name: &str) {
    if let Some(bits) = feature_bits(name) {
        to.add(&bits);
    }
}

/// Adds who made the processor, given as CPUID gives it ("GenuineIntel").
pub fn set_vendor(to: &mut Bits, text: &str) -> Result<()> {
    let Some(bits) = bits::vendor_bits(text) else {
        bail!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "Invalid CPU vendor string '{text}'");
    };
    to.add(&bits);
    Ok(())
}

/// Are a feature's bits in the set?
pub fn feature_in(bits: &Bits, name: &str) -> Result<bool> {
    let unknown = || err!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "unknown CPU feature {name}");
    feature_bits(name).map(|of| bits.contains(&of)).ok_or_else(unknown)
}

/// Does the CPU have a feature?
pub(crate) fn check_feature(cpu: &CpuDef, name: &str) -> Result<bool> {
    feature_in(&model::bits_of(cpu, Map::get())?, name)
}

/// Describes bits with the closest model; `models` are those the hypervisor has.
pub fn decode(cpu: &mut CpuDef, bits: &Bits, models: Option<&[HvModel<'_>]>) -> Result<()> {
    decode::decode(cpu, bits, &decode::Wish { models, ..Default::default() })
}

pub(crate) fn validate_features(cpu: &CpuDef) -> Result<()> {
    match cpu.features.iter().find(|f| Map::get().feature(&f.name).is_none()) {
        Some(f) => bail!(VIR_FROM_CPU, VIR_ERR_CONFIG_UNSUPPORTED, "unknown CPU feature: {}", f.name),
        None => Ok(()),
    }
}

/// Replaces model and features (and vendor, unless kept) with those of another definition.
pub(crate) fn take_model(cpu: &mut CpuDef, from: CpuDef, keep_vendor: bool) {
    cpu.model = from.model;
    cpu.features = from.features;
    cpu.microcode = from.microcode;
    if !keep_vendor {
        cpu.vendor = from.vendor;
        cpu.vendor_id = from.vendor_id;
    }
}

/// The bits that features with a policy stand for (required: with the model's).
pub fn encode(cpu: &CpuDef, policy: CpuPolicy) -> Result<Bits> {
    model::bits_with(cpu, Map::get(), policy)
}
