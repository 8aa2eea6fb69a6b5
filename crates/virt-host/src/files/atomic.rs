//! Replacing a file as one step: whatever happens, the name holds the old text or the new one.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Writes `data` to a temporary file beside `path`, makes it durable and renames it over `path`.
pub fn replace_file(path: &Path, mode: u32, data: &[u8]) -> io::Result<()> {
    replace(path, mode, data, true)?;
    sync_folder(path)
}

/// Like [`replace_file`] for what need not survive a crash of the machine; costs no disk access.
pub fn replace_volatile(path: &Path, mode: u32, data: &[u8]) -> io::Result<()> {
    replace(path, mode, data, false)
}

fn replace(path: &Path, mode: u32, data: &[u8], durable: bool) -> io::Result<()> {
    let temporary = beside(path)?;
    let written = write_new(&temporary, mode, data, durable).and_then(|()| std::fs::rename(&temporary, path));
    written.inspect_err(|_| drop(std::fs::remove_file(&temporary)))
}

/// Removes a file; one that is not there is as good as removed.
pub fn remove_file(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes the temporary files of programs that were killed while they replaced a file. Only for who has
/// the folder for himself.
pub fn remove_unfinished(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let pid = name.to_str().and_then(|name| name.rsplit_once(MARK)).map(|(_, pid)| pid);
        if pid.is_some_and(|pid| pid.parse::<u32>().is_ok()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// What comes between the name of a file and the number of the process that replaces it.
const MARK: &str = ".new-";

fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut temporary = OsString::from(name);
    temporary.push(format!("{MARK}{}", std::process::id()));
    Ok(path.with_file_name(temporary))
}

fn write_new(path: &Path, mode: u32, data: &[u8], durable: bool) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(path)?;
    file.write_all(data)?;
    if durable { file.sync_data() } else { Ok(()) }
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn replaces_and_leaves_nothing_beside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.xml");
        replace_file(&path, 0o600, b"one").unwrap();
        replace_file(&path, 0o600, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_program_left_is_removed() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a.xml", "a.xml.new-17", "b.new-old", "c.new-"] {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        remove_unfinished(dir.path());
        let left = std::fs::read_dir(dir.path()).unwrap().flatten().map(|entry| entry.file_name());
        let mut left: Vec<_> = left.collect();
        left.sort();
        assert_eq!(left, ["a.xml", "b.new-old", "c.new-"]);
    }

    #[test]
    fn a_failed_write_keeps_the_old_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sub/a.xml");
        assert!(replace_file(&path, 0o600, b"x").is_err());
        std::fs::create_dir_all(&path).unwrap();
        assert!(replace_file(&path, 0o600, b"x").is_err());
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
