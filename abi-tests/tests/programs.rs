//! The C programs of `c/`, each run on upstream's library and on ours: same output, but for what
//! `c/exceptions.txt` lists; and clean under valgrind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use abi_tests::{compiler, prefix, root, succeed};

fn sources() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("abi-tests/c")).expect("the programs are checked in");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "c"));
    paths.sort();
    paths
}

fn name(source: &Path) -> String {
    source.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The libraries a program is linked with.
const LIBS: &[&str] = &["virt", "virt-qemu", "virt-lxc", "virt-admin"];

/// In what a program's output may differ.
#[derive(Default)]
struct Exceptions {
    /// Lines with such a part are left out.
    dropped: Vec<String>,
    /// What 11.3.0 says, and what 12.8.0 says instead.
    newer: Vec<(String, String)>,
}

impl Exceptions {
    fn of(program: &str) -> Self {
        let text = fs::read_to_string(root().join("abi-tests/c/exceptions.txt")).unwrap_or_default();
        let mut all = Self::default();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            match line.split_once(": ") {
                Some((name, what)) if name == program || name == "*" => match what.split_once(" => ") {
                    Some((old, new)) => all.newer.push((old.to_string(), new.to_string())),
                    None => all.dropped.push(what.to_string()),
                },
                _ => {}
            }
        }
        all
    }

    fn apply(&self, text: &str) -> Vec<String> {
        let lines = text.lines().filter(|line| !self.dropped.iter().any(|part| line.contains(part.as_str())));
        lines
            .map(|line| self.newer.iter().fold(line.to_string(), |l, (old, new)| l.replace(old, new)))
            .collect()
    }
}

/// Standard output and how it ended.
fn run(program: &Path, home: &Path, libraries: &Path) -> String {
    fs::create_dir_all(home).expect("the target folder can be written");
    let mut command = Command::new("timeout");
    command.arg("60").arg(program).current_dir(home).env("LD_LIBRARY_PATH", libraries);
    command.env("HOME", home).env_remove("LIBVIRT_DEFAULT_URI");
    let output = command.output().unwrap_or_else(|e| panic!("{}: {e}", program.display()));
    let text = String::from_utf8_lossy(&output.stdout).replace(&*home.to_string_lossy(), "HOME");
    format!("{text}ended with {}\n", output.status)
}

#[test]
fn outputs_are_upstreams() {
    if !prefix::has_upstream() {
        return;
    }
    let folder = prefix::scratch("programs");
    let mut wrong = Vec::new();
    for source in sources() {
        let program = compiler::program(&folder, &source, LIBS);
        let name = name(&source);
        let exceptions = Exceptions::of(&name);
        let theirs = exceptions.apply(&run(
            &program,
            &folder.join(format!("{name}-upstream")),
            prefix::UPSTREAM.as_ref(),
        ));
        let ours = exceptions.apply(&run(&program, &folder.join(format!("{name}-ours")), &prefix::lib()));
        if theirs != ours {
            let first =
                theirs.iter().zip(&ours).position(|(a, b)| a != b).unwrap_or(theirs.len().min(ours.len()));
            let line =
                |lines: &[String]| lines.get(first).cloned().unwrap_or_else(|| "(nothing)".to_string());
            wrong.push(format!("{name}, line {}\n- {}\n+ {}", first + 1, line(&theirs), line(&ours)));
        }
        assert!(theirs.len() > 3, "{name} prints {} lines", theirs.len());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn clean_under_valgrind() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("skipped: no valgrind");
        return;
    }
    let folder = prefix::scratch("valgrind");
    for source in sources() {
        let program = compiler::program(&folder, &source, LIBS);
        let home = folder.join(name(&source) + "-home");
        fs::create_dir_all(&home).unwrap();
        let mut command = Command::new("valgrind");
        command.args(["-q", "--error-exitcode=99", "--leak-check=full", "--errors-for-leak-kinds=definite"]);
        command.arg(&program).current_dir(&home).env("HOME", &home).env("LD_LIBRARY_PATH", prefix::lib());
        command.env("ABI_QUICK", "1");
        succeed(&mut command);
    }
}
