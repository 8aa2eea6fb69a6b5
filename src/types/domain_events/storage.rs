//! Events of disks: jobs, errors, media.

use std::ffi::{c_char, c_int, c_ulonglong, c_void};

use crate::types::domain::virDomainPtr;
use crate::types::host::virConnectPtr;

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

domain_event! {
    /// A disk was written beyond the threshold that virDomainSetBlockThreshold() set; the threshold is gone
    /// then.
    ///
    /// - `dev`: target of the disk, with an index for a layer of its backing chain
    /// - `path`: path of the storage, or NULL
    /// - `threshold`: the threshold, in bytes
    /// - `excess`: how far the write went beyond it, in bytes
    ///
    /// Since: 3.2.0
    virConnectDomainEventBlockThresholdCallback for VIR_DOMAIN_EVENT_ID_BLOCK_THRESHOLD
        (dev: *const c_char, path: *const c_char, threshold: c_ulonglong, excess: c_ulonglong);
}

domain_event! {
    /// The source of a disk changed without a call that asked for it.
    ///
    /// - `oldSrcPath`: the source before, or NULL
    /// - `newSrcPath`: the source now, or NULL
    /// - `devAlias`: alias of the device
    /// - `reason`: one of virConnectDomainEventDiskChangeReason
    ///
    /// Since: 0.9.7
    virConnectDomainEventDiskChangeCallback for VIR_DOMAIN_EVENT_ID_DISK_CHANGE
        (oldSrcPath: *const c_char, newSrcPath: *const c_char, devAlias: *const c_char, reason: c_int);
}

domain_event! {
    /// A disk had an I/O error.
    ///
    /// - `srcPath`: source of the disk
    /// - `devAlias`: alias of the device
    /// - `action`: what is done about it, one of virDomainEventIOErrorAction
    ///
    /// Since: 0.8.0
    virConnectDomainEventIOErrorCallback for VIR_DOMAIN_EVENT_ID_IO_ERROR
        (srcPath: *const c_char, devAlias: *const c_char, action: c_int);
}

domain_event! {
    /// A disk had an I/O error, with the reason where it is known.
    ///
    /// - `srcPath`: source of the disk
    /// - `devAlias`: alias of the device
    /// - `action`: what is done about it, one of virDomainEventIOErrorAction
    /// - `reason`: the reason, as "enospc"; empty where unknown
    ///
    /// Since: 0.8.1
    virConnectDomainEventIOErrorReasonCallback for VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON
        (srcPath: *const c_char, devAlias: *const c_char, action: c_int, reason: *const c_char);
}

domain_event! {
    /// The tray of a removable drive moved.
    ///
    /// - `devAlias`: alias of the device
    /// - `reason`: one of virDomainEventTrayChangeReason
    ///
    /// Since: 0.9.11
    virConnectDomainEventTrayChangeCallback for VIR_DOMAIN_EVENT_ID_TRAY_CHANGE
        (devAlias: *const c_char, reason: c_int);
}
