//! Asking a processor for its bits.

use super::bits::{Bits, Place, Reg};
use super::map::Map;

/// A processor that can be asked.
pub trait Processor {
    /// CPUID of a leaf and sub-leaf: eax, ebx, ecx, edx.
    fn cpuid(&self, leaf: u32, sub: u32) -> [u32; 4];
    /// A model-specific register, where it can be read.
    fn msr(&self, index: u32) -> Option<u64>;
}

/// Most leaves of a range and sub-leaves of a leaf that are asked for, whatever the processor says.
const MAX_LEAVES: u32 = 0x100;

/// All that the processor says of itself.
pub fn host_bits(processor: &dyn Processor) -> Bits {
    let mut bits = Bits::default();
    for base in [0, 0x8000_0000] {
        let last = processor.cpuid(base, 0)[0].min(base + MAX_LEAVES);
        for leaf in base..=last {
            add_leaf(&mut bits, processor, leaf);
        }
    }
    let mut asked: Option<u32> = None;
    for (reg, _) in Map::get().features.iter().flat_map(|f| f.bits.iter()) {
        if let Place::Msr(index) = reg.place()
            && asked != Some(index)
        {
            asked = Some(index);
            if let Some(value) = processor.msr(index) {
                bits.add_word(Reg::msr(index, 0), value as u32);
                bits.add_word(Reg::msr(index, 3), (value >> 32) as u32);
            }
        }
    }
    bits
}

fn add(bits: &mut Bits, leaf: u32, sub: u32, words: [u32; 4]) {
    for (register, word) in words.iter().enumerate() {
        bits.add_word(Reg::cpuid(leaf, sub, register as u8), *word);
    }
}

/// A leaf with those of its sub-leaves that mean something.
fn add_leaf(bits: &mut Bits, processor: &dyn Processor, leaf: u32) {
    let first = processor.cpuid(leaf, 0);
    let [eax, ebx, _, edx] = first;
    let mut add_subs = |subs: &mut dyn Iterator<Item = u32>| {
        for sub in subs {
            add(bits, leaf, sub, processor.cpuid(leaf, sub));
        }
    };
    match leaf {
        // Cache parameters: until a sub-leaf has no type.
        0x4 => {
            let used = (0..MAX_LEAVES).take_while(|s| *s == 0 || processor.cpuid(leaf, s - 1)[0] & 0x1f != 0);
            add_subs(&mut used.collect::<Vec<_>>().into_iter());
        }
        // Features, processor trace: eax names the last sub-leaf.
        0x7 | 0x14 => add_subs(&mut (0..=eax.min(MAX_LEAVES))),
        // Topology: while there is a level type.
        0xb => {
            let used = (0..MAX_LEAVES).take_while(|s| processor.cpuid(leaf, *s)[2] & 0xff00 != 0);
            add_subs(&mut used.collect::<Vec<_>>().into_iter());
        }
        // Extended state: a sub-leaf for each component that user or supervisor state has.
        0xd => {
            let [_, _, ecx1, edx1] = processor.cpuid(leaf, 1);
            let components = u64::from(eax | ecx1) | u64::from(edx | edx1) << 32;
            add_subs(&mut (0..64).filter(|s| *s < 2 || components >> s & 1 == 1));
        }
        // Resources: a sub-leaf for each that is monitored, or allocated.
        0xf | 0x10 => {
            let resources = if leaf == 0xf { edx } else { ebx };
            add_subs(&mut (0..32).filter(|s| *s == 0 || resources >> s & 1 == 1));
        }
        // Enclaves, when leaf 7 has them: sections until one has no type.
        0x12 => {
            let has_enclaves = processor.cpuid(7, 0)[1] & 1 << 2 != 0;
            let used = (0..MAX_LEAVES).take_while(|s| *s < 2 || processor.cpuid(leaf, *s)[0] & 0xf != 0);
            add_subs(&mut used.filter(|_| has_enclaves).collect::<Vec<_>>().into_iter());
        }
        // Maker of the system on chip: valid from three sub-leaves on.
        0x17 if eax >= 3 => add_subs(&mut (0..=eax.min(MAX_LEAVES))),
        0x17 => {}
        _ => add(bits, leaf, 0, first),
    }
}
