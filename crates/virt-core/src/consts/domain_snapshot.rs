//! Constants of `libvirt-domain-snapshot.h`.

c_enum! {
    #[since = "0.9.5"]
    pub enum virDomainSnapshotCreateFlags: u32 {
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE = 1,
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT = 2,
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA = 4,
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_CREATE_HALT = 8,
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY = 16,
        #[since = "0.9.10"]
        VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT = 32,
        #[since = "0.9.10"]
        VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE = 64,
        #[since = "0.9.11"]
        VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC = 128,
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_CREATE_LIVE = 256,
        #[since = "5.6.0"]
        VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE = 512,
    }
}

c_enum! {
    #[since = "0.8.0"]
    pub enum virDomainSnapshotDeleteFlags: u32 {
        #[since = "0.8.0"]
        VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN = 1,
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY = 2,
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY = 4,
    }
}

c_enum! {
    #[since = "0.9.5"]
    pub enum virDomainSnapshotListFlags: u32 {
        #[since = "0.9.7"]
        VIR_DOMAIN_SNAPSHOT_LIST_DESCENDANTS = 1,
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_LIST_ROOTS = 1,
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_LIST_METADATA = 2,
        #[since = "0.9.7"]
        VIR_DOMAIN_SNAPSHOT_LIST_LEAVES = 4,
        #[since = "0.9.13"]
        VIR_DOMAIN_SNAPSHOT_LIST_NO_LEAVES = 8,
        #[since = "0.9.13"]
        VIR_DOMAIN_SNAPSHOT_LIST_NO_METADATA = 16,
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_LIST_INACTIVE = 32,
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_LIST_ACTIVE = 64,
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_LIST_DISK_ONLY = 128,
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_LIST_INTERNAL = 256,
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_LIST_EXTERNAL = 512,
        #[since = "5.2.0"]
        VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL = 1024,
    }
}

c_enum! {
    #[since = "0.9.5"]
    pub enum virDomainSnapshotRevertFlags: u32 {
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING = 1,
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED = 2,
        #[since = "0.9.7"]
        VIR_DOMAIN_SNAPSHOT_REVERT_FORCE = 4,
        #[since = "8.1.0"]
        VIR_DOMAIN_SNAPSHOT_REVERT_RESET_NVRAM = 8,
    }
}

c_enum! {
    #[since = "5.1.0"]
    pub enum virDomainSnapshotXMLFlags: u32 {
        #[since = "5.1.0"]
        VIR_DOMAIN_SNAPSHOT_XML_SECURE = 1,
    }
}
