//! Details of events in the life of domains.

c_enum! {
    /// Details of VIR_DOMAIN_EVENT_CRASHED.
    #[since = "1.1.1"]
    pub enum virDomainEventCrashedDetailType: i32 {
        /// The guest panicked.
        #[since = "1.1.1"]
        VIR_DOMAIN_EVENT_CRASHED_PANICKED = 0,
        /// The guest panicked and loads a kernel that saves the crash.
        #[since = "6.1.0"]
        VIR_DOMAIN_EVENT_CRASHED_CRASHLOADED = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.1.1"]
        VIR_DOMAIN_EVENT_CRASHED_LAST = 2,
    }
}

c_enum! {
    /// Details of VIR_DOMAIN_EVENT_DEFINED.
    #[since = "0.5.0"]
    pub enum virDomainEventDefinedDetailType: i32 {
        /// A new definition.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_DEFINED_ADDED = 0,
        /// A changed definition.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_DEFINED_UPDATED = 1,
        /// The domain got a new name.
        #[since = "1.2.19"]
        VIR_DOMAIN_EVENT_DEFINED_RENAMED = 2,
        /// The definition of a snapshot.
        #[since = "1.3.3"]
        VIR_DOMAIN_EVENT_DEFINED_FROM_SNAPSHOT = 3,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_DEFINED_LAST = 4,
    }
}

c_enum! {
    /// Details of VIR_DOMAIN_EVENT_PMSUSPENDED.
    #[since = "0.10.2"]
    pub enum virDomainEventPMSuspendedDetailType: i32 {
        /// The guest sleeps with its memory on.
        #[since = "0.10.2"]
        VIR_DOMAIN_EVENT_PMSUSPENDED_MEMORY = 0,
        /// The guest sleeps with its memory on disk.
        #[since = "1.0.0"]
        VIR_DOMAIN_EVENT_PMSUSPENDED_DISK = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.10.2"]
        VIR_DOMAIN_EVENT_PMSUSPENDED_LAST = 2,
    }
}

c_enum! {
    /// Details of VIR_DOMAIN_EVENT_RESUMED.
    #[since = "0.5.0"]
    pub enum virDomainEventResumedDetailType: i32 {
        /// It was paused and goes on.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_RESUMED_UNPAUSED = 0,
        /// It goes on after a migration.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_RESUMED_MIGRATED = 1,
        /// It goes on from a snapshot.
        #[since = "0.9.5"]
        VIR_DOMAIN_EVENT_RESUMED_FROM_SNAPSHOT = 2,
        /// It goes on on the destination while post-copy brings its memory.
        #[since = "1.3.3"]
        VIR_DOMAIN_EVENT_RESUMED_POSTCOPY = 3,
        /// It goes on although post-copy was interrupted.
        #[since = "8.5.0"]
        VIR_DOMAIN_EVENT_RESUMED_POSTCOPY_FAILED = 4,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_RESUMED_LAST = 5,
    }
}

c_enum! {
    /// Details of VIR_DOMAIN_EVENT_SHUTDOWN.
    #[since = "0.9.8"]
    pub enum virDomainEventShutdownDetailType: i32 {
        /// The guest has shut down.
        #[since = "0.9.8"]
        VIR_DOMAIN_EVENT_SHUTDOWN_FINISHED = 0,
        /// The guest asked for it.
        #[since = "3.4.0"]
        VIR_DOMAIN_EVENT_SHUTDOWN_GUEST = 1,
        /// The host asked for it.
        #[since = "3.4.0"]
        VIR_DOMAIN_EVENT_SHUTDOWN_HOST = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_SHUTDOWN_LAST = 3,
    }
}

c_enum! {
    /// Details of VIR_DOMAIN_EVENT_STARTED.
    #[since = "0.5.0"]
    pub enum virDomainEventStartedDetailType: i32 {
        /// It booted.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STARTED_BOOTED = 0,
        /// It came by migration.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STARTED_MIGRATED = 1,
        /// It was restored from a save image.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STARTED_RESTORED = 2,
        /// It was started from a snapshot.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_STARTED_FROM_SNAPSHOT = 3,
        /// It woke up.
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_STARTED_WAKEUP = 4,
        /// It was made anew in place of one that ended.
        #[since = "11.6.0"]
        VIR_DOMAIN_EVENT_STARTED_RECREATED = 5,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_STARTED_LAST = 6,
    }
}

c_enum! {
    /// Details of VIR_DOMAIN_EVENT_STOPPED.
    #[since = "0.5.0"]
    pub enum virDomainEventStoppedDetailType: i32 {
        /// The guest shut down.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN = 0,
        /// It was destroyed.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_DESTROYED = 1,
        /// It crashed.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_CRASHED = 2,
        /// It left by migration.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_MIGRATED = 3,
        /// It was saved.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_SAVED = 4,
        /// Its hypervisor failed.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED_FAILED = 5,
        /// For going back to a snapshot.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_STOPPED_FROM_SNAPSHOT = 6,
        /// For being made anew.
        #[since = "11.6.0"]
        VIR_DOMAIN_EVENT_STOPPED_RECREATED = 7,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_STOPPED_LAST = 8,
    }
}

c_enum! {
    /// Details of VIR_DOMAIN_EVENT_SUSPENDED.
    #[since = "0.5.0"]
    pub enum virDomainEventSuspendedDetailType: i32 {
        /// On request.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_SUSPENDED_PAUSED = 0,
        /// For a migration.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_SUSPENDED_MIGRATED = 1,
        /// A disk had an error.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_SUSPENDED_IOERROR = 2,
        /// The watchdog fired.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_SUSPENDED_WATCHDOG = 3,
        /// It was restored from a save image of a paused domain.
        #[since = "0.9.5"]
        VIR_DOMAIN_EVENT_SUSPENDED_RESTORED = 4,
        /// From a snapshot of a paused domain.
        #[since = "0.9.5"]
        VIR_DOMAIN_EVENT_SUSPENDED_FROM_SNAPSHOT = 5,
        /// A call failed half way.
        #[since = "1.0.1"]
        VIR_DOMAIN_EVENT_SUSPENDED_API_ERROR = 6,
        /// On the source, since post-copy runs.
        #[since = "1.3.3"]
        VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY = 7,
        /// Post-copy was interrupted.
        #[since = "1.3.3"]
        VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY_FAILED = 8,
        /// The guest shut down and the domain is kept.
        #[since = "11.10.0"]
        VIR_DOMAIN_EVENT_SUSPENDED_GUEST_SHUTDOWN = 9,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_SUSPENDED_LAST = 10,
    }
}

c_enum! {
    /// Details of VIR_DOMAIN_EVENT_UNDEFINED.
    #[since = "0.5.0"]
    pub enum virDomainEventUndefinedDetailType: i32 {
        /// The definition was removed.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_UNDEFINED_REMOVED = 0,
        /// The domain got a new name.
        #[since = "1.2.19"]
        VIR_DOMAIN_EVENT_UNDEFINED_RENAMED = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_UNDEFINED_LAST = 2,
    }
}
