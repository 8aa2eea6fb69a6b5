//! The host under the hypervisor: its capabilities, CPUs, memory.

use super::{NodeInfo, NodeStat, SecurityModel};
use crate::{Connect, Result, TypedParam};

/// What a connection says of its host and of itself.
pub trait HostDriver: Send + Sync {
    /// `virConnectGetType`: "QEMU", "Test"…
    fn connect_get_type(&self) -> &'static str;

    /// The domain type a URI scheme stands for, as `virConnectGetURI` prints it when the driver changes it.
    fn connect_get_uri(&self, conn: &Connect) -> Result<String> {
        Ok(conn.uri().to_owned())
    }

    /// Whether the connection is encrypted; local ones are not.
    fn connect_is_encrypted(&self, _conn: &Connect) -> Result<bool> {
        Ok(false)
    }

    /// Whether nobody can listen in; local connections are secure.
    fn connect_is_secure(&self, _conn: &Connect) -> Result<bool> {
        Ok(true)
    }

    fn connect_is_alive(&self, _conn: &Connect) -> Result<bool> {
        Ok(true)
    }

    /// Whether the driver has an optional trait of the protocol (`VIR_DRV_FEATURE_*`).
    fn connect_supports_feature(&self, _feature: i32) -> bool {
        false
    }

    driver_methods! {
        /// The hypervisor's version as major * 1,000,000 + minor * 1,000 + release.
        fn connect_get_version(&self, conn: &Connect) -> Result<u64>;
        fn connect_get_lib_version(&self, conn: &Connect) -> Result<u64>;
        fn connect_get_hostname(&self, conn: &Connect) -> Result<String>;
        fn connect_get_max_vcpus(&self, conn: &Connect, kind: Option<&str>) -> Result<i32>;
        fn connect_get_sysinfo(&self, conn: &Connect, flags: u32) -> Result<String>;
        fn connect_get_capabilities(&self, conn: &Connect) -> Result<String>;
        fn connect_get_domain_capabilities(
            &self, conn: &Connect, of: EmulatorQuery<'_>, flags: u32,
        ) -> Result<String>;
        fn connect_get_cpu_model_names(&self, conn: &Connect, arch: &str, flags: u32) -> Result<Vec<String>>;
        /// Returns a `virCPUCompareResult`.
        fn connect_compare_cpu(&self, conn: &Connect, xml: &str, flags: u32) -> Result<i32>;
        fn connect_baseline_cpu(&self, conn: &Connect, xmls: &[&str], flags: u32) -> Result<String>;
        fn connect_compare_hypervisor_cpu(
            &self, conn: &Connect, of: EmulatorQuery<'_>, xml: &str, flags: u32,
        ) -> Result<i32>;
        fn connect_baseline_hypervisor_cpu(
            &self, conn: &Connect, of: EmulatorQuery<'_>, xmls: &[&str], flags: u32,
        ) -> Result<String>;
        fn connect_domain_xml_from_native(&self, conn: &Connect, format: &str, config: &str, flags: u32) -> Result<String>;
        fn connect_domain_xml_to_native(&self, conn: &Connect, format: &str, xml: &str, flags: u32) -> Result<String>;
        fn connect_set_keep_alive(&self, conn: &Connect, interval: i32, count: u32) -> Result<i32>;
        fn connect_set_identity(&self, conn: &Connect, params: &[TypedParam], flags: u32) -> Result<()>;
        /// Whether close callbacks can be registered at all.
        fn connect_register_close_callback(&self, conn: &Connect) -> Result<()>;

        fn node_get_info(&self, conn: &Connect) -> Result<NodeInfo>;
        /// The map of online CPUs and how many are online; the map has a bit for each present CPU.
        fn node_get_cpu_map(&self, conn: &Connect, flags: u32) -> Result<NodeCpuMap>;
        fn node_get_cpu_stats(&self, conn: &Connect, cpu: i32, flags: u32) -> Result<Vec<NodeStat>>;
        fn node_get_memory_stats(&self, conn: &Connect, cell: i32, flags: u32) -> Result<Vec<NodeStat>>;
        /// In bytes.
        fn node_get_free_memory(&self, conn: &Connect) -> Result<u64>;
        /// In bytes, a number per cell from `start` on, at most `max`.
        fn node_get_cells_free_memory(&self, conn: &Connect, start: i32, max: i32) -> Result<Vec<u64>>;
        /// Counts of free pages: for each cell from `start`, a number per page size (KiB).
        fn node_get_free_pages(&self, conn: &Connect, pages: &[u32], start: i32, cells: u32, flags: u32) -> Result<Vec<u64>>;
        fn node_alloc_pages(&self, conn: &Connect, pages: &[(u32, u64)], start: i32, cells: u32, flags: u32) -> Result<i32>;
        fn node_get_memory_parameters(&self, conn: &Connect, flags: u32) -> Result<Vec<TypedParam>>;
        fn node_set_memory_parameters(&self, conn: &Connect, params: &[TypedParam], flags: u32) -> Result<()>;
        fn node_get_sev_info(&self, conn: &Connect, flags: u32) -> Result<Vec<TypedParam>>;
        fn node_get_security_model(&self, conn: &Connect) -> Result<SecurityModel>;
        fn node_suspend_for_duration(&self, conn: &Connect, target: u32, seconds: u64, flags: u32) -> Result<()>;
    }
}

/// What `virNodeGetCPUMap` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NodeCpuMap {
    /// How many CPUs are present.
    pub cpus: u32,
    pub map: Vec<u8>,
    pub online: u32,
}

/// Which emulator and machine a question is about; what is absent is chosen by the driver.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EmulatorQuery<'a> {
    /// The emulator's path.
    pub emulator: Option<&'a str>,
    pub arch: Option<&'a str>,
    pub machine: Option<&'a str>,
    /// "kvm", "qemu"…
    pub virttype: Option<&'a str>,
}
