//! `docs/dependencies.md` names every crate that a crate of the workspace asks for, and no other.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// What the manifests ask for outside the workspace.
fn asked_for() -> BTreeSet<String> {
    let cargo = env::var("CARGO").unwrap_or("cargo".into());
    let args = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    let output = Command::new(cargo).args(args).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let dependencies = packages.iter().flat_map(|p| p["dependencies"].as_array().unwrap());
    let outside = dependencies.filter(|d| d["path"].is_null());
    outside.map(|d| d["name"].as_str().unwrap().to_string()).collect()
}

/// The first cells of the table's rows; words in brackets are features.
fn documented() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")).skip(1);
    let cells = rows.map(|row| row.split(" |").next().unwrap_or_default());
    let names = cells.map(|cell| cell.split(" (").next().unwrap_or_default());
    names.flat_map(|cell| cell.split(", ")).map(str::to_string).collect()
}

#[test]
fn every_dependency_is_documented() {
    assert_eq!(asked_for(), documented());
}
