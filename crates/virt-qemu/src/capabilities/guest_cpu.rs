//! A guest's CPU on its way from the definition to the running QEMU, and what came of it.

use virt_conf::cpu::{CpuCheck, CpuDef, CpuFallback, CpuMode, CpuPolicy};
use virt_conf::domain::{Features, HypervFeature};
use virt_core::consts::*;
use virt_core::{Arch, Result, bail};
use virt_cpu::x86;

use super::caps::QemuCaps;
use super::domain::{CpuChoice, supports_cpu_choice};
use super::flag::Flag;
use super::host_model::{disable_deprecated, hv_models};
use super::hypervisor_cpu::Hypervisor;
use super::names::is_passed_to_qemu;
use super::running_cpu::RunningCpu;

/// Does the definition say more than the topology?
fn names_a_cpu(cpu: &CpuDef) -> bool {
    cpu.mode != CpuMode::Custom || cpu.model.is_some()
}

/// The CPU of a definition that says more than the topology, to be kept when it is made definite.
pub fn asked(cpu: Option<&CpuDef>, caps: &QemuCaps) -> Option<CpuDef> {
    let cpu = cpu.filter(|cpu| names_a_cpu(cpu))?;
    caps.has(Flag::QUERY_CPU_MODEL_EXPANSION).then(|| cpu.clone())
}

/// What the preparation of a CPU asks about its guest.
pub struct Guest<'a> {
    pub host: Arch,
    pub virt_type: &'a str,
    pub machine: Option<&'a str>,
    /// Not one that migrates in or is restored: that keeps features which its model has lost since.
    pub new: bool,
}

/// Turns a definition into one of its own that QEMU can run: `host-model` and optional features are taken from
/// the host, models that QEMU lacks are said with others.
pub fn prepare(hypervisor: &Hypervisor<'_>, guest: &Guest<'_>, cpu: &mut CpuDef) -> Result<()> {
    let Hypervisor { caps, arch, kind, models } = *hypervisor;
    let Guest { host, virt_type, machine, new } = *guest;
    if !names_a_cpu(cpu) {
        return Ok(());
    }
    // Definitions of older releases have both a mode and the model that it stood for.
    if !new && arch.is_x86() && cpu.mode == CpuMode::HostModel && cpu.model.is_some() {
        cpu.mode = CpuMode::Custom;
    }
    let choice = match cpu.mode {
        CpuMode::Custom => CpuChoice::Custom,
        CpuMode::HostModel => CpuChoice::HostModel,
        CpuMode::HostPassthrough => CpuChoice::HostPassthrough,
        CpuMode::Maximum => CpuChoice::Maximum,
    };
    if !supports_cpu_choice(caps, host, kind, choice, machine, models) {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "CPU mode '{}' for {arch} {virt_type} domain on {host} host is not supported by hypervisor",
            cpu.mode.as_str()
        );
    }
    virt_cpu::convert_legacy(host, cpu)?;
    if cpu.check != CpuCheck::None
        && let Some(full) = models.full()
    {
        virt_cpu::check_forbidden_features(cpu, full)?;
    }
    if matches!(cpu.mode, CpuMode::Custom | CpuMode::HostModel) {
        if cpu.check == CpuCheck::Partial {
            let on_host = Hypervisor { arch: host, ..*hypervisor };
            on_host.check(cpu, models.full(), true)?;
        }
        let removed = if new { CpuPolicy::Disable } else { CpuPolicy::Require };
        virt_cpu::update(arch, cpu, models.migratable.as_ref(), removed)?;
        virt_cpu::translate(arch, cpu, hv_models(caps.accel(kind)).as_deref())?;
        cpu.fallback = CpuFallback::Forbid;
    }
    cpu.features.retain(|f| is_passed_to_qemu(arch, &f.name));
    let can_switch = caps.has(Flag::QUERY_CPU_MODEL_EXPANSION_DEPRECATED_PROPS);
    if cpu.deprecated_features.is_some() && !can_switch {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "toggling deprecated features for CPU model is unsupported"
        );
    }
    if cpu.deprecated_features == Some(false) {
        disable_deprecated(caps, kind, cpu);
    }
    Ok(())
}

/// Refuses a guest whose host lacks what it can't do without.
pub fn verify(running: &RunningCpu, features: &Features, cpu: Option<&CpuDef>, arch: Arch) -> Result<()> {
    let has = |name: &str| x86::feature_in(&running.enabled, name);
    let lacking = |what: String| -> Result<()> {
        bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "host doesn't support {what}")
    };
    if features.pvspinlock == Some(true) && !has("kvm_pv_unhalt")? {
        lacking("paravirtual spinlocks".to_owned())?;
    }
    if let Some(hyperv) = &features.hyperv {
        for (feature, _) in hyperv.states.iter().filter(|(_, on)| **on) {
            let name = feature.as_str();
            if matches!(feature, HypervFeature::VendorId | HypervFeature::Spinlocks) {
                continue;
            }
            if !has(&format!("hv-{name}"))? {
                // Guests work without these.
                if !matches!(feature, HypervFeature::Relaxed | HypervFeature::Vapic) {
                    lacking(format!("hyperv '{name}' feature"))?;
                }
                continue;
            }
            let parts = [
                (HypervFeature::Stimer, hyperv.stimer_direct, "hv-stimer-direct", "direct"),
                (HypervFeature::Tlbflush, hyperv.tlbflush_direct, "hv-tlbflush-direct", "direct"),
                (HypervFeature::Tlbflush, hyperv.tlbflush_extended, "hv-tlbflush-ext", "extended"),
            ];
            for (_, _, flag, part) in parts.iter().filter(|(of, on, ..)| of == feature && *on) {
                if !has(flag)? {
                    lacking(format!("hyperv {name} '{part}' feature"))?;
                }
            }
        }
    }
    let cpu = cpu.filter(|cpu| names_a_cpu(cpu));
    if let Some(cpu) = cpu
        && virt_cpu::check_feature(arch, cpu, "invtsc")?
        && !has("invtsc")?
    {
        lacking("invariant TSC".to_owned())?;
    }
    Ok(())
}

/// Writes down what the running CPU is, or refuses it, as the definition's `check` wants.
pub fn adopt(cpu: &mut CpuDef, arch: Arch, running: &RunningCpu) -> Result<()> {
    if names_a_cpu(cpu) && virt_cpu::update_live(arch, cpu, &running.enabled, &running.disabled)? {
        cpu.check = CpuCheck::Full;
    }
    Ok(())
}
