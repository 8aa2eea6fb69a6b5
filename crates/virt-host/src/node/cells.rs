//! NUMA cells.

use std::path::Path;

use super::{number, numbered, parse_list, text};

/// A processor and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cpu {
    pub id: u32,
    pub socket: u32,
    pub die: u32,
    pub cluster: u32,
    pub core: u32,
    /// Processors of the same core.
    pub siblings: Vec<u32>,
}

/// Pages of one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages {
    /// In KiB.
    pub size: u64,
    pub count: u64,
}

/// A NUMA cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    pub id: u32,
    /// In KiB.
    pub memory: u64,
    pub pages: Vec<Pages>,
    /// Cell and distance.
    pub distances: Vec<(u32, u32)>,
    pub cpus: Vec<Cpu>,
}

/// The size of the smallest pages in KiB.
pub(super) fn base_page() -> u64 {
    let bytes = nix::unistd::sysconf(nix::unistd::SysconfVar::PAGE_SIZE).ok().flatten();
    bytes.and_then(|b| u64::try_from(b).ok()).unwrap_or(4096) / 1024
}

/// Sizes of huge pages in KiB below a folder, ascending.
fn huge_pages(folder: &Path) -> Vec<u64> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let size = |name: &str| name.strip_prefix("hugepages-")?.strip_suffix("kB")?.parse().ok();
    let mut sizes: Vec<u64> = entries.filter_map(|e| size(e.file_name().to_str()?)).collect();
    sizes.sort_unstable();
    sizes
}

/// Sizes of pages that the host has, in KiB.
pub fn page_sizes(root: &Path) -> Vec<u64> {
    let mut sizes = vec![base_page()];
    sizes.extend(huge_pages(&root.join("sys/kernel/mm/hugepages")));
    sizes
}

/// The cells of the host; a host without NUMA is one cell.
pub fn cells(root: &Path) -> Vec<Cell> {
    let folder = root.join("sys/devices/system/node");
    let ids = numbered(&folder, "node");
    if ids.is_empty() {
        return vec![whole_host(root)];
    }
    ids.iter().map(|id| cell(root, *id, &ids)).collect()
}

fn cell(root: &Path, id: u32, ids: &[u32]) -> Cell {
    let folder = root.join(format!("sys/devices/system/node/node{id}"));
    let memory = text(&folder.join("meminfo")).and_then(|t| meminfo_field(&t, "MemTotal:")).unwrap_or(0);
    let huge = folder.join("hugepages");
    let count = |size: u64| number(&huge.join(format!("hugepages-{size}kB/nr_hugepages"))).unwrap_or(0);
    let huge: Vec<Pages> =
        huge_pages(&huge).iter().map(|size| Pages { size: *size, count: count(*size) }).collect();
    let distances = text(&folder.join("distance")).unwrap_or_default();
    let distances = distances.split_whitespace().filter_map(|d| d.parse().ok());
    let cpus = text(&folder.join("cpulist")).and_then(|t| parse_list(&t)).unwrap_or_default();
    Cell {
        id,
        memory,
        pages: with_base_pages(memory, huge),
        distances: ids.iter().copied().zip(distances).filter(|(_, d)| *d != 0).collect(),
        cpus: cpus.iter().map(|cpu| place(root, *cpu)).collect(),
    }
}

/// What huge pages leave is small pages.
fn with_base_pages(memory: u64, huge: Vec<Pages>) -> Vec<Pages> {
    let taken = huge.iter().fold(0u64, |sum, p| sum.saturating_add(p.size.saturating_mul(p.count)));
    let size = base_page();
    let mut pages = vec![Pages { size, count: memory.saturating_sub(taken) / size.max(1) }];
    pages.extend(huge);
    pages
}

/// The host's memory in KiB.
pub fn total_memory(root: &Path) -> u64 {
    let meminfo = text(&root.join("proc/meminfo")).unwrap_or_default();
    meminfo_field(&meminfo, "MemTotal:").unwrap_or(0)
}

fn whole_host(root: &Path) -> Cell {
    let memory = total_memory(root);
    let online = text(&root.join("sys/devices/system/cpu/online")).and_then(|t| parse_list(&t));
    let huge = root.join("sys/kernel/mm/hugepages");
    let count = |size: u64| number(&huge.join(format!("hugepages-{size}kB/nr_hugepages"))).unwrap_or(0);
    let huge: Vec<Pages> =
        huge_pages(&huge).iter().map(|size| Pages { size: *size, count: count(*size) }).collect();
    Cell {
        id: 0,
        memory,
        pages: with_base_pages(memory, huge),
        distances: Vec::new(),
        cpus: online.unwrap_or_default().iter().map(|cpu| place(root, *cpu)).collect(),
    }
}

/// A field of a meminfo file, in KiB.
pub(super) fn meminfo_field(text: &str, name: &str) -> Option<u64> {
    let mut words = text.split_whitespace().skip_while(|word| *word != name);
    words.nth(1)?.parse().ok()
}

/// Where a processor is. What Linux doesn't tell is 0.
pub(super) fn place(root: &Path, id: u32) -> Cpu {
    let folder = root.join(format!("sys/devices/system/cpu/cpu{id}/topology"));
    let of = |name| number::<i64>(&folder.join(name)).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    let siblings = text(&folder.join("thread_siblings_list")).and_then(|t| parse_list(&t));
    Cpu {
        id,
        socket: of("physical_package_id"),
        die: of("die_id"),
        cluster: of("cluster_id"),
        core: of("core_id"),
        siblings: siblings.unwrap_or_else(|| vec![id]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_meminfo() {
        let text = "Node 0 MemTotal:       4194304 kB\nNode 0 MemFree: 12 kB\n";
        assert_eq!(meminfo_field(text, "MemTotal:"), Some(4_194_304));
        assert_eq!(meminfo_field(text, "MemFree:"), Some(12));
        assert_eq!(meminfo_field(text, "Swap:"), None);
    }

    #[test]
    fn this_host_has_a_cell_with_processors() {
        let cells = cells(Path::new("/"));
        assert!(cells.iter().any(|c| !c.cpus.is_empty() && c.memory > 0), "{cells:?}");
        assert!(page_sizes(Path::new("/")).contains(&base_page()));
    }
}
