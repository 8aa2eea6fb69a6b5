//! Walking over all devices of a definition, and getting at one by its place.

use super::DomainDef;
use super::info::DeviceInfo;
use super::policy::DeviceAt;

impl DomainDef {
    /// Every device, kind by kind, in the order in which stages look at them.
    pub fn devices_at(&self) -> Vec<DeviceAt> {
        let d = &self.devices;
        let mut all = Vec::new();
        let mut list = |count: usize, at: fn(usize) -> DeviceAt| all.extend((0..count).map(at));
        list(d.disks.len(), DeviceAt::Disk);
        list(d.interfaces.len(), DeviceAt::Interface);
        list(d.sounds.len(), DeviceAt::Sound);
        list(d.hostdevs.len(), DeviceAt::Hostdev);
        list(d.videos.len(), DeviceAt::Video);
        list(d.controllers.len(), DeviceAt::Controller);
        list(d.smartcards.len(), DeviceAt::Smartcard);
        list(d.serials.len(), DeviceAt::Serial);
        list(d.parallels.len(), DeviceAt::Parallel);
        list(d.channels.len(), DeviceAt::Channel);
        list(d.consoles.len(), DeviceAt::Console);
        list(d.inputs.len(), DeviceAt::Input);
        list(d.filesystems.len(), DeviceAt::Filesystem);
        list(d.watchdogs.len(), DeviceAt::Watchdog);
        list(usize::from(d.memballoon.is_some()), |_| DeviceAt::Memballoon);
        list(d.rngs.len(), DeviceAt::Rng);
        list(usize::from(d.nvram.is_some()), |_| DeviceAt::Nvram);
        list(d.hubs.len(), DeviceAt::Hub);
        list(d.shmems.len(), DeviceAt::Shmem);
        list(d.tpms.len(), DeviceAt::Tpm);
        list(d.panics.len(), DeviceAt::Panic);
        list(d.memories.len(), DeviceAt::Memory);
        list(d.redirdevs.len(), DeviceAt::Redirdev);
        list(d.iommus.len(), DeviceAt::Iommu);
        list(usize::from(d.vsock.is_some()), |_| DeviceAt::Vsock);
        list(d.cryptos.len(), DeviceAt::Crypto);
        list(usize::from(d.pstore.is_some()), |_| DeviceAt::Pstore);
        list(d.graphics.len(), DeviceAt::Graphics);
        list(d.audios.len(), DeviceAt::Audio);
        list(d.leases.len(), DeviceAt::Lease);
        all
    }

    /// What a device has in common with others; none for kinds that have nothing, or when it is not there.
    pub fn info_at(&self, at: DeviceAt) -> Option<&DeviceInfo> {
        let d = &self.devices;
        match at {
            DeviceAt::Disk(i) => d.disks.get(i).map(|x| &x.info),
            DeviceAt::Interface(i) => d.interfaces.get(i).map(|x| &x.info),
            DeviceAt::Sound(i) => d.sounds.get(i).map(|x| &x.info),
            DeviceAt::Hostdev(i) => d.hostdevs.get(i).map(|x| &x.info),
            DeviceAt::Video(i) => d.videos.get(i).map(|x| &x.info),
            DeviceAt::Controller(i) => d.controllers.get(i).map(|x| &x.info),
            DeviceAt::Smartcard(i) => d.smartcards.get(i).map(|x| &x.info),
            DeviceAt::Serial(i) => d.serials.get(i).map(|x| &x.info),
            DeviceAt::Parallel(i) => d.parallels.get(i).map(|x| &x.info),
            DeviceAt::Channel(i) => d.channels.get(i).map(|x| &x.info),
            DeviceAt::Console(i) => d.consoles.get(i).map(|x| &x.info),
            DeviceAt::Input(i) => d.inputs.get(i).map(|x| &x.info),
            DeviceAt::Filesystem(i) => d.filesystems.get(i).map(|x| &x.info),
            DeviceAt::Watchdog(i) => d.watchdogs.get(i).map(|x| &x.info),
            DeviceAt::Memballoon => d.memballoon.as_ref().map(|x| &x.info),
            DeviceAt::Rng(i) => d.rngs.get(i).map(|x| &x.info),
            DeviceAt::Nvram => d.nvram.as_ref().map(|x| &x.info),
            DeviceAt::Hub(i) => d.hubs.get(i).map(|x| &x.info),
            DeviceAt::Shmem(i) => d.shmems.get(i).map(|x| &x.info),
            DeviceAt::Tpm(i) => d.tpms.get(i).map(|x| &x.info),
            DeviceAt::Panic(i) => d.panics.get(i).map(|x| &x.info),
            DeviceAt::Memory(i) => d.memories.get(i).map(|x| &x.info),
            DeviceAt::Redirdev(i) => d.redirdevs.get(i).map(|x| &x.info),
            DeviceAt::Iommu(i) => d.iommus.get(i).map(|x| &x.info),
            DeviceAt::Vsock => d.vsock.as_ref().map(|x| &x.info),
            DeviceAt::Crypto(i) => d.cryptos.get(i).map(|x| &x.info),
            DeviceAt::Pstore => d.pstore.as_ref().map(|x| &x.info),
            DeviceAt::Graphics(_) | DeviceAt::Audio(_) | DeviceAt::Lease(_) => None,
        }
    }

    /// [`info_at`](Self::info_at), to change it.
    pub fn info_at_mut(&mut self, at: DeviceAt) -> Option<&mut DeviceInfo> {
        let d = &mut self.devices;
        match at {
            DeviceAt::Disk(i) => d.disks.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Interface(i) => d.interfaces.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Sound(i) => d.sounds.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Hostdev(i) => d.hostdevs.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Video(i) => d.videos.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Controller(i) => d.controllers.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Smartcard(i) => d.smartcards.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Serial(i) => d.serials.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Parallel(i) => d.parallels.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Channel(i) => d.channels.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Console(i) => d.consoles.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Input(i) => d.inputs.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Filesystem(i) => d.filesystems.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Watchdog(i) => d.watchdogs.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Memballoon => d.memballoon.as_mut().map(|x| &mut x.info),
            DeviceAt::Rng(i) => d.rngs.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Nvram => d.nvram.as_mut().map(|x| &mut x.info),
            DeviceAt::Hub(i) => d.hubs.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Shmem(i) => d.shmems.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Tpm(i) => d.tpms.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Panic(i) => d.panics.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Memory(i) => d.memories.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Redirdev(i) => d.redirdevs.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Iommu(i) => d.iommus.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Vsock => d.vsock.as_mut().map(|x| &mut x.info),
            DeviceAt::Crypto(i) => d.cryptos.get_mut(i).map(|x| &mut x.info),
            DeviceAt::Pstore => d.pstore.as_mut().map(|x| &mut x.info),
            DeviceAt::Graphics(_) | DeviceAt::Audio(_) | DeviceAt::Lease(_) => None,
        }
    }
}
