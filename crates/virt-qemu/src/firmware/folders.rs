//! Where firmware descriptions are: the distribution's folder, the administrator's, the user's.
//!
//! A file of a later folder stands for the file of the same name of an earlier one; an empty file hides it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Descriptor;

/// Documents are small; larger ones are none.
const MAX_SIZE: u64 = 1 << 20;

/// Folders for documents of a kind (`firmware`, `vhost-user`), lowest priority first.
pub fn standard(kind: &str, user_config: Option<&Path>) -> Vec<PathBuf> {
    let mut folders = vec![Path::new("/usr/share/qemu").join(kind), Path::new("/etc/qemu").join(kind)];
    folders.extend(user_config.map(|config| config.join("qemu").join(kind)));
    folders
}

/// All documents, in the order of their names.
pub fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: BTreeMap<std::ffi::OsString, PathBuf> = BTreeMap::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name();
            if !name.to_string_lossy().starts_with('.') && entry.path().is_file() {
                found.insert(name, entry.path());
            }
        }
    }
    let fits = |path: &PathBuf| std::fs::metadata(path).is_ok_and(|m| (1..=MAX_SIZE).contains(&m.len()));
    found.into_values().filter(fits).collect()
}

/// All firmware, best first.
pub fn firmware(folders: &[PathBuf]) -> Vec<Descriptor> {
    let texts = files(folders).into_iter().filter_map(|path| std::fs::read_to_string(path).ok());
    texts.filter_map(|text| Descriptor::parse(&text)).collect()
}
