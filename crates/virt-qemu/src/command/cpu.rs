//! `-cpu`.

use crate::vocabulary::{
    DomainDef, HypervFeature, HypervMode, KvmFeature, PanicModel, TickPolicy, TimerName,
};
use virt_conf::cpu::{CpuAddrMode, CpuCacheMode, CpuDef, CpuMode, CpuPolicy};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Arch, Result, bail};

use super::address::switch;
use super::builder::Builder;
use crate::capabilities::host_model::known_features;
use crate::capabilities::names::feature_to_qemu;
use crate::capabilities::{AccelKind, Flag};
use crate::family::Family;

impl Builder<'_> {
    pub fn cpu(&mut self) -> Result<()> {
        let def = self.def;
        let model = match def.cpu.as_ref().filter(|cpu| cpu.mode != CpuMode::Custom || cpu.model.is_some()) {
            Some(cpu) => Some(self.cpu_model(cpu)?),
            None => self.cpu_of_emulator(),
        };
        let flags = self.cpu_flags();
        let model = match model {
            None if flags.is_empty() => return Ok(()),
            None => match Family::of(def).arch() {
                Arch::I686 => "qemu32".to_owned(),
                Arch::X86_64 => "qemu64".to_owned(),
                arch => bail!(
                    VIR_FROM_QEMU,
                    VIR_ERR_CONFIG_UNSUPPORTED,
                    "CPU flags requested but can't determine default CPU for arch {}",
                    arch.name()
                ),
            },
            Some(model) => model,
        };
        self.option("-cpu", format!("{model}{flags}"));
        Ok(())
    }

    /// A 64-bit emulator has to be told that a guest is one of 32 bits.
    fn cpu_of_emulator(&self) -> Option<String> {
        let emulator = self.def.devices.emulator.as_deref().unwrap_or_default();
        let wide = emulator.contains("x86_64")
            || (self.context.host_arch == Arch::X86_64 && emulator.contains("kvm"));
        (Family::of(self.def).arch() == Arch::I686 && wide).then(|| "qemu32".to_owned())
    }

    fn cpu_model(&self, cpu: &CpuDef) -> Result<String> {
        let arch = Family::of(self.def).arch();
        let caps = self.context.caps;
        let mut text = match cpu.mode {
            CpuMode::HostPassthrough | CpuMode::Maximum => {
                let mut text = if cpu.mode == CpuMode::Maximum { "max" } else { "host" }.to_owned();
                if arch == Arch::Armv7l && self.context.host_arch == Arch::Aarch64 {
                    text += ",aarch64=off";
                }
                text += &switch("migratable", cpu.migratable.filter(|_| caps.has(Flag::CPU_MIGRATABLE)));
                text
            }
            CpuMode::HostModel if arch.is_ppc64() => "host".to_owned(),
            CpuMode::HostModel => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "unexpected host-model CPU for {} architecture",
                arch.name()
            ),
            CpuMode::Custom => cpu.model.clone().unwrap_or_default(),
        };
        if (arch.is_s390() || arch.is_arm())
            && !cpu.features.is_empty()
            && !caps.has(Flag::QUERY_CPU_MODEL_EXPANSION)
        {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "CPU features not supported by hypervisor for {} architecture",
                arch.name()
            );
        }
        if let Some(vendor) = &cpu.vendor_id {
            text += &format!(",vendor={vendor}");
        }
        let kind = AccelKind::of_virt_type(self.def.virt_type.as_str());
        let known = if arch.is_x86() { known_features(caps, kind, false) } else { None };
        for feature in &cpu.features {
            let name = feature_to_qemu(arch, &feature.name);
            match feature.policy {
                CpuPolicy::Force | CpuPolicy::Require => text += &format!(",{name}=on"),
                CpuPolicy::Disable | CpuPolicy::Forbid => {
                    if known.as_ref().is_none_or(|(known, _)| known.contains(&feature.name)) {
                        text += &format!(",{name}=off");
                    }
                }
                CpuPolicy::Optional => {}
            }
        }
        Ok(text)
    }

    /// What timers, features and caches ask of the CPU.
    fn cpu_flags(&self) -> String {
        let def = self.def;
        let arch = Family::of(def).arch();
        let mut text = timer_flags(def);
        text += &switch("kvm-pv-eoi", def.features.apic.as_ref().and_then(|apic| apic.eoi));
        text += &switch("kvm-pv-unhalt", def.features.pvspinlock);
        text += &hyperv_flags(def, arch);
        if def.devices.panics.iter().any(|p| p.model == PanicModel::Hyperv) {
            text += ",hv-crash";
        }
        text += &kvm_flags(def);
        if !arch.is_ppc64() {
            text += &switch("pmu", def.features.pmu);
        }
        if let Some(cpu) = &def.cpu {
            text += &cache_flags(cpu);
            text += &address_flags(cpu);
        }
        text
    }
}

fn timer_flags(def: &DomainDef) -> String {
    let one = |timer: &crate::vocabulary::Timer| match timer.name {
        TimerName::Kvmclock => switch("kvmclock", timer.present),
        TimerName::Hypervclock if timer.present == Some(true) => ",hv-time=on".to_owned(),
        TimerName::Tsc if timer.frequency > 0 => format!(",tsc-frequency={}", timer.frequency),
        TimerName::Armvtimer => match timer.tickpolicy {
            Some(TickPolicy::Delay) => ",kvm-no-adjvtime=off".to_owned(),
            Some(TickPolicy::Discard) => ",kvm-no-adjvtime=on".to_owned(),
            _ => String::new(),
        },
        _ => String::new(),
    };
    def.clock.timers.iter().map(one).collect()
}

fn hyperv_flags(def: &DomainDef, arch: Arch) -> String {
    let Some(hyperv) = &def.features.hyperv else { return String::new() };
    let mut text = String::new();
    if hyperv.mode == HypervMode::Passthrough {
        text += ",hv-passthrough=on";
    }
    let mut states: Vec<_> = hyperv.states.iter().collect();
    states.sort();
    for (feature, on) in states {
        let on = *on;
        match feature {
            HypervFeature::Spinlocks if on => {
                text += &format!(",hv-spinlocks=0x{:x}", hyperv.spinlocks_retries);
            }
            HypervFeature::VendorId if on => {
                text += &format!(",hv-vendor-id={}", hyperv.vendor_id.as_deref().unwrap_or_default());
            }
            HypervFeature::Spinlocks | HypervFeature::VendorId => {}
            feature => {
                if on {
                    let name = format!("hv-{}", feature.as_str());
                    text += &format!(",{}=on", feature_to_qemu(arch, &name));
                }
                if *feature == HypervFeature::Stimer && hyperv.stimer_direct {
                    text += ",hv-stimer-direct=on";
                }
                if *feature == HypervFeature::Tlbflush {
                    if hyperv.tlbflush_direct {
                        text += ",hv-tlbflush-direct=on";
                    }
                    if hyperv.tlbflush_extended {
                        text += ",hv-tlbflush-ext=on";
                    }
                }
            }
        }
    }
    text
}

fn kvm_flags(def: &DomainDef) -> String {
    let Some(kvm) = &def.features.kvm else { return String::new() };
    let mut text = String::new();
    for (feature, wanted, flag) in [
        (KvmFeature::Hidden, true, ",kvm=off"),
        (KvmFeature::HintDedicated, true, ",kvm-hint-dedicated=on"),
        (KvmFeature::PollControl, true, ",kvm-poll-control=on"),
        (KvmFeature::PvIpi, false, ",kvm-pv-ipi=off"),
    ] {
        if kvm.states.get(&feature) == Some(&wanted) {
            text += flag;
        }
    }
    text
}

fn cache_flags(cpu: &CpuDef) -> String {
    let Some(cache) = &cpu.cache else { return String::new() };
    let of_host = matches!(cpu.mode, CpuMode::HostPassthrough | CpuMode::Maximum);
    let host_off = if of_host { ",host-cache-info=off" } else { "" };
    match cache.mode {
        CpuCacheMode::Emulate => format!(",l3-cache=on{host_off}"),
        CpuCacheMode::Passthrough => ",host-cache-info=on,l3-cache=off".to_owned(),
        CpuCacheMode::Disable => format!("{host_off},l3-cache=off"),
    }
}

fn address_flags(cpu: &CpuDef) -> String {
    let Some(address) = &cpu.addr else { return String::new() };
    match (address.mode, address.bits.unwrap_or_default(), address.limit.unwrap_or_default()) {
        (CpuAddrMode::Passthrough, _, 0) => ",host-phys-bits=on".to_owned(),
        (CpuAddrMode::Passthrough, _, limit) => format!(",host-phys-bits=on,host-phys-bits-limit={limit}"),
        (CpuAddrMode::Emulate, 0, _) => ",host-phys-bits=off".to_owned(),
        (CpuAddrMode::Emulate, bits, _) => format!(",phys-bits={bits}"),
    }
}
