//! The table of x86 vendors, features and models, read from `data/x86.txt` when first needed.
//!
//! One thing a line; a `+` before it marks what upstream's releases after 11.3 added (see [`KNOWN`]):
//!
//! ```text
//! vendor NAME STRING
//! feature NAME [fixed] LEAF.SUB.REGISTER=BITS… | msrINDEX.REGISTER=BITS…
//! model NAME [<BASE] [host] [guest] [compat] [vendor=NAME] [sig=FAMILY:MODEL[:STEPPINGS]…]
//!   has FEATURE…
//!   added FEATURE…
//!   removed FEATURE…
//! ```
//!
//! `fixed` features keep a guest from migrating. `host`, `guest`: may be chosen to describe such a CPU.
//! `compat`: a partial check compares with the model as upstream first shipped it. `added`: enabled by
//! hypervisors all along, taken up later; `removed`: no longer part of the model. A model that only names its
//! base is the canonical name of it. `_` in a vendor's name is a space.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::bits::{Bits, Reg, unpack_signature, vendor_bits, word_of};
use crate::known::{KNOWN, Release};

/// Who makes processors.
#[derive(Debug)]
pub(crate) struct Vendor {
    pub name: String,
    pub bits: Bits,
}

#[derive(Debug)]
pub(crate) struct Feature {
    pub name: &'static str,
    pub bits: Bits,
    pub migratable: bool,
}

/// Family, model and steppings that a CPU model stands for.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    pub family: u32,
    pub model: u32,
    /// Bit n: stepping n.
    pub steppings: u16,
}

#[derive(Debug, Default)]
pub(crate) struct Model {
    pub name: &'static str,
    pub host: bool,
    pub guest: bool,
    pub compat: bool,
    /// Index of the vendor.
    pub vendor: Option<usize>,
    pub signatures: Vec<Signature>,
    pub bits: Bits,
    pub added: Vec<&'static str>,
    pub removed: Vec<&'static str>,
    /// The name that stands for exactly this version of the model.
    pub canonical: Option<&'static str>,
}

impl Model {
    pub fn matches(&self, signature: u32) -> bool {
        let (family, model, stepping) = unpack_signature(signature);
        self.signatures
            .iter()
            .any(|s| s.family == family && s.model == model && s.steppings >> stepping & 1 == 1)
    }
}

#[derive(Debug, Default)]
pub(crate) struct Map {
    pub vendors: Vec<Vendor>,
    pub features: Vec<Feature>,
    pub models: Vec<Model>,
    feature_index: HashMap<&'static str, usize>,
    model_index: HashMap<&'static str, usize>,
}

static MAP: LazyLock<Map> = LazyLock::new(|| Map::parse(include_str!("../../data/x86.txt"), KNOWN));

impl Map {
    pub fn get() -> &'static Map {
        &MAP
    }

    pub fn feature(&self, name: &str) -> Option<&Feature> {
        self.feature_index.get(name).map(|i| &self.features[*i])
    }

    pub fn model(&self, name: &str) -> Option<&Model> {
        self.model_index.get(name).map(|i| &self.models[*i])
    }

    pub fn vendor(&self, name: &str) -> Option<usize> {
        self.vendors.iter().position(|v| v.name == name)
    }

    /// Whose bits are in the set.
    pub fn vendor_in(&self, bits: &Bits) -> Option<usize> {
        self.vendors.iter().position(|v| bits.contains(&v.bits))
    }

    pub fn is_migratable(&self, feature: &str) -> bool {
        self.feature(feature).is_none_or(|f| f.migratable)
    }

    /// Reads the table. What can't be understood is left out; the tests see to it that there is nothing such.
    fn parse(text: &'static str, known: Release) -> Map {
        let mut map = Map::default();
        let mut skipping = false;
        for line in text.lines() {
            if let Some(more) = line.strip_prefix("  ") {
                if !skipping {
                    map.extend_model(more);
                }
                continue;
            }
            let newer = line.strip_prefix('+');
            skipping = newer.is_some() && known < Release::V12_8;
            if skipping {
                continue;
            }
            let mut words = newer.unwrap_or(line).split(' ');
            let (kind, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            match kind {
                "vendor" => map.add_vendor(name, words.next().unwrap_or_default()),
                "feature" => map.add_feature(name, words),
                "model" => map.add_model(name, words),
                _ => {}
            }
        }
        map
    }

    fn add_vendor(&mut self, name: &str, text: &str) {
        if let Some(bits) = vendor_bits(text) {
            self.vendors.push(Vendor { name: name.replace('_', " "), bits });
        }
    }

    fn add_feature(&mut self, name: &'static str, words: impl Iterator<Item = &'static str>) {
        let mut feature = Feature { name, bits: Bits::default(), migratable: true };
        for word in words {
            match parse_bits(word) {
                Some((reg, bits)) => feature.bits.add_word(reg, bits),
                None => feature.migratable &= word != "fixed",
            }
        }
        self.feature_index.insert(name, self.features.len());
        self.features.push(feature);
    }

    fn add_model(&mut self, name: &'static str, words: impl Iterator<Item = &'static str>) {
        let mut model = Model { name, ..Model::default() };
        let mut base = None;
        for word in words {
            match word {
                "host" => model.host = true,
                "guest" => model.guest = true,
                "compat" => model.compat = true,
                _ => {
                    if let Some(name) = word.strip_prefix('<') {
                        base = self.model_index.get(name).copied();
                    } else if let Some(vendor) = word.strip_prefix("vendor=") {
                        model.vendor = self.vendor(&vendor.replace('_', " "));
                    } else if let Some(signature) = word.strip_prefix("sig=").and_then(parse_signature) {
                        model.signatures.push(signature);
                    }
                }
            }
        }
        if let Some(base) = base {
            model.vendor = model.vendor.or(self.models[base].vendor);
            if model.signatures.is_empty() {
                model.signatures = self.models[base].signatures.clone();
            }
            model.bits = self.models[base].bits.clone();
            for name in &self.models[base].removed {
                if let Some(feature) = self.feature(name) {
                    model.bits.subtract(&feature.bits);
                }
            }
            self.models[base].canonical = Some(name);
        }
        self.model_index.insert(name, self.models.len());
        self.models.push(model);
    }

    fn extend_model(&mut self, line: &'static str) {
        let Some((what, names)) = line.split_once(' ') else { return };
        let Some(mut model) = self.models.pop() else { return };
        match what {
            "added" => model.added.extend(names.split(' ')),
            "removed" => model.removed.extend(names.split(' ')),
            _ => names.split(' ').filter_map(|n| self.feature(n)).for_each(|f| model.bits.add(&f.bits)),
        }
        self.models.push(model);
    }
}

/// `7.0.ebx=20` or `msr10a.eax=1`.
fn parse_bits(word: &str) -> Option<(Reg, u32)> {
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok();
    let (place, bits) = word.split_once('=')?;
    let (place, register) = place.rsplit_once('.')?;
    let register = word_of(register)?;
    let reg = match place.strip_prefix("msr") {
        Some(index) => Reg::msr(hex(index)?, register),
        None => {
            let (leaf, sub) = place.split_once('.')?;
            Reg::cpuid(hex(leaf)?, hex(sub)?, register)
        }
    };
    Some((reg, hex(bits)?))
}

/// `6:85:5-7`: decimal; without steppings, all of them.
fn parse_signature(word: &str) -> Option<Signature> {
    let mut parts = word.split(':');
    let (family, model) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let steppings = match parts.next() {
        None => u16::MAX,
        Some(list) => {
            let mut bits = 0u16;
            for range in list.split(',') {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
                bits |= (first..=last.min(15)).fold(0, |bits, n| bits | 1 << n);
            }
            bits
        }
    };
    Some(Signature { family, model, steppings })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        let text = include_str!("../../data/x86.txt");
        let map = Map::parse(text, Release::V12_8);
        let count = |kind: &str| text.lines().filter(|l| l.trim_start_matches('+').starts_with(kind)).count();
        assert_eq!(map.vendors.len(), count("vendor "));
        assert_eq!(map.features.len(), count("feature "));
        assert_eq!(map.models.len(), count("model "));
        assert!(map.features.iter().all(|f| !f.bits.is_empty()));
        for line in text.lines() {
            let mut words = line.trim_start_matches(['+', ' ']).split(' ');
            match words.next() {
                Some("has" | "added" | "removed") => {
                    words.for_each(|f| assert!(map.feature(f).is_some(), "{f}"))
                }
                Some("feature") => {
                    words.skip(1).for_each(|w| assert!(w == "fixed" || parse_bits(w).is_some(), "{w}"))
                }
                Some("model") => words.for_each(|w| {
                    assert!(!w.starts_with("sig=") || parse_signature(&w[4..]).is_some(), "{w}");
                    assert!(!w.starts_with('<') || map.model(&w[1..]).is_some(), "{w}");
                }),
                Some("vendor") => {}
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn models_inherit() {
        let map = Map::parse(include_str!("../../data/x86.txt"), Release::V12_8);
        let (base, v1) = (map.model("EPYC-Rome").unwrap(), map.model("EPYC-Rome-v1").unwrap());
        assert_eq!(base.canonical, Some("EPYC-Rome-v1"));
        assert_eq!(v1.canonical, None);
        assert_eq!((base.vendor, &base.bits), (v1.vendor, &v1.bits));
        assert!(v1.matches(super::super::bits::pack_signature(23, 49, 5)));
        assert!(!map.is_migratable("invtsc") && map.is_migratable("vmx"));
    }

    #[test]
    fn older_releases_know_less() {
        let text = include_str!("../../data/x86.txt");
        assert!(Map::parse(text, Release::V11_3).model("EPYC-Turin").is_none());
        assert!(Map::parse(text, Release::V12_8).model("EPYC-Turin").is_some());
    }
}
