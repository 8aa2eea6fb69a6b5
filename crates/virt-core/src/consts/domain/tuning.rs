//! Parameters of resources: CPU time, memory, I/O, network.

use super::super::common::{
    VIR_TYPED_PARAM_BOOLEAN, VIR_TYPED_PARAM_DOUBLE, VIR_TYPED_PARAM_FIELD_LENGTH, VIR_TYPED_PARAM_INT,
    VIR_TYPED_PARAM_LLONG, VIR_TYPED_PARAM_UINT, VIR_TYPED_PARAM_ULLONG,
};

c_enum! {
    /// Old name of virTypedParameterType for block I/O tuning.
    #[since = "0.9.0"]
    pub enum virBlkioParameterType: i32 {
        /// A signed 32-bit number.
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_INT = VIR_TYPED_PARAM_INT,
        /// An unsigned 32-bit number.
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_UINT = VIR_TYPED_PARAM_UINT,
        /// A signed 64-bit number.
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_LLONG = VIR_TYPED_PARAM_LLONG,
        /// An unsigned 64-bit number.
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_ULLONG = VIR_TYPED_PARAM_ULLONG,
        /// A floating point number.
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_DOUBLE = VIR_TYPED_PARAM_DOUBLE,
        /// 0 or 1.
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_BOOLEAN = VIR_TYPED_PARAM_BOOLEAN,
    }
}

c_enum! {
    /// Where memory of a NUMA policy may come from.
    #[since = "0.9.9"]
    pub enum virDomainNumatuneMemMode: i32 {
        /// The given nodes alone.
        #[since = "0.9.9"]
        VIR_DOMAIN_NUMATUNE_MEM_STRICT = 0,
        /// The given node first, others after it.
        #[since = "0.9.9"]
        VIR_DOMAIN_NUMATUNE_MEM_PREFERRED = 1,
        /// The given nodes in turn.
        #[since = "0.9.9"]
        VIR_DOMAIN_NUMATUNE_MEM_INTERLEAVE = 2,
        /// The given nodes alone, by means of a control group.
        #[since = "7.3.0"]
        VIR_DOMAIN_NUMATUNE_MEM_RESTRICTIVE = 3,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.9"]
        VIR_DOMAIN_NUMATUNE_MEM_LAST = 4,
    }
}

c_enum! {
    /// Old name of virTypedParameterType for memory tuning.
    #[since = "0.8.5"]
    pub enum virMemoryParameterType: i32 {
        /// A signed 32-bit number.
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_INT = VIR_TYPED_PARAM_INT,
        /// An unsigned 32-bit number.
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_UINT = VIR_TYPED_PARAM_UINT,
        /// A signed 64-bit number.
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_LLONG = VIR_TYPED_PARAM_LLONG,
        /// An unsigned 64-bit number.
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_ULLONG = VIR_TYPED_PARAM_ULLONG,
        /// A floating point number.
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_DOUBLE = VIR_TYPED_PARAM_DOUBLE,
        /// 0 or 1.
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_BOOLEAN = VIR_TYPED_PARAM_BOOLEAN,
    }
}

c_enum! {
    /// Old name of virTypedParameterType for scheduler parameters.
    #[since = "0.2.3"]
    pub enum virSchedParameterType: i32 {
        /// A signed 32-bit number.
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_INT = VIR_TYPED_PARAM_INT,
        /// An unsigned 32-bit number.
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_UINT = VIR_TYPED_PARAM_UINT,
        /// A signed 64-bit number.
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_LLONG = VIR_TYPED_PARAM_LLONG,
        /// An unsigned 64-bit number.
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_ULLONG = VIR_TYPED_PARAM_ULLONG,
        /// A floating point number.
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_DOUBLE = VIR_TYPED_PARAM_DOUBLE,
        /// 0 or 1.
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_BOOLEAN = VIR_TYPED_PARAM_BOOLEAN,
    }
}

c_macro! {
    /// Size of the name of a block I/O parameter, with the NUL at its end.
    #[since = "0.9.0"]
    pub const VIR_DOMAIN_BLKIO_FIELD_LENGTH: usize = VIR_TYPED_PARAM_FIELD_LENGTH;
}

c_macro! {
    /// Size of the name of a memory parameter, with the NUL at its end.
    #[since = "0.8.5"]
    pub const VIR_DOMAIN_MEMORY_FIELD_LENGTH: usize = VIR_TYPED_PARAM_FIELD_LENGTH;
}

c_macro! {
    /// Stands for no limit among memory parameters, in KiB.
    #[since = "0.8.8"]
    pub const VIR_DOMAIN_MEMORY_PARAM_UNLIMITED: u64 = 9007199254740991;
}

c_macro! {
    /// Size of the name of a scheduler parameter, with the NUL at its end.
    #[since = "0.2.3"]
    pub const VIR_DOMAIN_SCHED_FIELD_LENGTH: usize = VIR_TYPED_PARAM_FIELD_LENGTH;
}

c_macro! {
    /// Average rate towards the guest in KiB/s, as VIR_TYPED_PARAM_UINT.
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_IN_AVERAGE: &str = "inbound.average";
}

c_macro! {
    /// How much may come at peak rate towards the guest, in KiB, as VIR_TYPED_PARAM_UINT.
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_IN_BURST: &str = "inbound.burst";
}

c_macro! {
    /// Rate towards the guest that is guaranteed, in KiB/s, as VIR_TYPED_PARAM_UINT.
    #[since = "1.2.19"]
    pub const VIR_DOMAIN_BANDWIDTH_IN_FLOOR: &str = "inbound.floor";
}

c_macro! {
    /// Peak rate towards the guest in KiB/s, as VIR_TYPED_PARAM_UINT.
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_IN_PEAK: &str = "inbound.peak";
}

c_macro! {
    /// Average rate from the guest in KiB/s, as VIR_TYPED_PARAM_UINT.
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_OUT_AVERAGE: &str = "outbound.average";
}

c_macro! {
    /// How much may come at peak rate from the guest, in KiB, as VIR_TYPED_PARAM_UINT.
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_OUT_BURST: &str = "outbound.burst";
}

c_macro! {
    /// Peak rate from the guest in KiB/s, as VIR_TYPED_PARAM_UINT.
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_OUT_PEAK: &str = "outbound.peak";
}

c_macro! {
    /// Limits of reading for devices, in bytes/s: /path/to/device,N and so on, with commas between, as
    /// VIR_TYPED_PARAM_STRING.
    #[since = "1.2.2"]
    pub const VIR_DOMAIN_BLKIO_DEVICE_READ_BPS: &str = "device_read_bytes_sec";
}

c_macro! {
    /// Limits of reading for devices, in operations/s: /path/to/device,N and so on, with commas between, as
    /// VIR_TYPED_PARAM_STRING.
    #[since = "1.2.2"]
    pub const VIR_DOMAIN_BLKIO_DEVICE_READ_IOPS: &str = "device_read_iops_sec";
}

c_macro! {
    /// Weights of devices: /path/to/device,N and so on, with commas between, as VIR_TYPED_PARAM_STRING.
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLKIO_DEVICE_WEIGHT: &str = "device_weight";
}

c_macro! {
    /// Limits of writing for devices, in bytes/s: /path/to/device,N and so on, with commas between, as
    /// VIR_TYPED_PARAM_STRING.
    #[since = "1.2.2"]
    pub const VIR_DOMAIN_BLKIO_DEVICE_WRITE_BPS: &str = "device_write_bytes_sec";
}

c_macro! {
    /// Limits of writing for devices, in operations/s: /path/to/device,N and so on, with commas between, as
    /// VIR_TYPED_PARAM_STRING.
    #[since = "1.2.2"]
    pub const VIR_DOMAIN_BLKIO_DEVICE_WRITE_IOPS: &str = "device_write_iops_sec";
}

c_macro! {
    /// Weight of the domain's I/O against that of others, as VIR_TYPED_PARAM_UINT.
    #[since = "0.9.0"]
    pub const VIR_DOMAIN_BLKIO_WEIGHT: &str = "weight";
}

c_macro! {
    /// By which factor the time of polling grows; 0 for the hypervisor's choice, as VIR_TYPED_PARAM_UINT.
    #[since = "4.10.0"]
    pub const VIR_DOMAIN_IOTHREAD_POLL_GROW: &str = "poll_grow";
}

c_macro! {
    /// Longest time of polling in nanoseconds; 0 for no polling, as VIR_TYPED_PARAM_ULLONG.
    #[since = "4.10.0"]
    pub const VIR_DOMAIN_IOTHREAD_POLL_MAX_NS: &str = "poll_max_ns";
}

c_macro! {
    /// By which divisor the time of polling shrinks; 0 for the hypervisor's choice, as VIR_TYPED_PARAM_UINT.
    #[since = "4.10.0"]
    pub const VIR_DOMAIN_IOTHREAD_POLL_SHRINK: &str = "poll_shrink";
}

c_macro! {
    /// How much recent waits count for the time of polling; 0 for the hypervisor's choice, as
    /// VIR_TYPED_PARAM_UINT.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_IOTHREAD_POLL_WEIGHT: &str = "poll_weight";
}

c_macro! {
    /// Most threads in the pool, as VIR_TYPED_PARAM_INT.
    #[since = "8.5.0"]
    pub const VIR_DOMAIN_IOTHREAD_THREAD_POOL_MAX: &str = "thread_pool_max";
}

c_macro! {
    /// Fewest threads in the pool, as VIR_TYPED_PARAM_INT.
    #[since = "8.5.0"]
    pub const VIR_DOMAIN_IOTHREAD_THREAD_POOL_MIN: &str = "thread_pool_min";
}

c_macro! {
    /// Most memory the domain may use, in KiB, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.8.5"]
    pub const VIR_DOMAIN_MEMORY_HARD_LIMIT: &str = "hard_limit";
}

c_macro! {
    /// Memory the domain is sure to have, in KiB, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.8.5"]
    pub const VIR_DOMAIN_MEMORY_MIN_GUARANTEE: &str = "min_guarantee";
}

c_macro! {
    /// Memory the domain is pressed back to when the host is short of it, in KiB, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.8.5"]
    pub const VIR_DOMAIN_MEMORY_SOFT_LIMIT: &str = "soft_limit";
}

c_macro! {
    /// Most memory and swap together that the domain may use, in KiB, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.8.5"]
    pub const VIR_DOMAIN_MEMORY_SWAP_HARD_LIMIT: &str = "swap_hard_limit";
}

c_macro! {
    /// How memory is taken, one of virDomainNumatuneMemMode, as VIR_TYPED_PARAM_INT.
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_NUMA_MODE: &str = "numa_mode";
}

c_macro! {
    /// Which NUMA nodes memory comes from, as a list of ranges, as VIR_TYPED_PARAM_STRING.
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_NUMA_NODESET: &str = "numa_nodeset";
}

c_macro! {
    /// Most CPU the domain may use, in percent of one CPU, as VIR_TYPED_PARAM_UINT.
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_CAP: &str = "cap";
}

c_macro! {
    /// Weight of the domain's CPU time against that of others, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_CPU_SHARES: &str = "cpu_shares";
}

c_macro! {
    /// Period of the limit for the hypervisor's own threads, in microseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.10.0"]
    pub const VIR_DOMAIN_SCHEDULER_EMULATOR_PERIOD: &str = "emulator_period";
}

c_macro! {
    /// CPU time those threads may use in a period, in microseconds; negative for no limit, as
    /// VIR_TYPED_PARAM_LLONG.
    #[since = "0.10.0"]
    pub const VIR_DOMAIN_SCHEDULER_EMULATOR_QUOTA: &str = "emulator_quota";
}

c_macro! {
    /// Period of the limit for the whole domain, in microseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.3.3"]
    pub const VIR_DOMAIN_SCHEDULER_GLOBAL_PERIOD: &str = "global_period";
}

c_macro! {
    /// CPU time the whole domain may use in a period, in microseconds; negative for no limit, as
    /// VIR_TYPED_PARAM_LLONG.
    #[since = "1.3.3"]
    pub const VIR_DOMAIN_SCHEDULER_GLOBAL_QUOTA: &str = "global_quota";
}

c_macro! {
    /// Period of the limit for I/O threads, in microseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "2.2.0"]
    pub const VIR_DOMAIN_SCHEDULER_IOTHREAD_PERIOD: &str = "iothread_period";
}

c_macro! {
    /// CPU time an I/O thread may use in a period, in microseconds; negative for no limit, as
    /// VIR_TYPED_PARAM_LLONG.
    #[since = "2.2.0"]
    pub const VIR_DOMAIN_SCHEDULER_IOTHREAD_QUOTA: &str = "iothread_quota";
}

c_macro! {
    /// Most CPU the domain may use, in MHz; -1 for no limit, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_LIMIT: &str = "limit";
}

c_macro! {
    /// CPU the domain is sure to have, in MHz, as VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_RESERVATION: &str = "reservation";
}

c_macro! {
    /// Weight of the domain's CPU time, a number or -1, -2, -3 for low, normal, high, as VIR_TYPED_PARAM_INT.
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_SHARES: &str = "shares";
}

c_macro! {
    /// Period of the limit for virtual CPUs, in microseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_VCPU_PERIOD: &str = "vcpu_period";
}

c_macro! {
    /// CPU time a virtual CPU may use in a period, in microseconds; negative for no limit, as
    /// VIR_TYPED_PARAM_LLONG.
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_VCPU_QUOTA: &str = "vcpu_quota";
}

c_macro! {
    /// Weight of the domain's CPU time against that of others, as VIR_TYPED_PARAM_UINT.
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_WEIGHT: &str = "weight";
}

c_alias_macro! {
    /// Old name of the struct behind virTypedParameter for block I/O tuning.
    #[since = "0.9.0"]
    _virBlkioParameter = _virTypedParameter;
}

c_alias_macro! {
    /// Old name of the struct behind virTypedParameter for memory tuning.
    #[since = "0.8.5"]
    _virMemoryParameter = _virTypedParameter;
}

c_alias_macro! {
    /// Old name of the struct behind virTypedParameter for scheduler parameters.
    #[since = "0.2.3"]
    _virSchedParameter = _virTypedParameter;
}
