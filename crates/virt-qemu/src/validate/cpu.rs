//! `<cpu>`.

use virt_conf::cpu::{CpuAddrMode, CpuCacheMode, CpuMode};
use virt_core::Result;

use super::refuse::{refuse, refuse_with};
use crate::capabilities::Flag;
use crate::family::Family;
use crate::post_parse::QemuPolicy;
use crate::vocabulary::DomainDef;

/// Addresses, caches and modes that can't be had.
pub fn check(def: &DomainDef, policy: &QemuPolicy<'_>) -> Result<()> {
    let Some(cpu) = &def.cpu else { return Ok(()) };
    let arch = Family::of(def).arch();
    if let Some(addr) = &cpu.addr {
        refuse_with(!arch.is_x86(), || {
            format!(
                "CPU maximum physical address bits specification is not supported for '{arch}' architecture"
            )
        })?;
        match addr.mode {
            CpuAddrMode::Passthrough => refuse(
                addr.bits.is_some(),
                "CPU maximum physical address bits number specification cannot be used with mode='passthrough'",
            )?,
            CpuAddrMode::Emulate => {
                let host = policy.host_address_bits;
                refuse(
                    host > 0 && addr.bits.is_some_and(|bits| bits > host),
                    "The number of virtual CPU address bits cannot exceed the number supported by the host CPU",
                )?;
            }
        }
    }
    if let Some(cache) = &cpu.cache {
        let mode = cache.mode.as_str();
        refuse_with(!arch.is_x86(), || {
            format!("CPU cache specification is not supported for '{arch}' architecture")
        })?;
        let whole = matches!(cpu.mode, CpuMode::HostPassthrough | CpuMode::Maximum);
        refuse_with(cache.mode == CpuCacheMode::Passthrough && !whole, || {
            format!("CPU cache mode '{mode}' can only be used with 'host-passthrough' / 'maximum' CPUs")
        })?;
        match cache.mode {
            CpuCacheMode::Emulate => refuse_with(cache.level != Some(3), || {
                format!("CPU cache mode '{mode}' can only be used with level='3'")
            })?,
            CpuCacheMode::Passthrough | CpuCacheMode::Disable => refuse_with(cache.level.is_some(), || {
                format!("unsupported CPU cache level for mode '{mode}'")
            })?,
        }
    }
    match cpu.mode {
        CpuMode::HostPassthrough => refuse(
            cpu.migratable == Some(true) && !policy.caps.has(Flag::CPU_MIGRATABLE),
            "Migratable attribute for host-passthrough CPU is not supported by this QEMU binary",
        ),
        CpuMode::Maximum => {
            refuse(!policy.caps.has(Flag::CPU_MAX), "maximum CPU is not supported by QEMU binary")
        }
        CpuMode::HostModel | CpuMode::Custom => Ok(()),
    }
}
