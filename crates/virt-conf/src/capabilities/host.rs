//! What `<capabilities>` tells of the host.

use virt_core::{Arch, Uuid};

use crate::cpu::CpuDef;

/// A number of pages of one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages {
    /// In KiB.
    pub size: u64,
    pub count: u64,
}

/// Where a processor is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellCpu {
    pub id: u32,
    /// `None`: only the number is known.
    pub place: Option<CpuPlace>,
}

/// Socket, die, cluster, core of a processor and which processors share the core.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CpuPlace {
    pub socket: u32,
    pub die: u32,
    pub cluster: u32,
    pub core: u32,
    /// A list such as `0-1,4`.
    pub siblings: String,
}

/// `<cache>` of a NUMA cell: memory in front of its memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellCache {
    pub level: u32,
    pub associativity: &'static str,
    pub policy: &'static str,
    /// In KiB.
    pub size: u64,
    /// In bytes.
    pub line: u32,
}

/// `<cell>`: a NUMA node.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    pub id: u32,
    /// In KiB.
    pub memory: u64,
    pub pages: Vec<Pages>,
    /// Node and distance.
    pub distances: Vec<(u32, u32)>,
    pub caches: Vec<CellCache>,
    pub cpus: Vec<CellCpu>,
}

/// `<bank>`: a cache that processors share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheBank {
    pub id: u32,
    pub level: u32,
    /// `both`, `code` or `data`.
    pub kind: &'static str,
    /// In bytes.
    pub size: u64,
    pub cpus: String,
}

/// `<latency>` or `<bandwidth>` between NUMA cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interconnect {
    /// `latency` or `bandwidth`.
    pub kind: &'static str,
    pub initiator: u32,
    pub target: u32,
    pub cache: Option<u32>,
    pub access: &'static str,
    pub value: u64,
}

/// `<secmodel>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityModel {
    pub model: String,
    pub doi: String,
    /// Domain type and label.
    pub base_labels: Vec<(&'static str, String)>,
}

/// `<migration_features>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    pub live: bool,
    pub transports: Vec<&'static str>,
}

/// `<host>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Host {
    pub uuid: Option<Uuid>,
    pub arch: Option<Arch>,
    /// Names of elements in `<features>` of the CPU.
    pub features: Vec<&'static str>,
    pub cpu: Option<CpuDef>,
    /// Sizes of pages in KiB.
    pub page_sizes: Vec<u64>,
    /// Names of states that the host can be put into.
    pub power_management: Vec<&'static str>,
    pub iommu: bool,
    pub migration: Option<Migration>,
    /// Prefix of network devices that are the driver's.
    pub net_prefix: Option<String>,
    pub cells: Option<Vec<Cell>>,
    pub interconnects: Vec<Interconnect>,
    pub caches: Vec<CacheBank>,
    pub security_models: Vec<SecurityModel>,
}
