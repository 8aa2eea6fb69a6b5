//! Statistics of domains.

use super::super::common::VIR_TYPED_PARAM_FIELD_LENGTH;
use super::calls::{
    VIR_CONNECT_LIST_DOMAINS_ACTIVE, VIR_CONNECT_LIST_DOMAINS_INACTIVE, VIR_CONNECT_LIST_DOMAINS_OTHER,
    VIR_CONNECT_LIST_DOMAINS_PAUSED, VIR_CONNECT_LIST_DOMAINS_PERSISTENT, VIR_CONNECT_LIST_DOMAINS_RUNNING,
    VIR_CONNECT_LIST_DOMAINS_SHUTOFF, VIR_CONNECT_LIST_DOMAINS_TRANSIENT,
};

c_enum! {
    /// Which domains virConnectGetAllDomainStats() looks at, and how.
    #[since = "1.2.8"]
    pub enum virConnectGetAllDomainStatsFlags: u32 {
        /// Those that run.
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE = VIR_CONNECT_LIST_DOMAINS_ACTIVE,
        /// Those that do not run.
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_INACTIVE = VIR_CONNECT_LIST_DOMAINS_INACTIVE,
        /// Those that have a definition.
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_PERSISTENT = VIR_CONNECT_LIST_DOMAINS_PERSISTENT,
        /// Those that vanish when they stop.
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_TRANSIENT = VIR_CONNECT_LIST_DOMAINS_TRANSIENT,
        /// Those whose CPUs run.
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_RUNNING = VIR_CONNECT_LIST_DOMAINS_RUNNING,
        /// Those that are paused.
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_PAUSED = VIR_CONNECT_LIST_DOMAINS_PAUSED,
        /// Those that are off.
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF = VIR_CONNECT_LIST_DOMAINS_SHUTOFF,
        /// Those in any other state.
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_OTHER = VIR_CONNECT_LIST_DOMAINS_OTHER,
        /// Give only what needs no waiting, as for a job on the domain.
        #[since = "4.5.0"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT = 1 << 29,
        /// For disks, look at all of the backing chain.
        #[since = "1.2.12"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_BACKING = 1 << 30,
        /// Fail where a requested group of statistics is not supported.
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS = 1 << 31,
    }
}

c_enum! {
    /// How virDomainStartDirtyRateCalc() measures.
    #[since = "8.1.0"]
    pub enum virDomainDirtyRateCalcFlags: u32 {
        /// By samples of pages.
        #[since = "8.1.0"]
        VIR_DOMAIN_DIRTYRATE_MODE_PAGE_SAMPLING = 0,
        /// By the dirty bitmap.
        #[since = "8.1.0"]
        VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP = 1 << 0,
        /// By the dirty ring.
        #[since = "8.1.0"]
        VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING = 1 << 1,
    }
}

c_enum! {
    /// How a measurement of the dirty rate stands.
    #[since = "7.2.0"]
    pub enum virDomainDirtyRateStatus: i32 {
        /// None was started.
        #[since = "7.2.0"]
        VIR_DOMAIN_DIRTYRATE_UNSTARTED = 0,
        /// It is under way.
        #[since = "7.2.0"]
        VIR_DOMAIN_DIRTYRATE_MEASURING = 1,
        /// It is done.
        #[since = "7.2.0"]
        VIR_DOMAIN_DIRTYRATE_MEASURED = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "7.2.0"]
        VIR_DOMAIN_DIRTYRATE_LAST = 3,
    }
}

c_enum! {
    /// What a memory figure of a domain stands for.
    #[since = "0.7.5"]
    pub enum virDomainMemoryStatTags: i32 {
        /// Memory read from swap by the guest, in KiB.
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_SWAP_IN = 0,
        /// Memory written to swap by the guest, in KiB.
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_SWAP_OUT = 1,
        /// Page faults of the guest that needed the disk.
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT = 2,
        /// Page faults of the guest that did not need the disk.
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT = 3,
        /// Memory that the guest leaves unused, in KiB.
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_UNUSED = 4,
        /// Memory that the guest sees, in KiB.
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_AVAILABLE = 5,
        /// Memory that the balloon leaves to the guest, in KiB.
        #[since = "0.9.3"]
        VIR_DOMAIN_MEMORY_STAT_ACTUAL_BALLOON = 6,
        /// Memory of the domain's process that is in RAM, in KiB.
        #[since = "0.9.10"]
        VIR_DOMAIN_MEMORY_STAT_RSS = 7,
        /// Memory that the guest's programs could get without swapping, in KiB.
        #[since = "2.1.0"]
        VIR_DOMAIN_MEMORY_STAT_USABLE = 8,
        /// When the guest last sent its figures, in seconds since 1970.
        #[since = "2.1.0"]
        VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE = 9,
        /// Memory in the guest's disk caches, in KiB.
        #[since = "4.6.0"]
        VIR_DOMAIN_MEMORY_STAT_DISK_CACHES = 10,
        /// Huge pages the guest has got.
        #[since = "5.4.0"]
        VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC = 11,
        /// Huge pages the guest wanted and did not get.
        #[since = "5.4.0"]
        VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL = 12,
        /// How many tags these headers know.
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_NR = 13,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_MEMORY_STAT_LAST = VIR_DOMAIN_MEMORY_STAT_NR,
    }
}

c_enum! {
    /// Groups of statistics of domains.
    #[since = "1.2.8"]
    pub enum virDomainStatsTypes: u32 {
        /// State and its reason.
        #[since = "1.2.8"]
        VIR_DOMAIN_STATS_STATE = 1 << 0,
        /// CPU time.
        #[since = "1.2.9"]
        VIR_DOMAIN_STATS_CPU_TOTAL = 1 << 1,
        /// Memory.
        #[since = "1.2.9"]
        VIR_DOMAIN_STATS_BALLOON = 1 << 2,
        /// Virtual CPUs.
        #[since = "1.2.9"]
        VIR_DOMAIN_STATS_VCPU = 1 << 3,
        /// Network interfaces.
        #[since = "1.2.9"]
        VIR_DOMAIN_STATS_INTERFACE = 1 << 4,
        /// Disks.
        #[since = "1.2.9"]
        VIR_DOMAIN_STATS_BLOCK = 1 << 5,
        /// Performance counters.
        #[since = "1.3.3"]
        VIR_DOMAIN_STATS_PERF = 1 << 6,
        /// I/O threads.
        #[since = "4.10.0"]
        VIR_DOMAIN_STATS_IOTHREAD = 1 << 7,
        /// Memory bandwidth.
        #[since = "6.0.0"]
        VIR_DOMAIN_STATS_MEMORY = 1 << 8,
        /// Dirty rate.
        #[since = "7.2.0"]
        VIR_DOMAIN_STATS_DIRTYRATE = 1 << 9,
        /// Figures that the hypervisor alone knows.
        #[since = "8.9.0"]
        VIR_DOMAIN_STATS_VM = 1 << 10,
    }
}

c_macro! {
    /// Size of the name of a disk statistic, with the NUL at its end.
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_FIELD_LENGTH: usize = VIR_TYPED_PARAM_FIELD_LENGTH;
}

c_macro! {
    /// How many errors there were, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_ERRS: &str = "errs";
}

c_macro! {
    /// How many flush requests there were, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_FLUSH_REQ: &str = "flush_operations";
}

c_macro! {
    /// Nanoseconds spent on flush requests, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES: &str = "flush_total_times";
}

c_macro! {
    /// How many bytes were read, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_READ_BYTES: &str = "rd_bytes";
}

c_macro! {
    /// How many read requests there were, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_READ_REQ: &str = "rd_operations";
}

c_macro! {
    /// Nanoseconds spent on read requests, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES: &str = "rd_total_times";
}

c_macro! {
    /// How many bytes were written, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_WRITE_BYTES: &str = "wr_bytes";
}

c_macro! {
    /// How many write requests there were, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_WRITE_REQ: &str = "wr_operations";
}

c_macro! {
    /// Nanoseconds spent on write requests, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES: &str = "wr_total_times";
}

c_macro! {
    /// CPU time of hypervisor and virtual CPUs, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.10"]
    pub const VIR_DOMAIN_CPU_STATS_CPUTIME: &str = "cpu_time";
}

c_macro! {
    /// CPU time in the kernel, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.11"]
    pub const VIR_DOMAIN_CPU_STATS_SYSTEMTIME: &str = "system_time";
}

c_macro! {
    /// CPU time in programs, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.11"]
    pub const VIR_DOMAIN_CPU_STATS_USERTIME: &str = "user_time";
}

c_macro! {
    /// Memory that the guest sees, in KiB.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_AVAILABLE: &str = "balloon.available";
}

c_macro! {
    /// Memory that the domain has, in KiB, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_CURRENT: &str = "balloon.current";
}

c_macro! {
    /// Memory in the guest's disk caches, in KiB, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_DISK_CACHES: &str = "balloon.disk_caches";
}

c_macro! {
    /// Huge pages the guest has got, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGALLOC: &str = "balloon.hugetlb_pgalloc";
}

c_macro! {
    /// Huge pages the guest wanted and did not get, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGFAIL: &str = "balloon.hugetlb_pgfail";
}

c_macro! {
    /// When the guest last sent its figures, in seconds since 1970.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_LAST_UPDATE: &str = "balloon.last-update";
}

c_macro! {
    /// Page faults of the guest that needed the disk, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_MAJOR_FAULT: &str = "balloon.major_fault";
}

c_macro! {
    /// Most memory that the domain may have, in KiB, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_MAXIMUM: &str = "balloon.maximum";
}

c_macro! {
    /// Page faults of the guest that did not need the disk, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_MINOR_FAULT: &str = "balloon.minor_fault";
}

c_macro! {
    /// Memory of the domain's process that is in RAM, in KiB.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_RSS: &str = "balloon.rss";
}

c_macro! {
    /// Memory read from swap by the guest, in KiB, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_SWAP_IN: &str = "balloon.swap_in";
}

c_macro! {
    /// Memory written to swap by the guest, in KiB.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_SWAP_OUT: &str = "balloon.swap_out";
}

c_macro! {
    /// Memory that the guest leaves unused, in KiB.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_UNUSED: &str = "balloon.unused";
}

c_macro! {
    /// Memory that the guest's programs could get without swapping, in KiB, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_USABLE: &str = "balloon.usable";
}

c_macro! {
    /// Nanoseconds the host polled for a halted CPU in vain, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_HALTPOLL_FAIL_TIME: &str = "cpu.haltpoll.fail.time";
}

c_macro! {
    /// Nanoseconds the host polled for a halted CPU until it woke up, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_HALTPOLL_SUCCESS_TIME: &str = "cpu.haltpoll.success.time";
}

c_macro! {
    /// CPU time in the kernel, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_SYSTEM: &str = "cpu.system";
}

c_macro! {
    /// CPU time of the domain, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_TIME: &str = "cpu.time";
}

c_macro! {
    /// CPU time in programs, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_USER: &str = "cpu.user";
}

c_macro! {
    /// What names of the hypervisor's own figures end in: the present value.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_CUR: &str = ".cur";
}

c_macro! {
    /// What names of the hypervisor's own figures end in: the highest value.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_MAX: &str = ".max";
}

c_macro! {
    /// What names of the hypervisor's own figures end in: the sum since the start.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_SUM: &str = ".sum";
}

c_macro! {
    /// How the rate was measured: "page-sampling", "dirty-bitmap" or "dirty-ring", as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_MODE: &str = "dirtyrate.calc_mode";
}

c_macro! {
    /// How many seconds the measurement takes, as VIR_TYPED_PARAM_INT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_PERIOD: &str = "dirtyrate.calc_period";
}

c_macro! {
    /// When it began, in seconds on the host's monotonic clock.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_START_TIME: &str = "dirtyrate.calc_start_time";
}

c_macro! {
    /// How it stands, one of virDomainDirtyRateStatus, as VIR_TYPED_PARAM_INT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_STATUS: &str = "dirtyrate.calc_status";
}

c_macro! {
    /// How much memory the guest changes, in MiB/s, as VIR_TYPED_PARAM_LLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_MEGABYTES_PER_SECOND: &str = "dirtyrate.megabytes_per_second";
}

c_macro! {
    /// What names of figures of a virtual CPU begin with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_VCPU_PREFIX: &str = "dirtyrate.vcpu.";
}

c_macro! {
    /// How much memory the virtual CPU changes, in MiB/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_VCPU_SUFFIX_MEGABYTES_PER_SECOND: &str = ".megabytes_per_second";
}

c_macro! {
    /// Why the domain is in that state; the enum depends on the state, as VIR_TYPED_PARAM_INT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_STATE_REASON: &str = "state.reason";
}

c_macro! {
    /// State of the domain, one of virDomainState, as VIR_TYPED_PARAM_INT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_STATE_STATE: &str = "state.state";
}

c_macro! {
    /// What names of the hypervisor's own figures of a domain begin with.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VM_PREFIX: &str = "vm.";
}
