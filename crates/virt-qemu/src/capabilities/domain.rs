//! `<domainCapabilities>` of a QEMU build on this host.

use virt_conf::cpu::{CpuAddr, CpuAddrMode};
use virt_conf::domain_capabilities::*;
use virt_core::{Arch, Result};

use super::accel::AccelKind;
use super::caps::QemuCaps;
use super::flag::Flag;
use super::host_model::{HostModels, is_native};
use super::{devices, machine};
use crate::firmware::{Descriptor, Feature, Interface, Mapping};

/// What of the host and the driver's settings the document depends on.
pub struct Surroundings<'a> {
    pub host_arch: Arch,
    /// Most virtual CPUs that KVM runs in a guest.
    pub kvm_max_vcpus: &'a dyn Fn() -> Result<u32>,
    /// Can devices be given to guests through VFIO?
    pub vfio: bool,
    /// Can KVM run protected guests?
    pub secure_guest: bool,
    /// Most encrypted guests without and with encrypted state.
    pub sev_guests: (u32, u32),
    /// Is there an RDP server for D-Bus displays?
    pub rdp: bool,
    /// Versions of TPMs that can be emulated, when they can: 1.2, 2.0.
    pub swtpm: Option<[bool; 2]>,
    /// Firmware descriptions, best first.
    pub firmware: &'a [Descriptor],
    /// Firmware images of the driver's settings, for machines that no description is for.
    pub loaders: &'a [String],
    pub file_exists: &'a dyn Fn(&str) -> bool,
}

/// Makes the document; `machine` is canonical.
pub fn domain_capabilities(
    caps: &QemuCaps,
    arch: Arch,
    kind: AccelKind,
    machine: Option<&str>,
    models: &HostModels,
    around: &Surroundings<'_>,
) -> Result<DomainCapabilities> {
    let name = machine.unwrap_or_default();
    let mut max_vcpus = caps.accel(kind).machine(name).map_or(0, |m| m.max_cpus);
    if kind == AccelKind::Kvm {
        max_vcpus = max_vcpus.min((around.kvm_max_vcpus)()?);
    }
    Ok(DomainCapabilities {
        path: caps.binary.clone(),
        domain: kind.virt_type(),
        machine: machine.map(str::to_owned),
        arch,
        max_vcpus,
        iothreads: true,
        os: os(name, arch, around),
        cpu: cpu(caps, arch, kind, name, models, around.host_arch)?,
        memory_backing: Group::new("memoryBacking").choice(
            "sourceType",
            &[("file", true), ("anonymous", true), ("memfd", caps.has(Flag::OBJECT_MEMORY_MEMFD))],
        ),
        devices: devices::all(caps, name, around),
        features: features(caps, arch, kind, name, around),
    })
}

fn os(machine: &str, arch: Arch, around: &Surroundings<'_>) -> Os {
    let fitting: Vec<&Descriptor> = around.firmware.iter().filter(|d| d.suits(arch, machine)).collect();
    let boots = |interface| fitting.iter().any(|d| d.interfaces.contains(&interface));
    let kinds = [("bios", boots(Interface::Bios)), ("efi", boots(Interface::Uefi))];
    let images: Vec<&str> = match fitting.iter().filter(|d| !matches!(d.mapping, Mapping::Kernel { .. })) {
        described if described.clone().next().is_some() => described.map(|d| d.executable()).collect(),
        _ => around.loaders.iter().map(String::as_str).collect(),
    };
    let mut loaders: Vec<String> = Vec::new();
    for path in images {
        if !loaders.iter().any(|l| l == path) && (around.file_exists)(path) {
            loaders.push(path.to_owned());
        }
    }
    let secure = fitting.iter().any(|d| d.has(Feature::RequiresSmm));
    Os {
        firmware: Choice { name: "firmware", words: words(&kinds) },
        loaders,
        loader: Group::new("loader")
            .choice("type", &[("rom", true), ("pflash", true)])
            .choice("readonly", &[("yes", true), ("no", true)])
            .choice("secure", &[("yes", secure), ("no", true)]),
    }
}

fn words(list: &[(&'static str, bool)]) -> Vec<&'static str> {
    list.iter().filter(|(_, there)| *there).map(|(word, _)| *word).collect()
}

/// Machine types that KVM gives no CPU models on s390.
const S390_WITHOUT_MODELS: &[&str] =
    &["s390-ccw-virtio-2.4", "s390-ccw-virtio-2.5", "s390-ccw-virtio-2.6", "s390-ccw-virtio-2.7"];

/// Ways of choosing a guest's CPU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CpuChoice {
    Custom,
    HostModel,
    HostPassthrough,
    Maximum,
}

/// Can a guest's CPU be chosen like this?
pub fn supports_cpu_choice(
    caps: &QemuCaps,
    host: Arch,
    kind: AccelKind,
    choice: CpuChoice,
    machine: Option<&str>,
    models: &HostModels,
) -> bool {
    let old_s390 = caps.arch.is_s390()
        && kind == AccelKind::Kvm
        && machine.is_some_and(|m| S390_WITHOUT_MODELS.contains(&m));
    match choice {
        CpuChoice::HostPassthrough => kind.is_hardware() && is_native(host, caps.arch),
        _ if old_s390 => false,
        CpuChoice::HostModel => models.reported.is_some(),
        CpuChoice::Custom => caps.accel(kind).cpu_models.as_ref().is_some_and(|m| !m.is_empty()),
        CpuChoice::Maximum => caps.has(Flag::CPU_MAX),
    }
}

fn cpu(
    caps: &QemuCaps,
    arch: Arch,
    kind: AccelKind,
    machine: &str,
    models: &HostModels,
    host: Arch,
) -> Result<Cpu> {
    let can = |choice| supports_cpu_choice(caps, host, kind, choice, Some(machine), models);
    let migratable = |name, on| Choice { name, words: words(&[("on", on), ("off", true)]) };
    let with_on = caps.has(Flag::CPU_MIGRATABLE);
    let host_model = models.reported.as_ref().filter(|_| can(CpuChoice::HostModel)).map(|cpu| {
        let mut cpu = cpu.clone();
        let bits = models.phys_addr_bits;
        cpu.addr =
            (bits != 0).then_some(CpuAddr { mode: CpuAddrMode::Passthrough, bits: None, limit: Some(bits) });
        cpu
    });
    let custom = if can(CpuChoice::Custom) { custom_models(caps, arch, kind) } else { Vec::new() };
    Ok(Cpu {
        host_passthrough: can(CpuChoice::HostPassthrough)
            .then(|| migratable("hostPassthroughMigratable", with_on)),
        maximum: can(CpuChoice::Maximum).then(|| migratable("maximumMigratable", true)),
        host_model,
        custom,
    })
}

/// Models by name; those that our tables know, where they know any.
fn custom_models(caps: &QemuCaps, arch: Arch, kind: AccelKind) -> Vec<CpuModel> {
    let Ok(known) = virt_cpu::models(arch) else {
        return Vec::new();
    };
    let listed = caps.accel(kind).cpu_models.as_deref().unwrap_or_default();
    let mut models: Vec<CpuModel> = listed
        .iter()
        .filter(|m| m.name != "host" && known.as_ref().is_none_or(|k| k.contains(&m.name.as_str())))
        .map(|m| {
            let mut blockers = m.blockers.clone();
            blockers.sort_unstable();
            blockers.dedup();
            CpuModel {
                name: m.name.clone(),
                usable: m.usable,
                deprecated: m.deprecated,
                vendor: virt_cpu::vendor_of_model(caps.arch, &m.name),
                canonical: virt_cpu::canonical_model(caps.arch, &m.name),
                blockers,
            }
        })
        .collect();
    models.sort_by(|a, b| a.name.cmp(&b.name));
    models
}

fn features(
    caps: &QemuCaps,
    arch: Arch,
    kind: AccelKind,
    machine: &str,
    around: &Surroundings<'_>,
) -> Features {
    let is_arm_virt = machine::is_arm_virt(machine, arch);
    let gic = [("2", 2), ("3", 3)].map(|(word, n)| (word, is_arm_virt && caps.supports_gic(kind, n)));
    let gic = Group::new("gic").choice("version", &gic).unless_empty();
    let mut plain = vec![
        ("vmcoreinfo", caps.has(Flag::DEVICE_VMCOREINFO)),
        ("genid", caps.has(Flag::DEVICE_VMGENID)),
        ("backingStoreInput", true),
        ("backup", true),
        ("async-teardown", caps.has(Flag::RUN_WITH_ASYNC_TEARDOWN)),
    ];
    let confidential = caps.has(Flag::MACHINE_CONFIDENTAL_GUEST_SUPPORT);
    let s390_pv = caps.has(Flag::S390_PV_GUEST) && confidential;
    if caps.arch.is_s390() {
        plain.push(("s390-pv", s390_pv && around.secure_guest));
    }
    plain.push(("ps2", machine::has_i8042_toggle(caps, machine, arch)));
    let security = [
        ("sev", caps.has(Flag::SEV_GUEST)),
        ("sev-snp", caps.has(Flag::SEV_SNP_GUEST)),
        ("s390-pv", s390_pv),
    ];
    Features {
        gic,
        plain,
        sev: caps.sev.as_ref().map(|sev| Sev {
            cbitpos: sev.cbitpos,
            reduced_phys_bits: sev.reduced_phys_bits,
            max_guests: around.sev_guests.0,
            max_es_guests: around.sev_guests.1,
            cpu0_id: sev.cpu0_id.clone(),
        }),
        sgx: caps.sgx.as_ref().map(|sgx| Sgx {
            flc: sgx.flc,
            sgx1: sgx.sgx1,
            sgx2: sgx.sgx2,
            section_size: sgx.section_size,
            sections: sgx.sections.clone(),
        }),
        hyperv: caps.hyperv.clone(),
        launch_security: Group::new("launchSecurity").choice("sectype", &security).unless_empty(),
    }
}
