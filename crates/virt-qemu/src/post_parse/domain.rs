//! Defaults of a domain as a whole.

use virt_conf::cpu::{CpuCheck, CpuDef, CpuFallback, CpuMatch, CpuMode, CpuPolicy};
use virt_conf::domain::complete_seclabels;
use virt_core::consts::{
    VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_ERR_INVALID_ARG, VIR_ERR_XML_ERROR, VIR_FROM_QEMU,
};
use virt_core::{Result, bail};
use virt_xml::Bitmap;

use super::policy::{QemuPolicy, accel_of};
use crate::capabilities::{AccelKind, Flag};
use crate::family::Family;
use crate::vocabulary::{
    DomainDef, Gic, GicVersion, Graphics, IoapicDriver, Listen, ListenType, MemoryModel, NumaCell,
    StageFlags, VirtType,
};

/// Most virtual CPUs on x86 whose interrupts need no extended mode of the IOMMU.
pub const MAX_VCPUS_WITHOUT_EIM: u32 = 255;
/// The model of a driver without mandatory access control.
const UNCONFINED: &str = "none";
const MIB: u64 = 1 << 20;

/// Interrupts of that many CPUs need the extended mode of the IOMMU.
pub fn needs_eim(def: &DomainDef) -> bool {
    let family = Family::of(def);
    family.arch().is_x86() && def.vcpus.max > MAX_VCPUS_WITHOUT_EIM && family.is_q35()
}

macro_rules! refuse {
    ($($text:tt)*) => { bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, $($text)*) };
}

impl QemuPolicy<'_> {
    pub(super) fn complete_domain(&self, def: &mut DomainDef, flags: StageFlags) -> Result<()> {
        complete_seclabels(&mut def.seclabels, UNCONFINED, flags.inactive)?;
        self.machine(def)?;
        self.acpi(def, flags);
        self.complete_boot(def, flags)?;
        self.add_devices(def)?;
        self.default_cpu(def)?;
        self.default_features(def);
        self.own_sockets(def, flags);
        check_vcpus(def)?;
        self.cpu(def)?;
        self.check_tseg(def)?;
        add_numa_cell(def, flags)?;
        complete_numa_cpus(def);
        Ok(())
    }

    fn machine(&self, def: &mut DomainDef) -> Result<()> {
        let accel = self.caps.accel(accel_of(def));
        let name = match &def.os.machine {
            Some(name) => accel.canonical_machine(name),
            None => match accel.default_machine() {
                Some(name) => name,
                None => bail!(
                    VIR_FROM_QEMU,
                    VIR_ERR_INVALID_ARG,
                    "could not get preferred machine for {} type={}",
                    def.devices.emulator.as_deref().unwrap_or_default(),
                    def.virt_type.as_str()
                ),
            },
        };
        def.os.machine = Some(name.to_owned());
        Ok(())
    }

    /// Old s390 domains may say that they have ACPI, which never had an effect.
    fn acpi(&self, def: &mut DomainDef, flags: StageFlags) {
        let family = Family::of(def);
        if !def.features.acpi || flags.abi_update || !family.arch().is_s390() {
            return;
        }
        let machine = self.caps.accel(accel_of(def)).machine(family.machine());
        if machine.and_then(|m| m.acpi) == Some(false) {
            def.features.acpi = false;
        }
    }

    fn default_cpu(&self, def: &mut DomainDef) -> Result<()> {
        let named = |cpu: &CpuDef| cpu.mode != CpuMode::Custom || cpu.model.is_some();
        if def.cpu.as_deref().is_some_and(named) {
            return Ok(());
        }
        let family = Family::of(def);
        let arch = family.arch();
        let usual = arch.is_x86() || arch.is_s390() || arch.is_ppc64();
        if !virt_cpu::is_supported(arch) || !(usual || def.virt_type == VirtType::Qemu) {
            return Ok(());
        }
        let kind = accel_of(def);
        let Some(model) = self.caps.accel(kind).machine_default_cpu(family.machine()) else { return Ok(()) };
        let host = model == "host";
        if host && def.virt_type != VirtType::Kvm {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "QEMU reports invalid default CPU model \"host\" for non-kvm domain virt type"
            );
        }
        let cpu = def.cpu.get_or_insert_default();
        if host {
            let host_model = arch.is_s390() && self.has_host_model;
            cpu.mode = if host_model { CpuMode::HostModel } else { CpuMode::HostPassthrough };
        } else {
            cpu.check = CpuCheck::None;
            cpu.mode = CpuMode::Custom;
            cpu.match_ = CpuMatch::Exact;
            cpu.fallback = CpuFallback::Forbid;
            cpu.model = Some(model.to_owned());
        }
        Ok(())
    }

    fn default_features(&self, def: &mut DomainDef) {
        let wants_gic = match def.features.gic {
            None => Family::of(def).is_arm_virt(),
            Some(gic) => gic.version.is_none(),
        };
        if wants_gic {
            let kind = accel_of(def);
            let best = [(3, GicVersion::V3), (2, GicVersion::V2)].into_iter().find(|(number, _)| {
                let emulated_3 = *number == 3 && def.virt_type == VirtType::Qemu;
                !emulated_3 && self.caps.supports_gic(kind, *number)
            });
            let version = best.map_or(GicVersion::V2, |(_, version)| version);
            def.features.gic = Some(Gic { version: Some(version) });
        }
        let intremap = def.devices.iommus.first().map(|iommu| iommu.driver.intremap == Some(true));
        if intremap.is_some_and(|on| on || needs_eim(def)) {
            def.features.ioapic.get_or_insert(IoapicDriver::Qemu);
        }
    }

    /// Sockets of VNC servers in our folder are ours to choose.
    fn own_sockets(&self, def: &mut DomainDef, flags: StageFlags) {
        let Some(lib) = self.folders.lib.to_str() else { return };
        for graphics in &mut def.devices.graphics {
            let Graphics::Vnc(vnc) = graphics else { continue };
            for listen in &mut vnc.listens {
                let ours = listen.socket.as_ref().is_some_and(|socket| socket.starts_with(lib));
                if listen.kind != ListenType::Socket || listen.auto_generated || !ours {
                    continue;
                }
                if flags.inactive {
                    *listen = Listen { kind: ListenType::Address, socket: None, ..std::mem::take(listen) };
                } else {
                    listen.from_config = true;
                }
            }
        }
    }

    fn cpu(&self, def: &mut DomainDef) -> Result<()> {
        let arch = Family::of(def).arch();
        let emulated = def.virt_type == VirtType::Qemu;
        let runs = def.id.is_some();
        let Some(cpu) = &mut def.cpu else { return Ok(()) };
        let lengths = cpu.features.iter().any(|f| f.name.starts_with("sve") && f.name != "sve");
        if lengths {
            if cpu.feature("sve").is_some_and(|f| matches!(f.policy, CpuPolicy::Disable | CpuPolicy::Forbid))
            {
                refuse!("SVE disabled, but SVE vector lengths provided");
            }
            cpu.set_feature("sve", CpuPolicy::Require);
        }
        if !runs && cpu.mode == CpuMode::HostPassthrough && cpu.migratable.is_none() {
            if self.caps.has(Flag::CPU_MIGRATABLE) {
                cpu.migratable = Some(true);
            } else if arch.is_x86() {
                cpu.migratable = Some(false);
            }
        }
        if (cpu.mode == CpuMode::Custom && cpu.model.is_none()) || cpu.check != CpuCheck::Default {
            return Ok(());
        }
        cpu.check = match cpu.mode {
            CpuMode::HostPassthrough | CpuMode::Maximum => CpuCheck::None,
            CpuMode::HostModel => CpuCheck::Partial,
            CpuMode::Custom if emulated => CpuCheck::None,
            CpuMode::Custom => CpuCheck::Partial,
        };
        Ok(())
    }

    fn check_tseg(&self, def: &DomainDef) -> Result<()> {
        let Some(tseg) = def.features.smm.filter(|smm| smm.state).and_then(|smm| smm.tseg) else {
            return Ok(());
        };
        if !Family::of(def).is_q35() {
            refuse!("SMM TSEG is only supported with q35 machine type");
        }
        if !self.caps.has(Flag::MCH_EXTENDED_TSEG_MBYTES) {
            refuse!("Setting TSEG size is not supported with this QEMU binary");
        }
        if tseg % MIB != 0 {
            refuse!("SMM TSEG size must be divisible by 1 MiB");
        }
        Ok(())
    }

    /// Does the accelerator run guests on hardware?
    pub fn is_kvm(&self, def: &DomainDef) -> bool {
        accel_of(def) == AccelKind::Kvm
    }
}

/// Which processors can be taken out, and in which order they came.
fn check_vcpus(def: &DomainDef) -> Result<()> {
    let Some(vcpus) = &def.vcpus.individual else { return Ok(()) };
    let Some(first) = vcpus.first() else { return Ok(()) };
    if !first.enabled {
        refuse!("vcpu 0 can't be offline");
    }
    if first.hotpluggable == Some(true) {
        refuse!("vcpu0 can't be hotpluggable");
    }
    if first.order > 1 {
        refuse!("vcpu0 must be enabled first");
    }
    for pair in vcpus.windows(2) {
        let (before, vcpu) = (&pair[0], &pair[1]);
        if vcpu.enabled && (vcpu.order != 0) != (first.order != 0) {
            refuse!("all vcpus must have either set or unset order");
        }
        if vcpu.hotpluggable != Some(false) {
            continue;
        }
        if before.hotpluggable == Some(true) {
            refuse!("online non-hotpluggable vcpus need to be ordered prior to hotpluggable vcpus");
        }
        if before.order > vcpu.order {
            refuse!("online non-hotpluggable vcpus must be ordered in ascending order");
        }
    }
    Ok(())
}

/// Memory that is plugged in needs a NUMA cell to be in.
fn add_numa_cell(def: &mut DomainDef, flags: StageFlags) -> Result<()> {
    let skip = !flags.abi_update || !def.memory.has_hotplug() || Family::of(def).is_s390_ccw();
    if skip || !def.numa.cells.is_empty() {
        return Ok(());
    }
    let mut memory = def.memory.total;
    for device in &mut def.devices.memories {
        memory = match memory.checked_sub(device.target.size) {
            Some(rest) => rest,
            None => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_XML_ERROR,
                "Total size of memory devices exceeds the total memory size"
            ),
        };
        if matches!(device.model, MemoryModel::Dimm | MemoryModel::Nvdimm | MemoryModel::VirtioMem) {
            device.target.node.get_or_insert(0);
        }
    }
    def.numa.cells.push(NumaCell { memory, ..NumaCell::default() });
    Ok(())
}

/// Processors that are in no cell are in the first.
fn complete_numa_cpus(def: &mut DomainDef) {
    let all = def.vcpus.max as usize;
    if def.numa.cells.is_empty() || def.numa.cpu_count() >= all {
        return;
    }
    let taken = |cpu: &usize| {
        let others = def.numa.cells.iter().skip(1);
        !others.filter_map(|cell| cell.cpus.as_ref()).any(|cpus| cpus.contains(*cpu))
    };
    let first: Bitmap = (0..all).filter(taken).collect();
    def.numa.cells[0].cpus = Some(first);
}
