//! `-machine`, `-accel`, `-smp` and power management.

use crate::vocabulary::{
    DomainDef, GicVersion, HptResizing, IoapicDriver, IommuModel, KvmFeature, LaunchSecurity, MemoryModel,
    SoundModel, TimerName, VirtType,
};
use virt_conf::cpu::CpuMode;
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Arch, Result, bail};

use super::address::switch;
use super::builder::{Builder, alias};
use super::props::on_off;
use crate::capabilities::{AccelKind, Flag, Machine};
use crate::family::Family;

impl Builder<'_> {
    /// What QEMU says of the guest's machine type.
    pub fn machine_type(&self) -> Option<&Machine> {
        let kind = AccelKind::of_virt_type(self.def.virt_type.as_str());
        self.context.caps.accel(kind).machine(Family::of(self.def).machine())
    }

    /// `-machine`; `pflash` are the nodes of firmware and its variables.
    pub fn machine(&mut self, pflash: [Option<String>; 2]) -> Result<()> {
        let def = self.def;
        let caps = self.context.caps;
        let mut text = format!("{},usb=off", Family::of(def).machine());
        text += &self.key_wrap()?;
        text += &self.feature_options()?;
        if def.devices.iommus.iter().any(|i| i.model == IommuModel::Smmuv3) {
            text += ",iommu=smmuv3";
        }
        text += &self.memory_options();
        if let Some(cpu) = &def.cpu
            && let Some(model) = &cpu.model
            && cpu.mode == CpuMode::HostModel
            && Family::of(def).is_pseries()
        {
            text += &format!(",max-cpu-compat={model}");
        }
        if !caps.has(Flag::VIRTIO_CCW_DEVICE_LOADPARM) {
            text += &loadparm(def);
        }
        text += match def.launch_security.as_deref() {
            Some(LaunchSecurity::Sev(_) | LaunchSecurity::SevSnp(_))
                if !caps.has(Flag::MACHINE_CONFIDENTAL_GUEST_SUPPORT) =>
            {
                ",memory-encryption=lsec0"
            }
            Some(_) => ",confidential-guest-support=lsec0",
            None => "",
        };
        for (name, node) in ["pflash0", "pflash1"].iter().zip(pflash) {
            if let Some(node) = node {
                text += &format!(",{name}={node}");
            }
        }
        if super::numa::has_hmat(def) {
            text += ",hmat=on";
        }
        if def.os.bios.useserial == Some(true) {
            text += ",graphics=off";
        }
        for timer in def.clock.timers.iter().filter(|t| t.name == TimerName::Hpet) {
            text += &switch("hpet", timer.present.filter(|_| caps.has(Flag::MACHINE_HPET)));
        }
        if let Some(speaker) = def.devices.sounds.iter().find(|s| s.model == SoundModel::Pcspk) {
            let audio = self.audio_id(speaker.audio.map(|a| a.id).unwrap_or_default())?;
            text += &format!(",pcspk-audiodev={audio}");
        }
        if self.machine_type().and_then(|m| m.acpi) == Some(true) {
            text += &format!(",acpi={}", on_off(def.features.acpi));
        }
        self.option("-machine", text);
        Ok(())
    }

    fn key_wrap(&self) -> Result<String> {
        let Some(wrap) = &self.def.keywrap else { return Ok(String::new()) };
        if wrap.aes.is_none() && wrap.dea.is_none() {
            return Ok(String::new());
        }
        if !Family::of(self.def).arch().is_s390() {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "'aes-key-wrap'/'dea-key-wrap' is not available on this architecture"
            );
        }
        Ok(switch("aes-key-wrap", wrap.aes) + &switch("dea-key-wrap", wrap.dea))
    }

    fn feature_options(&self) -> Result<String> {
        let features = &self.def.features;
        let mut text = switch("vmport", features.vmport);
        text += &switch("smm", features.smm.as_ref().map(|smm| smm.state));
        text += &self.gic()?;
        text += match features.ioapic {
            Some(IoapicDriver::Qemu) => ",kernel_irqchip=split",
            Some(IoapicDriver::Kvm) => ",kernel_irqchip=on",
            None => "",
        };
        if let Some(hpt) = &features.hpt {
            if let Some(resizing) = hpt.resizing {
                text += &format!(",resize-hpt={}", HptResizing::as_str(resizing));
            }
            if hpt.maxpagesize > 0 {
                text += &format!(",cap-hpt-max-page-size={}k", hpt.maxpagesize);
            }
        }
        text += &switch("cap-htm", features.htm);
        text += &switch("cap-nested-hv", features.nested_hv);
        text += &switch("cap-ccf-assist", features.ccf_assist);
        for (name, word) in [
            ("cap-cfpc", features.cfpc.map(|v| v.as_str())),
            ("cap-sbbc", features.sbbc.map(|v| v.as_str())),
            ("cap-ibs", features.ibs.map(|v| v.as_str())),
            ("ras", features.ras.map(on_off)),
            ("i8042", features.ps2.map(on_off)),
            ("aia", features.aia.map(|v| v.as_str())),
        ] {
            if let Some(word) = word {
                text += &format!(",{name}={word}");
            }
        }
        Ok(text)
    }

    fn gic(&self) -> Result<String> {
        let Some(gic) = &self.def.features.gic else { return Ok(String::new()) };
        let known = self.context.caps.arch == Arch::Aarch64;
        match gic.version {
            None => Ok(String::new()),
            Some(GicVersion::V2) if !known => Ok(String::new()),
            Some(_) if !known => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "gic-version option is not available with this QEMU binary"
            ),
            Some(version) => Ok(format!(",gic-version={}", version.as_str())),
        }
    }

    fn memory_options(&self) -> String {
        let def = self.def;
        let dump = def.memory.dump_core.unwrap_or(self.context.settings.dump_guest_core);
        let mut text = format!(",dump-guest-core={}", on_off(dump));
        if def.memory.backing.nosharepages {
            text += ",mem-merge=off";
        }
        let (mut nvdimm, mut enclaves) = (false, 0);
        for memory in &def.devices.memories {
            match memory.model {
                MemoryModel::Nvdimm if !nvdimm => {
                    nvdimm = true;
                    text += ",nvdimm=on";
                }
                MemoryModel::SgxEpc => {
                    let node = memory.target.node.unwrap_or_default();
                    let id = alias(&memory.info);
                    text += &format!(",sgx-epc.{enclaves}.memdev=mem{id},sgx-epc.{enclaves}.node={node}");
                    enclaves += 1;
                }
                _ => {}
            }
        }
        if super::numa::cells(def).is_empty()
            && let Some(id) = self.machine_type().and_then(|m| m.default_ram_id.as_deref())
        {
            text += &format!(",memory-backend={id}");
        }
        text
    }

    pub fn accel(&mut self) {
        let features = &self.def.features;
        let text = match self.def.virt_type {
            VirtType::Kvm => {
                let ring =
                    features.kvm.as_ref().filter(|k| k.states.get(&KvmFeature::DirtyRing) == Some(&true));
                let ring = ring.map(|k| format!(",dirty-ring-size={}", k.dirty_ring_size));
                format!("kvm{}", ring.unwrap_or_default())
            }
            VirtType::Hvf => "hvf".to_owned(),
            _ => {
                let cache = features.tcg_tb_cache.filter(|kib| *kib > 0);
                let cache = cache.map(|kib| format!(",tb-size={}", kib >> 10)).unwrap_or_default();
                format!("tcg{cache}")
            }
        };
        self.option("-accel", text);
        if let Some(size) = features.smm.as_ref().and_then(|smm| smm.tseg) {
            self.option("-global", format!("mch.extended-tseg-mbytes={}", size >> 20));
        }
    }

    pub fn smp(&mut self) -> Result<()> {
        let def = self.def;
        let caps = self.context.caps;
        let max = def.vcpus.max;
        let fixed = super::vcpus::boot_count(&def.vcpus);
        let mut text = fixed.to_string();
        if fixed != max {
            text += &format!(",maxcpus={max}");
        }
        match def.cpu.as_ref().and_then(|cpu| cpu.topology).filter(|t| t.sockets > 0) {
            Some(topology) => {
                let refuse = |what: &str| -> Result<()> {
                    bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "Only 1 {what} is supported")
                };
                if topology.dies != 1 && !caps.has(Flag::SMP_DIES) {
                    refuse("die per socket")?;
                }
                if topology.clusters != 1 && !caps.has(Flag::SMP_CLUSTERS) {
                    refuse("cluster per die")?;
                }
                text += &format!(",sockets={}", topology.sockets);
                if caps.has(Flag::SMP_DIES) {
                    text += &format!(",dies={}", topology.dies);
                }
                if caps.has(Flag::SMP_CLUSTERS) {
                    text += &format!(",clusters={}", topology.clusters);
                }
                text += &format!(",cores={},threads={}", topology.cores, topology.threads);
            }
            None => text += &format!(",sockets={max},cores=1,threads=1"),
        }
        self.option("-smp", text);
        Ok(())
    }

    /// Power management: what QEMU does by itself, and which states the guest has.
    pub fn power(&mut self) {
        let def = self.def;
        let reboots = self.context.caps.has(Flag::SET_ACTION) || reboot_allowed(def);
        self.arg(if reboots { "-no-shutdown" } else { "-no-reboot" });
        let arch = Family::of(def).arch();
        let old_option = self.machine_type().is_none_or(|m| m.acpi.is_none())
            && matches!(arch, Arch::I686 | Arch::X86_64 | Arch::Aarch64);
        if old_option && !def.features.acpi {
            self.arg("-no-acpi");
        }
        let device = if Family::of(def).is_q35() { "ICH9-LPC" } else { "PIIX4_PM" };
        for (name, state) in
            [("disable_s3", def.pm.suspend_to_mem.enabled), ("disable_s4", def.pm.suspend_to_disk.enabled)]
        {
            if let Some(enabled) = state {
                self.option("-global", format!("{device}.{name}={}", u8::from(!enabled)));
            }
        }
    }
}

/// Does any way to stop leave the guest running?
fn reboot_allowed(def: &DomainDef) -> bool {
    use crate::vocabulary::LifecycleAction;
    let destroys = |action: LifecycleAction| action == LifecycleAction::Destroy;
    !(destroys(def.lifecycle.on_reboot)
        && destroys(def.lifecycle.on_poweroff)
        && matches!(def.lifecycle.on_crash, LifecycleAction::Destroy | LifecycleAction::CoredumpDestroy))
}

/// The boot loader's parameter for machines that have one only.
fn loadparm(def: &DomainDef) -> String {
    if !Family::of(def).arch().is_s390() {
        return String::new();
    }
    use crate::vocabulary::{DeviceInfo, HostdevSource, MdevModel};
    let first =
        |info: &DeviceInfo| info.boot.as_ref().filter(|b| b.order == 1).and_then(|b| b.loadparm.clone());
    let devices = &def.devices;
    let hostdevs = devices.hostdevs.iter().filter(|h| {
        matches!(h.source, HostdevSource::Scsi(_) | HostdevSource::Mdev { model: MdevModel::VfioCcw, .. })
    });
    let mut infos = devices
        .disks
        .iter()
        .map(|d| &d.info)
        .chain(devices.interfaces.iter().map(|i| &i.info))
        .chain(hostdevs.map(|h| &h.info));
    infos.find_map(first).map(|parm| format!(",loadparm={parm}")).unwrap_or_default()
}
