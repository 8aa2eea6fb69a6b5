//! Types of `libvirt-host.h`.

use std::ffi::{c_char, c_int, c_uint, c_ulong, c_ulonglong, c_void};
use std::mem::offset_of;

use virt_core::consts::{
    VIR_NODE_CPU_STATS_FIELD_LENGTH, VIR_NODE_MEMORY_STATS_FIELD_LENGTH, VIR_SECURITY_DOI_BUFLEN,
    VIR_SECURITY_LABEL_BUFLEN, VIR_SECURITY_MODEL_BUFLEN,
};

/// A connection to a hypervisor.
///
/// Since: 0.0.1
#[repr(C)]
pub struct _virConnect {
    _opaque: [u8; 0],
}

/// A connection to a hypervisor.
///
/// Since: 0.0.1
pub type virConnect = _virConnect;

/// Handle of a connection, from virConnectOpen() and its siblings; one call at a time or many, any
/// thread.
///
/// Since: 0.0.1
pub type virConnectPtr = *mut virConnect;

/// A stream of data to or from something a connection manages.
///
/// Since: 0.7.2
#[repr(C)]
pub struct _virStream {
    _opaque: [u8; 0],
}

/// A stream of data to or from something a connection manages.
///
/// Since: 0.7.2
pub type virStream = _virStream;

/// Handle of a stream, from virStreamNew(); it carries the data of calls such as virDomainOpenConsole()
/// and virStorageVolDownload().
///
/// Since: 0.7.2
pub type virStreamPtr = *mut virStream;

/// One question of an authentication and room for its answer.
///
/// Since: 0.4.1
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virConnectCredential {
    /// what is asked for, one of virConnectCredentialType
    pub r#type: c_int,
    /// text to show to the user
    pub prompt: *const c_char,
    /// further text that the question depends on, or NULL
    pub challenge: *const c_char,
    /// the answer when the user gives none, or NULL
    pub defresult: *const c_char,
    /// the answer, allocated with malloc(), or NULL
    pub result: *mut c_char,
    /// length of the answer in bytes
    pub resultlen: c_uint,
}

/// One question of an authentication and room for its answer.
///
/// Since: 0.4.1
pub type virConnectCredential = _virConnectCredential;

/// Pointer to a virConnectCredential.
///
/// Since: 0.4.1
pub type virConnectCredentialPtr = *mut virConnectCredential;

/// Collects credentials: fills in result and resultlen of each question, or NULL and 0 where there is
/// no answer.
///
/// - `cred`: the questions
/// - `ncred`: number of questions
/// - `cbdata`: cbdata of the virConnectAuth
///
/// Returns 0 when all is filled in, -1 to give up.
///
/// Since: 0.4.1
pub type virConnectAuthCallbackPtr =
    Option<unsafe extern "C" fn(cred: virConnectCredentialPtr, ncred: c_uint, cbdata: *mut c_void) -> c_int>;

/// How a connection asks for credentials.
///
/// Since: 0.4.1
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virConnectAuth {
    /// the kinds of credentials the callback can collect (virConnectCredentialType)
    pub credtype: *mut c_int,
    /// number of those kinds
    pub ncredtype: c_uint,
    /// collects the credentials
    pub cb: virConnectAuthCallbackPtr,
    /// passed to the callback
    pub cbdata: *mut c_void,
}

/// How a connection asks for credentials.
///
/// Since: 0.4.1
pub type virConnectAuth = _virConnectAuth;

/// Pointer to a virConnectAuth.
///
/// Since: 0.4.1
pub type virConnectAuthPtr = *mut virConnectAuth;

/// A CPU time counter of the host.
///
/// Since: 0.9.3
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virNodeCPUStats {
    /// name of the counter, as VIR_NODE_CPU_STATS_USER
    pub field: [c_char; VIR_NODE_CPU_STATS_FIELD_LENGTH],
    /// its value: nanoseconds, or percent for VIR_NODE_CPU_STATS_UTILIZATION
    pub value: c_ulonglong,
}

/// A CPU time counter of the host.
///
/// Since: 0.9.3
pub type virNodeCPUStats = _virNodeCPUStats;

/// Pointer to a virNodeCPUStats.
///
/// Since: 0.9.3
pub type virNodeCPUStatsPtr = *mut virNodeCPUStats;

/// The hardware of the host in short.
///
/// Since: 0.1.0
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virNodeInfo {
    /// CPU architecture, NUL-terminated
    pub model: [c_char; 32],
    /// size of the memory in KiB
    pub memory: c_ulong,
    /// number of active CPUs
    pub cpus: c_uint,
    /// expected CPU frequency in MHz, 0 where unknown
    pub mhz: c_uint,
    /// number of NUMA nodes, 1 where the memory is uniform
    pub nodes: c_uint,
    /// CPU sockets per node, 1 where the topology is unusual
    pub sockets: c_uint,
    /// cores per socket; all CPUs of a node where the topology is unusual
    pub cores: c_uint,
    /// threads per core, 1 where the topology is unusual
    pub threads: c_uint,
}

/// The hardware of the host in short.
///
/// Since: 0.1.0
pub type virNodeInfo = _virNodeInfo;

/// Pointer to a virNodeInfo.
///
/// Since: 0.1.0
pub type virNodeInfoPtr = *mut virNodeInfo;

/// A memory counter of the host.
///
/// Since: 0.9.3
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virNodeMemoryStats {
    /// name of the counter, as VIR_NODE_MEMORY_STATS_FREE
    pub field: [c_char; VIR_NODE_MEMORY_STATS_FIELD_LENGTH],
    /// its value in KiB
    pub value: c_ulonglong,
}

/// A memory counter of the host.
///
/// Since: 0.9.3
pub type virNodeMemoryStats = _virNodeMemoryStats;

/// Pointer to a virNodeMemoryStats.
///
/// Since: 0.9.3
pub type virNodeMemoryStatsPtr = *mut virNodeMemoryStats;

/// The security label of a running process.
///
/// Since: 0.6.1
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virSecurityLabel {
    /// the label, NUL-terminated
    pub label: [c_char; VIR_SECURITY_LABEL_BUFLEN],
    /// 1 where the policy is enforced, 0 where it only logs
    pub enforcing: c_int,
}

/// The security label of a running process.
///
/// Since: 0.6.1
pub type virSecurityLabel = _virSecurityLabel;

/// Pointer to a virSecurityLabel.
///
/// Since: 0.6.1
pub type virSecurityLabelPtr = *mut virSecurityLabel;

/// The security model of a host.
///
/// Since: 0.6.1
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virSecurityModel {
    /// name of the model, as "selinux"
    pub model: [c_char; VIR_SECURITY_MODEL_BUFLEN],
    /// domain of interpretation: labels compare only inside it
    pub doi: [c_char; VIR_SECURITY_DOI_BUFLEN],
}

/// The security model of a host.
///
/// Since: 0.6.1
pub type virSecurityModel = _virSecurityModel;

/// Pointer to a virSecurityModel.
///
/// Since: 0.6.1
pub type virSecurityModelPtr = *mut virSecurityModel;

/// Called when a connection ends without virConnectClose().
///
/// - `conn`: the connection
/// - `reason`: why, one of virConnectCloseReason
/// - `opaque`: what was given at registration
///
/// Since: 0.10.0
pub type virConnectCloseFunc =
    Option<unsafe extern "C" fn(conn: virConnectPtr, reason: c_int, opaque: *mut c_void)>;

const _: () = {
    assert!(size_of::<_virConnectAuth>() == 32 && align_of::<_virConnectAuth>() == 8);
    assert!(offset_of!(_virConnectAuth, credtype) == 0);
    assert!(offset_of!(_virConnectAuth, ncredtype) == 8);
    assert!(offset_of!(_virConnectAuth, cb) == 16);
    assert!(offset_of!(_virConnectAuth, cbdata) == 24);
    assert!(size_of::<_virConnectCredential>() == 48 && align_of::<_virConnectCredential>() == 8);
    assert!(offset_of!(_virConnectCredential, r#type) == 0);
    assert!(offset_of!(_virConnectCredential, prompt) == 8);
    assert!(offset_of!(_virConnectCredential, challenge) == 16);
    assert!(offset_of!(_virConnectCredential, defresult) == 24);
    assert!(offset_of!(_virConnectCredential, result) == 32);
    assert!(offset_of!(_virConnectCredential, resultlen) == 40);
    assert!(size_of::<_virNodeCPUStats>() == 88 && align_of::<_virNodeCPUStats>() == 8);
    assert!(offset_of!(_virNodeCPUStats, field) == 0);
    assert!(offset_of!(_virNodeCPUStats, value) == 80);
    assert!(size_of::<_virNodeInfo>() == 64 && align_of::<_virNodeInfo>() == 8);
    assert!(offset_of!(_virNodeInfo, model) == 0);
    assert!(offset_of!(_virNodeInfo, memory) == 32);
    assert!(offset_of!(_virNodeInfo, cpus) == 40);
    assert!(offset_of!(_virNodeInfo, mhz) == 44);
    assert!(offset_of!(_virNodeInfo, nodes) == 48);
    assert!(offset_of!(_virNodeInfo, sockets) == 52);
    assert!(offset_of!(_virNodeInfo, cores) == 56);
    assert!(offset_of!(_virNodeInfo, threads) == 60);
    assert!(size_of::<_virNodeMemoryStats>() == 88 && align_of::<_virNodeMemoryStats>() == 8);
    assert!(offset_of!(_virNodeMemoryStats, field) == 0);
    assert!(offset_of!(_virNodeMemoryStats, value) == 80);
    assert!(size_of::<_virSecurityLabel>() == 4104 && align_of::<_virSecurityLabel>() == 4);
    assert!(offset_of!(_virSecurityLabel, label) == 0);
    assert!(offset_of!(_virSecurityLabel, enforcing) == 4100);
    assert!(size_of::<_virSecurityModel>() == 514 && align_of::<_virSecurityModel>() == 1);
    assert!(offset_of!(_virSecurityModel, model) == 0);
    assert!(offset_of!(_virSecurityModel, doi) == 257);
};
