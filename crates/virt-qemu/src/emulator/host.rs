//! This host as [`crate::capabilities`] sees it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use virt_conf::cpu::{CpuAddr, CpuAddrMode, CpuDef, CpuKind, CpuSignature, CpuTopology, CpuTsc};
use virt_core::consts::*;
use virt_core::{Arch, Result, bail};
use virt_cpu::x86::bits::Bits;
use virt_cpu::{HvModel, x86};
use virt_host::cpu::{CpuInfo, Identity};
use virt_host::{cpu, kvm, node};

use crate::capabilities::host_model::HostCpu;

/// The host, as far as emulators depend on it. Tests put another one in its place.
pub trait HostTrait: HostCpu {
    /// Maker, name and microcode of the processor.
    fn identity(&self) -> Identity;
    fn kernel_release(&self) -> String;
    fn kvm_usable(&self) -> bool;
    fn kvm_nested(&self) -> bool;
    fn secure_guests(&self) -> bool;
    fn trust_domains(&self) -> bool;
    /// The definition of the host's CPU that capabilities report.
    fn cpu(&self) -> CpuDef;
}

/// The machine that this process runs on.
#[derive(Debug, Default)]
pub struct ThisHost {
    info: OnceLock<CpuInfo>,
    bits: OnceLock<Bits>,
}

struct ThisProcessor;

impl x86::Processor for ThisProcessor {
    fn cpuid(&self, leaf: u32, sub: u32) -> [u32; 4] {
        cpu::cpuid(leaf, sub)
    }

    fn msr(&self, index: u32) -> Option<u64> {
        cpu::msr(index)
    }
}

impl ThisHost {
    fn info(&self) -> &CpuInfo {
        self.info.get_or_init(|| CpuInfo::read(Path::new("/")).unwrap_or_default())
    }

    fn bits(&self) -> &Bits {
        self.bits.get_or_init(|| x86::host_bits(&ThisProcessor))
    }

    fn fill(&self, cpu: &mut CpuDef, models: Option<&[HvModel<'_>]>) -> Result<()> {
        let arch = self.arch();
        if arch.is_x86() {
            return x86::decode(cpu, self.bits(), models);
        }
        if arch.is_ppc64() {
            let pvr = self.info().field("revision").and_then(|r| r.split("pvr ").nth(1)).unwrap_or_default();
            let hex = pvr.trim_end_matches(')').replace(' ', "");
            if let Ok(pvr) = u32::from_str_radix(&hex, 16) {
                return virt_cpu::ppc64::decode(cpu, pvr, models);
            }
        }
        bail!(VIR_FROM_CPU, VIR_ERR_NO_SUPPORT, "cannot detect host CPU model for {arch} architecture")
    }
}

impl HostCpu for ThisHost {
    fn arch(&self) -> Arch {
        Arch::host().unwrap_or(Arch::X86_64)
    }

    fn phys_addr_bits(&self) -> u32 {
        self.info().phys_addr_bits(self.arch())
    }

    fn definition(&self, models: Option<&[HvModel<'_>]>) -> Result<CpuDef> {
        let mut cpu = CpuDef { kind: CpuKind::Guest, ..CpuDef::default() };
        self.fill(&mut cpu, models)?;
        Ok(cpu)
    }
}

impl HostTrait for ThisHost {
    fn cpu(&self) -> CpuDef {
        let arch = self.arch();
        let sum = node::summary(Path::new("/"), arch);
        let mut cpu = CpuDef { kind: CpuKind::Host, arch: Some(arch), ..CpuDef::default() };
        // A host whose model isn't known still has its processors counted.
        let known = self.fill(&mut cpu, None).is_ok();
        cpu.topology = Some(CpuTopology {
            sockets: sum.sockets,
            dies: 1,
            clusters: 1,
            cores: sum.cores,
            threads: sum.threads,
        });
        if arch.is_x86() {
            cpu.microcode = self.info().identity(arch).microcode;
            if known && x86::feature_in(self.bits(), "invtsc").unwrap_or(false) {
                cpu.tsc =
                    cpu::kvm_tsc().map(|tsc| CpuTsc { frequency: tsc.frequency, scaling: Some(tsc.scaling) });
            }
            let bits = self.phys_addr_bits();
            cpu.addr =
                (bits != 0).then_some(CpuAddr { mode: CpuAddrMode::Emulate, bits: Some(bits), limit: None });
        } else {
            cpu.signature = CpuSignature::default();
        }
        cpu
    }

    fn identity(&self) -> Identity {
        self.info().identity(self.arch())
    }

    fn kernel_release(&self) -> String {
        let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        let version = std::fs::read_to_string("/proc/sys/kernel/version").unwrap_or_default();
        format!("{} {}", release.trim(), version.trim())
    }

    fn kvm_usable(&self) -> bool {
        kvm::is_usable()
    }

    fn kvm_nested(&self) -> bool {
        kvm::is_nested()
    }

    fn secure_guests(&self) -> bool {
        kvm::has_secure_guests(self.arch())
    }

    fn trust_domains(&self) -> bool {
        kvm::has_trust_domains()
    }
}

/// The file of a program: the first executable one in `PATH`; a name with a slash is a path.
pub fn find_in_path(program: &str) -> Option<String> {
    let executable =
        |path: &Path| path.is_file() && nix::unistd::access(path, nix::unistd::AccessFlags::X_OK).is_ok();
    if program.contains('/') {
        return executable(Path::new(program)).then(|| program.to_owned());
    }
    let path = std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin:/usr/sbin:/sbin".into());
    let mut candidates = std::env::split_paths(&path).map(|folder: PathBuf| folder.join(program));
    let found = candidates.find(|p| p.is_absolute() && executable(p))?;
    found.into_os_string().into_string().ok()
}
