//! Devices that are little more than a model: watchdog, balloon, panic notifier, IOMMU, vsock, crypto, pstore, NVRAM.

use crate::domain::info::{DeviceInfo, VirtioOptions};
use crate::domain::words::prelude::*;

words! {
    /// Watchdog devices.
    pub WatchdogModel { I6300esb, Ib700, Diag288, Itco }
    /// What happens when the guest does not feed it.
    pub WatchdogAction { Reset, Shutdown, Poweroff, Pause, Dump, None, InjectNmi }
    /// Balloon devices.
    pub MemballoonModel { Virtio, Xen, None, VirtioTransitional, VirtioNonTransitional }
    /// Devices that tell of a guest's panic.
    pub PanicModel { Default, Isa, Pseries, Hyperv, S390, Pvpanic }
    /// Devices that confine what others can reach in memory.
    pub IommuModel { Intel, Smmuv3, Virtio, Amd }
    /// Where the size of an IOMMU's pages comes from.
    pub GranuleMode { Host }
    /// Flavours of virtio sockets.
    pub VsockModel { Default, Virtio, VirtioTransitional, VirtioNonTransitional }
    /// Cryptographic devices.
    pub CryptoModel { Virtio }
    /// Who drives a cryptographic device.
    pub CryptoType { Qemu }
    /// Who does the cryptography.
    pub CryptoBackendModel { Builtin, Lkcf }
    /// Stores for a guest's last words.
    pub PstoreBackend { AcpiErst }
}

/// `<watchdog>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct Watchdog {
    #[xml(attr)]
    pub model: WatchdogModel,
    #[xml(attr, default, always)]
    pub action: WatchdogAction,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<memballoon>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct Memballoon {
    #[xml(attr)]
    pub model: MemballoonModel,
    #[xml(attr, with = OnOff)]
    pub autodeflate: Option<bool>,
    #[xml(attr = "freePageReporting", with = OnOff)]
    pub free_page_reporting: Option<bool>,
    #[xml(child, show = Memballoon::has_period)]
    pub stats: Option<MemballoonStats>,
    #[xml(custom(read = Memballoon::read_info, children = DeviceInfo::children))]
    pub info: DeviceInfo,
    #[xml(child = "driver", default)]
    pub virtio: VirtioOptions,
}

/// `<stats period='10'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct MemballoonStats {
    #[xml(attr, with = AnyRadix, default)]
    pub period: i32,
}

impl Memballoon {
    /// A balloon that is not there is nowhere.
    fn read_info(node: Node<'_>) -> Result<DeviceInfo> {
        match node.attr("model") == Some(MemballoonModel::None.as_str()) {
            true => {
                DeviceInfo::ignore(node);
                Ok(DeviceInfo::default())
            }
            false => DeviceInfo::read(node),
        }
    }

    fn has_period(&self) -> bool {
        self.period() > 0
    }

    /// Seconds between statistics; 0 when they are not collected.
    pub fn period(&self) -> i32 {
        self.stats.map_or(0, |s| s.period.max(0))
    }
}

/// `<panic>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct Panic {
    #[xml(attr, default, code = Unsupported)]
    pub model: PanicModel,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<iommu>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct Iommu {
    #[xml(attr)]
    pub model: IommuModel,
    #[xml(child, default)]
    pub driver: IommuDriver,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<driver>` of an IOMMU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
#[xml(check = IommuDriver::check)]
pub struct IommuDriver {
    #[xml(attr, with = OnOff)]
    pub intremap: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub caching_mode: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub eim: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub iotlb: Option<bool>,
    #[xml(attr, default)]
    pub aw_bits: u32,
    #[xml(attr, with = OnOff)]
    pub dma_translation: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub passthrough: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub xtsup: Option<bool>,
    /// The root bus that it serves.
    #[xml(attr = "pciBus")]
    pub pci_bus: Option<i32>,
    #[xml(attr, with = OnOff)]
    pub accel: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub cmdqv: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub ats: Option<bool>,
    #[xml(attr, with = OnOff)]
    pub ril: Option<bool>,
    #[xml(attr)]
    pub ssidsize: Option<i32>,
    #[xml(attr)]
    pub oas: Option<i32>,
    #[xml(child)]
    pub granule: Option<Granule>,
}

/// `<granule size='64' unit='KiB'/>` or `<granule mode='host'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granule {
    /// That of the host.
    Mode(GranuleMode),
    /// KiB.
    Size(u64),
}

impl IommuDriver {
    /// Negative numbers, and a size of 0, mean that nothing is said.
    fn check(&mut self, _: Node<'_>) -> Result<()> {
        for number in [&mut self.pci_bus, &mut self.ssidsize, &mut self.oas] {
            *number = number.filter(|n| *n >= 0);
        }
        self.granule = self.granule.filter(|g| *g != Granule::Size(0));
        Ok(())
    }
}

impl Element for Granule {
    fn read(node: Node<'_>) -> Result<Self> {
        let word = |text| {
            let wrong = || format!("Invalid value for attribute 'mode' in element 'granule': '{text}'.");
            GranuleMode::from_word(text).ok_or_else(|| node.invalid(wrong()))
        };
        let mode = node.attr("mode").map(word).transpose()?;
        let size = size::read_attr_bytes(node, "size", "unit", 1024, u64::MAX)?;
        match (mode, size) {
            (Some(_), Some(_)) => {
                let text = "'mode' and 'size' can't be specified at the same time for 'granule'";
                Err(node.invalid(text))
            }
            (Some(mode), None) => Ok(Self::Mode(mode)),
            (None, bytes) => Ok(Self::Size(bytes.unwrap_or_default().div_ceil(1024))),
        }
    }
    fn attrs(&self, w: &mut Writer) {
        match self {
            Self::Mode(mode) => w.attr("mode", mode.as_str()),
            Self::Size(kib) => {
                w.attr_display("size", kib);
                w.attr("unit", "KiB");
            }
        }
    }
    fn children(&self, _: &mut Writer) {}
}

/// `<vsock>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct Vsock {
    #[xml(attr, default)]
    pub model: VsockModel,
    #[xml(child, default)]
    pub cid: VsockCid,
    #[xml(flatten)]
    pub info: DeviceInfo,
    #[xml(child = "driver", default)]
    pub virtio: VirtioOptions,
}

/// `<cid auto='yes' address='3'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct VsockCid {
    #[xml(attr)]
    pub auto: Option<bool>,
    #[xml(attr, with = NonZero)]
    pub address: Option<u32>,
}

/// `<crypto>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(check = Crypto::check)]
pub struct Crypto {
    #[xml(attr)]
    pub model: CryptoModel,
    #[xml(attr = "type")]
    pub kind: CryptoType,
    #[xml(child, default)]
    pub backend: CryptoBackend,
    #[xml(child = "driver", default)]
    pub virtio: VirtioOptions,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<backend>` of a cryptographic device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct CryptoBackend {
    #[xml(attr)]
    pub model: CryptoBackendModel,
    #[xml(attr, default)]
    pub queues: u32,
}

impl Crypto {
    fn check(&mut self, node: Node<'_>) -> Result<()> {
        match node.all("backend").count() {
            1 => Ok(()),
            _ => Err(node.invalid("only one crypto backend is supported")),
        }
    }
}

/// `<pstore>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct Pstore {
    #[xml(attr)]
    pub backend: PstoreBackend,
    #[xml(text)]
    pub path: Option<String>,
    #[xml(child, code = Invalid)]
    pub size: KiB,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<nvram>` of pSeries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(pair)]
pub struct Nvram {
    #[xml(flatten)]
    pub info: DeviceInfo,
}
