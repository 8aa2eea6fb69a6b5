//! Model, driver and backend of interfaces.

use virt_xml::TextOut;

use crate::domain::info::VirtioOptions;
use crate::domain::words::prelude::*;

words! {
    /// Who moves the packets of a virtio card.
    pub NetDriverName { Qemu, Vhost }
    /// When packets are sent.
    pub TxMode { Iothread, Timer }
    /// What stands behind `user` and `vhostuser` interfaces.
    pub NetBackendType { Default, Passt }
}

/// A card by name: one that is known (in its usual spelling), or another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetModel(String);

/// Cards that are known.
const MODELS: &[&str] = &[
    "netfront",
    "rtl8139",
    "virtio",
    "e1000",
    "e1000e",
    "igb",
    "virtio-transitional",
    "virtio-non-transitional",
    "usb-net",
    "spapr-vlan",
    "lan9118",
    "scm91c111",
    "vlance",
    "vmxnet",
    "vmxnet2",
    "vmxnet3",
    "Am79C970A",
    "Am79C973",
    "82540EM",
    "82545EM",
    "82543GC",
];

impl NetModel {
    /// A card by name, in the usual spelling; none when the name has characters that names cannot have.
    pub fn new(name: &str) -> Option<Self> {
        let known = MODELS.iter().find(|m| m.eq_ignore_ascii_case(name));
        let valid = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        match known {
            Some(known) => Some(Self((*known).to_owned())),
            None => valid.then(|| Self(name.to_owned())),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// One of upstream's list, rather than some other name.
    pub fn is_known(&self) -> bool {
        MODELS.contains(&self.0.as_str())
    }

    /// Any flavour of virtio.
    pub fn is_virtio(&self) -> bool {
        matches!(self.0.as_str(), "virtio" | "virtio-transitional" | "virtio-non-transitional")
    }
}

impl std::fmt::Display for NetModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// `<driver>` of a virtio card. (A PCI device's driver is in its source.)
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct NetDriver {
    #[xml(attr)]
    pub name: Option<NetDriverName>,
    #[xml(attr)]
    pub txmode: Option<TxMode>,
    #[xml(attr, with = OnOff)]
    pub ioeventfd: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub event_idx: Option<bool>,
    #[xml(attr, with = Queues, default)]
    pub queues: u32,
    #[xml(attr, default)]
    pub rx_queue_size: u32,
    #[xml(attr, default)]
    pub tx_queue_size: u32,
    #[xml(attr, with = OnOff)]
    pub rss: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub rss_hash_report: Option<bool>,
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    #[xml(child, default)]
    pub host: HostOffloads,
    #[xml(child, default)]
    pub guest: GuestOffloads,
}

/// There is always one queue: saying so says nothing.
struct Queues;

impl Codec<u32> for Queues {
    fn parse(text: &str) -> Option<u32> {
        <u32 as Value>::parse(text).map(|q| if q == 1 { 0 } else { q })
    }
    fn put(value: &u32, out: &mut TextOut<'_>) {
        out.display(value);
    }
}

/// Offloads of the host's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct HostOffloads {
    #[xml(attr, with = OnOff)]
    pub csum: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub gso: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub tso4: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub tso6: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub ecn: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub ufo: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub mrg_rxbuf: Option<bool>,
}

/// Offloads of the guest's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct GuestOffloads {
    #[xml(attr, with = OnOff)]
    pub csum: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub tso4: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub tso6: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub ecn: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub ufo: Option<bool>,
}

/// `<backend>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct NetBackend {
    #[xml(attr = "type", default)]
    pub kind: NetBackendType,
    #[xml(attr, with = CleanPath)]
    pub tap: Option<String>,
    #[xml(attr, with = CleanPath)]
    pub vhost: Option<String>,
    #[xml(attr = "logFile")]
    pub log_file: Option<String>,
    /// What the guest is called when it asks for an address.
    #[xml(attr)]
    pub hostname: Option<String>,
    #[xml(attr)]
    pub fqdn: Option<String>,
}

struct CleanPath;

impl Codec<String> for CleanPath {
    fn parse(text: &str) -> Option<String> {
        Some(sanitize_path(text))
    }
    fn put(value: &String, out: &mut TextOut<'_>) {
        out.escaped(value);
    }
}
