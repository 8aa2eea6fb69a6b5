//! What each kind of document understands, as JSON on standard output: `cargo xtask generate` makes the reference
//! pages of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use virt_fuzz::KINDS;
use virt_fuzz::explore::{explore, is_elsewhere};

/// State files are nobody's to write, devices are parts of domains.
const LEFT_OUT: &[&str] = &["device", "domain-status", "network-status", "pool-status", "save-image"];

fn main() {
    let mut kinds: BTreeMap<&str, Value> = BTreeMap::new();
    for kind in KINDS.iter().filter(|kind| !LEFT_OUT.contains(&kind.name)) {
        let elements: BTreeMap<String, Value> = explore(kind, &mut |_| ())
            .into_iter()
            .filter(|(path, _)| !is_elsewhere(path.rsplit_once('/').map_or("", |(parent, _)| parent)))
            .map(|(path, asked)| {
                let shown =
                    json!({ "attributes": asked.attributes, "text": asked.text, "whole": asked.whole });
                (path, shown)
            })
            .collect();
        kinds.insert(kind.name, json!(elements));
    }
    println!("{}", json!(kinds));
}
