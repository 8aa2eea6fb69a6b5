//! `cargo xtask`: generation of what follows from the declarations, installation, and fuzzing.

mod fuzz;
mod generate;
mod install;
mod layout;
mod model;
mod read;
mod reference;
mod write;

use std::path::Path;
use std::process::ExitCode;

use install::Options;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let result = match args.as_slice() {
        ["generate"] => generate::run(root, false),
        ["generate", "--check"] => generate::run(root, true),
        ["install", options @ ..] => Options::parse(options).and_then(|o| install::install(root, &o)),
        ["uninstall", options @ ..] => Options::parse(options).and_then(|o| install::uninstall(root, &o)),
        ["fuzz", options @ ..] => fuzz::Options::parse(options).and_then(|o| fuzz::run(root, &o)),
        _ => Err(format!(
            "usage: cargo xtask generate [--check]\n       cargo xtask install|uninstall {}\n       \
             cargo xtask fuzz {}",
            Options::USAGE,
            fuzz::Options::USAGE
        )),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprintln!("{text}");
            ExitCode::FAILURE
        }
    }
}
