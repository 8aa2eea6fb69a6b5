//! The guest's CPU, spelled out.

use virt_conf::cpu::{CpuCheck, CpuFallback, CpuMode, CpuPolicy};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::Preparation;
use crate::capabilities::domain::{CpuChoice, supports_cpu_choice};
use crate::capabilities::host_model::{disable_deprecated, hv_models};
use crate::capabilities::hypervisor_cpu::Hypervisor;
use crate::capabilities::{AccelKind, Flag, names};
use crate::family::Family;
use crate::vocabulary::DomainDef;

/// Checks that the CPU can be had, and replaces what means "the host's" by what it is.
pub fn update(def: &mut DomainDef, with: &Preparation<'_>) -> Result<()> {
    let caps = with.context.caps;
    let host_arch = with.context.host_arch;
    let arch = Family::of(def).arch();
    let machine = def.os.machine.clone();
    let virt_type = def.virt_type.as_str();
    let kind = AccelKind::of_virt_type(virt_type);
    let Some(cpu) = &mut def.cpu else { return Ok(()) };
    if cpu.mode == CpuMode::Custom && cpu.model.is_none() {
        return Ok(());
    }
    if !with.new && arch.is_x86() && cpu.mode == CpuMode::HostModel && cpu.model.is_some() {
        cpu.mode = CpuMode::Custom;
    }
    let choice = match cpu.mode {
        CpuMode::Custom => CpuChoice::Custom,
        CpuMode::HostModel => CpuChoice::HostModel,
        CpuMode::HostPassthrough => CpuChoice::HostPassthrough,
        CpuMode::Maximum => CpuChoice::Maximum,
    };
    if !supports_cpu_choice(caps, host_arch, kind, choice, machine.as_deref(), with.models) {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "CPU mode '{}' for {arch} {virt_type} domain on {host_arch} host is not supported by hypervisor",
            cpu.mode.as_str()
        );
    }
    virt_cpu::convert_legacy(host_arch, cpu)?;
    if cpu.check != CpuCheck::None
        && let Some(host) = with.models.full()
    {
        virt_cpu::check_forbidden_features(cpu, host)?;
    }
    if !matches!(cpu.mode, CpuMode::HostPassthrough | CpuMode::Maximum) {
        if cpu.check == CpuCheck::Partial {
            Hypervisor { caps, arch: host_arch, kind, models: with.models }.check(
                cpu,
                with.models.full(),
                true,
            )?;
        }
        let removed = if with.new { CpuPolicy::Disable } else { CpuPolicy::Require };
        virt_cpu::update(arch, cpu, with.models.migratable.as_ref(), removed)?;
        virt_cpu::translate(arch, cpu, hv_models(caps.accel(kind)).as_deref())?;
        cpu.fallback = CpuFallback::Forbid;
    }
    cpu.features.retain(|feature| names::is_passed_to_qemu(arch, &feature.name));
    let can_toggle = caps.has(Flag::QUERY_CPU_MODEL_EXPANSION_DEPRECATED_PROPS);
    if cpu.deprecated_features.is_some() && !can_toggle {
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
