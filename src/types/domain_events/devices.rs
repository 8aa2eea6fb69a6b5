//! Events of devices that come, go or change.

use std::ffi::{c_char, c_uint, c_ulonglong};

domain_event! {
    /// A device was added to a domain.
    ///
    /// - `devAlias`: alias of the device
    ///
    /// Since: 1.2.15
    virConnectDomainEventDeviceAddedCallback for VIR_DOMAIN_EVENT_ID_DEVICE_ADDED(devAlias: *const c_char);
}

domain_event! {
    /// The guest refused to let a device go.
    ///
    /// - `devAlias`: alias of the device
    ///
    /// Since: 1.3.4
    virConnectDomainEventDeviceRemovalFailedCallback for VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED
        (devAlias: *const c_char);
}

domain_event! {
    /// A device was removed from a domain.
    ///
    /// - `devAlias`: alias of the device
    ///
    /// Since: 1.1.1
    virConnectDomainEventDeviceRemovedCallback for VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED
        (devAlias: *const c_char);
}

domain_event! {
    /// The guest changed the size of a memory device.
    ///
    /// - `alias`: alias of the memory device
    /// - `size`: its size now, in KiB
    ///
    /// Since: 7.9.0
    virConnectDomainEventMemoryDeviceSizeChangeCallback for VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE
        (alias: *const c_char, size: c_ulonglong);
}

domain_event! {
    /// The guest changed the MAC address of an interface.
    ///
    /// - `alias`: alias of the interface
    /// - `oldMAC`: the address before
    /// - `newMAC`: the address now
    ///
    /// Since: 11.2.0
    virConnectDomainEventNICMACChangeCallback for VIR_DOMAIN_EVENT_ID_NIC_MAC_CHANGE
        (alias: *const c_char, oldMAC: *const c_char, newMAC: *const c_char);
}

domain_event! {
    /// A virtual CPU was removed.
    ///
    /// - `vcpuid`: its number
    ///
    /// Since: 12.4.0
    virConnectDomainEventVcpuRemovedCallback for VIR_DOMAIN_EVENT_ID_VCPU_REMOVED(vcpuid: c_uint);
}
