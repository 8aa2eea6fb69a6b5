//! What `test:///` says of its host: made up, the same everywhere.

use virt_core::consts::*;
use virt_core::driver::{
    EmulatorQuery, HostDriver, NodeCpuMap, NodeInfo, NodeStat, SecurityModel, check_flags,
};
use virt_core::{Arch, Connect, Error, Result, bail};

use crate::{TestDriver, capabilities};

const SYSINFO: &str = "<sysinfo type='smbios'>\n  <bios>\n    <entry name='vendor'>LENOVO</entry>\n    \
    <entry name='version'>G4ETA1WW (2.61 )</entry>\n    <entry name='date'>05/07/2014</entry>\n    \
    <entry name='release'>2.61</entry>\n  </bios>\n</sysinfo>\n";

/// Strings among typed parameters, and the right order of the arguments of network updates.
const FEATURES: [i32; 2] = [9, 16];
/// What a domain can have at most.
pub const MAX_VCPUS: i32 = 32;
pub const SECURITY_MODEL: &str = "testSecurity";

/// A NUMA cell of the host. Memory in KiB.
#[derive(Debug, Clone)]
pub struct Cell {
    pub memory: u64,
    pub free: u64,
    /// Socket and core of each CPU; ids count through all cells.
    pub cpus: Vec<CellCpu>,
}

/// A CPU of a cell; it has no siblings.
#[derive(Debug, Clone, Copy)]
pub struct CellCpu {
    pub id: u32,
    pub socket: u32,
    pub core: u32,
}

/// The host of every `test:///` connection whose file doesn't say otherwise.
pub fn default_node() -> NodeInfo {
    NodeInfo {
        model: "i686".into(),
        memory: 3 << 20,
        cpus: 16,
        mhz: 1400,
        nodes: 2,
        sockets: 2,
        cores: 2,
        threads: 2,
    }
}

/// The two cells of `test:///default`.
pub fn default_cells() -> Vec<Cell> {
    let cpu = |cell, n| CellCpu { id: cell * 8 + n, socket: cell, core: n };
    let cell = |cell: u32| Cell {
        memory: (u64::from(cell) + 1) << 21,
        free: (u64::from(cell) + 1) << 20,
        cpus: (0..8).map(|n| cpu(cell, n)).collect(),
    };
    vec![cell(0), cell(1)]
}

impl TestDriver {
    /// How many CPUs the host can have.
    pub(crate) fn host_cpus(&self) -> u32 {
        let node = &self.node;
        let product = [node.sockets, node.cores, node.threads];
        product.iter().fold(node.nodes, |cpus, factor| cpus.saturating_mul(*factor)).min(1 << 16)
    }
}

impl HostDriver for TestDriver {
    fn connect_get_type(&self) -> &'static str {
        "TEST"
    }

    fn connect_supports_feature(&self, feature: i32) -> bool {
        FEATURES.contains(&feature)
    }

    fn connect_get_version(&self, _: &Connect) -> Result<u64> {
        Ok(2)
    }

    fn connect_get_hostname(&self, _: &Connect) -> Result<String> {
        virt_host::hostname::hostname()
            .map_err(|e| Error::system(VIR_FROM_NONE, &e, "failed to determine host name"))
    }

    fn connect_get_max_vcpus(&self, _: &Connect, _: Option<&str>) -> Result<i32> {
        Ok(MAX_VCPUS)
    }

    fn connect_get_sysinfo(&self, _: &Connect, flags: u32) -> Result<String> {
        check_flags(VIR_FROM_TEST, "testConnectGetSysinfo", flags, 0)?;
        Ok(SYSINFO.into())
    }

    fn connect_get_capabilities(&self, _: &Connect) -> Result<String> {
        Ok(capabilities::host(self))
    }

    fn connect_get_domain_capabilities(
        &self,
        _: &Connect,
        of: EmulatorQuery<'_>,
        flags: u32,
    ) -> Result<String> {
        capabilities::domain(of, flags)
    }

    fn connect_get_cpu_model_names(&self, _: &Connect, arch: &str, flags: u32) -> Result<Vec<String>> {
        check_flags(VIR_FROM_TEST, "testConnectGetCPUModelNames", flags, 0)?;
        let Some(arch) = Arch::from_name(arch) else {
            bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "cannot find architecture {arch}");
        };
        let models = virt_cpu::models(arch)?.unwrap_or_default();
        Ok(models.into_iter().map(str::to_owned).collect())
    }

    fn connect_baseline_cpu(&self, _: &Connect, xmls: &[&str], flags: u32) -> Result<String> {
        let expand = VIR_CONNECT_BASELINE_CPU_EXPAND_FEATURES;
        check_flags(VIR_FROM_TEST, "testConnectBaselineCPU", flags, expand)?;
        virt_cpu::documents::baseline_document(xmls, flags & expand != 0, false, |_, _| true)
    }

    fn node_get_info(&self, _: &Connect) -> Result<NodeInfo> {
        Ok(self.node.clone())
    }

    fn node_get_cpu_map(&self, _: &Connect, flags: u32) -> Result<NodeCpuMap> {
        check_flags(VIR_FROM_TEST, "testNodeGetCPUMap", flags, 0)?;
        Ok(NodeCpuMap { cpus: 8, map: vec![0x15], online: 3 })
    }

    fn node_get_cpu_stats(&self, _: &Connect, _: i32, flags: u32) -> Result<Vec<NodeStat>> {
        check_flags(VIR_FROM_TEST, "testNodeGetCPUStats", flags, 0)?;
        Ok(vec![
            (VIR_NODE_CPU_STATS_USER, 9_797_400_000),
            (VIR_NODE_CPU_STATS_KERNEL, 34_678_723_400_000),
            (VIR_NODE_CPU_STATS_IDLE, 87_264_900_000),
            (VIR_NODE_CPU_STATS_IOWAIT, 763_600_000),
            (VIR_NODE_CPU_STATS_GUEST, 1_797_400_000),
        ])
    }

    fn node_get_free_memory(&self, _: &Connect) -> Result<u64> {
        Ok(self.cells.iter().map(|cell| cell.free).sum())
    }

    fn node_get_cells_free_memory(&self, _: &Connect, start: i32, max: i32) -> Result<Vec<u64>> {
        let start = usize::try_from(start).unwrap_or(0);
        let max = usize::try_from(max).unwrap_or(0);
        if start >= self.cells.len() {
            bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "Range exceeds available cells");
        }
        Ok(self.cells[start..].iter().take(max).map(|cell| cell.memory).collect())
    }

    fn node_get_free_pages(
        &self,
        _: &Connect,
        pages: &[u32],
        start: i32,
        cells: u32,
        flags: u32,
    ) -> Result<Vec<u64>> {
        check_flags(VIR_FROM_TEST, "testNodeGetFreePages", flags, 0)?;
        let mut counts = Vec::new();
        for cell in 0..cells {
            let mut count = start.wrapping_add(cell as i32).wrapping_mul(6);
            for _ in pages {
                count = count.wrapping_mul(2).wrapping_add(7);
                counts.push(i64::from(count) as u64);
            }
        }
        Ok(counts)
    }

    fn node_get_security_model(&self, _: &Connect) -> Result<SecurityModel> {
        Ok(SecurityModel { model: SECURITY_MODEL.into(), doi: String::new() })
    }
}
