//! Features that hypervisors add for guests; they are asked for, never part of a model.

use super::bits::{Bits, Reg};

const EAX: u8 = 0;
const EDX: u8 = 3;

/// Name, CPUID leaf, register, bits.
const FEATURES: &[(&str, u32, u8, u32)] = &[
    ("kvm_pv_unhalt", 0x4000_0001, EAX, 0x80),
    ("hv-runtime", 0x4000_0003, EAX, 0x1),
    ("hv-synic", 0x4000_0003, EAX, 0x4),
    ("hv-stimer", 0x4000_0003, EAX, 0x8),
    ("hv-xmm_input", 0x4000_0003, EAX, 0x10),
    ("hv-relaxed", 0x4000_0003, EAX, 0x20),
    ("hv-vapic", 0x4000_0003, EAX, 0x30),
    ("hv-vpindex", 0x4000_0003, EAX, 0x40),
    ("hv-reset", 0x4000_0003, EAX, 0x80),
    ("hv-frequencies", 0x4000_0003, EAX, 0x800),
    ("hv-reenlightenment", 0x4000_0003, EAX, 0x2000),
    ("hv-stimer-direct", 0x4000_0003, EDX, 0x8_0000),
    ("hv-tlbflush-direct", 0x4000_0003, EDX, 0x4000),
    ("hv-tlbflush", 0x4000_0004, EAX, 0x4),
    ("hv-avic", 0x4000_0004, EAX, 0x200),
    ("hv-ipi", 0x4000_0004, EAX, 0x400),
    ("hv-evmcs", 0x4000_0004, EAX, 0x4000),
    ("hv-tlbflush-ext", 0x4000_0004, EDX, 0x4000),
    ("hv-emsr_bitmap", 0x4000_000a, EAX, 0x8_0000),
];

pub(super) fn bits(name: &str) -> Option<Bits> {
    let (_, leaf, register, word) = FEATURES.iter().find(|(n, ..)| *n == name)?;
    let mut bits = Bits::default();
    bits.add_word(Reg::cpuid(*leaf, 0, *register), *word);
    Some(bits)
}
