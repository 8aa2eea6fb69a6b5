//! The documents and answers of the public API about emulators and this host.

use std::path::Path;

use virt_conf::capabilities::{
    CacheBank, Capabilities, Cell, CellCpu, CpuPlace, Host, Migration, Pages, SecurityModel,
};
use virt_conf::cpu::CpuDef;
use virt_core::consts::*;
use virt_core::driver::EmulatorQuery;
use virt_core::{Arch, Result, TypedParam, Uuid, bail};
use virt_cpu::Comparison;
use virt_host::node::{self, format_list};
use virt_host::{cpu, kvm};

use super::cache::Emulators;
use super::host::find_in_path;
use super::lookup::Choice;
use crate::capabilities::domain::{Surroundings, domain_capabilities};
use crate::capabilities::guests::{default_emulator, guest};
use crate::capabilities::host_model::disable_deprecated;
use crate::capabilities::names::is_passed_to_qemu;
use crate::capabilities::{Ask, Flag};
use crate::firmware::Descriptor;

/// What of the driver's settings domain capabilities depend on.
pub struct DomcapsSettings<'a> {
    /// Firmware descriptions, best first.
    pub firmware: &'a [Descriptor],
    /// Firmware images of the driver's settings.
    pub loaders: &'a [String],
    /// The RDP server for D-Bus displays.
    pub rdp_server: &'a str,
}

/// What of the driver's settings and the host's identity capabilities report.
pub struct ReportedHost<'a> {
    pub uuid: Option<Uuid>,
    pub cpu: Option<&'a CpuDef>,
    pub security_models: Vec<SecurityModel>,
}

impl Emulators {
    /// `virConnectGetDomainCapabilities`.
    pub fn domain_capabilities(
        &self,
        wanted: EmulatorQuery<'_>,
        without_deprecated: bool,
        settings: &DomcapsSettings<'_>,
    ) -> Result<String> {
        let Choice { emulator, arch, kind, virt_type, machine } = self.choose(wanted)?;
        let path = &emulator.binary;
        if !emulator.supports_arch(arch) {
            bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "Emulator '{path}' does not support arch '{arch}'");
        }
        if kind.virt_type() != virt_type || !emulator.supports_accel(kind) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INVALID_ARG,
                "Emulator '{path}' does not support virt type '{virt_type}'"
            );
        }
        let known = machine.as_deref().is_some_and(|m| emulator.accel(kind).machine(m).is_some());
        if !known {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Emulator '{path}' does not support machine type '{}'",
                machine.as_deref().unwrap_or("<null>")
            );
        }
        let around = Surroundings {
            host_arch: self.host().arch(),
            kvm_max_vcpus: &kvm::max_vcpus,
            vfio: kvm::has_vfio(),
            secure_guest: self.host().secure_guests(),
            sev_guests: cpu::sev_guests(),
            rdp: find_in_path(settings.rdp_server).is_some(),
            swtpm: self.programs.tpm_versions(),
            firmware: settings.firmware,
            loaders: settings.loaders,
            file_exists: &|path| Path::new(path).exists(),
        };
        let models = emulator.host_models(kind);
        let mut document = domain_capabilities(&emulator, arch, kind, machine.as_deref(), models, &around)?;
        if let Some(cpu) = document.cpu.host_model.as_mut().filter(|_| without_deprecated) {
            disable_deprecated(&emulator, kind, cpu);
        }
        Ok(document.to_xml())
    }

    /// `virConnectGetCapabilities`. Emulators that can't be asked are left out.
    pub fn capabilities(&self, host: ReportedHost<'_>) -> String {
        let host_arch = self.host().arch();
        let emulators: Vec<(Arch, String)> = Arch::ALL
            .iter()
            .filter_map(|arch| Some((*arch, default_emulator(host_arch, *arch, &find_in_path)?)))
            .collect();
        self.ask_all(emulators.iter().map(|(_, binary)| binary.as_str()));
        let guests = emulators.iter().filter_map(|(arch, binary)| {
            let emulator = self.get(binary).ok()?;
            Some(guest(&emulator, binary, *arch))
        });
        let document =
            Capabilities { guests: guests.collect(), host: Some(report(host_arch, host)), pools: Vec::new() };
        document.to_xml()
    }

    /// Asks several programs at the same time.
    fn ask_all<'a>(&self, binaries: impl Iterator<Item = &'a str>) {
        let mut different: Vec<&str> = binaries.collect();
        different.sort_unstable();
        different.dedup();
        std::thread::scope(|scope| {
            for binary in different {
                scope.spawn(move || self.get(binary).map(drop));
            }
        });
    }

    /// `virConnectCompareHypervisorCPU`.
    pub fn compare_hypervisor_cpu(
        &self,
        wanted: EmulatorQuery<'_>,
        xml: &str,
        flags: u32,
    ) -> Result<Comparison> {
        let choice = self.choose(wanted)?;
        let fail = flags & VIR_CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE != 0;
        let strict = flags & VIR_CONNECT_COMPARE_CPU_VALIDATE_XML != 0;
        let start = || -> Result<Box<dyn Ask>> { Ok(Box::new(self.start(&choice.emulator.binary)?)) };
        choice.emulator.hypervisor(choice.arch, choice.kind).compare(xml, fail, strict, &start)
    }

    /// `virConnectBaselineHypervisorCPU`.
    pub fn baseline_hypervisor_cpu(
        &self,
        wanted: EmulatorQuery<'_>,
        documents: &[impl AsRef<str>],
        flags: u32,
    ) -> Result<String> {
        // Bad documents are told before a missing emulator.
        virt_cpu::documents::parse_list(documents, None)?;
        let choice = self.choose(wanted)?;
        let expand = flags & VIR_CONNECT_BASELINE_CPU_EXPAND_FEATURES != 0;
        let migratable = flags & VIR_CONNECT_BASELINE_CPU_MIGRATABLE != 0;
        let start = || -> Result<Box<dyn Ask>> { Ok(Box::new(self.start(&choice.emulator.binary)?)) };
        choice.emulator.hypervisor(choice.arch, choice.kind).baseline(documents, expand, migratable, &start)
    }

    /// `virNodeGetSEVInfo`: of the emulator for guests like the host.
    pub fn sev_info(&self) -> Result<Vec<TypedParam>> {
        let emulator = self.choose(EmulatorQuery::default())?.emulator;
        let Some(sev) = emulator.sev.as_ref().filter(|_| emulator.has(Flag::SEV_GUEST)) else {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_UNSUPPORTED, "QEMU does not support SEV guest");
        };
        let (guests, with_encrypted_state) = cpu::sev_guests();
        let mut params = vec![
            TypedParam::new(VIR_NODE_SEV_PDH, sev.pdh.clone()),
            TypedParam::new(VIR_NODE_SEV_CERT_CHAIN, sev.cert_chain.clone()),
        ];
        params.extend(sev.cpu0_id.clone().map(|id| TypedParam::new(VIR_NODE_SEV_CPU0_ID, id)));
        params.extend([
            TypedParam::new(VIR_NODE_SEV_CBITPOS, sev.cbitpos),
            TypedParam::new(VIR_NODE_SEV_REDUCED_PHYS_BITS, sev.reduced_phys_bits),
            TypedParam::new(VIR_NODE_SEV_MAX_GUESTS, guests),
            TypedParam::new(VIR_NODE_SEV_MAX_ES_GUESTS, with_encrypted_state),
        ]);
        Ok(params)
    }

    /// `virConnectGetVersion`: of the emulator for guests like the host.
    pub fn version(&self) -> Result<u64> {
        let arch = self.host().arch();
        let Some(binary) = default_emulator(arch, arch, &find_in_path) else {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "no emulator for architecture '{arch}'");
        };
        Ok(self.get(&binary)?.version.into())
    }
}

/// `virConnectBaselineCPU`.
pub fn baseline_cpu(documents: &[impl AsRef<str>], flags: u32) -> Result<String> {
    let expand = flags & VIR_CONNECT_BASELINE_CPU_EXPAND_FEATURES != 0;
    let migratable = flags & VIR_CONNECT_BASELINE_CPU_MIGRATABLE != 0;
    virt_cpu::documents::baseline_document(documents, expand, migratable, is_passed_to_qemu)
}

fn report(arch: Arch, about: ReportedHost<'_>) -> Host {
    let root = Path::new("/");
    let pages = |p: &node::Pages| Pages { size: p.size, count: p.count };
    let cells = node::cells(root).into_iter().map(|cell| Cell {
        id: cell.id,
        memory: cell.memory,
        pages: cell.pages.iter().map(pages).collect(),
        distances: cell.distances,
        caches: Vec::new(),
        cpus: cell.cpus.iter().map(place).collect(),
    });
    let caches = node::cache_banks(root).into_iter().map(|bank| CacheBank {
        id: bank.id,
        level: bank.level,
        kind: bank.kind,
        size: bank.size,
        cpus: format_list(&bank.cpus),
    });
    Host {
        uuid: about.uuid,
        arch: Some(arch),
        features: Vec::new(),
        cpu: about.cpu.cloned(),
        page_sizes: node::page_sizes(root),
        power_management: Vec::new(),
        iommu: kvm::has_iommu(),
        migration: Some(Migration { live: true, transports: vec!["tcp", "rdma"] }),
        net_prefix: None,
        cells: Some(cells.collect()),
        interconnects: Vec::new(),
        caches: caches.collect(),
        security_models: about.security_models,
    }
}

fn place(cpu: &node::Cpu) -> CellCpu {
    let place = CpuPlace {
        socket: cpu.socket,
        die: cpu.die,
        cluster: cpu.cluster,
        core: cpu.core,
        siblings: format_list(&cpu.siblings),
    };
    CellCpu { id: cpu.id, place: Some(place) }
}
