//! A definition as an older or another host understands it: without what every host adds by itself.

use virt_conf::cpu::{CpuDef, CpuMode, CpuPolicy};
use virt_core::Result;

use crate::family::Family;
use crate::post_parse::QemuPolicy;
use crate::vocabulary::{
    Audio, AudioIo, Controller, ControllerKind, ControllerType, DomainDef, PanicModel, PciModel, SerialModel,
    SerialTargetType, UsbModel, WatchdogAction, WatchdogModel,
};

/// Takes out what the definition says only because every definition of its machine says it.
/// Of the CPU, what was `asked` for stands in for what it became.
pub fn reduce(def: &mut DomainDef, policy: &QemuPolicy<'_>, asked: Option<&CpuDef>) -> Result<()> {
    drop_controllers(def);
    let implied = |model| matches!(model, PanicModel::S390 | PanicModel::Pseries);
    if let Some(at) = def.devices.panics.iter().position(|panic| implied(panic.model)) {
        def.devices.panics.remove(at);
    }
    for index in 0..def.devices.channels.len() {
        policy.drop_default_path(def, index);
    }
    for serial in &mut def.devices.serials {
        let target = &mut serial.target;
        if matches!(target.kind, SerialTargetType::SpaprVioSerial | SerialTargetType::SystemSerial) {
            target.kind = SerialTargetType::None;
            target.model = SerialModel::None;
        }
    }
    if asked.is_some() {
        def.cpu = asked.cloned().map(Box::new);
    }
    if Family::of(def).arch().is_x86()
        && let Some(cpu) = def.cpu.as_mut().filter(|cpu| cpu.mode == CpuMode::Custom)
        && cpu.model.as_deref() == Some("Icelake-Server")
    {
        cpu.set_feature("pconfig", CpuPolicy::Disable);
    }
    drop_audio(def, policy)?;
    if Family::of(def).is_q35() {
        let first = def.devices.watchdogs.iter().position(|w| w.model == WatchdogModel::Itco);
        if let Some(at) = first.filter(|at| def.devices.watchdogs[*at].action == WatchdogAction::Reset) {
            def.devices.watchdogs.remove(at);
        }
    }
    Ok(())
}

/// The only controller of a kind, if it has no name of the user's.
fn only(def: &DomainDef, kind: ControllerType) -> Option<&Controller> {
    let mut all = def.devices.controllers.iter().filter(|c| c.controller_type() == kind);
    let first = all.next().filter(|c| c.idx() == 0)?;
    let named = first.info.alias.as_ref().is_some_and(|alias| alias.starts_with("ua-"));
    (all.next().is_none() && !named).then_some(first)
}

fn drop_controllers(def: &mut DomainDef) {
    let i440fx = Family::of(def).is_i440fx();
    let usb = only(def, ControllerType::Usb).is_some_and(|c| {
        i440fx && matches!(c.kind, ControllerKind::Usb { model: None | Some(UsbModel::Piix3Uhci), .. })
    });
    let pci = only(def, ControllerType::Pci)
        .and_then(Controller::pci)
        .is_some_and(|pci| pci.model == Some(PciModel::PciRoot) && pci.pcihole64.is_none());
    def.devices.controllers.retain(|c| match c.controller_type() {
        ControllerType::Usb => !usb,
        ControllerType::Pci => !pci,
        _ => true,
    });
}

/// The backend that would be added again.
fn drop_audio(def: &mut DomainDef, policy: &QemuPolicy<'_>) -> Result<()> {
    let [audio] = def.devices.audios.as_slice() else { return Ok(()) };
    let Some(backend) = policy.default_audio(def)? else { return Ok(()) };
    let default =
        Audio { id: 1, backend, timer_period: 0, input: AudioIo::default(), output: AudioIo::default() };
    if *audio == default {
        def.devices.audios.clear();
    }
    Ok(())
}
