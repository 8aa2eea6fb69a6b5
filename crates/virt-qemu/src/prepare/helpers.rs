//! What a running domain says of the programs beside QEMU.

use virt_core::Result;

use crate::command::context::{Context, text};
use crate::command::helper;
use crate::vocabulary::{DomainDef, FsDriverType, VideoAccel, VideoBackend};

/// Fills in the programs that were chosen and what they are given.
pub fn complete(def: &mut DomainDef, context: &Context<'_>) -> Result<()> {
    let host = context.host;
    for video in def.devices.videos.iter_mut().filter(|video| video.backend == VideoBackend::Vhostuser) {
        let (_, takes_node) = helper::choose_gpu(host, video)?;
        let acceleration = video.model.acceleration.get_or_insert_with(VideoAccel::default);
        if acceleration.rendernode.is_none() && takes_node {
            acceleration.rendernode = Some(host.render_node()?);
        }
    }
    for fs in &mut def.devices.filesystems {
        if fs.driver.kind != FsDriverType::Virtiofs || fs.source.socket.is_some() {
            continue;
        }
        fs.binary.path = Some(text(&helper::choose_virtiofsd(host, fs)?));
        if !context.privileged && fs.idmap.uid.is_empty() {
            fs.idmap = host.own_id_map();
        }
    }
    Ok(())
}
