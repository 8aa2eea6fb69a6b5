//! States of domains and their reasons.

c_enum! {
    /// Why a domain is blocked.
    #[since = "0.9.2"]
    pub enum virDomainBlockedReason: i32 {
        /// Not known.
        #[since = "0.9.2"]
        VIR_DOMAIN_BLOCKED_UNKNOWN = 0,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_BLOCKED_LAST = 1,
    }
}

c_enum! {
    /// Why a domain cannot be controlled.
    #[since = "1.2.14"]
    pub enum virDomainControlErrorReason: i32 {
        /// It can be.
        #[since = "1.2.14"]
        VIR_DOMAIN_CONTROL_ERROR_REASON_NONE = 0,
        /// Not known.
        #[since = "1.2.14"]
        VIR_DOMAIN_CONTROL_ERROR_REASON_UNKNOWN = 1,
        /// The monitor is broken.
        #[since = "1.2.14"]
        VIR_DOMAIN_CONTROL_ERROR_REASON_MONITOR = 2,
        /// A fault of the library.
        #[since = "1.2.14"]
        VIR_DOMAIN_CONTROL_ERROR_REASON_INTERNAL = 3,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.2.14"]
        VIR_DOMAIN_CONTROL_ERROR_REASON_LAST = 4,
    }
}

c_enum! {
    /// State of the channel through which a domain is controlled.
    #[since = "0.9.3"]
    pub enum virDomainControlState: i32 {
        /// It is ready.
        #[since = "0.9.3"]
        VIR_DOMAIN_CONTROL_OK = 0,
        /// It waits for the end of a job; queries may work.
        #[since = "0.9.3"]
        VIR_DOMAIN_CONTROL_JOB = 1,
        /// It waits for the answer to a command.
        #[since = "0.9.3"]
        VIR_DOMAIN_CONTROL_OCCUPIED = 2,
        /// It is broken; the details say why.
        #[since = "0.9.3"]
        VIR_DOMAIN_CONTROL_ERROR = 3,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_CONTROL_LAST = 4,
    }
}

c_enum! {
    /// Why a domain counts as crashed.
    #[since = "0.9.2"]
    pub enum virDomainCrashedReason: i32 {
        /// Not known.
        #[since = "0.9.2"]
        VIR_DOMAIN_CRASHED_UNKNOWN = 0,
        /// The guest panicked.
        #[since = "1.1.1"]
        VIR_DOMAIN_CRASHED_PANICKED = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_CRASHED_LAST = 2,
    }
}

c_enum! {
    /// Turns in the life of a domain that virDomainSetLifecycleAction() knows.
    #[since = "3.9.0"]
    pub enum virDomainLifecycle: i32 {
        /// The guest powers off.
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_POWEROFF = 0,
        /// The guest reboots.
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_REBOOT = 1,
        /// The guest crashes.
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_CRASH = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_LAST = 3,
    }
}

c_enum! {
    /// What is done at such a turn.
    #[since = "3.9.0"]
    pub enum virDomainLifecycleAction: i32 {
        /// The domain is destroyed.
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_DESTROY = 0,
        /// It is started again.
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_RESTART = 1,
        /// It is started again under another name.
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_RESTART_RENAME = 2,
        /// It is kept as it is.
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_PRESERVE = 3,
        /// Its memory is dumped, then it is destroyed.
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_DESTROY = 4,
        /// Its memory is dumped, then it is started again.
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_RESTART = 5,
        /// It is kept and its CPUs run.
        #[since = "12.6.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_PRESERVE_RUNNING = 6,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "3.9.0"]
        VIR_DOMAIN_LIFECYCLE_ACTION_LAST = 7,
    }
}

c_enum! {
    /// Why a domain has no state.
    #[since = "0.9.2"]
    pub enum virDomainNostateReason: i32 {
        /// Not known.
        #[since = "0.9.2"]
        VIR_DOMAIN_NOSTATE_UNKNOWN = 0,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_NOSTATE_LAST = 1,
    }
}

c_enum! {
    /// Why a guest sleeps with its memory on disk.
    #[since = "1.0.0"]
    pub enum virDomainPMSuspendedDiskReason: i32 {
        /// Not known.
        #[since = "1.0.0"]
        VIR_DOMAIN_PMSUSPENDED_DISK_UNKNOWN = 0,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.0.0"]
        VIR_DOMAIN_PMSUSPENDED_DISK_LAST = 1,
    }
}

c_enum! {
    /// Why a guest sleeps with its memory on.
    #[since = "0.9.11"]
    pub enum virDomainPMSuspendedReason: i32 {
        /// Not known.
        #[since = "0.9.11"]
        VIR_DOMAIN_PMSUSPENDED_UNKNOWN = 0,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.11"]
        VIR_DOMAIN_PMSUSPENDED_LAST = 1,
    }
}

c_enum! {
    /// Why a domain is paused.
    #[since = "0.9.2"]
    pub enum virDomainPausedReason: i32 {
        /// Not known.
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_UNKNOWN = 0,
        /// On request.
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_USER = 1,
        /// For a migration.
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_MIGRATION = 2,
        /// For saving.
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_SAVE = 3,
        /// For dumping its memory.
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_DUMP = 4,
        /// A disk had an error.
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_IOERROR = 5,
        /// The watchdog fired.
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_WATCHDOG = 6,
        /// It comes from a snapshot of a paused domain.
        #[since = "0.9.2"]
        VIR_DOMAIN_PAUSED_FROM_SNAPSHOT = 7,
        /// The guest shuts down.
        #[since = "0.9.5"]
        VIR_DOMAIN_PAUSED_SHUTTING_DOWN = 8,
        /// For a snapshot.
        #[since = "1.0.1"]
        VIR_DOMAIN_PAUSED_SNAPSHOT = 9,
        /// The guest crashed.
        #[since = "1.1.1"]
        VIR_DOMAIN_PAUSED_CRASHED = 10,
        /// It is being started.
        #[since = "1.2.14"]
        VIR_DOMAIN_PAUSED_STARTING_UP = 11,
        /// On the source, since post-copy runs.
        #[since = "1.3.3"]
        VIR_DOMAIN_PAUSED_POSTCOPY = 12,
        /// Post-copy was interrupted.
        #[since = "1.3.3"]
        VIR_DOMAIN_PAUSED_POSTCOPY_FAILED = 13,
        /// A call failed half way.
        #[since = "9.2.0"]
        VIR_DOMAIN_PAUSED_API_ERROR = 14,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_PAUSED_LAST = 15,
    }
}

c_enum! {
    /// Why a domain runs.
    #[since = "0.9.2"]
    pub enum virDomainRunningReason: i32 {
        /// Not known.
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_UNKNOWN = 0,
        /// It booted.
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_BOOTED = 1,
        /// It came by migration.
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_MIGRATED = 2,
        /// It was restored from a save image.
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_RESTORED = 3,
        /// It came from a snapshot.
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_FROM_SNAPSHOT = 4,
        /// It was paused and goes on.
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_UNPAUSED = 5,
        /// A migration ended without success.
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_MIGRATION_CANCELED = 6,
        /// Saving ended without success.
        #[since = "0.9.2"]
        VIR_DOMAIN_RUNNING_SAVE_CANCELED = 7,
        /// It woke up.
        #[since = "0.9.11"]
        VIR_DOMAIN_RUNNING_WAKEUP = 8,
        /// It crashed and goes on.
        #[since = "1.1.1"]
        VIR_DOMAIN_RUNNING_CRASHED = 9,
        /// It is the destination of a migration in post-copy.
        #[since = "1.3.3"]
        VIR_DOMAIN_RUNNING_POSTCOPY = 10,
        /// It is the destination of a post-copy migration that was interrupted.
        #[since = "8.5.0"]
        VIR_DOMAIN_RUNNING_POSTCOPY_FAILED = 11,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_RUNNING_LAST = 12,
    }
}

c_enum! {
    /// Why a domain shuts down.
    #[since = "0.9.2"]
    pub enum virDomainShutdownReason: i32 {
        /// Not known.
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTDOWN_UNKNOWN = 0,
        /// On request.
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTDOWN_USER = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_SHUTDOWN_LAST = 2,
    }
}

c_enum! {
    /// Why a domain is off.
    #[since = "0.9.2"]
    pub enum virDomainShutoffReason: i32 {
        /// Not known.
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_UNKNOWN = 0,
        /// The guest shut down.
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_SHUTDOWN = 1,
        /// It was destroyed.
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_DESTROYED = 2,
        /// It crashed.
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_CRASHED = 3,
        /// It left by migration.
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_MIGRATED = 4,
        /// It was saved.
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_SAVED = 5,
        /// It could not be started.
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_FAILED = 6,
        /// It went back to a snapshot of a domain that was off.
        #[since = "0.9.2"]
        VIR_DOMAIN_SHUTOFF_FROM_SNAPSHOT = 7,
        /// The daemon decided so, as it could not take the domain over.
        #[since = "4.10.0"]
        VIR_DOMAIN_SHUTOFF_DAEMON = 8,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_SHUTOFF_LAST = 9,
    }
}

c_enum! {
    /// State of a domain.
    #[since = "0.0.1"]
    pub enum virDomainState: i32 {
        /// None.
        #[since = "0.0.1"]
        VIR_DOMAIN_NOSTATE = 0,
        /// Its CPUs run.
        #[since = "0.0.1"]
        VIR_DOMAIN_RUNNING = 1,
        /// It waits for a resource.
        #[since = "0.0.1"]
        VIR_DOMAIN_BLOCKED = 2,
        /// It is paused.
        #[since = "0.0.1"]
        VIR_DOMAIN_PAUSED = 3,
        /// It shuts down.
        #[since = "0.0.1"]
        VIR_DOMAIN_SHUTDOWN = 4,
        /// It is off.
        #[since = "0.0.1"]
        VIR_DOMAIN_SHUTOFF = 5,
        /// It crashed.
        #[since = "0.0.2"]
        VIR_DOMAIN_CRASHED = 6,
        /// The guest sleeps.
        #[since = "0.9.11"]
        VIR_DOMAIN_PMSUSPENDED = 7,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.5"]
        VIR_DOMAIN_LAST = 8,
    }
}

c_enum! {
    /// In place of a host CPU's number in virVcpuInfo.
    #[since = "6.10.0"]
    pub enum virVcpuHostCpuState: i32 {
        /// Not known.
        #[since = "6.10.0"]
        VIR_VCPU_INFO_CPU_UNAVAILABLE = -2,
        /// The virtual CPU is offline.
        #[since = "6.10.0"]
        VIR_VCPU_INFO_CPU_OFFLINE = -1,
    }
}

c_enum! {
    /// State of a virtual CPU.
    #[since = "0.1.4"]
    pub enum virVcpuState: i32 {
        /// It is offline.
        #[since = "0.1.4"]
        VIR_VCPU_OFFLINE = 0,
        /// It runs.
        #[since = "0.1.4"]
        VIR_VCPU_RUNNING = 1,
        /// It waits for a resource.
        #[since = "0.1.4"]
        VIR_VCPU_BLOCKED = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_VCPU_LAST = 3,
    }
}
