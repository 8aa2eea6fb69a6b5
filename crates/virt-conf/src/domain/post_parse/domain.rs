//! Defaults of the domain as a whole.

use virt_core::Result;

use crate::cpu::{CpuCheck, CpuMode};
use crate::domain::complain::{unsupported, wrong};
use crate::domain::devices::{Graphics, Listen, ListenType};
use crate::domain::policy::{Features, StageFlags};
use crate::domain::{Catchup, DomainDef, LoaderType, OsType, TickPolicy, TimerName};

pub fn check_init(def: &DomainDef) -> Result<()> {
    match def.os.kind == OsType::Exe && def.os.init.is_none() {
        true => wrong("init binary must be specified"),
        false => Ok(()),
    }
}

/// Who is there at start cannot be taken out, unless said otherwise.
pub fn complete_vcpus(def: &mut DomainDef) -> Result<()> {
    for (number, vcpu) in def.vcpus.individual.iter_mut().flatten().enumerate() {
        match vcpu.hotpluggable {
            None => vcpu.hotpluggable = Some(!vcpu.enabled),
            Some(false) if !vcpu.enabled => {
                return unsupported(format!("vcpu '{number}' is both offline and not hotpluggable"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Sizes that follow from others: the total from NUMA cells and memory devices, the present from the total.
pub fn complete_memory(def: &mut DomainDef, flags: StageFlags) -> Result<()> {
    let recompute = def.memory.total == 0 || flags.abi_update || flags.abi_update_migration;
    let cells = if recompute { def.numa.memory() } else { 0 };
    let devices = def.devices.memories.iter().fold(0u64, |sum, m| sum.saturating_add(m.target.size));
    if cells != 0 {
        def.memory.total = cells.saturating_add(devices);
    } else if devices > def.memory.total {
        return wrong("Total size of memory devices exceeds the total memory size");
    }
    let memory = &mut def.memory;
    if memory.total == devices {
        return wrong("Memory size must be specified via <memory> or in the <numa> configuration");
    }
    if memory.current > memory.total || memory.current == 0 {
        memory.current = memory.total;
    }
    if memory.max == 0 && memory.slots > 0 {
        return wrong("maximum memory size must be specified when specifying number of memory slots");
    }
    if memory.max != 0 && memory.max < memory.total {
        return wrong("maximum memory size must be equal or greater than the actual memory size");
    }
    Ok(())
}

/// Firmware in a file is read-only memory unless it says that it is flash.
pub fn complete_os(def: &mut DomainDef) {
    if let Some(loader) = &mut def.os.loader
        && loader.path.is_some()
    {
        loader.kind.get_or_insert(LoaderType::Rom);
    }
}

pub fn check_timers(def: &DomainDef) -> Result<()> {
    for timer in &def.clock.timers {
        let name = timer.name.as_str();
        let no = |what: &str| unsupported(format!("timer {name} doesn't support setting of timer {what}"));
        if matches!(timer.name, TimerName::Kvmclock | TimerName::Hypervclock) && timer.tickpolicy.is_some() {
            return no("tickpolicy");
        }
        let catchup = timer.catchup != Catchup::default();
        if timer.tickpolicy != Some(TickPolicy::Catchup) && catchup {
            return wrong("setting of timer catchup policies is only supported with tickpolicy='catchup'");
        }
        if timer.name != TimerName::Tsc {
            if timer.frequency != 0 {
                return no("frequency");
            }
            if timer.mode.is_some() {
                return no("mode");
            }
        }
        if !matches!(timer.name, TimerName::Platform | TimerName::Rtc) && timer.track.is_some() {
            return no("track");
        }
    }
    Ok(())
}

/// SPICE without any port listens nowhere.
pub fn quieten_spice(graphics: &mut [Graphics]) {
    for graphics in graphics {
        let Graphics::Spice(spice) = graphics else { continue };
        let silent = spice.port == 0 && spice.tls_port == 0 && !spice.autoport;
        if let Some(listen) = spice.listens.first_mut()
            && silent
            && listen.kind == ListenType::Address
        {
            *listen = Listen { kind: ListenType::None, ..Listen::default() };
        }
    }
}

pub fn check_cpu(def: &DomainDef) -> Result<()> {
    match &def.cpu {
        Some(cpu)
            if cpu.mode == CpuMode::Custom && cpu.model.is_none() && cpu.check != CpuCheck::default() =>
        {
            unsupported("check attribute specified for CPU with no model")
        }
        _ => Ok(()),
    }
}

/// What the driver doesn't understand of the domain.
pub fn check_features(def: &mut DomainDef, features: Features) -> Result<()> {
    if !features.memory_hotplug && def.memory.has_hotplug() {
        return unsupported(
            "memory hotplug tunables <maxMemory> are not supported by this hypervisor driver",
        );
    }
    if !features.offline_vcpupin {
        let vcpus = &def.vcpus;
        def.cputune.vcpupin.retain(|vcpu, _| vcpus.is_enabled(*vcpu));
    }
    if !features.name_slash && def.name.contains('/') {
        return wrong(format!("name {} cannot contain '/'", def.name));
    }
    if !features.individual_vcpus && def.vcpus.individual.is_some() {
        return unsupported("individual CPU state configuration is not supported");
    }
    Ok(())
}
