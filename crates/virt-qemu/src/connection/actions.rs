//! What becomes of a guest that powers off, reboots or crashes: changed at run time or for the next start.

use std::sync::Arc;

use virt_conf::domain::validate::lifecycle_action_allowed;
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Result, bail, err};
use virt_xml::Word;

use super::QemuConnection;
use super::impact::{self, CONFIG, IMPACT, LIVE};
use super::stored::save_changed;
use crate::capabilities::Flag;
use crate::definition::{self, Definition, LifecycleAction};
use crate::domain::{Job, Vm};
use crate::monitor::commands;
use crate::root::status_file;
use crate::validate::lifecycle;

impl QemuConnection {
    pub(super) fn set_lifecycle_action(
        &self,
        domain: &Domain,
        event: u32,
        action: u32,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainSetLifecycleAction", flags, IMPACT)?;
        let wanted = usize::try_from(action).ok().and_then(|place| LifecycleAction::ALL.get(place)).copied();
        let (Some(action), Ok(event)) = (wanted, i32::try_from(event)) else {
            bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "unknown lifecycle action {action} of event {event}");
        };
        lifecycle_action_allowed(event, action)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, "virDomainSetLifecycleAction")?;
        let state = vm.state();
        let flags = impact::resolve(&state, flags)?;
        let live = (flags & LIVE != 0).then_some(&state.def);
        let stored = (flags & CONFIG != 0).then(|| state.inactive());
        for definition in [live, stored].into_iter().flatten() {
            let mut changed = definition.lifecycle;
            *choose(&mut changed, event) = action;
            lifecycle(changed.on_poweroff, changed.on_reboot, changed.on_crash)?;
        }
        if live.is_some() {
            self.tell_qemu(&vm, event, action)?;
            vm.update(|state| *choose(&mut Arc::make_mut(&mut state.def).lifecycle, event) = action);
            status_file::refresh(&self.root, &vm);
        }
        if let Some(stored) = stored {
            let mut definition = Definition::clone(stored);
            *choose(&mut definition.lifecycle, event) = action;
            vm.assign(Arc::new(definition));
            save_changed(&self.root, &vm, &state)?;
        }
        Ok(())
    }

    /// QEMU itself only has to know whether a reboot is the end.
    fn tell_qemu(&self, vm: &Vm, event: i32, action: LifecycleAction) -> Result<()> {
        let state = vm.state();
        if event != VIR_DOMAIN_LIFECYCLE_REBOOT || state.def.lifecycle.on_reboot == action {
            return Ok(());
        }
        if !self.root.emulators.get(definition::emulator(&state.def))?.has(Flag::SET_ACTION) {
            return Err(err!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_UNSUPPORTED,
                "cannot update lifecycle action because QEMU was started with incompatible -no-reboot setting"
            ));
        }
        let monitor = state.active()?.monitor()?;
        match action {
            LifecycleAction::Destroy => commands::set_reboot_action(monitor, "shutdown"),
            LifecycleAction::Restart => commands::set_reboot_action(monitor, "reset"),
            _ => Ok(()),
        }
    }
}

fn choose(of: &mut crate::vocabulary::Lifecycle, event: i32) -> &mut LifecycleAction {
    match event {
        VIR_DOMAIN_LIFECYCLE_POWEROFF => &mut of.on_poweroff,
        VIR_DOMAIN_LIFECYCLE_REBOOT => &mut of.on_reboot,
        _ => &mut of.on_crash,
    }
}
