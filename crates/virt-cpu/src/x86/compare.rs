//! Does a host give what a CPU definition asks for?

use virt_conf::cpu::{CpuDef, CpuKind, CpuMatch, CpuPolicy};
use virt_core::Result;

use super::bits::Relation;
use super::map::Map;
use super::model::{bits_of, bits_with, names_in};
use crate::{Comparison, Verdict};

pub(crate) fn compare(host: &CpuDef, cpu: &CpuDef) -> Result<Verdict> {
    if let Some(arch) = cpu.arch.filter(|a| !a.is_x86()) {
        return Ok(Verdict::no(format!("CPU arch {arch} does not match host arch")));
    }
    if let Some(vendor) = cpu.vendor.as_ref().filter(|v| host.vendor.as_ref() != Some(*v)) {
        return Ok(Verdict::no(format!("host CPU vendor does not match required CPU vendor {vendor}")));
    }
    let map = Map::get();
    let host_bits = bits_of(host, map)?;
    let forced = bits_with(cpu, map, CpuPolicy::Force)?;
    let mut required = bits_with(cpu, map, CpuPolicy::Require)?;
    let optional = bits_with(cpu, map, CpuPolicy::Optional)?;
    let disabled = bits_with(cpu, map, CpuPolicy::Disable)?;
    let mut forbidden = bits_with(cpu, map, CpuPolicy::Forbid)?;

    forbidden.intersect(&host_bits);
    if !forbidden.is_empty() {
        let names = names_in(&forbidden, map);
        return Ok(Verdict::no(format!("Host CPU provides forbidden features: {names}")));
    }
    // What comes with the model need not be there when the definition says otherwise of it.
    for other in [&forced, &optional, &disabled] {
        required.subtract(other);
    }
    if matches!(host_bits.relation_to(&required), Relation::Subset | Relation::Unrelated) {
        required.subtract(&host_bits);
        let names = names_in(&required, map);
        return Ok(Verdict::no(format!("Host CPU does not provide required features: {names}")));
    }
    let mut extra = host_bits;
    for other in [&optional, &required, &disabled, &forced] {
        extra.subtract(other);
    }
    if extra.is_empty() {
        return Ok(Verdict::yes(Comparison::Identical));
    }
    if cpu.kind == CpuKind::Guest && cpu.match_ == CpuMatch::Strict {
        let names = names_in(&extra, map);
        return Ok(Verdict::no(format!(
            "Host CPU does not strictly match guest CPU: Extra features: {names}"
        )));
    }
    Ok(Verdict::yes(Comparison::Superset))
}
