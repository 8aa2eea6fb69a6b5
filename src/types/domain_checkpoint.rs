//! Types of `libvirt-domain-checkpoint.h`.

/// A checkpoint of a domain: a point in time that incremental backups start from.
///
/// Since: 5.2.0
#[repr(C)]
pub struct _virDomainCheckpoint {
    _opaque: [u8; 0],
}

/// A checkpoint of a domain: a point in time that incremental backups start from.
///
/// Since: 5.2.0
pub type virDomainCheckpoint = _virDomainCheckpoint;

/// Handle of a domain checkpoint.
///
/// Since: 5.2.0
pub type virDomainCheckpointPtr = *mut virDomainCheckpoint;
