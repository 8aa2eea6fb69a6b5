//! Renderers of video devices in programs of their own.

use std::path::PathBuf;

use virt_core::consts::{VIR_ERR_OPERATION_FAILED, VIR_FROM_QEMU};
use virt_core::{Result, err};

use crate::command::builder::Builder;
use crate::command::context::Host;
use crate::helper_features::features;
use crate::launch_plan::{FdSource, Helper, HelperCommand, HelperKind, HelperUser};
use crate::vocabulary::Video;

/// The first program that can do what the device wants, and whether it takes a render node.
pub fn choose(host: &dyn Host, video: &Video) -> Result<(PathBuf, bool)> {
    for program in host.vhost_user_programs()?.into_iter().filter(|program| program.kind == "gpu") {
        let Some(features) = features(&host.print_capabilities(&program.binary, &[])) else { continue };
        let has = |name: &str| features.iter().any(|feature| feature == name);
        let wanted = video.model.acceleration.as_ref();
        let lacks_gl = wanted.is_some_and(|a| a.accel3d.is_some()) && !has("virgl");
        let lacks_node = wanted.is_some_and(|a| a.rendernode.is_some()) && !has("render-node");
        if !lacks_gl && !lacks_node {
            return Ok((program.binary, has("render-node")));
        }
    }
    Err(err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "Unable to find a satisfying vhost-user-gpu"))
}

impl Builder<'_> {
    /// Adds the renderer of a device; it has the other end of QEMU's socket.
    pub fn vhost_user_gpu_helper(&mut self, video: &Video, alias: &str) -> Result<()> {
        let (program, _) = choose(self.context.host, video)?;
        let mut command = HelperCommand::new(program, HelperUser::Qemu);
        let fd = command.fd(FdSource::HelperSocket { helper: alias.to_owned() });
        command.arg(format!("--fd={fd}"));
        if let Some(acceleration) = &video.model.acceleration {
            if acceleration.accel3d.is_some() {
                command.arg("--virgl");
            }
            if let Some(node) = &acceleration.rendernode {
                command.arg(format!("--render-node={node}"));
            }
        }
        let pid_file = self.helper_file(&self.context.folders.state, &format!("{alias}-vhost-user-gpu.pid"));
        let helper = Helper::new(HelperKind::VhostUserGpu, alias, command, pid_file);
        self.plan.helpers.push(helper);
        Ok(())
    }
}
