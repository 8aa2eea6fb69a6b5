//! Jobs on domains: migration, saving, block jobs, backup.

use super::calls::VIR_DOMAIN_XML_SECURE;

c_enum! {
    /// Flags of virDomainAbortJobFlags().
    #[since = "8.5.0"]
    pub enum virDomainAbortJobFlagsValues: i32 {
        /// Interrupt a migration that has switched to post-copy; it stays paused until it is resumed.
        #[since = "8.5.0"]
        VIR_DOMAIN_ABORT_JOB_POSTCOPY = 1 << 0,
    }
}

c_enum! {
    /// Flags of virDomainBackupBegin().
    #[since = "6.0.0"]
    pub enum virDomainBackupBeginFlags: u32 {
        /// Use files that are there for the target or the scratch space.
        #[since = "6.0.0"]
        VIR_DOMAIN_BACKUP_BEGIN_REUSE_EXTERNAL = 1 << 0,
        /// Keep a domain whose guest shuts down, paused, until the backup is over.
        #[since = "11.10.0"]
        VIR_DOMAIN_BACKUP_BEGIN_PRESERVE_SHUTDOWN_DOMAIN = 1 << 1,
    }
}

c_enum! {
    /// Flags of virDomainBlockCommit().
    #[since = "0.10.2"]
    pub enum virDomainBlockCommitFlags: u32 {
        /// The base is the backing file of the top.
        #[since = "0.10.2"]
        VIR_DOMAIN_BLOCK_COMMIT_SHALLOW = 1 << 0,
        /// Delete the files that are not needed any more.
        #[since = "0.10.2"]
        VIR_DOMAIN_BLOCK_COMMIT_DELETE = 1 << 1,
        /// The top is the active layer: the job is to be finished with virDomainBlockJobAbort().
        #[since = "1.2.6"]
        VIR_DOMAIN_BLOCK_COMMIT_ACTIVE = 1 << 2,
        /// Keep names of backing files relative.
        #[since = "1.2.7"]
        VIR_DOMAIN_BLOCK_COMMIT_RELATIVE = 1 << 3,
        /// The bandwidth is in bytes/s, not MiB/s.
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_COMMIT_BANDWIDTH_BYTES = 1 << 4,
    }
}

c_enum! {
    /// Flags of virDomainBlockCopy().
    #[since = "1.2.8"]
    pub enum virDomainBlockCopyFlags: u32 {
        /// Copy the top layer alone; the copy has the same backing file.
        #[since = "1.2.8"]
        VIR_DOMAIN_BLOCK_COPY_SHALLOW = 1 << 0,
        /// Use a file that is there.
        #[since = "1.2.8"]
        VIR_DOMAIN_BLOCK_COPY_REUSE_EXT = 1 << 1,
        /// The job need not survive a restart of the domain.
        #[since = "3.5.0"]
        VIR_DOMAIN_BLOCK_COPY_TRANSIENT_JOB = 1 << 2,
        /// A write of the guest waits until the copy has it too.
        #[since = "8.0.0"]
        VIR_DOMAIN_BLOCK_COPY_SYNCHRONOUS_WRITES = 1 << 3,
        /// The target holds zeros already.
        #[since = "12.2.0"]
        VIR_DOMAIN_BLOCK_COPY_TARGET_ZEROED = 1 << 4,
    }
}

c_enum! {
    /// Flags of virDomainBlockJobAbort().
    #[since = "0.9.12"]
    pub enum virDomainBlockJobAbortFlags: u32 {
        /// Do not wait until the job has ended; an event says so.
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_JOB_ABORT_ASYNC = 1 << 0,
        /// Finish the job: switch to the copy, or to the base.
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT = 1 << 1,
    }
}

c_enum! {
    /// Flags of virDomainGetBlockJobInfo().
    #[since = "1.2.9"]
    pub enum virDomainBlockJobInfoFlags: u32 {
        /// Give the bandwidth in bytes/s, not MiB/s.
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_JOB_INFO_BANDWIDTH_BYTES = 1 << 0,
    }
}

c_enum! {
    /// Flags of virDomainBlockJobSetSpeed().
    #[since = "1.2.9"]
    pub enum virDomainBlockJobSetSpeedFlags: u32 {
        /// The bandwidth is in bytes/s, not MiB/s.
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_JOB_SPEED_BANDWIDTH_BYTES = 1 << 0,
    }
}

c_enum! {
    /// Kinds of block jobs.
    #[since = "0.9.4"]
    pub enum virDomainBlockJobType: i32 {
        /// Not known.
        #[since = "0.9.4"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_UNKNOWN = 0,
        /// Data of backing files is pulled into the top: virDomainBlockPull(), virDomainBlockRebase() without
        /// a flag for copying.
        #[since = "0.9.4"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_PULL = 1,
        /// A copy is made and kept up: virDomainBlockCopy(), virDomainBlockRebase() with a flag for copying.
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_COPY = 2,
        /// Data of layers below the active one is committed: virDomainBlockCommit().
        #[since = "0.10.2"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_COMMIT = 3,
        /// Data of the active layer is committed: virDomainBlockCommit().
        #[since = "1.2.6"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_ACTIVE_COMMIT = 4,
        /// A backup: virDomainBackupBegin().
        #[since = "6.0.0"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_BACKUP = 5,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_LAST = 6,
    }
}

c_enum! {
    /// Flags of virDomainBlockPull().
    #[since = "1.2.9"]
    pub enum virDomainBlockPullFlags: u32 {
        /// The bandwidth is in bytes/s, not MiB/s.
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_PULL_BANDWIDTH_BYTES = 1 << 6,
    }
}

c_enum! {
    /// Flags of virDomainBlockRebase().
    #[since = "0.9.12"]
    pub enum virDomainBlockRebaseFlags: u32 {
        /// Copy the top layer alone; the copy has the same backing file.
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_REBASE_SHALLOW = 1 << 0,
        /// Use a file that is there for the copy.
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_REBASE_REUSE_EXT = 1 << 1,
        /// Make the copy raw.
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_REBASE_COPY_RAW = 1 << 2,
        /// Make a copy instead of pulling.
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_REBASE_COPY = 1 << 3,
        /// Keep names of backing files relative.
        #[since = "1.2.7"]
        VIR_DOMAIN_BLOCK_REBASE_RELATIVE = 1 << 4,
        /// The copy is a block device.
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_REBASE_COPY_DEV = 1 << 5,
        /// The bandwidth is in bytes/s, not MiB/s.
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_REBASE_BANDWIDTH_BYTES = 1 << 6,
    }
}

c_enum! {
    /// Flags of virDomainGetJobStats().
    #[since = "1.2.9"]
    pub enum virDomainGetJobStatsFlags: u32 {
        /// Of the job that ended last.
        #[since = "1.2.9"]
        VIR_DOMAIN_JOB_STATS_COMPLETED = 1 << 0,
        /// With COMPLETED, keep the figures for the next call.
        #[since = "6.0.0"]
        VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED = 1 << 1,
    }
}

c_enum! {
    /// What a job does.
    #[since = "3.3.0"]
    pub enum virDomainJobOperation: i32 {
        /// Not known.
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_UNKNOWN = 0,
        /// Starts the domain.
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_START = 1,
        /// Saves it.
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_SAVE = 2,
        /// Restores it.
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_RESTORE = 3,
        /// Receives it.
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN = 4,
        /// Sends it away.
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT = 5,
        /// Makes a snapshot.
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_SNAPSHOT = 6,
        /// Goes back to a snapshot.
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_REVERT = 7,
        /// Dumps its memory.
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_DUMP = 8,
        /// Makes a backup.
        #[since = "6.0.0"]
        VIR_DOMAIN_JOB_OPERATION_BACKUP = 9,
        /// Deletes a snapshot.
        #[since = "9.0.0"]
        VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_DELETE = 10,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_LAST = 11,
    }
}

c_enum! {
    /// How a job stands.
    #[since = "0.7.7"]
    pub enum virDomainJobType: i32 {
        /// There is none.
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_NONE = 0,
        /// It runs, with an end in sight.
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_BOUNDED = 1,
        /// It runs, without an end in sight.
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_UNBOUNDED = 2,
        /// It is done, and waits to be cleaned up.
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_COMPLETED = 3,
        /// It failed, and waits to be cleaned up.
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_FAILED = 4,
        /// It was cancelled, and waits to be cleaned up.
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_CANCELLED = 5,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_JOB_LAST = 6,
    }
}

c_enum! {
    /// Flags of virDomainSaveImageGetXMLDesc().
    #[since = "5.1.0"]
    pub enum virDomainSaveImageXMLFlags: u32 {
        /// With passwords and other secrets; not on a read-only connection.
        #[since = "5.1.0"]
        VIR_DOMAIN_SAVE_IMAGE_XML_SECURE = VIR_DOMAIN_XML_SECURE,
    }
}

c_macro! {
    /// Most bandwidth the job may take, in bytes/s; 0 for no limit.
    #[since = "1.2.8"]
    pub const VIR_DOMAIN_BLOCK_COPY_BANDWIDTH: &str = "bandwidth";
}

c_macro! {
    /// Most data in flight, in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.8"]
    pub const VIR_DOMAIN_BLOCK_COPY_BUF_SIZE: &str = "buf-size";
}

c_macro! {
    /// Size in bytes of the pieces that are known to be dirty or not: a power of two, as
    /// VIR_TYPED_PARAM_UINT.
    #[since = "1.2.8"]
    pub const VIR_DOMAIN_BLOCK_COPY_GRANULARITY: &str = "granularity";
}

c_macro! {
    /// By how many percent the CPUs are slowed down, as VIR_TYPED_PARAM_INT.
    #[since = "2.0.0"]
    pub const VIR_DOMAIN_JOB_AUTO_CONVERGE_THROTTLE: &str = "auto_converge_throttle";
}

c_macro! {
    /// How many compressed bytes were sent, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_COMPRESSION_BYTES: &str = "compression_bytes";
}

c_macro! {
    /// Size of the compression's cache in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_COMPRESSION_CACHE: &str = "compression_cache";
}

c_macro! {
    /// How many pages were not in the cache, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_COMPRESSION_CACHE_MISSES: &str = "compression_cache_misses";
}

c_macro! {
    /// How many compressed pages were no smaller, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_COMPRESSION_OVERFLOW: &str = "compression_overflow";
}

c_macro! {
    /// How many compressed pages were sent, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_COMPRESSION_PAGES: &str = "compression_pages";
}

c_macro! {
    /// Bytes moved, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DATA_PROCESSED: &str = "data_processed";
}

c_macro! {
    /// Bytes left, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DATA_REMAINING: &str = "data_remaining";
}

c_macro! {
    /// Bytes to move in all, memory and disks, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DATA_TOTAL: &str = "data_total";
}

c_macro! {
    /// Bytes of disks moved per second, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_JOB_DISK_BPS: &str = "disk_bps";
}

c_macro! {
    /// Bytes of disks moved, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DISK_PROCESSED: &str = "disk_processed";
}

c_macro! {
    /// Bytes of disks left, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DISK_REMAINING: &str = "disk_remaining";
}

c_macro! {
    /// Room for temporary data of the job, in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "6.0.0"]
    pub const VIR_DOMAIN_JOB_DISK_TEMP_TOTAL: &str = "disk_temp_total";
}

c_macro! {
    /// How much of that room is in use, in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "6.0.0"]
    pub const VIR_DOMAIN_JOB_DISK_TEMP_USED: &str = "disk_temp_used";
}

c_macro! {
    /// Bytes of disks to move in all, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DISK_TOTAL: &str = "disk_total";
}

c_macro! {
    /// Milliseconds that the domain is, or is expected to be, paused, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DOWNTIME: &str = "downtime";
}

c_macro! {
    /// The same less the time that data took on the network, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.15"]
    pub const VIR_DOMAIN_JOB_DOWNTIME_NET: &str = "downtime_net";
}

c_macro! {
    /// Why the job failed.
    #[since = "6.3.0"]
    pub const VIR_DOMAIN_JOB_ERRMSG: &str = "errmsg";
}

c_macro! {
    /// Bytes of memory moved per second, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_JOB_MEMORY_BPS: &str = "memory_bps";
}

c_macro! {
    /// How many pages held one byte over and over, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_CONSTANT: &str = "memory_constant";
}

c_macro! {
    /// How many pages the guest changes per second.
    #[since = "1.3.1"]
    pub const VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE: &str = "memory_dirty_rate";
}

c_macro! {
    /// Which pass over the memory it is, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.3.1"]
    pub const VIR_DOMAIN_JOB_MEMORY_ITERATION: &str = "memory_iteration";
}

c_macro! {
    /// How many pages were sent as they are, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_NORMAL: &str = "memory_normal";
}

c_macro! {
    /// How many bytes those pages are, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_NORMAL_BYTES: &str = "memory_normal_bytes";
}

c_macro! {
    /// Size of a page in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "3.9.0"]
    pub const VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE: &str = "memory_page_size";
}

c_macro! {
    /// How many pages the destination asked for, as VIR_TYPED_PARAM_ULLONG.
    #[since = "5.0.0"]
    pub const VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS: &str = "memory_postcopy_requests";
}

c_macro! {
    /// Bytes of memory moved, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_PROCESSED: &str = "memory_processed";
}

c_macro! {
    /// Bytes of memory left, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_REMAINING: &str = "memory_remaining";
}

c_macro! {
    /// Bytes of memory to move in all, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_TOTAL: &str = "memory_total";
}

c_macro! {
    /// What the job does, one of virDomainJobOperation, as VIR_TYPED_PARAM_INT.
    #[since = "3.3.0"]
    pub const VIR_DOMAIN_JOB_OPERATION: &str = "operation";
}

c_macro! {
    /// Milliseconds from the start of the job to the first data, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_JOB_SETUP_TIME: &str = "setup_time";
}

c_macro! {
    /// Whether the job succeeded, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "6.0.0"]
    pub const VIR_DOMAIN_JOB_SUCCESS: &str = "success";
}

c_macro! {
    /// Milliseconds since the job began, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_TIME_ELAPSED: &str = "time_elapsed";
}

c_macro! {
    /// The same less the time that data took on the network, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.2.15"]
    pub const VIR_DOMAIN_JOB_TIME_ELAPSED_NET: &str = "time_elapsed_net";
}

c_macro! {
    /// Milliseconds that the job may still take, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_TIME_REMAINING: &str = "time_remaining";
}

c_macro! {
    /// Bytes of state of VFIO devices moved, as VIR_TYPED_PARAM_ULLONG.
    #[since = "10.6.0"]
    pub const VIR_DOMAIN_JOB_VFIO_DATA_TRANSFERRED: &str = "vfio_data_transferred";
}
