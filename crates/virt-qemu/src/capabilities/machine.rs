//! Machine types: which one is ours by default, and what follows from a name.

use virt_core::Arch;

use super::accel::Machine;
use super::caps::QemuCaps;
use super::flag::Flag;

/// The machine type for guests that name none, whatever QEMU's own default is: that may change, guests
/// must not.
fn preferred(arch: Arch) -> Option<&'static str> {
    Some(match arch {
        Arch::Alpha => "clipper",
        Arch::Armv6l => "integratorcp",
        Arch::Armv7l | Arch::Armv7b | Arch::Aarch64 | Arch::Loongarch64 | Arch::Riscv32 | Arch::Riscv64 => {
            "virt"
        }
        Arch::Cris => "axis-dev88",
        Arch::I686 | Arch::X86_64 => "pc",
        Arch::Lm32 => "lm32-evr",
        Arch::M68k => "mcf5208evb",
        Arch::Microblaze | Arch::Microblazeel => "petalogix-s3adsp1800",
        Arch::Mips | Arch::Mipsel | Arch::Mips64 | Arch::Mips64el => "malta",
        Arch::Openrisc => "or1k-sim",
        Arch::Ppc | Arch::Ppcle => "g3beige",
        Arch::Ppc64 | Arch::Ppc64le => "pseries",
        Arch::Ppcemb => "bamboo",
        Arch::S390x => "s390-ccw-virtio",
        Arch::Sh4 | Arch::Sh4eb => "shix",
        Arch::Sparc => "SS-5",
        Arch::Sparc64 => "sun4u",
        Arch::Unicore32 => "puv3",
        Arch::Xtensa | Arch::Xtensaeb => "sim",
        Arch::Ia64 | Arch::Parisc | Arch::Parisc64 | Arch::S390 => return None,
    })
}

/// QEMU's list without `none`, our default first.
pub(super) fn ordered(arch: Arch, mut machines: Vec<Machine>) -> Vec<Machine> {
    machines.retain(|m| m.name != "none");
    let is_ours = |m: &Machine| preferred(arch).is_some_and(|p| m.name == p || m.alias.as_deref() == Some(p));
    let first = machines.iter().rposition(is_ours).or_else(|| machines.iter().rposition(|m| m.qemu_default));
    if let Some(first) = first {
        machines[..=first].rotate_right(1);
    }
    machines
}

/// `pc-i440fx-*` and their short names.
pub fn is_i440fx(machine: &str, arch: Arch) -> bool {
    arch.is_x86()
        && (machine == "pc"
            || ["pc-0.", "pc-1.", "pc-i440fx-", "rhel"].iter().any(|prefix| machine.starts_with(prefix)))
}

/// `pc-q35-*`.
pub fn is_q35(machine: &str, arch: Arch) -> bool {
    arch.is_x86() && (machine == "q35" || machine.starts_with("pc-q35-"))
}

/// `xenfv`.
pub fn is_xenfv(machine: &str, arch: Arch) -> bool {
    arch.is_x86() && (machine == "xenfv" || machine.starts_with("xenfv-"))
}

/// `s390-ccw*`.
pub fn is_s390_ccw(machine: &str, arch: Arch) -> bool {
    arch.is_s390() && machine.starts_with("s390-ccw")
}

/// `virt` of ARM.
pub fn is_arm_virt(machine: &str, arch: Arch) -> bool {
    matches!(arch, Arch::Armv6l | Arch::Armv7l | Arch::Aarch64) && is_virt(machine)
}

/// `virt` of RISC-V.
pub fn is_riscv_virt(machine: &str, arch: Arch) -> bool {
    arch.is_riscv() && is_virt(machine)
}

/// `virt` of LoongArch.
pub fn is_loongarch_virt(machine: &str, arch: Arch) -> bool {
    arch.is_loongarch() && is_virt(machine)
}

fn is_virt(machine: &str) -> bool {
    machine == "virt" || machine.starts_with("virt-")
}

/// `malta` of MIPS.
pub fn is_mips_malta(machine: &str, arch: Arch) -> bool {
    arch.is_mips() && machine == "malta"
}

/// Does the machine come with an ESP SCSI controller?
pub fn has_builtin_esp(machine: &str, arch: Arch) -> bool {
    match arch {
        Arch::Sparc => true,
        Arch::Mips64 | Arch::Mips64el => ["magnum", "pica61"].contains(&machine),
        Arch::M68k => machine == "q800",
        _ => false,
    }
}

/// `pseries` of PowerPC.
pub fn is_pseries(machine: &str, arch: Arch) -> bool {
    arch.is_ppc64() && (machine == "pseries" || machine.starts_with("pseries-"))
}

/// Does the machine come with an IDE controller?
pub fn has_builtin_ide(machine: &str, arch: Arch) -> bool {
    is_i440fx(machine, arch) || ["malta", "sun4u", "g3beige"].contains(&machine)
}

/// Can the PS/2 controller be switched off?
pub fn has_i8042_toggle(caps: &QemuCaps, machine: &str, arch: Arch) -> bool {
    caps.has(Flag::MACHINE_I8042_OPT) && is_pc(machine, arch)
}

/// Does the machine have a PS/2 controller?
pub fn has_i8042(caps: &QemuCaps, machine: &str, arch: Arch) -> bool {
    caps.has(Flag::DEVICE_I8042) && is_pc(machine, arch)
}

/// Does the machine have VMware's backdoor port?
pub fn has_vmport(caps: &QemuCaps, machine: &str, arch: Arch) -> bool {
    caps.has(Flag::MACHINE_VMPORT_OPT)
        && (is_i440fx(machine, arch) || is_q35(machine, arch) || machine == "isapc")
}

fn is_pc(machine: &str, arch: Arch) -> bool {
    is_i440fx(machine, arch) || is_q35(machine, arch) || is_xenfv(machine, arch) || machine == "isapc"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families() {
        assert!(is_i440fx("pc-i440fx-9.2", Arch::X86_64) && !is_i440fx("pc-q35-9.2", Arch::X86_64));
        assert!(is_q35("q35", Arch::I686) && !is_q35("q35", Arch::Aarch64));
        assert!(is_arm_virt("virt-8.2", Arch::Aarch64) && !is_arm_virt("virtual", Arch::Aarch64));
        assert!(is_pseries("pseries-7.1", Arch::Ppc64) && !is_pseries("pseries", Arch::Ppc));
    }
}
