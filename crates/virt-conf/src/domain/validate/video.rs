//! What is wrong with a video device.

use virt_core::Result;

use crate::domain::DomainDef;
use crate::domain::complain::{internal, refuse, unsupported};
use crate::domain::devices::{Video, VideoBackend, VideoType};
use crate::domain::validate::common::no_virtio_options;

pub fn check(def: &DomainDef, video: &Video) -> Result<()> {
    let model = &video.model;
    if model.kind == VideoType::Default {
        return internal("missing video model and cannot determine default");
    }
    let videos = &def.devices.videos;
    refuse(
        videos.len() > 1 && videos.iter().any(|other| other.model.kind == VideoType::None),
        "a 'none' video type must be the only video device defined for the domain",
    )?;
    if video.backend == VideoBackend::Vhostuser {
        refuse(model.kind != VideoType::Virtio, "'vhostuser' driver is only supported with 'virtio' device")?;
    } else {
        refuse(
            model.acceleration.as_ref().is_some_and(|accel| accel.rendernode.is_some()),
            "unsupported rendernode accel attribute without 'vhostuser'",
        )?;
    }
    refuse(
        model.resolution.is_some_and(|res| res.x == 0 || res.y == 0),
        "video resolution values must be greater than 0",
    )?;
    if model.kind != VideoType::Qxl {
        refuse(model.ram != 0, "ram attribute only supported for video type qxl")?;
        refuse(model.vram64 != 0, "vram64 attribute only supported for video type qxl")?;
        refuse(model.vgamem != 0, "vgamem attribute only supported for video type qxl")?;
    }
    refuse(
        model.kind == VideoType::Ramfb && video.info.address.is_some(),
        "address not supported for video type ramfb",
    )?;
    if model.kind == VideoType::Virtio {
        return Ok(());
    }
    no_virtio_options(&video.virtio)?;
    match model.blob {
        None => Ok(()),
        Some(_) => {
            unsupported(format!("video type '{}' does not support blob resources", model.kind.as_str()))
        }
    }
}

/// One primary device, and it is the first.
pub fn check_all(def: &DomainDef) -> Result<()> {
    let mut videos = def.devices.videos.iter();
    let first_is_primary = videos.next().is_some_and(|first| first.model.primary);
    refuse(
        first_is_primary && videos.any(|video| video.model.primary),
        "Only one primary video device is supported",
    )
}
