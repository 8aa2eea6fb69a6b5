//! One firmware's description.

use serde::Deserialize;
use serde_json::Value;
use virt_core::Arch;

use crate::capabilities::arch_from_target;

/// What a firmware offers and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Descriptor {
    #[serde(rename = "interface-types")]
    pub interfaces: Vec<Interface>,
    pub mapping: Mapping,
    pub targets: Vec<Target>,
    #[serde(deserialize_with = "known_features")]
    pub features: Vec<Feature>,
}

/// How the operating system is booted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Interface {
    Bios,
    Openfirmware,
    Uboot,
    Uefi,
}

/// How the guest sees the firmware.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "device", rename_all = "lowercase")]
pub enum Mapping {
    Flash(Flash),
    Kernel { filename: String },
    Memory { filename: String },
}

/// Firmware in flash chips.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Flash {
    #[serde(default)]
    pub mode: Mode,
    pub executable: FlashFile,
    /// What a guest's variables start from; [`Mode::Split`] has one.
    pub nvram_template: Option<FlashFile>,
}

/// Where variables are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    #[default]
    Split,
    Combined,
    Stateless,
}

/// Content of a flash chip.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FlashFile {
    pub filename: String,
    pub format: String,
}

/// Machines that the firmware is for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Target {
    architecture: String,
    /// Patterns with `*` and `?`.
    machines: Vec<String>,
}

/// A quality of a firmware.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    AcpiS3,
    AcpiS4,
    AmdSev,
    AmdSevEs,
    AmdSevSnp,
    EnrolledKeys,
    RequiresSmm,
    SecureBoot,
    VerboseDynamic,
    VerboseStatic,
}

/// Features that we don't know are nothing to us.
fn known_features<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Feature>, D::Error> {
    let all = Vec::<Value>::deserialize(from)?;
    Ok(all.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect())
}

impl Descriptor {
    /// Reads a document; one that isn't valid is no firmware.
    pub fn parse(text: &str) -> Option<Self> {
        let this: Self = serde_json::from_str(text).ok()?;
        if let Mapping::Flash(flash) = &this.mapping
            && flash.mode == Mode::Split
            && flash.nvram_template.is_none()
        {
            return None;
        }
        this.targets.iter().all(|t| arch_from_target(&t.architecture).is_some()).then_some(this)
    }

    pub fn has(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }

    /// Is it for this machine?
    pub fn suits(&self, arch: Arch, machine: &str) -> bool {
        self.targets.iter().any(|target| {
            arch_from_target(&target.architecture) == Some(arch)
                && target.machines.iter().any(|pattern| matches(pattern.as_bytes(), machine.as_bytes()))
        })
    }

    /// The file that the guest executes.
    pub fn executable(&self) -> &str {
        match &self.mapping {
            Mapping::Flash(flash) => &flash.executable.filename,
            Mapping::Kernel { filename } | Mapping::Memory { filename } => filename,
        }
    }
}

/// Shell patterns with `*` and `?`, in time that grows with the product of the lengths.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(c) if *c == b'?' || *c == text[t] => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    p = at + 1;
                    t = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text, expected) in [
            ("pc-q35-*", "pc-q35-9.2", true),
            ("pc-q35-*", "pc-i440fx-9.2", false),
            ("virt-*", "virt", false),
            ("*", "", true),
            ("a*b?d", "aXXbcd", true),
            ("a*b?d", "abd", false),
        ] {
            assert_eq!(matches(pattern.as_bytes(), text.as_bytes()), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn unknown_features_are_ignored_and_half_a_flash_is_refused() {
        let text = |flash: &str| {
            format!(
                r#"{{"interface-types":["uefi"],"mapping":{{"device":"flash",{flash}
                "executable":{{"filename":"/c","format":"raw"}}}},
                "targets":[{{"architecture":"x86_64","machines":["pc-q35-*"]}}],
                "features":["secure-boot","flies"],"tags":[]}}"#
            )
        };
        assert!(Descriptor::parse(&text("")).is_none());
        let found = Descriptor::parse(&text(r#""mode":"stateless","#)).unwrap();
        assert_eq!(found.features, [Feature::SecureBoot]);
        assert!(found.suits(Arch::X86_64, "pc-q35-10.0") && !found.suits(Arch::I686, "pc-q35-10.0"));
    }
}
