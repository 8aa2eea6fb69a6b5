//! `<sound>`: a sound card of the guest. Where the sound goes is `<audio>`.

use super::driver::AudioRef;
use crate::domain::info::{DeviceInfo, VirtioOptions};
use crate::domain::words::prelude::*;

words! {
    /// Cards.
    pub SoundModel { Sb16, Es1370, Pcspk, Ac97, Ich6, Ich9, Usb, Ich7, Virtio }
    /// Codecs of HDA cards.
    pub SoundCodecType { Duplex, Micro, Output }
}

/// `<sound>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(check = Sound::check)]
pub struct Sound {
    #[xml(attr)]
    pub model: SoundModel,
    #[xml(attr)]
    pub multichannel: Option<bool>,
    #[xml(custom(read = read_streams, attrs = write_streams))]
    pub streams: Option<u32>,
    #[xml(child = "codec")]
    pub codecs: Vec<SoundCodec>,
    #[xml(child)]
    pub audio: Option<AudioRef>,
    #[xml(flatten)]
    pub info: DeviceInfo,
    #[xml(child = "driver", default)]
    pub virtio: VirtioOptions,
}

/// `<codec>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct SoundCodec {
    #[xml(attr = "type", code = Unsupported)]
    pub kind: SoundCodecType,
}

fn read_streams(node: Node<'_>) -> Result<Option<u32>> {
    match node.attr("model") {
        Some("virtio") => node.value::<NonZero, u32>("streams", None),
        _ => Ok(None),
    }
}

fn write_streams(streams: &Option<u32>, w: &mut Writer) {
    if let Some(streams) = streams {
        w.attr_display("streams", streams);
    }
}

impl SoundModel {
    /// HDA cards have codecs.
    pub fn has_codecs(self) -> bool {
        matches!(self, Self::Ich6 | Self::Ich9)
    }
}

impl Sound {
    fn check(&mut self, _: Node<'_>) -> Result<()> {
        if !self.model.has_codecs() {
            self.codecs.clear();
        }
        if self.model != SoundModel::Usb {
            self.multichannel = None;
        }
        if self.model != SoundModel::Virtio {
            self.virtio = VirtioOptions::default();
        }
        Ok(())
    }
}
