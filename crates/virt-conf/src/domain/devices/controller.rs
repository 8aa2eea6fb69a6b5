//! `<controller>`: what other devices are attached to.

use super::driver::IothreadMapping;
use crate::domain::info::{DeviceInfo, UsbMaster, VirtioOptions};
use crate::domain::words::prelude::*;

words! {
    /// Kinds of controllers, whatever their model.
    pub ControllerType { Ide, Fdc, Scsi, Sata, VirtioSerial, Ccid, Usb, Pci, Xenbus, Isa, Nvme }
    /// Models of SCSI controllers.
    pub ScsiModel {
        Auto, Buslogic, Lsilogic, Lsisas1068, Vmpvscsi, Ibmvscsi, VirtioScsi, Lsisas1078, VirtioTransitional,
        VirtioNonTransitional, Ncr53c90, Dc390, Am53c974
    }
    /// Models of USB controllers.
    pub UsbModel {
        Piix3Uhci, Piix4Uhci, Ehci, Ich9Ehci1, Ich9Uhci1, Ich9Uhci2, Ich9Uhci3, Vt82c686bUhci, PciOhci, NecXhci,
        Qusb1, Qusb2, QemuXhci, None
    }
    /// Models of PCI controllers.
    pub PciModel {
        PciRoot, PcieRoot, PciBridge, DmiToPciBridge, PcieToPciBridge, PcieRootPort, PcieSwitchUpstreamPort,
        PcieSwitchDownstreamPort, PciExpanderBus, PcieExpanderBus
    }
    /// Models of IDE controllers.
    pub IdeModel { Piix3, Piix4, Ich6 }
    /// Models of virtio-serial controllers.
    pub VirtioSerialModel { Virtio, VirtioTransitional, VirtioNonTransitional }
    /// The hypervisor's device behind a PCI controller.
    pub PciModelName {
        None, PciBridge, I82801b11Bridge = "i82801b11-bridge", Ioh3420, X3130Upstream = "x3130-upstream",
        Xio3130Downstream = "xio3130-downstream", Pxb, PxbPcie, PcieRootPort, SpaprPciHostBridge, PciePciBridge
    }
}

/// `<controller>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controller {
    pub kind: ControllerKind,
    /// Number among controllers of the kind; none is assigned later.
    pub index: Option<u32>,
    pub driver: ControllerDriver,
    pub info: DeviceInfo,
}

/// What depends on the kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ControllerKind {
    Ide { model: Option<IdeModel> },
    Fdc,
    Scsi { model: Option<ScsiModel> },
    Sata,
    VirtioSerial { model: Option<VirtioSerialModel>, ports: Option<u32>, vectors: Option<u32> },
    Ccid,
    Usb { model: Option<UsbModel>, ports: Option<u32> },
    Pci(PciController),
    Xenbus { max_grant_frames: Option<u32>, max_event_channels: Option<u32> },
    Isa,
    Nvme { serial: Option<String> },
}

/// A PCI controller.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PciController {
    pub model: Option<PciModel>,
    pub model_name: PciModelName,
    pub target: PciTarget,
    /// KiB of the window for 64-bit BARs.
    pub pcihole64: Option<u64>,
}

/// `<target>` of a PCI controller.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PciTarget {
    pub chassis_nr: Option<u32>,
    pub chassis: Option<u32>,
    pub port: Option<u32>,
    pub bus_nr: Option<u32>,
    pub index: Option<u32>,
    pub hotplug: Option<bool>,
    pub mem_reserve: Option<u64>,
    /// NUMA node of an expander bus.
    pub node: Option<u32>,
}

/// `<driver>` of a controller.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct ControllerDriver {
    #[xml(attr, default)]
    pub queues: u32,
    #[xml(attr, default)]
    pub cmd_per_lun: u32,
    #[xml(attr, default)]
    pub max_sectors: u32,
    #[xml(attr, with = OnOff)]
    pub ioeventfd: Option<bool>,
    #[xml(attr, default)]
    pub iothread: u32,
    #[xml(list(outer = "iothreads", item = "iothread"))]
    pub iothreads: Vec<IothreadMapping>,
    #[xml(flatten)]
    pub virtio: VirtioOptions,
}

impl Controller {
    /// A controller of a kind and number.
    pub fn new(kind: ControllerKind, index: Option<u32>) -> Self {
        Self { kind, index, driver: ControllerDriver::default(), info: DeviceInfo::default() }
    }

    /// Which kind.
    pub fn controller_type(&self) -> ControllerType {
        self.kind.controller_type()
    }

    /// Number among controllers of the kind, 0 when it has none yet.
    pub fn idx(&self) -> u32 {
        self.index.unwrap_or_default()
    }

    /// `<controller type='usb' model='none'/>`.
    pub fn is_usb_none(&self) -> bool {
        matches!(self.kind, ControllerKind::Usb { model: Some(UsbModel::None), .. })
    }

    /// The PCI part, if it is a PCI controller.
    pub fn pci(&self) -> Option<&PciController> {
        if let ControllerKind::Pci(pci) = &self.kind { Some(pci) } else { None }
    }

    /// The PCI part, to change it.
    pub fn pci_mut(&mut self) -> Option<&mut PciController> {
        if let ControllerKind::Pci(pci) = &mut self.kind { Some(pci) } else { None }
    }
}

impl ControllerKind {
    /// A kind with no model.
    pub fn bare(kind: ControllerType) -> Self {
        match kind {
            ControllerType::Ide => Self::Ide { model: None },
            ControllerType::Fdc => Self::Fdc,
            ControllerType::Scsi => Self::Scsi { model: None },
            ControllerType::Sata => Self::Sata,
            ControllerType::VirtioSerial => Self::VirtioSerial { model: None, ports: None, vectors: None },
            ControllerType::Ccid => Self::Ccid,
            ControllerType::Usb => Self::Usb { model: None, ports: None },
            ControllerType::Pci => Self::Pci(PciController::default()),
            ControllerType::Xenbus => Self::Xenbus { max_grant_frames: None, max_event_channels: None },
            ControllerType::Isa => Self::Isa,
            ControllerType::Nvme => Self::Nvme { serial: None },
        }
    }

    /// Which kind.
    pub fn controller_type(&self) -> ControllerType {
        match self {
            Self::Ide { .. } => ControllerType::Ide,
            Self::Fdc => ControllerType::Fdc,
            Self::Scsi { .. } => ControllerType::Scsi,
            Self::Sata => ControllerType::Sata,
            Self::VirtioSerial { .. } => ControllerType::VirtioSerial,
            Self::Ccid => ControllerType::Ccid,
            Self::Usb { .. } => ControllerType::Usb,
            Self::Pci(_) => ControllerType::Pci,
            Self::Xenbus { .. } => ControllerType::Xenbus,
            Self::Isa => ControllerType::Isa,
            Self::Nvme { .. } => ControllerType::Nvme,
        }
    }

    /// The model's word.
    pub fn model_name(&self) -> Option<&'static str> {
        match self {
            Self::Ide { model } => model.map(IdeModel::as_str),
            Self::Scsi { model } => model.map(ScsiModel::as_str),
            Self::VirtioSerial { model, .. } => model.map(VirtioSerialModel::as_str),
            Self::Usb { model, .. } => model.map(UsbModel::as_str),
            Self::Pci(pci) => pci.model.map(PciModel::as_str),
            Self::Fdc | Self::Sata | Self::Ccid | Self::Xenbus { .. } | Self::Isa | Self::Nvme { .. } => None,
        }
    }

    /// Sets the model of a word; false when the kind has no such model.
    pub fn set_model(&mut self, word: &str) -> bool {
        fn set<T: Word>(model: &mut Option<T>, word: &str) -> bool {
            *model = T::from_word(word);
            model.is_some()
        }
        match self {
            Self::Ide { model } => set(model, word),
            Self::Scsi { model } => set(model, word),
            Self::VirtioSerial { model, .. } => set(model, word),
            Self::Usb { model, .. } => set(model, word),
            Self::Pci(pci) => set(&mut pci.model, word),
            Self::Fdc | Self::Sata | Self::Ccid | Self::Xenbus { .. } | Self::Isa | Self::Nvme { .. } => {
                false
            }
        }
    }
}

/// A number that upstream keeps in a C int with -1 for "not given".
fn index(node: Node<'_>, name: &str, any_radix: bool) -> Result<Option<u32>> {
    let value = match any_radix {
        true => node.value::<AnyRadix, i32>(name, None)?,
        false => node.value::<Plain, i32>(name, None)?,
    };
    value
        .map(|v| {
            u32::try_from(v).map_err(|_| node.bad_attr(name, &v.to_string(), "a non-negative number", None))
        })
        .transpose()
}

impl Element for Controller {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = node.value::<Plain, ControllerType>("type", None)?.unwrap_or_default();
        let mut kind = ControllerKind::bare(kind);
        if let Some(model) = node.attr("model")
            && !kind.set_model(model)
        {
            return Err(node.unsupported(format!("Unknown model type '{model}'")));
        }
        let number = index(node, "index", false)?;
        let driver = node.child("driver").map(ControllerDriver::read).transpose()?.unwrap_or_default();
        let models: Vec<Node<'_>> = node.all("model").collect();
        if models.len() > 1 {
            return Err(node.invalid("Multiple <model> elements in controller definition not allowed"));
        }
        let targets: Vec<Node<'_>> = node.all("target").collect();
        if targets.len() > 1 {
            return Err(node.invalid("Multiple <target> elements in controller definition not allowed"));
        }
        if let ControllerKind::Pci(pci) = &mut kind {
            if let Some(model) = models.first() {
                pci.model_name = model.value::<Plain, PciModelName>("name", None)?.unwrap_or_default();
            }
            if let Some(target) = targets.first() {
                pci.target = PciTarget::read(*target)?;
            }
        }
        let mut this = Self { kind, index: number, driver, info: DeviceInfo::default() };
        match this.is_usb_none() {
            true => DeviceInfo::ignore(node),
            false => this.info = DeviceInfo::read(node)?,
        }
        this.read_kind(node)?;
        Ok(this)
    }

    fn attrs(&self, w: &mut Writer) {
        let number = |w: &mut Writer, name: &str, value: Option<u32>| {
            if let Some(value) = value {
                w.attr_display(name, value);
            }
        };
        w.attr("type", self.controller_type().as_str());
        w.attr_display("index", self.idx());
        if let Some(model) = self.kind.model_name() {
            w.attr("model", model);
        }
        match &self.kind {
            ControllerKind::VirtioSerial { ports, vectors, .. } => {
                number(w, "ports", *ports);
                number(w, "vectors", *vectors);
            }
            ControllerKind::Usb { ports, .. } => number(w, "ports", *ports),
            ControllerKind::Xenbus { max_grant_frames, max_event_channels } => {
                number(w, "maxGrantFrames", *max_grant_frames);
                number(w, "maxEventChannels", *max_event_channels);
            }
            _ => {}
        }
    }

    fn children(&self, w: &mut Writer) {
        if let ControllerKind::Pci(pci) = &self.kind {
            pci.write_head(w);
        }
        if let ControllerKind::Nvme { serial: Some(serial) } = &self.kind {
            w.text("serial", serial);
        }
        self.driver.write("driver", false, w);
        self.info.children(w);
        if let Some(hole) = self.pci().and_then(|p| p.pcihole64) {
            KiB(hole).write("pcihole64", true, w);
        }
    }
}

impl Controller {
    fn read_kind(&mut self, node: Node<'_>) -> Result<()> {
        let all_ports = index(node, "ports", false)?;
        match &mut self.kind {
            ControllerKind::VirtioSerial { ports, vectors, .. } => {
                *vectors = index(node, "vectors", false)?;
                *ports = all_ports;
            }
            ControllerKind::Usb { model, ports } => {
                let companion = match model {
                    Some(UsbModel::Ich9Uhci1) => Some(0),
                    Some(UsbModel::Ich9Uhci2) => Some(2),
                    Some(UsbModel::Ich9Uhci3) => Some(4),
                    _ => None,
                };
                if let Some(startport) = companion {
                    self.info.master.get_or_insert(UsbMaster { startport });
                }
                *ports = all_ports;
            }
            ControllerKind::Pci(pci) => {
                if matches!(pci.model, Some(PciModel::PciRoot | PciModel::PcieRoot)) {
                    let hole =
                        node.child("pcihole64").map(|n| size::read_bytes(n, 1024, u64::MAX)).transpose()?;
                    pci.pcihole64 = hole.map(|bytes| bytes.div_ceil(1024));
                }
            }
            ControllerKind::Xenbus { max_grant_frames, max_event_channels } => {
                *max_grant_frames = index(node, "maxGrantFrames", false)?;
                *max_event_channels = index(node, "maxEventChannels", false)?;
            }
            ControllerKind::Nvme { serial } => *serial = node.child_text("serial"),
            _ => {}
        }
        Ok(())
    }
}

impl PciTarget {
    fn read(node: Node<'_>) -> Result<Self> {
        let numa = match node.child_text("node") {
            None => None,
            Some(text) => Some(
                virt_xml::parse_signed(&text, 10)
                    .and_then(|v| u32::try_from(v).ok())
                    .ok_or_else(|| node.invalid("invalid NUMA node in target"))?,
            ),
        };
        Ok(Self {
            chassis_nr: index(node, "chassisNr", true)?,
            chassis: index(node, "chassis", true)?,
            port: index(node, "port", true)?,
            bus_nr: index(node, "busNr", true)?,
            index: index(node, "index", true)?,
            hotplug: node.value::<OnOff, bool>("hotplug", None)?,
            mem_reserve: match node.value::<AnyRadix, u64>("memReserve", None)? {
                Some(0) => return Err(node.bad_attr("memReserve", "0", "a number other than 0", None)),
                other => other,
            },
            node: numa,
        })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            for (name, value) in [("chassisNr", self.chassis_nr), ("chassis", self.chassis)] {
                if let Some(value) = value {
                    w.attr_display(name, value);
                }
            }
            if let Some(port) = self.port {
                w.attr_display("port", format_args!("0x{port:x}"));
            }
            for (name, value) in [("busNr", self.bus_nr), ("index", self.index)] {
                if let Some(value) = value {
                    w.attr_display(name, value);
                }
            }
            if let Some(hotplug) = &self.hotplug {
                w.attr_value::<OnOff, bool>("hotplug", hotplug);
            }
            if let Some(reserve) = self.mem_reserve {
                w.attr_display("memReserve", reserve);
            }
        };
        let children = |w: &mut Writer| {
            if let Some(node) = self.node {
                w.text_value::<Plain, u32>("node", &node);
            }
        };
        w.element("target", false, attrs, children);
    }
}

impl PciController {
    fn write_head(&self, w: &mut Writer) {
        // the pSeries root was written without a model name for long
        let implied = self.model == Some(PciModel::PciRoot)
            && self.model_name == PciModelName::SpaprPciHostBridge
            && w.view().has(view::MIGRATABLE);
        if self.model_name != PciModelName::None && !implied {
            w.element("model", true, |w| w.attr("name", self.model_name.as_str()), |_| ());
        }
        self.target.write(w);
    }
}
