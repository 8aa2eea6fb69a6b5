//! What a running QEMU says of its guest's CPU.
//!
//! QEMU has a property for each feature, and answering for one takes as long as answering for any other: a few
//! hundred of them cost more than the whole start. Most are bits of CPUID words, all of which it tells at once.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde_json::{Value, json};
use virt_core::consts::*;
use virt_core::{Arch, Result, bail};
use virt_cpu::x86;
use virt_cpu::x86::bits::{Bits, Place, Reg};

use super::caps::QemuCaps;
use super::flag::Flag;
use super::names::feature_from_qemu;
use super::probe::{Answer, Ask};

/// What a running guest's CPU has, and what was asked for and isn't there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunningCpu {
    pub enabled: Bits,
    pub disabled: Bits,
}

/// Names that a build's CPUs have properties of yes and no under, one for each feature.
pub type Flags = Vec<String>;

/// How a CPU is asked.
pub struct Question<'a> {
    pub caps: &'a QemuCaps,
    pub arch: Arch,
    /// QOM path of the CPU.
    pub path: &'a str,
    /// The definition may have switched on what QEMU doesn't count as part of the CPU.
    pub synthetic: bool,
    /// What is known of the build, or will be.
    pub flags: &'a OnceLock<Flags>,
}

/// Leaves that a hypervisor answers for its guests' drivers; QEMU's CPUID words leave them out.
const SYNTHETIC: std::ops::Range<u32> = 0x4000_0002..0x5000_0000;

/// What a guest must have before a group of MSRs says anything: without it QEMU clears them.
const MSRS: [(std::ops::RangeInclusive<u32>, &str); 3] =
    [(0x480..=0x493, "vmx"), (0x10a..=0x10a, "arch-capabilities"), (0xcf..=0xcf, "core-capability")];

impl Question<'_> {
    /// Asks a running QEMU; `None` for CPUs that can't be asked.
    pub fn ask(&self, qemu: &mut dyn Ask) -> Result<Option<RunningCpu>> {
        if !self.caps.has(Flag::CPU_UNAVAILABLE_FEATURES) || !self.arch.is_x86() {
            return Ok(None);
        }
        if self.caps.has(Flag::QOM_LIST_GET) {
            return self.ask_list(qemu).map(Some);
        }
        let Some(flags) = self.flags(qemu)? else {
            return Ok(Some(RunningCpu::default()));
        };
        let mut answers = self.get(qemu, &["feature-words", "unavailable-features"])?.into_iter();
        let words = answers.next().map(|answer| answer.map(|words| read_words(&words)));
        let unavailable = self.told(answers.next().unwrap_or(Ok(Value::Null)))?;
        let mut cpu = RunningCpu { disabled: self.named(&unavailable), ..RunningCpu::default() };
        let words = words.and_then(std::result::Result::ok).unwrap_or_default();
        let mut rest = Vec::new();
        for name in flags {
            let feature = feature_from_qemu(self.arch, name);
            let Some(bits) = x86::feature_bits(feature) else { continue };
            match words.state(&bits) {
                Some(true) => cpu.enabled.add(&bits),
                Some(false) => {}
                None if !words.is_empty() && self.is_off(&bits, &words) => {}
                None => rest.push(name.as_str()),
            }
        }
        for (name, answer) in rest.iter().zip(self.get(qemu, &rest)?) {
            if self.told(answer)? == true {
                x86::add_feature(&mut cpu.enabled, feature_from_qemu(self.arch, name));
            }
        }
        Ok(Some(cpu))
    }

    /// Newer builds tell all properties with their values.
    fn ask_list(&self, qemu: &mut dyn Ask) -> Result<RunningCpu> {
        let lists = match qemu.ask("qom-list-get", json!({ "paths": [self.path] }))? {
            Answer::Return(lists) => lists,
            Answer::Error { text, .. } => return refused("qom-list-get", &text),
        };
        let unavailable = self.get(qemu, &["unavailable-features"])?.pop().unwrap_or(Ok(Value::Null));
        let mut cpu = RunningCpu { disabled: self.named(&self.told(unavailable)?), ..RunningCpu::default() };
        for property in items(&lists).first().map(|list| items(&list["properties"])).unwrap_or_default() {
            if let Some(name) = property["name"].as_str()
                && property["type"] == "bool"
                && property["value"] == true
            {
                x86::add_feature(&mut cpu.enabled, feature_from_qemu(self.arch, name));
            }
        }
        Ok(cpu)
    }

    /// Properties have several names, and many are no features: each feature is kept once. `None`: there is no
    /// such CPU.
    fn flags(&self, qemu: &mut dyn Ask) -> Result<Option<&Flags>> {
        if let Some(known) = self.flags.get() {
            return Ok(Some(known));
        }
        let list = match qemu.ask("qom-list", json!({ "path": self.path }))? {
            Answer::Return(list) => list,
            Answer::Error { class, .. } if class == "DeviceNotFound" => return Ok(None),
            Answer::Error { text, .. } => return refused("qom-list", &text),
        };
        let mut seen = HashSet::new();
        let names = items(&list).iter().filter(|p| p["type"] == "bool").filter_map(|p| p["name"].as_str());
        let features = names.filter(|name| {
            let feature = feature_from_qemu(self.arch, name);
            x86::feature_bits(feature).is_some() && seen.insert(feature)
        });
        Ok(Some(self.flags.get_or_init(|| features.map(str::to_owned).collect())))
    }

    /// Whether bits that are in no CPUID word are off for sure.
    fn is_off(&self, bits: &Bits, words: &Words) -> bool {
        bits.iter().any(|(reg, _)| match reg.place() {
            Place::Cpuid { leaf, .. } => SYNTHETIC.contains(&leaf) && !self.synthetic,
            Place::Msr(index) => MSRS.iter().any(|(msrs, needed)| {
                let has = x86::feature_bits(needed).and_then(|needed| words.state(&needed));
                msrs.contains(&index) && has == Some(false)
            }),
        })
    }

    fn get(&self, qemu: &mut dyn Ask, names: &[&str]) -> Result<Vec<std::result::Result<Value, String>>> {
        let questions = names.iter().map(|name| json!({ "path": self.path, "property": name })).collect();
        let answers = qemu.ask_each("qom-get", questions)?.into_iter();
        Ok(answers
            .map(|answer| match answer {
                Answer::Return(value) => Ok(value),
                Answer::Error { text, .. } => Err(text),
            })
            .collect())
    }

    fn told(&self, answer: std::result::Result<Value, String>) -> Result<Value> {
        answer.or_else(|text| refused("qom-get", &text))
    }

    /// The bits of a list of names.
    fn named(&self, names: &Value) -> Bits {
        let mut bits = Bits::default();
        for name in items(names).iter().filter_map(Value::as_str) {
            x86::add_feature(&mut bits, feature_from_qemu(self.arch, name));
        }
        bits
    }
}

/// CPUID words as QEMU tells them; a word that is told may be 0.
#[derive(Debug, Default)]
struct Words(std::collections::HashMap<Reg, u32>);

impl Words {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of the bits are on; `None` when they aren't all in words that were told.
    fn state(&self, bits: &Bits) -> Option<bool> {
        let mut on = true;
        for (reg, wanted) in bits.iter() {
            on &= self.0.get(&reg)? & wanted == wanted;
        }
        Some(on)
    }
}

fn read_words(list: &Value) -> Words {
    let word = |entry: &Value| {
        let number = |name: &str| entry[name].as_u64().and_then(|number| u32::try_from(number).ok());
        let register = ["EAX", "EBX", "ECX", "EDX"].iter().position(|r| entry["cpuid-register"] == *r)?;
        let (leaf, sub) = (number("cpuid-input-eax")?, number("cpuid-input-ecx").unwrap_or(0));
        let known = !SYNTHETIC.contains(&leaf);
        known.then_some((Reg::cpuid(leaf, sub, u8::try_from(register).ok()?), number("features")?))
    };
    Words(items(list).iter().filter_map(word).collect())
}

fn refused<T>(command: &str, text: &str) -> Result<T> {
    bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unable to execute QEMU command '{command}': {text}")
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capabilities::guest_cpu::adopt;
    use virt_conf::cpu::{CpuCheck, CpuDef, CpuPolicy};

    /// A QEMU whose CPU has some flags, and perhaps tells them as words too.
    struct Fake {
        flags: Vec<(&'static str, bool)>,
        words: Value,
        asked: Vec<String>,
    }

    impl Ask for Fake {
        fn ask(&mut self, command: &str, arguments: Value) -> Result<Answer> {
            let name = arguments["property"].as_str().unwrap_or_default();
            let flags = self.flags.iter();
            if command == "qom-get" {
                self.asked.push(name.to_owned());
            }
            Ok(Answer::Return(match (command, name) {
                ("qom-list", _) => flags.map(|(n, _)| json!({ "name": n, "type": "bool" })).collect(),
                ("qom-get", "unavailable-features") => json!(["vmx"]),
                ("qom-get", "feature-words") if self.words.is_null() => {
                    return Ok(Answer::Error { class: "GenericError".to_owned(), text: "none".to_owned() });
                }
                ("qom-get", "feature-words") => self.words.clone(),
                ("qom-get", name) => json!(flags.clone().any(|(n, on)| *n == name && *on)),
                _ => Value::Null,
            }))
        }
    }

    fn running(flags: Vec<(&'static str, bool)>, words: Value, synthetic: bool) -> (RunningCpu, Vec<String>) {
        let mut caps = QemuCaps::new("q", 8_000_000, "", Arch::X86_64);
        caps.set(Flag::CPU_UNAVAILABLE_FEATURES);
        let mut qemu = Fake { flags, words, asked: Vec::new() };
        let flags = OnceLock::new();
        let question = Question {
            caps: &caps,
            arch: Arch::X86_64,
            path: "/machine/unattached/device[0]",
            synthetic,
            flags: &flags,
        };
        (question.ask(&mut qemu).unwrap().unwrap(), qemu.asked)
    }

    fn word(leaf: u32, sub: Option<u32>, register: &str, features: u32) -> Value {
        let mut word = json!({ "cpuid-input-eax": leaf, "cpuid-register": register, "features": features });
        if let Some(sub) = sub {
            word["cpuid-input-ecx"] = sub.into();
        }
        word
    }

    #[test]
    fn a_running_cpu_is_written_down() {
        let (running, _) =
            running(vec![("cx16", true), ("lahf-lm", true), ("sse4a", false)], Value::Null, false);
        let mut cpu = CpuDef::parse(
            "<cpu mode='custom' match='exact'><model>qemu64</model><feature policy='require' name='vmx'/></cpu>",
            false,
        )
        .unwrap();
        adopt(&mut cpu, Arch::X86_64, &running).unwrap();
        assert_eq!(cpu.check, CpuCheck::Full);
        let policy = |name: &str| cpu.feature(name).map(|f| f.policy);
        assert_eq!(policy("lahf_lm"), Some(CpuPolicy::Require));
        assert_eq!(policy("vmx"), Some(CpuPolicy::Disable));
        assert_eq!(policy("fpu"), Some(CpuPolicy::Disable));
    }

    #[test]
    fn a_full_check_refuses_differences() {
        let (running, _) = running(vec![("fpu", true)], Value::Null, false);
        let mut cpu =
            CpuDef::parse("<cpu mode='custom' match='exact' check='full'><model>486</model></cpu>", false)
                .unwrap();
        let error = adopt(&mut cpu, Arch::X86_64, &running).unwrap_err();
        assert_eq!(error.code(), VIR_ERR_OPERATION_FAILED);
        assert!(error.message().contains("missing features: vmx,vme,pse"), "{error}");
    }

    /// CX16 is bit 13 of leaf 1's ECX, VMX bit 5; FSGSBASE is bit 0 of leaf 7's EBX.
    #[test]
    fn words_say_what_flags_would() {
        let flags = vec![
            ("cx16", true),
            ("vmx", false),
            ("fsgsbase", true),
            ("vmx-ins-outs", false),
            ("hv-relaxed", true),
        ];
        let words = |ecx| json!([word(1, None, "ECX", ecx), word(7, Some(0), "EBX", 1)]);
        let (by_flags, _) = running(flags.clone(), Value::Null, true);
        let (by_words, asked) = running(flags.clone(), words(1 << 13), true);
        assert_eq!(by_words, by_flags);
        assert_eq!(asked, ["feature-words", "unavailable-features", "hv-relaxed"]);
        let (_, asked) = running(flags.clone(), words(1 << 13), false);
        assert_eq!(asked, ["feature-words", "unavailable-features"]);
        let (_, asked) = running(flags, words((1 << 13) | (1 << 5)), false);
        assert_eq!(asked.last().map(String::as_str), Some("vmx-ins-outs"));
    }

    /// A bit that no property stands for is no feature of the guest.
    #[test]
    fn bits_without_a_property_are_left_out() {
        let (cpu, _) = running(vec![("cx16", true)], json!([word(1, None, "ECX", u32::MAX)]), false);
        assert_eq!(cpu.enabled, *x86::feature_bits("cx16").unwrap());
    }
}
