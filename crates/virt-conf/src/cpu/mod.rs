//! `<cpu>`: of a guest (`mode`, `match`), or of a host (`<arch>`).
//!
//! The same element stands in domains (where `<numa>` joins it, which is the domain's), in host
//! capabilities, and alone in documents given to comparisons. What models and features mean is not known here.

mod read;
mod write;

use virt_core::Arch;
use virt_core::Result;
use virt_core::consts::*;
use virt_xml::{Element, Value};

use crate::common::document::{self, Kind};

const DOCUMENT: Kind = Kind { root: "cpu", label: "(CPU_definition)", origin: VIR_FROM_CPU };

/// Whose CPU it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CpuKind {
    Host,
    #[default]
    Guest,
}

/// How a guest's CPU is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Value)]
pub enum CpuMode {
    #[default]
    Custom,
    HostModel,
    HostPassthrough,
    Maximum,
}

/// How close the CPU has to come to what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Value)]
pub enum CpuMatch {
    #[default]
    Exact,
    Minimum,
    Strict,
}

/// How a started guest's CPU is compared with what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Value)]
pub enum CpuCheck {
    #[default]
    Default,
    None,
    Partial,
    Full,
}

/// Whether another model may stand in for one that the hypervisor lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Value)]
pub enum CpuFallback {
    #[default]
    Allow,
    Forbid,
}

/// What is wanted of a feature. Features of hosts are always [`CpuPolicy::Require`], unwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Value)]
pub enum CpuPolicy {
    Force,
    #[default]
    Require,
    Optional,
    Disable,
    Forbid,
}

/// A feature by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CpuFeature {
    pub name: String,
    pub policy: CpuPolicy,
}

/// `<topology>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CpuTopology {
    pub sockets: u32,
    pub dies: u32,
    pub clusters: u32,
    pub cores: u32,
    pub threads: u32,
}

/// `<cache mode=…>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum CpuCacheMode {
    Emulate,
    Passthrough,
    Disable,
}

/// `<cache>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CpuCache {
    pub level: Option<u8>,
    pub mode: CpuCacheMode,
}

/// `<maxphysaddr mode=…>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum CpuAddrMode {
    Emulate,
    Passthrough,
}

/// `<maxphysaddr>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CpuAddr {
    pub mode: CpuAddrMode,
    pub bits: Option<u32>,
    pub limit: Option<u32>,
}

/// A host's time stamp counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CpuTsc {
    pub frequency: u64,
    pub scaling: Option<bool>,
}

/// Family, model and stepping of a host's CPU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CpuSignature {
    pub family: u32,
    pub model: u32,
    pub stepping: u32,
}

/// `<cpu>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CpuDef {
    pub kind: CpuKind,
    pub mode: CpuMode,
    pub match_: CpuMatch,
    pub check: CpuCheck,
    pub migratable: Option<bool>,
    pub deprecated_features: Option<bool>,
    /// A host's architecture.
    pub arch: Option<Arch>,
    pub microcode: u32,
    pub signature: CpuSignature,
    pub tsc: Option<CpuTsc>,
    pub model: Option<String>,
    pub fallback: CpuFallback,
    pub vendor_id: Option<String>,
    pub vendor: Option<String>,
    pub topology: Option<CpuTopology>,
    pub cache: Option<CpuCache>,
    pub addr: Option<CpuAddr>,
    pub features: Vec<CpuFeature>,
}

impl CpuDef {
    /// Reads a document that is a `<cpu>` alone; `<arch>` makes it a host's.
    pub fn parse(xml: &str, strict: bool) -> Result<Self> {
        Self::parse_as(xml, None, strict)
    }

    /// Reads a document that is a `<cpu>` alone, of a host or a guest.
    pub fn parse_as(xml: &str, kind: Option<CpuKind>, strict: bool) -> Result<Self> {
        // The root is checked by the reader, which has upstream's text for it.
        document::parse_any_root(xml, &DOCUMENT, strict, |node| {
            Self::read_as(node, kind).map_err(|e| if strict { e.against_schema() } else { e })
        })
    }

    /// The document.
    pub fn to_xml(&self) -> String {
        document::format(|w| self.write("cpu", false, w))
    }

    /// The feature with this name.
    pub fn feature(&self, name: &str) -> Option<&CpuFeature> {
        self.features.iter().find(|f| f.name == name)
    }

    /// Sets a feature's policy, adding the feature when it isn't there.
    pub fn set_feature(&mut self, name: &str, policy: CpuPolicy) {
        match self.features.iter_mut().find(|f| f.name == name) {
            Some(feature) => feature.policy = policy,
            None => self.features.push(CpuFeature { name: name.to_owned(), policy }),
        }
    }

    /// Adds a feature unless it is mentioned already.
    pub fn add_feature_if_missing(&mut self, name: &str, policy: CpuPolicy) {
        if self.feature(name).is_none() {
            self.features.push(CpuFeature { name: name.to_owned(), policy });
        }
    }

    /// Takes model, vendor and features of another CPU.
    pub fn copy_model_from(&mut self, other: &CpuDef) {
        self.model.clone_from(&other.model);
        self.vendor.clone_from(&other.vendor);
        self.vendor_id.clone_from(&other.vendor_id);
        self.microcode = other.microcode;
        self.features.clone_from(&other.features);
    }

    /// The same CPU without model, vendor and features.
    pub fn without_model(&self) -> Self {
        Self {
            model: None,
            vendor: None,
            vendor_id: None,
            microcode: 0,
            features: Vec::new(),
            ..self.clone()
        }
    }
}
