//! Types of `libvirt-interface.h`.

/// A network interface of the host.
///
/// Since: 0.6.4
#[repr(C)]
pub struct _virInterface {
    _opaque: [u8; 0],
}

/// A network interface of the host.
///
/// Since: 0.6.4
pub type virInterface = _virInterface;

/// Handle of a host interface.
///
/// Since: 0.6.4
pub type virInterfacePtr = *mut virInterface;
