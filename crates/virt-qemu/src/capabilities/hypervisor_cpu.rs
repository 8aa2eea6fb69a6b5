//! Comparing and combining CPUs as a hypervisor can run them.

use serde_json::{Map, Value, json};
use virt_conf::cpu::{CpuAddr, CpuAddrMode, CpuDef, CpuFallback, CpuFeature, CpuKind, CpuMode, CpuPolicy};
use virt_core::consts::*;
use virt_core::{Arch, Error, Result, bail};
use virt_cpu::{Comparison, HvModel};

use super::accel::{AccelKind, ModelInfo, PropValue};
use super::caps::QemuCaps;
use super::flag::Flag;
use super::host_model::{HostModels, hv_models, known_features};
use super::parse;
use super::probe::{Answer, Ask};

/// A QEMU build on this host, as one accelerator runs it.
pub struct Hypervisor<'a> {
    pub caps: &'a QemuCaps,
    /// The guest's architecture, which need not be the program's.
    pub arch: Arch,
    pub kind: AccelKind,
    pub models: &'a HostModels,
}

/// Starts the hypervisor's QEMU to be asked something.
pub type Start<'a> = &'a dyn Fn() -> Result<Box<dyn Ask>>;

impl Hypervisor<'_> {
    /// Compares the document's CPU with what guests can have.
    pub fn compare(
        &self,
        xml: &str,
        fail_incompatible: bool,
        strict: bool,
        start: Start<'_>,
    ) -> Result<Comparison> {
        let reported = self.models.reported.as_ref().filter(|m| m.fallback == CpuFallback::Forbid);
        let Some(reported) = reported else {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_UNSUPPORTED,
                "QEMU '{}' does not support reporting CPU model for virttype '{}'",
                self.caps.binary,
                self.kind.virt_type()
            );
        };
        let mut cpu = CpuDef::parse(xml, strict)?;
        if self.arch.is_x86() {
            return self.check(&cpu, Some(reported), fail_incompatible);
        }
        if !(self.arch.is_s390() && self.caps.has(Flag::QUERY_CPU_MODEL_COMPARISON)) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_UNSUPPORTED,
                "comparing with the hypervisor CPU is not supported for arch {}",
                self.arch
            );
        }
        if cpu.model.is_none() {
            let name = match cpu.mode {
                CpuMode::HostPassthrough => "host",
                CpuMode::Maximum => "max",
                _ => bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "cpu parameter is missing a model name"),
            };
            cpu.model = Some(name.to_owned());
        }
        let mut qemu = start()?;
        let arguments = json!({ "modela": model_of(reported), "modelb": model_of(&cpu) });
        let reply = run(&mut *qemu, "query-cpu-model-comparison", arguments)?;
        match reply["result"].as_str() {
            Some("identical") => Ok(Comparison::Identical),
            Some("superset") => Ok(Comparison::Superset),
            Some(_) if fail_incompatible => Err(Error::bare(VIR_FROM_QEMU, VIR_ERR_CPU_INCOMPATIBLE)),
            Some(_) => Ok(Comparison::Incompatible),
            None => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "query-cpu-model-comparison reply data was missing 'result'"
            ),
        }
    }

    /// Can the host run this CPU? `host` is what it is compared with when QEMU can't say.
    pub fn check(&self, cpu: &CpuDef, host: Option<&CpuDef>, fail_incompatible: bool) -> Result<Comparison> {
        let listed = cpu.model.as_deref().and_then(|name| self.caps.accel(self.kind).cpu_model(name));
        let only_removes = cpu.features.iter().all(|f| f.policy == CpuPolicy::Disable);
        if only_removes && listed.is_some_and(|m| m.usable == Some(true)) {
            return Ok(Comparison::Superset);
        }
        let told = self.models.reported.as_ref().filter(|m| m.fallback == CpuFallback::Forbid);
        if let (Some(listed), Some(told)) = (listed, told)
            && !virt_cpu::compat_check(self.arch, cpu)?
        {
            return virt_cpu::compare_unusable(self.arch, told, cpu, &listed.blockers, fail_incompatible);
        }
        virt_cpu::compare(self.arch, host, cpu, fail_incompatible)
    }

    /// The document of the CPU that all the documents' hosts and this hypervisor can give.
    pub fn baseline(
        &self,
        documents: &[impl AsRef<str>],
        expand: bool,
        migratable: bool,
        start: Start<'_>,
    ) -> Result<String> {
        let cpus = virt_cpu::documents::parse_list(documents, None)?;
        let models = hv_models(self.caps.accel(self.kind)).filter(|m| !m.is_empty());
        let Some(models) = models else {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_UNSUPPORTED,
                "QEMU '{}' does not support any CPU models for virttype '{}'",
                self.caps.binary,
                self.kind.virt_type()
            );
        };
        let asks_qemu =
            self.caps.has(Flag::QUERY_CPU_MODEL_BASELINE) && self.caps.has(Flag::QUERY_CPU_MODEL_EXPANSION);
        let mut cpu = if self.arch.is_x86() {
            let known = known_features(self.caps, self.kind, migratable);
            // What QEMU told to be migratable needs no second look.
            let migratable = migratable && !known.as_ref().is_some_and(|(_, kept)| *kept);
            let features = known.as_ref().map(|(names, _)| names.as_slice());
            virt_cpu::baseline(Some(self.arch), &cpus, Some(&models), features, migratable)?
        } else if self.arch.is_s390() && asks_qemu {
            baseline_by_qemu(&cpus, &models, expand, start)?
        } else {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_UNSUPPORTED,
                "computing baseline hypervisor CPU is not supported for arch {}",
                self.arch
            );
        };
        cpu.fallback = CpuFallback::Forbid;
        if expand {
            virt_cpu::expand_features(self.arch, &mut cpu)?;
        }
        cpu.addr = smallest_address(&cpus).map(|limit| CpuAddr {
            mode: CpuAddrMode::Passthrough,
            bits: None,
            limit: Some(limit),
        });
        Ok(cpu.to_xml())
    }
}

/// The smallest limit of physical addresses; the last CPUs in the list that name none make earlier ones void.
fn smallest_address(cpus: &[CpuDef]) -> Option<u32> {
    let mut smallest = 0;
    for (i, cpu) in cpus.iter().enumerate() {
        match cpu.addr.and_then(|a| a.limit) {
            None => smallest = 0,
            Some(limit) if i == 0 || limit < smallest => smallest = limit,
            Some(_) => {}
        }
    }
    (smallest != 0).then_some(smallest)
}

fn baseline_by_qemu(
    cpus: &[CpuDef],
    models: &[HvModel<'_>],
    expand: bool,
    start: Start<'_>,
) -> Result<CpuDef> {
    for (i, cpu) in cpus.iter().enumerate() {
        let Some(model) = &cpu.model else {
            bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "no CPU model specified at index {i}");
        };
        if !virt_cpu::is_model_allowed(model, Some(models)) {
            bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "CPU model '{model}' not supported by hypervisor");
        }
    }
    let mut qemu = start()?;
    let mut base = CpuDef { kind: CpuKind::Guest, ..CpuDef::default() };
    if let Some(first) = cpus.first() {
        base.copy_model_from(first);
    }
    for cpu in &cpus[1.min(cpus.len())..] {
        let arguments = json!({ "modela": model_of(&base), "modelb": model_of(cpu) });
        let reply = run(&mut *qemu, "query-cpu-model-baseline", arguments)?;
        take_enabled(&mut base, parse::model_info("query-cpu-model-baseline", &reply, true)?);
    }
    if expand || cpus.len() == 1 {
        let kind = if expand { "full" } else { "static" };
        let arguments = json!({ "type": kind, "model": model_of(&base) });
        let reply = run(&mut *qemu, "query-cpu-model-expansion", arguments)?;
        take_enabled(&mut base, parse::model_info("query-cpu-model-expansion", &reply, true)?);
    }
    Ok(base)
}

fn take_enabled(cpu: &mut CpuDef, info: ModelInfo) {
    let on = info.props.into_iter().filter(|p| p.value == PropValue::Bool(true));
    cpu.features = on.map(|p| CpuFeature { name: p.name, policy: CpuPolicy::Require }).collect();
    (cpu.model, cpu.vendor, cpu.vendor_id) = (Some(info.name), None, None);
}

/// A CPU as QEMU's `CpuModelInfo`.
fn model_of(cpu: &CpuDef) -> Value {
    let mut model = json!({ "name": cpu.model });
    if !cpu.features.is_empty() {
        let on = |f: &CpuFeature| matches!(f.policy, CpuPolicy::Require | CpuPolicy::Force);
        let props: Map<String, Value> =
            cpu.features.iter().map(|f| (f.name.clone(), Value::Bool(on(f)))).collect();
        model["props"] = Value::Object(props);
    }
    model
}

fn run(qemu: &mut dyn Ask, command: &str, arguments: Value) -> Result<Value> {
    match qemu.ask(command, arguments)? {
        Answer::Return(value) => Ok(value),
        Answer::Error { text, .. } => {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unable to execute QEMU command '{command}': {text}")
        }
    }
}
