//! The host, its emulators and what guests can have.

use std::path::PathBuf;
use std::sync::OnceLock;

use virt_conf::capabilities::SecurityModel;
use virt_core::consts::*;
use virt_core::driver::{
    EmulatorQuery, HostDriver, NodeCpuMap, NodeInfo, NodeStat, SecurityModel as FirstModel, check_flags,
    unsupported,
};
use virt_core::{Arch, Connect, Result, TypedParam, Uuid, bail, parse_uuid};
use virt_host::{kvm, node};

use super::{QemuConnection, node_pages};
use crate::emulator::{DomcapsSettings, ReportedHost, baseline_cpu};
use crate::firmware::{KNOWN_PAIRS, folders};

/// The format of command lines, as callers name it.
const NATIVE_FORMAT: &str = "qemu-argv";

/// Most virtual CPUs that guests without hardware acceleration are said to have.
const TCG_MAX_VCPUS: i32 = 16;

impl HostDriver for QemuConnection {
    fn connect_get_type(&self) -> &'static str {
        "QEMU"
    }

    fn connect_get_version(&self, _conn: &Connect) -> Result<u64> {
        self.root.emulators.version()
    }

    fn connect_get_lib_version(&self, _conn: &Connect) -> Result<u64> {
        Ok(12_008_000)
    }

    fn connect_get_hostname(&self, _conn: &Connect) -> Result<String> {
        let read = std::fs::read_to_string("/proc/sys/kernel/hostname");
        read.map(|name| name.trim().to_owned())
            .map_err(|error| virt_core::Error::system(VIR_FROM_QEMU, &error, "failed to determine host name"))
    }

    fn connect_get_max_vcpus(&self, _conn: &Connect, kind: Option<&str>) -> Result<i32> {
        match kind.map(str::to_ascii_lowercase).as_deref() {
            None | Some("qemu") => Ok(TCG_MAX_VCPUS),
            Some("kvm") => Ok(kvm::max_vcpus()?.try_into().unwrap_or(i32::MAX)),
            Some(_) => {
                let kind = kind.unwrap_or_default();
                bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "unknown type '{kind}'")
            }
        }
    }

    fn connect_get_capabilities(&self, _conn: &Connect) -> Result<String> {
        let about = ReportedHost {
            uuid: Some(host_uuid()),
            cpu: Some(&self.root.emulators.host().cpu()),
            security_models: self.security_models(),
        };
        Ok(self.root.emulators.capabilities(about))
    }

    fn connect_get_domain_capabilities(
        &self,
        _conn: &Connect,
        of: EmulatorQuery<'_>,
        flags: u32,
    ) -> Result<String> {
        const WITHOUT_DEPRECATED: u32 = VIR_CONNECT_GET_DOMAIN_CAPABILITIES_DISABLE_DEPRECATED_FEATURES;
        check_flags(VIR_FROM_QEMU, "qemuConnectGetDomainCapabilities", flags, WITHOUT_DEPRECATED)?;
        let settings = &self.root.settings;
        let firmware = folders::firmware(&folders::standard("firmware", user_config().as_deref()));
        let loaders: Vec<String> = match &settings.nvram {
            Some(pairs) => pairs.iter().filter_map(|p| Some(p.split(':').next()?.to_owned())).collect(),
            None => KNOWN_PAIRS.iter().map(|(code, _)| (*code).to_owned()).collect(),
        };
        let settings =
            DomcapsSettings { firmware: &firmware, loaders: &loaders, rdp_server: &settings.qemu_rdp };
        self.root.emulators.domain_capabilities(of, flags & WITHOUT_DEPRECATED != 0, &settings)
    }

    fn connect_get_cpu_model_names(&self, _conn: &Connect, arch: &str, flags: u32) -> Result<Vec<String>> {
        check_flags(VIR_FROM_QEMU, "qemuConnectGetCPUModelNames", flags, 0)?;
        let Some(known) = Arch::from_name(arch) else {
            bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "cannot find architecture {arch}");
        };
        let names = virt_cpu::models(known)?.unwrap_or_default();
        Ok(names.into_iter().map(str::to_owned).collect())
    }

    fn connect_compare_cpu(&self, _conn: &Connect, xml: &str, flags: u32) -> Result<i32> {
        check_flags(VIR_FROM_QEMU, "qemuConnectCompareCPU", flags, COMPARE_FLAGS)?;
        let fail = flags & VIR_CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE != 0;
        let strict = flags & VIR_CONNECT_COMPARE_CPU_VALIDATE_XML != 0;
        let host = self.root.emulators.host();
        let cpu = host.cpu();
        Ok(virt_cpu::documents::compare_document(host.arch(), Some(&cpu), xml, fail, strict)?.code())
    }

    fn connect_baseline_cpu(&self, _conn: &Connect, xmls: &[&str], flags: u32) -> Result<String> {
        check_flags(VIR_FROM_QEMU, "qemuConnectBaselineCPU", flags, BASELINE_FLAGS)?;
        baseline_cpu(xmls, flags)
    }

    fn connect_compare_hypervisor_cpu(
        &self,
        _conn: &Connect,
        of: EmulatorQuery<'_>,
        xml: &str,
        flags: u32,
    ) -> Result<i32> {
        check_flags(VIR_FROM_QEMU, "qemuConnectCompareHypervisorCPU", flags, COMPARE_FLAGS)?;
        Ok(self.root.emulators.compare_hypervisor_cpu(of, xml, flags)?.code())
    }

    fn connect_baseline_hypervisor_cpu(
        &self,
        _conn: &Connect,
        of: EmulatorQuery<'_>,
        xmls: &[&str],
        flags: u32,
    ) -> Result<String> {
        check_flags(VIR_FROM_QEMU, "qemuConnectBaselineHypervisorCPU", flags, BASELINE_FLAGS)?;
        self.root.emulators.baseline_hypervisor_cpu(of, xmls, flags)
    }

    fn connect_domain_xml_from_native(
        &self,
        _conn: &Connect,
        _format: &str,
        _config: &str,
        _flags: u32,
    ) -> Result<String> {
        Err(unsupported().in_domain(VIR_FROM_NONE))
    }

    fn connect_domain_xml_to_native(
        &self,
        _conn: &Connect,
        format: &str,
        xml: &str,
        flags: u32,
    ) -> Result<String> {
        check_flags(VIR_FROM_QEMU, "qemuConnectDomainXMLToNative", flags, 0)?;
        if format != NATIVE_FORMAT {
            bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "unsupported config type {format}");
        }
        crate::process::to_native(&self.root, xml)
    }

    fn node_get_cpu_map(&self, _conn: &Connect, flags: u32) -> Result<NodeCpuMap> {
        super::node::cpu_map(flags)
    }

    fn node_get_cpu_stats(&self, _conn: &Connect, cpu: i32, flags: u32) -> Result<Vec<NodeStat>> {
        super::node::host_cpu_stats(cpu, flags)
    }

    fn node_get_memory_stats(&self, _conn: &Connect, cell: i32, flags: u32) -> Result<Vec<NodeStat>> {
        super::node::host_memory_stats(cell, flags)
    }

    fn node_get_free_memory(&self, _conn: &Connect) -> Result<u64> {
        super::node::free_memory()
    }

    fn node_get_cells_free_memory(&self, _conn: &Connect, start: i32, max: i32) -> Result<Vec<u64>> {
        super::node::cells_free_memory(start, max)
    }

    fn node_get_memory_parameters(&self, _conn: &Connect, flags: u32) -> Result<Vec<TypedParam>> {
        super::node::memory_sharing(flags)
    }

    fn node_set_memory_parameters(&self, _conn: &Connect, params: &[TypedParam], flags: u32) -> Result<()> {
        super::node::set_memory_sharing(params, flags)
    }

    fn node_get_free_pages(
        &self,
        _conn: &Connect,
        pages: &[u32],
        start: i32,
        cells: u32,
        flags: u32,
    ) -> Result<Vec<u64>> {
        check_flags(VIR_FROM_QEMU, "qemuNodeGetFreePages", flags, 0)?;
        node_pages::free(pages, start, cells)
    }

    fn node_alloc_pages(
        &self,
        _conn: &Connect,
        pages: &[(u32, u64)],
        start: i32,
        cells: u32,
        flags: u32,
    ) -> Result<i32> {
        check_flags(VIR_FROM_QEMU, "qemuNodeAllocPages", flags, VIR_NODE_ALLOC_PAGES_SET)?;
        node_pages::resize(pages, start, cells, flags & VIR_NODE_ALLOC_PAGES_SET == 0)
    }

    fn node_get_sev_info(&self, _conn: &Connect, flags: u32) -> Result<Vec<TypedParam>> {
        check_flags(VIR_FROM_QEMU, "qemuNodeGetSEVInfo", flags, VIR_TYPED_PARAM_STRING_OKAY)?;
        self.root.emulators.sev_info()
    }

    /// Nobody puts this host to sleep: capabilities name no state that it could be put into.
    fn node_suspend_for_duration(
        &self,
        _conn: &Connect,
        target: u32,
        _seconds: u64,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_NONE, "virNodeSuspend", flags, 0)?;
        let state = match target.try_into().unwrap_or(-1) {
            VIR_NODE_SUSPEND_TARGET_MEM => "Suspend-to-RAM",
            VIR_NODE_SUSPEND_TARGET_DISK => "Suspend-to-Disk",
            VIR_NODE_SUSPEND_TARGET_HYBRID => "Hybrid-Suspend",
            _ => bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "Invalid suspend target"),
        };
        bail!(VIR_FROM_NONE, VIR_ERR_ARGUMENT_UNSUPPORTED, "{state}")
    }

    fn node_get_security_model(&self, _conn: &Connect) -> Result<FirstModel> {
        let first = self.security_models().into_iter().next();
        Ok(first.map_or_else(FirstModel::default, |model| FirstModel { model: model.model, doi: model.doi }))
    }

    fn node_get_info(&self, _conn: &Connect) -> Result<NodeInfo> {
        let root = std::path::Path::new("/");
        let arch = self.root.emulators.host().arch();
        let sum = node::summary(root, arch);
        Ok(NodeInfo {
            model: arch.name().to_owned(),
            memory: node::total_memory(root),
            cpus: sum.cpus,
            mhz: sum.mhz,
            nodes: sum.nodes,
            sockets: sum.sockets,
            cores: sum.cores,
            threads: sum.threads,
        })
    }
}

const COMPARE_FLAGS: u32 = VIR_CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE | VIR_CONNECT_COMPARE_CPU_VALIDATE_XML;
const BASELINE_FLAGS: u32 = VIR_CONNECT_BASELINE_CPU_EXPAND_FEATURES | VIR_CONNECT_BASELINE_CPU_MIGRATABLE;

impl QemuConnection {
    /// The drivers that label guests' files; labelling by owner is always there for root.
    fn security_models(&self) -> Vec<SecurityModel> {
        let model = |name: &str, base_labels| SecurityModel {
            model: name.to_owned(),
            doi: "0".to_owned(),
            base_labels,
        };
        let mut all = vec![model("none", Vec::new())];
        if let Some(run_as) = &self.root.run_as {
            let label = format!("+{}:+{}", run_as.uid, run_as.gid);
            all.push(model("dac", vec![("kvm", label.clone()), ("qemu", label)]));
        }
        all
    }
}

/// Where the user's own configuration is; root has none beside the system's.
fn user_config() -> Option<PathBuf> {
    if virt_host::users::effective_uid() == 0 {
        return None;
    }
    let config = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    config.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".config")))
}

/// The host's UUID: of the machine's firmware; where that says none, one for this process.
fn host_uuid() -> Uuid {
    static UUID: OnceLock<Uuid> = OnceLock::new();
    let read = |path: &&str| parse_uuid(std::fs::read_to_string(path).ok()?.trim());
    // Firmware that wasn't told a number says zeroes or ones.
    let usable = |uuid: &Uuid| !uuid.as_bytes().iter().all(|b| *b == uuid.as_bytes()[0]);
    let paths = ["/sys/devices/virtual/dmi/id/product_uuid", "/sys/class/dmi/id/product_uuid"];
    *UUID.get_or_init(|| paths.iter().find_map(read).filter(usable).unwrap_or_else(Uuid::new_v4))
}
