//! `<features>`: what the guest's platform has and what hypervisors tell their guests.
//!
//! Groups with features of their own are in [`groups`] (Hyper-V, KVM, Xen, process capabilities).

mod groups;
mod read;
mod write;

use std::collections::BTreeMap;

pub use groups::{
    CapsFeature, HypervFeature, HypervFeatures, HypervMode, KvmFeature, KvmFeatures, XenFeature, XenFeatures,
    XenPassthroughMode,
};

use super::words::prelude::*;

words! {
    /// Which capabilities processes of a container have.
    pub CapsPolicy { Default, Allow, Deny }
    /// Accesses to unknown model specific registers.
    pub MsrsUnknown { Ignore, Fault }
    /// Version of ARM's interrupt controller.
    pub GicVersion { Host, V2 = "2", V3 = "3" }
    /// Who emulates the I/O interrupt controller.
    pub IoapicDriver { Qemu, Kvm }
    /// Whether pSeries' page tables can change their size.
    pub HptResizing { Enabled, Disabled, Required }
    /// What is done about a flaw of POWER processors.
    pub CfpcState { Broken, Workaround, Fixed }
    /// What is done about a flaw of POWER processors.
    pub IbsState { Broken, Workaround, FixedIbs, FixedCcd, FixedNa }
    /// RISC-V's advanced interrupts.
    pub Aia { None, Aplic, AplicImsic }
}

/// `<features>`. For switches, none is "not said".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Features {
    pub acpi: bool,
    pub apic: Option<Apic>,
    pub pae: bool,
    pub hap: Option<bool>,
    pub viridian: bool,
    pub privnet: bool,
    pub hyperv: Option<HypervFeatures>,
    pub kvm: Option<KvmFeatures>,
    pub pvspinlock: Option<bool>,
    pub capabilities: Option<Capabilities>,
    pub pmu: Option<bool>,
    pub vmport: Option<bool>,
    pub gic: Option<Gic>,
    pub smm: Option<Smm>,
    pub ioapic: Option<IoapicDriver>,
    pub hpt: Option<Hpt>,
    pub vmcoreinfo: Option<bool>,
    pub htm: Option<bool>,
    pub nested_hv: Option<bool>,
    pub msrs: Option<MsrsUnknown>,
    pub ccf_assist: Option<bool>,
    pub xen: Option<XenFeatures>,
    pub cfpc: Option<CfpcState>,
    pub sbbc: Option<CfpcState>,
    pub ibs: Option<IbsState>,
    /// KiB of TCG's cache of translated code.
    pub tcg_tb_cache: Option<u64>,
    pub async_teardown: Option<bool>,
    pub ras: Option<bool>,
    pub ps2: Option<bool>,
    pub aia: Option<Aia>,
    /// The guest may run guests of its own (ARM).
    pub virtualization: bool,
}

/// `<apic eoi='on'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Apic {
    pub eoi: Option<bool>,
}

/// `<gic version='3'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gic {
    pub version: Option<GicVersion>,
}

/// `<smm state='on'><tseg unit='MiB'>48</tseg></smm>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Smm {
    pub state: bool,
    /// Bytes.
    pub tseg: Option<u64>,
}

/// `<hpt resizing='required'><maxpagesize unit='KiB'>16384</maxpagesize></hpt>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hpt {
    pub resizing: Option<HptResizing>,
    /// KiB; 0 when not given.
    pub maxpagesize: u64,
}

/// `<capabilities policy='deny'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capabilities {
    pub policy: CapsPolicy,
    pub states: BTreeMap<CapsFeature, bool>,
}
