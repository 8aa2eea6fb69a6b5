//! Statistics of disks.

c_macro! {
    /// How many disks follow; with the backing chain, every layer counts, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_COUNT: &str = "block.count";
}

c_macro! {
    /// What names of disk figures begin with; the number of the disk comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_PREFIX: &str = "block.";
}

c_macro! {
    /// The offset of the highest byte written, or how much of the storage holds data, as
    /// VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION: &str = ".allocation";
}

c_macro! {
    /// Number of the layer in the backing chain, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_BACKINGINDEX: &str = ".backingIndex";
}

c_macro! {
    /// Size that the guest sees, in bytes.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY: &str = ".capacity";
}

c_macro! {
    /// How many errors there were, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_ERRORS: &str = ".errors";
}

c_macro! {
    /// How many flush requests there were, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_REQS: &str = ".fl.reqs";
}

c_macro! {
    /// Nanoseconds spent on flush requests, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_TIMES: &str = ".fl.times";
}

c_macro! {
    /// What names of the histogram of flush latencies go on with.
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_FLUSH_PREFIX: &str = ".latency_histogram.flush.";
}

c_macro! {
    /// What names of the histogram of read latencies go on with.
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_READ_PREFIX: &str = ".latency_histogram.read.";
}

c_macro! {
    /// How many bins follow, as VIR_TYPED_PARAM_ULLONG.
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_SUFFIX_BIN_COUNT: &str = "bin.count";
}

c_macro! {
    /// What names of facts of a bin go on with; its number comes next.
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_SUFFIX_BIN_PREFIX: &str = "bin.";
}

c_macro! {
    /// Where the bin begins, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_SUFFIX_BIN_SUFFIX_START: &str = ".start";
}

c_macro! {
    /// How many requests are in the bin, as VIR_TYPED_PARAM_ULLONG.
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_SUFFIX_BIN_SUFFIX_VALUE: &str = ".value";
}

c_macro! {
    /// What names of the histogram of write latencies go on with.
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_WRITE_PREFIX: &str = ".latency_histogram.write.";
}

c_macro! {
    /// What names of the histogram of zone append latencies go on with.
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_ZONE_APPEND_PREFIX: &str = ".latency_histogram.zone_append.";
}

c_macro! {
    /// Alignment that discard requests had best have, in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_DISCARD_ALIGNMENT: &str = ".limits.discard_alignment";
}

c_macro! {
    /// Most bytes that one request may discard, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_DISCARD_MAX: &str = ".limits.discard_max";
}

c_macro! {
    /// Most pieces of memory that the device takes in one request, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_IOV_HW_MAX: &str = ".limits.iov_hw_max";
}

c_macro! {
    /// Most pieces of memory in one request, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_IOV_MAX: &str = ".limits.iov_max";
}

c_macro! {
    /// Alignment that memory of requests must have, in bytes.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_MEMORY_ALIGNMENT_MINIMAL: &str = ".limits.memory_alignment_minimal";
}

c_macro! {
    /// Alignment that memory of requests had best have, in bytes.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_MEMORY_ALIGNMENT_OPTIMAL: &str = ".limits.memory_alignment_optimal";
}

c_macro! {
    /// Alignment that requests must have, in bytes.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_REQUEST_ALIGNMENT: &str = ".limits.request_alignment";
}

c_macro! {
    /// Most bytes that the device takes in one request, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_TRANSFER_HW_MAX: &str = ".limits.transfer_hw_max";
}

c_macro! {
    /// Most bytes in one request, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_TRANSFER_MAX: &str = ".limits.transfer_max";
}

c_macro! {
    /// Size that requests had best have, in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_TRANSFER_OPTIMAL: &str = ".limits.transfer_optimal";
}

c_macro! {
    /// Alignment that requests for zeros had best have, in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_WRITE_ZEROES_ALIGNMENT: &str = ".limits.write_zeroes_alignment";
}

c_macro! {
    /// Most bytes that one request may fill with zeros, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_WRITE_ZEROES_MAX: &str = ".limits.write_zeroes_max";
}

c_macro! {
    /// Target of the disk, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// Path of the storage, where it has one, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_PATH: &str = ".path";
}

c_macro! {
    /// Size of the storage, in bytes.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL: &str = ".physical";
}

c_macro! {
    /// How many bytes were read, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_BYTES: &str = ".rd.bytes";
}

c_macro! {
    /// How many read requests there were, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_REQS: &str = ".rd.reqs";
}

c_macro! {
    /// Nanoseconds spent on read requests, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_TIMES: &str = ".rd.times";
}

c_macro! {
    /// The threshold of virDomainSetBlockThreshold(), in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_THRESHOLD: &str = ".threshold";
}

c_macro! {
    /// How many groups of figures, each of an interval, follow.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_COUNT: &str = ".timed_group.count";
}

c_macro! {
    /// What names of figures of an interval go on with; the number of the group comes next.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_PREFIX: &str = ".timed_group.";
}

c_macro! {
    /// Average latency of flush requests in the interval, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_FLUSH_LATENCY_AVG: &str = ".flush_latency_avg";
}

c_macro! {
    /// Highest latency of flush requests in the interval, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_FLUSH_LATENCY_MAX: &str = ".flush_latency_max";
}

c_macro! {
    /// Lowest latency of flush requests in the interval, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_FLUSH_LATENCY_MIN: &str = ".flush_latency_min";
}

c_macro! {
    /// Length of the interval in seconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_INTERVAL: &str = ".interval";
}

c_macro! {
    /// Average latency of read requests in the interval, in nanoseconds.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_RD_LATENCY_AVG: &str = ".rd_latency_avg";
}

c_macro! {
    /// Highest latency of read requests in the interval, in nanoseconds.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_RD_LATENCY_MAX: &str = ".rd_latency_max";
}

c_macro! {
    /// Lowest latency of read requests in the interval, in nanoseconds.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_RD_LATENCY_MIN: &str = ".rd_latency_min";
}

c_macro! {
    /// Average number of read requests under way in the interval, as VIR_TYPED_PARAM_DOUBLE.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_RD_QUEUE_DEPTH_AVG: &str = ".rd_queue_depth_avg";
}

c_macro! {
    /// Average latency of write requests in the interval, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_WR_LATENCY_AVG: &str = ".wr_latency_avg";
}

c_macro! {
    /// Highest latency of write requests in the interval, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_WR_LATENCY_MAX: &str = ".wr_latency_max";
}

c_macro! {
    /// Lowest latency of write requests in the interval, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_WR_LATENCY_MIN: &str = ".wr_latency_min";
}

c_macro! {
    /// Average number of write requests under way in the interval, as VIR_TYPED_PARAM_DOUBLE.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_WR_QUEUE_DEPTH_AVG: &str = ".wr_queue_depth_avg";
}

c_macro! {
    /// Average latency of zone append requests in the interval, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_ZONE_APPEND_LATENCY_AVG: &str = ".zone_append_latency_avg";
}

c_macro! {
    /// Highest latency of zone append requests in the interval, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_ZONE_APPEND_LATENCY_MAX: &str = ".zone_append_latency_max";
}

c_macro! {
    /// Lowest latency of zone append requests in the interval, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_ZONE_APPEND_LATENCY_MIN: &str = ".zone_append_latency_min";
}

c_macro! {
    /// Average number of zone append requests under way in the interval.
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_ZONE_APPEND_QUEUE_DEPTH_AVG: &str = ".zone_append_queue_depth_avg";
}

c_macro! {
    /// How many bytes were written, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_BYTES: &str = ".wr.bytes";
}

c_macro! {
    /// How many write requests there were, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_REQS: &str = ".wr.reqs";
}

c_macro! {
    /// Nanoseconds spent on write requests, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_TIMES: &str = ".wr.times";
}
