//! Starting what is marked for autostart, once per boot of the host.

use std::sync::Arc;

use virt_core::consts::*;
use virt_host::files::{remove_file, replace_volatile};

use super::{StartOptions, start};
use crate::domain::{AsyncJob, Vm};
use crate::root::Root;

/// Starts domains at the first open of a root since the host booted; later opens find the mark.
pub fn autostart(root: &Arc<Root>) {
    let mark = root.layout.state_dir.join("autostarted");
    let boot = std::fs::read("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    // Upstream's mark is empty: it counts on a folder that a boot empties.
    if std::fs::read(&mark).is_ok_and(|marked| marked.is_empty() || marked == boot) {
        return;
    }
    let _ = replace_volatile(&mark, 0o600, &boot);
    for vm in root.domains.all() {
        let state = vm.state();
        if (state.autostart || state.autostart_once) && !state.is_active() {
            if let Err(error) = start_one(root, &vm) {
                log::warn!("Failed to autostart VM '{}': {error}", vm.name());
            }
            vm.update(|state| state.autostart_once = false);
            std::thread::sleep(std::time::Duration::from_millis(root.settings.auto_start_delay.into()));
        }
        let _ = remove_file(&root.layout.autostart_once_link(&vm.name()));
    }
}

fn start_one(root: &Arc<Root>, vm: &Arc<Vm>) -> virt_core::Result<()> {
    let _job = vm.begin_async(AsyncJob::Start, "autostart")?;
    start(root, vm, StartOptions::default(), None)?;
    vm.emit_lifecycle(VIR_DOMAIN_EVENT_STARTED, VIR_DOMAIN_EVENT_STARTED_BOOTED);
    Ok(())
}
