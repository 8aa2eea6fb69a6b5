//! A guest's CPU on its way from the definition to the running QEMU, and what came of it.

use std::collections::HashSet;

use serde_json::{Value, json};
use virt_conf::cpu::{CpuCheck, CpuDef, CpuFallback, CpuMode, CpuPolicy};
use virt_conf::domain::{Features, HypervFeature};
use virt_core::consts::*;
use virt_core::{Arch, Result, bail};
use virt_cpu::x86;
use virt_cpu::x86::bits::Bits;

use super::caps::QemuCaps;
use super::domain::{CpuChoice, supports_cpu_choice};
use super::flag::Flag;
use super::host_model::{disable_deprecated, hv_models};
use super::hypervisor_cpu::Hypervisor;
use super::names::{feature_from_qemu, is_passed_to_qemu};
use super::probe::{Answer, Ask};

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

/// What a running guest's CPU has, and what was asked for and isn't there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunningCpu {
    pub enabled: Bits,
    pub disabled: Bits,
}

/// Asks a running QEMU for the CPU at a QOM path; `None` for CPUs that can't be asked.
pub fn fetch(qemu: &mut dyn Ask, caps: &QemuCaps, arch: Arch, path: &str) -> Result<Option<RunningCpu>> {
    if !caps.has(Flag::CPU_UNAVAILABLE_FEATURES) || !arch.is_x86() {
        return Ok(None);
    }
    let mut cpu = RunningCpu::default();
    for name in enabled(qemu, caps, arch, path)? {
        x86::add_feature(&mut cpu.enabled, feature_from_qemu(arch, &name));
    }
    let unavailable = get(qemu, path, "unavailable-features")?;
    for name in items(&unavailable).iter().filter_map(Value::as_str) {
        x86::add_feature(&mut cpu.disabled, feature_from_qemu(arch, name));
    }
    Ok(Some(cpu))
}

/// Names of flags that are on.
fn enabled(qemu: &mut dyn Ask, caps: &QemuCaps, arch: Arch, path: &str) -> Result<Vec<String>> {
    let is_flag = |p: &Value| p["type"] == "bool";
    if caps.has(Flag::QOM_LIST_GET) {
        let lists = ask(qemu, "qom-list-get", json!({ "paths": [path] }))?;
        let props = items(&lists).first().map(|l| items(&l["properties"])).unwrap_or_default();
        let on = props.iter().filter(|p| is_flag(p) && p["value"] == true);
        return Ok(on.filter_map(|p| p["name"].as_str().map(str::to_owned)).collect());
    }
    let list = match qemu.ask("qom-list", json!({ "path": path }))? {
        Answer::Return(list) => list,
        Answer::Error { class, .. } if class == "DeviceNotFound" => return Ok(Vec::new()),
        Answer::Error { text, .. } => return refused("qom-list", &text),
    };
    // Properties have several names, and many are no features: each feature is asked for once.
    let mut seen = HashSet::new();
    let flags = items(&list).iter().filter(|p| is_flag(p)).filter_map(|p| p["name"].as_str());
    let names: Vec<&str> = flags
        .filter(|name| {
            let feature = feature_from_qemu(arch, name);
            x86::is_feature(feature) && seen.insert(feature)
        })
        .collect();
    let questions = names.iter().map(|name| json!({ "path": path, "property": name })).collect();
    let mut on = Vec::new();
    for (name, answer) in names.iter().zip(qemu.ask_each("qom-get", questions)?) {
        match answer {
            Answer::Return(value) if value == true => on.push((*name).to_owned()),
            Answer::Return(_) => {}
            Answer::Error { text, .. } => return refused("qom-get", &text),
        }
    }
    Ok(on)
}

fn get(qemu: &mut dyn Ask, path: &str, property: &str) -> Result<Value> {
    ask(qemu, "qom-get", json!({ "path": path, "property": property }))
}

fn ask(qemu: &mut dyn Ask, command: &str, arguments: Value) -> Result<Value> {
    match qemu.ask(command, arguments)? {
        Answer::Return(value) => Ok(value),
        Answer::Error { text, .. } => refused(command, &text),
    }
}

fn refused<T>(command: &str, text: &str) -> Result<T> {
    bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unable to execute QEMU command '{command}': {text}")
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A QEMU whose CPU has some flags.
    struct Fake(Vec<(&'static str, bool)>);

    impl Ask for Fake {
        fn ask(&mut self, command: &str, arguments: Value) -> Result<Answer> {
            let flags = self.0.iter();
            Ok(Answer::Return(match command {
                "qom-list" => flags.map(|(n, _)| json!({ "name": n, "type": "bool" })).collect(),
                "qom-get" if arguments["property"] == "unavailable-features" => json!(["vmx"]),
                "qom-get" => {
                    let name = arguments["property"].as_str().unwrap_or_default();
                    json!(flags.clone().any(|(n, on)| *n == name && *on))
                }
                _ => Value::Null,
            }))
        }
    }

    fn running(flags: Vec<(&'static str, bool)>) -> RunningCpu {
        let mut caps = QemuCaps::new("q", 8_000_000, "", Arch::X86_64);
        caps.set(Flag::CPU_UNAVAILABLE_FEATURES);
        fetch(&mut Fake(flags), &caps, Arch::X86_64, "/machine/unattached/device[0]").unwrap().unwrap()
    }

    #[test]
    fn a_running_cpu_is_written_down() {
        let running = running(vec![("cx16", true), ("lahf-lm", true), ("sse4a", false)]);
        let mut cpu = CpuDef::parse(
            "<cpu mode='custom' match='exact'><model>qemu64</model><feature policy='require' name='vmx'/></cpu>",
            false,
        )
        .unwrap();
        adopt(&mut cpu, Arch::X86_64, &running).unwrap();
        assert_eq!(cpu.check, CpuCheck::Full);
        let policy = |name: &str| cpu.feature(name).map(|f| f.policy);
        assert_eq!(policy("lahf_lm"), Some(CpuPolicy::Require));
        assert_eq!(policy("vmx"), Some(CpuPolicy::Disable));
        assert_eq!(policy("fpu"), Some(CpuPolicy::Disable));
    }

    #[test]
    fn a_full_check_refuses_differences() {
        let running = running(vec![("fpu", true)]);
        let mut cpu =
            CpuDef::parse("<cpu mode='custom' match='exact' check='full'><model>486</model></cpu>", false)
                .unwrap();
        let error = adopt(&mut cpu, Arch::X86_64, &running).unwrap_err();
        assert_eq!(error.code(), VIR_ERR_OPERATION_FAILED);
        assert!(error.message().contains("missing features: vmx,vme,pse"), "{error}");
    }
}
