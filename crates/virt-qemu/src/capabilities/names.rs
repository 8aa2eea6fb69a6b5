//! Spelling: what QEMU calls CPU models and features, and what XML calls them.

use virt_core::Arch;

use super::accel::{ModelInfo, PropValue};

/// Features of x86 whose names differ: ours, QEMU's.
const X86_FEATURES: &[(&str, &str)] = &[
    ("cmp_legacy", "cmp-legacy"),
    ("ds_cpl", "ds-cpl"),
    ("fxsr_opt", "fxsr-opt"),
    ("kvm_pv_eoi", "kvm-pv-eoi"),
    ("kvm_pv_unhalt", "kvm-pv-unhalt"),
    ("lahf_lm", "lahf-lm"),
    ("nodeid_msr", "nodeid-msr"),
    ("pclmuldq", "pclmulqdq"),
    ("perfctr_core", "perfctr-core"),
    ("perfctr_nb", "perfctr-nb"),
    ("tsc_adjust", "tsc-adjust"),
    ("vmx-invvpid-single-context-noglobals", "vmx-invept-single-context-noglobals"),
    ("hv-vendor_id", "hv-vendor-id"),
    ("hv-emsr_bitmap", "hv-emsr-bitmap"),
    ("hv-xmm_input", "hv-xmm-input"),
];

/// Features of x86 that QEMU never knew or no longer knows.
const NEVER_PASSED: &[&str] = &[
    "cmt",
    "mbm_total",
    "mbm_local",
    "osxsave",
    "ospke",
    "vmx-ept-uc",
    "vmx-ept-wb",
    "vmx-invvpid-single-context",
];

/// Hyper-V enlightenments in the order of documents.
const HYPERV: &[&str] = &[
    "relaxed",
    "vapic",
    "spinlocks",
    "vpindex",
    "runtime",
    "synic",
    "stimer",
    "reset",
    "vendor_id",
    "frequencies",
    "reenlightenment",
    "tlbflush",
    "ipi",
    "evmcs",
    "avic",
    "emsr_bitmap",
    "xmm_input",
];

/// QEMU writes models of POWER in lower case; our tables don't.
pub(super) fn restore_model(arch: Arch, name: &mut String) {
    if !arch.is_ppc64() {
        return;
    }
    let known = virt_cpu::models(arch).ok().flatten().unwrap_or_default();
    if let Some(ours) = known.iter().find(|m| m.eq_ignore_ascii_case(name)) {
        *name = (*ours).to_owned();
    }
}

/// QEMU's name of a CPU feature.
pub fn feature_to_qemu(arch: Arch, name: &str) -> &str {
    let known = X86_FEATURES.iter().find(|(ours, _)| arch.is_x86() && *ours == name);
    known.map_or(name, |(_, qemu)| qemu)
}

/// Our name of a CPU feature that QEMU named.
pub fn feature_from_qemu(arch: Arch, name: &str) -> &str {
    let known = X86_FEATURES.iter().find(|(_, qemu)| arch.is_x86() && *qemu == name);
    known.map_or(name, |(ours, _)| ours)
}

/// May a CPU feature stand on QEMU's command line?
pub fn is_passed_to_qemu(arch: Arch, feature: &str) -> bool {
    !arch.is_x86() || !NEVER_PASSED.contains(&feature)
}

/// The enlightenments that a CPU model expanded with all of them has; `None` when it shows none, as older
/// builds do.
pub(super) fn hyperv_features(full: &ModelInfo) -> Option<Vec<String>> {
    let on: Vec<String> = full
        .props
        .iter()
        .filter(|p| match &p.value {
            PropValue::Bool(on) => *on,
            PropValue::Number(n) => *n > 0,
            PropValue::Text(_) => true,
        })
        .filter_map(|p| p.name.strip_prefix("hv-").map(|n| n.replace('-', "_")))
        .collect();
    let listed: Vec<String> =
        HYPERV.iter().filter(|n| on.iter().any(|o| o == *n)).map(|n| n.to_string()).collect();
    (!listed.is_empty()).then_some(listed)
}
