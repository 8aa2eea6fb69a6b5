//! The same changed documents of every kind each time; a finding names the document.
//! Longer and elsewhere: `cargo xtask fuzz`.

use std::panic::catch_unwind;

use virt_conf::network::{self, NetworkDef};
use virt_fuzz::{KINDS, Kind, Random, hold, kind, mutate};

/// Documents of each kind.
const TRIES: usize = 400;

fn shake(kind: &Kind, seed: u64) -> usize {
    let mut random = Random::new(seed);
    let mut accepted = 0;
    for _ in 0..TRIES {
        let other = &KINDS[random.below(KINDS.len())];
        let other = other.samples[random.below(other.samples.len())];
        let xml = mutate(kind.samples[random.below(kind.samples.len())], other, &mut random);
        let outcome = catch_unwind(|| hold(kind, &xml)).unwrap_or_else(|_| Err("panics".into()));
        match outcome {
            Ok(taken) => accepted += usize::from(taken),
            Err(why) => panic!("{}: {why}\n{xml}", kind.name),
        }
    }
    accepted
}

#[test]
fn every_kind() {
    for (seed, kind) in (7..).zip(KINDS) {
        let accepted = shake(kind, seed);
        assert!(accepted > 0 && accepted < TRIES, "{}: {accepted} of {TRIES} are accepted", kind.name);
    }
}

#[test]
fn updates_of_networks() {
    let samples = kind("network").map_or(&[][..], |k| k.samples);
    let mut random = Random::new(7);
    let start = NetworkDef::parse(samples[0], network::ParseOptions::default()).expect("sample");
    let lines: Vec<&str> = samples[0].lines().collect();
    for _ in 0..1500 {
        let entry = mutate(lines[random.below(lines.len())], samples[0], &mut random);
        let mut changed = start.clone();
        let (command, section) = (random.below(6) as u32, random.below(15) as u32);
        if changed.update_section(command, section, random.below(4) as i32 - 1, &entry).is_ok() {
            let again = NetworkDef::parse(&changed.to_xml(0), network::ParseOptions::default());
            assert!(again.is_ok(), "{entry}");
        }
    }
}
