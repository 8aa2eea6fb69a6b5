//! `<devices>`: everything attached to the guest, a list per kind.

mod audio;
mod backed;
mod chardevs;
mod controller;
mod disk;
mod disk_statistics;
mod driver;
mod filesystem;
mod graphics;
mod hostdev;
mod input;
mod insert;
mod interface;
mod memory;
mod single;
mod small;
mod sound;
mod tpm;
mod video;

pub use audio::{Audio, AudioBackend, AudioIo, AudioIoBackend, SampleFormat, SdlDriver};
pub use backed::{
    Lease, RedirFilter, RedirFilterDevice, Redirdev, RedirdevBus, Rng, RngBackend, RngModel, Shmem,
    ShmemModel, ShmemMsi, ShmemRole, ShmemServer, Smartcard, SmartcardSource,
};
pub use chardevs::{
    Channel, ChannelState, ChannelTarget, Console, ConsoleTarget, ConsoleTargetType, Parallel, Serial,
    SerialModel, SerialTarget, SerialTargetType,
};
pub use controller::{
    Controller, ControllerDriver, ControllerKind, ControllerType, IdeModel, PciController, PciModel,
    PciModelName, PciTarget, ScsiModel, UsbModel, VirtioSerialModel,
};
pub use disk::{
    BlockIo, DetectZeroes, Discard, Disk, DiskBus, DiskCache, DiskDevice, DiskDriver, DiskIo, DiskModel,
    DiskTarget, DiskTray, ErrorPolicy, Geometry, GeometryTrans, Mirror, MirrorJob, MirrorState, Sgio,
    SnapshotLocation, ThrottleFilter, Transient,
};
pub use disk_statistics::{DiskStatistics, LatencyHistogram, LatencyKind, StatisticInterval};
pub use driver::{AudioRef, BackendDomain, IothreadMapping, Queue};
pub use filesystem::{
    Filesystem, FsAccessMode, FsBinary, FsCacheMode, FsDriver, FsDriverType, FsModel, FsMultidevs,
    FsSandboxMode, FsSource, FsType, FsWrpolicy,
};
pub use graphics::{
    AuthConnected, DbusGraphics, Graphics, GraphicsAuth, ImageCompression, Listen, ListenType, RdpGraphics,
    SdlGraphics, SharePolicy, SpiceChannelMode, SpiceChannelName, SpiceGraphics, StreamingMode, VncGraphics,
    WanCompression,
};
pub use hostdev::{
    Hostdev, HostdevSource, HostdevType, IscsiSource, MdevModel, PciHostdev, PciOrigState, ScsiHostModel,
    ScsiHostdev, ScsiSource, UsbGuestReset, UsbHostdev,
};
pub use input::{GrabToggle, Hub, HubType, Input, InputBus, InputGrab, InputModel, InputSource, InputType};
pub use insert::{disk_name_to_index, index_to_disk_name, nvme_name};
pub use interface::{
    ActualInterface, ActualSource, FilterRef, GuestIp, GuestOffloads, HostOffloads, Interface,
    InterfaceGuest, InterfaceSource, InterfaceTarget, IpInfo, LinkState, Mac, MacTableManager, MacType,
    MacvtapMode, NetBackend, NetBackendType, NetDriver, NetDriverName, NetModel, PortForward,
    PortForwardRange, PortProto, SocketSource, Teaming, TeamingType, TxMode, is_generated_name,
};
pub use memory::{MemoryDevice, MemoryDeviceSource, MemoryDeviceTarget, MemoryModel};
pub use single::Device;
pub use small::{
    Crypto, CryptoBackend, CryptoBackendModel, CryptoModel, CryptoType, Granule, GranuleMode, Iommu,
    IommuDriver, IommuModel, Memballoon, MemballoonModel, MemballoonStats, Nvram, Panic, PanicModel, Pstore,
    PstoreBackend, Vsock, VsockCid, VsockModel, Watchdog, WatchdogAction, WatchdogModel,
};
pub use sound::{Sound, SoundCodec, SoundCodecType, SoundModel};
pub use tpm::{
    Tpm, TpmBackend, TpmEmulator, TpmModel, TpmPcrBank, TpmProfile, TpmRemoveDisabled, TpmSourceType,
    TpmVersion,
};
pub use video::{Resolution, VgaConf, Video, VideoAccel, VideoBackend, VideoDevice, VideoModel, VideoType};

use super::words::prelude::*;

/// `<devices>`. Fields are in the order of output; reading follows upstream's, for the sake of errors.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Devices {
    pub emulator: Option<String>,
    pub disks: Vec<Disk>,
    pub controllers: Vec<Controller>,
    pub leases: Vec<Lease>,
    pub filesystems: Vec<Filesystem>,
    pub interfaces: Vec<Interface>,
    pub smartcards: Vec<Smartcard>,
    pub serials: Vec<Serial>,
    pub parallels: Vec<Parallel>,
    pub consoles: Vec<Console>,
    pub channels: Vec<Channel>,
    pub inputs: Vec<Input>,
    pub tpms: Vec<Tpm>,
    pub graphics: Vec<Graphics>,
    pub sounds: Vec<Sound>,
    pub audios: Vec<Audio>,
    pub videos: Vec<Video>,
    /// Host devices proper; those behind interfaces are in [`Interface::source`].
    pub hostdevs: Vec<Hostdev>,
    pub redirdevs: Vec<Redirdev>,
    pub redirfilter: Option<RedirFilter>,
    pub hubs: Vec<Hub>,
    pub watchdogs: Vec<Watchdog>,
    pub memballoon: Option<Box<Memballoon>>,
    pub rngs: Vec<Rng>,
    pub nvram: Option<Box<Nvram>>,
    pub panics: Vec<Panic>,
    pub shmems: Vec<Shmem>,
    pub memories: Vec<MemoryDevice>,
    pub cryptos: Vec<Crypto>,
    pub iommus: Vec<Iommu>,
    pub vsock: Option<Box<Vsock>>,
    pub pstore: Option<Box<Pstore>>,
}

/// All elements of a name.
fn read_all<T: Element>(node: Node<'_>, name: &'static str) -> Result<Vec<T>> {
    node.all(name).map(T::read).collect()
}

/// The only element of a name.
fn read_one<T: Element>(node: Node<'_>, name: &'static str, code: Code, many: &str) -> Result<Option<T>> {
    let mut all = node.all(name);
    let first = all.next();
    if all.next().is_some() {
        return Err(node.error(code, many));
    }
    first.map(T::read).transpose()
}

impl Devices {
    /// Reads the element; what needs the rest of the domain is done by the domain's reader.
    pub(crate) fn read(node: Node<'_>) -> Result<Self> {
        let mut devices = Self { emulator: node.child_text("emulator"), ..Self::default() };
        for child in node.all("disk") {
            devices.insert_disk(Disk::read(child)?);
        }
        let usb_none = devices.read_controllers(node)?;
        devices.leases = read_all(node, "lease")?;
        devices.filesystems = read_all(node, "filesystem")?;
        devices.interfaces = read_all(node, "interface")?;
        devices.smartcards = read_all(node, "smartcard")?;
        for child in node.all("parallel") {
            let mut parallel = Parallel::read(child)?;
            let next = devices.parallels.iter().filter_map(|p| p.port).max().map_or(0, |p| p + 1);
            parallel.port.get_or_insert(next);
            devices.parallels.push(parallel);
        }
        devices.serials = read_all(node, "serial")?;
        for (port, child) in (0..).zip(node.all("console")) {
            let mut console = Console::read(child)?;
            console.target.port = port;
            devices.consoles.push(console);
        }
        devices.channels = read_all(node, "channel")?;
        for child in node.all("input") {
            let input = Input::read(child)?;
            if usb_none && input.bus == Some(InputBus::Usb) {
                return Err(child
                    .unsupported("Can't add USB input device. USB bus is disabled")
                    .beyond_schema());
            }
            devices.inputs.push(input);
        }
        devices.graphics = read_all(node, "graphics")?;
        devices.sounds = read_all(node, "sound")?;
        devices.audios = read_all(node, "audio")?;
        for child in node.all("video") {
            let video = Video::read(child)?;
            let at = if video.model.primary { 0 } else { devices.videos.len() };
            devices.videos.insert(at, video);
        }
        for child in node.all("hostdev") {
            let hostdev = Hostdev::read(child)?;
            if usb_none && matches!(hostdev.source, HostdevSource::Usb(_)) {
                let text = "Can't add host USB device: USB is disabled in this host";
                return Err(child.unsupported(text).beyond_schema());
            }
            devices.hostdevs.push(hostdev);
            devices.add_scsi_controllers_for_hostdevs();
        }
        devices.read_rest(node, usb_none)?;
        Ok(devices)
    }

    fn read_rest(&mut self, node: Node<'_>, usb_none: bool) -> Result<()> {
        self.watchdogs = read_all(node, "watchdog")?;
        let balloons = "only a single memory balloon device is supported";
        self.memballoon = read_one(node, "memballoon", Code::Internal, balloons)?;
        self.rngs = read_all(node, "rng")?;
        self.cryptos = read_all(node, "crypto")?;
        if node.all("tpm").count() > 2 {
            let text = "a maximum of two TPM devices is supported, one of them being a TPM Proxy device";
            return Err(node.invalid(text));
        }
        self.tpms = read_all(node, "tpm")?;
        self.nvram = read_one(node, "nvram", Code::Internal, "only a single nvram device is supported")?;
        for child in node.all("hub") {
            let hub = Hub::read(child)?;
            if usb_none {
                return Err(child
                    .unsupported("Can't add USB hub: USB is disabled for this domain")
                    .beyond_schema());
            }
            self.hubs.push(hub);
        }
        self.redirdevs = read_all(node, "redirdev")?;
        let filters = "only one set of redirection filter rule is supported";
        self.redirfilter = read_one(node, "redirfilter", Code::Internal, filters)?;
        self.panics = read_all(node, "panic")?;
        self.shmems = read_all(node, "shmem")?;
        self.memories = read_all(node, "memory")?;
        self.iommus = read_all(node, "iommu")?;
        if self.iommus.len() > 1 && self.iommus.iter().any(|iommu| iommu.model != IommuModel::Smmuv3) {
            return Err(node.invalid("only a single IOMMU device is supported"));
        }
        self.vsock = read_one(node, "vsock", Code::Invalid, "only a single vsock device is supported")?;
        self.pstore = read_one(node, "pstore", Code::Invalid, "only a single pstore device is supported")?;
        Ok(())
    }

    fn read_controllers(&mut self, node: Node<'_>) -> Result<bool> {
        let (mut none, mut other, mut master) = (false, false, false);
        for child in node.all("controller") {
            let controller = Controller::read(child)?;
            if controller.controller_type() == ControllerType::Usb {
                if none || (controller.is_usb_none() && other) {
                    let text = "Can't add another USB controller: USB is disabled for this domain";
                    return Err(child.error(Code::Detail, text).beyond_schema());
                }
                if controller.is_usb_none() {
                    none = true;
                } else {
                    other = true;
                }
                master |= controller.info.master.is_none();
            }
            self.insert_controller(controller);
        }
        if other && !master {
            return Err(node.error(Code::Detail, "No master USB controller specified").beyond_schema());
        }
        Ok(none)
    }

    /// Writes the element. `hvm`: the first console is the first serial port, and shown as that.
    pub(crate) fn write(&self, hvm: bool, w: &mut Writer) {
        w.pair("devices", |_| (), |w| self.write_children(hvm, w));
    }

    fn write_children(&self, hvm: bool, w: &mut Writer) {
        fn all<T: Element>(items: &[T], name: &str, w: &mut Writer) {
            items.iter().for_each(|item| item.write(name, true, w));
        }
        fn pairs<T: Element>(items: &[T], name: &str, w: &mut Writer) {
            items.iter().for_each(|item| w.pair(name, |w| item.attrs(w), |w| item.children(w)));
        }
        fn one<T: Element>(item: Option<&T>, name: &str, w: &mut Writer) {
            if let Some(item) = item {
                item.write(name, true, w);
            }
        }
        if let Some(emulator) = &self.emulator {
            w.text("emulator", emulator);
        }
        all(&self.disks, "disk", w);
        all(&self.controllers, "controller", w);
        all(&self.leases, "lease", w);
        pairs(&self.filesystems, "filesystem", w);
        pairs(&self.interfaces, "interface", w);
        all(&self.smartcards, "smartcard", w);
        all(&self.serials, "serial", w);
        all(&self.parallels, "parallel", w);
        for (i, console) in self.consoles.iter().enumerate() {
            let is_serial =
                matches!(console.target.kind, ConsoleTargetType::None | ConsoleTargetType::Serial);
            match self.serials.get(i).filter(|_| hvm && is_serial) {
                Some(serial) => Console::of_serial(serial).write("console", true, w),
                None => console.write("console", true, w),
            }
        }
        all(&self.channels, "channel", w);
        all(&self.inputs, "input", w);
        all(&self.tpms, "tpm", w);
        all(&self.graphics, "graphics", w);
        all(&self.sounds, "sound", w);
        all(&self.audios, "audio", w);
        pairs(&self.videos, "video", w);
        pairs(&self.hostdevs, "hostdev", w);
        pairs(&self.redirdevs, "redirdev", w);
        if let Some(filter) = self.redirfilter.as_ref().filter(|f| !f.usbdevs.is_empty()) {
            filter.write("redirfilter", true, w);
        }
        all(&self.hubs, "hub", w);
        all(&self.watchdogs, "watchdog", w);
        one(self.memballoon.as_ref(), "memballoon", w);
        pairs(&self.rngs, "rng", w);
        one(self.nvram.as_ref(), "nvram", w);
        // a panic device with nothing said about it is not written
        self.panics.iter().for_each(|p| p.write("panic", false, w));
        pairs(&self.shmems, "shmem", w);
        pairs(&self.memories, "memory", w);
        all(&self.cryptos, "crypto", w);
        all(&self.iommus, "iommu", w);
        if let Some(vsock) = &self.vsock {
            vsock.write("vsock", false, w);
        }
        one(self.pstore.as_ref(), "pstore", w);
    }
}
