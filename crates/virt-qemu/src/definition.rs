//! Domain definitions as this driver reads and writes them.

use virt_conf::domain::policy::{DriverPolicy, Features, StageFlags};
use virt_conf::domain::{FormatFlags, ParseFlags};
use virt_core::consts::*;
use virt_core::{Result, bail};

pub use virt_conf::domain::{DomainDef as Definition, LifecycleAction};

use crate::capabilities::guests::default_emulator;
use crate::emulator::find_in_path;

/// Reads a document that is to be kept or started: with defaults, checked.
pub fn read(xml: &str, strict: bool) -> Result<Definition> {
    let mut definition = Definition::parse(xml, ParseFlags { strict, ..ParseFlags::config() })?;
    definition
        .post_parse(&Policy, StageFlags { abi_update: true, inactive: true, ..StageFlags::default() })?;
    definition.validate(&Policy)?;
    Ok(definition)
}

/// Reads a document that was kept: what was once accepted is not judged again.
pub fn read_kept(xml: &str) -> Result<Definition> {
    let mut definition = Definition::parse(xml, ParseFlags { inactive: true, ..ParseFlags::default() })?;
    definition.post_parse(&Policy, StageFlags { inactive: true, ..StageFlags::default() })?;
    Ok(definition)
}

/// Reads the definition inside a state file.
pub fn read_status(xml: &str) -> Result<Definition> {
    let mut definition = Definition::parse(xml, ParseFlags::status_file())?;
    definition.post_parse(&Policy, StageFlags::default())?;
    Ok(definition)
}

/// Writes the view that `VIR_DOMAIN_XML_*` flags ask for.
pub fn write(definition: &Definition, flags: u32) -> String {
    definition.to_xml(FormatFlags::from_xml_flags(flags))
}

/// The program that runs a domain.
pub fn emulator(definition: &Definition) -> &str {
    definition.devices.emulator.as_deref().unwrap_or_default()
}

/// What this driver adds while the definition is read.
struct Policy;

impl DriverPolicy for Policy {
    fn features(&self) -> Features {
        Features {
            memory_hotplug: true,
            offline_vcpupin: true,
            individual_vcpus: true,
            firmware_autoselect: true,
            disk_fd: true,
            ..Features::default()
        }
    }

    fn basic(&self, def: &mut Definition) -> Result<()> {
        let Some(arch) = def.os.arch else { return Ok(()) };
        if def.devices.emulator.is_none() {
            def.devices.emulator = default_emulator(self.default_arch().unwrap_or(arch), arch, &find_in_path);
        }
        if def.devices.emulator.is_none() {
            bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "No emulator found for arch '{arch}'");
        }
        Ok(())
    }
}
