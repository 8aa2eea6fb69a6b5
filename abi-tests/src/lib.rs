//! What the tests of the C edge share: the installed prefix, a C compiler, the tables of facts.
//!
//! Failing loudly is the point here: these helpers panic.

pub mod compiler;
pub mod facts;
pub mod prefix;
pub mod sweep;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The project's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is below the root")
}

/// The folder of data beside the project, where it is there.
pub fn shared() -> Option<PathBuf> {
    let shared = root().join("../shared");
    shared.join("data/abi").is_dir().then_some(shared)
}

/// Runs a command that has to succeed.
pub fn succeed(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// What a command that has to succeed prints.
pub fn stdout(command: &mut Command) -> String {
    String::from_utf8_lossy(&succeed(command).stdout).into_owned()
}

/// Fails with the lines that only one side has.
pub fn assert_same_lines(what: &str, expected: &[String], actual: &[String]) {
    let only = |a: &[String], b: &[String]| -> Vec<String> {
        let b: std::collections::HashSet<&String> = b.iter().collect();
        a.iter().filter(|l| !b.contains(l)).cloned().collect()
    };
    let (missing, extra) = (only(expected, actual), only(actual, expected));
    assert!(
        missing.is_empty() && extra.is_empty(),
        "{what}: {} missing, {} unexpected\n- {}\n+ {}",
        missing.len(),
        extra.len(),
        missing.iter().take(40).cloned().collect::<Vec<_>>().join("\n- "),
        extra.iter().take(40).cloned().collect::<Vec<_>>().join("\n+ ")
    );
}
