//! Constants of `libvirt-domain-checkpoint.h`.

c_enum! {
    /// Flags of virDomainCheckpointCreateXML().
    #[since = "5.6.0"]
    pub enum virDomainCheckpointCreateFlags: u32 {
        /// Restore the metadata of a checkpoint that the disks have already.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE = 1 << 0,
        /// Freeze the guest's file systems through its agent while the checkpoint is made.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_CREATE_QUIESCE = 1 << 1,
        /// With REDEFINE, verify that the disks have what the metadata says.
        #[since = "6.10.0"]
        VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE_VALIDATE = 1 << 2,
    }
}

c_enum! {
    /// Flags of virDomainCheckpointDelete().
    #[since = "5.6.0"]
    pub enum virDomainCheckpointDeleteFlags: u32 {
        /// Delete the descendants too.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN = 1 << 0,
        /// Forget the metadata, keep what is in the disks.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_DELETE_METADATA_ONLY = 1 << 1,
        /// Delete the descendants, not the checkpoint itself.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY = 1 << 2,
    }
}

c_enum! {
    /// Which checkpoints are listed, and how.
    #[since = "5.6.0"]
    pub enum virDomainCheckpointListFlags: u32 {
        /// All descendants, not only children; for virDomainCheckpointListAllChildren().
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_DESCENDANTS = 1 << 0,
        /// Those without a parent; for virDomainListAllCheckpoints().
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_ROOTS = 1 << 0,
        /// Parents come before their children.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_TOPOLOGICAL = 1 << 1,
        /// Those without children.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_LEAVES = 1 << 2,
        /// Those that have children.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_LIST_NO_LEAVES = 1 << 3,
    }
}

c_enum! {
    /// Flags of virDomainCheckpointGetXMLDesc().
    #[since = "5.6.0"]
    pub enum virDomainCheckpointXMLFlags: u32 {
        /// With passwords and other secrets of the domain; not on a read-only connection.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_XML_SECURE = 1 << 0,
        /// Without the domain's definition, which can be large.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN = 1 << 1,
        /// With the size in bytes that a backup since the checkpoint would have now.
        #[since = "5.6.0"]
        VIR_DOMAIN_CHECKPOINT_XML_SIZE = 1 << 2,
    }
}
