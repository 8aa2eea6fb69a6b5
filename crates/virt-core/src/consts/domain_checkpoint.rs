//! Constants of `libvirt-domain-checkpoint.h`.

c_enum! {
    #[since = "5.6.0"]
    pub enum virDomainCheckpointCreateFlags: u32 {
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE = 1 << 0,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_CREATE_QUIESCE = 1 << 1,
        #[since = "6.10.0"]
        VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE_VALIDATE = 1 << 2,
    }
}

c_enum! {
    #[since = "5.6.0"]
    pub enum virDomainCheckpointDeleteFlags: u32 {
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN = 1 << 0,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_DELETE_METADATA_ONLY = 1 << 1,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY = 1 << 2,
    }
}

c_enum! {
    #[since = "5.6.0"]
    pub enum virDomainCheckpointListFlags: u32 {
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_DESCENDANTS = 1 << 0,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_ROOTS = 1 << 0,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_TOPOLOGICAL = 1 << 1,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_LEAVES = 1 << 2,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_NO_LEAVES = 1 << 3,
    }
}

c_enum! {
    #[since = "5.6.0"]
    pub enum virDomainCheckpointXMLFlags: u32 {
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_XML_SECURE = 1 << 0,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN = 1 << 1,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_XML_SIZE = 1 << 2,
    }
}
