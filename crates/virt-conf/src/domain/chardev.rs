//! Host ends of character devices: consoles, channels, redirected devices, entropy daemons.
//!
//! The device's `type` chooses the kind; `<source>`, `<protocol>` and `<log>` say the rest.

use virt_core::consts::VIR_FROM_XML;

use super::seclabel::{DeviceSeclabel, read_device_labels, write_device_labels};
use super::words::prelude::*;

words! {
    /// Protocol over TCP.
    pub TcpProtocol { Raw, Telnet, Telnets, Tls }
    /// Who moves the mouse pointer.
    pub MouseMode { Server, Client }
    /// Listens, or connects.
    pub SourceMode { Connect, Bind }
}

/// The host end of a character device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChardevSource {
    pub kind: ChardevKind,
    pub log: Option<ChardevLog>,
    pub seclabels: Vec<DeviceSeclabel>,
}

/// Kinds of host ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChardevKind {
    Null,
    /// A virtual console of the display.
    Vc,
    /// A pseudo terminal; the path is known while the domain runs.
    Pty {
        path: Option<String>,
    },
    /// A device of the host.
    Dev {
        path: Option<String>,
    },
    File {
        path: Option<String>,
        append: Option<bool>,
    },
    Pipe {
        path: Option<String>,
    },
    Stdio,
    Udp(UdpSource),
    Tcp(TcpSource),
    Unix(UnixSource),
    Spicevmc,
    Spiceport {
        channel: Option<String>,
    },
    /// A pair of null modem devices (bhyve).
    Nmdm {
        master: Option<String>,
        slave: Option<String>,
    },
    QemuVdagent {
        clipboard: Option<bool>,
        mouse: Option<MouseMode>,
    },
    Dbus {
        channel: Option<String>,
    },
}

impl Default for ChardevKind {
    fn default() -> Self {
        Self::Pty { path: None }
    }
}

/// Where to send and where to listen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UdpSource {
    pub bind_host: Option<String>,
    pub bind_service: Option<String>,
    pub connect_host: Option<String>,
    pub connect_service: Option<String>,
}

/// A TCP connection.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TcpSource {
    pub mode: SourceMode,
    pub host: Option<String>,
    pub service: Option<String>,
    pub tls: Option<bool>,
    /// State files: TLS comes from the driver's configuration.
    pub tls_from_config: bool,
    pub reconnect: Option<Reconnect>,
    pub protocol: TcpProtocol,
}

/// A UNIX socket.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnixSource {
    pub mode: SourceMode,
    pub path: Option<String>,
    pub reconnect: Option<Reconnect>,
}

/// `<reconnect enabled='yes' timeout='5'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reconnect {
    pub enabled: Option<bool>,
    pub timeout: u32,
}

/// `<log file='…' append='on'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct ChardevLog {
    #[xml(attr)]
    pub file: Option<String>,
    #[xml(attr, with = OnOff)]
    pub append: Option<bool>,
}

impl Element for Reconnect {
    fn read(node: Node<'_>) -> Result<Self> {
        let enabled = node.value::<Plain, bool>("enabled", None)?;
        let timeout = match enabled {
            Some(true) => node.value::<Plain, u32>("timeout", None)?.ok_or_else(|| {
                // the schema takes this, so strict reading has the usual error too
                node.under(VIR_FROM_XML)
                    .invalid("Missing required attribute 'timeout' in element 'reconnect'")
                    .beyond_schema()
            })?,
            _ => 0,
        };
        Ok(Self { enabled, timeout })
    }
    fn attrs(&self, w: &mut Writer) {
        if let Some(enabled) = &self.enabled {
            w.attr_value::<Plain, bool>("enabled", enabled);
            if *enabled {
                w.attr_display("timeout", self.timeout);
            }
        }
    }
    fn children(&self, _: &mut Writer) {}
}

/// Names of the kinds, in upstream's order.
pub const CHARDEV_TYPES: &[&str] = &[
    "null",
    "vc",
    "pty",
    "dev",
    "file",
    "pipe",
    "stdio",
    "udp",
    "tcp",
    "unix",
    "spicevmc",
    "spiceport",
    "nmdm",
    "qemu-vdagent",
    "dbus",
];

/// Everything that the sources of some kind say.
const SOURCE_ATTRS: &[&str] =
    &["mode", "path", "host", "service", "append", "tls", "channel", "master", "slave", "wiremode"];

impl ChardevKind {
    /// The kind of that name with nothing said about it.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "vc" => Self::Vc,
            "pty" => Self::Pty { path: None },
            "dev" => Self::Dev { path: None },
            "file" => Self::File { path: None, append: None },
            "pipe" => Self::Pipe { path: None },
            "stdio" => Self::Stdio,
            "udp" => Self::Udp(UdpSource::default()),
            "tcp" => Self::Tcp(TcpSource::default()),
            "unix" => Self::Unix(UnixSource::default()),
            "spicevmc" => Self::Spicevmc,
            "spiceport" => Self::Spiceport { channel: None },
            "nmdm" => Self::Nmdm { master: None, slave: None },
            "qemu-vdagent" => Self::QemuVdagent { clipboard: None, mouse: None },
            "dbus" => Self::Dbus { channel: None },
            _ => return None,
        })
    }

    /// The `type` of the device.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Vc => "vc",
            Self::Pty { .. } => "pty",
            Self::Dev { .. } => "dev",
            Self::File { .. } => "file",
            Self::Pipe { .. } => "pipe",
            Self::Stdio => "stdio",
            Self::Udp(_) => "udp",
            Self::Tcp(_) => "tcp",
            Self::Unix(_) => "unix",
            Self::Spicevmc => "spicevmc",
            Self::Spiceport { .. } => "spiceport",
            Self::Nmdm { .. } => "nmdm",
            Self::QemuVdagent { .. } => "qemu-vdagent",
            Self::Dbus { .. } => "dbus",
        }
    }

    fn fill(&mut self, node: Node<'_>, sources: &[Node<'_>]) -> Result<()> {
        let Some(source) = sources.first().copied() else { return Ok(()) };
        // the schema has one <source> for all kinds
        for name in SOURCE_ATTRS {
            source.attr(name);
        }
        source.child("reconnect").map(Node::seen_whole);
        let owned = |name| source.attr(name).map(str::to_owned);
        let mode = || source.value::<Plain, SourceMode>("mode", None).map(Option::unwrap_or_default);
        let reconnect = || source.child("reconnect").map(Reconnect::read).transpose();
        match self {
            Self::Null | Self::Vc | Self::Stdio | Self::Spicevmc => {}
            Self::Pty { path } => *path = owned("path").filter(|_| live(node.view())),
            Self::Dev { path } | Self::Pipe { path } => *path = owned("path"),
            Self::File { path, append } => {
                *path = owned("path");
                *append = source.value::<OnOff, bool>("append", None)?;
            }
            Self::Udp(udp) => sources.iter().try_for_each(|s| udp.fill(*s))?,
            Self::Tcp(tcp) => {
                tcp.mode = mode()?;
                (tcp.host, tcp.service) = (owned("host"), owned("service"));
                tcp.tls = source.value::<Plain, bool>("tls", None)?;
                let from_config = source.value::<Plain, i32>("tlsFromConfig", None)?.unwrap_or_default() != 0;
                tcp.tls_from_config = from_config && view::status(node.view());
                tcp.reconnect = reconnect()?;
            }
            Self::Unix(unix) => {
                unix.mode = mode()?;
                unix.path = owned("path");
                unix.reconnect = reconnect()?;
            }
            Self::Spiceport { channel } | Self::Dbus { channel } => *channel = owned("channel"),
            Self::Nmdm { master, slave } => (*master, *slave) = (owned("master"), owned("slave")),
            Self::QemuVdagent { clipboard, mouse } => {
                if let Some(child) = source.child("clipboard") {
                    *clipboard = Some(child.required::<Plain, bool>("copypaste", None)?);
                }
                if let Some(child) = source.child("mouse") {
                    *mouse = Some(child.required::<Plain, MouseMode>("mode", None)?);
                }
            }
        }
        Ok(())
    }
}

impl UdpSource {
    fn fill(&mut self, source: Node<'_>) -> Result<()> {
        let owned = |name| source.attr(name).map(str::to_owned);
        let mode = source.value::<Plain, SourceMode>("mode", None)?.unwrap_or_default();
        let (host, service) = match mode {
            SourceMode::Connect => (&mut self.connect_host, &mut self.connect_service),
            SourceMode::Bind => (&mut self.bind_host, &mut self.bind_service),
        };
        if host.is_none() && service.is_none() {
            (*host, *service) = (owned("host"), owned("service"));
        }
        Ok(())
    }
}

impl ChardevSource {
    /// A host end of a kind and nothing else.
    pub fn new(kind: ChardevKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// Reads `<source>`, `<protocol>` and `<log>` of the device `node` for a kind; labels where `labels`.
    pub(crate) fn read_below(node: Node<'_>, mut kind: ChardevKind, labels: bool) -> Result<Self> {
        let sources: Vec<Node<'_>> = node.all("source").collect();
        if sources.len() > 1 && !matches!(kind, ChardevKind::Udp(_)) {
            return Err(node
                .invalid("only one source element is allowed for character device")
                .beyond_schema());
        }
        if sources.len() > 2 {
            return Err(node.invalid("only two source elements are allowed for character device"));
        }
        kind.fill(node, &sources)?;
        let seclabels = match sources.first() {
            Some(source) if labels => read_device_labels(*source)?,
            _ => Vec::new(),
        };
        let logs: Vec<Node<'_>> = node.all("log").collect();
        if logs.len() > 1 {
            return Err(node.invalid("only one log element is allowed for character device"));
        }
        let log = logs.first().copied().map(ChardevLog::read).transpose()?;
        let protocols: Vec<Node<'_>> = node.all("protocol").collect();
        if protocols.len() > 1 {
            return Err(node.invalid("only one protocol element is allowed for character device"));
        }
        protocols.iter().for_each(|p| p.ignore_attrs());
        if let (Some(protocol), ChardevKind::Tcp(tcp)) = (protocols.first(), &mut kind) {
            tcp.protocol = protocol.value::<Plain, TcpProtocol>("type", None)?.unwrap_or_default();
        }
        Ok(Self { kind, log, seclabels })
    }

    /// Writes the children of the device.
    pub(crate) fn write_below(&self, w: &mut Writer) {
        self.write_source(w);
        if let Some(log) = self.log.as_ref().filter(|l| l.file.is_some()) {
            log.write("log", true, w);
        }
    }

    fn write_source(&self, w: &mut Writer) {
        let optional = |w: &mut Writer, name: &str, value: &Option<String>| {
            if let Some(value) = value {
                w.attr(name, value);
            }
        };
        match &self.kind {
            ChardevKind::Null | ChardevKind::Vc | ChardevKind::Stdio | ChardevKind::Spicevmc => {}
            ChardevKind::Pty { path } => {
                if path.is_some() && live(w.view()) {
                    w.element("source", false, |w| optional(w, "path", path), |w| self.write_labels(w));
                }
            }
            ChardevKind::Dev { path } | ChardevKind::Pipe { path } => {
                w.element("source", false, |w| optional(w, "path", path), |w| self.write_labels(w));
            }
            ChardevKind::File { path, append } => {
                let attrs = |w: &mut Writer| {
                    optional(w, "path", path);
                    if let Some(append) = append {
                        w.attr_value::<OnOff, bool>("append", append);
                    }
                };
                w.element("source", false, attrs, |w| self.write_labels(w));
            }
            ChardevKind::Udp(udp) => udp.write(w),
            ChardevKind::Tcp(tcp) => tcp.write(w),
            ChardevKind::Unix(UnixSource { mode, path: Some(path), reconnect }) => {
                let attrs = |w: &mut Writer| {
                    w.attr("mode", mode.as_str());
                    w.attr("path", path);
                };
                let children = |w: &mut Writer| {
                    self.write_labels(w);
                    if let Some(reconnect) = reconnect {
                        reconnect.write("reconnect", false, w);
                    }
                };
                w.element("source", true, attrs, children);
            }
            ChardevKind::Unix(UnixSource { path: None, .. }) => {}
            ChardevKind::Spiceport { channel } | ChardevKind::Dbus { channel } => {
                w.element("source", false, |w| optional(w, "channel", channel), |_| ());
            }
            ChardevKind::Nmdm { master, slave } => {
                let attrs = |w: &mut Writer| {
                    optional(w, "master", master);
                    optional(w, "slave", slave);
                };
                w.element("source", false, attrs, |_| ());
            }
            ChardevKind::QemuVdagent { clipboard, mouse } => {
                let children = |w: &mut Writer| {
                    if let Some(on) = clipboard {
                        w.element(
                            "clipboard",
                            true,
                            |w| w.attr_value::<Plain, bool>("copypaste", on),
                            |_| (),
                        );
                    }
                    if let Some(mode) = mouse {
                        w.element("mouse", true, |w| w.attr("mode", mode.as_str()), |_| ());
                    }
                };
                w.element("source", false, |_| (), children);
            }
        }
    }

    fn write_labels(&self, w: &mut Writer) {
        write_device_labels(&self.seclabels, w);
    }
}

impl UdpSource {
    fn write(&self, w: &mut Writer) {
        let ends = [
            ("bind", &self.bind_host, &self.bind_service),
            ("connect", &self.connect_host, &self.connect_service),
        ];
        for (mode, host, service) in ends {
            if host.is_none() && service.is_none() {
                continue;
            }
            let attrs = |w: &mut Writer| {
                w.attr("mode", mode);
                for (name, value) in [("host", host), ("service", service)] {
                    if let Some(value) = value {
                        w.attr(name, value);
                    }
                }
            };
            w.element("source", true, attrs, |_| ());
        }
    }
}

impl TcpSource {
    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("mode", self.mode.as_str());
            for (name, value) in [("host", &self.host), ("service", &self.service)] {
                if let Some(value) = value {
                    w.attr(name, value);
                }
            }
            let shown = view::not_migratable(w.view()) || !self.tls_from_config;
            if let Some(tls) = self.tls.as_ref().filter(|_| shown) {
                w.attr_value::<Plain, bool>("tls", tls);
            }
            if view::status(w.view()) {
                w.attr_display("tlsFromConfig", i32::from(self.tls_from_config));
            }
        };
        let children = |w: &mut Writer| {
            if let Some(reconnect) = &self.reconnect {
                reconnect.write("reconnect", false, w);
            }
        };
        w.element("source", true, attrs, children);
        w.element("protocol", true, |w| w.attr("type", self.protocol.as_str()), |_| ());
    }
}
