//! `<capabilities>`: the host, and what guests a driver runs on it.
//!
//! The document is only ever written.

mod host;
mod write;

use virt_core::Arch;

pub use host::*;

/// `<machine>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestMachine {
    pub name: String,
    /// The full name, when `name` is an alias.
    pub canonical: Option<String>,
    /// 0: not told.
    pub max_cpus: u32,
    pub deprecated: bool,
}

/// A feature of guests that definitions may switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuestFeature {
    pub name: &'static str,
    /// Whether it is on by default, and whether it can be changed.
    pub toggle: Option<(bool, bool)>,
}

/// `<guest>`: guests of one architecture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    pub os_type: &'static str,
    pub arch: Arch,
    pub emulator: Option<String>,
    pub loader: Option<String>,
    pub machines: Vec<GuestMachine>,
    /// Domain types.
    pub domains: Vec<&'static str>,
    pub features: Vec<GuestFeature>,
}

/// `<capabilities>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capabilities {
    pub host: Option<Host>,
    pub guests: Vec<Guest>,
    /// Types of storage pools.
    pub pools: Vec<&'static str>,
}
