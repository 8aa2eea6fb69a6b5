//! The guest's own D-Bus, on which its display is.

use virt_core::consts::{VIR_ERR_SYSTEM_ERROR, VIR_FROM_NONE};
use virt_core::{Result, err};

use crate::command::builder::Builder;
use crate::command::context::text;
use crate::launch_plan::{FileContent, Helper, HelperCommand, HelperKind, HelperUser, PlannedFile};

impl Builder<'_> {
    /// Adds the daemon, once.
    pub fn dbus_daemon(&mut self) -> Result<()> {
        let there = self.plan.helpers.iter().any(|helper| helper.kind == HelperKind::DbusDaemon);
        if self.context.pretend || there {
            return Ok(());
        }
        let name = &self.context.settings.dbus_daemon;
        let program = self.context.host.find_program(name, &[]).ok_or_else(|| {
            err!(
                VIR_FROM_NONE,
                VIR_ERR_SYSTEM_ERROR,
                "'{name}' is not a suitable dbus-daemon: No such file or directory"
            )
        })?;
        let folder = &self.context.folders.dbus;
        let socket = self.helper_file(folder, "dbus.sock");
        let config = self.helper_file(folder, "dbus.conf");
        let mut command = HelperCommand::new(program, HelperUser::Qemu);
        command.arg(format!("--config-file={}", text(&config)));
        let pid_file = self.helper_file(folder, "dbus.pid");
        let mut helper = Helper::new(HelperKind::DbusDaemon, "", command, pid_file);
        helper.log = Some(folder.join(format!("{}.log", self.context.domain.short_name)));
        let content = FileContent::Text(configuration(&text(&socket), self.context.privileged));
        helper.files.push(PlannedFile { path: config, content, mode: 0o600 });
        helper.socket = Some(socket);
        self.plan.helpers.push(helper);
        Ok(())
    }
}

/// A bus on which everybody who gets in may do everything.
fn configuration(socket: &str, privileged: bool) -> String {
    let root = if privileged { "    <allow user='root'/>\n" } else { "" };
    let socket = socket.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n  \
         \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n\
         <busconfig>\n  <type>org.libvirt.qemu</type>\n  <listen>unix:path={socket}</listen>\n  \
         <auth>EXTERNAL</auth>\n  <policy context='default'>\n    \
         <allow send_destination='*' eavesdrop='true'/>\n    <allow eavesdrop='true'/>\n    \
         <allow own='*'/>\n{root}  </policy>\n  \
         <include if_selinux_enabled='yes' selinux_root_relative='yes'>contexts/dbus_contexts</include>\n\
         </busconfig>\n"
    )
}
