//! Replies of single QMP commands as data.

use serde_json::Value;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, err};

use super::accel::{CpuModel, Machine, ModelInfo, Prop, PropValue};
use super::caps::{Gic, Sev, Sgx};

pub(super) fn items(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value, key: &str) -> Option<String> {
    value[key].as_str().map(str::to_owned)
}

fn flag(value: &Value, key: &str) -> bool {
    value[key].as_bool().unwrap_or(false)
}

fn number(value: &Value, key: &str) -> Option<u32> {
    value[key].as_u64().and_then(|n| u32::try_from(n).ok())
}

fn strings(list: &Value) -> Vec<String> {
    items(list).iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

fn missing(command: &str, key: &str) -> virt_core::Error {
    err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{command} reply data was missing '{key}'")
}

pub(super) fn version(reply: &Value) -> Result<(u32, String)> {
    let part = |key| number(&reply["qemu"], key).ok_or_else(|| missing("query-version", key));
    let (major, minor, micro) = (part("major")?, part("minor")?, part("micro")?);
    let number = [(major, 1_000_000), (minor, 1_000), (micro, 1)]
        .iter()
        .try_fold(0u32, |sum, (n, unit)| sum.checked_add(n.checked_mul(*unit)?));
    Ok((number.ok_or_else(|| missing("query-version", "major"))?, text(reply, "package").unwrap_or_default()))
}

pub(super) fn machines(reply: &Value) -> Result<Vec<Machine>> {
    items(reply)
        .iter()
        .map(|m| {
            Ok(Machine {
                name: text(m, "name").ok_or_else(|| missing("query-machines", "name"))?,
                alias: text(m, "alias"),
                max_cpus: number(m, "cpu-max").ok_or_else(|| missing("query-machines", "cpu-max"))?,
                hotplug_cpus: flag(m, "hotpluggable-cpus"),
                qemu_default: flag(m, "is-default"),
                default_cpu_type: text(m, "default-cpu-type"),
                numa_mem: m["numa-mem-supported"].as_bool().unwrap_or(true),
                default_ram_id: text(m, "default-ram-id"),
                deprecated: flag(m, "deprecated"),
                acpi: m["acpi"].as_bool(),
            })
        })
        .collect()
}

pub(super) fn cpu_models(reply: &Value) -> Result<Vec<CpuModel>> {
    items(reply)
        .iter()
        .map(|m| {
            let blockers = strings(&m["unavailable-features"]);
            Ok(CpuModel {
                name: text(m, "name").ok_or_else(|| missing("query-cpu-definitions", "name"))?,
                type_name: text(m, "typename").filter(|t| !t.is_empty()),
                usable: m["unavailable-features"].is_array().then_some(blockers.is_empty()),
                blockers,
                deprecated: flag(m, "deprecated"),
            })
        })
        .collect()
}

/// A model from `query-cpu-model-*`. Without properties it is refused unless `may_lack_props`.
pub(super) fn model_info(command: &str, reply: &Value, may_lack_props: bool) -> Result<ModelInfo> {
    let model = &reply["model"];
    let name = text(model, "name").ok_or_else(|| missing(command, "name"))?;
    let props = match model["props"].as_object() {
        Some(props) => props,
        None if may_lack_props => return Ok(ModelInfo { name, ..Default::default() }),
        None => return Err(missing(command, "props")),
    };
    let props = props.iter().filter_map(|(name, value)| {
        let value = match value {
            Value::Bool(b) => PropValue::Bool(*b),
            Value::Number(n) => PropValue::Number(n.as_i64()?),
            Value::String(s) => PropValue::Text(s.clone()),
            _ => return None,
        };
        Some(Prop { name: name.clone(), value, migratable: None })
    });
    Ok(ModelInfo {
        name,
        props: props.collect(),
        migratability: false,
        deprecated_props: strings(&reply["deprecated-props"]),
    })
}

pub(super) fn gic(reply: &Value) -> Result<Vec<Gic>> {
    let what = "query-gic-capabilities";
    items(reply)
        .iter()
        .map(|g| {
            Ok(Gic {
                version: number(g, "version").ok_or_else(|| missing(what, "version"))?,
                kernel: g["kernel"].as_bool().ok_or_else(|| missing(what, "kernel"))?,
                emulated: g["emulated"].as_bool().ok_or_else(|| missing(what, "emulated"))?,
            })
        })
        .collect()
}

pub(super) fn sev(reply: &Value) -> Result<Sev> {
    let what = "query-sev-capabilities";
    Ok(Sev {
        cbitpos: number(reply, "cbitpos").ok_or_else(|| missing(what, "cbitpos"))?,
        reduced_phys_bits: number(reply, "reduced-phys-bits")
            .ok_or_else(|| missing(what, "reduced-phys-bits"))?,
        pdh: text(reply, "pdh").ok_or_else(|| missing(what, "pdh"))?,
        cert_chain: text(reply, "cert-chain").ok_or_else(|| missing(what, "cert-chain"))?,
        cpu0_id: text(reply, "cpu0-id"),
    })
}

/// `None` for builds that don't name sections: upstream takes them as having no enclaves.
pub(super) fn sgx(reply: &Value) -> Result<Option<Sgx>> {
    let what = "query-sgx-capabilities";
    let flag = |key| reply[key].as_bool().ok_or_else(|| missing(what, key));
    let (flc, sgx1, sgx2) = (flag("flc")?, flag("sgx1")?, flag("sgx2")?);
    let Some(list) = reply["sections"].as_array() else {
        return Ok(None);
    };
    let mut sections = Vec::new();
    for section in list {
        let size = section["size"].as_u64().ok_or_else(|| missing(what, "size"))? / 1024;
        sections.push((number(section, "node").ok_or_else(|| missing(what, "node"))?, size));
    }
    let sum = sections.iter().fold(0u64, |sum, (_, size)| sum.saturating_add(*size));
    let section_size = reply["section-size"].as_u64().map_or(sum, |size| size / 1024);
    Ok(Some(Sgx { flc, sgx1, sgx2, section_size, sections }))
}
