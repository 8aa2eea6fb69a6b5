//! What happens to a domain as a whole.

use std::ffi::{c_char, c_int, c_uint, c_ulonglong};

use crate::types::common::virTypedParameterPtr;

domain_event! {
    /// The memory of a domain changed.
    ///
    /// - `actual`: its memory now, in KiB
    ///
    /// Since: 0.10.0
    virConnectDomainEventBalloonChangeCallback for VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE(actual: c_ulonglong);
}

domain_event! {
    /// A job on a domain ended.
    ///
    /// - `params`: its figures, as virDomainGetJobStats() names them
    /// - `nparams`: number of figures
    ///
    /// Since: 1.3.3
    virConnectDomainEventJobCompletedCallback for VIR_DOMAIN_EVENT_ID_JOB_COMPLETED
        (params: virTypedParameterPtr, nparams: c_int);
}

domain_event! {
    /// The memory of the host failed under a domain.
    ///
    /// - `recipient`: whose memory it was, one of virDomainMemoryFailureRecipientType
    /// - `action`: what was done, one of virDomainMemoryFailureActionType
    /// - `flags`: virDomainMemoryFailureFlags
    ///
    /// Since: 6.9.0
    virConnectDomainEventMemoryFailureCallback for VIR_DOMAIN_EVENT_ID_MEMORY_FAILURE
        (recipient: c_int, action: c_int, flags: c_uint);
}

domain_event! {
    /// The metadata of a domain changed.
    ///
    /// - `type`: which part, one of virDomainMetadataType
    /// - `nsuri`: XML namespace for VIR_DOMAIN_METADATA_ELEMENT, else NULL
    ///
    /// Since: 3.0.0
    virConnectDomainEventMetadataChangeCallback for VIR_DOMAIN_EVENT_ID_METADATA_CHANGE
        (r#type: c_int, nsuri: *const c_char);
}

domain_event! {
    /// A migration began another pass over the memory.
    ///
    /// - `iteration`: number of the pass
    ///
    /// Since: 1.3.2
    virConnectDomainEventMigrationIterationCallback for VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION
        (iteration: c_int);
}

domain_event! {
    /// Tunable values of a domain changed.
    ///
    /// - `params`: the values that changed, named by the VIR_DOMAIN_TUNABLE_ macros
    /// - `nparams`: number of values
    ///
    /// Since: 1.2.9
    virConnectDomainEventTunableCallback for VIR_DOMAIN_EVENT_ID_TUNABLE
        (params: virTypedParameterPtr, nparams: c_int);
}
