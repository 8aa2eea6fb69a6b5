//! The guest's CPU, spelled out.

use virt_core::Result;

use super::Preparation;
use crate::capabilities::AccelKind;
use crate::capabilities::guest_cpu::{Guest, prepare};
use crate::capabilities::hypervisor_cpu::Hypervisor;
use crate::family::Family;
use crate::vocabulary::DomainDef;

/// Checks that the CPU can be had, and replaces what means "the host's" by what it is.
pub fn update(def: &mut DomainDef, with: &Preparation<'_>) -> Result<()> {
    let virt_type = def.virt_type.as_str();
    let hypervisor = Hypervisor {
        caps: with.context.caps,
        arch: Family::of(def).arch(),
        kind: AccelKind::of_virt_type(virt_type),
        models: with.models,
    };
    let Some(cpu) = &mut def.cpu else { return Ok(()) };
    let guest =
        Guest { host: with.context.host_arch, virt_type, machine: def.os.machine.as_deref(), new: with.new };
    prepare(&hypervisor, &guest, cpu)
}
