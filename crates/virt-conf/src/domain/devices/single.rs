//! One device on its own: attaching, detaching and changing devices.

use super::*;
use crate::common::document;
use crate::domain::view::{FormatFlags, ParseFlags};
use virt_core::consts::VIR_FROM_DOMAIN;

macro_rules! devices {
    ($($variant:ident = $name:literal: $t:ty;)*) => {
        /// A device of any kind.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Device {
            $(#[doc = concat!("`<", $name, ">`")] $variant(Box<$t>),)*
        }

        impl Device {
            fn read(node: Node<'_>) -> Result<Self> {
                match node.name() {
                    $($name => Ok(Self::$variant(Box::new(<$t as Element>::read(node)?))),)*
                    other => Err(node.unsupported(format!("unknown device type '{other}'"))),
                }
            }

            /// Name of the element.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)* }
            }

            fn write(&self, w: &mut Writer) {
                match self { $(Self::$variant(device) => device.write($name, true, w),)* }
            }
        }
    };
}

devices! {
    Disk = "disk": Disk;
    Lease = "lease": Lease;
    Filesystem = "filesystem": Filesystem;
    Interface = "interface": Interface;
    Input = "input": Input;
    Sound = "sound": Sound;
    Watchdog = "watchdog": Watchdog;
    Video = "video": Video;
    Hostdev = "hostdev": Hostdev;
    Controller = "controller": Controller;
    Graphics = "graphics": Graphics;
    Hub = "hub": Hub;
    Redirdev = "redirdev": Redirdev;
    Rng = "rng": Rng;
    Serial = "serial": Serial;
    Parallel = "parallel": Parallel;
    Console = "console": Console;
    Channel = "channel": Channel;
    Smartcard = "smartcard": Smartcard;
    Memballoon = "memballoon": Memballoon;
    Nvram = "nvram": Nvram;
    Shmem = "shmem": Shmem;
    Tpm = "tpm": Tpm;
    Panic = "panic": Panic;
    Memory = "memory": MemoryDevice;
    Iommu = "iommu": Iommu;
    Vsock = "vsock": Vsock;
    Crypto = "crypto": Crypto;
    Audio = "audio": Audio;
    Pstore = "pstore": Pstore;
}

impl Device {
    /// Reads a document that is one device.
    pub fn parse(xml: &str, flags: ParseFlags) -> virt_core::Result<Self> {
        let options = virt_xml::Options {
            label: "(device_definition)",
            origin: VIR_FROM_DOMAIN,
            strict: flags.strict,
            view: flags.view(),
        };
        virt_xml::with_document(xml, None, options, Self::read).map_err(document::error)
    }

    /// The device alone.
    pub fn to_xml(&self, flags: FormatFlags) -> String {
        document::format_view(flags.view(), |w| self.write(w))
    }

    /// What it has in common with other devices; leases, displays and audio backends have nothing.
    pub fn info(&self) -> Option<&crate::domain::info::DeviceInfo> {
        Some(match self {
            Self::Disk(d) => &d.info,
            Self::Filesystem(d) => &d.info,
            Self::Interface(d) => &d.info,
            Self::Input(d) => &d.info,
            Self::Sound(d) => &d.info,
            Self::Watchdog(d) => &d.info,
            Self::Video(d) => &d.info,
            Self::Hostdev(d) => &d.info,
            Self::Controller(d) => &d.info,
            Self::Hub(d) => &d.info,
            Self::Redirdev(d) => &d.info,
            Self::Rng(d) => &d.info,
            Self::Serial(d) => &d.info,
            Self::Parallel(d) => &d.info,
            Self::Console(d) => &d.info,
            Self::Channel(d) => &d.info,
            Self::Smartcard(d) => &d.info,
            Self::Memballoon(d) => &d.info,
            Self::Nvram(d) => &d.info,
            Self::Shmem(d) => &d.info,
            Self::Tpm(d) => &d.info,
            Self::Panic(d) => &d.info,
            Self::Memory(d) => &d.info,
            Self::Iommu(d) => &d.info,
            Self::Vsock(d) => &d.info,
            Self::Crypto(d) => &d.info,
            Self::Pstore(d) => &d.info,
            Self::Lease(_) | Self::Graphics(_) | Self::Audio(_) => return None,
        })
    }
}
