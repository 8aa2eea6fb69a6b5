//! Constants of `libvirt-storage.h`.

c_enum! {
    #[since = "0.10.2"]
    pub enum virConnectListAllStoragePoolsFlags: u32 {
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_INACTIVE = 1 << 0,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE = 1 << 1,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_PERSISTENT = 1 << 2,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_TRANSIENT = 1 << 3,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_AUTOSTART = 1 << 4,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_NO_AUTOSTART = 1 << 5,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_DIR = 1 << 6,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_FS = 1 << 7,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_NETFS = 1 << 8,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_LOGICAL = 1 << 9,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_DISK = 1 << 10,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI = 1 << 11,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_SCSI = 1 << 12,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_MPATH = 1 << 13,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_RBD = 1 << 14,
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_SHEEPDOG = 1 << 15,
        #[since = "1.2.1"]
        VIR_CONNECT_LIST_STORAGE_POOLS_GLUSTER = 1 << 16,
        #[since = "1.2.8"]
        VIR_CONNECT_LIST_STORAGE_POOLS_ZFS = 1 << 17,
        #[since = "3.1.0"]
        VIR_CONNECT_LIST_STORAGE_POOLS_VSTORAGE = 1 << 18,
        #[since = "5.6.0"]
        VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI_DIRECT = 1 << 19,
    }
}

c_enum! {
    #[since = "0.4.1"]
    pub enum virStoragePoolBuildFlags: u32 {
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_BUILD_NEW = 0,
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_BUILD_REPAIR = 1 << 0,
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_BUILD_RESIZE = 1 << 1,
        #[since = "0.9.5"]
        VIR_STORAGE_POOL_BUILD_NO_OVERWRITE = 1 << 2,
        #[since = "0.9.5"]
        VIR_STORAGE_POOL_BUILD_OVERWRITE = 1 << 3,
    }
}

c_enum! {
    #[since = "1.3.1"]
    pub enum virStoragePoolCreateFlags: u32 {
        #[since = "1.3.1"]
        VIR_STORAGE_POOL_CREATE_NORMAL = 0,
        #[since = "1.3.1"]
        VIR_STORAGE_POOL_CREATE_WITH_BUILD = 1 << 0,
        #[since = "1.3.1"]
        VIR_STORAGE_POOL_CREATE_WITH_BUILD_OVERWRITE = 1 << 1,
        #[since = "1.3.1"]
        VIR_STORAGE_POOL_CREATE_WITH_BUILD_NO_OVERWRITE = 1 << 2,
    }
}

c_enum! {
    #[since = "7.7.0"]
    pub enum virStoragePoolDefineFlags: u32 {
        #[since = "7.7.0"]
        VIR_STORAGE_POOL_DEFINE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    #[since = "0.4.1"]
    pub enum virStoragePoolDeleteFlags: u32 {
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_DELETE_NORMAL = 0,
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_DELETE_ZEROED = 1 << 0,
    }
}

c_enum! {
    #[since = "2.0.0"]
    pub enum virStoragePoolEventID: i32 {
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE = 0,
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_ID_REFRESH = 1,
        #[sentinel]
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_ID_LAST = 2,
    }
}

c_enum! {
    #[since = "2.0.0"]
    pub enum virStoragePoolEventLifecycleType: i32 {
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_DEFINED = 0,
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_UNDEFINED = 1,
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_STARTED = 2,
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_STOPPED = 3,
        #[since = "3.8.0"]
        VIR_STORAGE_POOL_EVENT_CREATED = 4,
        #[since = "3.8.0"]
        VIR_STORAGE_POOL_EVENT_DELETED = 5,
        #[sentinel]
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_LAST = 6,
    }
}

c_enum! {
    #[since = "0.4.1"]
    pub enum virStoragePoolState: i32 {
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_INACTIVE = 0,
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_BUILDING = 1,
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_RUNNING = 2,
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_DEGRADED = 3,
        #[since = "0.8.2"]
        VIR_STORAGE_POOL_INACCESSIBLE = 4,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_STORAGE_POOL_STATE_LAST = 5,
    }
}

c_enum! {
    #[since = "1.0.1"]
    pub enum virStorageVolCreateFlags: u32 {
        #[since = "1.0.1"]
        VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA = 1 << 0,
        #[since = "1.2.13"]
        VIR_STORAGE_VOL_CREATE_REFLINK = 1 << 1,
        #[since = "8.10.0"]
        VIR_STORAGE_VOL_CREATE_VALIDATE = 1 << 2,
    }
}

c_enum! {
    #[since = "0.4.1"]
    pub enum virStorageVolDeleteFlags: u32 {
        #[since = "0.4.1"]
        VIR_STORAGE_VOL_DELETE_NORMAL = 0,
        #[since = "0.4.1"]
        VIR_STORAGE_VOL_DELETE_ZEROED = 1 << 0,
        #[since = "1.2.21"]
        VIR_STORAGE_VOL_DELETE_WITH_SNAPSHOTS = 1 << 1,
    }
}

c_enum! {
    #[since = "3.4.0"]
    pub enum virStorageVolDownloadFlags: u32 {
        #[since = "3.4.0"]
        VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM = 1 << 0,
    }
}

c_enum! {
    #[since = "3.0.0"]
    pub enum virStorageVolInfoFlags: u32 {
        #[since = "3.0.0"]
        VIR_STORAGE_VOL_USE_ALLOCATION = 0,
        #[since = "3.0.0"]
        VIR_STORAGE_VOL_GET_PHYSICAL = 1 << 0,
    }
}

c_enum! {
    #[since = "0.9.10"]
    pub enum virStorageVolResizeFlags: u32 {
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_RESIZE_ALLOCATE = 1 << 0,
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_RESIZE_DELTA = 1 << 1,
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_RESIZE_SHRINK = 1 << 2,
    }
}

c_enum! {
    #[since = "0.4.1"]
    pub enum virStorageVolType: i32 {
        #[since = "0.4.1"]
        VIR_STORAGE_VOL_FILE = 0,
        #[since = "0.4.1"]
        VIR_STORAGE_VOL_BLOCK = 1,
        #[since = "0.9.5"]
        VIR_STORAGE_VOL_DIR = 2,
        #[since = "0.9.13"]
        VIR_STORAGE_VOL_NETWORK = 3,
        #[since = "1.2.0"]
        VIR_STORAGE_VOL_NETDIR = 4,
        #[since = "1.3.4"]
        VIR_STORAGE_VOL_PLOOP = 5,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_LAST = 6,
    }
}

c_enum! {
    #[since = "3.4.0"]
    pub enum virStorageVolUploadFlags: u32 {
        #[since = "3.4.0"]
        VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM = 1 << 0,
    }
}

c_enum! {
    #[since = "0.9.10"]
    pub enum virStorageVolWipeAlgorithm: i32 {
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_ZERO = 0,
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_NNSA = 1,
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_DOD = 2,
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_BSI = 3,
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_GUTMANN = 4,
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_SCHNEIER = 5,
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_PFITZNER7 = 6,
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_PFITZNER33 = 7,
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_RANDOM = 8,
        #[since = "1.3.2"]
        VIR_STORAGE_VOL_WIPE_ALG_TRIM = 9,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_LAST = 10,
    }
}

c_enum! {
    #[since = "0.9.13"]
    pub enum virStorageXMLFlags: u32 {
        #[since = "0.9.13"]
        VIR_STORAGE_XML_INACTIVE = 1 << 0,
    }
}

c_function_macro! {
    /// Casts the callback of any storage pool event for virConnectStoragePoolEventRegisterAny().
    ///
    /// - `cb`: the callback
    #[since = "2.0.0"]
    VIR_STORAGE_POOL_EVENT_CALLBACK(cb) = "((virConnectStoragePoolEventGenericCallback)(void (*)(void))(cb))";
}
