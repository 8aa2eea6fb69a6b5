//! `cargo xtask fuzz`: coverage-guided search in kinds of documents.
//!
//! Builds `fuzz/src/bin/guided.rs` with the flags libFuzzer needs and runs it on one kind after the other.
//! What it has learnt (`target/fuzz/corpus/KIND`) is taken up by the next run; what it finds is put into
//! `target/fuzz/findings`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the compiler does for coverage; all of it is in the stable compiler.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing";

/// What to search, and how long.
pub struct Options {
    kind: Option<String>,
    minutes: u64,
    seeds: Vec<PathBuf>,
}

impl Options {
    pub const USAGE: &str = "[--kind KIND] [--minutes N] [--seeds FOLDER]...";

    pub fn parse(args: &[&str]) -> Result<Self, String> {
        let mut options = Self { kind: None, minutes: 30, seeds: Vec::new() };
        for pair in args.chunks(2) {
            match *pair {
                ["--kind", kind] => options.kind = Some(kind.to_owned()),
                ["--minutes", minutes] => {
                    options.minutes = minutes.parse().map_err(|_| format!("not a number: {minutes}"))?;
                }
                ["--seeds", folder] => options.seeds.push(PathBuf::from(folder)),
                _ => return Err(format!("usage: cargo xtask fuzz {}", Self::USAGE)),
            }
        }
        Ok(options)
    }
}

pub fn run(root: &Path, options: &Options) -> Result<(), String> {
    let samples = root.join("fuzz/samples");
    let kinds = match &options.kind {
        Some(kind) if samples.join(kind).is_dir() => vec![kind.clone()],
        Some(kind) => return Err(format!("no such kind: {kind}; kinds: {}", folders(&samples)?.join(", "))),
        None => folders(&samples)?,
    };
    let target = root.join("target/fuzz");
    let program = build(root, &target)?;
    let words = target.join("words");
    write_words(&root.join("crates/virt-conf/src"), &words)?;
    let findings = target.join("findings");
    fs::create_dir_all(&findings).map_err(|e| e.to_string())?;
    for kind in kinds {
        let corpus = target.join("corpus").join(&kind);
        fs::create_dir_all(&corpus).map_err(|e| e.to_string())?;
        let mut command = Command::new(&program);
        command
            .env("VIRT_FUZZ_KIND", &kind)
            .arg(format!("-max_total_time={}", options.minutes * 60))
            .args(["-timeout=10", "-rss_limit_mb=2048", "-max_len=32768", "-print_final_stats=1"])
            .arg(format!("-dict={}", words.display()))
            .arg(format!("-artifact_prefix={}/{kind}-", findings.display()))
            .arg(corpus)
            .arg(samples.join(&kind))
            .args(&options.seeds);
        println!("{kind}: {} minutes", options.minutes);
        succeed(&mut command).map_err(|e| format!("{kind}: {e}; see {}", findings.display()))?;
    }
    Ok(())
}

fn build(root: &Path, target: &Path) -> Result<PathBuf, String> {
    let version = Command::new("rustc").arg("-vV").output().map_err(|e| e.to_string())?;
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let host =
        version.lines().find_map(|l| l.strip_prefix("host: ")).ok_or("rustc does not name its host")?;
    // naming the target keeps the flags away from build scripts and macros
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(root)
        .env("RUSTFLAGS", COVERAGE)
        .args(["build", "--quiet", "--profile", "fuzz", "--target", host, "--target-dir"])
        .arg(target)
        .args(["--package", "virt-fuzz", "--bin", "guided", "--features", "guided"]);
    succeed(&mut cargo)?;
    Ok(target.join(host).join("fuzz/guided"))
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|e| format!("{}: {e}", command.get_program().display()))?;
    if status.success() { Ok(()) } else { Err(format!("{}: {status}", command.get_program().display())) }
}

fn folders(path: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut names: Vec<_> = entries.flatten().filter_map(|e| e.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

/// libFuzzer's dictionary: every word that stands in quotes in the vocabulary's sources.
fn write_words(sources: &Path, out: &Path) -> Result<(), String> {
    let mut words = BTreeSet::new();
    let mut pending = vec![sources.to_owned()];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(&path).map_err(|e| e.to_string())?.flatten().map(|e| e.path()));
        } else {
            let text = fs::read_to_string(&path).map_err(|e| e.to_string())?;
            let plain = |w: &&str| {
                (2..=32).contains(&w.len())
                    && w.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:/".contains(&b))
            };
            words.extend(text.split('"').skip(1).step_by(2).filter(plain).map(|w| format!("\"{w}\"\n")));
        }
    }
    fs::write(out, words.into_iter().collect::<String>()).map_err(|e| e.to_string())
}
