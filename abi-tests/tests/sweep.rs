//! Every public function, called in a few ways, answers as upstream 12.8.0 did when `facts/sweep.txt` was recorded
//! (the program of `examples/sweep.rs`, on Debian's 12.8.0): same result, same error to the last detail.
//!
//! `sweep-known.txt` lists calls that differ, with the reason where it isn't that something is missing yet.
//! `ABI_SWEEP_UPDATE=1` rewrites it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use abi_tests::facts::table;
use abi_tests::{compiler, prefix, root, stdout, sweep};

/// Way and function, and what came back.
type Answers = BTreeMap<String, String>;

fn answers(text: &str, folder: &str) -> Answers {
    let pairs = text.lines().filter_map(|line| line.split_once(": "));
    pairs.map(|(call, answer)| (call.to_string(), masked(&answer.replace(folder, "FOLDER")))).collect()
}

/// Addresses are of the run.
fn masked(answer: &str) -> String {
    let mut out = String::new();
    let mut rest = answer;
    while let Some(at) = rest.find("0x") {
        let digits = rest[at + 2..].chars().take_while(char::is_ascii_hexdigit).count();
        out.push_str(&rest[..at]);
        // A mask of flags is not an address.
        out.push_str(if digits > 8 { "ADDRESS" } else { &rest[at..at + 2 + digits] });
        rest = &rest[at + 2 + digits..];
    }
    out + rest
}

/// A prototype, not a mention "name()".
fn declared(headers: &str, name: &str) -> bool {
    headers.match_indices(&format!("{name}(")).any(|(at, m)| !headers[at + m.len()..].starts_with(')'))
}

#[test]
fn answers_are_upstreams() {
    let Some(functions) = table("functions.tsv") else { return };
    let headers: String = ["common", "host", "domain", "domain-checkpoint", "domain-snapshot", "event"]
        .iter()
        .chain(&["interface", "network", "nodedev", "nwfilter", "secret", "storage", "stream"])
        .chain(&["qemu", "lxc", "admin"])
        .map(|name| root().join(format!("include/libvirt/libvirt-{name}.h")))
        .chain([root().join("include/libvirt/virterror.h")])
        .map(|path| fs::read_to_string(path).expect("headers are checked in"))
        .collect();
    let folder = prefix::scratch("sweep");
    let source = folder.join("sweep.c");
    fs::write(&source, sweep::program(&functions, |name| declared(&headers, name))).unwrap();
    let program =
        compiler::lenient_program(&folder, &source, &["virt", "virt-qemu", "virt-lxc", "virt-admin"]);
    let home = folder.join("home");
    fs::create_dir(&home).unwrap();
    let mut run = Command::new(program);
    run.current_dir(&home).env_clear().env("HOME", &home).env("LD_LIBRARY_PATH", prefix::lib());
    let ours = answers(&stdout(&mut run), &home.display().to_string());
    let recorded = fs::read_to_string(root().join("abi-tests/facts/sweep.txt")).unwrap();
    let upstream = answers(&recorded, "FOLDER");
    assert!(upstream.len() > 3000, "{}", upstream.len());

    let known_path = root().join("abi-tests/sweep-known.txt");
    let known_text = fs::read_to_string(&known_path).unwrap_or_default();
    let entry = |line: &str| line.split('#').next().unwrap_or_default().trim().to_string();
    let known: BTreeSet<String> = known_text.lines().map(entry).filter(|l| !l.is_empty()).collect();

    let mut differ = BTreeSet::new();
    let mut report = String::new();
    let crashed = |answer: &str| answer.contains("ended by signal");
    for (call, answer) in &ours {
        // Where upstream crashes, anything but a crash is right.
        let same = match upstream.get(call) {
            Some(theirs) if crashed(theirs) => !crashed(answer),
            Some(theirs) => theirs == answer,
            None => continue,
        };
        if !same {
            differ.insert(call.clone());
            if !known.contains(call) {
                let theirs = upstream.get(call).map_or("", String::as_str);
                report.push_str(&format!("{call}\n  upstream {theirs}\n  ours     {answer}\n"));
            }
        }
    }
    println!("{} of {} answers are upstream's", ours.len() - differ.len(), ours.len());
    if std::env::var_os("ABI_SWEEP_UPDATE").is_some() {
        let kept: Vec<&str> =
            known_text.lines().filter(|l| l.starts_with('#') || differ.contains(&entry(l))).collect();
        let fresh = differ.iter().filter(|call| !known.contains(*call)).map(String::as_str);
        let lines: Vec<&str> = kept.into_iter().chain(fresh).collect();
        fs::write(&known_path, lines.join("\n") + "\n").unwrap();
        return;
    }
    assert!(report.is_empty(), "{report}");
    let equal: Vec<&String> =
        known.iter().filter(|call| ours.contains_key(*call) && !differ.contains(*call)).collect();
    assert!(equal.is_empty(), "no longer different, to be taken from sweep-known.txt: {equal:?}");
}
