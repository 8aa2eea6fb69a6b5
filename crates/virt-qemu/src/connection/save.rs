//! Saving a domain to a file and starting it from one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::event::DomainEventKind;
use virt_core::{Domain, Error, Result, TypedParam, TypedValue, bail};
use virt_host::files::forget_cached;
use virt_xml::Word;

use super::QemuConnection;
use crate::conf_file::ImageFormat;
use crate::definition::{self, Definition};
use crate::domain::{AddMode, AsyncJob, Run, Vm};
use crate::hooks::Operation;
use crate::process::{self, Incoming, StartOptions};
use crate::root::status_file;
use crate::saved_state::{self, Image, Target, cookie};

const SAVE_FLAGS: u32 = VIR_DOMAIN_SAVE_BYPASS_CACHE | VIR_DOMAIN_SAVE_RUNNING | VIR_DOMAIN_SAVE_PAUSED;
/// How a guest is started from an image.
#[derive(Clone, Copy)]
struct HowRestored {
    running: bool,
    /// The caller of a start wants it paused, whatever the image says.
    start_paused: bool,
    bypass_cache: bool,
    reset_nvram: bool,
}

/// The view of the document in an image.
const SAVED_VIEW: u32 = VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE | VIR_DOMAIN_XML_MIGRATABLE;

impl QemuConnection {
    pub(super) fn save(&self, domain: &Domain, to: &str, xml: Option<&str>, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainSaveFlags", flags, SAVE_FLAGS)?;
        let format = self.root.settings.save_image_format;
        saved_state::check_format(format, "save")?;
        let vm = self.vm(domain)?;
        vm.state().active()?;
        self.save_to(&vm, Path::new(to), format, xml, flags, "virDomainSave")?;
        domain.set_id(-1);
        Ok(())
    }

    pub(super) fn save_params(&self, domain: &Domain, params: &[TypedParam], flags: u32) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainSaveParams", flags, SAVE_FLAGS)?;
        let known = [
            VIR_DOMAIN_SAVE_PARAM_FILE,
            VIR_DOMAIN_SAVE_PARAM_DXML,
            VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT,
            VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS,
        ];
        refuse_unknown(params, &known)?;
        let xml = text_param(params, VIR_DOMAIN_SAVE_PARAM_DXML);
        let vm = self.vm(domain)?;
        let Some(to) = text_param(params, VIR_DOMAIN_SAVE_PARAM_FILE) else {
            return self.managed_save_with(domain, &vm, xml, flags);
        };
        let format = match text_param(params, VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT) {
            None => self.root.settings.save_image_format,
            Some(word) => match ImageFormat::from_word(word) {
                Some(format) => format,
                None => bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "Invalid image_format '{word}'"),
            },
        };
        saved_state::check_format(format, "save")?;
        vm.state().active()?;
        self.save_to(&vm, Path::new(to), format, xml, flags, "virDomainSaveParams")?;
        domain.set_id(-1);
        Ok(())
    }

    pub(super) fn managed_save(&self, domain: &Domain, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainManagedSave", flags, SAVE_FLAGS)?;
        let vm = self.vm(domain)?;
        self.managed_save_with(domain, &vm, None, flags)
    }

    fn managed_save_with(&self, domain: &Domain, vm: &Arc<Vm>, xml: Option<&str>, flags: u32) -> Result<()> {
        let state = vm.state();
        state.active()?;
        if !state.persistent {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "cannot do managed save for transient domain");
        }
        let format = self.root.settings.save_image_format;
        saved_state::check_format(format, "save")?;
        let path = self.root.managed_save_path(&vm.name());
        self.save_to(vm, &path, format, xml, flags, "virDomainManagedSave")?;
        vm.update(|state| state.has_managed_save = true);
        domain.set_id(-1);
        Ok(())
    }

    fn save_to(
        &self,
        vm: &Arc<Vm>,
        path: &Path,
        format: ImageFormat,
        xml: Option<&str>,
        flags: u32,
        who: &'static str,
    ) -> Result<()> {
        let job = vm.begin_async(AsyncJob::Save, who)?;
        let state = vm.state();
        let run = state.active()?.clone();
        let was_running = state.status == VIR_DOMAIN_RUNNING;
        let progress = vm.progress.lock().begin(VIR_DOMAIN_JOB_OPERATION_SAVE);
        let write = || {
            if was_running {
                process::stop_cpus(vm, &run, VIR_DOMAIN_PAUSED_SAVE)?;
            }
            let text = match xml {
                Some(xml) => {
                    let sent = definition::as_sent(&self.root, &state.def, state.asked_cpu())?;
                    let definition = self.compatible(&sent, xml, true)?;
                    definition::write(&self.root, &definition, None, SAVED_VIEW)?
                }
                None => definition::write(&self.root, &state.def, state.asked_cpu(), SAVED_VIEW)?,
            };
            let running = to_run(flags, was_running);
            let mut target = Target::create(path)?;
            let cpu = run.asked_cpu().and(state.def.cpu.as_deref());
            target.begin(&Image::new(text, Some(cookie::format(cpu)), running, format))?;
            let way = (format, flags & VIR_DOMAIN_SAVE_BYPASS_CACHE != 0);
            saved_state::send(vm, &run, target.descriptor()?, way, &progress, "domain save job")?;
            target.complete()
        };
        let done = write();
        let completed = vm.progress.lock().end(done.is_ok());
        match done {
            Ok(()) => {
                if let Some(completed) = completed {
                    vm.emit(DomainEventKind::JobCompleted { params: completed.params() });
                }
                run.ending.store(true, std::sync::atomic::Ordering::Release);
                process::stop_and_emit(
                    &self.root,
                    vm,
                    &run,
                    VIR_DOMAIN_SHUTOFF_SAVED,
                    VIR_DOMAIN_EVENT_STOPPED_SAVED,
                );
                drop(job);
                Ok(())
            }
            Err(error) => {
                if was_running {
                    run_again(vm, &run, VIR_DOMAIN_RUNNING_SAVE_CANCELED);
                }
                Err(error)
            }
        }
    }

    pub(super) fn restore(&self, from: &str, xml: Option<&str>, flags: u32) -> Result<()> {
        check_flags(
            VIR_FROM_QEMU,
            "qemuDomainRestoreInternal",
            flags,
            SAVE_FLAGS | VIR_DOMAIN_SAVE_RESET_NVRAM,
        )?;
        let (image, stream) = Image::open(Path::new(from))?;
        let saved = definition::read_saved(&self.root, &image.xml)?;
        let written = || Ok(xml.unwrap_or(&image.xml).to_owned());
        let by_hook = self.root.hooks.call(&saved.name, Operation::Restore, None, written)?;
        let definition = match by_hook.as_deref().or(xml) {
            Some(xml) => self.compatible(&saved, xml, false)?,
            None => saved,
        };
        let vm = self.root.domains.add(&self.root, Arc::new(definition), AddMode::Start)?.vm;
        let how = HowRestored {
            running: to_run(flags, image.running),
            start_paused: false,
            bypass_cache: flags & VIR_DOMAIN_SAVE_BYPASS_CACHE != 0,
            reset_nvram: flags & VIR_DOMAIN_SAVE_RESET_NVRAM != 0,
        };
        let started = vm
            .begin_async(AsyncJob::Start, "virDomainRestore")
            .and_then(|_job| self.start_from(&vm, &image, stream, how));
        if started.is_err() {
            process::remove_inactive(&self.root, &vm);
        }
        started
    }

    pub(super) fn restore_params(&self, params: &[TypedParam], flags: u32) -> Result<()> {
        let known =
            [VIR_DOMAIN_SAVE_PARAM_FILE, VIR_DOMAIN_SAVE_PARAM_DXML, VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS];
        refuse_unknown(params, &known)?;
        let Some(from) = text_param(params, VIR_DOMAIN_SAVE_PARAM_FILE) else {
            bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "missing path to restore from");
        };
        self.restore(from, text_param(params, VIR_DOMAIN_SAVE_PARAM_DXML), flags)
    }

    /// Starts a domain with a managed save from that. False: the image was no good, it is gone, and
    /// the domain is to boot.
    pub(super) fn start_managed(&self, vm: &Arc<Vm>, flags: u32) -> Result<bool> {
        let path = self.root.managed_save_path(&vm.name());
        let opened = Image::open(&path);
        let (image, stream) = match opened {
            Ok(opened) => opened,
            Err(_) if Image::is_corrupt(&path) => {
                remove_save(&path)?;
                vm.update(|state| state.has_managed_save = false);
                return Ok(false);
            }
            Err(error) => return Err(error),
        };
        let saved = definition::read_saved(&self.root, &image.xml)?;
        let state = vm.state();
        if (&saved.name, saved.uuid) != (&state.def.name, state.def.uuid) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_FAILED,
                "cannot restore domain '{}' uuid {} from a file which belongs to domain '{}' uuid {}",
                state.def.name,
                state.def.uuid,
                saved.name,
                saved.uuid
            );
        }
        vm.update(|state| {
            state.next = Some(state.def.clone());
            state.def = Arc::new(saved);
        });
        let paused = flags & VIR_DOMAIN_START_PAUSED != 0;
        let how = HowRestored {
            running: image.running && !paused,
            start_paused: paused,
            bypass_cache: flags & VIR_DOMAIN_START_BYPASS_CACHE != 0,
            reset_nvram: flags & VIR_DOMAIN_START_RESET_NVRAM != 0,
        };
        self.start_from(vm, &image, stream, how)?;
        remove_save(&path)?;
        vm.update(|state| state.has_managed_save = false);
        Ok(true)
    }

    fn start_from(&self, vm: &Arc<Vm>, image: &Image, stream: std::fs::File, how: HowRestored) -> Result<()> {
        let file = stream.try_clone();
        let cpu = image.cookie.as_deref().map(cookie::cpu).transpose()?.flatten();
        let (stream, program) = saved_state::open_stream(image.format, stream)?;
        let options = StartOptions { paused: true, reset_nvram: how.reset_nvram, ..StartOptions::default() };
        let started = process::start(&self.root, vm, options, Some(Incoming { stream, cpu }));
        if let Some(mut program) = program {
            // It has nobody to write to when the start failed, and ends either way.
            let _ = program.wait();
        }
        if let (true, Ok(file)) = (how.bypass_cache, file) {
            let _ = forget_cached(&file);
        }
        started?;
        vm.emit_lifecycle(VIR_DOMAIN_EVENT_STARTED, VIR_DOMAIN_EVENT_STARTED_RESTORED);
        if !how.running {
            let detail = if how.start_paused {
                VIR_DOMAIN_EVENT_SUSPENDED_PAUSED
            } else {
                VIR_DOMAIN_EVENT_SUSPENDED_RESTORED
            };
            vm.emit_lifecycle(VIR_DOMAIN_EVENT_SUSPENDED, detail);
            return Ok(());
        }
        let run = vm.state().active()?.clone();
        if let Err(error) = process::start_cpus(vm, &run, VIR_DOMAIN_RUNNING_RESTORED) {
            run.ending.store(true, std::sync::atomic::Ordering::Release);
            process::stop(&self.root, vm, &run, VIR_DOMAIN_SHUTOFF_FAILED);
            return Err(error);
        }
        status_file::refresh(&self.root, vm);
        Ok(())
    }

    pub(super) fn has_managed_save(&self, domain: &Domain, flags: u32) -> Result<bool> {
        check_flags(VIR_FROM_QEMU, "qemuDomainHasManagedSaveImage", flags, 0)?;
        Ok(self.vm(domain)?.state().has_managed_save)
    }

    pub(super) fn remove_managed_save(&self, domain: &Domain, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainManagedSaveRemove", flags, 0)?;
        let vm = self.vm(domain)?;
        let path = self.root.managed_save_path(&vm.name());
        std::fs::remove_file(&path).map_err(|error| {
            let what = format!("Failed to remove managed save file '{}'", path.display());
            Error::system(VIR_FROM_QEMU, &error, what)
        })?;
        vm.update(|state| state.has_managed_save = false);
        Ok(())
    }

    pub(super) fn image_xml(&self, path: &Path, function: &str, flags: u32) -> Result<String> {
        check_flags(VIR_FROM_QEMU, function, flags, VIR_DOMAIN_SAVE_IMAGE_XML_SECURE)?;
        let (image, _stream) = Image::open(path)?;
        let secure = flags & VIR_DOMAIN_SAVE_IMAGE_XML_SECURE != 0;
        let flags = if secure { VIR_DOMAIN_XML_SECURE } else { 0 };
        let saved = definition::read_saved(&self.root, &image.xml)?;
        definition::write(&self.root, &saved, None, flags | VIR_DOMAIN_XML_INACTIVE)
    }

    pub(super) fn define_image_xml(&self, path: &Path, xml: &str, flags: u32) -> Result<()> {
        let known = VIR_DOMAIN_SAVE_RUNNING | VIR_DOMAIN_SAVE_PAUSED;
        check_flags(VIR_FROM_QEMU, "qemuDomainSaveImageDefineXML", flags, known)?;
        let (mut image, stream) = Image::open(path)?;
        drop(stream);
        let running = to_run(flags, image.running);
        if image.xml == xml && running == image.running {
            return Ok(());
        }
        image.running = running;
        let saved = definition::read_saved(&self.root, &image.xml)?;
        let definition = self.compatible(&saved, xml, false)?;
        image.xml = definition::write(&self.root, &definition, None, SAVED_VIEW)?;
        image.rewrite(path)
    }

    /// The managed save image of a domain that has one.
    pub(super) fn managed_image(&self, domain: &Domain) -> Result<PathBuf> {
        let path = self.root.managed_save_path(&self.vm(domain)?.name());
        if !path.exists() {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "domain does not have managed save image");
        }
        Ok(path)
    }
}

impl QemuConnection {
    /// A document that may stand in for the one of a guest that was saved, or is about to be while it runs.
    fn compatible(&self, saved: &Definition, xml: &str, running: bool) -> Result<Definition> {
        let given = definition::read_exchanged(&self.root, xml, !running)?;
        let sent = definition::as_sent(&self.root, &given, None)?;
        match definition::check_same_machine(saved, &sent, running) {
            Ok(()) => Ok(sent),
            // old snapshots kept what was not meant to be sent
            Err(_) if !running && definition::check_same_machine(saved, &given, false).is_ok() => Ok(given),
            Err(error) => Err(error),
        }
    }
}

/// Lets a guest run again that an operation had stopped.
pub fn run_again(vm: &Arc<Vm>, run: &Arc<Run>, reason: i32) {
    if vm.run_of(run.id).is_none() || run.is_ending() {
        return;
    }
    if process::start_cpus(vm, run, reason).is_err() && vm.run_of(run.id).is_some() {
        vm.emit_lifecycle(VIR_DOMAIN_EVENT_SUSPENDED, VIR_DOMAIN_EVENT_SUSPENDED_API_ERROR);
        if vm.state().status == VIR_DOMAIN_PAUSED {
            vm.set_status(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_API_ERROR);
        }
    }
}

fn to_run(flags: u32, otherwise: bool) -> bool {
    if flags & VIR_DOMAIN_SAVE_RUNNING != 0 {
        true
    } else if flags & VIR_DOMAIN_SAVE_PAUSED != 0 {
        false
    } else {
        otherwise
    }
}

fn remove_save(path: &Path) -> Result<()> {
    std::fs::remove_file(path).map_err(|error| {
        Error::system(VIR_FROM_QEMU, &error, format!("cannot remove managed save file {}", path.display()))
    })
}

fn text_param<'a>(params: &'a [TypedParam], name: &str) -> Option<&'a str> {
    params.iter().find(|param| param.field == name).and_then(|param| match &param.value {
        TypedValue::String(text) => Some(text.as_str()),
        _ => None,
    })
}

fn refuse_unknown(params: &[TypedParam], known: &[&str]) -> Result<()> {
    match params.iter().find(|param| !known.contains(&&*param.field)) {
        Some(param) => {
            bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "parameter '{}' not supported", param.field)
        }
        None => Ok(()),
    }
}
