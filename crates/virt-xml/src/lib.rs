//! Element-to-struct mapping with libvirt's XML look.
#![forbid(unsafe_code)]
