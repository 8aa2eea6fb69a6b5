//! Constants of `libvirt-host.h`.

c_enum! {
    /// How a CPU compares with another.
    #[since = "0.7.5"]
    pub enum virCPUCompareResult: i32 {
        /// The comparison failed.
        #[since = "0.7.5"]
        VIR_CPU_COMPARE_ERROR = -1,
        /// It is not compatible.
        #[since = "0.7.5"]
        VIR_CPU_COMPARE_INCOMPATIBLE = 0,
        /// It is the same.
        #[since = "0.7.5"]
        VIR_CPU_COMPARE_IDENTICAL = 1,
        /// It has all that the other has, and more.
        #[since = "0.7.5"]
        VIR_CPU_COMPARE_SUPERSET = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_CPU_COMPARE_LAST = 3,
    }
}

c_enum! {
    /// Flags of virConnectBaselineCPU() and virConnectBaselineHypervisorCPU().
    #[since = "1.1.2"]
    pub enum virConnectBaselineCPUFlags: u32 {
        /// List every feature, also those that the CPU model implies.
        #[since = "1.1.2"]
        VIR_CONNECT_BASELINE_CPU_EXPAND_FEATURES = 1 << 0,
        /// Leave out features that keep a guest from migrating.
        #[since = "1.2.14"]
        VIR_CONNECT_BASELINE_CPU_MIGRATABLE = 1 << 1,
        /// Take no account of the host the call runs on.
        #[since = "11.6.0"]
        VIR_CONNECT_BASELINE_CPU_IGNORE_HOST = 1 << 2,
    }
}

c_enum! {
    /// Flags of virConnectCompareCPU() and virConnectCompareHypervisorCPU().
    #[since = "1.2.6"]
    pub enum virConnectCompareCPUFlags: u32 {
        /// A CPU that is not compatible is an error, which says why.
        #[since = "1.2.6"]
        VIR_CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE = 1 << 0,
        /// Verify the document against its schema.
        #[since = "6.9.0"]
        VIR_CONNECT_COMPARE_CPU_VALIDATE_XML = 1 << 1,
    }
}

c_enum! {
    /// What an authentication asks for.
    #[since = "0.4.1"]
    pub enum virConnectCredentialType: i32 {
        /// The name to act as.
        #[since = "0.4.1"]
        VIR_CRED_USERNAME = 1,
        /// The name to sign in with.
        #[since = "0.4.1"]
        VIR_CRED_AUTHNAME = 2,
        /// Language, as a locale of RFC 1766.
        #[since = "0.4.1"]
        VIR_CRED_LANGUAGE = 3,
        /// A client nonce.
        #[since = "0.4.1"]
        VIR_CRED_CNONCE = 4,
        /// A password or passphrase.
        #[since = "0.4.1"]
        VIR_CRED_PASSPHRASE = 5,
        /// Anything else, shown while it is typed.
        #[since = "0.4.1"]
        VIR_CRED_ECHOPROMPT = 6,
        /// Anything else, not shown while it is typed.
        #[since = "0.4.1"]
        VIR_CRED_NOECHOPROMPT = 7,
        /// The realm to sign in to.
        #[since = "0.4.1"]
        VIR_CRED_REALM = 8,
        /// Something that is done outside; ask the user to confirm.
        #[since = "0.4.1"]
        VIR_CRED_EXTERNAL = 9,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_CRED_LAST = 10,
    }
}

c_enum! {
    /// Flags of virConnectOpenAuth().
    #[since = "0.4.1"]
    pub enum virConnectFlags: u32 {
        /// Open a connection that can look and not change.
        #[since = "0.4.1"]
        VIR_CONNECT_RO = 1 << 0,
        /// Take the URI as it is, without the aliases of the client's configuration.
        #[since = "0.9.7"]
        VIR_CONNECT_NO_ALIASES = 1 << 1,
    }
}

c_enum! {
    /// Flags of virNodeAllocPages().
    #[since = "1.2.9"]
    pub enum virNodeAllocPagesFlags: u32 {
        /// Add pages to those there are.
        #[since = "1.2.9"]
        VIR_NODE_ALLOC_PAGES_ADD = 0,
        /// Make the number of pages what is given.
        #[since = "1.2.9"]
        VIR_NODE_ALLOC_PAGES_SET = 1 << 0,
    }
}

c_enum! {
    /// In place of a CPU number.
    #[since = "0.9.8"]
    pub enum virNodeGetCPUStatsAllCPUs: i32 {
        /// All CPUs together, for virNodeGetCPUStats().
        #[since = "0.9.3"]
        VIR_NODE_CPU_STATS_ALL_CPUS = -1,
    }
}

c_enum! {
    /// In place of a cell number.
    #[since = "0.9.8"]
    pub enum virNodeGetMemoryStatsAllCells: i32 {
        /// All NUMA cells together, for virNodeGetMemoryStats().
        #[since = "0.9.3"]
        VIR_NODE_MEMORY_STATS_ALL_CELLS = -1,
    }
}

c_enum! {
    /// How the host sleeps.
    #[since = "0.9.8"]
    pub enum virNodeSuspendTarget: i32 {
        /// With its memory on.
        #[since = "0.9.8"]
        VIR_NODE_SUSPEND_TARGET_MEM = 0,
        /// With its memory on disk.
        #[since = "0.9.8"]
        VIR_NODE_SUSPEND_TARGET_DISK = 1,
        /// With its memory on disk and on.
        #[since = "0.9.8"]
        VIR_NODE_SUSPEND_TARGET_HYBRID = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.8"]
        VIR_NODE_SUSPEND_TARGET_LAST = 3,
    }
}

c_macro! {
    /// Size of the name of a CPU statistic, with the NUL at its end.
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_FIELD_LENGTH: usize = 80;
}

c_macro! {
    /// Size of the name of a memory statistic, with the NUL at its end.
    #[since = "0.9.3"]
    pub const VIR_NODE_MEMORY_STATS_FIELD_LENGTH: usize = 80;
}

c_macro! {
    /// Size of the DOI of a security model, with the NUL at its end.
    #[since = "0.6.1"]
    pub const VIR_SECURITY_DOI_BUFLEN: usize = 256 + 1;
}

c_macro! {
    /// Size of a security label, with the NUL at its end.
    #[since = "0.6.1"]
    pub const VIR_SECURITY_LABEL_BUFLEN: usize = 4096 + 1;
}

c_macro! {
    /// Size of the name of a security model, with the NUL at its end.
    #[since = "0.6.1"]
    pub const VIR_SECURITY_MODEL_BUFLEN: usize = 256 + 1;
}

c_macro! {
    /// Size of a UUID in bytes.
    #[since = "0.2.0"]
    pub const VIR_UUID_BUFLEN: usize = 16;
}

c_macro! {
    /// Size of a UUID as text, with the NUL at its end.
    #[since = "0.2.0"]
    pub const VIR_UUID_STRING_BUFLEN: usize = 36 + 1;
}

c_macro! {
    /// Group name of the process behind the connection, as VIR_TYPED_PARAM_STRING.
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_GROUP_NAME: &str = "group-name";
}

c_macro! {
    /// Its process id, as VIR_TYPED_PARAM_LLONG.
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_PROCESS_ID: &str = "process-id";
}

c_macro! {
    /// When it started, as VIR_TYPED_PARAM_ULLONG; on Linux in clock ticks since boot, as in /proc/PID/stat.
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_PROCESS_TIME: &str = "process-time";
}

c_macro! {
    /// Its SASL user name, as VIR_TYPED_PARAM_STRING.
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_SASL_USER_NAME: &str = "sasl-user-name";
}

c_macro! {
    /// Its SELinux context, as VIR_TYPED_PARAM_STRING.
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_SELINUX_CONTEXT: &str = "selinux-context";
}

c_macro! {
    /// Its group id, as VIR_TYPED_PARAM_ULLONG.
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_UNIX_GROUP_ID: &str = "unix-group-id";
}

c_macro! {
    /// Its user id, as VIR_TYPED_PARAM_ULLONG.
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_UNIX_USER_ID: &str = "unix-user-id";
}

c_macro! {
    /// Its user name, as VIR_TYPED_PARAM_STRING.
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_USER_NAME: &str = "user-name";
}

c_macro! {
    /// Distinguished name in its TLS certificate, as VIR_TYPED_PARAM_STRING.
    #[since = "5.8.0"]
    pub const VIR_CONNECT_IDENTITY_X509_DISTINGUISHED_NAME: &str = "x509-distinguished-name";
}

c_macro! {
    /// Time spent running guests, in nanoseconds.
    #[since = "11.8.0"]
    pub const VIR_NODE_CPU_STATS_GUEST: &str = "guest";
}

c_macro! {
    /// Time without work, in nanoseconds.
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_IDLE: &str = "idle";
}

c_macro! {
    /// Time spent on interrupts, in nanoseconds.
    #[since = "1.2.2"]
    pub const VIR_NODE_CPU_STATS_INTR: &str = "intr";
}

c_macro! {
    /// Time waiting for input and output, in nanoseconds.
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_IOWAIT: &str = "iowait";
}

c_macro! {
    /// Time spent in the kernel, in nanoseconds.
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_KERNEL: &str = "kernel";
}

c_macro! {
    /// Time spent in programs, in nanoseconds.
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_USER: &str = "user";
}

c_macro! {
    /// Use in percent; given where the host has no times.
    #[since = "0.9.3"]
    pub const VIR_NODE_CPU_STATS_UTILIZATION: &str = "utilization";
}

c_macro! {
    /// How often all memory was scanned for equal pages, as VIR_TYPED_PARAM_ULLONG; read only.
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_FULL_SCANS: &str = "shm_full_scans";
}

c_macro! {
    /// Whether pages of different NUMA nodes are merged, as VIR_TYPED_PARAM_UINT, 0 or 1.
    #[since = "1.0.0"]
    pub const VIR_NODE_MEMORY_SHARED_MERGE_ACROSS_NODES: &str = "shm_merge_across_nodes";
}

c_macro! {
    /// How many merged pages are in use, as VIR_TYPED_PARAM_ULLONG; read only.
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_PAGES_SHARED: &str = "shm_pages_shared";
}

c_macro! {
    /// How many more places share them, as VIR_TYPED_PARAM_ULLONG; read only.
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_PAGES_SHARING: &str = "shm_pages_sharing";
}

c_macro! {
    /// How many pages are scanned before a rest, as VIR_TYPED_PARAM_UINT.
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_PAGES_TO_SCAN: &str = "shm_pages_to_scan";
}

c_macro! {
    /// How many pages were scanned again and again and are unique, as VIR_TYPED_PARAM_ULLONG; read only.
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_PAGES_UNSHARED: &str = "shm_pages_unshared";
}

c_macro! {
    /// How many pages change too fast to be merged, as VIR_TYPED_PARAM_ULLONG; read only.
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_PAGES_VOLATILE: &str = "shm_pages_volatile";
}

c_macro! {
    /// How many milliseconds a rest lasts, as VIR_TYPED_PARAM_UINT.
    #[since = "0.10.2"]
    pub const VIR_NODE_MEMORY_SHARED_SLEEP_MILLISECS: &str = "shm_sleep_millisecs";
}

c_macro! {
    /// Memory that programs can get without swapping, in KiB.
    #[since = "12.3.0"]
    pub const VIR_NODE_MEMORY_STATS_AVAILABLE: &str = "available";
}

c_macro! {
    /// Memory in buffers of block devices, in KiB.
    #[since = "0.9.3"]
    pub const VIR_NODE_MEMORY_STATS_BUFFERS: &str = "buffers";
}

c_macro! {
    /// Memory in the page cache, in KiB.
    #[since = "0.9.3"]
    pub const VIR_NODE_MEMORY_STATS_CACHED: &str = "cached";
}

c_macro! {
    /// Memory that nothing uses, in KiB.
    #[since = "0.9.3"]
    pub const VIR_NODE_MEMORY_STATS_FREE: &str = "free";
}

c_macro! {
    /// Memory there is, in KiB; of the host or of a cell.
    #[since = "0.9.3"]
    pub const VIR_NODE_MEMORY_STATS_TOTAL: &str = "total";
}

c_macro! {
    /// Position of the bit that marks encrypted pages, as VIR_TYPED_PARAM_UINT.
    #[since = "4.5.0"]
    pub const VIR_NODE_SEV_CBITPOS: &str = "cbitpos";
}

c_macro! {
    /// Chain of the platform's certificates in Base64, as VIR_TYPED_PARAM_STRING.
    #[since = "4.5.0"]
    pub const VIR_NODE_SEV_CERT_CHAIN: &str = "cert-chain";
}

c_macro! {
    /// Id of the first CPU in Base64, as VIR_TYPED_PARAM_STRING.
    #[since = "8.4.0"]
    pub const VIR_NODE_SEV_CPU0_ID: &str = "cpu0-id";
}

c_macro! {
    /// Most SEV-ES guests at a time, as VIR_TYPED_PARAM_UINT.
    #[since = "8.0.0"]
    pub const VIR_NODE_SEV_MAX_ES_GUESTS: &str = "max-es-guests";
}

c_macro! {
    /// Most SEV guests at a time, as VIR_TYPED_PARAM_UINT.
    #[since = "8.0.0"]
    pub const VIR_NODE_SEV_MAX_GUESTS: &str = "max-guests";
}

c_macro! {
    /// Diffie-Hellman key of the platform in Base64, as VIR_TYPED_PARAM_STRING.
    #[since = "4.5.0"]
    pub const VIR_NODE_SEV_PDH: &str = "pdh";
}

c_macro! {
    /// How many bits of physical addresses encryption takes, as VIR_TYPED_PARAM_UINT.
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
