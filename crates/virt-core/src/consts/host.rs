//! Constants of `libvirt-host.h`.

c_enum! {
    #[since = "0.7.5"]
    pub enum virCPUCompareResult: i32 {
        #[since = "0.7.5"]
        VIR_CPU_COMPARE_ERROR = -1,
        #[since = "0.7.5"]
        VIR_CPU_COMPARE_INCOMPATIBLE = 0,
        #[since = "0.7.5"]
        VIR_CPU_COMPARE_IDENTICAL = 1,
        #[since = "0.7.5"]
        VIR_CPU_COMPARE_SUPERSET = 2,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_CPU_COMPARE_LAST = 3,
    }
}

c_enum! {
    #[since = "1.1.2"]
    pub enum virConnectBaselineCPUFlags: u32 {
        #[since = "1.1.2"]
        VIR_CONNECT_BASELINE_CPU_EXPAND_FEATURES = 1 << 0,
        #[since = "1.2.14"]
        VIR_CONNECT_BASELINE_CPU_MIGRATABLE = 1 << 1,
        #[since = "11.6.0"]
        VIR_CONNECT_BASELINE_CPU_IGNORE_HOST = 1 << 2,
    }
}

c_enum! {
    #[since = "1.2.6"]
    pub enum virConnectCompareCPUFlags: u32 {
        #[since = "1.2.6"]
        VIR_CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE = 1 << 0,
        #[since = "6.9.0"]
        VIR_CONNECT_COMPARE_CPU_VALIDATE_XML = 1 << 1,
    }
}

c_enum! {
    #[since = "0.4.1"]
    pub enum virConnectCredentialType: i32 {
        #[since = "0.4.1"]
        VIR_CRED_USERNAME = 1,
        #[since = "0.4.1"]
        VIR_CRED_AUTHNAME = 2,
        #[since = "0.4.1"]
        VIR_CRED_LANGUAGE = 3,
        #[since = "0.4.1"]
        VIR_CRED_CNONCE = 4,
        #[since = "0.4.1"]
        VIR_CRED_PASSPHRASE = 5,
        #[since = "0.4.1"]
        VIR_CRED_ECHOPROMPT = 6,
        #[since = "0.4.1"]
        VIR_CRED_NOECHOPROMPT = 7,
        #[since = "0.4.1"]
        VIR_CRED_REALM = 8,
        #[since = "0.4.1"]
        VIR_CRED_EXTERNAL = 9,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_CRED_LAST = 10,
    }
}

c_enum! {
    #[since = "0.4.1"]
    pub enum virConnectFlags: u32 {
        #[since = "0.4.1"]
        VIR_CONNECT_RO = 1 << 0,
        #[since = "0.9.7"]
        VIR_CONNECT_NO_ALIASES = 1 << 1,
    }
}

c_enum! {
    #[since = "1.2.9"]
    pub enum virNodeAllocPagesFlags: u32 {
        #[since = "1.2.9"]
        VIR_NODE_ALLOC_PAGES_ADD = 0,
        #[since = "1.2.9"]
        VIR_NODE_ALLOC_PAGES_SET = 1 << 0,
    }
}

c_enum! {
    #[since = "0.9.8"]
    pub enum virNodeGetCPUStatsAllCPUs: i32 {
        #[since = "0.9.3"]
        VIR_NODE_CPU_STATS_ALL_CPUS = -1,
    }
}

c_enum! {
    #[since = "0.9.8"]
    pub enum virNodeGetMemoryStatsAllCells: i32 {
        #[since = "0.9.3"]
        VIR_NODE_MEMORY_STATS_ALL_CELLS = -1,
    }
}

c_enum! {
    #[since = "0.9.8"]
    pub enum virNodeSuspendTarget: i32 {
        #[since = "0.9.8"]
        VIR_NODE_SUSPEND_TARGET_MEM = 0,
        #[since = "0.9.8"]
        VIR_NODE_SUSPEND_TARGET_DISK = 1,
        #[since = "0.9.8"]
        VIR_NODE_SUSPEND_TARGET_HYBRID = 2,
        #[sentinel]
        #[since = "0.9.8"]
        VIR_NODE_SUSPEND_TARGET_LAST = 3,
    }
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_FIELD_LENGTH: usize = 80;
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_MEMORY_STATS_FIELD_LENGTH: usize = 80;
}

c_macro! {
    #[since = "0.6.1"]
    pub const VIR_SECURITY_DOI_BUFLEN: usize = 256 + 1;
}

c_macro! {
    #[since = "0.6.1"]
    pub const VIR_SECURITY_LABEL_BUFLEN: usize = 4096 + 1;
}

c_macro! {
    #[since = "0.6.1"]
    pub const VIR_SECURITY_MODEL_BUFLEN: usize = 256 + 1;
}

c_macro! {
    #[since = "0.2.0"]
    pub const VIR_UUID_BUFLEN: usize = 16;
}

c_macro! {
    #[since = "0.2.0"]
    pub const VIR_UUID_STRING_BUFLEN: usize = 36 + 1;
}

c_macro! {
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_GROUP_NAME: &str = "group-name";
}

c_macro! {
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_PROCESS_ID: &str = "process-id";
}

c_macro! {
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_PROCESS_TIME: &str = "process-time";
}

c_macro! {
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_SASL_USER_NAME: &str = "sasl-user-name";
}

c_macro! {
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_SELINUX_CONTEXT: &str = "selinux-context";
}

c_macro! {
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_UNIX_GROUP_ID: &str = "unix-group-id";
}

c_macro! {
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_UNIX_USER_ID: &str = "unix-user-id";
}

c_macro! {
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_USER_NAME: &str = "user-name";
}

c_macro! {
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_X509_DISTINGUISHED_NAME: &str = "x509-distinguished-name";
}

c_macro! {
    #[since = "11.8.0"]
    pub const VIR_NODE_CPU_STATS_GUEST: &str = "guest";
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_IDLE: &str = "idle";
}

c_macro! {
    #[since = "1.2.2"]
    pub const VIR_NODE_CPU_STATS_INTR: &str = "intr";
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_IOWAIT: &str = "iowait";
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_KERNEL: &str = "kernel";
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_USER: &str = "user";
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_UTILIZATION: &str = "utilization";
}

c_macro! {
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_FULL_SCANS: &str = "shm_full_scans";
}

c_macro! {
    #[since = "1.0.0"]
    pub const VIR_NODE_MEMORY_SHARED_MERGE_ACROSS_NODES: &str = "shm_merge_across_nodes";
}

c_macro! {
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_PAGES_SHARED: &str = "shm_pages_shared";
}

c_macro! {
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_PAGES_SHARING: &str = "shm_pages_sharing";
}

c_macro! {
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_PAGES_TO_SCAN: &str = "shm_pages_to_scan";
}

c_macro! {
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_PAGES_UNSHARED: &str = "shm_pages_unshared";
}

c_macro! {
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_PAGES_VOLATILE: &str = "shm_pages_volatile";
}

c_macro! {
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_SLEEP_MILLISECS: &str = "shm_sleep_millisecs";
}

c_macro! {
    #[since = "12.3.0"]
    pub const VIR_NODE_MEMORY_STATS_AVAILABLE: &str = "available";
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_MEMORY_STATS_BUFFERS: &str = "buffers";
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_MEMORY_STATS_CACHED: &str = "cached";
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_MEMORY_STATS_FREE: &str = "free";
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_NODE_MEMORY_STATS_TOTAL: &str = "total";
}

c_macro! {
    #[since = "4.5.0"]
    pub const VIR_NODE_SEV_CBITPOS: &str = "cbitpos";
}

c_macro! {
    #[since = "4.5.0"]
    pub const VIR_NODE_SEV_CERT_CHAIN: &str = "cert-chain";
}

c_macro! {
    #[since = "8.4.0"]
    pub const VIR_NODE_SEV_CPU0_ID: &str = "cpu0-id";
}

c_macro! {
    #[since = "8.0.0"]
    pub const VIR_NODE_SEV_MAX_ES_GUESTS: &str = "max-es-guests";
}

c_macro! {
    #[since = "8.0.0"]
    pub const VIR_NODE_SEV_MAX_GUESTS: &str = "max-guests";
}

c_macro! {
    #[since = "4.5.0"]
    pub const VIR_NODE_SEV_PDH: &str = "pdh";
}

c_macro! {
    #[since = "4.5.0"]
    pub const VIR_NODE_SEV_REDUCED_PHYS_BITS: &str = "reduced-phys-bits";
}

c_function_macro! {
    /// The highest number of CPUs a host can have by its topology; more than it has where some are offline.
    ///
    /// - `nodeinfo`: a virNodeInfo
    #[since = "0.1.4"]
    VIR_NODEINFO_MAXCPUS(nodeinfo) = "((nodeinfo).nodes * (nodeinfo).sockets * (nodeinfo).cores * (nodeinfo).threads)";
}
