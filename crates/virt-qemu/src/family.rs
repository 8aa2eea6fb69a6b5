//! What follows from architecture and machine type.

use crate::vocabulary::{ControllerType, DomainDef, PciModel};
use virt_core::Arch;

use crate::capabilities::machine;

/// Architecture and machine type of a domain.
#[derive(Debug, Clone, Copy)]
pub struct Family<'a> {
    arch: Arch,
    machine: &'a str,
}

impl<'a> Family<'a> {
    pub fn new(arch: Arch, machine: &'a str) -> Self {
        Self { arch, machine }
    }

    /// The family of a domain; without a machine type, one that is nothing special.
    pub fn of(def: &'a DomainDef) -> Self {
        Self::new(def.os.arch.unwrap_or(Arch::X86_64), def.os.machine.as_deref().unwrap_or_default())
    }

    pub fn arch(self) -> Arch {
        self.arch
    }

    pub fn machine(self) -> &'a str {
        self.machine
    }

    pub fn is_i440fx(self) -> bool {
        machine::is_i440fx(self.machine, self.arch)
    }

    pub fn is_q35(self) -> bool {
        machine::is_q35(self.machine, self.arch)
    }

    pub fn is_pseries(self) -> bool {
        machine::is_pseries(self.machine, self.arch)
    }

    pub fn is_s390_ccw(self) -> bool {
        machine::is_s390_ccw(self.machine, self.arch)
    }

    pub fn is_arm_virt(self) -> bool {
        machine::is_arm_virt(self.machine, self.arch)
    }

    pub fn is_riscv_virt(self) -> bool {
        machine::is_riscv_virt(self.machine, self.arch)
    }

    pub fn is_loongarch_virt(self) -> bool {
        machine::is_loongarch_virt(self.machine, self.arch)
    }

    pub fn builtin_ide(self) -> bool {
        machine::has_builtin_ide(self.machine, self.arch)
    }

    pub fn builtin_esp(self) -> bool {
        machine::has_builtin_esp(self.machine, self.arch)
    }

    /// QEMU numbers the machine's PCI buses.
    pub fn pci_multibus(self) -> bool {
        self.arch.is_x86()
            || self.arch.is_ppc()
            || self.arch.is_s390()
            || self.is_arm_virt()
            || self.is_loongarch_virt()
            || self.is_riscv_virt()
    }

    /// The machine has PCI at all.
    pub fn has_pci(self) -> bool {
        if self.arch.is_arm() {
            return self.is_arm_virt() || self.machine == "versatilepb";
        }
        !self.arch.is_riscv() || self.is_riscv_virt()
    }
}

/// The model of the PCI controller with index 0.
pub fn pci_root(def: &DomainDef) -> Option<PciModel> {
    let at = def.devices.find_controller(ControllerType::Pci, 0)?;
    def.devices.controllers.get(at)?.pci()?.model
}

/// The guest's PCI starts with an express root.
pub fn has_pcie_root(def: &DomainDef) -> bool {
    pci_root(def) == Some(PciModel::PcieRoot)
}
