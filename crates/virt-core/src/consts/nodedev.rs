//! Constants of `libvirt-nodedev.h`.

c_enum! {
    /// Which host devices are listed: by what they can do, by their state.
    #[since = "0.10.2"]
    pub enum virConnectListAllNodeDeviceFlags: u32 {
        /// The computer itself.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_SYSTEM = 1 << 0,
        /// PCI devices.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV = 1 << 1,
        /// USB devices.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV = 1 << 2,
        /// USB interfaces.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_INTERFACE = 1 << 3,
        /// Network interfaces.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET = 1 << 4,
        /// SCSI hosts.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_HOST = 1 << 5,
        /// SCSI targets.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_TARGET = 1 << 6,
        /// SCSI devices.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI = 1 << 7,
        /// Storage devices.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_STORAGE = 1 << 8,
        /// Fibre Channel hosts.
        #[since = "1.0.4"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_FC_HOST = 1 << 9,
        /// SCSI hosts that can have virtual ports.
        #[since = "1.0.4"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPORTS = 1 << 10,
        /// SCSI generic devices.
        #[since = "1.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_GENERIC = 1 << 11,
        /// DRM devices.
        #[since = "3.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_DRM = 1 << 12,
        /// Devices that mediated devices can be made of.
        #[since = "3.4.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV_TYPES = 1 << 13,
        /// Mediated devices.
        #[since = "3.4.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV = 1 << 14,
        /// CCW devices.
        #[since = "3.4.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCW_DEV = 1 << 15,
        /// CSS devices.
        #[since = "6.8.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_CSS_DEV = 1 << 16,
        /// vDPA devices.
        #[since = "6.9.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_VDPA = 1 << 17,
        /// AP cards.
        #[since = "7.0.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_CARD = 1 << 18,
        /// AP queues.
        #[since = "7.0.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_QUEUE = 1 << 19,
        /// AP matrices.
        #[since = "7.0.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_MATRIX = 1 << 20,
        /// Devices with vital product data.
        #[since = "7.9.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPD = 1 << 21,
        /// Groups of CCW devices.
        #[since = "11.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_DEV = 1 << 22,
        /// CCW devices that belong to a group.
        #[since = "11.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_MEMBER = 1 << 23,
        /// Those that have a definition.
        #[since = "10.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_PERSISTENT = 1 << 28,
        /// Those without a definition.
        #[since = "10.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_TRANSIENT = 1 << 29,
        /// Those that are defined and not there.
        #[since = "7.3.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_INACTIVE = 1 << 30,
        /// Those that are there.
        #[since = "7.3.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_ACTIVE = 1 << 31,
    }
}

c_enum! {
    /// Flags of virNodeDeviceCreateXML().
    #[since = "8.10.0"]
    pub enum virNodeDeviceCreateXMLFlags: u32 {
        /// Verify the document against its schema.
        #[since = "8.10.0"]
        VIR_NODE_DEVICE_CREATE_XML_VALIDATE = 1 << 0,
    }
}

c_enum! {
    /// Flags of virNodeDeviceDefineXML().
    #[since = "8.10.0"]
    pub enum virNodeDeviceDefineXMLFlags: u32 {
        /// Verify the document against its schema.
        #[since = "8.10.0"]
        VIR_NODE_DEVICE_DEFINE_XML_VALIDATE = 1 << 0,
    }
}

c_enum! {
    /// Kinds of host device events.
    #[since = "2.2.0"]
    pub enum virNodeDeviceEventID: i32 {
        /// Life of devices; virConnectNodeDeviceEventLifecycleCallback.
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_ID_LIFECYCLE = 0,
        /// Changes of a device; virConnectNodeDeviceEventGenericCallback.
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_ID_UPDATE = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_ID_LAST = 2,
    }
}

c_enum! {
    /// What happened to a host device.
    #[since = "2.2.0"]
    pub enum virNodeDeviceEventLifecycleType: i32 {
        /// It appeared.
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_CREATED = 0,
        /// It disappeared.
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_DELETED = 1,
        /// It was defined.
        #[since = "7.3.0"]
        VIR_NODE_DEVICE_EVENT_DEFINED = 2,
        /// It lost its definition.
        #[since = "7.3.0"]
        VIR_NODE_DEVICE_EVENT_UNDEFINED = 3,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_LAST = 4,
    }
}

c_enum! {
    /// What virNodeDeviceUpdate() changes.
    #[since = "10.1.0"]
    pub enum virNodeDeviceUpdateFlags: u32 {
        /// The device as it is: there, or else its definition.
        #[since = "10.1.0"]
        VIR_NODE_DEVICE_UPDATE_AFFECT_CURRENT = 0,
        /// The device that is there.
        #[since = "10.1.0"]
        VIR_NODE_DEVICE_UPDATE_AFFECT_LIVE = 1 << 0,
        /// The definition.
        #[since = "10.1.0"]
        VIR_NODE_DEVICE_UPDATE_AFFECT_CONFIG = 1 << 1,
    }
}

c_enum! {
    /// Flags of virNodeDeviceGetXMLDesc().
    #[since = "10.1.0"]
    pub enum virNodeDeviceXMLFlags: u32 {
        /// The definition, not the present state.
        #[since = "10.1.0"]
        VIR_NODE_DEVICE_XML_INACTIVE = 1 << 0,
    }
}

c_function_macro! {
    /// Casts the callback of any host device event for virConnectNodeDeviceEventRegisterAny().
    ///
    /// - `cb`: the callback
    #[since = "2.2.0"]
    VIR_NODE_DEVICE_EVENT_CALLBACK(cb) = "((virConnectNodeDeviceEventGenericCallback)(void (*)(void))(cb))";
}
