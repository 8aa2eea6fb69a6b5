//! The open conformance set, as far as documents alone decide it: inputs through our types,
//! compared with the views upstream gave. Skipped where the shared data is missing.

mod data;
mod interface;
mod moment;
mod network;
mod nodedev;
mod nwfilter;
mod secret;
mod storage;

use data::Case;

/// Runs all cases of a kind and fails with what differs.
fn run(kind: &str, least: usize, check: impl Fn(&Case) -> Result<(), String>) {
    let Some(cases) = data::cases(kind) else {
        eprintln!("shared/data/conformance not found: {kind} skipped");
        return;
    };
    assert!(cases.len() >= least, "{} cases of {kind}", cases.len());
    let total = cases.len();
    let failed: Vec<String> =
        cases.iter().filter_map(|c| check(c).err().map(|e| format!("{kind}/{}: {e}", c.id))).collect();
    eprintln!("{kind}: {} of {total} equal", total - failed.len());
    assert!(failed.is_empty(), "{} of {total} differ:\n{}", failed.len(), failed.join("\n"));
}
