//! Filling a driver from a document: what `test:///default` starts with, or a user's file.

mod node;
mod objects;

use std::path::Path;

use virt_conf::common::document;
use virt_core::consts::*;
use virt_core::{Error, Result, bail};
use virt_xml::{Node, Options, with_document};

use crate::TestDriver;
use crate::domain::VIEW;
use crate::host::{default_cells, default_node};

const DEFAULT: &str = include_str!("default.xml");
/// Longest file that is read.
const MAX_FILE: u64 = 10 << 20;

/// The driver behind `test:///default`.
pub fn default() -> Result<TestDriver> {
    let driver = TestDriver { cells: default_cells(), ..TestDriver::new(default_node()) };
    in_document(DEFAULT, "(test driver)", "node", |node| objects::fill(driver, node, None))
}

/// A driver as a file describes it.
pub fn from_file(file: &str) -> Result<TestDriver> {
    let text = read(file)?;
    in_document(&text, file, "node", |node| {
        let mut info = default_node();
        node::read_node(&mut info, node)?;
        objects::fill(TestDriver::new(info), node, Some(Path::new(file)))
    })
}

/// The text of a file of a sensible size.
fn read(file: &str) -> Result<String> {
    let failed = |e: &std::io::Error, what: &str| Error::system(VIR_FROM_NONE, e, format!("{what} '{file}'"));
    let length = std::fs::metadata(file).map_err(|e| failed(&e, "Failed to open file"))?.len();
    if length > MAX_FILE {
        let cause = std::io::Error::from_raw_os_error(75);
        return Err(failed(&cause, "Failed to read file"));
    }
    std::fs::read_to_string(file).map_err(|e| failed(&e, "Failed to read file"))
}

/// Hands the root of a document to `use_it`, whose errors are the driver's own.
fn in_document<T>(
    text: &str,
    label: &str,
    root: &str,
    use_it: impl FnOnce(Node<'_>) -> Result<T>,
) -> Result<T> {
    let options = Options { label, origin: VIR_FROM_TEST, view: VIEW, ..Options::default() };
    with_document(text, Some(root), options, |node| Ok(use_it(node))).map_err(document::error)?
}

/// Hands an element to `use_it`, or the root of the file that its attribute `file` names.
pub fn resolved<T>(
    node: Node<'_>,
    beside: Option<&Path>,
    use_it: impl FnOnce(Node<'_>) -> Result<T>,
) -> Result<T> {
    let Some(file) = node.attr("file") else { return use_it(node) };
    let folder = beside.and_then(Path::parent).unwrap_or(Path::new("."));
    let Some(path) = folder.join(file).to_str().map(str::to_owned) else {
        bail!(VIR_FROM_XML, VIR_ERR_INTERNAL_ERROR, "path of '{file}' is not UTF-8");
    };
    in_document(&read(&path)?, &path, node.name(), use_it)
}
