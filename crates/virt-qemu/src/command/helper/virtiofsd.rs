//! `virtiofsd`: a folder of the host for a guest.

use std::path::{Path, PathBuf};

use virt_core::consts::{
    VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_ERR_OPERATION_FAILED, VIR_FROM_QEMU,
};
use virt_core::{Result, bail, err};

use crate::command::builder::Builder;
use crate::command::context::Host;
use crate::command::props::comma;
use crate::helper_features::features;
use crate::launch_plan::{FdSource, Helper, HelperCommand, HelperKind, HelperUser};
use crate::vocabulary::{Filesystem, FsBinary, FsCacheMode};

/// The program that serves a folder: the one that the definition names, else the first described.
pub fn choose(host: &dyn Host, fs: &Filesystem) -> Result<PathBuf> {
    if let Some(path) = &fs.binary.path {
        if features(&host.print_capabilities(Path::new(path), &[])).is_none() {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unable to parse json capabilities '{path}'");
        }
        return Ok(path.into());
    }
    let programs = host.vhost_user_programs()?;
    let mut programs =
        programs.into_iter().filter(|program| program.kind == "fs").map(|program| program.binary);
    programs
        .find(|binary| features(&host.print_capabilities(binary, &[])).is_some())
        .ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "Unable to find a satisfying virtiofsd"))
}

impl Builder<'_> {
    /// Adds the daemon of a folder.
    pub fn virtiofsd(&mut self, fs: &Filesystem, alias: &str, socket: &str) -> Result<()> {
        if self.context.pretend {
            return Ok(());
        }
        let host = self.context.host;
        let program = choose(host, fs)?;
        let features = features(&host.print_capabilities(&program, &[])).unwrap_or_default();
        let separate = features.iter().any(|feature| feature == "separate-options");
        let path = fs.source.path.as_deref().unwrap_or_default();
        let mut command = HelperCommand::new(program, HelperUser::Ours);
        let fd = command.fd(FdSource::ListenUnix(socket.into()));
        command.arg(format!("--fd={fd}"));
        if separate {
            command.args(["--shared-dir", path]);
            separate_options(&mut command, &fs.binary)?;
        } else {
            command.args(["-o", &joined_options(path, &fs.binary)]);
        }
        if let Some(size) = fs.binary.thread_pool {
            command.arg(format!("--thread-pool-size={size}"));
        }
        if fs.binary.openfiles > 0 {
            command.arg(format!("--rlimit-nofile={}", fs.binary.openfiles));
        }
        if self.context.settings.virtiofsd_debug {
            match separate {
                true => command.args(["--log-level", "debug"]),
                false => command.arg("-d"),
            }
        }
        for (option, ranges) in [("uid", &fs.idmap.uid), ("gid", &fs.idmap.gid)] {
            for range in ranges {
                command.arg(format!("--{option}-map=:{}:{}:{}:", range.start, range.target, range.count));
            }
        }
        if fs.readonly {
            command.arg("--readonly");
        }
        let folders = self.context.folders;
        let pid_file = self.helper_file(&folders.state, &format!("{alias}-fs.pid"));
        let mut helper = Helper::new(HelperKind::Virtiofsd, alias, command, pid_file);
        helper.socket = Some(socket.into());
        helper.log = Some(folders.log.join(format!("{}-{alias}-virtiofsd.log", self.def.name)));
        self.plan.helpers.push(helper);
        Ok(())
    }
}

/// As programs in Rust take them.
fn separate_options(command: &mut HelperCommand, binary: &FsBinary) -> Result<()> {
    match binary.cache {
        Some(FsCacheMode::None) => command.args(["--cache", "never"]),
        Some(FsCacheMode::Always) => command.args(["--cache", "always"]),
        None => {}
    }
    if let Some(sandbox) = binary.sandbox {
        command.args(["--sandbox", sandbox.as_str()]);
    }
    if binary.xattr == Some(true) {
        command.arg("--xattr");
    }
    if binary.posix_lock.is_some() || binary.flock.is_some() {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "locking options are not supported by this virtiofsd"
        );
    }
    Ok(())
}

/// As the program that came with QEMU up to version 7.2 takes them.
fn joined_options(path: &str, binary: &FsBinary) -> String {
    let mut text = format!("source={}", comma(path));
    if let Some(cache) = binary.cache {
        text += &format!(",cache={}", cache.as_str());
    }
    if let Some(sandbox) = binary.sandbox {
        text += &format!(",sandbox={}", sandbox.as_str());
    }
    for (name, wanted) in
        [("xattr", binary.xattr), ("flock", binary.flock), ("posix_lock", binary.posix_lock)]
    {
        match wanted {
            Some(true) => text += &format!(",{name}"),
            Some(false) => text += &format!(",no_{name}"),
            None => {}
        }
    }
    text
}
