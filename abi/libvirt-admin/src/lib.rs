//! `libvirt-admin.so.0`: functions whose work and state are in `libvirt.so.0`.
