//! Flags that say what a call changes: the running domain, its definition.

c_enum! {
    /// Flags of virDomainDefineXMLFlags().
    #[since = "1.2.12"]
    pub enum virDomainDefineFlags: u32 {
        /// Verify the document against its schema.
        #[since = "1.2.12"]
        VIR_DOMAIN_DEFINE_VALIDATE = 1 << 0,
    }
}

c_enum! {
    /// What virDomainAttachDeviceFlags() and its siblings change.
    #[since = "0.7.7"]
    pub enum virDomainDeviceModifyFlags: u32 {
        /// The domain as it is: running, or else its definition.
        #[since = "0.7.7"]
        VIR_DOMAIN_DEVICE_MODIFY_CURRENT = VIR_DOMAIN_AFFECT_CURRENT,
        /// The running domain.
        #[since = "0.7.7"]
        VIR_DOMAIN_DEVICE_MODIFY_LIVE = VIR_DOMAIN_AFFECT_LIVE,
        /// The definition.
        #[since = "0.7.7"]
        VIR_DOMAIN_DEVICE_MODIFY_CONFIG = VIR_DOMAIN_AFFECT_CONFIG,
        /// Force the change, as taking out a locked disk.
        #[since = "0.8.6"]
        VIR_DOMAIN_DEVICE_MODIFY_FORCE = 1 << 2,
    }
}

c_enum! {
    /// What virDomainSetMemoryFlags() changes.
    #[since = "0.9.0"]
    pub enum virDomainMemoryModFlags: u32 {
        /// The domain as it is: running, or else its definition.
        #[since = "0.9.1"]
        VIR_DOMAIN_MEM_CURRENT = VIR_DOMAIN_AFFECT_CURRENT,
        /// The running domain.
        #[since = "0.9.0"]
        VIR_DOMAIN_MEM_LIVE = VIR_DOMAIN_AFFECT_LIVE,
        /// The definition.
        #[since = "0.9.0"]
        VIR_DOMAIN_MEM_CONFIG = VIR_DOMAIN_AFFECT_CONFIG,
        /// The limit, not the present size.
        #[since = "0.9.1"]
        VIR_DOMAIN_MEM_MAXIMUM = 1 << 2,
    }
}

c_enum! {
    /// What a call changes or looks at.
    #[since = "0.9.2"]
    pub enum virDomainModificationImpact: u32 {
        /// The domain as it is: running, or else its definition.
        #[since = "0.9.2"]
        VIR_DOMAIN_AFFECT_CURRENT = 0,
        /// The running domain.
        #[since = "0.9.2"]
        VIR_DOMAIN_AFFECT_LIVE = 1 << 0,
        /// The definition.
        #[since = "0.9.2"]
        VIR_DOMAIN_AFFECT_CONFIG = 1 << 1,
    }
}

c_enum! {
    /// What virDomainSetVcpu() changes.
    #[since = "12.4.0"]
    pub enum virDomainSetVcpuFlags: u32 {
        /// The domain as it is: running, or else its definition.
        #[since = "12.4.0"]
        VIR_DOMAIN_SETVCPU_AFFECT_CURRENT = VIR_DOMAIN_AFFECT_CURRENT,
        /// The running domain.
        #[since = "12.4.0"]
        VIR_DOMAIN_SETVCPU_AFFECT_LIVE = VIR_DOMAIN_AFFECT_LIVE,
        /// The definition.
        #[since = "12.4.0"]
        VIR_DOMAIN_SETVCPU_AFFECT_CONFIG = VIR_DOMAIN_AFFECT_CONFIG,
        /// Do not wait until the guest has let the CPU go.
        #[since = "12.4.0"]
        VIR_DOMAIN_SETVCPU_ASYNC_UNPLUG = 1 << 2,
    }
}

c_enum! {
    /// Flags of virDomainUndefineFlags().
    #[since = "0.9.4"]
    pub enum virDomainUndefineFlagsValues: u32 {
        /// Remove a managed save image too.
        #[since = "0.9.4"]
        VIR_DOMAIN_UNDEFINE_MANAGED_SAVE = 1 << 0,
        /// Remove metadata of snapshots too.
        #[since = "0.9.5"]
        VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA = 1 << 1,
        /// Remove the UEFI variables too.
        #[since = "1.2.9"]
        VIR_DOMAIN_UNDEFINE_NVRAM = 1 << 2,
        /// Keep the UEFI variables.
        #[since = "2.3.0"]
        VIR_DOMAIN_UNDEFINE_KEEP_NVRAM = 1 << 3,
        /// Remove metadata of checkpoints too.
        #[since = "5.6.0"]
        VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA = 1 << 4,
        /// Remove the state of an emulated TPM too.
        #[since = "8.9.0"]
        VIR_DOMAIN_UNDEFINE_TPM = 1 << 5,
        /// Keep the state of an emulated TPM.
        #[since = "8.9.0"]
        VIR_DOMAIN_UNDEFINE_KEEP_TPM = 1 << 6,
    }
}

c_enum! {
    /// Flags of virDomainSetVcpusFlags(), virDomainGetVcpusFlags() and their siblings.
    #[since = "0.8.5"]
    pub enum virDomainVcpuFlags: u32 {
        /// The domain as it is: running, or else its definition.
        #[since = "0.9.4"]
        VIR_DOMAIN_VCPU_CURRENT = VIR_DOMAIN_AFFECT_CURRENT,
        /// The running domain.
        #[since = "0.8.5"]
        VIR_DOMAIN_VCPU_LIVE = VIR_DOMAIN_AFFECT_LIVE,
        /// The definition.
        #[since = "0.8.5"]
        VIR_DOMAIN_VCPU_CONFIG = VIR_DOMAIN_AFFECT_CONFIG,
        /// The limit, not the present number.
        #[since = "0.8.5"]
        VIR_DOMAIN_VCPU_MAXIMUM = 1 << 2,
        /// Ask the guest, through its agent.
        #[since = "1.1.0"]
        VIR_DOMAIN_VCPU_GUEST = 1 << 3,
        /// Make new CPUs such that can be taken out again.
        #[since = "2.4.0"]
        VIR_DOMAIN_VCPU_HOTPLUGGABLE = 1 << 4,
        /// Do not wait until the guest has let the CPUs go.
        #[since = "12.4.0"]
        VIR_DOMAIN_VCPU_ASYNC_UNPLUG = 1 << 5,
    }
}
