//! The host as a node: processors in cells, memory, pages, caches, from `/sys`.
//!
//! All functions take the root folder, `/` but in tests.

mod caches;
mod cells;
mod list;
mod pages;
mod summary;

pub use caches::{CacheBank, cache_banks};
pub use cells::{Cell, Cpu, Pages, cells, page_sizes, total_memory};
pub use list::{format_list, parse_list};
pub use pages::Pool;
pub use summary::{Summary, summary};

use std::path::Path;

/// The trimmed text of a file.
fn text(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok().map(|text| text.trim().to_owned())
}

/// The number that a file holds.
fn number<T: std::str::FromStr>(path: &Path) -> Option<T> {
    text(path)?.parse().ok()
}

/// Numbers `N` of entries `PREFIXn` of a folder, sorted.
fn numbered(folder: &Path, prefix: &str) -> Vec<u32> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut all: Vec<u32> =
        entries.filter_map(|e| e.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()).collect();
    all.sort_unstable();
    all
}
