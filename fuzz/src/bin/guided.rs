//! libFuzzer on one kind, named by `VIRT_FUZZ_KIND`. `cargo xtask fuzz` builds and runs it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target, fuzzer_mutate};
use virt_fuzz::{KINDS, Kind, Random, hold, kind, mutate};

static KIND: LazyLock<&Kind> = LazyLock::new(|| {
    let name = std::env::var("VIRT_FUZZ_KIND").unwrap_or_default();
    kind(&name).unwrap_or_else(|| {
        let names: Vec<_> = KINDS.iter().map(|k| k.name).collect();
        panic!("VIRT_FUZZ_KIND is to be one of {}", names.join(", "))
    })
});

/// What is no UTF-8 is taken byte by byte.
fn text(data: &[u8]) -> String {
    match std::str::from_utf8(data) {
        Ok(text) => text.to_owned(),
        Err(_) => data.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fuzz_target!(|data: &[u8]| -> Corpus {
    if let Err(finding) = hold(&KIND, &text(data)) {
        panic!("{finding}");
    }
    Corpus::Keep
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if seed.is_multiple_of(2) {
        return fuzzer_mutate(data, size, max_size);
    }
    let mut random = Random::new(seed.into());
    let samples = KIND.samples;
    let changed = mutate(&text(&data[..size]), samples[random.below(samples.len())], &mut random);
    if changed.len() > max_size {
        return fuzzer_mutate(data, size, max_size);
    }
    data[..changed.len()].copy_from_slice(changed.as_bytes());
    changed.len()
});
