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
    /// CPU time of the virtual CPUs, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.13"]
    pub const VIR_DOMAIN_CPU_STATS_VCPUTIME: &str = "vcpu_time";
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
    /// How many cache monitors follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT: &str = "cpu.cache.monitor.count";
}

c_macro! {
    /// What names of figures of a cache monitor begin with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_PREFIX: &str = "cpu.cache.monitor.";
}

c_macro! {
    /// How many cache banks it has figures of, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_COUNT: &str = ".bank.count";
}

c_macro! {
    /// What names of figures of a bank go on with; its number in this list comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_PREFIX: &str = ".bank.";
}

c_macro! {
    /// How many bytes of the bank the CPUs use.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_BYTES: &str = ".bytes";
}

c_macro! {
    /// Id of the bank, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_ID: &str = ".id";
}

c_macro! {
    /// Name of the monitor, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// Which virtual CPUs it looks at, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
}

c_macro! {
    /// How many energy monitors follow, as VIR_TYPED_PARAM_UINT.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_COUNT: &str = "cpu.energy.monitor.count";
}

c_macro! {
    /// What names of figures of an energy monitor begin with; its number comes next.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_PREFIX: &str = "cpu.energy.monitor.";
}

c_macro! {
    /// Name of the monitor, as VIR_TYPED_PARAM_STRING.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// How many CPU packages it has figures of, as VIR_TYPED_PARAM_UINT.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_PKG_COUNT: &str = ".pkg.count";
}

c_macro! {
    /// What names of figures of a package go on with; its number in this list comes next.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_PKG_PREFIX: &str = ".pkg.";
}

c_macro! {
    /// Id of the package, as VIR_TYPED_PARAM_UINT.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_PKG_SUFFIX_ID: &str = ".id";
}

c_macro! {
    /// Which virtual CPUs it looks at, as VIR_TYPED_PARAM_STRING.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
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
    /// How many I/O threads follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_COUNT: &str = "iothread.count";
}

c_macro! {
    /// What names of figures of an I/O thread begin with; its id comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_PREFIX: &str = "iothread.";
}

c_macro! {
    /// By which factor the time of polling grows; 0 for the hypervisor's choice, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW: &str = ".poll-grow";
}

c_macro! {
    /// Longest time of polling in nanoseconds; 0 for no polling, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS: &str = ".poll-max-ns";
}

c_macro! {
    /// By which divisor the time of polling shrinks; 0 for the hypervisor's choice, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK: &str = ".poll-shrink";
}

c_macro! {
    /// How much recent waits count for the time of polling; 0 for the hypervisor's choice, as
    /// VIR_TYPED_PARAM_UINT.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_WEIGHT: &str = ".poll-weight";
}

c_macro! {
    /// How many monitors of memory bandwidth follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_COUNT: &str = "memory.bandwidth.monitor.count";
}

c_macro! {
    /// What names of figures of such a monitor begin with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_PREFIX: &str = "memory.bandwidth.monitor.";
}

c_macro! {
    /// Name of the monitor, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// How many memory controllers it has figures of.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_COUNT: &str = ".node.count";
}

c_macro! {
    /// What names of figures of a controller go on with; its number in this list comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_PREFIX: &str = ".node.";
}

c_macro! {
    /// Bytes that passed through the controller, from its own node's CPUs.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_LOCAL: &str = ".bytes.local";
}

c_macro! {
    /// Bytes that passed through the controller, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_TOTAL: &str = ".bytes.total";
}

c_macro! {
    /// Id of the controller, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_ID: &str = ".id";
}

c_macro! {
    /// Which virtual CPUs it looks at, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
}

c_macro! {
    /// How many interfaces follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_COUNT: &str = "net.count";
}

c_macro! {
    /// What names of figures of an interface begin with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_PREFIX: &str = "net.";
}

c_macro! {
    /// Name of the interface on the host, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// Bytes received by the domain, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_BYTES: &str = ".rx.bytes";
}

c_macro! {
    /// Packets dropped on receiving, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_DROP: &str = ".rx.drop";
}

c_macro! {
    /// Errors on receiving, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_ERRS: &str = ".rx.errs";
}

c_macro! {
    /// Packets received, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_PKTS: &str = ".rx.pkts";
}

c_macro! {
    /// Bytes sent by the domain, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_BYTES: &str = ".tx.bytes";
}

c_macro! {
    /// Packets dropped on sending, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_DROP: &str = ".tx.drop";
}

c_macro! {
    /// Errors on sending, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_ERRS: &str = ".tx.errs";
}

c_macro! {
    /// Packets sent, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_PKTS: &str = ".tx.pkts";
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
    /// How many virtual CPUs are online, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_CURRENT: &str = "vcpu.current";
}

c_macro! {
    /// How many virtual CPUs there may be, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_MAXIMUM: &str = "vcpu.maximum";
}

c_macro! {
    /// What names of figures of a virtual CPU begin with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_PREFIX: &str = "vcpu.";
}

c_macro! {
    /// Nanoseconds it waited for a host CPU, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_DELAY: &str = ".delay";
}

c_macro! {
    /// Whether it is halted, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_HALTED: &str = ".halted";
}

c_macro! {
    /// Its state, one of virVcpuState, as VIR_TYPED_PARAM_INT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_STATE: &str = ".state";
}

c_macro! {
    /// CPU time it used, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_TIME: &str = ".time";
}

c_macro! {
    /// Nanoseconds it waited for input and output, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_WAIT: &str = ".wait";
}

c_macro! {
    /// What names of the hypervisor's own figures of a domain begin with.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VM_PREFIX: &str = "vm.";
}
