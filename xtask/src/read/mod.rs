//! Reads the declarations of the public API from the Rust sources.

mod consts;
mod ctype;
mod docs;
mod functions;
pub mod permissions;
mod types;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::layout::{HeaderSpec, Library};
use crate::model::{Header, Value};

/// The headers of a library, in the order of its layout.
pub fn library(root: &Path, library: &Library) -> Result<Vec<Header>, String> {
    let mut headers = Vec::new();
    for spec in library.headers {
        headers.push(header(root, spec)?);
    }
    Ok(headers)
}

fn header(root: &Path, spec: &'static HeaderSpec) -> Result<Header, String> {
    let mut header = Header::new(spec);
    let consts = root.join("crates/virt-core/src/consts");
    let src = root.join("src");
    for path in module(&consts, spec.module)? {
        consts::read(&parse(&path)?, &mut header).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    for path in type_sources(&src, spec.module)? {
        types::read(&parse(&path)?, &mut header).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    for path in function_sources(&src, spec)? {
        functions::read(&parse(&path)?, &mut header).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(header)
}

/// Gives every enumerator its number; `headers` are those of all libraries.
pub fn resolve(headers: &mut [Header]) -> Result<(), String> {
    let mut numbers: HashMap<String, i64> = HashMap::new();
    let total: usize = headers.iter().flat_map(|h| &h.enums).map(|e| e.items.len()).sum();
    // A name may stand for another name: as many rounds as there are links in the longest chain.
    while numbers.len() < total {
        let known = numbers.len();
        for item in headers.iter_mut().flat_map(|h| &mut h.enums).flat_map(|e| &mut e.items) {
            let number = match &item.value {
                Value::Number(number) => *number,
                Value::Bit(bit) => 1 << bit,
                Value::Name(name) => match numbers.get(name) {
                    Some(number) => *number,
                    None => continue,
                },
            };
            item.number = number;
            numbers.insert(item.name.clone(), number);
        }
        if numbers.len() == known {
            return Err("an enumerator stands for a name that is not declared".to_string());
        }
    }
    Ok(())
}

/// Fails when a source declares a public function that no header has.
pub fn check_complete(root: &Path, headers: &[Header]) -> Result<(), String> {
    for path in rust_files(&root.join("src"))? {
        for name in functions::names(&parse(&path)?) {
            if !headers.iter().flat_map(|h| &h.functions).any(|f| f.name == name) {
                return Err(format!("{}: {name} is in no header, see xtask/src/layout.rs", path.display()));
            }
        }
    }
    Ok(())
}

fn parse(path: &Path) -> Result<syn::File, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    syn::parse_file(&text).map_err(|e| format!("{}: {e}", path.display()))
}

/// `folder/NAME.rs` and everything in `folder/NAME/`.
fn module(folder: &Path, name: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let file = folder.join(format!("{name}.rs"));
    if file.is_file() {
        found.push(file);
    }
    let folder = folder.join(name);
    if folder.is_dir() {
        found.extend(rust_files(&folder)?);
    }
    Ok(found)
}

/// `types/NAME.rs`; domains have a folder for their events.
fn type_sources(src: &Path, name: &str) -> Result<Vec<PathBuf>, String> {
    let folder = src.join("types");
    let mut found = module(&folder, name)?;
    if name == "domain" {
        found.extend(module(&folder, "domain_events")?);
    }
    Ok(found)
}

/// The sources whose public functions belong to a header.
fn function_sources(src: &Path, spec: &HeaderSpec) -> Result<Vec<PathBuf>, String> {
    let own = [spec.module];
    let names = if spec.sources.is_empty() { &own } else { spec.sources };
    let mut found = Vec::new();
    for name in names {
        found.extend(module(src, name)?);
    }
    Ok(found)
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() {
            found.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
