//! The guests of `<capabilities>`: which emulator runs which architecture.

use virt_conf::capabilities::{Guest, GuestFeature, GuestMachine};
use virt_core::Arch;

use super::accel::AccelKind;
use super::caps::{QemuCaps, target_of};
use super::flag::Flag;
use super::host_model::is_native;

/// Where the emulator for an architecture is; `find` looks a program up in `PATH`, or a full path as it is.
pub fn default_emulator(host: Arch, guest: Arch, find: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let program = |arch| find(&format!("qemu-system-{}", target_of(arch)));
    // Only the 64-bit program runs 32-bit guests on the processor itself.
    if (host, guest) == (Arch::Aarch64, Arch::Armv7l)
        && let Some(found) = program(host)
    {
        return Some(found);
    }
    let target = match is_native(host, guest) {
        true => host,
        false => guest,
    };
    let target = if target.is_ppc64() { Arch::Ppc64 } else { target };
    let other = || (target != guest).then(|| program(target)).flatten();
    let enterprise = || if is_native(host, guest) { find("/usr/libexec/qemu-kvm") } else { None };
    program(guest).or_else(other).or_else(enterprise)
}

/// The guests of an architecture that an emulator runs.
pub fn guest(caps: &QemuCaps, emulator: &str, arch: Arch) -> Guest {
    let mut domains = Vec::new();
    for kind in [AccelKind::Tcg, AccelKind::Kvm, AccelKind::Hvf] {
        if caps.supports_accel(kind) {
            domains.push(kind.virt_type());
        }
    }
    Guest {
        os_type: "hvm",
        arch,
        emulator: Some(emulator.to_owned()),
        loader: None,
        machines: machines(caps),
        domains,
        features: features(arch),
    }
}

fn features(arch: Arch) -> Vec<GuestFeature> {
    let plain = |name| GuestFeature { name, toggle: None };
    let fixed = |name| GuestFeature { name, toggle: Some((true, false)) };
    let mut all = Vec::new();
    if arch == Arch::I686 {
        all.extend([plain("pae"), plain("nonpae")]);
    }
    if arch.is_x86() || arch == Arch::Aarch64 || arch.is_loongarch() {
        all.push(GuestFeature { name: "acpi", toggle: Some((true, true)) });
    }
    if arch.is_x86() {
        all.push(fixed("apic"));
    }
    all.extend([
        plain("cpuselection"),
        plain("deviceboot"),
        fixed("disksnapshot"),
        plain("externalSnapshot"),
    ]);
    all
}

/// Machine types as the first start of QEMU told them; each alias follows or precedes its full name.
fn machines(caps: &QemuCaps) -> Vec<GuestMachine> {
    let kind = match (caps.has(Flag::KVM), caps.has(Flag::HVF)) {
        (true, _) => AccelKind::Kvm,
        (false, true) => AccelKind::Hvf,
        (false, false) => AccelKind::Tcg,
    };
    let known = &caps.accel(kind).machines;
    let mut all: Vec<GuestMachine> = Vec::new();
    for machine in known {
        let of = |name: &str, canonical: Option<&str>| GuestMachine {
            name: name.to_owned(),
            canonical: canonical.map(str::to_owned),
            max_cpus: machine.max_cpus,
            deprecated: machine.deprecated,
        };
        match &machine.alias {
            None => all.push(of(&machine.name, None)),
            Some(alias) => {
                all.push(of(&machine.name, None));
                all.push(of(alias, Some(&machine.name)));
            }
        }
    }
    all
}
