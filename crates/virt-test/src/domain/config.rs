//! From a document to a definition this driver keeps.

use virt_conf::common::document::{self, Kind};
use virt_conf::domain::devices::VideoType;
use virt_conf::domain::policy::{DeviceAt, DriverPolicy, Features, StageFlags};
use virt_conf::domain::{DomainDef, OsType, QemuNamespace, view};
use virt_core::consts::*;
use virt_core::{Arch, Result, bail};
use virt_xml::{Node, View};

use super::namespace::Namespace;

/// What this driver understands, and what it adds.
pub struct TestPolicy;

impl DriverPolicy for TestPolicy {
    fn features(&self) -> Features {
        Features {
            memory_hotplug: true,
            offline_vcpupin: true,
            individual_vcpus: true,
            firmware_autoselect: true,
            net_model_string: true,
            ..Features::default()
        }
    }

    fn default_arch(&self) -> Option<Arch> {
        Some(Arch::I686)
    }

    fn device(&self, def: &mut DomainDef, at: DeviceAt, _: StageFlags) -> Result<()> {
        let (kind, arch) = (def.os.kind, def.os.arch);
        if let DeviceAt::Video(place) = at
            && let Some(video) = def.devices.videos.get_mut(place)
            && video.model.kind == VideoType::Default
        {
            video.model.kind = match kind {
                OsType::Xen | OsType::Linux => VideoType::Xen,
                _ if arch.is_some_and(Arch::is_ppc64) => VideoType::Vga,
                _ => VideoType::Cirrus,
            };
        }
        Ok(())
    }
}

const DOCUMENT: Kind = Kind { root: "domain", label: "(domain_definition)", origin: VIR_FROM_DOMAIN };
/// Documents are configurations, not running domains.
pub const VIEW: View = View(view::INACTIVE);
/// How the documents of this driver go through the stages.
pub const STAGE: StageFlags = StageFlags { abi_update: false, abi_update_migration: false, inactive: true };

/// What [`parse`] leaves out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Refuse what cannot be.
    Sense,
    /// Refuse what the vocabulary doesn't have, too.
    Schema,
    /// Refuse only what cannot be read: it was checked before.
    Nothing,
}

/// Reads a domain.
pub fn parse(xml: &str, check: Check) -> Result<DomainDef> {
    let def = document::parse_view(xml, &DOCUMENT, check == Check::Schema, VIEW, |node| {
        let def = DomainDef::read(node)?;
        Namespace::read(node)?;
        Ok(def)
    })?;
    let mut def = def;
    complete(&mut def, check)?;
    Ok(def)
}

/// Reads a domain that is to be started or kept.
pub fn parse_new(xml: &str, strict: bool) -> Result<DomainDef> {
    let mut def = parse(xml, if strict { Check::Schema } else { Check::Sense })?;
    name_interfaces(&mut def)?;
    Ok(def)
}

/// Reads a domain inside another document, with what only this driver understands.
pub fn read(node: Node<'_>) -> Result<(DomainDef, Namespace)> {
    let (def, extra) =
        DomainDef::read(node).and_then(|def| Ok((def, Namespace::read(node)?))).map_err(document::error)?;
    let mut def = def;
    complete(&mut def, Check::Sense)?;
    name_interfaces(&mut def)?;
    Ok((def, extra))
}

/// Brings a definition that was read into the shape in which it is kept, and checks it.
pub fn complete(def: &mut DomainDef, check: Check) -> Result<()> {
    // what only QEMU understands is not kept
    def.qemu = QemuNamespace::default();
    def.post_parse(&TestPolicy, STAGE)?;
    def.shrink();
    if check != Check::Nothing {
        def.validate(&TestPolicy)?;
    }
    Ok(())
}

/// Most interfaces that get a name.
const MAX_NAMES: usize = 1024;

/// Gives names to interfaces that have none.
pub fn name_interfaces(def: &mut DomainDef) -> Result<()> {
    let interfaces = &mut def.devices.interfaces;
    let mut next = 0;
    for place in 0..interfaces.len() {
        if interfaces[place].target.dev.is_some() {
            continue;
        }
        let free = |number: &usize| {
            let name = format!("testnet{number}");
            !interfaces.iter().any(|other| other.target.dev.as_ref() == Some(&name))
        };
        let Some(number) = (next..MAX_NAMES).find(free) else {
            bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "Exceeded max iface limit {MAX_NAMES}");
        };
        interfaces[place].target.dev = Some(format!("testnet{number}"));
        next = number + 1;
    }
    Ok(())
}
