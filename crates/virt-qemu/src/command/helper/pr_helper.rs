//! `qemu-pr-helper`: persistent reservations on disks, which need privileges that QEMU doesn't have.

use std::path::{Path, PathBuf};

use virt_core::consts::{VIR_ERR_SYSTEM_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, err};

use crate::command::builder::Builder;
use crate::conf_file::Settings;
use crate::launch_plan::{Helper, HelperCommand, HelperKind, HelperUser};

/// Where distributions keep it, beside `PATH`.
const FOLDERS: &[&str] = &["/usr/libexec"];

/// The helper that listens on `socket`; `find` looks for programs.
pub fn plan(
    settings: &Settings,
    find: &dyn Fn(&str, &[&str]) -> Option<PathBuf>,
    socket: &Path,
    pid_file: PathBuf,
) -> Result<Helper> {
    let name = &settings.pr_helper;
    let program = find(name, FOLDERS).ok_or_else(|| {
        err!(
            VIR_FROM_QEMU,
            VIR_ERR_SYSTEM_ERROR,
            "'{name}' is not a suitable pr helper: No such file or directory"
        )
    })?;
    let mut command = HelperCommand::new(program, HelperUser::Ours);
    command.args(["-k", &socket.to_string_lossy()]);
    let mut helper = Helper::new(HelperKind::PrHelper, "", command, pid_file);
    helper.socket = Some(socket.to_owned());
    Ok(helper)
}

impl Builder<'_> {
    /// Adds the helper that listens on `socket`.
    pub fn pr_helper(&mut self, socket: &str) -> Result<()> {
        let pid_file = self.helper_file(&self.context.folders.state, "pr-helper0.pid");
        let find = |name: &str, also: &[&str]| self.context.host.find_program(name, also);
        let helper = plan(self.context.settings, &find, Path::new(socket), pid_file)?;
        self.plan.helpers.push(helper);
        Ok(())
    }
}
