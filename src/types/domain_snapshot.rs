//! Types of `libvirt-domain-snapshot.h`.

/// A snapshot of a domain: its disks, and maybe its memory, at a point in time.
///
/// Since: 0.8.0
#[repr(C)]
pub struct _virDomainSnapshot {
    _opaque: [u8; 0],
}

/// A snapshot of a domain: its disks, and maybe its memory, at a point in time.
///
/// Since: 0.8.0
pub type virDomainSnapshot = _virDomainSnapshot;

/// Handle of a domain snapshot.
///
/// Since: 0.8.0
pub type virDomainSnapshotPtr = *mut virDomainSnapshot;
