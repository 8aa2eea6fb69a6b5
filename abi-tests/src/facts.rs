//! The tables of facts about upstream's ABI.

use std::fs;

use crate::{root, shared};

/// The rows of a table, from the data beside the project or from the copy that the project carries.
/// None where neither has it; the caller says that it skips.
pub fn table(name: &str) -> Option<Vec<Vec<String>>> {
    let own = root().join("abi-tests/facts").join(name);
    let path = shared().map(|s| s.join("data/abi").join(name)).filter(|p| p.exists()).unwrap_or(own);
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: no {name}, which the data folder beside the project has");
        return None;
    };
    let rows = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    Some(rows.map(|l| l.split('\t').map(String::from).collect()).collect())
}

/// Arguments as the tables write them: `name: type ; name: type`.
pub fn arguments(text: &str) -> Vec<(String, String)> {
    let pairs = text.split(" ; ").filter_map(|a| a.split_once(": "));
    pairs.map(|(name, ty)| (name.to_string(), ty.to_string())).collect()
}
