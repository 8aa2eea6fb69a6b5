//! Documents made straight from recordings, compared with those of the conformance set.
//!
//! The folder of the data is `$LIBVIRT_RS_DATA`, or where the project's sessions have it; without it nothing is
//! tested. `CAPS_DIFF=ID` shows what differs in a case.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use virt_conf::capabilities::Capabilities;
use virt_conf::cpu::CpuDef;
use virt_core::{Arch, Result};
use virt_cpu::HvModel;
use virt_qemu::capabilities::domain::{Surroundings, domain_capabilities};
use virt_qemu::capabilities::host_model::{HostCpu, HostModels};
use virt_qemu::capabilities::hypervisor_cpu::Hypervisor;
use virt_qemu::capabilities::recording::Recording;
use virt_qemu::capabilities::{AccelKind, QemuCaps, guests};
use virt_qemu::firmware::Descriptor;

fn data() -> Option<PathBuf> {
    let folder =
        std::env::var_os("LIBVIRT_RS_DATA").map_or_else(|| "/work/shared/data".into(), PathBuf::from);
    let there = folder.join("conformance/manifest.json").exists();
    if !there {
        eprintln!("no data in {}: nothing tested", folder.display());
    }
    there.then_some(folder)
}

struct Host;

impl HostCpu for Host {
    fn arch(&self) -> Arch {
        Arch::X86_64
    }

    fn phys_addr_bits(&self) -> u32 {
        46
    }

    /// What the recording machine was.
    fn definition(&self, _: Option<&[HvModel<'_>]>) -> Result<CpuDef> {
        CpuDef::parse(
            "<cpu mode='custom' match='exact'><model>EPYC-Rome</model><vendor>AMD</vendor></cpu>",
            false,
        )
    }
}

struct Set {
    folder: PathBuf,
    cases: Vec<Value>,
    caps: BTreeMap<String, QemuCaps>,
}

impl Set {
    fn load(kind: &str) -> Option<Set> {
        let folder = data()?;
        let manifest: Value =
            serde_json::from_str(&std::fs::read_to_string(folder.join("conformance/manifest.json")).unwrap())
                .unwrap();
        let cases =
            manifest["cases"].as_array().unwrap().iter().filter(|c| c["kind"] == kind).cloned().collect();
        Some(Set { folder, cases, caps: BTreeMap::new() })
    }

    fn caps(&mut self, case: &Value) -> &QemuCaps {
        let name = case["caps"].as_str().unwrap();
        self.caps.entry(name.to_owned()).or_insert_with(|| {
            let path = self.folder.join(format!("qemu-replies/caps_{name}.replies"));
            let arch = name.split_once('_').unwrap().1.split('+').next().unwrap();
            let target = if arch == "armv7l" { "arm" } else { arch };
            let recording = Recording::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
            recording.caps(&format!("/usr/bin/qemu-system-{target}")).unwrap()
        })
    }

    fn expected(&self, case: &Value) -> Value {
        let (kind, id) = (case["kind"].as_str().unwrap(), case["id"].as_str().unwrap());
        let path = self.folder.join(format!("conformance/expected/{kind}/{id}.json"));
        serde_json::from_str::<Value>(&std::fs::read_to_string(path).unwrap()).unwrap()["views"].clone()
    }

    /// Links of the world may have become files that hold their targets: they are followed.
    fn firmware(&self) -> Vec<Descriptor> {
        let mut texts = BTreeMap::new();
        for folder in ["usr/share/qemu/firmware", "etc/qemu/firmware"] {
            let folder = self.folder.join("conformance/world").join(folder);
            for entry in std::fs::read_dir(&folder).unwrap().flatten() {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                let text = match text.strip_prefix("../") {
                    Some(_) => std::fs::read_to_string(folder.join(&text)).unwrap(),
                    None => text,
                };
                texts.insert(entry.file_name(), text);
            }
        }
        texts.values().filter_map(|text| Descriptor::parse(text)).collect()
    }
}

/// Counts of compared views.
#[derive(Default)]
struct Score {
    same: usize,
    different: Vec<String>,
}

impl Score {
    fn compare(&mut self, id: &str, expected: &Value, ours: &str) {
        let lines: Vec<&str> = ours.trim_end_matches('\n').split('\n').collect();
        let theirs: Vec<&str> =
            expected["ok"].as_array().map_or(Vec::new(), |a| a.iter().filter_map(Value::as_str).collect());
        if lines == theirs {
            self.same += 1;
            return;
        }
        self.different.push(id.to_owned());
        if std::env::var("CAPS_DIFF").as_deref() == Ok(id) {
            for line in theirs.iter().filter(|l| !lines.contains(l)) {
                println!("- {line}");
            }
            for line in lines.iter().filter(|l| !theirs.contains(l)) {
                println!("+ {line}");
            }
            if let Some(i) = (0..lines.len().min(theirs.len())).find(|i| lines[*i] != theirs[*i]) {
                println!("first at {i}: theirs {:?} ours {:?}", theirs[i], lines[i]);
            }
        }
    }

    fn compare_value(&mut self, id: &str, expected: &Value, ours: &Value) {
        match expected == ours {
            true => self.same += 1,
            false => self.different.push(format!("{id} ({expected} / {ours})")),
        }
    }

    fn compare_error(&mut self, id: &str, expected: &Value, ours: &virt_core::Error) {
        let code = &expected["error"]["code"];
        self.compare_value(&format!("{id} {}", ours.message()), code, &Value::from(ours.code()));
    }

    /// At most so many views may differ.
    fn finish(self, allowed: usize) {
        println!("{} same, {} different: {:?}", self.same, self.different.len(), self.different);
        assert!(
            self.different.len() <= allowed,
            "{} views differ: {:?}",
            self.different.len(),
            self.different
        );
    }
}

#[test]
fn domain_capabilities_documents() {
    let Some(mut set) = Set::load("domcaps") else { return };
    let mut score = Score::default();
    let firmware = set.firmware();
    let loaders = [
        "/usr/share/OVMF/OVMF_CODE.fd",
        "/usr/share/OVMF/OVMF_CODE.secboot.fd",
        "/usr/share/AAVMF/AAVMF_CODE.fd",
    ]
    .map(str::to_owned);
    for case in set.cases.clone() {
        let id = case["id"].as_str().unwrap();
        let caps = set.caps(&case).clone();
        let kind = AccelKind::of_virt_type(case["virttype"].as_str().unwrap());
        let expected = set.expected(&case);
        if expected["domcaps"]["ok"].is_null() {
            continue; // refusals are the look-up's
        }
        let accel = caps.accel(kind);
        let machine = match case["machine"].as_str() {
            Some(name) => Some(accel.canonical_machine(name)),
            None => accel.default_machine(),
        };
        let around = Surroundings {
            host_arch: Arch::X86_64,
            kvm_max_vcpus: &|| Ok(4),
            vfio: true,
            secure_guest: false,
            sev_guests: (0, 0),
            rdp: true,
            swtpm: Some([true, true]),
            firmware: &firmware,
            loaders: &loaders,
            file_exists: &|_| true,
        };
        let models = HostModels::find(&caps, kind, &Host);
        let arch = Arch::from_name(case["arch"].as_str().unwrap()).unwrap();
        let ours = domain_capabilities(&caps, arch, kind, machine, &models, &around).unwrap().to_xml();
        score.compare(id, &expected["domcaps"], &ours);
    }
    score.finish(0);
}

/// The `<cpu>` elements of an input.
fn cpu_elements(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("<cpu>").into_iter().chain(rest.find("<cpu ")).min() {
        let Some(length) = rest[start..].find("</cpu>") else { break };
        all.push(rest[start..start + length + "</cpu>".len()].to_owned());
        rest = &rest[start + length..];
    }
    all
}

#[test]
fn hypervisor_cpus() {
    let Some(mut set) = Set::load("cpu-hv") else { return };
    let mut score = Score::default();
    let start = || panic!("x86 asks no QEMU");
    for case in set.cases.clone() {
        let id = case["id"].as_str().unwrap();
        let caps = set.caps(&case).clone();
        let expected = set.expected(&case);
        let input = set.folder.join("conformance/inputs").join(case["files"]["xml"].as_str().unwrap());
        let cpus = cpu_elements(&std::fs::read_to_string(input).unwrap());
        for kind in [AccelKind::Kvm, AccelKind::Tcg] {
            let models = HostModels::find(&caps, kind, &Host);
            let hypervisor = Hypervisor { caps: &caps, arch: caps.arch, kind, models: &models };
            let virt = kind.virt_type();
            for flags in case["flags"].as_array().unwrap().iter().filter_map(Value::as_u64) {
                let view = format!("baseline_{virt}_{flags}");
                match hypervisor.baseline(&cpus, flags & 1 != 0, flags & 2 != 0, &start) {
                    Ok(xml) => score.compare(&format!("{id}:{view}"), &expected[&view], &xml),
                    Err(e) => score.compare_error(&format!("{id}:{view}"), &expected[&view], &e),
                }
            }
            if cpus.len() == 1 {
                let view = format!("compare_{virt}");
                let ours = hypervisor.compare(&cpus[0], false, false, &start).unwrap().code();
                score.compare_value(&format!("{id}:{view}"), &expected[&view]["ok"], &Value::from(ours));
            }
        }
    }
    score.finish(0);
}

#[test]
fn guests_of_capabilities() {
    let Some(mut set) = Set::load("caps") else { return };
    let mut score = Score::default();
    for case in set.cases.clone() {
        let id = case["id"].as_str().unwrap();
        let caps = set.caps(&case).clone();
        let binary = caps.binary.clone();
        let find = |name: &str| {
            let mut there = vec![binary.as_str()];
            if caps.arch == Arch::Armv7l {
                there.push("/usr/bin/qemu-system-armv7l");
            }
            there.into_iter().find(|path| path.ends_with(&format!("/{name}"))).map(str::to_owned)
        };
        let guests = Arch::ALL.iter().filter_map(|arch| {
            let emulator = guests::default_emulator(Arch::X86_64, *arch, &find)?;
            Some(guests::guest(&caps, &emulator, *arch))
        });
        let document = Capabilities { guests: guests.collect(), ..Capabilities::default() };
        // The set has no host in it, but its place.
        let ours = document.to_xml().replacen("<capabilities>\n\n", "<capabilities>\n\n  <host/>\n\n", 1);
        let expected = set.expected(&case);
        score.compare(id, &expected["guests"], &ours);
        let mut models = virt_cpu::models(caps.arch).unwrap().unwrap_or_default();
        models.sort_unstable();
        score.compare_value(&format!("{id}:cpu_models"), &expected["cpu_models"]["ok"], &Value::from(models));
    }
    score.finish(0);
}
