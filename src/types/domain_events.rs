//! Types of `libvirt-domain.h` that belong to events: callbacks and what they are given.

use std::ffi::{c_char, c_int, c_longlong, c_uint, c_ulonglong, c_void};
use std::mem::offset_of;

use super::common::virTypedParameterPtr;
use super::domain::virDomainPtr;
use super::host::virConnectPtr;

/// An end of a connection to a graphics server.
///
/// Since: 0.8.0
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainEventGraphicsAddress {
    /// one of virDomainEventGraphicsAddressType
    pub family: c_int,
    /// host address, or path of the socket
    pub node: *mut c_char,
    /// port or name of the service
    pub service: *mut c_char,
}

/// An end of a connection to a graphics server.
///
/// Since: 0.8.0
pub type virDomainEventGraphicsAddress = _virDomainEventGraphicsAddress;

/// Pointer to a virDomainEventGraphicsAddress.
///
/// Since: 0.8.0
pub type virDomainEventGraphicsAddressPtr = *mut virDomainEventGraphicsAddress;

/// One identity of a graphics client.
///
/// Since: 0.8.0
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainEventGraphicsSubjectIdentity {
    /// kind of identity, as "x509dname" or "saslUsername"
    pub r#type: *mut c_char,
    /// its value
    pub name: *mut c_char,
}

/// One identity of a graphics client.
///
/// Since: 0.8.0
pub type virDomainEventGraphicsSubjectIdentity = _virDomainEventGraphicsSubjectIdentity;

/// Pointer to a virDomainEventGraphicsSubjectIdentity.
///
/// Since: 0.8.0
pub type virDomainEventGraphicsSubjectIdentityPtr = *mut virDomainEventGraphicsSubjectIdentity;

/// Who a graphics client has shown to be.
///
/// Since: 0.8.0
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _virDomainEventGraphicsSubject {
    /// number of identities
    pub nidentity: c_int,
    /// the identities
    pub identities: virDomainEventGraphicsSubjectIdentityPtr,
}

/// Who a graphics client has shown to be.
///
/// Since: 0.8.0
pub type virDomainEventGraphicsSubject = _virDomainEventGraphicsSubject;

/// Pointer to a virDomainEventGraphicsSubject.
///
/// Since: 0.8.0
pub type virDomainEventGraphicsSubjectPtr = *mut virDomainEventGraphicsSubject;

/// The guest agent of a domain came or went.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `state`: one of virConnectDomainEventAgentLifecycleState
/// - `reason`: one of virConnectDomainEventAgentLifecycleReason
/// - `opaque`: what was given at registration
///
/// Since: 1.2.11
pub type virConnectDomainEventAgentLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        state: c_int,
        reason: c_int,
        opaque: *mut c_void,
    ),
>;

/// The memory of a domain changed.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `actual`: its memory now, in KiB
/// - `opaque`: what was given at registration
///
/// Since: 0.10.0
pub type virConnectDomainEventBalloonChangeCallback = Option<
    unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, actual: c_ulonglong, opaque: *mut c_void),
>;

/// A block job changed its state.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_BLOCK_JOB or VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2 with
/// virConnectDomainEventRegisterAny(): the first names the disk by its path, the second by its target.
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `disk`: what names the disk: its path, or its target for the second version of the event
/// - `type`: one of virDomainBlockJobType
/// - `status`: one of virConnectDomainEventBlockJobStatus
/// - `opaque`: what was given at registration
///
/// Since: 0.9.4
pub type virConnectDomainEventBlockJobCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        disk: *const c_char,
        r#type: c_int,
        status: c_int,
        opaque: *mut c_void,
    ),
>;

/// A disk was written beyond the threshold that virDomainSetBlockThreshold() set; the threshold is gone
/// then.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_BLOCK_THRESHOLD with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `dev`: target of the disk, with an index for a layer of its backing chain
/// - `path`: path of the storage, or NULL
/// - `threshold`: the threshold, in bytes
/// - `excess`: how far the write went beyond it, in bytes
/// - `opaque`: what was given at registration
///
/// Since: 3.2.0
pub type virConnectDomainEventBlockThresholdCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        dev: *const c_char,
        path: *const c_char,
        threshold: c_ulonglong,
        excess: c_ulonglong,
        opaque: *mut c_void,
    ),
>;

/// A domain was started, stopped, defined and so on.
///
/// To be registered with virConnectDomainEventRegister(), or for VIR_DOMAIN_EVENT_ID_LIFECYCLE.
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `event`: one of virDomainEventType
/// - `detail`: why, of the enum that belongs to the event
/// - `opaque`: what was given at registration
///
/// Returns ignored.
///
/// Since: 0.5.0
pub type virConnectDomainEventCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        event: c_int,
        detail: c_int,
        opaque: *mut c_void,
    ) -> c_int,
>;

/// The guest opened or closed its end of a channel.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_CHANNEL_LIFECYCLE with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `channelName`: target name of the channel
/// - `state`: one of virConnectDomainEventChannelLifecycleState
/// - `reason`: one of virConnectDomainEventChannelLifecycleReason
/// - `opaque`: what was given at registration
///
/// Since: 12.4.0
pub type virConnectDomainEventChannelLifecycleCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        channelName: *const c_char,
        state: c_int,
        reason: c_int,
        opaque: *mut c_void,
    ),
>;

/// A device was added to a domain.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_DEVICE_ADDED with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `devAlias`: alias of the device
/// - `opaque`: what was given at registration
///
/// Since: 1.2.15
pub type virConnectDomainEventDeviceAddedCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        devAlias: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// The guest refused to let a device go.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED with
/// virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `devAlias`: alias of the device
/// - `opaque`: what was given at registration
///
/// Since: 1.3.4
pub type virConnectDomainEventDeviceRemovalFailedCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        devAlias: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// A device was removed from a domain.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `devAlias`: alias of the device
/// - `opaque`: what was given at registration
///
/// Since: 1.1.1
pub type virConnectDomainEventDeviceRemovedCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        devAlias: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// The source of a disk changed without a call that asked for it.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_DISK_CHANGE with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `oldSrcPath`: the source before, or NULL
/// - `newSrcPath`: the source now, or NULL
/// - `devAlias`: alias of the device
/// - `reason`: one of virConnectDomainEventDiskChangeReason
/// - `opaque`: what was given at registration
///
/// Since: 0.9.7
pub type virConnectDomainEventDiskChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        oldSrcPath: *const c_char,
        newSrcPath: *const c_char,
        devAlias: *const c_char,
        reason: c_int,
        opaque: *mut c_void,
    ),
>;

/// Stands for the callback of any domain event; the real signature depends on the event. Cast with
/// VIR_DOMAIN_EVENT_CALLBACK().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `opaque`: what was given at registration
///
/// Since: 0.8.0
pub type virConnectDomainEventGenericCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, opaque: *mut c_void)>;

/// A client connected to, signed on to or left the graphics server of a domain.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_GRAPHICS with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `phase`: one of virDomainEventGraphicsPhase
/// - `local`: address of the server
/// - `remote`: address of the client
/// - `authScheme`: how the client authenticated
/// - `subject`: who the client is
/// - `opaque`: what was given at registration
///
/// Since: 0.8.0
pub type virConnectDomainEventGraphicsCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        phase: c_int,
        local: *const virDomainEventGraphicsAddress,
        remote: *const virDomainEventGraphicsAddress,
        authScheme: *const c_char,
        subject: *const virDomainEventGraphicsSubject,
        opaque: *mut c_void,
    ),
>;

/// A disk had an I/O error.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_IO_ERROR with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `srcPath`: source of the disk
/// - `devAlias`: alias of the device
/// - `action`: what is done about it, one of virDomainEventIOErrorAction
/// - `opaque`: what was given at registration
///
/// Since: 0.8.0
pub type virConnectDomainEventIOErrorCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        srcPath: *const c_char,
        devAlias: *const c_char,
        action: c_int,
        opaque: *mut c_void,
    ),
>;

/// A disk had an I/O error, with the reason where it is known.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `srcPath`: source of the disk
/// - `devAlias`: alias of the device
/// - `action`: what is done about it, one of virDomainEventIOErrorAction
/// - `reason`: the reason, as "enospc"; empty where unknown
/// - `opaque`: what was given at registration
///
/// Since: 0.8.1
pub type virConnectDomainEventIOErrorReasonCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        srcPath: *const c_char,
        devAlias: *const c_char,
        action: c_int,
        reason: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// A job on a domain ended.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_JOB_COMPLETED with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `params`: its figures, as virDomainGetJobStats() names them
/// - `nparams`: number of figures
/// - `opaque`: what was given at registration
///
/// Since: 1.3.3
pub type virConnectDomainEventJobCompletedCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        opaque: *mut c_void,
    ),
>;

/// The guest changed the size of a memory device.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE with
/// virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `alias`: alias of the memory device
/// - `size`: its size now, in KiB
/// - `opaque`: what was given at registration
///
/// Since: 7.9.0
pub type virConnectDomainEventMemoryDeviceSizeChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        alias: *const c_char,
        size: c_ulonglong,
        opaque: *mut c_void,
    ),
>;

/// The memory of the host failed under a domain.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_MEMORY_FAILURE with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `recipient`: whose memory it was, one of virDomainMemoryFailureRecipientType
/// - `action`: what was done, one of virDomainMemoryFailureActionType
/// - `flags`: virDomainMemoryFailureFlags
/// - `opaque`: what was given at registration
///
/// Since: 6.9.0
pub type virConnectDomainEventMemoryFailureCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        recipient: c_int,
        action: c_int,
        flags: c_uint,
        opaque: *mut c_void,
    ),
>;

/// The metadata of a domain changed.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_METADATA_CHANGE with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `type`: which part, one of virDomainMetadataType
/// - `nsuri`: XML namespace for VIR_DOMAIN_METADATA_ELEMENT, else NULL
/// - `opaque`: what was given at registration
///
/// Since: 3.0.0
pub type virConnectDomainEventMetadataChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        r#type: c_int,
        nsuri: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// A migration began another pass over the memory.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION with
/// virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `iteration`: number of the pass
/// - `opaque`: what was given at registration
///
/// Since: 1.3.2
pub type virConnectDomainEventMigrationIterationCallback = Option<
    unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, iteration: c_int, opaque: *mut c_void),
>;

/// The guest changed the MAC address of an interface.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_NIC_MAC_CHANGE with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `alias`: alias of the interface
/// - `oldMAC`: the address before
/// - `newMAC`: the address now
/// - `opaque`: what was given at registration
///
/// Since: 11.2.0
pub type virConnectDomainEventNICMACChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        alias: *const c_char,
        oldMAC: *const c_char,
        newMAC: *const c_char,
        opaque: *mut c_void,
    ),
>;

/// The guest went to sleep with its memory on.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_PMSUSPEND with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `reason`: 0, for later use
/// - `opaque`: what was given at registration
///
/// Since: 0.9.11
pub type virConnectDomainEventPMSuspendCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, reason: c_int, opaque: *mut c_void)>;

/// The guest went to sleep with its memory on disk.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `reason`: 0, for later use
/// - `opaque`: what was given at registration
///
/// Since: 1.0.0
pub type virConnectDomainEventPMSuspendDiskCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, reason: c_int, opaque: *mut c_void)>;

/// The guest woke up.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_PMWAKEUP with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `reason`: 0, for later use
/// - `opaque`: what was given at registration
///
/// Since: 0.9.11
pub type virConnectDomainEventPMWakeupCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, reason: c_int, opaque: *mut c_void)>;

/// The guest set its clock.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_RTC_CHANGE with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `utcoffset`: the new offset from UTC, in seconds
/// - `opaque`: what was given at registration
///
/// Since: 0.8.0
pub type virConnectDomainEventRTCChangeCallback = Option<
    unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, utcoffset: c_longlong, opaque: *mut c_void),
>;

/// The tray of a removable drive moved.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_TRAY_CHANGE with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `devAlias`: alias of the device
/// - `reason`: one of virDomainEventTrayChangeReason
/// - `opaque`: what was given at registration
///
/// Since: 0.9.11
pub type virConnectDomainEventTrayChangeCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        devAlias: *const c_char,
        reason: c_int,
        opaque: *mut c_void,
    ),
>;

/// Tunable values of a domain changed.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_TUNABLE with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `params`: the values that changed, named by the VIR_DOMAIN_TUNABLE_ macros
/// - `nparams`: number of values
/// - `opaque`: what was given at registration
///
/// Since: 1.2.9
pub type virConnectDomainEventTunableCallback = Option<
    unsafe extern "C" fn(
        conn: virConnectPtr,
        dom: virDomainPtr,
        params: virTypedParameterPtr,
        nparams: c_int,
        opaque: *mut c_void,
    ),
>;

/// A virtual CPU was removed.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_VCPU_REMOVED with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `vcpuid`: its number
/// - `opaque`: what was given at registration
///
/// Since: 12.4.0
pub type virConnectDomainEventVcpuRemovedCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, vcpuid: c_uint, opaque: *mut c_void)>;

/// The watchdog of a domain fired.
///
/// To be registered for VIR_DOMAIN_EVENT_ID_WATCHDOG with virConnectDomainEventRegisterAny().
///
/// - `conn`: the connection
/// - `dom`: the domain
/// - `action`: what is done, one of virDomainEventWatchdogAction
/// - `opaque`: what was given at registration
///
/// Since: 0.8.0
pub type virConnectDomainEventWatchdogCallback =
    Option<unsafe extern "C" fn(conn: virConnectPtr, dom: virDomainPtr, action: c_int, opaque: *mut c_void)>;

const _: () = {
    assert!(
        size_of::<_virDomainEventGraphicsAddress>() == 24
            && align_of::<_virDomainEventGraphicsAddress>() == 8
    );
    assert!(offset_of!(_virDomainEventGraphicsAddress, family) == 0);
    assert!(offset_of!(_virDomainEventGraphicsAddress, node) == 8);
    assert!(offset_of!(_virDomainEventGraphicsAddress, service) == 16);
    assert!(
        size_of::<_virDomainEventGraphicsSubjectIdentity>() == 16
            && align_of::<_virDomainEventGraphicsSubjectIdentity>() == 8
    );
    assert!(offset_of!(_virDomainEventGraphicsSubjectIdentity, r#type) == 0);
    assert!(offset_of!(_virDomainEventGraphicsSubjectIdentity, name) == 8);
    assert!(
        size_of::<_virDomainEventGraphicsSubject>() == 16
            && align_of::<_virDomainEventGraphicsSubject>() == 8
    );
    assert!(offset_of!(_virDomainEventGraphicsSubject, nidentity) == 0);
    assert!(offset_of!(_virDomainEventGraphicsSubject, identities) == 8);
};
