//! What a PCI device asks of the place it is plugged into, and what a bus offers.

use std::ops::BitOr;

/// A set of connection kinds and qualities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Connect(u32);

impl Connect {
    pub const NONE: Connect = Connect(0);
    /// Can be plugged while the guest runs.
    pub const HOTPLUG: Connect = Connect(1 << 0);
    /// Addresses may be given out without being asked for.
    pub const AUTO: Connect = Connect(1 << 1);
    /// Several devices may share a slot as its functions.
    pub const AGGREGATE: Connect = Connect(1 << 2);
    /// Sits on the root bus itself.
    pub const INTEGRATED: Connect = Connect(1 << 3);
    pub const PCI_DEVICE: Connect = Connect(1 << 4);
    pub const PCIE_DEVICE: Connect = Connect(1 << 5);
    pub const ROOT_PORT: Connect = Connect(1 << 6);
    pub const UPSTREAM_PORT: Connect = Connect(1 << 7);
    pub const DOWNSTREAM_PORT: Connect = Connect(1 << 8);
    pub const DMI_TO_PCI_BRIDGE: Connect = Connect(1 << 9);
    pub const PCI_EXPANDER: Connect = Connect(1 << 10);
    pub const PCIE_EXPANDER: Connect = Connect(1 << 11);
    pub const PCI_BRIDGE: Connect = Connect(1 << 12);
    pub const PCIE_TO_PCI_BRIDGE: Connect = Connect(1 << 13);
    /// Devices, as opposed to what carries further buses.
    pub const ENDPOINT: Connect = Connect(Self::PCI_DEVICE.0 | Self::PCIE_DEVICE.0);

    pub fn any(self, other: Connect) -> bool {
        self.0 & other.0 != 0
    }

    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    pub fn bits(self) -> u32 {
        self.0
    }

    /// Kinds without qualities.
    pub fn kinds(self) -> Connect {
        Connect(self.0 & !0xf)
    }

    /// The model of the controller that asks for this.
    pub fn controller(self) -> Option<&'static str> {
        CONTROLLERS.iter().find(|(kind, _)| self.any(*kind)).map(|(_, name)| *name)
    }

    /// How the kind is called in messages.
    pub fn described(self) -> Option<&'static str> {
        if self.any(Self::PCI_DEVICE) {
            return Some("standard PCI device");
        }
        if self.any(Self::PCIE_DEVICE) {
            return Some("PCI Express device");
        }
        self.controller()
    }
}

const CONTROLLERS: [(Connect, &str); 8] = [
    (Connect::ROOT_PORT, "pcie-root-port"),
    (Connect::UPSTREAM_PORT, "pcie-switch-upstream-port"),
    (Connect::DOWNSTREAM_PORT, "pcie-switch-downstream-port"),
    (Connect::DMI_TO_PCI_BRIDGE, "dmi-to-pci-bridge"),
    (Connect::PCIE_TO_PCI_BRIDGE, "pcie-to-pci-bridge"),
    (Connect::PCI_EXPANDER, "pci-expander-bus"),
    (Connect::PCIE_EXPANDER, "pcie-expander-bus"),
    (Connect::PCI_BRIDGE, "pci-bridge"),
];

impl BitOr for Connect {
    type Output = Connect;

    fn bitor(self, other: Connect) -> Connect {
        Connect(self.0 | other.0)
    }
}
