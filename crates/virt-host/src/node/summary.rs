//! The host in a few numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use virt_core::Arch;

use super::cells::cells;
use crate::cpu::CpuInfo;

/// Processors of the host: nodes × sockets × cores × threads are all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Processors that are online.
    pub cpus: u32,
    pub mhz: u32,
    pub nodes: u32,
    /// Sockets of a node.
    pub sockets: u32,
    /// Cores of a socket.
    pub cores: u32,
    /// Threads of a core.
    pub threads: u32,
}

/// Counts the host's processors. Where they aren't the product of regular parts, they count as cores of one socket.
pub fn summary(root: &Path, arch: Arch) -> Summary {
    let cells = cells(root);
    let with_cpus: Vec<_> = cells.iter().filter(|c| !c.cpus.is_empty()).collect();
    let mut sum = Summary { nodes: cells.len() as u32, ..Summary::default() };
    for cell in &with_cpus {
        let mut cores: BTreeMap<u32, BTreeSet<(u32, u32)>> = BTreeMap::new();
        for cpu in &cell.cpus {
            cores.entry(cpu.socket).or_default().insert((cpu.die, cpu.core));
            sum.threads = sum.threads.max(cpu.siblings.len() as u32);
        }
        sum.cpus += cell.cpus.len() as u32;
        sum.sockets = sum.sockets.max(cores.len() as u32);
        sum.cores = sum.cores.max(cores.values().map(|c| c.len() as u32).max().unwrap_or(0));
    }
    if sum.nodes * sum.sockets * sum.cores * sum.threads != sum.cpus {
        (sum.nodes, sum.sockets, sum.cores, sum.threads) = (1, 1, sum.cpus, 1);
    }
    sum.mhz =
        CpuInfo::read(root).map_or(0, |info| if arch.is_x86() || arch.is_ppc() { info.mhz() } else { 0 });
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_whole() {
        let sum = summary(Path::new("/"), Arch::X86_64);
        assert!(sum.cpus > 0);
        assert_eq!(sum.nodes * sum.sockets * sum.cores * sum.threads, sum.cpus);
    }
}
