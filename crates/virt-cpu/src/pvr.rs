//! Tables of processors that name their model by a version number (PowerPC, ARM).
//!
//! ```text
//! vendor NAME [NUMBER]
//! feature NAME
//! model NAME [vendor=NAME] pvr=VALUE[/MASK]…
//! ```

use crate::known::{KNOWN, Release};

#[derive(Debug)]
pub(crate) struct Model {
    pub name: &'static str,
    pub vendor: Option<&'static str>,
    /// Value and mask of version numbers.
    pub pvrs: Vec<(u32, u32)>,
}

/// A table of vendors, features and models.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub vendors: Vec<(&'static str, Option<u32>)>,
    pub features: Vec<&'static str>,
    pub models: Vec<Model>,
}

impl Table {
    /// Reads a table. What can't be understood is left out; the tests see to it that there is nothing such.
    pub fn parse(text: &'static str) -> Table {
        let mut table = Table::default();
        for line in text.lines() {
            let newer = line.strip_prefix('+');
            if newer.is_some() && KNOWN < Release::V12_8 {
                continue;
            }
            let mut words = newer.unwrap_or(line).split(' ');
            let (Some(kind), Some(name)) = (words.next(), words.next()) else { continue };
            match kind {
                "vendor" => table.vendors.push((name, words.next().and_then(hex))),
                "feature" => table.features.push(name),
                "model" => {
                    let mut model = Model { name, vendor: None, pvrs: Vec::new() };
                    for word in words {
                        if let Some(vendor) = word.strip_prefix("vendor=") {
                            model.vendor = Some(vendor);
                        } else if let Some(pvr) = word.strip_prefix("pvr=") {
                            let (value, mask) = pvr.split_once('/').unwrap_or((pvr, "ffffffff"));
                            model.pvrs.extend(hex(value).zip(hex(mask)));
                        }
                    }
                    table.models.push(model);
                }
                _ => {}
            }
        }
        table
    }

    pub fn model(&self, name: &str) -> Option<&Model> {
        self.models.iter().find(|m| m.name == name)
    }

    pub fn model_with_pvr(&self, pvr: u32) -> Option<&Model> {
        self.models.iter().find(|m| m.pvrs.iter().any(|(value, mask)| pvr & mask == *value))
    }

    pub fn has_vendor(&self, name: &str) -> bool {
        self.vendors.iter().any(|(n, _)| *n == name)
    }
}

fn hex(text: &str) -> Option<u32> {
    u32::from_str_radix(text.trim_start_matches("0x"), 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for text in [include_str!("../data/ppc64.txt"), include_str!("../data/arm.txt")] {
            let table = Table::parse(text);
            let lines = text.lines().filter(|l| !l.starts_with('+')).count();
            assert!(table.vendors.len() + table.features.len() + table.models.len() >= lines);
            for model in &table.models {
                assert!(
                    !model.pvrs.is_empty() && model.vendor.is_none_or(|v| table.has_vendor(v)),
                    "{}",
                    model.name
                );
            }
        }
    }
}
