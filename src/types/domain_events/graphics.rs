//! Clients of graphics servers.

use std::ffi::{c_char, c_int};
use std::mem::offset_of;

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

domain_event! {
    /// A client connected to, signed on to or left the graphics server of a domain.
    ///
    /// - `phase`: one of virDomainEventGraphicsPhase
    /// - `local`: address of the server
    /// - `remote`: address of the client
    /// - `authScheme`: how the client authenticated
    /// - `subject`: who the client is
    ///
    /// Since: 0.8.0
    virConnectDomainEventGraphicsCallback for VIR_DOMAIN_EVENT_ID_GRAPHICS
        (
            phase: c_int,
            local: *const virDomainEventGraphicsAddress,
            remote: *const virDomainEventGraphicsAddress,
            authScheme: *const c_char,
            subject: *const virDomainEventGraphicsSubject,
        );
}

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
