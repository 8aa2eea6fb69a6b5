//! Every recorded QEMU build is understood, and survives being written to disk.

use std::path::PathBuf;

use virt_core::Arch;
use virt_qemu::capabilities::recording::Recording;
use virt_qemu::capabilities::{AccelKind, Flag, QemuCaps};

fn folder() -> PathBuf {
    std::env::var_os("LIBVIRT_RS_DATA")
        .map_or_else(|| "/work/shared/data".into(), PathBuf::from)
        .join("qemu-replies")
}

fn all() -> Vec<(String, QemuCaps)> {
    let Ok(entries) = std::fs::read_dir(folder()) else {
        eprintln!("no recordings in {}: nothing tested", folder().display());
        return Vec::new();
    };
    let mut all: Vec<_> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let recording = Recording::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
            (name, recording.caps("/usr/bin/qemu-system").unwrap())
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn every_recording_is_understood() {
    for (name, caps) in all() {
        let (_, arch) =
            name.trim_start_matches("caps_").trim_end_matches(".replies").split_once('_').unwrap();
        assert_eq!(caps.arch.name(), arch.split('+').next().unwrap(), "{name}");
        assert!(caps.at_least(6, 2) && caps.version < 12_000_000, "{name}: {}", caps.version);
        assert!(caps.has(Flag::TCG), "{name}");
        for kind in [AccelKind::Tcg, AccelKind::Kvm].into_iter().filter(|k| caps.supports_accel(*k)) {
            let accel = caps.accel(kind);
            assert!(accel.machines.len() > 1, "{name} {kind:?}");
            assert!(accel.default_machine().is_some(), "{name} {kind:?}");
        }
        let again: QemuCaps = serde_json::from_str(&serde_json::to_string(&caps).unwrap()).unwrap();
        assert_eq!(again, caps, "{name}");
        println!("{name}: {} flags", caps.flags().iter().count());
    }
}

#[test]
fn known_facts_of_some_builds() {
    for (name, caps) in all() {
        let kvm = caps.accel(AccelKind::Kvm);
        match name.as_str() {
            "caps_9.2.0_x86_64.replies" => {
                assert_eq!(caps.arch, Arch::X86_64);
                assert_eq!(kvm.default_machine(), Some("pc-i440fx-9.2"));
                assert_eq!(kvm.canonical_machine("q35"), "pc-q35-9.2");
                assert_eq!(kvm.machine_default_cpu("pc-i440fx-9.2"), Some("qemu64"));
                assert_eq!(kvm.machine("pc-q35-9.2").map(|m| m.max_cpus), Some(4096));
                assert!(caps.has(Flag::MACHINE_I8042_OPT) && caps.has(Flag::NETDEV_STREAM));
                assert!(!caps.has(Flag::SEV_GUEST) && caps.sev.is_none());
            }
            "caps_10.0.0_x86_64+amdsev.replies" => assert!(caps.sev.is_some() && caps.has(Flag::SEV_GUEST)),
            "caps_8.2.0_aarch64.replies" => assert!(caps.supports_gic(AccelKind::Tcg, 3)),
            _ => {}
        }
    }
}
