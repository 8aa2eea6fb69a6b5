//! [`QemuCaps`]: the result of probing.

use serde::{Deserialize, Serialize};
use virt_core::Arch;

use super::accel::{Accel, AccelKind};
use super::flag::{Flag, FlagSet};

/// An interrupt controller of ARM guests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gic {
    pub version: u32,
    pub kernel: bool,
    pub emulated: bool,
}

/// AMD's encrypted guests, as `query-sev-capabilities` tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sev {
    pub pdh: String,
    pub cert_chain: String,
    pub cpu0_id: Option<String>,
    pub cbitpos: u32,
    pub reduced_phys_bits: u32,
}

/// Intel's enclaves, as `query-sgx-capabilities` tells. Sizes in KiB.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sgx {
    pub flc: bool,
    pub sgx1: bool,
    pub sgx2: bool,
    pub section_size: u64,
    /// NUMA node and size of each section.
    pub sections: Vec<(u32, u64)>,
}

/// What a QEMU build can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QemuCaps {
    /// Path of the program.
    pub binary: String,
    /// major × 1,000,000 + minor × 1,000 + micro.
    pub version: u32,
    /// What the packager calls the build; often empty.
    pub package: String,
    #[serde(with = "arch_name")]
    pub arch: Arch,
    flags: FlagSet,
    tcg: Accel,
    kvm: Accel,
    hvf: Accel,
    pub gic: Vec<Gic>,
    pub sev: Option<Sev>,
    pub sgx: Option<Sgx>,
    /// Names of Hyper-V enlightenments, spelled as in domain XML; `None` when not known.
    pub hyperv: Option<Vec<String>>,
}

impl QemuCaps {
    /// Capabilities that know version and architecture, and no more.
    pub fn new(binary: &str, version: u32, package: &str, arch: Arch) -> Self {
        Self {
            binary: binary.to_owned(),
            version,
            package: package.to_owned(),
            arch,
            flags: FlagSet::default(),
            tcg: Accel::default(),
            kvm: Accel::default(),
            hvf: Accel::default(),
            gic: Vec::new(),
            sev: None,
            sgx: None,
            hyperv: None,
        }
    }

    /// Can the build do this?
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.has(flag)
    }

    /// Everything that the build can do.
    pub fn flags(&self) -> &FlagSet {
        &self.flags
    }

    /// Says that the build can do something (probing, `<qemu:add>`).
    pub fn set(&mut self, flag: Flag) {
        self.flags.set(flag);
    }

    /// Says that the build can't do something (probing, `<qemu:del>`).
    pub fn clear(&mut self, flag: Flag) {
        self.flags.clear(flag);
    }

    /// Is it at least this version?
    pub fn at_least(&self, major: u32, minor: u32) -> bool {
        self.version >= major * 1_000_000 + minor * 1_000
    }

    /// What an accelerator offers.
    pub fn accel(&self, kind: AccelKind) -> &Accel {
        match kind {
            AccelKind::Tcg => &self.tcg,
            AccelKind::Kvm => &self.kvm,
            AccelKind::Hvf => &self.hvf,
        }
    }

    /// The same, to fill in.
    pub fn accel_mut(&mut self, kind: AccelKind) -> &mut Accel {
        match kind {
            AccelKind::Tcg => &mut self.tcg,
            AccelKind::Kvm => &mut self.kvm,
            AccelKind::Hvf => &mut self.hvf,
        }
    }

    /// Is hardware acceleration there?
    pub fn has_hardware_accel(&self) -> bool {
        self.has(Flag::KVM) || self.has(Flag::HVF)
    }

    /// The best accelerator there is.
    pub fn best_accel(&self) -> Option<AccelKind> {
        let all = [(Flag::KVM, AccelKind::Kvm), (Flag::HVF, AccelKind::Hvf), (Flag::TCG, AccelKind::Tcg)];
        all.into_iter().find(|(flag, _)| self.has(*flag)).map(|(_, kind)| kind)
    }

    /// Does the build run guests of this domain `type` here?
    pub fn supports_accel(&self, kind: AccelKind) -> bool {
        self.has(match kind {
            AccelKind::Tcg => Flag::TCG,
            AccelKind::Kvm => Flag::KVM,
            AccelKind::Hvf => Flag::HVF,
        })
    }

    /// Does the program run guests of this architecture?
    pub fn supports_arch(&self, arch: Arch) -> bool {
        arch == self.arch
            || matches!(
                (self.arch, arch),
                (Arch::X86_64, Arch::I686)
                    | (Arch::Aarch64, Arch::Armv7l)
                    | (Arch::Armv7l, Arch::Armv6l)
                    | (Arch::Ppc64, Arch::Ppc64le)
            )
    }

    /// Does an accelerator offer this version of ARM's interrupt controller?
    pub fn supports_gic(&self, kind: AccelKind, version: u32) -> bool {
        self.gic.iter().any(|g| {
            g.version == version
                && match kind {
                    AccelKind::Kvm => g.kernel,
                    AccelKind::Tcg => g.emulated,
                    AccelKind::Hvf => false,
                }
        })
    }
}

/// The architecture for QEMU's name of a target.
pub fn arch_from_target(name: &str) -> Option<Arch> {
    match name {
        "i386" => Some(Arch::I686),
        "arm" => Some(Arch::Armv7l),
        "or32" => Some(Arch::Openrisc),
        _ => Arch::from_name(name),
    }
}

/// QEMU's name of the target for an architecture.
pub fn target_of(arch: Arch) -> &'static str {
    match arch {
        Arch::I686 => "i386",
        Arch::Armv6l | Arch::Armv7l => "arm",
        Arch::Openrisc => "or32",
        _ => arch.name(),
    }
}

/// Architectures in cache files, by name.
mod arch_name {
    use serde::{Deserialize, Deserializer, Serializer, de};
    use virt_core::Arch;

    pub(super) fn serialize<S: Serializer>(arch: &Arch, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(arch.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arch, D::Error> {
        let name = String::deserialize(from)?;
        Arch::from_name(&name).ok_or_else(|| de::Error::custom("unknown architecture"))
    }
}
