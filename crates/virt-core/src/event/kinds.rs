//! What events say.

use uuid::Uuid;

use crate::TypedParam;
use crate::consts::*;
use crate::handle::DomainKey;

/// An event of any kind of object.
#[derive(Debug, Clone)]
pub enum Event {
    Domain(DomainEvent),
    Network(NetworkEvent),
    StoragePool(StoragePoolEvent),
    NodeDevice(NodeDeviceEvent),
    Secret(SecretEvent),
    QemuMonitor(QemuMonitorEvent),
}

/// The kinds of objects that events are about; event ids count separately in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventClass {
    Domain,
    Network,
    StoragePool,
    NodeDevice,
    Secret,
    QemuMonitor,
}

/// Something happened to a domain.
#[derive(Debug, Clone)]
pub struct DomainEvent {
    pub domain: DomainKey,
    pub kind: DomainEventKind,
}

/// What happened; the variants are the `VIR_DOMAIN_EVENT_ID_*`.
#[derive(Debug, Clone)]
pub enum DomainEventKind {
    /// `VIR_DOMAIN_EVENT_*` and its detail.
    Lifecycle {
        event: i32,
        detail: i32,
    },
    Reboot,
    RtcChange {
        offset: i64,
    },
    Watchdog {
        action: i32,
    },
    /// Serves both IO_ERROR and IO_ERROR_REASON.
    IoError {
        path: String,
        alias: String,
        action: i32,
        reason: String,
    },
    Graphics {
        phase: i32,
        local: GraphicsAddress,
        remote: GraphicsAddress,
        auth_scheme: String,
        /// type and name of each identity
        subject: Vec<(String, String)>,
    },
    ControlError,
    /// `path` for BLOCK_JOB, the target device for BLOCK_JOB_2.
    BlockJob {
        path: String,
        device: String,
        kind: i32,
        status: i32,
    },
    DiskChange {
        old_path: Option<String>,
        new_path: Option<String>,
        alias: String,
        reason: i32,
    },
    TrayChange {
        alias: String,
        reason: i32,
    },
    PmWakeup {
        reason: i32,
    },
    PmSuspend {
        reason: i32,
    },
    /// In KiB.
    BalloonChange {
        actual: u64,
    },
    PmSuspendDisk {
        reason: i32,
    },
    DeviceRemoved {
        alias: String,
    },
    Tunable {
        params: Vec<TypedParam>,
    },
    AgentLifecycle {
        state: i32,
        reason: i32,
    },
    DeviceAdded {
        alias: String,
    },
    MigrationIteration {
        iteration: i32,
    },
    JobCompleted {
        params: Vec<TypedParam>,
    },
    DeviceRemovalFailed {
        alias: String,
    },
    MetadataChange {
        kind: i32,
        uri: Option<String>,
    },
    BlockThreshold {
        device: String,
        path: Option<String>,
        threshold: u64,
        excess: u64,
    },
    MemoryFailure {
        recipient: i32,
        action: i32,
        flags: u32,
    },
    /// In KiB.
    MemoryDeviceSizeChange {
        alias: String,
        size: u64,
    },
    NicMacChange {
        alias: String,
        old_mac: String,
        new_mac: String,
    },
    VcpuRemoved {
        vcpu: u32,
    },
    ChannelLifecycle {
        channel: String,
        state: i32,
        reason: i32,
    },
}

/// One end of a graphics connection.
#[derive(Debug, Clone, Default)]
pub struct GraphicsAddress {
    /// `VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_*`
    pub family: i32,
    pub node: String,
    pub service: String,
}

/// A network's life: `VIR_NETWORK_EVENT_*`, or changed metadata.
#[derive(Debug, Clone)]
pub struct NetworkEvent {
    pub name: String,
    pub uuid: Uuid,
    /// `VIR_NETWORK_EVENT_ID_*`
    pub id: i32,
    /// For metadata changes: the kind of metadata.
    pub event: i32,
    pub detail: i32,
    /// For metadata changes: the namespace.
    pub uri: Option<String>,
}

/// A pool's life (`VIR_STORAGE_POOL_EVENT_*`) or its refresh.
#[derive(Debug, Clone)]
pub struct StoragePoolEvent {
    pub name: String,
    pub uuid: Uuid,
    /// `VIR_STORAGE_POOL_EVENT_ID_*`
    pub id: i32,
    pub event: i32,
    pub detail: i32,
}

/// A host device's life (`VIR_NODE_DEVICE_EVENT_*`) or its update.
#[derive(Debug, Clone)]
pub struct NodeDeviceEvent {
    pub name: String,
    /// `VIR_NODE_DEVICE_EVENT_ID_*`
    pub id: i32,
    pub event: i32,
    pub detail: i32,
}

/// A secret's life (`VIR_SECRET_EVENT_*`) or its changed value.
#[derive(Debug, Clone)]
pub struct SecretEvent {
    pub uuid: Uuid,
    pub usage_type: i32,
    pub usage_id: String,
    /// `VIR_SECRET_EVENT_ID_*`
    pub id: i32,
    pub event: i32,
    pub detail: i32,
}

/// An event of QEMU's monitor as it came.
#[derive(Debug, Clone)]
pub struct QemuMonitorEvent {
    pub domain: DomainKey,
    pub event: String,
    pub seconds: i64,
    pub micros: u32,
    pub details: Option<String>,
}

impl Event {
    pub fn class(&self) -> EventClass {
        match self {
            Self::Domain(_) => EventClass::Domain,
            Self::Network(_) => EventClass::Network,
            Self::StoragePool(_) => EventClass::StoragePool,
            Self::NodeDevice(_) => EventClass::NodeDevice,
            Self::Secret(_) => EventClass::Secret,
            Self::QemuMonitor(_) => EventClass::QemuMonitor,
        }
    }

    /// Whether a subscription to event number `id` gets this event.
    pub fn is(&self, id: i32) -> bool {
        match self {
            Self::Domain(event) => event.kind.has_id(id),
            Self::Network(event) => event.id == id,
            Self::StoragePool(event) => event.id == id,
            Self::NodeDevice(event) => event.id == id,
            Self::Secret(event) => event.id == id,
            Self::QemuMonitor(_) => true,
        }
    }

    /// What tells the object apart from others of its kind.
    pub fn object(&self) -> String {
        match self {
            Self::Domain(event) => event.domain.uuid.to_string(),
            Self::QemuMonitor(event) => event.domain.uuid.to_string(),
            Self::Network(event) => event.uuid.to_string(),
            Self::StoragePool(event) => event.uuid.to_string(),
            Self::Secret(event) => event.uuid.to_string(),
            Self::NodeDevice(event) => event.name.clone(),
        }
    }
}

impl DomainEventKind {
    fn has_id(&self, id: i32) -> bool {
        let own = match self {
            Self::Lifecycle { .. } => VIR_DOMAIN_EVENT_ID_LIFECYCLE,
            Self::Reboot => VIR_DOMAIN_EVENT_ID_REBOOT,
            Self::RtcChange { .. } => VIR_DOMAIN_EVENT_ID_RTC_CHANGE,
            Self::Watchdog { .. } => VIR_DOMAIN_EVENT_ID_WATCHDOG,
            Self::IoError { .. } => {
                return id == VIR_DOMAIN_EVENT_ID_IO_ERROR || id == VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON;
            }
            Self::Graphics { .. } => VIR_DOMAIN_EVENT_ID_GRAPHICS,
            Self::ControlError => VIR_DOMAIN_EVENT_ID_CONTROL_ERROR,
            Self::BlockJob { .. } => {
                return id == VIR_DOMAIN_EVENT_ID_BLOCK_JOB || id == VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2;
            }
            Self::DiskChange { .. } => VIR_DOMAIN_EVENT_ID_DISK_CHANGE,
            Self::TrayChange { .. } => VIR_DOMAIN_EVENT_ID_TRAY_CHANGE,
            Self::PmWakeup { .. } => VIR_DOMAIN_EVENT_ID_PMWAKEUP,
            Self::PmSuspend { .. } => VIR_DOMAIN_EVENT_ID_PMSUSPEND,
            Self::BalloonChange { .. } => VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE,
            Self::PmSuspendDisk { .. } => VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK,
            Self::DeviceRemoved { .. } => VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED,
            Self::Tunable { .. } => VIR_DOMAIN_EVENT_ID_TUNABLE,
            Self::AgentLifecycle { .. } => VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE,
            Self::DeviceAdded { .. } => VIR_DOMAIN_EVENT_ID_DEVICE_ADDED,
            Self::MigrationIteration { .. } => VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION,
            Self::JobCompleted { .. } => VIR_DOMAIN_EVENT_ID_JOB_COMPLETED,
            Self::DeviceRemovalFailed { .. } => VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED,
            Self::MetadataChange { .. } => VIR_DOMAIN_EVENT_ID_METADATA_CHANGE,
            Self::BlockThreshold { .. } => VIR_DOMAIN_EVENT_ID_BLOCK_THRESHOLD,
            Self::MemoryFailure { .. } => VIR_DOMAIN_EVENT_ID_MEMORY_FAILURE,
            Self::MemoryDeviceSizeChange { .. } => VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE,
            Self::NicMacChange { .. } => VIR_DOMAIN_EVENT_ID_NIC_MAC_CHANGE,
            Self::VcpuRemoved { .. } => VIR_DOMAIN_EVENT_ID_VCPU_REMOVED,
            Self::ChannelLifecycle { .. } => VIR_DOMAIN_EVENT_ID_CHANNEL_LIFECYCLE,
        };
        own == id
    }
}
