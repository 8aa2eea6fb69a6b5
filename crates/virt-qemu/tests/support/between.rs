//! Guests whose QEMU has somebody on its monitor who does what real ones do on bad days.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Place;

/// Long enough for a healthy answer on a slow machine, short enough to wait for one that never comes.
const PATIENCE: Duration = Duration::from_secs(6);

/// The emulator of `between.py`, with the faults that it commits at present.
pub struct Between(PathBuf);

impl Between {
    pub fn new(place: &Place) -> Self {
        virt_qmp::set_patience(PATIENCE);
        let path = place.path().join("between.py");
        std::fs::write(&path, include_str!("between.py")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        Self(path)
    }

    /// From now on this happens: lines of `COMMAND FAULT [NUMBER]`.
    pub fn faults(&self, lines: &str) {
        std::fs::write(self.0.with_extension("py.faults"), lines).unwrap();
    }

    /// A guest with a disk and no ports.
    pub fn guest(&self, place: &Place, name: &str) -> String {
        place.guest(name).replace("/usr/bin/qemu-system-x86_64", self.0.to_str().unwrap())
    }
}

/// Processes that have a folder of this root on their command line, this one and shells aside.
pub fn processes_of(root: &Path) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let command = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let command = String::from_utf8_lossy(&command).replace('\0', " ");
        if pid != std::process::id() && command.contains(root.to_str().unwrap()) && super::pid_alive(pid) {
            found.push((pid, command));
        }
    }
    found
}

/// What a life of a domain leaves in the folders of what runs.
pub fn traces(root: &Path) -> Vec<PathBuf> {
    let entries = |folder: &str| {
        let read = std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
        read.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let mut found = entries("run/qemu/channel");
    found.extend(entries("run/qemu").into_iter().filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        path.is_file() && !matches!(name, "driver.pid" | "autostarted")
    }));
    let of_domain = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with("domain-");
    found.extend(entries("lib/qemu").into_iter().filter(of_domain));
    found.extend(entries("lib/qemu/save"));
    found
}
