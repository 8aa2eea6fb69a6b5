//! Pools of huge pages.

use std::path::{Path, PathBuf};

use virt_core::consts::*;
use virt_core::{Error, Result, bail, err};

use super::cells::{base_page, meminfo_field};
use super::{number, numbered, text};

/// The pages of a size in a cell, or in the whole host.
#[derive(Debug, Clone, Copy)]
pub struct Pool {
    /// `None`: the whole host.
    pub cell: Option<u32>,
    /// In KiB.
    pub size: u32,
}

impl Pool {
    /// How many pages are free.
    pub fn free(self, root: &Path) -> Result<u64> {
        if u64::from(self.size) != base_page() {
            return self.count(root, "free_hugepages");
        }
        let info = match self.cell {
            None => root.join("proc/meminfo"),
            Some(cell) => root.join(format!("sys/devices/system/node/node{cell}/meminfo")),
        };
        let free = text(&info).and_then(|t| meminfo_field(&t, "MemFree:")).unwrap_or(0);
        Ok(free / u64::from(self.size))
    }

    /// Makes a pool of huge pages have a number of pages, or so many more. Fails when Linux finds fewer.
    pub fn resize(self, root: &Path, pages: u64, more: bool) -> Result<()> {
        if u64::from(self.size) == base_page() {
            bail!(VIR_FROM_NONE, VIR_ERR_OPERATION_UNSUPPORTED, "system pages pool can't be modified");
        }
        let have = self.count(root, "nr_hugepages")?;
        let wanted = if more { have.saturating_add(pages) } else { pages };
        if wanted == have {
            return Ok(());
        }
        let path = self.file(root, "nr_hugepages")?;
        std::fs::write(&path, wanted.to_string()).map_err(|error| {
            Error::system(VIR_FROM_NONE, &error, format!("Unable to write to: {}", path.display()))
        })?;
        match self.count(root, "nr_hugepages")? {
            got if got == wanted => Ok(()),
            got => bail!(
                VIR_FROM_NONE,
                VIR_ERR_OPERATION_FAILED,
                "Unable to allocate {wanted} pages. Allocated only {got}"
            ),
        }
    }

    fn count(self, root: &Path, name: &str) -> Result<u64> {
        let path = self.file(root, name)?;
        number(&path).ok_or_else(|| {
            err!(VIR_FROM_NONE, VIR_ERR_OPERATION_FAILED, "invalid number in '{}'", path.display())
        })
    }

    fn file(self, root: &Path, name: &str) -> Result<PathBuf> {
        let size = self.size;
        let folder = match self.cell {
            None => root.join("sys/kernel/mm/hugepages"),
            Some(cell) => root.join(format!("sys/devices/system/node/node{cell}/hugepages")),
        };
        let path = folder.join(format!("hugepages-{size}kB")).join(name);
        if path.exists() {
            return Ok(path);
        }
        let text = match self.cell {
            None => format!("page size {size} is not available"),
            Some(cell) if numbered(&root.join("sys/devices/system/node"), "node").contains(&cell) => {
                format!("page size {size} is not available on node {cell}")
            }
            Some(cell) => format!("NUMA node {cell} is not available"),
        };
        Err(err!(VIR_FROM_NONE, VIR_ERR_OPERATION_FAILED, "{text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_is_resized() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("sys/devices/system/node/node1/hugepages/hugepages-2048kB");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("nr_hugepages"), "2\n").unwrap();
        std::fs::write(folder.join("free_hugepages"), "1\n").unwrap();
        let pool = Pool { cell: Some(1), size: 2048 };
        assert_eq!(pool.free(root.path()).unwrap(), 1);
        pool.resize(root.path(), 3, true).unwrap();
        assert_eq!(std::fs::read_to_string(folder.join("nr_hugepages")).unwrap(), "5");
        let refused = |pool: Pool| pool.resize(root.path(), 1, false).unwrap_err().message().to_owned();
        assert!(refused(Pool { size: 7, ..pool }).contains("page size 7 is not available on node 1"));
        assert!(refused(Pool { cell: Some(3), ..pool }).contains("NUMA node 3 is not available"));
        assert!(refused(Pool { size: base_page() as u32, ..pool }).contains("can't be modified"));
    }
}
