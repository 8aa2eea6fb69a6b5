//! From bits to the model that describes them best.

use virt_conf::cpu::{CpuDef, CpuFallback, CpuFeature, CpuKind, CpuPolicy, CpuSignature};
use virt_core::consts::*;
use virt_core::{Result, bail};

use super::bits::{Bits, unpack_signature};
use super::map::{Map, Model};
use super::model::{features_from, mention_removed};
use crate::HvModel;

/// What the search is held to.
#[derive(Default)]
pub(super) struct Wish<'a> {
    /// Models that the hypervisor has; `None`: any.
    pub models: Option<&'a [HvModel<'a>]>,
    /// Models that are liked more than others.
    pub preferred: &'a [&'a str],
    /// Leave out features that keep a guest from migrating.
    pub migratable: bool,
}

/// Fills model, vendor, features and signature of `cpu` from bits.
pub(super) fn decode(cpu: &mut CpuDef, bits: &Bits, wish: &Wish<'_>) -> Result<()> {
    let map = Map::get();
    let mut bits = bits.clone();
    let vendor = map.vendor_in(&bits);
    if let Some(vendor) = vendor {
        bits.subtract(&map.vendors[vendor].bits);
    }
    let signature = bits.signature();
    drop_broken_tsx(&mut bits, vendor, map);

    let mut best: Option<(&Model, Vec<CpuFeature>)> = None;
    // The newest models are at the end of the table.
    for model in map.models.iter().rev() {
        let hv_model = wish.models.map(|models| models.iter().find(|m| m.name == model.name));
        if hv_model == Some(None) {
            if wish.preferred == [model.name] && cpu.fallback != CpuFallback::Allow {
                let name = model.name;
                bail!(
                    VIR_FROM_CPU,
                    VIR_ERR_CONFIG_UNSUPPORTED,
                    "CPU model {name} is not supported by hypervisor"
                );
            }
            continue;
        }
        if vendor.is_some() && model.vendor.is_some() && vendor != model.vendor {
            continue;
        }
        if !(if cpu.kind == CpuKind::Host { model.host } else { model.guest }) {
            continue;
        }
        let features = describe(&bits, model, map, hv_model.flatten(), cpu.kind)?;
        match better(best.as_ref(), model, &features, signature, cpu.kind, wish.preferred) {
            Choice::Worse => {}
            Choice::Better => best = Some((model, features)),
            Choice::Final => {
                best = Some((model, features));
                break;
            }
        }
    }
    let Some((model, mut features)) = best else {
        bail!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "Cannot find suitable CPU model for given data");
    };
    if wish.migratable {
        features.retain(|f| map.is_migratable(&f.name));
    }
    cpu.vendor = vendor.map(|v| map.vendors[v].name.clone());
    cpu.model = Some(model.name.to_owned());
    cpu.features = features;
    let (family, model, stepping) = unpack_signature(signature);
    cpu.signature = CpuSignature { family, model, stepping };
    Ok(())
}

/// Some processors' TSX is broken: what they say of it isn't believed.
fn drop_broken_tsx(bits: &mut Bits, vendor: Option<usize>, map: &Map) {
    let (family, model, stepping) = unpack_signature(bits.signature());
    let broken = family == 6 && ([60, 69, 70].contains(&model) || model == 63 && stepping < 4);
    if broken && vendor.is_some_and(|v| map.vendors[v].name == "Intel") {
        for feature in ["hle", "rtm"].iter().filter_map(|name| map.feature(name)) {
            bits.subtract(&feature.bits);
        }
    }
}

/// The features that make a model into the bits: more to require, and some to disable.
fn describe(
    bits: &Bits,
    model: &Model,
    map: &Map,
    hv_model: Option<&HvModel<'_>>,
    kind: CpuKind,
) -> Result<Vec<CpuFeature>> {
    let mut more = bits.clone();
    more.subtract(&model.bits);
    let mut less = model.bits.clone();
    less.subtract(bits);
    // The hypervisor's version of the model may have features that can't be enabled now.
    for blocker in hv_model.map(|m| m.blockers).unwrap_or_default() {
        if let Some(feature) = map.feature(blocker).filter(|f| !more.contains(&f.bits)) {
            less.add(&feature.bits);
        }
    }
    let mut cpu = CpuDef { kind: CpuKind::Guest, ..CpuDef::default() };
    for (bits, policy) in [(&mut more, CpuPolicy::Require), (&mut less, CpuPolicy::Disable)] {
        for name in features_from(bits, map) {
            if cpu.feature(name).is_some() {
                bail!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "CPU feature '{name}' specified more than once");
            }
            cpu.features.push(CpuFeature { name: name.to_owned(), policy });
        }
    }
    if kind == CpuKind::Guest {
        mention_removed(&mut cpu, model, CpuPolicy::Disable);
    }
    Ok(cpu.features)
}

enum Choice {
    Worse,
    Better,
    Final,
}

fn better(
    best: Option<&(&Model, Vec<CpuFeature>)>,
    model: &Model,
    features: &[CpuFeature],
    signature: u32,
    kind: CpuKind,
    preferred: &[&str],
) -> Choice {
    // A host's definition can't take features away.
    if kind == CpuKind::Host && features.iter().any(|f| f.policy == CpuPolicy::Disable) {
        return Choice::Worse;
    }
    let is_preferred = preferred.contains(&model.name);
    if is_preferred && preferred.len() == 1 {
        return Choice::Final;
    }
    let Some((best, best_features)) = best else {
        return Choice::Better;
    };
    if signature != 0 {
        match (best.matches(signature), model.matches(signature)) {
            (true, false) => return Choice::Worse,
            (false, true) => return Choice::Better,
            _ => {}
        }
    }
    let (old, new) = if kind == CpuKind::Host {
        (
            Weight { enabled: best_features.len(), disabled: 0 },
            Weight { enabled: features.len(), disabled: 0 },
        )
    } else {
        (Weight::of(best_features), Weight::of(features))
    };
    let fewer = new.total() < old.total() || new.total() == old.total() && new.disabled < old.disabled;
    if fewer || is_preferred && new.disabled < old.disabled { Choice::Better } else { Choice::Worse }
}

/// How far a model is from the bits.
struct Weight {
    enabled: usize,
    disabled: usize,
}

impl Weight {
    /// Each disabled feature weighs more than the one before. As upstream counts, the walk ends at the number
    /// of features not found disabled so far, so not all of them at the end of the list are weighed: choices
    /// between close models depend on it.
    fn of(features: &[CpuFeature]) -> Self {
        let (mut enabled, mut disabled, mut penalty, mut i) = (features.len(), 0, 2, 0);
        while i < enabled {
            if features[i].policy == CpuPolicy::Disable {
                enabled -= 1;
                disabled += penalty;
                penalty += 1;
            }
            i += 1;
        }
        Self { enabled, disabled }
    }

    fn total(&self) -> usize {
        self.enabled + self.disabled
    }
}
