//! The processor, and what tables of the firmware say about the machine.

use virt_core::consts::*;
use virt_core::{Error, Result};

use super::compare::*;
use crate::cpu::{CpuDef, CpuFeature, CpuKind, CpuTopology};
use crate::domain::sysinfo::{Smbios, SmbiosTable, Sysinfo};

/// Processors have errors of their own kind.
pub fn cpu(source: Option<&CpuDef>, target: Option<&CpuDef>) -> Result<()> {
    let missing = || "Target CPU does not match source".to_owned();
    both(source, target, missing, same_cpu).map_err(|e| e.in_domain(VIR_FROM_CPU))
}

fn same_cpu(source: &CpuDef, target: &CpuDef) -> Result<()> {
    let arch = |cpu: &CpuDef| cpu.arch.map_or_else(|| "none".to_owned(), |arch| arch.to_string());
    let kind = |cpu: &CpuDef| match cpu.kind {
        CpuKind::Host => "host",
        CpuKind::Guest => "guest",
    };
    same("CPU type", kind(source), kind(target))?;
    same("CPU mode", source.mode.as_str(), target.mode.as_str())?;
    same("CPU check", source.check.as_str(), target.check.as_str())?;
    same("CPU arch", arch(source), arch(target))?;
    same("CPU model", text(&source.model), text(&target.model))?;
    same("CPU vendor", text(&source.vendor), text(&target.vendor))?;
    same("CPU vendor id", text(&source.vendor_id), text(&target.vendor_id))?;
    let none = CpuTopology { sockets: 0, dies: 0, clusters: 0, cores: 0, threads: 0 };
    let (a, b) = (source.topology.as_ref().unwrap_or(&none), target.topology.as_ref().unwrap_or(&none));
    same("CPU sockets", a.sockets, b.sockets)?;
    same("CPU dies", a.dies, b.dies)?;
    same("CPU clusters", a.clusters, b.clusters)?;
    same("CPU cores", a.cores, b.cores)?;
    same("CPU threads", a.threads, b.threads)?;
    let addr = |cpu: &CpuDef| cpu.addr.as_ref().map(|addr| (addr.mode, addr.bits));
    alike(addr(source) == addr(target), || "Target CPU maxphysaddr does not match source".into())?;
    same("CPU feature count", source.features.len(), target.features.len())?;
    let feature = |source: &CpuFeature, target: &CpuFeature| {
        same("CPU feature", source.name.as_str(), target.name.as_str())?;
        same("CPU feature policy", source.policy.as_str(), target.policy.as_str())
    };
    source.features.iter().zip(&target.features).try_for_each(|(source, target)| feature(source, target))?;
    alike(source.cache == target.cache, || "Target CPU cache does not match source".into())
}

pub fn sysinfo(source: &[Sysinfo], target: &[Sysinfo]) -> Result<()> {
    alike(source.len() == target.len(), || "Target domain count of sysinfo does not match source".into())?;
    let of_sysinfo = |e: Error| e.in_domain(VIR_FROM_SYSINFO);
    source
        .iter()
        .zip(target)
        .try_for_each(|(source, target)| match (source, target) {
            (Sysinfo::Smbios(source), Sysinfo::Smbios(target)) => smbios(source, target),
            (Sysinfo::FwCfg(_), Sysinfo::FwCfg(_)) => Ok(()),
            (Sysinfo::Smbios(_), Sysinfo::FwCfg(_)) => same("sysinfo", "smbios", "fwcfg"),
            (Sysinfo::FwCfg(_), Sysinfo::Smbios(_)) => same("sysinfo", "fwcfg", "smbios"),
        })
        .map_err(of_sysinfo)
}

const BIOS: &[(&str, &str)] = &[
    ("vendor", "BIOS vendor"),
    ("version", "BIOS version"),
    ("date", "BIOS date"),
    ("release", "BIOS release"),
];
const SYSTEM: &[(&str, &str)] = &[
    ("manufacturer", "system vendor"),
    ("product", "system product"),
    ("version", "system version"),
    ("serial", "system serial"),
    ("uuid", "system uuid"),
    ("sku", "system sku"),
    ("family", "system family"),
];
const BASE_BOARD: &[(&str, &str)] = &[
    ("manufacturer", "base board vendor"),
    ("product", "base board product"),
    ("version", "base board version"),
    ("serial", "base board serial"),
    ("asset", "base board asset"),
    ("location", "base board location"),
];
const CHASSIS: &[(&str, &str)] = &[
    ("manufacturer", "chassis vendor"),
    ("version", "chassis version"),
    ("serial", "chassis serial"),
    ("asset", "chassis asset"),
    ("sku", "chassis sku"),
];

fn smbios(source: &Smbios, target: &Smbios) -> Result<()> {
    let tables = |what: &str, fields, source: &Option<SmbiosTable>, target: &Option<SmbiosTable>| {
        let missing = || format!("Target {what} does not match source");
        both(source.as_ref(), target.as_ref(), missing, |source, target| table(fields, source, target))
    };
    tables("sysinfo", BIOS, &source.bios, &target.bios)?;
    tables("sysinfo", SYSTEM, &source.system, &target.system)?;
    same_quoted("sysinfo base board count", source.base_boards.len(), target.base_boards.len())?;
    let boards = source.base_boards.iter().zip(&target.base_boards);
    boards.into_iter().try_for_each(|(source, target)| table(BASE_BOARD, source, target))?;
    tables("chassis", CHASSIS, &source.chassis, &target.chassis)
}

fn table(fields: &[(&str, &str)], source: &SmbiosTable, target: &SmbiosTable) -> Result<()> {
    fields.iter().try_for_each(|(name, what)| {
        let entry = |table: &SmbiosTable| table.get(name).unwrap_or("<null>").to_owned();
        same(&format!("sysinfo {what}"), entry(source), entry(target))
    })
}
