//! Devices of a few properties each.

use crate::vocabulary::{
    CryptoBackendModel, Iommu, IommuModel, MemballoonModel, PanicModel, Vsock, VsockModel, WatchdogAction,
    WatchdogModel,
};
use virt_core::Result;

use super::builder::{Builder, alias};
use super::props::Props;
use super::virtio::{self, Generation};
use crate::launch_plan::FdSource;

impl Builder<'_> {
    pub fn watchdogs(&mut self) -> Result<()> {
        let def = self.def;
        let Some(last) = def.devices.watchdogs.last() else { return Ok(()) };
        let mut chipset = false;
        for watchdog in &def.devices.watchdogs {
            if watchdog.model == WatchdogModel::Itco {
                chipset = true;
                continue;
            }
            let props = Props::device(watchdog.model.as_str())
                .set("id", alias(&watchdog.info))
                .extend(self.address(&watchdog.info)?);
            self.device_at(&watchdog.info, props);
        }
        if chipset {
            self.option("-global", "ICH9-LPC.noreboot=off");
        }
        // We write the dump ourselves, while the guest is paused.
        let action = if last.action == WatchdogAction::Dump { WatchdogAction::Pause } else { last.action };
        self.option("-watchdog-action", action.as_str());
        Ok(())
    }

    pub fn memballoon(&mut self) -> Result<()> {
        let Some(balloon) = self.def.devices.memballoon.as_ref().filter(|b| b.model != MemballoonModel::None)
        else {
            return Ok(());
        };
        let generation = match balloon.model {
            MemballoonModel::VirtioTransitional => Generation::Transitional,
            MemballoonModel::VirtioNonTransitional => Generation::Modern,
            _ => Generation::Both,
        };
        let virtio = Some(&balloon.virtio);
        let props = virtio::device("virtio-balloon", &balloon.info, virtio, generation, self.context.caps)?
            .set("id", alias(&balloon.info))
            .opt("deflate-on-oom", balloon.autodeflate)
            .opt("free-page-reporting", balloon.free_page_reporting)
            .extend(self.address(&balloon.info)?);
        self.device_at(&balloon.info, props);
        Ok(())
    }

    pub fn iommu(&mut self) -> Result<()> {
        let def = self.def;
        for iommu in &def.devices.iommus {
            self.one_iommu(iommu)?;
        }
        Ok(())
    }

    fn one_iommu(&mut self, iommu: &Iommu) -> Result<()> {
        let driver = &iommu.driver;
        let props = match iommu.model {
            IommuModel::Intel => Props::device("intel-iommu")
                .set("id", alias(&iommu.info))
                .on_off("intremap", driver.intremap)
                .opt("caching-mode", driver.caching_mode)
                .on_off("eim", driver.eim)
                .opt("device-iotlb", driver.iotlb)
                .nonzero("aw-bits", driver.aw_bits.into())
                .opt("dma-translation", driver.dma_translation),
            IommuModel::Virtio => {
                Props::device("virtio-iommu").set("id", alias(&iommu.info)).extend(self.address(&iommu.info)?)
            }
            IommuModel::Amd => {
                let id = alias(&iommu.info);
                let address = self.address(&iommu.info)?;
                self.device(Props::device("AMDVI-PCI").set("id", id).extend(address));
                Props::device("amd-iommu")
                    .set("pci-id", id)
                    .on_off("intremap", driver.intremap)
                    .opt("pt", driver.passthrough)
                    .opt("xtsup", driver.xtsup)
                    .opt("device-iotlb", driver.iotlb)
            }
            IommuModel::Smmuv3 => return Ok(()),
        };
        self.device(props);
        Ok(())
    }

    pub fn nvram(&mut self) {
        if let Some(nvram) = &self.def.devices.nvram
            && let Some(crate::vocabulary::Address::SpaprVio(vio)) = &nvram.info.address
        {
            let reg = vio.reg.unwrap_or_default();
            self.option("-global", format!("spapr-nvram.reg=0x{reg:x}"));
        }
    }

    pub fn panics(&mut self) -> Result<()> {
        let def = self.def;
        for panic in &def.devices.panics {
            match panic.model {
                PanicModel::Isa => {
                    let port = match &panic.info.address {
                        Some(crate::vocabulary::Address::Isa(isa)) => Some(isa.iobase),
                        _ => None,
                    };
                    self.device(Props::device("pvpanic").opt("ioport", port));
                }
                PanicModel::Pvpanic => {
                    let props = Props::device("pvpanic-pci").extend(self.address(&panic.info)?);
                    self.device(props);
                }
                PanicModel::Default | PanicModel::Pseries | PanicModel::Hyperv | PanicModel::S390 => {}
            }
        }
        Ok(())
    }

    pub fn vsock(&mut self) -> Result<()> {
        let Some(vsock) = &self.def.devices.vsock else { return Ok(()) };
        let props = self.vsock_device(vsock)?;
        self.device_at(&vsock.info, props);
        Ok(())
    }

    fn vsock_device(&mut self, vsock: &Vsock) -> Result<Props> {
        let generation = match vsock.model {
            VsockModel::VirtioTransitional => Generation::Transitional,
            VsockModel::VirtioNonTransitional => Generation::Modern,
            VsockModel::Default | VsockModel::Virtio => Generation::Both,
        };
        let cid = vsock.cid.address;
        let fd = match self.context.pretend {
            true => -1,
            false => self.fd(FdSource::VhostVsock),
        };
        let virtio = Some(&vsock.virtio);
        Ok(virtio::device("vhost-vsock", &vsock.info, virtio, generation, self.context.caps)?
            .set("id", alias(&vsock.info))
            .set("guest-cid", cid.unwrap_or_default())
            .set("vhostfd", fd.to_string())
            .extend(self.address(&vsock.info)?))
    }

    pub fn cryptos(&mut self) -> Result<()> {
        let def = self.def;
        for crypto in &def.devices.cryptos {
            let id = alias(&crypto.info);
            let backend = match crypto.backend.model {
                CryptoBackendModel::Builtin => "cryptodev-backend-builtin",
                CryptoBackendModel::Lkcf => "cryptodev-backend-lkcf",
            };
            let object =
                Props::object(backend, format!("obj{id}")).nonzero("queues", crypto.backend.queues.into());
            self.object(&object);
            let virtio = Some(&crypto.virtio);
            let props =
                virtio::device("virtio-crypto", &crypto.info, virtio, Generation::Both, self.context.caps)?
                    .set("cryptodev", format!("obj{id}"))
                    .set("id", id)
                    .extend(self.address(&crypto.info)?);
            self.device_at(&crypto.info, props);
        }
        Ok(())
    }

    pub fn pstore(&mut self) -> Result<()> {
        let Some(pstore) = &self.def.devices.pstore else { return Ok(()) };
        let id = alias(&pstore.info);
        let path = pstore.path.as_deref().unwrap_or_default();
        let memory = Props::object("memory-backend-file", format!("mem{id}"))
            .set("mem-path", path)
            .set("size", pstore.size.0 * 1024)
            .set("share", true);
        let device = Props::device("acpi-erst")
            .set("id", id)
            .set("memdev", format!("mem{id}"))
            .extend(self.address(&pstore.info)?);
        self.object(&memory);
        self.device(device);
        Ok(())
    }
}
