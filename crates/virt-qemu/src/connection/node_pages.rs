//! Pages of the host: how many are free, and pools of huge ones resized.

use std::path::Path;

use virt_core::consts::*;
use virt_core::{Result, bail};
use virt_host::node::{self, Pool};

pub(super) fn free(sizes: &[u32], start: i32, cells: u32) -> Result<Vec<u64>> {
    let mut counts = Vec::new();
    for cell in chosen(start, cells)? {
        for size in sizes {
            counts.push(Pool { cell, size: *size }.free(Path::new("/"))?);
        }
    }
    if counts.is_empty() {
        bail!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "no suitable info found");
    }
    Ok(counts)
}

/// Resizes pools by size and number of pages; tells how many were resized.
pub(super) fn resize(pools: &[(u32, u64)], start: i32, cells: u32, more: bool) -> Result<i32> {
    let mut done = 0;
    for cell in chosen(start, cells)? {
        for (size, pages) in pools {
            Pool { cell, size: *size }.resize(Path::new("/"), *pages, more)?;
            done += 1;
        }
    }
    Ok(done)
}

/// The cells from `start` on; -1 is the whole host, before the first cell.
fn chosen(start: i32, cells: u32) -> Result<impl Iterator<Item = Option<u32>>> {
    let known = node::cells(Path::new("/"));
    let last = known.last().map_or(0, |cell| i64::from(cell.id));
    let start = i64::from(start);
    if start > last {
        bail!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "start cell {start} out of range (0-{last})");
    }
    let end = last.min(start + i64::from(cells) - 1);
    Ok((start..=end).map(|cell| u32::try_from(cell).ok()))
}
