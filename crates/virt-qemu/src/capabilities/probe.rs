//! The dialogue of probing, and what is made of the answers.

use std::collections::HashSet;

use serde_json::{Value, json};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Arch, Result, bail, err};

use super::accel::{AccelKind, ModelInfo, PropValue};
use super::caps::{QemuCaps, arch_from_target};
use super::flag::Flag;
use super::schema::Schema;
use super::tables::{self, TypeProps};
use super::{machine, names, parse};

/// The oldest QEMU that is driven.
pub const MIN_VERSION: (u32, u32, u32) = (6, 2, 0);

/// One answer of QEMU.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Return(Value),
    Error { class: String, text: String },
}

impl Answer {
    /// Takes a whole reply message (`{"return": …}` or `{"error": …}`).
    pub fn from_reply(reply: &Value) -> Answer {
        match reply.get("error") {
            Some(error) => Answer::Error {
                class: error["class"].as_str().unwrap_or_default().to_owned(),
                text: error["desc"].as_str().unwrap_or_default().to_owned(),
            },
            None => Answer::Return(reply["return"].clone()),
        }
    }
}

/// Somebody who answers QMP commands: a QEMU or a recording of one. No arguments are `Value::Null`.
pub trait Ask {
    /// Sends a command and waits for its answer, with a deadline of its own.
    fn ask(&mut self, command: &str, arguments: Value) -> Result<Answer>;

    /// Sends a command once for each of the arguments; gives the answers in order.
    fn ask_each(&mut self, command: &str, arguments: Vec<Value>) -> Result<Vec<Answer>> {
        arguments.into_iter().map(|arguments| self.ask(command, arguments)).collect()
    }
}

/// Finds out what a QEMU build can do, from a start with the best accelerator.
///
/// `hvf` says that the host offers Apple's hypervisor for this QEMU. When the result has hardware
/// acceleration, a start with TCG is to be given to [`probe_tcg`].
pub fn probe(binary: &str, qemu: &mut dyn Ask, hvf: bool) -> Result<QemuCaps> {
    let (version, package) = parse::version(&need(qemu, "query-version", Value::Null)?)?;
    let (major, minor, micro) = MIN_VERSION;
    if version < major * 1_000_000 + minor * 1_000 {
        let (have_major, rest) = (version / 1_000_000, version % 1_000_000);
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "QEMU version >= {major}.{minor}.{micro} is required, but {have_major}.{}.{} found",
            rest / 1000,
            rest % 1000
        );
    }
    let target = need(qemu, "query-target", Value::Null)?;
    let target = target["arch"].as_str().unwrap_or_default();
    let Some(arch) = arch_from_target(target) else {
        bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Unknown QEMU arch {target}");
    };
    let mut caps = QemuCaps::new(binary, version, &package, arch);
    from_schema(&mut caps, qemu)?;
    let kvm = need(qemu, "query-kvm", Value::Null)?;
    if kvm["present"] == true && kvm["enabled"] == true {
        caps.set(Flag::KVM);
    }
    if hvf {
        caps.set(Flag::HVF);
    }
    from_types(&mut caps, qemu)?;
    let kind = caps.best_accel().unwrap_or(AccelKind::Tcg);
    from_machines(&mut caps, kind, qemu)?;
    from_machine_props(&mut caps, kind, qemu)?;
    from_cpu_models(&mut caps, kind, qemu)?;
    from_tpm(&mut caps, qemu)?;
    from_command_line(&mut caps, qemu)?;
    from_migration(&mut caps, qemu)?;
    from_extensions(&mut caps, qemu)?;
    by_rule(&mut caps);
    // Without hardware acceleration, too, the first start is asked for `host`: what QEMU answers then (an
    // error, mostly) is why the host itself is asked for its CPU.
    from_host_model(&mut caps, kind, "host", qemu)?;
    Ok(caps)
}

/// Adds what the same build offers without hardware acceleration.
pub fn probe_tcg(caps: &mut QemuCaps, qemu: &mut dyn Ask) -> Result<()> {
    from_cpu_models(caps, AccelKind::Tcg, qemu)?;
    from_host_model(caps, AccelKind::Tcg, "max", qemu)?;
    from_machines(caps, AccelKind::Tcg, qemu)
}

/// The answer, or `None` for an error of this class.
fn unless(qemu: &mut dyn Ask, class: &str, command: &str, arguments: Value) -> Result<Option<Value>> {
    match qemu.ask(command, arguments)? {
        Answer::Return(value) => Ok(Some(value)),
        Answer::Error { class: c, .. } if c == class => Ok(None),
        Answer::Error { text, .. } => Err(err!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "unable to execute QEMU command '{command}': {text}"
        )),
    }
}

fn need(qemu: &mut dyn Ask, command: &str, arguments: Value) -> Result<Value> {
    Ok(unless(qemu, "", command, arguments)?.unwrap_or(Value::Null))
}

fn from_schema(caps: &mut QemuCaps, qemu: &mut dyn Ask) -> Result<()> {
    let reply = need(qemu, "query-qmp-schema", Value::Null)?;
    let schema = Schema::new(&reply);
    for (path, flag) in tables::SCHEMA.iter().chain(tables::COMMANDS) {
        if schema.has(path) {
            caps.set(*flag);
        }
    }
    if ["block-commit", "block-stream"]
        .iter()
        .all(|c| schema.has(&format!("{c}/arg-type/backing-mask-protocol")))
    {
        caps.set(Flag::BLOCKJOB_BACKING_MASK_PROTOCOL);
    }
    Ok(())
}

fn name_set(list: &Value) -> HashSet<&str> {
    parse::items(list).iter().filter_map(|item| item["name"].as_str()).collect()
}

fn set_named(caps: &mut QemuCaps, table: &[(&str, Flag)], names: &HashSet<&str>) {
    for (_, flag) in table.iter().filter(|(name, _)| names.contains(name)) {
        caps.set(*flag);
    }
}

fn from_types(caps: &mut QemuCaps, qemu: &mut dyn Ask) -> Result<()> {
    let types = need(qemu, "qom-list-types", Value::Null)?;
    set_named(caps, tables::OBJECT_TYPES, &name_set(&types));
    for entry in tables::DEVICE_PROPS {
        if let Some(props) = type_props(caps, qemu, "device-list-properties", entry)? {
            set_named(caps, entry.props, &name_set(&props));
            let scsi = parse::items(&props).iter().find(|p| p["name"] == "scsi");
            if entry.type_name.starts_with("virtio-blk") && scsi.is_some_and(|p| p["default-value"] == false)
            {
                caps.set(Flag::VIRTIO_BLK_SCSI_DEFAULT_DISABLED);
            }
        }
    }
    for entry in tables::OBJECT_PROPS {
        if let Some(props) = type_props(caps, qemu, "qom-list-properties", entry)? {
            set_named(caps, entry.props, &name_set(&props));
        }
    }
    Ok(())
}

fn type_props(
    caps: &QemuCaps,
    qemu: &mut dyn Ask,
    command: &str,
    entry: &TypeProps,
) -> Result<Option<Value>> {
    if entry.only_with.is_some_and(|flag| !caps.has(flag)) {
        return Ok(None);
    }
    unless(qemu, "DeviceNotFound", command, json!({ "typename": entry.type_name }))
}

fn from_machines(caps: &mut QemuCaps, kind: AccelKind, qemu: &mut dyn Ask) -> Result<()> {
    let machines = parse::machines(&need(qemu, "query-machines", Value::Null)?)?;
    caps.accel_mut(kind).machines = machine::ordered(caps.arch, machines);
    Ok(())
}

fn from_machine_props(caps: &mut QemuCaps, kind: AccelKind, qemu: &mut dyn Ask) -> Result<()> {
    for (name, flags) in tables::MACHINE_PROPS {
        let accel = caps.accel(kind);
        let canonical = accel.canonical_machine(name);
        let known = match *name {
            "none" => true,
            "generic-pc" => caps.arch.is_x86(),
            _ => accel.machine(canonical).is_some(),
        };
        if !known {
            continue;
        }
        let arguments = json!({ "typename": format!("{canonical}-machine") });
        if let Some(props) = unless(qemu, "DeviceNotFound", "qom-list-properties", arguments)? {
            set_named(caps, flags, &name_set(&props));
        }
    }
    Ok(())
}

fn from_cpu_models(caps: &mut QemuCaps, kind: AccelKind, qemu: &mut dyn Ask) -> Result<()> {
    if !caps.has(Flag::QUERY_CPU_DEFINITIONS) {
        return Ok(());
    }
    // Some targets have the command and answer "Not supported".
    let Some(reply) = unless(qemu, "GenericError", "query-cpu-definitions", Value::Null)? else {
        return Ok(());
    };
    let mut models = parse::cpu_models(&reply)?;
    for model in &mut models {
        names::restore_model(caps.arch, &mut model.name);
        for blocker in &mut model.blockers {
            *blocker = names::feature_from_qemu(caps.arch, blocker).to_owned();
        }
    }
    if models.iter().any(|m| m.name == "max") {
        caps.set(Flag::CPU_MAX);
    }
    caps.accel_mut(kind).cpu_models = Some(models);
    Ok(())
}

fn from_tpm(caps: &mut QemuCaps, qemu: &mut dyn Ask) -> Result<()> {
    let models = [
        ("tpm-tis", Flag::DEVICE_TPM_TIS),
        ("tpm-crb", Flag::DEVICE_TPM_CRB),
        ("tpm-spapr", Flag::DEVICE_TPM_SPAPR),
    ];
    let types = [("passthrough", Flag::DEVICE_TPM_PASSTHROUGH), ("emulator", Flag::DEVICE_TPM_EMULATOR)];
    for (command, table) in [("query-tpm-models", &models[..]), ("query-tpm-types", &types[..])] {
        let Some(reply) = unless(qemu, "CommandNotFound", command, Value::Null)? else {
            return Ok(());
        };
        let names = parse::items(&reply).iter().filter_map(Value::as_str).collect();
        set_named(caps, table, &names);
    }
    Ok(())
}

fn from_command_line(caps: &mut QemuCaps, qemu: &mut dyn Ask) -> Result<()> {
    let reply = need(qemu, "query-command-line-options", Value::Null)?;
    for (option, parameter, flag) in tables::COMMAND_LINE {
        let entry = parse::items(&reply).iter().find(|o| o["option"] == *option);
        let has = |o: &Value| parameter.is_empty() || name_set(&o["parameters"]).contains(parameter);
        if entry.is_some_and(has) {
            caps.set(*flag);
        }
    }
    Ok(())
}

fn from_migration(caps: &mut QemuCaps, qemu: &mut dyn Ask) -> Result<()> {
    let reply = need(qemu, "query-migrate-capabilities", Value::Null)?;
    let names = parse::items(&reply).iter().filter_map(|c| c["capability"].as_str()).collect();
    set_named(caps, tables::MIGRATION, &names);
    Ok(())
}

/// Things that only some hosts have: interrupt controllers, encrypted guests, enclaves.
fn from_extensions(caps: &mut QemuCaps, qemu: &mut dyn Ask) -> Result<()> {
    if matches!(caps.arch, Arch::Aarch64 | Arch::Armv6l | Arch::Armv7l)
        && let Some(reply) = unless(qemu, "CommandNotFound", "query-gic-capabilities", Value::Null)?
    {
        caps.gic = parse::gic(&reply)?;
    }
    if caps.has(Flag::SEV_GUEST) || caps.has(Flag::SEV_SNP_GUEST) {
        let reply = unless(qemu, "GenericError", "query-sev-capabilities", Value::Null)?;
        caps.sev = reply.as_ref().map(parse::sev).transpose()?;
        if caps.sev.is_none() {
            caps.clear(Flag::SEV_GUEST);
            caps.clear(Flag::SEV_SNP_GUEST);
        }
    }
    if caps.has(Flag::SGX_EPC) {
        let reply = unless(qemu, "GenericError", "query-sgx-capabilities", Value::Null)?;
        caps.sgx = reply.as_ref().map(parse::sgx).transpose()?.flatten();
        if caps.sgx.is_none() {
            caps.clear(Flag::SGX_EPC);
        }
    }
    Ok(())
}

/// Flags that follow from others or from the architecture.
fn by_rule(caps: &mut QemuCaps) {
    if caps.has(Flag::CPU_UNAVAILABLE_FEATURES) {
        caps.set(Flag::CANONICAL_CPU_FEATURES);
    }
    // The type is in every build as a part of PCI controllers; usable is only the one a machine comes with.
    if matches!(caps.arch, Arch::Sparc | Arch::M68k | Arch::Mips) {
        caps.set(Flag::SCSI_NCR53C90);
    }
}

/// How far `query-cpu-model-expansion` expands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expand {
    Static,
    Full,
    /// Full expansion of the result of a static one.
    StaticFull,
}

fn expand(qemu: &mut dyn Ask, how: Expand, model: Value, may_lack_props: bool) -> Result<Option<ModelInfo>> {
    const COMMAND: &str = "query-cpu-model-expansion";
    let kind = if how == Expand::Full { "full" } else { "static" };
    let arguments = json!({ "type": kind, "model": model });
    let Some(reply) = unless(qemu, "GenericError", COMMAND, arguments)? else {
        return Ok(None);
    };
    if how == Expand::StaticFull {
        return expand(qemu, Expand::Full, reply["model"].clone(), may_lack_props);
    }
    parse::model_info(COMMAND, &reply, may_lack_props).map(Some)
}

fn from_host_model(caps: &mut QemuCaps, kind: AccelKind, name: &str, qemu: &mut dyn Ask) -> Result<()> {
    if !caps.has(Flag::QUERY_CPU_MODEL_EXPANSION) {
        return Ok(());
    }
    let how = match caps.arch {
        a if a.is_x86() && !caps.has(Flag::CANONICAL_CPU_FEATURES) => Expand::StaticFull,
        a if a.is_arm() => Expand::Full,
        _ => Expand::Static,
    };
    let may_lack_props = caps.arch.is_s390();
    let mut info = expand(qemu, how, json!({ "name": name }), may_lack_props)?;
    if let Some(info) = info.as_mut().filter(|_| caps.arch.is_x86()) {
        let model = json!({ "name": name, "props": { "migratable": false } });
        if let Some(other) = expand(qemu, how, model, may_lack_props)? {
            mark_migratable(info, &other);
        }
    }
    if let Some(info) = info.as_mut().filter(|_| caps.has(Flag::QUERY_CPU_MODEL_EXPANSION_DEPRECATED_PROPS))
        && let Some(full) = expand(qemu, Expand::Full, json!({ "name": name }), true)?
        && !full.deprecated_props.is_empty()
    {
        info.deprecated_props = full.deprecated_props;
    }
    if name == "host" && (caps.arch.is_x86() || caps.arch.is_arm()) {
        let model = json!({ "name": name, "props": { "migratable": false, "hv-passthrough": true } });
        if let Some(full) = expand(qemu, Expand::Full, model, false)? {
            caps.hyperv = names::hyperv_features(&full);
        }
    }
    caps.accel_mut(kind).host_model = info;
    Ok(())
}

/// Compares the migratable expansion with the one that isn't held to migration.
fn mark_migratable(info: &mut ModelInfo, not_held: &ModelInfo) {
    for prop in &mut info.props {
        let PropValue::Bool(on) = &mut prop.value else {
            continue;
        };
        let other = not_held.props.iter().find(|p| p.name == prop.name).map(|p| &p.value);
        match other {
            Some(PropValue::Bool(_)) if *on => prop.migratable = Some(true),
            Some(PropValue::Bool(true)) => {
                *on = true;
                prop.migratable = Some(false);
            }
            _ => {}
        }
    }
    info.migratability = true;
}
