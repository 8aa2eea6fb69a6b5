//! `<features>`.

use virt_core::Result;

use super::refuse::{refuse, refuse_with, unsupported};
use crate::capabilities::{Flag, QemuCaps, machine};
use crate::family::Family;
use crate::vocabulary::{DomainDef, VirtType};

/// Features that the machine or QEMU doesn't have.
pub fn check(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    let family = Family::of(def);
    let (arch, machine) = (family.arch(), family.machine());
    let f = &def.features;
    let not_here = |name: &str, used: bool, fits: bool| {
        refuse_with(used && !fits, || {
            format!(
                "The '{name}' feature is not supported for architecture '{arch}' or machine type '{machine}'"
            )
        })
    };
    refuse_with(f.apic.is_some_and(|apic| apic.eoi.is_some()) && !arch.is_x86(), || {
        format!(
            "The 'eoi' attribute of the 'apic' feature is not supported for architecture '{arch}' or machine type '{machine}'"
        )
    })?;
    refuse_with(f.hyperv.is_some() && !arch.is_x86() && !family.is_arm_virt(), || {
        format!("Hyperv features are not supported for architecture '{arch}' or machine type '{machine}'")
    })?;
    not_here("pvspinlock", f.pvspinlock.is_some(), arch.is_x86())?;
    refuse_with(f.pmu == Some(false) && arch.is_ppc64(), || {
        format!("PMU is always enabled for architecture '{arch}'")
    })?;
    if let Some(on) = f.vmport {
        refuse(!machine::has_vmport(caps, machine, arch), "vmport is not available with this QEMU binary")?;
        refuse(on && f.ps2 == Some(false), "vmport feature requires the ps2 feature not to be disabled")?;
    }
    not_here("gic", f.gic.is_some(), family.is_arm_virt())?;
    not_here("ioapic", f.ioapic.is_some(), arch.is_x86())?;
    let pseries = family.is_pseries();
    not_here("hpt", f.hpt.is_some(), pseries)?;
    refuse(
        f.vmcoreinfo == Some(true) && !caps.has(Flag::DEVICE_VMCOREINFO),
        "vmcoreinfo is not available with this QEMU binary",
    )?;
    not_here("htm", f.htm.is_some(), pseries)?;
    not_here("nested-hv", f.nested_hv.is_some(), pseries)?;
    not_here("ccf-assist", f.ccf_assist.is_some(), pseries)?;
    not_here("cfpc", f.cfpc.is_some(), pseries)?;
    not_here("sbbc", f.sbbc.is_some(), pseries)?;
    not_here("ibs", f.ibs.is_some(), pseries)?;
    if let Some(size) = f.tcg_tb_cache {
        if def.virt_type != VirtType::Qemu {
            let kind = def.virt_type.as_str();
            unsupported(format!("TCG features are incompatible with domain type '{kind}'"))?;
        }
        refuse(size % 1024 != 0, "tb-cache size must be an integer multiple of MiB")?;
    }
    refuse(
        f.async_teardown == Some(true) && !caps.has(Flag::RUN_WITH_ASYNC_TEARDOWN),
        "asynchronous teardown is not available with this QEMU binary",
    )?;
    if f.ras.is_some() {
        refuse(!family.is_arm_virt(), "ras feature is only supported with ARM Virt machines")?;
        refuse(!caps.has(Flag::MACHINE_VIRT_RAS), "ras feature is not available with this QEMU binary")?;
    }
    if f.ps2.is_some() {
        refuse(
            !machine::has_i8042(caps, machine, arch),
            "ps2 feature is not available with this QEMU binary",
        )?;
        refuse(
            !machine::has_i8042_toggle(caps, machine, arch),
            "ps2 feature state cannot be controlled with this QEMU binary",
        )?;
    }
    if f.aia.is_some() {
        refuse(!family.is_riscv_virt(), "aia feature is only supported with RISC-V Virt machines")?;
        refuse(!caps.has(Flag::MACHINE_VIRT_AIA), "aia feature is not available with this QEMU binary")?;
    }
    Ok(())
}
