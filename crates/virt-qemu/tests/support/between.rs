//! Guests whose QEMU has somebody on its monitor who does what real ones do on bad days.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Place, eventually, processes_of, write_program};

/// Long enough for a healthy answer on a slow machine, short enough to wait for one that never comes.
const PATIENCE: Duration = Duration::from_secs(6);

/// The emulator of `between.py`, with the faults that it commits at present.
pub struct Between(PathBuf);

impl Between {
    pub fn new(place: &Place) -> Self {
        virt_qmp::set_patience(PATIENCE);
        let path = place.path().join("between.py");
        write_program(&path, include_str!("between.py"));
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

/// A domain's life is over: no process and no file of it are left.
pub fn check_nothing_left(place: &Place, moment: &str) {
    eventually("end of the process", || processes_of(place.path()).is_empty());
    assert_eq!(traces(place.path()), Vec::<PathBuf>::new(), "{moment}");
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
