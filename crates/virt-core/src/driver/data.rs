//! Plain values that drivers return; units as in the C API.

use crate::TypedParam;
use crate::handle::Domain;

/// `virDomainInfo`. Memory in KiB, time in ns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DomainInfo {
    pub state: i32,
    pub max_mem: u64,
    pub memory: u64,
    pub nr_virt_cpu: u16,
    pub cpu_time: u64,
}

/// `virDomainControlInfo`. Time in ms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DomainControlInfo {
    pub state: u32,
    pub details: u32,
    pub state_time: u64,
}

/// `virDomainJobInfo`. Times in ms, sizes in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DomainJobInfo {
    pub kind: i32,
    pub time_elapsed: u64,
    pub time_remaining: u64,
    pub data_total: u64,
    pub data_processed: u64,
    pub data_remaining: u64,
    pub mem_total: u64,
    pub mem_processed: u64,
    pub mem_remaining: u64,
    pub file_total: u64,
    pub file_processed: u64,
    pub file_remaining: u64,
}

/// `virDomainBlockStatsStruct`; -1 for what is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockStats {
    pub rd_req: i64,
    pub rd_bytes: i64,
    pub wr_req: i64,
    pub wr_bytes: i64,
    pub errs: i64,
}

/// `virDomainInterfaceStatsStruct`; -1 for what is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InterfaceStats {
    pub rx_bytes: i64,
    pub rx_packets: i64,
    pub rx_errs: i64,
    pub rx_drop: i64,
    pub tx_bytes: i64,
    pub tx_packets: i64,
    pub tx_errs: i64,
    pub tx_drop: i64,
}

/// `virDomainBlockInfo`, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BlockInfo {
    pub capacity: u64,
    pub allocation: u64,
    pub physical: u64,
}

/// `virDomainBlockJobInfo`. Bandwidth in MiB/s, or bytes/s when the flag asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BlockJobInfo {
    pub kind: i32,
    pub bandwidth: u64,
    pub cur: u64,
    pub end: u64,
}

/// `virVcpuInfo`. Time in ns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VcpuInfo {
    pub number: u32,
    pub state: i32,
    pub cpu_time: u64,
    pub cpu: i32,
}

/// `virDomainIOThreadInfo`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IOThreadInfo {
    pub iothread_id: u32,
    pub cpumap: Vec<u8>,
}

/// `virDomainDiskError`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskError {
    pub disk: String,
    pub error: i32,
}

/// `virDomainFSInfo`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FsInfo {
    pub mountpoint: String,
    pub name: String,
    pub fstype: String,
    pub dev_alias: Vec<String>,
}

/// `virDomainInterface`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DomainInterface {
    pub name: String,
    pub hwaddr: Option<String>,
    pub addrs: Vec<IpAddress>,
}

/// `virDomainIPAddress`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IpAddress {
    /// `VIR_IP_ADDR_TYPE_*`
    pub kind: i32,
    pub addr: String,
    pub prefix: u32,
}

/// `virDomainStatsRecord`.
#[derive(Debug, Clone)]
pub struct StatsRecord {
    pub domain: Domain,
    pub params: Vec<TypedParam>,
}

/// `virNetworkDHCPLease`. Expiry in seconds since the epoch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DhcpLease {
    pub iface: String,
    pub expirytime: i64,
    pub kind: i32,
    pub mac: Option<String>,
    pub iaid: Option<String>,
    pub ipaddr: String,
    pub prefix: u32,
    pub hostname: Option<String>,
    pub clientid: Option<String>,
}

/// `virStoragePoolInfo`, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PoolInfo {
    pub state: i32,
    pub capacity: u64,
    pub allocation: u64,
    pub available: u64,
}

/// `virStorageVolInfo`, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VolInfo {
    pub kind: i32,
    pub capacity: u64,
    pub allocation: u64,
}

/// `virNodeInfo`. Memory in KiB.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NodeInfo {
    /// At most 31 bytes reach C.
    pub model: String,
    pub memory: u64,
    pub cpus: u32,
    pub mhz: u32,
    pub nodes: u32,
    pub sockets: u32,
    pub cores: u32,
    pub threads: u32,
}

/// A named counter of `virNodeGetCPUStats` (ns) or `virNodeGetMemoryStats` (KiB).
pub type NodeStat = (&'static str, u64);

/// `virSecurityModel`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecurityModel {
    pub model: String,
    pub doi: String,
}

/// `virSecurityLabel`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecurityLabel {
    pub label: String,
    pub enforcing: bool,
}
