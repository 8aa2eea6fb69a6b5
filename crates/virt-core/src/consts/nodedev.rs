//! Constants of `libvirt-nodedev.h`.

c_enum! {
    #[since = "0.10.2"]
    pub enum virConnectListAllNodeDeviceFlags: u32 {
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_SYSTEM = 1,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV = 2,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV = 4,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_INTERFACE = 8,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET = 16,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_HOST = 32,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_TARGET = 64,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI = 128,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_STORAGE = 256,
        #[since = "1.0.4"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_FC_HOST = 512,
        #[since = "1.0.4"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPORTS = 1024,
        #[since = "1.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_GENERIC = 2048,
        #[since = "3.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_DRM = 4096,
        #[since = "3.4.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV_TYPES = 8192,
        #[since = "3.4.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV = 16384,
        #[since = "3.4.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCW_DEV = 32768,
        #[since = "6.8.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_CSS_DEV = 65536,
        #[since = "6.9.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_VDPA = 131072,
        #[since = "7.0.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_CARD = 262144,
        #[since = "7.0.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_QUEUE = 524288,
        #[since = "7.0.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_MATRIX = 1048576,
        #[since = "7.9.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPD = 2097152,
        #[since = "11.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_DEV = 4194304,
        #[since = "11.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_MEMBER = 8388608,
        #[since = "10.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_PERSISTENT = 268435456,
        #[since = "10.1.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_TRANSIENT = 536870912,
        #[since = "7.3.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_INACTIVE = 1073741824,
        #[since = "7.3.0"]
        VIR_CONNECT_LIST_NODE_DEVICES_ACTIVE = 2147483648,
    }
}

c_enum! {
    #[since = "8.10.0"]
    pub enum virNodeDeviceCreateXMLFlags: u32 {
        #[since = "8.10.0"]
        VIR_NODE_DEVICE_CREATE_XML_VALIDATE = 1,
    }
}

c_enum! {
    #[since = "8.10.0"]
    pub enum virNodeDeviceDefineXMLFlags: u32 {
        #[since = "8.10.0"]
        VIR_NODE_DEVICE_DEFINE_XML_VALIDATE = 1,
    }
}

c_enum! {
    #[since = "2.2.0"]
    pub enum virNodeDeviceEventID: i32 {
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_ID_LIFECYCLE = 0,
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_ID_UPDATE = 1,
        #[sentinel]
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_ID_LAST = 2,
    }
}

c_enum! {
    #[since = "2.2.0"]
    pub enum virNodeDeviceEventLifecycleType: i32 {
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_CREATED = 0,
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_DELETED = 1,
        #[since = "7.3.0"]
        VIR_NODE_DEVICE_EVENT_DEFINED = 2,
        #[since = "7.3.0"]
        VIR_NODE_DEVICE_EVENT_UNDEFINED = 3,
        #[sentinel]
        #[since = "2.2.0"]
        VIR_NODE_DEVICE_EVENT_LAST = 4,
    }
}

c_enum! {
    #[since = "10.1.0"]
    pub enum virNodeDeviceUpdateFlags: u32 {
        #[since = "10.1.0"]
        VIR_NODE_DEVICE_UPDATE_AFFECT_CURRENT = 0,
        #[since = "10.1.0"]
        VIR_NODE_DEVICE_UPDATE_AFFECT_LIVE = 1,
        #[since = "10.1.0"]
        VIR_NODE_DEVICE_UPDATE_AFFECT_CONFIG = 2,
    }
}

c_enum! {
    #[since = "10.1.0"]
    pub enum virNodeDeviceXMLFlags: u32 {
        #[since = "10.1.0"]
        VIR_NODE_DEVICE_XML_INACTIVE = 1,
    }
}
