//! `<domain>`: a virtual machine, whole.
//!
//! A file or folder per subject. [`DomainDef::parse`] reads what is written, [`post_parse`] fills in what is not,
//! [`validate`] refuses what cannot be, [`DomainDef::to_xml`] writes one of the [`view`]s. Reading follows
//! upstream's order of checks, so that a document with several faults is refused for the same one.

pub mod address;
pub mod chardev;
mod clock;
mod complain;
pub mod devices;
pub mod devices_at;
mod drive_addresses;
mod features;
mod idmap;
pub mod info;
mod iothreads;
pub mod joining;
mod memory;
mod misc;
mod numa;
mod os;
pub mod policy;
pub mod post_parse;
pub mod qemu_ns;
mod schema;
mod seclabel;
mod security;
mod stability;
pub mod storage;
mod sysinfo;
mod tuning;
pub mod validate;
mod vcpu;
pub mod view;
mod words;

pub use clock::{
    Catchup, Clock, ClockBasis, ClockOffset, TickPolicy, Timer, TimerMode, TimerName, TimerTrack,
};
pub use devices::{Device, Devices};
pub use features::{
    Aia, Apic, Capabilities, CapsFeature, CapsPolicy, CfpcState, Features, Gic, GicVersion, Hpt, HptResizing,
    HypervFeature, HypervFeatures, HypervMode, IbsState, IoapicDriver, KvmFeature, KvmFeatures, MsrsUnknown,
    Smm, XenFeature, XenFeatures, XenPassthroughMode,
};
pub use idmap::{IdMap, IdRange};
pub use info::DeviceInfo;
pub use iothreads::{DefaultIothread, Iothread, Iothreads};
pub use memory::{HugePage, Memory, MemoryAccess, MemoryAllocation, MemoryBacking, MemorySourceType};
pub use misc::{
    Iommufd, Lifecycle, LifecycleAction, LockFailureAction, PerfEvent, PerfEvents, PmState, PowerManagement,
    Resource, VirtType,
};
pub use numa::{AccessType, CacheAssociativity, CachePolicy, Interconnect, Numa, NumaCache, NumaCell};
pub use os::{
    AcpiTable, AcpiTableType, Bios, BootDev, BootMenu, Firmware, FirmwareFeatureName, Loader, LoaderType,
    NvramStore, Os, OsType, SmbiosMode, Varstore,
};
pub use qemu_ns::QemuNamespace;
pub use seclabel::{DeviceSeclabel, Seclabel, SeclabelType, complete as complete_seclabels};
pub use security::{
    Keywrap, LaunchSecurity, QuoteGenerationService, SevCommon, SevSecurity, SevSnpSecurity, TdxSecurity,
};
pub use sysinfo::{FwCfg, Smbios, SmbiosTable, Sysinfo};
pub use tuning::{
    BlkioDevice, BlkioTune, CacheAlloc, CacheType, CpuTune, IoTune, MemNode, MemoryBandwidth, Memtune,
    Monitor, MonitorKind, NumaMode, NumaPlacement, NumaTune, NumaTuneMemory, Resctrl, SchedPolicy,
    ThreadSched, ThrottleGroup, ThrottleLengths, ThrottleLimits, ThrottleRates,
};
pub use vcpu::{Vcpu, VcpuPlacement, Vcpus};
pub use view::{FormatFlags, ParseFlags};
pub use words::{Octal, UuidText, sanitize_path};

mod document;

use virt_core::Uuid;
use virt_xml::Foreign;

use crate::cpu::CpuDef;

/// A virtual machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainDef {
    pub virt_type: VirtType,
    /// Number of the running domain.
    pub id: Option<i32>,
    pub name: String,
    pub uuid: Uuid,
    /// Runtime only: the document had no UUID.
    pub uuid_generated: bool,
    /// The UUID that the guest sees, if it is another one.
    pub hwuuid: Option<Uuid>,
    pub genid: Option<GenId>,
    pub title: Option<String>,
    pub description: Option<String>,
    /// `<metadata>` with what is in it.
    pub metadata: Option<Foreign>,
    pub memory: Memory,
    pub blkiotune: BlkioTune,
    pub memtune: Memtune,
    pub vcpus: Vcpus,
    pub iothreads: Iothreads,
    pub throttlegroups: Vec<ThrottleGroup>,
    pub cputune: CpuTune,
    pub resctrl: Vec<Resctrl>,
    pub numatune: NumaTune,
    pub iommufd: Option<Iommufd>,
    pub resource: Option<Resource>,
    pub sysinfo: Vec<Sysinfo>,
    pub os: Os,
    pub idmap: IdMap,
    pub features: Features,
    /// `<cpu>` without its `<numa>`.
    pub cpu: Option<Box<CpuDef>>,
    /// `<numa>` of `<cpu>`.
    pub numa: Numa,
    pub clock: Clock,
    pub lifecycle: Lifecycle,
    pub pm: PowerManagement,
    pub perf: PerfEvents,
    pub devices: Devices,
    pub seclabels: Vec<Seclabel>,
    pub keywrap: Option<Keywrap>,
    pub launch_security: Option<Box<LaunchSecurity>>,
    pub qemu: QemuNamespace,
}

/// `<genid>`: changes when the machine may have gone back in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GenId {
    pub id: Uuid,
    /// Runtime only: the document asked for one without saying which.
    pub generated: bool,
}
