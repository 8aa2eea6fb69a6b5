//! Compiles C against the project's headers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::prefix;
use crate::{root, succeed};

/// Warnings that no header may cause.
const STRICT: &[&str] = &["-Wall", "-Wextra", "-Werror", "-fmax-errors=10"];

/// Checks a source text without keeping anything; gives what the compiler says.
pub fn check(folder: &Path, compiler: &str, options: &[&str], source: &str) -> Result<(), String> {
    let name = if compiler.contains("++") { "check.cc" } else { "check.c" };
    let path = folder.join(format!("{}-{name}", options.join("").replace(['/', '='], "")));
    fs::write(&path, source).map_err(|e| e.to_string())?;
    let mut command = Command::new(compiler);
    command.args(options).args(STRICT).arg("-fsyntax-only").arg("-I").arg(root().join("include")).arg(&path);
    let output = command.output().map_err(|e| format!("{compiler}: {e}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?}\n{}", String::from_utf8_lossy(&output.stderr)))
}

/// A program made of a C source, linked with the installed libraries that `libs` names.
pub fn program(folder: &Path, source: &Path, libs: &[&str]) -> PathBuf {
    compile(folder, source, libs, STRICT)
}

/// The same for a source that warnings don't fit.
pub fn lenient_program(folder: &Path, source: &Path, libs: &[&str]) -> PathBuf {
    compile(folder, source, libs, &["-w"])
}

/// The same at a fixed address: such a program copies the library's data into its own.
pub fn fixed_program(folder: &Path, source: &Path, libs: &[&str]) -> PathBuf {
    compile(folder, source, libs, &[STRICT, &["-fno-pie", "-no-pie"]].concat())
}

fn compile(folder: &Path, source: &Path, libs: &[&str], options: &[&str]) -> PathBuf {
    let name = source.file_stem().expect("a source has a name");
    let program = folder.join(name);
    let mut command = Command::new("cc");
    command.args(["-std=gnu11", "-g", "-pthread"]).args(options).arg("-o").arg(&program).arg(source);
    command.arg("-I").arg(prefix::prefix().join("include")).arg("-L").arg(prefix::lib());
    command.args(libs.iter().map(|l| format!("-l{l}")));
    succeed(&mut command);
    program
}

/// The output of a program made of a source text, on our library.
pub fn output(test: &str, source: &str) -> String {
    let folder = prefix::scratch(test);
    let path = folder.join("program.c");
    fs::write(&path, source).expect("the target folder can be written");
    let program = program(&folder, &path, &["virt"]);
    crate::stdout(Command::new(program).env("LD_LIBRARY_PATH", prefix::lib()))
}
