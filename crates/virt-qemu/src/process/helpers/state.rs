//! What a helper keeps over the guest's lives: made before the first start, cared for at each.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use virt_core::consts::*;
use virt_core::{Error, Result, bail};
use virt_host::files::{make_dirs, set_owner};

use super::start::Starter;
use crate::connection::save_definition;
use crate::launch_plan::{Helper, HelperState, HelperUser, StateCommand};
use crate::vocabulary::{DomainDef, TpmBackend, TpmEmulator};

/// More files than a module's state has.
const MOST_FILES: usize = 256;

pub fn prepare(starter: &mut Starter<'_>, helper: &Helper, state: &HelperState) -> Result<()> {
    let ids = match helper.command.user {
        HelperUser::Ids(uid, gid) => Some((uid, gid)),
        HelperUser::Ours | HelperUser::Qemu => None,
    };
    prepare_log(starter, &state.log, ids)?;
    let new = match &state.folder {
        Some(folder) => prepare_folder(folder, ids)?,
        None => true,
    };
    let done = care(starter, helper, state, new);
    if done.is_err()
        && new
        && let Some(folder) = &state.folder
    {
        let _ = std::fs::remove_dir_all(folder);
    }
    done
}

fn care(starter: &mut Starter<'_>, helper: &Helper, state: &HelperState, new: bool) -> Result<()> {
    if new {
        if let Some(note) = &state.note {
            std::fs::write(&state.log, note).map_err(|error| failed(&error, "cannot write", &state.log))?;
        }
        for command in &state.create {
            run(starter, command, &state.log)?;
        }
        if state.note.is_none()
            && let Some(question) = &state.ask
        {
            let outcome = starter.run_to_end(question)?;
            if outcome.status != 0 {
                bail!(
                    VIR_FROM_NONE,
                    VIR_ERR_INTERNAL_ERROR,
                    "Could not run '{} --print-info'. exitstatus: {}; stderr: {}",
                    question.program.display(),
                    outcome.status,
                    String::from_utf8_lossy(&outcome.errors)
                );
            }
            let answer: Value = serde_json::from_slice(&outcome.output).unwrap_or_default();
            if let Some(name) = answer["ActiveProfile"]["Name"].as_str() {
                note_profile(starter, helper, name)?;
            }
        }
    }
    state.update.iter().try_for_each(|command| run(starter, command, &state.log))
}

fn run(starter: &mut Starter<'_>, command: &StateCommand, log: &Path) -> Result<()> {
    let outcome = starter.run_to_end(&command.command)?;
    if outcome.status == 0 {
        return Ok(());
    }
    bail!(
        VIR_FROM_NONE,
        VIR_ERR_INTERNAL_ERROR,
        "Could not run '{}{}'. exitstatus: {}; Check error log '{}' for details.",
        command.command.program.display(),
        command.option,
        outcome.status,
        log.display()
    );
}

/// The profile goes into the running definition and into the one that is kept.
fn note_profile(starter: &Starter<'_>, helper: &Helper, name: &str) -> Result<()> {
    let mut kept = false;
    starter.vm.update(|state| {
        if let Some(tpm) = emulator(Arc::make_mut(&mut state.def), &helper.alias, 0) {
            tpm.profile.name = Some(name.to_owned());
        }
        let place = state
            .def
            .devices
            .tpms
            .iter()
            .position(|tpm| tpm.info.alias.as_deref() == Some(&*helper.alias))
            .unwrap_or(0);
        if let Some(next) = &mut state.next
            && let Some(tpm) = emulator(Arc::make_mut(next), "", place)
        {
            tpm.profile.name = Some(name.to_owned());
            kept = state.persistent;
        }
    });
    if kept { save_definition(starter.root, starter.vm) } else { Ok(()) }
}

/// The emulated module of a name, or at a place.
fn emulator<'a>(def: &'a mut DomainDef, alias: &str, place: usize) -> Option<&'a mut TpmEmulator> {
    let tpms = &mut def.devices.tpms;
    let place = tpms.iter().position(|tpm| tpm.info.alias.as_deref() == Some(alias)).unwrap_or(place);
    match &mut tpms.get_mut(place)?.backend {
        TpmBackend::Emulator(emulator) => Some(emulator),
        TpmBackend::Passthrough { .. } | TpmBackend::External(_) => None,
    }
}

fn prepare_log(starter: &Starter<'_>, log: &PathBuf, ids: Option<(u32, u32)>) -> Result<()> {
    let folder = log.parent().unwrap_or(log);
    make_dirs(folder, 0o711).map_err(|error| failed(&error, "Cannot create directory", folder))?;
    give(folder, ids)?;
    std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(log)
        .map_err(|error| failed(&error, "cannot open", log))?;
    give(log, ids)?;
    // The socket's folder is the helper's to write to and QEMU's to enter.
    if let (Some((_, group)), Some(owner)) = (ids, &starter.root.run_as) {
        let folder = &starter.root.layout.swtpm_dir;
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o770);
        std::fs::set_permissions(folder, mode)
            .and_then(|()| set_owner(folder, Some(owner.uid), Some(group)))
            .map_err(|error| failed(&error, "unable to set ownership of", folder))?;
    }
    Ok(())
}

/// True when the folder is new or empty.
fn prepare_folder(folder: &Path, ids: Option<(u32, u32)>) -> Result<bool> {
    let parent = folder.parent().unwrap_or(folder);
    make_dirs(parent, 0o711).map_err(|error| failed(&error, "Could not create TPM directory", parent))?;
    let files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().take(MOST_FILES).map(|entry| entry.path()).collect())
        .unwrap_or_default();
    make_dirs(folder, 0o700).map_err(|error| failed(&error, "Could not create directory", folder))?;
    give(folder, ids)?;
    files.iter().try_for_each(|file| give(file, ids))?;
    Ok(files.is_empty())
}

fn give(path: &Path, ids: Option<(u32, u32)>) -> Result<()> {
    let Some((uid, gid)) = ids else { return Ok(()) };
    set_owner(path, Some(uid), Some(gid)).map_err(|error| failed(&error, "unable to set ownership of", path))
}

fn failed(error: &std::io::Error, what: &str, path: &Path) -> Error {
    Error::system(VIR_FROM_NONE, error, format!("{what} '{}'", path.display()))
}
