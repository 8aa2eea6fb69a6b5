//! Sets of CPUID and MSR bits.

/// Which register a word of bits stands in: a CPUID leaf's, or half of an MSR.
///
/// Ordered like documents list them: CPUID before MSRs, then by leaf, sub-leaf, register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reg {
    place: Place,
    /// 0 to 3: eax, ebx, ecx, edx.
    word: u8,
}

/// Where the processor is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Cpuid { leaf: u32, sub: u32 },
    Msr(u32),
}

/// Number of a register in a [`Reg`].
pub(crate) fn word_of(name: &str) -> Option<u8> {
    ["eax", "ebx", "ecx", "edx"].iter().position(|n| *n == name).map(|n| n as u8)
}

impl Reg {
    /// A register of a CPUID leaf; `word` 0 to 3 is eax to edx.
    pub const fn cpuid(leaf: u32, sub: u32, word: u8) -> Self {
        Self { place: Place::Cpuid { leaf, sub }, word }
    }

    /// The low (word 0, eax) or high (word 3, edx) half of an MSR.
    pub const fn msr(index: u32, word: u8) -> Self {
        Self { place: Place::Msr(index), word }
    }

    /// Where it is.
    pub fn place(self) -> Place {
        self.place
    }
}

/// A set of bits. Words without bits are not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bits(Vec<(Reg, u32)>);

/// How two sets lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Subset,
    Equal,
    Superset,
    Unrelated,
}

impl Bits {
    fn position(&self, reg: Reg) -> Result<usize, usize> {
        self.0.binary_search_by_key(&reg, |(r, _)| *r)
    }

    /// The bits of a register.
    pub fn get(&self, reg: Reg) -> u32 {
        self.position(reg).map_or(0, |i| self.0[i].1)
    }

    /// Adds bits of one register.
    pub fn add_word(&mut self, reg: Reg, bits: u32) {
        match self.position(reg) {
            _ if bits == 0 => {}
            Ok(i) => self.0[i].1 |= bits,
            Err(i) => self.0.insert(i, (reg, bits)),
        }
    }

    /// Takes bits of one register out.
    pub fn clear_word(&mut self, reg: Reg, bits: u32) {
        if let Ok(i) = self.position(reg) {
            self.0[i].1 &= !bits;
            if self.0[i].1 == 0 {
                self.0.remove(i);
            }
        }
    }

    /// Adds all bits of another set.
    pub fn add(&mut self, other: &Bits) {
        for (reg, bits) in &other.0 {
            self.add_word(*reg, *bits);
        }
    }

    /// Takes all bits of another set out.
    pub fn subtract(&mut self, other: &Bits) {
        self.0.retain_mut(|(reg, bits)| {
            *bits &= !other.get(*reg);
            *bits != 0
        });
    }

    /// Keeps only what is in another set, too.
    pub fn intersect(&mut self, other: &Bits) {
        self.0.retain_mut(|(reg, bits)| {
            *bits &= other.get(*reg);
            *bits != 0
        });
    }

    /// Are all bits of another set in this one?
    pub fn contains(&self, other: &Bits) -> bool {
        other.0.iter().all(|(reg, bits)| self.get(*reg) & bits == *bits)
    }

    /// Is there no bit?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Registers and their bits, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Reg, u32)> + '_ {
        self.0.iter().copied()
    }

    /// Registers and bits grouped by where they are asked: eax, ebx, ecx, edx.
    pub fn places(&self) -> Vec<(Place, [u32; 4])> {
        let mut places: Vec<(Place, [u32; 4])> = Vec::new();
        for (reg, bits) in self.iter() {
            if places.last().is_none_or(|(place, _)| *place != reg.place) {
                places.push((reg.place, [0; 4]));
            }
            if let Some((_, words)) = places.last_mut() {
                words[usize::from(reg.word & 3)] = bits;
            }
        }
        places
    }

    pub(crate) fn relation_to(&self, other: &Bits) -> Relation {
        match (self.contains(other), other.contains(self)) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Superset,
            (false, true) => Relation::Subset,
            (false, false) => Relation::Unrelated,
        }
    }
}

const LEAF_1_EAX: Reg = Reg::cpuid(1, 0, 0);

/// Family, model and stepping as the processor packs them.
pub fn pack_signature(family: u32, model: u32, stepping: u32) -> u32 {
    let extended = family.saturating_sub(0xf) << 20;
    extended | (model >> 4) << 16 | family.min(0xf) << 8 | (model & 0xf) << 4 | stepping & 0xf
}

/// Family, model and stepping out of the packed word.
pub fn unpack_signature(word: u32) -> (u32, u32, u32) {
    let family = (word >> 20 & 0xff) + (word >> 8 & 0xf);
    (family, (word >> 12 & 0xf0) + (word >> 4 & 0xf), word & 0xf)
}

impl Bits {
    /// The packed signature without its reserved bits; 0 when there is none.
    pub fn signature(&self) -> u32 {
        self.get(LEAF_1_EAX) & 0x0fff_3fff
    }

    /// Adds a signature.
    pub fn add_signature(&mut self, family: u32, model: u32, stepping: u32) {
        self.add_word(LEAF_1_EAX, pack_signature(family, model, stepping));
    }
}

/// The bits that say who made a processor; `None` unless the text has twelve characters.
pub fn vendor_bits(text: &str) -> Option<Bits> {
    let bytes: [u8; 12] = text.as_bytes().try_into().ok()?;
    let word = |i: usize| u32::from_le_bytes([bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]]);
    let mut bits = Bits::default();
    for (register, at) in [(1, 0), (3, 4), (2, 8)] {
        bits.add_word(Reg::cpuid(0, 0, register), word(at));
    }
    Some(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_survive_packing() {
        for (family, model, stepping) in [(6, 94, 3), (23, 49, 0), (15, 6, 1), (25, 17, 1)] {
            assert_eq!(unpack_signature(pack_signature(family, model, stepping)), (family, model, stepping));
        }
        assert_eq!(pack_signature(6, 94, 3), 0x506e3);
    }

    #[test]
    fn set_algebra() {
        let (a, b) = (Reg::cpuid(1, 0, 2), Reg::msr(0x10a, 0));
        let mut one = Bits::default();
        one.add_word(a, 0b11);
        let mut two = one.clone();
        two.add_word(b, 1);
        assert_eq!(two.relation_to(&one), Relation::Superset);
        one.add_word(a, 0b100);
        assert_eq!(two.relation_to(&one), Relation::Unrelated);
        two.subtract(&one);
        assert_eq!(two.iter().collect::<Vec<_>>(), [(b, 1)]);
        two.intersect(&one);
        assert!(two.is_empty());
    }

    #[test]
    fn vendors_are_found_in_the_right_order() {
        let bits = vendor_bits("GenuineIntel").unwrap();
        assert_eq!(bits.get(Reg::cpuid(0, 0, 1)), 0x756e_6547);
        assert_eq!(bits.get(Reg::cpuid(0, 0, 3)), 0x4965_6e69);
        assert!(vendor_bits("short").is_none());
    }
}
