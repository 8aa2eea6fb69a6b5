//! Definitions adapted: to a host, to what a hypervisor started, to models it has.

use virt_conf::cpu::{CpuCheck, CpuDef, CpuKind, CpuMatch, CpuMode, CpuPolicy};
use virt_core::consts::*;
use virt_core::{Result, bail, err};

use super::bits::Bits;
use super::decode::{Wish, decode};
use super::map::Map;
use super::model::{bits_of, bits_with, features_from, mention_removed, model_of};
use super::{feature_in, take_model};
use crate::HvModel;

/// Makes a guest's definition one of its own; `relative` when it depends on the host.
pub(crate) fn update(
    guest: &mut CpuDef,
    host: Option<&CpuDef>,
    relative: bool,
    removed: CpuPolicy,
) -> Result<()> {
    let map = Map::get();
    if relative {
        let Some(host) = host else {
            bail!(VIR_FROM_CPU, VIR_ERR_CONFIG_UNSUPPORTED, "unknown host CPU model");
        };
        let host_bits = bits_of(host, map)?;
        for feature in guest.features.iter_mut().filter(|f| f.policy == CpuPolicy::Optional) {
            feature.policy =
                if feature_in(&host_bits, &feature.name)? { CpuPolicy::Require } else { CpuPolicy::Disable };
        }
        if guest.mode == CpuMode::HostModel || guest.match_ == CpuMatch::Minimum {
            become_host(guest, host);
        }
    }
    let name = guest.model.as_deref().unwrap_or_default();
    let Some(model) = map.model(name) else {
        bail!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "Unknown CPU model {name}");
    };
    mention_removed(guest, model, removed);
    Ok(())
}

fn become_host(guest: &mut CpuDef, host: &CpuDef) {
    let mut updated = CpuDef { kind: CpuKind::Guest, mode: CpuMode::Custom, ..host.without_model() };
    updated.copy_model_from(host);
    if guest.vendor_id.is_some() {
        updated.vendor_id.clone_from(&guest.vendor_id);
    }
    for feature in &guest.features {
        updated.set_feature(&feature.name, feature.policy);
    }
    take_model(guest, updated, guest.mode == CpuMode::Custom);
    guest.mode = CpuMode::Custom;
    guest.match_ = CpuMatch::Exact;
}

/// Compares a definition with what the hypervisor enabled and disabled, and writes down the difference or
/// refuses it, as the definition's `check` wants.
pub(crate) fn update_live(cpu: &mut CpuDef, enabled: &Bits, disabled: &Bits) -> Result<()> {
    let map = Map::get();
    let passed_through = matches!(cpu.mode, CpuMode::HostPassthrough | CpuMode::Maximum);
    let model = model_of(cpu, map)?;
    let wanted = bits_of(cpu, map)?;
    let unwanted = bits_with(cpu, map, CpuPolicy::Disable)?;
    let mut disabled = disabled.clone();
    let full = cpu.check == CpuCheck::Full;
    let (mut extra, mut missing) = (Vec::new(), Vec::new());
    for feature in &map.features {
        let is_in = |bits: &Bits| bits.contains(&feature.bits);
        let (explicit, expected) = match (is_in(&wanted), is_in(&unwanted)) {
            (true, _) => (true, Some(true)),
            (false, true) => (true, Some(false)),
            (false, false) => (false, if passed_through { None } else { Some(false) }),
        };
        if is_in(enabled) && is_in(&disabled) {
            bail!(
                VIR_FROM_CPU,
                VIR_ERR_OPERATION_FAILED,
                "hypervisor provided conflicting CPU data: feature '{}' is both enabled and disabled at the same time",
                feature.name
            );
        }
        // Always there, but taken up only after the model was: not an error.
        let late = !explicit && model.is_some_and(|m| m.added.contains(&feature.name));
        let strict = full && !late;
        if expected == Some(false) && is_in(enabled) {
            match strict {
                true => extra.push(feature.name),
                false => cpu.set_feature(feature.name, CpuPolicy::Require),
            }
        }
        if is_in(&disabled) || expected == Some(true) && !is_in(enabled) {
            if strict {
                missing.push(feature.name);
            } else {
                cpu.set_feature(feature.name, CpuPolicy::Disable);
                disabled.subtract(&feature.bits);
            }
        }
    }
    if let Some(model) = model {
        mention_removed(cpu, model, CpuPolicy::Disable);
    }
    let mut text = String::from("guest CPU doesn't match specification");
    let said: Vec<String> = [("extra", &extra), ("missing", &missing)]
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("{what} features: {}", names.join(",")))
        .collect();
    if !said.is_empty() {
        text = format!("{text}: {}", said.join(", "));
    } else if !full || disabled.is_empty() {
        return Ok(());
    }
    Err(err!(VIR_FROM_CPU, VIR_ERR_OPERATION_FAILED, "{text}"))
}

/// Says the same CPU with a model that the hypervisor has.
pub(crate) fn translate(cpu: &mut CpuDef, models: Option<&[HvModel<'_>]>) -> Result<()> {
    let map = Map::get();
    let mut bits = bits_of(cpu, map)?;
    if let Some(model) = model_of(cpu, map)? {
        if let Some(vendor) = model.vendor {
            bits.add(&map.vendors[vendor].bits);
        }
        if let Some(first) = model.signatures.first() {
            bits.add_signature(first.family, first.model, first.steppings.trailing_zeros());
        }
    }
    let mut translated = cpu.without_model();
    decode(&mut translated, &bits, &Wish { models, ..Wish::default() })?;
    for feature in &cpu.features {
        translated.set_feature(&feature.name, feature.policy);
    }
    take_model(cpu, translated, true);
    Ok(())
}

/// Lists every feature that the definition's model brings.
pub(crate) fn expand(cpu: &mut CpuDef) -> Result<()> {
    let map = Map::get();
    let host = cpu.kind == CpuKind::Host;
    let name = cpu.model.as_deref().unwrap_or_default();
    let Some(model) = map.model(name) else {
        bail!(VIR_FROM_CPU, VIR_ERR_INTERNAL_ERROR, "unknown CPU model {name}");
    };
    let own = std::mem::take(&mut cpu.features);
    for name in features_from(&mut model.bits.clone(), map) {
        cpu.set_feature(name, CpuPolicy::Require);
    }
    for feature in own {
        if host || matches!(feature.policy, CpuPolicy::Require | CpuPolicy::Disable) {
            cpu.set_feature(&feature.name, feature.policy);
        }
    }
    if !host {
        mention_removed(cpu, model, CpuPolicy::Disable);
    }
    Ok(())
}
