//! Whether a guest can go on under another definition: does it see the same machine?
//!
//! Asked where a definition is exchanged under a guest whose memory is kept: restoring a saved domain, changing a
//! save image, giving back a snapshot, migration. What only the host sees (files, names of bridges, limits) may
//! differ. The first difference is the error; `source` is what the guest knows, `target` what it is to get.

mod compare;
mod cpu;
mod devices;
mod features;
mod info;
mod memory;
mod small;

use virt_core::Result;

use super::{DomainDef, Timer, TimerName};
use compare::{alike, both, each, same, same_quoted, word, yes_no};

impl DomainDef {
    /// Refuses a definition under which a guest of this one would see another machine.
    pub fn check_same_machine(&self, target: &Self) -> Result<()> {
        check(self, target, true)
    }

    /// The same for a guest that runs: how much memory the balloon leaves it may differ.
    pub fn check_same_running_machine(&self, target: &Self) -> Result<()> {
        check(self, target, false)
    }
}

fn check(source: &DomainDef, target: &DomainDef, current_memory: bool) -> Result<()> {
    identity(source, target)?;
    memory::sizes(source, target, current_memory)?;
    memory::numa(&source.numa, &target.numa)?;
    memory::vcpus(&source.vcpus, &target.vcpus)?;
    platform(source, target)?;
    features::features(&source.features, &target.features)?;
    let (timers, new_timers) = (&source.clock.timers, &target.clock.timers);
    alike(timers.len() == new_timers.len(), || "Target domain timers do not match source".into())?;
    timers.iter().zip(new_timers).try_for_each(|(source, target)| timer(source, target))?;
    cpu::cpu(source.cpu.as_deref(), target.cpu.as_deref())?;
    cpu::sysinfo(&source.sysinfo, &target.sysinfo)?;
    all_devices(source, target)
}

fn identity(source: &DomainDef, target: &DomainDef) -> Result<()> {
    same("domain virt type", source.virt_type.as_str(), target.virt_type.as_str())?;
    same("domain uuid", source.uuid, target.uuid)?;
    let (genid, new_genid) = (&source.genid, &target.genid);
    alike(genid.is_some() == new_genid.is_some(), || {
        "Target domain requested genid does not match source".into()
    })?;
    if let (Some(genid), Some(new_genid)) = (genid, new_genid) {
        same("domain genid", genid.id, new_genid.id)?;
    }
    same_quoted("domain name", source.name.as_str(), target.name.as_str())
}

fn platform(source: &DomainDef, target: &DomainDef) -> Result<()> {
    let (a, b) = (&source.os, &target.os);
    let arch = |domain: &DomainDef| domain.os.arch.map_or_else(|| "none".to_owned(), |arch| arch.to_string());
    let machine = |domain: &DomainDef| domain.os.machine.clone().unwrap_or_else(|| "(null)".to_owned());
    same("domain OS type", a.kind.as_str(), b.kind.as_str())?;
    same("domain architecture", arch(source), arch(target))?;
    same("domain machine type", machine(source), machine(target))?;
    same("domain SMBIOS mode", a.smbios.as_str(), b.smbios.as_str())
}

fn timer(source: &Timer, target: &Timer) -> Result<()> {
    same("timer", source.name.as_str(), target.name.as_str())?;
    same_quoted("timer presence", yes_no(source.present), yes_no(target.present))?;
    if source.name == TimerName::Tsc {
        same("TSC frequency", source.frequency, target.frequency)?;
        same("TSC mode", word(source.mode, "none"), word(target.mode, "none"))?;
    }
    Ok(())
}

fn all_devices(source: &DomainDef, target: &DomainDef) -> Result<()> {
    let (a, b) = (&source.devices, &target.devices);
    each("disk", &a.disks, &b.disks, devices::disk)?;
    each("controller", &a.controllers, &b.controllers, devices::controller)?;
    each("filesystem", &a.filesystems, &b.filesystems, devices::filesystem)?;
    each("net card", &a.interfaces, &b.interfaces, devices::interface)?;
    each("input device", &a.inputs, &b.inputs, devices::input)?;
    each("sound card", &a.sounds, &b.sounds, devices::sound)?;
    each("video card", &a.videos, &b.videos, devices::video)?;
    each("host device", &a.hostdevs, &b.hostdevs, devices::hostdev)?;
    each("smartcard", &a.smartcards, &b.smartcards, |a, b| info::device(&a.info, &b.info))?;
    each("serial port", &a.serials, &b.serials, small::serial)?;
    each("parallel port", &a.parallels, &b.parallels, small::parallel)?;
    each("channel", &a.channels, &b.channels, small::channel)?;
    each("console", &a.consoles, &b.consoles, small::console)?;
    each("hub device", &a.hubs, &b.hubs, small::hub)?;
    each("redirected devices", &a.redirdevs, &b.redirdevs, small::redirdev)?;
    let filters = || count("USB redirection filter", a.redirfilter.is_some(), b.redirfilter.is_some());
    both(a.redirfilter.as_ref(), b.redirfilter.as_ref(), filters, small::redirfilter)?;
    each("watchdog device", &a.watchdogs, &b.watchdogs, small::watchdog)?;
    let balloons = || count("memory balloon", a.memballoon.is_some(), b.memballoon.is_some());
    both(a.memballoon.as_deref(), b.memballoon.as_deref(), balloons, small::memballoon)?;
    each("RNG device", &a.rngs, &b.rngs, small::rng)?;
    each("panic device", &a.panics, &b.panics, small::panic)?;
    each("shared memory device", &a.shmems, &b.shmems, small::shmem)?;
    each("TPM device", &a.tpms, &b.tpms, small::tpm)?;
    each("memory device", &a.memories, &b.memories, memory::memory_device)?;
    each("IOMMU device", &a.iommus, &b.iommus, small::iommu)?;
    let single =
        |what: &'static str| move || format!("Target domain {what} device count does not match source");
    both(a.vsock.as_deref(), b.vsock.as_deref(), single("vsock"), small::vsock)?;
    both(a.pstore.as_deref(), b.pstore.as_deref(), single("pstore"), small::pstore)
}

fn count(what: &str, source: bool, target: bool) -> String {
    let (source, target) = (u8::from(source), u8::from(target));
    format!("Target domain {what} count {target} does not match source {source}")
}
