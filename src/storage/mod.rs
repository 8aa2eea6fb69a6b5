//! The functions of `libvirt-storage.h`.

mod pool_handle;
mod pools;
mod volumes;
