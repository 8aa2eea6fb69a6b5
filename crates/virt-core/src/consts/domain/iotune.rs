//! Limits of disk I/O, and names of tunable values in events.

c_macro! {
    /// Name of the group that shares the limits, as VIR_TYPED_PARAM_STRING.
    #[since = "3.0.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_GROUP_NAME: &str = "group_name";
}

c_macro! {
    /// Limit of reading, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC: &str = "read_bytes_sec";
}

c_macro! {
    /// Limit of reading in a burst, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX: &str = "read_bytes_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: reading, bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH: &str = "read_bytes_sec_max_length";
}

c_macro! {
    /// Limit of reading, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC: &str = "read_iops_sec";
}

c_macro! {
    /// Limit of reading in a burst, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX: &str = "read_iops_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: reading, operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH: &str = "read_iops_sec_max_length";
}

c_macro! {
    /// Bytes from which on a request counts as several operations, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC: &str = "size_iops_sec";
}

c_macro! {
    /// Limit of reading and writing together, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC: &str = "total_bytes_sec";
}

c_macro! {
    /// Limit of reading and writing together in a burst, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX: &str = "total_bytes_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: reading and writing together, bytes/s, as
    /// VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH: &str = "total_bytes_sec_max_length";
}

c_macro! {
    /// Limit of reading and writing together, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC: &str = "total_iops_sec";
}

c_macro! {
    /// Limit of reading and writing together in a burst, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX: &str = "total_iops_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: reading and writing together, operations/s, as
    /// VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH: &str = "total_iops_sec_max_length";
}

c_macro! {
    /// Limit of writing, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC: &str = "write_bytes_sec";
}

c_macro! {
    /// Limit of writing in a burst, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX: &str = "write_bytes_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: writing, bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH: &str = "write_bytes_sec_max_length";
}

c_macro! {
    /// Limit of writing, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC: &str = "write_iops_sec";
}

c_macro! {
    /// Limit of writing in a burst, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX: &str = "write_iops_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: writing, operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH: &str = "write_iops_sec_max_length";
}

c_macro! {
    /// Target of the disk whose limits changed, as VIR_TYPED_PARAM_STRING.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_DISK: &str = "blkdeviotune.disk";
}

c_macro! {
    /// Name of the group that shares the limits, as VIR_TYPED_PARAM_STRING.
    #[since = "3.0.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_GROUP_NAME: &str = "blkdeviotune.group_name";
}

c_macro! {
    /// Limit of reading, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC: &str = "blkdeviotune.read_bytes_sec";
}

c_macro! {
    /// Limit of reading in a burst, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX: &str = "blkdeviotune.read_bytes_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: reading, bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX_LENGTH: &str = "blkdeviotune.read_bytes_sec_max_length";
}

c_macro! {
    /// Limit of reading, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC: &str = "blkdeviotune.read_iops_sec";
}

c_macro! {
    /// Limit of reading in a burst, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX: &str = "blkdeviotune.read_iops_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: reading, operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX_LENGTH: &str = "blkdeviotune.read_iops_sec_max_length";
}

c_macro! {
    /// Bytes from which on a request counts as several operations, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_SIZE_IOPS_SEC: &str = "blkdeviotune.size_iops_sec";
}

c_macro! {
    /// Limit of reading and writing together, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC: &str = "blkdeviotune.total_bytes_sec";
}

c_macro! {
    /// Limit of reading and writing together in a burst, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX: &str = "blkdeviotune.total_bytes_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: reading and writing together, bytes/s, as
    /// VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX_LENGTH: &str = "blkdeviotune.total_bytes_sec_max_length";
}

c_macro! {
    /// Limit of reading and writing together, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC: &str = "blkdeviotune.total_iops_sec";
}

c_macro! {
    /// Limit of reading and writing together in a burst, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX: &str = "blkdeviotune.total_iops_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: reading and writing together, operations/s, as
    /// VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX_LENGTH: &str = "blkdeviotune.total_iops_sec_max_length";
}

c_macro! {
    /// Limit of writing, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC: &str = "blkdeviotune.write_bytes_sec";
}

c_macro! {
    /// Limit of writing in a burst, in bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX: &str = "blkdeviotune.write_bytes_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: writing, bytes/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX_LENGTH: &str = "blkdeviotune.write_bytes_sec_max_length";
}

c_macro! {
    /// Limit of writing, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC: &str = "blkdeviotune.write_iops_sec";
}

c_macro! {
    /// Limit of writing in a burst, in operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX: &str = "blkdeviotune.write_iops_sec_max";
}

c_macro! {
    /// How many seconds such a burst may last: writing, operations/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX_LENGTH: &str = "blkdeviotune.write_iops_sec_max_length";
}

c_macro! {
    /// Weight of the domain's CPU time against that of others, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_CPU_SHARES: &str = "cputune.cpu_shares";
}

c_macro! {
    /// Host CPUs for the hypervisor's own threads, as VIR_TYPED_PARAM_STRING.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_EMULATORPIN: &str = "cputune.emulatorpin";
}

c_macro! {
    /// Period of the limit for the hypervisor's own threads, in microseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_EMULATOR_PERIOD: &str = "cputune.emulator_period";
}

c_macro! {
    /// CPU time those threads may use in a period, in microseconds; negative for no limit, as
    /// VIR_TYPED_PARAM_LLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_EMULATOR_QUOTA: &str = "cputune.emulator_quota";
}

c_macro! {
    /// Period of the limit for the whole domain, in microseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.3.3"]
    pub const VIR_DOMAIN_TUNABLE_CPU_GLOBAL_PERIOD: &str = "cputune.global_period";
}

c_macro! {
    /// CPU time the whole domain may use in a period, in microseconds; negative for no limit, as
    /// VIR_TYPED_PARAM_LLONG.
    #[since = "1.3.3"]
    pub const VIR_DOMAIN_TUNABLE_CPU_GLOBAL_QUOTA: &str = "cputune.global_quota";
}

c_macro! {
    /// Host CPUs for an I/O thread; printf() makes the name with its id, as VIR_TYPED_PARAM_STRING.
    #[since = "1.2.14"]
    pub const VIR_DOMAIN_TUNABLE_CPU_IOTHREADSPIN: &str = "cputune.iothreadpin%u";
}

c_macro! {
    /// Period of the limit for I/O threads, in microseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "2.2.0"]
    pub const VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_PERIOD: &str = "cputune.iothread_period";
}

c_macro! {
    /// CPU time an I/O thread may use in a period, in microseconds; negative for no limit, as
    /// VIR_TYPED_PARAM_LLONG.
    #[since = "2.2.0"]
    pub const VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_QUOTA: &str = "cputune.iothread_quota";
}

c_macro! {
    /// Host CPUs for a virtual CPU; printf() makes the name with its number, as VIR_TYPED_PARAM_STRING.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_VCPUPIN: &str = "cputune.vcpupin%u";
}

c_macro! {
    /// Period of the limit for virtual CPUs, in microseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_VCPU_PERIOD: &str = "cputune.vcpu_period";
}

c_macro! {
    /// CPU time a virtual CPU may use in a period, in microseconds; negative for no limit, as
    /// VIR_TYPED_PARAM_LLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_VCPU_QUOTA: &str = "cputune.vcpu_quota";
}
