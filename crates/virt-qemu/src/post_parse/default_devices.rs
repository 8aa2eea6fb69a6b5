//! Devices that a machine has although nobody asked for them.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_XML_ERROR, VIR_FROM_QEMU};
use virt_core::{Arch, Result, bail};

use super::device::default_panic;
use super::domain::MAX_VCPUS_WITHOUT_EIM;
use super::policy::QemuPolicy;
use crate::capabilities::{Flag, machine};
use crate::family::Family;
use crate::vocabulary::{
    Audio, AudioBackend, AudioIo, ControllerKind, ControllerType, DomainDef, Graphics, Input, InputBus,
    InputType, Iommu, IommuDriver, IommuModel, Memballoon, MemballoonModel, Panic, PanicModel, PciController,
    PciModel, SdlDriver, UsbModel, Watchdog, WatchdogAction, WatchdogModel, Word,
};

/// What a machine has by default.
#[derive(Debug, Clone, Copy, Default)]
struct Defaults {
    /// A USB controller; the inner model, if any, is this one.
    usb: Option<Option<UsbModel>>,
    pci: Option<PciModel>,
    sata: bool,
    balloon: bool,
    usb_input: bool,
    panic: bool,
    itco: bool,
    iommu: bool,
}

impl QemuPolicy<'_> {
    pub(super) fn add_devices(&self, def: &mut DomainDef) -> Result<()> {
        let family = Family::of(def);
        let ps2 = machine::has_i8042(self.caps, family.machine(), family.arch());
        let defaults = self.defaults(family, def.vcpus.max);
        if ps2 && def.features.ps2 != Some(false) {
            add_input(def, InputType::Mouse, InputBus::Ps2);
            add_input(def, InputType::Keyboard, InputBus::Ps2);
        }
        if let Some(model) = defaults.usb
            && def.devices.find_controller(ControllerType::Usb, 0).is_none()
        {
            def.devices.add_usb_controller(Some(0), model);
        }
        if defaults.sata {
            def.devices.maybe_add_controller(ControllerKind::Sata, 0);
        }
        if let Some(root) = defaults.pci {
            add_pci_root(def, root)?;
        }
        if defaults.balloon && def.devices.memballoon.is_none() {
            let balloon = Memballoon { model: MemballoonModel::Virtio, ..Memballoon::default() };
            def.devices.memballoon = Some(Box::new(balloon));
        }
        if defaults.usb_input && !def.devices.graphics.is_empty() {
            let is_tablet = |i: &Input| i.kind == InputType::Tablet && i.bus == Some(InputBus::Usb);
            let tablet = def.devices.inputs.iter().any(is_tablet);
            add_input(def, InputType::Keyboard, InputBus::Usb);
            if !tablet {
                add_input(def, InputType::Mouse, InputBus::Usb);
            }
        }
        if defaults.panic {
            let model = default_panic(def);
            let is_it = |p: &Panic| p.model == PanicModel::Default || p.model == model;
            if !def.devices.panics.iter().any(is_it) {
                def.devices.panics.push(Panic::default());
            }
        }
        if defaults.itco && !def.devices.watchdogs.iter().any(|w| w.model == WatchdogModel::Itco) {
            let action = def.devices.watchdogs.first().map_or(WatchdogAction::Reset, |w| w.action);
            let info = Default::default();
            def.devices.watchdogs.push(Watchdog { model: WatchdogModel::Itco, action, info });
        }
        if defaults.iommu && def.devices.iommus.is_empty() {
            let on = Some(true);
            let driver = IommuDriver { intremap: on, eim: on, ..IommuDriver::default() };
            def.devices.iommus.push(Iommu { model: IommuModel::Intel, driver, info: Default::default() });
        }
        if def.devices.audios.is_empty()
            && let Some(backend) = self.default_audio(def)?
        {
            let io = AudioIo::default;
            def.devices.audios.push(Audio { id: 1, backend, timer_period: 0, input: io(), output: io() });
        }
        Ok(())
    }

    fn defaults(&self, family: Family<'_>, vcpus: u32) -> Defaults {
        let caps = self.caps;
        let none = Defaults::default();
        let all = Defaults { usb: Some(None), pci: Some(PciModel::PciRoot), balloon: true, ..none };
        match family.arch() {
            Arch::I686 | Arch::X86_64 if family.machine() == "isapc" => Defaults { balloon: true, ..none },
            Arch::I686 | Arch::X86_64 if family.is_q35() => {
                let usb = if caps.has(Flag::DEVICE_QEMU_XHCI) {
                    Some(Some(UsbModel::QemuXhci))
                } else if caps.has(Flag::NEC_USB_XHCI) {
                    Some(Some(UsbModel::NecXhci))
                } else {
                    Some(Some(UsbModel::Ich9Ehci1)).filter(|_| caps.has(Flag::ICH9_USB_EHCI1))
                };
                let iommu = vcpus > MAX_VCPUS_WITHOUT_EIM
                    && [Flag::DEVICE_INTEL_IOMMU, Flag::INTEL_IOMMU_INTREMAP, Flag::INTEL_IOMMU_EIM]
                        .into_iter()
                        .all(|flag| caps.has(flag));
                Defaults { usb, pci: Some(PciModel::PcieRoot), sata: true, itco: true, iommu, ..all }
            }
            Arch::I686 | Arch::X86_64 => {
                Defaults { pci: Some(PciModel::PciRoot).filter(|_| family.is_i440fx()), ..all }
            }
            Arch::Armv6l | Arch::Armv7l | Arch::Armv7b | Arch::Aarch64 => {
                let versatile = family.machine() == "versatilepb";
                let old = versatile || family.machine().starts_with("realview");
                let pci = if versatile {
                    Some(PciModel::PciRoot)
                } else {
                    Some(PciModel::PcieRoot).filter(|_| family.is_arm_virt())
                };
                Defaults { usb: old.then_some(Some(UsbModel::PciOhci)), pci, ..none }
            }
            Arch::Ppc64 | Arch::Ppc64le => Defaults { usb_input: true, panic: family.is_pseries(), ..all },
            Arch::Alpha | Arch::Ppc | Arch::Ppcemb | Arch::Sh4 | Arch::Sh4eb | Arch::Sparc64 => all,
            Arch::Riscv32 | Arch::Riscv64 => Defaults {
                pci: Some(PciModel::PcieRoot).filter(|_| family.is_riscv_virt()),
                balloon: true,
                ..none
            },
            Arch::S390 | Arch::S390x => Defaults {
                pci: Some(PciModel::PciRoot).filter(|_| caps.has(Flag::DEVICE_ZPCI)),
                balloon: true,
                panic: true,
                ..none
            },
            Arch::Mips | Arch::Mipsel | Arch::Mips64 | Arch::Mips64el => {
                let malta = machine::is_mips_malta(family.machine(), family.arch());
                Defaults { pci: Some(PciModel::PciRoot).filter(|_| malta), ..all }
            }
            Arch::Loongarch64 => Defaults { pci: Some(PciModel::PcieRoot), ..none },
            _ => none,
        }
    }

    /// Sound goes where the display is.
    pub fn default_audio(&self, def: &DomainDef) -> Result<Option<AudioBackend>> {
        let settings = self.settings;
        // The host's backend, ours, or none at all.
        let mut choice: Option<Option<AudioBackend>> = None;
        let quiet = |host: bool| Some(if host { None } else { Some(AudioBackend::None) });
        for graphics in &def.devices.graphics {
            match graphics {
                Graphics::Vnc(_) => choice = quiet(settings.vnc_allow_host_audio),
                Graphics::Spice(_) => choice = Some(Some(AudioBackend::Spice)),
                Graphics::Sdl(_) => choice = Some(None),
                _ => {}
            }
        }
        if def.devices.graphics.is_empty() {
            choice = quiet(settings.nographics_allow_host_audio);
        }
        match choice {
            None => Ok(None),
            Some(Some(backend)) => Ok(Some(backend)),
            Some(None) => host_audio(),
        }
    }
}

/// The backend that QEMU's own variables name.
fn host_audio() -> Result<Option<AudioBackend>> {
    let Ok(driver) = std::env::var("QEMU_AUDIO_DRV") else { return Ok(None) };
    let backend = match driver.as_str() {
        "none" => AudioBackend::None,
        "alsa" => AudioBackend::Alsa,
        "coreaudio" => AudioBackend::Coreaudio,
        "jack" => AudioBackend::Jack,
        "oss" => AudioBackend::Oss { try_mmap: None, exclusive: None, dsp_policy: None },
        "pa" => AudioBackend::Pulseaudio { server_name: None },
        "sdl" => AudioBackend::Sdl { driver: sdl_driver()? },
        "spice" => AudioBackend::Spice,
        other => {
            bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "unknown QEMU_AUDIO_DRV setting {other}")
        }
    };
    Ok(Some(backend))
}

/// The driver that SDL's own variable names.
fn sdl_driver() -> Result<Option<SdlDriver>> {
    let Ok(driver) = std::env::var("SDL_AUDIODRIVER") else { return Ok(None) };
    match SdlDriver::from_word(&driver) {
        Some(driver) => Ok(Some(driver)),
        None => bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "unknown SDL_AUDIODRIVER setting {driver}"),
    }
}

fn add_input(def: &mut DomainDef, kind: InputType, bus: InputBus) {
    if !def.devices.inputs.iter().any(|i| i.kind == kind && i.bus == Some(bus)) {
        def.devices.inputs.push(Input::new(kind, bus));
    }
}

fn add_pci_root(def: &mut DomainDef, root: PciModel) -> Result<()> {
    let Some(at) = def.devices.find_controller(ControllerType::Pci, 0) else {
        let pci = PciController { model: Some(root), ..PciController::default() };
        def.devices.add_controller(ControllerKind::Pci(pci), Some(0));
        return Ok(());
    };
    let found = def.devices.controllers[at].pci().and_then(|pci| pci.model);
    if found != Some(root) {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_XML_ERROR,
            "The PCI controller with index='0' must be model='{}' for this machine type, but model='{}' was found \
             instead",
            root.as_str(),
            found.map_or("(null)", |model| model.as_str())
        );
    }
    Ok(())
}
