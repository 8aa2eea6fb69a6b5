//! `<hostdev>`: a device of the host, handed to the guest. Interfaces of type `hostdev` share its sources.

use super::interface::{IpInfo, Teaming};
use crate::common::pci::PciDriver;
use crate::domain::address::PciAddress;
use crate::domain::devices::disk::Sgio;
use crate::domain::info::DeviceInfo;
use crate::domain::storage::{Initiator, NetHost, StartupPolicy, StorageAuth};
use crate::domain::words::prelude::*;

words! {
    /// Kinds of host devices of mode `subsystem`.
    pub HostdevType { Usb, Pci, Scsi, ScsiHost = "scsi_host", Mdev }
    /// When the guest may reset a USB device.
    pub UsbGuestReset { Off, Uninitialized, On }
    /// Flavour of a vhost-scsi controller.
    pub ScsiHostModel { Default, Virtio, VirtioTransitional, VirtioNonTransitional }
    /// What a mediated device shows itself as.
    pub MdevModel { VfioPci, VfioCcw, VfioAp }
    /// What was done to a PCI device before the guest got it.
    pub PciOrigState { Unbind, Removeslot, Reprobe }
}

/// `<hostdev>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hostdev {
    /// Detached from and given back to the host by us.
    pub managed: bool,
    pub source: HostdevSource,
    pub teaming: Option<Teaming>,
    pub readonly: bool,
    pub shareable: bool,
    pub info: DeviceInfo,
    /// Runtime only: the device is not there.
    pub missing: bool,
}

/// Mode and type, and what depends on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostdevSource {
    Usb(UsbHostdev),
    Pci(PciHostdev),
    Scsi(Box<ScsiHostdev>),
    ScsiHost {
        wwpn: String,
        model: ScsiHostModel,
    },
    Mdev {
        uuid: Uuid,
        model: MdevModel,
        display: Option<bool>,
        ramfb: Option<bool>,
    },
    /// Mode `capabilities` (containers): a block device.
    CapsStorage {
        block: String,
    },
    /// A character device.
    CapsMisc {
        char: String,
    },
    /// A network interface of the host.
    CapsNet {
        interface: String,
        ip: IpInfo,
    },
}

/// A USB device, by vendor and product, by address, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UsbHostdev {
    pub startup_policy: Option<StartupPolicy>,
    /// The address was found, not given.
    pub auto_address: bool,
    pub guest_reset: Option<UsbGuestReset>,
    pub vendor: u32,
    pub product: u32,
    pub bus: u32,
    pub device: u32,
    /// Where it is plugged in, instead of the device number: `1.2.3`.
    pub port: Option<String>,
}

/// A PCI device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PciHostdev {
    pub driver: PciDriver,
    pub address: PciAddress,
    pub write_filtering: Option<bool>,
    pub display: Option<bool>,
    pub ramfb: Option<bool>,
    /// State files.
    pub orig_states: Vec<PciOrigState>,
}

/// A SCSI device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScsiHostdev {
    pub sgio: Option<Sgio>,
    pub rawio: Option<bool>,
    pub source: ScsiSource,
    /// State files: what the driver keeps about it.
    pub private_data: Option<Foreign>,
}

/// Where a SCSI device is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScsiSource {
    Adapter { adapter: String, bus: u32, target: u32, unit: u64 },
    Iscsi(IscsiSource),
}

/// A target of an iSCSI server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IscsiSource {
    pub name: String,
    pub host: NetHost,
    pub auth: Option<StorageAuth>,
    pub initiator: Option<Initiator>,
}

impl HostdevSource {
    /// The `type` attribute.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Usb(_) => "usb",
            Self::Pci(_) => "pci",
            Self::Scsi(_) => "scsi",
            Self::ScsiHost { .. } => "scsi_host",
            Self::Mdev { .. } => "mdev",
            Self::CapsStorage { .. } => "storage",
            Self::CapsMisc { .. } => "misc",
            Self::CapsNet { .. } => "net",
        }
    }

    /// Mode `subsystem` rather than `capabilities`.
    pub fn is_subsystem(&self) -> bool {
        !matches!(self, Self::CapsStorage { .. } | Self::CapsMisc { .. } | Self::CapsNet { .. })
    }
}

impl Hostdev {
    /// The PCI part, if it is a PCI device.
    pub fn pci(&self) -> Option<&PciHostdev> {
        if let HostdevSource::Pci(pci) = &self.source { Some(pci) } else { None }
    }

    /// Whether it is a SCSI device on a controller of the guest.
    pub fn is_scsi(&self) -> bool {
        matches!(self.source, HostdevSource::Scsi(_))
    }
}

/// What of a host device stands on the element itself.
#[derive(Default)]
struct Outer {
    managed: bool,
    display: Option<bool>,
    ramfb: Option<bool>,
}

/// Reads the source of a host device of a type; `node` is the `<hostdev>`, `<interface>` or `<actual>`.
pub(crate) fn read_subsystem(node: Node<'_>, kind: HostdevType) -> Result<(bool, HostdevSource)> {
    let mut outer = Outer { managed: node.attr("managed") == Some("yes"), ..Outer::default() };
    let model = node.attr("model");
    let source =
        node.child("source").ok_or_else(|| node.invalid("Missing <source> element in hostdev device"))?;
    if kind != HostdevType::Usb && source.attr("startupPolicy").is_some_and(|p| !p.is_empty()) {
        return Err(node.unsupported("Setting startupPolicy is only allowed for USB devices"));
    }
    let sgio = node.value::<Plain, Sgio>("sgio", None)?;
    let rawio = node.value::<Plain, bool>("rawio", None)?;
    for (given, name) in [(sgio.is_some(), "sgio"), (rawio.is_some(), "rawio")] {
        if given && kind != HostdevType::Scsi {
            return Err(node.invalid(format!("{name} is only supported for scsi host device")));
        }
    }
    if model.is_some() && !matches!(kind, HostdevType::Mdev | HostdevType::ScsiHost) {
        let text = format!("'model' attribute in <hostdev> is only supported when type='{kind}'");
        return Err(node.invalid(text));
    }
    if matches!(kind, HostdevType::Mdev | HostdevType::Pci) {
        outer.display = node.value::<OnOff, bool>("display", None)?;
        outer.ramfb = node.value::<OnOff, bool>("ramfb", None)?;
    }
    let value = match kind {
        HostdevType::Usb => HostdevSource::Usb(UsbHostdev::read(source)?),
        HostdevType::Pci => HostdevSource::Pci(PciHostdev::read(node, source, &outer)?),
        HostdevType::Scsi => HostdevSource::Scsi(Box::new(ScsiHostdev::read(source, sgio, rawio)?)),
        HostdevType::ScsiHost => {
            let model = node.value::<Plain, ScsiHostModel>("model", None)?.unwrap_or_default();
            HostdevSource::ScsiHost { model, wwpn: read_wwpn(source)? }
        }
        HostdevType::Mdev => {
            let model = node.required::<Plain, MdevModel>("model", None)?;
            let uuid = read_mdev_uuid(source)?;
            HostdevSource::Mdev { uuid, model, display: outer.display, ramfb: outer.ramfb }
        }
    };
    Ok((outer.managed, value))
}

fn read_mdev_uuid(source: Node<'_>) -> Result<Uuid> {
    let address = source.child("address").ok_or_else(|| source.unsupported("Missing <address> element"))?;
    let text = address.attr("uuid");
    let text = text.ok_or_else(|| address.unsupported("Missing 'uuid' attribute for element <address>"))?;
    virt_core::parse_uuid(text)
        .ok_or_else(|| address.error(Code::Internal, "Cannot parse uuid attribute of element <address>"))
}

fn read_wwpn(source: Node<'_>) -> Result<String> {
    let protocol = source.attr("protocol").ok_or_else(|| source.missing_attr("protocol", None))?;
    if protocol != "vhost" {
        return Err(source.bad_attr("protocol", protocol, "vhost", None));
    }
    let wwpn = source.attr("wwpn").ok_or_else(|| source.invalid("missing vhost-scsi hostdev source wwpn"))?;
    match wwpn.strip_prefix("naa.").is_some_and(is_wwn) {
        true => Ok(wwpn.to_owned()),
        false => Err(source.invalid("malformed 'wwpn' value")),
    }
}

/// Sixteen hexadecimal digits, `0x` in front allowed.
pub(crate) fn is_wwn(text: &str) -> bool {
    let text = text.strip_prefix("0x").unwrap_or(text);
    text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

impl UsbHostdev {
    fn read(source: Node<'_>) -> Result<Self> {
        let mut usb = Self {
            startup_policy: source.value::<Plain, StartupPolicy>("startupPolicy", None)?,
            auto_address: source.value::<Plain, bool>("autoAddress", None)?.unwrap_or_default(),
            guest_reset: source.value::<Plain, UsbGuestReset>("guestReset", None)?,
            ..Self::default()
        };
        source.attr("missing");
        let (vendor, product) = (source.child("vendor"), source.child("product"));
        if let Some(vendor) = vendor {
            usb.vendor = vendor.required::<AnyRadix, u32>("id", None)?;
            if usb.vendor == 0 {
                return Err(vendor.bad_attr("id", "0", "a number other than 0", None));
            }
            if product.is_none() {
                return Err(source.error(Code::Internal, "missing product"));
            }
        }
        if let Some(product) = product {
            usb.product = product.required::<AnyRadix, u32>("id", None)?;
            if vendor.is_none() {
                return Err(source.error(Code::Internal, "missing vendor"));
            }
        }
        if let Some(address) = source.child("address") {
            usb.bus = address.required::<AnyRadix, u32>("bus", None)?;
            usb.device = address.value::<AnyRadix, u32>("device", None)?.unwrap_or_default();
            usb.port = address.attr("port").filter(|p| !p.is_empty()).map(str::to_owned);
            match (address.attr("device").is_some(), usb.port.is_some()) {
                (false, false) => return Err(address.missing_attr("device", None)),
                (true, true) => {
                    let text = "found both device id and port in usb address (ambiguous setting)";
                    return Err(address.error(Code::Internal, text));
                }
                _ => {}
            }
            // an interface says the kind of its source here
            address.attr("type");
        }
        Ok(usb)
    }

    fn write(&self, missing: bool, typed: bool, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(policy) = self.startup_policy {
                w.attr("startupPolicy", policy.as_str());
            }
            if self.auto_address && w.view().has(view::MIGRATABLE) {
                w.attr("autoAddress", "yes");
            }
            if missing && live(w.view()) {
                w.attr("missing", "yes");
            }
            if let Some(reset) = self.guest_reset {
                w.attr("guestReset", reset.as_str());
            }
        };
        let children = |w: &mut Writer| {
            if self.vendor != 0 {
                for (name, id) in [("vendor", self.vendor), ("product", self.product)] {
                    w.element(name, true, |w| w.attr_display("id", format_args!("0x{id:04x}")), |_| ());
                }
            }
            if self.bus != 0 || self.device != 0 || self.port.is_some() {
                let attrs = |w: &mut Writer| {
                    if typed {
                        w.attr("type", "usb");
                    }
                    w.attr_display("bus", self.bus);
                    match &self.port {
                        Some(port) => w.attr("port", port),
                        None => w.attr_display("device", self.device),
                    }
                };
                w.element("address", true, attrs, |_| ());
            }
        };
        w.element("source", false, attrs, children);
    }
}

impl PciHostdev {
    fn read(node: Node<'_>, source: Node<'_>, outer: &Outer) -> Result<Self> {
        let write_filtering = source.value::<Plain, bool>("writeFiltering", None)?;
        let mut pci = Self { write_filtering, display: outer.display, ramfb: outer.ramfb, ..Self::default() };
        if let Some(address) = source.child("address") {
            pci.address = PciAddress::read(address)?;
            address.attr("type");
        }
        if let Some(states) = source.child("origstates").filter(|_| node.view().has(view::PCI_ORIG_STATES)) {
            for state in states.elements() {
                let name = state.seen().name();
                pci.orig_states.push(PciOrigState::from_word(name).ok_or_else(|| {
                    node.error(Code::Internal, format!("unsupported element '{name}' of 'origstates'"))
                })?);
            }
        }
        if let Some(driver) = node.child("driver") {
            pci.driver = PciDriver::read(driver)?;
        }
        Ok(pci)
    }

    fn write(&self, typed: bool, w: &mut Writer) {
        self.driver.write("driver", false, w);
        let attrs = |w: &mut Writer| {
            if let Some(filtering) = &self.write_filtering {
                w.attr_value::<Plain, bool>("writeFiltering", filtering);
            }
        };
        let address = |w: &mut Writer| {
            if typed {
                w.attr("type", "pci");
            }
            self.address.write_numbers(w);
        };
        let children = |w: &mut Writer| {
            w.element("address", true, address, |_| ());
            if w.view().has(view::PCI_ORIG_STATES) {
                let mut states = self.orig_states.clone();
                states.sort_unstable();
                states.dedup();
                w.element("origstates", false, |_| (), |w| states.iter().for_each(|s| w.empty(s.as_str())));
            }
        };
        w.element("source", true, attrs, children);
    }
}

impl ScsiHostdev {
    fn read(source: Node<'_>, sgio: Option<Sgio>, rawio: Option<bool>) -> Result<Self> {
        let place = match source.attr("protocol") {
            None | Some("adapter") => Self::read_adapter(source)?,
            Some("iscsi") => ScsiSource::Iscsi(IscsiSource::read(source)?),
            Some(other) => return Err(source.bad_attr("protocol", other, "one of adapter, iscsi", None)),
        };
        let private =
            source.child("privateData").map(Node::seen_whole).filter(|_| view::status(source.view()));
        Ok(Self { sgio, rawio, source: place, private_data: private.map(Foreign::read) })
    }

    fn read_adapter(source: Node<'_>) -> Result<ScsiSource> {
        let address = source.child("address");
        let address =
            address.ok_or_else(|| source.invalid("'address' must be specified for scsi hostdev source"))?;
        let bus = address.required::<AnyRadix, u32>("bus", None)?;
        let target = address.required::<AnyRadix, u32>("target", None)?;
        let unit = address.required::<AnyRadix, u64>("unit", None)?;
        address.attr("type");
        let adapter = source.child("adapter").and_then(|a| a.attr("name")).filter(|n| !n.is_empty());
        let adapter = adapter
            .ok_or_else(|| source.invalid("'adapter' name must be specified for scsi hostdev source"))?;
        Ok(ScsiSource::Adapter { adapter: adapter.to_owned(), bus, target, unit })
    }

    fn write(&self, typed: bool, w: &mut Writer) {
        let private = |w: &mut Writer| {
            if let Some(private) = self.private_data.as_ref().filter(|_| view::status(w.view())) {
                private.write(w);
            }
        };
        match &self.source {
            ScsiSource::Iscsi(iscsi) => {
                let attrs = |w: &mut Writer| {
                    w.attr("protocol", "iscsi");
                    w.attr("name", &iscsi.name);
                };
                let children = |w: &mut Writer| {
                    iscsi.host.write(w);
                    private(w);
                    if let Some(auth) = &iscsi.auth {
                        auth.write("auth", true, w);
                    }
                    if let Some(initiator) = &iscsi.initiator {
                        initiator.write(w);
                    }
                };
                w.element("source", true, attrs, children);
            }
            ScsiSource::Adapter { adapter, bus, target, unit } => {
                let address = |w: &mut Writer| {
                    if typed {
                        w.attr("type", "scsi");
                    }
                    w.attr_display("bus", bus);
                    w.attr_display("target", target);
                    w.attr_display("unit", unit);
                };
                let children = |w: &mut Writer| {
                    w.element("adapter", true, |w| w.attr("name", adapter), |_| ());
                    w.element("address", true, address, |_| ());
                    private(w);
                };
                w.element("source", true, |_| (), children);
            }
        }
    }
}

impl IscsiSource {
    fn read(source: Node<'_>) -> Result<Self> {
        let name =
            source.attr("name").ok_or_else(|| source.invalid("missing iSCSI hostdev source path name"))?;
        let mut hosts: Vec<NetHost> =
            source.all("host").map(|n| NetHost::read(n, false)).collect::<Result<_>>()?;
        let host = match (hosts.pop(), hosts.is_empty()) {
            (None, _) => {
                return Err(source.invalid("missing the host address for the iSCSI hostdev").beyond_schema());
            }
            (Some(host), true) => host,
            (Some(_), false) => {
                let text = "only one source host address may be specified for the iSCSI hostdev";
                return Err(source.invalid(text));
            }
        };
        let auth = source.child("auth").map(StorageAuth::read).transpose()?;
        if let Some(auth) = &auth {
            let kind = auth.secret_type.as_deref().unwrap_or("(null)");
            match kind {
                "iscsi" => {}
                "none" | "volume" | "ceph" | "tls" | "vtpm" => {
                    let text = format!("hostdev invalid secret type '{kind}'");
                    return Err(source.error(Code::Internal, text));
                }
                _ => return Err(source.unsupported(format!("invalid secret type {kind}"))),
            }
        }
        let iqn = source.child("initiator").and_then(|i| i.child("iqn")).and_then(|i| i.attr("name"));
        let initiator = iqn.filter(|n| !n.is_empty()).map(|iqn| Initiator { iqn: iqn.to_owned() });
        Ok(Self { name: name.to_owned(), host, auth, initiator })
    }
}

/// Writes `<driver>` and `<source>` of a host device; the address says its type in interfaces.
pub(crate) fn write_subsystem(source: &HostdevSource, missing: bool, typed: bool, w: &mut Writer) {
    match source {
        HostdevSource::Usb(usb) => usb.write(missing, typed, w),
        HostdevSource::Pci(pci) => pci.write(typed, w),
        HostdevSource::Scsi(scsi) => scsi.write(typed, w),
        HostdevSource::ScsiHost { wwpn, .. } => {
            let attrs = |w: &mut Writer| {
                w.attr("protocol", "vhost");
                w.attr("wwpn", wwpn);
            };
            w.element("source", true, attrs, |_| ());
        }
        HostdevSource::Mdev { uuid, .. } => {
            let address =
                |w: &mut Writer| w.element("address", true, |w| w.attr_display("uuid", uuid), |_| ());
            w.element("source", true, |_| (), address);
        }
        HostdevSource::CapsStorage { block } => {
            w.pair("source", |_| (), |w| w.text("block", block));
        }
        HostdevSource::CapsMisc { char } => w.pair("source", |_| (), |w| w.text("char", char)),
        HostdevSource::CapsNet { interface, ip } => {
            w.pair("source", |_| (), |w| w.text("interface", interface));
            ip.write(w);
        }
    }
}

fn read_capabilities(node: Node<'_>, kind: &str) -> Result<HostdevSource> {
    let source = node.child("source");
    let source = source.ok_or_else(|| node.invalid("Missing <source> element in hostdev device"))?;
    let text = |name: &str| {
        let what = match name {
            "interface" => "net",
            "char" => "character",
            _ => "storage",
        };
        let missing = || node.invalid(format!("Missing <{name}> element in hostdev {what} device"));
        source.child_text(name).ok_or_else(missing)
    };
    Ok(match kind {
        "storage" => HostdevSource::CapsStorage { block: text("block")? },
        "misc" => HostdevSource::CapsMisc { char: text("char")? },
        "net" => HostdevSource::CapsNet {
            interface: text("interface")?,
            ip: IpInfo::read(node, "Domain hostdev device")?,
        },
        other => return Err(node.bad_attr("type", other, "one of storage, misc, net", None)),
    })
}

impl Element for Hostdev {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = || node.attr("type").ok_or_else(|| node.missing_attr("type", None));
        let (managed, source) = match node.attr("mode") {
            None | Some("subsystem") => {
                read_subsystem(node, node.required::<Plain, HostdevType>("type", None)?)?
            }
            Some("capabilities") => (false, read_capabilities(node, kind()?)?),
            Some(other) => {
                return Err(node.bad_attr("mode", other, "one of subsystem, capabilities", None));
            }
        };
        let is_scsi = matches!(source, HostdevSource::Scsi(_));
        let info = DeviceInfo::read(node)?;
        Ok(Self {
            managed,
            source,
            readonly: node.child("readonly").is_some() && is_scsi,
            shareable: node.child("shareable").is_some() && is_scsi,
            teaming: Teaming::read_below(node)?,
            info,
            missing: false,
        })
    }

    fn attrs(&self, w: &mut Writer) {
        let subsystem = self.source.is_subsystem();
        w.attr("mode", if subsystem { "subsystem" } else { "capabilities" });
        w.attr("type", self.source.type_name());
        if subsystem {
            w.attr("managed", if self.managed { "yes" } else { "no" });
        }
        let switch = |w: &mut Writer, name: &str, value: &Option<bool>| {
            if let Some(value) = value {
                w.attr_value::<OnOff, bool>(name, value);
            }
        };
        match &self.source {
            HostdevSource::Scsi(scsi) => {
                if let Some(sgio) = scsi.sgio {
                    w.attr("sgio", sgio.as_str());
                }
                if let Some(rawio) = &scsi.rawio {
                    w.attr_value::<Plain, bool>("rawio", rawio);
                }
            }
            HostdevSource::ScsiHost { model, .. } if *model != ScsiHostModel::Default => {
                w.attr("model", model.as_str());
            }
            HostdevSource::Mdev { model, display, ramfb, .. } => {
                w.attr("model", model.as_str());
                switch(w, "display", display);
                switch(w, "ramfb", ramfb);
            }
            HostdevSource::Pci(pci) => {
                switch(w, "display", &pci.display);
                switch(w, "ramfb", &pci.ramfb);
            }
            _ => {}
        }
    }

    fn children(&self, w: &mut Writer) {
        write_subsystem(&self.source, self.missing, false, w);
        if let Some(teaming) = &self.teaming {
            teaming.write("teaming", true, w);
        }
        if self.readonly {
            w.empty("readonly");
        }
        if self.shareable {
            w.empty("shareable");
        }
        self.info.children(w);
    }
}
