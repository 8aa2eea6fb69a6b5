//! PCI controllers: which options which models have.

use virt_core::Result;

use super::refuse::{internal, refuse_with, unsupported};
use crate::capabilities::{Flag, QemuCaps};
use crate::family::Family;
use crate::vocabulary::{Controller, DomainDef, PciController, PciModel, PciModelName};

/// Names of QEMU's devices that a model may be.
fn devices(model: PciModel, pseries: bool) -> &'static [PciModelName] {
    match model {
        PciModel::PciRoot if pseries => &[PciModelName::SpaprPciHostBridge],
        PciModel::PciRoot | PciModel::PcieRoot => &[PciModelName::None],
        PciModel::PciBridge => &[PciModelName::PciBridge],
        PciModel::DmiToPciBridge => &[PciModelName::I82801b11Bridge],
        PciModel::PcieToPciBridge => &[PciModelName::PciePciBridge],
        PciModel::PcieRootPort => &[PciModelName::Ioh3420, PciModelName::PcieRootPort],
        PciModel::PcieSwitchUpstreamPort => &[PciModelName::X3130Upstream],
        PciModel::PcieSwitchDownstreamPort => &[PciModelName::Xio3130Downstream],
        PciModel::PciExpanderBus => &[PciModelName::Pxb],
        PciModel::PcieExpanderBus => &[PciModelName::PxbPcie],
    }
}

fn flag(name: PciModelName) -> Option<Flag> {
    Some(match name {
        PciModelName::None => return None,
        PciModelName::PciBridge => Flag::DEVICE_PCI_BRIDGE,
        PciModelName::I82801b11Bridge => Flag::DEVICE_DMI_TO_PCI_BRIDGE,
        PciModelName::Ioh3420 => Flag::DEVICE_IOH3420,
        PciModelName::X3130Upstream => Flag::DEVICE_X3130_UPSTREAM,
        PciModelName::Xio3130Downstream => Flag::DEVICE_XIO3130_DOWNSTREAM,
        PciModelName::Pxb => Flag::DEVICE_PXB,
        PciModelName::PxbPcie => Flag::DEVICE_PXB_PCIE,
        PciModelName::PcieRootPort => Flag::DEVICE_PCIE_ROOT_PORT,
        PciModelName::SpaprPciHostBridge => Flag::DEVICE_SPAPR_PCI_HOST_BRIDGE,
        PciModelName::PciePciBridge => Flag::DEVICE_PCIE_PCI_BRIDGE,
    })
}

/// Whether an option belongs to a model.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Needed,
    Allowed,
    Foreign,
}

/// Everything about one controller.
pub fn check(def: &DomainDef, controller: &Controller, pci: &PciController, caps: &QemuCaps) -> Result<()> {
    let Some(model) = pci.model else { return Ok(()) };
    let family = Family::of(def);
    let index = controller.idx();
    let name = pci.model_name.as_str();
    let about =
        || format!("PCI controller with index '{index}', model '{}' and modelName '{name}'", model.as_str());
    let option = |option: &str, given: bool, rule: Rule| match rule {
        Rule::Needed if !given => {
            internal(true, &format!("Required option '{option}' is not set for {}", about()))
        }
        Rule::Foreign if given => unsupported(format!("Option '{option}' is not valid for {}", about())),
        _ => Ok(()),
    };
    let needed_if = |yes: bool| if yes { Rule::Needed } else { Rule::Foreign };
    let allowed_if = |yes: bool| if yes { Rule::Allowed } else { Rule::Foreign };

    let known = devices(model, family.is_pseries());
    let named = pci.model_name != PciModelName::None;
    option("modelName", named, needed_if(!known.contains(&PciModelName::None)))?;
    refuse_with(!known.contains(&pci.model_name), || {
        format!("Option 'modelName' has invalid value for {}", about())
    })?;
    let host_bridge = pci.model_name == PciModelName::SpaprPciHostBridge;
    let root = matches!(model, PciModel::PciRoot | PciModel::PcieRoot);
    refuse_with(!root && index == 0, || format!("Index for '{}' controllers must be > 0", model.as_str()))?;
    refuse_with(root && !host_bridge && index != 0, || {
        format!("Index for '{}' controllers must be 0", model.as_str())
    })?;
    let target = &pci.target;
    option("targetIndex", target.index.is_some(), needed_if(host_bridge))?;
    if pci.pcihole64.is_some() {
        let fits = match model {
            PciModel::PciRoot => family.is_i440fx(),
            PciModel::PcieRoot => family.is_q35(),
            _ => return option("pcihole64", true, Rule::Foreign),
        };
        refuse_with(!fits, || {
            format!("Setting the 64-bit PCI hole size is not supported for machine '{}'", family.machine())
        })?;
    }
    let expander = matches!(model, PciModel::PciExpanderBus | PciModel::PcieExpanderBus);
    option("busNr", target.bus_nr.is_some(), needed_if(expander))?;
    let node = expander || (host_bridge && target.index != Some(0));
    option("numaNode", target.node.is_some(), allowed_if(node))?;
    option("chassisNr", target.chassis_nr.is_some(), needed_if(model == PciModel::PciBridge))?;
    let port = matches!(model, PciModel::PcieRootPort | PciModel::PcieSwitchDownstreamPort);
    option("chassis", target.chassis.is_some(), needed_if(port))?;
    option("port", target.port.is_some(), needed_if(port))?;
    if target.hotplug.is_some() {
        option("hotplug", true, allowed_if(port || model == PciModel::PciRoot))?;
        let (flag, device) = match port {
            true => (Flag::PCIE_ROOT_PORT_HOTPLUG, name),
            false => (Flag::PIIX4_ACPI_ROOT_PCI_HOTPLUG, "pci-root"),
        };
        refuse_with(!caps.has(flag), || {
            format!(
                "setting the 'hotplug' property on a '{device}' device is not supported by this QEMU binary"
            )
        })?;
    }
    let reserves = matches!(model, PciModel::PcieRootPort | PciModel::PciBridge);
    option("memReserve", target.mem_reserve.is_some_and(|size| size > 0), allowed_if(reserves))?;
    refuse_with(flag(pci.model_name).is_some_and(|flag| !caps.has(flag)), || {
        format!("The '{name}' device is not supported by this QEMU binary")
    })?;
    let node = target.node.is_some() && host_bridge && !caps.has(Flag::SPAPR_PCI_HOST_BRIDGE_NUMA_NODE);
    refuse_with(node, || {
        format!("Option 'numaNode' is not supported by '{name}' device with this QEMU binary")
    })
}
