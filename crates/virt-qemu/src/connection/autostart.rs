//! Marks of domains that are to start with the host: every time, or once.

use std::path::PathBuf;

use virt_core::consts::*;
use virt_core::{Domain, Error, Result, bail};
use virt_host::files;

use super::QemuConnection;
use super::stored::remove;
use crate::domain::{Job, State, Vm};
use crate::root::Layout;

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
