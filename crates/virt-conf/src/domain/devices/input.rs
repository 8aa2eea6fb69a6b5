//! `<input>`: mouse, keyboard, tablet; `<hub>`.

use crate::domain::address::Address;
use crate::domain::info::{DeviceInfo, VirtioOptions};
use crate::domain::words::prelude::*;

words! {
    /// What the guest sees.
    pub InputType { Mouse, Tablet, Keyboard, Passthrough, Evdev }
    /// How it is attached.
    pub InputBus { Ps2, Usb, Xen, Parallels, Virtio, None }
    /// Flavour of a virtio device.
    pub InputModel { Virtio, VirtioTransitional, VirtioNonTransitional }
    /// Which devices of the host are grabbed.
    pub InputGrab { All }
    /// Keys that give the input back to the host.
    pub GrabToggle { CtrlCtrl, AltAlt, ShiftShift, MetaMeta, Scrolllock, CtrlScrolllock }
    /// Kinds of hubs.
    pub HubType { Usb }
}

/// `<input>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub kind: InputType,
    /// Chosen later when not given.
    pub bus: Option<InputBus>,
    pub model: Option<InputModel>,
    pub virtio: VirtioOptions,
    pub source: InputSource,
    pub info: DeviceInfo,
}

/// `<source>` of passthrough and evdev devices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InputSource {
    pub evdev: Option<String>,
    pub grab: Option<InputGrab>,
    pub grab_toggle: Option<GrabToggle>,
    pub repeat: Option<bool>,
}

impl Input {
    /// A device of a kind on a bus.
    pub fn new(kind: InputType, bus: InputBus) -> Self {
        Self {
            kind,
            bus: Some(bus),
            model: None,
            virtio: VirtioOptions::default(),
            source: InputSource::default(),
            info: DeviceInfo::default(),
        }
    }
}

fn word<T: Word>(node: Node<'_>, attr: &str, what: &str) -> Result<Option<T>> {
    match node.attr(attr) {
        None => Ok(None),
        Some(text) => {
            T::from_word(text).map(Some).ok_or_else(|| node.unsupported(format!("unknown {what} '{text}'")))
        }
    }
}

impl Element for Input {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = word(node, "type", "input device type")?
            .ok_or_else(|| node.error(Code::Internal, "missing input device type"))?;
        let model = word(node, "model", "input model")?;
        let bus = word(node, "bus", "input bus type")?;
        let info = DeviceInfo::read(node)?;
        if bus == Some(InputBus::Usb) && !matches!(info.address, None | Some(Address::Usb(_))) {
            return Err(node.invalid("Invalid address for a USB device"));
        }
        let mut source = InputSource::default();
        if let Some(child) = node.child("source") {
            let attr = match kind {
                InputType::Passthrough => "evdev",
                InputType::Evdev => "dev",
                _ => "",
            };
            source.evdev = child.attr(attr).map(sanitize_path).filter(|p| !p.is_empty());
            if !attr.is_empty() && source.evdev.is_none() {
                return Err(child.invalid("Missing evdev path for input device"));
            }
            if kind == InputType::Evdev {
                source.grab = child.value::<Plain, InputGrab>("grab", None)?;
                source.grab_toggle = child.value::<Plain, GrabToggle>("grabToggle", None)?;
                source.repeat = child.value::<OnOff, bool>("repeat", None)?;
            }
        }
        let virtio = node.child("driver").map(VirtioOptions::read).transpose()?.unwrap_or_default();
        Ok(Self { kind, bus, model, virtio, source, info })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("type", self.kind.as_str());
        if self.bus != Some(InputBus::None) {
            w.attr("bus", self.bus.map_or("default", InputBus::as_str));
        }
        if let Some(model) = self.model {
            w.attr("model", model.as_str());
        }
    }
    fn children(&self, w: &mut Writer) {
        self.virtio.write("driver", false, w);
        let source = |w: &mut Writer| {
            if let Some(evdev) = &self.source.evdev {
                w.attr(if self.kind == InputType::Evdev { "dev" } else { "evdev" }, evdev);
            }
            if let Some(grab) = self.source.grab {
                w.attr("grab", grab.as_str());
            }
            if let Some(toggle) = self.source.grab_toggle {
                w.attr("grabToggle", toggle.as_str());
            }
            if let Some(repeat) = &self.source.repeat {
                w.attr_value::<OnOff, bool>("repeat", repeat);
            }
        };
        w.element("source", false, source, |_| ());
        self.info.children(w);
    }
    fn write(&self, name: &str, keep: bool, w: &mut Writer) {
        // keyboards that are always there were not written by older versions
        let implied =
            self.kind == InputType::Keyboard && matches!(self.bus, Some(InputBus::Ps2 | InputBus::Xen));
        if !(implied && w.view().has(view::MIGRATABLE)) {
            w.element(name, keep, |w| self.attrs(w), |w| self.children(w));
        }
    }
}

/// `<hub>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hub {
    pub kind: HubType,
    pub info: DeviceInfo,
}

impl Element for Hub {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = word(node, "type", "hub device type")?
            .ok_or_else(|| node.error(Code::Internal, "missing hub device type"))?;
        Ok(Self { kind, info: DeviceInfo::read(node)? })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("type", self.kind.as_str());
    }
    fn children(&self, w: &mut Writer) {
        self.info.children(w);
    }
}
