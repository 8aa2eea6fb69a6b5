//! Types of `libvirt-domain.h`, but for those of its events.

use std::ffi::{c_char, c_int, c_longlong, c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort};
use std::mem::offset_of;

use super::common::{_virTypedParameter, virTypedParameterPtr};

/// A domain: a guest, running or defined.
///
/// Since: 0.0.1
#[repr(C)]
pub struct _virDomain {
    _opaque: [u8; 0],
}

/// A domain: a guest, running or defined.
///
/// Since: 0.0.1
pub type virDomain = _virDomain;

/// Handle of a domain, from the lookup, define, create and list calls of a connection.
///
/// Since: 0.0.1
pub type virDomainPtr = *mut virDomain;

/// How far a block job is, in a unit that only the job knows.
///
/// Since: 0.9.4
pub type virDomainBlockJobCursor = c_ulonglong;

/// Old name of virTypedParameter for block I/O tuning.
///
/// Since: 0.9.0
pub type virBlkioParameter = _virTypedParameter;

/// Old name of virTypedParameterPtr for block I/O tuning.
///
/// Since: 0.9.0
pub type virBlkioParameterPtr = *mut virBlkioParameter;

/// Sizes of a disk, in bytes.
///
/// Since: 0.8.1
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainBlockInfo {
    /// size that the guest sees
    pub capacity: c_ulonglong,
    /// how much of the storage behind it holds data
    pub allocation: c_ulonglong,
    /// size of the storage behind it: the file, or the block device
    pub physical: c_ulonglong,
}

/// Sizes of a disk, in bytes.
///
/// Since: 0.8.1
pub type virDomainBlockInfo = _virDomainBlockInfo;

/// Pointer to a virDomainBlockInfo.
///
/// Since: 0.8.1
pub type virDomainBlockInfoPtr = *mut virDomainBlockInfo;

/// Progress of a block job.
///
/// Since: 0.9.4
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainBlockJobInfo {
    /// one of virDomainBlockJobType
    pub r#type: c_int,
    /// bandwidth limit: MiB/s, or bytes/s where the flags of the call ask for it; 0 for none
    pub bandwidth: c_ulong,
    /// how far the job is, in a unit of its own
    pub cur: virDomainBlockJobCursor,
    /// where it ends, in the same unit; it may move
    pub end: virDomainBlockJobCursor,
}

/// Progress of a block job.
///
/// Since: 0.9.4
pub type virDomainBlockJobInfo = _virDomainBlockJobInfo;

/// Pointer to a virDomainBlockJobInfo.
///
/// Since: 0.9.4
pub type virDomainBlockJobInfoPtr = *mut virDomainBlockJobInfo;

/// Counters of a disk of a domain; -1 stands for one that the hypervisor does not keep.
///
/// Since: 0.3.3
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainBlockStats {
    /// read requests
    pub rd_req: c_longlong,
    /// bytes read
    pub rd_bytes: c_longlong,
    /// write requests
    pub wr_req: c_longlong,
    /// bytes written
    pub wr_bytes: c_longlong,
    /// errors
    pub errs: c_longlong,
}

/// Counters of a disk of a domain; -1 stands for one that the hypervisor does not keep.
///
/// Since: 0.3.3
pub type virDomainBlockStatsStruct = _virDomainBlockStats;

/// Pointer to a virDomainBlockStatsStruct.
///
/// Since: 0.3.2
pub type virDomainBlockStatsPtr = *mut virDomainBlockStatsStruct;

/// State of the channel through which a domain is controlled.
///
/// Since: 0.9.3
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainControlInfo {
    /// one of virDomainControlState
    pub state: c_uint,
    /// for VIR_DOMAIN_CONTROL_ERROR, one of virDomainControlErrorReason; else 0
    pub details: c_uint,
    /// for how many milliseconds the state has lasted
    pub stateTime: c_ulonglong,
}

/// State of the channel through which a domain is controlled.
///
/// Since: 0.9.3
pub type virDomainControlInfo = _virDomainControlInfo;

/// Pointer to a virDomainControlInfo.
///
/// Since: 0.9.3
pub type virDomainControlInfoPtr = *mut virDomainControlInfo;

/// A disk that had an I/O error.
///
/// Since: 0.9.10
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainDiskError {
    /// target of the disk
    pub disk: *mut c_char,
    /// one of virDomainDiskErrorCode
    pub error: c_int,
}

/// A disk that had an I/O error.
///
/// Since: 0.9.10
pub type virDomainDiskError = _virDomainDiskError;

/// Pointer to a virDomainDiskError.
///
/// Since: 0.9.10
pub type virDomainDiskErrorPtr = *mut virDomainDiskError;

/// A mounted file system of a guest.
///
/// Since: 1.2.11
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainFSInfo {
    /// where the guest has mounted it
    pub mountpoint: *mut c_char,
    /// its device name in the guest, as "sda1"
    pub name: *mut c_char,
    /// type of the file system
    pub fstype: *mut c_char,
    /// number of disks below it
    pub ndevAlias: usize,
    /// targets of those disks, as in the domain XML
    pub devAlias: *mut *mut c_char,
}

/// A mounted file system of a guest.
///
/// Since: 1.2.11
pub type virDomainFSInfo = _virDomainFSInfo;

/// Pointer to a virDomainFSInfo.
///
/// Since: 1.2.11
pub type virDomainFSInfoPtr = *mut virDomainFSInfo;

/// An I/O thread of a domain.
///
/// Since: 1.2.14
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainIOThreadInfo {
    /// its id
    pub iothread_id: c_uint,
    /// host CPUs it may run on, a bit each, the first in the lowest bit
    pub cpumap: *mut c_uchar,
    /// length of the map in bytes
    pub cpumaplen: c_int,
}

/// An I/O thread of a domain.
///
/// Since: 1.2.14
pub type virDomainIOThreadInfo = _virDomainIOThreadInfo;

/// Pointer to a virDomainIOThreadInfo.
///
/// Since: 1.2.14
pub type virDomainIOThreadInfoPtr = *mut virDomainIOThreadInfo;

/// An IP address of a guest interface.
///
/// Since: 1.2.14
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainInterfaceIPAddress {
    /// one of virIPAddrType
    pub r#type: c_int,
    /// the address as text
    pub addr: *mut c_char,
    /// length of the network prefix in bits
    pub prefix: c_uint,
}

/// An IP address of a guest interface.
///
/// Since: 1.2.14
pub type virDomainIPAddress = _virDomainInterfaceIPAddress;

/// Pointer to a virDomainIPAddress.
///
/// Since: 1.2.14
pub type virDomainIPAddressPtr = *mut virDomainIPAddress;

/// The basic figures of a domain.
///
/// Since: 0.0.1
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainInfo {
    /// one of virDomainState
    pub state: c_uchar,
    /// most memory it may have, in KiB
    pub maxMem: c_ulong,
    /// memory it has, in KiB
    pub memory: c_ulong,
    /// number of its virtual CPUs
    pub nrVirtCpu: c_ushort,
    /// CPU time used, in nanoseconds
    pub cpuTime: c_ulonglong,
}

/// The basic figures of a domain.
///
/// Since: 0.0.1
pub type virDomainInfo = _virDomainInfo;

/// Pointer to a virDomainInfo.
///
/// Since: 0.0.1
pub type virDomainInfoPtr = *mut virDomainInfo;

/// A network interface of a guest with its addresses.
///
/// Since: 1.2.14
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainInterface {
    /// name of the interface; of the guest or the host, as the source of the data knows it
    pub name: *mut c_char,
    /// MAC address, or NULL
    pub hwaddr: *mut c_char,
    /// number of addresses
    pub naddrs: c_uint,
    /// the addresses
    pub addrs: virDomainIPAddressPtr,
}

/// A network interface of a guest with its addresses.
///
/// Since: 1.2.14
pub type virDomainInterface = _virDomainInterface;

/// Pointer to a virDomainInterface.
///
/// Since: 1.2.14
pub type virDomainInterfacePtr = *mut virDomainInterface;

/// Counters of an interface of a domain; -1 stands for one that is not kept.
///
/// Since: 0.3.3
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainInterfaceStats {
    /// bytes received by the domain
    pub rx_bytes: c_longlong,
    /// packets received
    pub rx_packets: c_longlong,
    /// errors on receiving
    pub rx_errs: c_longlong,
    /// packets dropped on receiving
    pub rx_drop: c_longlong,
    /// bytes sent by the domain
    pub tx_bytes: c_longlong,
    /// packets sent
    pub tx_packets: c_longlong,
    /// errors on sending
    pub tx_errs: c_longlong,
    /// packets dropped on sending
    pub tx_drop: c_longlong,
}

/// Counters of an interface of a domain; -1 stands for one that is not kept.
///
/// Since: 0.3.3
pub type virDomainInterfaceStatsStruct = _virDomainInterfaceStats;

/// Pointer to a virDomainInterfaceStatsStruct.
///
/// Since: 0.3.2
pub type virDomainInterfaceStatsPtr = *mut virDomainInterfaceStatsStruct;

/// Progress of a job on a domain.
///
/// Since: 0.7.7
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainJobInfo {
    /// one of virDomainJobType
    pub r#type: c_int,
    /// milliseconds since it began
    pub timeElapsed: c_ulonglong,
    /// milliseconds that it may still take; only for VIR_DOMAIN_JOB_BOUNDED
    pub timeRemaining: c_ulonglong,
    /// bytes to move in all, memory and files
    pub dataTotal: c_ulonglong,
    /// bytes moved
    pub dataProcessed: c_ulonglong,
    /// bytes left
    pub dataRemaining: c_ulonglong,
    /// bytes of memory to move in all
    pub memTotal: c_ulonglong,
    /// bytes of memory moved
    pub memProcessed: c_ulonglong,
    /// bytes of memory left
    pub memRemaining: c_ulonglong,
    /// bytes of files to move in all
    pub fileTotal: c_ulonglong,
    /// bytes of files moved
    pub fileProcessed: c_ulonglong,
    /// bytes of files left
    pub fileRemaining: c_ulonglong,
}

/// Progress of a job on a domain.
///
/// Since: 0.7.7
pub type virDomainJobInfo = _virDomainJobInfo;

/// Pointer to a virDomainJobInfo.
///
/// Since: 0.7.7
pub type virDomainJobInfoPtr = *mut virDomainJobInfo;

/// One memory figure of a domain.
///
/// Since: 0.7.5
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainMemoryStat {
    /// which figure, one of virDomainMemoryStatTags
    pub tag: c_int,
    /// its value; the unit depends on the tag
    pub val: c_ulonglong,
}

/// One memory figure of a domain.
///
/// Since: 0.7.5
pub type virDomainMemoryStatStruct = _virDomainMemoryStat;

/// Pointer to a virDomainMemoryStatStruct.
///
/// Since: 0.7.5
pub type virDomainMemoryStatPtr = *mut virDomainMemoryStatStruct;

/// Statistics of one domain.
///
/// Since: 1.2.8
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainStatsRecord {
    /// the domain
    pub dom: virDomainPtr,
    /// its figures
    pub params: virTypedParameterPtr,
    /// number of figures
    pub nparams: c_int,
}

/// Statistics of one domain.
///
/// Since: 1.2.8
pub type virDomainStatsRecord = _virDomainStatsRecord;

/// Pointer to a virDomainStatsRecord.
///
/// Since: 1.2.8
pub type virDomainStatsRecordPtr = *mut virDomainStatsRecord;

/// Old name of virTypedParameter for memory tuning.
///
/// Since: 0.8.5
pub type virMemoryParameter = _virTypedParameter;

/// Old name of virTypedParameterPtr for memory tuning.
///
/// Since: 0.8.5
pub type virMemoryParameterPtr = *mut virMemoryParameter;

/// Old name of virTypedParameter for scheduler parameters.
///
/// Since: 0.2.3
pub type virSchedParameter = _virTypedParameter;

/// Old name of virTypedParameterPtr for scheduler parameters.
///
/// Since: 0.2.3
pub type virSchedParameterPtr = *mut virSchedParameter;

/// State of a virtual CPU.
///
/// Since: 0.1.4
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virVcpuInfo {
    /// its number
    pub number: c_uint,
    /// one of virVcpuState
    pub state: c_int,
    /// CPU time used, in nanoseconds
    pub cpuTime: c_ulonglong,
    /// host CPU it runs on, or a virVcpuHostCpuState
    pub cpu: c_int,
}

/// State of a virtual CPU.
///
/// Since: 0.1.4
pub type virVcpuInfo = _virVcpuInfo;

/// Pointer to a virVcpuInfo.
///
/// Since: 0.1.4
pub type virVcpuInfoPtr = *mut virVcpuInfo;

const _: () = {
    assert!(size_of::<_virDomainBlockInfo>() == 24 && align_of::<_virDomainBlockInfo>() == 8);
    assert!(offset_of!(_virDomainBlockInfo, capacity) == 0);
    assert!(offset_of!(_virDomainBlockInfo, allocation) == 8);
    assert!(offset_of!(_virDomainBlockInfo, physical) == 16);
    assert!(size_of::<_virDomainBlockJobInfo>() == 32 && align_of::<_virDomainBlockJobInfo>() == 8);
    assert!(offset_of!(_virDomainBlockJobInfo, r#type) == 0);
    assert!(offset_of!(_virDomainBlockJobInfo, bandwidth) == 8);
    assert!(offset_of!(_virDomainBlockJobInfo, cur) == 16);
    assert!(offset_of!(_virDomainBlockJobInfo, end) == 24);
    assert!(size_of::<_virDomainBlockStats>() == 40 && align_of::<_virDomainBlockStats>() == 8);
    assert!(offset_of!(_virDomainBlockStats, rd_req) == 0);
    assert!(offset_of!(_virDomainBlockStats, rd_bytes) == 8);
    assert!(offset_of!(_virDomainBlockStats, wr_req) == 16);
    assert!(offset_of!(_virDomainBlockStats, wr_bytes) == 24);
    assert!(offset_of!(_virDomainBlockStats, errs) == 32);
    assert!(size_of::<_virDomainControlInfo>() == 16 && align_of::<_virDomainControlInfo>() == 8);
    assert!(offset_of!(_virDomainControlInfo, state) == 0);
    assert!(offset_of!(_virDomainControlInfo, details) == 4);
    assert!(offset_of!(_virDomainControlInfo, stateTime) == 8);
    assert!(size_of::<_virDomainDiskError>() == 16 && align_of::<_virDomainDiskError>() == 8);
    assert!(offset_of!(_virDomainDiskError, disk) == 0);
    assert!(offset_of!(_virDomainDiskError, error) == 8);
    assert!(size_of::<_virDomainFSInfo>() == 40 && align_of::<_virDomainFSInfo>() == 8);
    assert!(offset_of!(_virDomainFSInfo, mountpoint) == 0);
    assert!(offset_of!(_virDomainFSInfo, name) == 8);
    assert!(offset_of!(_virDomainFSInfo, fstype) == 16);
    assert!(offset_of!(_virDomainFSInfo, ndevAlias) == 24);
    assert!(offset_of!(_virDomainFSInfo, devAlias) == 32);
    assert!(size_of::<_virDomainIOThreadInfo>() == 24 && align_of::<_virDomainIOThreadInfo>() == 8);
    assert!(offset_of!(_virDomainIOThreadInfo, iothread_id) == 0);
    assert!(offset_of!(_virDomainIOThreadInfo, cpumap) == 8);
    assert!(offset_of!(_virDomainIOThreadInfo, cpumaplen) == 16);
    assert!(
        size_of::<_virDomainInterfaceIPAddress>() == 24 && align_of::<_virDomainInterfaceIPAddress>() == 8
    );
    assert!(offset_of!(_virDomainInterfaceIPAddress, r#type) == 0);
    assert!(offset_of!(_virDomainInterfaceIPAddress, addr) == 8);
    assert!(offset_of!(_virDomainInterfaceIPAddress, prefix) == 16);
    assert!(size_of::<_virDomainInfo>() == 40 && align_of::<_virDomainInfo>() == 8);
    assert!(offset_of!(_virDomainInfo, state) == 0);
    assert!(offset_of!(_virDomainInfo, maxMem) == 8);
    assert!(offset_of!(_virDomainInfo, memory) == 16);
    assert!(offset_of!(_virDomainInfo, nrVirtCpu) == 24);
    assert!(offset_of!(_virDomainInfo, cpuTime) == 32);
    assert!(size_of::<_virDomainInterface>() == 32 && align_of::<_virDomainInterface>() == 8);
    assert!(offset_of!(_virDomainInterface, name) == 0);
    assert!(offset_of!(_virDomainInterface, hwaddr) == 8);
    assert!(offset_of!(_virDomainInterface, naddrs) == 16);
    assert!(offset_of!(_virDomainInterface, addrs) == 24);
    assert!(size_of::<_virDomainInterfaceStats>() == 64 && align_of::<_virDomainInterfaceStats>() == 8);
    assert!(offset_of!(_virDomainInterfaceStats, rx_bytes) == 0);
    assert!(offset_of!(_virDomainInterfaceStats, rx_packets) == 8);
    assert!(offset_of!(_virDomainInterfaceStats, rx_errs) == 16);
    assert!(offset_of!(_virDomainInterfaceStats, rx_drop) == 24);
    assert!(offset_of!(_virDomainInterfaceStats, tx_bytes) == 32);
    assert!(offset_of!(_virDomainInterfaceStats, tx_packets) == 40);
    assert!(offset_of!(_virDomainInterfaceStats, tx_errs) == 48);
    assert!(offset_of!(_virDomainInterfaceStats, tx_drop) == 56);
    assert!(size_of::<_virDomainJobInfo>() == 96 && align_of::<_virDomainJobInfo>() == 8);
    assert!(offset_of!(_virDomainJobInfo, r#type) == 0);
    assert!(offset_of!(_virDomainJobInfo, timeElapsed) == 8);
    assert!(offset_of!(_virDomainJobInfo, timeRemaining) == 16);
    assert!(offset_of!(_virDomainJobInfo, dataTotal) == 24);
    assert!(offset_of!(_virDomainJobInfo, dataProcessed) == 32);
    assert!(offset_of!(_virDomainJobInfo, dataRemaining) == 40);
    assert!(offset_of!(_virDomainJobInfo, memTotal) == 48);
    assert!(offset_of!(_virDomainJobInfo, memProcessed) == 56);
    assert!(offset_of!(_virDomainJobInfo, memRemaining) == 64);
    assert!(offset_of!(_virDomainJobInfo, fileTotal) == 72);
    assert!(offset_of!(_virDomainJobInfo, fileProcessed) == 80);
    assert!(offset_of!(_virDomainJobInfo, fileRemaining) == 88);
    assert!(size_of::<_virDomainMemoryStat>() == 16 && align_of::<_virDomainMemoryStat>() == 8);
    assert!(offset_of!(_virDomainMemoryStat, tag) == 0);
    assert!(offset_of!(_virDomainMemoryStat, val) == 8);
    assert!(size_of::<_virDomainStatsRecord>() == 24 && align_of::<_virDomainStatsRecord>() == 8);
    assert!(offset_of!(_virDomainStatsRecord, dom) == 0);
    assert!(offset_of!(_virDomainStatsRecord, params) == 8);
    assert!(offset_of!(_virDomainStatsRecord, nparams) == 16);
    assert!(size_of::<_virVcpuInfo>() == 24 && align_of::<_virVcpuInfo>() == 8);
    assert!(offset_of!(_virVcpuInfo, number) == 0);
    assert!(offset_of!(_virVcpuInfo, state) == 4);
    assert!(offset_of!(_virVcpuInfo, cpuTime) == 8);
    assert!(offset_of!(_virVcpuInfo, cpu) == 16);
};
