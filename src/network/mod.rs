//! The functions of `libvirt-network.h`.

mod events;
mod handle;
mod networks;
mod ports;
