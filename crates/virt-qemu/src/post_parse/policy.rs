//! The driver's hooks in the stages of a definition.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Arch, Result, bail};

use super::Folders;
use crate::capabilities::{AccelKind, QemuCaps};
use crate::conf_file::Settings;
use crate::firmware::Descriptor;
use crate::validate;
use crate::vocabulary::{DeviceAt, DomainDef, DriverPolicy, PolicyFeatures, StageFlags};

/// What the stages depend on beside the definition.
pub struct QemuPolicy<'a> {
    pub caps: &'a QemuCaps,
    pub settings: &'a Settings,
    pub folders: &'a Folders,
    /// Best first.
    pub firmware: &'a [Descriptor],
    pub host_arch: Arch,
    /// The driver runs as root.
    pub privileged: bool,
    /// Size of the host's physical addresses in bits; 0: unknown.
    pub host_address_bits: u32,
    /// Can the host's CPU be the guest's model (s390)?
    pub has_host_model: bool,
}

/// What decides which emulator is asked: the architecture and the emulator itself.
pub fn choose_emulator(
    def: &mut DomainDef,
    host_arch: Arch,
    default_emulator: &dyn Fn(Arch) -> Option<String>,
) -> Result<()> {
    let arch = *def.os.arch.get_or_insert(host_arch);
    if def.devices.emulator.is_none() {
        def.devices.emulator = default_emulator(arch);
    }
    match def.devices.emulator {
        Some(_) => Ok(()),
        None => bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "No emulator found for arch '{arch}'"),
    }
}

/// The accelerator behind a domain's type.
pub fn accel_of(def: &DomainDef) -> AccelKind {
    AccelKind::of_virt_type(def.virt_type.as_str())
}

impl DriverPolicy for QemuPolicy<'_> {
    fn features(&self) -> PolicyFeatures {
        PolicyFeatures {
            memory_hotplug: true,
            offline_vcpupin: true,
            individual_vcpus: true,
            firmware_autoselect: true,
            net_model_string: true,
            disk_fd: true,
            ..PolicyFeatures::default()
        }
    }

    fn default_arch(&self) -> Option<Arch> {
        Some(self.host_arch)
    }

    fn domain(&self, def: &mut DomainDef, flags: StageFlags) -> Result<()> {
        self.complete_domain(def, flags)
    }

    fn device(&self, def: &mut DomainDef, at: DeviceAt, flags: StageFlags) -> Result<()> {
        self.complete(def, at, flags)
    }

    fn assign_addresses(&self, def: &mut DomainDef, flags: StageFlags) -> Result<()> {
        super::address::assign(def, self.caps, flags.abi_update)
    }

    fn validate_domain(&self, def: &DomainDef) -> Result<()> {
        validate::domain(def, self)
    }

    fn validate_device(&self, def: &DomainDef, at: DeviceAt) -> Result<()> {
        validate::device(def, at, self)
    }
}
