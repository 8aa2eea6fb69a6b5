//! Types of `libvirt-nwfilter.h`.

/// A network filter: a named set of packet rules.
///
/// Since: 0.8.0
#[repr(C)]
pub struct _virNWFilter {
    _opaque: [u8; 0],
}

/// A network filter: a named set of packet rules.
///
/// Since: 0.8.0
pub type virNWFilter = _virNWFilter;

/// Handle of a network filter.
///
/// Since: 0.8.0
pub type virNWFilterPtr = *mut virNWFilter;

/// A network filter applied to one guest interface.
///
/// Since: 4.5.0
#[repr(C)]
pub struct _virNWFilterBinding {
    _opaque: [u8; 0],
}

/// A network filter applied to one guest interface.
///
/// Since: 4.5.0
pub type virNWFilterBinding = _virNWFilterBinding;

/// Handle of a network filter binding.
///
/// Since: 4.5.0
pub type virNWFilterBindingPtr = *mut virNWFilterBinding;
