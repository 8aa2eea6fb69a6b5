//! Learnt capabilities on disk: one file for each program, worth nothing once its identity differs.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use virt_host::files::{make_dirs, replace_volatile};

use super::identity::Identity;
use crate::capabilities::QemuCaps;

/// Files of another make of probing are worth nothing: a number made of its sources.
const MAKE: u64 = {
    let sources: [&[u8]; 7] = [
        include_bytes!("../capabilities/accel.rs"),
        include_bytes!("../capabilities/caps.rs"),
        include_bytes!("../capabilities/flag.rs"),
        include_bytes!("../capabilities/machine.rs"),
        include_bytes!("../capabilities/parse.rs"),
        include_bytes!("../capabilities/probe.rs"),
        include_bytes!("../capabilities/tables.rs"),
    ];
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut i = 0;
    while i < sources.len() {
        let mut j = 0;
        while j < sources[i].len() {
            hash = (hash ^ sources[i][j] as u64).wrapping_mul(0x100_0000_01b3);
            j += 1;
        }
        i += 1;
    }
    hash
};

/// Largest file that is read.
const MAX_SIZE: u64 = 16 << 20;

#[derive(Serialize)]
struct Written<'a> {
    make: u64,
    identity: &'a Identity,
    caps: &'a QemuCaps,
}

#[derive(Deserialize)]
struct Head {
    make: u64,
    identity: Identity,
    caps: QemuCaps,
}

fn file(folder: &Path, binary: &str) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    binary.hash(&mut hasher);
    folder.join(format!("{:016x}.json", hasher.finish()))
}

/// What was learnt of a program that is still the same.
pub(super) fn load(folder: &Path, binary: &str, identity: &Identity) -> Option<QemuCaps> {
    let path = file(folder, binary);
    if std::fs::metadata(&path).ok()?.len() > MAX_SIZE {
        return None;
    }
    let head: Head = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    (head.make == MAKE && head.identity == *identity).then_some(head.caps)
}

/// Keeps what was learnt. That it can't be kept is no error: it will be learnt again.
pub(super) fn save(folder: &Path, binary: &str, identity: &Identity, caps: &QemuCaps) {
    if let Ok(text) = serde_json::to_vec(&Written { make: MAKE, identity, caps })
        && make_dirs(folder, 0o755).is_ok()
    {
        let _ = replace_volatile(&file(folder, binary), 0o600, &text);
    }
}
