//! Domains that start with the host, every time or once: their marks, and their start.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use virt_core::consts::*;
use virt_core::{Domain, Error, Result, bail};
use virt_host::files;

use super::QemuConnection;
use super::stored::remove;
use crate::domain::{AsyncJob, Job, State, Vm};
use crate::root::{Layout, Root};

impl QemuConnection {
    pub(super) fn set_autostart(&self, domain: &Domain, on: bool) -> Result<()> {
        let vm = self.vm(domain)?;
        self.mark(&vm, "virDomainSetAutostart", Layout::autostart_link, |state| &mut state.autostart, on)
    }

    pub(super) fn set_autostart_once(&self, domain: &Domain, on: bool) -> Result<()> {
        let vm = self.vm(domain)?;
        let link = Layout::autostart_once_link;
        self.mark(&vm, "virDomainSetAutostartOnce", link, |state| &mut state.autostart_once, on)
    }

    /// Makes or removes a link to the definition, which marks the domain for a start.
    fn mark(
        &self,
        vm: &Vm,
        who: &'static str,
        link: impl Fn(&Layout, &str) -> PathBuf,
        mark: impl Fn(&mut State) -> &mut bool,
        on: bool,
    ) -> Result<()> {
        if !vm.state().persistent {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "cannot set autostart for transient domain");
        }
        let _job = vm.begin(Job::Modify, who)?;
        if *mark(&mut State::clone(&vm.state())) == on {
            return Ok(());
        }
        let name = vm.name();
        let link = link(&self.root.layout, &name);
        if on {
            let folder = &self.root.layout.autostart_dir;
            files::make_dirs(folder, 0o777).map_err(|error| {
                Error::system(
                    VIR_FROM_QEMU,
                    &error,
                    format!("cannot create autostart directory {}", folder.display()),
                )
            })?;
            let target = self.root.layout.config_file(&name);
            let linked = files::remove_file(&link).and_then(|()| std::os::unix::fs::symlink(&target, &link));
            linked.map_err(|error| {
                let what = format!("Failed to create symlink '{}' to '{}'", link.display(), target.display());
                Error::system(VIR_FROM_QEMU, &error, what)
            })?;
        } else {
            remove(&link, "autostart link")?;
        }
        vm.update(|state| *mark(state) = on);
        Ok(())
    }
}

/// Starts domains at the first open of a root since the host booted; later opens find the mark.
pub fn autostart(root: &Arc<Root>) {
    let mark = root.layout.state_dir.join("autostarted");
    let boot = std::fs::read("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    // Upstream's mark is empty: it counts on a folder that a boot empties.
    if std::fs::read(&mark).is_ok_and(|marked| marked.is_empty() || marked == boot) {
        return;
    }
    let _ = files::replace_volatile(&mark, 0o600, &boot);
    let conn = QemuConnection::new(root.clone());
    let bypass = if root.settings.auto_start_bypass_cache { VIR_DOMAIN_START_BYPASS_CACHE } else { 0 };
    for vm in root.domains.all() {
        let state = vm.state();
        if (state.autostart || state.autostart_once) && !state.is_active() {
            let started =
                vm.begin_async(AsyncJob::Start, "autostart").and_then(|_job| conn.begin_run(&vm, bypass));
            if let Err(error) = started {
                log::warn!("Failed to autostart VM '{}': {error}", vm.name());
            }
            vm.update(|state| state.autostart_once = false);
            std::thread::sleep(Duration::from_millis(root.settings.auto_start_delay.into()));
        }
        let _ = files::remove_file(&root.layout.autostart_once_link(&vm.name()));
    }
}
