//! Constants of `virterror.h`.

c_enum! {
    /// The part of the library that an error comes from.
    #[since = "0.1.0"]
    pub enum virErrorDomain: i32 {
        /// No part in particular.
        #[since = "0.1.0"]
        VIR_FROM_NONE = 0,
        /// The Xen hypervisor layer.
        #[since = "0.1.0"]
        VIR_FROM_XEN = 1,
        /// The xend layer.
        #[since = "0.1.0"]
        VIR_FROM_XEND = 2,
        /// The XenStore layer.
        #[since = "0.1.0"]
        VIR_FROM_XENSTORE = 3,
        /// S-expressions.
        #[since = "0.1.0"]
        VIR_FROM_SEXPR = 4,
        /// XML.
        #[since = "0.1.0"]
        VIR_FROM_XML = 5,
        /// The layer of domain handles.
        #[since = "0.1.0"]
        VIR_FROM_DOM = 6,
        /// The wire protocol.
        #[since = "0.1.1"]
        VIR_FROM_RPC = 7,
        /// The proxy of old Xen.
        #[since = "0.1.3"]
        VIR_FROM_PROXY = 8,
        /// The parser of configuration files.
        #[since = "0.1.6"]
        VIR_FROM_CONF = 9,
        /// The QEMU driver.
        #[since = "0.2.0"]
        VIR_FROM_QEMU = 10,
        /// The layer of network handles.
        #[since = "0.2.0"]
        VIR_FROM_NET = 11,
        /// The test driver.
        #[since = "0.2.3"]
        VIR_FROM_TEST = 12,
        /// The remote driver.
        #[since = "0.2.3"]
        VIR_FROM_REMOTE = 13,
        /// The OpenVZ driver.
        #[since = "0.3.1"]
        VIR_FROM_OPENVZ = 14,
        /// Configuration of Xen.
        #[since = "0.4.1"]
        VIR_FROM_XENXM = 15,
        /// Statistics on Linux.
        #[since = "0.4.1"]
        VIR_FROM_STATS_LINUX = 16,
        /// The LXC driver.
        #[since = "0.4.2"]
        VIR_FROM_LXC = 17,
        /// The storage driver.
        #[since = "0.4.1"]
        VIR_FROM_STORAGE = 18,
        /// The network driver.
        #[since = "0.4.6"]
        VIR_FROM_NETWORK = 19,
        /// The domain layer.
        #[since = "0.4.6"]
        VIR_FROM_DOMAIN = 20,
        /// The User Mode Linux driver.
        #[since = "0.5.0"]
        VIR_FROM_UML = 21,
        /// The host device driver.
        #[since = "0.5.0"]
        VIR_FROM_NODEDEV = 22,
        /// Watching of Xen's configuration.
        #[since = "0.5.0"]
        VIR_FROM_XEN_INOTIFY = 23,
        /// Security labels.
        #[since = "0.6.1"]
        VIR_FROM_SECURITY = 24,
        /// The VirtualBox driver.
        #[since = "0.6.3"]
        VIR_FROM_VBOX = 25,
        /// The interface driver.
        #[since = "0.6.4"]
        VIR_FROM_INTERFACE = 26,
        /// The OpenNebula driver.
        #[since = "0.6.4"]
        VIR_FROM_ONE = 27,
        /// The VMware ESX driver.
        #[since = "0.7.0"]
        VIR_FROM_ESX = 28,
        /// The IBM Power Hypervisor driver.
        #[since = "0.7.0"]
        VIR_FROM_PHYP = 29,
        /// The secret driver.
        #[since = "0.7.1"]
        VIR_FROM_SECRET = 30,
        /// CPU models.
        #[since = "0.7.5"]
        VIR_FROM_CPU = 31,
        /// The XenAPI driver.
        #[since = "0.8.0"]
        VIR_FROM_XENAPI = 32,
        /// The network filter driver.
        #[since = "0.8.0"]
        VIR_FROM_NWFILTER = 33,
        /// Hook scripts.
        #[since = "0.8.0"]
        VIR_FROM_HOOK = 34,
        /// Domain snapshots.
        #[since = "0.8.0"]
        VIR_FROM_DOMAIN_SNAPSHOT = 35,
        /// Auditing.
        #[since = "0.8.5"]
        VIR_FROM_AUDIT = 36,
        /// System information (SMBIOS).
        #[since = "0.8.6"]
        VIR_FROM_SYSINFO = 37,
        /// Streams.
        #[since = "0.8.6"]
        VIR_FROM_STREAMS = 38,
        /// The VMware driver.
        #[since = "0.8.7"]
        VIR_FROM_VMWARE = 39,
        /// The event loop.
        #[since = "0.9.0"]
        VIR_FROM_EVENT = 40,
        /// The libxenlight driver.
        #[since = "0.9.0"]
        VIR_FROM_LIBXL = 41,
        /// Disk locking.
        #[since = "0.9.2"]
        VIR_FROM_LOCKING = 42,
        /// The Hyper-V driver.
        #[since = "0.9.5"]
        VIR_FROM_HYPERV = 43,
        /// Capabilities.
        #[since = "0.9.8"]
        VIR_FROM_CAPABILITIES = 44,
        /// URIs.
        #[since = "0.9.11"]
        VIR_FROM_URI = 45,
        /// Authentication.
        #[since = "0.9.11"]
        VIR_FROM_AUTH = 46,
        /// D-Bus.
        #[since = "0.9.12"]
        VIR_FROM_DBUS = 47,
        /// The Parallels driver.
        #[since = "0.10.0"]
        VIR_FROM_PARALLELS = 48,
        /// Devices.
        #[since = "0.10.0"]
        VIR_FROM_DEVICE = 49,
        /// libssh2.
        #[since = "0.10.0"]
        VIR_FROM_SSH = 50,
        /// Lock spaces.
        #[since = "1.0.0"]
        VIR_FROM_LOCKSPACE = 51,
        /// The initctl device.
        #[since = "1.0.1"]
        VIR_FROM_INITCTL = 52,
        /// Identities of clients.
        #[since = "1.0.4"]
        VIR_FROM_IDENTITY = 53,
        /// Control groups.
        #[since = "1.0.5"]
        VIR_FROM_CGROUP = 54,
        /// Access control.
        #[since = "1.1.0"]
        VIR_FROM_ACCESS = 55,
        /// systemd.
        #[since = "1.1.1"]
        VIR_FROM_SYSTEMD = 56,
        /// The bhyve driver.
        #[since = "1.2.2"]
        VIR_FROM_BHYVE = 57,
        /// Cryptography.
        #[since = "1.2.3"]
        VIR_FROM_CRYPTO = 58,
        /// Firewalls.
        #[since = "1.2.4"]
        VIR_FROM_FIREWALL = 59,
        /// polkit.
        #[since = "1.2.9"]
        VIR_FROM_POLKIT = 60,
        /// Threads.
        #[since = "1.2.14"]
        VIR_FROM_THREAD = 61,
        /// Administration.
        #[since = "1.2.17"]
        VIR_FROM_ADMIN = 62,
        /// Logging.
        #[since = "1.3.0"]
        VIR_FROM_LOGGING = 63,
        /// The parser of xl configuration.
        #[since = "1.3.2"]
        VIR_FROM_XENXL = 64,
        /// Performance counters.
        #[since = "1.3.3"]
        VIR_FROM_PERF = 65,
        /// libssh.
        #[since = "2.5.0"]
        VIR_FROM_LIBSSH = 66,
        /// Resource control.
        #[since = "3.7.0"]
        VIR_FROM_RESCTRL = 67,
        /// firewalld.
        #[since = "5.1.0"]
        VIR_FROM_FIREWALLD = 68,
        /// Domain checkpoints.
        #[since = "5.2.0"]
        VIR_FROM_DOMAIN_CHECKPOINT = 69,
        /// TPM.
        #[since = "5.6.0"]
        VIR_FROM_TPM = 70,
        /// BPF.
        #[since = "5.10.0"]
        VIR_FROM_BPF = 71,
        /// The Cloud Hypervisor driver.
        #[since = "7.5.0"]
        VIR_FROM_CH = 72,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "0.9.13"]
        VIR_ERR_DOMAIN_LAST = 73,
    }
}

c_enum! {
    /// How bad an error is.
    #[since = "0.1.0"]
    pub enum virErrorLevel: i32 {
        /// No error.
        #[since = "0.1.0"]
        VIR_ERR_NONE = 0,
        /// Something to know; the call succeeded.
        #[since = "0.1.0"]
        VIR_ERR_WARNING = 1,
        /// The call failed.
        #[since = "0.1.0"]
        VIR_ERR_ERROR = 2,
    }
}

c_enum! {
    /// What went wrong.
    #[since = "0.1.0"]
    pub enum virErrorNumber: i32 {
        /// Nothing.
        #[since = "0.1.0"]
        VIR_ERR_OK = 0,
        /// A fault of the library, or of something that should not have failed.
        #[since = "0.1.0"]
        VIR_ERR_INTERNAL_ERROR = 1,
        /// Memory ran out.
        #[since = "0.1.0"]
        VIR_ERR_NO_MEMORY = 2,
        /// The driver has no such function.
        #[since = "0.1.0"]
        VIR_ERR_NO_SUPPORT = 3,
        /// The host is not known.
        #[since = "0.1.0"]
        VIR_ERR_UNKNOWN_HOST = 4,
        /// There is no connection, or no driver for the URI.
        #[since = "0.1.0"]
        VIR_ERR_NO_CONNECT = 5,
        /// Not a connection.
        #[since = "0.1.0"]
        VIR_ERR_INVALID_CONN = 6,
        /// Not a domain, or one of another kind.
        #[since = "0.1.0"]
        VIR_ERR_INVALID_DOMAIN = 7,
        /// An argument is not valid.
        #[since = "0.1.0"]
        VIR_ERR_INVALID_ARG = 8,
        /// The operation failed.
        #[since = "0.1.0"]
        VIR_ERR_OPERATION_FAILED = 9,
        /// A GET request failed.
        #[since = "0.1.0"]
        VIR_ERR_GET_FAILED = 10,
        /// A POST request failed.
        #[since = "0.1.0"]
        VIR_ERR_POST_FAILED = 11,
        /// An HTTP error.
        #[since = "0.1.0"]
        VIR_ERR_HTTP_ERROR = 12,
        /// An S-expression cannot be written.
        #[since = "0.1.0"]
        VIR_ERR_SEXPR_SERIAL = 13,
        /// The Xen hypervisor cannot be opened.
        #[since = "0.1.0"]
        VIR_ERR_NO_XEN = 14,
        /// A call of the Xen hypervisor failed.
        #[since = "0.1.0"]
        VIR_ERR_XEN_CALL = 15,
        /// The OS type is not known.
        #[since = "0.1.0"]
        VIR_ERR_OS_TYPE = 16,
        /// The kernel of the guest is not given.
        #[since = "0.1.0"]
        VIR_ERR_NO_KERNEL = 17,
        /// The root device of the guest is not given.
        #[since = "0.1.0"]
        VIR_ERR_NO_ROOT = 18,
        /// The source of a device is not given.
        #[since = "0.1.0"]
        VIR_ERR_NO_SOURCE = 19,
        /// The target of a device is not given.
        #[since = "0.1.0"]
        VIR_ERR_NO_TARGET = 20,
        /// The name of the domain is not given.
        #[since = "0.1.0"]
        VIR_ERR_NO_NAME = 21,
        /// The OS of the domain is not given.
        #[since = "0.1.0"]
        VIR_ERR_NO_OS = 22,
        /// The device is not given.
        #[since = "0.1.0"]
        VIR_ERR_NO_DEVICE = 23,
        /// XenStore cannot be reached.
        #[since = "0.1.0"]
        VIR_ERR_NO_XENSTORE = 24,
        /// There are too many drivers.
        #[since = "0.1.0"]
        VIR_ERR_DRIVER_FULL = 25,
        /// The driver does not take the call.
        #[since = "0.1.0"]
        VIR_ERR_CALL_FAILED = 26,
        /// A document is not well-formed, or says too little.
        #[since = "0.1.1"]
        VIR_ERR_XML_ERROR = 27,
        /// The domain exists already.
        #[since = "0.1.1"]
        VIR_ERR_DOM_EXIST = 28,
        /// The connection may not do that: it is read-only.
        #[since = "0.1.4"]
        VIR_ERR_OPERATION_DENIED = 29,
        /// A file cannot be opened.
        #[since = "0.1.6"]
        VIR_ERR_OPEN_FAILED = 30,
        /// A file cannot be read.
        #[since = "0.1.6"]
        VIR_ERR_READ_FAILED = 31,
        /// A file cannot be parsed.
        #[since = "0.1.6"]
        VIR_ERR_PARSE_FAILED = 32,
        /// A configuration file has a syntax error.
        #[since = "0.1.6"]
        VIR_ERR_CONF_SYNTAX = 33,
        /// A file cannot be written.
        #[since = "0.1.6"]
        VIR_ERR_WRITE_FAILED = 34,
        /// A document is not valid; the text says why.
        #[since = "0.1.9"]
        VIR_ERR_XML_DETAIL = 35,
        /// Not a network.
        #[since = "0.2.0"]
        VIR_ERR_INVALID_NETWORK = 36,
        /// The network exists already.
        #[since = "0.2.0"]
        VIR_ERR_NETWORK_EXIST = 37,
        /// A system call failed; int1 is errno.
        #[since = "0.2.1"]
        VIR_ERR_SYSTEM_ERROR = 38,
        /// The wire protocol failed.
        #[since = "0.2.3"]
        VIR_ERR_RPC = 39,
        /// TLS failed.
        #[since = "0.2.3"]
        VIR_ERR_GNUTLS_ERROR = 40,
        /// There is no network driver.
        #[since = "0.2.3"]
        VIR_WAR_NO_NETWORK = 41,
        /// There is no such domain.
        #[since = "0.3.0"]
        VIR_ERR_NO_DOMAIN = 42,
        /// There is no such network.
        #[since = "0.3.0"]
        VIR_ERR_NO_NETWORK = 43,
        /// Not a MAC address.
        #[since = "0.3.1"]
        VIR_ERR_INVALID_MAC = 44,
        /// Authentication failed.
        #[since = "0.4.1"]
        VIR_ERR_AUTH_FAILED = 45,
        /// Not a storage pool.
        #[since = "0.4.1"]
        VIR_ERR_INVALID_STORAGE_POOL = 46,
        /// Not a storage volume.
        #[since = "0.4.1"]
        VIR_ERR_INVALID_STORAGE_VOL = 47,
        /// There is no storage driver.
        #[since = "0.4.1"]
        VIR_WAR_NO_STORAGE = 48,
        /// There is no such storage pool.
        #[since = "0.4.1"]
        VIR_ERR_NO_STORAGE_POOL = 49,
        /// There is no such storage volume.
        #[since = "0.4.1"]
        VIR_ERR_NO_STORAGE_VOL = 50,
        /// There is no host device driver.
        #[since = "0.5.0"]
        VIR_WAR_NO_NODE = 51,
        /// Not a host device.
        #[since = "0.5.0"]
        VIR_ERR_INVALID_NODE_DEVICE = 52,
        /// There is no such host device.
        #[since = "0.5.0"]
        VIR_ERR_NO_NODE_DEVICE = 53,
        /// There is no such security model.
        #[since = "0.6.1"]
        VIR_ERR_NO_SECURITY_MODEL = 54,
        /// The operation makes no sense in the present state.
        #[since = "0.6.4"]
        VIR_ERR_OPERATION_INVALID = 55,
        /// There is no interface driver.
        #[since = "0.6.4"]
        VIR_WAR_NO_INTERFACE = 56,
        /// There is no such interface.
        #[since = "0.6.4"]
        VIR_ERR_NO_INTERFACE = 57,
        /// Not an interface.
        #[since = "0.6.4"]
        VIR_ERR_INVALID_INTERFACE = 58,
        /// More than one interface matches.
        #[since = "0.7.0"]
        VIR_ERR_MULTIPLE_INTERFACES = 59,
        /// There is no network filter driver.
        #[since = "0.8.0"]
        VIR_WAR_NO_NWFILTER = 60,
        /// Not a network filter.
        #[since = "0.8.0"]
        VIR_ERR_INVALID_NWFILTER = 61,
        /// There is no such network filter.
        #[since = "0.8.0"]
        VIR_ERR_NO_NWFILTER = 62,
        /// The firewall rules cannot be made.
        #[since = "0.8.0"]
        VIR_ERR_BUILD_FIREWALL = 63,
        /// There is no secret driver.
        #[since = "0.7.1"]
        VIR_WAR_NO_SECRET = 64,
        /// Not a secret.
        #[since = "0.7.1"]
        VIR_ERR_INVALID_SECRET = 65,
        /// There is no such secret.
        #[since = "0.7.1"]
        VIR_ERR_NO_SECRET = 66,
        /// The configuration asks for what is not supported.
        #[since = "0.7.3"]
        VIR_ERR_CONFIG_UNSUPPORTED = 67,
        /// The operation took too long.
        #[since = "0.7.3"]
        VIR_ERR_OPERATION_TIMEOUT = 68,
        /// The migrated domain cannot be kept on the destination.
        #[since = "0.7.3"]
        VIR_ERR_MIGRATE_PERSIST_FAILED = 69,
        /// A hook script failed.
        #[since = "0.8.0"]
        VIR_ERR_HOOK_SCRIPT_FAILED = 70,
        /// Not a domain snapshot.
        #[since = "0.8.0"]
        VIR_ERR_INVALID_DOMAIN_SNAPSHOT = 71,
        /// There is no such domain snapshot.
        #[since = "0.8.0"]
        VIR_ERR_NO_DOMAIN_SNAPSHOT = 72,
        /// Not a stream.
        #[since = "0.9.0"]
        VIR_ERR_INVALID_STREAM = 73,
        /// An argument is valid and not supported.
        #[since = "0.9.4"]
        VIR_ERR_ARGUMENT_UNSUPPORTED = 74,
        /// The storage cannot be probed.
        #[since = "0.9.5"]
        VIR_ERR_STORAGE_PROBE_FAILED = 75,
        /// The storage pool is built already.
        #[since = "0.9.5"]
        VIR_ERR_STORAGE_POOL_BUILT = 76,
        /// Going back to the snapshot is dangerous without a flag that forces it.
        #[since = "0.9.7"]
        VIR_ERR_SNAPSHOT_REVERT_RISKY = 77,
        /// The operation was aborted on request.
        #[since = "0.9.9"]
        VIR_ERR_OPERATION_ABORTED = 78,
        /// Authentication was cancelled.
        #[since = "0.9.10"]
        VIR_ERR_AUTH_CANCELLED = 79,
        /// The domain has no such metadata.
        #[since = "0.9.10"]
        VIR_ERR_NO_DOMAIN_METADATA = 80,
        /// The migration would be unsafe.
        #[since = "0.9.11"]
        VIR_ERR_MIGRATE_UNSAFE = 81,
        /// A number does not fit.
        #[since = "0.9.11"]
        VIR_ERR_OVERFLOW = 82,
        /// A block copy is under way.
        #[since = "0.9.12"]
        VIR_ERR_BLOCK_COPY_ACTIVE = 83,
        /// The operation is not supported here.
        #[since = "0.10.0"]
        VIR_ERR_OPERATION_UNSUPPORTED = 84,
        /// SSH failed.
        #[since = "0.10.0"]
        VIR_ERR_SSH = 85,
        /// The guest agent does not answer.
        #[since = "0.10.0"]
        VIR_ERR_AGENT_UNRESPONSIVE = 86,
        /// Something is in use.
        #[since = "1.0.0"]
        VIR_ERR_RESOURCE_BUSY = 87,
        /// Access is denied.
        #[since = "1.1.0"]
        VIR_ERR_ACCESS_DENIED = 88,
        /// A D-Bus service failed.
        #[since = "1.1.1"]
        VIR_ERR_DBUS_SERVICE = 89,
        /// The storage volume exists already.
        #[since = "1.1.4"]
        VIR_ERR_STORAGE_VOL_EXIST = 90,
        /// The CPU is not compatible with that of the host.
        #[since = "1.2.6"]
        VIR_ERR_CPU_INCOMPATIBLE = 91,
        /// A document does not match its schema.
        #[since = "1.2.12"]
        VIR_ERR_XML_INVALID_SCHEMA = 92,
        /// The migration succeeded, although something after it failed.
        #[since = "1.2.18"]
        VIR_ERR_MIGRATE_FINISH_OK = 93,
        /// No way of authentication is left.
        #[since = "1.3.3"]
        VIR_ERR_AUTH_UNAVAILABLE = 94,
        /// The daemon has no such server.
        #[since = "1.3.3"]
        VIR_ERR_NO_SERVER = 95,
        /// The server has no such client.
        #[since = "1.3.5"]
        VIR_ERR_NO_CLIENT = 96,
        /// The guest agent answers something else than what was asked.
        #[since = "2.3.0"]
        VIR_ERR_AGENT_UNSYNCED = 97,
        /// libssh failed.
        #[since = "2.5.0"]
        VIR_ERR_LIBSSH = 98,
        /// There is no such device.
        #[since = "4.1.0"]
        VIR_ERR_DEVICE_MISSING = 99,
        /// Not a network filter binding.
        #[since = "4.5.0"]
        VIR_ERR_INVALID_NWFILTER_BINDING = 100,
        /// There is no such network filter binding.
        #[since = "4.5.0"]
        VIR_ERR_NO_NWFILTER_BINDING = 101,
        /// Not a domain checkpoint.
        #[since = "5.2.0"]
        VIR_ERR_INVALID_DOMAIN_CHECKPOINT = 102,
        /// There is no such domain checkpoint.
        #[since = "5.2.0"]
        VIR_ERR_NO_DOMAIN_CHECKPOINT = 103,
        /// The domain has no backup under way.
        #[since = "5.2.0"]
        VIR_ERR_NO_DOMAIN_BACKUP = 104,
        /// Not a network port.
        #[since = "5.5.0"]
        VIR_ERR_INVALID_NETWORK_PORT = 105,
        /// The network port exists already.
        #[since = "5.5.0"]
        VIR_ERR_NETWORK_PORT_EXIST = 106,
        /// There is no such network port.
        #[since = "5.5.0"]
        VIR_ERR_NO_NETWORK_PORT = 107,
        /// The host name of the domain is not known.
        #[since = "6.1.0"]
        VIR_ERR_NO_HOSTNAME = 108,
        /// The checkpoint and the disks do not agree.
        #[since = "6.10.0"]
        VIR_ERR_CHECKPOINT_INCONSISTENT = 109,
        /// More than one domain matches.
        #[since = "7.1.0"]
        VIR_ERR_MULTIPLE_DOMAINS = 110,
        /// The network has no such metadata.
        #[since = "9.7.0"]
        VIR_ERR_NO_NETWORK_METADATA = 111,
        /// The guest agent took too long for a command.
        #[since = "11.2.0"]
        VIR_ERR_AGENT_COMMAND_TIMEOUT = 112,
        /// The guest agent refused a command.
        #[since = "11.2.0"]
        VIR_ERR_AGENT_COMMAND_FAILED = 113,
        /// The encryption key's secret is not usable.
        #[since = "12.1.0"]
        VIR_ERR_INVALID_ENCR_KEY_SECRET = 114,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "5.0.0"]
        VIR_ERR_NUMBER_LAST = 115,
    }
}
