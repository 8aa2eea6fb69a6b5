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
    /// Flags of migrations.
    #[since = "0.3.2"]
    pub enum virDomainMigrateFlags: u32 {
        /// Do not pause the domain for the length of it.
        #[since = "0.3.2"]
        VIR_MIGRATE_LIVE = 1 << 0,
        /// The source talks to the destination itself.
        #[since = "0.7.2"]
        VIR_MIGRATE_PEER2PEER = 1 << 1,
        /// Send the data through the daemons' connection.
        #[since = "0.7.2"]
        VIR_MIGRATE_TUNNELLED = 1 << 2,
        /// Keep a definition on the destination.
        #[since = "0.7.3"]
        VIR_MIGRATE_PERSIST_DEST = 1 << 3,
        /// Remove the definition from the source.
        #[since = "0.7.3"]
        VIR_MIGRATE_UNDEFINE_SOURCE = 1 << 4,
        /// Leave the domain paused on the destination.
        #[since = "0.7.5"]
        VIR_MIGRATE_PAUSED = 1 << 5,
        /// Copy the disks, in full.
        #[since = "0.8.2"]
        VIR_MIGRATE_NON_SHARED_DISK = 1 << 6,
        /// Copy the disks, less what their backing files hold.
        #[since = "0.8.2"]
        VIR_MIGRATE_NON_SHARED_INC = 1 << 7,
        /// Refuse changes of the definition meanwhile.
        #[since = "0.9.4"]
        VIR_MIGRATE_CHANGE_PROTECTION = 1 << 8,
        /// Migrate even where that may lose data.
        #[since = "0.9.11"]
        VIR_MIGRATE_UNSAFE = 1 << 9,
        /// Migrate the definition alone, of a domain that does not run.
        #[since = "1.0.1"]
        VIR_MIGRATE_OFFLINE = 1 << 10,
        /// Compress the memory.
        #[since = "1.0.3"]
        VIR_MIGRATE_COMPRESSED = 1 << 11,
        /// Abort where a disk has an error.
        #[since = "1.1.0"]
        VIR_MIGRATE_ABORT_ON_ERROR = 1 << 12,
        /// Slow the CPUs down where memory changes faster than it is sent.
        #[since = "1.2.3"]
        VIR_MIGRATE_AUTO_CONVERGE = 1 << 13,
        /// Pin all memory for RDMA at the start.
        #[since = "1.2.9"]
        VIR_MIGRATE_RDMA_PIN_ALL = 1 << 14,
        /// Allow a switch to post-copy.
        #[since = "1.3.3"]
        VIR_MIGRATE_POSTCOPY = 1 << 15,
        /// Encrypt.
        #[since = "3.2.0"]
        VIR_MIGRATE_TLS = 1 << 16,
        /// Send over several connections.
        #[since = "5.2.0"]
        VIR_MIGRATE_PARALLEL = 1 << 17,
        /// With copied disks, a write of the guest waits until the destination has it.
        #[since = "8.0.0"]
        VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES = 1 << 18,
        /// Resume a post-copy migration that was interrupted.
        #[since = "8.5.0"]
        VIR_MIGRATE_POSTCOPY_RESUME = 1 << 19,
        /// Send memory without copying it first.
        #[since = "8.5.0"]
        VIR_MIGRATE_ZEROCOPY = 1 << 20,
    }
}

c_enum! {
    /// Flags of virDomainMigrateSetMaxSpeed() and virDomainMigrateGetMaxSpeed().
    #[since = "5.1.0"]
    pub enum virDomainMigrateMaxSpeedFlags: u32 {
        /// The limit of the post-copy phase.
        #[since = "5.1.0"]
        VIR_DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY = 1 << 0,
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

c_enum! {
    /// Flags of saving and restoring.
    #[since = "0.9.4"]
    pub enum virDomainSaveRestoreFlags: u32 {
        /// Do not fill the host's file cache.
        #[since = "0.9.4"]
        VIR_DOMAIN_SAVE_BYPASS_CACHE = 1 << 0,
        /// Restore it running, whatever it was.
        #[since = "0.9.5"]
        VIR_DOMAIN_SAVE_RUNNING = 1 << 1,
        /// Restore it paused, whatever it was.
        #[since = "0.9.5"]
        VIR_DOMAIN_SAVE_PAUSED = 1 << 2,
        /// Make the UEFI variables anew from their template.
        #[since = "8.1.0"]
        VIR_DOMAIN_SAVE_RESET_NVRAM = 1 << 3,
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

c_macro! {
    /// Definition to use in place of the domain's.
    #[since = "8.4.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_DXML: &str = "dxml";
}

c_macro! {
    /// File to save to or to restore from.
    #[since = "8.4.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_FILE: &str = "file";
}

c_macro! {
    /// Format of the image, one of the VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_ names, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: &str = "image_format";
}

c_macro! {
    /// The format of a stream compressed with bzip2.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_BZIP2: &str = "bzip2";
}

c_macro! {
    /// The format of a stream compressed with gzip.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_GZIP: &str = "gzip";
}

c_macro! {
    /// The format of a stream compressed with lzop.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_LZOP: &str = "lzop";
}

c_macro! {
    /// The format of a stream as it is.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_RAW: &str = "raw";
}

c_macro! {
    /// The format in which every page has its place; several channels can write it.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_SPARSE: &str = "sparse";
}

c_macro! {
    /// The format of a stream compressed with xz.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_XZ: &str = "xz";
}

c_macro! {
    /// The format of a stream compressed with zstd.
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_ZSTD: &str = "zstd";
}

c_macro! {
    /// How many channels save or restore at the same time.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS: &str = "parallel.channels";
}

c_macro! {
    /// By how many percent more the CPUs are slowed down when that was not enough, as VIR_TYPED_PARAM_INT.
    #[since = "2.0.0"]
    pub const VIR_MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT: &str = "auto_converge.increment";
}

c_macro! {
    /// By how many percent the CPUs are slowed down first, as VIR_TYPED_PARAM_INT.
    #[since = "2.0.0"]
    pub const VIR_MIGRATE_PARAM_AUTO_CONVERGE_INITIAL: &str = "auto_converge.initial";
}

c_macro! {
    /// Most bandwidth, in MiB/s, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_BANDWIDTH: &str = "bandwidth";
}

c_macro! {
    /// Bandwidth to reckon with for the last step, in bytes/s.
    #[since = "11.1.0"]
    pub const VIR_MIGRATE_PARAM_BANDWIDTH_AVAIL_SWITCHOVER: &str = "bandwidth.avail.switchover";
}

c_macro! {
    /// Most bandwidth of the post-copy phase, in MiB/s; 0 for no limit, as VIR_TYPED_PARAM_ULLONG.
    #[since = "5.1.0"]
    pub const VIR_MIGRATE_PARAM_BANDWIDTH_POSTCOPY: &str = "bandwidth.postcopy";
}

c_macro! {
    /// A way of compressing: "mt", "xbzrle", "zlib" or "zstd"; may be given more than once.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION: &str = "compression";
}

c_macro! {
    /// How many threads decompress for "mt", as VIR_TYPED_PARAM_INT.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_DTHREADS: &str = "compression.mt.dthreads";
}

c_macro! {
    /// How much "mt" compresses, from 0 for not at all to 9, as VIR_TYPED_PARAM_INT.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_LEVEL: &str = "compression.mt.level";
}

c_macro! {
    /// How many threads compress for "mt", as VIR_TYPED_PARAM_INT.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_THREADS: &str = "compression.mt.threads";
}

c_macro! {
    /// Size of the cache of "xbzrle" in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE: &str = "compression.xbzrle.cache";
}

c_macro! {
    /// How much "zlib" compresses, from 0 for not at all to 9, as VIR_TYPED_PARAM_INT.
    #[since = "9.4.0"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL: &str = "compression.zlib.level";
}

c_macro! {
    /// How much "zstd" compresses, from 0 for not at all to 20, as VIR_TYPED_PARAM_INT.
    #[since = "9.4.0"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL: &str = "compression.zstd.level";
}

c_macro! {
    /// Name of the domain on the destination, as VIR_TYPED_PARAM_STRING.
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_DEST_NAME: &str = "destination_name";
}

c_macro! {
    /// Definition of the domain on the destination, as VIR_TYPED_PARAM_STRING.
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_DEST_XML: &str = "destination_xml";
}

c_macro! {
    /// Port on the destination for copied disks, as VIR_TYPED_PARAM_INT.
    #[since = "1.3.3"]
    pub const VIR_MIGRATE_PARAM_DISKS_PORT: &str = "disks_port";
}

c_macro! {
    /// URI for copied disks: tcp or unix, as VIR_TYPED_PARAM_STRING.
    #[since = "6.8.0"]
    pub const VIR_MIGRATE_PARAM_DISKS_URI: &str = "disks_uri";
}

c_macro! {
    /// URI that graphics clients are sent to, as VIR_TYPED_PARAM_STRING.
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_GRAPHICS_URI: &str = "graphics_uri";
}

c_macro! {
    /// Address on which the destination listens.
    #[since = "1.1.4"]
    pub const VIR_MIGRATE_PARAM_LISTEN_ADDRESS: &str = "listen_address";
}

c_macro! {
    /// Target of a disk to copy; may be given more than once.
    #[since = "1.2.17"]
    pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS: &str = "migrate_disks";
}

c_macro! {
    /// Target of a disk of which zeros are left out; may be given more than once.
    #[since = "10.9.0"]
    pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES: &str = "migrate_disks_detect_zeroes";
}

c_macro! {
    /// Target of a disk whose copy holds zeros already; may be given more than once.
    #[since = "12.2.0"]
    pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS_TARGET_ZERO: &str = "migrate_disks_target_zero";
}

c_macro! {
    /// How many connections send at the same time, as VIR_TYPED_PARAM_INT.
    #[since = "5.2.0"]
    pub const VIR_MIGRATE_PARAM_PARALLEL_CONNECTIONS: &str = "parallel.connections";
}

c_macro! {
    /// Definition that is kept on the destination, as VIR_TYPED_PARAM_STRING.
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_PERSIST_XML: &str = "persistent_xml";
}

c_macro! {
    /// Name that the destination's certificate must have, as VIR_TYPED_PARAM_STRING.
    #[since = "6.0.0"]
    pub const VIR_MIGRATE_PARAM_TLS_DESTINATION: &str = "tls.destination";
}

c_macro! {
    /// URI for the data of the hypervisor, as VIR_TYPED_PARAM_STRING.
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_URI: &str = "migrate_uri";
}
