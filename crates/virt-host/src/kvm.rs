//! KVM and passing devices through, as far as files tell.

use std::fs::{File, read_dir, read_to_string};

use nix::unistd::{AccessFlags, access};
use virt_core::consts::VIR_FROM_NONE;
use virt_core::{Arch, Error, Result};

const KVM: &str = "/dev/kvm";

/// May this process use KVM?
pub fn is_usable() -> bool {
    access(KVM, AccessFlags::R_OK | AccessFlags::W_OK).is_ok()
}

/// Most virtual CPUs that KVM runs in a guest.
pub fn max_vcpus() -> Result<u32> {
    let kvm =
        File::open(KVM).map_err(|e| Error::system(VIR_FROM_NONE, &e, format!("Unable to open {KVM}")))?;
    Ok(crate::cpu::max_vcpus_of(&kvm))
}

/// Can guests run guests?
pub fn is_nested() -> bool {
    let modules = ["kvm_intel", "kvm_amd", "kvm_hv", "kvm"];
    modules.iter().any(|module| is_on(&format!("/sys/module/{module}/parameters/nested")))
}

fn is_on(parameter: &str) -> bool {
    read_to_string(parameter).unwrap_or_default().starts_with(['Y', 'y', '1'])
}

/// Can guests be Intel's trust domains?
pub fn has_trust_domains() -> bool {
    is_on("/sys/module/kvm_intel/parameters/tdx")
}

/// Can guests be protected from the host?
pub fn has_secure_guests(host: Arch) -> bool {
    if host.is_s390() {
        let command_line = read_to_string("/proc/cmdline").unwrap_or_default();
        return std::path::Path::new("/sys/firmware/uv").is_dir() && asks_for_protection(&command_line);
    }
    if host.is_x86() {
        let sev = is_on("/sys/module/kvm_amd/parameters/sev") && std::path::Path::new("/dev/sev").exists();
        return sev || has_trust_domains();
    }
    false
}

/// Linux takes the first `prot_virt`, and the beginning of its value.
fn asks_for_protection(command_line: &str) -> bool {
    let value = command_line.split_whitespace().find_map(|word| word.strip_prefix("prot_virt="));
    let value = value.unwrap_or_default().trim_matches('"').to_ascii_lowercase();
    ["y", "on", "1"].iter().any(|yes| value.starts_with(yes))
}

/// Does the host keep devices apart?
pub fn has_iommu() -> bool {
    read_dir("/sys/kernel/iommu_groups").is_ok_and(|mut groups| groups.next().is_some())
}

/// Can devices be given to guests through VFIO?
pub fn has_vfio() -> bool {
    has_iommu() && std::path::Path::new("/dev/vfio/vfio").exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn protection_on_the_command_line() {
        assert!(asks_for_protection("root=/dev/x prot_virt=1 quiet"));
        assert!(asks_for_protection("prot_virt=Yes"));
        assert!(!asks_for_protection("prot_virt=0 prot_virt=1"));
        assert!(!asks_for_protection("root=/dev/x"));
    }
}
