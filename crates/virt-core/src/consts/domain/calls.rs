//! Flags and values of calls that no other file has.

c_enum! {
    /// Flags of virConnectGetDomainCapabilities().
    #[since = "11.0.0"]
    pub enum virConnectGetDomainCapabilitiesFlags: u32 {
        /// Disable features of the host model that its maker has deprecated.
        #[since = "11.0.0"]
        VIR_CONNECT_GET_DOMAIN_CAPABILITIES_DISABLE_DEPRECATED_FEATURES = 1 << 0,
        /// List every feature of the host model, also those that the CPU model implies.
        #[since = "12.2.0"]
        VIR_CONNECT_GET_DOMAIN_CAPABILITIES_EXPAND_CPU_FEATURES = 1 << 1,
        /// List the features that the hypervisor supports.
        #[since = "12.5.0"]
        VIR_CONNECT_GET_DOMAIN_CAPABILITIES_SUPPORTED_CPU_FEATURES = 1 << 2,
    }
}

c_enum! {
    /// Which domains are listed.
    #[since = "0.9.13"]
    pub enum virConnectListAllDomainsFlags: u32 {
        /// Those that run or are paused.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_ACTIVE = 1 << 0,
        /// Those that do not run.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_INACTIVE = 1 << 1,
        /// Those that have a definition.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_PERSISTENT = 1 << 2,
        /// Those that vanish when they stop.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_TRANSIENT = 1 << 3,
        /// Those whose CPUs run.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_RUNNING = 1 << 4,
        /// Those that are paused.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_PAUSED = 1 << 5,
        /// Those that are off.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_SHUTOFF = 1 << 6,
        /// Those in any other state.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_OTHER = 1 << 7,
        /// Those with a managed save image.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE = 1 << 8,
        /// Those without a managed save image.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE = 1 << 9,
        /// Those that start by themselves.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_AUTOSTART = 1 << 10,
        /// Those that do not start by themselves.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART = 1 << 11,
        /// Those with a snapshot.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT = 1 << 12,
        /// Those without a snapshot.
        #[since = "0.9.13"]
        VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT = 1 << 13,
        /// Those with a checkpoint.
        #[since = "5.6.0"]
        VIR_CONNECT_LIST_DOMAINS_HAS_CHECKPOINT = 1 << 14,
        /// Those without a checkpoint.
        #[since = "5.6.0"]
        VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT = 1 << 15,
    }
}

c_enum! {
    /// Flags of virDomainBlockResize().
    #[since = "0.9.11"]
    pub enum virDomainBlockResizeFlags: u32 {
        /// The size is in bytes, not KiB.
        #[since = "0.9.11"]
        VIR_DOMAIN_BLOCK_RESIZE_BYTES = 1 << 0,
        /// Make the disk as large as its block device or other storage of a fixed size.
        #[since = "10.0.0"]
        VIR_DOMAIN_BLOCK_RESIZE_CAPACITY = 1 << 1,
        /// Only make it larger: fail where the size is below the present one.
        #[since = "12.3.0"]
        VIR_DOMAIN_BLOCK_RESIZE_EXTEND = 1 << 2,
    }
}

c_enum! {
    /// Flags of virDomainCoreDump() and virDomainCoreDumpWithFormat().
    #[since = "0.7.5"]
    pub enum virDomainCoreDumpFlags: u32 {
        /// Stop the domain afterwards; it counts as crashed.
        #[since = "0.7.5"]
        VIR_DUMP_CRASH = 1 << 0,
        /// Do not pause the domain meanwhile.
        #[since = "0.7.5"]
        VIR_DUMP_LIVE = 1 << 1,
        /// Do not fill the host's file cache.
        #[since = "0.9.4"]
        VIR_DUMP_BYPASS_CACHE = 1 << 2,
        /// Reset the domain afterwards.
        #[since = "0.9.7"]
        VIR_DUMP_RESET = 1 << 3,
        /// Memory and registers alone, as debuggers of the guest's kernel take them.
        #[since = "0.9.13"]
        VIR_DUMP_MEMORY_ONLY = 1 << 4,
    }
}

c_enum! {
    /// Formats of core dumps.
    #[since = "1.2.3"]
    pub enum virDomainCoreDumpFormat: i32 {
        /// ELF.
        #[since = "1.2.3"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_RAW = 0,
        /// kdump, compressed with zlib.
        #[since = "1.2.3"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_ZLIB = 1,
        /// kdump, compressed with LZO.
        #[since = "1.2.3"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_LZO = 2,
        /// kdump, compressed with snappy.
        #[since = "1.2.3"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_SNAPPY = 3,
        /// Crash dump of Windows.
        #[since = "7.4.0"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_WIN_DMP = 4,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.2.3"]
        VIR_DOMAIN_CORE_DUMP_FORMAT_LAST = 5,
    }
}

c_enum! {
    /// Flags of virDomainCreateWithFlags(), virDomainCreateXML() and their siblings.
    #[since = "0.0.1"]
    pub enum virDomainCreateFlags: u32 {
        /// Start it as it is defined.
        #[since = "0.0.1"]
        VIR_DOMAIN_NONE = 0,
        /// Leave it paused.
        #[since = "0.8.2"]
        VIR_DOMAIN_START_PAUSED = 1 << 0,
        /// Destroy it when the connection is closed.
        #[since = "0.9.3"]
        VIR_DOMAIN_START_AUTODESTROY = 1 << 1,
        /// Do not fill the host's file cache when it is restored.
        #[since = "0.9.4"]
        VIR_DOMAIN_START_BYPASS_CACHE = 1 << 2,
        /// Boot it, even where there is a managed save image.
        #[since = "0.9.5"]
        VIR_DOMAIN_START_FORCE_BOOT = 1 << 3,
        /// Verify the document against its schema.
        #[since = "1.2.12"]
        VIR_DOMAIN_START_VALIDATE = 1 << 4,
        /// Make the UEFI variables anew from their template.
        #[since = "8.1.0"]
        VIR_DOMAIN_START_RESET_NVRAM = 1 << 5,
    }
}

c_enum! {
    /// Flags of virDomainDestroyFlags().
    #[since = "0.9.4"]
    pub enum virDomainDestroyFlagsValues: i32 {
        /// Kill where asking does not help.
        #[since = "0.9.10"]
        VIR_DOMAIN_DESTROY_DEFAULT = 0,
        /// Ask and wait; fail rather than kill.
        #[since = "0.9.10"]
        VIR_DOMAIN_DESTROY_GRACEFUL = 1 << 0,
        /// Remove the log of the domain.
        #[since = "8.3.0"]
        VIR_DOMAIN_DESTROY_REMOVE_LOGS = 1 << 1,
    }
}

c_enum! {
    /// What was wrong with a disk.
    #[since = "0.9.10"]
    pub enum virDomainDiskErrorCode: i32 {
        /// Nothing.
        #[since = "0.9.10"]
        VIR_DOMAIN_DISK_ERROR_NONE = 0,
        /// Not known.
        #[since = "0.9.10"]
        VIR_DOMAIN_DISK_ERROR_UNSPEC = 1,
        /// The storage is full.
        #[since = "0.9.10"]
        VIR_DOMAIN_DISK_ERROR_NO_SPACE = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_DISK_ERROR_LAST = 3,
    }
}

c_enum! {
    /// Flags of virDomainFDAssociate().
    #[since = "9.0.0"]
    pub enum virDomainFDAssociateFlags: u32 {
        /// Give the file its old security label back afterwards.
        #[since = "9.0.0"]
        VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_RESTORE = 1 << 0,
        /// The file may be written to, even where the disk is read-only.
        #[since = "9.0.0"]
        VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_WRITABLE = 1 << 1,
    }
}

c_enum! {
    /// Kinds of addresses for virDomainMemoryPeek().
    #[since = "0.4.4"]
    pub enum virDomainMemoryFlags: u32 {
        /// Virtual, as the guest's CPU sees them.
        #[since = "0.4.4"]
        VIR_MEMORY_VIRTUAL = 1 << 0,
        /// Physical, as the guest sees them.
        #[since = "0.7.0"]
        VIR_MEMORY_PHYSICAL = 1 << 1,
    }
}

c_enum! {
    /// Kinds of messages that virDomainGetMessages() gives.
    #[since = "7.1.0"]
    pub enum virDomainMessageType: i32 {
        /// Use of something deprecated.
        #[since = "7.1.0"]
        VIR_DOMAIN_MESSAGE_DEPRECATION = 1 << 0,
        /// Use of something that taints the domain.
        #[since = "7.1.0"]
        VIR_DOMAIN_MESSAGE_TAINTING = 1 << 1,
        /// I/O errors of disks.
        #[since = "11.1.0"]
        VIR_DOMAIN_MESSAGE_IOERRORS = 1 << 2,
    }
}

c_enum! {
    /// Parts of a domain's metadata.
    #[since = "0.9.10"]
    pub enum virDomainMetadataType: i32 {
        /// The text of `<description>`.
        #[since = "0.9.10"]
        VIR_DOMAIN_METADATA_DESCRIPTION = 0,
        /// The text of `<title>`.
        #[since = "0.9.10"]
        VIR_DOMAIN_METADATA_TITLE = 1,
        /// An element of a namespace of the caller's, in `<metadata>`.
        #[since = "0.9.10"]
        VIR_DOMAIN_METADATA_ELEMENT = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.10"]
        VIR_DOMAIN_METADATA_LAST = 3,
    }
}

c_enum! {
    /// How virDomainReboot() asks the guest; several: in an order that the driver chooses.
    #[since = "0.9.10"]
    pub enum virDomainRebootFlagValues: u32 {
        /// As the driver finds right.
        #[since = "0.9.10"]
        VIR_DOMAIN_REBOOT_DEFAULT = 0,
        /// By the power button.
        #[since = "0.9.10"]
        VIR_DOMAIN_REBOOT_ACPI_POWER_BTN = 1 << 0,
        /// Through the guest agent.
        #[since = "0.9.10"]
        VIR_DOMAIN_REBOOT_GUEST_AGENT = 1 << 1,
        /// Through the initctl device.
        #[since = "1.0.1"]
        VIR_DOMAIN_REBOOT_INITCTL = 1 << 2,
        /// By a signal to its first process.
        #[since = "1.0.1"]
        VIR_DOMAIN_REBOOT_SIGNAL = 1 << 3,
        /// Through the hypervisor's own channel.
        #[since = "1.2.5"]
        VIR_DOMAIN_REBOOT_PARAVIRT = 1 << 4,
    }
}

c_enum! {
    /// How virDomainShutdownFlags() asks the guest; several: in an order that the driver chooses.
    #[since = "0.9.10"]
    pub enum virDomainShutdownFlagValues: u32 {
        /// As the driver finds right.
        #[since = "0.9.10"]
        VIR_DOMAIN_SHUTDOWN_DEFAULT = 0,
        /// By the power button.
        #[since = "0.9.10"]
        VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN = 1 << 0,
        /// Through the guest agent.
        #[since = "0.9.10"]
        VIR_DOMAIN_SHUTDOWN_GUEST_AGENT = 1 << 1,
        /// Through the initctl device.
        #[since = "1.0.1"]
        VIR_DOMAIN_SHUTDOWN_INITCTL = 1 << 2,
        /// By a signal to its first process.
        #[since = "1.0.1"]
        VIR_DOMAIN_SHUTDOWN_SIGNAL = 1 << 3,
        /// Through the hypervisor's own channel.
        #[since = "1.2.5"]
        VIR_DOMAIN_SHUTDOWN_PARAVIRT = 1 << 4,
    }
}

c_enum! {
    /// Flags of virDomainGetXMLDesc().
    #[since = "0.3.3"]
    pub enum virDomainXMLFlags: u32 {
        /// With passwords and other secrets; not on a read-only connection.
        #[since = "0.3.3"]
        VIR_DOMAIN_XML_SECURE = 1 << 0,
        /// The definition, not the present state.
        #[since = "0.3.3"]
        VIR_DOMAIN_XML_INACTIVE = 1 << 1,
        /// With the CPU made fit for the host.
        #[since = "0.8.0"]
        VIR_DOMAIN_XML_UPDATE_CPU = 1 << 2,
        /// In the form that is sent along with a migration.
        #[since = "1.0.0"]
        VIR_DOMAIN_XML_MIGRATABLE = 1 << 3,
    }
}

c_macro! {
    /// Milliseconds before the second announcement.
    #[since = "12.5.0"]
    pub const VIR_DOMAIN_ANNOUNCE_INTERFACE_INITIAL: &str = "initial";
}

c_macro! {
    /// Most milliseconds between two announcements.
    #[since = "12.5.0"]
    pub const VIR_DOMAIN_ANNOUNCE_INTERFACE_MAX: &str = "max";
}

c_macro! {
    /// How many announcements are sent.
    #[since = "12.5.0"]
    pub const VIR_DOMAIN_ANNOUNCE_INTERFACE_ROUNDS: &str = "rounds";
}

c_macro! {
    /// By how many milliseconds the time between announcements grows.
    #[since = "12.5.0"]
    pub const VIR_DOMAIN_ANNOUNCE_INTERFACE_STEP: &str = "step";
}

c_macro! {
    /// Major version of the firmware's API.
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MAJOR: &str = "sev-api-major";
}

c_macro! {
    /// Minor version of the firmware's API, as VIR_TYPED_PARAM_UINT.
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MINOR: &str = "sev-api-minor";
}

c_macro! {
    /// Build of the firmware, as VIR_TYPED_PARAM_UINT.
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_BUILD_ID: &str = "sev-build-id";
}

c_macro! {
    /// Measurement of the memory that the guest starts with, in Base64, as VIR_TYPED_PARAM_STRING.
    #[since = "4.5.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_MEASUREMENT: &str = "sev-measurement";
}

c_macro! {
    /// Policy of the guest, as VIR_TYPED_PARAM_UINT.
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_POLICY: &str = "sev-policy";
}

c_macro! {
    /// The encrypted secret, in Base64, as VIR_TYPED_PARAM_STRING.
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET: &str = "sev-secret";
}

c_macro! {
    /// Header of the encrypted secret, in Base64, as VIR_TYPED_PARAM_STRING.
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_HEADER: &str = "sev-secret-header";
}

c_macro! {
    /// Address in the guest that the secret is put at; without it the firmware says where, as
    /// VIR_TYPED_PARAM_ULLONG.
    #[since = "8.0.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_SET_ADDRESS: &str = "sev-secret-set-address";
}

c_macro! {
    /// Policy of an SEV-SNP guest, as VIR_TYPED_PARAM_ULLONG.
    #[since = "10.5.0"]
    pub const VIR_DOMAIN_LAUNCH_SECURITY_SEV_SNP_POLICY: &str = "sev-snp-policy";
}

c_function_macro! {
    /// Copies the map of a virtual CPU.
    ///
    /// - `cpumaps`: the CPU maps of all virtual CPUs, one after the other, as virDomainGetVcpus() fills them in
    /// - `maplen`: length of one map in bytes
    /// - `vcpu`: number of the virtual CPU
    /// - `cpumap`: where to copy it to
    #[since = "0.1.4"]
    VIR_COPY_CPUMAP(cpumaps, maplen, vcpu, cpumap) = "memcpy(cpumap, VIR_GET_CPUMAP(cpumaps, maplen, vcpu), maplen)";
}

c_function_macro! {
    /// How many bytes a CPU map has for so many CPUs.
    ///
    /// - `cpu`: number of CPUs
    #[since = "0.1.4"]
    VIR_CPU_MAPLEN(cpu) = "(((cpu) + 7) / 8)";
}

c_function_macro! {
    /// Not zero where a virtual CPU may run on a host CPU.
    ///
    /// - `cpumaps`: the CPU maps of all virtual CPUs, one after the other, as virDomainGetVcpus() fills them in
    /// - `maplen`: length of one map in bytes
    /// - `vcpu`: number of the virtual CPU
    /// - `cpu`: number of the host CPU
    #[since = "0.1.4"]
    VIR_CPU_USABLE(cpumaps, maplen, vcpu, cpu) = "VIR_CPU_USED(VIR_GET_CPUMAP(cpumaps, maplen, vcpu), cpu)";
}

c_function_macro! {
    /// Not zero where a CPU is in a map.
    ///
    /// - `cpumap`: a CPU map: `unsigned char *`, a bit for each CPU, the first in the lowest bit
    /// - `cpu`: number of the host CPU
    #[since = "1.0.0"]
    VIR_CPU_USED(cpumap, cpu) = "((cpumap)[(cpu) / 8] & (1 << ((cpu) % 8)))";
}

c_function_macro! {
    /// The map of a virtual CPU.
    ///
    /// - `cpumaps`: the CPU maps of all virtual CPUs, one after the other, as virDomainGetVcpus() fills them in
    /// - `maplen`: length of one map in bytes
    /// - `vcpu`: number of the virtual CPU
    #[since = "0.1.4"]
    VIR_GET_CPUMAP(cpumaps, maplen, vcpu) = "(&(cpumaps)[(vcpu) * (maplen)])";
}

c_function_macro! {
    /// Takes a CPU out of a map.
    ///
    /// - `cpumap`: a CPU map: `unsigned char *`, a bit for each CPU, the first in the lowest bit
    /// - `cpu`: number of the host CPU
    #[since = "0.1.4"]
    VIR_UNUSE_CPU(cpumap, cpu) = "((cpumap)[(cpu) / 8] &= ~(1 << ((cpu) % 8)))";
}

c_function_macro! {
    /// Puts a CPU into a map.
    ///
    /// - `cpumap`: a CPU map: `unsigned char *`, a bit for each CPU, the first in the lowest bit
    /// - `cpu`: number of the host CPU
    #[since = "0.1.4"]
    VIR_USE_CPU(cpumap, cpu) = "((cpumap)[(cpu) / 8] |= (1 << ((cpu) % 8)))";
}
