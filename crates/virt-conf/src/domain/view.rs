//! The views of a domain document: what is read or written when.
//!
//! One set of bits serves both directions; [`ParseFlags`] and [`FormatFlags`] are how callers choose them.

use virt_core::consts::*;
use virt_xml::View;

/// The configuration for the next start: no ids, generated aliases, live addresses of devices.
pub const INACTIVE: u32 = 1 << 0;
/// With passwords.
pub const SECURE: u32 = 1 << 1;
/// What older versions understand, for migration and saved images.
pub const MIGRATABLE: u32 = 1 << 2;
/// The driver's own state file: with runtime facts and private data.
pub const STATUS: u32 = 1 << 3;
/// `<actual>` of network interfaces.
pub const ACTUAL_NET: u32 = 1 << 4;
/// What state a host PCI device had.
pub const PCI_ORIG_STATES: u32 = 1 << 5;
/// The clock's first adjustment.
pub const CLOCK_ADJUST: u32 = 1 << 6;
/// What a volume was translated to.
pub const VOLUME_TRANSLATED: u32 = 1 << 7;
/// Reading: security labels are ignored.
pub const SKIP_SECLABEL: u32 = 1 << 8;
/// Reading: the document is a new configuration (defining, creating), where newer rules may apply.
pub const ABI_UPDATE: u32 = 1 << 9;

/// Not the inactive view.
pub fn live(view: View) -> bool {
    !view.has(INACTIVE)
}

/// The state file.
pub fn status(view: View) -> bool {
    view.has(STATUS)
}

/// With passwords.
pub fn secure(view: View) -> bool {
    view.has(SECURE)
}

/// Not for migration.
pub fn not_migratable(view: View) -> bool {
    !view.has(MIGRATABLE)
}

/// How a document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ParseFlags {
    /// A configuration, not a running domain: runtime facts are ignored.
    pub inactive: bool,
    /// Refuse what the types don't declare.
    pub strict: bool,
    /// A state file.
    pub status: bool,
    /// With `<actual>` of interfaces.
    pub actual_net: bool,
    /// With the states of host PCI devices.
    pub pci_orig_states: bool,
    /// With what volumes were translated to.
    pub volume_translated: bool,
    /// Without security labels.
    pub skip_seclabel: bool,
    /// A new configuration.
    pub abi_update: bool,
}

impl ParseFlags {
    /// What defining and creating use.
    pub fn config() -> Self {
        Self { inactive: true, abi_update: true, ..Self::default() }
    }

    /// What reading a state file uses.
    pub fn status_file() -> Self {
        Self {
            status: true,
            actual_net: true,
            pci_orig_states: true,
            volume_translated: true,
            ..Self::default()
        }
    }

    pub(crate) fn view(self) -> View {
        let bits = [
            (self.inactive, INACTIVE),
            (self.status, STATUS),
            (self.actual_net, ACTUAL_NET),
            (self.pci_orig_states, PCI_ORIG_STATES),
            (self.volume_translated, VOLUME_TRANSLATED),
            (self.skip_seclabel, SKIP_SECLABEL),
            (self.abi_update, ABI_UPDATE),
        ];
        collect(&bits)
    }
}

/// Which view of a domain is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FormatFlags {
    /// The configuration for the next start.
    pub inactive: bool,
    /// With passwords.
    pub secure: bool,
    /// For migration.
    pub migratable: bool,
    /// The state file.
    pub status: bool,
    /// With `<actual>` of interfaces.
    pub actual_net: bool,
    /// With the states of host PCI devices.
    pub pci_orig_states: bool,
    /// With the clock's first adjustment.
    pub clock_adjust: bool,
    /// With what volumes were translated to.
    pub volume_translated: bool,
}

impl FormatFlags {
    /// `VIR_DOMAIN_XML_*` of the public calls (UPDATE_CPU is the caller's).
    pub fn from_xml_flags(flags: u32) -> Self {
        let has = |flag: u32| flags & flag != 0;
        Self {
            inactive: has(VIR_DOMAIN_XML_INACTIVE),
            secure: has(VIR_DOMAIN_XML_SECURE),
            migratable: has(VIR_DOMAIN_XML_MIGRATABLE),
            ..Self::default()
        }
    }

    /// What a configuration file has.
    pub fn config_file() -> Self {
        Self { inactive: true, secure: true, ..Self::default() }
    }

    /// What a state file has.
    pub fn status_file() -> Self {
        Self {
            secure: true,
            status: true,
            actual_net: true,
            pci_orig_states: true,
            clock_adjust: true,
            volume_translated: true,
            ..Self::default()
        }
    }

    pub(crate) fn view(self) -> View {
        collect(&[
            (self.inactive, INACTIVE),
            (self.secure, SECURE),
            (self.migratable, MIGRATABLE),
            (self.status, STATUS),
            (self.actual_net, ACTUAL_NET),
            (self.pci_orig_states, PCI_ORIG_STATES),
            (self.clock_adjust, CLOCK_ADJUST),
            (self.volume_translated, VOLUME_TRANSLATED),
        ])
    }
}

fn collect(bits: &[(bool, u32)]) -> View {
    View(bits.iter().filter(|(set, _)| *set).fold(0, |all, (_, bit)| all | bit))
}
