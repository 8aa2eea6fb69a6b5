//! `install` and `uninstall`: the libraries, headers, pkg-config files and API XML below a prefix.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generate::API_FOLDER;
use crate::layout::LIBRARIES;

/// What programs see of the version: real name of the libraries, pkg-config.
const REAL_SUFFIX: &str = "so.0.12008.0";
const VERSION: &str = env!("CARGO_PKG_VERSION");

pub struct Options {
    prefix: PathBuf,
    destdir: Option<PathBuf>,
    release: bool,
}

impl Options {
    pub const USAGE: &str = "--prefix DIR [--destdir DIR] [--profile release|dev]";

    pub fn parse(args: &[&str]) -> Result<Self, String> {
        let mut options = Options { prefix: "/usr/local".into(), destdir: None, release: true };
        let mut args = args.iter();
        while let Some(name) = args.next() {
            let value = args.next().ok_or_else(|| format!("{name} needs a value"))?;
            match (*name, *value) {
                ("--prefix", dir) if Path::new(dir).is_absolute() => options.prefix = dir.into(),
                ("--prefix", _) => return Err("the prefix has to be an absolute path".to_string()),
                ("--destdir", dir) => options.destdir = Some(dir.into()),
                ("--profile", "release") => options.release = true,
                ("--profile", "dev") => options.release = false,
                _ => return Err(format!("no such option: {name} {value}")),
            }
        }
        Ok(options)
    }

    /// Where a path below the prefix is written.
    fn place(&self, path: &str) -> PathBuf {
        let full = self.prefix.join(path);
        match &self.destdir {
            Some(dir) => dir.join(full.strip_prefix("/").unwrap_or(&full)),
            None => full,
        }
    }
}

/// What ends up at a path below the prefix.
enum Content {
    Copy(PathBuf),
    Link(String),
    Text(String),
}

pub fn install(root: &Path, options: &Options) -> Result<(), String> {
    build(root, options)?;
    for (path, content) in files(root, options)? {
        let path = options.place(&path);
        put(&path, &content).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    println!("installed below {}", options.place("").display());
    Ok(())
}

pub fn uninstall(root: &Path, options: &Options) -> Result<(), String> {
    for (path, _) in files(root, options)? {
        let path = options.place(&path);
        match fs::remove_file(&path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{}: {e}", path.display()));
            }
            _ => {}
        }
    }
    // Folders that nobody else uses.
    for folder in ["include/libvirt", "share/libvirt/api", "share/libvirt", "lib/pkgconfig"] {
        let _ = fs::remove_dir(options.place(folder));
    }
    Ok(())
}

fn build(root: &Path, options: &Options) -> Result<(), String> {
    let profile = if options.release { "release" } else { "dev" };
    let mut shared: Vec<&str> = vec!["build", "--quiet", "--profile", profile];
    for library in &LIBRARIES {
        shared.extend(["--package", library.name]);
    }
    cargo(root, &shared)?;
    let archive = ["rustc", "--quiet", "--profile", profile, "--package", "libvirt", "--lib"];
    cargo(root, &[archive.as_slice(), &["--crate-type", "staticlib"]].concat())
}

fn cargo(root: &Path, args: &[&str]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo).current_dir(root).args(args).status().map_err(|e| e.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("cargo {} failed", args.join(" "))) }
}

fn files(root: &Path, options: &Options) -> Result<Vec<(String, Content)>, String> {
    let built = built_folder(options.release)?;
    let mut files = vec![("lib/libvirt.a".to_string(), Content::Copy(built.join("libvirt.a")))];
    for library in &LIBRARIES {
        let name = library.name;
        let real = format!("{name}.{REAL_SUFFIX}");
        let fresh = built.join(format!("{}.so", name.replace('-', "_")));
        files.push((format!("lib/{real}"), Content::Copy(fresh)));
        files.push((format!("lib/{name}.so.0"), Content::Link(real)));
        files.push((format!("lib/{name}.so"), Content::Link(format!("{name}.so.0"))));
        let template = root.join(format!("pkgconfig/{name}.pc.in"));
        let text = fs::read_to_string(&template).map_err(|e| format!("{}: {e}", template.display()))?;
        let text = text.replace("@PREFIX@", &options.prefix.to_string_lossy()).replace("@VERSION@", VERSION);
        files.push((format!("lib/pkgconfig/{name}.pc"), Content::Text(text)));
    }
    for (from, to) in [("include/libvirt", "include/libvirt"), (API_FOLDER, "share/libvirt/api")] {
        let folder = root.join(from);
        for entry in fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))? {
            let path = entry.map_err(|e| e.to_string())?.path();
            let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
            files.push((format!("{to}/{name}"), Content::Copy(path.clone())));
        }
    }
    Ok(files)
}

/// This program was built into the target folder, where the libraries are too.
fn built_folder(release: bool) -> Result<PathBuf, String> {
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let target = own.ancestors().nth(2).ok_or("this program is not in a target folder")?;
    Ok(target.join(if release { "release" } else { "debug" }))
}

/// Writes beside the path and moves there, so that programs which use the old file keep it.
fn put(path: &Path, content: &Content) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    let _ = fs::remove_file(&fresh);
    match content {
        Content::Copy(from) => fs::copy(from, &fresh).map(|_| ())?,
        Content::Link(target) => symlink(target, &fresh)?,
        Content::Text(text) => fs::write(&fresh, text)?,
    }
    fs::rename(&fresh, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options() {
        let options =
            Options::parse(&["--prefix", "/usr", "--destdir", "/tmp/x", "--profile", "dev"]).unwrap();
        assert_eq!(options.place("lib/a"), Path::new("/tmp/x/usr/lib/a"));
        assert!(!options.release);
        for wrong in [&["--prefix", "usr"][..], &["--prefix"], &["--profile", "fast"], &["--what", "x"]] {
            assert!(Options::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
