//! Devices with a character device behind them: entropy, shared memory, smartcards, redirected USB devices.

use virt_xml::TextOut;

use crate::domain::address::Address;
use crate::domain::chardev::{CHARDEV_TYPES, ChardevKind, ChardevSource};
use crate::domain::info::{DeviceInfo, VirtioOptions};
use crate::domain::words::prelude::*;

words! {
    /// Flavours of entropy devices.
    pub RngModel { Virtio, VirtioTransitional, VirtioNonTransitional }
    /// Shared memory devices.
    pub ShmemModel { Ivshmem, IvshmemPlain, IvshmemDoorbell }
    /// Who owns shared memory when the guest moves.
    pub ShmemRole { Master, Peer }
    /// Where redirected devices are attached.
    pub RedirdevBus { Usb }
}

/// The kind of a host end by name.
fn kind(node: Node<'_>, name: &str, message: &str) -> Result<ChardevKind> {
    ChardevKind::from_name(name).ok_or_else(|| {
        let expected = CHARDEV_TYPES.join(", ");
        node.unsupported(format!("{message} (expected one of {expected})"))
    })
}

/// `<rng>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rng {
    pub model: RngModel,
    /// Bytes per period; 0 is no limit.
    pub rate: u32,
    /// Milliseconds.
    pub period: u32,
    pub backend: RngBackend,
    pub virtio: VirtioOptions,
    pub info: DeviceInfo,
}

/// Where entropy comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RngBackend {
    Random { device: Option<String> },
    Egd(ChardevSource),
    Builtin,
}

impl Element for Rng {
    fn read(node: Node<'_>) -> Result<Self> {
        let model = node.required::<Plain, RngModel>("model", None)?;
        let number =
            |name: &str| match node.child("rate").and_then(|r| r.attr(name)).filter(|t| !t.is_empty()) {
                None => Ok(0),
                Some(text) => <u32 as Value>::parse(text)
                    .ok_or_else(|| node.invalid(format!("invalid RNG rate {name} value"))),
            };
        let rate = number("bytes")?;
        let period = if rate > 0 { number("period")? } else { 0 };
        let backends: Vec<Node<'_>> = node.all("backend").collect();
        let [backend] = backends.as_slice() else {
            return Err(node.invalid("only one RNG backend is supported"));
        };
        let backend = *backend;
        let backend = match backend.attr("model").ok_or_else(|| backend.missing_attr("model", None))? {
            "random" => RngBackend::Random { device: Some(backend.text()).filter(|t| !t.is_empty()) },
            "egd" => {
                let name = backend.attr("type").ok_or_else(|| backend.invalid("missing EGD backend type"))?;
                let kind = kind(backend, name, &format!("unknown backend type '{name}' for egd"))?;
                RngBackend::Egd(ChardevSource::read_below(backend, kind, false)?)
            }
            "builtin" => RngBackend::Builtin,
            other => return Err(backend.bad_attr("model", other, "one of random, egd, builtin", None)),
        };
        let info = DeviceInfo::read(node)?;
        let virtio = node.child("driver").map(VirtioOptions::read).transpose()?.unwrap_or_default();
        Ok(Self { model, rate, period, backend, virtio, info })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("model", self.model.as_str());
    }
    fn children(&self, w: &mut Writer) {
        if self.rate != 0 {
            let attrs = |w: &mut Writer| {
                w.attr_display("bytes", self.rate);
                if self.period != 0 {
                    w.attr_display("period", self.period);
                }
            };
            w.element("rate", true, attrs, |_| ());
        }
        match &self.backend {
            RngBackend::Random { device } => {
                let text = |out: &mut TextOut<'_>| out.escaped(device.as_deref().unwrap_or_default());
                w.element_text("backend", true, |w| w.attr("model", "random"), text);
            }
            RngBackend::Egd(source) => {
                let attrs = |w: &mut Writer| {
                    w.attr("model", "egd");
                    w.attr("type", source.kind.name());
                };
                w.pair("backend", attrs, |w| source.write_below(w));
            }
            RngBackend::Builtin => w.element("backend", true, |w| w.attr("model", "builtin"), |_| ()),
        }
        self.virtio.write("driver", false, w);
        self.info.children(w);
    }
}

/// `<shmem>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shmem {
    pub name: String,
    pub role: Option<ShmemRole>,
    pub model: ShmemModel,
    /// Bytes; 0 when not given.
    pub size: u64,
    pub server: Option<ShmemServer>,
    pub msi: Option<ShmemMsi>,
    pub info: DeviceInfo,
}

/// `<server path='…'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShmemServer {
    pub path: Option<String>,
}

/// `<msi vectors='32' ioeventfd='on'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct ShmemMsi {
    #[xml(attr, with = AnyRadix, default)]
    pub vectors: u32,
    #[xml(attr, with = OnOff)]
    pub ioeventfd: Option<bool>,
}

impl Element for Shmem {
    fn read(node: Node<'_>) -> Result<Self> {
        let model = node.child("model");
        let model = model.map(|m| m.value::<Plain, ShmemModel>("type", None)).transpose()?.flatten();
        let model = model.unwrap_or_default();
        let name =
            node.attr("name").ok_or_else(|| node.invalid("shmem element must contain 'name' attribute"))?;
        let role = match model {
            ShmemModel::Ivshmem => None,
            _ => node.value::<Plain, ShmemRole>("role", None)?,
        };
        let size =
            node.child("size").map(|s| size::read_bytes(s, 1, u64::MAX)).transpose()?.unwrap_or_default();
        let server = node.child("server").map(|s| ShmemServer { path: s.attr("path").map(sanitize_path) });
        let msi = node.child("msi").map(ShmemMsi::read).transpose()?;
        if msi.is_some() && server.is_none() {
            return Err(node.invalid("msi option is only supported with a server").beyond_schema());
        }
        Ok(Self { name: name.to_owned(), role, model, size, server, msi, info: DeviceInfo::read(node)? })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("name", &self.name);
        if let Some(role) = self.role {
            w.attr("role", role.as_str());
        }
    }
    fn children(&self, w: &mut Writer) {
        w.element("model", true, |w| w.attr("type", self.model.as_str()), |_| ());
        if self.size != 0 {
            w.element_text("size", true, |w| w.attr("unit", "M"), |out| out.display(self.size >> 20));
        }
        if let Some(server) = &self.server {
            let attrs = |w: &mut Writer| {
                if let Some(path) = &server.path {
                    w.attr("path", path);
                }
            };
            w.element("server", true, attrs, |_| ());
        }
        if let Some(msi) = &self.msi {
            msi.write("msi", true, w);
        }
        self.info.children(w);
    }
}

/// `<smartcard>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smartcard {
    pub source: SmartcardSource,
    pub info: DeviceInfo,
}

/// The mode and what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SmartcardSource {
    Host,
    HostCertificates { certificates: [String; 3], database: Option<String> },
    Passthrough(ChardevSource),
}

impl Element for Smartcard {
    fn read(node: Node<'_>) -> Result<Self> {
        let source = match node.attr("mode").ok_or_else(|| node.missing_attr("mode", None))? {
            "host" => SmartcardSource::Host,
            "host-certificates" => {
                let names: Vec<String> = node.all("certificate").map(Node::text).collect();
                let certificates = <[String; 3]>::try_from(names)
                    .map_err(|_| node.invalid("host-certificates mode needs exactly three certificates"))?;
                let database = node.child_text("database");
                if let Some(path) = database.as_ref().filter(|p| !p.starts_with('/')) {
                    return Err(node.invalid(format!("expecting absolute path: {path}")));
                }
                SmartcardSource::HostCertificates { certificates, database }
            }
            "passthrough" => {
                let name = node.attr("type").ok_or_else(|| {
                    node.invalid("passthrough mode requires a character device type attribute")
                })?;
                let text = format!("unknown type presented to host for character device: {name}");
                let kind = kind(node, name, &text)?;
                SmartcardSource::Passthrough(ChardevSource::read_below(node, kind, false)?)
            }
            other => {
                return Err(node.bad_attr(
                    "mode",
                    other,
                    "one of host, host-certificates, passthrough",
                    None,
                ));
            }
        };
        Ok(Self { source, info: DeviceInfo::read(node)? })
    }
    fn attrs(&self, w: &mut Writer) {
        match &self.source {
            SmartcardSource::Host => w.attr("mode", "host"),
            SmartcardSource::HostCertificates { .. } => w.attr("mode", "host-certificates"),
            SmartcardSource::Passthrough(source) => {
                w.attr("mode", "passthrough");
                w.attr("type", source.kind.name());
            }
        }
    }
    fn children(&self, w: &mut Writer) {
        match &self.source {
            SmartcardSource::Host => {}
            SmartcardSource::HostCertificates { certificates, database } => {
                certificates.iter().for_each(|c| w.text("certificate", c));
                if let Some(database) = database {
                    w.text("database", database);
                }
            }
            SmartcardSource::Passthrough(source) => source.write_below(w),
        }
        self.info.children(w);
    }
}

/// `<redirdev>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Redirdev {
    pub bus: RedirdevBus,
    pub source: ChardevSource,
    pub info: DeviceInfo,
}

impl Element for Redirdev {
    fn read(node: Node<'_>) -> Result<Self> {
        let bus = match node.attr("bus") {
            None => RedirdevBus::Usb,
            Some(text) => RedirdevBus::from_word(text)
                .ok_or_else(|| node.unsupported(format!("unknown redirdev bus '{text}'")))?,
        };
        let name = node.attr("type").ok_or_else(|| node.error(Code::Internal, "missing type in redirdev"))?;
        let kind = kind(node, name, &format!("unknown redirdev character device type '{name}'"))?;
        let mut source = ChardevSource::read_below(node, kind, false)?;
        if let ChardevKind::Dbus { channel } = &mut source.kind {
            channel.get_or_insert_with(|| "org.qemu.usbredir".to_owned());
        }
        let info = DeviceInfo::read(node)?;
        if !matches!(info.address, None | Some(Address::Usb(_))) {
            return Err(node.invalid("Invalid address for a USB device"));
        }
        Ok(Self { bus, source, info })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("bus", self.bus.as_str());
        w.attr("type", self.source.kind.name());
    }
    fn children(&self, w: &mut Writer) {
        self.source.write_below(w);
        self.info.children(w);
    }
}

/// `<redirfilter>`: which USB devices may be redirected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct RedirFilter {
    #[xml(child = "usbdev")]
    pub usbdevs: Vec<RedirFilterDevice>,
}

/// `<usbdev class='0x08' vendor='0x1234' product='0xBEEF' version='2.56' allow='yes'/>`; absent means any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RedirFilterDevice {
    pub class: Option<u8>,
    pub vendor: Option<i32>,
    pub product: Option<i32>,
    /// Binary coded decimal.
    pub version: Option<u16>,
    pub allow: bool,
}

fn parse_version(text: &str) -> Option<u16> {
    let (major, minor) = text.split_once('.')?;
    let number = |text: &str| <u16 as Value>::parse(text).filter(|n| *n < 100);
    // 1.1 is 1.10
    let tens = if minor.len() == 1 { 10 } else { 1 };
    let (major, minor) = (number(major)?, number(minor)? * tens);
    Some((major / 10) << 12 | (major % 10) << 8 | (minor / 10) << 4 | (minor % 10))
}

impl Element for RedirFilterDevice {
    fn read(node: Node<'_>) -> Result<Self> {
        let any = |name| node.value::<AnyRadix, i32>(name, None).map(|v| v.filter(|v| *v != -1));
        let class = match any("class")? {
            None => None,
            Some(class) => Some(
                u8::try_from(class)
                    .map_err(|_| node.error(Code::Internal, format!("Invalid USB Class code 0x{class:x}")))?,
            ),
        };
        let version = match node.attr("version") {
            None | Some("-1") => None,
            Some(text) => Some(
                parse_version(text)
                    .ok_or_else(|| node.invalid(format!("Cannot parse USB device version {text}")))?,
            ),
        };
        let (vendor, product) = (any("vendor")?, any("product")?);
        let allow = node.required::<Plain, bool>("allow", None)?;
        let shown = |id: &i32| *id >= 0;
        Ok(Self { class, vendor: vendor.filter(shown), product: product.filter(shown), version, allow })
    }
    fn attrs(&self, w: &mut Writer) {
        if let Some(class) = self.class {
            w.attr_display("class", format_args!("0x{class:02X}"));
        }
        for (name, id) in [("vendor", self.vendor), ("product", self.product)] {
            if let Some(id) = id {
                w.attr_display(name, format_args!("0x{id:04X}"));
            }
        }
        if let Some(version) = self.version {
            let digit = |shift: u16| version >> shift & 0xf;
            let (major, minor) = (digit(12) * 10 + digit(8), digit(4) * 10 + digit(0));
            w.attr_display("version", format_args!("{major}.{minor:02}"));
        }
        w.attr("allow", if self.allow { "yes" } else { "no" });
    }
    fn children(&self, _: &mut Writer) {}
}

/// `<lease>`: a lock that is held while the guest runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lease {
    pub lockspace: String,
    pub key: String,
    pub path: String,
    pub offset: u64,
}

impl Element for Lease {
    fn read(node: Node<'_>) -> Result<Self> {
        let key = node.child_text("key").ok_or_else(|| node.invalid("Missing 'key' element for lease"))?;
        let lockspace = node.child_text("lockspace");
        let lockspace = lockspace.ok_or_else(|| node.invalid("Missing 'lockspace' element for lease"))?;
        let target =
            node.child("target").ok_or_else(|| node.invalid("Missing 'target' element for lease"))?;
        let path = target
            .attr("path")
            .ok_or_else(|| target.invalid("Missing 'path' attribute to 'target' element for lease"))?;
        let offset = target.value::<Plain, u64>("offset", None)?.unwrap_or_default();
        Ok(Self { lockspace, key, path: path.to_owned(), offset })
    }
    fn attrs(&self, _: &mut Writer) {}
    fn children(&self, w: &mut Writer) {
        w.text("lockspace", &self.lockspace);
        w.text("key", &self.key);
        let attrs = |w: &mut Writer| {
            w.attr("path", &self.path);
            if self.offset != 0 {
                w.attr_display("offset", self.offset);
            }
        };
        w.element("target", true, attrs, |_| ());
    }
}
