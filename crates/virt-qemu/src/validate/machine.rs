//! A domain as a whole: what runs it, how it boots, how many processors it has.

use virt_core::{Arch, Result};

use super::refuse::{refuse, refuse_with, unsupported, wrong};
use super::{clock, cpu, features, memory, storage};
use crate::capabilities::{AccelKind, Flag, QemuCaps};
use crate::family::Family;
use crate::post_parse::QemuPolicy;
use crate::post_parse::firmware::is_old_style;
use crate::vocabulary::{
    AcpiTableType, Address, ConsoleTargetType, DomainDef, Firmware, LaunchSecurity, LifecycleAction, OsType,
    PanicModel, StorageKind, Sysinfo, TpmModel, VirtType, WatchdogModel,
};

/// Most virtual CPUs on x86 whose interrupts need no extended mode of the IOMMU.
const MAX_VCPUS_WITHOUT_EIM: u32 = 255;

/// Everything that isn't about one device.
pub fn check(def: &DomainDef, policy: &QemuPolicy<'_>) -> Result<()> {
    let caps = policy.caps;
    supported(def, caps)?;
    firmware(def, caps)?;
    lifecycle(def.lifecycle.on_poweroff, def.lifecycle.on_reboot, def.lifecycle.on_crash)?;
    cpu::check(def, policy)?;
    memory::hotplug(def)?;
    let pools = def
        .iothreads
        .threads
        .iter()
        .any(|t| t.thread_pool_min.is_some() || t.thread_pool_max.is_some())
        || def.iothreads.default.is_some_and(|t| t.thread_pool_min.is_some() || t.thread_pool_max.is_some());
    refuse(
        pools && !caps.has(Flag::IOTHREAD_THREAD_POOL_MAX),
        "thread_pool_min and thread_pool_max is not supported by this QEMU binary",
    )?;
    clock::check(def, caps)?;
    let sleep = def.pm.suspend_to_mem.enabled.is_some() || def.pm.suspend_to_disk.enabled.is_some();
    refuse(sleep && !Family::of(def).arch().is_x86(), "setting ACPI S3/S4 not supported")?;
    boot(def, caps)?;
    vcpus(def, caps)?;
    refuse(
        !def.resctrl.is_empty() && def.virt_type != VirtType::Kvm,
        "cachetune is only supported for KVM domains",
    )?;
    features::check(def, caps)?;
    memory::backing(def, caps)?;
    let has_hmat = !def.numa.interconnects.is_empty() || def.numa.cells.iter().any(|c| !c.caches.is_empty());
    refuse(has_hmat && !caps.has(Flag::NUMA_HMAT), "HMAT is not supported with this QEMU")?;
    consoles(def, caps)?;
    firmware_config(def)?;
    panics(def, caps)?;
    tpms(def)?;
    watchdogs(def)?;
    security(def, caps)
}

fn supported(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    let family = Family::of(def);
    let emulator = def.devices.emulator.as_deref().unwrap_or_default();
    let kind = AccelKind::of_virt_type(def.virt_type.as_str());
    refuse_with(def.os.kind != OsType::Hvm, || {
        format!("Emulator '{emulator}' does not support os type '{}'", def.os.kind.as_str())
    })?;
    refuse_with(!caps.supports_arch(family.arch()), || {
        format!("Emulator '{emulator}' does not support arch '{}'", family.arch())
    })?;
    let own_type = kind.virt_type() == def.virt_type.as_str();
    refuse_with(!own_type || !caps.supports_accel(kind), || {
        format!("Emulator '{emulator}' does not support virt type '{}'", def.virt_type.as_str())
    })?;
    let machine = caps.accel(kind).machine(family.machine());
    refuse_with(machine.is_none(), || {
        format!("Emulator '{emulator}' does not support machine type '{}'", family.machine())
    })?;
    refuse_with(def.features.acpi && machine.and_then(|m| m.acpi) == Some(false), || {
        format!("machine type '{}' does not support ACPI", family.machine())
    })
}

fn firmware(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    let arch = Family::of(def).arch();
    refuse(def.memtune.min_guarantee != 0, "Parameter 'min_guarantee' not supported by QEMU.")?;
    let uefi = def.os.firmware == Some(Firmware::Efi) || is_old_style(&def.os);
    refuse(uefi && arch.is_x86() && !def.features.acpi, "UEFI requires ACPI on this architecture")?;
    refuse(def.features.acpi && arch == Arch::Aarch64 && !uefi, "ACPI requires UEFI on this architecture")?;
    refuse(
        def.genid.is_some() && !caps.has(Flag::DEVICE_VMGENID),
        "this QEMU does not support the 'genid' capability",
    )?;
    if def.os.bios.useserial == Some(true) {
        refuse(!arch.is_x86(), "BIOS serial console only supported on x86 architectures")?;
        wrong(def.devices.serials.is_empty(), "need at least one serial port to use BIOS serial output")?;
    }
    Ok(())
}

/// Combinations of actions that can't be carried out.
pub fn lifecycle(poweroff: LifecycleAction, reboot: LifecycleAction, crash: LifecycleAction) -> Result<()> {
    let renames = [poweroff, reboot, crash].contains(&LifecycleAction::RenameRestart);
    refuse(
        renames,
        "qemu driver doesn't support the 'rename-restart' action for 'on_reboot'/'on_poweroff'/'on_crash'",
    )?;
    refuse(
        [poweroff, reboot].contains(&LifecycleAction::Preserve),
        "qemu driver doesn't support the 'preserve' action for 'on_reboot'/'on_poweroff'",
    )?;
    refuse(
        poweroff == LifecycleAction::Restart && reboot == LifecycleAction::Destroy,
        "qemu driver doesn't support 'onReboot' set to 'destroy and 'onPoweroff' set to 'reboot'",
    )
}

fn boot(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    let os = &def.os;
    refuse(os.bootloader.is_some() || os.bootloader_args.is_some(), "bootloader is not supported by QEMU")?;
    if let Some(loader) = &os.loader {
        let family = Family::of(def);
        if loader.secure == Some(true) {
            refuse(!family.is_q35(), "Secure boot is supported with q35 machine types only")?;
            refuse(family.arch() != Arch::X86_64, "Secure boot is supported for x86_64 architecture only")?;
            let smm = def.features.smm.is_some_and(|smm| smm.state);
            refuse(os.firmware.is_none() && !smm, "Secure boot requires SMM feature enabled")?;
        }
        if let Some(nvram) = &loader.nvram {
            let source = &nvram.source;
            let known = matches!(
                source.kind,
                StorageKind::File { .. } | StorageKind::Block { .. } | StorageKind::Network(_)
            );
            refuse_with(!known, || format!("unsupported nvram disk type '{}'", source.kind.kind().as_str()))?;
            refuse(source.slice.is_some(), "slices are not supported with NVRAM")?;
            refuse(source.reservations.is_some(), "persistent reservations are not supported with NVRAM")?;
            storage::check_source(source, nvram.format, false, source.encryption.as_deref(), caps)?;
        }
    }
    let rawset = os.acpi_tables.iter().any(|table| table.kind == AcpiTableType::Rawset);
    refuse(rawset, "ACPI table type 'rawset' is not supported")?;
    refuse(os.shim.is_some() && !caps.has(Flag::MACHINE_SHIM), "shim is not supported by this QEMU binary")
}

fn vcpus(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    let family = Family::of(def);
    let kind = AccelKind::of_virt_type(def.virt_type.as_str());
    let limit = caps.accel(kind).machine(family.machine()).map_or(0, |machine| machine.max_cpus);
    let (current, max) = (def.vcpus.current, def.vcpus.max);
    refuse(current == 0, "Domain requires at least 1 vCPU")?;
    refuse_with(limit > 0 && max > limit, || {
        format!("Maximum CPUs greater than specified machine type limit {limit}")
    })?;
    let topology = def.cpu.as_ref().and_then(|cpu| cpu.topology).filter(|t| t.sockets > 0);
    if let Some(t) = &topology {
        let product =
            [t.sockets, t.dies, t.clusters, t.cores, t.threads].into_iter().map(u64::from).product();
        let all: u64 = product;
        refuse(all != u64::from(max), "CPU topology doesn't match maximum vcpu count")?;
    }
    let granularity = topology.filter(|_| family.is_pseries()).map_or(1, |t| t.threads.max(1));
    refuse_with(current % granularity != 0, || {
        format!("vCPUs count must be a multiple of the vCPU hotplug granularity ({granularity})")
    })?;
    if family.arch().is_x86() && max > MAX_VCPUS_WITHOUT_EIM {
        refuse_with(!family.is_q35(), || {
            format!("more than {MAX_VCPUS_WITHOUT_EIM} vCPUs are only supported on q35-based machine types")
        })?;
        let eim = def.devices.iommus.first().is_some_and(|iommu| iommu.driver.eim == Some(true));
        refuse_with(!eim, || {
            format!(
                "more than {MAX_VCPUS_WITHOUT_EIM} vCPUs require extended interrupt mode enabled on the iommu device"
            )
        })?;
    }
    Ok(())
}

fn consoles(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    for console in &def.devices.consoles {
        match console.target.kind {
            ConsoleTargetType::Sclp => refuse(
                !caps.has(Flag::DEVICE_SCLPCONSOLE),
                "sclpconsole is not supported in this QEMU binary",
            )?,
            ConsoleTargetType::Sclplm => refuse(
                !caps.has(Flag::DEVICE_SCLPLMCONSOLE),
                "sclplmconsole is not supported in this QEMU binary",
            )?,
            ConsoleTargetType::Virtio | ConsoleTargetType::Serial => {}
            other => unsupported(format!("unsupported console target type {}", other.as_str()))?,
        }
    }
    Ok(())
}

fn firmware_config(def: &DomainDef) -> Result<()> {
    for file in
        def.sysinfo.iter().flat_map(|s| if let Sysinfo::FwCfg(all) = s { all.as_slice() } else { &[] })
    {
        refuse(!file.name.starts_with("opt/"), "Invalid firmware name")?;
        let reserved = file.name.starts_with("opt/ovmf/") || file.name.starts_with("opt/org.qemu/");
        refuse(reserved, "That firmware name is reserved")?;
    }
    Ok(())
}

fn panics(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    let family = Family::of(def);
    for panic in &def.devices.panics {
        let address = panic.info.address.as_ref();
        let no_address = |model: &str| {
            refuse_with(address.is_some(), || {
                format!("setting the panic device address is not supported for model '{model}'")
            })
        };
        match panic.model {
            PanicModel::S390 => {
                refuse(!family.arch().is_s390(), "only S390 guests support panic device of model 's390'")?;
                no_address("s390")?;
            }
            PanicModel::Hyperv => {
                refuse(
                    !family.arch().is_x86(),
                    "only i686 and x86_64 guests support panic device of model 'hyperv'",
                )?;
                no_address("hyperv")?;
            }
            PanicModel::Pseries => {
                refuse(!family.is_pseries(), "only pSeries guests support panic device of model 'pseries'")?;
                no_address("pseries")?;
            }
            PanicModel::Isa => {
                refuse(
                    !caps.has(Flag::DEVICE_PANIC),
                    "the QEMU binary does not support the ISA panic device",
                )?;
                refuse(
                    address.is_some_and(|a| !matches!(a, Address::Isa(_))),
                    "panic is supported only with ISA address type",
                )?;
            }
            PanicModel::Pvpanic => {
                refuse(
                    !caps.has(Flag::DEVICE_PANIC_PCI),
                    "the QEMU binary does not support the PCI pvpanic device",
                )?;
                refuse(
                    !matches!(address, Some(Address::Pci(_))),
                    "pvpanic is supported only with PCI address type",
                )?;
            }
            PanicModel::Default => {
                unsupported("no panic model provided, and no default for the architecture and machine type")?;
            }
        }
    }
    Ok(())
}

fn tpms(def: &DomainDef) -> Result<()> {
    let proxies = def.devices.tpms.iter().filter(|t| t.model == Some(TpmModel::SpaprTpmProxy)).count();
    refuse(proxies > 1, "only a single TPM Proxy device is supported")?;
    refuse(def.devices.tpms.len() - proxies > 1, "only a single TPM non-proxy device is supported")
}

fn watchdogs(def: &DomainDef) -> Result<()> {
    let all = &def.devices.watchdogs;
    for (index, watchdog) in all.iter().enumerate().filter(|(_, w)| w.model != WatchdogModel::I6300esb) {
        refuse_with(all[..index].iter().any(|other| other.model == watchdog.model), || {
            format!("domain can only have one watchdog with model '{}'", watchdog.model.as_str())
        })?;
    }
    Ok(())
}

fn security(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    let (name, there) = match def.launch_security.as_deref() {
        None => return Ok(()),
        Some(LaunchSecurity::Sev(_)) => ("sev", caps.has(Flag::SEV_GUEST)),
        Some(LaunchSecurity::SevSnp(_)) => ("sev-snp", caps.has(Flag::SEV_SNP_GUEST)),
        Some(LaunchSecurity::S390Pv) => {
            ("s390-pv", caps.has(Flag::S390_PV_GUEST) && caps.has(Flag::MACHINE_CONFIDENTAL_GUEST_SUPPORT))
        }
        Some(LaunchSecurity::Tdx(_)) => ("tdx", caps.has(Flag::TDX_GUEST)),
    };
    refuse_with(!there, || format!("'{name}' launch security is not supported with this QEMU binary"))?;
    if let Some(LaunchSecurity::Sev(sev)) = def.launch_security.as_deref() {
        refuse(
            sev.common.kernel_hashes.is_some() && !caps.has(Flag::SEV_GUEST_KERNEL_HASHES),
            "SEV measured direct kernel boot is not supported with this QEMU binary",
        )?;
    }
    Ok(())
}
