//! `<domainCapabilities>`: what a hypervisor offers guests of one kind.
//!
//! The document is only ever written. Most of it is of one shape, a [`Group`]: something that is supported or
//! not, and lists of words that domain XML may use for it. Words are in the vocabulary's order; who fills a
//! group in sees to that.

mod write;

use virt_core::Arch;

use crate::cpu::CpuDef;

/// `<enum name=…>`: words that may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub name: &'static str,
    pub words: Vec<&'static str>,
}

/// `<NAME supported=…>` with its [`Choice`]s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub name: &'static str,
    pub supported: bool,
    pub choices: Vec<Choice>,
}

impl Group {
    /// Something supported, with nothing said of it yet.
    pub fn new(name: &'static str) -> Self {
        Self { name, supported: true, choices: Vec::new() }
    }

    /// Something that isn't supported.
    pub fn unsupported(name: &'static str) -> Self {
        Self { supported: false, ..Self::new(name) }
    }

    /// Adds words to choose from: those whose condition holds.
    pub fn choice(mut self, name: &'static str, words: &[(&'static str, bool)]) -> Self {
        let words = words.iter().filter(|(_, there)| *there).map(|(word, _)| *word).collect();
        self.choices.push(Choice { name, words });
        self
    }

    /// Says that it isn't supported when there is nothing to choose.
    pub fn unless_empty(mut self) -> Self {
        self.supported = self.choices.iter().any(|c| !c.words.is_empty());
        self
    }
}

/// `<os>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Os {
    /// Kinds of firmware that are chosen automatically.
    pub firmware: Choice,
    /// Paths of firmware images.
    pub loaders: Vec<String>,
    pub loader: Group,
}

/// A CPU model in `<mode name='custom'>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CpuModel {
    pub name: String,
    /// Whether it runs on this host; `None`: unknown.
    pub usable: Option<bool>,
    pub deprecated: bool,
    pub vendor: Option<&'static str>,
    pub canonical: Option<&'static str>,
    /// Features that keep it from running.
    pub blockers: Vec<String>,
}

/// `<cpu>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cpu {
    /// Words for `migratable`; `None`: the mode isn't supported.
    pub host_passthrough: Option<Choice>,
    pub maximum: Option<Choice>,
    pub host_model: Option<CpuDef>,
    pub custom: Vec<CpuModel>,
}

/// AMD's encrypted guests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sev {
    pub cbitpos: u32,
    pub reduced_phys_bits: u32,
    pub max_guests: u32,
    pub max_es_guests: u32,
    pub cpu0_id: Option<String>,
}

/// Intel's enclaves; sizes in KiB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sgx {
    pub flc: bool,
    pub sgx1: bool,
    pub sgx2: bool,
    pub section_size: u64,
    /// NUMA node and size.
    pub sections: Vec<(u32, u64)>,
}

/// `<features>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    pub gic: Group,
    /// Names of features, and whether they are supported.
    pub plain: Vec<(&'static str, bool)>,
    pub sev: Option<Sev>,
    pub sgx: Option<Sgx>,
    /// `None`: not told.
    pub hyperv: Option<Vec<String>>,
    pub launch_security: Group,
}

/// `<domainCapabilities>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainCapabilities {
    pub path: String,
    /// Domain type, such as `kvm`.
    pub domain: &'static str,
    pub machine: Option<String>,
    pub arch: Arch,
    /// 0: unknown.
    pub max_vcpus: u32,
    pub iothreads: bool,
    pub os: Os,
    pub cpu: Cpu,
    pub memory_backing: Group,
    pub devices: Vec<Group>,
    pub features: Features,
}
