//! `generate`: headers, API XML, version maps, the compatibility table and the reference pages from the declarations.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::layout::{LIBRARIES, Library};
use crate::model::Header;
use crate::{read, reference, write};

/// Where the API XML is kept, to be installed.
pub const API_FOLDER: &str = "include/api";

/// Writes what is stale; with `check`, only says what is.
pub fn run(root: &Path, check: bool) -> Result<(), String> {
    let mut stale = Vec::new();
    for (path, text) in files(root)? {
        let path = root.join(path);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        if !check {
            let folder = path.parent().unwrap_or(root);
            fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
            fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
            println!("wrote {}", path.display());
        }
        stale.push(path.display().to_string());
    }
    if check && !stale.is_empty() {
        return Err(format!("stale, run `cargo xtask generate`:\n  {}", stale.join("\n  ")));
    }
    Ok(())
}

/// Every generated file: path below the root, text.
pub fn files(root: &Path) -> Result<Vec<(PathBuf, String)>, String> {
    let mut headers: Vec<Header> = Vec::new();
    for library in &LIBRARIES {
        headers.extend(read::library(root, library)?);
    }
    read::check_complete(root, &headers)?;
    read::resolve(&mut headers)?;
    read::permissions::read(root, &mut headers)?;

    let mut files = Vec::new();
    let mut rest = headers.as_slice();
    let mut libraries: Vec<(&Library, &[Header])> = Vec::new();
    for library in &LIBRARIES {
        let (own, others) = rest.split_at(library.headers.len());
        rest = others;
        libraries.push((library, own));
        for header in own {
            let path = format!("include/libvirt/{}.h", header.spec.name);
            files.push((path.into(), write::header::header(header)));
        }
        let xml = format!("{API_FOLDER}/{}-api.xml", library.name);
        files.push((xml.into(), write::api_xml::api(library, own)));
        let map = Path::new(library.package).join(format!("{}.map", library.name));
        files.push((map, write::map::map(library, own)?));
        if library.package != "." {
            let source = Path::new(library.package).join("src/lib.rs");
            files.push((source, formatted(&write::forward::forwarders(library, own))?));
        }
    }
    let parts: Vec<&str> =
        LIBRARIES[0].headers.iter().map(|h| h.name).filter(|n| n.starts_with("libvirt")).collect();
    files.push(("include/libvirt/libvirt.h".into(), write::header::umbrella(&parts)));
    files.push(("docs/compatibility.md".into(), write::compat::table(&libraries)));
    files.extend(reference::pages(root)?);
    Ok(files)
}

/// Rust source as `cargo fmt` leaves it.
fn formatted(source: &str) -> Result<String, String> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=110,use_small_heuristics=Max"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("rustfmt: {e}"))?;
    if let Some(mut stdin) = rustfmt.stdin.take() {
        stdin.write_all(source.as_bytes()).map_err(|e| format!("rustfmt: {e}"))?;
    }
    let output = rustfmt.wait_with_output().map_err(|e| format!("rustfmt: {e}"))?;
    if !output.status.success() {
        return Err("rustfmt refuses a generated source".to_string());
    }
    String::from_utf8(output.stdout).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checked_in_files_are_fresh() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        run(&root, true).unwrap();
    }
}
