//! What a guest is asked for: through its agent, its console, its addresses.

c_enum! {
    /// How long virDomainAgentSetResponseTimeout() has calls wait, in seconds, or one of these.
    #[since = "5.10.0"]
    pub enum virDomainAgentResponseTimeoutValues: i32 {
        /// Until the agent answers.
        #[since = "5.10.0"]
        VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK = -2,
        /// As long as the driver finds right.
        #[since = "5.10.0"]
        VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT = -1,
        /// Not at all.
        #[since = "5.10.0"]
        VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT = 0,
    }
}

c_enum! {
    /// How virDomainAuthorizedSSHKeysSet() changes the file.
    #[since = "6.10.0"]
    pub enum virDomainAuthorizedSSHKeysSetFlags: u32 {
        /// Add the keys to those there are.
        #[since = "6.10.0"]
        VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND = 1 << 0,
        /// Remove the keys.
        #[since = "6.10.0"]
        VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE = 1 << 1,
    }
}

c_enum! {
    /// Flags of virDomainOpenChannel().
    #[since = "1.0.2"]
    pub enum virDomainChannelFlags: u32 {
        /// Take the channel from who has it open.
        #[since = "1.0.2"]
        VIR_DOMAIN_CHANNEL_FORCE = 1 << 0,
    }
}

c_enum! {
    /// Flags of virDomainOpenConsole().
    #[since = "0.9.11"]
    pub enum virDomainConsoleFlags: u32 {
        /// Take the console from who has it open.
        #[since = "0.9.11"]
        VIR_DOMAIN_CONSOLE_FORCE = 1 << 0,
        /// Fail where the driver cannot keep users of the console apart.
        #[since = "0.9.11"]
        VIR_DOMAIN_CONSOLE_SAFE = 1 << 1,
    }
}

c_enum! {
    /// Where virDomainGetHostname() looks.
    #[since = "6.1.0"]
    pub enum virDomainGetHostnameFlags: u32 {
        /// In the DHCP leases of virtual networks.
        #[since = "6.1.0"]
        VIR_DOMAIN_GET_HOSTNAME_LEASE = 1 << 0,
        /// In the guest, through its agent.
        #[since = "6.1.0"]
        VIR_DOMAIN_GET_HOSTNAME_AGENT = 1 << 1,
    }
}

c_enum! {
    /// Which graphics virDomainGraphicsReload() reloads.
    #[since = "10.2.0"]
    pub enum virDomainGraphicsReloadType: i32 {
        /// All that can be.
        #[since = "10.2.0"]
        VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_ANY = 0,
        /// VNC.
        #[since = "10.2.0"]
        VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_VNC = 1,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "10.2.0"]
        VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_LAST = 2,
    }
}

c_enum! {
    /// Groups of facts that virDomainGetGuestInfo() asks the agent for.
    #[since = "5.7.0"]
    pub enum virDomainGuestInfoTypes: u32 {
        /// Users who are signed in.
        #[since = "5.7.0"]
        VIR_DOMAIN_GUEST_INFO_USERS = 1 << 0,
        /// Operating system.
        #[since = "5.7.0"]
        VIR_DOMAIN_GUEST_INFO_OS = 1 << 1,
        /// Time zone.
        #[since = "5.7.0"]
        VIR_DOMAIN_GUEST_INFO_TIMEZONE = 1 << 2,
        /// Host name.
        #[since = "5.7.0"]
        VIR_DOMAIN_GUEST_INFO_HOSTNAME = 1 << 3,
        /// Mounted file systems.
        #[since = "5.7.0"]
        VIR_DOMAIN_GUEST_INFO_FILESYSTEM = 1 << 4,
        /// Disks.
        #[since = "7.0.0"]
        VIR_DOMAIN_GUEST_INFO_DISKS = 1 << 5,
        /// Network interfaces.
        #[since = "7.10.0"]
        VIR_DOMAIN_GUEST_INFO_INTERFACES = 1 << 6,
        /// Load.
        #[since = "11.2.0"]
        VIR_DOMAIN_GUEST_INFO_LOAD = 1 << 7,
        /// Devices.
        #[since = "12.7.0"]
        VIR_DOMAIN_GUEST_INFO_DEVICES = 1 << 8,
    }
}

c_enum! {
    /// Where virDomainInterfaceAddresses() looks.
    #[since = "1.2.14"]
    pub enum virDomainInterfaceAddressesSource: i32 {
        /// In the DHCP leases of virtual networks.
        #[since = "1.2.14"]
        VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE = 0,
        /// In the guest, through its agent.
        #[since = "1.2.14"]
        VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT = 1,
        /// In the ARP table of the host.
        #[since = "4.2.0"]
        VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "1.2.14"]
        VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LAST = 3,
    }
}

c_enum! {
    /// Flags of virDomainOpenGraphics() and virDomainOpenGraphicsFD().
    #[since = "0.9.7"]
    pub enum virDomainOpenGraphicsFlags: u32 {
        /// Let the client in without authentication.
        #[since = "0.9.7"]
        VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH = 1 << 0,
    }
}

c_enum! {
    /// Flags of virDomainSetTime().
    #[since = "1.2.5"]
    pub enum virDomainSetTimeFlags: u32 {
        /// Take the time from the guest's clock device.
        #[since = "1.2.5"]
        VIR_DOMAIN_TIME_SYNC = 1 << 0,
    }
}

c_enum! {
    /// Flags of virDomainSetUserPassword().
    #[since = "1.2.16"]
    pub enum virDomainSetUserPasswordFlags: u32 {
        /// The password is encrypted already, as the guest expects it.
        #[since = "1.2.16"]
        VIR_DOMAIN_PASSWORD_ENCRYPTED = 1 << 0,
    }
}

c_macro! {
    /// How many devices follow.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_COUNT: &str = "device.count";
}

c_macro! {
    /// What names of device facts begin with; the number of the device comes next.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_PREFIX: &str = "device.";
}

c_macro! {
    /// Date of the driver, in seconds since 1970, as VIR_TYPED_PARAM_LLONG.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_DATE: &str = ".driverDate";
}

c_macro! {
    /// Name of the driver, as VIR_TYPED_PARAM_STRING.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_NAME: &str = ".driverName";
}

c_macro! {
    /// Version of the driver, as VIR_TYPED_PARAM_STRING.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_DRIVER_VERSION: &str = ".driverVersion";
}

c_macro! {
    /// What kind of id the device has: "pci", as VIR_TYPED_PARAM_STRING.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_ID_TYPE: &str = ".idType";
}

c_macro! {
    /// PCI id of the device, as VIR_TYPED_PARAM_UINT.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_PCI_DEVICE: &str = ".pciDevice";
}

c_macro! {
    /// PCI id of its vendor, as VIR_TYPED_PARAM_UINT.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DEVICE_SUFFIX_PCI_VENDOR: &str = ".pciVendor";
}

c_macro! {
    /// How many disks follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_COUNT: &str = "disk.count";
}

c_macro! {
    /// What names of disk facts begin with; the number of the disk comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_PREFIX: &str = "disk.";
}

c_macro! {
    /// Target of the disk in the domain XML, as "vda", as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_ALIAS: &str = ".alias";
}

c_macro! {
    /// How many disks it is made of, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_COUNT: &str = ".dependency.count";
}

c_macro! {
    /// What names of facts of such a disk go on with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_PREFIX: &str = ".dependency.";
}

c_macro! {
    /// Name of such a disk, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// Another name that the guest has for it, as of device mapper, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_ALIAS: &str = ".guest_alias";
}

c_macro! {
    /// Bus that the guest sees it on.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_BUS: &str = ".guest_bus";
}

c_macro! {
    /// Device of the disk in the guest, as /dev/sda, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// Whether it is a partition, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_PARTITION: &str = ".partition";
}

c_macro! {
    /// Serial number, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_SERIAL: &str = ".serial";
}

c_macro! {
    /// How many file systems follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_COUNT: &str = "fs.count";
}

c_macro! {
    /// What names of file system facts begin with; the number of the file system comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_PREFIX: &str = "fs.";
}

c_macro! {
    /// How many disks it is on, as VIR_TYPED_PARAM_INT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_COUNT: &str = ".disk.count";
}

c_macro! {
    /// What names of facts of such a disk go on with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_PREFIX: &str = ".disk.";
}

c_macro! {
    /// Target of such a disk in the domain XML, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_ALIAS: &str = ".alias";
}

c_macro! {
    /// Device of such a disk in the guest, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_DEVICE: &str = ".device";
}

c_macro! {
    /// Serial number of such a disk, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_SERIAL: &str = ".serial";
}

c_macro! {
    /// Type of the file system, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_FSTYPE: &str = ".fstype";
}

c_macro! {
    /// Where it is mounted, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_MOUNTPOINT: &str = ".mountpoint";
}

c_macro! {
    /// Its device in the guest, as "sda1", as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// Its size in bytes, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_TOTAL_BYTES: &str = ".total-bytes";
}

c_macro! {
    /// How many bytes of it are in use, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_USED_BYTES: &str = ".used-bytes";
}

c_macro! {
    /// Host name of the guest, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_HOSTNAME_HOSTNAME: &str = "hostname";
}

c_macro! {
    /// How many interfaces follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_COUNT: &str = "if.count";
}

c_macro! {
    /// What names of interface facts begin with; the number of the interface comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_PREFIX: &str = "if.";
}

c_macro! {
    /// How many addresses it has, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_COUNT: &str = ".addr.count";
}

c_macro! {
    /// What names of facts of an address go on with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_PREFIX: &str = ".addr.";
}

c_macro! {
    /// The address, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_ADDR: &str = ".addr";
}

c_macro! {
    /// Length of its network prefix in bits, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_PREFIX: &str = ".prefix";
}

c_macro! {
    /// "ipv4" or "ipv6", as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_TYPE: &str = ".type";
}

c_macro! {
    /// MAC address, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_HWADDR: &str = ".hwaddr";
}

c_macro! {
    /// Name of the interface in the guest, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// Load average of the last 15 minutes, as VIR_TYPED_PARAM_DOUBLE.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_LOAD_15M: &str = "load.15m";
}

c_macro! {
    /// Load average of the last minute, as VIR_TYPED_PARAM_DOUBLE.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_LOAD_1M: &str = "load.1m";
}

c_macro! {
    /// Load average of the last five minutes, as VIR_TYPED_PARAM_DOUBLE.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_LOAD_5M: &str = "load.5m";
}

c_macro! {
    /// Short name of the operating system, as "debian".
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_ID: &str = "os.id";
}

c_macro! {
    /// Release of its kernel, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_KERNEL_RELEASE: &str = "os.kernel-release";
}

c_macro! {
    /// Version of its kernel, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_KERNEL_VERSION: &str = "os.kernel-version";
}

c_macro! {
    /// Architecture of the guest, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_MACHINE: &str = "os.machine";
}

c_macro! {
    /// Name of the operating system.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_NAME: &str = "os.name";
}

c_macro! {
    /// Name of the operating system to show to people, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_PRETTY_NAME: &str = "os.pretty-name";
}

c_macro! {
    /// Variant of the operating system to show to people, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_VARIANT: &str = "os.variant";
}

c_macro! {
    /// Short name of the variant.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_VARIANT_ID: &str = "os.variant-id";
}

c_macro! {
    /// Version of the operating system to show to people, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_VERSION: &str = "os.version";
}

c_macro! {
    /// Version of the operating system to compare, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_OS_VERSION_ID: &str = "os.version-id";
}

c_macro! {
    /// Name of the time zone, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_TIMEZONE_NAME: &str = "timezone.name";
}

c_macro! {
    /// Offset from UTC in seconds, as VIR_TYPED_PARAM_INT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_TIMEZONE_OFFSET: &str = "timezone.offset";
}

c_macro! {
    /// How many users follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_USER_COUNT: &str = "user.count";
}

c_macro! {
    /// What names of user facts begin with; the number of the user comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_USER_PREFIX: &str = "user.";
}

c_macro! {
    /// Domain of the user; only Windows has one, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_DOMAIN: &str = ".domain";
}

c_macro! {
    /// When the user signed in, in milliseconds since 1970.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_LOGIN_TIME: &str = ".login-time";
}

c_macro! {
    /// Name of the user, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_NAME: &str = ".name";
}
