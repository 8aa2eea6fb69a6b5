//! Devices with something of the host behind them: random numbers, shared memory, redirected USB, smartcards.

use crate::vocabulary::{
    ChardevKind, ChardevSource, ControllerType, RedirFilter, RngBackend, RngModel, Shmem, ShmemModel,
    ShmemRole, Smartcard, SmartcardSource, SourceMode, UnixSource,
};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::address::controller_alias;
use super::builder::{Builder, alias};
use super::props::Props;
use super::virtio::{self, Generation};

/// Period of a rate that names none, in ms.
const RATE_PERIOD: u32 = 1000;

/// Where certificates of smartcards are unless said otherwise.
const SMARTCARD_DATABASE: &str = "/etc/pki/nssdb";

impl Builder<'_> {
    pub fn rngs(&mut self) -> Result<()> {
        let def = self.def;
        for rng in &def.devices.rngs {
            let id = alias(&rng.info);
            let object_id = format!("obj{id}");
            let object = match &rng.backend {
                RngBackend::Random { device } => Props::object("rng-random", object_id.as_str())
                    .set("filename", device.as_deref().unwrap_or_default()),
                RngBackend::Egd(source) => {
                    self.chardev(source, &format!("char{id}"))?;
                    Props::object("rng-egd", object_id.as_str()).set("chardev", format!("char{id}"))
                }
                RngBackend::Builtin => Props::object("rng-builtin", object_id.as_str()),
            };
            self.object(&object);
            let generation = match rng.model {
                RngModel::VirtioTransitional => Generation::Transitional,
                RngModel::VirtioNonTransitional => Generation::Modern,
                RngModel::Virtio => Generation::Both,
            };
            let period = if rng.period == 0 { RATE_PERIOD } else { rng.period };
            let period = if rng.rate > 0 { period } else { 0 };
            let virtio = Some(&rng.virtio);
            let props = virtio::device("virtio-rng", &rng.info, virtio, generation, self.context.caps)?
                .set("rng", object_id)
                .set("id", id)
                .nonzero("max-bytes", rng.rate.into())
                .nonzero("period", period.into())
                .extend(self.address(&rng.info)?);
            self.device_at(&rng.info, props);
        }
        Ok(())
    }

    pub fn shmems(&mut self) -> Result<()> {
        let def = self.def;
        for shmem in &def.devices.shmems {
            self.shmem(shmem)?;
        }
        Ok(())
    }

    fn shmem(&mut self, shmem: &Shmem) -> Result<()> {
        let id = alias(&shmem.info);
        if shmem.info.pci().is_none() {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "only 'pci' addresses are supported for the shared memory device"
            );
        }
        if shmem.model == ShmemModel::IvshmemPlain {
            let memory = Props::object("memory-backend-file", format!("shmmem-{id}"))
                .set("mem-path", format!("/dev/shm/{}", shmem.name))
                .set("size", shmem.size)
                .set("share", true);
            self.object(&memory);
        }
        let served = shmem.server.is_some();
        let master = shmem.role.filter(|_| !served).map(|role| role == ShmemRole::Master);
        let msi = shmem.msi.as_ref();
        let props = Props::device(shmem.model.as_str())
            .set("id", id)
            .opt("chardev", Some(format!("char{id}")).filter(|_| served))
            .opt("memdev", Some(format!("shmmem-{id}")).filter(|_| !served))
            .on_off("master", master)
            .nonzero("vectors", msi.map_or(0, |m| m.vectors.into()))
            .opt("ioeventfd", msi.and_then(|m| m.ioeventfd))
            .extend(self.address(&shmem.info)?);
        self.device_at(&shmem.info, props);
        if let Some(server) = &shmem.server {
            let default = || format!("/var/lib/libvirt/shmem-{}-sock", shmem.name);
            let path = Some(server.path.clone().unwrap_or_else(default));
            let unix = UnixSource { mode: SourceMode::Connect, path, reconnect: None };
            self.chardev(&ChardevSource::new(ChardevKind::Unix(unix)), &format!("char{id}"))?;
        }
        Ok(())
    }

    pub fn redirdevs(&mut self) -> Result<()> {
        let def = self.def;
        let filter =
            def.devices.redirfilter.as_ref().filter(|filter| !filter.usbdevs.is_empty()).map(filter_text);
        for redirdev in &def.devices.redirdevs {
            let id = alias(&redirdev.info);
            self.chardev(&redirdev.source, &format!("char{id}"))?;
            let props = Props::device("usb-redir")
                .set("chardev", format!("char{id}"))
                .set("id", id)
                .opt("filter", filter.as_deref())
                .nonzero("bootindex", redirdev.info.boot_order().unwrap_or_default().into())
                .extend(self.address(&redirdev.info)?);
            self.device(props);
        }
        Ok(())
    }

    pub fn smartcard(&mut self) -> Result<()> {
        match self.def.devices.smartcards.first() {
            Some(smartcard) => self.one_smartcard(smartcard),
            None => Ok(()),
        }
    }

    fn one_smartcard(&mut self, smartcard: &Smartcard) -> Result<()> {
        let id = alias(&smartcard.info);
        let props = match &smartcard.source {
            SmartcardSource::Host => Props::device("ccid-card-emulated").set("backend", "nss-emulated"),
            SmartcardSource::HostCertificates { certificates: [one, two, three], database } => {
                Props::device("ccid-card-emulated")
                    .set("backend", "certificates")
                    .set("cert1", one.as_str())
                    .set("cert2", two.as_str())
                    .set("cert3", three.as_str())
                    .set("db", database.as_deref().unwrap_or(SMARTCARD_DATABASE))
            }
            SmartcardSource::Passthrough(source) => {
                self.chardev(source, &format!("char{id}"))?;
                Props::device("ccid-card-passthru").set("chardev", format!("char{id}"))
            }
        };
        let controller = match &smartcard.info.address {
            Some(crate::vocabulary::Address::Ccid(ccid)) => ccid.controller,
            _ => 0,
        };
        let bus = format!("{}.0", controller_alias(self.def, ControllerType::Ccid, controller)?);
        self.device(props.set("id", id).set("bus", bus));
        Ok(())
    }
}

/// Rules of a filter: class, vendor, product, version, verdict.
fn filter_text(filter: &RedirFilter) -> String {
    let hex4 = |value: Option<i64>| value.map_or("-1".to_owned(), |v| format!("0x{v:04X}"));
    let rules = filter.usbdevs.iter().map(|rule| {
        let class = rule.class.map_or("-1".to_owned(), |v| format!("0x{v:02X}"));
        let vendor = hex4(rule.vendor.map(i64::from));
        let product = hex4(rule.product.map(i64::from));
        let version = hex4(rule.version.map(i64::from));
        format!("{class}:{vendor}:{product}:{version}:{}", u8::from(rule.allow))
    });
    let rules: Vec<String> = rules.collect();
    rules.join("|")
}
