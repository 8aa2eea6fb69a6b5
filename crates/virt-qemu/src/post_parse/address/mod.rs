//! Addresses of devices.

pub mod ccw_set;
pub mod connect;
pub mod pci_set;
pub mod usb_set;
pub mod virtio_serial_set;
