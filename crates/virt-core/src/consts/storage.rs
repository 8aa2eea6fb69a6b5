//! Constants of `libvirt-storage.h`.

c_enum! {
    /// Which storage pools are listed: by state, by type.
    #[since = "0.10.2"]
    pub enum virConnectListAllStoragePoolsFlags: u32 {
        /// Those that do not run.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_INACTIVE = 1 << 0,
        /// Those that run.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE = 1 << 1,
        /// Those that have a definition.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_PERSISTENT = 1 << 2,
        /// Those that vanish when they stop.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_TRANSIENT = 1 << 3,
        /// Those that start by themselves.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_AUTOSTART = 1 << 4,
        /// Those that do not start by themselves.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_NO_AUTOSTART = 1 << 5,
        /// Folders.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_DIR = 1 << 6,
        /// Mounted file systems.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_FS = 1 << 7,
        /// Mounted network file systems.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_NETFS = 1 << 8,
        /// LVM volume groups.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_LOGICAL = 1 << 9,
        /// Partitioned disks.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_DISK = 1 << 10,
        /// iSCSI targets.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI = 1 << 11,
        /// SCSI hosts.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_SCSI = 1 << 12,
        /// Multipath devices.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_MPATH = 1 << 13,
        /// Ceph RADOS block devices.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_RBD = 1 << 14,
        /// Sheepdog.
        #[since = "0.10.2"]
        VIR_CONNECT_LIST_STORAGE_POOLS_SHEEPDOG = 1 << 15,
        /// Gluster volumes.
        #[since = "1.2.1"]
        VIR_CONNECT_LIST_STORAGE_POOLS_GLUSTER = 1 << 16,
        /// ZFS.
        #[since = "1.2.8"]
        VIR_CONNECT_LIST_STORAGE_POOLS_ZFS = 1 << 17,
        /// Virtuozzo storage.
        #[since = "3.1.0"]
        VIR_CONNECT_LIST_STORAGE_POOLS_VSTORAGE = 1 << 18,
        /// iSCSI targets without the host's initiator.
        #[since = "5.6.0"]
        VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI_DIRECT = 1 << 19,
    }
}

c_enum! {
    /// How virStoragePoolBuild() goes about it.
    #[since = "0.4.1"]
    pub enum virStoragePoolBuildFlags: u32 {
        /// Build from scratch.
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_BUILD_NEW = 0,
        /// Repair; keep what is there.
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_BUILD_REPAIR = 1 << 0,
        /// Grow.
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_BUILD_RESIZE = 1 << 1,
        /// Stop where there is something already.
        #[since = "0.9.5"]
        VIR_STORAGE_POOL_BUILD_NO_OVERWRITE = 1 << 2,
        /// Overwrite what is there.
        #[since = "0.9.5"]
        VIR_STORAGE_POOL_BUILD_OVERWRITE = 1 << 3,
    }
}

c_enum! {
    /// Flags of virStoragePoolCreate() and virStoragePoolCreateXML().
    #[since = "1.3.1"]
    pub enum virStoragePoolCreateFlags: u32 {
        /// Start it, nothing else.
        #[since = "1.3.1"]
        VIR_STORAGE_POOL_CREATE_NORMAL = 0,
        /// Build it first, without care for what is there.
        #[since = "1.3.1"]
        VIR_STORAGE_POOL_CREATE_WITH_BUILD = 1 << 0,
        /// Build it first; overwrite what is there.
        #[since = "1.3.1"]
        VIR_STORAGE_POOL_CREATE_WITH_BUILD_OVERWRITE = 1 << 1,
        /// Build it first; stop where there is something already.
        #[since = "1.3.1"]
        VIR_STORAGE_POOL_CREATE_WITH_BUILD_NO_OVERWRITE = 1 << 2,
    }
}

c_enum! {
    /// Flags of virStoragePoolDefineXML().
    #[since = "7.7.0"]
    pub enum virStoragePoolDefineFlags: u32 {
        /// Verify the document against its schema.
        #[since = "7.7.0"]
        VIR_STORAGE_POOL_DEFINE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    /// How virStoragePoolDelete() goes about it.
    #[since = "0.4.1"]
    pub enum virStoragePoolDeleteFlags: u32 {
        /// Delete the metadata alone: fast.
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_DELETE_NORMAL = 0,
        /// Overwrite everything with zeros: slow.
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_DELETE_ZEROED = 1 << 0,
    }
}

c_enum! {
    /// Kinds of storage pool events.
    #[since = "2.0.0"]
    pub enum virStoragePoolEventID: i32 {
        /// Life of pools; virConnectStoragePoolEventLifecycleCallback.
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE = 0,
        /// A pool was refreshed; virConnectStoragePoolEventGenericCallback.
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_ID_REFRESH = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_ID_LAST = 2,
    }
}

c_enum! {
    /// What happened to a storage pool.
    #[since = "2.0.0"]
    pub enum virStoragePoolEventLifecycleType: i32 {
        /// It was defined.
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_DEFINED = 0,
        /// It lost its definition.
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_UNDEFINED = 1,
        /// It was started.
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_STARTED = 2,
        /// It was stopped.
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_STOPPED = 3,
        /// It was built.
        #[since = "3.8.0"]
        VIR_STORAGE_POOL_EVENT_CREATED = 4,
        /// It was deleted.
        #[since = "3.8.0"]
        VIR_STORAGE_POOL_EVENT_DELETED = 5,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "2.0.0"]
        VIR_STORAGE_POOL_EVENT_LAST = 6,
    }
}

c_enum! {
    /// State of a storage pool.
    #[since = "0.4.1"]
    pub enum virStoragePoolState: i32 {
        /// It does not run.
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_INACTIVE = 0,
        /// It is being built.
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_BUILDING = 1,
        /// It runs.
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_RUNNING = 2,
        /// It runs with something missing.
        #[since = "0.4.1"]
        VIR_STORAGE_POOL_DEGRADED = 3,
        /// It runs and cannot be reached.
        #[since = "0.8.2"]
        VIR_STORAGE_POOL_INACCESSIBLE = 4,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_STORAGE_POOL_STATE_LAST = 5,
    }
}

c_enum! {
    /// Flags of virStorageVolCreateXML() and virStorageVolCreateXMLFrom().
    #[since = "1.0.1"]
    pub enum virStorageVolCreateFlags: u32 {
        /// Allocate the metadata of the image in advance.
        #[since = "1.0.1"]
        VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA = 1 << 0,
        /// Make a copy that shares its blocks with the source.
        #[since = "1.2.13"]
        VIR_STORAGE_VOL_CREATE_REFLINK = 1 << 1,
        /// Verify the document against its schema.
        #[since = "8.10.0"]
        VIR_STORAGE_VOL_CREATE_VALIDATE = 1 << 2,
    }
}

c_enum! {
    /// How virStorageVolDelete() goes about it.
    #[since = "0.4.1"]
    pub enum virStorageVolDeleteFlags: u32 {
        /// Delete the metadata alone: fast.
        #[since = "0.4.1"]
        VIR_STORAGE_VOL_DELETE_NORMAL = 0,
        /// Overwrite everything with zeros: slow.
        #[since = "0.4.1"]
        VIR_STORAGE_VOL_DELETE_ZEROED = 1 << 0,
        /// Delete its snapshots too.
        #[since = "1.2.21"]
        VIR_STORAGE_VOL_DELETE_WITH_SNAPSHOTS = 1 << 1,
    }
}

c_enum! {
    /// Flags of virStorageVolDownload().
    #[since = "3.4.0"]
    pub enum virStorageVolDownloadFlags: u32 {
        /// Send holes as holes.
        #[since = "3.4.0"]
        VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM = 1 << 0,
    }
}

c_enum! {
    /// Flags of virStorageVolGetInfoFlags().
    #[since = "3.0.0"]
    pub enum virStorageVolInfoFlags: u32 {
        /// The allocation is the space in use.
        #[since = "3.0.0"]
        VIR_STORAGE_VOL_USE_ALLOCATION = 0,
        /// The allocation is the physical size.
        #[since = "3.0.0"]
        VIR_STORAGE_VOL_GET_PHYSICAL = 1 << 0,
    }
}

c_enum! {
    /// Flags of virStorageVolResize().
    #[since = "0.9.10"]
    pub enum virStorageVolResizeFlags: u32 {
        /// Allocate the new space at once.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_RESIZE_ALLOCATE = 1 << 0,
        /// The size is a difference to the present one.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_RESIZE_DELTA = 1 << 1,
        /// The volume may become smaller.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_RESIZE_SHRINK = 1 << 2,
    }
}

c_enum! {
    /// The type of a storage volume.
    #[since = "0.4.1"]
    pub enum virStorageVolType: i32 {
        /// A file.
        #[since = "0.4.1"]
        VIR_STORAGE_VOL_FILE = 0,
        /// A block device.
        #[since = "0.4.1"]
        VIR_STORAGE_VOL_BLOCK = 1,
        /// A folder with files.
        #[since = "0.9.5"]
        VIR_STORAGE_VOL_DIR = 2,
        /// Something on the network.
        #[since = "0.9.13"]
        VIR_STORAGE_VOL_NETWORK = 3,
        /// A folder on the network.
        #[since = "1.2.0"]
        VIR_STORAGE_VOL_NETDIR = 4,
        /// A ploop image.
        #[since = "1.3.4"]
        VIR_STORAGE_VOL_PLOOP = 5,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_LAST = 6,
    }
}

c_enum! {
    /// Flags of virStorageVolUpload().
    #[since = "3.4.0"]
    pub enum virStorageVolUploadFlags: u32 {
        /// The stream has holes, which stay holes.
        #[since = "3.4.0"]
        VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM = 1 << 0,
    }
}

c_enum! {
    /// How virStorageVolWipePattern() overwrites.
    #[since = "0.9.10"]
    pub enum virStorageVolWipeAlgorithm: i32 {
        /// Once, with zeros.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_ZERO = 0,
        /// Four passes: NNSA policy letter NAP-14.1-C.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_NNSA = 1,
        /// Four passes: DoD 5220.22-M, section 8-306.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_DOD = 2,
        /// Nine passes: the German BSI's recommendation.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_BSI = 3,
        /// 35 passes: Gutmann.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_GUTMANN = 4,
        /// Seven passes: Schneier.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_SCHNEIER = 5,
        /// Seven random passes: Pfitzner.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_PFITZNER7 = 6,
        /// 33 random passes: Pfitzner.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_PFITZNER33 = 7,
        /// One random pass.
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_RANDOM = 8,
        /// By telling the device that the blocks are free.
        #[since = "1.3.2"]
        VIR_STORAGE_VOL_WIPE_ALG_TRIM = 9,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_STORAGE_VOL_WIPE_ALG_LAST = 10,
    }
}

c_enum! {
    /// Flags of virStoragePoolGetXMLDesc().
    #[since = "0.9.13"]
    pub enum virStorageXMLFlags: u32 {
        /// The definition, not the present state.
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
