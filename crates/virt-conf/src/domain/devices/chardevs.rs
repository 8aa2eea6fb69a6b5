//! Character devices of the guest: `<serial>`, `<parallel>`, `<console>`, `<channel>`.

use crate::common::ip::Ip;
use crate::domain::address::Address;
use crate::domain::chardev::{CHARDEV_TYPES, ChardevKind, ChardevSource};
use crate::domain::info::DeviceInfo;
use crate::domain::words::prelude::*;

words! {
    /// How a serial port is attached.
    pub SerialTargetType {
        None, IsaSerial, UsbSerial, PciSerial, SpaprVioSerial, SystemSerial, SclpSerial, IsaDebug
    }
    /// The device behind a serial port.
    pub SerialModel {
        None, IsaSerial, UsbSerial, PciSerial, SpaprVty, Pl011, Sclpconsole, Sclplmconsole, Model16550a = "16550a",
        IsaDebugcon
    }
    /// How a console is attached.
    pub ConsoleTargetType { None, Serial, Xen, Uml, Virtio, Lxc, Openvz, Sclp, Sclplm }
    /// Whether somebody in the guest has the channel open.
    pub ChannelState { Connected, Disconnected }
}

/// A serial port.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Serial {
    pub source: ChardevSource,
    pub target: SerialTarget,
    pub info: DeviceInfo,
}

/// `<target type='isa-serial' port='0'><model name='isa-serial'/></target>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SerialTarget {
    pub kind: SerialTargetType,
    /// Assigned later when not given.
    pub port: Option<u32>,
    pub model: SerialModel,
}

/// A parallel port.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parallel {
    pub source: ChardevSource,
    pub port: Option<u32>,
    pub info: DeviceInfo,
}

/// A console. The first one of a full virtual machine is its first serial port.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Console {
    pub source: ChardevSource,
    pub target: ConsoleTarget,
    pub info: DeviceInfo,
}

/// `<target type='serial' port='0'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsoleTarget {
    pub kind: ConsoleTargetType,
    pub port: u32,
}

/// A channel between host and guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    pub source: ChardevSource,
    pub target: ChannelTarget,
    pub info: DeviceInfo,
}

/// The guest's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChannelTarget {
    /// Connections of the guest to an address.
    Guestfwd {
        address: Ip,
        port: u32,
    },
    Virtio {
        name: Option<String>,
        state: Option<ChannelState>,
    },
    Xen {
        name: Option<String>,
    },
}

impl ChannelTarget {
    /// The name, where there is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Virtio { name, .. } | Self::Xen { name } => name.as_deref(),
            Self::Guestfwd { .. } => None,
        }
    }
}

fn read_kind(node: Node<'_>) -> Result<ChardevKind> {
    let Some(name) = node.attr("type") else { return Ok(ChardevKind::default()) };
    ChardevKind::from_name(name).ok_or_else(|| {
        let expected = CHARDEV_TYPES.join(", ");
        node.unsupported(format!(
            "unknown type presented to host for character device: {name} (expected one of {expected})"
        ))
    })
}

fn read_port(target: Node<'_>) -> Result<Option<u32>> {
    match target.attr("port") {
        None => Ok(None),
        // a negative number means that none is given
        Some(text) => match (<u32 as Value>::parse(text), <i32 as Value>::parse(text)) {
            (None, None) => Err(target.invalid(format!("Invalid port number: {text}"))),
            (port, _) => Ok(port),
        },
    }
}

fn read_word<T: Word + Default>(node: Node<'_>, attr: &str, what: &str) -> Result<T> {
    match node.attr(attr) {
        None => Ok(T::default()),
        Some(text) => T::from_word(text).ok_or_else(|| {
            node.unsupported(format!("unknown target {what} '{text}' specified for character device"))
        }),
    }
}

fn refuse_spicevmc(node: Node<'_>, source: &ChardevSource) -> Result<()> {
    match source.kind {
        ChardevKind::Spicevmc => {
            Err(node.unsupported("spicevmc device type only supports virtio").beyond_schema())
        }
        _ => Ok(()),
    }
}

impl Element for Serial {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = read_kind(node)?;
        let mut target = SerialTarget::default();
        if let Some(child) = node.child("target") {
            target.kind = read_word(child, "type", "type")?;
            if let Some(model) = child.child("model") {
                target.model = read_word(model, "name", "model")?;
            }
            target.port = read_port(child)?;
        }
        let source = ChardevSource::read_below(node, kind, true)?;
        refuse_spicevmc(node, &source)?;
        let info = DeviceInfo::read(node)?;
        if target.kind == SerialTargetType::UsbSerial && !matches!(info.address, None | Some(Address::Usb(_)))
        {
            return Err(node.unsupported("usb-serial requires address of usb type"));
        }
        Ok(Self { source, target, info })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("type", self.source.kind.name());
    }
    fn children(&self, w: &mut Writer) {
        self.source.write_below(w);
        let attrs = |w: &mut Writer| {
            if self.target.kind != SerialTargetType::None {
                w.attr("type", self.target.kind.as_str());
            }
            match self.target.port {
                Some(port) => w.attr_display("port", port),
                None => w.attr("port", "-1"),
            }
        };
        let model = |w: &mut Writer| {
            if self.target.model != SerialModel::None {
                w.element("model", true, |w| w.attr("name", self.target.model.as_str()), |_| ());
            }
        };
        w.element("target", true, attrs, model);
        self.info.children(w);
    }
}

impl Element for Parallel {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = read_kind(node)?;
        let port = node.child("target").map(read_port).transpose()?.flatten();
        let source = ChardevSource::read_below(node, kind, true)?;
        refuse_spicevmc(node, &source)?;
        Ok(Self { source, port, info: DeviceInfo::read(node)? })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("type", self.source.kind.name());
    }
    fn children(&self, w: &mut Writer) {
        self.source.write_below(w);
        w.element("target", true, |w| w.attr_display("port", self.port.unwrap_or_default()), |_| ());
        self.info.children(w);
    }
}

impl Element for Console {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = read_kind(node)?;
        let mut target = ConsoleTarget::default();
        if let Some(child) = node.child("target") {
            target.kind = read_word(child, "type", "type")?;
            target.port = read_port(child)?.unwrap_or_default();
        }
        // the old way of saying which terminal it is
        node.attr("tty");
        let source = ChardevSource::read_below(node, kind, true)?;
        refuse_spicevmc(node, &source)?;
        Ok(Self { source, target, info: DeviceInfo::read(node)? })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("type", self.source.kind.name());
        if let (ChardevKind::Pty { path: Some(path) }, 0) = (&self.source.kind, self.target.port)
            && live(w.view())
        {
            w.attr("tty", path);
        }
    }
    fn children(&self, w: &mut Writer) {
        self.source.write_below(w);
        let attrs = |w: &mut Writer| {
            w.attr("type", self.target.kind.as_str());
            w.attr_display("port", self.target.port);
        };
        w.element("target", true, attrs, |_| ());
        self.info.children(w);
    }
}

impl Console {
    /// The console that a serial port is seen as.
    pub fn of_serial(serial: &Serial) -> Self {
        Self {
            source: serial.source.clone(),
            target: ConsoleTarget {
                kind: ConsoleTargetType::Serial,
                port: serial.target.port.unwrap_or_default(),
            },
            info: serial.info.clone(),
        }
    }
}

impl Element for Channel {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = read_kind(node)?;
        let child = node.child("target");
        let missing = "target type must be specified for channel device";
        let child = child.ok_or_else(|| node.invalid(missing))?;
        let name = child.attr("type").ok_or_else(|| node.unsupported(missing))?;
        let owned = |name| child.attr(name).map(str::to_owned);
        let target = match name {
            "guestfwd" => read_guestfwd(child)?,
            "virtio" => {
                child.attr("state");
                let state = match live(node.view()) {
                    true => child.value::<Plain, ChannelState>("state", None)?,
                    false => None,
                };
                ChannelTarget::Virtio { name: owned("name"), state }
            }
            "xen" => ChannelTarget::Xen { name: owned("name") },
            other => {
                let text = format!("unknown target type '{other}' specified for character device");
                return Err(child.unsupported(text));
            }
        };
        let source = ChardevSource::read_below(node, kind, true)?;
        if !matches!(target, ChannelTarget::Virtio { .. }) {
            refuse_spicevmc(node, &source)?;
        }
        Ok(Self { source, target, info: DeviceInfo::read(node)? })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("type", self.source.kind.name());
    }
    fn children(&self, w: &mut Writer) {
        self.source.write_below(w);
        let attrs = |w: &mut Writer| match &self.target {
            ChannelTarget::Guestfwd { address, port } => {
                w.attr("type", "guestfwd");
                w.attr_display("address", address);
                w.attr_display("port", port);
            }
            ChannelTarget::Virtio { name, state } => {
                w.attr("type", "virtio");
                if let Some(name) = name {
                    w.attr("name", name);
                }
                if let Some(state) = state.filter(|_| live(w.view())) {
                    w.attr("state", state.as_str());
                }
            }
            ChannelTarget::Xen { name } => {
                w.attr("type", "xen");
                if let Some(name) = name {
                    w.attr("name", name);
                }
            }
        };
        w.element("target", true, attrs, |_| ());
        self.info.children(w);
    }
}

fn read_guestfwd(target: Node<'_>) -> Result<ChannelTarget> {
    let text = target.attr("address");
    let text = text.ok_or_else(|| target.invalid("guestfwd channel does not define a target address"))?;
    let address = Ip::of_attr(target, "address")?
        .ok_or_else(|| target.invalid(format!("cannot parse address '{text}'")))?;
    if !address.is_v4() {
        return Err(target.unsupported("guestfwd channel only supports IPv4 addresses"));
    }
    Ok(ChannelTarget::Guestfwd { address, port: target.required::<Plain, u32>("port", None)? })
}
