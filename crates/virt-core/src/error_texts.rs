//! The texts of error numbers, the words for domains and levels.

/// (number, text without information, template with information)
const NUMBERS: &[(i32, &str, &str)] = &[
    (crate::consts::VIR_ERR_OK, "", ""),
    (crate::consts::VIR_ERR_INTERNAL_ERROR, "internal error", "internal error: %1$s"),
    (crate::consts::VIR_ERR_NO_MEMORY, "out of memory", "out of memory: %1$s"),
    (
        crate::consts::VIR_ERR_NO_SUPPORT,
        "this function is not supported by the connection driver",
        "this function is not supported by the connection driver: %1$s",
    ),
    (crate::consts::VIR_ERR_UNKNOWN_HOST, "unknown host", "unknown host %1$s"),
    (
        crate::consts::VIR_ERR_NO_CONNECT,
        "no connection driver available",
        "no connection driver available for %1$s",
    ),
    (
        crate::consts::VIR_ERR_INVALID_CONN,
        "invalid connection pointer in",
        "invalid connection pointer in %1$s",
    ),
    (crate::consts::VIR_ERR_INVALID_DOMAIN, "invalid domain pointer in", "invalid domain pointer in %1$s"),
    (crate::consts::VIR_ERR_INVALID_ARG, "invalid argument", "invalid argument: %1$s"),
    (crate::consts::VIR_ERR_OPERATION_FAILED, "operation failed", "operation failed: %1$s"),
    (crate::consts::VIR_ERR_GET_FAILED, "GET operation failed", "GET operation failed: %1$s"),
    (crate::consts::VIR_ERR_POST_FAILED, "POST operation failed", "POST operation failed: %1$s"),
    (crate::consts::VIR_ERR_HTTP_ERROR, "got unknown HTTP error code", "got unknown HTTP error code %1$s"),
    (crate::consts::VIR_ERR_SEXPR_SERIAL, "failed to serialize S-Expr", "failed to serialize S-Expr: %1$s"),
    (
        crate::consts::VIR_ERR_NO_XEN,
        "could not use Xen hypervisor entry",
        "could not use Xen hypervisor entry %1$s",
    ),
    (crate::consts::VIR_ERR_XEN_CALL, "failed Xen syscall", "failed Xen syscall %1$s"),
    (crate::consts::VIR_ERR_OS_TYPE, "unknown OS type", "unknown OS type %1$s"),
    (crate::consts::VIR_ERR_NO_KERNEL, "missing kernel information", "missing kernel information: %1$s"),
    (
        crate::consts::VIR_ERR_NO_ROOT,
        "missing root device information",
        "missing root device information in %1$s",
    ),
    (
        crate::consts::VIR_ERR_NO_SOURCE,
        "missing source information for device",
        "missing source information for device %1$s",
    ),
    (
        crate::consts::VIR_ERR_NO_TARGET,
        "missing target information for device",
        "missing target information for device %1$s",
    ),
    (crate::consts::VIR_ERR_NO_NAME, "missing name information", "missing name information in %1$s"),
    (
        crate::consts::VIR_ERR_NO_OS,
        "missing operating system information",
        "missing operating system information for %1$s",
    ),
    (crate::consts::VIR_ERR_NO_DEVICE, "missing devices information", "missing devices information for %1$s"),
    (
        crate::consts::VIR_ERR_NO_XENSTORE,
        "could not connect to Xen Store",
        "could not connect to Xen Store %1$s",
    ),
    (
        crate::consts::VIR_ERR_DRIVER_FULL,
        "too many drivers registered",
        "too many drivers registered in %1$s",
    ),
    (crate::consts::VIR_ERR_CALL_FAILED, "library call failed", "library call failed: %1$s"),
    (crate::consts::VIR_ERR_XML_ERROR, "XML description is invalid or not well formed", "XML error: %1$s"),
    (crate::consts::VIR_ERR_DOM_EXIST, "this domain exists already", "domain %1$s exists already"),
    (
        crate::consts::VIR_ERR_OPERATION_DENIED,
        "operation forbidden for read only access",
        "operation forbidden: %1$s",
    ),
    (
        crate::consts::VIR_ERR_OPEN_FAILED,
        "failed to open configuration file",
        "failed to open configuration file %1$s",
    ),
    (
        crate::consts::VIR_ERR_READ_FAILED,
        "failed to read configuration file",
        "failed to read configuration file %1$s",
    ),
    (
        crate::consts::VIR_ERR_PARSE_FAILED,
        "failed to parse configuration file",
        "failed to parse configuration file %1$s",
    ),
    (
        crate::consts::VIR_ERR_CONF_SYNTAX,
        "configuration file syntax error",
        "configuration file syntax error: %1$s",
    ),
    (
        crate::consts::VIR_ERR_WRITE_FAILED,
        "failed to write configuration file",
        "failed to write configuration file: %1$s",
    ),
    (crate::consts::VIR_ERR_XML_DETAIL, "parser error", "%s"),
    (crate::consts::VIR_ERR_INVALID_NETWORK, "invalid network pointer in", "invalid network pointer in %1$s"),
    (crate::consts::VIR_ERR_NETWORK_EXIST, "this network exists already", "network %1$s exists already"),
    (crate::consts::VIR_ERR_SYSTEM_ERROR, "system call error", "%s"),
    (crate::consts::VIR_ERR_RPC, "RPC error", "%s"),
    (crate::consts::VIR_ERR_GNUTLS_ERROR, "GNUTLS call error", "%s"),
    (crate::consts::VIR_WAR_NO_NETWORK, "Failed to find the network", "Failed to find the network: %1$s"),
    (crate::consts::VIR_ERR_NO_DOMAIN, "Domain not found", "Domain not found: %1$s"),
    (crate::consts::VIR_ERR_NO_NETWORK, "Network not found", "Network not found: %1$s"),
    (crate::consts::VIR_ERR_INVALID_MAC, "invalid MAC address", "invalid MAC address: %1$s"),
    (crate::consts::VIR_ERR_AUTH_FAILED, "authentication failed", "authentication failed: %1$s"),
    (
        crate::consts::VIR_ERR_INVALID_STORAGE_POOL,
        "invalid storage pool pointer in",
        "invalid storage pool pointer in %1$s",
    ),
    (
        crate::consts::VIR_ERR_INVALID_STORAGE_VOL,
        "invalid storage volume pointer in",
        "invalid storage volume pointer in %1$s",
    ),
    (
        crate::consts::VIR_WAR_NO_STORAGE,
        "Failed to find a storage driver",
        "Failed to find a storage driver: %1$s",
    ),
    (crate::consts::VIR_ERR_NO_STORAGE_POOL, "Storage pool not found", "Storage pool not found: %1$s"),
    (crate::consts::VIR_ERR_NO_STORAGE_VOL, "Storage volume not found", "Storage volume not found: %1$s"),
    (crate::consts::VIR_WAR_NO_NODE, "Failed to find a node driver", "Failed to find a node driver: %1$s"),
    (
        crate::consts::VIR_ERR_INVALID_NODE_DEVICE,
        "invalid node device pointer",
        "invalid node device pointer in %1$s",
    ),
    (crate::consts::VIR_ERR_NO_NODE_DEVICE, "Node device not found", "Node device not found: %1$s"),
    (crate::consts::VIR_ERR_NO_SECURITY_MODEL, "Security model not found", "Security model not found: %1$s"),
    (
        crate::consts::VIR_ERR_OPERATION_INVALID,
        "Requested operation is not valid",
        "Requested operation is not valid: %1$s",
    ),
    (
        crate::consts::VIR_WAR_NO_INTERFACE,
        "Failed to find the interface",
        "Failed to find the interface: %1$s",
    ),
    (crate::consts::VIR_ERR_NO_INTERFACE, "Interface not found", "Interface not found: %1$s"),
    (
        crate::consts::VIR_ERR_INVALID_INTERFACE,
        "invalid interface pointer in",
        "invalid interface pointer in %1$s",
    ),
    (
        crate::consts::VIR_ERR_MULTIPLE_INTERFACES,
        "multiple matching interfaces found",
        "multiple matching interfaces found: %1$s",
    ),
    (
        crate::consts::VIR_WAR_NO_NWFILTER,
        "Failed to start the nwfilter driver",
        "Failed to start the nwfilter driver: %1$s",
    ),
    (crate::consts::VIR_ERR_INVALID_NWFILTER, "Invalid network filter", "Invalid network filter: %1$s"),
    (crate::consts::VIR_ERR_NO_NWFILTER, "Network filter not found", "Network filter not found: %1$s"),
    (
        crate::consts::VIR_ERR_BUILD_FIREWALL,
        "Error while building firewall",
        "Error while building firewall: %1$s",
    ),
    (
        crate::consts::VIR_WAR_NO_SECRET,
        "Failed to find a secret storage driver",
        "Failed to find a secret storage driver: %1$s",
    ),
    (crate::consts::VIR_ERR_INVALID_SECRET, "Invalid secret", "Invalid secret: %1$s"),
    (crate::consts::VIR_ERR_NO_SECRET, "Secret not found", "Secret not found: %1$s"),
    (
        crate::consts::VIR_ERR_CONFIG_UNSUPPORTED,
        "unsupported configuration",
        "unsupported configuration: %1$s",
    ),
    (
        crate::consts::VIR_ERR_OPERATION_TIMEOUT,
        "Timed out during operation",
        "Timed out during operation: %1$s",
    ),
    (
        crate::consts::VIR_ERR_MIGRATE_PERSIST_FAILED,
        "Failed to make domain persistent after migration",
        "Failed to make domain persistent after migration: %1$s",
    ),
    (
        crate::consts::VIR_ERR_HOOK_SCRIPT_FAILED,
        "Hook script execution failed",
        "Hook script execution failed: %1$s",
    ),
    (
        crate::consts::VIR_ERR_INVALID_DOMAIN_SNAPSHOT,
        "Invalid domain snapshot",
        "Invalid domain snapshot: %1$s",
    ),
    (
        crate::consts::VIR_ERR_NO_DOMAIN_SNAPSHOT,
        "Domain snapshot not found",
        "Domain snapshot not found: %1$s",
    ),
    (crate::consts::VIR_ERR_INVALID_STREAM, "invalid stream pointer", "invalid stream pointer in %1$s"),
    (crate::consts::VIR_ERR_ARGUMENT_UNSUPPORTED, "argument unsupported", "argument unsupported: %1$s"),
    (
        crate::consts::VIR_ERR_STORAGE_PROBE_FAILED,
        "Storage pool probe failed",
        "Storage pool probe failed: %1$s",
    ),
    (
        crate::consts::VIR_ERR_STORAGE_POOL_BUILT,
        "Storage pool already built",
        "Storage pool already built: %1$s",
    ),
    (crate::consts::VIR_ERR_SNAPSHOT_REVERT_RISKY, "revert requires force", "revert requires force: %1$s"),
    (crate::consts::VIR_ERR_OPERATION_ABORTED, "operation aborted", "operation aborted: %1$s"),
    (crate::consts::VIR_ERR_AUTH_CANCELLED, "authentication cancelled", "authentication cancelled: %1$s"),
    (crate::consts::VIR_ERR_NO_DOMAIN_METADATA, "metadata not found", "metadata not found: %1$s"),
    (crate::consts::VIR_ERR_MIGRATE_UNSAFE, "Unsafe migration", "Unsafe migration: %1$s"),
    (crate::consts::VIR_ERR_OVERFLOW, "numerical overflow", "numerical overflow: %1$s"),
    (crate::consts::VIR_ERR_BLOCK_COPY_ACTIVE, "block copy still active", "block copy still active: %1$s"),
    (
        crate::consts::VIR_ERR_OPERATION_UNSUPPORTED,
        "Operation not supported",
        "Operation not supported: %1$s",
    ),
    (crate::consts::VIR_ERR_SSH, "SSH transport error", "SSH transport error: %1$s"),
    (
        crate::consts::VIR_ERR_AGENT_UNRESPONSIVE,
        "Guest agent is not responding",
        "Guest agent is not responding: %1$s",
    ),
    (crate::consts::VIR_ERR_RESOURCE_BUSY, "resource busy", "resource busy: %1$s"),
    (crate::consts::VIR_ERR_ACCESS_DENIED, "access denied", "access denied: %1$s"),
    (crate::consts::VIR_ERR_DBUS_SERVICE, "error from service", "error from service: %1$s"),
    (
        crate::consts::VIR_ERR_STORAGE_VOL_EXIST,
        "this storage volume exists already",
        "storage volume %1$s exists already",
    ),
    (
        crate::consts::VIR_ERR_CPU_INCOMPATIBLE,
        "the CPU is incompatible with host CPU",
        "the CPU is incompatible with host CPU: %1$s",
    ),
    (
        crate::consts::VIR_ERR_XML_INVALID_SCHEMA,
        "XML document failed to validate against schema",
        "XML document failed to validate against schema: %1$s",
    ),
    (
        crate::consts::VIR_ERR_MIGRATE_FINISH_OK,
        "migration successfully aborted",
        "migration successfully aborted: %1$s",
    ),
    (
        crate::consts::VIR_ERR_AUTH_UNAVAILABLE,
        "authentication unavailable",
        "authentication unavailable: %1$s",
    ),
    (crate::consts::VIR_ERR_NO_SERVER, "Server not found", "Server not found: %1$s"),
    (crate::consts::VIR_ERR_NO_CLIENT, "Client not found", "Client not found: %1$s"),
    (
        crate::consts::VIR_ERR_AGENT_UNSYNCED,
        "guest agent replied with wrong id to guest-sync command",
        "guest agent replied with wrong id to guest-sync command: %1$s",
    ),
    (crate::consts::VIR_ERR_LIBSSH, "libssh transport error", "libssh transport error: %1$s"),
    (crate::consts::VIR_ERR_DEVICE_MISSING, "device not found", "device not found: %1$s"),
    (
        crate::consts::VIR_ERR_INVALID_NWFILTER_BINDING,
        "Invalid network filter binding",
        "Invalid network filter binding: %1$s",
    ),
    (
        crate::consts::VIR_ERR_NO_NWFILTER_BINDING,
        "Network filter binding not found",
        "Network filter binding not found: %1$s",
    ),
    (
        crate::consts::VIR_ERR_INVALID_DOMAIN_CHECKPOINT,
        "Invalid domain checkpoint",
        "Invalid domain checkpoint: %1$s",
    ),
    (
        crate::consts::VIR_ERR_NO_DOMAIN_CHECKPOINT,
        "Domain checkpoint not found",
        "Domain checkpoint not found: %1$s",
    ),
    (
        crate::consts::VIR_ERR_NO_DOMAIN_BACKUP,
        "Domain backup job id not found",
        "Domain backup job id not found: %1$s",
    ),
    (
        crate::consts::VIR_ERR_INVALID_NETWORK_PORT,
        "Invalid network port pointer",
        "Invalid network port pointer: %1$s",
    ),
    (
        crate::consts::VIR_ERR_NETWORK_PORT_EXIST,
        "this network port exists already",
        "network port %1$s exists already",
    ),
    (crate::consts::VIR_ERR_NO_NETWORK_PORT, "network port not found", "network port not found: %1$s"),
    (crate::consts::VIR_ERR_NO_HOSTNAME, "no hostname found", "no hostname found: %1$s"),
    (
        crate::consts::VIR_ERR_CHECKPOINT_INCONSISTENT,
        "checkpoint inconsistent",
        "checkpoint inconsistent: %1$s",
    ),
    (
        crate::consts::VIR_ERR_MULTIPLE_DOMAINS,
        "multiple matching domains found",
        "multiple matching domains found: %1$s",
    ),
    (crate::consts::VIR_ERR_NO_NETWORK_METADATA, "metadata not found", "metadata not found: %1$s"),
    (
        crate::consts::VIR_ERR_AGENT_COMMAND_TIMEOUT,
        "guest agent command timed out",
        "guest agent command timed out: %1$s",
    ),
    (
        crate::consts::VIR_ERR_AGENT_COMMAND_FAILED,
        "guest agent command failed",
        "guest agent command failed: %1$s",
    ),
    (
        crate::consts::VIR_ERR_INVALID_ENCR_KEY_SECRET,
        "Invalid encryption key for the secret",
        "Invalid encryption key for the secret: %1$s",
    ),
    (crate::consts::VIR_ERR_NUMBER_LAST, "", ""),
];

/// What the default error function calls a domain.
const DOMAINS: &[(i32, &str)] = &[
    (crate::consts::VIR_FROM_NONE, ""),
    (crate::consts::VIR_FROM_XEN, "Xen Driver"),
    (crate::consts::VIR_FROM_XEND, "Xen Daemon"),
    (crate::consts::VIR_FROM_XENSTORE, "Xen Store"),
    (crate::consts::VIR_FROM_SEXPR, "S-Expression"),
    (crate::consts::VIR_FROM_XML, "XML Util"),
    (crate::consts::VIR_FROM_DOM, "Domain"),
    (crate::consts::VIR_FROM_RPC, "XML-RPC"),
    (crate::consts::VIR_FROM_PROXY, "Proxy Daemon"),
    (crate::consts::VIR_FROM_CONF, "Config File"),
    (crate::consts::VIR_FROM_QEMU, "QEMU Driver"),
    (crate::consts::VIR_FROM_NET, "Network"),
    (crate::consts::VIR_FROM_TEST, "Test Driver"),
    (crate::consts::VIR_FROM_REMOTE, "Remote Driver"),
    (crate::consts::VIR_FROM_OPENVZ, "OpenVZ Driver"),
    (crate::consts::VIR_FROM_XENXM, "Xen XM Driver"),
    (crate::consts::VIR_FROM_STATS_LINUX, "Linux Statistics"),
    (crate::consts::VIR_FROM_LXC, "LXC Driver"),
    (crate::consts::VIR_FROM_STORAGE, "Storage Driver"),
    (crate::consts::VIR_FROM_NETWORK, "Network Driver"),
    (crate::consts::VIR_FROM_DOMAIN, "Domain Config"),
    (crate::consts::VIR_FROM_UML, "User Mode Linux Driver"),
    (crate::consts::VIR_FROM_NODEDEV, "Node Device Driver"),
    (crate::consts::VIR_FROM_XEN_INOTIFY, "Xen Inotify Driver"),
    (crate::consts::VIR_FROM_SECURITY, "Security Driver"),
    (crate::consts::VIR_FROM_VBOX, "VirtualBox Driver"),
    (crate::consts::VIR_FROM_INTERFACE, "Network Interface Driver"),
    (crate::consts::VIR_FROM_ONE, "Open Nebula Driver"),
    (crate::consts::VIR_FROM_ESX, "ESX Driver"),
    (crate::consts::VIR_FROM_PHYP, "Power Hypervisor Driver"),
    (crate::consts::VIR_FROM_SECRET, "Secrets Driver"),
    (crate::consts::VIR_FROM_CPU, "CPU Driver"),
    (crate::consts::VIR_FROM_XENAPI, "XenAPI Driver"),
    (crate::consts::VIR_FROM_NWFILTER, "Network Filter Driver"),
    (crate::consts::VIR_FROM_HOOK, "Lifecycle Hook"),
    (crate::consts::VIR_FROM_DOMAIN_SNAPSHOT, "Domain Snapshot"),
    (crate::consts::VIR_FROM_AUDIT, "Audit Utils"),
    (crate::consts::VIR_FROM_SYSINFO, "Sysinfo Utils"),
    (crate::consts::VIR_FROM_STREAMS, "I/O Stream Utils"),
    (crate::consts::VIR_FROM_VMWARE, "VMware Driver"),
    (crate::consts::VIR_FROM_EVENT, "Event Loop"),
    (crate::consts::VIR_FROM_LIBXL, "Xen Light Driver"),
    (crate::consts::VIR_FROM_LOCKING, "Lock Driver"),
    (crate::consts::VIR_FROM_HYPERV, "Hyper-V Driver"),
    (crate::consts::VIR_FROM_CAPABILITIES, "Capabilities Utils"),
    (crate::consts::VIR_FROM_URI, "URI Utils"),
    (crate::consts::VIR_FROM_AUTH, "Authentication Utils"),
    (crate::consts::VIR_FROM_DBUS, "DBus Utils"),
    (crate::consts::VIR_FROM_PARALLELS, "Parallels Cloud Server"),
    (crate::consts::VIR_FROM_DEVICE, "Device Config"),
    (crate::consts::VIR_FROM_SSH, "SSH transport layer"),
    (crate::consts::VIR_FROM_LOCKSPACE, "Lock Space"),
    (crate::consts::VIR_FROM_INITCTL, "Init control"),
    (crate::consts::VIR_FROM_IDENTITY, "Identity"),
    (crate::consts::VIR_FROM_CGROUP, "Cgroup"),
    (crate::consts::VIR_FROM_ACCESS, "Access Manager"),
    (crate::consts::VIR_FROM_SYSTEMD, "Systemd"),
    (crate::consts::VIR_FROM_BHYVE, "Bhyve"),
    (crate::consts::VIR_FROM_CRYPTO, "Crypto"),
    (crate::consts::VIR_FROM_FIREWALL, "Firewall"),
    (crate::consts::VIR_FROM_POLKIT, "Polkit"),
    (crate::consts::VIR_FROM_THREAD, "Thread jobs"),
    (crate::consts::VIR_FROM_ADMIN, "Admin Interface"),
    (crate::consts::VIR_FROM_LOGGING, "Log Manager"),
    (crate::consts::VIR_FROM_XENXL, "Xen XL Config"),
    (crate::consts::VIR_FROM_PERF, "Perf"),
    (crate::consts::VIR_FROM_LIBSSH, "Libssh transport layer"),
    (crate::consts::VIR_FROM_RESCTRL, "Resource control"),
    (crate::consts::VIR_FROM_FIREWALLD, "FirewallD"),
    (crate::consts::VIR_FROM_DOMAIN_CHECKPOINT, "Domain Checkpoint"),
    (crate::consts::VIR_FROM_TPM, "TPM"),
    (crate::consts::VIR_FROM_BPF, "BPF"),
    (crate::consts::VIR_FROM_CH, "Cloud-Hypervisor Driver"),
    (crate::consts::VIR_ERR_DOMAIN_LAST, "Unknown"),
];

/// What the default error function calls a level.
const LEVELS: &[(i32, &str)] = &[
    (crate::consts::VIR_ERR_NONE, ""),
    (crate::consts::VIR_ERR_WARNING, "warning"),
    (crate::consts::VIR_ERR_ERROR, "error"),
];

fn find(number: i32) -> Option<&'static (i32, &'static str, &'static str)> {
    NUMBERS.iter().find(|entry| entry.0 == number)
}

/// The text of an error that carries no detail.
pub(crate) fn without_info(number: i32) -> &'static str {
    find(number).map_or("unknown error", |entry| entry.1)
}

/// The template of an error that carries a detail; `%1$s` stands for it.
pub(crate) fn with_info(number: i32) -> &'static str {
    find(number).map_or("%1$s", |entry| entry.2)
}

/// The word that the default error function prints for a domain.
pub fn domain_word(domain: i32) -> &'static str {
    DOMAINS.iter().find(|entry| entry.0 == domain).map_or("Unknown", |entry| entry.1)
}

/// The word that the default error function prints for a level.
pub fn level_word(level: i32) -> &'static str {
    LEVELS.iter().find(|entry| entry.0 == level).map_or("", |entry| entry.1)
}
