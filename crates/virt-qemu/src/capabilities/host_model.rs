//! The host's CPU as a guest sees it through one accelerator.

use virt_conf::cpu::{CpuDef, CpuFallback, CpuFeature, CpuKind, CpuPolicy};
use virt_core::consts::*;
use virt_core::{Arch, Result, err};
use virt_cpu::HvModel;
use virt_cpu::x86::{self, bits::Bits};

use super::accel::{Accel, AccelKind, ModelInfo, PropValue};
use super::caps::QemuCaps;
use super::flag::Flag;
use super::names;

/// The host's own CPU.
pub trait HostCpu: Send + Sync {
    /// The host's architecture.
    fn arch(&self) -> Arch;
    /// Size of physical addresses in bits; 0: unknown.
    fn phys_addr_bits(&self) -> u32;
    /// A guest's definition of the host's CPU, with models that the hypervisor has.
    fn definition(&self, models: Option<&[HvModel<'_>]>) -> Result<CpuDef>;
}

/// Definitions of the host's CPU through one accelerator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HostModels {
    /// What documents report as `host-model`.
    pub reported: Option<CpuDef>,
    /// What a guest with `host-model` gets: it can migrate.
    pub migratable: Option<CpuDef>,
    /// What definitions are compared with: QEMU's and the host's own features.
    full: Option<CpuDef>,
    /// Size of physical addresses that guests can be given; 0: unknown.
    pub phys_addr_bits: u32,
}

impl HostModels {
    /// What definitions are compared with.
    pub fn full(&self) -> Option<&CpuDef> {
        self.full.as_ref().or(self.reported.as_ref())
    }

    /// Works the definitions out; there are none when guests aren't of the host's kind or nothing is known.
    pub fn find(caps: &QemuCaps, kind: AccelKind, host: &dyn HostCpu) -> Self {
        if !is_native(host.arch(), caps.arch) {
            return Self::default();
        }
        Self::try_find(caps, kind, host).unwrap_or_default()
    }

    fn try_find(caps: &QemuCaps, kind: AccelKind, host: &dyn HostCpu) -> Result<Self> {
        let accel = caps.accel(kind);
        let mut reported = CpuDef { kind: CpuKind::Guest, ..CpuDef::default() };
        let mut full = None;
        match fill_from_qemu(caps, kind, &mut reported, false)? {
            Told::Unsupported => return Ok(Self::default()),
            Told::Nothing => {
                let models = hv_models(accel);
                let cpu = host.definition(models.as_deref())?;
                reported.copy_model_from(&cpu);
                reported.features.retain(|f| names::is_passed_to_qemu(caps.arch, &f.name));
            }
            Told::Model if kind.is_hardware() && virt_cpu::can_ask_host(caps.arch) => {
                let mut cpu = host.definition(None)?;
                let mut expanded = reported.clone();
                virt_cpu::expand_features(caps.arch, &mut expanded)?;
                for feature in expanded.features.iter().filter(|f| f.policy == CpuPolicy::Require) {
                    cpu.set_feature(&feature.name, CpuPolicy::Require);
                }
                full = Some(cpu);
            }
            Told::Model => {}
        }
        let mut migratable = CpuDef { kind: CpuKind::Guest, ..CpuDef::default() };
        if !matches!(fill_from_qemu(caps, kind, &mut migratable, true)?, Told::Model) {
            migratable = virt_cpu::copy_migratable(caps.arch, &reported)?;
        }
        // Builds that don't name features of MSRs can't be asked for them.
        if caps.arch.is_x86() && !caps.has(Flag::CPU_UNAVAILABLE_FEATURES) {
            for cpu in [Some(&mut reported), Some(&mut migratable), full.as_mut()].into_iter().flatten() {
                cpu.features.retain(|f| !x86::is_msr_feature(&f.name));
            }
        }
        let phys_addr_bits = if kind.is_hardware() { host.phys_addr_bits() } else { 0 };
        Ok(Self { reported: Some(reported), migratable: Some(migratable), full, phys_addr_bits })
    }
}

/// Do guests of an architecture run on a host's processors as they are?
pub fn is_native(host: Arch, guest: Arch) -> bool {
    host == guest
        || matches!((host, guest), (Arch::X86_64, Arch::I686) | (Arch::Aarch64, Arch::Armv7l))
        || host.is_ppc64() && guest.is_ppc64()
}

/// The CPU models of an accelerator, to choose from.
pub fn hv_models(accel: &Accel) -> Option<Vec<HvModel<'_>>> {
    let models = accel.cpu_models.as_ref()?;
    Some(models.iter().map(|m| HvModel { name: &m.name, blockers: &m.blockers }).collect())
}

/// What QEMU tells of the host's CPU.
enum Told {
    Model,
    /// The host is to be asked itself.
    Nothing,
    /// Not for this architecture.
    Unsupported,
}

fn fill_from_qemu(caps: &QemuCaps, kind: AccelKind, cpu: &mut CpuDef, migratable: bool) -> Result<Told> {
    let accel = caps.accel(kind);
    let info = accel.host_model.as_ref();
    if migratable && info.is_some_and(|i| !i.migratability) {
        return Ok(Told::Nothing);
    }
    match (caps.arch, info) {
        (arch, None) if arch.is_s390() && kind == AccelKind::Kvm => {
            return Err(err!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "missing host CPU model info from QEMU capabilities for binary {}",
                caps.binary
            ));
        }
        (arch, None) if arch.is_s390() => return Ok(Told::Unsupported),
        (arch, Some(info)) if arch.is_s390() => fill_s390(info, cpu, migratable),
        (arch, Some(info)) if arch.is_x86() => {
            let models = hv_models(accel);
            x86::decode(cpu, &x86_bits(info, migratable)?, models.as_deref())?;
        }
        (arch, _) if arch.is_arm() || arch.is_loongarch() => return Ok(Told::Unsupported),
        _ => return Ok(Told::Nothing),
    }
    cpu.fallback = CpuFallback::Forbid;
    Ok(Told::Model)
}

/// Is a property on, as far as it may be?
fn is_on(info_migratable: Option<bool>, value: &PropValue, migratable: bool) -> bool {
    *value == PropValue::Bool(true) && !(migratable && info_migratable == Some(false))
}

fn fill_s390(info: &ModelInfo, cpu: &mut CpuDef, migratable: bool) {
    cpu.model = Some(info.name.clone());
    let flags = info.props.iter().filter(|p| matches!(p.value, PropValue::Bool(_)));
    cpu.features = flags
        .map(|p| CpuFeature {
            name: p.name.clone(),
            policy: match is_on(p.migratable, &p.value, migratable) {
                true => CpuPolicy::Require,
                false => CpuPolicy::Disable,
            },
        })
        .collect();
}

/// The bits of an expanded x86 model.
pub fn x86_bits(info: &ModelInfo, migratable: bool) -> Result<Bits> {
    let mut bits = Bits::default();
    let (mut family, mut model, mut stepping) = (0, 0, 0);
    for prop in &info.props {
        match (&prop.value, prop.name.as_str()) {
            (PropValue::Text(text), "vendor") => x86::set_vendor(&mut bits, text)?,
            (PropValue::Number(n), name) => {
                let number = u32::try_from(*n).unwrap_or(0);
                match name {
                    "family" => family = number,
                    "model" => model = number,
                    "stepping" => stepping = number,
                    _ => {}
                }
            }
            (value, name) if is_on(prop.migratable, value, migratable) => {
                x86::add_feature(&mut bits, names::feature_from_qemu(Arch::X86_64, name));
            }
            _ => {}
        }
    }
    bits.add_signature(family, model, stepping);
    Ok(bits)
}

/// Features that guests can have through an accelerator, and whether only migratable ones were kept as asked.
/// `None`: QEMU doesn't tell.
pub fn known_features(caps: &QemuCaps, kind: AccelKind, migratable: bool) -> Option<(Vec<String>, bool)> {
    let info = caps.accel(kind).host_model.as_ref()?;
    let kept = info.props.iter().filter(|p| !(migratable && p.migratable == Some(false)));
    let names = kept.map(|p| names::feature_from_qemu(caps.arch, &p.name).to_owned()).collect();
    Some((names, !migratable || info.migratability))
}

/// Disables the features that QEMU says are deprecated.
pub fn disable_deprecated(caps: &QemuCaps, kind: AccelKind, cpu: &mut CpuDef) {
    for name in caps.accel(kind).host_model.iter().flat_map(|i| &i.deprecated_props) {
        cpu.set_feature(name, CpuPolicy::Disable);
    }
}
