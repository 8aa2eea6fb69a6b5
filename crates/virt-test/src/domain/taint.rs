//! What makes a domain one that nobody vouches for.

use virt_conf::cpu::CpuMode;
use virt_conf::domain::DomainDef;
use virt_conf::domain::devices::{Disk, DiskDevice, Hostdev, HostdevSource, Interface};
use virt_conf::domain::storage::StorageKind;

use super::object::DomainState;

/// Why nobody vouches for a domain, in the order in which users are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taint {
    HighPrivileges,
    ShellScripts,
    CdromPassthrough,
    CustomDtb,
    DeprecatedConfig,
}

impl Taint {
    pub const ALL: [Self; 5] = [
        Self::HighPrivileges,
        Self::ShellScripts,
        Self::CdromPassthrough,
        Self::CustomDtb,
        Self::DeprecatedConfig,
    ];

    pub fn message(self) -> &'static str {
        match self {
            Self::HighPrivileges => "running with undesirable elevated privileges",
            Self::ShellScripts => "network configuration using opaque shell scripts",
            Self::CdromPassthrough => "use of host cdrom passthrough",
            Self::CustomDtb => "custom device tree blob used",
            Self::DeprecatedConfig => "use of deprecated configuration settings",
        }
    }
}

/// Notes what is dubious about a domain that a driver's file describes.
pub fn note(state: &mut DomainState) {
    let def = state.def.clone();
    def.devices.disks.iter().for_each(|disk| note_disk(state, disk));
    def.devices.hostdevs.iter().for_each(|hostdev| note_hostdev(state, hostdev));
    def.devices.interfaces.iter().for_each(|interface| note_interface(state, interface));
    if let Some(model) = deprecated_cpu(&def) {
        state.add_taint(Taint::DeprecatedConfig);
        state.deprecations.push(format!("CPU model {model}"));
    }
    if def.os.dtb.is_some() {
        state.add_taint(Taint::CustomDtb);
    }
}

pub fn note_hostdev(state: &mut DomainState, hostdev: &Hostdev) {
    if matches!(&hostdev.source, HostdevSource::Scsi(scsi) if scsi.rawio == Some(true)) {
        state.add_taint(Taint::HighPrivileges);
    }
}

pub fn note_interface(state: &mut DomainState, interface: &Interface) {
    if interface.script.is_some() {
        state.add_taint(Taint::ShellScripts);
    }
}

pub fn note_disk(state: &mut DomainState, disk: &Disk) {
    if disk.rawio == Some(true) {
        state.add_taint(Taint::HighPrivileges);
    }
    let block = matches!(disk.source.kind, StorageKind::Block { .. });
    if disk.device == DiskDevice::Cdrom && block && disk.source.path().is_some() {
        state.add_taint(Taint::CdromPassthrough);
    }
}

fn deprecated_cpu(def: &DomainDef) -> Option<&str> {
    let cpu = def.cpu.as_ref().filter(|cpu| cpu.mode == CpuMode::Custom)?;
    let model = cpu.model.as_deref()?;
    (model == "Deprecated-Test").then_some(model)
}
