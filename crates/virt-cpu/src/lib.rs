//! CPU models and features: which there are, and how definitions compare.
//!
//! The functions here take the architecture whose CPU is meant and refuse what its processors can't do, with
//! upstream's errors. Nothing here asks a host or a hypervisor: what they say comes in as arguments
//! ([`x86::Processor`], [`HvModel`]).
#![forbid(unsafe_code)]

pub mod arm;
pub mod documents;
mod known;
pub mod ppc64;
mod pvr;
pub mod x86;

use virt_conf::cpu::{CpuDef, CpuFallback, CpuKind, CpuMatch, CpuMode, CpuPolicy};
use virt_core::consts::*;
use virt_core::{Arch, Result, bail, err};

pub use known::{KNOWN, Release};

/// A model that the hypervisor has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HvModel<'a> {
    pub name: &'a str,
    /// Features of it that can't be enabled on this host.
    pub blockers: &'a [String],
}

/// Result of a comparison, as the public API numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Incompatible,
    Identical,
    Superset,
}

impl Comparison {
    /// `VIR_CPU_COMPARE_*`.
    pub fn code(self) -> i32 {
        match self {
            Comparison::Incompatible => VIR_CPU_COMPARE_INCOMPATIBLE,
            Comparison::Identical => VIR_CPU_COMPARE_IDENTICAL,
            Comparison::Superset => VIR_CPU_COMPARE_SUPERSET,
        }
    }
}

/// A [`Comparison`], with the reason when it fails.
#[derive(Debug)]
pub(crate) struct Verdict {
    result: Comparison,
    reason: Option<String>,
}

impl Verdict {
    fn yes(result: Comparison) -> Self {
        Self { result, reason: None }
    }

    fn no(reason: String) -> Self {
        Self { result: Comparison::Incompatible, reason: Some(reason) }
    }
}

/// Architectures whose CPUs are handled alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    X86,
    Ppc64,
    S390,
    Arm,
    Riscv64,
    Loongarch,
}

fn family(arch: Arch) -> Result<Family> {
    Ok(match arch {
        Arch::I686 | Arch::X86_64 => Family::X86,
        Arch::Ppc64 | Arch::Ppc64le => Family::Ppc64,
        Arch::S390 | Arch::S390x => Family::S390,
        a if a.is_arm() => Family::Arm,
        Arch::Riscv64 => Family::Riscv64,
        Arch::Loongarch64 => Family::Loongarch,
        _ => bail!(VIR_FROM_CPU, VIR_ERR_NO_SUPPORT, "'{arch}' architecture is not supported by CPU driver"),
    })
}

/// Does this library know CPUs of the architecture?
pub fn is_supported(arch: Arch) -> bool {
    family(arch).is_ok()
}

/// Can a host of the architecture be asked for its CPU?
pub fn can_ask_host(arch: Arch) -> bool {
    match family(arch) {
        Ok(Family::X86 | Family::Ppc64) => true,
        Ok(Family::Arm) => Arch::host() == Some(Arch::Aarch64),
        _ => false,
    }
}

/// Names of the models of an architecture; `None`: any that the hypervisor has.
pub fn models(arch: Arch) -> Result<Option<Vec<&'static str>>> {
    Ok(match family(arch)? {
        Family::X86 => Some(x86::models()),
        Family::Ppc64 => Some(ppc64::models()),
        _ => None,
    })
}

/// Who makes processors of a model.
pub fn vendor_of_model(arch: Arch, model: &str) -> Option<&'static str> {
    match family(arch).ok()? {
        Family::X86 => x86::vendor_of_model(model),
        Family::Ppc64 => ppc64::vendor_of_model(model),
        Family::S390 => (model.starts_with('z') || model.starts_with("gen")).then_some("IBM"),
        _ => None,
    }
}

/// The versioned name of what an unversioned model name stands for.
pub fn canonical_model(arch: Arch, model: &str) -> Option<&'static str> {
    match family(arch).ok()? {
        Family::X86 => x86::canonical_model(model),
        _ => None,
    }
}

/// Whether a partial check compares with the model as upstream describes it, not as the hypervisor does.
pub fn compat_check(arch: Arch, cpu: &CpuDef) -> Result<bool> {
    Ok(match family(arch)? {
        Family::X86 => x86::compat_check(cpu.model.as_deref()),
        _ => true,
    })
}

/// Compares a CPU with a host's; `fail_incompatible` makes an error, with the reason, of what doesn't fit.
pub fn compare(
    arch: Arch,
    host: Option<&CpuDef>,
    cpu: &CpuDef,
    fail_incompatible: bool,
) -> Result<Comparison> {
    let known_host = host.filter(|h| h.model.is_some());
    let verdict = match (family(arch)?, known_host) {
        (Family::X86 | Family::Ppc64, None) => Verdict::no("unknown host CPU".to_owned()),
        (Family::X86, Some(host)) => x86::compare(host, cpu)?,
        (Family::Ppc64, Some(host)) => ppc64::compare(host, cpu)?,
        (Family::Arm, _) => arm::compare(host, cpu),
        (Family::S390 | Family::Riscv64 | Family::Loongarch, _) => Verdict::yes(Comparison::Identical),
    };
    if fail_incompatible && verdict.result == Comparison::Incompatible {
        return Err(match verdict.reason {
            Some(reason) => err!(VIR_FROM_CPU, VIR_ERR_CPU_INCOMPATIBLE, "{reason}"),
            None => virt_core::Error::bare(VIR_FROM_CPU, VIR_ERR_CPU_INCOMPATIBLE),
        });
    }
    Ok(verdict.result)
}

/// Compares a CPU whose model the hypervisor says it can't run, by what keeps it from running.
pub fn compare_unusable(
    arch: Arch,
    host: &CpuDef,
    cpu: &CpuDef,
    blockers: &[String],
    fail_incompatible: bool,
) -> Result<Comparison> {
    let disabled = |name: &str| cpu.feature(name).is_some_and(|f| f.policy == CpuPolicy::Disable);
    let mut missing: Vec<&str> = blockers.iter().map(String::as_str).filter(|b| !disabled(b)).collect();
    let mut expanded = host.clone();
    expand_features(arch, &mut expanded)?;
    let has = |name: &str| expanded.feature(name).is_some_and(|f| f.policy == CpuPolicy::Require);
    // As in upstream, the features of a host's definition are not looked at: they have no policy.
    let explicit = cpu.features.iter().filter(|_| cpu.kind == CpuKind::Guest);
    let required = explicit.filter(|f| f.policy == CpuPolicy::Require);
    missing.extend(required.map(|f| f.name.as_str()).filter(|n| !has(n)));
    if missing.is_empty() {
        return Ok(Comparison::Superset);
    }
    if fail_incompatible {
        let names = missing.join(", ");
        bail!(VIR_FROM_CPU, VIR_ERR_CPU_INCOMPATIBLE, "Host CPU does not provide required features: {names}");
    }
    Ok(Comparison::Incompatible)
}

/// The CPU that all of several hosts can give. Without an architecture, the first CPU's.
pub fn baseline(
    arch: Option<Arch>,
    cpus: &[CpuDef],
    models: Option<&[HvModel<'_>]>,
    features: Option<&[String]>,
    migratable: bool,
) -> Result<CpuDef> {
    let Some(first) = cpus.first() else {
        bail!(VIR_FROM_CPU, VIR_ERR_INVALID_ARG, "no CPUs given");
    };
    if let Some(i) = cpus.iter().position(|c| c.model.is_none()) {
        bail!(VIR_FROM_CPU, VIR_ERR_INVALID_ARG, "no CPU model specified at index {i}");
    }
    let Some(arch) = arch.or(first.arch) else {
        bail!(VIR_FROM_CPU, VIR_ERR_NO_SUPPORT, "'none' architecture is not supported by CPU driver");
    };
    match family(arch)? {
        Family::X86 => x86::baseline(cpus, models, features, migratable),
        Family::Ppc64 => ppc64::baseline(cpus),
        Family::Arm => Ok(arm::baseline(cpus)),
        _ => bail!(VIR_FROM_CPU, VIR_ERR_NO_SUPPORT, "cannot compute baseline CPU of {arch} architecture"),
    }
}

/// Makes a guest's definition one of its own: what it leaves to the host is taken from `host`.
/// `removed` is what becomes of features that later versions of the model lack.
pub fn update(arch: Arch, guest: &mut CpuDef, host: Option<&CpuDef>, removed: CpuPolicy) -> Result<()> {
    let family = family(arch)?;
    let relative = match guest.mode {
        CpuMode::HostPassthrough | CpuMode::Maximum => return Ok(()),
        CpuMode::HostModel => true,
        CpuMode::Custom => {
            guest.match_ == CpuMatch::Minimum
                || guest.features.iter().any(|f| f.policy == CpuPolicy::Optional)
        }
    };
    match family {
        Family::X86 => x86::update(guest, host, relative, removed),
        Family::Ppc64 => {
            ppc64::update(guest);
            Ok(())
        }
        Family::S390 if relative && guest.mode == CpuMode::Custom => {
            Err(if guest.match_ == CpuMatch::Minimum {
                err!(VIR_FROM_CPU, VIR_ERR_CONFIG_UNSUPPORTED, "match mode minimum not supported")
            } else {
                err!(VIR_FROM_CPU, VIR_ERR_CONFIG_UNSUPPORTED, "optional CPU features are not supported")
            })
        }
        Family::S390 if relative => become_host(guest, host, true),
        Family::Arm | Family::Riscv64 if guest.mode == CpuMode::HostModel => become_host(guest, host, false),
        _ => Ok(()),
    }
}

/// Takes over the host's model; with `merge`, the guest's own features stay.
fn become_host(guest: &mut CpuDef, host: Option<&CpuDef>, merge: bool) -> Result<()> {
    let Some(host) = host else {
        bail!(VIR_FROM_CPU, VIR_ERR_CONFIG_UNSUPPORTED, "unknown host CPU model");
    };
    let own = std::mem::take(&mut guest.features);
    guest.copy_model_from(host);
    for feature in own.iter().filter(|_| merge) {
        guest.set_feature(&feature.name, feature.policy);
    }
    guest.mode = CpuMode::Custom;
    guest.match_ = CpuMatch::Exact;
    Ok(())
}

/// Does the CPU have a feature?
pub fn check_feature(arch: Arch, cpu: &CpuDef, feature: &str) -> Result<bool> {
    match family(arch)? {
        Family::X86 => x86::check_feature(cpu, feature),
        _ => {
            bail!(VIR_FROM_CPU, VIR_ERR_NO_SUPPORT, "cannot check guest CPU feature for {arch} architecture")
        }
    }
}

/// Refuses a guest that forbids what the host has.
pub fn check_forbidden_features(guest: &CpuDef, host: &CpuDef) -> Result<()> {
    let has = |name: &str| host.feature(name).is_some_and(|f| f.policy != CpuPolicy::Disable);
    match guest.features.iter().find(|f| f.policy == CpuPolicy::Forbid && has(&f.name)) {
        Some(f) => {
            bail!(VIR_FROM_CPU, VIR_ERR_CPU_INCOMPATIBLE, "Host CPU provides forbidden feature '{}'", f.name)
        }
        None => Ok(()),
    }
}

/// Is a model among the hypervisor's?
pub fn is_model_allowed(model: &str, models: Option<&[HvModel<'_>]>) -> bool {
    models.is_none_or(|models| models.iter().any(|m| m.name == model))
}

pub(crate) fn refuse_unless_allowed(model: &str, models: Option<&[HvModel<'_>]>) -> Result<()> {
    if !is_model_allowed(model, models) {
        bail!(VIR_FROM_CPU, VIR_ERR_CONFIG_UNSUPPORTED, "CPU model {model} is not supported by hypervisor");
    }
    Ok(())
}

/// Says a CPU with a model that the hypervisor has, if its `fallback` allows another.
pub fn translate(arch: Arch, cpu: &mut CpuDef, models: Option<&[HvModel<'_>]>) -> Result<()> {
    let family = family(arch)?;
    let Some(model) = cpu.model.clone().filter(|_| cpu.mode == CpuMode::Custom) else {
        return Ok(());
    };
    if is_model_allowed(&model, models) {
        return Ok(());
    }
    if cpu.fallback != CpuFallback::Allow {
        return refuse_unless_allowed(&model, models);
    }
    match family {
        Family::X86 => x86::translate(cpu, models),
        _ => {
            bail!(VIR_FROM_CPU, VIR_ERR_NO_SUPPORT, "cannot translate CPU model {model} to a supported model")
        }
    }
}

/// Says an old model name as it is said now.
pub fn convert_legacy(arch: Arch, cpu: &mut CpuDef) -> Result<()> {
    if family(arch)? == Family::Ppc64 {
        ppc64::convert_legacy(cpu);
    }
    Ok(())
}

/// Lists every feature that the CPU's model brings, by name.
pub fn expand_features(arch: Arch, cpu: &mut CpuDef) -> Result<()> {
    if family(arch)? == Family::X86 {
        x86::expand(cpu)?;
    }
    cpu.features.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(())
}

/// The CPU without features that keep a guest from migrating.
pub fn copy_migratable(arch: Arch, cpu: &CpuDef) -> Result<CpuDef> {
    let mut copy = cpu.clone();
    if family(arch)? == Family::X86 {
        copy.features.retain(|f| x86::is_migratable(&f.name));
    }
    Ok(copy)
}

/// Refuses features that the architecture doesn't know, or policies it can't do.
pub fn validate_features(arch: Arch, cpu: &CpuDef) -> Result<()> {
    match family(arch)? {
        Family::X86 => x86::validate_features(cpu),
        Family::Arm => arm::validate_features(cpu),
        Family::S390 => match cpu.features.iter().find(|f| f.policy == CpuPolicy::Optional) {
            Some(f) => bail!(
                VIR_FROM_CPU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "only cpu feature policies 'require' and 'disable' are supported for {}",
                f.name
            ),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Compares an x86 definition with what the hypervisor made of it; other architectures and definitions that
/// want no check are left as they are.
pub fn update_live(
    arch: Arch,
    cpu: &mut CpuDef,
    enabled: &x86::bits::Bits,
    disabled: &x86::bits::Bits,
) -> Result<bool> {
    let wanted = cpu.mode == CpuMode::Custom || cpu.check == virt_conf::cpu::CpuCheck::Full;
    if family(arch)? != Family::X86 || !wanted {
        return Ok(false);
    }
    x86::update_live(cpu, enabled, disabled).map(|()| true)
}
