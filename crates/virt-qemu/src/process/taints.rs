//! What makes a guest's trouble hard to judge for others: noted in its log and told with its messages.

use virt_conf::cpu::CpuMode;

use super::log::Log;
use crate::capabilities::{AccelKind, QemuCaps};
use crate::definition::Definition;
use crate::domain::{Run, Vm};
use crate::root::{Root, status_file};
use crate::vocabulary::{DiskDevice, StorageKind};

/// What is to be noted at a start.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    taints: Vec<&'static str>,
    deprecations: Vec<String>,
}

impl Found {
    fn add(&mut self, taint: &'static str, applies: bool) {
        if applies && !self.taints.contains(&taint) {
            self.taints.push(taint);
        }
    }

    fn deprecated(&mut self, what: String) {
        self.add("deprecated-config", true);
        self.deprecations.push(what);
    }
}

/// Notes a taint of a guest that runs.
pub fn add(root: &Root, vm: &Vm, run: &Run, taint: &'static str) {
    let new = vm.update(|state| {
        let new = !state.taints.contains(&taint);
        if new {
            state.taints.push(taint);
        }
        new
    });
    if new {
        if let Ok(mut log) = Log::open(root, &vm.name()) {
            write(&mut log, run, taint);
        }
        status_file::refresh(root, vm);
    }
}

/// Notes the taints of a guest that is about to start; `restored`: its CPU was another host's.
pub fn note(root: &Root, vm: &Vm, run: &Run, caps: &QemuCaps, restored: bool, log: &mut Log) {
    let mut found = Found::default();
    found.add("high-privileges", root.run_as.as_ref().is_some_and(|who| who.uid == 0 || who.gid == 0));
    let filtered = root.settings.capability_filters.as_ref().is_some_and(|filters| !filters.is_empty());
    found.add("custom-hypervisor-feature", filtered);
    of_definition(&vm.state().def, caps, restored, &mut found);
    for taint in &found.taints {
        let mut notes = vec![String::new()];
        if *taint == "deprecated-config" {
            notes = found.deprecations.iter().map(|what| format!(" ({what})")).collect();
        }
        for note in notes {
            write(log, run, &format!("{taint}{note}"));
        }
    }
    vm.update(|state| (state.taints, state.deprecations) = (found.taints, found.deprecations));
}

fn write(log: &mut Log, run: &Run, what: &str) {
    log.note(&format!("Domain id={} is tainted: {what}", run.id));
}

fn of_definition(definition: &Definition, caps: &QemuCaps, restored: bool, found: &mut Found) {
    let own = &definition.qemu;
    found.add("custom-argv", !own.args.is_empty() || !own.env.is_empty());
    found.add(
        "custom-hypervisor-feature",
        !own.capabilities_add.is_empty() || !own.capabilities_del.is_empty(),
    );
    found.add("custom-device", !own.overrides.is_empty());
    let accel = caps.accel(AccelKind::of_virt_type(definition.virt_type.as_str()));
    if let Some(machine) = definition.os.machine.as_deref()
        && accel.machine(machine).is_some_and(|known| known.deprecated)
    {
        found.deprecated(format!("machine type '{machine}'"));
    }
    if let Some(cpu) = &definition.cpu {
        let hosts = matches!(cpu.mode, CpuMode::HostPassthrough | CpuMode::Maximum);
        found.add("host-cpu", restored && hosts);
        if let Some(model) = cpu.model.as_deref().filter(|_| cpu.mode == CpuMode::Custom)
            && accel.cpu_model(model).is_some_and(|known| known.deprecated)
        {
            found.deprecated(format!("CPU model '{model}'"));
        }
    }
    let devices = &definition.devices;
    for disk in &devices.disks {
        found.add("high-privileges", disk.rawio == Some(true));
        let drive = disk.device == DiskDevice::Cdrom && matches!(disk.source.kind, StorageKind::Block { .. });
        found.add("cdrom-passthrough", drive && !disk.source.is_empty());
    }
    found.add("shell-scripts", devices.interfaces.iter().any(|interface| interface.script.is_some()));
    found.add("custom-dtb", definition.os.dtb.is_some());
}

#[cfg(test)]
mod tests {
    use super::*;
    use virt_core::Arch;

    #[test]
    fn what_is_out_of_the_ordinary_is_found() {
        let xml = "<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><name>a</name>\
            <memory>1</memory><os><type>hvm</type><dtb>/d</dtb></os><cpu mode='host-passthrough'/>\
            <devices><interface type='ethernet'><script path='/s'/></interface></devices>\
            <qemu:commandline><qemu:env name='A' value='1'/></qemu:commandline></domain>";
        let definition = Definition::parse(xml, virt_conf::domain::ParseFlags::default()).unwrap();
        let caps = QemuCaps::new("q", 8_000_000, "", Arch::X86_64);
        let taints = |restored| {
            let mut found = Found::default();
            of_definition(&definition, &caps, restored, &mut found);
            found.taints
        };
        assert_eq!(taints(false), ["custom-argv", "shell-scripts", "custom-dtb"]);
        assert_eq!(taints(true), ["custom-argv", "host-cpu", "shell-scripts", "custom-dtb"]);
    }
}
