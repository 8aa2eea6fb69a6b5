//! What the guest does by itself.

use std::ffi::{c_char, c_int, c_longlong};

domain_event! {
    /// The guest agent of a domain came or went.
    ///
    /// - `state`: one of virConnectDomainEventAgentLifecycleState
    /// - `reason`: one of virConnectDomainEventAgentLifecycleReason
    ///
    /// Since: 1.2.11
    virConnectDomainEventAgentLifecycleCallback for VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE
        (state: c_int, reason: c_int);
}

domain_event! {
    /// The guest opened or closed its end of a channel.
    ///
    /// - `channelName`: target name of the channel
    /// - `state`: one of virConnectDomainEventChannelLifecycleState
    /// - `reason`: one of virConnectDomainEventChannelLifecycleReason
    ///
    /// Since: 12.4.0
    virConnectDomainEventChannelLifecycleCallback for VIR_DOMAIN_EVENT_ID_CHANNEL_LIFECYCLE
        (channelName: *const c_char, state: c_int, reason: c_int);
}

domain_event! {
    /// The guest went to sleep with its memory on.
    ///
    /// - `reason`: 0, for later use
    ///
    /// Since: 0.9.11
    virConnectDomainEventPMSuspendCallback for VIR_DOMAIN_EVENT_ID_PMSUSPEND(reason: c_int);
}

domain_event! {
    /// The guest went to sleep with its memory on disk.
    ///
    /// - `reason`: 0, for later use
    ///
    /// Since: 1.0.0
    virConnectDomainEventPMSuspendDiskCallback for VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK(reason: c_int);
}

domain_event! {
    /// The guest woke up.
    ///
    /// - `reason`: 0, for later use
    ///
    /// Since: 0.9.11
    virConnectDomainEventPMWakeupCallback for VIR_DOMAIN_EVENT_ID_PMWAKEUP(reason: c_int);
}

domain_event! {
    /// The guest set its clock.
    ///
    /// - `utcoffset`: the new offset from UTC, in seconds
    ///
    /// Since: 0.8.0
    virConnectDomainEventRTCChangeCallback for VIR_DOMAIN_EVENT_ID_RTC_CHANGE(utcoffset: c_longlong);
}

domain_event! {
    /// The watchdog of a domain fired.
    ///
    /// - `action`: what is done, one of virDomainEventWatchdogAction
    ///
    /// Since: 0.8.0
    virConnectDomainEventWatchdogCallback for VIR_DOMAIN_EVENT_ID_WATCHDOG(action: c_int);
}
