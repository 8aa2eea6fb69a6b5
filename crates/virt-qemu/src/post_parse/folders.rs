//! Folders of the driver that definitions and command lines mention.

use std::path::{Path, PathBuf};

use crate::root::Layout;

/// Folders of the driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// A folder per domain is below.
    pub lib: PathBuf,
    /// Sockets of channels.
    pub channels: PathBuf,
    /// Files that back memory.
    pub memory: PathBuf,
    pub passt: PathBuf,
    pub dbus: PathBuf,
    pub swtpm: PathBuf,
    /// What emulated TPMs keep.
    pub swtpm_storage: PathBuf,
    pub swtpm_log: PathBuf,
    /// State of what runs.
    pub state: PathBuf,
    pub log: PathBuf,
    /// Variables of firmware.
    pub nvram: PathBuf,
    pub etc: PathBuf,
    /// Our folder's name in file systems of huge pages.
    pub huge_pages: String,
}

impl Folders {
    /// The folders below a root, which `hash` tells from others.
    pub fn below(layout: &Layout, hash: &str) -> Self {
        Self {
            lib: layout.lib_dir.clone(),
            channels: layout.channel_dir.clone(),
            memory: layout.ram_dir.clone(),
            dbus: layout.dbus_dir.clone(),
            passt: layout.passt_dir.clone(),
            etc: layout.etc_dir.clone(),
            swtpm: layout.swtpm_dir.clone(),
            swtpm_storage: layout.swtpm_storage_dir.clone(),
            swtpm_log: layout.swtpm_log_dir.clone(),
            state: layout.state_dir.clone(),
            log: layout.log_dir.clone(),
            nvram: layout.nvram_dir.clone(),
            huge_pages: format!("qemu-embed-{hash}"),
        }
    }

    /// Is it a path that we, or an older version, would give a channel's socket?
    pub fn is_channel_default(&self, path: &str, name: Option<&str>) -> bool {
        let name = name.unwrap_or("(null)");
        let bases = [self.channels.clone(), self.lib.join("channel"), self.etc.join("qemu/channel")];
        bases.iter().any(|base| below(base, path).is_some_and(|rest| is_generated(rest, name)))
    }
}

fn below<'a>(base: &Path, path: &'a str) -> Option<&'a str> {
    path.strip_prefix(base.to_str()?)?.strip_prefix('/')
}

/// `DOMAIN.NAME`, `domain-DOMAIN/NAME` or `1-DOMAIN/NAME`, perhaps below `target`.
fn is_generated(path: &str, name: &str) -> bool {
    let rest = path.strip_prefix("target/").unwrap_or(path);
    let Some(start) = rest.strip_suffix(name) else { return false };
    let domain = |text: &str| !text.is_empty() && !text.contains('/');
    if start.strip_suffix('.').is_some_and(domain) {
        return true;
    }
    let Some(folder) = start.strip_suffix('/') else { return false };
    folder.strip_prefix("domain-").is_some_and(domain)
        || folder.split_once('-').is_some_and(|(id, rest)| {
            !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()) && domain(rest)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_paths() {
        for (path, expected) in [
            ("domain-1-vm/org.x", true),
            ("target/vm.org.x", true),
            ("7-vm/org.x", true),
            ("vm/org.x", false),
            ("domain-/org.x", false),
            ("a/b.org.x", false),
            ("org.x", false),
        ] {
            assert_eq!(is_generated(path, "org.x"), expected, "{path}");
        }
    }
}
