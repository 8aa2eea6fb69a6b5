//! Programs beside QEMU whose presence domain capabilities report.

use std::path::Path;
use std::time::{Duration, SystemTime};

use parking_lot::Mutex;
use serde_json::Value;
use virt_host::spawn::capture;

use super::host::find_in_path;

const LIMIT: Duration = Duration::from_secs(5);
const MOST: usize = 64 << 10;

/// What is known of TPM emulation, while the program stays the same.
#[derive(Default)]
pub(super) struct Swtpm(Mutex<Option<(String, SystemTime, [bool; 2])>>);

impl Swtpm {
    /// Versions of TPMs that can be emulated (1.2, 2.0); `None` without all of the emulator's programs.
    pub fn versions(&self) -> Option<[bool; 2]> {
        find_in_path("swtpm")?;
        find_in_path("swtpm_ioctl")?;
        let setup = find_in_path("swtpm_setup")?;
        let changed = std::fs::metadata(&setup).and_then(|m| m.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        let mut known = self.0.lock();
        if let Some((program, at, versions)) = &*known
            && (program, *at) == (&setup, changed)
        {
            return Some(*versions);
        }
        let versions = ask(&setup);
        *known = Some((setup, changed, versions));
        Some(versions)
    }
}

/// Old programs can't be asked and tell no version.
fn ask(setup: &str) -> [bool; 2] {
    let answer = capture(Path::new(setup), &["--print-capabilities"], LIMIT, MOST).unwrap_or_default();
    let answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
    let features = answer["features"].as_array().map(Vec::as_slice).unwrap_or_default();
    ["tpm-1.2", "tpm-2.0"].map(|name| features.iter().any(|f| f == name))
}
