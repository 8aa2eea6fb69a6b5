//! The roots that are open in this process.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicI32;
use std::sync::{Arc, OnceLock, Weak};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use virt_core::consts::*;
use virt_core::{Error, EventHub, Result, err};
use virt_host::files::{LockFile, LockOutcome};
use virt_host::process::Process;
use virt_secret::LazySecrets;

use super::{Layout, Root, load, run_as};
use crate::conf_file::Settings;
use crate::domain::List;
use crate::emulator::{Emulators, Settings as Probing, ThisHost};
use crate::hooks::Hooks;
use crate::post_parse::Folders;

/// A place for a root: locked while somebody opens it, so that others wait and share.
type Slot = Arc<Mutex<Weak<Root>>>;

fn slots() -> &'static Mutex<HashMap<PathBuf, Slot>> {
    static SLOTS: OnceLock<Mutex<HashMap<PathBuf, Slot>>> = OnceLock::new();
    SLOTS.get_or_init(Mutex::default)
}

/// Opens a root, or shares the open one. Returns once what runs in it is known for sure.
pub fn open(path: &Path) -> Result<Arc<Root>> {
    if !path.is_absolute() {
        return Err(err!(VIR_FROM_NONE, VIR_ERR_CONFIG_UNSUPPORTED, "root path must be absolute"));
    }
    // One folder by two names is one root.
    let named = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let slot = slots().lock().entry(named).or_default().clone();
    let mut place = slot.lock();
    if let Some(root) = place.upgrade() {
        return Ok(root);
    }
    let root = open_fresh(path)?;
    *place = Arc::downgrade(&root);
    Ok(root)
}

fn open_fresh(path: &Path) -> Result<Arc<Root>> {
    let layout = Layout::new(path);
    let settings = Settings::load(&layout.etc_dir.join("qemu.conf"))?;
    let run_as = run_as(&settings)?;
    layout.create(run_as.as_ref())?;
    let lock = take_lock(&layout.state_dir.join("driver.pid"))?;
    let probing = Probing { cache: Some(layout.cache_dir.join("capabilities")), credentials: run_as.clone() };
    let folders = Folders::below(&layout, &short_hash(path));
    let root = Arc::new(Root {
        folders,
        secrets: Arc::new(LazySecrets::new(path)),
        hooks: Hooks::new(&layout.etc_dir),
        layout,
        settings,
        domains: List::default(),
        events: EventHub::new(),
        emulators: Emulators::new(probing, Arc::new(ThisHost::default())),
        run_as,
        last_id: AtomicI32::new(0),
        lock,
    });
    load::load(&root)?;
    Ok(root)
}

/// What tells this root from others in folders that they share.
fn short_hash(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// A holder that is gone may have left a process that is about to become QEMU and drops the lock then.
const HALF_BORN_LIMIT: Duration = Duration::from_secs(5);

fn take_lock(path: &Path) -> Result<LockFile> {
    let deadline = Instant::now() + HALF_BORN_LIMIT;
    loop {
        let failed = |error| {
            Error::system(VIR_FROM_NONE, &error, format!("Failed to acquire pid file '{}'", path.display()))
        };
        let pid = match LockFile::acquire(path).map_err(failed)? {
            LockOutcome::Taken(lock) => return Ok(lock),
            LockOutcome::HeldBy(pid) => pid,
        };
        let gone = pid.is_some_and(|pid| Process::find(pid, None).is_ok_and(|found| found.is_none()));
        if gone && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
            continue;
        }
        let holder = pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"));
        return Err(err!(
            VIR_FROM_NONE,
            VIR_ERR_OPERATION_FAILED,
            "Failed to acquire pid file '{}': held by {holder}",
            path.display()
        ));
    }
}
