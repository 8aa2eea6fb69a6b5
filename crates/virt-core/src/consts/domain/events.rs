//! Events of domains.

c_enum! {
    /// Why the state of the guest agent changed.
    #[since = "1.2.11"]
    pub enum virConnectDomainEventAgentLifecycleReason: i32 {
        /// Not known.
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_UNKNOWN = 0,
        /// The domain was started.
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_DOMAIN_STARTED = 1,
        /// The agent opened or closed its channel.
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_CHANNEL = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_LAST = 3,
    }
}

c_enum! {
    /// State of the guest agent.
    #[since = "1.2.11"]
    pub enum virConnectDomainEventAgentLifecycleState: i32 {
        /// It is connected.
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED = 1,
        /// It is not connected.
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_DISCONNECTED = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.2.11"]
        VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_LAST = 3,
    }
}

c_enum! {
    /// How a block job of virDomainBlockPull(), virDomainBlockRebase(), virDomainBlockCopy() or
    /// virDomainBlockCommit() stands.
    #[since = "0.9.4"]
    pub enum virConnectDomainEventBlockJobStatus: i32 {
        /// It is done.
        #[since = "0.9.4"]
        VIR_DOMAIN_BLOCK_JOB_COMPLETED = 0,
        /// It failed.
        #[since = "0.9.4"]
        VIR_DOMAIN_BLOCK_JOB_FAILED = 1,
        /// It was cancelled.
        #[since = "0.9.12"]
        VIR_DOMAIN_BLOCK_JOB_CANCELED = 2,
        /// It has caught up and can be finished with virDomainBlockJobAbort().
        #[since = "1.0.0"]
        VIR_DOMAIN_BLOCK_JOB_READY = 3,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_BLOCK_JOB_LAST = 4,
    }
}

c_enum! {
    /// Why the state of a channel changed.
    #[since = "12.4.0"]
    pub enum virConnectDomainEventChannelLifecycleReason: i32 {
        /// Not known.
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_REASON_UNKNOWN = 0,
        /// The domain was started.
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_REASON_DOMAIN_STARTED = 1,
        /// The guest opened or closed it.
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_REASON_CHANNEL = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_REASON_LAST = 3,
    }
}

c_enum! {
    /// State of a channel.
    #[since = "12.4.0"]
    pub enum virConnectDomainEventChannelLifecycleState: i32 {
        /// The guest has it open.
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_STATE_CONNECTED = 1,
        /// The guest has it closed.
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_STATE_DISCONNECTED = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "12.4.0"]
        VIR_CONNECT_DOMAIN_EVENT_CHANNEL_LIFECYCLE_STATE_LAST = 3,
    }
}

c_enum! {
    /// Why the source of a disk changed.
    #[since = "0.9.7"]
    pub enum virConnectDomainEventDiskChangeReason: i32 {
        /// The source was not there when the domain was started; the drive is empty.
        #[since = "0.9.7"]
        VIR_DOMAIN_EVENT_DISK_CHANGE_MISSING_ON_START = 0,
        /// The source was not there when the domain was started; the disk was removed.
        #[since = "1.1.2"]
        VIR_DOMAIN_EVENT_DISK_DROP_MISSING_ON_START = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_DISK_CHANGE_LAST = 2,
    }
}

c_enum! {
    /// Kinds of addresses of graphics clients and servers.
    #[since = "0.8.0"]
    pub enum virDomainEventGraphicsAddressType: i32 {
        /// IPv4.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV4 = 0,
        /// IPv6.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV6 = 1,
        /// A UNIX socket.
        #[since = "0.9.7"]
        VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_UNIX = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_LAST = 3,
    }
}

c_enum! {
    /// What a graphics client did.
    #[since = "0.8.0"]
    pub enum virDomainEventGraphicsPhase: i32 {
        /// It connected.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_GRAPHICS_CONNECT = 0,
        /// It authenticated.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_GRAPHICS_INITIALIZE = 1,
        /// It disconnected.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_GRAPHICS_DISCONNECT = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_GRAPHICS_LAST = 3,
    }
}

c_enum! {
    /// Kinds of domain events, each with its callback.
    #[since = "0.8.0"]
    pub enum virDomainEventID: i32 {
        /// Life of domains; virConnectDomainEventCallback.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_LIFECYCLE = 0,
        /// The guest rebooted; virConnectDomainEventGenericCallback.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_REBOOT = 1,
        /// The guest set its clock; virConnectDomainEventRTCChangeCallback.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_RTC_CHANGE = 2,
        /// The watchdog fired; virConnectDomainEventWatchdogCallback.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_WATCHDOG = 3,
        /// A disk had an error; virConnectDomainEventIOErrorCallback.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_IO_ERROR = 4,
        /// A graphics client came or went; virConnectDomainEventGraphicsCallback.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_GRAPHICS = 5,
        /// A disk had an error, with the reason; virConnectDomainEventIOErrorReasonCallback.
        #[since = "0.8.1"]
        VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON = 6,
        /// The domain cannot be controlled any more; virConnectDomainEventGenericCallback.
        #[since = "0.9.2"]
        VIR_DOMAIN_EVENT_ID_CONTROL_ERROR = 7,
        /// A block job, with the path of the disk; virConnectDomainEventBlockJobCallback.
        #[since = "0.9.4"]
        VIR_DOMAIN_EVENT_ID_BLOCK_JOB = 8,
        /// The source of a disk changed; virConnectDomainEventDiskChangeCallback.
        #[since = "0.9.7"]
        VIR_DOMAIN_EVENT_ID_DISK_CHANGE = 9,
        /// The tray of a drive moved; virConnectDomainEventTrayChangeCallback.
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_ID_TRAY_CHANGE = 10,
        /// The guest woke up; virConnectDomainEventPMWakeupCallback.
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_ID_PMWAKEUP = 11,
        /// The guest went to sleep in memory; virConnectDomainEventPMSuspendCallback.
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_ID_PMSUSPEND = 12,
        /// The memory of the domain changed; virConnectDomainEventBalloonChangeCallback.
        #[since = "0.10.0"]
        VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE = 13,
        /// The guest went to sleep on disk; virConnectDomainEventPMSuspendDiskCallback.
        #[since = "1.0.0"]
        VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK = 14,
        /// A device was removed; virConnectDomainEventDeviceRemovedCallback.
        #[since = "1.1.1"]
        VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED = 15,
        /// A block job, with the target of the disk; virConnectDomainEventBlockJobCallback.
        #[since = "1.2.6"]
        VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2 = 16,
        /// Tunable values changed; virConnectDomainEventTunableCallback.
        #[since = "1.2.9"]
        VIR_DOMAIN_EVENT_ID_TUNABLE = 17,
        /// The guest agent came or went; virConnectDomainEventAgentLifecycleCallback.
        #[since = "1.2.11"]
        VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE = 18,
        /// A device was added; virConnectDomainEventDeviceAddedCallback.
        #[since = "1.2.15"]
        VIR_DOMAIN_EVENT_ID_DEVICE_ADDED = 19,
        /// A migration began another pass; virConnectDomainEventMigrationIterationCallback.
        #[since = "1.3.2"]
        VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION = 20,
        /// A job ended; virConnectDomainEventJobCompletedCallback.
        #[since = "1.3.3"]
        VIR_DOMAIN_EVENT_ID_JOB_COMPLETED = 21,
        /// The guest refused to let a device go; virConnectDomainEventDeviceRemovalFailedCallback.
        #[since = "1.3.4"]
        VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED = 22,
        /// Metadata changed; virConnectDomainEventMetadataChangeCallback.
        #[since = "3.0.0"]
        VIR_DOMAIN_EVENT_ID_METADATA_CHANGE = 23,
        /// A write went beyond a threshold; virConnectDomainEventBlockThresholdCallback.
        #[since = "3.2.0"]
        VIR_DOMAIN_EVENT_ID_BLOCK_THRESHOLD = 24,
        /// Memory of the host failed; virConnectDomainEventMemoryFailureCallback.
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_ID_MEMORY_FAILURE = 25,
        /// A memory device changed its size; virConnectDomainEventMemoryDeviceSizeChangeCallback.
        #[since = "7.9.0"]
        VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE = 26,
        /// An interface changed its MAC address; virConnectDomainEventNICMACChangeCallback.
        #[since = "11.2.0"]
        VIR_DOMAIN_EVENT_ID_NIC_MAC_CHANGE = 27,
        /// A virtual CPU was removed; virConnectDomainEventVcpuRemovedCallback.
        #[since = "12.4.0"]
        VIR_DOMAIN_EVENT_ID_VCPU_REMOVED = 28,
        /// The guest opened or closed a channel; virConnectDomainEventChannelLifecycleCallback.
        #[since = "12.4.0"]
        VIR_DOMAIN_EVENT_ID_CHANNEL_LIFECYCLE = 29,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_ID_LAST = 30,
    }
}

c_enum! {
    /// What is done about an I/O error.
    #[since = "0.8.0"]
    pub enum virDomainEventIOErrorAction: i32 {
        /// Nothing: the guest is not told.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_IO_ERROR_NONE = 0,
        /// The domain is paused.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_IO_ERROR_PAUSE = 1,
        /// The guest is told.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_IO_ERROR_REPORT = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_IO_ERROR_LAST = 3,
    }
}

c_enum! {
    /// How the tray of a drive moved.
    #[since = "0.9.11"]
    pub enum virDomainEventTrayChangeReason: i32 {
        /// It is open.
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_TRAY_CHANGE_OPEN = 0,
        /// It is closed.
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_TRAY_CHANGE_CLOSE = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.11"]
        VIR_DOMAIN_EVENT_TRAY_CHANGE_LAST = 2,
    }
}

c_enum! {
    /// What happened to a domain.
    #[since = "0.5.0"]
    pub enum virDomainEventType: i32 {
        /// It was defined; details: virDomainEventDefinedDetailType.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_DEFINED = 0,
        /// It lost its definition; details: virDomainEventUndefinedDetailType.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_UNDEFINED = 1,
        /// It was started; details: virDomainEventStartedDetailType.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STARTED = 2,
        /// It was paused; details: virDomainEventSuspendedDetailType.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_SUSPENDED = 3,
        /// It goes on; details: virDomainEventResumedDetailType.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_RESUMED = 4,
        /// It stopped; details: virDomainEventStoppedDetailType.
        #[since = "0.5.0"]
        VIR_DOMAIN_EVENT_STOPPED = 5,
        /// The guest shut down, the domain may still be there; details: virDomainEventShutdownDetailType.
        #[since = "0.9.8"]
        VIR_DOMAIN_EVENT_SHUTDOWN = 6,
        /// The guest sleeps; details: virDomainEventPMSuspendedDetailType.
        #[since = "0.10.2"]
        VIR_DOMAIN_EVENT_PMSUSPENDED = 7,
        /// The guest crashed; details: virDomainEventCrashedDetailType.
        #[since = "1.1.1"]
        VIR_DOMAIN_EVENT_CRASHED = 8,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_LAST = 9,
    }
}

c_enum! {
    /// What is done when the watchdog of a domain fires.
    #[since = "0.8.0"]
    pub enum virDomainEventWatchdogAction: i32 {
        /// Nothing.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_NONE = 0,
        /// It is paused.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_PAUSE = 1,
        /// It is reset.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_RESET = 2,
        /// It is stopped.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_POWEROFF = 3,
        /// The guest is asked to shut down.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_SHUTDOWN = 4,
        /// Nothing but a line in the log.
        #[since = "0.8.0"]
        VIR_DOMAIN_EVENT_WATCHDOG_DEBUG = 5,
        /// A non-maskable interrupt is sent.
        #[since = "1.2.17"]
        VIR_DOMAIN_EVENT_WATCHDOG_INJECTNMI = 6,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_EVENT_WATCHDOG_LAST = 7,
    }
}

c_enum! {
    /// What was done about a failure of memory.
    #[since = "6.9.0"]
    pub enum virDomainMemoryFailureActionType: i32 {
        /// Nothing.
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_IGNORE = 0,
        /// The guest was told.
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_INJECT = 1,
        /// Nothing can be done: the guest stops.
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_FATAL = 2,
        /// The guest was reset.
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_RESET = 3,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_LAST = 4,
    }
}

c_enum! {
    /// Facts about a failure of memory.
    #[since = "6.9.0"]
    pub enum virDomainMemoryFailureFlags: u32 {
        /// The guest has to act before it goes on.
        #[since = "6.9.0"]
        VIR_DOMAIN_MEMORY_FAILURE_ACTION_REQUIRED = 1 << 0,
        /// It came while one before was being handled.
        #[since = "6.9.0"]
        VIR_DOMAIN_MEMORY_FAILURE_RECURSIVE = 1 << 1,
    }
}

c_enum! {
    /// Whose memory failed.
    #[since = "6.9.0"]
    pub enum virDomainMemoryFailureRecipientType: i32 {
        /// The hypervisor's.
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_HYPERVISOR = 0,
        /// The guest's.
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_GUEST = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "6.9.0"]
        VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_LAST = 2,
    }
}

c_function_macro! {
    /// Casts the callback of any domain event for virConnectDomainEventRegisterAny().
    ///
    /// - `cb`: the callback
    #[since = "0.8.0"]
    VIR_DOMAIN_EVENT_CALLBACK(cb) = "((virConnectDomainEventGenericCallback)(void (*)(void))(cb))";
}
