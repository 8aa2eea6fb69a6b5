//! Carrying out a launch plan: files written, descriptors opened, QEMU started.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::atomic::Ordering;

use virt_core::consts::*;
use virt_core::{Error, Result};
use virt_host::files::{make_dirs, set_owner};
use virt_host::process::Process;
use virt_host::spawn::{Credentials, Resource, Spawn};

use super::descriptors::{Brought, open};
use super::log::Log;
use super::placement::Place;
use crate::conf_file::Settings;
use crate::domain::Run;
use crate::launch_plan::{FileContent, LaunchPlan, PlannedFile};
use crate::root::Root;

/// QEMU may create files that its group can write.
const UMASK: u32 = 0o002;

/// Writes the plan's files, opens its descriptors and starts QEMU with its output in `log`.
pub fn launch(
    root: &Root,
    run: &Run,
    plan: &LaunchPlan,
    place: Place,
    log: &Log,
    brought: &mut Brought,
) -> Result<Process> {
    for file in &plan.files {
        write_file(root, run, file).map_err(|error| {
            Error::system(VIR_FROM_QEMU, &error, format!("cannot write '{}'", file.path.display()))
        })?;
    }
    let mut spawn = Spawn::new(&plan.program)
        .args(&plan.args)
        .env(plan.env.iter().map(|(key, value)| (key, value)))
        .umask(UMASK)
        .cpus(place.cpus, place.wanted)
        .hold_until_exec(root.share_lock())
        .credentials(root.run_as.clone());
    for passed in &plan.fds {
        spawn = spawn.fd(open(root, passed, brought)?, passed.number);
    }
    for number in [1, 2] {
        let output = log
            .descriptor()
            .map_err(|error| Error::system(VIR_FROM_QEMU, &error, "cannot pass the log file on"))?;
        spawn = spawn.fd(output, number);
    }
    limits(spawn, &root.settings).start().map_err(|error| error.in_domain(VIR_FROM_QEMU))
}

/// For all but the core size, zero means to leave the limit alone.
fn limits(spawn: Spawn, settings: &Settings) -> Spawn {
    let spawn = spawn.limit(Resource::Core, settings.max_core.0);
    let wanted = [(Resource::Processes, settings.max_processes), (Resource::OpenFiles, settings.max_files)];
    wanted
        .into_iter()
        .filter(|(_, limit)| *limit > 0)
        .fold(spawn, |spawn, (resource, limit)| spawn.limit(resource, limit.into()))
}

/// A folder of one domain, for QEMU's user alone.
pub fn make_owned_dir(path: &Path, owner: Option<&Credentials>) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    make_dirs(path, 0o750)?;
    owner.map_or(Ok(()), |owner| set_owner(path, Some(owner.uid), Some(owner.gid)))
}

/// Writes a file of a plan.
pub fn write_file(root: &Root, run: &Run, file: &PlannedFile) -> io::Result<()> {
    let owner = root.run_as.as_ref();
    if let Some(folder) = file.path.parent() {
        make_owned_dir(folder, owner)?;
    }
    let new = |truncate| {
        OpenOptions::new().write(true).create(true).truncate(truncate).mode(file.mode).open(&file.path)
    };
    match &file.content {
        FileContent::MasterKey => {
            io::Write::write_all(&mut new(true)?, &run.master_key)?;
        }
        FileContent::Text(text) => io::Write::write_all(&mut new(true)?, text.as_bytes())?,
        FileContent::Sparse(size) => {
            let target = new(false)?;
            if target.metadata()?.len() < *size {
                target.set_len(*size)?;
            }
        }
        FileContent::CopyOf(template) => {
            if file.path.exists() && !run.reset_nvram.load(Ordering::Acquire) {
                return Ok(());
            }
            std::fs::copy(template, &file.path)?;
            std::fs::set_permissions(&file.path, std::fs::Permissions::from_mode(file.mode))?;
        }
    }
    owner.map_or(Ok(()), |owner| set_owner(&file.path, Some(owner.uid), Some(owner.gid)))
}
