//! Constants of `libvirt-domain.h`.

use super::common::{
    VIR_TYPED_PARAM_BOOLEAN, VIR_TYPED_PARAM_DOUBLE, VIR_TYPED_PARAM_FIELD_LENGTH, VIR_TYPED_PARAM_INT,
    VIR_TYPED_PARAM_LLONG, VIR_TYPED_PARAM_UINT, VIR_TYPED_PARAM_ULLONG,
};

c_enum! {
    #[since = "0.9.0"]
    pub enum virBlkioParameterType: i32 {
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_INT = VIR_TYPED_PARAM_INT,
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_UINT = VIR_TYPED_PARAM_UINT,
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_LLONG = VIR_TYPED_PARAM_LLONG,
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_ULLONG = VIR_TYPED_PARAM_ULLONG,
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_DOUBLE = VIR_TYPED_PARAM_DOUBLE,
        #[since = "0.9.0"]
        VIR_DOMAIN_BLKIO_PARAM_BOOLEAN = VIR_TYPED_PARAM_BOOLEAN,
    }
}

c_enum! {
    #[since = "1.2.11"]
    pub enum virConnectDomainEventAgentLifecycleReason: i32 {
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_UNKNOWN = 0,
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_DOMAIN_STARTED = 1,
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_CHANNEL = 2,
        #[sentinel]
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_LAST = 3,
    }
}

c_enum! {
    #[since = "1.2.11"]
    pub enum virConnectDomainEventAgentLifecycleState: i32 {
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED = 1,
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_DISCONNECTED = 2,
        #[sentinel]
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_LAST = 3,
    }
}

c_enum! {
    #[since = "0.9.4"]
    pub enum virConnectDomainEventBlockJobStatus: i32 {
        #[since = "0.9.4"]
        VIR_DOMAIN_BLOCK_JOB_COMPLETED = 0,
        #[since = "0.9.4"]
        VIR_DOMAIN_BLOCK_JOB_FAILED = 1,
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_JOB_CANCELED = 2,
        #[since = "1.0.0"]
        VIR_DOMAIN_BLOCK_JOB_READY = 3,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_BLOCK_JOB_LAST = 4,
    }
}

c_enum! {
    #[since = "12.4.0"]
    pub enum virConnectDomainEventChannelLifecycleReason: i32 {
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_REASON_UNKNOWN = 0,
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_REASON_DOMAIN_STARTED = 1,
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_REASON_CHANNEL = 2,
        #[sentinel]
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_REASON_LAST = 3,
    }
}

c_enum! {
    #[since = "12.4.0"]
    pub enum virConnectDomainEventChannelLifecycleState: i32 {
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_STATE_CONNECTED = 1,
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_STATE_DISCONNECTED = 2,
        #[sentinel]
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_STATE_LAST = 3,
    }
}

c_enum! {
    #[since = "0.9.7"]
    pub enum virConnectDomainEventDiskChangeReason: i32 {
        #[since = "0.9.7"]
        VIR_DOMAIN_EVENT_DISK_CHANGE_MISSING_ON_START = 0,
        #[since = "1.1.2"]
        VIR_DOMAIN_EVENT_DISK_DROP_MISSING_ON_START = 1,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_DISK_CHANGE_LAST = 2,
    }
}

c_enum! {
    #[since = "1.2.8"]
    pub enum virConnectGetAllDomainStatsFlags: u32 {
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE = VIR_CONNECT_LIST_DOMAINS_ACTIVE,
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_INACTIVE = VIR_CONNECT_LIST_DOMAINS_INACTIVE,
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_PERSISTENT = VIR_CONNECT_LIST_DOMAINS_PERSISTENT,
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_TRANSIENT = VIR_CONNECT_LIST_DOMAINS_TRANSIENT,
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_RUNNING = VIR_CONNECT_LIST_DOMAINS_RUNNING,
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_PAUSED = VIR_CONNECT_LIST_DOMAINS_PAUSED,
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF = VIR_CONNECT_LIST_DOMAINS_SHUTOFF,
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_OTHER = VIR_CONNECT_LIST_DOMAINS_OTHER,
        #[since = "4.5.0"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT = 1 << 29,
        #[since = "1.2.12"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_BACKING = 1 << 30,
        #[since = "1.2.8"]
        VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS = 1 << 31,
    }
}

c_enum! {
    #[since = "11.0.0"]
    pub enum virConnectGetDomainCapabilitiesFlags: u32 {
        #[since = "11.0.0"]
        VIR_CONNECT_GET_DOMAIN_CAPABILITIES_DISABLE_DEPRECATED_FEATURES = 1 << 0,
        #[since = "12.2.0"]
        VIR_CONNECT_GET_DOMAIN_CAPABILITIES_EXPAND_CPU_FEATURES = 1 << 1,
        #[since = "12.5.0"]
        VIR_CONNECT_GET_DOMAIN_CAPABILITIES_SUPPORTED_CPU_FEATURES = 1 << 2,
    }
}

c_enum! {
    #[since = "0.9.13"]
    pub enum virConnectListAllDomainsFlags: u32 {
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_ACTIVE = 1 << 0,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_INACTIVE = 1 << 1,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_PERSISTENT = 1 << 2,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_TRANSIENT = 1 << 3,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_RUNNING = 1 << 4,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_PAUSED = 1 << 5,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_SHUTOFF = 1 << 6,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_OTHER = 1 << 7,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE = 1 << 8,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE = 1 << 9,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_AUTOSTART = 1 << 10,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART = 1 << 11,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT = 1 << 12,
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT = 1 << 13,
        #[since = "5.6.0"]
        VIR_CONNECT_LIST_DOMAINS_HAS_CHECKPOINT = 1 << 14,
        #[since = "5.6.0"]
        VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT = 1 << 15,
    }
}

c_enum! {
    #[since = "8.5.0"]
    pub enum virDomainAbortJobFlagsValues: i32 {
        #[since = "8.5.0"]
        VIR_DOMAIN_ABORT_JOB_POSTCOPY = 1 << 0,
    }
}

c_enum! {
    #[since = "5.10.0"]
    pub enum virDomainAgentResponseTimeoutValues: i32 {
        #[since = "5.10.0"]
        VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK = -2,
        #[since = "5.10.0"]
        VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT = -1,
        #[since = "5.10.0"]
        VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT = 0,
    }
}

c_enum! {
    #[since = "6.10.0"]
    pub enum virDomainAuthorizedSSHKeysSetFlags: u32 {
        #[since = "6.10.0"]
        VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND = 1 << 0,
        #[since = "6.10.0"]
        VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE = 1 << 1,
    }
}

c_enum! {
    #[since = "6.0.0"]
    pub enum virDomainBackupBeginFlags: u32 {
        #[since = "6.0.0"]
        VIR_DOMAIN_BACKUP_BEGIN_REUSE_EXTERNAL = 1 << 0,
        #[since = "11.10.0"]
        VIR_DOMAIN_BACKUP_BEGIN_PRESERVE_SHUTDOWN_DOMAIN = 1 << 1,
    }
}

c_enum! {
    #[since = "0.10.2"]
    pub enum virDomainBlockCommitFlags: u32 {
        #[since = "0.10.2"]
        VIR_DOMAIN_BLOCK_COMMIT_SHALLOW = 1 << 0,
        #[since = "0.10.2"]
        VIR_DOMAIN_BLOCK_COMMIT_DELETE = 1 << 1,
        #[since = "1.2.6"]
        VIR_DOMAIN_BLOCK_COMMIT_ACTIVE = 1 << 2,
        #[since = "1.2.7"]
        VIR_DOMAIN_BLOCK_COMMIT_RELATIVE = 1 << 3,
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_COMMIT_BANDWIDTH_BYTES = 1 << 4,
    }
}

c_enum! {
    #[since = "1.2.8"]
    pub enum virDomainBlockCopyFlags: u32 {
        #[since = "1.2.8"]
        VIR_DOMAIN_BLOCK_COPY_SHALLOW = 1 << 0,
        #[since = "1.2.8"]
        VIR_DOMAIN_BLOCK_COPY_REUSE_EXT = 1 << 1,
        #[since = "3.5.0"]
        VIR_DOMAIN_BLOCK_COPY_TRANSIENT_JOB = 1 << 2,
        #[since = "8.0.0"]
        VIR_DOMAIN_BLOCK_COPY_SYNCHRONOUS_WRITES = 1 << 3,
        #[since = "12.2.0"]
        VIR_DOMAIN_BLOCK_COPY_TARGET_ZEROED = 1 << 4,
    }
}

c_enum! {
    #[since = "0.9.12"]
    pub enum virDomainBlockJobAbortFlags: u32 {
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_JOB_ABORT_ASYNC = 1 << 0,
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT = 1 << 1,
    }
}

c_enum! {
    #[since = "1.2.9"]
    pub enum virDomainBlockJobInfoFlags: u32 {
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_JOB_INFO_BANDWIDTH_BYTES = 1 << 0,
    }
}

c_enum! {
    #[since = "1.2.9"]
    pub enum virDomainBlockJobSetSpeedFlags: u32 {
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_JOB_SPEED_BANDWIDTH_BYTES = 1 << 0,
    }
}

c_enum! {
    #[since = "0.9.4"]
    pub enum virDomainBlockJobType: i32 {
        #[since = "0.9.4"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_UNKNOWN = 0,
        #[since = "0.9.4"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_PULL = 1,
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_COPY = 2,
        #[since = "0.10.2"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_COMMIT = 3,
        #[since = "1.2.6"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_ACTIVE_COMMIT = 4,
        #[since = "6.0.0"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_BACKUP = 5,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_BLOCK_JOB_TYPE_LAST = 6,
    }
}

c_enum! {
    #[since = "1.2.9"]
    pub enum virDomainBlockPullFlags: u32 {
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_PULL_BANDWIDTH_BYTES = 1 << 6,
    }
}

c_enum! {
    #[since = "0.9.12"]
    pub enum virDomainBlockRebaseFlags: u32 {
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_REBASE_SHALLOW = 1 << 0,
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_REBASE_REUSE_EXT = 1 << 1,
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_REBASE_COPY_RAW = 1 << 2,
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_REBASE_COPY = 1 << 3,
        #[since = "1.2.7"]
        VIR_DOMAIN_BLOCK_REBASE_RELATIVE = 1 << 4,
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_REBASE_COPY_DEV = 1 << 5,
        #[since = "1.2.9"]
        VIR_DOMAIN_BLOCK_REBASE_BANDWIDTH_BYTES = 1 << 6,
    }
}

c_enum! {
    #[since = "0.9.11"]
    pub enum virDomainBlockResizeFlags: u32 {
        #[since = "0.9.11"]
        VIR_DOMAIN_BLOCK_RESIZE_BYTES = 1 << 0,
        #[since = "10.0.0"]
        VIR_DOMAIN_BLOCK_RESIZE_CAPACITY = 1 << 1,
        #[since = "12.3.0"]
        VIR_DOMAIN_BLOCK_RESIZE_EXTEND = 1 << 2,
    }
}

c_enum! {
    #[since = "0.9.2"]
    pub enum virDomainBlockedReason: i32 {
        #[since = "0.9.2"]
        VIR_DOMAIN_BLOCKED_UNKNOWN = 0,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_BLOCKED_LAST = 1,
    }
}

c_enum! {
    #[since = "1.0.2"]
    pub enum virDomainChannelFlags: u32 {
        #[since = "1.0.2"]
        VIR_DOMAIN_CHANNEL_FORCE = 1 << 0,
    }
}

c_enum! {
    #[since = "0.9.11"]
    pub enum virDomainConsoleFlags: u32 {
        #[since = "0.9.11"]
        VIR_DOMAIN_CONSOLE_FORCE = 1 << 0,
        #[since = "0.9.11"]
        VIR_DOMAIN_CONSOLE_SAFE = 1 << 1,
    }
}

c_enum! {
    #[since = "1.2.14"]
    pub enum virDomainControlErrorReason: i32 {
        #[since = "1.2.14"]
        VIR_DOMAIN_CONTROL_ERROR_REASON_NONE = 0,
        #[since = "1.2.14"]
        VIR_DOMAIN_CONTROL_ERROR_REASON_UNKNOWN = 1,
        #[since = "1.2.14"]
        VIR_DOMAIN_CONTROL_ERROR_REASON_MONITOR = 2,
        #[since = "1.2.14"]
        VIR_DOMAIN_CONTROL_ERROR_REASON_INTERNAL = 3,
        #[sentinel]
        #[since = "1.2.14"]
        VIR_DOMAIN_CONTROL_ERROR_REASON_LAST = 4,
    }
}

c_enum! {
    #[since = "0.9.3"]
    pub enum virDomainControlState: i32 {
        #[since = "0.9.3"]
        VIR_DOMAIN_CONTROL_OK = 0,
        #[since = "0.9.3"]
        VIR_DOMAIN_CONTROL_JOB = 1,
        #[since = "0.9.3"]
        VIR_DOMAIN_CONTROL_OCCUPIED = 2,
        #[since = "0.9.3"]
        VIR_DOMAIN_CONTROL_ERROR = 3,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_CONTROL_LAST = 4,
    }
}

c_enum! {
    #[since = "0.7.5"]
    pub enum virDomainCoreDumpFlags: u32 {
        #[since = "0.7.5"]
        VIR_DUMP_CRASH = 1 << 0,
        #[since = "0.7.5"]
        VIR_DUMP_LIVE = 1 << 1,
        #[since = "0.9.4"]
        VIR_DUMP_BYPASS_CACHE = 1 << 2,
        #[since = "0.9.7"]
        VIR_DUMP_RESET = 1 << 3,
        #[since = "0.9.13"]
        VIR_DUMP_MEMORY_ONLY = 1 << 4,
    }
}

c_enum! {
    #[since = "1.2.3"]
    pub enum virDomainCoreDumpFormat: i32 {
        #[since = "1.2.3"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_RAW = 0,
        #[since = "1.2.3"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_ZLIB = 1,
        #[since = "1.2.3"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_LZO = 2,
        #[since = "1.2.3"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_SNAPPY = 3,
        #[since = "7.4.0"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_WIN_DMP = 4,
        #[sentinel]
        #[since = "1.2.3"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_LAST = 5,
    }
}

c_enum! {
    #[since = "0.9.2"]
    pub enum virDomainCrashedReason: i32 {
        #[since = "0.9.2"]
        VIR_DOMAIN_CRASHED_UNKNOWN = 0,
        #[since = "1.1.1"]
        VIR_DOMAIN_CRASHED_PANICKED = 1,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_CRASHED_LAST = 2,
    }
}

c_enum! {
    #[since = "0.0.1"]
    pub enum virDomainCreateFlags: u32 {
        #[since = "0.0.1"]
        VIR_DOMAIN_NONE = 0,
        #[since = "0.8.2"]
        VIR_DOMAIN_START_PAUSED = 1 << 0,
        #[since = "0.9.3"]
        VIR_DOMAIN_START_AUTODESTROY = 1 << 1,
        #[since = "0.9.4"]
        VIR_DOMAIN_START_BYPASS_CACHE = 1 << 2,
        #[since = "0.9.5"]
        VIR_DOMAIN_START_FORCE_BOOT = 1 << 3,
        #[since = "1.2.12"]
        VIR_DOMAIN_START_VALIDATE = 1 << 4,
        #[since = "8.1.0"]
        VIR_DOMAIN_START_RESET_NVRAM = 1 << 5,
    }
}

c_enum! {
    #[since = "1.2.12"]
    pub enum virDomainDefineFlags: u32 {
        #[since = "1.2.12"]
        VIR_DOMAIN_DEFINE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    #[since = "0.9.4"]
    pub enum virDomainDestroyFlagsValues: i32 {
        #[since = "0.9.10"]
        VIR_DOMAIN_DESTROY_DEFAULT = 0,
        #[since = "0.9.10"]
        VIR_DOMAIN_DESTROY_GRACEFUL = 1 << 0,
        #[since = "8.3.0"]
        VIR_DOMAIN_DESTROY_REMOVE_LOGS = 1 << 1,
    }
}

c_enum! {
    #[since = "0.7.7"]
    pub enum virDomainDeviceModifyFlags: u32 {
        #[since = "0.7.7"]
        VIR_DOMAIN_DEVICE_MODIFY_CURRENT = VIR_DOMAIN_AFFECT_CURRENT,
        #[since = "0.7.7"]
        VIR_DOMAIN_DEVICE_MODIFY_LIVE = VIR_DOMAIN_AFFECT_LIVE,
        #[since = "0.7.7"]
        VIR_DOMAIN_DEVICE_MODIFY_CONFIG = VIR_DOMAIN_AFFECT_CONFIG,
        #[since = "0.8.6"]
        VIR_DOMAIN_DEVICE_MODIFY_FORCE = 1 << 2,
    }
}

c_enum! {
    #[since = "8.1.0"]
    pub enum virDomainDirtyRateCalcFlags: u32 {
        #[since = "8.1.0"]
        VIR_DOMAIN_DIRTYRATE_MODE_PAGE_SAMPLING = 0,
        #[since = "8.1.0"]
        VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP = 1 << 0,
        #[since = "8.1.0"]
        VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING = 1 << 1,
    }
}

c_enum! {
    #[since = "7.2.0"]
    pub enum virDomainDirtyRateStatus: i32 {
        #[since = "7.2.0"]
        VIR_DOMAIN_DIRTYRATE_UNSTARTED = 0,
        #[since = "7.2.0"]
        VIR_DOMAIN_DIRTYRATE_MEASURING = 1,
        #[since = "7.2.0"]
        VIR_DOMAIN_DIRTYRATE_MEASURED = 2,
        #[sentinel]
        #[since = "7.2.0"]
        VIR_DOMAIN_DIRTYRATE_LAST = 3,
    }
}

c_enum! {
    #[since = "0.9.10"]
    pub enum virDomainDiskErrorCode: i32 {
        #[since = "0.9.10"]
        VIR_DOMAIN_DISK_ERROR_NONE = 0,
        #[since = "0.9.10"]
        VIR_DOMAIN_DISK_ERROR_UNSPEC = 1,
        #[since = "0.9.10"]
        VIR_DOMAIN_DISK_ERROR_NO_SPACE = 2,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_DISK_ERROR_LAST = 3,
    }
}

c_enum! {
    #[since = "1.1.1"]
    pub enum virDomainEventCrashedDetailType: i32 {
        #[since = "1.1.1"]
        VIR_DOMAIN_EVENT_CRASHED_PANICKED = 0,
        #[since = "6.1.0"]
        VIR_DOMAIN_EVENT_CRASHED_CRASHLOADED = 1,
        #[sentinel]
        #[since = "1.1.1"]
        VIR_DOMAIN_EVENT_CRASHED_LAST = 2,
    }
}

c_enum! {
    #[since = "0.5.0"]
    pub enum virDomainEventDefinedDetailType: i32 {
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_DEFINED_ADDED = 0,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_DEFINED_UPDATED = 1,
        #[since = "1.2.19"]
        VIR_DOMAIN_EVENT_DEFINED_RENAMED = 2,
        #[since = "1.3.3"]
        VIR_DOMAIN_EVENT_DEFINED_FROM_SNAPSHOT = 3,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_DEFINED_LAST = 4,
    }
}

c_enum! {
    #[since = "0.8.0"]
    pub enum virDomainEventGraphicsAddressType: i32 {
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV4 = 0,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV6 = 1,
        #[since = "0.9.7"]
        VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_UNIX = 2,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_LAST = 3,
    }
}

c_enum! {
    #[since = "0.8.0"]
    pub enum virDomainEventGraphicsPhase: i32 {
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_GRAPHICS_CONNECT = 0,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_GRAPHICS_INITIALIZE = 1,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_GRAPHICS_DISCONNECT = 2,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_GRAPHICS_LAST = 3,
    }
}

c_enum! {
    #[since = "0.8.0"]
    pub enum virDomainEventID: i32 {
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_LIFECYCLE = 0,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_REBOOT = 1,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_RTC_CHANGE = 2,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_WATCHDOG = 3,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_IO_ERROR = 4,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_GRAPHICS = 5,
        #[since = "0.8.1"]
        VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON = 6,
        #[since = "0.9.2"]
        VIR_DOMAIN_EVENT_ID_CONTROL_ERROR = 7,
        #[since = "0.9.4"]
        VIR_DOMAIN_EVENT_ID_BLOCK_JOB = 8,
        #[since = "0.9.7"]
        VIR_DOMAIN_EVENT_ID_DISK_CHANGE = 9,
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_ID_TRAY_CHANGE = 10,
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_ID_PMWAKEUP = 11,
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_ID_PMSUSPEND = 12,
        #[since = "0.10.0"]
        VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE = 13,
        #[since = "1.0.0"]
        VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK = 14,
        #[since = "1.1.1"]
        VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED = 15,
        #[since = "1.2.6"]
        VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2 = 16,
        #[since = "1.2.9"]
        VIR_DOMAIN_EVENT_ID_TUNABLE = 17,
        #[since = "1.2.11"]
        VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE = 18,
        #[since = "1.2.15"]
        VIR_DOMAIN_EVENT_ID_DEVICE_ADDED = 19,
        #[since = "1.3.2"]
        VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION = 20,
        #[since = "1.3.3"]
        VIR_DOMAIN_EVENT_ID_JOB_COMPLETED = 21,
        #[since = "1.3.4"]
        VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED = 22,
        #[since = "3.0.0"]
        VIR_DOMAIN_EVENT_ID_METADATA_CHANGE = 23,
        #[since = "3.2.0"]
        VIR_DOMAIN_EVENT_ID_BLOCK_THRESHOLD = 24,
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_ID_MEMORY_FAILURE = 25,
        #[since = "7.9.0"]
        VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE = 26,
        #[since = "11.2.0"]
        VIR_DOMAIN_EVENT_ID_NIC_MAC_CHANGE = 27,
        #[since = "12.4.0"]
        VIR_DOMAIN_EVENT_ID_VCPU_REMOVED = 28,
        #[since = "12.4.0"]
        VIR_DOMAIN_EVENT_ID_CHANNEL_LIFECYCLE = 29,
        #[sentinel]
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_LAST = 30,
    }
}

c_enum! {
    #[since = "0.8.0"]
    pub enum virDomainEventIOErrorAction: i32 {
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_IO_ERROR_NONE = 0,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_IO_ERROR_PAUSE = 1,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_IO_ERROR_REPORT = 2,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_IO_ERROR_LAST = 3,
    }
}

c_enum! {
    #[since = "0.10.2"]
    pub enum virDomainEventPMSuspendedDetailType: i32 {
        #[since = "0.10.2"]
        VIR_DOMAIN_EVENT_PMSUSPENDED_MEMORY = 0,
        #[since = "1.0.0"]
        VIR_DOMAIN_EVENT_PMSUSPENDED_DISK = 1,
        #[sentinel]
        #[since = "0.10.2"]
        VIR_DOMAIN_EVENT_PMSUSPENDED_LAST = 2,
    }
}

c_enum! {
    #[since = "0.5.0"]
    pub enum virDomainEventResumedDetailType: i32 {
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_RESUMED_UNPAUSED = 0,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_RESUMED_MIGRATED = 1,
        #[since = "0.9.5"]
        VIR_DOMAIN_EVENT_RESUMED_FROM_SNAPSHOT = 2,
        #[since = "1.3.3"]
        VIR_DOMAIN_EVENT_RESUMED_POSTCOPY = 3,
        #[since = "8.5.0"]
        VIR_DOMAIN_EVENT_RESUMED_POSTCOPY_FAILED = 4,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_RESUMED_LAST = 5,
    }
}

c_enum! {
    #[since = "0.9.8"]
    pub enum virDomainEventShutdownDetailType: i32 {
        #[since = "0.9.8"]
        VIR_DOMAIN_EVENT_SHUTDOWN_FINISHED = 0,
        #[since = "3.4.0"]
        VIR_DOMAIN_EVENT_SHUTDOWN_GUEST = 1,
        #[since = "3.4.0"]
        VIR_DOMAIN_EVENT_SHUTDOWN_HOST = 2,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_SHUTDOWN_LAST = 3,
    }
}

c_enum! {
    #[since = "0.5.0"]
    pub enum virDomainEventStartedDetailType: i32 {
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STARTED_BOOTED = 0,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STARTED_MIGRATED = 1,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STARTED_RESTORED = 2,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_STARTED_FROM_SNAPSHOT = 3,
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_STARTED_WAKEUP = 4,
        #[since = "11.6.0"]
        VIR_DOMAIN_EVENT_STARTED_RECREATED = 5,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_STARTED_LAST = 6,
    }
}

c_enum! {
    #[since = "0.5.0"]
    pub enum virDomainEventStoppedDetailType: i32 {
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN = 0,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_DESTROYED = 1,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_CRASHED = 2,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_MIGRATED = 3,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_SAVED = 4,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_FAILED = 5,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_STOPPED_FROM_SNAPSHOT = 6,
        #[since = "11.6.0"]
        VIR_DOMAIN_EVENT_STOPPED_RECREATED = 7,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_STOPPED_LAST = 8,
    }
}

c_enum! {
    #[since = "0.5.0"]
    pub enum virDomainEventSuspendedDetailType: i32 {
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_SUSPENDED_PAUSED = 0,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_SUSPENDED_MIGRATED = 1,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_SUSPENDED_IOERROR = 2,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_SUSPENDED_WATCHDOG = 3,
        #[since = "0.9.5"]
        VIR_DOMAIN_EVENT_SUSPENDED_RESTORED = 4,
        #[since = "0.9.5"]
        VIR_DOMAIN_EVENT_SUSPENDED_FROM_SNAPSHOT = 5,
        #[since = "1.0.1"]
        VIR_DOMAIN_EVENT_SUSPENDED_API_ERROR = 6,
        #[since = "1.3.3"]
        VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY = 7,
        #[since = "1.3.3"]
        VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY_FAILED = 8,
        #[since = "11.10.0"]
        VIR_DOMAIN_EVENT_SUSPENDED_GUEST_SHUTDOWN = 9,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_SUSPENDED_LAST = 10,
    }
}

c_enum! {
    #[since = "0.9.11"]
    pub enum virDomainEventTrayChangeReason: i32 {
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_TRAY_CHANGE_OPEN = 0,
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_TRAY_CHANGE_CLOSE = 1,
        #[sentinel]
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_TRAY_CHANGE_LAST = 2,
    }
}

c_enum! {
    #[since = "0.5.0"]
    pub enum virDomainEventType: i32 {
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_DEFINED = 0,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_UNDEFINED = 1,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STARTED = 2,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_SUSPENDED = 3,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_RESUMED = 4,
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED = 5,
        #[since = "0.9.8"]
        VIR_DOMAIN_EVENT_SHUTDOWN = 6,
        #[since = "0.10.2"]
        VIR_DOMAIN_EVENT_PMSUSPENDED = 7,
        #[since = "1.1.1"]
        VIR_DOMAIN_EVENT_CRASHED = 8,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_LAST = 9,
    }
}

c_enum! {
    #[since = "0.5.0"]
    pub enum virDomainEventUndefinedDetailType: i32 {
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_UNDEFINED_REMOVED = 0,
        #[since = "1.2.19"]
        VIR_DOMAIN_EVENT_UNDEFINED_RENAMED = 1,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_UNDEFINED_LAST = 2,
    }
}

c_enum! {
    #[since = "0.8.0"]
    pub enum virDomainEventWatchdogAction: i32 {
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_NONE = 0,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_PAUSE = 1,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_RESET = 2,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_POWEROFF = 3,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_SHUTDOWN = 4,
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_DEBUG = 5,
        #[since = "1.2.17"]
        VIR_DOMAIN_EVENT_WATCHDOG_INJECTNMI = 6,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_WATCHDOG_LAST = 7,
    }
}

c_enum! {
    #[since = "9.0.0"]
    pub enum virDomainFDAssociateFlags: u32 {
        #[since = "9.0.0"]
        VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_RESTORE = 1 << 0,
        #[since = "9.0.0"]
        VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_WRITABLE = 1 << 1,
    }
}

c_enum! {
    #[since = "6.1.0"]
    pub enum virDomainGetHostnameFlags: u32 {
        #[since = "6.1.0"]
        VIR_DOMAIN_GET_HOSTNAME_LEASE = 1 << 0,
        #[since = "6.1.0"]
        VIR_DOMAIN_GET_HOSTNAME_AGENT = 1 << 1,
    }
}

c_enum! {
    #[since = "1.2.9"]
    pub enum virDomainGetJobStatsFlags: u32 {
        #[since = "1.2.9"]
        VIR_DOMAIN_JOB_STATS_COMPLETED = 1 << 0,
        #[since = "6.0.0"]
        VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED = 1 << 1,
    }
}

c_enum! {
    #[since = "10.2.0"]
    pub enum virDomainGraphicsReloadType: i32 {
        #[since = "10.2.0"]
        VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_ANY = 0,
        #[since = "10.2.0"]
        VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_VNC = 1,
        #[sentinel]
        #[since = "10.2.0"]
        VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_LAST = 2,
    }
}

c_enum! {
    #[since = "5.7.0"]
    pub enum virDomainGuestInfoTypes: u32 {
        #[since = "5.7.0"]
        VIR_DOMAIN_GUEST_INFO_USERS = 1 << 0,
        #[since = "5.7.0"]
        VIR_DOMAIN_GUEST_INFO_OS = 1 << 1,
        #[since = "5.7.0"]
        VIR_DOMAIN_GUEST_INFO_TIMEZONE = 1 << 2,
        #[since = "5.7.0"]
        VIR_DOMAIN_GUEST_INFO_HOSTNAME = 1 << 3,
        #[since = "5.7.0"]
        VIR_DOMAIN_GUEST_INFO_FILESYSTEM = 1 << 4,
        #[since = "7.0.0"]
        VIR_DOMAIN_GUEST_INFO_DISKS = 1 << 5,
        #[since = "7.10.0"]
        VIR_DOMAIN_GUEST_INFO_INTERFACES = 1 << 6,
        #[since = "11.2.0"]
        VIR_DOMAIN_GUEST_INFO_LOAD = 1 << 7,
        #[since = "12.7.0"]
        VIR_DOMAIN_GUEST_INFO_DEVICES = 1 << 8,
    }
}

c_enum! {
    #[since = "1.2.14"]
    pub enum virDomainInterfaceAddressesSource: i32 {
        #[since = "1.2.14"]
        VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE = 0,
        #[since = "1.2.14"]
        VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT = 1,
        #[since = "4.2.0"]
        VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP = 2,
        #[sentinel]
        #[since = "1.2.14"]
        VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LAST = 3,
    }
}

c_enum! {
    #[since = "3.3.0"]
    pub enum virDomainJobOperation: i32 {
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_UNKNOWN = 0,
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_START = 1,
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_SAVE = 2,
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_RESTORE = 3,
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN = 4,
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT = 5,
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_SNAPSHOT = 6,
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_REVERT = 7,
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_DUMP = 8,
        #[since = "6.0.0"]
        VIR_DOMAIN_JOB_OPERATION_BACKUP = 9,
        #[since = "9.0.0"]
        VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_DELETE = 10,
        #[sentinel]
        #[since = "3.3.0"]
        VIR_DOMAIN_JOB_OPERATION_LAST = 11,
    }
}

c_enum! {
    #[since = "0.7.7"]
    pub enum virDomainJobType: i32 {
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_NONE = 0,
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_BOUNDED = 1,
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_UNBOUNDED = 2,
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_COMPLETED = 3,
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_FAILED = 4,
        #[since = "0.7.7"]
        VIR_DOMAIN_JOB_CANCELLED = 5,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_JOB_LAST = 6,
    }
}

c_enum! {
    #[since = "3.9.0"]
    pub enum virDomainLifecycle: i32 {
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_POWEROFF = 0,
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_REBOOT = 1,
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_CRASH = 2,
        #[sentinel]
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_LAST = 3,
    }
}

c_enum! {
    #[since = "3.9.0"]
    pub enum virDomainLifecycleAction: i32 {
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_DESTROY = 0,
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_RESTART = 1,
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_RESTART_RENAME = 2,
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_PRESERVE = 3,
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_DESTROY = 4,
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_RESTART = 5,
        #[since = "12.6.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_PRESERVE_RUNNING = 6,
        #[sentinel]
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_LAST = 7,
    }
}

c_enum! {
    #[since = "6.9.0"]
    pub enum virDomainMemoryFailureActionType: i32 {
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_IGNORE = 0,
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_INJECT = 1,
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_FATAL = 2,
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_RESET = 3,
        #[sentinel]
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_LAST = 4,
    }
}

c_enum! {
    #[since = "6.9.0"]
    pub enum virDomainMemoryFailureFlags: u32 {
        #[since = "6.9.0"]
        VIR_DOMAIN_MEMORY_FAILURE_ACTION_REQUIRED = 1 << 0,
        #[since = "6.9.0"]
        VIR_DOMAIN_MEMORY_FAILURE_RECURSIVE = 1 << 1,
    }
}

c_enum! {
    #[since = "6.9.0"]
    pub enum virDomainMemoryFailureRecipientType: i32 {
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_HYPERVISOR = 0,
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_GUEST = 1,
        #[sentinel]
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_LAST = 2,
    }
}

c_enum! {
    #[since = "0.4.4"]
    pub enum virDomainMemoryFlags: u32 {
        #[since = "0.4.4"]
        VIR_MEMORY_VIRTUAL = 1 << 0,
        #[since = "0.7.0"]
        VIR_MEMORY_PHYSICAL = 1 << 1,
    }
}

c_enum! {
    #[since = "0.9.0"]
    pub enum virDomainMemoryModFlags: u32 {
        #[since = "0.9.1"]
        VIR_DOMAIN_MEM_CURRENT = VIR_DOMAIN_AFFECT_CURRENT,
        #[since = "0.9.0"]
        VIR_DOMAIN_MEM_LIVE = VIR_DOMAIN_AFFECT_LIVE,
        #[since = "0.9.0"]
        VIR_DOMAIN_MEM_CONFIG = VIR_DOMAIN_AFFECT_CONFIG,
        #[since = "0.9.1"]
        VIR_DOMAIN_MEM_MAXIMUM = 1 << 2,
    }
}

c_enum! {
    #[since = "0.7.5"]
    pub enum virDomainMemoryStatTags: i32 {
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_SWAP_IN = 0,
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_SWAP_OUT = 1,
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT = 2,
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT = 3,
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_UNUSED = 4,
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_AVAILABLE = 5,
        #[since = "0.9.3"]
        VIR_DOMAIN_MEMORY_STAT_ACTUAL_BALLOON = 6,
        #[since = "0.9.10"]
        VIR_DOMAIN_MEMORY_STAT_RSS = 7,
        #[since = "2.1.0"]
        VIR_DOMAIN_MEMORY_STAT_USABLE = 8,
        #[since = "2.1.0"]
        VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE = 9,
        #[since = "4.6.0"]
        VIR_DOMAIN_MEMORY_STAT_DISK_CACHES = 10,
        #[since = "5.4.0"]
        VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC = 11,
        #[since = "5.4.0"]
        VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL = 12,
        #[since = "0.7.5"]
        VIR_DOMAIN_MEMORY_STAT_NR = 13,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_MEMORY_STAT_LAST = VIR_DOMAIN_MEMORY_STAT_NR,
    }
}

c_enum! {
    #[since = "7.1.0"]
    pub enum virDomainMessageType: i32 {
        #[since = "7.1.0"]
        VIR_DOMAIN_MESSAGE_DEPRECATION = 1 << 0,
        #[since = "7.1.0"]
        VIR_DOMAIN_MESSAGE_TAINTING = 1 << 1,
        #[since = "11.1.0"]
        VIR_DOMAIN_MESSAGE_IOERRORS = 1 << 2,
    }
}

c_enum! {
    #[since = "0.9.10"]
    pub enum virDomainMetadataType: i32 {
        #[since = "0.9.10"]
        VIR_DOMAIN_METADATA_DESCRIPTION = 0,
        #[since = "0.9.10"]
        VIR_DOMAIN_METADATA_TITLE = 1,
        #[since = "0.9.10"]
        VIR_DOMAIN_METADATA_ELEMENT = 2,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_METADATA_LAST = 3,
    }
}

c_enum! {
    #[since = "0.3.2"]
    pub enum virDomainMigrateFlags: u32 {
        #[since = "0.3.2"]
        VIR_MIGRATE_LIVE = 1 << 0,
        #[since = "0.7.2"]
        VIR_MIGRATE_PEER2PEER = 1 << 1,
        #[since = "0.7.2"]
        VIR_MIGRATE_TUNNELLED = 1 << 2,
        #[since = "0.7.3"]
        VIR_MIGRATE_PERSIST_DEST = 1 << 3,
        #[since = "0.7.3"]
        VIR_MIGRATE_UNDEFINE_SOURCE = 1 << 4,
        #[since = "0.7.5"]
        VIR_MIGRATE_PAUSED = 1 << 5,
        #[since = "0.8.2"]
        VIR_MIGRATE_NON_SHARED_DISK = 1 << 6,
        #[since = "0.8.2"]
        VIR_MIGRATE_NON_SHARED_INC = 1 << 7,
        #[since = "0.9.4"]
        VIR_MIGRATE_CHANGE_PROTECTION = 1 << 8,
        #[since = "0.9.11"]
        VIR_MIGRATE_UNSAFE = 1 << 9,
        #[since = "1.0.1"]
        VIR_MIGRATE_OFFLINE = 1 << 10,
        #[since = "1.0.3"]
        VIR_MIGRATE_COMPRESSED = 1 << 11,
        #[since = "1.1.0"]
        VIR_MIGRATE_ABORT_ON_ERROR = 1 << 12,
        #[since = "1.2.3"]
        VIR_MIGRATE_AUTO_CONVERGE = 1 << 13,
        #[since = "1.2.9"]
        VIR_MIGRATE_RDMA_PIN_ALL = 1 << 14,
        #[since = "1.3.3"]
        VIR_MIGRATE_POSTCOPY = 1 << 15,
        #[since = "3.2.0"]
        VIR_MIGRATE_TLS = 1 << 16,
        #[since = "5.2.0"]
        VIR_MIGRATE_PARALLEL = 1 << 17,
        #[since = "8.0.0"]
        VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES = 1 << 18,
        #[since = "8.5.0"]
        VIR_MIGRATE_POSTCOPY_RESUME = 1 << 19,
        #[since = "8.5.0"]
        VIR_MIGRATE_ZEROCOPY = 1 << 20,
    }
}

c_enum! {
    #[since = "5.1.0"]
    pub enum virDomainMigrateMaxSpeedFlags: u32 {
        #[since = "5.1.0"]
        VIR_DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY = 1 << 0,
    }
}

c_enum! {
    #[since = "0.9.2"]
    pub enum virDomainModificationImpact: u32 {
        #[since = "0.9.2"]
        VIR_DOMAIN_AFFECT_CURRENT = 0,
        #[since = "0.9.2"]
        VIR_DOMAIN_AFFECT_LIVE = 1 << 0,
        #[since = "0.9.2"]
        VIR_DOMAIN_AFFECT_CONFIG = 1 << 1,
    }
}

c_enum! {
    #[since = "0.9.2"]
    pub enum virDomainNostateReason: i32 {
        #[since = "0.9.2"]
        VIR_DOMAIN_NOSTATE_UNKNOWN = 0,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_NOSTATE_LAST = 1,
    }
}

c_enum! {
    #[since = "0.9.9"]
    pub enum virDomainNumatuneMemMode: i32 {
        #[since = "0.9.9"]
        VIR_DOMAIN_NUMATUNE_MEM_STRICT = 0,
        #[since = "0.9.9"]
        VIR_DOMAIN_NUMATUNE_MEM_PREFERRED = 1,
        #[since = "0.9.9"]
        VIR_DOMAIN_NUMATUNE_MEM_INTERLEAVE = 2,
        #[since = "7.3.0"]
        VIR_DOMAIN_NUMATUNE_MEM_RESTRICTIVE = 3,
        #[sentinel]
        #[since = "0.9.9"]
        VIR_DOMAIN_NUMATUNE_MEM_LAST = 4,
    }
}

c_enum! {
    #[since = "0.9.7"]
    pub enum virDomainOpenGraphicsFlags: u32 {
        #[since = "0.9.7"]
        VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH = 1 << 0,
    }
}

c_enum! {
    #[since = "1.0.0"]
    pub enum virDomainPMSuspendedDiskReason: i32 {
        #[since = "1.0.0"]
        VIR_DOMAIN_PMSUSPENDED_DISK_UNKNOWN = 0,
        #[sentinel]
        #[since = "1.0.0"]
        VIR_DOMAIN_PMSUSPENDED_DISK_LAST = 1,
    }
}

c_enum! {
    #[since = "0.9.11"]
    pub enum virDomainPMSuspendedReason: i32 {
        #[since = "0.9.11"]
        VIR_DOMAIN_PMSUSPENDED_UNKNOWN = 0,
        #[sentinel]
        #[since = "0.9.11"]
        VIR_DOMAIN_PMSUSPENDED_LAST = 1,
    }
}

c_enum! {
    #[since = "0.9.2"]
    pub enum virDomainPausedReason: i32 {
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_UNKNOWN = 0,
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_USER = 1,
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_MIGRATION = 2,
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_SAVE = 3,
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_DUMP = 4,
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_IOERROR = 5,
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_WATCHDOG = 6,
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_FROM_SNAPSHOT = 7,
        #[since = "0.9.5"]
        VIR_DOMAIN_PAUSED_SHUTTING_DOWN = 8,
        #[since = "1.0.1"]
        VIR_DOMAIN_PAUSED_SNAPSHOT = 9,
        #[since = "1.1.1"]
        VIR_DOMAIN_PAUSED_CRASHED = 10,
        #[since = "1.2.14"]
        VIR_DOMAIN_PAUSED_STARTING_UP = 11,
        #[since = "1.3.3"]
        VIR_DOMAIN_PAUSED_POSTCOPY = 12,
        #[since = "1.3.3"]
        VIR_DOMAIN_PAUSED_POSTCOPY_FAILED = 13,
        #[since = "9.2.0"]
        VIR_DOMAIN_PAUSED_API_ERROR = 14,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_PAUSED_LAST = 15,
    }
}

c_enum! {
    #[since = "1.0.1"]
    pub enum virDomainProcessSignal: i32 {
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_NOP = 0,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_HUP = 1,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_INT = 2,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_QUIT = 3,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_ILL = 4,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_TRAP = 5,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_ABRT = 6,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_BUS = 7,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_FPE = 8,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_KILL = 9,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_USR1 = 10,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_SEGV = 11,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_USR2 = 12,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_PIPE = 13,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_ALRM = 14,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_TERM = 15,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_STKFLT = 16,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_CHLD = 17,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_CONT = 18,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_STOP = 19,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_TSTP = 20,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_TTIN = 21,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_TTOU = 22,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_URG = 23,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_XCPU = 24,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_XFSZ = 25,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_VTALRM = 26,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_PROF = 27,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_WINCH = 28,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_POLL = 29,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_PWR = 30,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_SYS = 31,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT0 = 32,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT1 = 33,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT2 = 34,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT3 = 35,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT4 = 36,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT5 = 37,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT6 = 38,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT7 = 39,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT8 = 40,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT9 = 41,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT10 = 42,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT11 = 43,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT12 = 44,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT13 = 45,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT14 = 46,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT15 = 47,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT16 = 48,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT17 = 49,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT18 = 50,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT19 = 51,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT20 = 52,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT21 = 53,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT22 = 54,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT23 = 55,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT24 = 56,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT25 = 57,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT26 = 58,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT27 = 59,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT28 = 60,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT29 = 61,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT30 = 62,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT31 = 63,
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_RT32 = 64,
        #[sentinel]
        #[since = "1.0.1"]
        VIR_DOMAIN_PROCESS_SIGNAL_LAST = 65,
    }
}

c_enum! {
    #[since = "0.9.10"]
    pub enum virDomainRebootFlagValues: u32 {
        #[since = "0.9.10"]
        VIR_DOMAIN_REBOOT_DEFAULT = 0,
        #[since = "0.9.10"]
        VIR_DOMAIN_REBOOT_ACPI_POWER_BTN = 1 << 0,
        #[since = "0.9.10"]
        VIR_DOMAIN_REBOOT_GUEST_AGENT = 1 << 1,
        #[since = "1.0.1"]
        VIR_DOMAIN_REBOOT_INITCTL = 1 << 2,
        #[since = "1.0.1"]
        VIR_DOMAIN_REBOOT_SIGNAL = 1 << 3,
        #[since = "1.2.5"]
        VIR_DOMAIN_REBOOT_PARAVIRT = 1 << 4,
    }
}

c_enum! {
    #[since = "0.9.2"]
    pub enum virDomainRunningReason: i32 {
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_UNKNOWN = 0,
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_BOOTED = 1,
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_MIGRATED = 2,
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_RESTORED = 3,
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_FROM_SNAPSHOT = 4,
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_UNPAUSED = 5,
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_MIGRATION_CANCELED = 6,
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_SAVE_CANCELED = 7,
        #[since = "0.9.11"]
        VIR_DOMAIN_RUNNING_WAKEUP = 8,
        #[since = "1.1.1"]
        VIR_DOMAIN_RUNNING_CRASHED = 9,
        #[since = "1.3.3"]
        VIR_DOMAIN_RUNNING_POSTCOPY = 10,
        #[since = "8.5.0"]
        VIR_DOMAIN_RUNNING_POSTCOPY_FAILED = 11,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_RUNNING_LAST = 12,
    }
}

c_enum! {
    #[since = "5.1.0"]
    pub enum virDomainSaveImageXMLFlags: u32 {
        #[since = "5.1.0"]
        VIR_DOMAIN_SAVE_IMAGE_XML_SECURE = VIR_DOMAIN_XML_SECURE,
    }
}

c_enum! {
    #[since = "0.9.4"]
    pub enum virDomainSaveRestoreFlags: u32 {
        #[since = "0.9.4"]
        VIR_DOMAIN_SAVE_BYPASS_CACHE = 1 << 0,
        #[since = "0.9.5"]
        VIR_DOMAIN_SAVE_RUNNING = 1 << 1,
        #[since = "0.9.5"]
        VIR_DOMAIN_SAVE_PAUSED = 1 << 2,
        #[since = "8.1.0"]
        VIR_DOMAIN_SAVE_RESET_NVRAM = 1 << 3,
    }
}

c_enum! {
    #[since = "1.2.5"]
    pub enum virDomainSetTimeFlags: u32 {
        #[since = "1.2.5"]
        VIR_DOMAIN_TIME_SYNC = 1 << 0,
    }
}

c_enum! {
    #[since = "1.2.16"]
    pub enum virDomainSetUserPasswordFlags: u32 {
        #[since = "1.2.16"]
        VIR_DOMAIN_PASSWORD_ENCRYPTED = 1 << 0,
    }
}

c_enum! {
    #[since = "12.4.0"]
    pub enum virDomainSetVcpuFlags: u32 {
        #[since = "12.4.0"]
        VIR_DOMAIN_SETVCPU_AFFECT_CURRENT = VIR_DOMAIN_AFFECT_CURRENT,
        #[since = "12.4.0"]
        VIR_DOMAIN_SETVCPU_AFFECT_LIVE = VIR_DOMAIN_AFFECT_LIVE,
        #[since = "12.4.0"]
        VIR_DOMAIN_SETVCPU_AFFECT_CONFIG = VIR_DOMAIN_AFFECT_CONFIG,
        #[since = "12.4.0"]
        VIR_DOMAIN_SETVCPU_ASYNC_UNPLUG = 1 << 2,
    }
}

c_enum! {
    #[since = "0.9.10"]
    pub enum virDomainShutdownFlagValues: u32 {
        #[since = "0.9.10"]
        VIR_DOMAIN_SHUTDOWN_DEFAULT = 0,
        #[since = "0.9.10"]
        VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN = 1 << 0,
        #[since = "0.9.10"]
        VIR_DOMAIN_SHUTDOWN_GUEST_AGENT = 1 << 1,
        #[since = "1.0.1"]
        VIR_DOMAIN_SHUTDOWN_INITCTL = 1 << 2,
        #[since = "1.0.1"]
        VIR_DOMAIN_SHUTDOWN_SIGNAL = 1 << 3,
        #[since = "1.2.5"]
        VIR_DOMAIN_SHUTDOWN_PARAVIRT = 1 << 4,
    }
}

c_enum! {
    #[since = "0.9.2"]
    pub enum virDomainShutdownReason: i32 {
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTDOWN_UNKNOWN = 0,
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTDOWN_USER = 1,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_SHUTDOWN_LAST = 2,
    }
}

c_enum! {
    #[since = "0.9.2"]
    pub enum virDomainShutoffReason: i32 {
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_UNKNOWN = 0,
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_SHUTDOWN = 1,
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_DESTROYED = 2,
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_CRASHED = 3,
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_MIGRATED = 4,
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_SAVED = 5,
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_FAILED = 6,
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_FROM_SNAPSHOT = 7,
        #[since = "4.10.0"]
        VIR_DOMAIN_SHUTOFF_DAEMON = 8,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_SHUTOFF_LAST = 9,
    }
}

c_enum! {
    #[since = "0.0.1"]
    pub enum virDomainState: i32 {
        #[since = "0.0.1"]
        VIR_DOMAIN_NOSTATE = 0,
        #[since = "0.0.1"]
        VIR_DOMAIN_RUNNING = 1,
        #[since = "0.0.1"]
        VIR_DOMAIN_BLOCKED = 2,
        #[since = "0.0.1"]
        VIR_DOMAIN_PAUSED = 3,
        #[since = "0.0.1"]
        VIR_DOMAIN_SHUTDOWN = 4,
        #[since = "0.0.1"]
        VIR_DOMAIN_SHUTOFF = 5,
        #[since = "0.0.2"]
        VIR_DOMAIN_CRASHED = 6,
        #[since = "0.9.11"]
        VIR_DOMAIN_PMSUSPENDED = 7,
        #[sentinel]
        #[since = "0.9.5"]
        VIR_DOMAIN_LAST = 8,
    }
}

c_enum! {
    #[since = "1.2.8"]
    pub enum virDomainStatsTypes: u32 {
        #[since = "1.2.8"]
        VIR_DOMAIN_STATS_STATE = 1 << 0,
        #[since = "1.2.9"]
        VIR_DOMAIN_STATS_CPU_TOTAL = 1 << 1,
        #[since = "1.2.9"]
        VIR_DOMAIN_STATS_BALLOON = 1 << 2,
        #[since = "1.2.9"]
        VIR_DOMAIN_STATS_VCPU = 1 << 3,
        #[since = "1.2.9"]
        VIR_DOMAIN_STATS_INTERFACE = 1 << 4,
        #[since = "1.2.9"]
        VIR_DOMAIN_STATS_BLOCK = 1 << 5,
        #[since = "1.3.3"]
        VIR_DOMAIN_STATS_PERF = 1 << 6,
        #[since = "4.10.0"]
        VIR_DOMAIN_STATS_IOTHREAD = 1 << 7,
        #[since = "6.0.0"]
        VIR_DOMAIN_STATS_MEMORY = 1 << 8,
        #[since = "7.2.0"]
        VIR_DOMAIN_STATS_DIRTYRATE = 1 << 9,
        #[since = "8.9.0"]
        VIR_DOMAIN_STATS_VM = 1 << 10,
    }
}

c_enum! {
    #[since = "0.9.4"]
    pub enum virDomainUndefineFlagsValues: u32 {
        #[since = "0.9.4"]
        VIR_DOMAIN_UNDEFINE_MANAGED_SAVE = 1 << 0,
        #[since = "0.9.5"]
        VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA = 1 << 1,
        #[since = "1.2.9"]
        VIR_DOMAIN_UNDEFINE_NVRAM = 1 << 2,
        #[since = "2.3.0"]
        VIR_DOMAIN_UNDEFINE_KEEP_NVRAM = 1 << 3,
        #[since = "5.6.0"]
        VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA = 1 << 4,
        #[since = "8.9.0"]
        VIR_DOMAIN_UNDEFINE_TPM = 1 << 5,
        #[since = "8.9.0"]
        VIR_DOMAIN_UNDEFINE_KEEP_TPM = 1 << 6,
    }
}

c_enum! {
    #[since = "0.8.5"]
    pub enum virDomainVcpuFlags: u32 {
        #[since = "0.9.4"]
        VIR_DOMAIN_VCPU_CURRENT = VIR_DOMAIN_AFFECT_CURRENT,
        #[since = "0.8.5"]
        VIR_DOMAIN_VCPU_LIVE = VIR_DOMAIN_AFFECT_LIVE,
        #[since = "0.8.5"]
        VIR_DOMAIN_VCPU_CONFIG = VIR_DOMAIN_AFFECT_CONFIG,
        #[since = "0.8.5"]
        VIR_DOMAIN_VCPU_MAXIMUM = 1 << 2,
        #[since = "1.1.0"]
        VIR_DOMAIN_VCPU_GUEST = 1 << 3,
        #[since = "2.4.0"]
        VIR_DOMAIN_VCPU_HOTPLUGGABLE = 1 << 4,
        #[since = "12.4.0"]
        VIR_DOMAIN_VCPU_ASYNC_UNPLUG = 1 << 5,
    }
}

c_enum! {
    #[since = "0.3.3"]
    pub enum virDomainXMLFlags: u32 {
        #[since = "0.3.3"]
        VIR_DOMAIN_XML_SECURE = 1 << 0,
        #[since = "0.3.3"]
        VIR_DOMAIN_XML_INACTIVE = 1 << 1,
        #[since = "0.8.0"]
        VIR_DOMAIN_XML_UPDATE_CPU = 1 << 2,
        #[since = "1.0.0"]
        VIR_DOMAIN_XML_MIGRATABLE = 1 << 3,
    }
}

c_enum! {
    #[since = "0.9.3"]
    pub enum virKeycodeSet: i32 {
        #[since = "0.9.3"]
        VIR_KEYCODE_SET_LINUX = 0,
        #[since = "0.9.3"]
        VIR_KEYCODE_SET_XT = 1,
        #[since = "0.9.3"]
        VIR_KEYCODE_SET_ATSET1 = 2,
        #[since = "0.9.3"]
        VIR_KEYCODE_SET_ATSET2 = 3,
        #[since = "0.9.3"]
        VIR_KEYCODE_SET_ATSET3 = 4,
        #[since = "0.9.4"]
        VIR_KEYCODE_SET_OSX = 5,
        #[since = "0.9.4"]
        VIR_KEYCODE_SET_XT_KBD = 6,
        #[since = "0.9.4"]
        VIR_KEYCODE_SET_USB = 7,
        #[since = "0.9.4"]
        VIR_KEYCODE_SET_WIN32 = 8,
        #[since = "4.2.0"]
        VIR_KEYCODE_SET_QNUM = 9,
        #[sentinel]
        #[since = "0.9.4"]
        VIR_KEYCODE_SET_LAST = 10,
    }
}

c_enum! {
    #[since = "0.8.5"]
    pub enum virMemoryParameterType: i32 {
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_INT = VIR_TYPED_PARAM_INT,
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_UINT = VIR_TYPED_PARAM_UINT,
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_LLONG = VIR_TYPED_PARAM_LLONG,
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_ULLONG = VIR_TYPED_PARAM_ULLONG,
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_DOUBLE = VIR_TYPED_PARAM_DOUBLE,
        #[since = "0.8.5"]
        VIR_DOMAIN_MEMORY_PARAM_BOOLEAN = VIR_TYPED_PARAM_BOOLEAN,
    }
}

c_enum! {
    #[since = "0.2.3"]
    pub enum virSchedParameterType: i32 {
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_INT = VIR_TYPED_PARAM_INT,
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_UINT = VIR_TYPED_PARAM_UINT,
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_LLONG = VIR_TYPED_PARAM_LLONG,
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_ULLONG = VIR_TYPED_PARAM_ULLONG,
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_DOUBLE = VIR_TYPED_PARAM_DOUBLE,
        #[since = "0.2.3"]
        VIR_DOMAIN_SCHED_FIELD_BOOLEAN = VIR_TYPED_PARAM_BOOLEAN,
    }
}

c_enum! {
    #[since = "6.10.0"]
    pub enum virVcpuHostCpuState: i32 {
        #[since = "6.10.0"]
        VIR_VCPU_INFO_CPU_UNAVAILABLE = -2,
        #[since = "6.10.0"]
        VIR_VCPU_INFO_CPU_OFFLINE = -1,
    }
}

c_enum! {
    #[since = "0.1.4"]
    pub enum virVcpuState: i32 {
        #[since = "0.1.4"]
        VIR_VCPU_OFFLINE = 0,
        #[since = "0.1.4"]
        VIR_VCPU_RUNNING = 1,
        #[since = "0.1.4"]
        VIR_VCPU_BLOCKED = 2,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_VCPU_LAST = 3,
    }
}

c_macro! {
    #[since = "0.9.0"]
    pub const VIR_DOMAIN_BLKIO_FIELD_LENGTH: usize = VIR_TYPED_PARAM_FIELD_LENGTH;
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_FIELD_LENGTH: usize = VIR_TYPED_PARAM_FIELD_LENGTH;
}

c_macro! {
    #[since = "0.8.5"]
    pub const VIR_DOMAIN_MEMORY_FIELD_LENGTH: usize = VIR_TYPED_PARAM_FIELD_LENGTH;
}

c_macro! {
    #[since = "0.8.8"]
    pub const VIR_DOMAIN_MEMORY_PARAM_UNLIMITED: u64 = 9007199254740991;
}

c_macro! {
    #[since = "0.2.3"]
    pub const VIR_DOMAIN_SCHED_FIELD_LENGTH: usize = VIR_TYPED_PARAM_FIELD_LENGTH;
}

c_macro! {
    #[since = "0.9.3"]
    pub const VIR_DOMAIN_SEND_KEY_MAX_KEYS: i32 = 16;
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_KEYCODE_SET_RFB: i32 = VIR_KEYCODE_SET_QNUM;
}

c_macro! {
    #[since = "12.5.0"]
    pub const VIR_DOMAIN_ANNOUNCE_INTERFACE_INITIAL: &str = "initial";
}

c_macro! {
    #[since = "12.5.0"]
    pub const VIR_DOMAIN_ANNOUNCE_INTERFACE_MAX: &str = "max";
}

c_macro! {
    #[since = "12.5.0"]
    pub const VIR_DOMAIN_ANNOUNCE_INTERFACE_ROUNDS: &str = "rounds";
}

c_macro! {
    #[since = "12.5.0"]
    pub const VIR_DOMAIN_ANNOUNCE_INTERFACE_STEP: &str = "step";
}

c_macro! {
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_IN_AVERAGE: &str = "inbound.average";
}

c_macro! {
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_IN_BURST: &str = "inbound.burst";
}

c_macro! {
    #[since = "1.2.19"]
    pub const VIR_DOMAIN_BANDWIDTH_IN_FLOOR: &str = "inbound.floor";
}

c_macro! {
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_IN_PEAK: &str = "inbound.peak";
}

c_macro! {
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_OUT_AVERAGE: &str = "outbound.average";
}

c_macro! {
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_OUT_BURST: &str = "outbound.burst";
}

c_macro! {
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_BANDWIDTH_OUT_PEAK: &str = "outbound.peak";
}

c_macro! {
    #[since = "1.2.2"]
    pub const VIR_DOMAIN_BLKIO_DEVICE_READ_BPS: &str = "device_read_bytes_sec";
}

c_macro! {
    #[since = "1.2.2"]
    pub const VIR_DOMAIN_BLKIO_DEVICE_READ_IOPS: &str = "device_read_iops_sec";
}

c_macro! {
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLKIO_DEVICE_WEIGHT: &str = "device_weight";
}

c_macro! {
    #[since = "1.2.2"]
    pub const VIR_DOMAIN_BLKIO_DEVICE_WRITE_BPS: &str = "device_write_bytes_sec";
}

c_macro! {
    #[since = "1.2.2"]
    pub const VIR_DOMAIN_BLKIO_DEVICE_WRITE_IOPS: &str = "device_write_iops_sec";
}

c_macro! {
    #[since = "0.9.0"]
    pub const VIR_DOMAIN_BLKIO_WEIGHT: &str = "weight";
}

c_macro! {
    #[since = "1.2.8"]
    pub const VIR_DOMAIN_BLOCK_COPY_BANDWIDTH: &str = "bandwidth";
}

c_macro! {
    #[since = "1.2.8"]
    pub const VIR_DOMAIN_BLOCK_COPY_BUF_SIZE: &str = "buf-size";
}

c_macro! {
    #[since = "1.2.8"]
    pub const VIR_DOMAIN_BLOCK_COPY_GRANULARITY: &str = "granularity";
}

c_macro! {
    #[since = "3.0.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_GROUP_NAME: &str = "group_name";
}

c_macro! {
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC: &str = "read_bytes_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX: &str = "read_bytes_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH: &str = "read_bytes_sec_max_length";
}

c_macro! {
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC: &str = "read_iops_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX: &str = "read_iops_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH: &str = "read_iops_sec_max_length";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC: &str = "size_iops_sec";
}

c_macro! {
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC: &str = "total_bytes_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX: &str = "total_bytes_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH: &str = "total_bytes_sec_max_length";
}

c_macro! {
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC: &str = "total_iops_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX: &str = "total_iops_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH: &str = "total_iops_sec_max_length";
}

c_macro! {
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC: &str = "write_bytes_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX: &str = "write_bytes_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH: &str = "write_bytes_sec_max_length";
}

c_macro! {
    #[since = "0.9.8"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC: &str = "write_iops_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX: &str = "write_iops_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH: &str = "write_iops_sec_max_length";
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_ERRS: &str = "errs";
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_FLUSH_REQ: &str = "flush_operations";
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES: &str = "flush_total_times";
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_READ_BYTES: &str = "rd_bytes";
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_READ_REQ: &str = "rd_operations";
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES: &str = "rd_total_times";
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_WRITE_BYTES: &str = "wr_bytes";
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_WRITE_REQ: &str = "wr_operations";
}

c_macro! {
    #[since = "0.9.5"]
    pub const VIR_DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES: &str = "wr_total_times";
}

c_macro! {
    #[since = "0.9.10"]
    pub const VIR_DOMAIN_CPU_STATS_CPUTIME: &str = "cpu_time";
}

c_macro! {
    #[since = "0.9.11"]
    pub const VIR_DOMAIN_CPU_STATS_SYSTEMTIME: &str = "system_time";
}

c_macro! {
    #[since = "0.9.11"]
    pub const VIR_DOMAIN_CPU_STATS_USERTIME: &str = "user_time";
}

c_macro! {
    #[since = "0.9.13"]
    pub const VIR_DOMAIN_CPU_STATS_VCPUTIME: &str = "vcpu_time";
}

c_macro! {
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_COUNT: &str = "device.count";
}

c_macro! {
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_PREFIX: &str = "device.";
}

c_macro! {
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_DATE: &str = ".driverDate";
}

c_macro! {
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_NAME: &str = ".driverName";
}

c_macro! {
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_VERSION: &str = ".driverVersion";
}

c_macro! {
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_ID_TYPE: &str = ".idType";
}

c_macro! {
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_PCI_DEVICE: &str = ".pciDevice";
}

c_macro! {
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_PCI_VENDOR: &str = ".pciVendor";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_COUNT: &str = "disk.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_PREFIX: &str = "disk.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_ALIAS: &str = ".alias";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_COUNT: &str = ".dependency.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_PREFIX: &str = ".dependency.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_ALIAS: &str = ".guest_alias";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_BUS: &str = ".guest_bus";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_PARTITION: &str = ".partition";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_SERIAL: &str = ".serial";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_COUNT: &str = "fs.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_PREFIX: &str = "fs.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_COUNT: &str = ".disk.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_PREFIX: &str = ".disk.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_ALIAS: &str = ".alias";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_DEVICE: &str = ".device";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_SERIAL: &str = ".serial";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_FSTYPE: &str = ".fstype";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_MOUNTPOINT: &str = ".mountpoint";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_TOTAL_BYTES: &str = ".total-bytes";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_USED_BYTES: &str = ".used-bytes";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_HOSTNAME_HOSTNAME: &str = "hostname";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_COUNT: &str = "if.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_PREFIX: &str = "if.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_COUNT: &str = ".addr.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_PREFIX: &str = ".addr.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_ADDR: &str = ".addr";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_PREFIX: &str = ".prefix";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_TYPE: &str = ".type";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_HWADDR: &str = ".hwaddr";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_LOAD_15M: &str = "load.15m";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_LOAD_1M: &str = "load.1m";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_LOAD_5M: &str = "load.5m";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_ID: &str = "os.id";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_KERNEL_RELEASE: &str = "os.kernel-release";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_KERNEL_VERSION: &str = "os.kernel-version";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_MACHINE: &str = "os.machine";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_NAME: &str = "os.name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_PRETTY_NAME: &str = "os.pretty-name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_VARIANT: &str = "os.variant";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_VARIANT_ID: &str = "os.variant-id";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_VERSION: &str = "os.version";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_VERSION_ID: &str = "os.version-id";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_TIMEZONE_NAME: &str = "timezone.name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_TIMEZONE_OFFSET: &str = "timezone.offset";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_USER_COUNT: &str = "user.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_USER_PREFIX: &str = "user.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_DOMAIN: &str = ".domain";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_LOGIN_TIME: &str = ".login-time";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    #[since = "4.10.0"]
    pub const VIR_DOMAIN_IOTHREAD_POLL_GROW: &str = "poll_grow";
}

c_macro! {
    #[since = "4.10.0"]
    pub const VIR_DOMAIN_IOTHREAD_POLL_MAX_NS: &str = "poll_max_ns";
}

c_macro! {
    #[since = "4.10.0"]
    pub const VIR_DOMAIN_IOTHREAD_POLL_SHRINK: &str = "poll_shrink";
}

c_macro! {
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_IOTHREAD_POLL_WEIGHT: &str = "poll_weight";
}

c_macro! {
    #[since = "8.5.0"]
    pub const VIR_DOMAIN_IOTHREAD_THREAD_POOL_MAX: &str = "thread_pool_max";
}

c_macro! {
    #[since = "8.5.0"]
    pub const VIR_DOMAIN_IOTHREAD_THREAD_POOL_MIN: &str = "thread_pool_min";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_DOMAIN_JOB_AUTO_CONVERGE_THROTTLE: &str = "auto_converge_throttle";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_COMPRESSION_BYTES: &str = "compression_bytes";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_COMPRESSION_CACHE: &str = "compression_cache";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_COMPRESSION_CACHE_MISSES: &str = "compression_cache_misses";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_COMPRESSION_OVERFLOW: &str = "compression_overflow";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_COMPRESSION_PAGES: &str = "compression_pages";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DATA_PROCESSED: &str = "data_processed";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DATA_REMAINING: &str = "data_remaining";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DATA_TOTAL: &str = "data_total";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_JOB_DISK_BPS: &str = "disk_bps";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DISK_PROCESSED: &str = "disk_processed";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DISK_REMAINING: &str = "disk_remaining";
}

c_macro! {
    #[since = "6.0.0"]
    pub const VIR_DOMAIN_JOB_DISK_TEMP_TOTAL: &str = "disk_temp_total";
}

c_macro! {
    #[since = "6.0.0"]
    pub const VIR_DOMAIN_JOB_DISK_TEMP_USED: &str = "disk_temp_used";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DISK_TOTAL: &str = "disk_total";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_DOWNTIME: &str = "downtime";
}

c_macro! {
    #[since = "1.2.15"]
    pub const VIR_DOMAIN_JOB_DOWNTIME_NET: &str = "downtime_net";
}

c_macro! {
    #[since = "6.3.0"]
    pub const VIR_DOMAIN_JOB_ERRMSG: &str = "errmsg";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_JOB_MEMORY_BPS: &str = "memory_bps";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_CONSTANT: &str = "memory_constant";
}

c_macro! {
    #[since = "1.3.1"]
    pub const VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE: &str = "memory_dirty_rate";
}

c_macro! {
    #[since = "1.3.1"]
    pub const VIR_DOMAIN_JOB_MEMORY_ITERATION: &str = "memory_iteration";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_NORMAL: &str = "memory_normal";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_NORMAL_BYTES: &str = "memory_normal_bytes";
}

c_macro! {
    #[since = "3.9.0"]
    pub const VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE: &str = "memory_page_size";
}

c_macro! {
    #[since = "5.0.0"]
    pub const VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS: &str = "memory_postcopy_requests";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_PROCESSED: &str = "memory_processed";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_REMAINING: &str = "memory_remaining";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_MEMORY_TOTAL: &str = "memory_total";
}

c_macro! {
    #[since = "3.3.0"]
    pub const VIR_DOMAIN_JOB_OPERATION: &str = "operation";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_JOB_SETUP_TIME: &str = "setup_time";
}

c_macro! {
    #[since = "6.0.0"]
    pub const VIR_DOMAIN_JOB_SUCCESS: &str = "success";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_TIME_ELAPSED: &str = "time_elapsed";
}

c_macro! {
    #[since = "1.2.15"]
    pub const VIR_DOMAIN_JOB_TIME_ELAPSED_NET: &str = "time_elapsed_net";
}

c_macro! {
    #[since = "1.0.3"]
    pub const VIR_DOMAIN_JOB_TIME_REMAINING: &str = "time_remaining";
}

c_macro! {
    #[since = "10.6.0"]
    pub const VIR_DOMAIN_JOB_VFIO_DATA_TRANSFERRED: &str = "vfio_data_transferred";
}

c_macro! {
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MAJOR: &str = "sev-api-major";
}

c_macro! {
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MINOR: &str = "sev-api-minor";
}

c_macro! {
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_BUILD_ID: &str = "sev-build-id";
}

c_macro! {
    #[since = "4.5.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_MEASUREMENT: &str = "sev-measurement";
}

c_macro! {
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_POLICY: &str = "sev-policy";
}

c_macro! {
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET: &str = "sev-secret";
}

c_macro! {
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_HEADER: &str = "sev-secret-header";
}

c_macro! {
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_SET_ADDRESS: &str = "sev-secret-set-address";
}

c_macro! {
    #[since = "10.5.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SNP_POLICY: &str = "sev-snp-policy";
}

c_macro! {
    #[since = "0.8.5"]
    pub const VIR_DOMAIN_MEMORY_HARD_LIMIT: &str = "hard_limit";
}

c_macro! {
    #[since = "0.8.5"]
    pub const VIR_DOMAIN_MEMORY_MIN_GUARANTEE: &str = "min_guarantee";
}

c_macro! {
    #[since = "0.8.5"]
    pub const VIR_DOMAIN_MEMORY_SOFT_LIMIT: &str = "soft_limit";
}

c_macro! {
    #[since = "0.8.5"]
    pub const VIR_DOMAIN_MEMORY_SWAP_HARD_LIMIT: &str = "swap_hard_limit";
}

c_macro! {
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_NUMA_MODE: &str = "numa_mode";
}

c_macro! {
    #[since = "0.9.9"]
    pub const VIR_DOMAIN_NUMA_NODESET: &str = "numa_nodeset";
}

c_macro! {
    #[since = "8.4.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_DXML: &str = "dxml";
}

c_macro! {
    #[since = "8.4.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_FILE: &str = "file";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT: &str = "image_format";
}

c_macro! {
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_BZIP2: &str = "bzip2";
}

c_macro! {
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_GZIP: &str = "gzip";
}

c_macro! {
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_LZOP: &str = "lzop";
}

c_macro! {
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_RAW: &str = "raw";
}

c_macro! {
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_SPARSE: &str = "sparse";
}

c_macro! {
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_XZ: &str = "xz";
}

c_macro! {
    #[since = "12.0.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT_ZSTD: &str = "zstd";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS: &str = "parallel.channels";
}

c_macro! {
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_CAP: &str = "cap";
}

c_macro! {
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_CPU_SHARES: &str = "cpu_shares";
}

c_macro! {
    #[since = "0.10.0"]
    pub const VIR_DOMAIN_SCHEDULER_EMULATOR_PERIOD: &str = "emulator_period";
}

c_macro! {
    #[since = "0.10.0"]
    pub const VIR_DOMAIN_SCHEDULER_EMULATOR_QUOTA: &str = "emulator_quota";
}

c_macro! {
    #[since = "1.3.3"]
    pub const VIR_DOMAIN_SCHEDULER_GLOBAL_PERIOD: &str = "global_period";
}

c_macro! {
    #[since = "1.3.3"]
    pub const VIR_DOMAIN_SCHEDULER_GLOBAL_QUOTA: &str = "global_quota";
}

c_macro! {
    #[since = "2.2.0"]
    pub const VIR_DOMAIN_SCHEDULER_IOTHREAD_PERIOD: &str = "iothread_period";
}

c_macro! {
    #[since = "2.2.0"]
    pub const VIR_DOMAIN_SCHEDULER_IOTHREAD_QUOTA: &str = "iothread_quota";
}

c_macro! {
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_LIMIT: &str = "limit";
}

c_macro! {
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_RESERVATION: &str = "reservation";
}

c_macro! {
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_SHARES: &str = "shares";
}

c_macro! {
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_VCPU_PERIOD: &str = "vcpu_period";
}

c_macro! {
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_VCPU_QUOTA: &str = "vcpu_quota";
}

c_macro! {
    #[since = "0.9.7"]
    pub const VIR_DOMAIN_SCHEDULER_WEIGHT: &str = "weight";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_AVAILABLE: &str = "balloon.available";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_CURRENT: &str = "balloon.current";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_DISK_CACHES: &str = "balloon.disk_caches";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGALLOC: &str = "balloon.hugetlb_pgalloc";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGFAIL: &str = "balloon.hugetlb_pgfail";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_LAST_UPDATE: &str = "balloon.last-update";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_MAJOR_FAULT: &str = "balloon.major_fault";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_MAXIMUM: &str = "balloon.maximum";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_MINOR_FAULT: &str = "balloon.minor_fault";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_RSS: &str = "balloon.rss";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_SWAP_IN: &str = "balloon.swap_in";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_SWAP_OUT: &str = "balloon.swap_out";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_UNUSED: &str = "balloon.unused";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BALLOON_USABLE: &str = "balloon.usable";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_COUNT: &str = "block.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_PREFIX: &str = "block.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION: &str = ".allocation";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_BACKINGINDEX: &str = ".backingIndex";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY: &str = ".capacity";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_ERRORS: &str = ".errors";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_REQS: &str = ".fl.reqs";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_TIMES: &str = ".fl.times";
}

c_macro! {
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_FLUSH_PREFIX: &str = ".latency_histogram.flush.";
}

c_macro! {
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_READ_PREFIX: &str = ".latency_histogram.read.";
}

c_macro! {
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_SUFFIX_BIN_COUNT: &str = "bin.count";
}

c_macro! {
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_SUFFIX_BIN_PREFIX: &str = "bin.";
}

c_macro! {
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_SUFFIX_BIN_SUFFIX_START: &str = ".start";
}

c_macro! {
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_SUFFIX_BIN_SUFFIX_VALUE: &str = ".value";
}

c_macro! {
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_WRITE_PREFIX: &str = ".latency_histogram.write.";
}

c_macro! {
    #[since = "12.1.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LATENCY_HISTOGRAM_ZONE_APPEND_PREFIX: &str = ".latency_histogram.zone_append.";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_DISCARD_ALIGNMENT: &str = ".limits.discard_alignment";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_DISCARD_MAX: &str = ".limits.discard_max";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_IOV_HW_MAX: &str = ".limits.iov_hw_max";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_IOV_MAX: &str = ".limits.iov_max";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_MEMORY_ALIGNMENT_MINIMAL: &str = ".limits.memory_alignment_minimal";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_MEMORY_ALIGNMENT_OPTIMAL: &str = ".limits.memory_alignment_optimal";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_REQUEST_ALIGNMENT: &str = ".limits.request_alignment";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_TRANSFER_HW_MAX: &str = ".limits.transfer_hw_max";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_TRANSFER_MAX: &str = ".limits.transfer_max";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_TRANSFER_OPTIMAL: &str = ".limits.transfer_optimal";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_WRITE_ZEROES_ALIGNMENT: &str = ".limits.write_zeroes_alignment";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_LIMITS_WRITE_ZEROES_MAX: &str = ".limits.write_zeroes_max";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_PATH: &str = ".path";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL: &str = ".physical";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_BYTES: &str = ".rd.bytes";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_REQS: &str = ".rd.reqs";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_TIMES: &str = ".rd.times";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_THRESHOLD: &str = ".threshold";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_COUNT: &str = ".timed_group.count";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_PREFIX: &str = ".timed_group.";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_FLUSH_LATENCY_AVG: &str = ".flush_latency_avg";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_FLUSH_LATENCY_MAX: &str = ".flush_latency_max";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_FLUSH_LATENCY_MIN: &str = ".flush_latency_min";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_INTERVAL: &str = ".interval";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_RD_LATENCY_AVG: &str = ".rd_latency_avg";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_RD_LATENCY_MAX: &str = ".rd_latency_max";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_RD_LATENCY_MIN: &str = ".rd_latency_min";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_RD_QUEUE_DEPTH_AVG: &str = ".rd_queue_depth_avg";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_WR_LATENCY_AVG: &str = ".wr_latency_avg";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_WR_LATENCY_MAX: &str = ".wr_latency_max";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_WR_LATENCY_MIN: &str = ".wr_latency_min";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_WR_QUEUE_DEPTH_AVG: &str = ".wr_queue_depth_avg";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_ZONE_APPEND_LATENCY_AVG: &str = ".zone_append_latency_avg";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_ZONE_APPEND_LATENCY_MAX: &str = ".zone_append_latency_max";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_ZONE_APPEND_LATENCY_MIN: &str = ".zone_append_latency_min";
}

c_macro! {
    #[since = "11.10.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_TIMED_GROUP_SUFFIX_ZONE_APPEND_QUEUE_DEPTH_AVG: &str = ".zone_append_queue_depth_avg";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_BYTES: &str = ".wr.bytes";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_REQS: &str = ".wr.reqs";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_TIMES: &str = ".wr.times";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT: &str = "cpu.cache.monitor.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_PREFIX: &str = "cpu.cache.monitor.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_COUNT: &str = ".bank.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_PREFIX: &str = ".bank.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_BYTES: &str = ".bytes";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_ID: &str = ".id";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
}

c_macro! {
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_COUNT: &str = "cpu.energy.monitor.count";
}

c_macro! {
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_PREFIX: &str = "cpu.energy.monitor.";
}

c_macro! {
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_PKG_COUNT: &str = ".pkg.count";
}

c_macro! {
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_PKG_PREFIX: &str = ".pkg.";
}

c_macro! {
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_PKG_SUFFIX_ID: &str = ".id";
}

c_macro! {
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_HALTPOLL_FAIL_TIME: &str = "cpu.haltpoll.fail.time";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_HALTPOLL_SUCCESS_TIME: &str = "cpu.haltpoll.success.time";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_SYSTEM: &str = "cpu.system";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_TIME: &str = "cpu.time";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_USER: &str = "cpu.user";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_CUR: &str = ".cur";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_MAX: &str = ".max";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_SUM: &str = ".sum";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_MODE: &str = "dirtyrate.calc_mode";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_PERIOD: &str = "dirtyrate.calc_period";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_START_TIME: &str = "dirtyrate.calc_start_time";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_CALC_STATUS: &str = "dirtyrate.calc_status";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_MEGABYTES_PER_SECOND: &str = "dirtyrate.megabytes_per_second";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_VCPU_PREFIX: &str = "dirtyrate.vcpu.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_DIRTYRATE_VCPU_SUFFIX_MEGABYTES_PER_SECOND: &str = ".megabytes_per_second";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_COUNT: &str = "iothread.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_PREFIX: &str = "iothread.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW: &str = ".poll-grow";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS: &str = ".poll-max-ns";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK: &str = ".poll-shrink";
}

c_macro! {
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_WEIGHT: &str = ".poll-weight";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_COUNT: &str = "memory.bandwidth.monitor.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_PREFIX: &str = "memory.bandwidth.monitor.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_COUNT: &str = ".node.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_PREFIX: &str = ".node.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_LOCAL: &str = ".bytes.local";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_TOTAL: &str = ".bytes.total";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_ID: &str = ".id";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_COUNT: &str = "net.count";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_PREFIX: &str = "net.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_BYTES: &str = ".rx.bytes";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_DROP: &str = ".rx.drop";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_ERRS: &str = ".rx.errs";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_PKTS: &str = ".rx.pkts";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_BYTES: &str = ".tx.bytes";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_DROP: &str = ".tx.drop";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_ERRS: &str = ".tx.errs";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_PKTS: &str = ".tx.pkts";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_ALIGNMENT_FAULTS: &str = "perf.alignment_faults";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_BRANCH_INSTRUCTIONS: &str = "perf.branch_instructions";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_BRANCH_MISSES: &str = "perf.branch_misses";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_BUS_CYCLES: &str = "perf.bus_cycles";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CACHE_MISSES: &str = "perf.cache_misses";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CACHE_REFERENCES: &str = "perf.cache_references";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CMT: &str = "perf.cmt";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CONTEXT_SWITCHES: &str = "perf.context_switches";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CPU_CLOCK: &str = "perf.cpu_clock";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CPU_CYCLES: &str = "perf.cpu_cycles";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CPU_MIGRATIONS: &str = "perf.cpu_migrations";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_EMULATION_FAULTS: &str = "perf.emulation_faults";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_INSTRUCTIONS: &str = "perf.instructions";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_MBML: &str = "perf.mbml";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_MBMT: &str = "perf.mbmt";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_PAGE_FAULTS: &str = "perf.page_faults";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MAJ: &str = "perf.page_faults_maj";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MIN: &str = "perf.page_faults_min";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_REF_CPU_CYCLES: &str = "perf.ref_cpu_cycles";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_BACKEND: &str = "perf.stalled_cycles_backend";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_FRONTEND: &str = "perf.stalled_cycles_frontend";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_TASK_CLOCK: &str = "perf.task_clock";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_STATE_REASON: &str = "state.reason";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_STATE_STATE: &str = "state.state";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_CURRENT: &str = "vcpu.current";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_MAXIMUM: &str = "vcpu.maximum";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_PREFIX: &str = "vcpu.";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_DELAY: &str = ".delay";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_HALTED: &str = ".halted";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_STATE: &str = ".state";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_TIME: &str = ".time";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_WAIT: &str = ".wait";
}

c_macro! {
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VM_PREFIX: &str = "vm.";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_DISK: &str = "blkdeviotune.disk";
}

c_macro! {
    #[since = "3.0.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_GROUP_NAME: &str = "blkdeviotune.group_name";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC: &str = "blkdeviotune.read_bytes_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX: &str = "blkdeviotune.read_bytes_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX_LENGTH: &str = "blkdeviotune.read_bytes_sec_max_length";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC: &str = "blkdeviotune.read_iops_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX: &str = "blkdeviotune.read_iops_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX_LENGTH: &str = "blkdeviotune.read_iops_sec_max_length";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_SIZE_IOPS_SEC: &str = "blkdeviotune.size_iops_sec";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC: &str = "blkdeviotune.total_bytes_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX: &str = "blkdeviotune.total_bytes_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX_LENGTH: &str = "blkdeviotune.total_bytes_sec_max_length";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC: &str = "blkdeviotune.total_iops_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX: &str = "blkdeviotune.total_iops_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX_LENGTH: &str = "blkdeviotune.total_iops_sec_max_length";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC: &str = "blkdeviotune.write_bytes_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX: &str = "blkdeviotune.write_bytes_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX_LENGTH: &str = "blkdeviotune.write_bytes_sec_max_length";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC: &str = "blkdeviotune.write_iops_sec";
}

c_macro! {
    #[since = "1.2.11"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX: &str = "blkdeviotune.write_iops_sec_max";
}

c_macro! {
    #[since = "2.4.0"]
    pub const VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX_LENGTH: &str = "blkdeviotune.write_iops_sec_max_length";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_CPU_SHARES: &str = "cputune.cpu_shares";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_EMULATORPIN: &str = "cputune.emulatorpin";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_EMULATOR_PERIOD: &str = "cputune.emulator_period";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_EMULATOR_QUOTA: &str = "cputune.emulator_quota";
}

c_macro! {
    #[since = "1.3.3"]
    pub const VIR_DOMAIN_TUNABLE_CPU_GLOBAL_PERIOD: &str = "cputune.global_period";
}

c_macro! {
    #[since = "1.3.3"]
    pub const VIR_DOMAIN_TUNABLE_CPU_GLOBAL_QUOTA: &str = "cputune.global_quota";
}

c_macro! {
    #[since = "1.2.14"]
    pub const VIR_DOMAIN_TUNABLE_CPU_IOTHREADSPIN: &str = "cputune.iothreadpin%u";
}

c_macro! {
    #[since = "2.2.0"]
    pub const VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_PERIOD: &str = "cputune.iothread_period";
}

c_macro! {
    #[since = "2.2.0"]
    pub const VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_QUOTA: &str = "cputune.iothread_quota";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_VCPUPIN: &str = "cputune.vcpupin%u";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_VCPU_PERIOD: &str = "cputune.vcpu_period";
}

c_macro! {
    #[since = "1.2.9"]
    pub const VIR_DOMAIN_TUNABLE_CPU_VCPU_QUOTA: &str = "cputune.vcpu_quota";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT: &str = "auto_converge.increment";
}

c_macro! {
    #[since = "2.0.0"]
    pub const VIR_MIGRATE_PARAM_AUTO_CONVERGE_INITIAL: &str = "auto_converge.initial";
}

c_macro! {
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_BANDWIDTH: &str = "bandwidth";
}

c_macro! {
    #[since = "11.1.0"]
    pub const VIR_MIGRATE_PARAM_BANDWIDTH_AVAIL_SWITCHOVER: &str = "bandwidth.avail.switchover";
}

c_macro! {
    #[since = "5.1.0"]
    pub const VIR_MIGRATE_PARAM_BANDWIDTH_POSTCOPY: &str = "bandwidth.postcopy";
}

c_macro! {
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION: &str = "compression";
}

c_macro! {
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_DTHREADS: &str = "compression.mt.dthreads";
}

c_macro! {
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_LEVEL: &str = "compression.mt.level";
}

c_macro! {
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_MT_THREADS: &str = "compression.mt.threads";
}

c_macro! {
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE: &str = "compression.xbzrle.cache";
}

c_macro! {
    #[since = "9.4.0"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL: &str = "compression.zlib.level";
}

c_macro! {
    #[since = "9.4.0"]
    pub const VIR_MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL: &str = "compression.zstd.level";
}

c_macro! {
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_DEST_NAME: &str = "destination_name";
}

c_macro! {
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_DEST_XML: &str = "destination_xml";
}

c_macro! {
    #[since = "1.3.3"]
    pub const VIR_MIGRATE_PARAM_DISKS_PORT: &str = "disks_port";
}

c_macro! {
    #[since = "6.8.0"]
    pub const VIR_MIGRATE_PARAM_DISKS_URI: &str = "disks_uri";
}

c_macro! {
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_GRAPHICS_URI: &str = "graphics_uri";
}

c_macro! {
    #[since = "1.1.4"]
    pub const VIR_MIGRATE_PARAM_LISTEN_ADDRESS: &str = "listen_address";
}

c_macro! {
    #[since = "1.2.17"]
    pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS: &str = "migrate_disks";
}

c_macro! {
    #[since = "10.9.0"]
    pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES: &str = "migrate_disks_detect_zeroes";
}

c_macro! {
    #[since = "12.2.0"]
    pub const VIR_MIGRATE_PARAM_MIGRATE_DISKS_TARGET_ZERO: &str = "migrate_disks_target_zero";
}

c_macro! {
    #[since = "5.2.0"]
    pub const VIR_MIGRATE_PARAM_PARALLEL_CONNECTIONS: &str = "parallel.connections";
}

c_macro! {
    #[since = "1.3.4"]
    pub const VIR_MIGRATE_PARAM_PERSIST_XML: &str = "persistent_xml";
}

c_macro! {
    #[since = "6.0.0"]
    pub const VIR_MIGRATE_PARAM_TLS_DESTINATION: &str = "tls.destination";
}

c_macro! {
    #[since = "1.1.0"]
    pub const VIR_MIGRATE_PARAM_URI: &str = "migrate_uri";
}

c_macro! {
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_ALIGNMENT_FAULTS: &str = "alignment_faults";
}

c_macro! {
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_BRANCH_INSTRUCTIONS: &str = "branch_instructions";
}

c_macro! {
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_BRANCH_MISSES: &str = "branch_misses";
}

c_macro! {
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_BUS_CYCLES: &str = "bus_cycles";
}

c_macro! {
    #[since = "2.3.0"]
    pub const VIR_PERF_PARAM_CACHE_MISSES: &str = "cache_misses";
}

c_macro! {
    #[since = "2.3.0"]
    pub const VIR_PERF_PARAM_CACHE_REFERENCES: &str = "cache_references";
}

c_macro! {
    #[since = "1.3.3"]
    pub const VIR_PERF_PARAM_CMT: &str = "cmt";
}

c_macro! {
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_CONTEXT_SWITCHES: &str = "context_switches";
}

c_macro! {
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_CPU_CLOCK: &str = "cpu_clock";
}

c_macro! {
    #[since = "2.3.0"]
    pub const VIR_PERF_PARAM_CPU_CYCLES: &str = "cpu_cycles";
}

c_macro! {
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_CPU_MIGRATIONS: &str = "cpu_migrations";
}

c_macro! {
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_EMULATION_FAULTS: &str = "emulation_faults";
}

c_macro! {
    #[since = "2.3.0"]
    pub const VIR_PERF_PARAM_INSTRUCTIONS: &str = "instructions";
}

c_macro! {
    #[since = "1.3.5"]
    pub const VIR_PERF_PARAM_MBML: &str = "mbml";
}

c_macro! {
    #[since = "1.3.5"]
    pub const VIR_PERF_PARAM_MBMT: &str = "mbmt";
}

c_macro! {
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_PAGE_FAULTS: &str = "page_faults";
}

c_macro! {
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_PAGE_FAULTS_MAJ: &str = "page_faults_maj";
}

c_macro! {
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_PAGE_FAULTS_MIN: &str = "page_faults_min";
}

c_macro! {
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_REF_CPU_CYCLES: &str = "ref_cpu_cycles";
}

c_macro! {
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_STALLED_CYCLES_BACKEND: &str = "stalled_cycles_backend";
}

c_macro! {
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_STALLED_CYCLES_FRONTEND: &str = "stalled_cycles_frontend";
}

c_macro! {
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_TASK_CLOCK: &str = "task_clock";
}

c_function_macro! {
    /// Copies the map of a virtual CPU.
    ///
    /// - `cpumaps`: the CPU maps of all virtual CPUs, one after the other, as virDomainGetVcpus() fills them in
    /// - `maplen`: length of one map in bytes
    /// - `vcpu`: number of the virtual CPU
    /// - `cpumap`: where to copy it to
    #[since = "0.1.4"]
    VIR_COPY_CPUMAP(cpumaps, maplen, vcpu, cpumap) = "memcpy(cpumap, VIR_GET_CPUMAP(cpumaps, maplen, vcpu), maplen)";
}

c_function_macro! {
    /// How many bytes a CPU map has for so many CPUs.
    ///
    /// - `cpu`: number of CPUs
    #[since = "0.1.4"]
    VIR_CPU_MAPLEN(cpu) = "(((cpu) + 7) / 8)";
}

c_function_macro! {
    /// Not zero where a virtual CPU may run on a host CPU.
    ///
    /// - `cpumaps`: the CPU maps of all virtual CPUs, one after the other, as virDomainGetVcpus() fills them in
    /// - `maplen`: length of one map in bytes
    /// - `vcpu`: number of the virtual CPU
    /// - `cpu`: number of the host CPU
    #[since = "0.1.4"]
    VIR_CPU_USABLE(cpumaps, maplen, vcpu, cpu) = "VIR_CPU_USED(VIR_GET_CPUMAP(cpumaps, maplen, vcpu), cpu)";
}

c_function_macro! {
    /// Not zero where a CPU is in a map.
    ///
    /// - `cpumap`: a CPU map: `unsigned char *`, a bit for each CPU, the first in the lowest bit
    /// - `cpu`: number of the host CPU
    #[since = "1.0.0"]
    VIR_CPU_USED(cpumap, cpu) = "((cpumap)[(cpu) / 8] & (1 << ((cpu) % 8)))";
}

c_function_macro! {
    /// Casts the callback of any domain event for virConnectDomainEventRegisterAny().
    ///
    /// - `cb`: the callback
    #[since = "0.8.0"]
    VIR_DOMAIN_EVENT_CALLBACK(cb) = "((virConnectDomainEventGenericCallback)(void (*)(void))(cb))";
}

c_function_macro! {
    /// The map of a virtual CPU.
    ///
    /// - `cpumaps`: the CPU maps of all virtual CPUs, one after the other, as virDomainGetVcpus() fills them in
    /// - `maplen`: length of one map in bytes
    /// - `vcpu`: number of the virtual CPU
    #[since = "0.1.4"]
    VIR_GET_CPUMAP(cpumaps, maplen, vcpu) = "(&(cpumaps)[(vcpu) * (maplen)])";
}

c_function_macro! {
    /// Takes a CPU out of a map.
    ///
    /// - `cpumap`: a CPU map: `unsigned char *`, a bit for each CPU, the first in the lowest bit
    /// - `cpu`: number of the host CPU
    #[since = "0.1.4"]
    VIR_UNUSE_CPU(cpumap, cpu) = "((cpumap)[(cpu) / 8] &= ~(1 << ((cpu) % 8)))";
}

c_function_macro! {
    /// Puts a CPU into a map.
    ///
    /// - `cpumap`: a CPU map: `unsigned char *`, a bit for each CPU, the first in the lowest bit
    /// - `cpu`: number of the host CPU
    #[since = "0.1.4"]
    VIR_USE_CPU(cpumap, cpu) = "((cpumap)[(cpu) / 8] |= (1 << ((cpu) % 8)))";
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
