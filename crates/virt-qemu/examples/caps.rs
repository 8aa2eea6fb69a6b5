//! Prints what an emulator, or a recorded one (`*.replies`), can do: `caps FILE`.

use std::sync::Arc;

use virt_qemu::capabilities::recording::Recording;
use virt_qemu::capabilities::{AccelKind, QemuCaps};
use virt_qemu::emulator::{Emulators, Settings, ThisHost};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: caps FILE")?;
    let caps: QemuCaps = if path.ends_with(".replies") {
        Recording::parse(&std::fs::read_to_string(&path)?)?.caps(&path)?
    } else {
        Emulators::new(Settings::default(), Arc::new(ThisHost::default())).get(&path)?.caps().clone()
    };
    println!("{} {} {}", caps.arch, caps.version, caps.package);
    for flag in caps.flags().iter() {
        println!("flag {}", flag.name());
    }
    for kind in [AccelKind::Kvm, AccelKind::Hvf, AccelKind::Tcg] {
        let accel = caps.accel(kind);
        for m in &accel.machines {
            println!(
                "machine {} {} alias={} max={} hotplug={} cpu={} numa={} ram={} deprecated={} default={} acpi={}",
                kind.name(),
                m.name,
                m.alias.as_deref().unwrap_or("-"),
                m.max_cpus,
                m.hotplug_cpus,
                m.default_cpu_type.as_deref().unwrap_or("-"),
                m.numa_mem,
                m.default_ram_id.as_deref().unwrap_or("-"),
                m.deprecated,
                m.qemu_default,
                m.acpi.map_or("-", |yes| if yes { "yes" } else { "no" }),
            );
        }
        for m in accel.cpu_models.iter().flatten() {
            println!(
                "cpu {} {} usable={:?} blockers={}",
                kind.name(),
                m.name,
                m.usable,
                m.blockers.join(",")
            );
        }
        for p in accel.host_model.iter().flat_map(|m| &m.props) {
            println!("prop {} {} {:?} {:?}", kind.name(), p.name, p.value, p.migratable);
        }
    }
    Ok(())
}
