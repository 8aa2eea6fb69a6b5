//! Structs of the C API from the values that drivers return.

use std::ptr;

use virt_core::TypedParam;
use virt_core::driver::{
    BlockInfo, BlockJobInfo, BlockStats, DhcpLease, DiskError, DomainControlInfo, DomainInfo,
    DomainInterface, DomainJobInfo, FsInfo, IOThreadInfo, InterfaceStats, IpAddress, NodeInfo, NodeStat,
    PoolInfo, SecurityLabel, SecurityModel, VcpuInfo, VolInfo,
};

use super::memory::{alloc_array, dup_bytes, dup_str};
use super::{fixed, params};
use crate::types::*;

/// A value with a form in C; pointers in it are to new memory.
pub trait IntoC {
    type C;

    fn into_c(self) -> Self::C;
}

macro_rules! into_c {
    ($($from:ty => $to:ident, $value:ident: $body:expr;)*) => { $(
        impl IntoC for $from {
            type C = $to;

            fn into_c(self) -> $to {
                let $value = self;
                $body
            }
        }
    )* };
}

fn opt(text: Option<&str>) -> *mut std::ffi::c_char {
    text.map_or(ptr::null_mut(), dup_str)
}

/// A new array of structs; NULL for none.
fn array<V: IntoC>(values: Vec<V>) -> *mut V::C {
    if values.is_empty() {
        return ptr::null_mut();
    }
    let array = alloc_array::<V::C>(values.len());
    for (index, value) in values.into_iter().enumerate() {
        // SAFETY: the array has room for every value.
        unsafe { ptr::write(array.add(index), value.into_c()) };
    }
    array
}

impl IntoC for String {
    type C = *mut std::ffi::c_char;

    fn into_c(self) -> Self::C {
        dup_str(&self)
    }
}

into_c! {
    DomainInfo => virDomainInfo, v: virDomainInfo {
        state: v.state as _,
        maxMem: v.max_mem as _,
        memory: v.memory as _,
        nrVirtCpu: v.nr_virt_cpu,
        cpuTime: v.cpu_time,
    };
    DomainControlInfo => virDomainControlInfo, v: virDomainControlInfo {
        state: v.state,
        details: v.details,
        stateTime: v.state_time,
    };
    DomainJobInfo => virDomainJobInfo, v: virDomainJobInfo {
        r#type: v.kind,
        timeElapsed: v.time_elapsed,
        timeRemaining: v.time_remaining,
        dataTotal: v.data_total,
        dataProcessed: v.data_processed,
        dataRemaining: v.data_remaining,
        memTotal: v.mem_total,
        memProcessed: v.mem_processed,
        memRemaining: v.mem_remaining,
        fileTotal: v.file_total,
        fileProcessed: v.file_processed,
        fileRemaining: v.file_remaining,
    };
    BlockStats => virDomainBlockStatsStruct, v: virDomainBlockStatsStruct {
        rd_req: v.rd_req,
        rd_bytes: v.rd_bytes,
        wr_req: v.wr_req,
        wr_bytes: v.wr_bytes,
        errs: v.errs,
    };
    InterfaceStats => virDomainInterfaceStatsStruct, v: virDomainInterfaceStatsStruct {
        rx_bytes: v.rx_bytes,
        rx_packets: v.rx_packets,
        rx_errs: v.rx_errs,
        rx_drop: v.rx_drop,
        tx_bytes: v.tx_bytes,
        tx_packets: v.tx_packets,
        tx_errs: v.tx_errs,
        tx_drop: v.tx_drop,
    };
    BlockInfo => virDomainBlockInfo, v: virDomainBlockInfo {
        capacity: v.capacity,
        allocation: v.allocation,
        physical: v.physical,
    };
    BlockJobInfo => virDomainBlockJobInfo, v: virDomainBlockJobInfo {
        r#type: v.kind,
        bandwidth: v.bandwidth as _,
        cur: v.cur,
        end: v.end,
    };
    VcpuInfo => virVcpuInfo, v: virVcpuInfo { number: v.number, state: v.state, cpuTime: v.cpu_time, cpu: v.cpu };
    IOThreadInfo => virDomainIOThreadInfo, v: virDomainIOThreadInfo {
        iothread_id: v.iothread_id,
        cpumap: dup_bytes(&v.cpumap).cast(),
        cpumaplen: v.cpumap.len() as _,
    };
    DiskError => virDomainDiskError, v: virDomainDiskError { disk: dup_str(&v.disk), error: v.error };
    FsInfo => virDomainFSInfo, v: virDomainFSInfo {
        mountpoint: dup_str(&v.mountpoint),
        name: dup_str(&v.name),
        fstype: dup_str(&v.fstype),
        ndevAlias: v.dev_alias.len(),
        devAlias: array(v.dev_alias),
    };
    IpAddress => virDomainIPAddress, v: virDomainIPAddress {
        r#type: v.kind,
        addr: dup_str(&v.addr),
        prefix: v.prefix,
    };
    DomainInterface => virDomainInterface, v: virDomainInterface {
        // not every interface has a name on the host
        name: opt(Some(&*v.name).filter(|name| !name.is_empty())),
        hwaddr: opt(v.hwaddr.as_deref()),
        naddrs: v.addrs.len() as _,
        addrs: array(v.addrs),
    };
    DhcpLease => virNetworkDHCPLease, v: virNetworkDHCPLease {
        iface: dup_str(&v.iface),
        expirytime: v.expirytime,
        r#type: v.kind,
        mac: opt(v.mac.as_deref()),
        iaid: opt(v.iaid.as_deref()),
        ipaddr: dup_str(&v.ipaddr),
        prefix: v.prefix,
        hostname: opt(v.hostname.as_deref()),
        clientid: opt(v.clientid.as_deref()),
    };
    PoolInfo => virStoragePoolInfo, v: virStoragePoolInfo {
        state: v.state,
        capacity: v.capacity,
        allocation: v.allocation,
        available: v.available,
    };
    VolInfo => virStorageVolInfo, v: virStorageVolInfo {
        r#type: v.kind,
        capacity: v.capacity,
        allocation: v.allocation,
    };
    NodeInfo => virNodeInfo, v: virNodeInfo {
        model: fixed(&v.model),
        memory: v.memory as _,
        cpus: v.cpus,
        mhz: v.mhz,
        nodes: v.nodes,
        sockets: v.sockets,
        cores: v.cores,
        threads: v.threads,
    };
    SecurityModel => virSecurityModel, v: virSecurityModel { model: fixed(&v.model), doi: fixed(&v.doi) };
    SecurityLabel => virSecurityLabel, v: virSecurityLabel {
        label: fixed(&v.label),
        enforcing: v.enforcing.into(),
    };
    NodeStat => virNodeCPUStats, v: virNodeCPUStats { field: fixed(v.0), value: v.1 };
}

/// A counter of the node in the other struct that upstream has for it.
pub fn memory_stat(stat: NodeStat) -> virNodeMemoryStats {
    virNodeMemoryStats { field: fixed(stat.0), value: stat.1 }
}

/// A record of domain statistics around a domain handle.
pub fn stats_record(domain: virDomainPtr, params: &[TypedParam]) -> virDomainStatsRecord {
    virDomainStatsRecord { dom: domain, params: params::write_array(params), nparams: params.len() as _ }
}
