//! What a CPU definition says in bits.

use virt_conf::cpu::{CpuDef, CpuKind, CpuPolicy};
use virt_core::consts::*;
use virt_core::{Result, err};

use super::bits::Bits;
use super::map::{Map, Model};

/// The bits of features with a policy; those required include the model's.
pub(super) fn bits_with(cpu: &CpuDef, map: &Map, policy: CpuPolicy) -> Result<Bits> {
    // The features of a host are all required.
    if cpu.kind == CpuKind::Host && policy != CpuPolicy::Require {
        return Ok(Bits::default());
    }
    let mut bits = match policy {
        CpuPolicy::Require => model_of(cpu, map)?.map(|m| m.bits.clone()).unwrap_or_default(),
        _ => Bits::default(),
    };
    for feature in cpu.features.iter().filter(|f| f.policy == policy) {
        bits.add(feature_bits(map, &feature.name)?);
    }
    Ok(bits)
}

/// The bits of the whole CPU: its model's and all that is required or forced, without what is disabled or forbidden.
pub(super) fn bits_of(cpu: &CpuDef, map: &Map) -> Result<Bits> {
    let mut bits = model_of(cpu, map)?.map(|m| m.bits.clone()).unwrap_or_default();
    for feature in cpu.features.iter().filter(|f| f.policy != CpuPolicy::Optional) {
        let of_feature = feature_bits(map, &feature.name)?;
        match feature.policy {
            CpuPolicy::Force | CpuPolicy::Require => bits.add(of_feature),
            _ => bits.subtract(of_feature),
        }
    }
    Ok(bits)
}

/// The definition's model, which has to be known.
pub(super) fn model_of<'a>(cpu: &CpuDef, map: &'a Map) -> Result<Option<&'a Model>> {
    let find = |name: &String| {
        map.model(name).ok_or_else(|| err!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "Unknown CPU model {name}"))
    };
    cpu.model.as_ref().map(find).transpose()
}

fn feature_bits<'a>(map: &'a Map, name: &str) -> Result<&'a Bits> {
    let feature = map.feature(name);
    let unknown = || err!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "Unknown CPU feature {name}");
    feature.map(|f| &f.bits).ok_or_else(unknown)
}

/// Mentions the features that later versions of the model lack, unless the definition does.
pub(super) fn mention_removed(cpu: &mut CpuDef, model: &Model, policy: CpuPolicy) {
    for name in &model.removed {
        cpu.add_feature_if_missing(name, policy);
    }
}

/// Turns bits into features of a definition, in the table's order. Takes the bits of what was found.
pub(super) fn features_from(bits: &mut Bits, map: &Map) -> Vec<&'static str> {
    let mut found = Vec::new();
    for feature in &map.features {
        if bits.contains(&feature.bits) {
            bits.subtract(&feature.bits);
            found.push(feature.name);
        }
    }
    found
}

/// Names of the features in the bits.
pub(super) fn names_in(bits: &Bits, map: &Map) -> String {
    let names: Vec<&str> = map.features.iter().filter(|f| bits.contains(&f.bits)).map(|f| f.name).collect();
    names.join(", ")
}
