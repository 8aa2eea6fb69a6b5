//! What is wrong with the domain as a whole.

use std::collections::HashSet;

use virt_core::Result;
use virt_core::consts::*;

use super::{aliases, disk, hostdev, numa, video};
use crate::domain::complain::{argument, detail, refuse, unsupported, wrong};
use crate::domain::devices::DiskBus;
use crate::domain::policy::Features;
use crate::domain::validate::common::is_printable;
use crate::domain::{
    DomainDef, Firmware, FirmwareFeatureName, IoapicDriver, LaunchSecurity, LifecycleAction, LoaderType, Os,
};

/// What cgroups take, in microseconds.
const PERIOD: (u64, u64) = (1000, 1_000_000);
const QUOTA: (i64, i64) = (1000, 17_592_186_044_415);

pub fn check(def: &DomainDef, features: Features) -> Result<()> {
    check_resource(def)?;
    check_disk_names(def)?;
    hostdev::check_all(def)?;
    check_drive_addresses(def)?;
    check_topology(def)?;
    aliases::collect(def)?;
    check_iommus(def)?;
    refuse(
        def.iommufd.as_ref().is_some_and(|iommufd| !iommufd.enabled && iommufd.fdgroup.is_some()),
        "Setting 'fdgroup' when 'iommufd' is disabled is not supported.",
    )?;
    for (event, action) in [
        (VIR_DOMAIN_LIFECYCLE_POWEROFF, def.lifecycle.on_poweroff),
        (VIR_DOMAIN_LIFECYCLE_REBOOT, def.lifecycle.on_reboot),
        (VIR_DOMAIN_LIFECYCLE_CRASH, def.lifecycle.on_crash),
    ] {
        lifecycle_action_allowed(event, action)?;
    }
    check_hugepages(def)?;
    check_os(def, features)?;
    check_cputune(def)?;
    check_boot(def)?;
    video::check_all(def)?;
    check_blkio(def)?;
    check_idmap(def)?;
    numa::check(def)?;
    check_iothreads(def)?;
    check_launch_security(def)?;
    def.throttlegroups.iter().try_for_each(|group| disk::check_rates(&group.limits.rates))
}

fn check_resource(def: &DomainDef) -> Result<()> {
    let Some(appid) = def.resource.as_ref().and_then(|resource| resource.appid.as_deref()) else {
        return Ok(());
    };
    if !is_printable(appid) {
        return wrong("Fibre Channel 'appid' is not a printable string");
    }
    match appid.len() {
        1..=128 => Ok(()),
        _ => argument("Fibre Channel 'appid' string length must be between [1, 128]"),
    }
}

fn check_disk_names(def: &DomainDef) -> Result<()> {
    let disks = &def.devices.disks;
    let mut seen = HashSet::new();
    if disks.iter().all(|disk| seen.insert(disk.dst())) {
        return Ok(());
    }
    for (place, first) in disks.iter().enumerate() {
        if let Some(second) = disks[place + 1..].iter().find(|other| other.dst() == first.dst()) {
            let source =
                |disk: &super::super::devices::Disk| disk.source.path().unwrap_or("<null>").to_owned();
            return wrong(format!(
                "target '{}' duplicated for disk sources '{}' and '{}'",
                first.dst(),
                source(first),
                source(second)
            ));
        }
    }
    Ok(())
}

fn check_drive_addresses(def: &DomainDef) -> Result<()> {
    let mut seen = HashSet::new();
    for disk in &def.devices.disks {
        let Some(address) = disk.info.drive() else { continue };
        if !seen.insert((disk.bus(), *address)) {
            // upstream names the first of the two
            let first = def
                .devices
                .disks
                .iter()
                .find(|other| other.bus() == disk.bus() && other.info.drive() == Some(address));
            return unsupported(format!(
                "Found duplicate drive address for disk with target name '{}' controller='{}' bus='{}' \
                 target='{}' unit='{}'",
                first.unwrap_or(disk).dst(),
                address.controller,
                address.bus,
                address.target,
                address.unit
            ));
        }
    }
    let mut seen = HashSet::new();
    for hostdev in def.devices.hostdevs.iter().filter(|hostdev| hostdev.is_scsi()) {
        let Some(address) = hostdev.info.drive() else { continue };
        let other = match (seen.insert(*address), def.drive_used_by_disk(DiskBus::Scsi, address)) {
            (false, _) => "host device",
            (true, true) => "disk",
            (true, false) => continue,
        };
        return unsupported(format!(
            "SCSI host address controller='{}' bus='{}' target='{}' unit='{}' in use by another SCSI {other}",
            address.bus, address.controller, address.target, address.unit
        ));
    }
    Ok(())
}

fn check_topology(def: &DomainDef) -> Result<()> {
    let Some(topology) = def.cpu.as_ref().and_then(|cpu| cpu.topology.as_ref()) else { return Ok(()) };
    let parts = [topology.sockets, topology.dies, topology.clusters, topology.cores, topology.threads];
    let product = parts.iter().try_fold(1u32, |product, part| product.checked_mul(*part));
    match product {
        Some(_) => Ok(()),
        None => unsupported(format!("cpu topology results in more than {} cpus", u32::MAX)),
    }
}

fn check_iommus(def: &DomainDef) -> Result<()> {
    for iommu in &def.devices.iommus {
        let remaps = iommu.driver.intremap == Some(true);
        refuse(
            remaps && def.features.ioapic != Some(IoapicDriver::Qemu),
            "IOMMU interrupt remapping requires split I/O APIC (ioapic driver='qemu')",
        )?;
        let eim = iommu.driver.eim == Some(true);
        refuse(eim && !remaps, "IOMMU eim requires interrupt remapping to be enabled")?;
    }
    Ok(())
}

/// Whether an action makes sense at an event (`VIR_DOMAIN_LIFECYCLE_*`).
pub fn lifecycle_action_allowed(event: i32, action: LifecycleAction) -> Result<()> {
    let crashes_only = matches!(
        action,
        LifecycleAction::CoredumpDestroy
            | LifecycleAction::CoredumpRestart
            | LifecycleAction::PreserveRunning
    );
    let event = match event {
        VIR_DOMAIN_LIFECYCLE_POWEROFF => "poweroff",
        VIR_DOMAIN_LIFECYCLE_REBOOT => "reboot",
        _ => return Ok(()),
    };
    match crashes_only {
        true => {
            unsupported(format!("Lifecycle event '{event}' doesn't support '{}' action", action.as_str()))
        }
        false => Ok(()),
    }
}

fn check_hugepages(def: &DomainDef) -> Result<()> {
    let pages = def.memory.backing.hugepages.as_deref().unwrap_or_default();
    let cells = def.numa.cells.len();
    for (place, page) in pages.iter().enumerate() {
        for other in &pages[..place] {
            match (&page.nodeset, &other.nodeset) {
                (Some(nodes), Some(others)) if nodes.overlaps(others) => {
                    return detail(format!(
                        "nodeset attribute of hugepages of sizes {} and {} intersect",
                        page.size, other.size
                    ));
                }
                (None, None) => {
                    return detail(format!(
                        "two master hugepages detected: {} and {}",
                        page.size, other.size
                    ));
                }
                _ => {}
            }
        }
        // upstream looks behind the last cell; without cells, at every node
        let beyond = |node: &usize| cells == 0 || *node > cells - 1;
        if let Some(node) = page.nodeset.as_ref().and_then(|nodes| nodes.iter().find(beyond)) {
            return detail(format!("hugepages: node {node} not found"));
        }
    }
    Ok(())
}

pub fn check_os(def: &DomainDef, features: Features) -> Result<()> {
    let os = &def.os;
    if os.varstore.is_some() && os.loader.as_ref().is_some_and(|loader| loader.nvram.is_some()) {
        return wrong("Cannot have both <nvram> and <varstore>");
    }
    match os.firmware {
        Some(firmware) => {
            if !features.firmware_autoselect {
                return detail("firmware auto selection not implemented for this driver");
            }
            let enrolled = firmware_feature(os, FirmwareFeatureName::EnrolledKeys) == Some(true);
            if enrolled && firmware_feature(os, FirmwareFeatureName::SecureBoot) == Some(false) {
                return detail(
                    "firmware feature 'enrolled-keys' cannot be enabled when firmware feature 'secure-boot' \
                     is disabled",
                );
            }
            let Some(loader) = &os.loader else { return Ok(()) };
            if loader.nvram.is_some() && firmware != Firmware::Efi {
                return detail(format!("firmware type '{}' does not support nvram", firmware.as_str()));
            }
        }
        None => {
            if os.firmware_features.is_some() {
                return detail(
                    "cannot use feature-based firmware autoselection when firmware autoselection is disabled",
                );
            }
            let Some(loader) = &os.loader else { return Ok(()) };
            if loader.path.is_none() {
                return detail("no loader path specified and firmware auto selection disabled");
            }
        }
    }
    let Some(loader) = &os.loader else { return Ok(()) };
    match loader.stateless {
        Some(true) if loader.nvram_template.is_some() => {
            return detail("NVRAM template is not permitted when loader is stateless");
        }
        Some(true) if loader.nvram.is_some() => {
            return detail("NVRAM is not permitted when loader is stateless");
        }
        Some(false) if os.firmware.is_none() && loader.kind != Some(LoaderType::Pflash) => {
            return detail("Only pflash loader type permits NVRAM");
        }
        Some(false) if os.firmware.is_some_and(|firmware| firmware != Firmware::Efi) => {
            return detail("Only EFI firmware permits NVRAM");
        }
        _ => {}
    }
    refuse(os.shim.is_some() && os.kernel.is_none(), "shim only allowed with kernel option")
}

fn firmware_feature(os: &Os, name: FirmwareFeatureName) -> Option<bool> {
    let (_, enabled) = os.firmware_features.iter().flatten().find(|(feature, _)| *feature == name)?;
    Some(*enabled)
}

fn check_cputune(def: &DomainDef) -> Result<()> {
    let tune = &def.cputune;
    for (name, value) in [
        ("period", tune.period),
        ("global_period", tune.global_period),
        ("emulator_period", tune.emulator_period),
        ("iothread_period", tune.iothread_period),
    ] {
        if value > 0 && !(PERIOD.0..=PERIOD.1).contains(&value) {
            return unsupported(format!(
                "Value of cputune '{name}' must be in range [{}, {}]",
                PERIOD.0, PERIOD.1
            ));
        }
    }
    for (name, value) in [
        ("quota", tune.quota),
        ("global_quota", tune.global_quota),
        ("emulator_quota", tune.emulator_quota),
        ("iothread_quota", tune.iothread_quota),
    ] {
        if value > 0 && !(QUOTA.0..=QUOTA.1).contains(&value) {
            return unsupported(format!(
                "Value of cputune '{name}' must be in range [{}, {}]",
                QUOTA.0, QUOTA.1
            ));
        }
    }
    Ok(())
}

fn check_boot(def: &DomainDef) -> Result<()> {
    refuse(
        def.os.bootmenu.and_then(|menu| menu.timeout).is_some_and(|timeout| timeout > 65535),
        "invalid value for boot menu timeout, must be in range [0,65535]",
    )?;
    refuse(
        def.os.bios.reboot_timeout.is_some_and(|timeout| !(-1..=65535).contains(&timeout)),
        "invalid value for rebootTimeout, must be in range [-1,65535]",
    )
}

fn check_blkio(def: &DomainDef) -> Result<()> {
    let mut seen = HashSet::new();
    match def.blkiotune.devices.iter().find(|device| !seen.insert(&device.path)) {
        Some(device) => unsupported(format!("duplicate blkio device path '{}'", device.path)),
        None => Ok(()),
    }
}

fn check_idmap(def: &DomainDef) -> Result<()> {
    let (users, groups) = (&def.idmap.uid, &def.idmap.gid);
    refuse(users.is_empty() != groups.is_empty(), "uid and gid should be mapped both")?;
    let maps_root = [users, groups].iter().all(|map| map.first().is_none_or(|entry| entry.start == 0));
    refuse(!maps_root, "You must map the root user of container")
}

fn check_iothreads(def: &DomainDef) -> Result<()> {
    let threads = def.iothreads.threads.iter().map(|t| (t.thread_pool_min, t.thread_pool_max));
    let default = def.iothreads.default.iter().map(|t| (t.thread_pool_min, t.thread_pool_max));
    for (min, max) in threads.chain(default) {
        refuse(max == Some(0), "thread_pool_max must be a positive integer")?;
        refuse(
            min.unwrap_or(-1) > max.unwrap_or(-1),
            "thread_pool_min must be smaller or equal to thread_pool_max",
        )?;
    }
    Ok(())
}

fn check_launch_security(def: &DomainDef) -> Result<()> {
    let fields: &[(&Option<String>, &str, usize)] = match def.launch_security.as_deref() {
        Some(LaunchSecurity::SevSnp(snp)) => &[
            (&snp.guest_visible_workarounds, "guestVisibleWorkarounds", 16),
            (&snp.id_block, "idBlock", 96),
            (&snp.id_auth, "idAuth", 4096),
            (&snp.host_data, "hostData", 32),
        ],
        Some(LaunchSecurity::Tdx(tdx)) => &[
            (&tdx.mr_config_id, "mrConfigId", 48),
            (&tdx.mr_owner, "mrOwner", 48),
            (&tdx.mr_owner_config, "mrOwnerConfig", 48),
        ],
        _ => return Ok(()),
    };
    for (text, name, expected) in fields {
        let Some(length) = text.as_deref().map(decoded_length) else { continue };
        if length != *expected {
            return unsupported(format!("Unexpected length of '{name}', expected {expected} got {length}"));
        }
    }
    Ok(())
}

/// How many bytes a base64 text stands for; what is no base64 is skipped, and a group that is not complete.
fn decoded_length(text: &str) -> usize {
    let known = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    let digits: Vec<u8> = text.bytes().filter(known).collect();
    let whole = &digits[..digits.len() / 4 * 4];
    let padding = whole.iter().rev().take(2).filter(|b| **b == b'=').count();
    whole.len() / 4 * 3 - padding
}
