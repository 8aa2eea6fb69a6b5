//! Constants of `libvirt-domain-checkpoint.h`.

c_enum! {
    #[since = "5.6.0"]
    pub enum virDomainCheckpointCreateFlags: u32 {
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE = 1,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_CREATE_QUIESCE = 2,
        #[since = "6.10.0"]
        VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE_VALIDATE = 4,
    }
}

c_enum! {
    #[since = "5.6.0"]
    pub enum virDomainCheckpointDeleteFlags: u32 {
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN = 1,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_DELETE_METADATA_ONLY = 2,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY = 4,
    }
}

c_enum! {
    #[since = "5.6.0"]
    pub enum virDomainCheckpointListFlags: u32 {
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_DESCENDANTS = 1,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_ROOTS = 1,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_TOPOLOGICAL = 2,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_LEAVES = 4,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_NO_LEAVES = 8,
    }
}

c_enum! {
    #[since = "5.6.0"]
    pub enum virDomainCheckpointXMLFlags: u32 {
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_XML_SECURE = 1,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN = 2,
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_XML_SIZE = 4,
    }
}
