//! What a driver adds to a definition after it was read: defaults of its own, addresses, further checks.
//!
//! The stages run in a fixed order: [`DriverPolicy::basic`], controller numbers, [`DriverPolicy::domain`],
//! for every device [`DriverPolicy::device`] and the generic defaults, implicit devices,
//! [`DriverPolicy::assign_addresses`]; then the checks. Hooks are pure: definition in, definition out.

use virt_core::{Arch, Result};

use super::DomainDef;

/// A device of a definition, by kind and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeviceAt {
    Disk(usize),
    Interface(usize),
    Sound(usize),
    Hostdev(usize),
    Video(usize),
    Controller(usize),
    Smartcard(usize),
    Serial(usize),
    Parallel(usize),
    Channel(usize),
    Console(usize),
    Input(usize),
    Filesystem(usize),
    Watchdog(usize),
    Memballoon,
    Rng(usize),
    Nvram,
    Hub(usize),
    Shmem(usize),
    Tpm(usize),
    Panic(usize),
    Memory(usize),
    Redirdev(usize),
    Iommu(usize),
    Vsock,
    Crypto(usize),
    Pstore,
    Graphics(usize),
    Audio(usize),
    Lease(usize),
}

/// What a driver understands beyond the basics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features {
    /// `<maxMemory>` and memory devices.
    pub memory_hotplug: bool,
    /// Pinning of vcpus that are offline.
    pub offline_vcpupin: bool,
    /// Names with a slash.
    pub name_slash: bool,
    /// `<vcpus>` one by one.
    pub individual_vcpus: bool,
    /// Choosing firmware by its features.
    pub firmware_autoselect: bool,
    /// Interface models that only the driver knows.
    pub net_model_string: bool,
    /// Disks from file descriptors.
    pub disk_fd: bool,
    /// The driver has no boot order.
    pub no_boot_order: bool,
    /// No console for the first serial port.
    pub no_stub_console: bool,
}

/// Why a definition goes through the stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StageFlags {
    /// A new configuration, where guest-visible defaults may be newer than an old domain's.
    pub abi_update: bool,
    /// A document that comes in with a migration: memory sizes may be recomputed.
    pub abi_update_migration: bool,
    /// A configuration, not a running domain.
    pub inactive: bool,
}

/// The hooks of a driver. A driver without wishes takes the defaults.
pub trait DriverPolicy: Sync {
    fn features(&self) -> Features {
        Features::default()
    }

    /// The architecture of domains that name none.
    fn default_arch(&self) -> Option<Arch> {
        Arch::host()
    }

    /// How many units a narrow SCSI bus has.
    fn scsi_bus_max_unit(&self) -> u32 {
        7
    }

    /// Before anything else: what later stages rely on (emulator, machine type).
    fn basic(&self, def: &mut DomainDef) -> Result<()> {
        let _ = def;
        Ok(())
    }

    /// Defaults of the whole domain, before its devices are looked at.
    fn domain(&self, def: &mut DomainDef, flags: StageFlags) -> Result<()> {
        let _ = (def, flags);
        Ok(())
    }

    /// Defaults of one device, before the generic ones.
    fn device(&self, def: &mut DomainDef, at: DeviceAt, flags: StageFlags) -> Result<()> {
        let _ = (def, at, flags);
        Ok(())
    }

    /// Addresses of devices, when everything else is known.
    fn assign_addresses(&self, def: &mut DomainDef, flags: StageFlags) -> Result<()> {
        let _ = (def, flags);
        Ok(())
    }

    /// What the driver refuses in a domain, checked before the devices.
    fn validate_domain(&self, def: &DomainDef) -> Result<()> {
        let _ = def;
        Ok(())
    }

    /// What the driver refuses in a device, checked after what is generally refused.
    fn validate_device(&self, def: &DomainDef, at: DeviceAt) -> Result<()> {
        let _ = (def, at);
        Ok(())
    }
}
