//! What the programs that we start are given of our own environment.

use std::ffi::OsString;

/// Variables that are passed on, in the order of the command line.
pub const PASSED_ON: [&str; 7] =
    ["LD_PRELOAD", "LD_LIBRARY_PATH", "PATH", "HOME", "USER", "LOGNAME", "TMPDIR"];

/// The environment of a program that needs nothing of its own: what is passed on, without a language.
pub fn clean() -> impl Iterator<Item = (OsString, OsString)> {
    let passed = PASSED_ON.iter().filter_map(|name| Some((name.into(), std::env::var_os(name)?)));
    std::iter::once(("LC_ALL".into(), "C".into())).chain(passed)
}
