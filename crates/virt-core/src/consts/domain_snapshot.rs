//! Constants of `libvirt-domain-snapshot.h`.

use super::domain::VIR_DOMAIN_XML_SECURE;

c_enum! {
    /// Flags of virDomainSnapshotCreateXML().
    #[since = "0.9.5"]
    pub enum virDomainSnapshotCreateFlags: u32 {
        /// Restore or change the metadata of a snapshot that exists.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE = 1 << 0,
        /// With REDEFINE, make it the current snapshot.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT = 1 << 1,
        /// Make a snapshot of which the library remembers nothing.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA = 1 << 2,
        /// Stop the domain once the snapshot is made.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_CREATE_HALT = 1 << 3,
        /// Disks only, without the memory.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY = 1 << 4,
        /// Use files that are there for the overlays.
        #[since = "0.9.10"]
        VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT = 1 << 5,
        /// Freeze the guest's file systems through its agent while the snapshot is made.
        #[since = "0.9.10"]
        VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE = 1 << 6,
        /// Make all of it or leave everything as it was.
        #[since = "0.9.11"]
        VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC = 1 << 7,
        /// Save the memory while the domain runs on.
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_CREATE_LIVE = 1 << 8,
        /// Verify the document against its schema.
        #[since = "5.6.0"]
        VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE = 1 << 9,
    }
}

c_enum! {
    /// Flags of virDomainSnapshotDelete().
    #[since = "0.8.0"]
    pub enum virDomainSnapshotDeleteFlags: u32 {
        /// Delete the descendants too.
        #[since = "0.8.0"]
        VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN = 1 << 0,
        /// Forget the metadata, keep what is in the disks.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY = 1 << 1,
        /// Delete the descendants, not the snapshot itself.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY = 1 << 2,
    }
}

c_enum! {
    /// Which snapshots are listed, and how.
    #[since = "0.9.5"]
    pub enum virDomainSnapshotListFlags: u32 {
        /// All descendants, not only children; for the calls that start from a snapshot.
        #[since = "0.9.7"]
        VIR_DOMAIN_SNAPSHOT_LIST_DESCENDANTS = 1 << 0,
        /// Those without a parent; for the calls that start from a domain.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_LIST_ROOTS = 1 << 0,
        /// Those whose metadata would be lost with the domain's definition.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_LIST_METADATA = 1 << 1,
        /// Those without children.
        #[since = "0.9.7"]
        VIR_DOMAIN_SNAPSHOT_LIST_LEAVES = 1 << 2,
        /// Those that have children.
        #[since = "0.9.13"]
        VIR_DOMAIN_SNAPSHOT_LIST_NO_LEAVES = 1 << 3,
        /// Those without metadata.
        #[since = "0.9.13"]
        VIR_DOMAIN_SNAPSHOT_LIST_NO_METADATA = 1 << 4,
        /// Those of a domain that was off.
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_LIST_INACTIVE = 1 << 5,
        /// Those of a domain that was running, with its memory.
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_LIST_ACTIVE = 1 << 6,
        /// Those of disks only, of a domain that was running.
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_LIST_DISK_ONLY = 1 << 7,
        /// Those that are stored inside the disk images.
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_LIST_INTERNAL = 1 << 8,
        /// Those that are stored in files of their own.
        #[since = "1.0.1"]
        VIR_DOMAIN_SNAPSHOT_LIST_EXTERNAL = 1 << 9,
        /// Parents come before their children.
        #[since = "5.2.0"]
        VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL = 1 << 10,
    }
}

c_enum! {
    /// Flags of virDomainSnapshotRevertToSnapshot().
    #[since = "0.9.5"]
    pub enum virDomainSnapshotRevertFlags: u32 {
        /// Run the domain afterwards, whatever the snapshot says.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING = 1 << 0,
        /// Pause the domain afterwards, whatever the snapshot says.
        #[since = "0.9.5"]
        VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED = 1 << 1,
        /// Revert even where that loses something that cannot be brought back.
        #[since = "0.9.7"]
        VIR_DOMAIN_SNAPSHOT_REVERT_FORCE = 1 << 2,
        /// Make the UEFI variables anew from their template.
        #[since = "8.1.0"]
        VIR_DOMAIN_SNAPSHOT_REVERT_RESET_NVRAM = 1 << 3,
    }
}

c_enum! {
    /// Flags of virDomainSnapshotGetXMLDesc().
    #[since = "5.1.0"]
    pub enum virDomainSnapshotXMLFlags: u32 {
        /// With passwords and other secrets of the domain; not on a read-only connection.
        #[since = "5.1.0"]
        VIR_DOMAIN_SNAPSHOT_XML_SECURE = VIR_DOMAIN_XML_SECURE,
    }
}
