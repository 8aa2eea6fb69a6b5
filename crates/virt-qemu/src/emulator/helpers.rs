//! Programs beside QEMU: where they are and what they say they can do.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use parking_lot::Mutex;
use virt_host::spawn::capture;

use super::host::find_in_path;
use crate::helper_features::features;

const LIMIT: Duration = Duration::from_secs(5);
const MOST: usize = 64 << 10;

/// What was asked of whom.
type Question = (PathBuf, Vec<String>);

/// Answers of programs, kept while the programs stay the same.
#[derive(Default)]
pub struct HelperPrograms(Mutex<HashMap<Question, (SystemTime, String)>>);

impl HelperPrograms {
    /// What a program prints when it is asked for its capabilities; empty when it can't be asked.
    pub fn capabilities(&self, program: &Path, args: &[&str]) -> String {
        let Ok(changed) = std::fs::metadata(program).and_then(|meta| meta.modified()) else {
            return String::new();
        };
        let question = (program.to_owned(), args.iter().map(|arg| (*arg).to_owned()).collect());
        if let Some((at, answer)) = self.0.lock().get(&question)
            && *at == changed
        {
            return answer.clone();
        }
        let args: Vec<&str> = args.iter().copied().chain(["--print-capabilities"]).collect();
        let answer = capture(program, &args, LIMIT, MOST).unwrap_or_default();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        self.0.lock().insert(question, (changed, answer.clone()));
        answer
    }

    /// Versions of TPMs that can be emulated (1.2, 2.0); `None` without all of the emulator's programs.
    pub(super) fn tpm_versions(&self) -> Option<[bool; 2]> {
        find_in_path("swtpm")?;
        find_in_path("swtpm_ioctl")?;
        let setup = find_in_path("swtpm_setup")?;
        // Old programs can't be asked and tell no version.
        let features = features(&self.capabilities(Path::new(&setup), &[])).unwrap_or_default();
        Some(["tpm-1.2", "tpm-2.0"].map(|name| features.iter().any(|f| f == name)))
    }
}
