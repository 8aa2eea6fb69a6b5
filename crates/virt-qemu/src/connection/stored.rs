//! Definitions that are kept: define, undefine, rename.

use std::sync::Arc;

use virt_conf::common::kept::with_warning;
use virt_conf::domain::FormatFlags;
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Connect, Domain, Error, Result, bail};
use virt_host::files;

use super::QemuConnection;
use super::list::handle;
use crate::definition::{self, Definition};
use crate::domain::{AddMode, Added, Job, State, Vm};
use crate::process;
use crate::root::{Root, status_file};
use crate::vocabulary::{StorageKind, StorageSource};

impl QemuConnection {
    pub(super) fn define(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Domain> {
        check_flags(VIR_FROM_QEMU, "qemuDomainDefineXMLFlags", flags, VIR_DOMAIN_DEFINE_VALIDATE)?;
        let definition =
            Arc::new(definition::read(&self.root, xml, flags & VIR_DOMAIN_DEFINE_VALIDATE != 0)?);
        if definition.name.contains('\n') {
            bail!(VIR_FROM_XML, VIR_ERR_XML_DETAIL, "invalid char in name: 0x0a");
        }
        let Added { vm, before } = self.root.domains.add(&self.root, definition, AddMode::Define)?;
        if let Err(error) = save_definition(&self.root, &vm) {
            match before {
                Some(before) => drop(vm.assign(before)),
                None => process::remove_inactive(&self.root, &vm),
            }
            return Err(error);
        }
        vm.update(|state| {
            state.updated |= before.is_some() && state.persistent;
            state.persistent = true;
        });
        let detail =
            if before.is_some() { VIR_DOMAIN_EVENT_DEFINED_UPDATED } else { VIR_DOMAIN_EVENT_DEFINED_ADDED };
        vm.emit_lifecycle(VIR_DOMAIN_EVENT_DEFINED, detail);
        Ok(handle(conn, &vm))
    }

    pub(super) fn undefine(&self, domain: &Domain, flags: u32) -> Result<()> {
        let known = VIR_DOMAIN_UNDEFINE_MANAGED_SAVE
            | VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA
            | VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA
            | VIR_DOMAIN_UNDEFINE_NVRAM
            | VIR_DOMAIN_UNDEFINE_KEEP_NVRAM
            | VIR_DOMAIN_UNDEFINE_TPM
            | VIR_DOMAIN_UNDEFINE_KEEP_TPM;
        check_flags(VIR_FROM_QEMU, "qemuDomainUndefineFlags", flags, known)?;
        for (delete, keep, what) in [
            (VIR_DOMAIN_UNDEFINE_NVRAM, VIR_DOMAIN_UNDEFINE_KEEP_NVRAM, "nvram"),
            (VIR_DOMAIN_UNDEFINE_TPM, VIR_DOMAIN_UNDEFINE_KEEP_TPM, "TPM"),
        ] {
            if flags & delete != 0 && flags & keep != 0 {
                bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "cannot both keep and delete {what}");
            }
        }
        let vm = self.vm(domain)?;
        let job = vm.begin(Job::Modify, "virDomainUndefine")?;
        if !vm.state().persistent {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "cannot undefine transient domain");
        }
        self.drop_managed_save(&vm, flags)?;
        drop_nvram(vm.state().inactive(), flags)?;
        let name = vm.name();
        remove(&self.root.layout.config_file(&name), "config")?;
        remove(&self.root.layout.autostart_link(&name), "autostart link")?;
        remove(&self.root.layout.autostart_once_link(&name), "autostart link")?;
        vm.emit_lifecycle(VIR_DOMAIN_EVENT_UNDEFINED, VIR_DOMAIN_EVENT_UNDEFINED_REMOVED);
        vm.update(|state| {
            state.persistent = false;
            (state.autostart, state.autostart_once) = (false, false);
            state.next = None;
        });
        drop(job);
        process::forget(&self.root, &vm, flags);
        Ok(())
    }

    fn drop_managed_save(&self, vm: &Vm, flags: u32) -> Result<()> {
        let path = self.root.managed_save_path(&vm.name());
        if !path.exists() {
            return Ok(());
        }
        if flags & VIR_DOMAIN_UNDEFINE_MANAGED_SAVE == 0 {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_INVALID,
                "Refusing to undefine while domain managed save image exists"
            );
        }
        if files::remove_file(&path).is_err() {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Failed to remove domain managed save image");
        }
        vm.update(|state| state.has_managed_save = false);
        Ok(())
    }

    pub(super) fn rename(&self, domain: &Domain, to: &str, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainRename", flags, 0)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, "virDomainRename")?;
        let state = vm.state();
        if state.is_active() {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "cannot rename active domain");
        }
        if !state.persistent {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "cannot rename a transient domain");
        }
        if state.status != VIR_DOMAIN_SHUTOFF {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "domain has to be shutoff before renaming");
        }
        if to.is_empty() || to.contains(['/', '\n']) {
            bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "invalid domain name '{to}'");
        }
        let old = vm.name();
        let before = state.def.clone();
        self.root.domains.rename(&vm, to, || {
            vm.assign(Arc::new(Definition { name: to.to_owned(), ..(*before).clone() }));
            let saved = save_definition(&self.root, &vm);
            if saved.is_err() {
                vm.assign(before.clone());
            }
            saved
        })?;
        let (from, to_save) = (self.root.managed_save_path(&old), self.root.managed_save_path(to));
        let _ = std::fs::rename(from, to_save);
        let layout = &self.root.layout;
        for (on, link, old_link) in [
            (state.autostart, layout.autostart_link(to), layout.autostart_link(&old)),
            (state.autostart_once, layout.autostart_once_link(to), layout.autostart_once_link(&old)),
        ] {
            if on {
                let _ = std::os::unix::fs::symlink(layout.config_file(to), link);
                let _ = files::remove_file(&old_link);
            }
        }
        remove(&self.root.layout.config_file(&old), "config")?;
        for (event, detail, name) in [
            (VIR_DOMAIN_EVENT_UNDEFINED, VIR_DOMAIN_EVENT_UNDEFINED_RENAMED, old.as_str()),
            (VIR_DOMAIN_EVENT_DEFINED, VIR_DOMAIN_EVENT_DEFINED_RENAMED, to),
        ] {
            let domain = virt_core::DomainKey { name: name.to_owned(), uuid: vm.uuid(), id: -1 };
            let kind = virt_core::event::DomainEventKind::Lifecycle { event, detail };
            self.root
                .events
                .emit(virt_core::event::Event::Domain(virt_core::event::DomainEvent { domain, kind }));
        }
        Ok(())
    }
}

/// A firmware's variables go with the domain only when that is said.
fn drop_nvram(definition: &Definition, flags: u32) -> Result<()> {
    let nvram = definition.os.loader.as_ref().and_then(|loader| loader.nvram.as_ref());
    let local = |source: &StorageSource| {
        matches!(source.kind, StorageKind::File { .. } | StorageKind::Block { .. } | StorageKind::Dir { .. })
    };
    let path =
        nvram.map(|nvram| &nvram.source).filter(|source| local(source)).and_then(|source| source.path());
    let Some(path) = path.map(std::path::Path::new).filter(|path| path.exists()) else { return Ok(()) };
    if flags & VIR_DOMAIN_UNDEFINE_NVRAM != 0 {
        return std::fs::remove_file(path).map_err(|error| {
            Error::system(VIR_FROM_QEMU, &error, format!("failed to remove nvram: {}", path.display()))
        });
    }
    if flags & VIR_DOMAIN_UNDEFINE_KEEP_NVRAM == 0 {
        bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "cannot undefine domain with nvram");
    }
    Ok(())
}

/// [`save_definition`] after a change; when it can't be kept, the definition is again what it was in `before`.
pub fn save_changed(root: &Root, vm: &Vm, before: &State) -> Result<()> {
    save_definition(root, vm).inspect_err(|_| drop(vm.assign(before.inactive().clone())))
}

/// Writes the definition that the next start uses.
pub fn save_definition(root: &Root, vm: &Vm) -> Result<()> {
    let definition = vm.state().inactive().clone();
    let path = root.layout.config_file(&definition.name);
    let text = definition.to_xml(FormatFlags::config_file());
    let text = with_warning(&text, "edit", &[&definition.name]);
    files::make_dirs(&root.layout.config_dir, 0o777)
        .and_then(|()| files::replace_file(&path, 0o600, text.as_bytes()))
        .map_err(|error| status_file::write_failed(&error, &path))
}

pub fn remove(path: &std::path::Path, what: &str) -> Result<()> {
    files::remove_file(path).map_err(|error| {
        Error::system(VIR_FROM_QEMU, &error, format!("cannot remove {what} {}", path.display()))
    })
}
