//! Domain definitions as this driver reads and writes them.

use virt_conf::cpu::{CpuDef, CpuMode, CpuPolicy};
use virt_conf::domain::policy::StageFlags;
use virt_conf::domain::{FormatFlags, ParseFlags};
use virt_core::consts::*;
use virt_core::{Result, bail};

pub use virt_conf::domain::{DomainDef as Definition, LifecycleAction};

use crate::capabilities::guests::default_emulator;
use crate::capabilities::host_model::HostModels;
use crate::capabilities::{AccelKind, QemuCaps};
use crate::emulator::find_in_path;
use crate::firmware::Descriptor;
use crate::post_parse::{QemuPolicy, choose_emulator};
use crate::prepare::migratable;
use crate::root::Root;

/// Reads a document that is to be kept or started: with defaults, checked.
pub fn read(root: &Root, xml: &str, strict: bool) -> Result<Definition> {
    let definition = Definition::parse(xml, ParseFlags { strict, ..ParseFlags::config() })?;
    complete(root, definition, StageFlags { abi_update: true, inactive: true, ..StageFlags::default() }, true)
}

/// Reads a document that was saved with a guest: what was once accepted is not judged again.
pub fn read_saved(root: &Root, xml: &str) -> Result<Definition> {
    let definition = Definition::parse(xml, ParseFlags { inactive: true, ..ParseFlags::default() })?;
    complete(root, definition, StageFlags { inactive: true, ..StageFlags::default() }, false)
}

/// Reads a document that is to stand in for one with which a guest was started; `check` judges it as a new one.
pub fn read_exchanged(root: &Root, xml: &str, check: bool) -> Result<Definition> {
    let definition = Definition::parse(xml, ParseFlags { inactive: true, ..ParseFlags::default() })?;
    complete(root, definition, StageFlags { inactive: true, ..StageFlags::default() }, check)
}

/// The definition as another host would get it: written in the view for migration and read again.
pub fn as_sent(root: &Root, definition: &Definition, asked: Option<&CpuDef>) -> Result<Definition> {
    let view = VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE | VIR_DOMAIN_XML_MIGRATABLE;
    read_saved(root, &write(root, definition, asked, view)?)
}

/// Refuses a definition under which a guest of `source` would see another machine. Of one that is `running`,
/// the balloon may have taken memory.
pub fn check_same_machine(source: &Definition, target: &Definition, running: bool) -> Result<()> {
    match running {
        true => source.check_same_running_machine(target)?,
        false => source.check_same_machine(target)?,
    }
    let backing = |def: &Definition| def.memory.backing.source.map_or("none", |source| source.as_str());
    let (from, to) = (backing(source), backing(target));
    if from != to {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "Target memoryBacking source '{to}' doesn't match source memoryBacking source'{from}'"
        );
    }
    for (source, target) in source.devices.memories.iter().zip(&target.devices.memories) {
        let (from, to) = (source.info.alias.as_deref(), target.info.alias.as_deref());
        if from != to {
            let shown = |alias: Option<&str>| alias.unwrap_or("<null>").to_owned();
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Target memory device alias '{}' doesn't match source alias '{}'",
                shown(from),
                shown(to)
            );
        }
    }
    Ok(())
}

/// Reads a document that this driver keeps. It was complete when it was written, and no emulator is
/// asked: opening a root starts none.
pub fn read_kept(xml: &str) -> Result<Definition> {
    Definition::parse(xml, ParseFlags { inactive: true, ..ParseFlags::default() })
}

/// Reads the definition inside a state file.
pub fn read_status(xml: &str) -> Result<Definition> {
    Definition::parse(xml, ParseFlags::status_file())
}

/// Writes the view that `VIR_DOMAIN_XML_*` flags ask for. `asked` is the CPU that a running domain was defined with.
pub fn write(root: &Root, definition: &Definition, asked: Option<&CpuDef>, flags: u32) -> Result<String> {
    let mut format = FormatFlags::from_xml_flags(flags);
    // The far side starts the guest from what it is sent.
    format.secure |= format.migratable;
    if flags & (VIR_DOMAIN_XML_UPDATE_CPU | VIR_DOMAIN_XML_MIGRATABLE) == 0 {
        return Ok(definition.to_xml(format));
    }
    let mut definition = if flags & VIR_DOMAIN_XML_MIGRATABLE != 0 {
        // What the far side would make of it.
        read_saved(root, &definition.to_xml(FormatFlags { inactive: true, ..format }))?
    } else {
        definition.clone()
    };
    let known = root.emulators.get(emulator(&definition))?;
    let models = known.host_models(AccelKind::of_virt_type(definition.virt_type.as_str()));
    let named = |cpu: &&mut CpuDef| cpu.mode != CpuMode::Custom || cpu.model.is_some();
    if flags & VIR_DOMAIN_XML_UPDATE_CPU != 0
        && let (Some(arch), Some(cpu)) = (definition.os.arch, definition.cpu.as_deref_mut().filter(named))
    {
        virt_cpu::update(arch, cpu, models.migratable.as_ref(), CpuPolicy::Disable)?;
    }
    if flags & VIR_DOMAIN_XML_MIGRATABLE != 0 {
        migratable::reduce(&mut definition, &policy(root, known.caps(), models, &[]), asked)?;
    }
    Ok(definition.to_xml(format))
}

/// The program that runs a domain.
pub fn emulator(definition: &Definition) -> &str {
    definition.devices.emulator.as_deref().unwrap_or_default()
}

/// Whether the guest has a balloon.
pub fn has_balloon(definition: &Definition) -> bool {
    let balloon = definition.devices.memballoon.as_ref();
    balloon.is_some_and(|balloon| balloon.model != crate::vocabulary::MemballoonModel::None)
}

/// Where QEMU has the balloon.
pub fn balloon_path(definition: &Definition) -> String {
    let alias = definition.devices.memballoon.as_ref().and_then(|balloon| balloon.info.alias.as_deref());
    format!("/machine/peripheral/{}", alias.unwrap_or("balloon0"))
}

/// What this driver adds to definitions.
pub fn policy<'a>(
    root: &'a Root,
    caps: &'a QemuCaps,
    models: &HostModels,
    firmware: &'a [Descriptor],
) -> QemuPolicy<'a> {
    QemuPolicy {
        caps,
        settings: &root.settings,
        folders: &root.folders,
        firmware,
        host_arch: root.emulators.host().arch(),
        privileged: root.is_privileged(),
        host_address_bits: root.emulators.host().phys_addr_bits(),
        has_host_model: models.reported.is_some(),
    }
}

fn complete(root: &Root, mut definition: Definition, flags: StageFlags, check: bool) -> Result<Definition> {
    let host_arch = root.emulators.host().arch();
    choose_emulator(&mut definition, host_arch, &|arch| default_emulator(host_arch, arch, &find_in_path))?;
    let known = root.emulators.get(emulator(&definition))?;
    let kind = AccelKind::of_virt_type(definition.virt_type.as_str());
    let firmware = root.firmware();
    let policy = policy(root, known.caps(), known.host_models(kind), &firmware);
    definition.post_parse(&policy, flags)?;
    if check {
        definition.validate(&policy)?;
    }
    Ok(definition)
}
